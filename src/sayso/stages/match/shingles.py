"""Runs of five words by content, and an index in memory that finds reports which share some."""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

LENGTH: Final = 5
"""Words in a shingle: a passage of 20 words in which two were changed still has an intact run of six."""

WINDOW: Final = 4
"""Of as many shingles in a row, an index keeps the least one: so two reports that share eight words in a row meet."""

MOST: Final = 64
"""A shingle in more reports than this is a stock phrase or a much-copied text."""

FIRST: Final = 8
"""How many of its first bearers are compared with each later one then: so copies still meet their first."""

PARTNERS: Final = 16
"""Earlier reports with which one is compared at most: those that share most with it."""

NEAR: Final = 20
"""Two shared shingles at most as far apart, on either side, are the least that a passage shows."""

_ODD: Final = np.uint64(0x9E3779B97F4A7C15)


class Shingles(NamedTuple):
    """A report's runs of words, each once, where it first stands.

    ``keys`` are in order, and made from the words' content alone: the same in every process.
    ``places`` count words from the report's start. ``indexed`` are the keys that an index keeps,
    about two in five, as signed numbers, which databases can hold.
    """

    keys: NDArray[np.uint64]
    places: NDArray[np.uint32]
    indexed: list[int]


def shingles_of(words: array[int]) -> Shingles:
    """Return a report's shingles, none across a barrier."""
    numbers = np.frombuffer(words, dtype=np.uint64) if words else np.empty(0, dtype=np.uint64)
    count = len(numbers) - LENGTH + 1
    if count < 1:
        return Shingles(np.empty(0, np.uint64), np.empty(0, np.uint32), [])
    keys = np.zeros(count, dtype=np.uint64)
    whole = np.ones(count, dtype=bool)
    for offset in range(LENGTH):
        part = numbers[offset : offset + count]
        keys = (keys + part) * _ODD
        keys ^= keys >> np.uint64(32)
        whole &= part != 0
    places = np.flatnonzero(whole).astype(np.uint32)
    kept, first = np.unique(keys[places], return_index=True)
    keys[~whole] = np.iinfo(np.uint64).max
    windows = np.lib.stride_tricks.sliding_window_view(keys, min(WINDOW, count))
    least = np.unique(windows.min(axis=1))
    indexed: list[int] = least[least != np.iinfo(np.uint64).max].view(np.int64).tolist()
    return Shingles(kept, places[first], indexed)


class Shared(NamedTuple):
    """The shingles that two reports share, in the second one's order: their keys, and where each report has them."""

    keys: list[int]
    a_places: list[int]
    b_places: list[int]


def shared(a: Shingles, b: Shingles) -> Shared | None:
    """Return what two reports share, if it is enough for a passage."""
    keys, at_a, at_b = np.intersect1d(a.keys, b.keys, assume_unique=True, return_indices=True)
    if len(keys) < 2:
        return None
    places_a, places_b = a.places[at_a].astype(np.int64), b.places[at_b].astype(np.int64)
    order = np.argsort(places_b, kind="stable")
    keys, places_a, places_b = keys[order], places_a[order], places_b[order]
    if not ((np.diff(places_b) <= NEAR) & (np.abs(np.diff(places_a)) <= NEAR)).any():
        return None
    return Shared(keys.view(np.int64).tolist(), places_a.tolist(), places_b.tolist())


def nearest(bearers: Sequence[Sequence[int]]) -> list[int]:
    """Return with which earlier reports a new one is compared, in their order: those that share most with it.

    Args:
        bearers: For each of its shingles, the reports that hold it, in the order of their coming;
            not all of many (see ``looked_at``).
    """
    tally = Counter(report for held in bearers for report in held)
    return sorted(sorted(tally, key=lambda report: (-tally[report], report))[:PARTNERS])


def looked_at(holders: int) -> int:
    """Return how many of a shingle's bearers, the first ones, are compared with a new one."""
    return FIRST if holders >= MOST else holders


class MemoryPassageIndex:
    """An index for a dossier, in memory."""

    def __init__(self) -> None:
        self._reports: list[str] = []
        self._bearers: dict[int, array[int]] = defaultdict(lambda: array("I"))

    def add(self, report: str, keys: Sequence[int]) -> list[str]:
        """Take in a report, and return those before it with which it is compared."""
        bearers = [self._bearers[key] for key in keys]
        found = nearest([held[: looked_at(len(held))] for held in bearers if held])
        place = len(self._reports)
        self._reports.append(report)
        for held in bearers:
            held.append(place)
        return [self._reports[one] for one in found]

    def spread(self, keys: Sequence[int]) -> Mapping[int, int]:
        """Return in how many reports each shingle stands, of those that an index keeps."""
        return {key: len(self._bearers[key]) for key in keys if key in self._bearers}
