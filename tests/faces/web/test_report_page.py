"""A report's page shows what was found, by whom it was decided otherwise, and takes decisions."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.store import Library
from tests.faces.web.conftest import form_of


@pytest.fixture
def report(id_of: Callable[[str], str]) -> str:
    return id_of("Tidewire")


def decide(client: TestClient, report: str, **sent: str) -> Any:
    form = form_of(client.get(f"/reports/{report}").text)
    return client.post(f"/reports/{report}/decide", data={"form": form, "who": "Mara Lind", **sent})


def test_text_findings_and_whose_word_stand_on_one_page(client: TestClient, library: Library, report: str) -> None:
    reading = library.reading(report)
    page = client.get(f"/reports/{report}").text
    assert reading is not None
    for attribution in reading.attributions:
        assert f'id="f-{attribution.id}"' in page
        for evidence in attribution.evidence:
            assert evidence.rule in page
    assert "On whose word" in page and "Maritime Intelligence Service" in page
    assert "Claims that it carries" in page


def test_ids_are_unique_and_links_within_lead_somewhere(client: TestClient, library: Library) -> None:
    for report in library.report_ids():
        page = client.get(f"/reports/{report}").text
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1][:3]
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        assert set(re.findall(r'\bfor="([^"]+)"', page)) <= set(ids)


def test_accepting_is_shown_with_who_when_and_why_and_can_be_undone(
    client: TestClient, library: Library, report: str
) -> None:
    finding = library.reading(report).attributions[0].id
    sent = decide(client, report, finding=finding, verb="accept", why="read twice")
    assert sent.headers["location"] == f"/reports/{report}?did=accept#f-{finding}"
    page = client.get(sent.headers["location"]).text
    assert "Accepted." in page
    assert re.search(r"<b>Accepted</b> by <bdi>Mara Lind</bdi>, <time datetime=\"20\d\d", page)
    assert "read twice" in page
    assert 'name="who" value="Mara Lind"' in page, "asked once"
    undo = re.search(r'action="/decisions/(d\w+)/withdraw"', page)
    assert undo
    back = client.post(f"/decisions/{undo[1]}/withdraw", data={"form": form_of(page), "back": f"/reports/{report}#x"})
    assert back.headers["location"] == f"/reports/{report}?did=withdraw#x"
    assert "<b>Accepted</b>" not in client.get(f"/reports/{report}").text
    assert [d.verb for d in library.decisions(withdrawn=True)] == ["accept", "withdraw"], "nothing is overwritten"


def test_rejecting_keeps_the_finding_to_be_seen(client: TestClient, library: Library, report: str) -> None:
    machine = library.reading(report)
    finding = machine.attributions[1]
    decide(client, report, finding=finding.id, verb="reject", why="it is no quotation")
    page = client.get(f"/reports/{report}").text
    assert "<h2>Rejected</h2>" in page and "it is no quotation" in page
    assert len(library.decided(report).reading.attributions) == len(machine.attributions) - 1
    assert library.reading(report) == machine, "what the machine found stays as it was"


@pytest.mark.parametrize("to", ["source", "name", "nobody", "unresolved"])
def test_somebody_else_says_it(client: TestClient, library: Library, report: str, to: str) -> None:
    machine = library.reading(report)
    finding = machine.attributions[0]
    other = next(s for s in machine.sources if s.id != finding.source_id)
    sent = {"source": {"to": other.id}, "name": {"name": "Ilva Brandt"}}.get(to, {"to": to})
    assert decide(client, report, finding=finding.id, verb="reattribute", **sent).status_code == 303
    now = next(a for a in library.decided(report).reading.attributions if a.id == finding.id)
    names = {s.id: s.name for s in library.decided(report).reading.sources}
    told = {
        "source": ("named", other.name),
        "name": ("named", "Ilva Brandt"),
        "nobody": ("none", None),
        "unresolved": ("unresolved", None),
    }
    assert (now.source_status, names.get(now.source_id)) == told[to]
    assert "Re-attributed to" in client.get(f"/reports/{report}").text


def test_a_later_decision_counts_instead(client: TestClient, library: Library, report: str) -> None:
    finding = library.reading(report).attributions[0].id
    decide(client, report, finding=finding, verb="reject")
    decide(client, report, finding=finding, verb="accept")
    assert finding in {a.id for a in library.decided(report).reading.attributions}


def test_a_note_is_kept(client: TestClient, report: str) -> None:
    assert decide(client, report, verb="note", why="Ask them for the tape. <b>").status_code == 303
    page = client.get(f"/reports/{report}").text
    assert "Ask them for the tape. &lt;b&gt;" in page


@pytest.mark.parametrize(
    "sent",
    [
        {"verb": "accept", "finding": "a0"},
        {"verb": "bless", "finding": "?"},
        {"verb": "reattribute", "finding": "?"},
        {"verb": "reattribute", "finding": "?", "to": "s0"},
        {"verb": "note", "why": "  "},
        {"verb": "accept", "finding": "?", "why": "x" * 3_000},
        {"verb": "accept", "finding": "?", "who": "x" * 100},
    ],
)
def test_what_is_no_decision_changes_nothing(
    client: TestClient, library: Library, report: str, sent: dict[str, str]
) -> None:
    if sent.get("finding") == "?":
        sent = {**sent, "finding": library.reading(report).attributions[0].id}
    answer = decide(client, report, **sent)
    assert answer.status_code in (400, 404)
    assert "<h1>" in answer.text
    assert library.decisions(withdrawn=True) == ()


def test_a_report_that_is_not_there(client: TestClient) -> None:
    assert client.get("/reports/r0000").status_code == 404
    assert client.get("/reports/r0000/original").status_code == 404
    assert client.get("/decisions/d0/withdraw").status_code == 405
