"""Readings, sources and passages of a dossier, laid out so that tracing finds them at once."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from sayso.languages.en.bodies import BODY_NOUNS
from sayso.languages.en.reporting import ISSUERS
from sayso.model.attribution import Attribution
from sayso.model.claim import StatementKey
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.source import Source
from sayso.model.span import Spans
from sayso.model.statement import Statement
from sayso.model.trace import Passage, SourceMember, TraceSource
from sayso.stages.trace.credits import Credit, agencies_of, credits_of
from sayso.stages.trace.outlets import host_key, is_agency, outlet_key, page_key
from sayso.stages.trace.outside import Outside
from sayso.stages.trace.voices import RULE as VOICES
from sayso.stages.trace.voices import split_voices


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything that tracing looks up; made once, never changed."""

    readings: Mapping[str, Reading]
    statements: Mapping[StatementKey, Statement]
    attributions: Mapping[tuple[str, str], Attribution]
    within: Mapping[tuple[str, str], tuple[Attribution, ...]]
    sources: Mapping[str, TraceSource]
    source_of: Mapping[tuple[str, str], str]
    reading_sources: Mapping[tuple[str, str], Source]
    reports_of: Mapping[str, tuple[str, ...]]
    report_at: Mapping[str, tuple[str, ...]]
    issuers: Mapping[str, str]
    voices: Mapping[tuple[str, str], tuple[str, ...]]
    credits: Mapping[str, Credit]
    agencies: frozenset[str]
    passages: Mapping[str, tuple[Passage, ...]]
    kin: Mapping[str, frozenset[str]] | None = None

    def may_cite(self, report: str, other: str) -> bool:
        """Say whether a report that cites another one's outlet may mean this one: it is on the same things."""
        return self.kin is None or other in self.kin.get(report, ())

    def report(self, report: str) -> Report:
        """Return a report by its id."""
        return self.readings[report].report

    def text(self, report: str) -> str:
        """Return a report's text."""
        return self.readings[report].text

    def outlet_keys(self, report: str) -> frozenset[str]:
        """Return the keys by which a report's outlet is known: its name and its address."""
        head = self.report(report)
        return frozenset(key for key in (outlet_key(head.outlet), host_key(head.url)) if key)

    def names_itself(self, report: str) -> tuple[str, ...]:
        """Return the names under which a report may speak of itself: its outlet's and its agency's."""
        head, credit = self.report(report), self.credits.get(report)
        wire = credit.name if credit is not None and credit.wire else None
        names = dict.fromkeys(name for name in (head.outlet, wire) if name)
        # "Fox said …" of a Vicente Fox whom the report quotes is no word of the outlet's
        people = {s.name.split()[-1].casefold() for s in self.readings[report].sources if s.kind == "person" and s.name}
        return tuple(name for name in names if name.casefold() not in people)

    def credited(self, report: str) -> str | None:
        """Return the key of the outlet that a report credits, where it credits one."""
        credit = self.credits.get(report)
        return credit.key if credit is not None else None

    def is_agency(self, name: str | None) -> bool:
        """Say whether a name is a news agency's: by itself, or as this dossier shows."""
        return is_agency(name) or outlet_key(name) in self.agencies

    def in_headline(self, key: StatementKey) -> bool:
        """Say whether a statement is a headline, or part of one."""
        statement = self.statements[key]
        heads = [block.span for block in self.report(key.report).blocks if block.kind == "headline"]
        return statement.voice == "headline" or any(head.contains(statement.spans[0]) for head in heads)

    def issuer(self, report: str) -> TraceSource | None:
        """Return the source that put a report out itself, where one did."""
        return self.sources.get(self.issuers.get(report, ""))

    def shown(self, report: str) -> str:
        """Return what to call a report in a sentence."""
        head = self.report(report)
        name = head.outlet or head.external_id or head.path or head.id
        return f"{name} ({head.published[:10]})" if head.published else name

    def source(self, report: str, attribution: Attribution) -> TraceSource | None:
        """Return the trace source of an attribution, where the reading resolves it."""
        if attribution.source_id is None or attribution.source_status not in ("named", "unnamed"):
            return None
        return self.sources.get(self.source_of.get((report, attribution.source_id), ""))


