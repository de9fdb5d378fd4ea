"""Statements that say the same thing, and those that only look so."""

from __future__ import annotations

import gzip
import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model.attribution import Attribution
from sayso.model.claim import Claim, StatementKey
from sayso.model.ground import Quantity, Time
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.stages.match.claims import match_claims
from sayso.stages.match.claims_phrase import Phrase, Usage, phrase_of, usage_of
from sayso.stages.match.claims_reports import kinship, profile_of
from sayso.stages.match.claims_roles import turned_round
from sayso.stages.match.claims_score import SAME, Scorer
from sayso.stages.match.claims_vectors import StatementVectors


def kin_of(usages: dict[str, Usage]) -> Callable[[str, str], float]:
    """Return how close the reports with these words are to one another."""
    profiles = {name: profile_of(usage) for name, usage in usages.items()}
    return lambda a, b: 1.0 if a == b else kinship(profiles[a], profiles[b])


def reading(
    name: str,
    *said: str | tuple[str, str, str],
    times: tuple[tuple[str, str], ...] = (),
    amounts: tuple[tuple[str, float | None, float | None, str], ...] = (),
) -> Reading:
    """Return a reading whose sentences are own-voice statements, or (cue, manner, content) of somebody."""
    text = ""
    attributions, statements = [], []
    for number, one in enumerate(said):
        if isinstance(one, str):
            statements.append(Statement(f"t{number}", "own", (Span(len(text), len(text) + len(one)),)))
            text += one + "\n"
            continue
        cue, manner, content = one
        start = len(text) + len("Somebody ") + len(cue) + 1
        whole = (Span(start, start + len(content)),)
        attributions.append(
            Attribution(
                f"a{number}",
                (Span(len(text), len(text) + 8),),
                (Span(len(text) + 9, len(text) + 9 + len(cue)),),
                whole,
                manner=manner,  # type: ignore[arg-type]
            )
        )
        statements.append(Statement(f"t{number}", "attributed", whole, f"a{number}"))
        text += f"Somebody {cue} {content}\n"
    places = tuple(Time(Span(text.index(w), text.index(w) + len(w)), value) for w, value in times)
    sums = tuple(Quantity(Span(text.index(w), text.index(w) + len(w)), lo, hi, unit) for w, lo, hi, unit in amounts)
    return Reading(Report(name, text), tuple(attributions), (), tuple(statements), places, sums)


def claims_of(*readings: Reading) -> list[Claim]:
    return [claim for claim in match_claims(readings) if len(claim.members) > 1]


CRANE = "The north crane at Tollan harbour collapsed during the storm, crushing two barges"


def test_the_same_in_other_words() -> None:
    (claim,) = claims_of(
        reading("r1", CRANE, "The ferry to Brisk was cancelled"),
        reading(
            "r2",
            "Two barges were crushed when the storm brought down Tollan harbour's north crane",
            "Schools stay shut",
        ),
    )
    assert {m.key for m in claim.members} == {StatementKey("r1", "t0"), StatementKey("r2", "t0")}
    assert all(m.stance == "asserts" for m in claim.members)
    assert any("crane" in reason.says for m in claim.members for reason in m.reasons)


def test_an_amount_that_drifts_is_the_same_claim_with_the_difference_noted() -> None:
    one = "At least 60 militants slipped across the Orm river into Vessia before the ceasefire"
    two = "60 fighters slipped across the Orm river into Vessia before the ceasefire"
    (claim,) = claims_of(
        reading("r1", one, amounts=(("At least 60 militants", 60, None, "militants"),)),
        reading("r2", two, amounts=(("60 fighters", 60, 60, "fighters"),)),
    )
    (match,) = claim.matches
    assert [d.what for d in match.differences] == ["amount"]


def test_the_accusation_of_may_is_not_that_of_february() -> None:
    one = "Vessia shelled the customs post at Orm bridge with rockets in May 2031"
    two = "Vessia shelled the customs post at Orm bridge with rockets in February 2031"
    made = claims_of(
        reading("r1", one, times=(("May 2031", "2031-05"),)), reading("r2", two, times=(("February 2031", "2031-02"),))
    )
    assert not made


