"""Statements' vectors: how near two are in meaning, and which of two reports' statements are nearest."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.languages.en.word_frequencies import RARE, word_frequencies
from sayso.model.claim import StatementKey
from sayso.model.ports import Embedder
from sayso.model.reading import Reading
from sayso.model.span import shown
from sayso.model.statement import Statement
from sayso.stages.match.claims_phrase import Usage

_FAR, _NEAR = 0.4, 0.9
"""Cosines at and below which two sentences have nothing to do with each other, and from which on they say the same."""
_CANDIDATE = 0.55
"""From this cosine on, two statements are looked at though they share no rare word."""
_MOST = 8
_TURNING_WORDS = 24
_COMMON = 4.0
_SPREAD = 400
_KIN = 24
_FEW = 48


@dataclass(frozen=True, slots=True)
class _Rows:
    """One report's statements: their vectors as they came, a row each, and the rows' lengths."""

    keys: tuple[StatementKey, ...]
    places: Mapping[str, int]
    vectors: npt.NDArray[np.int8]
    lengths: npt.NDArray[np.float32]


class StatementVectors:
    """The vectors of many statements; called with two statements, it says how alike they are (a ``Likeness``).

    Vectors are whole numbers from -127 to 127, so that every product of two is exact: the order of
    summing, the machine and what is compared beside them change nothing.

    Args:
        vectors: A vector a statement, as an ``Embedder`` makes them; all of one length.
        rule: The name of the ``Embedder``, for the reasons that matches give.
    """

    def __init__(self, vectors: Mapping[StatementKey, bytes], rule: str) -> None:
        self._vectors = vectors
        self.rule = rule
        by_report: dict[str, list[StatementKey]] = defaultdict(list)
        for key in vectors:
            by_report[key.report].append(key)
        self._rows: dict[str, _Rows] = {}
        for report, keys in by_report.items():
            rows = np.frombuffer(b"".join(vectors[key] for key in keys), np.int8).reshape(len(keys), -1)
            lengths = np.sqrt((rows.astype(np.float32) ** 2).sum(1))
            places = {key.statement: place for place, key in enumerate(keys)}
            self._rows[report] = _Rows(tuple(keys), places, rows, np.maximum(lengths, 1.0))

    def __call__(self, a: StatementKey, b: StatementKey) -> float | None:
        """Return how alike two statements are, 0–1; None where one has no vector."""
        cosine = self.cosine(a, b)
        return None if cosine is None else min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))

    def cosine(self, a: StatementKey, b: StatementKey) -> float | None:
        """Return the cosine of two statements' vectors; None where one has none."""
        ours, theirs = self._rows.get(a.report), self._rows.get(b.report)
        if ours is None or theirs is None:
            return None
        i, j = ours.places.get(a.statement), theirs.places.get(b.statement)
        if i is None or j is None:
            return None
        product = np.dot(ours.vectors[i].astype(np.float32), theirs.vectors[j].astype(np.float32))
        return float(product) / (float(ours.lengths[i]) * float(theirs.lengths[j]))

    def only(self, keys: Iterable[StatementKey]) -> StatementVectors:
        """Return the vectors of some of the statements."""
        return StatementVectors({key: self._vectors[key] for key in keys if key in self._vectors}, self.rule)

    def nearest(
        self, report: str, among: Iterable[str], *, least: float = _CANDIDATE, most: int = _MOST
    ) -> list[tuple[StatementKey, StatementKey]]:
        """Return, for each of a report's statements, those of other reports that are nearest in meaning.

        Args:
            report: The report.
            among: The reports that are looked at; the report itself may be one of them.
            least: The cosine from which on.
            most: How many for each statement.
        """
        ours = self._rows.get(report)
        others = [self._rows[other] for other in dict.fromkeys(among) if other in self._rows]
        if ours is None or not others:
            return []
        theirs = np.concatenate([rows.vectors for rows in others]).astype(np.float32)
        cosines = ours.vectors.astype(np.float32) @ theirs.T
        cosines /= ours.lengths[:, None]
        cosines /= np.concatenate([rows.lengths for rows in others])
        keys = [key for rows in others for key in rows.keys]
        near: dict[int, list[tuple[float, int]]] = defaultdict(list)
        for i, j in np.argwhere(cosines >= least).tolist():
            if keys[j] != ours.keys[i]:
                near[i].append((-float(cosines[i, j]), j))
        return [(ours.keys[i], keys[j]) for i, found in near.items() for _, j in sorted(found)[:most]]


def sentence_of(reading: Reading, statement: Statement) -> str:
    """Return what is embedded of a statement: its words, on one line."""
    return " ".join(shown(reading.text, statement.spans, " ").split())


def embedded(readings: Iterable[Reading], embedder: Embedder) -> StatementVectors:
    """Return the vectors of all statements of some readings."""
    sentences = {
        StatementKey(reading.report.id, statement.id): sentence_of(reading, statement)
        for reading in readings
        for statement in reading.statements
    }
    return StatementVectors(dict(zip(sentences, embedder(list(sentences.values())), strict=True)), embedder.name)


class TurningWords:
    """Which earlier reports a report is likeliest to share its story with: by the words that each turns on.

    It grows one report at a time, and each costs the same however many came before it.
    """

    def __init__(self) -> None:
        self._reports: list[str] = []
        self._holding: dict[str, list[int]] = defaultdict(list)

    def add(self, report: str, usage: Usage) -> list[str]:
        """Take in a report, and return those before it that are likeliest to be on the same story."""
        words = _turns_on(usage)
        tally: dict[int, float] = defaultdict(float)
        if len(self._reports) <= _FEW:
            near = list(range(len(self._reports)))
        else:
            for word in words:
                found = self._holding.get(word, ())
                if len(found) <= _SPREAD:
                    weight = 1.0 / math.log(2 + len(found))
                    for place in found:
                        tally[place] += weight
            near = [place for place, _ in sorted(tally.items(), key=lambda one: (-one[1], one[0]))[:_KIN]]
        for word in words:
            self._holding[word].append(len(self._reports))
        self._reports.append(report)
        return [self._reports[place] for place in near]


def _turns_on(usage: Usage) -> Sequence[str]:
    """Return the words that a report uses more than most texts do, the most telling first."""
    general = word_frequencies()
    telling = []
    for word, count in usage.counts.items():
        rarity = -math.log(general.get(word, RARE)) - _COMMON
        if rarity > 0:
            telling.append((-rarity * (1 + math.log(count)), word))
    return [word for _, word in sorted(telling)[:_TURNING_WORDS]]
