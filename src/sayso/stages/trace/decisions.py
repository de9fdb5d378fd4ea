"""What analysts decided about sources, ties and steps, heeded while tracing; what fits nothing is told."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sayso.model.claim import Reason, StatementKey
from sayso.model.decision import RULE, Decision, Outcome, told
from sayso.model.identity import sha256
from sayso.model.trace import SourceMember, Tie, Trace, TracedClaim, TraceSource
from sayso.stages.trace.copies import Copy
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.strike import nearest, strike, struck_by


def tie_id(rule: str, a: str, b: str) -> str:
    """Return a tie's id, from its rule and its two origins."""
    return "t" + sha256("|".join((rule, *sorted((a, b)))))[:12]


def decide_sources(sources: Sequence[TraceSource], decisions: Sequence[Decision]) -> tuple[TraceSource, ...]:
    """Return the sources with pairs joined that are to be the same, and parted that are not.

    Matching sources heeds the same decisions, and re-sorts what lies between a parted pair; here
    the second of such a pair stands by itself.
    """
    made = {source.id: source for source in sources}
    of = {(m.report, m.source): source.id for source in sources for m in source.members}
    for decision in decisions:
        pair = [_member(one) for one in decision.of]
        if decision.verb not in ("same", "different") or len(pair) != 2 or None in pair:
            continue
        a, b = (made.get(of.get(one or ("", ""), "")) for one in pair)
        if a is None or b is None or (a.id == b.id) is (decision.verb == "same"):
            continue
        if decision.verb == "same":
            reason = Reason(RULE, told(decision, f"decided that {a.name} and {b.name} are the same"))
            made[a.id] = replace(
                a,
                party=a.party or b.party,
                members=tuple(dict.fromkeys((*a.members, *b.members))),
                evidence=(*a.evidence, *b.evidence, reason),
            )
            of.update({(m.report, m.source): a.id for m in b.members})
            del made[b.id]
        else:
            report, own = pair[1] or ("", "")
            moved = SourceMember(report, own)
            reason = Reason(RULE, told(decision, f"decided that this is somebody else than {a.name} elsewhere"))
            made[a.id] = replace(a, members=tuple(m for m in a.members if m != moved))
            alone = replace(b, id=f"{report}/{own}", members=(moved,), evidence=(reason,))
            made[alone.id] = alone
            of[report, own] = alone.id
    return tuple(made.values())


