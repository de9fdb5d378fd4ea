"""A report's page: its text with what was found in it, on whose word, and what was decided about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from sayso.faces.chain_picture import shown_time
from sayso.faces.page import Section
from sayso.faces.summary import excerpt
from sayso.faces.web.bench import back_to, bench_of, own_form, page, went, who_decides, words
from sayso.faces.web.deciding import Decided, by_attribution, decide, decided_of, finding_decision, outcome_shown
from sayso.model.decision import DecidedReading, Decision, anchor_report
from sayso.model.reading import Reading

router = APIRouter()

Form = Annotated[FormData, Depends(own_form)]

KEY = "r"


@dataclass(frozen=True, slots=True)
class Rejected:
    """A finding that somebody rejected: its words, and by whom."""

    id: str
    words: str
    who: str
    decided: tuple[Decided, ...]


class ReportView(Section):
    """A report with what was decided about it, as its page needs it."""

    def __init__(self, decided: DecidedReading, notes: tuple[Decided, ...]) -> None:
        super().__init__(KEY, decided.reading)
        self.machine = decided.machine
        self.notes = notes
        self.decided = by_attribution(decided.machine, decided.outcomes)
        self.orphans = [outcome_shown(o) for o in decided.orphans]
        self.choices = [(s.id, s.name) for s in decided.machine.sources]
        here = {a.id for a in decided.reading.attributions}
        text = decided.machine.text
        names = {s.id: s.name for s in decided.machine.sources}
        self.rejected = [
            Rejected(
                a.id,
                excerpt(text, a.content, 200),
                names.get(a.source_id or "") or excerpt(text, a.source, 80),
                tuple(self.decided.get(a.id, ())),
            )
            for a in decided.machine.attributions
            if a.id not in here
        ]

    @property
    def facts(self) -> list[str]:
        """What the report says of itself, its date as a person reads it."""
        r = self.report
        told = (r.outlet, shown_time(r.published), ", ".join(r.authors), f"credit: {r.credit}" if r.credit else "")
        return [fact for fact in told if fact]


def held(request: Request, id_: str) -> DecidedReading:
    """Return a report that the library holds.

    Raises:
        HTTPException: It holds none of that id.
    """
    decided: DecidedReading | None = bench_of(request).library.decided(id_)
    if decided is None:
        gone = bench_of(request).library.is_removed(id_)
        if gone is not None:
            raise HTTPException(410, f"That report was removed on {gone.removed[:10]} by {gone.who}.")
        raise HTTPException(404, "The library holds no such report.")
    return decided


@router.get("/reports/{id_}")
def report(request: Request, id_: str) -> Response:
    """Show one report."""
    shelf = bench_of(request).library
    decided = held(request, id_)
    notes = tuple(decided_of(d) for d in shelf.decisions(report=id_) if d.verb == "note" and _about_report(d, id_))
    view = ReportView(decided, notes)
    return page(request, "report.html", at="Library", s=view, original=view.report.bytes_sha256)


def _about_report(decision: Decision, id_: str) -> bool:
    return any(anchor.kind == "report" and anchor.report == id_ for anchor in decision.anchors)


@router.post("/reports/{id_}/decide")
def decide_finding(request: Request, id_: str, form: Form) -> Response:
    """Accept, reject or re-attribute a finding, or add a note to the report."""
    machine = held(request, id_).machine
    who = who_decides(request, form)
    if words(form, "verb", 20) == "note":
        decision = Decision("note", who=who, why=words(form, "why"), anchors=(anchor_report(machine.report),))
        decide(bench_of(request).library, decision)
        return went(request, f"/reports/{id_}#notes", did="note", who=who)
    finding = words(form, "finding", 40)
    attribution = next((a for a in machine.attributions if a.id == finding), None)
    if attribution is None:
        raise HTTPException(404, "The report has no such finding any more.")
    made = decide(bench_of(request).library, finding_decision(machine, attribution, form, who))
    return went(request, f"/reports/{id_}#f-{finding}", did=made.verb, who=who)


@router.get("/reports/{id_}/original")
def original(request: Request, id_: str) -> Response:
    """Hand out the bytes that were given: to be saved, never to be shown."""
    machine: Reading | None = bench_of(request).library.reading(id_)
    data = (
        bench_of(request).library.original(machine.report.bytes_sha256)
        if machine and machine.report.bytes_sha256
        else None
    )
    if data is None:
        raise HTTPException(404, "The library holds no bytes of that report.")
    return Response(
        data,
        media_type="application/octet-stream",
        headers={"content-disposition": f'attachment; filename="{machine_name(id_)}.bin"'},
    )


def machine_name(id_: str) -> str:
    """Return an id as a file's name: letters and digits alone."""
    return "".join(c for c in id_ if c.isascii() and c.isalnum())[:40] or "report"


@router.get("/reports/{id_}/remove")
def ask_to_remove(request: Request, id_: str) -> Response:
    """Ask whether a report is really to go."""
    return page(request, "remove.html", at="Library", s=Section(KEY, held(request, id_).machine))


@router.post("/reports/{id_}/remove")
def remove(request: Request, id_: str, form: Form) -> Response:
    """Remove a report for good."""
    held(request, id_)
    who = who_decides(request, form)
    why = words(form, "why")
    if not why or words(form, "sure", 5) != "yes":
        raise HTTPException(400, "Say why it is removed, and that you are sure: nothing can bring it back.")
    bench_of(request).library.remove(id_, who=who, why=why)
    return went(request, "/", did="gone", who=who)


@router.post("/decisions/{decision}/withdraw")
def withdraw(request: Request, decision: str, form: Form) -> Response:
    """Take a decision back; both stay in the log."""
    who = who_decides(request, form)
    bench_of(request).library.withdraw(decision, who=who, why=words(form, "why") or None)
    return went(request, back_to(form, "/decisions"), did="withdraw", who=who)
