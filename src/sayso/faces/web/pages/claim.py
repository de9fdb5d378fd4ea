"""A claim's page: on what it rests, who has it from whom, and what can be decided about it."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Query
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.faces.web.bench import bench_of, own_form, page, went, who_decides, with_claims, words
from sayso.faces.web.claim_view import Workbench, beside, source_anchor, statement_anchor
from sayso.faces.web.deciding import decide, decided_of
from sayso.model.decision import Anchor, Decision, Verb
from sayso.model.reading import Reading

router = APIRouter()

Form = Annotated[FormData, Depends(own_form)]
Id = Annotated[str, Query(max_length=200)]

PAGE_SIZE = 25
_NEAREST = 8
_MOST_READ = 250


@router.get("/claims")
def claims(
    request: Request,
    q: Annotated[str, Query(max_length=400)] = "",
    report: Id = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """List the claims, the most carried first; or those of one report."""
    shelf = with_claims(request)
    found = shelf.claims(words=q.strip() or None, report=report or None, limit=PAGE_SIZE, offset=offset)

    def address(offset: int) -> str:
        from urllib.parse import urlencode

        return "/claims?" + urlencode({k: v for k, v in (("q", q), ("report", report), ("offset", offset)) if v})

    carrier = shelf.reading(report) if report else None
    return page(request, "claims.html", at="Claims", q=q, carrier=carrier, found=found, address=address)


@router.get("/statements/{report}/{statement}")
def claim_of(request: Request, report: str, statement: str, did: Annotated[str, Query(max_length=20)] = "") -> Response:
    """Lead to the claim that a statement makes today."""
    id_ = with_claims(request).claim_of(report, statement)
    if id_ is None:
        raise HTTPException(404, "No claim holds that statement any more.")
    return RedirectResponse(f"/claims/{id_}" + (f"?did={did}" if did.isalpha() else ""), 303)


def held(request: Request, id_: str, tried: list[str] | None = None) -> Workbench:
    """Return a claim of the library with its readings.

    Raises:
        HTTPException: There is none of that id.
    """
    trace = with_claims(request).claim(id_)
    if trace is None or not trace.claims:
        raise HTTPException(404, "There is no such claim: it may have been merged, split, or found anew.")
    readings = [reading_of(request, head.id) for head in trace.reports[:_MOST_READ]]
    return Workbench(trace, [r for r in readings if r is not None], tried or [])


def reading_of(request: Request, report: str) -> Reading | None:
    """Return a report's reading with decisions over it."""
    decided = bench_of(request).library.decided(report)
    return decided.reading if decided is not None else None


@router.get("/claims/{id_}")
def claim(
    request: Request,
    id_: str,
    strike: Annotated[list[Id] | None, Query(max_length=50)] = None,
    a: Id = "",
    b: Id = "",
    like: Annotated[str, Query(max_length=400)] = "",
) -> Response:
    """Show one claim."""
    shelf = bench_of(request).library
    work = held(request, id_, strike)
    near = shelf.claims(words=like.strip(), limit=_NEAREST + 1, offset=0).rows if like.strip() else ()
    ids = {o.report for o in work.claim.statements}
    own = {(o.report, s.start) for o in work.claim.statements for s in o.spans}
    about = [
        decided_of(d)
        for d in shelf.decisions()
        if d.verb in ("same claim", "different claim", "cut", "tie", "cut step")
        and any(x.report in ids and x.content and (x.report, x.content[0].start) in own for x in d.anchors)
    ]
    return page(
        request,
        "claim.html",
        at="Claims",
        w=work,
        c=work.shown,
        about=about,
        near=[row for row in near if row.id != id_][:_NEAREST],
        like=like,
        beside=beside(work, a, b) if a and b else None,
        a=a,
        b=b,
    )


