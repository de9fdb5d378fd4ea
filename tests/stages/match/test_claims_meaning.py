"""The product's own matching, vectors that ship included, on statements that mean the same, or only look so."""

from __future__ import annotations

import pytest

from sayso.model.claim import Claim, StatementKey
from sayso.model.reading import Reading
from sayso.pipeline import embedder
from sayso.stages.match.claims import match_claims
from sayso.stages.match.claims_vectors import embedded
from tests.stages.match.test_claims import reading

HARBOUR = "Customs officers at Tollan harbour keep a log of barrels, cranes and cargo at night"


def shared(*readings: Reading) -> list[Claim]:
    """Return the claims that hold the first statements of all readings."""
    wanted = {StatementKey(one.report.id, "t0") for one in readings}
    claims = match_claims(readings, vectors=embedded(readings, embedder()))
    return [claim for claim in claims if wanted <= {m.key for m in claim.members}]


BORDER = "Vessia's border runs along ridges, and militants, fighters and smugglers cross it"
LANDED = "At least 60 barrels of acid were landed at Tollan harbour at night"


@pytest.mark.parametrize(
    "other",
    [
        "60 drums of acid were brought ashore in Tollan under cover of darkness",
        "Sixty barrels of acid had been unloaded at Tollan by night",
        "Acid was smuggled into Tollan harbour by night, 60 barrels of it",
    ],
)
def test_other_words_for_the_same(other: str) -> None:
    assert shared(reading("r1", LANDED, HARBOUR), reading("r2", other, HARBOUR))


@pytest.mark.parametrize(
    "other",
    [
        "At least 60 pupils were taken to the infirmary at Tollan after the fire",
        "Tollan harbour is closed at night for want of a pilot",
        "The acid works at Tollan will stay open through the winter",
    ],
)
def test_other_things_of_the_same_place(other: str) -> None:
    assert not shared(reading("r1", LANDED, HARBOUR), reading("r2", other, HARBOUR))


def test_an_amount_that_drifts_in_other_words() -> None:
    one, two = "60 militants slipped over the border into Vessia", "At least 60 fighters crossed into Vessia"
    (claim,) = shared(
        reading("r1", one, BORDER, amounts=(("60 militants", 60, 60, "militants"),)),
        reading("r2", two, BORDER, amounts=(("At least 60 fighters", 60, None, "fighters"),)),
    )
    (match,) = (m for m in claim.matches if m.a.statement == m.b.statement == "t0")
    assert [difference.what for difference in match.differences] == ["amount"]


def test_a_denial_in_other_words_is_the_same_claim_denied() -> None:
    (claim,) = shared(
        reading("r1", ("said", "neutral", LANDED), HARBOUR),
        reading("r2", ("denied", "denying", "that barrels of acid had been unloaded at Tollan"), HARBOUR),
    )
    assert {m.key.report: m.stance for m in claim.members if m.key.statement == "t0"} == {
        "r1": "asserts",
        "r2": "denies",
    }


def test_the_same_accusation_of_another_month_stays_apart() -> None:
    months = (("May 2025", "2025-05"), ("February 2026", "2026-02"))
    one, two = (
        reading(name, f"Barrels of acid were landed at Tollan harbour in {said}", HARBOUR, times=((said, value),))
        for name, (said, value) in zip(("r1", "r2"), months, strict=True)
    )
    assert not shared(one, two)


def test_days_of_one_week_are_one_time_though_a_month_ends_between_them() -> None:
    days = (("27 February 2026", "2026-02-27"), ("1 March 2026", "2026-03-01"))
    one, two = (
        reading(name, f"Barrels of acid were landed at Tollan harbour on {said}", HARBOUR, times=((said, value),))
        for name, (said, value) in zip(("r1", "r2"), days, strict=True)
    )
    (claim,) = shared(one, two)
    assert "date" in {difference.what for match in claim.matches for difference in match.differences}
