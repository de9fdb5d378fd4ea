"""A trace as one HTML page: each claim's answer, its picture, its drift, and every occurrence beside its span."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from urllib.parse import urlsplit

from markupsafe import Markup

from sayso.faces.answer import Answer, answers, many, origin_names, report_names
from sayso.faces.chain_picture import COLOURS, moment, picture, shown_time
from sayso.faces.templating import template
from sayso.model.claim import Stance, Where
from sayso.model.reading import Reading
from sayso.model.span import Span, Spans, hull
from sayso.model.trace import Hop, Occurrence, ReportHead, Trace

_MOST_CLAIMS = 40
_MOST_OCCURRENCES = 120
_MOST_ROWS = 200
_AROUND = 220
_EXCERPT = 160

_STANCE_SAYS: dict[Stance, str] = {
    "asserts": "asserts",
    "denies": "denies",
    "doubts": "doubts",
    "could not verify": "could not verify",
}

_VOICE_SAYS = {"attributed": "on somebody’s word", "own": "in its own voice", "headline": "in the headline"}

_CHANGE_SAYS = {"amount": "amount", "hedge": "hedge", "date": "date", "wording": "wording"}


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


@dataclass(frozen=True, slots=True)
class _Seen:
    """One occurrence as the page shows it."""

    anchor: str
    outlet: str
    when: str
    link: str | None
    stance: str
    voice: str
    against: bool
    hue: str
    way: tuple[str, ...]
    manner: str | None
    places: tuple[_Place, ...]
    evidence: tuple[str, ...]
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class _Tie:
    kind: str
    a: str
    b: str
    says: str
    id: str
    places: tuple[_Place, ...]


class TraceView:
    """A trace with what the template needs."""

    def __init__(self, trace: Trace, readings: Sequence[Reading]) -> None:
        self.trace = trace
        self.readings = {reading.report.id: reading for reading in readings}
        self.names = report_names(trace)
        self.heads = {head.id: head for head in trace.reports}
        self.sources = {source.id: source.name for source in trace.sources}
        found = answers(trace)
        shared = [a for a in found if len({o.report for o in a.claim.statements}) > 1]
        # Where no claim is in two reports, the single ones are all there is to show.
        full = (shared or list(found))[:_MOST_CLAIMS]
        self.claims = [ClaimView(self, f"c{n}", a) for n, a in enumerate(full, start=1)]
        shown = {a.claim.id for a in full}
        self.rest = [a for a in found if a.claim.id not in shown]
        self.read = [head for head in trace.reports if head.refused is None]
        self.refused = [head for head in trace.reports if head.refused is not None]

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
        """The claims that lost all support with them."""
        texts = {claim.id: claim.text for claim in self.trace.claims}
        return [texts.get(id_, id_) for id_ in self.trace.without_support]

    @property
    def passages(self) -> list[tuple[str, str, str, str, str, str]]:
        """Who shares what with whom: both outlets, the arrow, the shares, the kind, and why."""
        arrows = {"a to b": "→", "b to a": "←", "unknown": "?"}
        kept = [p for p in self.trace.passages if p.kind != "boilerplate"][:_MOST_ROWS]
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

    def __init__(self, view: TraceView, key: str, answer: Answer) -> None:
        self.view, self.key, self.answer = view, key, answer
        self.claim = answer.claim
        self.names = origin_names(view.trace, self.claim)
        self.hues = {id_: f"c{n % COLOURS}" for n, group in enumerate(answer.groups) for id_ in group.origins}
        self.unsupported = self.claim.id in view.trace.without_support

    @property
    def picture(self) -> Markup:
        """The picture of who has it from whom."""
        return picture(self.view.trace, self.answer, key=self.key)

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
    def groups(self) -> list[tuple[str, str, bool, list[str]]]:
        """Each group: its name, its colour, whether it is struck, and the reports that rest on it."""
        return [
            (group.name, f"c{n % COLOURS}", group.struck, [self.view.name(r) for r in group.reports])
            for n, group in enumerate(self.answer.groups)
        ]

    @property
    def unknown(self) -> list[str]:
        """The reports that have it from nobody knows whom."""
        return [self.view.name(r) for r in self.answer.unknown]

    @property
    def ties(self) -> list[_Tie]:
        """Why origins are one, or may be."""
        return [
            _Tie(
                tie.kind,
                self.names.get(tie.between[0], tie.between[0]),
                self.names.get(tie.between[1], tie.between[1]),
                tie.says,
                tie.id,
                tuple(self.view.place(where, 40) for where in tie.places[:4]),
            )
            for tie in self.claim.ties[:_MOST_ROWS]
        ]

    @property
    def changes(self) -> list[_Change]:
        """What happened on the way: lost attributions first, then what drifted."""
        lost = [("source lost", x.says, x.before, x.after) for x in self.claim.lost_attribution]
        drift = [(_CHANGE_SAYS[x.what], x.says, x.before, x.after) for x in self.claim.drift]
        return [
            _Change(what, says, self.view.place(before, 60), self.view.place(after, 60))
            for what, says, before, after in [*lost, *drift][:_MOST_ROWS]
        ]

    @property
    def cycles(self) -> list[str]:
        """Each circle as a line of names."""
        return [" → ".join(self.view.name(r) for r in (*cycle, cycle[0])) for cycle in self.claim.cycles]

    @property
    def occurrences(self) -> list[_Seen]:
        """Every occurrence, in order of time; undated ones last."""
        return [self._seen(o) for o in sorted(self.claim.statements, key=self._order)[:_MOST_OCCURRENCES]]

    @property
    def left_out(self) -> int:
        """How many occurrences the page has no room for."""
        return max(0, len(self.claim.statements) - _MOST_OCCURRENCES)

    def _order(self, occurrence: Occurrence) -> tuple[str, str, int]:
        head: ReportHead | None = self.view.heads.get(occurrence.report)
        when = moment(head.published) if head and head.published else "\uffff"
        return when, occurrence.report, occurrence.spans[0].start if occurrence.spans else 0

    def _seen(self, o: Occurrence) -> _Seen:
        view = self.view
        return _Seen(
            f"{self.key}-{o.report}-{o.statement}",
            view.name(o.report),
            view.when(o.report),
            view.link(o.report),
            _STANCE_SAYS[o.stance],
            _VOICE_SAYS[o.voice],
            o.stance != "asserts",
            self.hues.get(o.origin or "", "cn"),
            tuple(self._way(o)),
            o.manner if o.manner not in (None, "neutral") else None,
            tuple(view.place(where, 40) for hop in o.chain for where in hop.places[:1]),
            tuple(reason.says for reason in o.evidence),
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
        return (hop.outlet or "unknown") + doubt


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
