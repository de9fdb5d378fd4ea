"""Hours of the day that a statement gives, as stretches that can be compared: "after midnight", "from one to four"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sayso.languages.en.numbers import UNITS_AND_TEENS
from sayso.languages.en.times import HOUR_WORDS, HOURS_AFTER_NOON
from sayso.model.span import Span, Spans

_NUMBER = "|".join(sorted((word for word, value in UNITS_AND_TEENS.items() if 1 <= value <= 12), key=len, reverse=True))


def _hour(n: int) -> str:
    """Return a pattern for an hour whose groups carry a number."""
    half = r"[ap]\.?m\b\.?|(?:o['’]clock )?in the (?:morning|afternoon|evening)|o['’]clock"
    clock = rf"(?P<number{n}>\d{{1,2}}|{_NUMBER})(?:[:.](?P<minutes{n}>\d\d))?(?:\s*(?P<half{n}>{half}))?"
    return rf"(?:(?P<word{n}>{'|'.join(HOUR_WORDS)})|{clock})"


_STRETCH = re.compile(rf"\b(?:between|from)\s+{_hour(1)}\s+(?:and|to|until|till)\s+{_hour(2)}(?!\w)", re.IGNORECASE)
_EDGE = re.compile(rf"\b(?P<side>after|before|until|till|by|since|at)\s+{_hour(1)}(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hours:
    """A stretch of the day in minutes; an end that is None is open."""

    span: Span
    begin: int | None
    end: int | None


def hours_in(text: str, spans: Spans) -> list[Hours]:
    """Return the stretches of the day that the spans give, in order."""
    return sorted((found for span in spans for found in _hours(text, span)), key=lambda one: one.span)


def _hours(text: str, span: Span) -> Iterator[Hours]:
    taken: list[Span] = []
    for found in _STRETCH.finditer(text, span.start, span.end):
        begin, end = _minutes(found, "1", of=found["half2"]), _minutes(found, "2")
        if begin is not None and end is not None:
            taken.append(Span(*found.span()))
            yield Hours(taken[-1], begin, end)
    for found in _EDGE.finditer(text, span.start, span.end):
        at = _minutes(found, "1")
        here = Span(*found.span())
        if at is None or any(here.overlaps(other) for other in taken):
            continue
        side = found["side"].casefold()
        yield Hours(here, at if side in ("after", "since", "at") else None, None if side in ("after", "since") else at)


def _minutes(found: re.Match[str], number: str, of: str | None = None) -> int | None:
    """Return an hour in minutes; None where a bare number may count something else."""
    word = found["word" + number]
    if word:
        return HOUR_WORDS[word.casefold()]
    half, minutes = found["half" + number] or of, found["minutes" + number]
    if not half and not minutes:
        return None
    written = found["number" + number].casefold()
    hour = UNITS_AND_TEENS.get(written) if not written.isdigit() else int(written)
    if hour is None or hour > 24:
        return None
    later = bool(half) and any(word in (half or "").casefold() for word in HOURS_AFTER_NOON)
    return (hour % 12 + 12 * later if half else hour) * 60 + int(minutes or 0)
