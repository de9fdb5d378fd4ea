"""Text that reports share, aligned to exact spans: copies, shared quotations, boilerplate."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from statistics import median_low
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.languages.en.furniture import FURNITURE
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.model.trace import Direction, Passage, PassageKind, PassageSide
from sayso.stages.match.align import Stretch, align
from sayso.stages.match.direction import Provenance, direction, same_outlet
from sayso.stages.match.shingles import MemoryPassageIndex, Shingles, shared, shingles_of
from sayso.stages.match.wording import Wording, quoted, wording

_PHRASE: Final = 16
"""Fewer shared words than this, outside quotation marks and alone, are a turn of phrase."""

_LITTLE: Final = 0.2
"""What two reports share beside a passage that is furniture, at most."""

_MOST: Final = 0.6
"""The share of a report from which on even so few words are a copy: it has little else."""

_TAIL: Final = 0.35
"""The share of a report that furniture at its end may be, at most."""

_STANDING: Final = 0.5
"""And where both are one outlet's: what it prints under everything."""

MANY: Final = 4
"""Reports that must end in the same words for these to be furniture, where nothing else tells."""

_LAST: Final = 3
"""Words that may follow a report's last passage."""

_FURNITURE: Final = 80
"""Furniture is shorter than this, in words."""

_NEAR: Final = 40
"""Words between a shared quotation and copied text beside it, within which it was copied too."""

_QUOTED: Final = 0.8
"""The share of a passage that must be quoted for a shared quotation."""

_AROUND: Final = 4
"""Words outside the marks ("he said") that a shared quotation may have beyond that share."""


def passages(readings: Sequence[Reading]) -> tuple[Passage, ...]:
    """Return the text that the readings' reports share, in the order given.

    Refused reports share nothing, and the same report given twice counts once. ``a`` is the one
    that came first in the order given, which says nothing about time: ``direction`` does.
    """
    known = {reading.report.id: reading for reading in readings if reading.report.refused is None}
    index = MemoryPassageIndex()
    pages = {report: Page(reading) for report, reading in known.items()}
    pairs = [(a, b) for b, page in pages.items() for a in index.add(b, page.shingles.indexed)]
    # how far a text has spread is known when all reports are in
    return tuple(p for a, b in pairs for p in between(pages[a], pages[b], index.spread))


_Spread: TypeAlias = Callable[[int, int], list[int]]
"""In how many reports the runs of words stand that begin at the second report's words from one to another."""


@dataclass(frozen=True)
class Page:
    """A report that may share something: its words, and what else tells how a passage came into it."""

    reading: Reading

    @cached_property
    def wording(self) -> Wording:
        """The report's words, as numbers."""
        return wording(self.reading.report)

    @cached_property
    def shingles(self) -> Shingles:
        """The runs of words by which reports are compared."""
        return shingles_of(self.wording.words)

    @cached_property
    def provenance(self) -> Provenance:
        """What tells where it comes from."""
        return Provenance(self.reading.report)

    @cached_property
    def quoted(self) -> tuple[Span, ...]:
        """What is quoted: by its marks, or because an attribution is a direct quotation; disjoint."""
        direct = [s for a in self.reading.attributions if a.quotation == "direct" for s in a.content]
        spans: list[Span] = []
        for span in sorted([*quoted(self.reading.text), *direct]):
            if spans and span.start <= spans[-1].end:
                spans[-1] = Span(spans[-1].start, max(span.end, spans[-1].end))
            else:
                spans.append(span)
        return tuple(spans)

    @cached_property
    def furniture(self) -> tuple[Span, ...]:
        """What is furniture by its place."""
        return tuple(b.span for b in self.reading.report.blocks if b.kind in ("byline", "credit", "dateline"))

    @cached_property
    def speakers(self) -> Mapping[str, str]:
        """The names of its sources."""
        return {source.id: source.name for source in self.reading.sources}

    @cached_property
    def _quoted_before(self) -> NDArray[np.int32]:
        """For each word, how many quoted ones stand before it."""
        starts = np.frombuffer(self.wording.starts, dtype=np.uint32)
        inside = np.zeros(len(starts) + 1, dtype=np.int32)
        for span in self.quoted:
            lo, hi = np.searchsorted(starts, span)
            inside[lo + 1 : hi + 1] = 1
        return np.cumsum(inside, dtype=np.int32)

    def unquoted(self, lo: int, hi: int) -> int:
        """Count the words of ``[lo, hi)`` that stand in no quotation."""
        return hi - lo - int(self._quoted_before[hi] - self._quoted_before[lo])

    def attributed(self, span: Span) -> bool:
        """Say whether somebody is reported to say something at a span."""
        return any(part.overlaps(span) for found in self.reading.attributions for part in found.content)

    def speaker(self, span: Span) -> str | None:
        """Return the name of the source to whom the words at a span are attributed, where one is known."""
        for found in self.reading.attributions:
            if any(part.overlaps(span) for part in found.content):
                name = self.speakers.get(found.source_id or "")
                if name is not None:
                    return name
        return None


