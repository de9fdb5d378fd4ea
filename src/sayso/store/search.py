"""Search: words in titles and texts, or in what somebody says; facets; snippets with exact spans."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple

from sayso.model.span import Span, Spans, shown, spans_of
from sayso.store.answers import Facets, Found, FoundRow, Window
from sayso.store.reports import HEAD, PLACES, first_statement, head_of, kept, text_in, who_key
from sayso.store.words import name_key, query_for, unfolded

COUNTED: Final = 2_000
"""Facets are counted over this many reports, the first in order: enough to choose by, and quick in any library."""

_MOST: Final = 10_000
"""Beyond this many reports, the words looked for tell nothing apart: the newest come first, and none is counted."""

_MOST_STATEMENTS: Final = 10_000
_FACET_VALUES: Final = 20
_SNIPPET: Final = 240
_NAMES: Final = 4
_STATEMENTS: Final = 8
_MANNER: Final = re.compile(r"[a-z]+")


class _Hits(NamedTuple):
    """The reports that a search found, in order, and how they are ordered."""

    reports: list[int]
    total: int
    order: Literal["best", "newest"] = "best"
    more: bool = False


class _Query(NamedTuple):
    """What is asked: words, who says them (None where anybody may), and conditions on the report."""

    words: str | None
    said: str | None
    report: str
    values: list[Any]

    @property
    def statements(self) -> str:
        """The full-text query for statements."""
        words = f"words : ({self.words})" if self.words else ""
        return " AND ".join(filter(None, (words, self.said)))


def search(connection: sqlite3.Connection, words: str, facets: Facets, *, limit: int, offset: int) -> Found:
    """Return a page of the reports that hold the words, and facets."""
    limit, offset = max(0, limit), max(0, offset)
    query = _query(connection, words, facets)
    if query is None:
        return Found((), 0, limit, offset)
    depth = max(COUNTED, offset + limit)
    if query.said is not None:
        hits = _in_statements(connection, query)
    elif query.words is not None:
        hits = _in_pages(connection, query, depth)
    else:
        hits = _listed(connection, query, depth)
    return Found(
        rows=_rows(connection, hits.reports[offset : offset + limit], query),
        total=hits.total,
        limit=limit,
        offset=offset,
        order=hits.order,
        facets=_facets(connection, hits.reports[:COUNTED]),
        counted=min(len(hits.reports), COUNTED),
        more=hits.more,
    )


def _query(connection: sqlite3.Connection, words: str, facets: Facets) -> _Query | None:
    """Return what is asked, or None where nothing can be found: no words in it, nobody of that name."""
    query = query_for(words)
    if words.strip() and query is None:
        return None
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
    said = []
    if facets.source is not None:
        who = who_ids(connection, facets.source)
        said.append(" OR ".join(f'"w{one}"' for one in who))
    if facets.party is not None:
        key = (who_key(facets.party),)
        party = connection.execute("SELECT id FROM party WHERE key = ?", key).fetchone()
        said.append(f'"p{party[0]}"' if party else "")
    if facets.manner is not None:
        said.append(f'"m{facets.manner}"' if _MANNER.fullmatch(facets.manner) else "")
    if not all(said):
        return None
    by = " AND ".join(f"said : ({one})" for one in said) if said else None
    return _Query(query, by, "".join(f" AND {one}" for one in report), values)


def who_ids(connection: sqlite3.Connection, name: str) -> list[int]:
    """Return the sources that a name may mean: those called exactly so, or else those whose name holds its words."""
    exact = connection.execute("SELECT id FROM who WHERE key = ?", (who_key(name),)).fetchall()
    query = query_for(name)
    if exact or query is None:
        return [int(row[0]) for row in exact]
    rows = connection.execute("SELECT rowid FROM who_words WHERE who_words MATCH ?", (query,)).fetchall()
    return [int(row[0]) for row in rows]


def _listed(connection: sqlite3.Connection, query: _Query, depth: int) -> _Hits:
    """Return all reports that meet the conditions, the last added first."""
    given = f"FROM report r WHERE 1{query.report}"
    (total,) = connection.execute(f"SELECT count(*) {given}", query.values).fetchone()
    rows = connection.execute(
        f"SELECT r.ordinal {given} ORDER BY r.ordinal DESC LIMIT ?", [*query.values, depth]
    ).fetchall()
    return _Hits([int(row[0]) for row in rows], int(total), "newest")


def _in_pages(connection: sqlite3.Connection, query: _Query, depth: int) -> _Hits:
    # CROSS JOIN keeps the order of the tables: first what the words find, then the report's row.
    joined = "CROSS JOIN report r ON r.ordinal = page_words.rowid" if query.report else ""
    given = f"FROM page_words {joined} WHERE page_words MATCH ?{query.report}"
    values = [query.words, *query.values]
    most = max(_MOST, depth)
    newest = connection.execute(
        f"SELECT page_words.rowid {given} ORDER BY page_words.rowid DESC LIMIT ?", [*values, most + 1]
    ).fetchall()
    if len(newest) > _MOST:
        found = [int(row[0]) for row in newest[:most]]
        return _Hits(found, len(found), "newest", more=len(newest) > most)
    best = connection.execute(
        f"SELECT page_words.rowid {given} ORDER BY bm25(page_words, 5.0, 1.0), page_words.rowid LIMIT ?",
        [*values, depth],
    ).fetchall()
    return _Hits([int(row[0]) for row in best], len(newest))


def _in_statements(connection: sqlite3.Connection, query: _Query) -> _Hits:
    """Return the reports with a statement that holds the words and is said as asked for."""
    joined = f"CROSS JOIN report r ON r.ordinal = statement_words.rowid >> {PLACES}" if query.report else ""
    given = f"FROM statement_words {joined} WHERE statement_words MATCH ?{query.report}"
    values = [query.statements, *query.values]
    rows = connection.execute(
        f"SELECT statement_words.rowid >> {PLACES} {given} ORDER BY statement_words.rowid DESC LIMIT ?",
        [*values, _MOST_STATEMENTS + 1],
    ).fetchall()
    newest = list(dict.fromkeys(int(row[0]) for row in rows))
    if len(rows) > _MOST_STATEMENTS or query.words is None:
        return _Hits(newest, len(newest), "newest", more=len(rows) > _MOST_STATEMENTS)
    scores: dict[int, float] = {}
    for report, score in connection.execute(
        f"SELECT statement_words.rowid >> {PLACES}, bm25(statement_words, 1.0, 0.0) {given}", values
    ).fetchall():
        scores[report] = min(score, scores.get(report, 0.0))
    return _Hits(sorted(scores, key=lambda report: (scores[report], report)), len(scores))


def _facets(connection: sqlite3.Connection, found: Sequence[int]) -> dict[str, tuple[tuple[str, int], ...]]:
    outlets: Counter[str] = Counter()
    called: dict[str, str] = {}
    languages: Counter[str] = Counter()
    said: Counter[str] = Counter()
    for key, outlet, language, tokens in connection.execute(
        "SELECT r.outlet_key, r.outlet, r.language, r.said FROM json_each(?) j CROSS JOIN report r"
        " ON r.ordinal = j.value",
        (json.dumps(list(found)),),
    ).fetchall():
        if outlet is not None:
            outlets[key] += 1
            called.setdefault(key, outlet)
        if language is not None:
            languages[language] += 1
        said.update(tokens.split())
    return {
        "outlet": tuple((called[key], count) for key, count in _commonest(outlets)),
        "party": _named(connection, "party", said, "p"),
        "source": _named(connection, "who", said, "w"),
        "manner": tuple(_commonest({token[1:]: count for token, count in said.items() if token[0] == "m"})),
        "language": tuple(_commonest(languages)),
    }


def _commonest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:_FACET_VALUES]


def _named(
    connection: sqlite3.Connection, table: Literal["party", "who"], said: Mapping[str, int], letter: str
) -> tuple[tuple[str, int], ...]:
    counts = _commonest({token[1:]: count for token, count in said.items() if token[0] == letter})
    rows = connection.execute(
        f"SELECT id, name FROM {table} WHERE id IN (SELECT value FROM json_each(?))",
        (json.dumps([int(one) for one, _ in counts]),),
    ).fetchall()
    names = {str(one): str(name) for one, name in rows}
    return tuple((names[one], count) for one, count in counts if one in names)


def _rows(connection: sqlite3.Connection, page: Sequence[int], query: _Query) -> tuple[FoundRow, ...]:
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
        if query.said is not None:
            snippet, marks, at, statements = _statement_snippet(connection, ordinal, query, text)
        else:
            window = Window(Span(0, 0), ())
            if query.words:
                window, title_marks = _page_snippet(connection, ordinal, query.words, text, head.title or "")
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
    connection: sqlite3.Connection, ordinal: int, query: _Query, text: str
) -> tuple[str, Spans, Spans, tuple[str, ...]]:
    rows = connection.execute(
        "SELECT rowid, highlight(statement_words, 0, char(1), char(2)) FROM statement_words"
        " WHERE statement_words MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid LIMIT ?",
        (query.statements, first_statement(ordinal), first_statement(ordinal + 1) - 1, _STATEMENTS),
    ).fetchall()
    if not rows:
        return "", (), (), ()
    # Not by bm25, which would count its words through all of the library for each row.
    rows.sort(key=lambda row: -len(marked(row[1])))
    told = [
        connection.execute("SELECT id, spans FROM statement WHERE ordinal = ?", (row[0],)).fetchone() for row in rows
    ]
    spans = spans_of(json.loads(told[0][1]))
    snippet = shown(text, spans)
    return snippet, unfolded(snippet, marked(rows[0][1])), spans, tuple(str(one[0]) for one in told)


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
