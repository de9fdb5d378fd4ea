"""Readings into rows and back: the contract's JSON, and what search and the pages need in columns."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final

from sayso.model.contract import from_plain, json_text, to_plain
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.model.span import shown
from sayso.model.trace import ReportHead
from sayso.store.answers import Changed
from sayso.store.words import folded, name_key

_LEVEL: Final = 6
_FINDINGS: Final = ("attributions", "sources", "statements", "times", "quantities", "places")

HEAD: Final = "r.id, r.external_id, r.outlet, r.title, r.published, r.url, r.refused_reason"
"""The columns of table report (as r) that make a ``ReportHead``."""


def head_of(row: tuple[Any, ...]) -> ReportHead:
    """Return a report's head from the columns in ``HEAD``."""
    return ReportHead(*row)


def kept(words: str | None) -> str | None:
    """Return words as a column can hold them: U+FFFD for a lone surrogate. The JSON has them to the character."""
    return None if words is None else words.encode("utf-8", "surrogatepass").decode("utf-8", "replace")


def squeezed_text(text: str) -> bytes:
    """Return a text as it is stored."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), _LEVEL)


def text_in(blob: bytes) -> str:
    """Return the text that ``squeezed_text`` stored."""
    return zlib.decompress(blob).decode("utf-8", "surrogatepass")


def squeezed(reading: Reading, *, version: str) -> bytes:
    """Return a reading's JSON as it is stored: without the report's text, which stands beside it."""
    plain = to_plain(reading, version=version)
    plain["report"]["text"] = ""
    return zlib.compress(json_text(plain).encode("utf-8"), _LEVEL)


def plain_in(json_blob: bytes, text_blob: bytes) -> dict[str, Any]:
    """Return the plain values of a stored reading, its text in place."""
    plain: dict[str, Any] = json.loads(zlib.decompress(json_blob))
    plain["report"]["text"] = text_in(text_blob)
    return plain


def reading_of(connection: sqlite3.Connection, report_id: str) -> Reading | None:
    """Return a report's reading."""
    row = connection.execute(
        "SELECT n.json, n.text FROM report r JOIN reading n ON n.report = r.ordinal WHERE r.id = ?", (report_id,)
    ).fetchone()
    return None if row is None else from_plain(plain_in(*row))


def ordinal_of(connection: sqlite3.Connection, report_id: str) -> int | None:
    """Return the place of a report in the order of adding, or None."""
    row = connection.execute("SELECT ordinal FROM report WHERE id = ?", (report_id,)).fetchone()
    return None if row is None else int(row[0])


def insert(
    connection: sqlite3.Connection, reading: Reading, *, original: str | None, received: str, now: str, version: str
) -> int:
    """Write a reading that the library doesn't hold; return its ordinal."""
    report = reading.report
    refused = report.refused
    cursor = connection.execute(
        "INSERT INTO report (id, external_id, path, url, outlet, outlet_key, title, published, day, credit, language,"
        " bytes_sha256, text_sha256, original, refused_code, refused_reason, received, attributions, statements)"
        f" VALUES ({', '.join('?' * 19)})",
        (
            report.id,
            kept(report.external_id),
            kept(report.path),
            kept(report.url),
            kept(report.outlet),
            name_key(report.outlet or ""),
            kept(report.title),
            report.published,
            (report.published or "")[:10] or None,
            kept(report.credit),
            report.language,
            report.bytes_sha256,
            report.text_sha256,
            original,
            refused.code if refused else None,
            kept(refused.reason) if refused else None,
            received,
            len(reading.attributions),
            len(reading.statements),
        ),
    )
    ordinal = cursor.lastrowid
    assert ordinal is not None
    _insert_reading(connection, ordinal, reading, now=now, version=version)
    return ordinal


