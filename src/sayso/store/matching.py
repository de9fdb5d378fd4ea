"""Matching kept up to date: each report is compared with those before it once, and what is found is stored.

What stands in the tables of matching is what ``sayso.pipeline.trace`` would find over all readings
in the order of adding; it is made report by report with the same functions. Nothing of it is asked
for before it is up to date.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sayso.model.identity import sha256
from sayso.model.ports import Embedder
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.model.trace import Passage
from sayso.stages.decide import decide_reading
from sayso.stages.match.claims import RULE as CLAIM_RULE
from sayso.stages.match.claims import add, scorer_of
from sayso.stages.match.claims_sheet import Sheet, sheet_of
from sayso.stages.match.claims_vectors import Rows, StatementVectors, embedded, rows_of
from sayso.stages.match.passages import Page, between
from sayso.stages.match.sources import found_in
from sayso.stages.trace.outside import agencies_in, names_in
from sayso.store import log, reports
from sayso.store.database import Database
from sayso.store.matching_index import PLACES, Ordinals, StoredClaimIndex, StoredGroups, StoredPassageIndex
from sayso.store.packed import pack, shape_of, unpack

_VERSION: Final = "1"
"""Raised when the same rules leave something else in the tables."""

_TABLES: Final = (
    *("matched", "match_word", "match_word_count", "match_shingle", "match_kin", "match_said", "match_claim"),
    *("match_pair", "match_passage", "match_source", "match_block", "match_name", "match_stamp", "traced"),
)
_AT_ONCE: Final = 16
"""Reports that are matched in one transaction."""

_KEPT: Final = 512
"""Reports of which a process keeps what it read."""


class Memory:
    """What a process keeps of what it read from the tables: sheets, vectors and pages of reports."""

    def __init__(self) -> None:
        self.sheets: dict[str, Sheet] = {}
        self.rows: dict[str, Rows | None] = {}
        self.pages: dict[str, Page] = {}
        self._epoch = -1

    def at(self, epoch: int) -> None:
        """Forget everything if all was made anew since."""
        if epoch != self._epoch:
            for held in (self.sheets, self.rows, self.pages):
                held.clear()
            self._epoch = epoch


def _keep(held: dict[str, Any], key: str, value: Any) -> None:
    if len(held) >= _KEPT:
        for old in list(held)[: _KEPT // 4]:
            held.pop(old, None)
    held[key] = value


class Sheets(Mapping[str, Sheet]):
    """The sheets of reports, read when they are asked for."""

    def __init__(self, connection: sqlite3.Connection, memory: Memory) -> None:
        self._connection = connection
        self._memory = memory

    def __getitem__(self, report: str) -> Sheet:
        found = self._memory.sheets.get(report)
        if found is None:
            row = self._connection.execute(
                "SELECT m.sheet FROM report r JOIN matched m ON m.report = r.ordinal WHERE r.id = ?", (report,)
            ).fetchone()
            if row is None or row[0] is None:
                raise KeyError(report)
            found = unpack(Sheet, row[0])
            assert isinstance(found, Sheet)
            _keep(self._memory.sheets, report, found)
        return found

    def __iter__(self) -> Iterator[str]:
        return (row[0] for row in self._connection.execute("SELECT id FROM matched WHERE sheet IS NOT NULL"))

    def __len__(self) -> int:
        return int(self._connection.execute("SELECT count(*) FROM matched WHERE sheet IS NOT NULL").fetchone()[0])


def vectors_in(connection: sqlite3.Connection, memory: Memory, rule: str) -> StatementVectors:
    """Return the vectors of all statements, read when they are asked for."""
    sheets = Sheets(connection, memory)

    def stored(report: str) -> Rows | None:
        if report not in memory.rows:
            row = connection.execute(
                "SELECT m.vectors FROM report r JOIN matched m ON m.report = r.ordinal WHERE r.id = ?", (report,)
            ).fetchone()
            has = row is not None and row[0]
            _keep(memory.rows, report, rows_of(sheets[report].keys, row[0]) if has else None)
        return memory.rows[report]

    return StatementVectors({}, rule, stored)


@dataclass(frozen=True, slots=True)
class StoredSource:
    """A source as it is compared with others, without its report's text."""

    its: Source
    roles: frozenset[str]
    shorts: frozenset[str]


