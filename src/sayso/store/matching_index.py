"""What matching asks of an index, over the library's tables: kin, shared runs of words, claims as they grow."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Final

from sayso.model.claim import StatementKey
from sayso.stages.match.claims import claim_id
from sayso.stages.match.claims_index import LATEST, ranked, telling
from sayso.stages.match.passages import MANY
from sayso.stages.match.shingles import FIRST, MOST, nearest

PLACES: Final = 1 << 16
"""A statement's number is its report's ordinal times this, plus its place in the report."""


class Ordinals:
    """Reports' ids by their ordinals, and back, in one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._id: dict[int, str] = {}
        self._ordinal: dict[str, int] = {}

    def id(self, ordinal: int) -> str:
        """Return a report's id."""
        if ordinal not in self._id:
            row = self._connection.execute("SELECT id FROM matched WHERE report = ?", (ordinal,)).fetchone()
            self._id[ordinal] = row[0]
            self._ordinal[row[0]] = ordinal
        return self._id[ordinal]

    def of(self, report: str) -> int:
        """Return a report's ordinal."""
        if report not in self._ordinal:
            row = self._connection.execute("SELECT ordinal FROM report WHERE id = ?", (report,)).fetchone()
            self._ordinal[report] = int(row[0])
            self._id[int(row[0])] = report
        return self._ordinal[report]


class StoredClaimIndex:
    """Which reports turn on the same words, in the library.

    Where ``before`` is set, it answers as it did when that report was taken in.
    """

    def __init__(self, connection: sqlite3.Connection, ordinals: Ordinals, before: int | None = None) -> None:
        self._connection = connection
        self._ordinals = ordinals
        self.before = before

    def near(self, weights: Mapping[str, float], limit: int) -> list[str]:
        """Return the reports that share most of what tells, the likeliest first."""
        if self.before is not None:
            return self._near_before(weights, limit, self.before)
        words = list(weights)
        holders: dict[str, int] = {}
        for at in range(0, len(words), 500):
            some = words[at : at + 500]
            holders.update(
                self._connection.execute(
                    f"SELECT word, reports FROM match_word_count WHERE word IN ({','.join('?' * len(some))})", some
                )
            )
        held = {
            word: [
                row[0]
                for row in self._connection.execute(
                    "SELECT report FROM match_word WHERE word = ? ORDER BY report DESC LIMIT ?", (word, LATEST)
                )
            ]
            for word in telling(weights, holders)
        }
        return [self._ordinals.id(report) for report in ranked(weights, holders, held)[:limit]]

    def _near_before(self, weights: Mapping[str, float], limit: int, before: int) -> list[str]:
        count = "SELECT count(*) FROM match_word WHERE word = ? AND report < ?"
        counted = {word: int(self._connection.execute(count, (word, before)).fetchone()[0]) for word in weights}
        holders = {word: number for word, number in counted.items() if number}
        query = "SELECT report FROM match_word WHERE word = ? AND report < ? ORDER BY report DESC LIMIT ?"
        held = {
            word: [row[0] for row in self._connection.execute(query, (word, before, LATEST))]
            for word in telling(weights, holders)
        }
        return [self._ordinals.id(report) for report in ranked(weights, holders, held)[:limit]]

    def add(self, report: str, words: Sequence[str]) -> None:
        """Take in a report with the words that tell of its subject; one that is compared again is there already."""
        if self.before is not None:
            return
        ordinal = self._ordinals.of(report)
        self._connection.executemany(
            "INSERT INTO match_word (word, report) VALUES (?, ?)", [(word, ordinal) for word in words]
        )
        self._connection.executemany(
            "INSERT INTO match_word_count (word, reports) VALUES (?, 1)"
            " ON CONFLICT (word) DO UPDATE SET reports = reports + 1",
            [(word,) for word in words],
        )


class StoredPassageIndex:
    """Which report holds which runs of words, in the library.

    ``reached_many`` are the bearers of runs that stand in many reports since the last one was taken in.
    """

    def __init__(self, connection: sqlite3.Connection, ordinals: Ordinals) -> None:
        self._connection = connection
        self._ordinals = ordinals
        self.reached_many: list[list[int]] = []

    def add(self, report: str, keys: Sequence[int]) -> list[str]:
        """Take in a report, and return those before it with which it is compared."""
        ordinal = self._ordinals.of(report)
        bearers = []
        self.reached_many = []
        for key in keys:
            held = self.bearers(key, MOST)
            if held:
                bearers.append(held[:FIRST] if len(held) >= MOST else held)
            if len(held) == MANY - 1:
                self.reached_many.append(held)
        self._connection.executemany(
            "INSERT INTO match_shingle (key, report) VALUES (?, ?)", [(key, ordinal) for key in keys]
        )
        return [self._ordinals.id(one) for one in nearest(bearers)]

    def bearers(self, key: int, most: int) -> list[int]:
        """Return the first reports that hold a run of words."""
        rows = self._connection.execute(
            "SELECT report FROM match_shingle WHERE key = ? ORDER BY report LIMIT ?", (key, most)
        )
        return [row[0] for row in rows]

    def spread(self, keys: Sequence[int]) -> Mapping[int, int]:
        """Return how many reports hold each run of those that are kept; of many, only that they are many."""
        found = {}
        for key in keys:
            held = len(self.bearers(key, MOST))
            if held:
                found[key] = held
        return found


