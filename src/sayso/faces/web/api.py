"""The JSON API: the same schemas as the command line's, described by OpenAPI."""

from __future__ import annotations

import json
from dataclasses import asdict
from importlib.resources import files
from typing import Annotated, Any

from fastapi import APIRouter, Body, FastAPI, Query
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel, ConfigDict, Field
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from sayso import __version__
from sayso.faces.library_plain import found_to_plain, record_to_plain, sources_to_plain
from sayso.faces.web.adding import Document
from sayso.faces.web.bench import bench_of, with_claims
from sayso.model.contract import json_text, to_json
from sayso.model.decision import Decision
from sayso.model.decision_contract import decision_from_plain, decision_to_plain
from sayso.model.errors import InputError
from sayso.model.trace import Trace
from sayso.model.trace_contract import trace_to_plain
from sayso.stages.admit.dates import iso_date
from sayso.stages.trace import strike as without
from sayso.store.answers import Facets

DESCRIPTION = """Reports, who says what in them, and where each claim rests. Sayso never says what is true.

Readings, traces, decisions, searches and sources are the same as the command line writes: `sayso schema reading`
and its like describe them. Every span is `[start, end]` in Unicode characters of the
report's text.

Writes are JSON and come from this machine, or carry `Authorization: Bearer TOKEN` where a token is needed.
Errors are `{"error": {"status", "says"}}`."""

_SCHEMAS = ("reading", "trace", "decision", "search", "sources", "source")

Limit = Annotated[int, Query(ge=1, le=200)]
Offset = Annotated[int, Query(ge=0, le=10_000_000)]
Word = Annotated[str | None, Query(max_length=400)]


class Fault(BaseModel):
    """Why something could not be done."""

    status: int
    says: str


class Failed(BaseModel):
    """An answer that says why there is none."""

    error: Fault


def _may(*statuses: int) -> dict[int | str, dict[str, Any]]:
    return {status: {"model": Failed} for status in (*statuses, 400, 401, 403, 413, 415, 421, 422, 503)}


router = APIRouter(prefix="/api", responses=_may())


def _of(name: str) -> dict[int | str, dict[str, Any]]:
    schema = {"$ref": f"#/components/schemas/sayso.{name}"}
    return {200: {"description": f"sayso.{name}/1", "content": {"application/json": {"schema": schema}}}}


def _json(plain: Any, status: int = 200) -> Response:
    return Response(json_text(plain).encode("utf-8", "replace"), status, media_type="application/json")


def _told(text: str) -> None:
    """Refuse what cannot be kept or looked for.

    Raises:
        HTTPException: The text holds half of a character.
    """
    if any("\ud800" <= c <= "\udfff" for c in text):
        raise HTTPException(422, "The text holds half of a character (a lone surrogate).")


# --- reports


