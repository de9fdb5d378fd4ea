"""Where the chains of a claim end, each end once, with the reports that lead there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.model.claim import StatementKey
from sayso.model.identity import sha256
from sayso.model.trace import Origin, OriginKind, TraceSource
from sayso.stages.trace.chains import Chain, End
from sayso.stages.trace.dossier import Dossier


@dataclass(frozen=True, slots=True)
class Ending:
    """An origin with what ties look at: its source, the statements that end there, and their conduits."""

    origin: Origin
    end: End
    source: TraceSource | None
    statements: tuple[StatementKey, ...]
    conduits: frozenset[str]


def origin_id(end: End) -> str:
    """Return an origin's id: the same source has the same one in every claim."""
    return "o" + sha256(f"{end.kind}|{end.source or end.anchor}")[:12]


def each_voice(dossier: Dossier, chain: Chain) -> tuple[Chain, ...]:
    """Return a chain, and one for each who is cited in one breath with the source in which it ends."""
    if not chain.also:
        return (chain,)
    return tuple(_ending_in(dossier, chain, voice) for voice in (chain.end.source or "", *chain.also))


def _ending_in(dossier: Dossier, chain: Chain, voice: str) -> Chain:
    hops = list(chain.hops)
    last = max((at for at, hop in enumerate(hops) if hop.source == chain.end.source), default=None)
    if last is not None:
        hops[last] = replace(hops[last], source=voice)
    kind: OriginKind = "unnamed" if dossier.sources[voice].kind in ("unnamed", "group") else "named"
    return replace(chain, hops=tuple(hops), end=End(kind, voice, voice))


def endings(
    dossier: Dossier, chains: Mapping[StatementKey, tuple[Chain, ...]], asserting: Sequence[StatementKey]
) -> list[Ending]:
    """Return the origins of the statements that assert a claim, in the order of the statements."""
    found: dict[str, list[StatementKey]] = {}
    ends: dict[str, End] = {}
    for key in asserting:
        for chain in chains[key]:
            found.setdefault(origin_id(chain.end), []).append(key)
            ends.setdefault(origin_id(chain.end), chain.end)
    made = []
    for identity, keys in found.items():
        end = ends[identity]
        reports = tuple(dict.fromkeys(key.report for key in keys))
        conduits: frozenset[str] = frozenset().union(*(chain.conduits for key in keys for chain in chains[key]))
        source = dossier.sources.get(end.source) if end.source else None
        made.append(Ending(Origin(identity, end.kind, end.source, reports), end, source, tuple(keys), conduits))
    return made
