"""The command line over a library: add, search, sources, export, reread, verify, backup, remove."""

from __future__ import annotations

import getpass
import io
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from sayso.faces.cli_streams import BROKEN, INTERRUPTED, REFUSED, output_to, stopped_quietly
from sayso.faces.inert import for_terminal
from sayso.model.attribution import Manner
from sayso.model.errors import InputError

if TYPE_CHECKING:
    from rich.console import Console

    from sayso.model.report import Report
    from sayso.pipeline_library import Taken
    from sayso.store import Facets, Library

DEFAULT: Final = "sayso-library"
_MOST_TOLD: Final = 20
_MATCHED_AT_ONCE: Final = 16
_SHORTEST_PREFIX: Final = 6

_STATUS: Final = """
\b
Exit status:
  0    done
  1    Sayso itself failed, or the library can't be used
  2    the command was wrong, or named something that isn't there
  130  stopped by Ctrl-C
"""

_ADD_EPILOG: Final = """
\b
Examples:
  sayso add reports/                       every report in a folder, into ./sayso-library
  sayso add reports.jsonl --library cases  into another library
  curl -s URL | sayso add - --url URL      a page from standard input

\b
Exit status:
  0    everything is in the library
  1    Sayso itself failed, or the library can't be used
  2    the command was wrong
  3    some of it was refused, or had been removed before; the rest is in
  130  stopped by Ctrl-C; what was added stays, and adding again goes on from there
"""

_SEARCH_EPILOG: Final = (
    """
\b
Examples:
  sayso search bridge closed               reports that hold both words
  sayso search '"bridge closed"'           the two side by side
  sayso search bridge --party Russia       reports in which someone who speaks for Russia says it
  sayso search --outlet "Tarn Courier"     all of one outlet's
"""
    + _STATUS
)


