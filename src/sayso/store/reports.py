"""Readings into rows and back: the contract's JSON, and what search and the pages need in columns."""

from __future__ import annotations

import dataclasses
import json
import sqlite3
import zlib
from collections import Counter
from collections.abc import Mapping
from typing import Any, Final, NamedTuple

from sayso.model.contract import from_plain, json_text, to_plain
from sayso.model.reading import Reading
from sayso.model.span import shown
from sayso.model.trace import ReportHead
from sayso.store.answers import Changed
from sayso.store.words import folded, name_key

_LEVEL: Final = 6
PLACES: Final = 20
"""Bits of a statement's row that say which statement of its report it is."""

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
    plain = plain_of(connection, report_id)
    return None if plain is None else from_plain(plain)


def plain_of(connection: sqlite3.Connection, report_id: str) -> dict[str, Any] | None:
    """Return a report's reading as plain values."""
    row = connection.execute(
        "SELECT n.json, n.text FROM report r JOIN reading n ON n.report = r.ordinal WHERE r.id = ?", (report_id,)
    ).fetchone()
    return None if row is None else plain_in(*row)


def ordinal_of(connection: sqlite3.Connection, report_id: str) -> int | None:
    """Return the place of a report in the order of adding, or None."""
    row = connection.execute("SELECT ordinal FROM report WHERE id = ?", (report_id,)).fetchone()
    return None if row is None else int(row[0])


class Columns(NamedTuple):
    """What stands in columns for search and the pages, made from a reading alone."""

    report: tuple[Any, ...]
    title: str
    words: str
    sources: tuple[SourceColumns, ...]
    statements: tuple[StatementColumns, ...]


class SourceColumns(NamedTuple):
    """A source of one report; names and parties as they are compared, and as they are shown."""

    id: str
    key: str
    kind: str
    name: str
    role: str | None
    party_key: str
    party: str


class StatementColumns(NamedTuple):
    """A statement, with what its attribution says of it."""

    id: str
    voice: str
    attribution: str | None
    status: str | None
    source: str | None
    manner: str | None
    spans: str
    words: str


_REPORT: Final = (
    "id, external_id, path, url, outlet, outlet_key, title, published, day, credit, language, bytes_sha256,"
    " text_sha256, refused_code, refused_reason, attributions, statements"
)


_DAY: Final = [name.strip() for name in _REPORT.split(",")].index("day")
_ALIASES: Final = (
    "SELECT who, name, coalesce(party, 0) AS party, count(*) AS n FROM source WHERE report = ? GROUP BY 1, 2, 3"
)


def columns_of(reading: Reading) -> Columns:
    """Return what the columns hold of a reading."""
    report, text = reading.report, reading.text
    refused = report.refused
    attributions = {a.id: a for a in reading.attributions}
    sources = {s.id: s for s in reversed(reading.sources)}
    statements = {s.id: s for s in reversed(reading.statements)}
    rows = []
    for statement in reversed(statements.values()):
        attribution = attributions.get(statement.attribution or "")
        rows.append(
            StatementColumns(
                id=statement.id,
                voice=statement.voice,
                attribution=statement.attribution,
                status=attribution.source_status if attribution else None,
                source=attribution.source_id if attribution and attribution.source_id in sources else None,
                manner=attribution.manner if attribution else None,
                spans=json.dumps(statement.spans, separators=(",", ":")),
                words=folded(shown(text, statement.spans)),
            )
        )
    return Columns(
        report=(
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
            refused.code if refused else None,
            kept(refused.reason) if refused else None,
            len(reading.attributions),
            len(reading.statements),
        ),
        title=folded(report.title or ""),
        words=folded(text),
        sources=tuple(
            SourceColumns(
                id=s.id,
                key=who_key(s.name),
                kind=s.kind,
                name=kept(s.name) or "",
                role=kept(s.role),
                party_key=who_key(s.party or ""),
                party=kept(s.party) or "",
            )
            for s in reversed(sources.values())
        ),
        statements=tuple(rows),
    )


def who_key(name: str) -> str:
    """Return the name of a source or party as it is compared."""
    return name_key(name).removeprefix("the ")


def first_statement(ordinal: int) -> int:
    """Return the row of a report's first statement: the rows of one report follow one another, and tell which it is."""
    return ordinal << PLACES


def said_tokens(who: int, party: int, manner: str | None) -> tuple[str, ...]:
    """Return who says something, for whom and how, as words for the index; none for what nobody is said to say."""
    if manner is None:
        return ()
    return (*((f"w{who}",) if who else ()), *((f"p{party}",) if party else ()), f"m{manner}")


