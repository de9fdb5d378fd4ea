"""Claims of the library: brought up to date, listed in pages, and traced one by one when they are asked for."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sayso.model.errors import LibraryError
from sayso.model.ports import Embedder
from sayso.model.trace import Trace, TracedClaim
from sayso.stages.trace.copied import copies_of
from sayso.store.database import Database
from sayso.store.matching import Memory
from sayso.store.matching_index import PLACES
from sayso.store.matching_trace import Tracing, keep
from sayso.store.matching_upkeep import catch_up, is_waiting
from sayso.store.words import query_for

ClaimOrder: TypeAlias = Literal["reports", "added"]

_TOLD: Final = "the library has reports that are not matched yet; open it for writing once"


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list shows it: how many reports carry it, how many of them copy it, and on what it rests.

    ``denied`` counts the reports that deny or doubt it, or could not verify it.
    """

    id: str
    text: str
    reports: int
    copies: int
    least: int
    most: int
    unknown: int
    denied: int = 0


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims, and how many there are in all before reports' own words join some of them."""

    rows: tuple[ClaimRow, ...]
    total: int
    limit: int
    offset: int


class ClaimsOfLibrary:
    """What the library knows of claims. Everything is brought up to date before it is told.

    Args:
        database: The library's.
        embedder: Makes the sentence encoder, when it is first needed.
        version: Sayso's.
    """

    def __init__(self, database: Database, embedder: Callable[[], Embedder], version: Callable[[], str]) -> None:
        self._database = database
        self._make = embedder
        self._version = version
        self._made: Embedder | None = None
        self._memory = Memory()
        self._guard = threading.RLock()

    @property
    def _embedder(self) -> Embedder:
        with self._guard:
            if self._made is None:
                self._made = self._make()
            return self._made

    def match(self, most: int | None = None) -> int:
        """Compare what is new with what was there before it; return how many reports were matched."""
        with self._guard:
            return catch_up(self._database, self._memory, self._embedder, most)

    def trace(self, report_ids: Sequence[str] | None = None) -> Trace:
        """Return the trace of the whole library, or of some of its reports by themselves."""
        with self._guard:
            self._ready()
            with self._database.reading() as connection:
                tracing = Tracing(connection, self._memory, self._embedder)
                return tracing.whole() if report_ids is None else tracing.some(report_ids)

    def claim(self, claim: str) -> Trace | None:
        """Return the trace of one claim: its reports, sources and passages. None where there is no such claim."""
        with self._guard:
            self._ready()
            with self._database.reading() as connection:
                tracing = Tracing(connection, self._memory, self._embedder)
                known, trace = tracing.stored(claim)
                if known:
                    return trace
                at = int(connection.execute("SELECT clock FROM matching").fetchone()[0])
                trace, stamps = tracing.one(claim)
            if stamps and self._database.writable:
                with self._database.writing() as connection:
                    keep(connection, claim, trace, stamps, at, self._version())
            return trace

    def claim_of(self, report: str, statement: str) -> str | None:
        """Return the id of the claim that a statement makes, or None."""
        with self._guard:
            self._ready()
            with self._database.reading() as connection:
                row = connection.execute(
                    f"SELECT b.hash FROM report r JOIN match_said m ON m.number BETWEEN r.ordinal * {PLACES}"
                    f" AND r.ordinal * {PLACES} + {PLACES - 1} JOIN match_said b ON b.number = m.claim"
                    " WHERE r.id = ? AND m.statement = ?",
                    (report, statement),
                ).fetchone()
            if row is None:
                return None
            claim = _id(row[0])
            trace = self.claim(claim)
            if trace is not None and _holds(trace, report, statement):
                return claim
            # the report's own words led it to another claim
            with self._database.reading() as connection:
                return Tracing(connection, self._memory, self._embedder).holding(claim, report, statement)

    def claims(
        self,
        *,
        words: str | None = None,
        report: str | None = None,
        source: str | None = None,
        order: ClaimOrder = "reports",
        limit: int = 20,
        offset: int = 0,
    ) -> Claims:
        """Return a page of claims: of those that several statements make, or of all where it is asked for which.

        Args:
            words: Words that stand in one of a claim's statements.
            report: A report that carries it.
            source: The id of a source (see ``Library.sources``) on whom one of its statements is.
            order: Those of most reports first, or in the order of adding.
            limit: How many.
            offset: After how many others.
        """
        with self._guard:
            self._ready()
            with self._database.reading() as connection:
                found, given = self._chosen(words, report, source)
                ordered = "reports DESC, x.claim" if order == "reports" else "x.claim"
                if found is None:
                    total = int(connection.execute("SELECT count(*) FROM match_claim").fetchone()[0])
                    query = f"SELECT x.claim FROM match_claim x ORDER BY {ordered} LIMIT ? OFFSET ?"
                    groups = [row[0] for row in connection.execute(query, (limit, offset)).fetchall()]
                else:
                    chosen = f"SELECT DISTINCT s.claim FROM match_said s WHERE s.number IN ({found})"
                    total = int(connection.execute(f"SELECT count(*) FROM ({chosen})", given).fetchone()[0])
                    query = (
                        f"SELECT x.claim, coalesce(c.reports, 1) AS reports FROM ({chosen}) x"
                        f" LEFT JOIN match_claim c ON c.claim = x.claim ORDER BY {ordered} LIMIT ? OFFSET ?"
                    )
                    groups = [row[0] for row in connection.execute(query, (*given, limit, offset)).fetchall()]
                ids = [
                    _id(row[0])
                    for group in groups
                    for row in connection.execute("SELECT hash FROM match_said WHERE number = ?", (group,))
                ]
            rows = []
            for one in ids:
                trace = self.claim(one)
                if trace is not None:
                    rows.append(_row(trace.claims[0], trace))
            return Claims(tuple(rows), total, limit, offset)

    def _ready(self) -> None:
        if self._database.writable:
            self.match()
            return
        with self._database.reading() as connection:
            if is_waiting(connection, self._embedder):
                raise LibraryError(_TOLD)

    @staticmethod
    def _chosen(words: str | None, report: str | None, source: str | None) -> tuple[str | None, tuple[object, ...]]:
        """Return a query for the numbers of the statements that are asked for, and its parameters."""
        if words is None and report is None and source is None:
            return None, ()
        number = f"SELECT m.number FROM statement t JOIN match_said m ON m.number BETWEEN t.report * {PLACES}"
        query = f"{number} AND t.report * {PLACES} + {PLACES - 1} AND m.statement = t.id WHERE 1"
        given: list[object] = []
        if words is not None:
            looked_for = query_for(words)
            if looked_for is None:
                return "SELECT 0 WHERE 0", ()
            query += " AND t.ordinal IN (SELECT rowid FROM statement_words WHERE statement_words MATCH ?)"
            given.append(looked_for)
        if report is not None:
            query += " AND t.report = (SELECT ordinal FROM report WHERE id = ?)"
            given.append(report)
        if source is not None:
            query += (
                " AND t.source IN (SELECT s.ordinal FROM who w JOIN source s ON s.who = w.id"
                " WHERE w.kind = ? AND w.key = ?)"
            )
            given.extend(source.partition(":")[::2])
        return query, tuple(given)


def _id(digits: int) -> str:
    return f"c{digits:012x}"


def _holds(trace: Trace, report: str, statement: str) -> bool:
    return any((one.report, one.statement) == (report, statement) for one in trace.claims[0].statements)


def _row(claim: TracedClaim, trace: Trace) -> ClaimRow:
    carrying = {one.report for one in claim.statements if one.stance == "asserts"}
    against = {(one.report, one.stance) for one in claim.statements if one.stance != "asserts"}
    copies, range_ = copies_of(claim, trace.passages), claim.independent
    return ClaimRow(
        claim.id, claim.text, len(carrying), copies, range_.least, range_.most, range_.unknown, len(against)
    )
