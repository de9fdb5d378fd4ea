"""Runs of five words by content, and an index in memory that finds reports which share some."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from sayso.model.ports import SharedShingles, Shingled

LENGTH: Final = 5
"""Words in a shingle: a passage of 20 words in which two were changed still has an intact run of six."""

MOST: Final = 64
"""A shingle in more reports than this is a stock phrase or a much-copied text."""

FIRST: Final = 8
"""How many of its first bearers are compared with each later one then: so copies still meet their first."""

NEAR: Final = 20
"""Two shared shingles at most as far apart, on either side, are the least that a passage shows."""

_EVENTS: Final = 4_000_000
"""Shared shingles held in memory at a time."""

_Keys: TypeAlias = NDArray[np.uint64]
_Numbers: TypeAlias = NDArray[np.uint32]
_Whole: TypeAlias = NDArray[np.int64]
_ODD: Final = np.uint64(0x9E3779B97F4A7C15)


def shingled(report: str, words: array[int]) -> Shingled:
    """Return a report's shingles: each once, where it first stands, none across a barrier."""
    numbers = np.frombuffer(words, dtype=np.uint64) if words else np.empty(0, dtype=np.uint64)
    count = len(numbers) - LENGTH + 1
    if count < 1:
        return Shingled(report, array("Q"), array("I"))
    keys = np.zeros(count, dtype=np.uint64)
    whole = np.ones(count, dtype=bool)
    for offset in range(LENGTH):
        part = numbers[offset : offset + count]
        keys = (keys + part) * _ODD
        keys ^= keys >> np.uint64(32)
        whole &= part != 0
    places = np.flatnonzero(whole).astype(np.uint32)
    kept, first = np.unique(keys[places], return_index=True)
    return Shingled(report, array("Q", kept.tobytes()), array("I", places[first].tobytes()))


class MemoryIndex:
    """An index for a dossier: sorted arrays that are merged as they grow, about 16 bytes a word.

    What a batch costs depends on its own size and on what it shares; merging keeps the whole at
    n log n. A shingle's bearers are compared in the order of their coming.
    """

    def __init__(self) -> None:
        self._names: list[str] = []
        self._segments: list[tuple[_Keys, _Numbers, _Numbers]] = []

    def add(self, shingled: Sequence[Shingled]) -> Iterator[SharedShingles]:
        """Take in reports and yield what each shares with those before it.

        The reports are in the index when this returns; yielding needs them no more.
        """
        first_new = len(self._names)
        self._names += [sheet.report for sheet in shingled]
        batch = _segment(shingled, first_new)
        rows = _merged([*(_bearing(segment, batch[0]) for segment in self._segments), batch])
        self._take(batch)
        return self._shared(*rows, first_new)

    def _take(self, batch: tuple[_Keys, _Numbers, _Numbers]) -> None:
        self._segments.append(batch)
        while len(self._segments) > 1 and len(self._segments[-2][0]) < 2 * len(self._segments[-1][0]):
            self._segments[-2:] = [_merged(self._segments[-2:])]

    def _shared(self, keys: _Keys, reports: _Numbers, places: _Numbers, first_new: int) -> Iterator[SharedShingles]:
        """Pair each new bearer of a shingle with those before it."""
        if not len(keys):
            return
        starts = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1])))
        sizes = np.diff(np.append(starts, len(keys)))
        several = sizes > 1
        starts, sizes = starts[several], sizes[several]
        rows = np.repeat(starts, sizes) + _counting(sizes)
        group = np.repeat(starts, sizes)
        spread = np.repeat(sizes, sizes)
        before = np.minimum(rows - group, np.where(spread > MOST, FIRST, MOST))
        wanted = (before > 0) & (reports[rows] >= first_new)
        rows, group, spread, before = rows[wanted], group[wanted], spread[wanted], before[wanted]
        order = np.argsort(reports[rows], kind="stable")
        rows, group, spread, before = rows[order], group[order], spread[order], before[order]
        for lo, hi in _chunks(reports[rows], before):
            many = before[lo:hi]
            later = np.repeat(rows[lo:hi], many)
            earlier = np.repeat(group[lo:hi], many) + _counting(many)
            yield from self._pairs(
                reports[earlier], reports[later], places[earlier], places[later], np.repeat(spread[lo:hi], many)
            )

    def _pairs(
        self, a: _Numbers, b: _Numbers, at_a: _Numbers, at_b: _Numbers, spread: _Whole
    ) -> Iterator[SharedShingles]:
        pair = b.astype(np.uint64) << np.uint64(32) | a.astype(np.uint64)
        order = np.lexsort((at_b, pair))
        pair, at_a, at_b, spread = (
            pair[order],
            at_a[order].astype(np.int64),
            at_b[order].astype(np.int64),
            spread[order],
        )
        near = (pair[1:] == pair[:-1]) & (np.diff(at_b) <= NEAR) & (np.abs(np.diff(at_a)) <= NEAR)
        starts = np.flatnonzero(np.concatenate(([True], pair[1:] != pair[:-1])))
        sizes = np.diff(np.append(starts, len(pair)))
        enough = np.add.reduceat(np.append(near, False).astype(np.int64), starts) > 0
        at_a, at_b, spread = at_a.astype(np.uint32), at_b.astype(np.uint32), spread.astype(np.uint32)
        for start, size in zip(starts[enough].tolist(), sizes[enough].tolist(), strict=True):
            end = start + size
            key = int(pair[start])
            yield SharedShingles(
                self._names[key & 0xFFFFFFFF],
                self._names[key >> 32],
                array("I", at_a[start:end].tobytes()),
                array("I", at_b[start:end].tobytes()),
                array("I", spread[start:end].tobytes()),
            )


