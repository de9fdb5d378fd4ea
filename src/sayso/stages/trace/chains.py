"""The way back of each statement: report ← outlet or agency ← source ← basis, to where it ends."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sayso.languages.en.function_words import FUNCTION_WORDS
from sayso.model.claim import StatementKey, Where
from sayso.model.report import Report
from sayso.model.span import shown
from sayso.model.trace import Hop, OriginKind
from sayso.stages.trace.copies import Copy
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.order import earlier, sort_key
from sayso.stages.trace.outlets import is_agency, outlet_key
from sayso.stages.trace.standing import Standing

_ABOUT = 0.75
_FEWEST_WORDS = 3
_ABOUT_HALF = 0.5
_WORD = re.compile(r"[^\W_]+")


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
    lead to one another where it goes round.
    """

    hops: tuple[Hop, ...]
    end: End
    upstream: StatementKey | None
    conduits: frozenset[str]
    cycle: tuple[str, ...] = ()


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
    elsewhere: Callable[[StatementKey], Chain | None] | None = None,
) -> dict[StatementKey, Chain]:
    """Return the chain of every statement of one claim.

    ``elsewhere`` gives the chain of a statement that matching put under another claim: a cited report
    may put the same thing in words of its own.
    """
    by_report: dict[str, list[StatementKey]] = defaultdict(list)
    for key in standings:
        by_report[key.report].append(key)
    copied_from: dict[StatementKey, list[Copy]] = defaultdict(list)
    for copy in copies:
        if copy.directed:
            copied_from[copy.later].append(copy)
    steps = {key: _step(dossier, key, standings, by_report, copied_from.get(key, ()), asserting) for key in standings}
    return {key: _follow(dossier, key, standings, steps, elsewhere) for key in standings}


def _step(
    dossier: Dossier,
    key: StatementKey,
    standings: Mapping[StatementKey, Standing],
    by_report: Mapping[str, list[StatementKey]],
    copied: Sequence[Copy],
    asserting: frozenset[StatementKey],
) -> Step:
    """Return the step to the next report, if there is one: what is surest comes first."""
    standing = standings[key]
    head = dossier.report(key.report)
    named = {standing.cited, outlet_key(head.credit)} - {None}
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
    if standing.cited is not None:
        there = _statement_of(dossier, key, standing.cited, by_report, standings, asserting)
        linked_reports = [report for report, _ in standing.reports_linked]
        if there is None:
            there = _nearest(dossier, key, [*linked_reports, *dossier.reports_of.get(standing.cited, ())])
        return Step(None, there, standing.cited)
    for report, place in standing.reports_linked:
        if report in by_report:
            linked = _best(dossier, by_report[report], standings, asserting)
            return _to(dossier, linked, (place,), certain=True)
    credit = outlet_key(head.credit)
    if credit is not None and credit not in dossier.outlet_keys(key.report):
        hop = Hop("agency", outlet=head.credit, places=(_credit_place(head),))
        agency = _statement_of(dossier, key, credit, by_report, standings, asserting)
        return Step(hop, agency, credit)
    if dossier.statements[key].voice == "headline":
        # a headline sums up its own report: it has what the body has
        body = [other for other in by_report[key.report] if dossier.statements[other].voice != "headline"]
        if body:
            return Step(None, _best(dossier, body, standings, asserting), None)
    return Step(None, None, None)


def _to(dossier: Dossier, there: StatementKey, places: tuple[Where, ...], *, certain: bool) -> Step:
    head = dossier.report(there.report)
    name = head.outlet or head.external_id or head.id
    hop = Hop("agency" if is_agency(name) else "outlet", outlet=name, places=places, certain=certain)
    return Step(hop, there, outlet_key(head.outlet))


def _credit_place(head: Report) -> Where:
    """Return where a report credits its agency."""
    for evidence in head.evidence:
        if evidence.rule.startswith("wire-credit") and evidence.spans:
            return Where(head.id, evidence.spans)
    return Where(head.id, tuple(block.span for block in head.blocks if block.kind == "credit")[:1])


