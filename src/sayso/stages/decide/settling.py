"""A log of decisions settled over readings: what holds, what is overruled or taken back, and what fits nothing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from sayso.model.attribution import Attribution
from sayso.model.decision import RULE, DecidedReading, Decision, Outcome, Verb, check, decision_id, told, withdrawals
from sayso.model.errors import InputError
from sayso.model.evidence import Evidence
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.model.statement import Statement
from sayso.model.trace import Trace
from sayso.stages.decide.counting import Pair, last_of_each, without_contradictions
from sayso.stages.decide.findings import put_over
from sayso.stages.decide.fitting import (
    Misfit,
    Target,
    fit_attribution,
    fit_report,
    fit_source,
    fit_statement,
    report_of,
    targets,
)

_FINDINGS: frozenset[Verb] = frozenset({"accept", "reject", "reattribute"})
_SOURCES: frozenset[Verb] = frozenset({"same", "different", "strike", "unstrike", "reliability"})
_STATEMENTS: frozenset[Verb] = frozenset({"same claim", "different claim", "cut", "tie", "cut step"})
_PAIRS: tuple[frozenset[Verb], ...] = (frozenset({"same", "different"}), frozenset({"same claim", "different claim"}))
_OF_ONE_REPORT: frozenset[Verb] = _FINDINGS | {"note", "strike", "unstrike", "reliability"}
_HOLDS = "It holds."

_Told = TypeVar("_Told", Attribution, Source, Statement)


@dataclass(frozen=True, slots=True)
class Settled:
    """Readings with decisions put over them, and the decisions that tracing has yet to heed.

    ``decisions`` are those that count, in the order of the log, each with the ids of today in ``of``;
    ``places`` are their places in the log. ``outcomes`` has every decision of the log, in its order:
    what ``decisions`` has there counts as applied until tracing finds that it fits nothing.
    """

    readings: tuple[Reading, ...]
    decisions: tuple[Decision, ...]
    places: tuple[int, ...]
    outcomes: tuple[Outcome, ...]

    def of_trace(self, trace: Trace) -> Trace:
        """Return a trace made with ``decisions``, with the whole log and all its outcomes in their place."""
        outcomes = list(self.outcomes)
        for place, outcome in zip(self.places, trace.outcomes, strict=True):
            outcomes[place] = replace(outcome, decision=outcomes[place].decision)
        return replace(
            trace,
            decisions=tuple(outcome.decision for outcome in outcomes),
            orphans=tuple(outcome.decision for outcome in outcomes if outcome.state == "orphan"),
            outcomes=tuple(outcomes),
        )


def decide_reading(reading: Reading, decisions: Iterable[Decision]) -> DecidedReading:
    """Return a reading with what was decided about it put over it, beside the machine's own.

    Args:
        reading: The machine's reading.
        decisions: The whole log, in its order; what is not about this one report is passed over, and
            stands in no outcome.
    """
    log = _Log(decisions)
    about = [
        place
        for place, decision in enumerate(log.decisions)
        if decision.verb in _OF_ONE_REPORT and [report_of(t) for t in targets(decision)] == [reading.report.id]
    ]
    made = log.over(reading, [place for place in about if place in log.open])
    log.settle_others({reading.report.id: made}, [place for place in about if place in log.open])
    return DecidedReading(made.remarked(log), reading, tuple(log.outcome(place) for place in about))


def settle(readings: Sequence[Reading], decisions: Iterable[Decision]) -> Settled:
    """Return readings with a log of decisions put over them, and what became of each decision.

    Args:
        readings: The machine's readings of a dossier.
        decisions: The whole log, in its order.
    """
    log = _Log(decisions)
    if not log.decisions:
        return Settled(tuple(readings), (), (), ())
    here = {reading.report.id for reading in readings}
    of_report: dict[str, list[int]] = {}
    for place in log.open:
        if log.decisions[place].verb in _FINDINGS:
            report = report_of(targets(log.decisions[place])[0])
            if report in here:
                of_report.setdefault(report, []).append(place)
            else:
                log.lose(place, _absent(report))
    over: dict[str, _Over] = {}
    made: list[_Over] = []
    for reading in readings:
        report = reading.report.id
        if report not in over:
            over[report] = log.over(reading, of_report.get(report, ()))
        # a report that is given twice counts once, by its first reading
        made.append(over[report])
    log.settle_others(over, [place for place in log.open if log.decisions[place].verb not in _FINDINGS])
    places = tuple(place for place in sorted(log.resolved) if place not in log.told)
    return Settled(
        tuple(one.remarked(log) for one in made),
        tuple(log.resolved[place] for place in places),
        places,
        tuple(log.outcome(place) for place in range(len(log.decisions))),
    )


@dataclass(eq=False)
class _Over:
    """A reading as decisions have it, and what is to be said beside its findings: sentences by finding."""

    machine: Reading
    reading: Reading
    remarks: dict[str, list[int]] = field(default_factory=dict)

    def remarked(self, log: _Log) -> Reading:
        """Return the reading with notes and letters as evidence of the findings that they are about."""
        says = {
            finding: tuple(Evidence(RULE, remark(log.decisions[place])) for place in places if place not in log.told)
            for finding, places in self.remarks.items()
        }
        if not any(says.values()):
            return self.reading

        return replace(
            self.reading,
            attributions=_with(self.reading.attributions, says),
            sources=_with(self.reading.sources, says),
            statements=_with(self.reading.statements, says),
        )


def _with(found: tuple[_Told, ...], says: Mapping[str, tuple[Evidence, ...]]) -> tuple[_Told, ...]:
    return tuple(_told_more(one, says.get(one.id, ())) for one in found)


def _told_more(one: _Told, more: tuple[Evidence, ...]) -> _Told:
    return replace(one, evidence=(*one.evidence, *more)) if more else one


def remark(decision: Decision) -> str:
    """Return what a note or a letter says beside the finding that it is about."""
    if decision.verb == "reliability":
        return told(decision, f"grades this source {decision.letter} for reliability")
    return told(decision, "notes")


class _Log:
    """The decisions in their order, and what becomes of each as it is looked at."""

    def __init__(self, decisions: Iterable[Decision]) -> None:
        self.decisions = tuple(decisions)
        self.told: dict[int, Outcome] = {}
        """Outcomes of those that don't count, and of withdrawals."""
        self.resolved: dict[int, Decision] = {}
        """Decisions for tracing, with the ids of today."""
        gone, idle = withdrawals(self.decisions)
        self.open: list[int] = []
        for place, decision in enumerate(self.decisions):
            if place in gone:
                self._tell(place, "withdrawn", told(self.decisions[gone[place]], "took it back"))
            elif place in idle:
                self.lose(place, Misfit(f"No decision before it has this id ({', '.join(decision.of)})."))
            elif decision.verb == "withdraw":
                self._tell(place, "applied", _HOLDS)
            elif (wrong := _incomplete(decision)) is not None:
                self.lose(place, wrong)
            else:
                self.open.append(place)
        again = last_of_each((place, decision_id(self.decisions[place])) for place in self.open)
        for place in again:
            self._tell(place, "overruled", "The same decision stands again later.")
        self.open = [place for place in self.open if place not in again]

    def outcome(self, place: int) -> Outcome:
        return self.told.get(place) or Outcome(self.decisions[place], "applied", _HOLDS)

    def lose(self, place: int, wrong: Misfit) -> None:
        self._tell(place, "orphan", wrong.says)

    def overrule(self, overruled: Mapping[int, int]) -> None:
        for place, by in overruled.items():
            self._tell(place, "overruled", "A later decision counts instead: " + sentence(self.decisions[by]))

    def _tell(self, place: int, state: str, says: str) -> None:
        self.told[place] = Outcome(self.decisions[place], state, says)  # type: ignore[arg-type]

    def over(self, reading: Reading, places: Iterable[int]) -> _Over:
        """Return a reading with what was decided about its attributions."""
        fitted: list[tuple[int, Hashable]] = []
        for place in places:
            decision = self.decisions[place]
            if decision.verb not in _FINDINGS:
                continue
            found = fit_attribution(reading, targets(decision)[0])
            if not isinstance(found, Misfit):
                beyond = [s for s in (decision.source.spans if decision.source else ()) if s.end > len(reading.text)]
                if beyond:
                    found = Misfit("The words that are to name the source lie outside the text.")
            if isinstance(found, Misfit):
                self.lose(place, found)
            else:
                fitted.append((place, found.id))
        self.overrule(last_of_each(fitted))
        ruled = {str(id_): self.decisions[place] for place, id_ in fitted if place not in self.told}
        return _Over(reading, put_over(reading, ruled))

    def settle_others(self, over: Mapping[str, _Over], places: Sequence[int]) -> None:
        """Find what the decisions about sources and statements are about, and which of them count."""
        things: list[tuple[int, Hashable]] = []
        pairs: dict[frozenset[Verb], list[Pair]] = {verbs: [] for verbs in _PAIRS}
        remarks: list[tuple[int, _Over, str]] = []
        for place in places:
            decision = self.decisions[place]
            if decision.verb in _FINDINGS:
                continue
            if decision.verb in ("cut", "tie") and not decision.anchors:
                self.resolved[place] = decision  # ties and origins are known to tracing alone
                continue
            found = self._found(over, decision)
            if isinstance(found, Misfit):
                self.lose(place, found)
                continue
            verbs = next((verbs for verbs in _PAIRS if decision.verb in verbs), None)
            if verbs is not None:
                if found[0] == found[1] and decision.verb in ("different", "different claim"):
                    self.lose(place, Misfit("Both are found to be one and the same place now."))
                    continue
                pairs[verbs].append(Pair(place, found[0], found[1], decision.verb in ("same", "same claim")))
            elif decision.verb in ("strike", "unstrike"):
                things.append((place, ("strike", found)))
            elif decision.verb == "reliability":
                things.append((place, ("reliability", found)))
            if decision.verb in ("reliability", "note") and "/" in found[0]:
                report, _, own = found[0].partition("/")
                remarks.append((place, over[report], own))
            self.resolved[place] = replace(decision, of=found, anchors=())
        self.overrule(last_of_each(things))
        for several in pairs.values():
            self.overrule(without_contradictions(several))
        for place, one, own in remarks:
            one.remarks.setdefault(own, []).append(place)

    def _found(self, over: Mapping[str, _Over], decision: Decision) -> tuple[str, ...] | Misfit:
        """Return the ids of today of what a decision is about, each as ``REPORT/FINDING``."""
        found = []
        for target in targets(decision):
            report = report_of(target)
            if report not in over:
                if isinstance(target, str) and decision.verb in ("strike", "unstrike"):
                    found.append(target)  # a name, or a party's
                    continue
                return _absent(report)
            made = over[report]
            one = _fit(decision, made.reading, target)
            if isinstance(one, Misfit):
                if not isinstance(_fit(decision, made.machine, target), Misfit):
                    return Misfit("Another decision has taken away what this one is about.")
                return one
            found.append(f"{report}/{one}" if one else report)
        return tuple(found)


