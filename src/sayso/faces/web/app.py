"""The workbench as one application: guarded, with its pages, its files and its API."""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import cache, partial
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from sayso import __version__
from sayso.faces.web import api
from sayso.faces.web.adding import Adding, FullError, Reads
from sayso.faces.web.bench import BehindError, Bench, Library, NamelessError, ask_who, page
from sayso.faces.web.pages import ROUTERS
from sayso.faces.web.security import Guard, Hosts, Keys, Limits, check_address
from sayso.faces.web.static import static
from sayso.model.errors import InputError

_SAYS = {
    404: "There is nothing here.",
    405: "That cannot be done here.",
    422: "The address or the form holds something that does not belong there.",
}


class _Guarded(FastAPI):
    """An application behind its guard: outside of everything else, so that no answer goes without its headers."""

    guard: Guard

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request that the guard lets in."""
        await self.guard(scope, receive, send)


def make_app(
    library: Library,
    *,
    token: str | None = None,
    pipeline: Reads | None = None,
    host: str = "127.0.0.1",
    names: Iterable[str] = (),
    limits: Limits | None = None,
) -> FastAPI:
    """Return the workbench over a library.

    Args:
        library: The library, open for writing.
        token: What people must give once to come in; needed where others can reach the address.
        pipeline: What reads the reports that are handed in; by default Sayso's own, loaded with the first.
        host: The address that will be served, by which the workbench knows its own name.
        names: Further names under which it answers.
        limits: How much one request may send, and how long that may take.

    Raises:
        InputError: The address can be reached from other machines, and there is no token.
    """
    check_address(host, token)
    keys, limits = Keys(token), limits or Limits()
    reader: Callable[[], Reads] = _own_pipeline if pipeline is None else lambda: pipeline
    bench = Bench(library, Adding(library, reader), keys, limits)

    @asynccontextmanager
    async def living(_: FastAPI) -> AsyncIterator[None]:
        bench.adding.catch_up()
        yield
        bench.adding.close()

    app = _Guarded(
        title="Sayso",
        version=__version__,
        description=api.DESCRIPTION,
        lifespan=living,
        openapi_url="/api/openapi.json",
        # Both would fetch their scripts from somebody else's server.
        docs_url=None,
        redoc_url=None,
        routes=[Route("/static/{name}", static, include_in_schema=False)],
    )
    app.guard = Guard(partial(FastAPI.__call__, app), keys=keys, hosts=Hosts.of(host, names), limits=limits)
    app.state.bench = bench
    app.include_router(api.router)
    for router in ROUTERS:
        app.include_router(router, include_in_schema=False)
    app.add_exception_handler(HTTPException, _not_done)
    app.add_exception_handler(RequestValidationError, _not_understood)
    app.add_exception_handler(NamelessError, ask_who)
    app.add_exception_handler(InputError, _unusable)
    app.add_exception_handler(BehindError, _behind)
    app.add_exception_handler(FullError, _full)
    app.add_exception_handler(sqlite3.OperationalError, _busy)
    app.add_exception_handler(Exception, _broken)
    api.describe(app)
    return app


@cache
def _own_pipeline() -> Reads:
    from sayso.pipeline import Pipeline

    return Pipeline()


def _told(request: Request, status: int, says: str) -> Response:
    if request.url.path.startswith("/api/"):
        return JSONResponse({"error": {"status": status, "says": says}}, status)
    return page(request, "error.html", status=status, says=says)


def _not_done(request: Request, error: Any) -> Response:
    says = str(error.detail)
    generic = says in ("Not Found", "Method Not Allowed")
    response = _told(request, error.status_code, _SAYS.get(error.status_code, says) if generic else says)
    for name, value in (error.headers or {}).items():
        response.headers[name] = value
    return response


def _not_understood(request: Request, error: Any) -> Response:
    first = next(iter(error.errors()), {"loc": (), "msg": ""})
    where = ".".join(str(part) for part in first["loc"][1:])
    says = _SAYS[422] + (f" {where}: {first['msg']}." if first["msg"] else "")
    return _told(request, 422, says)


def _unusable(request: Request, error: Exception) -> Response:
    return _told(request, 400, str(error))


def _behind(request: Request, error: Exception) -> Response:
    if request.url.path.startswith("/api/"):
        response = _told(request, 503, str(error))
    else:
        response = page(request, "behind.html", status=503, says=str(error))
    response.headers["retry-after"] = "3"
    return response


def _full(request: Request, error: Exception) -> Response:
    return _told(request, 503, str(error))


def _busy(request: Request, error: Exception) -> Response:
    if "locked" in str(error) or "busy" in str(error):
        return _told(request, 503, "The library is busy with another writer. Nothing was changed; try again.")
    return _broken(request, error)


def _broken(request: Request, error: Exception) -> Response:
    return _told(request, 500, f"Sayso itself failed on this ({type(error).__name__}). Please report it.")
