"""Do two reports speak of the same thing? Their statements then need less to be taken for one claim."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping

from sayso.languages.en.word_frequencies import RARE, word_frequencies
from sayso.stages.match.claims_phrase import Usage

_COMMON = 3.0
_APART, _TOGETHER = 0.05, 0.20
"""Cosines at and below which two reports are on different things, and from which on they are on one."""


class Kinship:
    """How close reports are to one another, by the words that tell them from the rest."""

    def __init__(self, usages: Mapping[str, Usage]) -> None:
        self._usages = usages
        self._holding: Counter[str] = Counter(word for usage in usages.values() for word in usage.counts)
        self._vectors: dict[str, dict[str, float]] = {}
        self._known: dict[tuple[str, str], float] = {}

    def __call__(self, a: str, b: str) -> float:
        """Return 0 for reports on different things to 1 for reports on one; a report is its own kin."""
        if a == b:
            return 1.0
        pair = (a, b) if a < b else (b, a)
        if pair not in self._known:
            one, other = self._vector(pair[0]), self._vector(pair[1])
            if len(other) < len(one):
                one, other = other, one
            cosine = sum(value * other.get(word, 0.0) for word, value in one.items())
            self._known[pair] = min(1.0, max(0.0, (cosine - _APART) / (_TOGETHER - _APART)))
        return self._known[pair]

    def _vector(self, report: str) -> dict[str, float]:
        if report not in self._vectors:
            general = word_frequencies()
            reports = len(self._usages)
            made = {}
            for word, count in self._usages[report].counts.items():
                telling = -math.log(general.get(word, RARE)) - _COMMON
                if telling > 0:
                    made[word] = (1 + math.log(count)) * telling * math.log(1 + reports / self._holding[word])
            length = math.sqrt(sum(value * value for value in made.values())) or 1.0
            self._vectors[report] = {word: value / length for word, value in made.items()}
        return self._vectors[report]
