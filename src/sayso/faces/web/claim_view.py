"""A claim as its page needs it: what can be decided about it, what a strike would leave, two reports side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from sayso.faces.answer import Answer, origin_names
from sayso.faces.chain_picture import COLOURS, moment, shown_time
from sayso.faces.summary import excerpt
from sayso.faces.trace_page import ClaimView, TraceView
from sayso.model.decision import Anchor, anchor_source, anchor_statement
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.model.trace import Independence, Occurrence, Passage, Trace, TracedClaim
from sayso.stages.trace import strike
from sayso.stages.trace.independence import independence

_MOST_STATEMENTS = 200
_MOST_DAYS = 40
_MOST_SHOWN = 30_000


@dataclass(frozen=True, slots=True)
class Numbers:
    """What is counted of a claim, with or without some sources."""

    supported: int
    range: Independence

    @property
    def span(self) -> str:
        """The range as it is written: 2, or 1–2."""
        r = self.range
        return f"{r.least}" if r.least == r.most else f"{r.least}–{r.most}"


def numbers(claim: TracedClaim, struck: Iterable[str] = ()) -> Numbers:
    """Count the reports with a known origin, and the independent origins, without the struck sources.

    A statement falls when its chain leads to or through a struck source; an origin falls when no
    statement is left that ends in it.
    """
    gone = frozenset(struck)
    sources = {origin.id: origin.source for origin in claim.origins}
    left = [
        o for o in claim.statements if o.stance == "asserts" and o.origin is not None and not _falls(o, sources, gone)
    ]
    ends = {o.origin for o in left}
    origins = [origin for origin in claim.origins if origin.id in ends]
    there = {origin.id for origin in origins}
    ties = [tie for tie in claim.ties if set(tie.between) <= there]
    known = {origin.id for origin in origins if origin.kind != "unknown"}
    supported = {o.report for o in left if o.origin in known}
    return Numbers(len(supported), independence(origins, ties, [o.origin for o in left]))


def _falls(o: Occurrence, sources: Mapping[str, str | None], struck: frozenset[str]) -> bool:
    return sources.get(o.origin or "") in struck or any(hop.source in struck for hop in o.chain if hop.source)


class BenchView(TraceView):
    """A trace whose reports are read here: their links lead to their pages in the workbench."""

    def link(self, report: str) -> str | None:
        """Return a report's page, if its reading is at hand."""
        return f"/reports/{report}" if report in self.readings else None


@dataclass(frozen=True, slots=True)
class Struck:
    """A source that a claim's chains lead to or through, and whether it is struck now."""

    id: str
    name: str
    party: str | None
    reports: int
    struck: bool
    tried: bool


@dataclass(frozen=True, slots=True)
class Day:
    """How many reports of a day, or a month, carry the claim, and how many a denial or a doubt."""

    when: str
    asserts: int
    against: int


@dataclass(frozen=True, slots=True)
class Line:
    """One statement of the claim, as the list of what can be decided has it."""

    report: str
    statement: str
    outlet: str
    when: str
    stance: str
    voice: str
    words: str
    hue: str
    origin: str
    upstream: tuple[tuple[str, str, str], ...]