def replace(connection: sqlite3.Connection, ordinal: int, reading: Reading, *, now: str, version: str) -> None:
    """Put a new reading of a report in the place of the one before it."""
    _delete_reading(connection, ordinal)
    refused = reading.report.refused
    connection.execute(
        "UPDATE report SET attributions = ?, statements = ?, refused_code = ?, refused_reason = ?, language = ?"
        " WHERE ordinal = ?",
        (
            len(reading.attributions),
            len(reading.statements),
            refused.code if refused else None,
            kept(refused.reason) if refused else None,
            reading.report.language,
            ordinal,
        ),
    )
    _insert_reading(connection, ordinal, reading, now=now, version=version)


def delete(connection: sqlite3.Connection, ordinal: int) -> None:
    """Delete a report and all that was made from it."""
    _delete_reading(connection, ordinal)
    connection.execute("DELETE FROM report WHERE ordinal = ?", (ordinal,))
    connection.execute("DELETE FROM versions WHERE id NOT IN (SELECT versions FROM reading)")


def _insert_reading(connection: sqlite3.Connection, ordinal: int, reading: Reading, *, now: str, version: str) -> None:
    text = reading.text
    connection.execute(
        "INSERT INTO reading (report, versions, read_at, json, text) VALUES (?, ?, ?, ?, ?)",
        (
            ordinal,
            versions_id(connection, reading.models, version),
            now,
            squeezed(reading, version=version),
            squeezed_text(text),
        ),
    )
    page = (ordinal, folded(reading.report.title or ""), folded(text))
    connection.execute("INSERT INTO page (report, title, words) VALUES (?, ?, ?)", page)
    connection.execute("INSERT INTO page_words (rowid, title, words) VALUES (?, ?, ?)", page)
    sources: dict[str, tuple[int, int, int]] = {}
    for source in reading.sources:
        who, party = _who_id(connection, source), _party_id(connection, source.party)
        row = connection.execute(
            "INSERT OR IGNORE INTO source (report, id, who, name, role, party) VALUES (?, ?, ?, ?, ?, ?)",
            (ordinal, source.id, who, kept(source.name), kept(source.role), party or None),
        )
        if row.rowcount:
            sources[source.id] = (int(row.lastrowid or 0), who, party)
    attributions = {a.id: a for a in reading.attributions}
    said: set[tuple[int, int, str]] = set()
    statements: Counter[int] = Counter({who: 0 for _, who, _ in sources.values()})
    for statement in {s.id: s for s in reading.statements}.values():
        attribution = attributions.get(statement.attribution or "")
        source_row, who, party = sources.get((attribution.source_id if attribution else None) or "", (None, 0, 0))
        words = folded(shown(text, statement.spans))
        row = connection.execute(
            "INSERT INTO statement (report, id, voice, attribution, status, source, manner, spans, words)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                ordinal,
                statement.id,
                statement.voice,
                statement.attribution,
                attribution.source_status if attribution else None,
                source_row,
                attribution.manner if attribution else None,
                json.dumps(statement.spans, separators=(",", ":")),
                words,
            ),
        )
        connection.execute("INSERT INTO statement_words (rowid, words) VALUES (?, ?)", (row.lastrowid, words))
        if attribution:
            said.add((who, party, attribution.manner))
        if who:
            statements[who] += 1
    connection.executemany(
        "INSERT INTO said (report, who, party, manner) VALUES (?, ?, ?, ?)", [(ordinal, *one) for one in sorted(said)]
    )
    connection.executemany(
        "UPDATE who SET reports = reports + 1, statements = statements + ? WHERE id = ?",
        [(count, who) for who, count in statements.items()],
    )


