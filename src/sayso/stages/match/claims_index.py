"""Which reports may be on the same story as this one: those that share the rarest words that it turns on."""

from __future__ import annotations

import math
from array import array
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

ASKED: Final = 24
"""Words of a report by which it is looked for."""

LATEST: Final = 256
"""Of a word's holders, so many of the latest are looked at: news has its kin near it."""


def telling(weights: Mapping[str, float], holders: Mapping[str, int]) -> list[str]:
    """Return by which of a report's words to look for others: those that tell most, and are held by few.

    Args:
        weights: How much each word tells of the report.
        holders: How many reports hold each; a word that none holds is missing.
    """
    told = {word: weight / math.log(2 + holders[word]) for word, weight in weights.items() if word in holders}
    return sorted(told, key=lambda word: (-told[word], word))[:ASKED]


def ranked(weights: Mapping[str, float], holders: Mapping[str, int], held: Mapping[str, Sequence[int]]) -> list[int]:
    """Return the reports that share most of what tells, the likeliest first.

    Args:
        weights: How much each word tells of the report for which others are looked for.
        holders: How many reports hold each.
        held: The latest of them, for the words that are asked for.
    """
    tally: dict[int, float] = defaultdict(float)
    for word, reports in held.items():
        weight = weights[word] / math.log(2 + holders[word])
        for report in reports:
            tally[report] += weight
    return sorted(tally, key=lambda report: (-tally[report], report))


class MemoryClaimIndex:
    """An index of reports that lives in memory, for a dossier."""

    def __init__(self) -> None:
        self._reports: list[str] = []
        self._holding: dict[str, array[int]] = defaultdict(lambda: array("I"))

    def near(self, weights: Mapping[str, float], limit: int) -> list[str]:
        """Return the reports that share most of the words, the nearest first."""
        holders = {word: len(self._holding[word]) for word in weights if word in self._holding}
        held = {word: self._holding[word][-LATEST:] for word in telling(weights, holders)}
        return [self._reports[place] for place in ranked(weights, holders, held)[:limit]]

    def add(self, report: str, words: Sequence[str]) -> None:
        """Take in a report with the words that tell of its subject."""
        place = len(self._reports)
        self._reports.append(report)
        for word in words:
            self._holding[word].append(place)
