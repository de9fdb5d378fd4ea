"""The JSON API: the same schemas as the command line's, described by OpenAPI."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, FastAPI
from starlette.exceptions import HTTPException
from starlette.requests import Request

from sayso.faces.web.bench import bench_of

DESCRIPTION = "Reports, who says what in them, and where each claim rests. Sayso never says what is true."

router = APIRouter(prefix="/api")


@router.get("/jobs/{id_}", tags=["adding"])
def job(request: Request, id_: str) -> dict[str, Any]:
    """Return how far the reports are that were handed in together."""
    found = bench_of(request).adding.job(id_)
    if found is None:
        raise HTTPException(404, "No such reports were handed in since the workbench was started.")
    return found.plain()


def describe(app: FastAPI) -> None:
    """Put the published schemas into the application's description."""
