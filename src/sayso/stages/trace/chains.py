"""The way back of each statement: report ← outlet or agency ← source ← basis, to where it ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model.claim import StatementKey, Where
from sayso.model.trace import Hop, HopKind, OriginKind
from sayso.stages.trace.copies import Copy
from sayso.stages.trace.decisions import Heeded
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.order import earlier, sort_key
from sayso.stages.trace.outlets import outlet_key
from sayso.stages.trace.standing import Standing

_ABOUT = 0.75


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain ends. ``anchor`` tells ends of one kind apart where no source does."""

    kind: OriginKind
    source: str | None
    anchor: str


@dataclass(frozen=True, slots=True)
class Chain:
    """A statement's chain. ``upstream`` is the statement that its next step leads to, in the dossier.

    ``conduits`` are the outlets and agencies through which it came; ``cycle`` are the reports that
    lead to one another where it goes round; ``also`` are the sources cited in one breath with the
    one in which it ends.
    """

    hops: tuple[Hop, ...]
    end: End
    upstream: StatementKey | None
    conduits: frozenset[str]
    cycle: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """The step from a statement to another outlet: a copied passage, a citation, a link or a credit.

    ``to`` is the statement there, where that report is in the dossier; ``before`` are the steps
    that ``hop`` comes after.
    """

    hop: Hop | None
    to: StatementKey | None
    outlet: str | None


