"""A source's page: what it is on record for, over time, and what people judged of it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any
from urllib.parse import quote, urlencode

from fastapi import APIRouter, Depends, Query
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sayso.faces.chain_picture import shown_time
from sayso.faces.web.bench import bench_of, own_form, page, went, who_decides, with_claims, words
from sayso.faces.web.claim_view import numbers, source_anchor
from sayso.faces.web.deciding import decide, decided_of
from sayso.faces.web.pages.claim import reading_of
from sayso.model.decision import Anchor, Decision, Letter, Verb
from sayso.store.answers import SourceRecord

router = APIRouter()

Form = Annotated[FormData, Depends(own_form)]

PAGE_SIZE = 25
_MOST_BARS = 60
_MOST_TRIED = 25

LETTERS: dict[Letter, str] = {
    "A": "completely reliable",
    "B": "usually reliable",
    "C": "fairly reliable",
    "D": "not usually reliable",
    "E": "not reliable",
    "F": "reliability cannot be judged",
}


def source_path(id_: str) -> str:
    """Return the address of a source's page; its id may hold any character."""
    return "/sources/" + quote(id_, safe="")


@router.get("/sources")
def sources(
    request: Request,
    q: Annotated[str, Query(max_length=200)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
) -> Response:
    """List the sources, those of most reports first."""
    found = bench_of(request).library.sources(q.strip() or None, limit=PAGE_SIZE, offset=offset)

    def address(offset: int) -> str:
        return "/sources?" + urlencode({k: v for k, v in (("q", q), ("offset", offset)) if v})

    return page(
        request,
        "sources.html",
        at="Sources",
        q=q,
        found=found,
        address=address,
        path=source_path,
    )


def held(request: Request, id_: str, offset: int = 0) -> SourceRecord:
    """Return a source's record.

    Raises:
        HTTPException: There is no such source.
    """
    record: SourceRecord | None = bench_of(request).library.source(id_, limit=PAGE_SIZE, offset=offset)
    if record is None:
        raise HTTPException(404, "The library has no such source.")
    return record


@dataclass(frozen=True, slots=True)
class Lost:
    """A claim that the source is in, and what would be left of it."""

    id: str
    text: str
    before: str
    after: str
    gone: bool


@router.get("/sources/{id_:path}")
def source(
    request: Request,
    id_: str,
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    like: Annotated[str, Query(max_length=200)] = "",
    without: Annotated[str, Query(max_length=1)] = "",
) -> Response:
    """Show one source."""
    shelf = bench_of(request).library
    record = held(request, id_, offset)
    row = record.source
    near = [r for r in shelf.sources(like.strip(), limit=9, offset=0).rows if r.id != id_] if like.strip() else []
    members = set(record.members)
    about = [
        decided_of(d)
        for d in shelf.decisions()
        if d.verb in ("same", "different", "reliability", "strike", "unstrike")
        and any(_is(a, row.name, members) for a in d.anchors)
    ]
    return page(
        request,
        "source.html",
        at="Sources",
        s=row,
        dates=[shown_time(day) for day in dict.fromkeys((row.first, row.last)) if day],
        record=record,
        rows=[(r, shown_time(r.head.published)) for r in record.rows],
        bars=bars([r.head.published for r in record.rows]),
        members=_called(record),
        whole=record.total <= PAGE_SIZE,
        path=source_path(id_),
        path_of=source_path,
        address=lambda offset: f"{source_path(id_)}?offset={offset}",
        letters=LETTERS,
        about=list(reversed(about)),
        near=near,
        like=like,
        tried=_without(request, record) if without == "1" else None,
        without=without,
    )


def _called(record: SourceRecord) -> list[tuple[str, str]]:
    """Return the reports in which the source is, with what to call them and its id there."""
    heads = {row.head.id: row.head for row in record.rows}
    told = []
    for report, own in record.members:
        head = heads.get(report)
        name = (head.outlet or head.title or report) if head else report
        told.append((f"{name}, {shown_time(head.published)}" if head else name, f"{report}/{own}"))
    return told


def _is(anchor: Anchor, name: str, members: set[tuple[str, str]]) -> bool:
    reports = {report for report, _ in members}
    return anchor.kind == "source" and (anchor.name or "").casefold() == name.casefold() and anchor.report in reports


def _without(request: Request, record: SourceRecord) -> list[Lost]:
    """Return what would be left of the claims that the source is in, most carried first."""
    shelf = with_claims(request)
    members = set(record.members)
    found = []
    for row in shelf.claims(source=record.source.id, limit=_MOST_TRIED, offset=0).rows:
        trace = shelf.claim(row.id)
        if trace is None or not trace.claims:
            continue
        struck = [s.id for s in trace.sources if any((m.report, m.source) in members for m in s.members)]
        before, after = numbers(trace.claims[0], trace.struck), numbers(trace.claims[0], (*trace.struck, *struck))
        gone = bool(before.range.most) and not after.range.most
        found.append(Lost(row.id, row.text, before.span, after.span, gone))
    return found


def bars(published: list[str | None]) -> list[tuple[str, int, int]]:
    """Return how many statements there are by month (by day where all are of one month), with heights in per cent."""
    days = sorted(p[:10] for p in published if p)
    if not days:
        return []
    months = {day[:7] for day in days}
    counts = Counter(day if len(months) == 1 else day[:7] for day in days)
    most = max(counts.values())
    told = sorted(counts.items())[-_MOST_BARS:]
    return [(_period(key), count, max(4, round(100 * count / most))) for key, count in told]


def _period(key: str) -> str:
    try:
        return shown_time(key) if len(key) == 10 else date.fromisoformat(key + "-01").strftime("%b %Y")
    except ValueError:
        return key


@router.post("/sources/{id_:path}/decide")
def decide_source(request: Request, id_: str, form: Form) -> Response:
    """Grade a source, strike it, or say that it is the same as, or another than, a second one."""
    record = held(request, id_)
    who = who_decides(request, form)
    verb = words(form, "verb", 20)
    more: dict[str, Any] = {}
    anchors: tuple[Anchor, ...]
    told: Verb
    if verb == "reliability":
        letter = words(form, "letter", 1)
        if letter not in LETTERS:
            raise HTTPException(400, "Choose a letter from A to F.")
        told, anchors, more = "reliability", (_first(request, record),), {"letter": letter}
    elif verb in ("strike", "unstrike"):
        told, anchors = ("strike" if verb == "strike" else "unstrike"), (_first(request, record),)
    elif verb == "same":
        other = bench_of(request).library.source(words(form, "other", 400), limit=PAGE_SIZE, offset=0)
        if other is None or other.source.id == record.source.id:
            raise HTTPException(400, "Choose the other source.")
        told, anchors = "same", (_first(request, record), _first(request, other))
    elif verb == "different":
        report, _, own = words(form, "member", 200).partition("/")
        rest = [m for m in record.members if m != (report, own)]
        if (report, own) not in record.members or not rest:
            raise HTTPException(400, "Choose one report's source among several.")
        told, anchors = "different", (_member(request, *rest[0]), _member(request, report, own))
    else:
        raise HTTPException(400, "Nothing is known that is called that.")
    decide(bench_of(request).library, Decision(told, who=who, why=words(form, "why") or None, anchors=anchors, **more))
    return went(request, source_path(id_), did=verb, who=who)


def _first(request: Request, record: SourceRecord) -> Anchor:
    for member in record.members:
        reading = reading_of(request, member[0])
        anchor = source_anchor(reading, member[1]) if reading else None
        if anchor is not None:
            return anchor
    raise HTTPException(400, "No report has that source any more.")


def _member(request: Request, report: str, source: str) -> Anchor:
    reading = reading_of(request, report)
    anchor = source_anchor(reading, source) if reading else None
    if anchor is None:
        raise HTTPException(400, "No report has that source any more.")
    return anchor