class Workbench:
    """A claim with everything that its page shows and asks."""

    def __init__(self, trace: Trace, readings: Sequence[Reading], tried: Sequence[str] = ()) -> None:
        self.trace = trace
        self.claim = trace.claims[0]
        known = {source.id for source in trace.sources}
        self.tried = tuple(dict.fromkeys(id_ for id_ in tried if id_ in known))
        shown = strike(trace, self.tried)[0] if self.tried else trace
        self.view = BenchView(shown, readings)
        self.answer: Answer = next(c.answer for c in [*self.view.claims] if c.claim.id == self.claim.id)
        self.shown = ClaimView(self.view, "c1", self.answer)
        self.readings = {reading.report.id: reading for reading in readings}
        self.origin_names = origin_names(self.answer)
        self.hues = {id_: f"c{n % COLOURS}" for n, group in enumerate(self.answer.groups) for id_ in group.origins}

    @property
    def now(self) -> Numbers:
        """What is counted as things stand: without the sources that were struck by decision."""
        return numbers(self.claim, self.trace.struck)

    @property
    def then(self) -> Numbers:
        """What would be left without the sources that are tried."""
        return numbers(self.claim, (*self.trace.struck, *self.tried))

    @property
    def sources(self) -> list[Struck]:
        """The sources of the claim's chains, those of most reports first."""
        ends = {origin.id: origin.source for origin in self.claim.origins}
        reports: dict[str, set[str]] = {}
        for o in self.claim.statements:
            if o.stance != "asserts":
                continue
            for id_ in {hop.source for hop in o.chain} | {ends.get(o.origin or "")}:
                if id_:
                    reports.setdefault(id_, set()).add(o.report)
        named = {source.id: source for source in self.trace.sources}
        return sorted(
            (
                Struck(id_, named[id_].name, named[id_].party, len(there), id_ in self.trace.struck, id_ in self.tried)
                for id_, there in reports.items()
                if id_ in named
            ),
            key=lambda s: (-s.reports, s.name),
        )

    @cached_property
    def by_month(self) -> bool:
        """Whether the reports are spread over so many days that months tell more."""
        return len({told for _, told, _ in self._dated}) > _MOST_DAYS

    @cached_property
    def _dated(self) -> list[tuple[str, str, bool]]:
        """Each dated report once for what it asserts and once for what it denies, with its day."""
        dates = {head.id: (head.published or "")[:10] for head in self.trace.reports}
        found = {(o.report, dates.get(o.report, ""), o.stance == "asserts") for o in self.claim.statements}
        return sorted(told for told in found if len(told[1]) == 10)

    @property
    def days(self) -> list[Day]:
        """The reports by day, or by month, in order of time."""
        length = 7 if self.by_month else 10
        told: dict[str, list[int]] = {}
        for _, day, asserts in self._dated:
            told.setdefault(day[:length], [0, 0])[not asserts] += 1
        return [Day(_shown(day), *counts) for day, counts in sorted(told.items())]

    @property
    def most_a_day(self) -> int:
        """The most reports that one of the days has."""
        return max((day.asserts for day in self.days), default=1) or 1

    @property
    def lines(self) -> list[Line]:
        """The claim's statements, in order of time."""
        found = sorted(self.claim.statements, key=self._order)[:_MOST_STATEMENTS]
        return [self._line(o) for o in found]

    @property
    def left_out(self) -> int:
        """How many statements the list has no room for."""
        return max(0, len(self.claim.statements) - _MOST_STATEMENTS)

    @property
    def origins(self) -> list[tuple[str, str]]:
        """The origins that may be tied: those that are known, by a statement that ends there."""
        known = [(o.id, self.origin_names.get(o.id, o.id)) for o in self.claim.origins if o.kind != "unknown"]
        return [(id_, name) for id_, name in known if self.ends_in(id_) is not None]

    @property
    def reports(self) -> list[tuple[str, str]]:
        """The claim's reports that are at hand, in order of time, with what to call them."""
        ordered = dict.fromkeys(o.report for o in sorted(self.claim.statements, key=self._order))
        return [(id_, f"{self.view.name(id_)}, {self.view.when(id_)}") for id_ in ordered if id_ in self.readings]

    def ends_in(self, origin: str) -> Occurrence | None:
        """Return a statement whose chain ends in an origin."""
        return next((o for o in self.claim.statements if o.origin == origin), None)

    def occurrence(self, report: str, statement: str) -> Occurrence | None:
        """Return one of the claim's statements."""
        return next((o for o in self.claim.statements if (o.report, o.statement) == (report, statement)), None)

    def _order(self, o: Occurrence) -> tuple[str, str, int]:
        head = self.view.heads.get(o.report)
        when = moment(head.published) if head and head.published else "\uffff"
        return when, o.report, o.spans[0].start if o.spans else 0

    def _line(self, o: Occurrence) -> Line:
        reading = self.readings.get(o.report)
        return Line(
            o.report,
            o.statement,
            self.view.name(o.report),
            self.view.when(o.report),
            o.stance,
            {"attributed": "on somebody’s word", "own": "in its own voice", "headline": "in the headline"}[o.voice],
            excerpt(reading.text, o.spans, 220) if reading else "",
            self.hues.get(o.origin or "", "cn"),
            self.origin_names.get(o.origin or "", "") if o.stance == "asserts" else "",
            tuple(self._upstream(o)),
        )

    def _upstream(self, o: Occurrence) -> Iterator[tuple[str, str, str]]:
        """Yield the statement that this one's next step leads to, where it is of this claim and at hand."""
        outlets: dict[str, list[Occurrence]] = {}
        for other in self.claim.statements:
            head = self.view.heads.get(other.report)
            if head and head.outlet and other.report != o.report:
                outlets.setdefault(" ".join(head.outlet.split()).casefold(), []).append(other)
        for hop in o.chain:
            if hop.kind in ("outlet", "agency") and hop.outlet:
                there = outlets.get(" ".join(hop.outlet.split()).casefold())
                if there:
                    first = min(there, key=self._order)
                    yield first.report, first.statement, hop.outlet
                return


