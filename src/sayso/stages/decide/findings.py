"""A reading with an analyst's decisions about its attributions put over it; the text and all else stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sayso.model.attribution import Attribution
from sayso.model.decision import RULE, Decision, Whose, told
from sayso.model.evidence import Evidence
from sayso.model.identity import sha256
from sayso.model.reading import Reading
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span, Spans, shown
from sayso.model.statement import Statement, Voice

_NAMED: frozenset[SourceKind] = frozenset({"person", "organisation", "outlet"})


def put_over(reading: Reading, ruled: Mapping[str, Decision]) -> Reading:
    """Return the reading with what was decided about its attributions.

    Ids stay those that the machine gave, so that whatever refers to a finding goes on doing so.

    Args:
        reading: The machine's reading.
        ruled: For attributions, by id, the one decision that counts: accept, reject or reattribute.
    """
    if not ruled:
        return reading
    rejected = {a.id for a in reading.attributions if a.id in ruled and ruled[a.id].verb == "reject"}
    sources = {source.id: source for source in reading.sources}
    changed: dict[str, Attribution] = {}
    for attribution in reading.attributions:
        decision = ruled.get(attribution.id)
        if decision is not None and decision.source is not None:
            changed[attribution.id] = _given_to(reading, sources, attribution, decision.source, told_of(decision))
    outer_of = {a.id: a.within for a in reading.attributions}
    attributions = tuple(
        _climbed(outer_of, rejected, _accepted(changed.get(a.id, a), ruled.get(a.id)))
        for a in reading.attributions
        if a.id not in rejected
    )
    statements = _statements(reading, rejected, ruled)
    gone = {s.id for s in reading.statements} - {s.id for s in statements}
    return replace(
        reading,
        attributions=attributions,
        sources=_still_sources(reading, sources, attributions, changed),
        statements=statements,
        times=tuple(replace(t, statements=_without(t.statements, gone)) for t in reading.times),
        quantities=tuple(replace(q, statements=_without(q.statements, gone)) for q in reading.quantities),
        places=tuple(replace(p, statements=_without(p.statements, gone)) for p in reading.places),
    )


def told_of(decision: Decision) -> str:
    """Return the sentence of a decision about a finding."""
    whose = decision.source
    match decision.verb:
        case "accept":
            return told(decision, "accepted this finding")
        case "reject":
            return told(decision, "decided that this is nobody’s word but the report’s own")
        case _:
            to = "somebody unknown" if whose is None or whose.who == "unresolved" else "nobody"
            if whose is not None and whose.who == "somebody":
                to = whose.name or "the one named here"
            return told(decision, f"decided that {to} says this")


def _accepted(attribution: Attribution, decision: Decision | None) -> Attribution:
    if decision is None or decision.verb != "accept":
        return attribution
    return replace(attribution, evidence=(*attribution.evidence, Evidence(RULE, told_of(decision))))


def _climbed(outer_of: Mapping[str, str | None], rejected: set[str], attribution: Attribution) -> Attribution:
    """Return an attribution within the next one around it that is still there."""
    outer, seen = attribution.within, {attribution.id}
    while outer in rejected and outer not in seen:
        seen.add(outer)
        outer = outer_of[outer]
    outer = None if outer in rejected else outer
    return attribution if outer == attribution.within else replace(attribution, within=outer)


def _given_to(
    reading: Reading, sources: dict[str, Source], attribution: Attribution, whose: Whose, says: str
) -> Attribution:
    """Return the attribution with the source that was decided; ``sources`` gets or grows that source."""
    evidence = (*attribution.evidence, Evidence(RULE, says, whose.spans))
    if whose.who == "nobody":
        return replace(attribution, source=(), source_id=None, source_status="none", evidence=evidence)
    if whose.who == "unresolved":
        return replace(attribution, source_id=None, source_status="unresolved", evidence=evidence)
    words = whose.spans or attribution.source
    source = _meant(reading, sources, whose)
    if source is None:
        name = whose.name or " ".join(shown(reading.text, whose.spans, " ").split())
        kind: SourceKind = whose.kind or "person"
        made = "s" + sha256(f"decided|{_fold(name)}|{kind}|{whose.party or ''}")[:12]
        known = sources.get(made)  # another decision may have named it before
        source = known or Source(made, name, kind, None, whose.party, (), (Evidence(RULE, says, words),))
    mentions = [*source.mentions]
    for span in words:
        if not any(span.overlaps(other) for other in mentions):
            mentions.append(span)
    sources[source.id] = replace(source, mentions=tuple(sorted(mentions)))
    return replace(
        attribution,
        source=words,
        source_id=source.id,
        source_status="named" if source.kind in _NAMED else "unnamed",
        evidence=evidence,
    )


def _meant(reading: Reading, sources: Mapping[str, Source], whose: Whose) -> Source | None:
    """Return the source of the report that a name or words mean, if the report has it."""
    if whose.name is not None:
        wanted = _fold(whose.name)
        named = next((s for s in sources.values() if _fold(s.name) == wanted), None)
        called = [s for s in sources.values() if any(_fold(m.of(reading.text)) == wanted for m in s.mentions)]
        return named or (called[0] if len(called) == 1 else None)
    spans = set(whose.spans)
    exact = [s for s in sources.values() if spans & set(s.mentions)]
    if exact:
        return exact[0]
    around = [s for s in sources.values() if _covered(whose.spans, s.mentions) or _within(s.mentions, whose.spans)]
    if len(around) == 1:
        return around[0]
    words = _fold(shown(reading.text, whose.spans, " "))
    return next((s for s in sources.values() if _fold(s.name) == words), None)


def _still_sources(
    reading: Reading,
    sources: Mapping[str, Source],
    attributions: Iterable[Attribution],
    changed: Mapping[str, Attribution],
) -> tuple[Source, ...]:
    """Return the sources that still have an attribution, without the mentions that were given to others."""
    standing = tuple(attributions)
    used = {a.source_id for a in standing}
    before = {a.source_id for a in reading.attributions}
    lost: dict[str, set[Span]] = {}
    for attribution in reading.attributions:
        now = changed.get(attribution.id)
        if now is None or attribution.source_id is None or now.source_id == attribution.source_id:
            continue
        if now.source and not any(a.overlaps(b) for a in now.source for b in attribution.source):
            continue  # other words name the speaker; those from before still mean whom they meant
        lost.setdefault(attribution.source_id, set()).update(attribution.source)
    for attribution in standing:
        if attribution.source_id in lost:
            lost[attribution.source_id] -= set(attribution.source)
    return tuple(
        replace(s, mentions=tuple(m for m in s.mentions if m not in lost[s.id])) if lost.get(s.id) else s
        for s in sources.values()
        if s.id in used or s.id not in before
    )


def _statements(reading: Reading, rejected: set[str], ruled: Mapping[str, Decision]) -> tuple[Statement, ...]:
    """Return the statements; what nobody is found to say any more, the report says itself.

    It leaves where another statement has its words: the one around it, or another finding's.
    """
    freed = [s for s in reading.statements if s.attribution in rejected]
    staying = {s.id: s for s in reading.statements if s.attribution not in rejected}
    heads = tuple(block.span for block in reading.report.blocks if block.kind == "headline")
    for statement in sorted(freed, key=lambda s: -_size(s.spans)):
        if any(_covered(statement.spans, other.spans) for other in staying.values()):
            continue
        voice: Voice = "headline" if heads and _covered(statement.spans, heads) else "own"
        why = Evidence(RULE, told_of(ruled[statement.attribution or ""]))
        staying[statement.id] = Statement(statement.id, voice, statement.spans, None, (*statement.evidence, why))
    kept = []
    for statement in reading.statements:
        if statement.id not in staying:
            continue
        decision = ruled.get(statement.attribution or "")
        now = staying[statement.id]
        if decision is not None and decision.verb == "reattribute" and decision.source is not None:
            now = replace(now, evidence=(*now.evidence, Evidence(RULE, told_of(decision), decision.source.spans)))
        kept.append(now)
    return tuple(kept)


def _without(ids: tuple[str, ...], gone: set[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if one not in gone) if gone.intersection(ids) else ids


def _covered(inner: Spans, outer: Spans) -> bool:
    return bool(inner) and all(any(o.contains(i) for o in outer) for i in inner)


def _within(mentions: Spans, spans: Spans) -> bool:
    return any(s.contains(m) for m in mentions for s in spans)


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
