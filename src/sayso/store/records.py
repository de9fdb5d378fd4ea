"""Sources over all reports: who is on record, how often, and for what, over time."""

from __future__ import annotations

import difflib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sayso.model.decision import Decision
from sayso.model.span import shown, spans_of
from sayso.store.answers import RecordRow, SourceRecord, SourceRow, Sources
from sayso.store.reports import HEAD, head_of, text_in, who_key
from sayso.store.search import who_ids

_ALIASES: Final = 12
_NEAREST: Final = 5
_ROW: Final = "w.id, w.key, w.kind, w.name, w.reports, w.statements, w.first, w.last"


def sources(
    connection: sqlite3.Connection, name: str | None, letters: Mapping[str, str], *, limit: int, offset: int
) -> Sources:
    """Return a page of the sources, those of most reports first; with a name, those that it may mean."""
    limit, offset = max(0, limit), max(0, offset)
    if name is None:
        total = connection.execute("SELECT count(*) FROM who").fetchone()[0]
        rows = connection.execute(
            f"SELECT {_ROW} FROM who w ORDER BY w.reports DESC, w.statements DESC, w.key LIMIT ? OFFSET ?",
            (limit, offset),
        ).fetchall()
    else:
        ids = who_ids(connection, name)
        total = len(ids)
        rows = connection.execute(
            f"SELECT {_ROW} FROM who w WHERE w.id IN (SELECT value FROM json_each(?))"
            " ORDER BY w.reports DESC, w.statements DESC, w.key LIMIT ? OFFSET ?",
            (json.dumps(ids), limit, offset),
        ).fetchall()
    nearest = _nearest(connection, name) if name is not None and not total else ()
    return Sources(tuple(_source_row(connection, row, letters) for row in rows), total, limit, offset, nearest)


def source(
    connection: sqlite3.Connection, source_id: str, letters: Mapping[str, str], *, limit: int, offset: int
) -> SourceRecord | None:
    """Return a page of what a source is on record for, by the reports' dates; None where there is no such source."""
    kind, _, key = source_id.partition(":")
    row = connection.execute(f"SELECT {_ROW} FROM who w WHERE w.kind = ? AND w.key = ?", (kind, key)).fetchone()
    if row is None:
        return None
    limit, offset = max(0, limit), max(0, offset)
    found = _statements(connection, row[0], limit=limit, offset=offset)
    texts = _texts(connection, sorted({line[0] for line in found}))
    rows = []
    for ordinal, _, attribution, statement, pairs, manner, *head in found:
        spans = spans_of(json.loads(pairs))
        rows.append(
            RecordRow(head_of(tuple(head)), attribution, statement, shown(texts[ordinal], spans), spans, manner)
        )
    members = tuple(dict.fromkeys((line[6], line[1]) for line in found))
    return SourceRecord(_source_row(connection, row, letters), tuple(rows), int(row[5]), limit, offset, members)


def _statements(connection: sqlite3.Connection, who: int, *, limit: int, offset: int) -> list[tuple[Any, ...]]:
    """Return a page of a source's statements by the reports' dates: only what is shown is looked up in full."""
    # Sorted by report, not by statement: there are far fewer.
    places = connection.execute(
        "SELECT s.ordinal, count(t.ordinal) FROM source s JOIN statement t ON t.source = s.ordinal"
        " CROSS JOIN report r ON r.ordinal = s.report WHERE s.who = ? GROUP BY s.ordinal"
        " ORDER BY r.day IS NULL, r.published, r.ordinal, s.ordinal",
        (who,),
    ).fetchall()
    found: list[tuple[Any, ...]] = []
    passed = 0
    for source_row, count in places:
        if passed + count > offset and passed < offset + limit:
            rows = connection.execute(
                f"SELECT r.ordinal, s.id, t.attribution, t.id, t.spans, t.manner, {HEAD}"
                " FROM source s JOIN statement t ON t.source = s.ordinal JOIN report r ON r.ordinal = s.report"
                " WHERE s.ordinal = ? ORDER BY t.ordinal LIMIT ? OFFSET ?",
                (source_row, offset + limit - max(passed, offset), max(0, offset - passed)),
            ).fetchall()
            found.extend(rows)
        passed += count
    return found


def letters_in(decisions: Sequence[Decision]) -> dict[str, str]:
    """Return the reliability letter that stands for each source, by the key of its name."""
    letters: dict[str, str] = {}
    for decision in decisions:
        if decision.verb == "reliability" and decision.letter:
            letters.update({who_key(anchor.name): decision.letter for anchor in decision.anchors if anchor.name})
    return letters


def _source_row(connection: sqlite3.Connection, row: Sequence[Any], letters: Mapping[str, str]) -> SourceRow:
    who, key, kind, name, reports, statements, first, last = row
    names = connection.execute(
        "SELECT name FROM alias WHERE who = ? GROUP BY name ORDER BY sum(reports) DESC, name LIMIT ?", (who, _ALIASES)
    ).fetchall()
    party = connection.execute(
        "SELECT p.name FROM alias a JOIN party p ON p.id = a.party WHERE a.who = ?"
        " GROUP BY p.id ORDER BY sum(a.reports) DESC, p.name LIMIT 1",
        (who,),
    ).fetchone()
    called = names[0][0] if names else name
    return SourceRow(
        id=f"{kind}:{key}",
        name=called,
        kind=kind,
        party=party[0] if party else None,
        reports=reports,
        statements=statements,
        first=first,
        last=last,
        aliases=tuple(one for (one,) in names if one != called),
        letter=letters.get(key),
    )


def _texts(connection: sqlite3.Connection, ordinals: Sequence[int]) -> dict[int, str]:
    rows = connection.execute(
        "SELECT report, text FROM reading WHERE report IN (SELECT value FROM json_each(?))", (json.dumps(ordinals),)
    ).fetchall()
    return {ordinal: text_in(blob) for ordinal, blob in rows}


def _nearest(connection: sqlite3.Connection, name: str) -> tuple[str, ...]:
    """Return the names that come nearest to one that nobody has."""
    key = who_key(name)
    words = key.split()
    rows = connection.execute(
        "SELECT key, name FROM who WHERE substr(key, 1, 1) = substr(?, 1, 1) OR instr(key, ?) ORDER BY reports DESC"
        " LIMIT 5000",
        (key, words[-1][:4] if words else key),
    ).fetchall()
    names = dict(reversed(rows))
    # One wrong letter in a surname alone finds the whole name, too.
    parts: dict[str, str] = {}
    for whole in names:
        for part in (whole, *whole.split()):
            parts.setdefault(part, whole)
    close = difflib.get_close_matches(key, list(parts), n=3 * _NEAREST, cutoff=0.7)
    return tuple(dict.fromkeys(names[parts[one]] for one in close))[:_NEAREST]
