"""Findings accepted, rejected and given to others; anchors that fit, fit again, or fit nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.contract import from_plain, to_plain
from sayso.model.decision import Anchor, Decision, Whose, anchor_attribution, anchor_report, anchor_statement, signed
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.stages.decide import decide_reading
from tests.stages.decide.invented import TEXT, about, at, finding, on_source, weir

DAWN = "The weir at Osk failed at dawn"
MACHINE = weir()


def decided(*decisions: Decision, machine: Reading = MACHINE) -> Reading:
    made = decide_reading(machine, decisions)
    assert made.machine is machine and not made.orphans
    assert from_plain(to_plain(made.reading, version="0")) == made.reading
    return made.reading


def lost(*decisions: Decision, machine: Reading = MACHINE) -> str:
    """The reason why the last decision fits nothing; the reading stays as it is without it."""
    made = decide_reading(machine, decisions)
    assert made.outcomes[-1].state == "orphan"
    assert made.reading == decide_reading(machine, decisions[:-1]).reading
    return made.outcomes[-1].says


def test_accepting_adds_who_and_why_and_nothing_else() -> None:
    made = decided(about(MACHINE, "accept", DAWN, who="R. Oum", when="2031-05-02T08:00:00Z", why="heard the tape"))
    before, after = finding(MACHINE, DAWN), finding(made, DAWN)
    assert after.evidence[:-1] == before.evidence
    assert after.evidence[-1].rule == "decision/1"
    assert after.evidence[-1].says == "R. Oum accepted this finding (2031-05-02): heard the tape."
    assert replace(after, evidence=before.evidence) == before
    assert replace(made, attributions=MACHINE.attributions) == MACHINE


def test_what_is_rejected_the_report_says_itself() -> None:
    made = decided(about(MACHINE, "reject", DAWN, who="R. Oum"))
    assert len(made.attributions) == len(MACHINE.attributions) - 1
    (before,) = (s for s in MACHINE.statements if s.spans == (at(DAWN),))
    (after,) = (s for s in made.statements if s.spans == (at(DAWN),))
    assert (after.id, after.voice, after.attribution) == (before.id, "own", None)
    assert "R. Oum" in after.evidence[-1].says
    assert [s.name for s in made.sources] == [s.name for s in MACHINE.sources], "she said something else, too"


def test_a_source_leaves_with_its_last_finding() -> None:
    made = decided(about(MACHINE, "reject", DAWN), about(MACHINE, "reject", "the frost"))
    assert "Dana Rell" not in [s.name for s in made.sources]


def test_what_is_rejected_in_a_headline_is_the_headlines() -> None:
    made = decided(about(MACHINE, "reject", "Weir has failed"))
    assert [s.voice for s in made.statements if s.spans == (at("Weir has failed"),)] == ["headline"]


def test_what_stands_in_anothers_mouth_stays_there() -> None:
    made = decided(about(MACHINE, "reject", "nine boats had sunk"))
    assert not [s for s in made.statements if s.spans == (at("nine boats had sunk"),)]
    assert made.quantities[0].statements == (MACHINE.statements[3].id,)


def test_what_lay_within_the_rejected_one_climbs_out() -> None:
    made = decided(about(MACHINE, "reject", "the harbour master told him that nine boats had sunk"))
    assert finding(made, "nine boats had sunk").within is None
    both = decided(
        about(MACHINE, "reject", "the harbour master told him that nine boats had sunk"),
        about(MACHINE, "reject", "nine boats had sunk"),
    )
    assert [s.voice for s in both.statements].count("own") == 2, "the larger one's words hold the smaller one's"


def test_given_to_another_source_of_the_report_by_its_words() -> None:
    made = decided(about(MACHINE, "reattribute", "the frost", source=Whose(spans=(at("A spokesman"),))))
    after = finding(made, "the frost")
    spokesman = next(s for s in made.sources if s.name == "A spokesman")
    assert (after.source, after.source_id, after.source_status) == ((at("A spokesman"),), spokesman.id, "named")
    assert after.id == finding(MACHINE, "the frost").id
    rell = next(s for s in made.sources if s.name == "Dana Rell")
    assert at("She") in rell.mentions, "other words name the speaker: “She” still means whom it meant"
    (statement,) = (s for s in made.statements if s.attribution == after.id)
    assert statement.evidence[-1].rule == "decision/1"


def test_given_to_another_source_of_the_report_by_name() -> None:
    made = decided(about(MACHINE, "reattribute", "the frost", source=Whose(name="a SPOKESMAN")))
    after = finding(made, "the frost")
    assert after.source == (at("She"),)
    assert {s.name: s.mentions for s in made.sources}["A spokesman"] == (at("She"), at("A spokesman"))
    assert {s.name: s.mentions for s in made.sources}["Dana Rell"] == (at("Dana Rell"),)


def test_a_name_that_the_report_gives_in_another_form_is_no_new_source() -> None:
    short = replace(
        MACHINE, sources=tuple(replace(s, name="Dana J. Rell") if s.name == "Dana Rell" else s for s in MACHINE.sources)
    )
    made = decided(about(short, "reattribute", "Weir has failed", source=Whose(name="dana rell")), machine=short)
    assert [s.name for s in made.sources].count("Dana J. Rell") == 1 and "dana rell" not in [
        s.name for s in made.sources
    ]


def test_given_to_somebody_whom_the_machine_did_not_find() -> None:
    whose = Whose(name="Osk Water", kind="organisation", party="Osk")
    made = decided(
        about(MACHINE, "reattribute", "the frost", source=whose),
        about(MACHINE, "reattribute", DAWN, source=whose),
    )
    (new,) = (s for s in made.sources if s.name == "Osk Water")
    assert (new.kind, new.party, new.mentions) == ("organisation", "Osk", (at("Dana Rell"), at("She")))
    assert {finding(made, w).source_id for w in (DAWN, "the frost")} == {new.id}
    assert "Dana Rell" not in [s.name for s in made.sources]
    unnamed = decided(about(MACHINE, "reattribute", DAWN, source=Whose(spans=(at("The town"),), kind="unnamed")))
    assert finding(unnamed, DAWN).source_status == "unnamed"
    assert unnamed.sources[-1].name == "The town"


def test_given_to_part_of_a_known_mention() -> None:
    made = decided(about(MACHINE, "reattribute", "the frost", source=Whose(spans=(at("Rell"),))))
    assert finding(made, "the frost").source_id == finding(MACHINE, DAWN).source_id
    assert len(made.sources) == len(MACHINE.sources)


@pytest.mark.parametrize(("who", "status", "source"), [("nobody", "none", ()), ("unresolved", "unresolved", ("She",))])
def test_given_to_nobody_or_to_nobody_known(who: str, status: str, source: tuple[str, ...]) -> None:
    made = decided(about(MACHINE, "reattribute", "the frost", source=Whose(who)))  # type: ignore[arg-type]
    after = finding(made, "the frost")
    assert (after.source_id, after.source_status) == (None, status)
    assert after.source == tuple(at(words) for words in source)
    assert at("She") not in next(s for s in made.sources if s.name == "Dana Rell").mentions


def test_the_last_decision_about_a_finding_counts() -> None:
    log = [
        about(MACHINE, "reject", DAWN, who="A. Aal"),
        about(MACHINE, "accept", DAWN, who="B. Bos", why="it is right"),
    ]
    made = decide_reading(MACHINE, log)
    assert made.reading == decided(log[1])
    assert [o.state for o in made.outcomes] == ["overruled", "applied"]
    assert "B. Bos decided “accept”: it is right." in made.outcomes[0].says


def test_what_is_withdrawn_is_as_if_it_had_never_been() -> None:
    first = signed(about(MACHINE, "reject", DAWN), when="2031-05-02")
    back = signed(Decision("withdraw", (first.id,), who="R. Oum", why="the wrong one"), when="2031-05-03")
    made = decide_reading(MACHINE, [first, back])
    assert made.reading == MACHINE
    assert [(o.state, o.says) for o in made.outcomes] == [
        ("withdrawn", "R. Oum took it back (2031-05-03): the wrong one.")
    ]
    again = signed(Decision("withdraw", (back.id,)), when="2031-05-04")
    assert decide_reading(MACHINE, [first, back, again]).reading == decided(first)


def test_it_is_put_over_a_newer_reading_of_the_same_words() -> None:
    newer = weir(mark="x")
    log = (
        about(MACHINE, "reject", DAWN),
        about(MACHINE, "reattribute", "the frost", source=Whose(spans=(at("A spokesman"),))),
        on_source("reliability", (MACHINE, "A spokesman"), letter="B"),
    )
    before, after = decided(*log), decided(*log, machine=newer)
    assert [s.id for s in after.statements] == ["x" + s.id for s in before.statements]
    assert [s.evidence for s in after.sources] == [s.evidence for s in before.sources]
    assert [a.evidence for a in after.attributions] == [a.evidence for a in before.attributions]


def test_what_fits_nothing_says_why() -> None:
    good = anchor_attribution(MACHINE, finding(MACHINE, DAWN))
    other = Decision("accept", anchors=(replace(good, text_sha256="0" * 64),))
    assert lost(other) == "The report's text is not the one that was decided on."
    moved = Decision("accept", anchors=(replace(good, source=(at("Osk"),)),))
    assert lost(moved) == "What is said there is now found to rest on other words (“Dana Rell … said”)."
    gone = Decision("reject", anchors=(replace(good, content=(Span(0, 4), Span(5, 10**9))),))
    assert lost(gone).startswith("No attribution has exactly these words as what is said (“Weir")
    beyond = about(MACHINE, "reattribute", DAWN, source=Whose(spans=(Span(0, 10**6),)))
    assert lost(beyond) == "The words that are to name the source lie outside the text."
    assert lost(Decision("accept", ("r1/a0",))) == "The report has no attribution with this id (a0)."
    assert lost(Decision("accept", ("r1/a0",)), Decision("reattribute", ("r1/a0",))).startswith("It is not complete")
    nobody = Anchor("source", "r1", good.text_sha256, mentions=(at("dawn"),), name="Dawn")
    assert lost(Decision("strike", anchors=(nobody,))) == "No source is found there (“dawn”)."


def test_an_orphan_fits_again_when_its_words_are_found_again() -> None:
    older = replace(MACHINE, attributions=MACHINE.attributions[1:])
    accept = about(MACHINE, "accept", "Weir has failed")
    assert "No attribution" in lost(accept, machine=older)
    assert decided(accept) != MACHINE


def test_a_decision_about_what_another_one_took_away() -> None:
    note = on_source("note", (MACHINE, "ministry"), why="which one?")
    assert lost(about(MACHINE, "reject", "Weir has failed"), note) == (
        "Another decision has taken away what this one is about."
    )


def test_ids_do_as_well_where_they_are_at_hand() -> None:
    its = finding(MACHINE, DAWN)
    assert decided(Decision("reject", (f"r1/{its.id}",))) == decided(about(MACHINE, "reject", DAWN))


def test_notes_and_letters_stand_beside_what_they_are_about() -> None:
    statement = anchor_statement(MACHINE, MACHINE.statements[-1])
    made = decided(
        about(MACHINE, "note", DAWN, why="ask her again"),
        on_source("note", (MACHINE, "ministry"), who="R. Oum", why="Works or Water?"),
        on_source("reliability", (MACHINE, "ministry"), letter="C"),
        on_source("reliability", (MACHINE, "ministry"), letter="B", who="R. Oum"),
        Decision("note", anchors=(statement,), why="since when?"),
        Decision("note", anchors=(replace(statement, kind="claim"),), why="since dawn"),
        Decision("note", anchors=(anchor_report(MACHINE.report),), why="bought on the quay"),
        Decision("note", ("r1",), why="and read there"),
    )
    assert finding(made, DAWN).evidence[-1].says == "An analyst notes: ask her again."
    (ministry,) = (s for s in made.sources if s.name == "ministry")
    assert [e.says for e in ministry.evidence] == [
        "R. Oum notes: Works or Water?", "R. Oum grades this source B for reliability.",
    ]  # fmt: skip
    assert [e.says for e in made.statements[-1].evidence] == [
        "An analyst notes: since when?", "An analyst notes: since dawn.",
    ]  # fmt: skip
    assert made.report == MACHINE.report and made.text == TEXT


def test_what_is_about_other_reports_is_passed_over() -> None:
    other = weir("r2")
    log = [about(other, "reject", DAWN), on_source("same", (MACHINE, "ministry"), (other, "ministry"))]
    made = decide_reading(MACHINE, log)
    assert made.reading is MACHINE and made.outcomes == ()
