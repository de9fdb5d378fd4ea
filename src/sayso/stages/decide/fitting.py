"""What a decision is about, in a reading of today: by its words exactly, or by the ids that it names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from sayso.model.attribution import Attribution
from sayso.model.decision import Anchor, Decision, text_hash
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.model.span import Spans, shown
from sayso.model.statement import Statement

_Finding = TypeVar("_Finding", Attribution, Statement, Source)

Target: TypeAlias = Anchor | str
"""What a decision is about: held by its words, or written as ``REPORT/FINDING``."""

_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Misfit:
    """Why a decision fits nothing: one plain sentence."""

    says: str


def targets(decision: Decision) -> tuple[Target, ...]:
    """Return what a decision is about: its anchors, or the ids that it names."""
    return decision.anchors or decision.of


def report_of(target: Target) -> str:
    """Return the id of the report that an anchor or a written id names."""
    return target.report if isinstance(target, Anchor) else target.partition("/")[0]


def fit_report(reading: Reading, target: Target) -> Misfit | None:
    """Say why a report isn't the one that was decided on, or nothing where it is."""
    if isinstance(target, Anchor) and target.text_sha256 != text_hash(reading.report):
        return Misfit("The report's text is not the one that was decided on.")
    return None


def fit_attribution(reading: Reading, target: Target) -> Attribution | Misfit:
    """Return the attribution that is meant: the one with exactly these words as source, cue and content."""
    if isinstance(target, str):
        return _by_id(reading.attributions, target, "attribution")
    wrong = fit_report(reading, target)
    if wrong is not None:
        return wrong
    roles = (target.source, target.cue, target.content)
    for attribution in reading.attributions:
        if (attribution.source, attribution.cue, attribution.content) == roles:
            return attribution
    near = [a for a in reading.attributions if a.content == target.content]
    if near:
        words = _words(reading, (*near[0].source, *near[0].cue)) or "nobody"
        return Misfit(f"What is said there is now found to rest on other words ({words}).")
    return Misfit(f"No attribution has exactly these words as what is said ({_words(reading, target.content)}).")


def fit_statement(reading: Reading, target: Target) -> Statement | Misfit:
    """Return the statement that is meant: the one with exactly these words."""
    if isinstance(target, str):
        return _by_id(reading.statements, target, "statement")
    wrong = fit_report(reading, target)
    if wrong is not None:
        return wrong
    found = [s for s in reading.statements if s.spans == target.content]
    if len(found) > 1:
        by_id = {a.id: a for a in reading.attributions}
        its = {s.id: by_id.get(s.attribution or "") for s in found}
        exact = [s for s in found if _roles(its[s.id]) == (target.source, target.cue)]
        found = exact or found
    if len(found) == 1:
        return found[0]
    words = _words(reading, target.content)
    if found:
        return Misfit(f"Several statements have these words now, and nothing tells which is meant ({words}).")
    return Misfit(f"No statement has exactly these words ({words}).")


def fit_source(reading: Reading, target: Target) -> Source | Misfit:
    """Return the source that is meant: the one that has all the mentions; by its name where there is none."""
    if isinstance(target, str):
        return _by_id(reading.sources, target, "source")
    wrong = fit_report(reading, target)
    if wrong is not None:
        return wrong
    if target.mentions:
        wanted = set(target.mentions)
        found = [s for s in reading.sources if wanted <= set(s.mentions)]
    else:
        found = [s for s in reading.sources if s.name == target.name]
    for narrower in (lambda s: s.mentions == target.mentions, lambda s: s.name == target.name):
        if len(found) > 1:
            found = list(filter(narrower, found)) or found
    if len(found) == 1:
        return found[0]
    called = _words(reading, target.mentions) or f"“{target.name}”"
    if found:
        return Misfit(f"Several sources are found there now, and nothing tells which is meant ({called}).")
    return Misfit(f"No source is found there ({called}).")


def _by_id(found: Iterable[_Finding], written: str, kind: str) -> _Finding | Misfit:
    own = written.partition("/")[2]
    for one in found:
        if one.id == own:
            return one
    return Misfit(f"The report has no {kind} with this id ({own}).")


def _roles(attribution: Attribution | None) -> tuple[Spans, Spans]:
    return (attribution.source, attribution.cue) if attribution is not None else ((), ())


def _words(reading: Reading, spans: Spans) -> str:
    words = " ".join(shown(reading.text, tuple(sorted(spans))).split())
    if len(words) > _LONGEST:
        words = words[:_LONGEST].rstrip() + "…"
    return f"“{words}”" if words else ""
