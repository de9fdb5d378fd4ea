"""A trace as one HTML page: each claim's answer, its picture, its drift, and every occurrence beside its span."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from urllib.parse import urlsplit

from markupsafe import Markup

from sayso.faces.answer import Answer, answers, many, report_names
from sayso.faces.chain_picture import COLOURS, Node, forest, moment, picture, rows_of, shown_time
from sayso.faces.on_the_way import Bond, Step, bonds, decided_and_why, decisions_told, outcomes, shortened, steps
from sayso.faces.templating import template
from sayso.model.claim import Where
from sayso.model.reading import Reading
from sayso.model.span import Span, Spans, hull, shown
from sayso.model.trace import Hop, Occurrence, ReportHead, Trace

# Whole claims stand open up to here, then folded up to there; the rest get their sentence.
_MOST_OPEN = 8
_MOST_CLAIMS = 40
# Reports whose words a claim shows: many for those that stand open, fewer for the folded.
_MOST_REPORTS = 100
_MOST_REPORTS_FOLDED = 25
# Up to here each report stands by itself; where there are more, so many that say it in the very same
# words are listed under the first of them.
_MOST_EACH = 40
_LEAST_ALIKE = 4
_MOST_SAID = 12
_MOST_LINES = 120
_MOST_DEPTH = 6
_MOST_ROWS = 40
_MOST_TIES = 24
_MOST_PASSAGES = 200
_MOST_IDS = 12
_MOST_REST = 500
_MOST_HEADS = 2000
_AROUND = 220
_EXCERPT = 160

_VOICE_SAYS = {"attributed": "on somebody’s word", "own": "in its own voice", "headline": "in the headline"}


def trace_page(trace: Trace, readings: Sequence[Reading], *, version: str) -> str:
    """Return one self-contained page: no scripts, no requests, strangers' text inert.

    Args:
        trace: What was found over the reports.
        readings: The reports' readings, from which the words are shown; one that is missing costs its words.
        version: Sayso's version, for the page's foot.
    """
    view = TraceView(trace, readings)
    css = _css()
    return template("trace.html").render(
        view=view,
        css=Markup(css),
        css_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
        version=version,
    )


@cache
def _css() -> str:
    templates = files("sayso.faces").joinpath("templates")
    return "\n".join(templates.joinpath(name).read_text("utf-8") for name in ("page.css", "trace.css"))


@dataclass(frozen=True, slots=True)
class _Piece:
    """Words of a report, marked or not."""

    text: str
    marked: bool


@dataclass(frozen=True, slots=True)
class _Place:
    """A place in a report, with its words around it."""

    report: str
    outlet: str
    when: str
    pieces: tuple[_Piece, ...]

    @property
    def words(self) -> str:
        return " … ".join(piece.text for piece in self.pieces if piece.marked)


@dataclass(frozen=True, slots=True)
class _Change:
    """One row of the table of what happened on the way."""

    what: str
    says: str
    before: _Place
    after: _Place
    again: str


@dataclass(frozen=True, slots=True)
class _Said:
    """One occurrence as the page shows it."""

    stance: str
    voice: str
    against: bool
    hue: str
    way: tuple[str, ...]
    manner: str | None
    evidence: tuple[str, ...]
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class _Seen:
    """A report that has the claim, with everything that it says of it."""

    anchor: str
    outlet: str
    title: str
    when: str
    link: str | None
    hue: str
    said: tuple[_Said, ...]
    left: int
    alike: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    kind: str
    a: str
    b: str
    says: str
    ids: tuple[str, ...]
    left: int
    places: tuple[_Place, ...]


@dataclass(frozen=True, slots=True)
class _Line:
    """A row of the picture in words, for narrow screens."""

    depth: int
    kind: str
    hue: str
    label: str
    more: str
    open: bool


class TraceView:
    """A trace with what the template needs."""

    def __init__(self, trace: Trace, readings: Sequence[Reading]) -> None:
        self.trace = trace
        self.readings = {reading.report.id: reading for reading in readings}
        self.names = report_names(trace, readings)
        self.heads = {head.id: head for head in trace.reports}
        self.sources = {source.id: source.name for source in trace.sources}
        found = self.answers = answers(trace, readings)
        shared = [a for a in found if len({o.report for o in a.claim.statements}) > 1]
        # Where no claim is in two reports, the single ones are all there is to show.
        full = (shared or list(found))[:_MOST_CLAIMS]
        self.shared = bool(shared)
        self.claims = [ClaimView(self, f"c{n}", a, folded=n > _MOST_OPEN) for n, a in enumerate(full, start=1)]
        self.open, self.folded = self.claims[:_MOST_OPEN], self.claims[_MOST_OPEN:]
        shown = {a.claim.id for a in full}
        self.rest = [a for a in found if a.claim.id not in shown]
        self.rest_alone = all(len({o.report for o in a.claim.statements}) < 2 for a in self.rest)
        self.read = [head for head in trace.reports if head.refused is None]
        self.refused = [head for head in trace.reports if head.refused is not None]
        self.most_rest, self.most_heads = _MOST_REST, _MOST_HEADS

    @property
    def title(self) -> str:
        """What the page is called."""
        return f"{many(len(self.read), 'report')}, {many(len(self.claims) + len(self.rest), 'claim')}"

    @property
    def struck(self) -> list[str]:
        """The names of the sources that were struck."""
        return [self.sources.get(id_, id_) for id_ in self.trace.struck]

    @property
    def unsupported(self) -> list[str]:
        """The claims that lost all support with them, the most carried first."""
        return [a.claim.text for a in self.answers if a.claim.id in self.trace.without_support]

    @property
    def decisions(self) -> tuple[str, list[str], list[str]]:
        """What is told of the analysts' decisions, each that counts, and each that doesn’t."""
        trace = self.trace
        counts = [decided_and_why(o) for o in outcomes(trace) if o.state == "applied"]
        rest = [decided_and_why(o) for o in outcomes(trace) if o.state != "applied"]
        return decisions_told(trace), counts, rest

    @property
    def passages(self) -> list[tuple[str, str, str, str, str, str]]:
        """Who shares what with whom: both outlets, the arrow, the shares, the kind, and why."""
        arrows = {"a to b": "→", "b to a": "←", "unknown": "?"}
        kept = [p for p in self.trace.passages if p.kind != "boilerplate"][:_MOST_PASSAGES]
        return [
            (
                self.name(p.a.report),
                arrows[p.direction],
                self.name(p.b.report),
                p.kind,
                f"{p.a.share:.0%} | {p.b.share:.0%}".replace("%", " %"),
                p.says,
            )
            for p in kept
        ]

    @property
    def passages_all(self) -> int:
        """How many pairs of reports share words that say something."""
        return sum(p.kind != "boilerplate" for p in self.trace.passages)

    @property
    def heads_in_order(self) -> list[ReportHead]:
        """The reports in order of time, undated ones after them, and last what could not be read."""
        return sorted(
            self.trace.reports,
            key=lambda h: (h.refused is not None, moment(h.published) if h.published else "\uffff", self.name(h.id)),
        )

    def name(self, report: str) -> str:
        """What to call a report."""
        return self.names.get(report, report)

    def when(self, report: str) -> str:
        """When a report was published, for a person."""
        head = self.heads.get(report)
        return shown_time(head.published if head else None)

    def link(self, report: str) -> str | None:
        """A report's address, if it is one that is safe to click."""
        head = self.heads.get(report)
        return _web_address(head.url) if head else None

    def place(self, where: Where, around: int = _AROUND) -> _Place:
        """A place with its words."""
        return _Place(
            where.report,
            self.name(where.report),
            self.when(where.report),
            tuple(self.pieces(where.report, where.spans, around)),
        )

    def pieces(self, report: str, spans: Spans, around: int) -> Iterator[_Piece]:
        """Yield the paragraph around the spans, with the spans marked."""
        reading = self.readings.get(report)
        if reading is None or not spans:
            return
        text, whole = reading.text, hull(spans)
        inside = [b.span for b in reading.report.blocks if b.span.overlaps(whole)]
        start = max(min((s.start for s in inside), default=0), whole.start - around)
        end = min(max((s.end for s in inside), default=len(text)), whole.end + around)
        start, end = _at_words(text, min(start, whole.start), max(end, whole.end), whole)
        at = start
        if start > 0 and not any(s.start == start for s in inside):
            yield _Piece("… ", False)
        for span in spans:
            if at < span.start:
                yield _Piece(_cut(text[at : span.start]), False)
            yield _Piece(text[span.start : span.end], True)
            at = span.end
        if at < end:
            yield _Piece(text[at:end], False)
        if end < len(text) and not any(s.end == end for s in inside):
            yield _Piece(" …", False)