class Heeded:
    """Decisions as tracing goes along: which of them found what they are about, and what the others lack.

    Args:
        decisions: Those that count (a settled log's), in the order of deciding.
    """

    def __init__(self, decisions: Sequence[Decision]) -> None:
        self.decisions = tuple(decisions)
        self._hit: set[int] = set()
        self._overruled: dict[int, int] = {}
        self.parted: dict[StatementKey, dict[str, int]] = {}
        """Statements that don't have it from a report, by that report's id, each with its decision's place."""
        self._cuts: dict[str, list[int]] = {}
        """Places of cuts by the id of a tie."""
        self._pairs: dict[str | StatementKey, list[int]] = {}
        """Places of cuts and ties between two, by either: an origin's id, or a statement that ends in it."""
        for place, decision in enumerate(self.decisions):
            of = decision.of
            if decision.verb == "cut step" and len(of) == 2 and "/" in of[0]:
                self.parted.setdefault(_statement(of[0]), {})[of[1].partition("/")[0]] = place
            elif decision.verb == "cut" and not any("/" in one for one in of):
                for one in of:
                    self._cuts.setdefault(one, []).append(place)
            elif decision.verb in ("cut", "tie"):
                for one in of:
                    self._pairs.setdefault(_statement(one) if "/" in one else one, []).append(place)

    def without_cut(self, copies: Iterable[Copy]) -> tuple[Copy, ...]:
        """Return the copies without those that a decision says are none."""
        if not self.parted:
            return tuple(copies)
        kept = []
        for copy in copies:
            place = self.parted.get(copy.later, {}).get(copy.former.report)
            if place is None and not copy.directed:
                place = self.parted.get(copy.former, {}).get(copy.later.report)
            if place is None:
                kept.append(copy)
            else:
                self._hit.add(place)
        return tuple(kept)

    def step_cut(self, later: StatementKey, former: str) -> None:
        """Note that a step was there and was left out."""
        self._hit.add(self.parted[later][former])

    def ties_of(self, claim: str, origin_of: Mapping[StatementKey, str]) -> TieDecisions:
        """Return what was decided about the ties of a claim: the last decision about each counts."""
        added: dict[frozenset[str], int] = {}
        cut: dict[frozenset[str], int] = {}
        origins = set(origin_of.values())
        here: set[int] = set()
        if self._pairs:
            ends: list[str | StatementKey] = [*origin_of, *origins]
            here.update(place for one in ends for place in self._pairs.get(one, ()))
        for place in sorted(here):
            decision = self.decisions[place]
            pair = [origin_of.get(_statement(one), "") if "/" in one else one for one in decision.of]
            if len(pair) != 2 or not origins.issuperset(pair) or decision.claim not in (None, claim):
                continue
            both = frozenset(pair)
            if decision.verb == "tie":
                self._hit.add(place)
            if len(both) < 2:
                continue  # they are one origin as it is
            self._overrule(added.pop(both, None), place)
            self._overrule(cut.pop(both, None), place)
            (added if decision.verb == "tie" else cut)[both] = place
        for both, place in list(added.items()):
            own = tie_id("decided", *both)
            for by_id in self._cuts.get(own, ()):
                if self.decisions[by_id].claim not in (None, claim):
                    continue
                if by_id < place:
                    self._overrule(by_id, place)
                else:
                    self._overrule(added.pop(both, None), by_id)
                    self._hit.add(by_id)
        return TieDecisions(claim, self.decisions, self._cuts, cut, added, self._hit)

    def _overrule(self, place: int | None, by: int) -> None:
        if place is not None:
            self._overruled[place] = by

    def told_in(self, trace: Trace, dossier: Dossier) -> Trace:
        """Return the trace with what is struck by decision, with notes and letters, and with all outcomes."""
        trace, lost = self._struck(trace, dossier)
        trace = self._remarked(trace, dossier)
        claim_of = {StatementKey(o.report, o.statement): c.id for c in trace.claims for o in c.statements}
        claims = {claim.id for claim in trace.claims}
        outcomes = tuple(
            self._outcome(place, decision, lost.get(place) or self._misfit(place, decision, dossier, claim_of, claims))
            for place, decision in enumerate(self.decisions)
        )
        return replace(
            trace,
            decisions=self.decisions,
            orphans=tuple(o.decision for o in outcomes if o.state == "orphan"),
            outcomes=outcomes,
        )

    def _struck(self, trace: Trace, dossier: Dossier) -> tuple[Trace, dict[int, str]]:
        """Strike what is struck in the end: of several decisions about one source, the last."""
        last: dict[str, int] = {}
        about: dict[int, tuple[str, ...]] = {}
        lost: dict[int, str] = {}
        for place, decision in enumerate(self.decisions):
            if decision.verb not in ("strike", "unstrike"):
                continue
            name = " ".join(decision.of)
            own = dossier.source_of.get(_member(name) or ("", ""))
            about[place] = (own,) if own is not None else struck_by(trace, name)
            if not about[place]:
                near = nearest(trace, name)
                lost[place] = f"No source is called “{name}”" + (f"; the nearest: {', '.join(near)}." if near else ".")
            last.update(dict.fromkeys(about[place], place))
        for place, ids in about.items():
            if ids and place not in last.values():
                self._overrule(place, max(last[one] for one in ids))
        struck = [id_ for id_, place in last.items() if self.decisions[place].verb == "strike"]
        return (strike(trace, struck)[0] if struck else trace), lost

    def _remarked(self, trace: Trace, dossier: Dossier) -> Trace:
        """Add notes and letters to what they are about; they are read, and count for nothing."""
        of_source: dict[str, dict[str, int]] = {}
        of_statement: dict[StatementKey, list[int]] = {}
        of_attribution: dict[tuple[str, str], list[int]] = {}
        for place, decision in enumerate(self.decisions):
            if decision.verb not in ("note", "reliability") or len(decision.of) != 1:
                continue
            key = _statement(decision.of[0])
            source = dossier.source_of.get((key.report, key.statement))
            if source is not None:
                # of several letters for one source the last counts; notes all stand
                slot = decision.verb if decision.verb == "reliability" else f"note {place}"
                self._overrule(of_source.setdefault(source, {}).get(slot), place)
                of_source[source][slot] = place
            elif key in dossier.statements:
                of_statement.setdefault(key, []).append(place)
            elif (key.report, key.statement) in dossier.attributions:
                of_attribution.setdefault((key.report, key.statement), []).append(place)
        if of_attribution:
            for other, statement in dossier.statements.items():
                for place in of_attribution.get((other.report, statement.attribution or ""), ()):
                    of_statement.setdefault(other, []).append(place)
        if not of_source and not of_statement:
            return trace
        return replace(
            trace,
            sources=tuple(
                replace(s, evidence=(*s.evidence, *self._reasons(of_source[s.id].values()))) if s.id in of_source else s
                for s in trace.sources
            ),
            claims=tuple(self._remarked_claim(claim, of_statement) for claim in trace.claims),
        )

    def _remarked_claim(self, claim: TracedClaim, places: Mapping[StatementKey, Sequence[int]]) -> TracedClaim:
        if not any(StatementKey(o.report, o.statement) in places for o in claim.statements):
            return claim
        return replace(
            claim,
            statements=tuple(
                replace(o, evidence=(*o.evidence, *self._reasons(places.get(StatementKey(o.report, o.statement), ()))))
                for o in claim.statements
            ),
        )

    def _reasons(self, places: Iterable[int]) -> tuple[Reason, ...]:
        found = []
        for place in places:
            decision = self.decisions[place]
            what = "notes" if decision.verb == "note" else f"grades this source {decision.letter} for reliability"
            found.append(Reason(RULE, told(decision, what)))
        return tuple(found)

    def _outcome(self, place: int, decision: Decision, wrong: str) -> Outcome:
        if place in self._overruled:
            by = self.decisions[self._overruled[place]]
            says = told(by, f"decided “{by.verb}”")
            return Outcome(decision, "overruled", f"A later decision counts instead: {says}")
        return Outcome(decision, "orphan", wrong) if wrong else Outcome(decision, "applied", "It holds.")

    def _misfit(
        self,
        place: int,
        decision: Decision,
        dossier: Dossier,
        claim_of: Mapping[StatementKey, str],
        claims: Collection[str],
    ) -> str:
        """Say why a decision fits nothing, or nothing where it fits."""
        of = decision.of
        if decision.claim is not None and decision.claim not in claims:
            return f"No claim has this id ({decision.claim})."
        match decision.verb:
            case "same" | "different":
                gone = [one for one in of if _member(one) not in dossier.reading_sources]
                return f"No source has this id ({', '.join(gone)})." if gone or len(of) != 2 else ""
            case "same claim" | "different claim":
                held = [claim_of.get(_statement(one)) for one in of]
                if len(held) != 2 or None in held:
                    return "Matching gives one of the two statements no claim of its own."
                return "" if (held[0] == held[1]) is (decision.verb == "same claim") else "Matching keeps them so."
            case "cut":
                by_id = "No tie has this id here." if not any("/" in one for one in of) else ""
                return "" if place in self._hit else by_id or "No tie joins these two origins directly."
            case "tie":
                return "" if place in self._hit else "No claim rests on both of these."
            case "cut step":
                return "" if place in self._hit else "It is not found to have it from there."
            case "accept" | "reject" | "reattribute" | "withdraw":
                return "This is decided about one report, before several are traced."
            case _:
                return ""