def library_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--library DIR``."""
    return click.option(
        "--library",
        "folder",
        metavar="DIR",
        envvar="SAYSO_LIBRARY",
        default=DEFAULT,
        show_default=True,
        show_envvar=True,
        type=click.Path(file_okay=False),
        help="The library's folder.",
    )(command)


def _color_option(command: Callable[..., Any]) -> Callable[..., Any]:
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        default="auto",
        show_default=True,
        help="auto: colour in a terminal, unless NO_COLOR is set.",
    )(command)


def _page_options(command: Callable[..., Any]) -> Callable[..., Any]:
    for option in (
        click.option(
            "--offset", type=click.IntRange(0), default=0, show_default=True, help="Leave out the first ones."
        ),
        click.option("--limit", type=click.IntRange(1), default=20, show_default=True, help="Show so many."),
    ):
        command = option(command)
    return command


def _day(_: click.Context, parameter: click.Parameter, value: str | None) -> str | None:
    """Check a date, or the beginning of one: 2026, 2026-03, 2026-03-04."""
    if value is None:
        return None
    try:
        date.fromisoformat(value + "-01-01"[len(value) - 4 :] if len(value) in (4, 7) else value)
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2026-03-04, 2026-03 or 2026") from None
    return value


@click.command(short_help="Read reports and keep them in a library.", epilog=_ADD_EPILOG)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@library_option
@click.option("--published", metavar="DATE", help="When the report was published (ISO 8601, as 2026-03-04).")
@click.option("--url", help="Where the report was published.")
@click.option("--outlet", help="Who published it.")
@click.option("--title", help="Its headline, where the document doesn't say.")
@click.option("--again", is_flag=True, help="Also take in what was removed from the library before.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "jsonl"]),
    default="table",
    show_default=True,
    help="table: what became of them, in numbers. jsonl: one object a report, as soon as it is in.",
)
def add(
    paths: tuple[str, ...],
    folder: str,
    published: str | None,
    url: str | None,
    outlet: str | None,
    title: str | None,
    again: bool,
    form: str,
) -> None:
    """Read reports and keep them in a library: what it holds already isn't read again.

    PATH is a text file, an HTML page, a file of JSON lines (id, url, outlet, title, authors,
    published, and text or html), a folder of these, or - for standard input. Can be stopped at any
    time and run again.
    """
    with stopped_quietly():
        from sayso.pipeline import Pipeline
        from sayso.pipeline_library import add as adding
        from sayso.stages.admit import AdmitOptions, admit_originals

        options = AdmitOptions(published=published, url=url, outlet=outlet, title=title)
        # A mistyped path makes no library.
        create = any(path == "-" or os.path.lexists(path) for path in paths)
        if not create and not Path(folder).exists():
            raise InputError(f"there is no {paths[0]}; nothing was added")
        count: Counter[str] = Counter()
        told: list[str] = []
        with _opened(folder, create=create, writable=True) as library:
            admitted = admit_originals(paths, options, stdin=sys.stdin.buffer)
            try:
                with _progress("adding", paths) as tell:
                    for report, taken in adding(library, admitted, Pipeline, again=again):
                        _count(report, taken, count, told)
                        if form == "jsonl":
                            _write_line({"id": taken.id, "path": report.path, "became": _became(report, taken)})
                        tell(sum(count.values()))
            except KeyboardInterrupt:
                click.echo(f"sayso: stopped; {_numbers(count)}; run it again to go on", err=True)
                raise
            if form == "table":
                held = library.counts()
                without = f" and {held['refused']:,} refused" if held["refused"] else ""
                now = _reports(held["reports"] - held["refused"])
                click.echo(f"{_numbers(count)}; {for_terminal(folder)} now holds {now}{without}")
            _match(library, count["new"])
        for line in told[:_MOST_TOLD]:
            click.echo(f"sayso: {line}", err=True)
        if len(told) > _MOST_TOLD:
            click.echo(f"sayso: and {len(told) - _MOST_TOLD:,} more; `sayso search --refused` lists them", err=True)
        if not count:
            click.echo("sayso: found no documents there", err=True)
        if count["refused"] or count["removed before"] or not count:
            raise SystemExit(REFUSED)


def _match(library: Library, new: int) -> None:
    """Compare what is new with what was there, so that nobody waits for it when a claim is asked for."""
    with _progress("matching claims", (), total=new) as tell:
        done = 0
        while new and (some := library.match(_MATCHED_AT_ONCE)):
            done += some
            tell(min(done, new))


def _became(report: Report, taken: Taken) -> str:
    """Say what became of a report; what is refused stays so when it is added again."""
    refused = taken.became == "refused" or (report.refused is not None and taken.became == "known")
    return "refused" if refused else taken.became


def _count(report: Report, taken: Taken, count: Counter[str], told: list[str]) -> None:
    became = _became(report, taken)
    count[became] += 1
    refusal = (taken.reading.report if taken.reading else report).refused
    called = for_terminal(report.path or report.external_id or report.id)
    if became == "refused":
        told.append(f"refused {called}: {for_terminal(refusal.reason) if refusal else ''}")
    elif became == "removed before" and taken.tombstone is not None:
        stone = taken.tombstone
        what = "a person it names" if stone.what == "person" else "it" if stone.report == taken.id else "its text"
        why = f" ({for_terminal(stone.why)})" if stone.why else ""
        told.append(f"not added, {what} was removed on {stone.removed[:10]}{why}: {called}; --again adds it")


def _numbers(count: Counter[str]) -> str:
    parts = [f"added {_reports(count['new'])}"]
    for became, words in (
        ("known", "were there already"),
        ("refused", "were refused"),
        ("removed before", "had been removed before"),
    ):
        if count[became]:
            said = words if count[became] > 1 else words.replace("were", "was")
            parts.append(f"{count[became]:,} {said}")
    return ", ".join(parts)


def _reports(count: int) -> str:
    return f"{count:,} report{'' if count == 1 else 's'}"


@click.command(short_help="Find reports in the library, by words and who says them.", epilog=_SEARCH_EPILOG)
@click.argument("words", nargs=-1)
@library_option
@click.option("--outlet", help="Only what this outlet published.")
@click.option("--since", metavar="DATE", callback=_day, help="Published then or later: 2026-03-04, 2026-03 or 2026.")
@click.option("--until", metavar="DATE", callback=_day, help="Published then or before.")
@click.option("--source", metavar="NAME", help="This source says it.")
@click.option("--party", metavar="NAME", help="Someone who speaks for this party says it.")
@click.option("--manner", type=click.Choice(list(Manner.__args__)), help="It is said in this manner.")  # type: ignore[attr-defined]
@click.option("--language", metavar="CODE", help="In this language, as en.")
@click.option("--refused", is_flag=True, help="List what could not be read, and why.")
@_page_options
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_color_option
def search(
    words: tuple[str, ...],
    folder: str,
    outlet: str | None,
    since: str | None,
    until: str | None,
    source: str | None,
    party: str | None,
    manner: str | None,
    language: str | None,
    refused: bool,
    limit: int,
    offset: int,
    form: str,
    color: str,
) -> None:
    """Find reports that hold all of the WORDS; "words in quotation marks" side by side.

    With --source, --party or --manner the words must stand in one statement that is so attributed.
    Without WORDS, all reports are listed, the last added first.
    """
    with stopped_quietly():
        from sayso.store import Facets

        facets = Facets(
            outlet=outlet,
            since=since,
            until=until,
            source=source,
            party=party,
            manner=manner,
            language=language,
            refused=True if refused else None,
        )
        # The shell took the quotation marks of a phrase away, but not the spaces in it.
        wanted = " ".join(words) if len(words) == 1 else " ".join(_as_phrase(word) for word in words)
        with _opened(folder) as library:
            found = library.search(wanted, facets, limit=limit, offset=offset)
            if form == "json":
                from sayso.faces.library_plain import found_to_plain

                _write_object(found_to_plain(found, wanted))
                return
            from sayso.faces.library_terminal import show_found

            with _console(color) as console:
                show_found(console, found, wanted)
            _tell_nobody(library, facets, found.total)


def _as_phrase(word: str) -> str:
    return f'"{word}"' if " " in word and '"' not in word else word


def _tell_nobody(library: Library, facets: Facets, total: int) -> None:
    """Where a source was asked for that nobody is, name who comes nearest."""
    if total or facets.source is None:
        return
    sources = library.sources(facets.source)
    if not sources.total:
        nearest = f"; the nearest: {', '.join(map(for_terminal, sources.nearest))}" if sources.nearest else ""
        click.echo(f"sayso: no source is called “{for_terminal(facets.source)}”{nearest}", err=True)


@click.command(short_help="Show who is on record, and for what, over time.", epilog=_STATUS)
@click.argument("name", required=False)
@library_option
@_page_options
@click.option("--format", "form", type=click.Choice(["table", "json"]), default="table", show_default=True)
@_color_option
def sources(name: str | None, folder: str, limit: int, offset: int, form: str, color: str) -> None:
    """List the sources of all reports, or everything that one is on record for, over time.

    NAME is a name or some words of it, without regard to case and accents. Where it fits several
    sources, these are listed; where it fits one, its record is shown.
    """
    with stopped_quietly(), _opened(folder) as library:
        several = library.sources(name, limit=limit, offset=0 if name else offset)
        if name is not None and not several.total:
            nearest = f"; the nearest: {', '.join(map(for_terminal, several.nearest))}" if several.nearest else ""
            raise InputError(f"no source is called “{for_terminal(name)}”{nearest}")
        record = None
        if name is not None and several.total == 1:
            record = library.source(several.rows[0].id, limit=limit, offset=offset)
        if form == "json":
            from sayso.faces.library_plain import record_to_plain, sources_to_plain

            _write_object(record_to_plain(record) if record else sources_to_plain(several))
            return
        from sayso.faces.library_terminal import show_record, show_sources

        with _console(color) as console:
            if record is not None:
                show_record(console, record)
            else:
                show_sources(console, several)


@click.command(short_help="Write all readings as JSON lines.", epilog=_STATUS)
@library_option
@click.option("--output", "-o", metavar="FILE", type=click.Path(dir_okay=False), help="Write here, not to the screen.")
def export(folder: str, output: str | None) -> None:
    """Write all readings as JSON lines, in the order of adding; `sayso schema` describes one."""
    with stopped_quietly(), _opened(folder) as library, output_to(output) as out:
        from sayso.model.contract import json_text

        for plain in library.plain_readings():
            out.write(json_text(plain).encode("utf-8") + b"\n")


@click.command(short_help="Bring readings by older versions up to date.", epilog=_STATUS)
@library_option
def reread(folder: str) -> None:
    """Read again what another version of Sayso or its models read, and say what changed.

    Decisions stay as they are, and are put over the new readings.
    """
    with stopped_quietly(), _opened(folder, writable=True) as library:
        from sayso.pipeline import Pipeline
        from sayso.pipeline_library import reread as again

        done = changed = 0
        gone: Counter[str] = Counter()
        come: Counter[str] = Counter()
        failed: list[str] = []
        with _progress("reading again", (), total=library.counts()["reports"]) as tell:
            for one in again(library, Pipeline()):
                done += 1
                tell(done)
                if one.changed is None:
                    failed.append(f"{one.report}: {one.failed}")
                elif one.changed.anything:
                    changed += 1
                    gone.update(one.changed.gone)
                    come.update(one.changed.come)
        if not done:
            click.echo("Everything was read by this version already.")
            return
        click.echo(f"read {_reports(done - len(failed))} again; {changed:,} changed")
        for kind in come:
            if gone[kind] or come[kind]:
                click.echo(f"  {kind}: {gone[kind]:,} gone, {come[kind]:,} new")
        for line in failed:
            click.echo(f"sayso: keeps its old reading, {for_terminal(line)}", err=True)
        if failed:
            raise SystemExit(BROKEN)


_VERIFY_EPILOG: Final = """
\b
Exit status:
  0    everything is as it should be
  1    something is broken; each fault has a line
  2    the command was wrong, or there is no library
  130  stopped by Ctrl-C
