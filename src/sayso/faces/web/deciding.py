"""From a form to a decision, and from a decision to what a page says of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException

from sayso.faces.chain_picture import shown_time
from sayso.faces.inert import in_marks
from sayso.faces.summary import excerpt
from sayso.faces.web.bench import words
from sayso.model.attribution import Attribution
from sayso.model.decision import (
    Decision,
    FindingVerb,
    Outcome,
    Whose,
    anchor_attribution,
    withdrawals,
)
from sayso.model.reading import Reading
from sayso.model.source import Source

if TYPE_CHECKING:
    from sayso.faces.web.bench import Library

_DONE: Mapping[str, str] = {
    "accept": "Accepted",
    "reject": "Rejected",
    "reattribute": "Re-attributed",
    "same": "The same source",
    "different": "Different sources",
    "same claim": "The same claim",
    "different claim": "A different claim",
    "cut": "Tie cut",
    "tie": "Tied",
    "cut step": "Step cut",
    "strike": "Struck",
    "unstrike": "Counted again",
    "reliability": "Reliability",
    "note": "Note",
    "withdraw": "Taken back",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision as a page shows it."""

    id: str
    verb: str
    what: str
    who: str
    when: str | None
    shown_when: str
    why: str
    state: str
    note: str
    can_undo: bool
    subject: str
    link: str | None


def decided_of(
    decision: Decision, *, state: str = "applied", note: str = "", taken_back: bool = False, subject: str = ""
) -> Decided:
    """Return what a page shows of a decision."""
    return Decided(
        decision.id,
        decision.verb,
        what_of(decision),
        decision.who or "an analyst",
        decision.when,
        shown_time(decision.when),
        decision.why or "",
        "withdrawn" if taken_back else state,
        note,
        bool(decision.id) and not taken_back and state != "withdrawn",
        subject or subject_of(decision),
        link_of(decision),
    )


def what_of(decision: Decision) -> str:
    """Say in a few words what was decided."""
    whose = decision.source
    if decision.verb == "reattribute" and whose is not None:
        to = (
            {"nobody": "nobody", "unresolved": "somebody unknown"}.get(whose.who) or whose.name or "somebody named here"
        )
        return f"Re-attributed to {to}"
    if decision.verb == "reliability":
        return f"Reliability {decision.letter}"
    return _DONE.get(decision.verb, decision.verb)


def subject_of(decision: Decision) -> str:
    """Say what a decision is about, where that has a name."""
    names = [anchor.name for anchor in decision.anchors if anchor.name]
    return " and ".join(dict.fromkeys(names)) if names else ""


def link_of(decision: Decision) -> str | None:
    """Return the page where a decision shows: its first report's."""
    return f"/reports/{decision.anchors[0].report}" if decision.anchors else None


def outcome_shown(outcome: Outcome) -> Decided:
    """Return what a page shows of a decision and of what became of it."""
    note = outcome.says if outcome.state in ("orphan", "overruled") else ""
    return decided_of(outcome.decision, state=outcome.state, note=note)


def by_attribution(machine: Reading, outcomes: Iterable[Outcome]) -> dict[str, list[Decided]]:
    """Return the decisions that hold about each attribution of a reading, by its id."""
    found: dict[str, list[Decided]] = {}
    ids = {_held(a): a.id for a in machine.attributions}
    known = {a.id for a in machine.attributions}
    for outcome in outcomes:
        if outcome.state not in ("applied", "overruled"):
            continue
        d = outcome.decision
        if d.anchors:
            anchor = d.anchors[0]
            id_ = ids.get((anchor.source, anchor.cue, anchor.content)) or next(
                (a.id for a in machine.attributions if a.content == anchor.content), None
            )
        else:
            id_ = next((of.partition("/")[2] for of in d.of), None)
        if id_ in known and id_ is not None:
            found.setdefault(id_, []).append(outcome_shown(outcome))
    return found


def _held(a: Attribution) -> tuple[object, ...]:
    return a.source, a.cue, a.content


def finding_decision(machine: Reading, attribution: Attribution, form: FormData, who: str) -> Decision:
    """Return the decision that a form of the report's page makes about a finding.

    Raises:
        HTTPException: The form names no verb, or nobody to re-attribute to.
    """
    verb = words(form, "verb", 20)
    verbs: dict[str, FindingVerb] = {"accept": "accept", "reject": "reject", "reattribute": "reattribute"}
    if verb not in verbs:
        raise HTTPException(400, "A finding is accepted, rejected or re-attributed.")
    whose = _whose(machine, form) if verb == "reattribute" else None
    return Decision(
        verbs[verb],
        who=who,
        why=words(form, "why") or None,
        anchors=(anchor_attribution(machine, attribution),),
        source=whose,
    )


def _whose(machine: Reading, form: FormData) -> Whose:
    name = " ".join(words(form, "name", 200).split())
    if name:
        known = next((s for s in machine.sources if s.name.casefold() == name.casefold()), None)
        return _of(known) if known else Whose(name=name)
    told = words(form, "to", 100)
    if told == "nobody":
        return Whose("nobody")
    if told == "unresolved":
        return Whose("unresolved")
    known = next((s for s in machine.sources if s.id == told), None)
    if known is None:
        raise HTTPException(400, "Say to whom it is re-attributed: choose somebody, or write a name.")
    return _of(known)


def _of(source: Source) -> Whose:
    return Whose(spans=source.mentions[:1], name=source.name)


def decide(library: Library, decision: Decision) -> Decision:
    """Append a decision, with its time."""
    made: Decision = library.decide(decision)
    return made


def log_of(log: Iterable[Decision]) -> list[tuple[Decision, bool]]:
    """Return a log newest first, each decision with whether it was taken back."""
    decisions = list(log)
    gone, _ = withdrawals(decisions)
    return [(decision, place in gone) for place, decision in reversed(list(enumerate(decisions)))]


def about(decision: Decision, reading_of: Callable[[str], Reading | None]) -> str:
    """Say in the report's words what a decision is about."""
    told = []
    for anchor in decision.anchors:
        reading = reading_of(anchor.report)
        if reading is None:
            continue
        head = reading.report
        spans = anchor.content
        fits = all(span.end <= len(reading.text) for span in spans)
        words_ = in_marks(excerpt(reading.text, spans, 90)) if spans and fits else anchor.name or ""
        where = " ".join((head.outlet or head.title or head.id).split())
        told.append(f"{words_} in {where}" if words_ else where)
    return "; ".join(dict.fromkeys(told))
