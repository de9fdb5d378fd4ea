"""Circular citing: reports of one claim that name one another as where they have it from."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping

from sayso.model.claim import StatementKey
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.outlets import outlet_key
from sayso.stages.trace.standing import Standing


def cycles_among(dossier: Dossier, standings: Mapping[StatementKey, Standing]) -> tuple[tuple[str, ...], ...]:
    """Return the rounds of reports, each citing the next one's outlet, the shortest through each report."""
    reports = {key.report for key in standings}
    cites: dict[str, list[str]] = {report: [] for report in reports}
    for key, standing in standings.items():
        own = dossier.outlet_keys(key.report)
        cited = [k for k in (outlet_key(hop.outlet) for hop in standing.hops) if k and k not in own]
        there = [r for r in reports if dossier.outlet_keys(r).intersection(cited)] if cited else []
        there += [r for r, _ in standing.reports_linked if r in reports]
        cites[key.report].extend(r for r in there if r != key.report)
    found: dict[frozenset[str], tuple[str, ...]] = {}
    for report in sorted(reports):
        around = _shortest(report, cites)
        if around:
            found.setdefault(frozenset(around), around)
    return tuple(found.values())


def _shortest(start: str, cites: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """Return the shortest way from a report back to itself; empty where there is none."""
    came: dict[str, str] = {}
    waiting = deque([start])
    while waiting:
        at = waiting.popleft()
        for to in sorted(set(cites.get(at, ()))):
            if to == start:
                way = [at]
                while way[-1] != start:
                    way.append(came[way[-1]])
                return tuple(reversed(way))
            if to not in came:
                came[to] = at
                waiting.append(to)
    return ()