def shape(embedder: Embedder) -> str:
    """Return what made the tables: where this Sayso makes them otherwise, they are made anew."""
    return " ".join((*map(shape_of, (Sheet, StoredSource, Passage)), CLAIM_RULE, embedder.name, _VERSION))


def decided_reading(connection: sqlite3.Connection, report_id: str) -> Reading | None:
    """Return a report's reading with what was decided about it."""
    reading = reports.reading_of(connection, report_id)
    if reading is None:
        return None
    decisions = log.without_strange_withdrawals(log.decisions(connection, report_id))
    return decide_reading(reading, decisions).reading if decisions else reading


def is_waiting(connection: sqlite3.Connection, embedder: Embedder) -> bool:
    """Say whether there is something that matching has yet to look at."""
    row = connection.execute("SELECT shape FROM matching").fetchone()
    if row is None or row[0] != shape(embedder):
        return connection.execute("SELECT 1 FROM report LIMIT 1").fetchone() is not None
    if connection.execute("SELECT 1 FROM matching_again LIMIT 1").fetchone() is not None:
        return True
    found = connection.execute(
        "SELECT 1 FROM report WHERE ordinal > (SELECT coalesce(max(report), 0) FROM matched) LIMIT 1"
    )
    return found.fetchone() is not None


def catch_up(database: Database, memory: Memory, embedder: Embedder, most: int | None = None) -> int:
    """Match what is not matched yet, a few reports in a transaction; return how many."""
    done = 0
    while most is None or done < most:
        with database.reading() as connection:
            if not is_waiting(connection, embedder):
                break
        with database.writing() as connection:
            _settle(connection, embedder)
            memory.at(connection.execute("SELECT epoch FROM matching").fetchone()[0])
            rows = connection.execute(
                "SELECT ordinal, id FROM report WHERE ordinal > (SELECT coalesce(max(report), 0) FROM matched)"
                " ORDER BY ordinal LIMIT ?",
                (_AT_ONCE,),
            ).fetchall()
            work = _Work(connection, memory, embedder)
            for ordinal, report_id in rows:
                reading = decided_reading(connection, report_id)
                assert reading is not None
                work.take(ordinal, reading)
        done += len(rows)
    return done


def _settle(connection: sqlite3.Connection, embedder: Embedder) -> None:
    """Look at what was removed, read again or decided since; make anew what that changed."""
    row = connection.execute("SELECT shape FROM matching").fetchone()
    made = shape(embedder)
    if row is None:
        connection.execute("INSERT INTO matching (id, shape, epoch, clock) VALUES (1, ?, 0, 0)", (made,))
    again = {one for (one,) in connection.execute("SELECT report FROM matching_again").fetchall()}
    connection.execute("DELETE FROM matching_again")
    if row is not None and row[0] != made:
        _forget_all(connection, made)
        return
    if 0 in again:
        # what was decided about, now or before, may have been taken back
        known = map(lambda report: reports.ordinal_of(connection, report), log.reports_decided_about(connection))
        decided = {ordinal for ordinal in known if ordinal is not None}
        again |= decided
        blocks = [
            row[0]
            for ordinal in decided
            for row in connection.execute(
                "SELECT b.block FROM match_source s JOIN match_block b ON b.report = s.report AND b.place = s.place"
                " WHERE s.report = ?",
                (ordinal,),
            )
        ]
        stamp(connection, [*(f"r:{one}" for one in decided), *(f"s:{block}" for block in blocks)])
    if any(is_another(connection, one) for one in sorted(again - {0})):
        _forget_all(connection, made)


def is_another(connection: sqlite3.Connection, ordinal: int) -> bool:
    """Say whether a report that was matched is gone, or reads otherwise than when it was."""
    row = connection.execute("SELECT id, sheet, rest FROM matched WHERE report = ?", (ordinal,)).fetchone()
    if row is None:
        return False
    reading = decided_reading(connection, row[0])
    if reading is None:
        return True
    return bool(row[2] != _rest(reading) or row[1] != _sheet(reading))