class Prepared(NamedTuple):
    """A reading made ready to be written, which takes longer than writing it and needs no lock."""

    reading: Reading
    columns: Columns
    json: bytes
    text: bytes
    version: str


def prepared(reading: Reading, *, version: str) -> Prepared:
    """Return a reading made ready to be written."""
    return Prepared(
        reading, columns_of(reading), squeezed(reading, version=version), squeezed_text(reading.text), version
    )


def insert(connection: sqlite3.Connection, ready: Prepared, *, original: str | None, received: str, now: str) -> int:
    """Write a reading that the library doesn't hold; return its ordinal."""
    row = (*ready.columns.report, original, received, "")
    ordinal = connection.execute(
        f"INSERT INTO report ({_REPORT}, original, received, said) VALUES ({', '.join('?' * len(row))})", row
    ).lastrowid
    assert ordinal is not None
    _insert_reading(connection, ordinal, ready, now=now)
    return ordinal


def replace(connection: sqlite3.Connection, ordinal: int, ready: Prepared, *, now: str) -> None:
    """Put a new reading of a report in the place of the one before it."""
    _delete_reading(connection, ordinal)
    connection.execute(
        f"UPDATE report SET {', '.join(name.strip() + ' = ?' for name in _REPORT.split(','))} WHERE ordinal = ?",
        (*ready.columns.report, ordinal),
    )
    _insert_reading(connection, ordinal, ready, now=now)


def delete(connection: sqlite3.Connection, ordinal: int) -> None:
    """Delete a report and all that was made from it."""
    _delete_reading(connection, ordinal)
    connection.execute("DELETE FROM report WHERE ordinal = ?", (ordinal,))


def stored_columns(connection: sqlite3.Connection, ordinal: int) -> Columns | None:
    """Return what the columns hold now, to be held against what they should."""
    report = connection.execute(f"SELECT {_REPORT} FROM report WHERE ordinal = ?", (ordinal,)).fetchone()
    page = connection.execute("SELECT title, words FROM page WHERE report = ?", (ordinal,)).fetchone()
    if report is None or page is None:
        return None
    sources = connection.execute(
        "SELECT s.id, w.key, w.kind, s.name, s.role, coalesce(p.key, ''), coalesce(s.party_name, '')"
        " FROM source s JOIN who w ON w.id = s.who LEFT JOIN party p ON p.id = s.party"
        " WHERE s.report = ? ORDER BY s.ordinal",
        (ordinal,),
    ).fetchall()
    statements = connection.execute(
        "SELECT t.id, t.voice, t.attribution, t.status, s.id, t.manner, t.spans, t.words"
        " FROM statement t LEFT JOIN source s ON s.ordinal = t.source WHERE t.report = ? ORDER BY t.ordinal",
        (ordinal,),
    ).fetchall()
    return Columns(
        tuple(report),
        page[0],
        page[1],
        tuple(SourceColumns(*row) for row in sources),
        tuple(StatementColumns(*row) for row in statements),
    )


def _insert_reading(connection: sqlite3.Connection, ordinal: int, ready: Prepared, *, now: str) -> None:
    columns = ready.columns
    versions = versions_id(connection, ready.reading.models, ready.version)
    connection.execute(
        "INSERT INTO reading (report, versions, read_at, json, text) VALUES (?, ?, ?, ?, ?)",
        (ordinal, versions, now, ready.json, ready.text),
    )
    page = (ordinal, columns.title, columns.words)
    connection.execute("INSERT INTO page (report, title, words) VALUES (?, ?, ?)", page)
    connection.execute("INSERT INTO page_words (rowid, title, words) VALUES (?, ?, ?)", page)
    sources: dict[str | None, tuple[int | None, int, int]] = {None: (None, 0, 0)}
    for source in columns.sources:
        who, party = _who_id(connection, source), _party_id(connection, source)
        row = connection.execute(
            "INSERT INTO source (report, id, who, name, role, party, party_name) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (ordinal, source.id, who, source.name, source.role, party or None, source.party or None),
        )
        sources[source.id] = (row.lastrowid, who, party)
    said: set[str] = set()
    statements: Counter[int] = Counter({who: 0 for _, who, _ in sources.values() if who})
    for place, one in enumerate(columns.statements):
        source_row, who, party = sources[one.source]
        tokens = said_tokens(who, party, one.manner)
        said.update(tokens)
        indexed = (first_statement(ordinal) + place, one.words, " ".join(tokens))
        connection.execute(
            "INSERT INTO statement (ordinal, words, said, report, id, voice, attribution, status, source, manner,"
            f" spans) VALUES ({', '.join('?' * 11)})",
            (*indexed, ordinal, one.id, one.voice, one.attribution, one.status, source_row, one.manner, one.spans),
        )
        connection.execute("INSERT INTO statement_words (rowid, words, said) VALUES (?, ?, ?)", indexed)
        if who:
            statements[who] += 1
    connection.execute("UPDATE report SET said = ? WHERE ordinal = ?", (" ".join(sorted(said)), ordinal))
    day = columns.report[_DAY]
    connection.executemany(
        "UPDATE who SET reports = reports + 1, statements = statements + ?1,"
        " first = min(coalesce(first, ?2), coalesce(?2, first)), last = max(coalesce(last, ?2), coalesce(?2, last))"
        " WHERE id = ?3",
        [(count, day, who) for who, count in statements.items()],
    )
    connection.execute(
        f"INSERT INTO alias (who, name, party, reports) {_ALIASES} ON CONFLICT DO UPDATE"
        " SET reports = reports + excluded.reports",
        (ordinal,),
    )


