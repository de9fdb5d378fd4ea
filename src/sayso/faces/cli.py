"""The command line: its door, ``sayso read`` and ``sayso schema``; the other commands have modules of their own."""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from importlib.resources import files
from itertools import chain, islice
from pathlib import Path
from typing import IO

import click

from sayso import __version__
from sayso.faces.cli_library import COMMANDS as LIBRARY_COMMANDS
from sayso.faces.cli_serve import serve
from sayso.faces.cli_streams import (
    BROKEN,
    INTERRUPTED,
    READ,
    REFUSED,
    USAGE,
    Readings,
    output_to,
    read_paths,
    stopped_quietly,
)
from sayso.faces.cli_trace import trace
from sayso.model.errors import InputError, SaysoError
from sayso.model.reading import Reading

_SIZE = re.compile(r"(\d+(?:\.\d+)?)\s*(|k|m|g)i?b?", re.IGNORECASE)
_FACTORS = {"": 1, "k": 1_000, "m": 1_000_000, "g": 1_000_000_000}

_ORDER = ("read", "trace", *LIBRARY_COMMANDS, "serve", "schema")

_HELP = """Read news reports and show on whose word each claim rests.

\b
Begin with one report, or with the reports of one story in a folder:
  sayso read report.txt                   who says what
  sayso trace reports/                    twelve reports: how many sources?
  sayso trace reports/ --html story.html  all of it, as a page for an editor

\b
Keep reports over months in a library, a folder on this machine:
  sayso add reports/                      read them, and keep them
  sayso search bridge closed              find them again, by words and by who says it
  sayso sources NAME                      what somebody is on record for, over time
  sayso trace --library                   trace all of them
  sayso serve                             the workbench over it, in a browser

`sayso COMMAND --help` has examples. Nothing is fetched, and nothing leaves this machine.
"""

_READ_EPILOG = """
\b
Examples:
  sayso read report.txt                    the text, its attributions, and whose word it rests on
  sayso read page.html --html page-read.html
                                           the same as one page for a browser
  sayso read reports/ --format jsonl > readings.jsonl
                                           every report in a folder, one JSON object a line
  curl -s URL | sayso read - --url URL     a page from standard input
  sayso read report.txt --format json | jq '.attributions[] | .source_status'

\b
Exit status:
  0    everything was read
  1    Sayso itself failed
  2    the command was wrong
  3    some of it was refused; the output says what and why, and holds all the rest
  130  stopped by Ctrl-C

Sayso says on whose word a claim rests, within the reports given. It never says what is true.
"""


def _size(value: str) -> int:
    """Return the bytes that ``500kB``, ``5MB`` or ``5000000`` stands for."""
    found = _SIZE.fullmatch(value.strip())
    if not found:
        raise click.BadParameter(f"{value!r} is no size; write it as 500kB, 5MB or 5000000")
    return int(float(found.group(1)) * _FACTORS[found.group(2).lower()])


class _InOrder(click.Group):
    """Lists the commands in the order of work, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the commands' names."""
        return [name for name in _ORDER if name in self.commands] + sorted(set(self.commands) - set(_ORDER))


@click.group(
    cls=_InOrder, help=_HELP, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, "-V", "--version", message="sayso %(version)s")
def cli() -> None:
    """Lead to the commands."""


@cli.command(epilog=_READ_EPILOG, short_help="Who says what in each report.")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(allow_dash=True))
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json", "jsonl"]),
    default="table",
    show_default=True,
    help="table: for people. json: one object for one document, a list for several. "
    "jsonl: one object a line, as soon as it is read, refusals included.",
)
@click.option("--published", metavar="DATE", help="When the report was published (ISO 8601, as 2026-03-04).")
@click.option("--url", help="Where the report was published.")
@click.option("--outlet", help="Who published it.")
@click.option("--title", help="Its headline, where the document doesn't say.")
@click.option("--max-size", type=_size, metavar="SIZE", help="Refuse documents larger than this, as 5MB.")
@click.option("--html", "page", metavar="FILE", type=click.Path(dir_okay=False), help="Also write one HTML page.")
@click.option("--output", "-o", metavar="FILE", type=click.Path(dir_okay=False), help="Write here, not to the screen.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="auto: colour in a terminal, unless NO_COLOR is set.",
)
@click.option("--text/--no-text", default=None, help="Show the report's whole text in the table (default for one).")
@click.option("--why", is_flag=True, help="Show in the table why each finding was made.")
def read(
    paths: tuple[str, ...],
    form: str,
    published: str | None,
    url: str | None,
    outlet: str | None,
    title: str | None,
    max_size: int | None,
    page: str | None,
    output: str | None,
    color: str,
    text: bool | None,
    why: bool,
) -> None:
    """Show who says what in each report, and on whose word it rests.

    PATH is a text file, an HTML page, a file of JSON lines (id, url, outlet, title, authors,
    published, and text or html), a folder of these, or - for standard input.
    """
    with stopped_quietly():
        from sayso.stages.admit import AdmitOptions

        options = AdmitOptions(published=published, url=url, outlet=outlet, title=title)
        if max_size is not None:
            options = replace(options, max_bytes=max_size)
        # What is printed as it comes shows the progress itself; a bar beside it would only get in its way.
        printing = output is None and sys.stdout.isatty() and (form != "table" or bool(text) or why)
        watched = sys.stderr.isatty() and not printing
        readings = Readings(read_paths(paths, options), paths, watched=watched)
        # A JSON list is for several: more than one path, a folder, or a file that holds several reports.
        several = len(paths) > 1 or Path(paths[0]).is_dir()
        with output_to(output) as out:
            kept = _kept(readings) if page else None
            stream: Iterable[Reading] = kept[1] if kept else readings
            match form:
                case "jsonl":
                    _write_lines(stream, out)
                case "json":
                    _write_json(stream, out, several=several)
                case _:
                    _write_table(stream, out, color=color, text=text, why=why, to_file=output is not None)
        if page and kept:
            _write_page(kept[0], Path(page))
        if readings.count == 0:
            click.echo("sayso: found no documents there", err=True)
        if readings.refused or readings.count == 0:
            raise SystemExit(REFUSED)