@dataclass(frozen=True, slots=True)
class TieDecisions:
    """What was decided about the ties of one claim; ``cuts`` notes in ``hit`` what found its tie."""

    claim: str
    decisions: Sequence[Decision] = ()
    cut_ids: Mapping[str, Sequence[int]] = field(default_factory=dict)
    cut_pairs: Mapping[frozenset[str], int] = field(default_factory=dict)
    added: Mapping[frozenset[str], int] = field(default_factory=dict)
    hit: set[int] = field(default_factory=set)

    def cuts(self, tie: Tie) -> bool:
        """Say whether a tie that was found was cut."""
        both = frozenset(tie.between)
        if both in self.added and tie.id == tie_id("decided", *both):
            return False
        found = [p for p in self.cut_ids.get(tie.id, ()) if self.decisions[p].claim in (None, self.claim)]
        if both in self.cut_pairs:
            found.append(self.cut_pairs[both])
        self.hit.update(found)
        return bool(found)

    def ties(self, *, certain: bool) -> Iterable[tuple[str, str, str]]:
        """Yield the ties that were added, each as two origins and the reason."""
        for pair, place in self.added.items():
            decision = self.decisions[place]
            if decision.certain is certain:
                a, b = sorted(pair)
                yield a, b, told(decision, "decided it")


def _member(written: str) -> tuple[str, str] | None:
    report, slash, source = written.partition("/")
    return (report, source) if slash and report and source else None


def _statement(written: str) -> StatementKey:
    report, _, own = written.partition("/")
    return StatementKey(report, own)
