"""Dossiers: named selections of reports, each with its trace, to be read and printed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sayso.faces.chain_picture import shown_time
from sayso.faces.web.bench import bench_of, own_form, page, went, who_decides, with_claims, words
from sayso.faces.web.claim_view import BenchView
from sayso.faces.web.pages.claim import reading_of
from sayso.model.reading import Reading
from sayso.model.trace import Trace
from sayso.store.answers import Dossier

router = APIRouter()

Form = Annotated[FormData, Depends(own_form)]

MOST_REPORTS = 2_000


@router.get("/dossiers")
def dossiers(request: Request) -> Response:
    """List the dossiers."""
    found = [(d, shown_time(d.when)) for d in bench_of(request).library.dossiers()]
    return page(request, "dossiers.html", at="Dossiers", found=found)


@router.post("/dossiers/put")
def put(request: Request, form: Form) -> Response:
    """Put picked reports into a dossier, be it a new one."""
    shelf = bench_of(request).library
    picked = [v for v in form.getlist("report") if isinstance(v, str)]
    id_ = words(form, "dossier", 100)
    known: Dossier | None = shelf.dossier(id_) if id_ else None
    if not picked and known is not None:
        raise HTTPException(400, "Pick reports first: each has a box to tick.")
    name = known.name if known else words(form, "name", 200)
    if not name:
        raise HTTPException(400, "A new dossier needs a name.")
    who = who_decides(request, form)
    reports = tuple(dict.fromkeys([*(known.reports if known else ()), *picked]))
    _bounded(reports)
    saved = shelf.save_dossier(
        name,
        reports,
        note=known.note if known else words(form, "note"),
        who=who,
        dossier_id=known.id if known else None,
    )
    return went(request, f"/dossiers/{saved.id}", did="dossier", who=who)


def _bounded(reports: tuple[str, ...]) -> None:
    if len(reports) > MOST_REPORTS:
        raise HTTPException(400, f"A dossier on a page may have {MOST_REPORTS:,} reports, not more.")


class DossierView(BenchView):
    """A dossier's trace under the dossier's name."""

    def __init__(self, dossier: Dossier, trace: Trace, readings: Sequence[Reading]) -> None:
        super().__init__(trace, readings)
        self.name_of_dossier = dossier.name

    @property
    def title(self) -> str:
        """What the page is called."""
        return self.name_of_dossier

    @property
    def counted(self) -> str:
        """How much there is in it."""
        return super().title


def held(request: Request, id_: str) -> Dossier:
    """Return a dossier.

    Raises:
        HTTPException: There is none of that id.
    """
    dossier: Dossier | None = bench_of(request).library.dossier(id_)
    if dossier is None:
        raise HTTPException(404, "There is no such dossier.")
    return dossier


@router.get("/dossiers/{id_}")
def dossier(request: Request, id_: str) -> Response:
    """Show a dossier and its trace."""
    shelf = bench_of(request).library
    found = held(request, id_)
    # A report that was removed since then is no longer there to be traced.
    there = [report for report in found.reports if shelf.holds(report)]
    readings = [r for r in (reading_of(request, report) for report in there) if r is not None]
    trace = bench_of(request).trace_of(with_claims(request), there, readings) if there else Trace()
    return page(
        request,
        "dossier.html",
        at="Dossiers",
        d=found,
        when=shown_time(found.when),
        view=DossierView(found, trace, readings),
        gone=len(found.reports) - len(there),
        heads=[(r.report.id, " ".join((r.report.title or r.report.id).split()), r.report.outlet) for r in readings],
    )


@router.post("/dossiers/{id_}/save")
def save(request: Request, id_: str, form: Form) -> Response:
    """Rename a dossier, note something, take reports out, or put it away."""
    shelf = bench_of(request).library
    found = held(request, id_)
    who = who_decides(request, form)
    if words(form, "verb", 10) == "delete":
        shelf.delete_dossier(id_, who=who, why=words(form, "why") or None)
        return went(request, "/dossiers", did="away", who=who)
    out = {v for v in form.getlist("out") if isinstance(v, str)}
    reports = tuple(r for r in found.reports if r not in out and shelf.holds(r))
    name = words(form, "name", 200) or found.name
    shelf.save_dossier(name, reports, note=words(form, "note"), who=who, dossier_id=id_)
    return went(request, f"/dossiers/{id_}", did="dossier", who=who)
