"""The library's page: what is in it, looked up by words and narrowed down."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from sayso.faces.chain_picture import shown_time
from sayso.faces.web.bench import bench_of, page
from sayso.model.span import Spans
from sayso.store.answers import Facets, FoundRow

router = APIRouter()

PAGE_SIZE = 20

_LABELS = {
    "outlet": "Outlet",
    "party": "Party",
    "source": "Source",
    "manner": "Manner",
    "language": "Language",
    "since": "From",
    "until": "Until",
    "refused": "Not read",
}

# The headline and the first paragraph, say, which are no one sentence.
_LINES = re.compile(r"\s*\n\s*")

Word = Annotated[str, Query(max_length=400)]
Day = Annotated[str, Query(max_length=40)]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody looks for."""

    q: str = ""
    outlet: str = ""
    party: str = ""
    source: str = ""
    manner: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    refused: str = ""

    def address(self, **changed: object) -> str:
        """Return the address of this search, with something changed; empty values are left out."""
        told = {k: str(v) for k, v in (asdict(self) | changed).items() if v not in ("", 0, None)}
        return "/" + (f"?{urlencode(told)}" if told else "")

    def facets(self) -> dict[str, Any]:
        """Return what narrows the search, as the library takes it."""
        told = {k: v for k, v in asdict(self).items() if k not in ("q", "refused") and v}
        return told | ({"refused": True} if self.refused == "1" else {})


@router.get("/")
def library(
    request: Request,
    q: Word = "",
    outlet: Word = "",
    party: Word = "",
    source: Word = "",
    manner: Word = "",
    language: Word = "",
    since: Day = "",
    until: Day = "",
    refused: Annotated[str, Query(max_length=1)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """Show the reports that fit, newest first where no words are looked for."""
    shelf = bench_of(request).library
    asked = Asked(q.strip(), outlet, party, source, manner, language, _day(since), _day(until), refused)
    found = shelf.search(asked.q, Facets(**asked.facets()), limit=PAGE_SIZE, offset=offset)
    set_ = {k: v for k, v in asdict(asked).items() if v and k != "q"}
    return page(
        request,
        "library.html",
        at="Library",
        query=asked,
        found=found,
        counts=shelf.counts(),
        rows=[row_of(row) for row in found.rows],
        facets=[
            (name, _LABELS[name], [(v, n, asked.address(**{name: v})) for v, n in found.facets.get(name, ())])
            for name in ("party", "outlet", "source", "manner", "language")
            if found.facets.get(name) and not getattr(asked, name)
        ],
        narrowed=[
            (_LABELS[name], "yes" if name == "refused" else value, asked.address(**{name: ""}))
            for name, value in set_.items()
        ],
        kept=list(set_.items()),
        dated=[(k, v) for k, v in asdict(asked).items() if v and k not in ("since", "until")],
        refused_address=asked.address(refused="1"),
        address=asked.address,
        dossiers=shelf.dossiers(),
    )


def _day(told: str) -> str:
    """Return a date as it is looked for; nothing where it is none."""
    try:
        return date.fromisoformat(told).isoformat()
    except ValueError:
        return ""


@dataclass(frozen=True, slots=True)
class Row:
    """One report as a list shows it."""

    id: str
    title: str
    facts: tuple[str, ...]
    refused: str | None
    pieces: tuple[tuple[str, bool], ...]
    attributions: int
    sources: tuple[str, ...]


def row_of(row: FoundRow) -> Row:
    """Return what the list shows of a row that the library found."""
    head = row.head
    title = " ".join((head.title or head.external_id or head.url or head.id).split())
    facts = (head.outlet, shown_time(head.published), row.language if row.language != "en" else None)
    return Row(
        head.id,
        title,
        tuple(fact for fact in facts if fact),
        head.refused,
        tuple(_around(row)),
        row.attributions,
        tuple(row.sources)[:4],
    )


def _around(row: FoundRow) -> Iterator[tuple[str, bool]]:
    """Yield the snippet in pieces on one line, with dots where the text goes on."""
    if not row.snippet.strip():
        return
    if row.at and row.at[0].start > 0:
        yield "… ", False
    for piece, marked in pieces_of(row.snippet, row.marks):
        yield _LINES.sub(" · ", piece), marked
    if row.snippet.rstrip()[-1] not in '.!?”"':
        yield " …", False


def pieces_of(text: str, marks: Spans) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, marked or not."""
    at = 0
    for start, end in marks:
        if at < start:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


__all__ = ["Asked", "Row", "pieces_of", "router", "row_of"]
