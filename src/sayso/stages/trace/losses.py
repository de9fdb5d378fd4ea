"""Where a claim lost its source: attributed before, asserted after, and in headlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from sayso.model.claim import StatementKey, Where
from sayso.model.span import shown
from sayso.model.trace import Loss
from sayso.stages.trace.before import Before
from sayso.stages.trace.chains import Chain
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.near import near_same
from sayso.stages.trace.standing import Standing, attributes_itself


def losses(
    dossier: Dossier,
    standings: Mapping[StatementKey, Standing],
    befores: Sequence[Before],
    chains: Mapping[StatementKey, Chain],
) -> Iterator[Loss]:
    """Return what is attributed in one statement and said on the report's own word in the one that follows it.

    What came by way of reports that had lost the source already is held against the one that still had it.
    """
    for pair in befores:
        last, by_way_of = _last_attributed(dossier, pair, chains)
        pair = replace(pair, former=last)
        former, later = dossier.statements[pair.former], dossier.statements[pair.later]
        if former.voice != "attributed" or later.voice == "attributed" or pair.relation == "unordered":
            continue
        if standings[pair.later].kind == "own reporting":
            continue
        if later.voice == "headline" and attributes_itself(dossier, pair.later):
            continue
        whom = _whom(dossier, pair.former)
        if whom is None:
            continue  # no source was there to lose; that a hedge is gone is drift
        if pair.relation == "earlier" and not near_same(dossier, pair.former, pair.later):
            continue  # to be later is not to have it from there
        first, then = dossier.shown(pair.former.report), dossier.shown(pair.later.report)
        if pair.former.report == pair.later.report:
            says = f"{then} attributes it to {whom} in its text, and its headline asserts it."
        elif by_way_of is not None:
            way = dossier.shown(by_way_of)
            says = f"{first} attributes it to {whom}; {then}, which has it by way of {way}, asserts it with no source."
        elif pair.relation in ("taken from", "body"):
            says = f"{first} attributes it to {whom}; {then}, which has it from there, asserts it with no source."
        else:
            says = f"{first} attributes it to {whom}; {then}, published later, asserts it with no source."
        yield Loss(says, Where(pair.former.report, former.spans), Where(pair.later.report, later.spans))


def _last_attributed(
    dossier: Dossier, pair: Before, chains: Mapping[StatementKey, Chain]
) -> tuple[StatementKey, str | None]:
    """Return the nearest statement on the way back that is on somebody's word, and the report before the later one.

    It is the one before, by way of nobody, if none is; nor is there a way where the two are neighbours.
    """
    at, seen = pair.former, {pair.later}
    way: str | None = None
    while dossier.statements[at].voice != "attributed":
        seen.add(at)
        if way is None and at.report != pair.later.report:
            way = at.report
        step = chains[at].upstream if at in chains else None
        if step is None or step in seen or step not in chains:
            return pair.former, None
        at = step
    return at, way if way != at.report else None


def _whom(dossier: Dossier, key: StatementKey) -> str | None:
    """Return to whom a statement is attributed; None where that is nobody ("is said to have")."""
    attribution = dossier.attributions.get((key.report, dossier.statements[key].attribution or ""))
    if attribution is None or attribution.source_status == "none":
        return None
    source = dossier.source(key.report, attribution)
    if source is not None:
        return source.name
    return shown(dossier.text(key.report), attribution.source, " ") or None
