"""What is no loss and no drift: nobody's word before, other words, the quotation's own breaks and masks."""

from __future__ import annotations

import pytest

from tests.stages.trace.stories import Story


def quoted(first: str, then: str) -> list[str]:
    """Return what is told of two reports of one mayor's words, the second a day later."""
    story = Story()
    for name, words, day in (("Harbour Post", first, 2), ("Quay Times", then, 3)):
        story.report(name, f"“{words}” Mayor Oda Fenn said.", published=f"2031-05-0{day}")
        story.said(name, "Mayor Oda Fenn", "said", f"“{words}”", "Oda Fenn", quotation="direct")
    return [drift.says for drift in story.trace().claims[0].drift]


@pytest.mark.parametrize(
    ("first", "then"),
    [
        ("The f***ing pump has failed the whole town twice", "The fucking pump has failed the whole town twice"),
        ("The pump & the weir have failed the whole town", "The pump and the weir have failed the whole town"),
        ("They’re sure the work force at the pump was asleep", "They are sure the workforce at the pump was asleep"),
        ("The pump has failed this whole sleepy town twice", "The pump has failed ... town twice"),
    ],
)
def test_masks_marks_and_dots_alter_no_quotation(first: str, then: str) -> None:
    assert quoted(first, then) == []


def test_a_word_that_is_gone_is_said_to_be_left_out() -> None:
    first, then = "The old pump has failed the whole town twice", "The old pump has failed the town twice"
    assert quoted(first, then) == ["The quotation was altered: “whole” was left out."]
    assert quoted(then, first) == ["The quotation was altered: “whole” was put in."]


def test_what_was_on_nobodys_word_has_no_source_to_lose() -> None:
    story = Story()
    story.report("Harbour Post", "It is said that the old pump failed twice.", published="2031-05-02")
    story.said("Harbour Post", "", "is said", "the old pump failed twice")
    story.report("Quay Times", "On Monday the old pump failed twice.", published="2031-05-03")
    story.own("Quay Times", "the old pump failed twice")
    assert story.trace().claims[0].lost_attribution == ()


def test_a_later_report_in_other_words_has_lost_nothing() -> None:
    story = Story()
    story.report("Harbour Post", "Oda Fenn said a small amount of brine left a tank at night.", published="2031-05-02")
    story.said("Harbour Post", "Oda Fenn", "said", "a small amount of brine left a tank at night", "Oda Fenn")
    story.report("Quay Times", "The tank spilled nine barrels of brine into Lake Orrin.", published="2031-05-09")
    story.own("Quay Times", "The tank spilled nine barrels of brine into Lake Orrin")
    assert story.trace().claims[0].lost_attribution == ()


def test_who_speaks_of_what_others_claim_is_not_its_origin() -> None:
    said = (
        "he welcomes that the bank disputes a large part of what was told in a story claiming the mayor sank the ferry"
    )
    story = Story()
    story.report("Harbour Post", f"Oda Fenn said {said}.", published="2031-05-02")
    outer = story.said("Harbour Post", "Oda Fenn", "said", said, "Oda Fenn", member=False)
    story.said("Harbour Post", "", "claiming", "the mayor sank the ferry", within=outer, manner="distancing")
    (claim,) = story.trace().claims
    assert [origin.kind for origin in claim.origins] == ["unknown"]
