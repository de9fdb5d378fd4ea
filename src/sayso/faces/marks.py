"""A reading's text cut into paragraphs of nested marks, for whoever draws it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Literal, TypeAlias

from sayso.model.attribution import Attribution
from sayso.model.reading import Reading
from sayso.model.span import Span, hull

MarkRole: TypeAlias = Literal["own", "content", "source", "cue", "basis"]
"""What the marked words are: a part of an attribution, or a statement in the report's own voice."""

# Where two marks cover the same words, the earlier in this order lies outside.
_RANK: Mapping[MarkRole, int] = {"own": 0, "content": 1, "source": 2, "cue": 3, "basis": 4}

# Nobody reads marks inside marks deeper than this; what lies deeper is still in every list.
_DEEPEST = 24

_LINE = re.compile(r"[^\r\n\u2028\u2029]+")


@dataclass(frozen=True, slots=True)
class Mark:
    """Marked words: ``text[start:end]``, with the marks that lie inside.

    ``owner`` is the id of the attribution, or of the statement where the role is ``own``. A mark
    that crosses another, or a paragraph's end, comes in several pieces: ``opens`` is set on the
    first piece of its owner's role, ``closes`` on the last. ``also`` holds further attributions
    that have the very same words in the same role: one source that says two things.
    """

    role: MarkRole
    owner: str
    start: int
    end: int
    opens: bool
    closes: bool
    also: tuple[str, ...] = ()
    inside: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One block of the text; ``kind`` is the block's, or ``paragraph`` where no block covers it."""

    kind: str
    span: Span
    marks: tuple[Mark, ...]


def numbered(reading: Reading) -> dict[str, int]:
    """Return a number for each attribution, from 1, in the order in which a reader meets them."""

    def place(attribution: Attribution) -> tuple[int, int]:
        whole = hull(attribution.content)
        return whole.start, -whole.end

    ordered = sorted((a for a in reading.attributions if a.content), key=place)
    return {attribution.id: number for number, attribution in enumerate(ordered, start=1)}


def paragraphs(reading: Reading) -> tuple[Paragraph, ...]:
    """Return the text's paragraphs in order, each with its marks."""
    coming = sorted(_marks(reading), key=_order, reverse=True)
    reaching: list[Mark] = []
    done = []
    for kind, span in _blocks(reading):
        while coming and coming[-1].start < span.end:
            reaching.append(coming.pop())
        reaching = [mark for mark in reaching if mark.end > span.start]
        done.append(Paragraph(kind, span, _nest([_cut(mark, *span) for mark in reaching], depth=0)))
    return tuple(done)


def _blocks(reading: Reading) -> Iterator[tuple[str, Span]]:
    """Yield the blocks, and as paragraphs the lines that no block covers."""
    text = reading.text
    covered = 0
    for block in sorted(reading.report.blocks, key=lambda b: b.span):
        yield from _lines(text, covered, block.span.start)
        if block.span.end > covered:
            yield block.kind, Span(max(block.span.start, covered), block.span.end)
            covered = block.span.end
    yield from _lines(text, covered, len(text))


def _lines(text: str, start: int, end: int) -> Iterator[tuple[str, Span]]:
    for line in _LINE.finditer(text, start, end):
        if line.group().strip():
            yield "paragraph", Span(line.start(), line.end())


def _marks(reading: Reading) -> list[Mark]:
    found: list[Mark] = []

    def add(role: MarkRole, owner: str, spans: Sequence[Span]) -> None:
        pieces = [span for span in spans if span.end > span.start]
        for index, span in enumerate(pieces):
            found.append(Mark(role, owner, span.start, span.end, index == 0, index == len(pieces) - 1))

    for statement in reading.statements:
        if statement.voice == "own":
            add("own", statement.id, statement.spans)
    for attribution in reading.attributions:
        add("content", attribution.id, attribution.content)
        add("source", attribution.id, attribution.source)
        add("cue", attribution.id, attribution.cue)
        add("basis", attribution.id, attribution.basis)
    return _joined(found)


def _joined(marks: Sequence[Mark]) -> list[Mark]:
    """Return the marks with those joined that give the same words the same role."""
    joined: dict[tuple[int, int, str], Mark] = {}
    for mark in marks:
        shared = mark.role in ("source", "cue", "basis")
        key = (mark.start, mark.end, mark.role if shared else f"{mark.role} {mark.owner}")
        known = joined.get(key)
        joined[key] = mark if known is None else replace(known, also=(*known.also, mark.owner))
    return list(joined.values())


def _cut(mark: Mark, start: int, end: int) -> Mark:
    """Return the part of a mark between two places; a cut end neither opens nor closes."""
    return replace(
        mark,
        start=max(mark.start, start),
        end=min(mark.end, end),
        opens=mark.opens and mark.start >= start,
        closes=mark.closes and mark.end <= end,
    )


def _nest(marks: Iterable[Mark], depth: int) -> tuple[Mark, ...]:
    """Return marks as a tree; one that crosses another's end is cut there in two."""
    if depth >= _DEEPEST:
        return ()
    # The counter keeps marks that are alike apart: marks themselves have no order.
    counter = count()
    waiting = [(_order(mark), next(counter), mark) for mark in marks]
    heapify(waiting)
    done: list[Mark] = []
    while waiting:
        outer = heappop(waiting)[-1]
        inside = []
        while waiting and waiting[0][-1].start < outer.end:
            mark = heappop(waiting)[-1]
            inside.append(_cut(mark, mark.start, outer.end))
            if mark.end > outer.end:
                rest = _cut(mark, outer.end, mark.end)
                heappush(waiting, (_order(rest), next(counter), rest))
        done.append(replace(outer, inside=_nest(inside, depth + 1)))
    return tuple(done)


def _order(mark: Mark) -> tuple[int, int, int]:
    return mark.start, -mark.end, _RANK[mark.role]
