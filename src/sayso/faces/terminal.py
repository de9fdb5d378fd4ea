"""Readings for a terminal: the marked text, the list and the count; plain where colour is off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from sayso.faces.inert import for_terminal
from sayso.faces.marks import Mark, Paragraph, numbered, paragraphs
from sayso.faces.summary import STATUSES, Summary, Word, excerpt, source_name, summarise
from sayso.model.attribution import Attribution, SourceStatus
from sayso.model.reading import Reading
from sayso.model.report import Report

# Told apart on light and dark grounds, and by people who see red and green alike.
COLOURS = ("#3b82f6", "#d97706", "#0d9488", "#c026d3", "#65a30d", "#e11d48", "#7c83fd", "#0891b2")
NOBODY = "#8a8f98"

# A line longer than this is tiring to read; what is piped is never wrapped.
_WIDEST = 100
_UNWRAPPED = 100_000
_BAR = 24
# So many whose word counts have a bar of their own; the rest share a line.
_BARS = 12
_WHO = 28
_EXCERPT = 90
_LEAST_ROOM = 24
# What the list's columns have between and around them, all together.
_BETWEEN = 14

_STATUS_SAYS: dict[SourceStatus, str] = {
    "named": "named",
    "unnamed": "unnamed",
    "none": "no one",
    "unresolved": "unresolved",
    "withheld": "withheld",
}

_STATUS_BRIEFLY: dict[SourceStatus, str] = {**_STATUS_SAYS, "unresolved": "unres.", "withheld": "withh."}


def show_reading(console: Console, reading: Reading, *, text: bool = True, why: bool = False) -> None:
    """Print one reading: its text with the attributions marked, each in a list, and the count.

    With ``why``, the sentences that say why each finding was made follow the list.
    """
    if reading.report.refused is not None:
        console.print(_refusal(reading.report))
        return
    view = _View(reading)
    colour = console.color_system is not None and not console.no_color
    for part in view.parts(text=text, why=why, colour=colour, width=console.width):
        _print(console, part)


@dataclass
class Overview:
    """Several readings, a row each; add them as they come and print at the end."""

    rows: list[tuple[str, Summary]] = field(default_factory=list)
    refused: list[Report] = field(default_factory=list)

    def add(self, reading: Reading) -> None:
        """Take in one reading, keeping its counts only."""
        if reading.report.refused is not None:
            self.refused.append(reading.report)
        else:
            self.rows.append((_title(reading.report), summarise(reading)))

    def show(self, console: Console) -> None:
        """Print the rows, the refusals with their reasons, and the totals."""
        if self.rows:
            _print(console, self._table(console.width))
        for report in self.refused:
            console.print(_refusal(report))
        if self.refused and self.rows:
            console.print()
        console.print(self._total())

    def _table(self, width: int) -> Table:
        counts = [
            ("said", [s.attributions for _, s in self.rows]),
            *((_STATUS_BRIEFLY[status], [s.statuses[status] for _, s in self.rows]) for status in STATUSES),
            ("own", [len(s.own) for _, s in self.rows]),
        ]
        most = [", ".join(f"{_label(w)} {w.count}" for w in s.words[:2] if w.voices[0].source) for _, s in self.rows]
        # The counts are kept whole; titles and names share what is left.
        left = max(20, width - sum(max(4, cell_len(name)) + 2 for name, _ in counts) - 6)
        table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, header_style="bold", show_footer=True)
        total = len(self.rows)
        roomy = left >= 2 * _LEAST_ROOM - 8
        share = left * 3 // 5 if roomy else left
        table.add_column("report", footer=f"{total} report{'s' * (total != 1)}", overflow="fold", max_width=share)
        for name, column in counts:
            table.add_column(name, footer=str(sum(column) or "·"), justify="right", min_width=4)
        if roomy:
            table.add_column("mostly", overflow="fold", max_width=left - share)
        for index, (title, _) in enumerate(self.rows):
            numbers = [str(column[index] or "·") for _, column in counts]
            table.add_row(Text(title), *numbers, *([Text(most[index])] if roomy else []))
        return table

    def _total(self) -> Text:
        read, refused = len(self.rows), len(self.refused)
        said = f"{read + refused} document{'s' * (read + refused != 1)}: {read} read, {refused} refused."
        return Text(said, style="bold")


def _print(console: Console, part: RenderableType) -> None:
    """Print one part; where it is plain, without the spaces that fill a table's lines."""
    if console.color_system is not None:
        console.print(part)
        return
    with console.capture() as captured:
        console.print(part)
    for line in captured.get().removesuffix("\n").split("\n"):
        console.file.write(line.rstrip() + "\n")