class ClaimView:
    """One claim with what the template needs; ``key`` starts all its ids."""

    def __init__(self, view: TraceView, key: str, answer: Answer, *, folded: bool = False) -> None:
        self.view, self.key, self.answer, self.folded = view, key, answer, folded
        self.claim = answer.claim
        self.hues = {id_: f"c{n % COLOURS}" for n, group in enumerate(answer.groups) for id_ in group.origins}
        self.unsupported = self.claim.id in view.trace.without_support

    @property
    def picture(self) -> Markup:
        """The picture of who has it from whom."""
        there = {seen.anchor for seen in self.occurrences} | {
            anchor for seen in self.occurrences for anchor, _ in seen.alike
        }
        return picture(self.view.trace, self.answer, key=self.key, anchors=there)

    @cached_property
    def lines(self) -> list[_Line]:
        """The picture's rows in words."""
        rows = [_line_of(depth, node) for depth, node in rows_of(forest(self.view.trace, self.answer))]
        return rows[:_MOST_LINES]

    @property
    def legend(self) -> list[tuple[str, str]]:
        """The marks that the picture has, each with what it says."""
        kinds = {line.kind for line in self.lines}
        filled = any(line.kind == "report" and not line.open for line in self.lines)
        hollow = any(line.kind == "report" and line.open for line in self.lines)
        maybe = any(tie.kind == "possible" for tie in self.claim.ties)
        every = [
            ("turned", "origin", bool(kinds & {"origin", "group"})),
            ("full", "report, on somebody’s word", filled),
            ("", "report, in its own voice or its headline alone", hollow),
            ("square", "cited, no report of it here", "beyond" in kinds),
            ("cross", "denies, doubts or could not verify", "against" in kinds),
            ("dash", "perhaps", maybe),
            ("round", "a circle", bool(self.claim.cycles)),
        ]
        return [(mark, says) for mark, says, there in every if there]

    @property
    def bar(self) -> list[tuple[float, float, str]]:
        """Reports by the group on which they rest, in per cent of those that carry the claim."""
        parts = [(len(g.reports), f"c{n % COLOURS}") for n, g in enumerate(self.answer.groups)]
        parts.append((len(self.answer.unknown), "cn"))
        total = sum(count for count, _ in parts) or 1
        begun, bar = 0, []
        for count, hue in parts:
            if count:
                bar.append((round(100 * begun / total, 3), round(100 * count / total, 3), hue))
            begun += count
        return bar

    @property
    def groups(self) -> list[tuple[str, str, bool, str, int, str]]:
        """Each group: name, colour, whether struck, the reports that rest on it and how many, and its origins' ids."""
        return [
            (
                group.name,
                f"c{n % COLOURS}",
                group.struck,
                shortened([self.view.name(r) for r in group.reports], 12),
                len(group.reports),
                shortened(group.origins, _MOST_IDS),
            )
            for n, group in enumerate(self.answer.groups)
        ]

    @property
    def unknown(self) -> str:
        """The reports that have it from nobody knows whom."""
        return shortened([self.view.name(r) for r in self.answer.unknown], 12)

    @cached_property
    def ties(self) -> list[_Tie]:
        """Why origins are one, or may be."""
        return [self._tie(bond) for bond in bonds(self.answer)[:_MOST_TIES]]

    def _tie(self, bond: Bond) -> _Tie:
        places = tuple(self.view.place(where, 40) for where in bond.tie.places[:4])
        ids = bond.ids[:_MOST_IDS]
        return _Tie(bond.kind, bond.a, bond.b, bond.tie.says, ids, len(bond.ids) - len(ids), places)

    @property
    def ties_left(self) -> int:
        """How many ties the page has no room for."""
        return max(0, len(bonds(self.answer)) - _MOST_TIES)

    @cached_property
    def changes(self) -> list[_Change]:
        """What happened on the way: lost attributions first, then what drifted."""
        return [self._change(step) for step in steps(self.view.trace, self.answer, self.view.readings)[:_MOST_ROWS]]

    def _change(self, step: Step) -> _Change:
        again = list(dict.fromkeys(self.view.name(where.report) for where in step.again))
        before, after = self.view.place(step.before, 60), self.view.place(step.after, 60)
        return _Change(step.what, step.says, before, after, shortened(again, 6))

    @property
    def changes_left(self) -> int:
        """How many changes the page has no room for."""
        return max(0, len(steps(self.view.trace, self.answer, self.view.readings)) - _MOST_ROWS)

    @property
    def cycles(self) -> list[str]:
        """Each circle as a line of names."""
        return [" → ".join(self.view.name(r) for r in (*cycle, cycle[0])) for cycle in self.claim.cycles]

    @cached_property
    def occurrences(self) -> list[_Seen]:
        """Each report that has the claim, in order of time, undated ones last; copies of one another together."""
        said: dict[str, list[Occurrence]] = {}
        for o in self.claim.statements:
            said.setdefault(o.report, []).append(o)
        reports = sorted(said, key=self._order)
        gathered: dict[object, list[str]] = {}
        for report in reports:
            gathered.setdefault(self._words(report, said[report]), []).append(report)
        found: list[tuple[str, list[str]]] = []
        for same in gathered.values():
            if len(reports) <= _MOST_EACH or len(same) < _LEAST_ALIKE:
                found += [(report, []) for report in same]
            else:
                found.append((same[0], same[1:]))
        found.sort(key=lambda pair: self._order(pair[0]))
        most = _MOST_REPORTS_FOLDED if self.folded else _MOST_REPORTS
        return [self._seen(report, said[report], alike) for report, alike in found[:most]]

    @property
    def left_out(self) -> int:
        """How many reports the page has no room for."""
        return len({o.report for o in self.claim.statements}) - sum(1 + len(seen.alike) for seen in self.occurrences)

    def _order(self, report: str) -> tuple[str, str]:
        head = self.view.heads.get(report)
        return (moment(head.published) if head and head.published else "\uffff", report)

    def _words(self, report: str, said: Sequence[Occurrence]) -> object:
        """Return what two reports have alike if they say it in the same words, with the same standing."""
        reading = self.view.readings.get(report)
        if reading is None:
            return report
        return tuple((shown(reading.text, o.spans), o.stance, o.voice, self.hues.get(o.origin or "")) for o in said)

    def _seen(self, report: str, said: Sequence[Occurrence], alike: Sequence[str]) -> _Seen:
        view = self.view
        head = view.heads.get(report)
        title = " ".join((head.title or "").split()) if head else ""
        ordered = sorted(said, key=lambda o: o.spans[0].start if o.spans else 0)
        asserted = next((o for o in ordered if o.stance == "asserts" and o.origin in self.hues), ordered[0])
        return _Seen(
            f"{self.key}-{report}",
            view.name(report),
            title if title != view.name(report) else "",
            view.when(report),
            view.link(report),
            self.hues.get(asserted.origin or "", "cn"),
            tuple(self._said(o) for o in ordered[:_MOST_SAID]),
            max(0, len(ordered) - _MOST_SAID),
            # What the picture links to must be there, though its words stand above.
            tuple((f"{self.key}-{r}", view.name(r)) for r in alike),
        )

    def _said(self, o: Occurrence) -> _Said:
        view = self.view
        return _Said(
            o.stance,
            _VOICE_SAYS[o.voice],
            o.stance != "asserts",
            self.hues.get(o.origin or "", "cn"),
            tuple(self._way(o)),
            o.manner if o.manner not in (None, "neutral") else None,
            tuple(reason.says for reason in o.evidence[:3]),
            tuple(view.pieces(o.report, o.spans, _AROUND)),
        )

    def _way(self, o: Occurrence) -> Iterator[str]:
        """Yield the steps back, from the report to where its chain ends."""
        yield self.view.name(o.report)
        for hop in o.chain:
            yield self._step(hop)
        if o.stance != "asserts":
            return
        ends = next((x for x in self.claim.origins if x.id == o.origin), None)
        if ends is None or ends.kind == "unknown":
            yield "origin unknown"
        elif ends.kind == "own reporting":
            yield "own reporting"

    def _step(self, hop: Hop) -> str:
        doubt = "" if hop.certain else " (perhaps)"
        if hop.kind == "basis":
            words = next((self.view.place(w, 0).words for w in hop.places), "")
            return f"evidence it points to: “{words}”" if words else "evidence it points to"
        if hop.source is not None:
            return self.view.sources.get(hop.source, hop.source) + doubt
        return hop.outlet + doubt if hop.outlet else "somebody we could not make out"


def _line_of(depth: int, node: Node) -> _Line:
    facts = [shown_time(node.published)] if node.kind in ("report", "against") else []
    facts += [node.note] if node.note else []
    hollow = node.again or (node.occurrence is not None and node.occurrence.voice != "attributed")
    hue = "cn" if node.hue < 0 else f"c{node.hue}"
    return _Line(min(depth, _MOST_DEPTH), node.kind, hue, node.label, " · ".join(facts), hollow)


def _at_words(text: str, start: int, end: int, whole: Span) -> tuple[int, int]:
    """Move both ends inwards to where a word begins or ends, but never into the span."""
    while 0 < start < whole.start and not text[start - 1].isspace():
        start += 1
    while whole.end < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


def _cut(words: str) -> str:
    """Return words between two marks, their middle left out where they are many."""
    return words if len(words) <= 2 * _EXCERPT else f"{words[:_EXCERPT]} … {words[-_EXCERPT:]}"


def _web_address(url: str | None) -> str | None:
    """Return an address only if clicking it opens a web page and nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


__all__ = ["ClaimView", "TraceView", "trace_page"]
