"""The API answers in the published schemas, and nothing that its description allows breaks it."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.faces.web.app import make_app
from sayso.model.decision import Decision, anchor_attribution
from sayso.model.decision_contract import decision_to_plain
from sayso.store import Library
from tests.faces.web.conftest import HERE

jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")


def schema(name: str) -> Any:
    text = files("sayso.faces").joinpath("schema", f"{name}-1.json").read_text("utf-8")
    return jsonschema.Draft202012Validator(json.loads(text))


def test_a_report_is_a_reading(client: TestClient, library: Library) -> None:
    for report in library.report_ids():
        for query in ("", "?machine=true"):
            answer = client.get(f"/api/reports/{report}{query}")
            schema("reading").validate(answer.json())
            assert answer.json()["report"]["id"] == report


def test_a_claim_is_a_trace(client: TestClient) -> None:
    rows = client.get("/api/claims?limit=3").json()["claims"]
    assert rows[0]["reports"] >= rows[1]["reports"]
    answer = client.get(f"/api/claims/{rows[0]['id']}").json()
    schema("trace").validate(answer)
    assert answer["claims"][0]["id"] == rows[0]["id"]
    name = next(s["name"] for s in answer["sources"] if "Intelligence" in s["name"])
    struck = client.get(f"/api/claims/{rows[0]['id']}", params={"strike": name}).json()
    assert struck["struck"]
    assert client.get(f"/api/claims/{rows[0]['id']}?strike=nobody").status_code == 400
    assert client.get("/api/claims/c0").json() == {"error": {"status": 404, "says": "There is no such claim."}}


def test_a_search_has_rows_and_facets(client: TestClient) -> None:
    answer = client.get("/api/reports", params={"q": "mines", "outlet": "Tidewire"}).json()
    schema("search").validate(answer)
    assert answer["total"] == 1 and answer["reports"][0]["outlet"] == "Tidewire"
    assert {"value": "Tidewire", "reports": 1} in answer["facets"]["outlet"]


def test_a_source_has_its_record(client: TestClient) -> None:
    found = client.get("/api/sources", params={"name": "Corin Hale"}).json()
    schema("sources").validate(found)
    record = client.get(f"/api/sources/{found['sources'][0]['id']}").json()
    schema("source").validate(record)
    assert record["source"]["name"] == "Corin Hale" and record["record"]
    assert client.get("/api/sources/person:nobody").status_code == 404


def test_a_report_is_added_and_removed(client: TestClient, library: Library) -> None:
    sent = {"id": "mine", "text": "She said that it rained.", "outlet": "The Skerry Post", "published": "2031-05-06"}
    answer = client.post("/api/reports", json=sent)
    assert answer.status_code == 202
    for _ in range(500):
        job = client.get(answer.headers["location"]).json()
        if job["over"]:
            break
        time.sleep(0.02)
    assert job["counts"] == {"new": 1}
    report = library.reading(job["items"][0]["report"]).report
    assert (report.external_id, report.text, report.outlet) == ("mine", sent["text"], "The Skerry Post")
    assert client.post(f"/api/reports/{report.id}/remove", json={"who": "Mara", "why": "a test"}).status_code == 200
    assert client.get(f"/api/reports/{report.id}").status_code == 410
    assert client.post(f"/api/reports/{report.id}/remove", json={"who": "Mara", "why": "a test"}).status_code == 404


@pytest.mark.parametrize(
    "sent", [{}, {"text": "a", "html": "b"}, {"text": "a", "published": "soon"}, {"text": "a", "colour": "red"}, []]
)
def test_what_is_no_report_is_refused(client: TestClient, sent: Any) -> None:
    assert client.post("/api/reports", json=sent).status_code in (400, 422)


def test_a_decision_is_appended_and_taken_back(
    client: TestClient, library: Library, id_of: Callable[[str], str]
) -> None:
    reading = library.reading(id_of("Tidewire"))
    decision = Decision("reject", who="Mara", anchors=(anchor_attribution(reading, reading.attributions[0]),))
    made = client.post("/api/decisions", json=decision_to_plain(decision))
    assert made.status_code == 201
    schema("decision").validate(made.json())
    assert made.json()["id"] and made.json()["when"]
    shown = client.get(f"/api/reports/{reading.report.id}").json()
    assert reading.attributions[0].id not in {a["id"] for a in shown["attributions"]}
    machine = client.get(f"/api/reports/{reading.report.id}?machine=true").json()
    assert reading.attributions[0].id in {a["id"] for a in machine["attributions"]}
    back = client.post(f"/api/decisions/{made.json()['id']}/withdraw", json={"who": "Mara"})
    assert back.status_code == 201
    assert client.get("/api/decisions").json() == []
    assert len(client.get("/api/decisions?withdrawn=true").json()) == 2


@pytest.mark.parametrize("sent", [{}, {"verb": "bless"}, {"verb": "note", "of": ["r0"], "why": "x"}, [], {"verb": 3}])
def test_what_is_no_decision_is_refused(client: TestClient, library: Library, sent: Any) -> None:
    assert client.post("/api/decisions", json=sent).status_code in (400, 422)
    assert library.decisions(withdrawn=True) == ()


def test_a_dossier_is_kept_and_traced(client: TestClient, id_of: Callable[[str], str]) -> None:
    sent = {"name": "Mines", "reports": [id_of("Tidewire"), id_of("Evening Beacon")], "who": "Mara"}
    made = client.post("/api/dossiers", json=sent)
    assert made.status_code == 201
    path = f"/api/dossiers/{made.json()['id']}"
    assert client.get(path).json()["reports"] == sent["reports"]
    trace = client.get(f"{path}/trace").json()
    schema("trace").validate(trace)
    assert len(trace["reports"]) == 2
    assert client.post("/api/dossiers", json={**sent, "reports": ["r0"]}).status_code == 400
    assert client.get("/api/dossiers/o0").status_code == client.get("/api/dossiers/o0/trace").status_code == 404


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'"\\ud800"', b"[" * 5_000, b"null", b'{"text": NaN}'])
def test_what_is_no_json_is_refused(client: TestClient, body: bytes) -> None:
    for path in ("/api/reports", "/api/decisions", "/api/dossiers"):
        answer = client.post(path, content=body, headers={"content-type": "application/json"})
        assert 400 <= answer.status_code < 500
        assert answer.json()["error"]["says"]


def test_the_description_holds_the_published_schemas(client: TestClient) -> None:
    described = client.get("/api/openapi.json").json()
    assert described["openapi"].startswith("3.1")
    assert {"sayso.reading", "sayso.trace", "sayso.decision"} <= set(described["components"]["schemas"])
    text = json.dumps(described)
    assert "#/$defs/" not in text
    for path, verbs in described["paths"].items():
        assert path.startswith("/api/")
        for verb in verbs.values():
            assert verb.get("summary")


def test_nothing_that_the_description_allows_breaks_it(library: Library, pipeline: Any, tmp_path: Path) -> None:
    schemathesis = pytest.importorskip("schemathesis", reason="schemathesis is not installed")
    from hypothesis import HealthCheck, Phase, given, settings

    app = make_app(library, pipeline=pipeline)
    with TestClient(app, base_url=HERE, raise_server_exceptions=False) as client:
        described = schemathesis.openapi.from_dict(client.get("/api/openapi.json").json())
        report = next(iter(library.report_ids()))
        tried = 0
        for result in described.get_all_operations():
            operation = result.ok()

            @settings(
                max_examples=15,
                derandomize=True,
                database=None,
                deadline=None,
                phases=[Phase.explicit, Phase.generate],
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy())
            def nothing_breaks(case: Any) -> None:
                nonlocal tried
                if case.path_parameters and "id_" in case.path_parameters and tried % 3 == 0:
                    case.path_parameters["id_"] = report
                tried += 1
                asked = case.as_transport_kwargs(base_url=HERE)
                try:
                    answer = client.request(
                        asked["method"],
                        asked["url"],
                        params=asked.get("params"),
                        json=asked.get("json"),
                        headers={"content-type": "application/json"},
                    )
                except (UnicodeError, ValueError):
                    return  # no client could send it
                assert answer.status_code < 500, (asked, answer.text)
                if answer.status_code >= 400:
                    assert answer.json()["error"]["says"]

            nothing_breaks()
        assert tried > 100
