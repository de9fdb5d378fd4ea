"""Which statement of a claim another one is compared with: where it comes from, or what came before it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sayso.model.claim import StatementKey
from sayso.model.trace import Tie
from sayso.stages.trace.chains import Chain
from sayso.stages.trace.copies import Copy
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.independence import groups
from sayso.stages.trace.order import earlier, sort_key
from sayso.stages.trace.origins import Ending, origin_id

Relation: TypeAlias = Literal["taken from", "body", "earlier", "unordered"]


@dataclass(frozen=True, slots=True)
class Before:
    """A statement, and the one that it is compared with. ``unordered``: no times tell which was first."""

    former: StatementKey
    later: StatementKey
    relation: Relation


def befores(
    dossier: Dossier,
    chains: Mapping[StatementKey, Chain],
    ends: Sequence[Ending],
    ties: Sequence[Tie],
    asserting: Sequence[StatementKey],
    copies: Sequence[Copy] = (),
) -> tuple[Before, ...]:
    """Return for each asserting statement the one before it, where there is one.

    Statements of known origins that no certain tie joins are not compared: that two sources give
    two figures is no drift.
    """
    group_of: dict[str, int] = {}
    kinds = {ending.origin.id: ending.origin.kind for ending in ends}
    certain = [tie for tie in ties if tie.kind == "certain"]
    for number, group in enumerate(groups([ending.origin for ending in ends], certain)):
        group_of.update(dict.fromkeys(group, number))
    ordered = sorted(asserting, key=lambda k: (*sort_key(dossier.report(k.report).published, k.report), k.statement))
    rank = {key: number for number, key in enumerate(ordered)}
    identity = {key: origin_id(chains[key].end) for key in asserting}
    first_of: dict[int, StatementKey] = {}
    first_attributed: StatementKey | None = None
    for key in ordered:
        if dossier.statements[key].voice == "headline":
            continue
        if kinds[identity[key]] != "unknown":
            first_of.setdefault(group_of[identity[key]], key)
        if first_attributed is None and dossier.statements[key].voice == "attributed":
            first_attributed = key

    twin: dict[StatementKey, Copy] = {}
    for copy in copies:
        if not copy.directed and copy.former in rank and copy.later in rank:
            for key in (copy.former, copy.later):
                if key not in twin or _nearer(copy, twin[key], key, rank):
                    twin[key] = copy

    found = []
    for key in asserting:
        upstream = chains[key].upstream
        if upstream is not None and upstream in rank and upstream != key:
            found.append(Before(upstream, key, "body" if upstream.report == key.report else "taken from"))
            continue
        unknown = kinds[identity[key]] == "unknown"
        other = first_attributed if unknown else first_of.get(group_of[identity[key]])
        if other is None or other == key or other.report == key.report:
            continue
        first = earlier(dossier.report(other.report).published, dossier.report(key.report).published)
        if first:
            found.append(Before(other, key, "earlier"))
        elif first is None:
            if key in twin:  # nobody knows which was first, but it is with this one that it shares its words
                other = twin[key].former if twin[key].later == key else twin[key].later
            if rank[other] < rank[key]:
                found.append(Before(other, key, "unordered"))
    return tuple(found)


def _nearer(copy: Copy, other: Copy, key: StatementKey, rank: Mapping[StatementKey, int]) -> bool:
    """Say whether a copy tells more of where a statement's words are from: a longer passage, an earlier report."""
    one, two = (c.former if c.later == key else c.later for c in (copy, other))
    return (copy.size, -rank[one]) > (other.size, -rank[two])
