"""Readings as one HTML page: no scripts, no requests, strangers' text inert."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.resources import files
from urllib.parse import urlsplit

from markupsafe import Markup

from sayso.faces.marks import Mark, numbered, paragraphs
from sayso.faces.summary import STATUSES, Summary, Word, excerpt, source_name, summarise
from sayso.faces.templating import template
from sayso.model.attribution import Attribution, SourceStatus
from sayso.model.evidence import Evidence
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.source import Source
from sayso.model.span import Span

_COLOURS = 8

# Each number costs the browser a rule; past these, an attribution's pieces no longer light up together.
_TOGETHER = 300

_STATUS_SAYS: dict[SourceStatus, str] = {
    "named": "named",
    "unnamed": "unnamed",
    "none": "on no one’s word",
    "unresolved": "not identified",
    "withheld": "withheld",
}

_STATUS_WHY: dict[SourceStatus, str] = {
    "named": "",
    "unnamed": "the report keeps them nameless",
    "none": "the report names nobody",
    "unresolved": "somebody is meant, and we could not identify them",
    "withheld": "we have a guess and don’t trust it",
}


def page(readings: Sequence[Reading], *, version: str) -> str:
    """Return one self-contained page: a section for each reading, contents where there are several.

    Args:
        readings: What to show, refused ones included.
        version: Sayso's version, for the page's foot.
    """
    sections = [Section(f"r{index}", reading) for index, reading in enumerate(readings, start=1)]
    read = [section for section in sections if section.report.refused is None]
    css = _css(
        most_numbers=max((len(s.numbers) for s in read), default=0),
        most_words=max((len(s.summary.words) for s in read), default=0),
    )
    return template("page.html").render(
        sections=sections,
        read=read,
        refused=[section for section in sections if section.report.refused is not None],
        # Ours alone: no stranger's text is in it.
        css=Markup(css),
        css_hash=base64.b64encode(hashlib.sha256(css.encode()).digest()).decode(),
        version=version,
        models=sorted({(name, v) for section in read for name, v in section.reading.models.items()}),
        title=read[0].title if len(sections) == 1 and read else f"{len(sections)} reports",
    )


def _css(*, most_numbers: int, most_words: int) -> str:
    """Return the style sheet, with a rule for each number and each word that the page has.

    The rules make all pieces of an attribution light up together, and one party's marks stand
    out when it is picked, without a script.
    """
    css = files("sayso.faces").joinpath("templates", "page.css").read_text("utf-8")
    return "\n".join([css, *together(min(most_numbers, _TOGETHER)), *picking(most_words)])


def together(numbers: int) -> Iterator[str]:
    """Yield the rules by which all pieces of an attribution light up together."""
    for n in range(1, numbers + 1):
        yield f".report:has(.a{n}:is(:hover,:focus-within)) .content.a{n}{{background:var(--strong)}}"


def picking(words: int) -> Iterator[str]:
    """Yield the rules by which one party's marks stand out when it is picked."""
    for n in range(words):
        here, other = f".report:has(.pick{n}:checked)", f":not(.w{n})"
        yield f"{here} .m{other}{{--tint:transparent;--strong:transparent;--line:transparent}}"
        yield f"{here} .source{other}{{color:inherit;font-weight:400}}"
        yield f"{here} .content{other}>.n{{background:var(--edge);color:var(--ink)}}"
        yield f"{here} .entry{other}:not(:target){{display:none}}"


@dataclass(frozen=True, slots=True)
class _Piece:
    """Plain words, or marked ones with the pieces inside."""

    text: str = ""
    role: str = ""
    classes: str = ""
    entry: _Entry | None = None
    opens: bool = False
    again: bool = False
    also: tuple[int, ...] = ()
    pieces: tuple[_Piece, ...] = ()


@dataclass(frozen=True, slots=True)
class _Paragraph:
    kind: str
    span: Span
    pieces: tuple[_Piece, ...]