def test_what_lies_on_one_subject_is_not_yet_one_claim() -> None:
    assert not claims_of(
        reading("r1", "The sea mines were unloaded at Port Tollan from a grain ship at night"),
        reading("r2", "The sea mines had been loaded at Gull Bay in the second week of February"),
    )


def test_a_denial_is_the_same_claim() -> None:
    said = "that its soldiers had planted mines along the Tollan railway"
    (claim,) = claims_of(
        reading("r1", ("said", "neutral", said)),
        reading("r2", ("denied", "denying", said)),
        reading("r3", ("could not verify", "neutral", said)),
        reading("r4", ("doubted", "thinking", said)),
        reading("r5", ("said", "neutral", "that its soldiers had not planted mines along the Tollan railway")),
    )
    assert {m.key.report: m.stance for m in claim.members} == {
        "r1": "asserts",
        "r2": "denies",
        "r3": "could not verify",
        "r4": "doubts",
        "r5": "denies",
    }
    assert "not" not in claim.text


def test_who_denies_the_claim_denies_the_one_before_it() -> None:
    made = claims_of(
        reading("r1", ("said", "neutral", CRANE), ("denied", "denying", "the allegation")),
        reading("r2", ("said", "neutral", CRANE)),
    )
    (claim,) = made
    assert sorted(m.stance for m in claim.members) == ["asserts", "asserts", "denies"]


def test_statements_that_say_it_alone_are_claims_of_one() -> None:
    lone = match_claims([reading("r1", CRANE, "Bread will cost more from Monday")])
    assert [len(claim.members) for claim in lone] == [1, 1]
    assert match_claims([reading("r1", CRANE)], alone=False) == ()
    assert match_claims([]) == ()


def test_five_hundred_copies_are_one_claim() -> None:
    (claim,) = match_claims([reading(f"r{number:03d}", CRANE) for number in range(500)])
    assert len(claim.members) == 500


def test_the_order_of_readings_does_not_matter() -> None:
    readings = [
        reading("r1", CRANE, "The ferry to Brisk was cancelled"),
        reading("r2", "Two barges were crushed when the storm brought down Tollan harbour's north crane"),
        reading("r3", "A storm crushed two barges under Tollan's north crane", "The ferry to Brisk is cancelled"),
    ]
    groups = [
        {frozenset(m.key for m in claim.members) for claim in match_claims(order)}
        for order in (readings, readings[::-1])
    ]
    assert groups[0] == groups[1]


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("The school at Lunstead was raided by police", "The school at Velsund was raided by police", False),
        ("The school at Lunstead was raided by police", "The school at Lundstead was raided by police", True),
        ("Police raided the Britannia school", "Police raided the Orme school", False),
        ("The British embassy was raided by police", "The UK embassy was raided by police", True),
        ("The school was raided by police on Friday", "The school was raided by police on Saturday", True),
        ("Dr Orme was arrested after the school was raided", "Mr Orme was arrested after the school was raided", True),
        ("Police raided the school at Lunstead", "The school at Velsund near Lunstead was raided by police", True),
    ],
)
def test_a_form_that_is_filled_with_another_name_is_another_claim(one: str, other: str, same: bool) -> None:
    kin = "Officers seized computers, ledgers and pupils' records in a raid on fees"
    assert (len(claims_of(reading("r1", one, kin), reading("r2", other, kin))) == 2) == same


def test_another_likeness_may_join() -> None:
    readings = [reading("r1", CRANE), reading("r2", "A gantry fell onto some boats in bad weather")]
    assert not [c for c in match_claims(readings) if len(c.members) > 1]
    usages = {r.report.id: usage_of(r.text) for r in readings}
    one, two = (phrase_of(r, "t0", r.statements[0].spans) for r in readings)
    plain = Scorer(usages, kin_of(usages)).score(one, two).score
    near = StatementVectors({one.key: bytes([127, 20]), two.key: bytes([127, 40])}, "toy/1")
    far = StatementVectors({one.key: bytes([127, 0])}, "toy/1")
    made = Scorer(usages, kin_of(usages), near).score(one, two)
    assert made.score > plain
    assert "toy/1" in {reason.rule for reason in made.reasons}
    assert Scorer(usages, kin_of(usages), far).score(one, two).score == plain


