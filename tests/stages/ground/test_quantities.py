"""Amounts as ranges with their unit."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.parse import Parse
from sayso.model.span import Span
from sayso.stages.ground import quantities, times
from sayso.stages.ground.words import cut

ADJECTIVES = {"senior", "armed", "separate", "local", "young"}
VERBS = {"killed", "wounded", "came", "said"}


def parse_of(text: str) -> Parse:
    """Return a parse made by hand: plural words are nouns, a few others are listed above."""
    spans = tuple(Span(*found.span()) for found in re.finditer(r"\w+|[^\w\s]", text))
    tags = []
    for span in spans:
        word = span.of(text)
        tag = "ADJ" if word in ADJECTIVES else "VERB" if word in VERBS else "X"
        if tag == "X" and ((word.endswith("s") and len(word) > 3) or word in {"people", "person", "men", "force"}):
            tag = "NOUN"
        tags.append(tag)
    return Parse(spans, tuple(tags), (Span(0, len(text)),), ())


def found(text: str) -> list[tuple[str, float | None, float | None, str | None]]:
    words = cut(text)
    taken = [time.span for time in times.find(words, "2023-02-14")]
    return [(q.span.of(text), q.least, q.most, q.unit) for q in quantities.find(words, parse_of(text), taken)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("At least 60 lorries passed.", ("At least 60 lorries", 60, None, "lorries")),
        ("Hundreds of armed guards passed.", ("Hundreds of armed guards", 200, None, "guards")),
        ("Dozens of lorries passed.", ("Dozens of lorries", 24, None, "lorries")),
        ("Tens of thousands of people passed.", ("Tens of thousands of people", 20_000, None, "people")),
        ("There were 64 lorries.", ("64 lorries", 64, 64, "lorries")),
        ("Between 40 and 50 per cent agreed.", ("Between 40 and 50 per cent", 40, 50, "per cent")),
        ("Some 40-50% agreed.", ("Some 40-50%", 40, 50, "%")),
        ("More than 30 lorries passed.", ("More than 30 lorries", 30, None, "lorries")),
        ("There were up to 20 lorries.", ("up to 20 lorries", None, 20, "lorries")),
        ("There were fewer than 20 lorries.", ("fewer than 20 lorries", None, 20, "lorries")),
        ("There were about 20 lorries.", ("about 20 lorries", 18, 22, "lorries")),
        ("It took nearly two hours.", ("nearly two hours", 1.8, 2, "hours")),
        ("It cost dlrs 2.5 billion.", ("dlrs 2.5 billion", 2.5e9, 2.5e9, "dlrs")),
        ("There were 300 U.S. lorries.", ("300 U.S. lorries", 300, 300, "lorries")),
        ("There were nearly 50 lorries.", ("nearly 50 lorries", 45, 50, "lorries")),
        ("There were two senior officials.", ("two senior officials", 2, 2, "officials")),
        ("There were twenty-five lorries.", ("twenty-five lorries", 25, 25, "lorries")),
        ("There were two hundred and fifty lorries.", ("two hundred and fifty lorries", 250, 250, "lorries")),
        ("There were half a million people.", ("half a million people", 500_000, 500_000, "people")),
        ("There were a dozen men.", ("a dozen men", 12, 12, "men")),
        ("There were 1,200 lorries.", ("1,200 lorries", 1200, 1200, "lorries")),
        ("It cost $3.5 million.", ("$3.5 million", 3_500_000, 3_500_000, "$")),
        ("It cost £20m.", ("£20m", 20_000_000, 20_000_000, "£")),
        ("It cost between $5 and $10 million.", ("between $5 and $10 million", 5_000_000, 10_000_000, "$")),
        ("It cost 30 euros.", ("30 euros", 30, 30, "euros")),
        ("It took five years.", ("five years", 5, 5, "years")),
    ],
)
def test_an_amount_is_a_range(text: str, expected: tuple[str, float | None, float | None, str | None]) -> None:
    assert found(text) == [expected]


def test_a_number_counts_without_its_noun() -> None:
    assert found("The blast killed 12 and wounded 30.") == [("12", 12, 12, None), ("30", 30, 30, None)]
    assert found("Twelve of the 20 lorries burnt.") == [("Twelve", 12, 12, None), ("20 lorries", 20, 20, "lorries")]


@pytest.mark.parametrize(
    "text",
    [
        "It was in 1984.",
        "It was on Feb. 13.",
        "It was at 5:30 p.m.",
        "Ms. Lund, 43, came.",
        "A six-year-old boy came.",
        "A girl 12 years old came.",
        "They won 3-2.",
        "The vote was 52-48.",
        "Ring 555-1234.",
        "Ring +44 20 7946 0958.",
        "Read Chapter 11.",
        "An F-16 and a MH17 and COVID-19 came.",
        "It was the 20th attempt.",
        "One of them said so.",
        "One in five lorries burnt.",
        "Go to example.org/12/34 now.",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    assert [one for one in found(text) if one[0] != "five lorries"] == []
    assert "five lorries" not in [one[0] for one in found(text)]


WORDS = (
    "at least up to more than between and 40 50 , . - $ % per cent a few half dozen hundred thousands of tens million "
    "one two twenty five people 1,200 3.5 m bn C \n \u00a0 ( ) : / 555 about some nearly old years"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text())
def test_spans_are_exact_ordered_and_disjoint(text: str) -> None:
    words = cut(text)
    taken = [time.span for time in times.find(words, None)]
    made = quantities.find(words, parse_of(text), taken)
    spans = [one.span for one in made]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))
    assert all(one.least is None or one.most is None or one.least <= one.most for one in made)
    assert not any(span.overlaps(time) for span in spans for time in taken)


@pytest.mark.parametrize("piece", ["1 ", "1-", "a few ", "million ", "one ", "$", "at least ", "2 of the ", "9"])
def test_a_long_line_comes_to_an_end(piece: str) -> None:
    text = piece * 50_000
    assert isinstance(quantities.find(cut(text), Parse((), (), (), ()), []), tuple)


@pytest.mark.parametrize(
    "text", ["Four in 10 lorries burnt.", "Nearly 3 in ten lorries burnt.", "It is for drivers under 30."]
)
def test_shares_and_ages_count_nothing(text: str) -> None:
    assert found(text) == []


def test_the_noun_is_found_behind_compounds_and_time_stays_time() -> None:
    assert found("They saw 12 law-abiding drivers.") == [("12 law-abiding drivers", 12, 12, "drivers")]
    assert found("It rose over two years.") == [("two years", 2, 2, "years")]
