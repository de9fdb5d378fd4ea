"""From shared runs of words to aligned stretches: exact on both sides, tolerant to small edits."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from rapidfuzz.distance import LCSseq

from sayso.stages.match.shingles import LENGTH
from sayso.stages.match.wording import BARRIER

GAP: Final = 12
"""Words between two shared runs, on either side, across which one stretch may go on."""

LOOSE: Final = 3
"""Words of a gap that may be on one side alone."""

EXACT: Final = 8
"""A run of as many words makes a stretch by itself."""

MATCHED: Final = 12
"""So do as many words in order, ``DENSE`` of the stretch."""

DENSE: Final = 0.7

_EDIT: Final = 1.5
"""What a changed word costs at an edge, in matched words."""


@dataclass(slots=True)
class Stretch:
    """Words ``[a, a_end)`` of one report that are words ``[b, b_end)`` of another.

    ``matched`` counts the equal words, ``run`` the longest run of them.
    """

    a: int
    a_end: int
    b: int
    b_end: int
    matched: int
    run: int

    @property
    def enough(self) -> bool:
        """Whether so much in common is worth showing."""
        longest = max(self.a_end - self.a, self.b_end - self.b)
        return self.run >= EXACT or (self.matched >= MATCHED and self.matched >= DENSE * longest)


def align(a: array[int], b: array[int], a_places: Sequence[int], b_places: Sequence[int]) -> list[Stretch]:
    """Return the stretches that two reports share, in the second one's order.

    Args:
        a: The first report's words, as numbers.
        b: The second report's words.
        a_places: Where shingles that both hold stand in the first report.
        b_places: Where the same shingles stand in the second one.
    """
    stretches = _chained(a, b, _runs(a, b, a_places, b_places))
    ends_a, ends_b = [s.a_end for s in stretches], [s.b_end for s in stretches]
    starts_a, starts_b = [s.a for s in stretches], [s.b for s in stretches]
    for i, stretch in enumerate(stretches):
        # up to where the neighbours stand, on either side
        low_a = max((end for end in ends_a if end <= stretch.a), default=0)
        low_b = max((end for end in ends_b if end <= stretch.b), default=0)
        high_a = min((start for start in starts_a if start >= stretch.a_end), default=len(a))
        high_b = min((start for start in starts_b if start >= stretch.b_end), default=len(b))
        _widen(a, b, stretch, (low_a, high_a), (low_b, high_b))
        ends_a[i], ends_b[i], starts_a[i], starts_b[i] = stretch.a_end, stretch.b_end, stretch.a, stretch.b
    return _apart([stretch for stretch in stretches if stretch.enough])


def _runs(a: array[int], b: array[int], a_places: Sequence[int], b_places: Sequence[int]) -> list[Stretch]:
    """Return the longest exact runs around the shared shingles, in the second report's order."""
    in_b = np.asarray(b_places, dtype=np.int64)
    steps = np.asarray(a_places, dtype=np.int64) - in_b
    order = np.lexsort((in_b, steps))
    in_b, steps = in_b[order], steps[order]
    # shingles of one step that overlap or touch are one run
    breaks = np.flatnonzero((np.diff(steps) != 0) | (np.diff(in_b) > LENGTH)) + 1
    firsts, lasts = [0, *breaks.tolist()], [*breaks.tolist(), len(in_b)]
    found: list[Stretch] = []
    before, reached = None, 0
    for step, start, end in zip(
        steps[firsts].tolist(), in_b[firsts].tolist(), (in_b[np.array(lasts) - 1] + LENGTH).tolist(), strict=True
    ):
        if step != before:
            before, reached = step, 0
        if end <= reached:
            continue
        first, last = max(reached, -step), min(len(b), len(a) - step)
        while start > first and b[start - 1] == a[start - 1 + step] != BARRIER:
            start -= 1
        while end < last and b[end] == a[end + step] != BARRIER:
            end += 1
        reached = end
        found.append(Stretch(start + step, end + step, start, end, end - start, end - start))
    return sorted(found, key=lambda run: (run.b, run.a))