def _statement_of(
    dossier: Dossier,
    key: StatementKey,
    outlet: str,
    by_report: Mapping[str, list[StatementKey]],
    standings: Mapping[StatementKey, Standing],
    asserting: frozenset[StatementKey],
) -> StatementKey | None:
    """Return the statement in the cited outlet's report, where it is at hand; the latest before ours."""
    reports = [r for r in dossier.reports_of.get(outlet, ()) if r in by_report and r != key.report]
    if not reports:
        return None
    own = dossier.report(key.report).published
    before = [r for r in reports if earlier(own, dossier.report(r).published) is not True]
    chosen = max(before, key=lambda r: _recency(dossier, r)) if before else min(reports)
    return _best(dossier, by_report[chosen], standings, asserting)


def _nearest(dossier: Dossier, key: StatementKey, reports: Sequence[str]) -> StatementKey | None:
    """Return the statement of the cited reports that shares most words with ours, if it shares at least half.

    Two papers may put one thing so differently that matching keeps them apart ("dozens", "hundreds");
    where one cites the other, less is enough to see that it is the same.
    """
    own = _words(dossier, key)
    best: tuple[float, StatementKey] | None = None
    for report in dict.fromkeys(reports):
        if report == key.report:
            continue
        if earlier(dossier.report(key.report).published, dossier.report(report).published) is True:
            continue  # it cannot have it from what was published later
        for statement in dossier.readings[report].statements:
            if statement.voice == "headline":
                continue  # it sums up the body, and shows nothing of where that has it from
            other = StatementKey(report, statement.id)
            words = _words(dossier, other)
            common = len(own & words)
            if common < _FEWEST_WORDS or common < _ABOUT_HALF * min(len(own), len(words)):
                continue
            near = (common / len(own | words), other)
            if best is None or near[0] > best[0]:
                best = near
    return best[1] if best else None


def _words(dossier: Dossier, key: StatementKey) -> frozenset[str]:
    words = _WORD.findall(shown(dossier.text(key.report), dossier.statements[key].spans, " ").casefold())
    return frozenset(words) - FUNCTION_WORDS


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
        heads = [b.span for b in dossier.report(key.report).blocks if b.kind == "headline"]
        first = dossier.statements[key].spans[0]
        return (
            key not in asserting,
            standing.kind == "unknown",
            standing.cited is not None,
            dossier.statements[key].voice == "headline" or any(head.contains(first) for head in heads),
            key,
        )

    return min(keys, key=rank)


def _follow(
    dossier: Dossier,
    key: StatementKey,
    standings: Mapping[StatementKey, Standing],
    steps: Mapping[StatementKey, Step],
    elsewhere: Callable[[StatementKey], Chain | None] | None,
) -> Chain:
    """Walk from statement to statement until the texts say where it comes from, or no longer lead on."""
    hops: list[Hop] = []
    conduits: set[str] = set()
    walked: list[StatementKey] = []
    named: tuple[OriginKind, str] | None = None  # the last outlet that was cited on the way
    at = key
    while True:
        if at in walked:
            round_trip = walked[walked.index(at) :]
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
        hops.extend(own)
        conduits.update(k for k in (outlet_key(h.outlet) for h in standing.hops) if k)
        settled = standing.kind != "unknown" and standing.cited is None
        if settled:
            end = End(standing.kind, standing.source, _anchor(dossier, at, standing))
            return Chain(tuple(hops), end, steps[key].to, frozenset(conduits))
        if standing.cited is not None and standing.source is not None:
            named = (standing.kind, standing.source)
        if step.to is not None and step.to not in standings and elsewhere is not None:
            rest = elsewhere(step.to)
            if rest is not None:
                conduits |= rest.conduits
                if rest.end.kind != "unknown" or any(hop.outlet for hop in rest.hops):
                    return Chain((*hops, *rest.hops), rest.end, steps[key].to, frozenset(conduits), rest.cycle)
        if step.to is None or step.to not in standings:
            break
        at = step.to
    if named is not None:
        # the outlet is at hand or not, and shows nothing further: it is on its word
        return Chain(tuple(hops), End(named[0], named[1], named[1]), steps[key].to, frozenset(conduits))
    if not hops or hops[-1].kind != "unknown":
        hops.append(Hop("unknown", certain=False))
    last = f"{at.report}/{at.statement}"
    return Chain(tuple(hops), End("unknown", None, last), steps[key].to, frozenset(conduits))


def _anchor(dossier: Dossier, key: StatementKey, standing: Standing) -> str:
    if standing.kind != "own reporting":
        return standing.source or f"{key.report}/{key.statement}"
    head = dossier.report(key.report)
    # a credited agency's copy tells what the agency saw
    return outlet_key(head.credit) or outlet_key(head.outlet) or key.report