def _delete_reading(connection: sqlite3.Connection, ordinal: int) -> None:
    connection.execute(
        "INSERT INTO page_words (page_words, rowid, title, words)"
        " SELECT 'delete', report, title, words FROM page WHERE report = ?",
        (ordinal,),
    )
    connection.execute(
        "INSERT INTO statement_words (statement_words, rowid, words)"
        " SELECT 'delete', ordinal, words FROM statement WHERE report = ?",
        (ordinal,),
    )
    counts = connection.execute(
        "SELECT s.who, count(t.ordinal) FROM source s LEFT JOIN statement t ON t.source = s.ordinal"
        " WHERE s.report = ? GROUP BY s.who",
        (ordinal,),
    ).fetchall()
    parties = connection.execute("SELECT DISTINCT party FROM source WHERE report = ?", (ordinal,)).fetchall()
    for table in ("said", "statement", "source", "page", "reading"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (ordinal,))
    for who, count in counts:
        connection.execute(
            "UPDATE who SET reports = reports - 1, statements = statements - ? WHERE id = ?", (count, who)
        )
        # The name goes with its last source: nothing of it may stay behind.
        connection.execute(
            "INSERT INTO who_words (who_words, rowid, key) SELECT 'delete', id, key FROM who"
            " WHERE id = ? AND reports = 0",
            (who,),
        )
        connection.execute("DELETE FROM who WHERE id = ? AND reports = 0", (who,))
    for (party,) in parties:
        connection.execute(
            "DELETE FROM party WHERE id = ? AND NOT EXISTS (SELECT 1 FROM source WHERE party = party.id)", (party,)
        )


def versions_id(connection: sqlite3.Connection, models: Mapping[str, str], version: str) -> int:
    """Return the id under which the versions that made a reading are known."""
    key = (version, json.dumps(dict(models), sort_keys=True))
    connection.execute("INSERT OR IGNORE INTO versions (sayso, models) VALUES (?, ?)", key)
    return int(connection.execute("SELECT id FROM versions WHERE sayso = ? AND models = ?", key).fetchone()[0])


def _who_id(connection: sqlite3.Connection, source: Source) -> int:
    key = name_key(source.name).removeprefix("the ")
    row = connection.execute("SELECT id FROM who WHERE key = ? AND kind = ?", (key, source.kind)).fetchone()
    if row is not None:
        return int(row[0])
    made = connection.execute(
        "INSERT INTO who (key, kind, name, reports, statements) VALUES (?, ?, ?, 0, 0)",
        (key, source.kind, kept(source.name)),
    ).lastrowid
    connection.execute("INSERT INTO who_words (rowid, key) VALUES (?, ?)", (made, key))
    return int(made or 0)


def _party_id(connection: sqlite3.Connection, name: str | None) -> int:
    if not name:
        return 0
    key = name_key(name).removeprefix("the ")
    row = connection.execute("SELECT id FROM party WHERE key = ?", (key,)).fetchone()
    if row is None:
        return int(connection.execute("INSERT INTO party (key, name) VALUES (?, ?)", (key, kept(name))).lastrowid or 0)
    return int(row[0])


def versions_id_if_known(connection: sqlite3.Connection, models: Mapping[str, str], version: str) -> int | None:
    """Return the id of these versions, or None where no reading was made by them."""
    key = (version, json.dumps(dict(models), sort_keys=True))
    row = connection.execute("SELECT id FROM versions WHERE sayso = ? AND models = ?", key).fetchone()
    return None if row is None else int(row[0])


def changed(before: Reading, after: Reading) -> Changed:
    """Return which findings, by kind, went and came between two readings of one report."""
    gone: dict[str, int] = {}
    come: dict[str, int] = {}
    for kind in _FINDINGS:
        old, new = set(map(_told, getattr(before, kind))), set(map(_told, getattr(after, kind)))
        gone[kind], come[kind] = len(old - new), len(new - old)
    return Changed(after.report.id, gone, come)


def _told(finding: Any) -> Any:
    """Return a finding as it counts: a confidence or a reason that reads otherwise is no change of it."""
    neutral = {name: value for name, value in (("evidence", ()), ("confidence", 0.0)) if hasattr(finding, name)}
    return dataclasses.replace(finding, **neutral)