def _refusal(report: Report) -> Text:
    assert report.refused is not None
    line = Text()
    line.append("refused  ", style="bold yellow")
    line.append(for_terminal(_path(report) or report.external_id or report.url or "standard input"))
    line.append(f"  {for_terminal(report.refused.reason)} ({report.refused.code})")
    return line


def _path(report: Report) -> str | None:
    return "standard input" if report.path == "-" else report.path


def _title(report: Report) -> str:
    name = report.title or _path(report) or report.external_id or report.url or report.id
    return for_terminal(" ".join(name.split()))


def _label(word: Word) -> str:
    match word.kind:
        case "party" | "source":
            return for_terminal(word.name if word.kind == "party" else word.voices[0].name)
        case "unnamed":
            return "unnamed"
        case "none":
            return "no one"
        case "unresolved":
            return "not identified"
        case "withheld":
            return "withheld"


class _View:
    """One reading with what its parts share: numbers, colours, the summary."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = for_terminal(reading.text)
        self.summary = summarise(reading)
        self.numbers = numbered(reading)
        self.by_id: dict[str, Attribution] = {a.id: a for a in reading.attributions}
        self.sources = {s.id: s for s in reading.sources}
        self.word_of = self.summary.word_of()
        self.colour: dict[str, str] = {}
        for index, word in enumerate(self.summary.words):
            known = word.kind in ("party", "source", "unnamed")
            shade = COLOURS[index % len(COLOURS)] if known else NOBODY
            self.colour |= dict.fromkeys(word.attributions, shade)

    def parts(self, *, text: bool, why: bool, colour: bool, width: int) -> Iterator[RenderableType]:
        blocks = paragraphs(self.reading) if text else ()
        shown = {" ".join(b.span.of(self.text).split()) for b in blocks if b.kind == "headline"}
        head = self._head(title=_title(self.reading.report) not in shown)
        if head.plain:
            yield head
        if text:
            for index, paragraph in enumerate(blocks):
                if index or head.plain:
                    yield Text()
                yield self._paragraph(paragraph, colour=colour)
            yield Text()
            yield self._legend(colour=colour)
        if self.numbers:
            yield self._list(brief=text, width=width)
            if why:
                yield from self._why()
        else:
            yield Text()
        if self.summary.words:
            yield self._bars(colour=colour)
            counts = (f"{_STATUS_SAYS[status]} {self.summary.statuses[status]}" for status in STATUSES)
            yield Text(" · ".join(counts), style="dim")
            yield Text()
        yield Text(for_terminal(self.summary.sentence), style="bold")

    def _head(self, *, title: bool) -> Text:
        report = self.reading.report
        name = _title(report)
        facts = [report.outlet, report.published, ", ".join(report.authors), report.credit, _path(report) or report.url]
        known = [for_terminal(fact) for fact in facts if fact and for_terminal(fact) != name]
        lines = ([Text(name, style="bold")] if title else []) + (
            [Text(" · ".join(known), style="dim")] if known else []
        )
        return Text("\n").join(lines)

    def _paragraph(self, paragraph: Paragraph, *, colour: bool) -> Text:
        line = Text(no_wrap=False, overflow="fold")
        style = {"headline": "bold", "heading": "bold", "paragraph": ""}.get(paragraph.kind, "dim")
        self._write(line, paragraph.marks, paragraph.span.start, paragraph.span.end, style, colour, 0)
        line.rstrip()
        if paragraph.kind == "debris":
            line = Text.assemble(("not the article: ", "dim italic"), line)
        return line

    def _write(
        self, line: Text, marks: Sequence[Mark], start: int, end: int, style: str, colour: bool, depth: int
    ) -> None:
        """Write ``text[start:end]`` with its marks; each mark adds its style to those around it."""
        at = start
        for mark in marks:
            self._words(line, at, mark.start, style)
            content = mark.role == "content"
            inner = f"{style} {self._style(mark, depth)}".strip()
            number = str(self.numbers.get(mark.owner, ""))
            if colour:
                if content and mark.opens:
                    line.append(f"{number} ", style=f"{self.colour[mark.owner]} bold not underline")
            elif content:
                line.append(f"[{number}: " if mark.opens else f"[{number}… ")
            elif mark.role == "source":
                line.append("{")
            elif mark.role == "own" and mark.opens:
                line.append("‹")
            self._write(line, mark.inside, mark.start, mark.end, inner, colour, depth + content)
            if not colour:
                if content:
                    line.append("]" if mark.closes else " …]")
                elif mark.role == "source":
                    line.append(f"}}{','.join(str(self.numbers.get(id_, '')) for id_ in (mark.owner, *mark.also))}")
                elif mark.role == "own" and mark.closes:
                    line.append("›")
            at = mark.end
        self._words(line, at, end, style)

    def _words(self, line: Text, start: int, end: int, style: str) -> None:
        line.append(self.text[start:end].replace("\n", " "), style=style)

    def _style(self, mark: Mark, depth: int) -> str:
        shade = self.colour.get(mark.owner, NOBODY)
        match mark.role:
            case "content":
                return f"{shade} underline" if depth else shade
            case "source":
                return f"{shade} bold reverse" if depth == 0 else f"{shade} bold"
            case "cue":
                return "dim italic"
            case "own":
                return "italic"
            case "basis":
                return "underline2"

    def _legend(self, *, colour: bool) -> Text:
        if not colour:
            return Text(
                "[1: what is said]  {who says it}1" + ("  ‹the report’s own voice›" if self.summary.own else "")
            )
        shade = COLOURS[0]
        legend = Text()
        legend.append("1 ", style=f"{shade} bold")
        legend.append("what is said", style=shade)
        legend.append("  ")
        legend.append("who says it", style=f"bold reverse {shade}")
        legend.append("  cue", style="dim italic")
        legend.append("  ")
        legend.append("said within what is said", style=f"underline {COLOURS[1]}")
        if self.summary.own:
            legend.append("  ")
            legend.append("the report’s own voice", style="italic")
        return legend

    def _list(self, *, brief: bool, width: int) -> Table:
        """Return every attribution in a row: cut to one line where the text stands above."""
        rows = [self._row(self.by_id[id_]) for id_ in self.numbers]
        wide = width >= _UNWRAPPED
        longest = max(cell_len(who.plain) for _, who, *_ in rows)
        who = max(cell_len("on whose word"), longest if wide else min(longest, _WHO))
        how = max(cell_len(how.plain) for _, _, how, *_ in rows)
        # Rich takes from the narrow columns first; so each is told what it may have.
        what = width - 2 - who - how - 4 - _BETWEEN
        cells: tuple[int, ...]
        if roomy := what >= _LEAST_ROOM:
            cells = (0, 1, 2, 3, 4)
        else:
            cells, what = (0, 1, 4), width - 2 - who - _BETWEEN
        limit = min(_EXCERPT, what) if brief else _EXCERPT
        table = Table(box=box.SIMPLE_HEAD, pad_edge=False, header_style="bold", expand=False)
        table.add_column("", justify="right", width=2)
        table.add_column("on whose word", overflow="fold", width=who)
        if roomy:
            table.add_column("how", width=how)
            table.add_column("sure", justify="right", width=4)
        table.add_column("what", overflow="fold", max_width=max(what, _LEAST_ROOM))
        for row, id_ in zip(rows, self.numbers, strict=True):
            said = Text(excerpt(self.text, self.by_id[id_].content, max(limit, _LEAST_ROOM)))
            basis, source = self.by_id[id_].basis, self.by_id[id_].source
            # "According to exit polls" has told it already, as the source.
            if not all(any(s.contains(b) for s in source) for b in basis):
                said.append(f" (on: {excerpt(self.text, basis, _EXCERPT)})", style="dim")
            table.add_row(*((*row, said)[cell] for cell in cells))
        return table

    def _why(self) -> Iterator[Text]:
        """Yield each attribution's evidence: its own, then what is known of its source."""
        told: set[str] = set()
        for id_, number in self.numbers.items():
            attribution = self.by_id[id_]
            source = self.sources.get(attribution.source_id or "")
            # What is known of a source is said once.
            about = source.evidence if source is not None and source.id not in told else ()
            told.add(source.id if source is not None else "")
            for index, evidence in enumerate((*attribution.evidence, *about)):
                line = Text()
                line.append("    " if index else f"{number:>3} ", style=f"bold {self.colour[id_]}")
                line.append(for_terminal(evidence.says))
                line.append(f"  {for_terminal(evidence.rule)}", style="dim")
                yield line
        for statement in self.reading.statements:
            if statement.voice == "headline":
                for evidence in statement.evidence:
                    said = Text("  h ", style="bold")
                    said.append(for_terminal(evidence.says))
                    said.append(f"  {for_terminal(evidence.rule)}", style="dim")
                    yield said
        yield Text()

    def _row(self, attribution: Attribution) -> tuple[Text, Text, Text, Text]:
        shade = self.colour[attribution.id]
        who = Text()
        who.append("↳ " * self._depth(attribution), style="dim")
        who.append(
            for_terminal(source_name(self.text, attribution, self.sources.get(attribution.source_id or ""))),
            style=shade,
        )
        word = self.word_of.get(attribution.id)
        if word is not None and word.kind == "party" and word.name not in who.plain:
            who.append(f" · {for_terminal(word.name)}", style="dim")
        return (
            Text(str(self.numbers[attribution.id]), style=f"bold {shade}"),
            who,
            Text(f"{attribution.manner}, {attribution.quotation}", style="dim"),
            Text(f"{attribution.confidence:.0%}", style="dim"),
        )

    def _depth(self, attribution: Attribution) -> int:
        """How many attributions this one lies within; a loop, which only bad data has, ends it."""
        seen = {attribution.id}
        outer = attribution.within
        while outer in self.by_id and outer not in seen:
            seen.add(outer)
            outer = self.by_id[outer].within
        return len(seen) - 1

    def _bars(self, *, colour: bool) -> Table:
        table = Table.grid(padding=(0, 2))
        table.add_column(justify="right", no_wrap=True)
        table.add_column(no_wrap=True)
        table.add_column(overflow="fold", max_width=24)
        table.add_column(overflow="fold")
        most = max(word.count for word in self.summary.words)
        known = [word for word in self.summary.words if word.kind in ("party", "source")]
        shared = known[_BARS - 1 :] if len(known) > _BARS else []
        for word in self.summary.words:
            if word in shared:
                if word is shared[0]:
                    names = " · ".join(f"{_label(w)} {w.count}" for w in shared)
                    count = str(sum(w.count for w in shared))
                    others = Text(f"{len(shared)} others", style="bold")
                    table.add_row(Text(count, style="bold"), Text(""), others, Text(names, style="dim"))
                continue
            shade = self.colour[word.attributions[0]]
            full = word.kind in ("party", "source", "unnamed")
            bar = ("█" if full else "░") * max(1, round(_BAR * word.count / most))
            listed = (
                [v for v in word.voices if v.name and v.name != _label(word)] if len(word.voices) == 1 else word.voices
            )
            counts: Counter[str] = Counter()
            for voice in listed:
                counts[voice.name] += voice.count
            voices = " · ".join(f"{name} {count}" for name, count in counts.most_common() if name)
            table.add_row(
                Text(str(word.count), style="bold"),
                Text(bar, style=shade) if colour else Text(bar),
                Text(_label(word), style=f"bold {shade}"),
                Text(for_terminal(voices), style="dim"),
            )
        return table


def console_for(out: TextIO, *, color: str, seen: bool) -> Console:
    """Return a console that writes what it is given: no guessed markup, no lines cut.

    Args:
        out: Where to write.
        color: ``auto`` (where it is seen, unless NO_COLOR is set), ``always`` or ``never``.
        seen: Whether a person's terminal is at the other end. Where not, no line is wrapped.
    """
    coloured = color == "always" or (color == "auto" and seen)
    console = Console(
        file=out,
        markup=False,
        highlight=False,
        emoji=False,
        force_terminal=coloured,
        no_color=False if color == "always" else None,
        color_system="auto" if coloured else None,
        legacy_windows=False,
    )
    console.width = min(console.width, _WIDEST) if seen else _UNWRAPPED
    return console