# -- the corpora ---------------------------------------------------------------------------------


def _lines(path: Path) -> list[dict]:  # type: ignore[type-arg]
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


@pytest.fixture(scope="module")
def scored(shared: Path) -> list[tuple[float, bool]]:
    """Each pair's score, and whether it is one claim."""
    texts: dict[tuple[str, str], str] = {}
    for one in _lines(shared / "data/basil.jsonl.gz"):
        texts[one["story"], one["outlet"].casefold()] = one["text"]
    usages = {"/".join(key): usage_of(text) for key, text in texts.items()}
    scorer = Scorer(usages, kin_of(usages))
    found = []
    for pair in _lines(shared / "data/claim-pairs.jsonl.gz"):
        two: list[Phrase] = []
        for side in ("a", "b"):
            key = (pair["story"], pair[side]["outlet"])
            made = Reading(Report("/".join(key), texts[key]))
            two.append(phrase_of(made, side, (Span(*pair[side]["span"]),)))
        found.append((scorer.score(*two).score, pair["label"] in ("same", "drift", "denied")))
    return found


def test_average_precision(scored: list[tuple[float, bool]]) -> None:
    ranked = sorted(scored, reverse=True)
    right, total = 0, 0.0
    for place, (_, same) in enumerate(ranked, 1):
        right += same
        total += same * right / place
    assert total / right >= 0.93


def test_the_products_own_setting(scored: list[tuple[float, bool]]) -> None:
    counts: dict[bool, int] = defaultdict(int)
    for score, same in scored:
        counts[same] += score >= SAME
    assert counts[True] / (counts[True] + counts[False]) >= 0.92
    assert counts[True] / sum(same for _, same in scored) >= 0.68


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("Harl shelled the suburbs of Brunsel at dawn.", "Brunsel shelled the suburbs of Harl at dawn.", False),
        (
            "Harl shelled Brunsel and its harbour at dawn.",
            "Brunsel was shelled at dawn, with its harbour, by Harl.",
            True,
        ),
        ("the town of Harl of burning the rope works", "the town of Brunsel of burning the rope works", False),
        ("Harl of burning the rope works", "the Harlan council of burning the rope works", True),
    ],
)
def test_who_did_it_to_whom(one: str, other: str, same: bool) -> None:
    a, b = (reading(name, text) for name, text in (("r1", one), ("r2", other)))
    phrases = [phrase_of(r, "t0", r.statements[0].spans) for r in (a, b)]
    assert bool(turned_round(*phrases)) is not same
    assert turned_round(*phrases[::-1]) == "" if same else turned_round(*phrases[::-1])


def test_what_only_says_before_what_it_was_does_not_make_two_things_one() -> None:
    leak = "Thick black paint leaked into the canal from the Brill chemical works"
    wardens = "Wardens had been sent home from the gatehouse for a week before Sunday’s leak at the chemical works"
    phrases = [phrase_of(r, "t0", r.statements[0].spans) for r in (reading("one", leak), reading("two", wardens))]
    assert {"leak", "work"} <= phrases[1].beside
    assert not phrases[0].beside
    scorer = Scorer({"one": usage_of(leak), "two": usage_of(wardens)}, lambda a, b: 1.0)
    plain = replace(phrases[1], beside=frozenset())
    assert scorer.value(*phrases) < 0.8 * scorer.value(phrases[0], plain)


def test_the_hour_is_no_other_thing() -> None:
    one = reading("one", "The grain ship was emptied after midnight on the north quay")
    assert not phrase_of(one, "t0", one.statements[0].spans).beside


def test_clauses_that_have_left_their_subjects_behind_are_said_of_those() -> None:
    made = []
    for name in ("Anna Roe", "Piet Hale"):
        text = f"So thinks {name}, who was master of the pilots' guild at Pell until 2009."
        start = text.index("who")
        made.append(Reading(Report(name, text), statements=(Statement("t", "own", (Span(start, len(text) - 1),)),)))
    assert claims_of(*made) == []
    assert len(claims_of(made[0], replace_report(made[0], "again"))) == 1


def replace_report(one: Reading, name: str) -> Reading:
    return Reading(Report(name, one.text), statements=one.statements)
