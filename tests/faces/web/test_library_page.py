"""The library's page looks things up; reports are added, and what became of each is told."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient

from sayso.faces.web.adding import Adding, Document, FullError
from sayso.faces.web.app import make_app
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.store import Library
from tests.faces.web.conftest import EXAMPLES, HERE, form_of

HERALD = (EXAMPLES / "harbour" / "reports" / "05-north-coast-herald.html").read_bytes()


def titles(page: str) -> list[str]:
    return re.findall(r'<p class="row-title"><a href="/reports/r\w+"><bdi>(.*?)</bdi>', page)


def finished(client: TestClient, address: str) -> dict[str, Any]:
    for _ in range(1_000):
        job: dict[str, Any] = client.get(f"/api/jobs/{address.rsplit('/', 1)[1]}").json()
        if job["over"]:
            return job
        time.sleep(0.02)
    raise AssertionError(job)


def add(client: TestClient, **sent: Any) -> dict[str, Any]:
    data = {"form": form_of(client.get("/add").text), **sent.pop("data", {})}
    answer = client.post("/add", data=data, **sent)
    assert answer.status_code == 303, answer.text
    job = finished(client, answer.headers["location"])
    page = client.get(answer.headers["location"]).text
    for item in job["items"]:
        assert not item["report"] or item["state"] == "removed before" or f"/reports/{item['report']}" in page
    return job


def test_without_words_all_are_listed_the_newest_first(client: TestClient) -> None:
    page = client.get("/").text
    assert len(titles(page)) == 20
    assert "20 reports" in page


def test_words_are_looked_for_and_marked(client: TestClient) -> None:
    page = client.get("/", params={"q": "arsenal"}).text
    assert 0 < len(titles(page)) < 12
    assert "<mark>arsenal</mark>" in page


def test_a_facet_narrows_and_can_be_taken_away(client: TestClient) -> None:
    page = client.get("/", params={"q": "mines", "outlet": "Tidewire"}).text
    assert len(titles(page)) == 1
    away = re.search(r'href="([^"]*)" class="away" aria-label="Take away Outlet: Tidewire"', page)
    assert away and len(titles(client.get(away[1].replace("&amp;", "&")).text)) > 5


@pytest.mark.parametrize("name", ["party", "outlet", "source", "manner"])
def test_every_facet_leads_to_as_many_as_it_says(client: TestClient, name: str) -> None:
    page = client.get("/").text
    found = re.search(rf'<li><a href="(/\?{name}=[^"]+)"><bdi>[^<]*</bdi> <span class="count">(\d+)</span>', page)
    assert found, f"no facet by {name}"
    assert len(titles(client.get(found[1].replace("&amp;", "&")).text)) == int(found[2])


def test_dates_narrow_it_down(client: TestClient) -> None:
    assert len(titles(client.get("/?since=2026-03-12&until=2026-03-12").text)) == 2
    assert len(titles(client.get("/?since=the+day+before").text)) == 20, "what is no date narrows nothing"


def test_nothing_found_is_said(client: TestClient) -> None:
    assert "No report here fits" in client.get("/?q=zeppelin").text


@pytest.mark.parametrize(
    "query", ["q=%22", "q=AND", "q=*", "q=%00", "q=a%22b%20NEAR", "offset=9999999", "q=" + "x " * 150]
)
def test_odd_searches_do_no_harm(client: TestClient, query: str) -> None:
    assert client.get(f"/?{query}").status_code == 200


@pytest.mark.parametrize("query", ["offset=-1", "offset=x", "q=" + "x" * 500])
def test_what_is_no_search_is_refused_with_a_page(client: TestClient, query: str) -> None:
    answer = client.get(f"/?{query}")
    assert answer.status_code == 422
    assert "<h1>" in answer.text


def test_an_empty_library_says_how_to_begin(tmp_path: Any) -> None:
    from tests.faces.web.conftest import Library as Shelf

    with Shelf.open(tmp_path / "new", create=True) as library:
        asks = TestClient(make_app(library), base_url=HERE)
        assert "holds nothing yet" in asks.get("/").text


def test_a_pasted_text_is_added_with_what_is_known_of_it(client: TestClient, library: Library) -> None:
    data = {
        "text": "The lamp had been lit before dusk, the keeper said.\r\nNobody else saw it.",
        "title": "Lamp lit early",
        "outlet": "The Skerry Post",
        "published": "2031-05-06",
        "url": "https://skerry.example/lamp",
    }
    (item,) = add(client, data=data)["items"]
    assert item["state"] == "new"
    report = library.reading(item["report"]).report
    assert (report.outlet, report.published, report.url) == ("The Skerry Post", "2031-05-06", data["url"])
    assert "\r" not in report.text
    assert "Lamp lit early" in client.get("/").text
    (again,) = add(client, data=data)["items"]
    assert (again["state"], again["report"]) == ("known", item["report"])


def test_files_are_added_each_by_its_name(client: TestClient, library: Library) -> None:
    lines = "\n".join(json.dumps({"id": f"n{n}", "text": f"It rained on day {n}, she said."}) for n in range(3))
    files = [
        ("files", ("herald.html", HERALD, "text/html")),
        ("files", ("many.jsonl", lines.encode(), "application/json")),
        ("files", ("picture.png", b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "image/png")),
        ("files", ("../../etc/empty.txt", b"", "text/plain")),
    ]
    job = add(client, files=files)
    told = [(item["name"], item["state"]) for item in job["items"]]
    assert told[0] == ("herald.html", "known")
    assert told[1:4] == [("many.jsonl", "new")] * 3
    assert told[4] == ("picture.png", "refused") and job["items"][4]["says"]
    assert told[5] == ("empty.txt", "refused")
    assert job["counts"] == {"known": 1, "new": 3, "refused": 2}
    picture = library.reading(job["items"][4]["report"]).report
    assert library.original(picture.bytes_sha256).startswith(b"\x89PNG")
    assert "Not read" in client.get(f"/reports/{picture.id}").text


def test_what_is_no_date_is_not_taken(client: TestClient) -> None:
    form = form_of(client.get("/add").text)
    sent = client.post("/add", data={"form": form, "text": "A line.", "published": "last week"})
    assert sent.status_code == 400 and "is not a date" in sent.text


def test_nothing_is_not_taken_either(client: TestClient) -> None:
    form = form_of(client.get("/add").text)
    assert client.post("/add", data={"form": form, "text": "  "}).status_code == 400


def test_what_was_removed_is_not_added_unnoticed(
    client: TestClient, library: Library, id_of: Callable[[str], str]
) -> None:
    herald = id_of("North Coast Herald")
    form = form_of(client.get(f"/reports/{herald}/remove").text)
    sent = {"form": form, "who": "Mara", "why": "asked for", "sure": "yes"}
    assert client.post(f"/reports/{herald}/remove", data=sent).headers["location"] == "/?did=gone"
    assert client.get(f"/reports/{herald}").status_code == 410
    (item,) = add(client, files=[("files", ("h.html", HERALD, "text/html"))])["items"]
    assert item["state"] == "removed before"
    assert not library.holds(herald)


def test_removing_needs_a_reason_and_a_tick(client: TestClient, library: Library, id_of: Callable[[str], str]) -> None:
    herald = id_of("North Coast Herald")
    form = form_of(client.get(f"/reports/{herald}/remove").text)
    for sent in ({"who": "Mara", "why": "asked for"}, {"who": "Mara", "sure": "yes"}):
        assert client.post(f"/reports/{herald}/remove", data={"form": form, **sent}).status_code == 400
    assert library.holds(herald)


class Breaking:
    """Reads nothing, and breaks on it."""

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        raise RuntimeError("the model fell over")
        yield


def test_one_document_that_breaks_us_does_not_stop_the_rest(library: Library) -> None:
    adding = Adding(library, Breaking)
    job = adding.start([Document("a.txt", b"She said that it rained."), Document("h.html", HERALD)])
    for _ in range(500):
        if job.over:
            break
        time.sleep(0.01)
    assert [item.state for item in job.items] == ["failed", "known"]
    assert "fell over" in job.items[0].says
    adding.close()


def test_what_waits_is_bounded(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.faces.web.adding._MOST_WAITING", 1_000)
    monkeypatch.setattr(Adding, "_work", lambda self: None)
    adding = Adding(library, Breaking)
    adding.start([Document("a.txt", b"x" * 900)])
    with pytest.raises(FullError):
        adding.start([Document("b.txt", b"x" * 200)])


def test_a_job_that_is_not_there(client: TestClient) -> None:
    assert client.get("/add/0000").status_code == 404
    assert client.get("/api/jobs/0000").json()["error"]["status"] == 404


def test_claims_wait_until_new_reports_are_compared(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    bench = client.app.state.bench  # type: ignore[attr-defined]
    client.get("/claims")
    monkeypatch.setattr("sayso.faces.web.bench._PEOPLE_WAIT", 0.0)
    monkeypatch.setattr("sayso.faces.web.bench._PROGRAMS_WAIT", 0.0)
    bench.adding.behind = True
    page = client.get("/claims")
    assert page.status_code == 503
    assert "being compared with the rest" in page.text and page.headers["retry-after"]
    assert client.get("/api/claims").json()["error"]["status"] == 503
    report = re.search(r"/reports/r[0-9a-f]+", client.get("/").text)
    assert report and client.get(report[0]).status_code == 200, "what is no claim does not wait"
    bench.adding.behind = False
    assert client.get("/claims").status_code == 200


def test_many_new_reports_are_compared_beside_the_server(
    client: TestClient, library: Library, pipeline: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    from sayso.stages.admit import admit_text

    monkeypatch.setattr("sayso.faces.web.bench._FEW", 2)
    texts = [f"The lamp was lit at {n}, the keeper said." for n in range(1, 5)]
    library.put_many([(reading, None) for reading in pipeline.read_many(map(admit_text, texts))])
    for _ in range(600):
        if client.get("/claims").status_code == 200:
            break
        time.sleep(0.05)
    assert client.get("/claims?q=keeper").status_code == 200
    assert library.match() == 0