def between(a: Page, b: Page, spread: Callable[[Sequence[int]], Mapping[int, int]]) -> Iterator[Passage]:
    """Yield what two reports share.

    Args:
        a: The one that came first.
        b: The other.
        spread: Tells in how many reports each run of words stands, of those that an index keeps.
    """
    common = shared(a.shingles, b.shingles)
    if common is None:
        return
    stretches = align(a.wording.words, b.wording.words, common.a_places, common.b_places)
    if not stretches:
        return
    by_place = dict(zip(common.b_places, common.keys, strict=True))

    def bearers(lo: int, hi: int) -> list[int]:
        return list(spread([by_place[place] for place in range(lo, hi) if place in by_place]).values())

    way, why = direction(a.provenance, b.provenance)
    kinds = _kinds(a, b, stretches, bearers)
    for kind, group in _groups(stretches, kinds):
        words = sum(s.matched for s in group)
        share_a = sum(s.a_end - s.a for s in group) / a.wording.size
        share_b = sum(s.b_end - s.b for s in group) / b.wording.size
        yield Passage(
            a=PassageSide(a.reading.report.id, tuple(a.wording.span(s.a, s.a_end) for s in group), min(1.0, share_a)),
            b=PassageSide(b.reading.report.id, tuple(b.wording.span(s.b, s.b_end) for s in group), min(1.0, share_b)),
            kind=kind,
            direction=way if kind == "copy" else "unknown",
            says=_says(kind, a, b, words, share_a, share_b, way, why),
        )


def _kinds(a: Page, b: Page, stretches: list[Stretch], spread: _Spread) -> list[PassageKind]:
    all_a = sum(s.a_end - s.a for s in stretches) / a.wording.size
    all_b = sum(s.b_end - s.b for s in stretches) / b.wording.size
    kinds: list[PassageKind] = []
    for s in stretches:
        if _is_quotation(a, b, s):
            kinds.append("shared quotation")
        else:
            kinds.append("boilerplate" if _is_furniture(a, b, s, max(all_a, all_b), spread) else "copy")
    copied = [s for kind, s in zip(kinds, stretches, strict=True) if kind == "copy"]
    little = (
        max(sum(s.a_end - s.a for s in copied) / a.wording.size, sum(s.b_end - s.b for s in copied) / b.wording.size)
        < _MOST
    )
    long = [s for s in copied if s.matched >= _PHRASE]
    for i, s in enumerate(stretches):
        beside = any(_distance(s, other) <= _NEAR for other in long)
        # a quotation with copied text right beside it came along with that text
        if kinds[i] == "shared quotation" and beside:
            kinds[i] = "copy"
        # and a turn of phrase shows copying only in such company
        elif kinds[i] == "copy" and s.matched < _PHRASE and not beside and little:
            kinds[i] = "boilerplate"
    return kinds


def _is_quotation(a: Page, b: Page, s: Stretch) -> bool:
    for page, lo, hi in ((a, s.a, s.a_end), (b, s.b, s.b_end)):
        outside = page.unquoted(lo, hi)
        if outside > max(_AROUND, (1 - _QUOTED) * (hi - lo)) or 2 * outside > hi - lo:
            return False
    one, two = a.speaker(a.wording.span(s.a, s.a_end)), b.speaker(b.wording.span(s.b, s.b_end))
    return one is None or two is None or bool(set(one.casefold().split()) & set(two.casefold().split()))


def _is_furniture(a: Page, b: Page, s: Stretch, share: float, spread: _Spread) -> bool:
    sides = ((a, a.wording.span(s.a, s.a_end)), (b, b.wording.span(s.b, s.b_end)))
    if all(any(block.contains(at) for block in page.furniture) for page, at in sides):
        return True
    if max(s.a_end - s.a, s.b_end - s.b) > _FURNITURE:
        return False
    last = s.a_end >= len(a.wording.words) - _LAST and s.b_end >= len(b.wording.words) - _LAST
    own_house = same_outlet(a.provenance, b.provenance)
    if last and own_house and share <= _STANDING:
        return True
    if any(page.attributed(at) for page, at in sides):
        return False
    own = max((s.a_end - s.a) / a.wording.size, (s.b_end - s.b) / b.wording.size)
    words = sides[1][1].of(b.reading.text).casefold()
    if share - own < _LITTLE and any(phrase in words for phrase in FURNITURE):
        return True
    # what four reports end on, and what four of one outlet have
    if not (last or own_house) or share > _TAIL:
        return False
    held = spread(s.b, s.b_end)
    return bool(held) and median_low(held) >= MANY


def _distance(s: Stretch, other: Stretch) -> int:
    """Return the words between two stretches, on the side where they are farther apart."""
    return max(s.a - other.a_end, other.a - s.a_end, s.b - other.b_end, other.b - s.b_end)


def _groups(stretches: list[Stretch], kinds: list[PassageKind]) -> Iterator[tuple[PassageKind, list[Stretch]]]:
    """Gather stretches of a kind that stand in the same order in both reports."""
    groups: list[tuple[PassageKind, list[Stretch]]] = []
    for kind, s in zip(kinds, stretches, strict=True):
        for known, group in groups:
            if known == kind != "shared quotation" and group[-1].a_end <= s.a and group[-1].b_end <= s.b:
                group.append(s)
                break
        else:
            groups.append((kind, [s]))
    yield from groups


def _says(
    kind: PassageKind, a: Page, b: Page, words: int, share_a: float, share_b: float, way: Direction, why: str
) -> str:
    one, two = a.provenance.called, b.provenance.called
    if one == two:
        one, two = "the one", "the other"
    extent = f"{words} words are in both: {_percent(share_a)} of {one}, {_percent(share_b)} of {two}."
    if kind == "boilerplate":
        if words < _PHRASE:
            return f"{words} words are in both: too few to show that one was copied."
        return f"{extent} They are furniture of the page, and say nothing about who has it from whom."
    if kind == "shared quotation":
        return f"{words} quoted words are in both, and what stands around them differs: both may have heard them."
    return f"{extent} {why}"


def _percent(share: float) -> str:
    return "less than 1 %" if share < 0.01 else f"{min(1.0, share):.0%}".replace("%", " %")
