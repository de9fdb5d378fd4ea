"""What a library answers as plain JSON values: ``sayso.search/1``, ``sayso.sources/1``, ``sayso.source/1``."""

from __future__ import annotations

from typing import Any

from sayso.model.span import Spans
from sayso.model.trace import ReportHead
from sayso.store import Found, SourceRecord, SourceRow, Sources


def found_to_plain(found: Found, words: str) -> dict[str, Any]:
    """Return a page of what a search found."""
    return {
        "schema": "sayso.search/1",
        "words": words,
        "total": found.total,
        "more": found.more,
        "limit": found.limit,
        "offset": found.offset,
        "order": found.order,
        "reports": [
            {
                **_head(row.head),
                "language": row.language,
                "received": row.received,
                "attributions": row.attributions,
                "sources": list(row.sources),
                "snippet": row.snippet,
                "marks": _spans(row.marks),
                "spans": _spans(row.at),
                "title_marks": _spans(row.title_marks),
                "statements": list(row.statements),
            }
            for row in found.rows
        ],
        "facets": {
            name: [{"value": value, "reports": count} for value, count in values]
            for name, values in found.facets.items()
        },
        "counted": found.counted,
    }


def sources_to_plain(sources: Sources) -> dict[str, Any]:
    """Return a page of sources."""
    return {
        "schema": "sayso.sources/1",
        "total": sources.total,
        "limit": sources.limit,
        "offset": sources.offset,
        "sources": [_source(row) for row in sources.rows],
    }


def record_to_plain(record: SourceRecord) -> dict[str, Any]:
    """Return a page of what a source is on record for."""
    return {
        "schema": "sayso.source/1",
        "source": _source(record.source),
        "total": record.total,
        "limit": record.limit,
        "offset": record.offset,
        "record": [
            {
                "report": _head(row.head),
                "attribution": row.attribution,
                "statement": row.statement,
                "words": row.words,
                "spans": _spans(row.spans),
                "manner": row.manner,
            }
            for row in record.rows
        ],
    }


def _head(head: ReportHead) -> dict[str, Any]:
    return {
        "id": head.id,
        "external_id": head.external_id,
        "outlet": head.outlet,
        "title": head.title,
        "published": head.published,
        "url": head.url,
        "refused": head.refused,
    }


def _source(row: SourceRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "kind": row.kind,
        "party": row.party,
        "reports": row.reports,
        "statements": row.statements,
        "first": row.first,
        "last": row.last,
        "aliases": list(row.aliases),
        "letter": row.letter,
    }


def _spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]