@dataclass(frozen=True, slots=True)
class _Entry:
    """One attribution as the page shows it."""

    number: int
    attribution: Attribution
    who: str
    source: Source | None
    role: str | None
    party: str | None
    status: str
    why: str
    classes: str
    content: str
    cue: str
    basis: str
    pieces: int
    outer: int | None
    inner: tuple[int, ...]
    depth: int
    evidence: tuple[Evidence, ...]

    @property
    def confidence(self) -> str:
        return f"{self.attribution.confidence:.0%}".replace("%", " %")


class Section:
    """One reading with what the template needs; ``key`` starts all its ids."""

    def __init__(self, key: str, reading: Reading) -> None:
        self.key = key
        self.reading = reading
        self.report: Report = reading.report
        self.text = reading.text
        self.summary: Summary = summarise(reading)
        self.numbers = numbered(reading)
        self.title = _title(reading.report)
        self._classes = {
            id_: f"w{index} {_hue(word, index)} k-{word.kind}"
            for index, word in enumerate(self.summary.words)
            for id_ in word.attributions
        }
        self._by_id = {a.id: a for a in reading.attributions}
        self._inner: defaultdict[str, list[int]] = defaultdict(list)
        for id_, number in self.numbers.items():
            self._inner[self._by_id[id_].within or ""].append(number)
        self._sources = {s.id: s for s in reading.sources}
        self._entries = {id_: self._entry(self._by_id[id_], number) for id_, number in self.numbers.items()}
        self.entries = tuple(self._entries.values())
        shown = [_Paragraph(p.kind, p.span, tuple(self._pieces(p.marks, p.span, 0))) for p in paragraphs(reading)]
        # The headline in the text takes the title's place where it is the title.
        same = bool(shown) and shown[0].kind == "headline" and _line(shown[0].span.of(self.text)) == self.title
        self.headline = shown[0] if same else None
        self.paragraphs = shown[1:] if same else shown

    @property
    def facts(self) -> list[str]:
        """What the report says of itself, in a line under the title."""
        r = self.report
        return [f for f in (r.outlet, r.published, ", ".join(r.authors), r.credit and f"credit: {r.credit}") if f]

    @property
    def link(self) -> str | None:
        """The report's address, if it is one that is safe to click."""
        return _safe_link(self.report.url)

    @property
    def brief(self) -> str:
        """How many attributions there are and whose most of them are, for the contents."""
        count = self.summary.attributions
        whose = ", ".join(f"{_label(word)} {word.count}" for word in self.summary.words[:4])
        more = ", …" if len(self.summary.words) > 4 else ""
        return f"{count} attribution{'' if count == 1 else 's'}" + (f": {whose}{more}" if whose else "")

    @property
    def links(self) -> list[tuple[str, str]]:
        """The report's own links: the words and where they lead."""
        safe = ((excerpt(self.text, (link.span,), 80), _safe_link(link.url)) for link in self.report.links)
        return [(words or target, target) for words, target in safe if target]

    @property
    def words(self) -> list[tuple[int, Word, str, str]]:
        """Each word with its place, label and colour."""
        return [(n, word, _label(word), _hue(word, n)) for n, word in enumerate(self.summary.words)]

    @property
    def shares(self) -> list[tuple[float, float, str]]:
        """Where each word's part of the bar begins, how wide it is, and its colour, in per cent."""
        total = sum(word.count for word in self.summary.words) or 1
        begun, shares = 0, []
        for n, word in enumerate(self.summary.words):
            shares.append((round(100 * begun / total, 3), round(100 * word.count / total, 3), _hue(word, n)))
            begun += word.count
        return shares

    @property
    def statuses(self) -> list[tuple[str, int]]:
        """How many attributions have each of the five statuses."""
        return [(_STATUS_SAYS[status], self.summary.statuses[status]) for status in STATUSES]

    @property
    def own(self) -> list[tuple[str, str]]:
        """The statements in the report's own voice: the words and their place on the page."""
        return [(excerpt(self.text, s.spans, 160), f"{self.key}-o-{s.id}") for s in self.summary.own]

    @property
    def grounded(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """Times, amounts and places: the words and what they stand for."""
        r = self.reading
        found = [
            ("Times", [(t.span.of(self.text), t.value) for t in r.times]),
            ("Amounts", [(q.span.of(self.text), _amount(q.least, q.most, q.unit)) for q in r.quantities]),
            ("Places", [(p.span.of(self.text), ", ".join(filter(None, (p.name, p.country)))) for p in r.places]),
        ]
        return [(name, rows) for name, rows in found if rows]

    def _entry(self, attribution: Attribution, number: int) -> _Entry:
        source = self._sources.get(attribution.source_id or "")
        known = source if attribution.source_status in ("named", "unnamed") else None
        return _Entry(
            number=number,
            attribution=attribution,
            who=source_name(self.text, attribution, source),
            source=known,
            role=known.role if known and known.role and known.role.casefold() not in known.name.casefold() else None,
            party=known.party if known and known.party != known.name else None,
            status=_STATUS_SAYS[attribution.source_status],
            why=_STATUS_WHY[attribution.source_status],
            classes=self._classes.get(attribution.id, ""),
            content=excerpt(self.text, attribution.content, 240),
            cue=excerpt(self.text, attribution.cue),
            basis=excerpt(self.text, attribution.basis),
            pieces=len(attribution.content),
            outer=self.numbers.get(attribution.within or ""),
            inner=tuple(sorted(self._inner[attribution.id])),
            depth=min(self._depth(attribution), 4),
            evidence=attribution.evidence + (known.evidence if known is not None else ()),
        )

    def _depth(self, attribution: Attribution) -> int:
        seen = {attribution.id}
        outer = attribution.within
        while outer in self._by_id and outer not in seen:
            seen.add(outer)
            outer = self._by_id[outer].within
        return len(seen) - 1

    def _pieces(self, marks: Sequence[Mark], span: Span, depth: int) -> Iterator[_Piece]:
        at = span.start
        for mark in marks:
            if at < mark.start:
                yield _Piece(self.text[at : mark.start])
            inside = tuple(self._pieces(mark.inside, Span(mark.start, mark.end), depth + (mark.role == "content")))
            at = mark.end
            if mark.role == "own":
                yield _Piece(role="own", classes=mark.owner, opens=mark.opens, pieces=inside)
                continue
            entry = self._entries.get(mark.owner)
            if entry is None:
                yield from inside
                continue
            numbers = " ".join(f"a{self.numbers[id_]}" for id_ in (mark.owner, *mark.also) if id_ in self.numbers)
            yield _Piece(
                role=mark.role,
                classes=f"m {mark.role} {numbers} {entry.classes} d{min(depth, 3)}",
                entry=entry,
                opens=mark.opens,
                again=not mark.opens,
                also=tuple(self.numbers[id_] for id_ in mark.also if id_ in self.numbers),
                pieces=inside,
            )
        if at < span.end:
            yield _Piece(self.text[at : span.end])


def _hue(word: Word, index: int) -> str:
    return f"c{index % _COLOURS}" if word.kind in ("party", "source", "unnamed") else "cn"


def _label(word: Word) -> str:
    match word.kind:
        case "party":
            return word.name
        case "source":
            return word.voices[0].full_name
        case "unnamed":
            return "Unnamed"
        case "none":
            return "No one"
        case "unresolved":
            return "Not identified"
        case "withheld":
            return "Withheld"


def _amount(least: float | None, most: float | None, unit: str | None) -> str:
    def plain(value: float) -> str:
        return f"{value:,.10g}"

    if least is not None and most is not None:
        amount = plain(least) if least == most else f"{plain(least)} to {plain(most)}"
    elif least is not None:
        amount = f"at least {plain(least)}"
    elif most is not None:
        amount = f"at most {plain(most)}"
    else:
        amount = "an amount"
    return f"{amount} {unit}" if unit else amount


def _title(report: Report) -> str:
    path = "standard input" if report.path == "-" else report.path
    return _line(report.title or path or report.external_id or report.url or report.id)


def _line(words: str) -> str:
    return " ".join(words.split())


def _safe_link(url: str | None) -> str | None:
    """Return an address only if clicking it opens a web page and nothing else."""
    if not url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None