@router.get("/reports", tags=["reports"], responses=_of("search"))
def reports(
    request: Request,
    q: Word = None,
    outlet: Word = None,
    party: Word = None,
    source: Word = None,
    manner: Word = None,
    language: Word = None,
    since: Word = None,
    until: Word = None,
    refused: bool | None = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> Response:
    """Look reports up, by words and facets; without words, all of them, newest first."""
    facets = Facets(
        outlet=outlet,
        since=since,
        until=until,
        source=source,
        party=party,
        manner=manner,
        language=language,
        refused=refused,
    )
    found = bench_of(request).library.search(q or "", facets, limit=limit, offset=offset)
    return _json(found_to_plain(found, q or ""))


class NewReport(BaseModel):
    """A report to add: what a line of JSON lines holds."""

    model_config = ConfigDict(extra="forbid")

    text: str | None = Field(None, max_length=20_000_000, description="The plain text; or else html.")
    html: str | None = Field(None, max_length=20_000_000, description="The page; or else text.")
    id: str | None = Field(None, max_length=500, description="Your own id; it may repeat.")
    url: str | None = Field(None, max_length=4_000)
    outlet: str | None = Field(None, max_length=500)
    title: str | None = Field(None, max_length=2_000)
    authors: list[Annotated[str, Field(max_length=500)]] = Field(default_factory=list, max_length=200)
    published: str | None = Field(None, max_length=60, description="ISO 8601: a date, or a time with its zone.")


@router.post("/reports", tags=["reports"], status_code=202, responses=_may())
def add_report(request: Request, report: NewReport) -> JSONResponse:
    """Hand a report in; the job says what became of it."""
    if (report.text is None) == (report.html is None):
        raise HTTPException(400, "Give the report's text, or its html.")
    if report.published is not None and iso_date(report.published) is None:
        raise HTTPException(400, f"{report.published!r} is not a date; write it as 2026-03-04.")
    line = json.dumps({k: v for k, v in report.model_dump().items() if v not in (None, [])})
    job = bench_of(request).adding.start([Document("report.jsonl", line.encode("utf-8"))])
    return JSONResponse(job.plain(), 202, {"location": f"/api/jobs/{job.id}"})


@router.get("/jobs/{id_}", tags=["reports"], responses=_may(404))
def job(request: Request, id_: str) -> dict[str, Any]:
    """Return how far the reports are that were handed in together."""
    found = bench_of(request).adding.job(id_)
    if found is None:
        raise HTTPException(404, "No such reports were handed in since the workbench was started.")
    return found.plain()


@router.get("/reports/{id_}", tags=["reports"], responses=_of("reading") | _may(404, 410))
def report(request: Request, id_: str, machine: bool = False) -> Response:
    """Return a report with all that was found in it, decisions put over it, or as the machine found it."""
    shelf = bench_of(request).library
    decided = shelf.decided(id_)
    if decided is None:
        gone = shelf.is_removed(id_)
        if gone is not None:
            raise HTTPException(410, f"That report was removed on {gone.removed[:10]}.")
        raise HTTPException(404, "The library holds no such report.")
    text = to_json(decided.machine if machine else decided.reading, version=__version__)
    return Response(text.encode("utf-8", "replace"), media_type="application/json")


class Removal(BaseModel):
    """Who removes a report, and why."""

    model_config = ConfigDict(extra="forbid")

    who: str = Field(min_length=1, max_length=80)
    why: str = Field(min_length=1, max_length=2_000)


@router.post("/reports/{id_}/remove", tags=["reports"], responses=_may(404))
def remove_report(request: Request, id_: str, removal: Removal) -> dict[str, str]:
    """Remove a report for good."""
    shelf = bench_of(request).library
    if not shelf.holds(id_):
        raise HTTPException(404, "The library holds no such report.")
    _told(removal.who + removal.why)
    shelf.remove(id_, who=removal.who, why=removal.why)
    return {"removed": id_}


# --- claims and sources


@router.get("/claims", tags=["claims"])
def claims(
    request: Request,
    q: Word = None,
    report: Word = None,
    source: Word = None,
    limit: Limit = 20,
    offset: Offset = 0,
) -> dict[str, Any]:
    """List claims, the most carried first."""
    found = with_claims(request).claims(words=q, report=report, source=source, limit=limit, offset=offset)
    return {
        "total": found.total,
        "limit": found.limit,
        "offset": found.offset,
        "claims": [asdict(row) for row in found.rows],
    }


@router.get("/claims/{id_}", tags=["claims"], responses=_of("trace") | _may(404))
def claim(request: Request, id_: str, strike: Annotated[list[str] | None, Query(max_length=50)] = None) -> Response:
    """Return the trace of one claim; ``strike`` names sources to do without, and decides nothing."""
    trace = with_claims(request).claim(id_)
    if trace is None:
        raise HTTPException(404, "There is no such claim.")
    return _json(trace_to_plain(_without(trace, strike), version=__version__))


def _without(trace: Trace, names: list[str] | None) -> Trace:
    if not names:
        return trace
    found, absent = without(trace, names)
    if absent:
        raise HTTPException(400, f"No source is called “{absent[0].name}”.")
    return found


@router.get("/sources", tags=["sources"], responses=_of("sources"))
def sources(request: Request, name: Word = None, limit: Limit = 20, offset: Offset = 0) -> Response:
    """List sources, those of most reports first."""
    return _json(sources_to_plain(bench_of(request).library.sources(name, limit=limit, offset=offset)))


@router.get("/sources/{id_:path}", tags=["sources"], responses=_of("source") | _may(404))
def source(request: Request, id_: str, limit: Limit = 50, offset: Offset = 0) -> Response:
    """Return what a source is on record for, by time."""
    found = bench_of(request).library.source(id_, limit=limit, offset=offset)
    if found is None:
        raise HTTPException(404, "The library has no such source.")
    return _json(record_to_plain(found))


# --- dossiers


class NewDossier(BaseModel):
    """A dossier to keep."""

    model_config = ConfigDict(extra="forbid")

    name: str = Field(min_length=1, max_length=200)
    reports: list[Annotated[str, Field(max_length=100)]] = Field(default_factory=list, max_length=2_000)
    note: str = Field("", max_length=2_000)
    who: str = Field(min_length=1, max_length=80)


@router.get("/dossiers", tags=["dossiers"])
def dossiers(request: Request) -> list[dict[str, Any]]:
    """List the dossiers."""
    return [asdict(dossier) for dossier in bench_of(request).library.dossiers()]


@router.post("/dossiers", tags=["dossiers"], status_code=201)
def save_dossier(request: Request, dossier: NewDossier) -> dict[str, Any]:
    """Keep a new dossier."""
    _told(dossier.name + dossier.note + dossier.who + "".join(dossier.reports))
    saved = bench_of(request).library.save_dossier(
        dossier.name, dossier.reports, note=dossier.note, who=dossier.who, dossier_id=None
    )
    return asdict(saved)


@router.get("/dossiers/{id_}", tags=["dossiers"], responses=_may(404))
def dossier(request: Request, id_: str) -> dict[str, Any]:
    """Return a dossier."""
    found = bench_of(request).library.dossier(id_)
    if found is None:
        raise HTTPException(404, "There is no such dossier.")
    told: dict[str, Any] = asdict(found)
    return told


@router.get("/dossiers/{id_}/trace", tags=["dossiers"], responses=_of("trace") | _may(404))
def dossier_trace(
    request: Request, id_: str, strike: Annotated[list[str] | None, Query(max_length=50)] = None
) -> Response:
    """Return a dossier's trace."""
    shelf = bench_of(request).library
    found = shelf.dossier(id_)
    if found is None:
        raise HTTPException(404, "There is no such dossier.")
    there = [report for report in found.reports if shelf.holds(report)]
    trace = with_claims(request).trace(there) if there else Trace()
    return _json(trace_to_plain(_without(trace, strike), version=__version__))


# --- decisions


@router.get("/decisions", tags=["decisions"])
def decisions(request: Request, report: Word = None, withdrawn: bool = False) -> Response:
    """Return what was decided, in that order: what stands, or the whole log."""
    log = bench_of(request).library.decisions(report=report, withdrawn=withdrawn)
    return _json([decision_to_plain(decision) for decision in log])


@router.post("/decisions", tags=["decisions"], status_code=201)
def decide(
    request: Request,
    decision: Annotated[
        dict[str, Any],
        Body(examples=[{"verb": "note", "of": ["r0123456789abcdef"], "who": "Mara", "why": "Ask for the tape."}]),
    ],
) -> Response:
    """Append a decision (`sayso.decision/1`); it comes back with its time and id."""
    told: Decision = decision_from_plain(decision)
    if not (told.who or "").strip():
        raise InputError("a decision is kept with a name: say who decides")
    _told(json.dumps(decision, ensure_ascii=False))
    return _json(decision_to_plain(bench_of(request).library.decide(told)), 201)


class Withdrawal(BaseModel):
    """Who takes a decision back, and why."""

    model_config = ConfigDict(extra="forbid")

    who: str = Field(min_length=1, max_length=80)
    why: str | None = Field(None, max_length=2_000)


@router.post("/decisions/{id_}/withdraw", tags=["decisions"], status_code=201)
def withdraw(request: Request, id_: str, withdrawal: Withdrawal) -> Response:
    """Take a decision back; both stay in the log."""
    _told(id_ + withdrawal.who + (withdrawal.why or ""))
    made = bench_of(request).library.withdraw(id_, who=withdrawal.who, why=withdrawal.why)
    return _json(decision_to_plain(made), 201)


# --- what it says of itself


def describe(app: FastAPI) -> None:
    """Put the published schemas into the application's description."""

    def described() -> dict[str, Any]:
        if app.openapi_schema is None:
            made = get_openapi(title=app.title, version=app.version, description=DESCRIPTION, routes=app.routes)
            for name in _SCHEMAS:
                made["components"]["schemas"].update(_published(name))
            body = made["paths"]["/api/decisions"]["post"]["requestBody"]["content"]["application/json"]
            body["schema"] = {"$ref": "#/components/schemas/sayso.decision"}
            app.openapi_schema = made
        return app.openapi_schema

    app.openapi = described  # type: ignore[method-assign]


def _published(name: str) -> dict[str, Any]:
    """Return a published schema and its definitions as components, their references turned to match."""
    text = files("sayso.faces").joinpath("schema", f"{name}-1.json").read_text("utf-8")
    schema: dict[str, Any] = json.loads(text.replace("#/$defs/", f"#/components/schemas/sayso.{name}."))
    definitions = schema.pop("$defs", {})
    for key in ("$schema", "$id"):
        schema.pop(key, None)
    return {f"sayso.{name}": schema} | {f"sayso.{name}.{key}": value for key, value in definitions.items()}