cli.add_command(trace)
for _command in LIBRARY_COMMANDS.values():
    cli.add_command(_command)
cli.add_command(serve)


@cli.command(short_help="The JSON Schema of what the commands print.")
@click.argument(
    "of",
    metavar="[reading|trace|decision|search|sources|source]",
    type=click.Choice(["reading", "trace", "decision", "search", "sources", "source"]),
    default="reading",
)
def schema(of: str) -> None:
    """Print the JSON Schema (2020-12) of what a command prints, of a reading if none is named.

    A reading, `sayso.reading/1`; a trace; a decision; what a search found, sources, or one source's
    record, from a library.
    """
    click.echo(files("sayso.faces").joinpath("schema", f"{of}-1.json").read_text("utf-8"), nl=False)


def main() -> None:
    """Run the command line and leave with an honest exit status."""
    try:
        status = cli.main(prog_name="sayso", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        raise SystemExit(error.exit_code) from None
    except click.Abort:
        raise SystemExit(INTERRUPTED) from None
    except InputError as error:
        click.echo(f"sayso: {error}", err=True)
        raise SystemExit(USAGE) from None
    except SaysoError as error:
        click.echo(f"sayso: {error}", err=True)
        raise SystemExit(BROKEN) from None
    except OSError as error:
        click.echo(f"sayso: {error.filename or ''}: {error.strerror or error}", err=True)
        raise SystemExit(BROKEN) from None
    raise SystemExit(status if isinstance(status, int) else READ)


def _kept(readings: Iterable[Reading]) -> tuple[list[Reading], Iterator[Reading]]:
    """Return a list that fills while the readings pass."""
    kept: list[Reading] = []

    def passing() -> Iterator[Reading]:
        for reading in readings:
            kept.append(reading)
            yield reading

    return kept, passing()


def _write_lines(readings: Iterable[Reading], out: IO[bytes]) -> None:
    for reading in readings:
        out.write(_json(reading) + b"\n")
        out.flush()


def _write_json(readings: Iterable[Reading], out: IO[bytes], *, several: bool) -> None:
    """Write one object, or a list as it grows: never more than two readings are held."""
    coming = iter(readings)
    held = list(islice(coming, 2))
    if len(held) == 1 and not several:
        out.write(_json(held[0], indent=2) + b"\n")
        return
    opening = b"["
    for reading in chain(held, coming):
        out.write(opening + b"\n" + _json(reading, indent=2))
        opening = b","
    out.write(b"[]\n" if opening == b"[" else b"\n]\n")


def _json(reading: Reading, indent: int | None = None) -> bytes:
    from sayso.model.contract import to_json

    return to_json(reading, version=__version__, indent=indent).encode("utf-8")


def _write_table(
    readings: Iterable[Reading], out: IO[bytes], *, color: str, text: bool | None, why: bool, to_file: bool
) -> None:
    """Write for people: one reading whole, several in a table with a row each."""
    from sayso.faces.terminal import Overview, console_for, show_reading

    words = io.TextIOWrapper(out, encoding="utf-8", errors="replace", write_through=True)
    try:
        console = console_for(words, color=color, seen=not to_file and sys.stdout.isatty())
        coming = iter(readings)
        held = list(islice(coming, 2))
        if len(held) == 1:
            show_reading(console, held[0], text=text is not False, why=why)
        elif held:
            overview = Overview()
            for reading in chain(held, coming):
                if (text or why) and reading.report.refused is None:
                    show_reading(console, reading, text=bool(text), why=why)
                overview.add(reading)
            overview.show(console)
    finally:
        words.detach()


def _write_page(readings: list[Reading], path: Path) -> None:
    from sayso.faces.page import page

    path.write_text(page(readings, version=__version__), encoding="utf-8", errors="replace")
    click.echo(f"sayso: wrote {path}", err=True)


if __name__ == "__main__":
    main()