def _shown(day: str) -> str:
    return shown_time(day) if len(day) == 10 else shown_time(f"{day}-01").partition(" ")[2]


def statement_anchor(reading: Reading, statement: str) -> Anchor | None:
    """Return the anchor of a reading's statement, if it is still there."""
    found: Statement | None = next((s for s in reading.statements if s.id == statement), None)
    return anchor_statement(reading, found) if found else None


def source_anchor(reading: Reading, source: str) -> Anchor | None:
    """Return the anchor of a reading's source, if it is still there."""
    found: Source | None = next((s for s in reading.sources if s.id == source), None)
    return anchor_source(reading, found) if found else None


# --- two reports side by side


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of a report: plain, part of a passage that both have (its number), part of the claim's statement."""

    text: str
    passage: int
    claim: bool


@dataclass(frozen=True, slots=True)
class Side:
    """One of two reports that are compared."""

    report: str
    outlet: str
    when: str
    share: str
    paragraphs: tuple[tuple[Piece, ...], ...]
    cut: bool


def beside(work: Workbench, a: str, b: str) -> tuple[Side, Side, str] | None:
    """Return two of the claim's reports side by side, their shared passages numbered, and what is said of them."""
    if a == b or a not in work.readings or b not in work.readings:
        return None
    passages = [_turned(p, a) for p in work.trace.passages if {p.a.report, p.b.report} == {a, b}]
    aligned = [(p.a.spans, p.b.spans) for p in passages]
    left = [(span, n) for n, span in enumerate((s for spans, _ in aligned for s in spans), start=1)]
    right = [(span, n) for n, span in enumerate((s for _, spans in aligned for s in spans), start=1)]
    says = "; ".join(dict.fromkeys(p.says for p in passages)) or "They share no passage."
    shares = (sum(p.a.share for p in passages), sum(p.b.share for p in passages))
    return _side(work, a, left, shares[0]), _side(work, b, right, shares[1]), says


def _turned(passage: Passage, a: str) -> Passage:
    return passage if passage.a.report == a else replace(passage, a=passage.b, b=passage.a)


def _side(work: Workbench, report: str, shared: Sequence[tuple[Span, int]], share: float) -> Side:
    reading = work.readings[report]
    text = reading.text
    said = [span for o in work.claim.statements if o.report == report for span in o.spans]
    end = min(len(text), _MOST_SHOWN)
    edges = sorted(
        {0, end, *(e for s in [*said, *(s for s, _ in shared)] for e in s if e <= end), *_line_ends(text, end)}
    )
    paragraphs: list[tuple[Piece, ...]] = []
    line: list[Piece] = []
    for start, stop in pairwise(edges):
        words = text[start:stop]
        if words.strip("\r\n") == "" and words:
            if line:
                paragraphs.append(tuple(line))
            line = []
            continue
        number = next((n for span, n in shared if span.start <= start < span.end), 0)
        line.append(Piece(words.strip("\r\n"), number, any(s.start <= start < s.end for s in said)))
    if line:
        paragraphs.append(tuple(line))
    return Side(
        report,
        work.view.name(report),
        work.view.when(report),
        f"{min(1.0, share):.0%}".replace("%", " %"),
        tuple(paragraphs),
        end < len(text),
    )


def _line_ends(text: str, end: int) -> Iterator[int]:
    at = 0
    for line in text[:end].splitlines(keepends=True):
        inner = len(line.rstrip("\r\n\u2028\u2029\x0b\x0c\x1c\x1d\x1e\x85"))
        yield min(end, at + inner)
        at += len(line)
        yield min(end, at)


__all__ = [
    "BenchView",
    "Line",
    "Numbers",
    "Side",
    "Workbench",
    "beside",
    "numbers",
    "source_anchor",
    "statement_anchor",
]
