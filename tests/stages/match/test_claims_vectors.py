"""Vectors of statements: how alike, which are nearest, and where they are looked for."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from sayso.model.claim import StatementKey
from sayso.stages.match.claims import match_claims
from sayso.stages.match.claims_vectors import StatementVectors, embedded, rows_of
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


def test_the_nearest_come_first_and_what_is_far_is_left_out() -> None:
    near = TOY.nearness("r1", ["r2", "r3", "r9"])
    assert near is not None
    assert near.nearest(R1) == [StatementKey("r2", "t1"), StatementKey("r3", "t1"), StatementKey("r2", "t0")]
    assert near.nearest(StatementKey("r9", "t0")) == []
    assert TOY.nearness("r9", ["r1"]) is None


def test_a_statement_is_not_near_itself() -> None:
    near = TOY.nearness("r2", [])
    assert near is not None
    assert near.nearest(StatementKey("r2", "t0")) == [StatementKey("r2", "t1")]


def test_comparing_many_at_once_says_the_same_as_one_by_one() -> None:
    near = TOY.nearness("r1", ["r3", "r2"])
    assert near is not None
    for other in (StatementKey("r2", "t0"), StatementKey("r2", "t1"), StatementKey("r3", "t1")):
        assert near.likeness(R1, other) == pytest.approx(TOY(R1, other), abs=1e-5)


def test_vectors_may_be_looked_up_where_they_are_stored() -> None:
    key = StatementKey("r7", "t0")
    asked = StatementVectors({R1: bytes([127, 0])}, "toy/1", {"r7": rows_of([key], bytes([127, 10]))}.get)
    assert asked(R1, key) == 1.0
    assert asked(R1, StatementKey("r8", "t0")) is None


def test_nothing_is_near_a_vector_of_noughts() -> None:
    empty = vectors({"r1/t0": (0, 0), "r2/t0": (127, 0)})
    assert empty(R1, StatementKey("r2", "t0")) == 0.0
    near = empty.nearness("r1", ["r2"])
    assert near is not None and near.nearest(R1) == []


FOG = "Girders, rivets, ferries and fog"


class Toy:
    """An encoder that knows two kinds of sentence."""

    name = "toy/1"

    def __call__(self, texts: list[str]) -> list[bytes]:
        return [bytes([127, 0] if "bridge" in text or "crossing" in text else [0, 127]) for text in texts]


def test_what_shares_few_words_meets_by_its_vectors() -> None:
    readings = [
        reading("r1", "The old bridge was shut by engineers after a crack was found", FOG),
        reading("r2", "Engineers keep the old crossing closed", "Ferries full, rivets corroded, girders bent in fog"),
    ]
    both = {StatementKey("r1", "t0"), StatementKey("r2", "t0")}
    by_words = match_claims(readings)
    by_vectors = match_claims(readings, vectors=embedded(readings, Toy()))
    assert both not in [{m.key for m in claim.members} for claim in by_words]
    claim = next(claim for claim in by_vectors if {m.key for m in claim.members} == both)
    assert "toy/1" in {reason.rule for m in claim.members for reason in m.reasons}


def test_what_contradicts_stands_over_the_vectors() -> None:
    readings = [
        reading("r1", "Engineers shut the bridge in May 2025", times=(("May 2025", "2025-05"),)),
        reading("r2", "Engineers shut the bridge in February 2026", times=(("February 2026", "2026-02"),)),
    ]
    assert not match_claims(readings, vectors=embedded(readings, Toy()), alone=False)