def _sheet(reading: Reading) -> bytes | None:
    return None if reading.report.refused is not None else pack(sheet_of(reading))


def _rest(reading: Reading) -> str:
    """Return a hash of what matching and tracing see of a reading beside its statements."""
    return sha256(pack((reading.attributions, reading.sources)))[:16]


def forget(connection: sqlite3.Connection, ordinal: int) -> None:
    """Forget what was matched if a report that is being removed is part of it: nothing of its words may stay."""
    if connection.execute("SELECT 1 FROM matched WHERE report = ?", (ordinal,)).fetchone() is not None:
        (made,) = connection.execute("SELECT shape FROM matching").fetchone()
        _forget_all(connection, made)


def _forget_all(connection: sqlite3.Connection, made: str) -> None:
    for table in _TABLES:
        connection.execute(f"DELETE FROM {table}")
    connection.execute("UPDATE matching SET shape = ?, epoch = epoch + 1, clock = clock + 1", (made,))


def stamp(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Note that something on which claims rest has changed."""
    connection.execute("UPDATE matching SET clock = clock + 1")
    at = connection.execute("SELECT clock FROM matching").fetchone()[0]
    connection.executemany(
        "INSERT INTO match_stamp (key, at) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET at = ?2",
        [(key, at) for key in dict.fromkeys(keys)],
    )


class _Work:
    """Takes reports in, one after another, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection, memory: Memory, embedder: Embedder) -> None:
        self._connection = connection
        self._memory = memory
        self._embedder = embedder
        self._ordinals = Ordinals(connection)
        self._sheets = Sheets(connection, memory)
        self._vectors = vectors_in(connection, memory, embedder.name)
        self._claims = StoredClaimIndex(connection, self._ordinals)
        self._passages = StoredPassageIndex(connection, self._ordinals)

    def take(self, ordinal: int, reading: Reading) -> None:
        """Compare a report with those before it, and store what is found."""
        report = reading.report.id
        sheet: Sheet | None = None
        blobs: tuple[bytes | None, bytes | None] = (None, None)
        if reading.report.refused is None:
            sheet = sheet_of(reading)
            vectors = embedded([reading], self._embedder).rows(report)
            _keep(self._memory.sheets, report, sheet)
            _keep(self._memory.rows, report, vectors)
            blobs = (pack(sheet), vectors.vectors.tobytes() if vectors is not None else None)
        self._connection.execute(
            "INSERT INTO matched (report, id, sheet, vectors, rest) VALUES (?, ?, ?, ?, ?)",
            (ordinal, report, *blobs, _rest(reading)),
        )
        changed = {f"r:{ordinal}"}
        if sheet is not None:
            changed |= self._statements(ordinal, sheet)
            changed |= self._shared(ordinal, reading)
        changed |= self._sources(ordinal, reading)
        changed |= self._names(ordinal, reading)
        stamp(self._connection, changed)

    def _statements(self, ordinal: int, sheet: Sheet) -> set[str]:
        groups = StoredGroups(self._connection, self._ordinals)
        groups.know(sheet.report, sheet.keys)
        scorer = scorer_of(self._sheets, self._vectors)
        added = add(sheet, self._claims, self._sheets, groups, scorer, self._vectors)
        self._connection.executemany(
            "INSERT INTO match_pair (b, a, score) VALUES (?, ?, ?)",
            [(groups.number(pair.b), groups.number(pair.a), pair.score) for pair in added.pairs],
        )
        changed = set()
        for other in map(self._ordinals.of, added.kin):
            self._connection.executemany(
                "INSERT OR IGNORE INTO match_kin (report, kin) VALUES (?, ?)", [(ordinal, other), (other, ordinal)]
            )
            changed.add(f"r:{other}")
        for group in groups.joined:
            held = groups.reports(group)
            self._connection.execute(
                "INSERT INTO match_claim (claim, reports) VALUES (?1, ?2)"
                " ON CONFLICT (claim) DO UPDATE SET reports = ?2",
                (group, len(held)),
            )
            changed |= {f"r:{one}" for one in held}
        return changed

    def _page(self, report: str) -> Page:
        found = self._memory.pages.get(report)
        if found is None:
            reading = decided_reading(self._connection, report)
            assert reading is not None
            found = Page(reading)
            _keep(self._memory.pages, report, found)
        return found

    def _shared(self, ordinal: int, reading: Reading) -> set[str]:
        page = Page(reading)
        _keep(self._memory.pages, reading.report.id, page)
        keys = page.shingles.indexed
        pairs = {(self._ordinals.of(other), ordinal) for other in self._passages.add(reading.report.id, keys)}
        # what has just spread to so many reports may be furniture in those that had it before, too
        for held in self._passages.reached_many:
            pairs |= {(a, b) for b in held for a in held if a < b and self._share(a, b)}
        changed = set()
        for a, b in sorted(pairs):
            found = tuple(
                between(self._page(self._ordinals.id(a)), self._page(self._ordinals.id(b)), self._passages.spread)
            )
            if found:
                self._connection.execute(
                    "INSERT OR REPLACE INTO match_passage (b, a, passages) VALUES (?, ?, ?)", (b, a, pack(found))
                )
                changed |= {f"r:{a}", f"r:{b}"}
        return changed

    def _share(self, a: int, b: int) -> bool:
        row = self._connection.execute("SELECT 1 FROM match_passage WHERE b = ? AND a = ?", (b, a)).fetchone()
        return row is not None

    def _sources(self, ordinal: int, reading: Reading) -> set[str]:
        changed = set()
        for place, one in enumerate(found_in(reading)):
            self._connection.execute(
                "INSERT INTO match_source (report, place, source) VALUES (?, ?, ?)",
                (ordinal, place, pack(StoredSource(one.its, one.roles, one.shorts))),
            )
            for block in dict.fromkeys(one.blocks):
                self._connection.execute(
                    "INSERT INTO match_block (block, report, place) VALUES (?, ?, ?)", (block, ordinal, place)
                )
                changed.add(f"s:{block}")
        return changed

    def _names(self, ordinal: int, reading: Reading) -> set[str]:
        """Note outlets and pages; return what becomes another thing for reports that name them."""
        names = dict.fromkeys(names_in(reading))
        new = {key for what, key in names if what == "outlet" and not self._is_known("outlet", key)}
        self._connection.executemany(
            "INSERT INTO match_name (what, key, report) VALUES (?, ?, ?)", [(what, key, ordinal) for what, key in names]
        )
        changed = {f"o:{key}" for key in new}
        for what, key in names:
            other = {"page": "link", "link": "page"}.get(what)
            if other is not None:
                changed |= {f"r:{one}" for one in self._reports(other, key)}
        # a name in a byline is an outlet's once that outlet has a report
        concerned = {ordinal: reading}
        for key in new:
            for one in self._reports("credited", key):
                if one not in concerned:
                    found = decided_reading(self._connection, self._ordinals.id(one))
                    assert found is not None
                    concerned[one] = found
        outlets = _Known(self)
        for one, told in concerned.items():
            for key in agencies_in(told, outlets):
                if not self._is_known("agency", key):
                    changed.add(f"g:{key}")
                self._connection.execute(
                    "INSERT OR IGNORE INTO match_name (what, key, report) VALUES ('agency', ?, ?)", (key, one)
                )
        return changed

    def _is_known(self, what: str, key: str) -> bool:
        row = self._connection.execute("SELECT 1 FROM match_name WHERE what = ? AND key = ? LIMIT 1", (what, key))
        return row.fetchone() is not None

    def _reports(self, what: str, key: str) -> list[int]:
        rows = self._connection.execute("SELECT report FROM match_name WHERE what = ? AND key = ?", (what, key))
        return [row[0] for row in rows.fetchall()]


class _Known:
    """The outlets that have reports, asked one by one."""

    def __init__(self, work: _Work) -> None:
        self._work = work

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._work._is_known("outlet", key)


__all__ = ["PLACES", "Memory", "Sheets", "StoredSource", "catch_up", "decided_reading", "is_waiting", "vectors_in"]
