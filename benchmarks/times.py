"""Dates against the publication date: spans and values, on reports annotated in TIMEX3.

Only TIMEX3 dates count: an expression whose value is a duration (``P3D``), a time of day
(``1998-02-27T10:00``, ``…TMO``) or a set is left out on both sides; what a program finds where the
annotation has one of those costs nothing. Two figures:

- *span and value*: the annotated and the found expression touch the very same words, and their
  values are equal.
- *value*: they share a word, and their values are equal (TempEval-3's lenient match).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.corpora import pairs, plain_date
from benchmarks.scorer import Rate, Words, WordSet

Dates = Sequence[tuple[tuple[int, int], str]]
Reader = Callable[[str, str], Dates]
"""Given a text and its publication date: the expressions found, each a span and a TIMEX3 value."""

_DATE = re.compile(r"(?:[\dX]{2,4}(?:-[\dXWQHSPFUMAI]{2,3}(?:-[\dXWE]{1,2})?)?|BC\d+|PAST_REF|PRESENT_REF|FUTURE_REF)$")


@dataclass(frozen=True, slots=True)
class TimesScores:
    """Span and value, value alone, and span alone (whatever the value), over all reports."""

    span_and_value: Rate
    value: Rate
    span: Rate
    reports: int


def is_date(value: str) -> bool:
    """Say whether a TIMEX3 value is a date's, whole or in part."""
    return bool(_DATE.match(value))


def score(reports: Iterable[Mapping[str, Any]], read: Reader) -> TimesScores:
    """Score a reader on the reports whose publication date is given as a plain date."""
    exact, lenient, spans = [0, 0, 0], [0, 0, 0], [0, 0, 0]
    n = 0
    for report in reports:
        published = plain_date(report["published"])
        if published is None:
            continue
        n += 1
        words = Words(report["text"])
        gold = [
            (words.within(pairs([time["span"]])), time["value"], time["type"] == "DATE") for time in report["times"]
        ]
        others = [touched for touched, _, dated in gold if not dated]
        found = [(words.within((span,)), value) for span, value in read(report["text"], published) if is_date(value)]
        found = [f for f in found if f[0] and not any(f[0] & other for other in others)]
        wanted = [(touched, value) for touched, value, dated in gold if dated]
        for tally, same in ((exact, _same_words_and_value), (lenient, _same_value), (spans, _same_words)):
            tally[0] += _matches(wanted, found, same)
            tally[1] += len(found)
            tally[2] += len(wanted)
    return TimesScores(Rate.of(*exact), Rate.of(*lenient), Rate.of(*spans), n)


Item = tuple[WordSet, str]


def _same_words_and_value(a: Item, b: Item) -> bool:
    return a == b


def _same_value(a: Item, b: Item) -> bool:
    return bool(a[0] & b[0]) and a[1] == b[1]


def _same_words(a: Item, b: Item) -> bool:
    return a[0] == b[0]


def _matches(wanted: Sequence[Item], found: Sequence[Item], same: Callable[[Item, Item], bool]) -> int:
    free = list(found)
    hits = 0
    for item in wanted:
        hit = next((f for f in free if same(item, f)), None)
        if hit is not None:
            free.remove(hit)
            hits += 1
    return hits