@router.post("/claims/{id_}/decide")
def decide_claim(request: Request, id_: str, form: Form) -> Response:
    """Merge or split, cut or add a tie, cut a step, strike a source."""
    work = held(request, id_)
    who = who_decides(request, form)
    verb = words(form, "verb", 20)
    makers = {
        "split": _split,
        "merge": _merge,
        "cut": _cut,
        "tie": _tie,
        "step": _step,
        "strike": _strike,
        "unstrike": _strike,
    }
    if verb not in makers:
        raise HTTPException(400, "Nothing is known that is called that.")
    told, anchors, certain = makers[verb](request, work, form)
    decision = Decision(told, who=who, why=words(form, "why") or None, anchors=anchors, certain=certain)
    decide(bench_of(request).library, decision)
    first = work.claim.statements[0]
    at = with_claims(request).claim_of(first.report, first.statement)
    return went(request, f"/claims/{at}" if at else "/claims", did=verb, who=who)


Made = tuple[Verb, tuple[Anchor, ...], bool]


def _split(request: Request, work: Workbench, form: FormData) -> Made:
    report, statement = _statement(form, "statement")
    one = _anchor(request, report, statement)
    other = next((o for o in work.claim.statements if (o.report, o.statement) != (report, statement)), None)
    if other is None:
        raise HTTPException(400, "A claim of one statement cannot be split.")
    return "different claim", (one, _anchor(request, other.report, other.statement)), True


def _merge(request: Request, work: Workbench, form: FormData) -> Made:
    other = bench_of(request).library.claim(words(form, "claim", 200))
    if other is None or not other.claims or other.claims[0].id == work.claim.id:
        raise HTTPException(400, "Choose the other claim.")
    mine, theirs = work.claim.statements[0], other.claims[0].statements[0]
    return (
        "same claim",
        (_anchor(request, mine.report, mine.statement), _anchor(request, theirs.report, theirs.statement)),
        True,
    )


def _cut(request: Request, work: Workbench, form: FormData) -> Made:
    id_ = words(form, "tie", 200)
    tie = next((t for t in work.claim.ties if t.id == id_), None)
    if tie is None:
        raise HTTPException(400, "There is no such tie.")
    return "cut", _ends(request, work, *tie.between), True


def _tie(request: Request, work: Workbench, form: FormData) -> Made:
    a, b = words(form, "one", 200), words(form, "other", 200)
    known = {id_ for id_, _ in work.origins}
    if a == b or a not in known or b not in known:
        raise HTTPException(400, "Choose two origins of this claim.")
    return "tie", _ends(request, work, a, b), words(form, "certain", 10) != "possible"


def _ends(request: Request, work: Workbench, *origins: str) -> tuple[Anchor, ...]:
    """Return anchors of statements that end in the origins, by which a tie between them is known."""
    anchors = []
    for origin in origins:
        at = work.ends_in(origin)
        if at is None:
            raise HTTPException(400, "No statement ends in that origin.")
        anchors.append(_anchor(request, at.report, at.statement))
    return tuple(anchors)


def _step(request: Request, work: Workbench, form: FormData) -> Made:
    later, former = _statement(form, "statement"), _statement(form, "former")
    return "cut step", (_anchor(request, *later), _anchor(request, *former)), True


def _strike(request: Request, work: Workbench, form: FormData) -> Made:
    id_ = words(form, "source", 200)
    source = next((s for s in work.trace.sources if s.id == id_), None)
    for member in source.members if source else ():
        reading = reading_of(request, member.report)
        anchor = source_anchor(reading, member.source) if reading else None
        if anchor is not None:
            return ("unstrike" if words(form, "verb", 20) == "unstrike" else "strike"), (anchor,), True
    raise HTTPException(400, "There is no such source.")


def _statement(form: FormData, field: str) -> tuple[str, str]:
    report, _, statement = words(form, field, 200).partition("/")
    return report, statement


def _anchor(request: Request, report: str, statement: str) -> Anchor:
    reading = reading_of(request, report)
    anchor = statement_anchor(reading, statement) if reading else None
    if anchor is None:
        raise HTTPException(400, "There is no such statement.")
    return anchor
