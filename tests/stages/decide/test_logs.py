"""A whole log over a whole dossier: what must hold of every one, and what each verb does to the trace."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st

from sayso import pipeline
from sayso.model.decision import Anchor, Decision, Verb, Whose, signed, standing, text_hash
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.model.trace import Trace
from sayso.stages.decide import decide_reading, settle
from sayso.stages.match.claims import match_claims
from sayso.stages.match.passages import passages
from sayso.stages.match.sources import match_sources
from sayso.stages.trace import trace as tracing
from tests.stages.decide.invented import TEXT, about, at, on_source, on_words, weir

ONE, TWO = weir("r1"), weir("r2")
DOSSIER = (ONE, TWO)
DAWN, FROST = "The weir at Osk failed at dawn", "the frost"
CONTENTS = tuple(" ".join(s.of(TEXT) for s in a.content) for a in ONE.attributions)
NAMES = tuple(s.name for s in ONE.sources)
WORDS = tuple(TEXT[s.spans[0].start : s.spans[0].end] for s in ONE.statements)
WHO = ("A. Aal", "B. Bos", None)


def traced(readings: Sequence[Reading], log: Sequence[Decision]) -> Trace:
    """Trace as the pipeline does, by words alone: sentence vectors have no part in what is tested here."""
    settled = settle(readings, log)
    made = tracing(
        settled.readings,
        match_claims(settled.readings),
        sources=match_sources(settled.readings, settled.decisions),
        passages=passages(settled.readings),
        decisions=settled.decisions,
    )
    return settled.of_trace(made)


@cache
def machine() -> Trace:
    return traced(DOSSIER, ())


def layer(trace: Trace) -> Trace:
    """What a trace has found, without the log itself."""
    return replace(trace, decisions=(), outcomes=(), orphans=())


def state(trace: Trace, place: int = -1) -> tuple[str, str]:
    return trace.outcomes[place].state, trace.outcomes[place].says


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any decision about the dossier, some of them about nothing in it."""
    verb = draw(st.sampled_from([verb for verb in get_args(Verb) if verb != "withdraw"]))
    readings = st.sampled_from([ONE, TWO, weir("r3")])
    more = {"who": draw(st.sampled_from(WHO)), "why": draw(st.sampled_from(["so it is", "no."]))}
    if verb in ("accept", "reject", "reattribute"):
        if verb == "reattribute":
            span = st.tuples(st.integers(0, len(TEXT)), st.integers(1, 20)).map(lambda p: Span(p[0], p[0] + p[1]))
            more["source"] = draw(
                st.sampled_from([Whose("nobody"), Whose("unresolved"), Whose(name="Osk Water"), Whose(name=NAMES[0])])
                | span.map(lambda s: Whose(spans=(s,)))
            )
        made = about(draw(readings), verb, draw(st.sampled_from(CONTENTS)), **more)
    elif verb in ("same", "different", "strike", "unstrike", "reliability", "note"):
        named = st.tuples(readings, st.sampled_from(NAMES))
        several = [draw(named)] + ([draw(named)] if verb in ("same", "different") else [])
        made = on_source(verb, *several, **more, letter=draw(st.sampled_from("ABF")) if verb == "reliability" else None)
    else:
        said = st.tuples(readings, st.sampled_from(WORDS))
        made = on_words(verb, draw(said), draw(said), **more)
    if draw(st.integers(0, 9)) == 0:
        made = replace(made, anchors=tuple(replace(a, text_sha256="f" * 64) for a in made.anchors))
    return made


@st.composite
def logs(draw: st.DrawFn) -> tuple[Decision, ...]:
    """A log, each decision signed at its own time; some take earlier ones back."""
    made: list[Decision] = []
    for number in range(draw(st.integers(0, 8))):
        decision = draw(decisions())
        if made and draw(st.integers(0, 3)) == 0:
            decision = Decision("withdraw", (draw(st.sampled_from(made)).id,))
        made.append(signed(decision, when=f"2031-05-02T08:{number:02}:00Z"))
    return tuple(made)


