"""Search: words in titles and texts, or in what somebody says; facets; snippets with exact spans."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from typing import Any, Final, Literal, NamedTuple

from sayso.model.span import Span, Spans, shown, spans_of
from sayso.store.answers import Facets, Found, FoundRow, Window
from sayso.store.reports import HEAD, head_of, kept, text_in, who_key
from sayso.store.words import name_key, query_for, unfolded

COUNTED: Final = 2_000
"""Facets are counted over this many reports, the first in order: enough to choose by, and quick in any library."""

_RANKED: Final = 20_000
"""Beyond this many, words say nothing of which report is meant; the newest come first."""

_FACET_VALUES: Final = 20
_SNIPPET: Final = 240
_NAMES: Final = 4
_STATEMENTS: Final = 3


class _Where(NamedTuple):
    """A condition and its values; ``said`` is on who says it, ``report`` on the report itself."""

    report: str
    report_values: list[Any]
    said: str
    said_values: list[Any]


def search(connection: sqlite3.Connection, words: str, facets: Facets, *, limit: int, offset: int) -> Found:
    """Return a page of the reports that hold the words, and facets."""
    limit, offset = max(0, limit), max(0, offset)
    query = query_for(words)
    if words.strip() and query is None:
        return Found((), 0, limit, offset)
    where = _where(connection, facets)
    depth = max(COUNTED, offset + limit)
    order: Literal["best", "newest"] = "best"
    if query is None:
        order, (total, found) = "newest", _listed(connection, where, depth)
    elif where.said:
        order, (total, found) = "best", _in_statements(connection, query, where, depth)
    else:
        order, total, found = _in_pages(connection, query, where, depth)
    page = found[offset : offset + limit]
    rows = _rows(connection, page, query, where if query and where.said else None)
    return Found(
        rows, total, limit, offset, order, _facets(connection, found[:COUNTED]), counted=min(len(found), COUNTED)
    )


def _where(connection: sqlite3.Connection, facets: Facets) -> _Where:
    report: list[str] = []
    values: list[Any] = []
    if facets.outlet is not None:
        report.append("r.outlet_key = ?")
        values.append(name_key(facets.outlet))
    if facets.since is not None:
        report.append("r.day >= ?")
        values.append(kept(facets.since))
    if facets.until is not None:
        # every day that begins with it: "2026-03" is all of March
        report.append("r.day < ?")
        values.append(f"{kept(facets.until)}~")
    if facets.language is not None:
        report.append("r.language = ?")
        values.append(kept(facets.language))
    if facets.refused is not None:
        report.append(f"r.refused_code IS {'NOT ' if facets.refused else ''}NULL")
    said: list[str] = []
    said_values: list[Any] = []
    if facets.source is not None:
        said.append("d.who IN (SELECT value FROM json_each(?))")
        said_values.append(json.dumps(who_ids(connection, facets.source)))
    if facets.party is not None:
        said.append("d.party IN (SELECT id FROM party WHERE key = ?)")
        said_values.append(who_key(facets.party))
    if facets.manner is not None:
        said.append("d.manner = ?")
        said_values.append(kept(facets.manner))
    return _Where(" AND ".join(report), values, " AND ".join(said), said_values)


def who_ids(connection: sqlite3.Connection, name: str) -> list[int]:
    """Return the sources that a name may mean: those called exactly so, or else those whose name holds its words."""
    key = who_key(name)
    exact = [int(row[0]) for row in connection.execute("SELECT id FROM who WHERE key = ?", (key,)).fetchall()]
    query = query_for(name)
    if exact or query is None:
        return exact
    rows = connection.execute("SELECT rowid FROM who_words WHERE who_words MATCH ?", (query,)).fetchall()
    return [int(row[0]) for row in rows]


def _listed(connection: sqlite3.Connection, where: _Where, depth: int) -> tuple[int, list[int]]:
    """Return all reports that meet the conditions, the last added first."""
    conditions = [where.report] if where.report else []
    values = list(where.report_values)
    if where.said:
        conditions.append(f"r.ordinal IN (SELECT d.report FROM said d WHERE {where.said})")
        values += where.said_values
    given = f"FROM report r {'WHERE ' + ' AND '.join(conditions) if conditions else ''}"
    total = connection.execute(f"SELECT count(*) {given}", values).fetchone()[0]
    rows = connection.execute(f"SELECT r.ordinal {given} ORDER BY r.ordinal DESC LIMIT ?", [*values, depth]).fetchall()
    return int(total), [int(row[0]) for row in rows]


def _in_pages(
    connection: sqlite3.Connection, query: str, where: _Where, depth: int
) -> tuple[Literal["best", "newest"], int, list[int]]:
    # CROSS JOIN keeps the order of the tables: first what the words find, then the report's row.
    joined = "CROSS JOIN report r ON r.ordinal = page_words.rowid" if where.report else ""
    given = f"FROM page_words {joined} WHERE page_words MATCH ?{' AND ' + where.report if where.report else ''}"
    values = [query, *where.report_values]
    everywhere = connection.execute("SELECT count(*) FROM page_words WHERE page_words MATCH ?", (query,)).fetchone()[0]
    total = connection.execute(f"SELECT count(*) {given}", values).fetchone()[0] if where.report else everywhere
    best = everywhere <= _RANKED
    ranking = "bm25(page_words, 5.0, 1.0), page_words.rowid" if best else "page_words.rowid DESC"
    rows = connection.execute(
        f"SELECT page_words.rowid {given} ORDER BY {ranking} LIMIT ?", [*values, depth]
    ).fetchall()
    return "best" if best else "newest", int(total), [int(row[0]) for row in rows]


def _statements_found(where: _Where) -> str:
    """Return the query for statements that hold the words and are said as the conditions want it."""
    said = where.said.replace("d.who", "s.who").replace("d.party", "s.party").replace("d.manner", "t.manner")
    return (
        "FROM statement_words CROSS JOIN statement t ON t.ordinal = statement_words.rowid"
        " LEFT JOIN source s ON s.ordinal = t.source CROSS JOIN report r ON r.ordinal = t.report"
        f" WHERE statement_words MATCH ? AND {said}{' AND ' + where.report if where.report else ''}"
    )


def _in_statements(connection: sqlite3.Connection, query: str, where: _Where, depth: int) -> tuple[int, list[int]]:
    given = _statements_found(where)
    values = [query, *where.said_values, *where.report_values]
    total = connection.execute(f"SELECT count(DISTINCT t.report) {given}", values).fetchone()[0]
    rows = connection.execute(
        f"SELECT t.report, min(statement_words.rank) AS best {given} GROUP BY t.report ORDER BY best, t.report LIMIT ?",
        [*values, depth],
    ).fetchall()
    return int(total), [int(row[0]) for row in rows]


def _facets(connection: sqlite3.Connection, found: Sequence[int]) -> dict[str, tuple[tuple[str, int], ...]]:
    among = json.dumps(list(found))
    counted = {}
    for name, query in (
        (
            "outlet",
            "SELECT min(r.outlet), count(*) AS n FROM json_each(?) j CROSS JOIN report r ON r.ordinal = j.value"
            " WHERE r.outlet IS NOT NULL GROUP BY r.outlet_key",
        ),
        (
            "language",
            "SELECT r.language, count(*) AS n FROM json_each(?) j CROSS JOIN report r ON r.ordinal = j.value"
            " WHERE r.language IS NOT NULL GROUP BY r.language",
        ),
        (
            "party",
            "SELECT p.name, count(DISTINCT d.report) AS n FROM json_each(?) j"
            " CROSS JOIN said d ON d.report = j.value CROSS JOIN party p ON p.id = d.party GROUP BY d.party",
        ),
        (
            "source",
            "SELECT w.name, count(DISTINCT d.report) AS n FROM json_each(?) j"
            " CROSS JOIN said d ON d.report = j.value CROSS JOIN who w ON w.id = d.who GROUP BY d.who",
        ),
        (
            "manner",
            "SELECT d.manner, count(DISTINCT d.report) AS n FROM json_each(?) j"
            " CROSS JOIN said d ON d.report = j.value GROUP BY d.manner",
        ),
    ):
        rows = connection.execute(f"{query} ORDER BY n DESC, 1 LIMIT {_FACET_VALUES}", (among,)).fetchall()
        counted[name] = tuple((str(value), int(count)) for value, count in rows)
    return counted


def _rows(
    connection: sqlite3.Connection, page: Sequence[int], query: str | None, said: _Where | None
) -> tuple[FoundRow, ...]:
    made = []
    for ordinal in page:
        row = connection.execute(
            f"SELECT r.language, r.received, r.attributions, n.text, {HEAD}"
            " FROM report r JOIN reading n ON n.report = r.ordinal WHERE r.ordinal = ?",
            (ordinal,),
        ).fetchone()
        head, text = head_of(row[4:]), text_in(row[3])
        title_marks: Spans = ()
        statements: tuple[str, ...] = ()
        if query and said:
            snippet, marks, at, statements = _statement_snippet(connection, ordinal, query, said, text)
        else:
            window = Window(Span(0, 0), ())
            if query:
                window, title_marks = _page_snippet(connection, ordinal, query, text, head.title or "")
            if not window.marks:
                window = Window(_trimmed(text, 0, min(len(text), _SNIPPET)), ())
            snippet, at = window.at.of(text), (window.at,)
            marks = tuple(Span(m.start - window.at.start, m.end - window.at.start) for m in window.marks)
        made.append(
            FoundRow(
                head=head,
                language=row[0],
                received=row[1],
                attributions=row[2],
                sources=_names_in(connection, ordinal),
                snippet=snippet,
                marks=marks,
                at=at,
                title_marks=title_marks,
                statements=statements,
            )
        )
    return tuple(made)


def _names_in(connection: sqlite3.Connection, ordinal: int) -> tuple[str, ...]:
    rows = connection.execute(
        "SELECT s.name FROM source s LEFT JOIN statement t ON t.source = s.ordinal WHERE s.report = ?"
        " GROUP BY s.ordinal ORDER BY count(t.ordinal) DESC, s.ordinal LIMIT ?",
        (ordinal, _NAMES),
    ).fetchall()
    return tuple(str(row[0]) for row in rows)


def _page_snippet(
    connection: sqlite3.Connection, ordinal: int, query: str, text: str, title: str
) -> tuple[Window, Spans]:
    row = connection.execute(
        "SELECT highlight(page_words, 0, char(1), char(2)), highlight(page_words, 1, char(1), char(2))"
        " FROM page_words WHERE page_words MATCH ? AND rowid = ?",
        (query, ordinal),
    ).fetchone()
    if row is None:
        return Window(Span(0, 0), ()), ()
    marks = unfolded(text, marked(row[1]))
    # A text that opens with its headline would repeat what stands above the snippet.
    opening = len(text) - len(text.lstrip())
    headline = opening + len(title) if title and text.startswith(title, opening) else 0
    below = tuple(mark for mark in marks if mark.start >= headline)
    return window_around(text, below or marks, first=headline if below else 0), unfolded(title, marked(row[0]))


def _statement_snippet(
    connection: sqlite3.Connection, ordinal: int, query: str, where: _Where, text: str
) -> tuple[str, Spans, Spans, tuple[str, ...]]:
    rows = connection.execute(
        f"SELECT t.id, t.spans, highlight(statement_words, 0, char(1), char(2)) {_statements_found(where)}"
        " AND t.report = ? ORDER BY statement_words.rank LIMIT ?",
        [query, *where.said_values, *where.report_values, ordinal, _STATEMENTS],
    ).fetchall()
    if not rows:
        return "", (), (), ()
    spans = spans_of(json.loads(rows[0][1]))
    snippet = shown(text, spans)
    return snippet, unfolded(snippet, marked(rows[0][2])), spans, tuple(str(row[0]) for row in rows)


def marked(highlighted: str) -> list[tuple[int, int]]:
    """Return the ranges that stand between U+0001 and U+0002, counted without these."""
    ranges = []
    place = 0
    for piece in highlighted.split("\x01")[0:1]:
        place = len(piece)
    for piece in highlighted.split("\x01")[1:]:
        inside, _, after = piece.partition("\x02")
        ranges.append((place, place + len(inside)))
        place += len(inside) + len(after)
    return ranges


def window_around(text: str, marks: Spans, *, first: int = 0) -> Window:
    """Return the stretch of a text, from ``first`` on, that holds most of the marks, cut between words."""
    if not marks:
        return Window(Span(0, 0), ())
    best = max(range(len(marks)), key=lambda i: sum(1 for m in marks[i:] if m.end <= marks[i].start + _SNIPPET))
    inside = [m for m in marks[best:] if m.end <= marks[best].start + _SNIPPET] or [marks[best]]
    spare = max(0, _SNIPPET - (inside[-1].end - inside[0].start))
    start = max(first, inside[0].start - spare // 3)
    end = min(len(text), max(inside[-1].end, start + _SNIPPET))
    at = _trimmed(text, start, end, keep=Span(inside[0].start, inside[-1].end))
    return Window(at, tuple(m for m in marks if at.contains(m)))


def _trimmed(text: str, start: int, end: int, *, keep: Span | None = None) -> Span:
    """Return a range without half words and space at its ends."""
    latest = keep.start if keep else end
    earliest = keep.end if keep else start
    if start > 0 and not text[start - 1].isspace():
        while start < latest and not text[start].isspace():
            start += 1
    if end < len(text) and not text[end].isspace():
        cut = end
        while cut > earliest and not text[cut - 1].isspace():
            cut -= 1
        end = cut if cut > earliest or keep else end
    while start < latest and text[start].isspace():
        start += 1
    while end > max(earliest, start) and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
