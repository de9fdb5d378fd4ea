"""Matching kept up to date: each report is compared with those before it once, and what is found is stored.

What stands in the tables of matching is what ``sayso.pipeline.trace`` would find over all readings
in the order of adding; it is made report by report with the same functions. Nothing of it is asked
for before it is up to date.
"""

from __future__ import annotations

import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from sayso.model.identity import sha256
from sayso.model.ports import Embedder
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.stages.decide import decide_reading
from sayso.stages.match.claims import add, scorer_of
from sayso.stages.match.claims_reports import Profile
from sayso.stages.match.claims_sheet import Sheet, sheet_of
from sayso.stages.match.claims_vectors import Rows, StatementVectors, embedded, rows_of
from sayso.stages.match.passages import Page, between
from sayso.stages.match.sources import found_in
from sayso.stages.trace.outside import agencies_in, names_in
from sayso.store import log, reports
from sayso.store.matching_index import Ordinals, StoredClaimIndex, StoredGroups, StoredPassageIndex
from sayso.store.packed import pack, unpack

_KEPT: Final = 512
"""Reports of which a process keeps what it read."""


class Memory:
    """What a process keeps of what it read from the tables: sheets, vectors and pages of reports."""

    def __init__(self) -> None:
        self.sheets: dict[str, Sheet] = {}
        self.rows: dict[str, Rows | None] = {}
        self.pages: dict[str, Page] = {}
        self.profiles: dict[str, Profile] = {}
        self._epoch = -1

    def forget(self) -> None:
        """Forget everything."""
        for held in (self.sheets, self.rows, self.pages, self.profiles):
            held.clear()

    def at(self, epoch: int) -> None:
        """Forget everything if all was made anew since."""
        if epoch != self._epoch:
            self.forget()
            self._epoch = epoch