@given(logs())
def test_one_report(log: tuple[Decision, ...]) -> None:
    made = decide_reading(ONE, log)
    after = made.reading
    # the text never changes, nor does what nothing was decided about
    assert after.report == ONE.report and made.machine is ONE
    applied = [o.decision for o in made.outcomes if o.state == "applied"]
    named = {a.content for d in applied for a in d.anchors if a.kind == "attribution"}
    now = {a.id: a for a in after.attributions}
    for before in ONE.attributions:
        if before.content not in named:
            assert replace(now[before.id], within=before.within) == before
        elif before.id in now:
            kept = (now[before.id].cue, now[before.id].content, now[before.id].confidence, now[before.id].basis)
            assert kept == (before.cue, before.content, before.confidence, before.basis)
    assert {s.spans for s in after.statements} <= {s.spans for s in ONE.statements}
    assert {s.id for s in after.statements} <= {s.id for s in ONE.statements}
    # every reference leads somewhere
    sources, ids = {s.id for s in after.sources}, set(now)
    assert {a.source_id for a in after.attributions} - {None} <= sources
    assert {a.within for a in after.attributions} - {None} <= ids
    assert {s.attribution for s in after.statements} - {None} <= ids
    assert {one for q in after.quantities for one in q.statements} <= {s.id for s in after.statements}
    for source in after.sources:
        assert len({m for m in source.mentions}) == len(source.mentions)
        assert all(0 <= m.start < m.end <= len(TEXT) for m in source.mentions)
    # the same log again changes nothing more, and neither does leaving out what was taken back
    assert decide_reading(ONE, log + log).reading == after == decide_reading(ONE, standing(log)).reading
    # a newer model's reading of the same words is decided alike
    newer = decide_reading(weir("r1", mark="x"), log)
    assert [(o.state, o.says) for o in newer.outcomes] == [(o.state, o.says) for o in made.outcomes]
    assert [a.source for a in newer.reading.attributions] == [a.source for a in after.attributions]


@given(logs())
def test_a_dossier(log: tuple[Decision, ...]) -> None:
    made = traced(DOSSIER, log)
    assert made.decisions == log == tuple(o.decision for o in made.outcomes)
    assert made.orphans == tuple(o.decision for o in made.outcomes if o.state == "orphan")
    assert all(o.says.endswith((".", "!", "?", "…")) for o in made.outcomes)
    assert layer(traced(DOSSIER, standing(log))) == layer(made)
    assert layer(traced(DOSSIER, log + log)) == layer(made)
    # what was decided about pairs is so in the end
    settled = settle(DOSSIER, log)
    source_of = {f"{m.report}/{m.source}": s.id for s in made.sources for m in s.members}
    claim_of = {f"{o.report}/{o.statement}": c.id for c in made.claims for o in c.statements}
    for place, decision in zip(settled.places, settled.decisions, strict=True):
        ids = source_of if decision.verb in ("same", "different") else claim_of
        if (
            decision.verb in ("same", "different", "same claim", "different claim")
            and made.outcomes[place].state == "applied"
        ):
            assert len({ids[one] for one in decision.of}) == (1 if "same" in decision.verb else 2)
    assert not [o for o in made.outcomes if "keeps them so" in o.says]
    # every statement has one claim, whatever was joined and parted
    found = Counter((o.report, o.statement) for c in made.claims for o in c.statements)
    assert set(found.values()) <= {1}
    first = [d for d in log if d.verb != "withdraw"]
    back = [Decision("withdraw", (d.id,)) for d in first]
    whole = traced(DOSSIER, (*first, *back))
    assert layer(whole) == layer(machine())
    assert settle(DOSSIER, (*first, *back)).readings == DOSSIER
    assert [o.state for o in whole.outcomes] == ["withdrawn"] * len(first) + ["applied"] * len(first)


@given(logs())
def test_letters_and_notes_count_for_nothing(log: tuple[Decision, ...]) -> None:
    said = tuple(d for d in log if d.verb in ("note", "reliability", "accept"))
    made = traced(DOSSIER, said)
    assert [replace(s, evidence=()) for s in made.sources] == [replace(s, evidence=()) for s in machine().sources]
    plain = [[replace(o, evidence=()) for o in c.statements] for t in (made, machine()) for c in t.claims]
    assert plain[: len(made.claims)] == plain[len(made.claims) :]
    assert [(c.origins, c.ties, c.independent) for c in made.claims] == [
        (c.origins, c.ties, c.independent) for c in machine().claims
    ]


def sizes(trace: Trace, words: str) -> list[int]:
    """In how many claims the two reports' statements of these words are, and how many statements each has."""
    spans = (at(words),)
    return [len(c.statements) for c in trace.claims if any(o.spans == spans for o in c.statements)]


def test_a_rejected_finding_is_traced_as_the_reports_own() -> None:
    made = traced(DOSSIER, [about(ONE, "reject", DAWN)])
    voices = {o.report: o.voice for c in made.claims for o in c.statements if o.spans == (at(DAWN),)}
    assert voices == {"r1": "own", "r2": "attributed"}


def test_sources_of_two_reports() -> None:
    log = [on_source("different", (ONE, "Dana Rell"), (TWO, "Dana Rell"), who="R. Oum", why="two women")]
    made = traced(DOSSIER, log)
    assert [len(s.members) for s in made.sources if s.name == "Dana Rell"] == [1, 1]
    log.append(on_source("same", (ONE, "Dana Rell"), (TWO, "Dana Rell"), why="one woman"))
    again = traced(DOSSIER, log)
    assert [len(s.members) for s in again.sources if s.name == "Dana Rell"] == [2]
    assert state(again, 0) == (
        "overruled", "A later decision counts instead: An analyst decided “same”: one woman."
    )  # fmt: skip