def _ends_with(connection: sqlite3.Connection, who: int, ordinal: int) -> bool:
    """Say whether a report is the first or the last one of a source."""
    return (
        connection.execute(
            "SELECT 1 FROM who w JOIN report r ON r.ordinal = ? WHERE w.id = ? AND r.day IN (w.first, w.last)",
            (ordinal, who),
        ).fetchone()
        is not None
    )


def _delete_reading(connection: sqlite3.Connection, ordinal: int) -> None:
    connection.execute(
        "INSERT INTO page_words (page_words, rowid, title, words)"
        " SELECT 'delete', report, title, words FROM page WHERE report = ?",
        (ordinal,),
    )
    connection.execute(
        "INSERT INTO statement_words (statement_words, rowid, words, said)"
        " SELECT 'delete', ordinal, words, said FROM statement WHERE report = ?",
        (ordinal,),
    )
    counts = connection.execute(
        "SELECT s.who, count(t.ordinal) FROM source s LEFT JOIN statement t ON t.source = s.ordinal"
        " WHERE s.report = ? GROUP BY s.who",
        (ordinal,),
    ).fetchall()
    parties = connection.execute("SELECT DISTINCT party FROM source WHERE report = ?", (ordinal,)).fetchall()
    connection.execute(
        f"UPDATE alias SET reports = alias.reports - gone.n FROM ({_ALIASES}) AS gone"
        " WHERE alias.who = gone.who AND alias.name = gone.name AND alias.party = gone.party",
        (ordinal,),
    )
    for table in ("statement", "source", "page", "reading"):
        connection.execute(f"DELETE FROM {table} WHERE report = ?", (ordinal,))
    for who, count in counts:
        connection.execute(
            "UPDATE who SET reports = reports - 1, statements = statements - ? WHERE id = ?", (count, who)
        )
        connection.execute("DELETE FROM alias WHERE who = ? AND reports <= 0", (who,))
        if _ends_with(connection, who, ordinal):
            connection.execute(
                "UPDATE who SET (first, last) = (SELECT min(r.day), max(r.day) FROM source s"
                " JOIN report r ON r.ordinal = s.report WHERE s.who = who.id) WHERE id = ?",
                (who,),
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


def _who_id(connection: sqlite3.Connection, source: SourceColumns) -> int:
    row = connection.execute("SELECT id FROM who WHERE key = ? AND kind = ?", (source.key, source.kind)).fetchone()
    if row is not None:
        return int(row[0])
    made = connection.execute(
        "INSERT INTO who (key, kind, name, reports, statements) VALUES (?, ?, ?, 0, 0)",
        (source.key, source.kind, source.name),
    ).lastrowid
    connection.execute("INSERT INTO who_words (rowid, key) VALUES (?, ?)", (made, source.key))
    return int(made or 0)


def _party_id(connection: sqlite3.Connection, source: SourceColumns) -> int:
    if not source.party:
        return 0
    row = connection.execute("SELECT id FROM party WHERE key = ?", (source.party_key,)).fetchone()
    if row is not None:
        return int(row[0])
    made = connection.execute("INSERT INTO party (key, name) VALUES (?, ?)", (source.party_key, source.party))
    return int(made.lastrowid or 0)


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
