"""The log of decisions: who decided what, when and why; undone ones stay to be seen."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.requests import Request
from starlette.responses import Response

from sayso.faces.web.bench import bench_of, page
from sayso.faces.web.deciding import Decided, about, decided_of, log_of, outcome_shown

router = APIRouter()

PAGE_SIZE = 25


@dataclass(frozen=True, slots=True)
class LogPage:
    """A page of the log, newest first."""

    rows: tuple[Decided, ...]
    total: int
    limit: int
    offset: int


@router.get("/decisions")
def decisions(request: Request, offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0) -> Response:
    """Show the log, and the decisions that fit nothing any more."""
    shelf = bench_of(request).library
    log = log_of(shelf.decisions(withdrawn=True))
    reading_of = cache(shelf.reading)
    rows = [
        decided_of(decision, taken_back=gone, subject=about(decision, reading_of))
        for decision, gone in log[offset : offset + PAGE_SIZE]
    ]
    found = LogPage(tuple(rows), len(log), PAGE_SIZE, offset)
    return page(
        request,
        "decisions.html",
        at="Decisions",
        found=found,
        orphans=[outcome_shown(o) for o in shelf.orphans()],
        address=lambda offset: f"/decisions?offset={offset}",
    )
