"""A claim's changes, ties and decisions as they are shown: alike ones gathered, so that many copies take one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.faces.answer import Answer, origin_names
from sayso.faces.chain_picture import moment
from sayso.model.claim import Where
from sayso.model.decision import Decision, Outcome
from sayso.model.reading import Reading
from sayso.model.span import shown
from sayso.model.trace import Tie, TieKind, Trace

LOST = "source lost"
"""What a change is called that leaves no source."""


@dataclass(frozen=True, slots=True)
class Step:
    """A change, and the reports in which the same change is found again.

    ``what`` is ``source lost`` or what drifted; ``again`` are the places beside ``after``.
    """

    what: str
    says: str
    before: Where
    after: Where
    again: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Bond:
    """A tie with those that tie origins of the same names: ``ids`` are all of theirs, this one's first."""

    tie: Tie
    a: str
    b: str
    ids: tuple[str, ...]

    @property
    def kind(self) -> TieKind:
        """Whether it is certain."""
        return self.tie.kind


def steps(trace: Trace, answer: Answer, readings: Mapping[str, Reading]) -> tuple[Step, ...]:
    """Return what happened on the way: lost attributions first, then what drifted, both in order of time."""
    claim = answer.claim
    times = {head.id: moment(head.published) for head in trace.reports if head.published}
    rows = [(LOST, x.says, x.before, x.after) for x in claim.lost_attribution]
    rows += [(x.what, x.says, x.before, x.after) for x in claim.drift]
    alike: dict[tuple[str, str, Where, str], list[Where]] = {}
    for what, says, before, after in rows:
        reading = readings.get(after.report)
        words = shown(reading.text, after.spans) if reading is not None and after.spans else after.report
        alike.setdefault((what, says, before, words), []).append(after)
    found = [Step(what, says, before, after[0], tuple(after[1:])) for (what, says, before, _), after in alike.items()]
    # What has no date comes last.
    return tuple(sorted(found, key=lambda step: (step.what != LOST, times.get(step.after.report, "\uffff"))))


def bonds(answer: Answer) -> tuple[Bond, ...]:
    """Return the ties, gathered where they tie origins of the same names; certain ones first."""
    alike: dict[tuple[TieKind, str, str], list[Tie]] = {}
    for tie in answer.claim.ties:
        a, b = sorted(answer.called.get(id_, id_) for id_ in tie.between)
        alike.setdefault((tie.kind, a, b), []).append(tie)
    told = origin_names(answer)
    found = []
    for ties in alike.values():
        a, b = (told.get(id_, id_) for id_ in ties[0].between)
        found.append(Bond(ties[0], a, b, tuple(tie.id for tie in ties)))
    return tuple(sorted(found, key=lambda bond: bond.kind != "certain"))


def outcomes(trace: Trace) -> tuple[Outcome, ...]:
    """Return what became of each decision; a trace that does not tell is asked for its orphans."""
    if trace.outcomes:
        return trace.outcomes
    return tuple(Outcome(d, "orphan" if d in trace.orphans else "applied", "") for d in trace.decisions)


def decided(decision: Decision) -> str:
    """Say a decision in words: what was decided, by whom, when and why."""
    about = list(decision.of) or [anchor.name or f"a {anchor.kind} in {anchor.report}" for anchor in decision.anchors]
    match decision.verb:
        case "tie":
            what = f"{' and '.join(about)} are {'' if decision.certain else 'perhaps '}one"
        case "same" | "different":
            what = f"{' and '.join(about)} are {'the same' if decision.verb == 'same' else 'different'}"
        case "reliability":
            what = f"{', '.join(about)}: reliability {decision.letter}"
        case _:
            what = f"{decision.verb} {', '.join(about)}"
    whose = ", ".join(part for part in (decision.who, decision.when) if part)
    return what + (f" ({whose})" if whose else "") + (f": {decision.why}" if decision.why else "")


def decided_and_why(outcome: Outcome) -> str:
    """Say a decision, and why it doesn't count where it doesn't."""
    words = decided(outcome.decision)
    if outcome.state == "applied" or not outcome.says:
        return words
    return f"{words}{'' if words[-1] in '.!?…' else '.'} {outcome.says}"


def decisions_told(trace: Trace) -> str:
    """Say what became of the decisions: "2 decisions applied; 1 fits nothing any more"."""
    states = [outcome.state for outcome in outcomes(trace)]
    count = {state: states.count(state) for state in states}
    told = {
        "applied": "applied",
        "overruled": "overruled by a later one",
        "withdrawn": "withdrawn",
        "orphan": "fits nothing any more" if count.get("orphan") == 1 else "fit nothing any more",
    }
    parts = [f"{count[state]:,} {words}" for state, words in told.items() if state in count]
    if not parts:
        return ""
    number, _, rest = parts[0].partition(" ")
    return "; ".join([f"{number} decision{'' if number == '1' else 's'} {rest}", *parts[1:]])


def shortened(words: Sequence[str], most: int) -> str:
    """Return names in a line, those beyond ``most`` counted."""
    shown_ = list(words[:most])
    left = len(words) - len(shown_)
    return ", ".join(shown_) + (f" and {left:,} more" if left > 0 else "")


__all__ = [
    "Bond",
    "Step",
    "bonds",
    "decided",
    "decided_and_why",
    "decisions_told",
    "outcomes",
    "shortened",
    "steps",
]
