"""A library's answers for a terminal: what a search found, sources, a source's record."""

from __future__ import annotations

import re

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from sayso.faces.inert import for_terminal, in_marks
from sayso.model.span import Spans
from sayso.model.trace import ReportHead
from sayso.store import Found, FoundRow, SourceRecord, SourceRow, Sources

_BREAK = re.compile(r"\s+")
_MARK = "bold"
_FACETS = (("outlet", "outlets"), ("party", "parties"), ("source", "sources"), ("manner", "manners"))
_FACET_VALUES = 6


def show_found(console: Console, found: Found, words: str) -> None:
    """Print a page of what a search found: each report with the words where they stand."""
    total = f"{'more than ' if found.more else ''}{found.total:,} report{'' if found.total == 1 else 's'}"
    if not found.total:
        console.print("No report holds these words, or not as asked for." if words.strip() else "No reports.")
        return
    order = "" if found.order == "best" or found.total == 1 else ", the last added first"
    console.print(Text(f"{total}{order}{_range(found)}", style="bold"))
    for number, row in enumerate(found.rows, start=found.offset + 1):
        console.print()
        _show_row(console, number, row)
    lines = [
        f"{plural}: {' · '.join(f'{for_terminal(value)} {count:,}' for value, count in values[:_FACET_VALUES])}"
        for name, plural in _FACETS
        if len(values := found.facets.get(name, ())) > 1
    ]
    if lines:
        console.print()
        if found.counted < found.total:
            console.print(Text(f"among the first {found.counted:,}:", style="dim"))
        for line in lines:
            console.print(Text(line, style="dim"))


def show_sources(console: Console, sources: Sources) -> None:
    """Print a page of sources."""
    if not sources.total:
        console.print("No sources.")
        return
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for name, justify in (("reports", "right"), ("statements", "right"), ("source", "left"), ("kind", "left")):
        table.add_column(name, justify=justify)  # type: ignore[arg-type]
    for name in ("speaks for", "first", "last"):
        table.add_column(name)
    for row in sources.rows:
        table.add_row(
            f"{row.reports:,}",
            f"{row.statements:,}",
            Text(for_terminal(row.name), style=_MARK),
            row.kind,
            for_terminal(row.party or ""),
            row.first or "",
            row.last or "",
        )
    console.print(table)
    shown = len(sources.rows)
    if shown < sources.total:
        console.print(
            Text(f"{sources.offset + 1:,} to {sources.offset + shown:,} of {sources.total:,} sources", style="dim")
        )


def show_record(console: Console, record: SourceRecord) -> None:
    """Print what a source is on record for, over time."""
    _show_source(console, record.source)
    before: ReportHead | None = None
    for row in record.rows:
        if before is None or row.head.id != before.id:
            console.print()
            line = Text(f"{(row.head.published or 'no date')[:10]}  ")
            line.append(for_terminal(_flat(row.head.outlet or "")), style=_MARK)
            line.append("  " if row.head.outlet and row.head.title else "")
            line.append(for_terminal(_flat(row.head.title or "")))
            line.append(f"  {row.head.id}", style="dim")
            console.print(line, soft_wrap=True)
        manner = "says" if row.manner == "neutral" else row.manner
        console.print(Text(f"  {manner}: ", style="dim") + Text(for_terminal(in_marks(_flat(row.words)))))
        before = row.head
    last = record.offset + len(record.rows)
    if record.rows and (record.offset or last < record.total):
        console.print()
        console.print(Text(f"{record.offset + 1:,} to {last:,} of {record.total:,} statements", style="dim"))


def _show_source(console: Console, row: SourceRow) -> None:
    line = Text(for_terminal(row.name), style=_MARK)
    console.print(line + Text(f" ({row.kind})" + (f", speaks for {for_terminal(row.party)}" if row.party else "")))
    if row.kind in ("unnamed", "group"):
        console.print(Text("A description, not a name: these need not be the same people.", style="dim"))
    when = "" if row.first is None else f", {row.first}" if row.first == row.last else f", {row.first} to {row.last}"
    reports = f"{row.reports:,} report{'' if row.reports == 1 else 's'}"
    console.print(f"{row.statements:,} statement{'' if row.statements == 1 else 's'} in {reports}{when}")
    if row.aliases:
        console.print(Text(f"also written: {', '.join(map(for_terminal, row.aliases))}", style="dim"))
    if row.letter:
        console.print(f"reliability, as an analyst judged it: {row.letter}")


def _range(found: Found) -> str:
    last = found.offset + len(found.rows)
    return f", {found.offset + 1:,} to {last:,}" if found.offset or last < found.total else ""


def _show_row(console: Console, number: int, row: FoundRow) -> None:
    head = row.head
    title = _marked(head.title, row.title_marks) if head.title else Text("untitled")
    line = Text(f"{number}  ") + title
    told = ", ".join(filter(None, (head.outlet, (head.published or "")[:10])))
    line.append(for_terminal(f"  {told}" if told else ""))
    line.append(f"  {head.id}", style="dim")
    console.print(line, soft_wrap=True)
    if head.refused is not None:
        console.print(Text(f"   refused: {for_terminal(head.refused)}"))
        return
    console.print(Text("   ") + _marked(row.snippet, row.marks))
    if row.sources:
        console.print(Text(f"   says who: {', '.join(map(for_terminal, row.sources))}", style="dim"))


def _marked(words: str, marks: Spans) -> Text:
    """Return words with those found set off, on one line."""
    text = Text()
    at = 0
    for mark in marks:
        text.append(_one_line(words[at : mark.start]))
        text.append(_one_line(mark.of(words)), style="bold reverse")
        at = mark.end
    text.append(_one_line(words[at:]))
    return text


def _one_line(words: str) -> str:
    return for_terminal(_BREAK.sub(" ", words))


def _flat(words: str) -> str:
    return _BREAK.sub(" ", words).strip()