def chains_of(
    dossier: Dossier,
    standings: Mapping[StatementKey, Standing],
    copies: Sequence[Copy],
    asserting: frozenset[StatementKey],
    heeded: Heeded | None = None,
) -> dict[StatementKey, Chain]:
    """Return the chain of every statement of one claim.

    ``heeded`` says which steps a decision cut; the copies come without them.
    """
    by_report: dict[str, list[StatementKey]] = defaultdict(list)
    for key in standings:
        by_report[key.report].append(key)
    copied_from: dict[StatementKey, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.directed:
            copied_from[copy.later].append(copy)
    steps: dict[StatementKey, Step] = {}
    for key in standings:
        barred: frozenset[str] = frozenset()
        steps[key] = _step(dossier, key, standings, by_report, copied_from.get(key, ()), asserting, barred)
        cut = heeded.parted.get(key, {}) if heeded is not None else {}
        while cut and heeded is not None:
            to = steps[key].to
            if to is None or to.report not in cut or to.report in barred:
                break
            heeded.step_cut(key, to.report)
            barred |= {to.report}
            steps[key] = _step(dossier, key, standings, by_report, copied_from.get(key, ()), asserting, barred)
    return {key: _follow(dossier, key, standings, steps) for key in standings}


def _step(
    dossier: Dossier,
    key: StatementKey,
    standings: Mapping[StatementKey, Standing],
    by_report: Mapping[str, list[StatementKey]],
    copied: Sequence[Copy],
    asserting: frozenset[StatementKey],
    barred: frozenset[str],
) -> Step:
    """Return the step to the next report, if there is one: what is surest comes first; never to a barred one."""
    standing = standings[key]
    named = {standing.cited, dossier.credited(key.report)} - {None}
    if dossier.in_headline(key) and standing.kind == "unknown" and standing.cited is None:
        # a headline sums up its own report: it has what the text has
        body = [other for other in by_report[key.report] if not dossier.in_headline(other)]
        if body:
            return Step(None, _best(dossier, body, standings, asserting), None)
    if copied:
        # of several, one that shares about as much as any: that which the report names, else the earliest
        much = max(copy.size for copy in copied) * _ABOUT
        best = min(
            (copy for copy in copied if copy.size >= much),
            key=lambda c: (
                not (dossier.outlet_keys(c.former.report) & named),
                sort_key(dossier.report(c.former.report).published, c.former.report),
            ),
        )
        return _to(dossier, best.former, best.places, certain=True)
    linked = [
        (_best(dossier, by_report[report], standings, asserting), place)
        for report, place in standing.reports_linked
        if report in by_report and report not in barred
    ][:1]
    if standing.cited is not None:
        there = linked[0][0] if linked else None
        if there is None:
            there = _statement_of(dossier, key, standing.cited, by_report, standings, asserting, barred)
        return Step(None, there, standing.cited)
    if linked:
        return _to(dossier, linked[0][0], (linked[0][1],), certain=True)
    credit = dossier.credits.get(key.report)
    if credit is not None and credit.key is not None and credit.key not in dossier.outlet_keys(key.report):
        kind: HopKind = "agency" if dossier.is_agency(credit.name) else "outlet"
        hop = Hop(kind, outlet=credit.name, places=(credit.place,))
        return Step(hop, _statement_of(dossier, key, credit.key, by_report, standings, asserting, barred), credit.key)
    return Step(None, None, None)


def _to(dossier: Dossier, there: StatementKey, places: tuple[Where, ...], *, certain: bool) -> Step:
    head = dossier.report(there.report)
    if dossier.issuer(there.report) is not None:
        return Step(None, there, None)  # a source's own statement: the source is the next step, and no outlet
    name = head.outlet or head.external_id or head.id
    hop = Hop("agency" if dossier.is_agency(name) else "outlet", outlet=name, places=places, certain=certain)
    return Step(hop, there, outlet_key(head.outlet))


def _statement_of(
    dossier: Dossier,
    key: StatementKey,
    outlet: str,
    by_report: Mapping[str, list[StatementKey]],
    standings: Mapping[StatementKey, Standing],
    asserting: frozenset[StatementKey],
    barred: frozenset[str],
) -> StatementKey | None:
    """Return the statement in the cited outlet's report, where it is at hand; the latest before ours."""
    reports = [r for r in by_report if outlet in dossier.outlet_keys(r) and r != key.report and r not in barred]
    if not reports:
        return None
    # its own reports before those that only stand at its address
    reports = [r for r in reports if outlet_key(dossier.report(r).outlet) == outlet] or reports
    own = dossier.report(key.report).published
    before = [r for r in reports if earlier(own, dossier.report(r).published) is not True]
    chosen = max(before, key=lambda r: _recency(dossier, r)) if before else min(reports)
    return _best(dossier, by_report[chosen], standings, asserting)


def _recency(dossier: Dossier, report: str) -> tuple[str, str]:
    return dossier.report(report).published or "", report


def _best(
    dossier: Dossier,
    keys: Sequence[StatementKey],
    standings: Mapping[StatementKey, Standing],
    asserting: frozenset[StatementKey],
) -> StatementKey:
    """Return which of a report's statements tells most about where it has the claim."""

    def rank(key: StatementKey) -> tuple[bool, bool, bool, bool, StatementKey]:
        standing = standings[key]
        return (
            key not in asserting,
            standing.kind == "unknown",
            standing.cited is not None,
            dossier.in_headline(key),
            key,
        )

    return min(keys, key=rank)


def _follow(
    dossier: Dossier,
    key: StatementKey,
    standings: Mapping[StatementKey, Standing],
    steps: Mapping[StatementKey, Step],
) -> Chain:
    """Walk from statement to statement until the texts say where it comes from, or no longer lead on."""
    hops: list[Hop] = []
    conduits: set[str] = set()
    walked: list[StatementKey] = []
    named: tuple[OriginKind, str] | None = None  # the last outlet that was cited on the way
    at = key
    while True:
        again = next((i for i, past in enumerate(walked) if past == at or _back_in(past, walked[-1], at)), None)
        if again is not None:
            round_trip = walked[again:]
            reports = tuple(dict.fromkeys(k.report for k in round_trip))
            anchor = "cycle:" + ",".join(sorted(reports))
            hops.append(Hop("unknown", certain=False))
            return Chain(tuple(hops), End("unknown", None, anchor), steps[key].to, frozenset(conduits), reports)
        walked.append(at)
        standing, step = standings[at], steps[at]
        if step.outlet:
            conduits.add(step.outlet)
        own = list(standing.hops)
        if step.hop is not None:
            if own and own[0].outlet and outlet_key(own[0].outlet) == outlet_key(step.hop.outlet):
                own[0] = Hop(step.hop.kind, own[0].source, own[0].outlet, step.hop.places + own[0].places)
            else:
                own.insert(0, step.hop)
        if hops and own and own[0].outlet and outlet_key(own[0].outlet) == outlet_key(hops[-1].outlet):
            hops[-1] = replace(hops[-1], places=hops[-1].places + own[0].places)
            del own[0]
        hops.extend(own)
        conduits.update(k for k in (outlet_key(h.outlet) for h in standing.hops) if k)
        settled = standing.kind != "unknown" and standing.cited is None
        if settled:
            end = End(standing.kind, standing.source, _anchor(dossier, at, standing))
            return Chain(tuple(hops), end, steps[key].to, frozenset(conduits), also=standing.also)
        if standing.cited is not None and standing.source is not None:
            named = (standing.kind, standing.source)
        if step.to is None or step.to not in standings:
            break
        at = step.to
        named = None  # what it cites is at hand: what that one shows counts, be it nothing
    if named is not None:
        # the outlet is not at hand: as far as these reports go, it is on its word
        return Chain(tuple(hops), End(named[0], named[1], named[1]), steps[key].to, frozenset(conduits))
    if not hops or hops[-1].kind != "unknown":
        hops.append(Hop("unknown", certain=False))
    last = f"{at.report}/{at.statement}"
    return Chain(tuple(hops), End("unknown", None, last), steps[key].to, frozenset(conduits))


def _back_in(past: StatementKey, last: StatementKey, at: StatementKey) -> bool:
    """Say whether a step leads from another report back into one that the chain has left."""
    return last.report != at.report == past.report


def _anchor(dossier: Dossier, key: StatementKey, standing: Standing) -> str:
    if standing.kind != "own reporting":
        return standing.source or f"{key.report}/{key.statement}"
    head = dossier.report(key.report)
    # a credited agency's copy tells what the agency saw
    credit = dossier.credits.get(key.report)
    wire = credit.key if credit is not None and credit.wire else None
    return wire or outlet_key(head.outlet) or key.report