class StoredGroups:
    """Claims as they grow in the library."""

    def __init__(self, connection: sqlite3.Connection, ordinals: Ordinals) -> None:
        self._connection = connection
        self._ordinals = ordinals
        self._numbers: dict[StatementKey, int] = {}
        self.joined: set[int] = set()

    def know(self, report: str, keys: Sequence[StatementKey]) -> None:
        """Take the numbers of a report's statements from their order."""
        first = self._ordinals.of(report) * PLACES
        self._numbers.update((key, first + place) for place, key in enumerate(keys))

    def number(self, key: StatementKey) -> int:
        """Return a statement's number."""
        if key not in self._numbers:
            first = self._ordinals.of(key.report) * PLACES
            rows = self._connection.execute(
                "SELECT number, statement FROM match_said WHERE number BETWEEN ? AND ?", (first, first + PLACES - 1)
            )
            self._numbers.update((StatementKey(key.report, statement), number) for number, statement in rows)
        return self._numbers[key]

    def key(self, number: int, statement: str) -> StatementKey:
        """Return a statement by its number and its own id."""
        return StatementKey(self._ordinals.id(number // PLACES), statement)

    def group_of(self, key: StatementKey) -> int:
        """Return the claim of a statement that is there."""
        row = self._connection.execute("SELECT claim FROM match_said WHERE number = ?", (self.number(key),)).fetchone()
        return int(row[0])

    def voices(self, group: int) -> Sequence[StatementKey]:
        """Return a claim's statements in the order of their coming, without those that repeat another one."""
        rows = self._connection.execute(
            "SELECT number, statement FROM match_said WHERE claim = ? AND repeats = 0 ORDER BY number", (group,)
        ).fetchall()
        return [self.key(number, statement) for number, statement in rows]

    def members(self, group: int) -> Sequence[StatementKey]:
        """Return a claim's statements, those that repeat another one included."""
        rows = self._connection.execute(
            "SELECT number, statement FROM match_said WHERE claim = ? ORDER BY number", (group,)
        ).fetchall()
        return [self.key(number, statement) for number, statement in rows]

    def reports(self, group: int) -> list[int]:
        """Return the ordinals of a claim's reports."""
        rows = self._connection.execute(
            f"SELECT DISTINCT number / {PLACES} FROM match_said WHERE claim = ?", (group,)
        ).fetchall()
        return sorted(row[0] for row in rows)

    def size(self, group: int) -> int:
        """Return how many statements a claim has."""
        return int(self._connection.execute("SELECT count(*) FROM match_said WHERE claim = ?", (group,)).fetchone()[0])

    def carried_by_several(self, group: int) -> bool:
        """Say whether a claim has statements of more than one report."""
        return len(self.reports(group)) > 1

    def begin(self, key: StatementKey) -> None:
        """Take in a statement as a claim of its own."""
        self._insert(key, self.number(key), repeats=0)

    def repeat(self, key: StatementKey, of: StatementKey) -> None:
        """Take in a statement that repeats another one word by word."""
        group = self.group_of(of)
        self._insert(key, group, repeats=self.number(of))
        self.joined.add(group)

    def join(self, kept: int, gone: int) -> None:
        """Make two claims one."""
        self._connection.execute("UPDATE match_said SET claim = ? WHERE claim = ?", (kept, gone))
        self._connection.execute("DELETE FROM match_claim WHERE claim = ?", (gone,))
        self.joined.discard(gone)
        self.joined.add(kept)

    def _insert(self, key: StatementKey, claim: int, *, repeats: int) -> None:
        self._connection.execute(
            "INSERT INTO match_said (number, statement, hash, claim, repeats) VALUES (?, ?, ?, ?, ?)",
            (self.number(key), key.statement, claim_hash(key), claim, repeats),
        )


def claim_hash(first: StatementKey) -> int:
    """Return the digits of the id of a claim that a statement begins, as a number."""
    return int(claim_id(first)[1:], 16)
