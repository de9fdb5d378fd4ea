"""Statements' vectors: how near two are in meaning, and which of two reports' statements are nearest."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from sayso.model.claim import StatementKey
from sayso.model.ports import Embedder
from sayso.model.reading import Reading
from sayso.model.span import shown
from sayso.model.statement import Statement
from sayso.stages.match.claims_sheet import said_in

_FAR, _NEAR = 0.4, 0.9
"""Cosines at and below which two sentences have nothing to do with each other, and from which on they say the same."""
_CANDIDATE = 0.55
"""From this cosine on, two statements are looked at though they share no rare word."""
_MOST = 8
"""So many of those that are near, for each statement."""


@dataclass(frozen=True, slots=True)
class Rows:
    """One report's statements: their vectors as they came, a row each, and the rows' lengths."""

    keys: tuple[StatementKey, ...]
    places: Mapping[StatementKey, int]
    vectors: npt.NDArray[np.int8]
    lengths: npt.NDArray[np.float32]


def rows_of(keys: Sequence[StatementKey], vectors: bytes) -> Rows:
    """Return the rows of one report's statements, of which there is at least one, from their vectors end to end."""
    rows = np.frombuffer(vectors, np.int8).reshape(len(keys), -1)
    lengths = np.sqrt((rows.astype(np.float32) ** 2).sum(1))
    return Rows(tuple(keys), {key: place for place, key in enumerate(keys)}, rows, np.maximum(lengths, 1.0))


class StatementVectors:
    """The vectors of many statements; called with two statements, it says how alike they are (a ``Likeness``).

    Vectors are whole numbers from -127 to 127, so that every product of two is exact: the order of
    summing, the machine and what is compared beside them change nothing.

    Args:
        vectors: A vector a statement, as an ``Embedder`` makes them; all of one length.
        rule: The name of the ``Embedder``, for the reasons that matches give.
        stored: Rows of further reports, looked up when they are asked for.
    """

    def __init__(
        self, vectors: Mapping[StatementKey, bytes], rule: str, stored: Callable[[str], Rows | None] | None = None
    ) -> None:
        self.rule = rule
        by_report: dict[str, list[StatementKey]] = defaultdict(list)
        for key in vectors:
            by_report[key.report].append(key)
        self._rows = {
            report: rows_of(keys, b"".join(vectors[key] for key in keys)) for report, keys in by_report.items()
        }
        self._stored = stored

    def rows(self, report: str) -> Rows | None:
        """Return a report's rows; None where none of its statements has a vector."""
        found = self._rows.get(report)
        return self._stored(report) if found is None and self._stored is not None else found

    def __call__(self, a: StatementKey, b: StatementKey) -> float | None:
        """Return how alike two statements are, 0–1; None where one has no vector."""
        cosine = self.cosine(a, b)
        return None if cosine is None else _alike(cosine)

    def cosine(self, a: StatementKey, b: StatementKey) -> float | None:
        """Return the cosine of two statements' vectors; None where one has none."""
        ours, theirs = self.rows(a.report), self.rows(b.report)
        if ours is None or theirs is None:
            return None
        i, j = ours.places.get(a), theirs.places.get(b)
        if i is None or j is None:
            return None
        product = np.dot(ours.vectors[i].astype(np.float32), theirs.vectors[j].astype(np.float32))
        return float(product) / (float(ours.lengths[i]) * float(theirs.lengths[j]))

    def nearness(self, report: str, among: Iterable[str]) -> Nearness | None:
        """Return how near a report's statements are to each other and to those of other reports."""
        ours = self.rows(report)
        if ours is None:
            return None
        others = [rows for rows in map(self.rows, among) if rows is not None]
        return Nearness(ours, [*others, ours])


class Nearness:
    """How near one report's statements are to those of several, all compared at once."""

    def __init__(self, ours: Rows, others: Sequence[Rows]) -> None:
        self._ours = ours.places
        self._keys = [key for rows in others for key in rows.keys]
        self._theirs = {key: place for place, key in enumerate(self._keys)}
        theirs = np.concatenate([rows.vectors for rows in others]).astype(np.float32)
        self._cosines = ours.vectors.astype(np.float32) @ theirs.T
        self._cosines /= ours.lengths[:, None]
        self._cosines /= np.concatenate([rows.lengths for rows in others])
        self._near: dict[int, list[int]] = defaultdict(list)
        for i, j in zip(*(found.tolist() for found in np.nonzero(self._cosines >= _CANDIDATE)), strict=True):
            self._near[i].append(j)

    def likeness(self, mine: StatementKey, other: StatementKey) -> float | None:
        """Return how alike two statements are, 0–1; None where one has no vector."""
        i, j = self._ours.get(mine), self._theirs.get(other)
        return None if i is None or j is None else _alike(float(self._cosines[i, j]))

    def nearest(self, mine: StatementKey) -> list[StatementKey]:
        """Return the statements that are nearest in meaning, so near that they may say the same."""
        i = self._ours.get(mine)
        near = [(-float(self._cosines[i, j]), j) for j in self._near.get(i, ())] if i is not None else []
        return [self._keys[j] for _, j in sorted(near)[: _MOST + 1] if self._keys[j] != mine][:_MOST]


def _alike(cosine: float) -> float:
    return min(1.0, max(0.0, (cosine - _FAR) / (_NEAR - _FAR)))


def sentence_of(reading: Reading, statement: Statement) -> str:
    """Return what is embedded of a statement: its words, on one line."""
    return " ".join(shown(reading.text, statement.spans, " ").split())


def embedded(readings: Iterable[Reading], embedder: Embedder) -> StatementVectors:
    """Return the vectors of the statements of some readings that are compared with others."""
    sentences = {
        StatementKey(reading.report.id, statement.id): sentence_of(reading, statement)
        for reading in readings
        for statement in said_in(reading)
    }
    return StatementVectors(dict(zip(sentences, embedder(list(sentences.values())), strict=True)), embedder.name)