def _chained(a: array[int], b: array[int], runs: list[Stretch]) -> list[Stretch]:
    """Join runs that small edits part."""
    stretches: list[Stretch] = []
    for run in runs:
        best: tuple[int, int, Stretch] | None = None
        for open_ in stretches[-6:]:
            if run.a_end <= open_.a_end or run.b_end <= open_.b_end:
                continue
            over = max(0, open_.a_end - run.a, open_.b_end - run.b)
            if over >= run.run:
                continue
            gap = max(run.a - open_.a_end, run.b - open_.b_end) + over
            if gap <= GAP and (best is None or gap < best[0]):
                best = (gap, over, open_)
        if best is not None:
            _, over, open_ = best
            between = _between(a[open_.a_end : run.a + over], b[open_.b_end : run.b + over])
            if between is not None:
                open_.a_end, open_.b_end = run.a_end, run.b_end
                open_.matched += between + run.run - over
                open_.run = max(open_.run, run.run - over)
                continue
        inside = any(s.a <= run.a and run.a_end <= s.a_end and s.b <= run.b and run.b_end <= s.b_end for s in stretches)
        if not inside:
            stretches.append(run)
    return stretches


def _between(x: array[int], y: array[int]) -> int | None:
    """Return how many words of a gap are equal, or None where it is no small edit."""
    longest = max(len(x), len(y))
    if longest <= 1:
        return None if BARRIER in x or BARRIER in y else 0
    if BARRIER in x or BARRIER in y:
        return None
    equal = LCSseq.similarity(x.tolist(), y.tolist()) if x and y else 0
    return equal if longest - equal <= LOOSE or 2 * equal >= longest else None


def _widen(a: array[int], b: array[int], s: Stretch, in_a: tuple[int, int], in_b: tuple[int, int]) -> None:
    """Move a stretch's edges outwards over changed words, while enough equal ones follow them."""
    while True:
        more_a, more_b, equal = _outwards(
            a[s.a_end : min(s.a_end + GAP, in_a[1])].tolist(), b[s.b_end : min(s.b_end + GAP, in_b[1])].tolist()
        )
        if not equal:
            break
        s.a_end, s.b_end, s.matched = s.a_end + more_a, s.b_end + more_b, s.matched + equal
    while True:
        more_a, more_b, equal = _outwards(
            a[max(s.a - GAP, in_a[0]) : s.a].tolist()[::-1], b[max(s.b - GAP, in_b[0]) : s.b].tolist()[::-1]
        )
        if not equal:
            break
        s.a, s.b, s.matched = s.a - more_a, s.b - more_b, s.matched + equal


def _outwards(x: list[int], y: list[int]) -> tuple[int, int, int]:
    """Return how far two edges may move over these words, and how many equal words that gains."""
    if BARRIER in x:
        x = x[: x.index(BARRIER)]
    if BARRIER in y:
        y = y[: y.index(BARRIER)]
    if len(x) < 2 or len(y) < 2 or len(set(x).intersection(y)) < 2:
        return 0, 0, 0
    best, equal, reached = 0.0, 0, (0, 0, 0)
    score, at_x, at_y = 0.0, 0, 0
    for step in LCSseq.opcodes(x, y):
        if step.tag != "equal":
            continue
        # what was dropped and what was put in its place are one change
        score -= _EDIT * max(step.src_start - at_x, step.dest_start - at_y)
        at_x, at_y = step.src_end, step.dest_end
        score += at_x - step.src_start
        equal += at_x - step.src_start
        if score > best:
            best, reached = score, (at_x, at_y, equal)
    return reached


def _apart(stretches: list[Stretch]) -> list[Stretch]:
    """Leave out a stretch that mostly repeats a longer one's words on either side."""
    kept: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (-s.matched, s.b)):
        half = (stretch.b_end - stretch.b) // 2
        if all(
            min(s.a_end, stretch.a_end) - max(s.a, stretch.a) <= half
            and min(s.b_end, stretch.b_end) - max(s.b, stretch.b) <= half
            for s in kept
        ):
            kept.append(stretch)
    return sorted(kept, key=lambda s: (s.b, s.a))