def test_claims_of_two_reports() -> None:
    assert sizes(machine(), DAWN) == [2]
    made = traced(DOSSIER, [on_words("different claim", (ONE, DAWN), (TWO, DAWN))])
    assert sizes(made, DAWN) == [1, 1] and state(made) == ("applied", "It holds.")
    joined = traced(DOSSIER, [on_words("same claim", (ONE, DAWN), (ONE, "The town is dark"))])
    assert sizes(joined, DAWN) == sizes(joined, "The town is dark") != sizes(machine(), DAWN)


def test_steps_and_ties_of_copies() -> None:
    first = replace(ONE, report=replace(ONE.report, published="2031-05-02"))
    then = replace(TWO, report=replace(TWO.report, published="2031-05-04"))
    dossier = (first, then)

    def chain(trace: Trace) -> list[str | None]:
        occurrences = [o for c in trace.claims for o in c.statements if o.report == "r2"]
        (found,) = (o.chain for o in occurrences if o.spans == (at("The town is dark"),))
        return [hop.outlet for hop in found]

    found = traced(dossier, ())
    assert "r1" in chain(found)
    cut = on_words("cut step", (then, "The town is dark"), (first, "The town is dark"))
    made = traced(dossier, [cut])
    assert "r1" not in chain(made) and state(made) == ("applied", "It holds.")
    other = on_words("cut step", (first, "The town is dark"), (then, "The town is dark"))
    assert state(traced(dossier, [other])) == ("orphan", "It is not found to have it from there.")


def test_striking_by_decision_and_back() -> None:
    strike = signed(on_source("strike", (ONE, "Dana Rell"), who="R. Oum"), when="2031-05-02")
    made = traced(DOSSIER, [strike])
    (rell,) = (s.id for s in made.sources if s.name == "Dana Rell")
    assert made.struck == (rell,) and made.without_support
    back = on_source("unstrike", (TWO, "Dana Rell"))
    again = traced(DOSSIER, [strike, back])
    assert again.struck == () and state(again, 0)[0] == "overruled"
    assert layer(again) == layer(machine())
    assert traced(DOSSIER, [Decision("strike", ("dana rell",))]).struck == (rell,)
    lost = traced(DOSSIER, [Decision("strike", ("Dana Well",))])
    assert state(lost) == ("orphan", "No source is called “Dana Well”; the nearest: Dana Rell.")


def test_letters_and_notes_stand_where_they_belong() -> None:
    log = [
        on_source("reliability", (ONE, "Dana Rell"), letter="D"),
        on_source("reliability", (TWO, "Dana Rell"), letter="B", who="R. Oum", why="she was there"),
        on_words("note", (ONE, DAWN), why="which dawn?"),
        about(TWO, "note", DAWN, why="the same one"),
    ]
    made = traced(DOSSIER, log)
    (rell,) = (s for s in made.sources if s.name == "Dana Rell")
    assert [r.says for r in rell.evidence if r.rule == "decision/1"] == [
        "R. Oum grades this source B for reliability: she was there."
    ]
    notes = [r.says for c in made.claims for o in c.statements for r in o.evidence if r.rule == "decision/1"]
    assert sorted(notes) == ["An analyst notes: the same one.", "An analyst notes: which dawn?"]
    assert [o.state for o in made.outcomes] == ["overruled", "applied", "applied", "applied"]


def test_what_fits_nothing_says_why() -> None:
    held = Anchor("statement", "r9", text_hash(ONE.report), content=(at(DAWN),))
    log = [
        Decision("cut", ("t0",)),
        Decision("tie", ("o0", "o1")),
        Decision("same", ("r1/s0", "r9/s0")),
        Decision("same", ("r1/s0",)),
        Decision("same claim", anchors=(held, held)),
        Decision("withdraw", ("d0",)),
        Decision("reliability", ("r1/s0",)),
        on_words("cut", (ONE, DAWN), (ONE, "The town is dark")),
        on_words("different claim", (ONE, DAWN), (ONE, DAWN)),
        replace(Decision("cut", ("t0",)), claim="c0"),
    ]
    made = traced(DOSSIER, log)
    assert [o.state for o in made.outcomes] == ["orphan"] * len(log)
    assert layer(made) == layer(machine())
    assert [o.says for o in made.outcomes] == [
        "No tie has this id here.",
        "No claim rests on both of these.",
        "The report has no source with this id (s0).",
        "It is not complete: same is about two things.",
        "The report is not among these (r9).",
        "No decision before it has this id (d0).",
        "It is not complete: letter, from A to F, is given for reliability and for nothing else.",
        "No tie joins these two origins directly.",
        "Both are found to be one and the same place now.",
        "No claim has this id (c0).",
    ]


def test_the_pipeline_heeds_the_log() -> None:
    log = [about(ONE, "reject", DAWN), on_source("strike", (TWO, "Dana Rell"))]
    made = pipeline.trace(DOSSIER, log)
    assert [o.state for o in made.outcomes] == ["applied", "applied"] and made.struck
    twice = pipeline.trace((ONE, ONE, TWO), log)
    assert twice.claims == made.claims