def lay_out(
    readings: Sequence[Reading],
    sources: Iterable[TraceSource],
    passages: Iterable[Passage],
    kin: Mapping[str, frozenset[str]] | None = None,
    outside: Outside | None = None,
) -> Dossier:
    """Return the dossier of readings. A report admitted twice counts once; refused ones have no statements.

    A reading's source that none of ``sources`` has as a member stands by itself.
    """
    kept: dict[str, Reading] = {}
    for reading in readings:
        kept.setdefault(reading.report.id, reading)
    statements: dict[StatementKey, Statement] = {}
    attributions: dict[tuple[str, str], Attribution] = {}
    within: dict[tuple[str, str], list[Attribution]] = defaultdict(list)
    reading_sources: dict[tuple[str, str], Source] = {}
    reports_of: dict[str, list[str]] = defaultdict(list)
    report_at: dict[str, list[str]] = defaultdict(list)
    for report, reading in kept.items():
        for statement in reading.statements:
            statements[StatementKey(report, statement.id)] = statement
        for attribution in reading.attributions:
            attributions[report, attribution.id] = attribution
            if attribution.within is not None:
                within[report, attribution.within].append(attribution)
        for source in reading.sources:
            reading_sources[report, source.id] = source
        head = reading.report
        for key in dict.fromkeys(k for k in (outlet_key(head.outlet), host_key(head.url)) if k):
            reports_of[key].append(report)
        page = page_key(head.url)
        if page:
            report_at[page].append(report)

    known = {source.id: source for source in sources}
    # a voice that was split from a source is no source of the reading
    whole = [source for source in known.values() if not any(why.rule == VOICES for why in source.evidence)]
    source_of = {(m.report, m.source): source.id for source in whole for m in source.members}
    for (report, own), source in reading_sources.items():
        if (report, own) not in source_of:
            alone = TraceSource(
                f"{report}/{own}", source.name, source.kind, source.party, (SourceMember(report, own),), ()
            )
            known[alone.id] = alone
            source_of[report, own] = alone.id

    outlets = frozenset(reports_of).union(outside.outlets if outside is not None else ())
    for one in list(known.values()):
        if one.kind == "organisation" and outlet_key(one.name) in outlets and not _is_body(one.name):
            known[one.id] = replace(one, kind="outlet")  # a report of the dossier is its own

    voices = split_voices(kept, known, source_of)
    credits = credits_of(kept, outlets)
    of_report: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        if passage.a.report in kept and passage.b.report in kept and passage.a.report != passage.b.report:
            of_report[passage.a.report].append(passage)
            of_report[passage.b.report].append(passage)
    return Dossier(
        readings=kept,
        statements=statements,
        attributions=attributions,
        within={key: tuple(found) for key, found in within.items()},
        sources=known,
        source_of=source_of,
        reading_sources=reading_sources,
        reports_of={key: tuple(found) for key, found in reports_of.items()},
        report_at={key: tuple(found) for key, found in report_at.items()},
        issuers=_issuers(kept, known),
        voices=voices,
        credits=credits,
        agencies=agencies_of(kept, credits).union(outside.agencies if outside is not None else ()),
        passages={key: tuple(found) for key, found in of_report.items()},
        kin=kin,
    )


_BODIES = ISSUERS | BODY_NOUNS.keys()


def _is_body(name: str) -> bool:
    """Say whether a name is a ministry's or the like, which puts out statements and is no newspaper."""
    return any(word.strip("’'.,()").casefold() in _BODIES for word in name.split())


_SHORT = re.compile(r"\s*\([^()]*\)$")


def _issuers(readings: Mapping[str, Reading], sources: Mapping[str, TraceSource]) -> dict[str, str]:
    """Return for each report that a source itself put out (a ministry's statement) that source's id."""
    named = ((" ".join(s.name.split()).casefold(), s.id) for s in sources.values() if s.kind == "organisation")
    bodies = {_SHORT.sub("", name): id_ for name, id_ in named}
    found = {}
    for report, reading in readings.items():
        outlet = " ".join((reading.report.outlet or "").split()).casefold().removeprefix("the ")
        for name in (outlet, outlet.partition(" of ")[0] if outlet.count(" ") > 2 else outlet):
            if name and name in bodies:
                found[report] = bodies[name]
                break
    return found


def share_inside(inner: Spans, outer: Spans) -> float:
    """Return the share of the inner spans' characters that lie in the outer ones."""
    size = sum(s.end - s.start for s in inner)
    if not size:
        return 0.0
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in inner for b in outer)
    return min(1.0, common / size)