def _fit(decision: Decision, reading: Reading, target: Target) -> str | Misfit:
    """Return the id of the finding that a target means, or nothing for the report itself."""
    kind = target if isinstance(target, str) else target.kind
    found: Attribution | Source | Statement | Misfit | None
    if decision.verb in _SOURCES or kind == "source":
        found = fit_source(reading, target)
    elif decision.verb == "note" and isinstance(target, str):
        own = target.partition("/")[2]
        known = {one.id for one in reading.attributions} | {one.id for one in reading.sources}
        known |= {one.id for one in reading.statements}
        return own if own in known or not own else Misfit(f"The report has no finding with this id ({own}).")
    elif kind == "attribution":
        found = fit_attribution(reading, target)
    elif kind == "report" or (isinstance(target, str) and "/" not in target):
        found = fit_report(reading, target)
    else:
        found = fit_statement(reading, target)
    if found is None:
        return ""
    return found if isinstance(found, Misfit) else found.id


def sentence(decision: Decision) -> str:
    """Return a decision as one sentence, for whoever reads what overruled theirs."""
    return told(decision, f"decided “{decision.verb}”")


def _absent(report: str) -> Misfit:
    return Misfit(f"The report is not among these ({report}).")


def _incomplete(decision: Decision) -> Misfit | None:
    """Say what a decision lacks, where something does."""
    try:
        check(decision)
    except InputError as error:
        return Misfit(f"It is not complete: {error}.")
    if decision.verb in ("cut", "tie") and not decision.anchors:
        return None
    wanted = 1 if decision.verb in _OF_ONE_REPORT else 2
    if len(targets(decision)) != wanted:
        return Misfit(f"It is not complete: {decision.verb} is about {'one thing' if wanted == 1 else 'two things'}.")
    return None
