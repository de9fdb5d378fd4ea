"""Verification: every span, hash, column, index and reference held against what it should be."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections.abc import Callable, Iterator

from sayso.model.contract import from_plain
from sayso.model.decision import decision_id, reports_of
from sayso.model.decision_contract import decision_from_plain
from sayso.model.errors import InputError, LibraryError
from sayso.model.identity import report_id, sha256
from sayso.model.reading import Reading
from sayso.store import matching
from sayso.store.answers import Fault
from sayso.store.database import Database
from sayso.store.originals import Originals
from sayso.store.reports import columns_of, first_statement, plain_in, said_tokens, stored_columns

_PORTION = 200
_FAULTS_OF_SQLITE = 20


def verify(
    database: Database, originals: Originals, *, deep: bool, progress: Callable[[int, int], None] | None
) -> Iterator[Fault]:
    """Yield what is not as it should be.

    Args:
        database: The library's database.
        originals: Its original bytes.
        deep: Read and hash the originals, and check the indexes; otherwise only see that they are there.
        progress: Told how many reports are done, and how many there are.
    """
    try:
        with database.reading() as connection:
            rows = connection.execute(f"PRAGMA integrity_check({_FAULTS_OF_SQLITE})").fetchall()
            broken = [Fault("database", f"the database file is damaged: {said}") for (said,) in rows if said != "ok"]
            for table, row, parent, _ in connection.execute("PRAGMA foreign_key_check").fetchall():
                broken.append(Fault("reference", f"row {row} of table {table} refers to nothing in table {parent}"))
    except LibraryError as error:
        yield Fault("database", f"the database file is damaged: {error}")
        return
    yield from broken
    if deep and database.writable:
        yield from _indexes(database)
    yield from _each_report(database, originals, deep=deep, progress=progress)
    with database.reading() as connection:
        yield from _counts(connection)
        yield from _log(connection)
        yield from _left_over(connection, originals)


def _indexes(database: Database) -> Iterator[Fault]:
    for index in ("page_words", "statement_words", "who_words"):
        try:
            # FTS5 is asked by an INSERT that inserts nothing.
            with database.writing() as connection:
                connection.execute(f"INSERT INTO {index} ({index}, rank) VALUES ('integrity-check', 1)")
        except LibraryError:
            yield Fault("index", f"the search index {index} does not fit what it indexes")


def _each_report(
    database: Database, originals: Originals, *, deep: bool, progress: Callable[[int, int], None] | None
) -> Iterator[Fault]:
    with database.reading() as connection:
        total = connection.execute("SELECT count(*) FROM report").fetchone()[0]
        # What changed since the reports were matched is known, and made anew when claims are next asked for.
        waiting = connection.execute("SELECT 1 FROM matching_again LIMIT 1").fetchone() is not None
    done = last = 0
    while True:
        with database.reading() as connection:
            rows = connection.execute(
                "SELECT r.ordinal, r.id, r.original, n.json, n.text FROM report r"
                " LEFT JOIN reading n ON n.report = r.ordinal WHERE r.ordinal > ? ORDER BY r.ordinal LIMIT ?",
                (last, _PORTION),
            ).fetchall()
            faults = [fault for row in rows for fault in _report(connection, originals, row, deep=deep)]
            if deep and not waiting and not faults:
                faults = [fault for row in rows for fault in _matched(connection, row[0], row[1])]
        yield from faults
        if not rows:
            return
        last, done = rows[-1][0], done + len(rows)
        if progress is not None:
            progress(done, total)


def _report(
    connection: sqlite3.Connection,
    originals: Originals,
    row: tuple[int, str, str | None, bytes | None, bytes | None],
    *,
    deep: bool,
) -> Iterator[Fault]:
    ordinal, own, original, json_blob, text_blob = row
    if json_blob is None or text_blob is None:
        yield Fault("reading", "its reading is missing", own)
        return
    try:
        # This also checks that every span lies inside the text.
        reading = from_plain(plain_in(json_blob, text_blob))
    except (InputError, ValueError, KeyError, TypeError, zlib.error) as error:
        yield Fault("reading", f"its reading cannot be read: {error}", own)
        return
    yield from _hashes(reading, own)
    columns, wanted = stored_columns(connection, ordinal), columns_of(reading)
    if columns is None:
        yield Fault("columns", "what search needs of it is missing", own)
    else:
        for name, stored, made in zip(wanted._fields, columns, wanted, strict=True):
            if stored != made:
                yield Fault("columns", f"what stands in columns ({name}) is not what its reading says", own)
    if not _said_is_right(connection, ordinal):
        yield Fault("columns", "who says something in it is noted wrongly for searches", own)
    if original is not None:
        yield from _original(originals, original, reading, deep=deep)


def _matched(connection: sqlite3.Connection, ordinal: int, own: str) -> Iterator[Fault]:
    if matching.is_another(connection, ordinal):
        yield Fault("matching", "its claims were matched from another reading than the one that stands", own)


def _said_is_right(connection: sqlite3.Connection, ordinal: int) -> bool:
    (noted,) = connection.execute("SELECT said FROM report WHERE ordinal = ?", (ordinal,)).fetchone()
    rows = connection.execute(
        "SELECT t.ordinal, t.said, coalesce(s.who, 0), coalesce(s.party, 0), t.manner FROM statement t"
        " LEFT JOIN source s ON s.ordinal = t.source WHERE t.report = ? ORDER BY t.ordinal",
        (ordinal,),
    ).fetchall()
    wanted = [said_tokens(who, party, manner) for _, _, who, party, manner in rows]
    places = [first_statement(ordinal) + place for place in range(len(rows))]
    return (
        [row[0] for row in rows] == places
        and [row[1] for row in rows] == [" ".join(tokens) for tokens in wanted]
        and noted == " ".join(sorted({token for tokens in wanted for token in tokens}))
    )


def _hashes(reading: Reading, own: str) -> Iterator[Fault]:
    report = reading.report
    if report.id != own:
        yield Fault("hash", f"its reading is of another report, {report.id}", own)
    if report.text_sha256 is not None and report.text_sha256 != sha256(report.text):
        yield Fault("hash", "its text is not the text that was taken in: the SHA-256 differs", own)
    made_from = report_id(report.text, report.url, report.outlet, report.published)
    if report.refused is None and report.id != made_from:
        yield Fault("hash", "its id is not made from its text, URL, outlet and date", own)


def _original(originals: Originals, digest: str, reading: Reading, *, deep: bool) -> Iterator[Fault]:
    own = reading.report.id
    if reading.report.bytes_sha256 is not None and reading.report.bytes_sha256 != digest:
        yield Fault("original", "its original bytes are not those that it names", own)
    if not originals.path_of(digest).is_file():
        yield Fault("original", f"its original bytes are missing ({originals.path_of(digest)})", own)
    elif deep and sha256(originals.get(digest) or b"") != digest:
        yield Fault("original", f"its original bytes were changed ({originals.path_of(digest)})", own)


def _counts(connection: sqlite3.Connection) -> Iterator[Fault]:
    strange = connection.execute(
        "SELECT count(*) FROM matched m WHERE NOT EXISTS (SELECT 1 FROM report r WHERE r.ordinal = m.report"
        " AND r.id = m.id) AND NOT EXISTS (SELECT 1 FROM matching_again)"
    ).fetchone()[0]
    if strange:
        yield Fault("matching", f"{strange:,} of the matched reports are not in the library")
    wrong = connection.execute(
        "SELECT w.name FROM who w LEFT JOIN (SELECT s.who, count(DISTINCT s.report) AS reports,"
        " count(t.ordinal) AS statements, min(r.day) AS first, max(r.day) AS last FROM source s"
        " JOIN report r ON r.ordinal = s.report LEFT JOIN statement t ON t.source = s.ordinal GROUP BY s.who) c"
        " ON c.who = w.id WHERE (w.reports, w.statements, w.first, w.last) IS NOT"
        " (c.reports, c.statements, c.first, c.last)"
    ).fetchall()
    for (name,) in wrong:
        yield Fault("columns", f"the reports or statements of the source “{name}” are counted wrongly")
    aliases = connection.execute(
        "SELECT count(*) FROM (SELECT who, name, party, reports FROM alias EXCEPT"
        " SELECT who, name, coalesce(party, 0), count(*) FROM source GROUP BY 1, 2, 3)"
    ).fetchone()[0]
    if aliases:
        yield Fault("columns", "what sources are called is counted wrongly")


def _log(connection: sqlite3.Connection) -> Iterator[Fault]:
    for ordinal, own, text in connection.execute("SELECT ordinal, id, json FROM decision").fetchall():
        try:
            decision = decision_from_plain(json.loads(text))
        except (InputError, ValueError) as error:
            yield Fault("decision", f"decision {own} cannot be read: {error}")
            continue
        if decision.id != own or decision_id(decision) != own:
            yield Fault("decision", f"decision {own} was changed: its id is not made from what it holds")
        rows = connection.execute("SELECT report FROM decision_report WHERE decision = ?", (ordinal,)).fetchall()
        if {row[0] for row in rows} != set(reports_of(decision)):
            yield Fault("decision", f"decision {own} is listed under the wrong reports")


def _left_over(connection: sqlite3.Connection, originals: Originals) -> Iterator[Fault]:
    if connection.execute("SELECT 1 FROM unfinished").fetchone():
        yield Fault("removal", "a removal is not finished; opening the library to write goes on with it")
    referred = {row[0] for row in connection.execute("SELECT original FROM report WHERE original IS NOT NULL")}
    for digest in originals.digests():
        if digest not in referred:
            yield Fault("original", f"no report has these bytes ({originals.path_of(digest)})", harmless=True)
    for path in originals.begun():
        yield Fault("original", f"writing this file was broken off ({path})", harmless=True)