"""


@click.command(short_help="Check every span, hash and reference in the library.", epilog=_VERIFY_EPILOG)
@library_option
@click.option("--quick", is_flag=True, help="Don't hash the original bytes and don't check the search index.")
@click.option("--sweep", is_flag=True, help="Delete bytes that no report needs, as a broken-off run leaves them.")
def verify(folder: str, quick: bool, sweep: bool) -> None:
    """Check every span, hash and reference in the library; say what is broken."""
    with stopped_quietly(), _opened(folder, writable=sweep) as library:
        broken = harmless = 0
        with _progress("checking", (), total=library.counts()["reports"]) as tell:
            for fault in library.verify(deep=not quick, progress=lambda done, _: tell(done)):
                broken += not fault.harmless
                harmless += fault.harmless
                about = f" {fault.report}:" if fault.report else ""
                kind = "left over" if fault.harmless else f"broken ({fault.what})"
                click.echo(for_terminal(f"{kind}:{about} {fault.says}"))
        if sweep:
            click.echo(f"deleted {library.sweep():,} left over")
        held = _reports(library.counts()["reports"])
        if broken:
            click.echo(f"{broken:,} fault{'' if broken == 1 else 's'} in {held}")
            raise SystemExit(BROKEN)
        loose = f"; {harmless:,} left over, harmless (--sweep deletes them)" if harmless and not sweep else ""
        click.echo(f"{held}: every span, hash and reference checked{loose}")


@click.command(short_help="Copy the library to a new folder.", epilog=_STATUS)
@click.argument("target", type=click.Path(file_okay=False))
@library_option
def backup(target: str, folder: str) -> None:
    """Copy the library as it is now to a new folder TARGET, and verify the copy.

    Others may go on using the library meanwhile. What is removed from the library later stays in
    the copy.
    """
    with stopped_quietly(), _opened(folder) as library:
        library.backup(target)
        click.echo(f"copied {_reports(library.counts()['reports'])} to {for_terminal(target)}, and checked the copy")


@click.command(short_help="Remove reports, or a person, for good.", epilog=_STATUS)
@click.argument("reports", metavar="REPORT...", nargs=-1)
@library_option
@click.option("--person", metavar="NAME", help="Remove every report that names this person.")
@click.option("--why", default="", help="Why; kept with the tombstone. Don't name whom it is about.")
@click.option("--who", help="Who removes it.  [default: your name on this machine]")
@click.option("--yes", is_flag=True, help="Don't ask.")
def remove(reports: tuple[str, ...], folder: str, person: str | None, why: str, who: str | None, yes: bool) -> None:
    """Remove reports, or all that names a person, for good: text, bytes, index, decisions.

    REPORT is a report's id, or the beginning of one. A tombstone is left, with a hash, a date and
    the reason, so that the report isn't added again unnoticed. Backups made before still hold what
    is removed here.
    """
    if bool(reports) == (person is not None):
        raise click.UsageError("name reports, or a --person")
    with stopped_quietly(), _opened(folder, writable=True) as library:
        who = who or _user()
        if person is not None:
            _remove_person(library, person, who=who, why=why, yes=yes)
        else:
            _remove_reports(library, reports, who=who, why=why, yes=yes)


def _remove_reports(library: Library, prefixes: Sequence[str], *, who: str, why: str, yes: bool) -> None:
    ids = list(dict.fromkeys(_whole_id(library, prefix) for prefix in prefixes))
    about = sum(len(library.decisions(report=one, withdrawn=True)) for one in ids)
    for one in ids[:_MOST_TOLD]:
        head = library.head(one)
        told = ", ".join(filter(None, (head.outlet, (head.published or "")[:10]))) if head else ""
        called = (head.title or head.external_id or "untitled") if head else one
        click.echo(for_terminal(f"  {one}  {called}" + (f" ({told})" if told else "")))
    _ask(f"Remove {_reports(len(ids))} for good{_and_decisions(about)}?", yes)
    whole = library.remove_many(ids, who=who, why=why)
    click.echo(f"removed {_reports(len(ids))}")
    _tell_what_is_left(whole)


def _remove_person(library: Library, name: str, *, who: str, why: str, yes: bool) -> None:
    concerned = library.concerned(name)
    count = len(concerned.as_source) + len(concerned.named)
    called = f"“{for_terminal(name)}”"
    click.echo(
        f"  {called} is a source in {_reports(len(concerned.as_source))}, "
        f"and named in {len(concerned.named):,} more; namesakes count as one person"
    )
    _ask(f"Remove {'all of them' if count else 'the name'} for good{_and_decisions(concerned.decisions)}?", yes)
    removed = library.remove_person(name, who=who, why=why)
    click.echo(f"removed {_reports(removed)}; the name is kept as a hash alone")
    _tell_what_is_left(library.settled())


def _and_decisions(count: int) -> str:
    return (
        f", and {count:,} decision{'' if count == 1 else 's'} about {'it' if count == 1 else 'them'}" if count else ""
    )


def _tell_what_is_left(whole: bool) -> None:
    if not whole:
        click.echo(
            "sayso: another program kept reading the library; parts of what was removed are in its files until "
            "the next command that writes to it",
            err=True,
        )
    click.echo("A backup made before now still holds it; so do copies of the folder, and the disk's own snapshots.")


def _ask(question: str, yes: bool) -> None:
    if yes:
        return
    if not sys.stdin.isatty():
        raise InputError("nobody is there to ask; say --yes to remove without being asked")
    if not click.confirm(question):
        raise SystemExit(INTERRUPTED)


def _whole_id(library: Library, prefix: str) -> str:
    if library.holds(prefix):
        return prefix
    found = library.ids_beginning(prefix) if len(prefix) >= _SHORTEST_PREFIX else ()
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{len(found)} reports begin with {prefix}; give more of the id")
    raise InputError(f"the library holds no report {for_terminal(prefix)}; `sayso search` shows the ids")


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


@contextmanager
def _opened(folder: str, *, create: bool = False, writable: bool = False) -> Iterator[Library]:
    from sayso.store import Library

    with Library.open(folder, create=create, writable=writable) as library:
        yield library


@contextmanager
def _console(color: str) -> Iterator[Console]:
    from sayso.faces.terminal import console_for

    words = io.TextIOWrapper(sys.stdout.buffer, encoding="utf-8", errors="replace", write_through=True)
    try:
        yield console_for(words, color=color, seen=sys.stdout.isatty())
    finally:
        words.detach()


@contextmanager
def _progress(what: str, paths: Sequence[str], *, total: int | None = None) -> Iterator[Callable[[int], None]]:
    """Show how far it is on standard error, where somebody looks."""
    if not sys.stderr.isatty():
        yield lambda done: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from sayso.stages.admit import count_inputs

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    bar = Progress(*columns, console=Console(stderr=True), transient=True)
    task = bar.add_task(what, total=total)

    def tell(done: int) -> None:
        if done >= 2 and not bar.live.is_started:
            if paths:
                bar.update(task, total=count_inputs(paths))
            bar.start()
        bar.update(task, completed=done)

    try:
        yield tell
    finally:
        bar.stop()


def _write_object(plain: dict[str, Any]) -> None:
    from sayso.model.contract import json_text

    with output_to(None) as out:
        out.write(json_text(plain, indent=2).encode("utf-8") + b"\n")


def _write_line(plain: dict[str, Any]) -> None:
    from sayso.model.contract import json_text

    sys.stdout.buffer.write(json_text(plain).encode("utf-8") + b"\n")
    sys.stdout.buffer.flush()


COMMANDS: Final = {
    "add": add,
    "search": search,
    "sources": sources,
    "export": export,
    "reread": reread,
    "verify": verify,
    "backup": backup,
    "remove": remove,
}
"""The commands by name, in the order of work."""
