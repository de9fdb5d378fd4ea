"""Where a claim lost its source: attributed before, asserted after, and in headlines."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sayso.model.claim import StatementKey, Where
from sayso.model.span import shown
from sayso.model.trace import Loss
from sayso.stages.trace.before import Before
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.standing import Standing, attributes_itself


def losses(dossier: Dossier, standings: Mapping[StatementKey, Standing], befores: Sequence[Before]) -> Iterator[Loss]:
    """Return what is attributed in one statement and said on the report's own word in the one that follows it."""
    for pair in befores:
        former, later = dossier.statements[pair.former], dossier.statements[pair.later]
        if former.voice != "attributed" or later.voice == "attributed" or pair.relation == "unordered":
            continue
        if standings[pair.later].kind == "own reporting":
            continue
        if later.voice == "headline" and attributes_itself(dossier, pair.later):
            continue
        whom = _whom(dossier, pair.former)
        first, then = dossier.shown(pair.former.report), dossier.shown(pair.later.report)
        if pair.relation == "body":
            says = f"{then} attributes it to {whom} in its text, and its headline asserts it."
        elif pair.relation == "taken from":
            says = f"{first} attributes it to {whom}; {then}, which has it from there, asserts it with no source."
        else:
            says = f"{first} attributes it to {whom}; {then}, published later, asserts it with no source."
        yield Loss(says, Where(pair.former.report, former.spans), Where(pair.later.report, later.spans))


def _whom(dossier: Dossier, key: StatementKey) -> str:
    """Return to whom a statement is attributed."""
    attribution = dossier.attributions.get((key.report, dossier.statements[key].attribution or ""))
    if attribution is None:
        return "a source"
    source = dossier.source(key.report, attribution)
    if source is not None:
        return source.name
    return shown(dossier.text(key.report), attribution.source, " ") or "nobody by name"
