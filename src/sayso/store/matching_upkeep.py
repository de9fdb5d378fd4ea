"""Matching brought up to date: what is new is taken in, what was removed, read again or decided is made anew."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import Final

from sayso.model.ports import Embedder
from sayso.model.trace import Passage
from sayso.stages.match.claims import RULE as CLAIM_RULE
from sayso.stages.match.claims_sheet import Sheet
from sayso.store import log, reports
from sayso.store.database import Database
from sayso.store.matching import Memory, StoredSource, Work, decided_reading, is_another, stamp
from sayso.store.matching_redo import Redo
from sayso.store.packed import shape_of

_VERSION: Final = "1"
"""Raised when the same rules leave something else in the tables."""

_TABLES: Final = (
    *("matched", "match_word", "match_word_count", "match_shingle", "match_kin", "match_said", "match_claim"),
    *("match_pair", "match_passage", "match_source", "match_block", "match_name", "match_stamp", "traced"),
)
_AT_ONCE: Final = 16
"""Reports that are matched in one transaction."""


def shape(embedder: Embedder) -> str:
    """Return what made the tables: where this Sayso makes them otherwise, they are made anew."""
    return " ".join((*map(shape_of, (Sheet, StoredSource, Passage)), CLAIM_RULE, embedder.name, _VERSION))


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
            settle(connection, memory, embedder)
            rows = connection.execute(
                "SELECT ordinal, id FROM report WHERE ordinal > (SELECT coalesce(max(report), 0) FROM matched)"
                " ORDER BY ordinal LIMIT ?",
                (_AT_ONCE,),
            ).fetchall()
            work = Work(connection, memory, embedder)
            for ordinal, report_id in rows:
                reading = decided_reading(connection, report_id)
                assert reading is not None
                work.take(ordinal, reading)
        done += len(rows)
    return done


def settle(connection: sqlite3.Connection, memory: Memory, embedder: Embedder) -> None:
    """Look at what was removed, read again or decided since, and make anew what that changed."""
    row = connection.execute("SELECT shape FROM matching").fetchone()
    made = shape(embedder)
    if row is None:
        connection.execute("INSERT INTO matching (id, shape, epoch, clock) VALUES (1, ?, 0, 0)", (made,))
    again = {one for (one,) in connection.execute("SELECT report FROM matching_again").fetchall()}
    connection.execute("DELETE FROM matching_again")
    if row is not None and row[0] != made:
        for table in _TABLES:
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE matching SET shape = ?, epoch = epoch + 1, clock = clock + 1", (made,))
    elif again:
        if 0 in again:
            again |= _decided(connection)
        changed = {one for one in again if is_another(connection, one)}
        if changed:
            gone = {one for one in changed if _is_gone(connection, one)}
            _redo(connection, memory, embedder, gone, changed - gone)
    memory.at(connection.execute("SELECT epoch FROM matching").fetchone()[0])


def forget(connection: sqlite3.Connection, ordinal: int) -> None:
    """Take a report that is being removed out of matching: nothing of its words may stay."""
    if connection.execute("SELECT 1 FROM matched WHERE report = ?", (ordinal,)).fetchone() is not None:
        _redo(connection, Memory(), _Nobody(), {ordinal}, set())


class _Nobody:
    """Stands where an encoder is asked for, and nothing is to be encoded."""

    name = ""

    def __call__(self, texts: Sequence[str]) -> list[bytes]:
        raise AssertionError("nothing new is read when a report is removed")


def _redo(connection: sqlite3.Connection, memory: Memory, embedder: Embedder, gone: set[int], other: set[int]) -> None:
    connection.execute("UPDATE matching SET epoch = epoch + 1")
    memory.at(connection.execute("SELECT epoch FROM matching").fetchone()[0])
    Redo(Work(connection, memory, embedder), gone, other)()


def _is_gone(connection: sqlite3.Connection, ordinal: int) -> bool:
    return connection.execute("SELECT 1 FROM report WHERE ordinal = ?", (ordinal,)).fetchone() is None


def _decided(connection: sqlite3.Connection) -> set[int]:
    """Return the reports about which anything was ever decided: it may have been taken back."""
    known = (reports.ordinal_of(connection, report) for report in log.reports_decided_about(connection))
    decided = {ordinal for ordinal in known if ordinal is not None}
    blocks = [
        f"s:{row[0]}"
        for one in decided
        for row in connection.execute("SELECT DISTINCT block FROM match_block WHERE report = ?", (one,))
    ]
    stamp(connection, [*(f"r:{one}" for one in decided), *blocks])
    return decided