def _keep(held: dict[str, Any], key: str, value: Any, most: int = _KEPT) -> None:
    if len(held) >= most:
        for old in list(held)[: most // 4]:
            held.pop(old, None)
    held[key] = value


def _profile_blob(profile: Profile) -> bytes:
    words = "\n".join(profile).encode("utf-8", "surrogatepass")
    return len(words).to_bytes(4, "little") + words + array("d", profile.values()).tobytes()


def _profile_in(blob: bytes) -> Profile:
    end = 4 + int.from_bytes(blob[:4], "little")
    weights = array("d")
    weights.frombytes(blob[end:])
    words = blob[4:end].decode("utf-8", "surrogatepass").split("\n") if weights else []
    return dict(zip(words, weights, strict=True))


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

    def profile(self, report: str) -> Profile:
        """Return what a report's words tell of its subject."""
        found = self._memory.profiles.get(report)
        if found is None:
            row = self._connection.execute(
                "SELECT m.profile FROM report r JOIN matched m ON m.report = r.ordinal WHERE r.id = ?", (report,)
            ).fetchone()
            found = _profile_in(row[0])
            _keep(self._memory.profiles, report, found, 8 * _KEPT)
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


def decided_reading(connection: sqlite3.Connection, report_id: str) -> Reading | None:
    """Return a report's reading with what was decided about it."""
    reading = reports.reading_of(connection, report_id)
    if reading is None:
        return None
    decisions = log.without_strange_withdrawals(log.decisions(connection, report_id))
    return decide_reading(reading, decisions).reading if decisions else reading


def is_another(connection: sqlite3.Connection, ordinal: int) -> bool:
    """Say whether a report that was matched is gone, or reads otherwise than when it was."""
    row = connection.execute("SELECT id, sheet, rest FROM matched WHERE report = ?", (ordinal,)).fetchone()
    if row is None:
        return False
    reading = decided_reading(connection, row[0])
    if reading is None:
        return True
    return bool(row[2] != rest_of(reading) or row[1] != sheet_blob(reading))


def sheet_blob(reading: Reading) -> bytes | None:
    """Return a reading's sheet as it is stored; None for a refused report."""
    return None if reading.report.refused is not None else pack(sheet_of(reading))


def rest_of(reading: Reading) -> str:
    """Return a hash of what matching and tracing see of a reading beside its statements."""
    return sha256(pack((reading.attributions, reading.sources)))[:16]


def stamp(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Note that something on which claims rest has changed."""
    connection.execute("UPDATE matching SET clock = clock + 1")
    at = connection.execute("SELECT clock FROM matching").fetchone()[0]
    connection.executemany(
        "INSERT INTO match_stamp (key, at) VALUES (?1, ?2) ON CONFLICT (key) DO UPDATE SET at = ?2",
        [(key, at) for key in dict.fromkeys(keys)],
    )


class Work:
    """Takes reports in, one after another, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection, memory: Memory, embedder: Embedder) -> None:
        self.connection = connection
        self.memory = memory
        self.embedder = embedder
        self.ordinals = Ordinals(connection)
        self.sheets = Sheets(connection, memory)
        self.vectors = vectors_in(connection, memory, embedder.name)
        self.claims = StoredClaimIndex(connection, self.ordinals)
        self.passages = StoredPassageIndex(connection, self.ordinals)

    def take(self, ordinal: int, reading: Reading) -> None:
        """Compare a report with those before it, and store what is found."""
        sheet = self.note(ordinal, reading)
        changed = {f"r:{ordinal}"}
        if sheet is not None:
            changed |= self._statements(ordinal, sheet)
            changed |= self._shared(ordinal, reading)
        changed |= self.sources(ordinal, reading)
        changed |= self.names(ordinal, reading)
        stamp(self.connection, changed)

    def note(self, ordinal: int, reading: Reading) -> Sheet | None:
        """Store a report's sheet, and what is looked up of it; return it, if the report has one."""
        report = reading.report.id
        sheet: Sheet | None = None
        blobs: tuple[bytes | None, ...] = (None, None, None, None)
        if reading.report.refused is None:
            sheet = sheet_of(reading)
            vectors = embedded([reading], self.embedder).rows(report)
            page = Page(reading)
            _keep(self.memory.sheets, report, sheet)
            _keep(self.memory.rows, report, vectors)
            _keep(self.memory.pages, report, page)
            _keep(self.memory.profiles, report, sheet.profile, 8 * _KEPT)
            blobs = (
                pack(sheet),
                _profile_blob(sheet.profile),
                vectors.vectors.tobytes() if vectors is not None else None,
                array("q", page.shingles.indexed).tobytes(),
            )
        self.connection.execute(
            "INSERT OR REPLACE INTO matched (report, id, sheet, profile, vectors, keys, rest)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (ordinal, report, *blobs, rest_of(reading)),
        )
        return sheet

    def _statements(self, ordinal: int, sheet: Sheet) -> set[str]:
        groups = StoredGroups(self.connection, self.ordinals)
        groups.know(sheet.report, sheet.keys)
        scorer = scorer_of(self.sheets, self.vectors)
        added = add(sheet, self.claims, self.sheets, groups, scorer, self.vectors)
        self.connection.executemany(
            "INSERT INTO match_pair (b, a, score) VALUES (?, ?, ?)",
            [(groups.number(pair.b), groups.number(pair.a), pair.score) for pair in added.pairs],
        )
        changed = set()
        for other in map(self.ordinals.of, added.kin):
            self.connection.executemany(
                "INSERT OR IGNORE INTO match_kin (report, kin) VALUES (?, ?)", [(ordinal, other), (other, ordinal)]
            )
            changed.add(f"r:{other}")
        for group in groups.joined:
            held = groups.reports(group)
            self.connection.execute(
                "INSERT INTO match_claim (claim, reports) VALUES (?1, ?2)"
                " ON CONFLICT (claim) DO UPDATE SET reports = ?2",
                (group, len(held)),
            )
            changed |= {f"r:{one}" for one in held}
        return changed

    def page(self, report: str) -> Page:
        """Return a report's text as it is compared with others."""
        found = self.memory.pages.get(report)
        if found is None:
            reading = decided_reading(self.connection, report)
            assert reading is not None
            found = Page(reading)
            _keep(self.memory.pages, report, found)
        return found

    def _shared(self, ordinal: int, reading: Reading) -> set[str]:
        keys = self.page(reading.report.id).shingles.indexed
        pairs = {(self.ordinals.of(other), ordinal) for other in self.passages.add(reading.report.id, keys)}
        # what has just spread to so many reports may be furniture in those that had it before, too
        for held in self.passages.reached_many:
            pairs |= {(a, b) for b in held for a in held if a < b and self.share(a, b)}
        return self.compare_texts(pairs)

    def compare_texts(self, pairs: Iterable[tuple[int, int]]) -> set[str]:
        """Store what pairs of reports share, or that they share nothing."""
        changed = set()
        for a, b in sorted(pairs):
            one, other = self.page(self.ordinals.id(a)), self.page(self.ordinals.id(b))
            found = tuple(between(one, other, self.passages.spread))
            if found:
                self.connection.execute(
                    "INSERT OR REPLACE INTO match_passage (b, a, passages) VALUES (?, ?, ?)", (b, a, pack(found))
                )
            else:
                self.connection.execute("DELETE FROM match_passage WHERE b = ? AND a = ?", (b, a))
            changed |= {f"r:{a}", f"r:{b}"}
        return changed

    def share(self, a: int, b: int) -> bool:
        """Say whether two reports share a passage."""
        row = self.connection.execute("SELECT 1 FROM match_passage WHERE b = ? AND a = ?", (b, a)).fetchone()
        return row is not None

    def sources(self, ordinal: int, reading: Reading) -> set[str]:
        """Store a report's sources as they are compared; return under what."""
        changed = set()
        for place, one in enumerate(found_in(reading)):
            self.connection.execute(
                "INSERT INTO match_source (report, place, source) VALUES (?, ?, ?)",
                (ordinal, place, pack(StoredSource(one.its, one.roles, one.shorts))),
            )
            for block in dict.fromkeys(one.blocks):
                self.connection.execute(
                    "INSERT INTO match_block (block, report, place) VALUES (?, ?, ?)", (block, ordinal, place)
                )
                changed.add(f"s:{block}")
        return changed

    def names(self, ordinal: int, reading: Reading) -> set[str]:
        """Note outlets and pages; return what becomes another thing for reports that name them."""
        names = dict.fromkeys(names_in(reading))
        new = {key for what, key in names if what == "outlet" and not self.is_known("outlet", key)}
        self.connection.executemany(
            "INSERT INTO match_name (what, key, report) VALUES (?, ?, ?)", [(what, key, ordinal) for what, key in names]
        )
        changed = {f"o:{key}" for key in new}
        for what, key in names:
            other = {"page": "link", "link": "page"}.get(what)
            if other is not None:
                changed |= {f"r:{one}" for one in self.naming(other, key)}
        # a name in a byline is an outlet's once that outlet has a report
        return changed | self.agencies({ordinal, *(one for key in new for one in self.naming("credited", key))})

    def agencies(self, ordinals: Iterable[int]) -> set[str]:
        """Note which outlets some reports show to be agencies; return those for which that is new, or no longer so."""
        changed = set()
        outlets = Known(self)
        for one in ordinals:
            reading = decided_reading(self.connection, self.ordinals.id(one))
            rows = self.connection.execute("SELECT key FROM match_name WHERE report = ? AND what = 'agency'", (one,))
            before = {row[0] for row in rows}
            now = agencies_in(reading, outlets) if reading is not None else frozenset()
            for key in before - now:
                self.connection.execute(
                    "DELETE FROM match_name WHERE what = 'agency' AND key = ? AND report = ?", (key, one)
                )
            changed |= {f"g:{key}" for key in (before ^ now) if not self.is_known("agency", key)}
            self.connection.executemany(
                "INSERT OR IGNORE INTO match_name (what, key, report) VALUES ('agency', ?, ?)",
                [(key, one) for key in now],
            )
        return changed

    def is_known(self, what: str, key: str) -> bool:
        """Say whether an outlet has a report, or is an agency."""
        row = self.connection.execute("SELECT 1 FROM match_name WHERE what = ? AND key = ? LIMIT 1", (what, key))
        return row.fetchone() is not None

    def naming(self, what: str, key: str) -> list[int]:
        """Return the reports to which an outlet or a page is something."""
        rows = self.connection.execute("SELECT report FROM match_name WHERE what = ? AND key = ?", (what, key))
        return [row[0] for row in rows.fetchall()]


class Known:
    """The outlets that have reports, asked one by one."""

    def __init__(self, work: Work) -> None:
        self._work = work

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._work.is_known("outlet", key)
