"""Where the chains of a claim end, each end once, with the reports that lead there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.model.claim import StatementKey
from sayso.model.identity import sha256
from sayso.model.trace import Origin, TraceSource
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


def endings(dossier: Dossier, chains: Mapping[StatementKey, Chain], asserting: Sequence[StatementKey]) -> list[Ending]:
    """Return the origins of the statements that assert a claim, in the order of the statements."""
    found: dict[str, list[StatementKey]] = {}
    for key in asserting:
        found.setdefault(origin_id(chains[key].end), []).append(key)
    made = []
    for identity, keys in found.items():
        end = chains[keys[0]].end
        reports = tuple(dict.fromkeys(key.report for key in keys))
        conduits: frozenset[str] = frozenset().union(*(chains[key].conduits for key in keys))
        source = dossier.sources.get(end.source) if end.source else None
        made.append(Ending(Origin(identity, end.kind, end.source, reports), end, source, tuple(keys), conduits))
    return made
