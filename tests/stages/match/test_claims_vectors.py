"""Vectors of statements: how alike, which are nearest, and where they are looked for."""

from __future__ import annotations

from collections.abc import Mapping

from sayso.model.claim import StatementKey
from sayso.stages.match.claims import match_claims
from sayso.stages.match.claims_phrase import usage_of
from sayso.stages.match.claims_vectors import StatementVectors, TurningWords, embedded
from tests.stages.match.test_claims import reading


def vectors(given: Mapping[str, tuple[int, ...]]) -> StatementVectors:
    """Return vectors by "report/statement"."""
    made = {StatementKey(*key.split("/")): bytes(n % 256 for n in numbers) for key, numbers in given.items()}
    return StatementVectors(made, "toy/1")


TOY = vectors(
    {
        "r1/t0": (127, 0, 0),
        "r1/t1": (0, 127, 0),
        "r2/t0": (120, 127, 0),
        "r2/t1": (127, 10, 0),
        "r3/t0": (-127, 0, 0),
        "r3/t1": (127, 20, 0),
    }
)
R1 = StatementKey("r1", "t0")


def test_likeness_is_a_share_and_none_where_nothing_is_known() -> None:
    assert TOY(R1, StatementKey("r2", "t1")) == 1.0
    assert TOY(R1, StatementKey("r3", "t0")) == 0.0
    assert TOY(R1, StatementKey("r2", "t9")) is None
    assert TOY(R1, StatementKey("r9", "t0")) is None
    between = TOY(R1, StatementKey("r2", "t0"))
    assert between is not None and 0 < between < 1


def test_the_nearest_come_first_and_no_more_than_asked_for() -> None:
    near = TOY.nearest("r1", ["r2", "r3", "r9"])
    assert near[:2] == [(R1, StatementKey("r2", "t1")), (R1, StatementKey("r3", "t1"))]
    assert TOY.nearest("r1", ["r2", "r3"], most=1)[:1] == near[:1]
    assert len([pair for pair in TOY.nearest("r1", ["r2", "r3"], most=1) if pair[0] == R1]) == 1


def test_a_statement_is_not_near_itself() -> None:
    assert all(a != b for a, b in TOY.nearest("r1", ["r1", "r2"]))
    assert TOY.nearest("r2", ["r2"]) != []
    assert TOY.nearest("r9", ["r1"]) == [] == TOY.nearest("r1", [])


def test_only_some() -> None:
    assert TOY.only([R1, StatementKey("r2", "t1")]).nearest("r1", ["r2", "r3"]) == [(R1, StatementKey("r2", "t1"))]


def test_nothing_is_near_a_vector_of_noughts() -> None:
    empty = vectors({"r1/t0": (0, 0), "r2/t0": (127, 0)})
    assert empty(R1, StatementKey("r2", "t0")) == 0.0
    assert empty.nearest("r1", ["r2"]) == []


def test_reports_are_looked_for_among_those_that_turn_on_the_same_words() -> None:
    turning = TurningWords()
    for number in range(300):
        letters = "".join(chr(ord("a") + int(digit)) for digit in str(number))
        turning.add(f"other{number}", usage_of(f"Zor{letters} met quor{letters}. A vem{letters} of plin{letters}."))
    text = "The crane at Tollan fell. The crane crushed barges. Tollan harbour is shut."
    turning.add("story", usage_of(text))
    assert turning.add("again", usage_of("Barges lay crushed under Tollan's crane."))[0] == "story"


class Toy:
    """An encoder that knows two kinds of sentence."""

    name = "toy/1"

    def __call__(self, texts: list[str]) -> list[bytes]:
        return [bytes([127, 0] if "bridge" in text or "crossing" in text else [0, 127]) for text in texts]


def test_other_words_altogether_meet_where_little_is_shared_but_the_names() -> None:
    readings = [
        reading("r1", "Engineers shut the Varden bridge at Tollan on safety grounds", "Bread is dear in Tollan"),
        reading("r2", "The Varden crossing at Tollan has been closed to make it safe", "Bakers in Tollan are few"),
    ]
    by_words = match_claims(readings, alone=False)
    by_vectors = match_claims(readings, vectors=embedded(readings, Toy()), alone=False)
    assert not by_words
    (claim,) = by_vectors
    assert {m.key.statement for m in claim.members} == {"t0"}
    assert "toy/1" in {reason.rule for m in claim.members for reason in m.reasons}


def test_what_contradicts_stands_over_the_vectors() -> None:
    readings = [
        reading("r1", "Engineers shut the bridge in May 2025", times=(("May 2025", "2025-05"),)),
        reading("r2", "Engineers shut the bridge in February 2026", times=(("February 2026", "2026-02"),)),
    ]
    assert not match_claims(readings, vectors=embedded(readings, Toy()), alone=False)