def _segment(sheets: Sequence[Shingled], first: int) -> tuple[_Keys, _Numbers, _Numbers]:
    sizes = [len(sheet.keys) for sheet in sheets]
    if not sum(sizes):
        return np.empty(0, np.uint64), np.empty(0, np.uint32), np.empty(0, np.uint32)
    keys = np.concatenate([np.frombuffer(sheet.keys, np.uint64) for sheet in sheets if sheet.keys])
    places = np.concatenate([np.frombuffer(sheet.places, np.uint32) for sheet in sheets if sheet.keys])
    reports = np.repeat(np.arange(first, first + len(sheets), dtype=np.uint32), sizes)
    order = np.argsort(keys, kind="stable")
    return keys[order], reports[order], places[order]


def _bearing(segment: tuple[_Keys, _Numbers, _Numbers], wanted: _Keys) -> tuple[_Keys, _Numbers, _Numbers]:
    """Return a segment's rows whose shingle is among the wanted ones; both are sorted."""
    keys, reports, places = segment
    distinct = np.unique(wanted)
    lows = np.searchsorted(keys, distinct, side="left")
    sizes = np.searchsorted(keys, distinct, side="right") - lows
    rows = np.repeat(lows, sizes) + _counting(sizes)
    return keys[rows], reports[rows], places[rows]


def _merged(segments: Sequence[tuple[_Keys, _Numbers, _Numbers]]) -> tuple[_Keys, _Numbers, _Numbers]:
    """Return segments as one, sorted; earlier reports come first within a shingle."""
    if len(segments) == 1:
        return segments[0]
    keys = np.concatenate([segment[0] for segment in segments])
    order = np.argsort(keys, kind="stable")
    reports = np.concatenate([segment[1] for segment in segments])[order]
    return keys[order], reports, np.concatenate([segment[2] for segment in segments])[order]


def _counting(sizes: _Whole) -> _Whole:
    """Return 0, 1, … for each size in turn."""
    ends = np.cumsum(sizes)
    return np.arange(int(ends[-1]) if len(ends) else 0) - np.repeat(ends - sizes, sizes)


def _chunks(reports: _Numbers, weights: _Whole) -> Iterator[tuple[int, int]]:
    """Cut rows, ordered by report, into ranges of whole reports that stay small in weight."""
    if not len(reports):
        return
    edges = np.append(np.flatnonzero(np.concatenate(([True], reports[1:] != reports[:-1]))), len(reports)).tolist()
    heavy = [0, *accumulate(np.add.reduceat(weights, edges[:-1]).tolist())]
    lo = 0
    for i in range(1, len(edges)):
        if i == len(edges) - 1 or heavy[i + 1] - heavy[lo] > _EVENTS:
            yield edges[lo], edges[i]
            lo = i
