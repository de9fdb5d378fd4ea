"""A half-open range of Unicode characters in a report's text: the only coordinate."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, TypeAlias


class Span(NamedTuple):
    """``text[start:end]``, counted in Unicode code points (never bytes or UTF-16 units)."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the words at this span: exactly ``text[start:end]``."""
        return text[self.start : self.end]

    def overlaps(self, other: Span) -> bool:
        """Say whether the two spans share at least one character."""
        return self.start < other.end and other.start < self.end

    def contains(self, other: Span) -> bool:
        """Say whether the other span lies wholly inside this one."""
        return self.start <= other.start and other.end <= self.end


Spans: TypeAlias = tuple[Span, ...]
"""Several spans in reading order, disjoint; empty where there is nothing."""


def spans_of(pairs: Iterable[Iterable[int]]) -> Spans:
    """Make spans from pairs of integers, as JSON has them."""
    return tuple(Span(*pair) for pair in pairs)


def hull(spans: Spans) -> Span:
    """Return the smallest span that contains all of the given ones (at least one)."""
    return Span(min(s.start for s in spans), max(s.end for s in spans))


def shown(text: str, spans: Spans, gap: str = " … ") -> str:
    """Return the spans' words for a person to read, pieces joined by an ellipsis."""
    return gap.join(text[s.start : s.end] for s in spans)
