"""A claim's answer counts what the trace holds, and says it in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.faces.answer import Answer, answer, answers, origin_names, range_words, report_names
from sayso.model.trace import Independence, Origin, Tie, Trace, TracedClaim, TraceSource
from tests.faces.traces import harbour, story, traced
from tests.stories.dossiers import dossiers

CLAIMS = [pytest.param(d, c, id=f"{d.name}-{c['id']}") for d in dossiers() for c in d.truth["claims"]]


def claim(id_: str) -> Answer:
    trace, _ = harbour()
    return answer(trace, next(c for c in trace.claims if c.id == id_))


@pytest.mark.parametrize(("dossier", "truth"), CLAIMS)
def test_the_counts_are_those_of_the_truth(dossier, truth) -> None:  # type: ignore[no-untyped-def]
    trace, _ = traced(dossier)
    found = next(a for a in answers(trace) if a.claim.id == truth["id"])
    assert len(found.carried) == truth["carried_by"]
    assert found.copies == truth["copies"]
    assert len(found.own_voice) == len(truth["own_voice"])
    assert set(found.headline_alone) >= set() and len(found.headline_alone) == len(truth["headline_alone"])
    assert len(found.groups) == truth["independent"]["most"]


def test_the_sentence_of_the_startling_claim() -> None:
    assert claim("mines").sentence == (
        "Carried by 15 reports, 7 of them copies; rests on 1 to 2 origins (Ostrand: Maritime Intelligence Service,"
        " Corin Hale; perhaps the same: a person familiar with the intelligence, unnamed), with 1 statement of unknown"
        " origin; nobody outside them has shown evidence; 3 assert it in their own voice; 2 carry a denial;"
        " 1 says that somebody could not verify it."
    )


def test_the_sentence_of_a_claim_on_one_word() -> None:
    assert claim("loading").sentence == (
        "Carried by 5 reports, 3 of them copies; rests on 1 origin (Ostrand: Maritime Intelligence Service)."
    ), "where nobody speaks of evidence, that none was shown says nothing"


def test_what_may_be_one_is_named_at_the_end_and_once() -> None:
    named = [
        (f"o{n}", name)
        for n, name in enumerate(("Pell Harbour Board", "one docker", "two clerks", "some pilots", "a porter"))
    ]
    trace = Trace(sources=tuple(TraceSource(f"s-{id_}", name, "person") for id_, name in named))
    found = TracedClaim(
        "c",
        "The lock gate is shut",
        tuple(replace(harbour()[0].claims[0].statements[0], report=id_, origin=id_) for id_, _ in named),
        tuple(Origin(id_, "named", f"s-{id_}", (id_,)) for id_, _ in named),
        tuple(Tie(f"t{id_}", ("o0", id_), "possible", "It may be.", ()) for id_, _ in named[1:]),
        independent=Independence(1, 5, 0),
    )
    assert (
        "1 to 5 origins (Pell Harbour Board; perhaps the same: one docker, two clerks and 2 others)"
        in answer(trace, found).sentence
    )


def test_a_witness_is_evidence() -> None:
    found = claim("unloading")
    assert "own reporting of The Quayside Observer" in found.sentence
    assert "evidence" not in found.sentence


def test_a_circle_is_said() -> None:
    assert "rests on no known origin" in claim("ashore").sentence
    assert "Straits Monitor and Northlight have it from each other" in claim("ashore").sentence


def test_namesakes_are_two() -> None:
    trace, _ = story("namesakes")
    assert "rests on 2 origins (Brisk: Anna Keld; Anna Keld)" in answers(trace)[0].sentence


def test_reports_of_one_outlet_are_numbered_in_order_of_time() -> None:
    trace, _ = harbour()
    names = report_names(trace)
    gazette = sorted((head.published, names[head.id]) for head in trace.reports if head.outlet == "The Harbour Gazette")
    assert [name for _, name in gazette] == ["The Harbour Gazette (1)", "The Harbour Gazette (2)"]
    assert len(set(names.values())) == len(names)


def test_the_most_carried_claim_comes_first() -> None:
    counts = [len(a.carried) for a in answers(harbour()[0])]
    assert counts == sorted(counts, reverse=True)


def test_a_struck_group_says_so() -> None:
    trace, _ = harbour(("service",))
    loading = next(a for a in answers(trace) if a.claim.id == "loading")
    assert [g.struck for g in loading.groups] == [True]
    mines = next(a for a in answers(trace) if a.claim.id == "mines")
    assert not any(g.struck for g in mines.groups), "the spokesman and the unnamed person are left"


def test_nobody_asserts_it() -> None:
    empty = TracedClaim("c", "It rained", ())
    assert answer(Trace(claims=(empty,)), empty).sentence == "Asserted by no report."


def test_unnamed_sources_without_a_description() -> None:
    one = TracedClaim(
        "c",
        "It rained",
        (replace(harbour()[0].claims[0].statements[0], origin="o"),),
        (Origin("o", "unnamed", None, ("r",)),),
        independent=Independence(1, 1, 0),
    )
    assert "rests on 1 origin (an unnamed source)" in answer(Trace(claims=(one,)), one).sentence


def test_ranges_in_words() -> None:
    assert [range_words(*r) for r in ((0, 0), (1, 1), (1, 3), (2, 2))] == [
        "no known origin",
        "1 origin",
        "1 to 3 origins",
        "2 origins",
    ]


def test_several_of_one_name_are_said_once() -> None:
    trace = harbour()[0]
    said = trace.claims[0].statements[0]
    reports = tuple(head.id for head in trace.reports[:3])
    one = TracedClaim(
        "c",
        "It rained",
        tuple(replace(said, report=r, origin=f"o{n}", voice="own") for n, r in enumerate(reports)),
        tuple(Origin(f"o{n}", "unnamed", None, (r,)) for n, r in enumerate(reports)),
        (Tie("t1", ("o0", "o1"), "possible", "Both."), Tie("t2", ("o1", "o2"), "possible", "Both.")),
        Independence(1, 3, 0),
    )
    found = answer(replace(trace, claims=(one,)), one)
    assert "rests on 1 to 3 origins (an unnamed source, 3 times, perhaps one)" in found.sentence
    assert "; all assert it in their own voice." in found.sentence
    assert len(set(origin_names(found).values())) == 3


@pytest.mark.parametrize(("count", "told"), [(5, "; 1 other)"), (6, "; 2 others)")])
def test_what_is_not_named_is_counted(count: int, told: str) -> None:
    trace = harbour()[0]
    sources = tuple(TraceSource(f"s{n}", f"Office {n}", "organisation") for n in range(count))
    one = TracedClaim(
        "c",
        "It rained",
        tuple(replace(trace.claims[0].statements[0], origin=s.id) for s in sources),
        tuple(Origin(s.id, "named", s.id, (trace.reports[0].id,)) for s in sources),
        independent=Independence(count, count, 0),
    )
    assert told in answer(replace(trace, sources=sources), one).sentence


def test_a_party_is_not_said_twice() -> None:
    trace = harbour()[0]
    source = TraceSource("s", "Works Office (WO)", "organisation", "Works Office")
    one = TracedClaim(
        "c",
        "It rained",
        (replace(trace.claims[0].statements[0], origin="o"),),
        (Origin("o", "named", "s", (trace.reports[0].id,)),),
        independent=Independence(1, 1, 0),
    )
    assert "rests on 1 origin (Works Office);" in answer(replace(trace, sources=(source,)), one).sentence
