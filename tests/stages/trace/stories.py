"""Readings made by hand from invented reports, and what matching would say of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any

from sayso.model.attribution import Attribution
from sayso.model.claim import Claim, ClaimMember, Stance, StatementKey
from sayso.model.ground import Quantity, Time
from sayso.model.identity import finding_id
from sayso.model.reading import Reading
from sayso.model.report import Link, Report
from sayso.model.source import Source
from sayso.model.span import Span, Spans
from sayso.model.statement import Statement
from sayso.model.trace import Passage, PassageSide, SourceMember, Trace, TraceSource
from sayso.stages.trace import trace


def at(text: str, words: str) -> Span:
    """Return where the words stand, the first time."""
    start = text.index(words)
    return Span(start, start + len(words))


@dataclass
class Story:
    """A dossier of one claim, built report by report."""

    readings: list[Reading] = field(default_factory=list)
    members: list[ClaimMember] = field(default_factory=list)
    passages: list[Passage] = field(default_factory=list)
    merged: list[list[tuple[str, str]]] = field(default_factory=list)

    def report(self, name: str, text: str, **more: Any) -> str:
        """Add a report; its outlet is called as the report is, unless told otherwise."""
        links = tuple(Link(at(text, words), url) for words, url in more.pop("links", ()))
        given = {"outlet": name, "external_id": name, **more}
        self.readings.append(Reading(Report(id=name, text=text, links=links, **given)))
        return name

    def _change(self, report: str, **more: Any) -> None:
        for place, reading in enumerate(self.readings):
            if reading.report.id == report:
                self.readings[place] = replace(reading, **{k: (*getattr(reading, k), v) for k, v in more.items()})

    def _text(self, report: str) -> str:
        return next(r.text for r in self.readings if r.report.id == report)

    def said(
        self,
        report: str,
        source: str,
        cue: str,
        content: str,
        name: str | None = None,
        *,
        kind: str = "organisation",
        party: str | None = None,
        stance: Stance = "asserts",
        within: str | None = None,
        member: bool = True,
        **more: Any,
    ) -> str:
        """Add an attribution, its source and its statement; return the attribution's id."""
        text = self._text(report)
        roles = tuple((at(text, words),) if words else () for words in (source, cue, content))
        identity = finding_id("a", roles)
        source_id = "s:" + name if name else None
        status = ("unnamed" if kind == "unnamed" else "named") if name else "none"
        made = Attribution(
            identity,
            *roles,
            within=within,
            source_id=source_id,
            **{"source_status": status, "confidence": 0.9, **more},
        )
        statement = Statement(finding_id("t", (roles[2],)), "attributed", roles[2], identity)
        self._change(report, attributions=made, statements=statement)
        reading = next(r for r in self.readings if r.report.id == report)
        if source_id and source_id not in {s.id for s in reading.sources}:
            self._change(report, sources=Source(source_id, name or "", kind, None, party))
        if member:
            self.members.append(ClaimMember(StatementKey(report, statement.id), stance))
        return identity

    def own(self, report: str, words: str, *, voice: str = "own", stance: Stance = "asserts") -> None:
        """Add a statement in the report's own voice."""
        spans: Spans = (at(self._text(report), words),)
        statement = Statement(finding_id("t", (spans,)), voice, spans)
        self._change(report, statements=statement)
        self.members.append(ClaimMember(StatementKey(report, statement.id), stance))

    def amount(self, report: str, words: str, least: float | None, most: float | None, unit: str) -> None:
        self._change(report, quantities=Quantity(at(self._text(report), words), least, most, unit))

    def time(self, report: str, words: str, value: str) -> None:
        self._change(report, times=Time(at(self._text(report), words), value))

    def same(self, *members: tuple[str, str]) -> None:
        """Say that matching found these (report, source name) to be one source."""
        self.merged.append([(report, "s:" + name) for report, name in members])

    def copy(self, a: str, b: str, words: str, direction: str = "unknown", kind: str = "copy") -> None:
        sides = [PassageSide(r, (at(self._text(r), words),), len(words) / len(self._text(r))) for r in (a, b)]
        self.passages.append(Passage(*sides, kind, direction, "Eleven words stand in both."))

    def sources(self) -> list[TraceSource]:
        """Return what matching sources would: named sources of one name are one, and those merged by hand."""
        by: dict[Any, list[tuple[str, Source]]] = {}
        by_hand = {member: number for number, members in enumerate(self.merged) for member in members}
        for reading in self.readings:
            for source in reading.sources:
                member = (reading.report.id, source.id)
                key: Any = source.name if source.kind not in ("unnamed", "group") else member
                by.setdefault(by_hand.get(member, key), []).append((reading.report.id, source))
        return [
            TraceSource(
                f"{found[0][0]}|{found[0][1].name}",
                found[0][1].name,
                found[0][1].kind,
                next((s.party for _, s in found if s.party), None),
                tuple(SourceMember(report, s.id) for report, s in found),
            )
            for found in by.values()
        ]

    def claim(self) -> Claim:
        return Claim("c1", "the claim", tuple(self.members))

    def trace(self, readings: Iterable[Reading] | None = None, **more: Any) -> Trace:
        given = list(readings if readings is not None else self.readings)
        return trace(given, [self.claim()], sources=self.sources(), passages=self.passages, **more)


def span_of(made: Trace) -> tuple[int, int, int]:
    """Return the range of the trace's only claim: least, most, unknown."""
    (claim,) = made.claims
    return claim.independent.least, claim.independent.most, claim.independent.unknown
