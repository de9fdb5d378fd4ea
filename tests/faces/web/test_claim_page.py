"""A claim's page counts, shows and takes decisions; sources, dossiers and the log beside it."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient

from sayso.faces.web.claim_view import Workbench, beside, numbers
from sayso.model.trace import Trace
from sayso.store import Library
from tests.faces.web.conftest import form_of


@pytest.fixture
def mines(library: Any) -> str:
    """The claim that most reports carry."""
    return str(library.claims(limit=1, offset=0).rows[0].id)


def decide(client: TestClient, of: str, **sent: str) -> Any:
    form = form_of(client.get(f"/claims/{of}").text)
    return client.post(f"/claims/{of}/decide", data={"form": form, "who": "Mara Lind", **sent})


def test_the_most_carried_claim_is_listed_first(client: TestClient, mines: str) -> None:
    page = client.get("/claims").text
    assert page.index(f"/claims/{mines}") < page.index("of 2") if "of 2" in page else True
    assert "rests on" in page
    assert f"/claims/{mines}" in client.get("/claims?q=mines").text
    assert "No claim here has these words" in client.get("/claims?q=zeppelin").text


def test_the_page_has_the_answer_the_picture_and_every_report(client: TestClient, library: Any, mines: str) -> None:
    page = client.get(f"/claims/{mines}").text
    trace: Trace = library.claim(mines)
    assert "Carried by 15 reports" in page
    assert '<svg class="chain"' in page
    assert "Where it ends" in page and "What happened on the way" in page
    for report in {o.report for o in trace.claims[0].statements}:
        assert f'href="/reports/{report}"' in page


def test_ids_are_unique_and_links_within_lead_somewhere(client: TestClient, library: Any) -> None:
    for row in library.claims(limit=12, offset=0).rows:
        page = client.get(f"/claims/{row.id}").text
        ids = re.findall(r'\bid="([^"]+)"', page)
        assert len(ids) == len(set(ids)), [i for i in ids if ids.count(i) > 1][:3]
        assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)
        assert set(re.findall(r'\bfor="([^"]+)"', page)) <= set(ids)


def test_numbers_without_anything_struck_are_the_claims_own(library: Any) -> None:
    for row in library.claims(limit=40, offset=0).rows:
        claim = library.claim(row.id).claims[0]
        assert numbers(claim).range == claim.independent


def test_striking_everybody_leaves_nothing(library: Any) -> None:
    for row in library.claims(limit=40, offset=0).rows:
        trace = library.claim(row.id)
        left = numbers(trace.claims[0], [s.id for s in trace.sources])
        own = [o for o in trace.claims[0].origins if o.kind == "own reporting" or o.source is None]
        assert left.range.most <= len(own)


def test_a_source_is_tried_without_deciding_anything(client: TestClient, library: Library, mines: str) -> None:
    service = next(
        s.id
        for s in library.claim(mines).sources
        if "Intelligence Service" in s.name  # type: ignore[attr-defined]
    )
    page = client.get(f"/claims/{mines}", params={"strike": service}).text
    assert "Nothing is decided yet" in page
    assert re.search(r'independent origins</th><td>1–2</td><td class="(changed)?">', page)
    assert library.decisions(withdrawn=True) == ()


def test_a_source_that_is_not_there_is_not_tried(client: TestClient, mines: str) -> None:
    page = client.get(f"/claims/{mines}", params={"strike": "nobody<b>"}).text
    assert "Nothing is decided yet" not in page and "nobody<b>" not in page


def test_striking_is_a_decision_too_and_can_be_undone(client: TestClient, library: Any, mines: str) -> None:
    service = next(s.id for s in library.claim(mines).sources if "Intelligence Service" in s.name)
    sent = decide(client, mines, verb="strike", source=service)
    assert sent.status_code == 303 and "did=strike" in sent.headers["location"]
    assert service in library.claim(mines).struck
    page = client.get(sent.headers["location"]).text
    assert "struck" in page and "count again" in page
    decide(client, mines, verb="unstrike", source=service)
    assert service not in library.claim(mines).struck


def test_a_statement_is_split_off_and_the_decision_undone(client: TestClient, library: Any, mines: str) -> None:
    claim = library.claim(mines).claims[0]
    lone = next(o for o in claim.statements if o.stance == "asserts" and o.voice == "own")
    sent = decide(client, mines, verb="split", statement=f"{lone.report}/{lone.statement}", why="of last week")
    assert sent.status_code == 303
    at = sent.headers["location"].split("?")[0].rsplit("/", 1)[1]
    kept = {(o.report, o.statement) for o in library.claim(at).claims[0].statements}
    assert (lone.report, lone.statement) not in kept
    page = client.get(f"/claims/{at}").text
    assert "A different claim" in page and "of last week" in page
    undo = re.search(r'action="/decisions/(d\w+)/withdraw"', page)
    assert undo
    client.post(f"/decisions/{undo[1]}/withdraw", data={"form": form_of(page), "who": "Mara Lind"})
    assert library.claim_of(lone.report, lone.statement) == library.claim_of(
        claim.statements[0].report, claim.statements[0].statement
    )


def test_two_claims_are_merged(client: TestClient, library: Any, mines: str) -> None:
    other = library.claims(limit=10, offset=0).rows[5]
    theirs = library.claim(other.id).claims[0].statements[0]
    first = library.claim(mines).claims[0].statements[0]
    like = client.get(f"/claims/{mines}", params={"like": other.text.split()[0]}).text
    assert other.id in like or "No other claim" in like or "Claims with these words" in like
    assert decide(client, mines, verb="merge", claim=other.id).status_code == 303
    assert library.claim_of(theirs.report, theirs.statement) == library.claim_of(first.report, first.statement)


def test_a_tie_is_cut(client: TestClient, library: Any, mines: str) -> None:
    claim = library.claim(mines).claims[0]
    tie = next(t for t in claim.ties if t.kind == "certain")
    assert decide(client, mines, verb="cut", tie=tie.id).status_code == 303
    now = library.claim(library.claim_of(claim.statements[0].report, claim.statements[0].statement)).claims[0]
    assert tie.id not in {t.id for t in now.ties}
    assert now.independent.most > claim.independent.most


def test_two_origins_are_tied(client: TestClient, library: Any, mines: str) -> None:
    work = Workbench(library.claim(mines), [library.decided(h.id).reading for h in library.claim(mines).reports])
    groups = work.answer.groups
    one, other = groups[0].origins[0], groups[1].origins[0]
    assert decide(client, mines, verb="tie", one=one, other=other, certain="certain").status_code == 303
    first = work.claim.statements[0]
    now = library.claim(library.claim_of(first.report, first.statement)).claims[0]
    assert now.independent.most == work.claim.independent.most - 1


def test_a_step_is_cut(client: TestClient, library: Any, mines: str) -> None:
    page = client.get(f"/claims/{mines}").text
    found = re.search(
        r'name="statement" value="([^"]+)"><input type="hidden" name="former" value="([^"]+)">', page.replace("\n", "")
    )
    assert found
    assert decide(client, mines, verb="step", statement=found[1], former=found[2]).status_code == 303
    assert [d.verb for d in library.decisions()] == ["cut step"]


@pytest.mark.parametrize(
    "sent",
    [
        {"verb": "bless"},
        {"verb": "split", "statement": "r0/t0"},
        {"verb": "split"},
        {"verb": "merge", "claim": "c0"},
        {"verb": "cut", "tie": "x"},
        {"verb": "tie", "one": "x", "other": "y"},
        {"verb": "step", "statement": "r0/t0", "former": "r1/t1"},
        {"verb": "strike", "source": "s0"},
    ],
)
def test_what_is_no_decision_changes_nothing(
    client: TestClient, library: Library, mines: str, sent: dict[str, str]
) -> None:
    assert decide(client, mines, **sent).status_code == 400
    assert library.decisions(withdrawn=True) == ()


def test_two_reports_stand_side_by_side(
    client: TestClient, library: Any, mines: str, id_of: Callable[[str], str]
) -> None:
    a, b = id_of("Tidewire"), id_of("The Morning Ledger")
    page = client.get(f"/claims/{mines}", params={"a": a, "b": b}).text
    assert page.count('class="side"') == 2
    numbers_on = [re.findall(r'aria-label="passage (\d+)"', side) for side in page.split('class="side"')[1:]]
    assert numbers_on[0] and set(numbers_on[0]) == set(numbers_on[1].__class__(numbers_on[1])), "aligned"
    assert "said-here" in page


def test_each_text_stands_there_whole(library: Any, mines: str, id_of: Callable[[str], str]) -> None:
    trace = library.claim(mines)
    work = Workbench(trace, [library.decided(h.id).reading for h in trace.reports])
    reports = [id_ for id_, _ in work.reports]
    for a, b in pairwise(reports):
        sides = beside(work, a, b)
        assert sides is not None
        for side in sides[:2]:
            shown = "".join(piece.text for paragraph in side.paragraphs for piece in paragraph)
            assert shown == re.sub(r"[\r\n]+", "", library.reading(side.report).text)


def test_a_statement_leads_to_its_claim(client: TestClient, library: Any, mines: str) -> None:
    o = library.claim(mines).claims[0].statements[3]
    assert client.get(f"/statements/{o.report}/{o.statement}").headers["location"] == f"/claims/{mines}"
    assert client.get("/statements/r0/t0").status_code == 404


def test_a_claim_that_is_not_there(client: TestClient) -> None:
    assert client.get("/claims/c0").status_code == 404


# --- sources


def source_of(client: TestClient, name: str) -> str:
    page = client.get("/sources", params={"q": name}).text
    found = re.search(r'<td><a href="(/sources/[^"]+)"', page)
    assert found
    return found[1]


def judge(client: TestClient, path: str, **sent: str) -> Any:
    return client.post(f"{path}/decide", data={"form": form_of(client.get(path).text), "who": "Mara Lind", **sent})


def test_a_source_has_its_record_over_time(client: TestClient) -> None:
    path = source_of(client, "Corin Hale")
    page = client.get(path).text
    assert "On record for" in page and "The Harbour Gazette" in page
    dates = re.findall(r'<p class="facts">(\d+ Mar 2026)', page)
    assert dates == sorted(dates, key=lambda d: int(d.split()[0]))
    claim = re.search(r'href="(/statements/[^"]+)">its claim', page)
    assert claim and client.get(claim[1]).status_code == 303


def test_every_source_has_a_page(client: TestClient, library: Library) -> None:
    for row in library.sources(limit=200).rows:
        assert client.get(f"/sources/{quote(row.id, safe='')}").status_code == 200


def test_a_person_judges_how_reliable_it_is(client: TestClient, library: Library) -> None:
    path = source_of(client, "Corin Hale")
    assert judge(client, path, verb="reliability", letter="C", why="was wrong once").status_code == 303
    page = client.get(path).text
    assert "Reliability C" in page and "was wrong once" in page
    assert library.sources("Corin Hale").rows[0].letter == "C"
    assert judge(client, path, verb="reliability", letter="G").status_code == 400


def test_what_would_be_left_without_it_is_shown_and_it_is_struck(client: TestClient, library: Library) -> None:
    path = source_of(client, "Maritime Intelligence Service (MIS)")
    tried = client.get(f"{path}?without=1").text
    assert "Nothing is decided yet" in tried, tried[2000:]
    assert "→" in tried
    assert judge(client, path, verb="strike").status_code == 303
    assert [d.verb for d in library.decisions()] == ["strike"]


def test_two_sources_are_one_and_one_is_two(client: TestClient, library: Library) -> None:
    path = source_of(client, "Corin Hale")
    other = next(r for r in library.sources(limit=50).rows if r.name == "Tamsin Orlo")
    assert f'value="{other.id}"' in client.get(path, params={"like": "Tamsin Orlo"}).text
    assert judge(client, path, verb="same", other=other.id).status_code == 303
    member = re.search(r'<option value="(r\w+/s\w+)">', client.get(path).text)
    assert member
    assert judge(client, path, verb="different", member=member[1]).status_code in (303, 400)
    assert library.decisions()[0].verb == "same"


@pytest.mark.parametrize(
    "sent", [{"verb": "same", "other": "x"}, {"verb": "different", "member": "r/s"}, {"verb": "bless"}]
)
def test_what_is_no_judgement_changes_nothing(client: TestClient, library: Library, sent: dict[str, str]) -> None:
    assert judge(client, source_of(client, "Corin Hale"), **sent).status_code == 400
    assert library.decisions(withdrawn=True) == ()


def test_a_source_that_is_not_there(client: TestClient) -> None:
    assert client.get("/sources/person%3Anobody").status_code == 404
    assert "No source here has that name" in client.get("/sources?q=zzzz").text


# --- dossiers


def test_picked_reports_become_a_dossier_with_its_trace(
    client: TestClient, library: Library, id_of: Callable[[str], str]
) -> None:
    picked = [id_of(outlet) for outlet in ("Tidewire", "The Morning Ledger", "North Coast Herald")]
    form = form_of(client.get("/").text)
    sent = {"form": form, "who": "Mara", "name": "The <mines>", "dossier": "", "report": picked}
    made = client.post("/dossiers/put", data=sent)
    assert made.status_code == 303
    path = made.headers["location"].split("?")[0]
    page = client.get(path).text
    assert "The &lt;mines&gt;" in page and '<svg class="chain"' in page
    assert "3 reports" in page
    assert path in client.get("/dossiers").text
    id_ = path.rsplit("/", 1)[1]
    client.post("/dossiers/put", data={"form": form, "who": "Mara", "dossier": id_, "report": id_of("Evening Beacon")})
    assert len(library.dossier(id_).reports) == 4
    client.post(f"{path}/save", data={"form": form, "name": "Mines", "note": "first look", "out": picked[0]})
    kept = library.dossier(id_)
    assert (kept.name, kept.note, len(kept.reports)) == ("Mines", "first look", 3)
    client.post(f"{path}/save", data={"form": form, "verb": "delete"})
    assert client.get(path).status_code == 404


def test_a_dossier_without_reports_is_a_page_too(client: TestClient) -> None:
    form = form_of(client.get("/dossiers").text)
    made = client.post("/dossiers/put", data={"form": form, "who": "Mara", "name": "Empty"})
    assert "nothing to trace" in client.get(made.headers["location"]).text


def test_a_report_that_was_removed_is_told_of(
    client: TestClient, library: Library, id_of: Callable[[str], str]
) -> None:
    reports = [id_of("Tidewire"), id_of("Evening Beacon")]
    made = library.save_dossier("Two", reports, who="Mara")
    library.remove(reports[1], who="Mara", why="asked for")
    page = client.get(f"/dossiers/{made.id}").text
    assert "1 report" in page


@pytest.mark.parametrize("sent", [{"name": ""}, {"name": "x", "report": "r0"}, {"dossier": "o0", "name": ""}])
def test_what_is_no_dossier_is_not_kept(client: TestClient, library: Library, sent: dict[str, str]) -> None:
    form = form_of(client.get("/").text)
    assert client.post("/dossiers/put", data={"form": form, "who": "Mara", **sent}).status_code == 400
    assert library.dossiers() == ()


# --- the log


def test_the_log_has_everything_and_crosses_out_what_was_taken_back(
    client: TestClient, library: Any, mines: str
) -> None:
    service = next(s.id for s in library.claim(mines).sources if "Intelligence Service" in s.name)
    decide(client, mines, verb="strike", source=service, why="retracted it")
    page = client.get("/decisions").text
    assert "retracted it" in page and "Maritime Intelligence Service" in page
    undo = re.search(r'action="/decisions/(d\w+)/withdraw"', page)
    assert undo
    client.post(f"/decisions/{undo[1]}/withdraw", data={"form": form_of(page), "who": "Ilva"})
    page = client.get("/decisions").text
    assert 'class="decided withdrawn"' in page and "Taken back" in page and "Ilva" in page


def test_who_decides_is_asked_once_and_the_form_goes_on(client: TestClient, library: Any, mines: str) -> None:
    service = next(s.id for s in library.claim(mines).sources if "Intelligence Service" in s.name)
    sent = decide(client, mines, who="", verb="strike", source=service)
    assert sent.status_code == 428
    assert library.decisions() == ()
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', sent.text.split("<main")[1]))
    assert fields["source"] == service
    gone = client.post(f"/claims/{mines}/decide", data={**fields, "who": "Orla  Venn"})
    assert gone.status_code == 303
    assert library.decisions()[0].who == "Orla Venn"
    assert "Orla Venn" in client.get("/").text


def test_reports_are_counted_by_day(library: Any, mines: str) -> None:
    trace = library.claim(mines)
    work = Workbench(trace, [library.decided(h.id).reading for h in trace.reports])
    assert [day.when for day in work.days][:3] == ["9 Mar 2026", "10 Mar 2026", "11 Mar 2026"]
    dated = {h.id for h in trace.reports if h.published}
    assert sum(day.asserts for day in work.days) == len(dated.intersection(work.answer.carried))
    assert sum(day.against for day in work.days) >= 2


def test_a_reports_claims_are_listed(client: TestClient, mines: str, id_of: Callable[[str], str]) -> None:
    herald = id_of("North Coast Herald")
    page = client.get(f"/claims?report={herald}").text
    assert f"/claims/{mines}" in page and f"/reports/{herald}" in page
    assert f'href="/claims?report={herald}"' in client.get(f"/reports/{herald}").text


def test_a_dossiers_trace_is_kept_until_something_changes(
    client: TestClient, library: Any, id_of: Callable[[str], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    reports = [id_of("Tidewire"), id_of("Evening Beacon")]
    made = library.save_dossier("Two", reports, who="Mara")
    traced = []
    trace = Library.trace
    monkeypatch.setattr(Library, "trace", lambda self, ids=None: traced.append(ids) or trace(self, ids))
    first = client.get(f"/dossiers/{made.id}").text
    assert client.get(f"/dossiers/{made.id}").text == first
    assert traced == [reports]
    finding = library.reading(reports[0]).attributions[0].id
    form = form_of(first)
    client.post(f"/reports/{reports[0]}/decide", data={"form": form, "who": "M", "finding": finding, "verb": "reject"})
    assert client.get(f"/dossiers/{made.id}").text != first
    assert traced == [reports, reports]
