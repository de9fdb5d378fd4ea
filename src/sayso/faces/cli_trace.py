"""The command line: ``sayso trace``, the claims of a dossier and where they rest."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import IO

import click

from sayso import __version__
from sayso.faces.cli_streams import REFUSED, Readings, output_to, read_paths, stopped_quietly
from sayso.faces.inert import for_terminal
from sayso.model.errors import InputError
from sayso.model.reading import Reading
from sayso.model.span import shown
from sayso.model.trace import Decision, Trace, TracedClaim

_MOST_REFUSALS = 20

_EPILOG = """
\b
What it answers:
  "Carried by 15 reports, 7 of them copies; rests on 1 to 2 origins"
  A copy has the claim's words from another report. Origins are where the
  chains of citing end; the range is wide where the texts leave it open
  whether two of them are one. The page and the JSON say why, for each pair.

\b
Examples:
  sayso trace reports/
      the most carried claims of a folder, and where they rest
  sayso trace reports/ --claim "the bridge was closed"
      only what is nearest to these words
  sayso trace reports/ --html story.html
      all of it as one page: who has it from whom, what changed on the way
  sayso trace reports/ --strike "Ministry of Works"
      which claims are left without a source if this one is distrusted
  echo '{"verb": "cut", "of": ["t00fcf4d2e97e"]}' > decided.jsonl
  sayso trace reports/ --decisions decided.jsonl
      two origins are not one after all: cut the tie of that id
  sayso trace reports/ --format json | jq '.claims[].independent'

\b
Exit status:
  0    everything was read
  1    Sayso itself failed
  2    the command was wrong, or named a source or claim that isn't there
  3    some of it was refused; the trace is of all the rest
  130  stopped by Ctrl-C

Everything is counted within the reports given. Sayso never says what is true.
"""


@click.command(epilog=_EPILOG, short_help="Which reports carry a claim, and on whose word.")
@click.argument("paths", metavar="PATH...", nargs=-1, type=click.Path(allow_dash=True))
@click.option(
    "--library",
    "folder",
    metavar="[DIR]",
    is_flag=False,
    flag_value="",
    help="Trace all reports of a library, with what was decided there; DIR as for `sayso add`. Takes no PATH.",
)
@click.option("--claim", metavar="TEXT", help="Show only the claims that share the most words with this.")
@click.option(
    "--strike",
    "struck",
    metavar="SOURCE",
    multiple=True,
    help="Show what is left without a source, or without a party's sources. Can be given several times.",
)
@click.option(
    "--decisions",
    "decided",
    metavar="FILE",
    type=click.Path(exists=True, dir_okay=False),
    help="Apply what analysts decided: JSON lines, or a list; `sayso schema decision` describes them.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="table: for people. json: one object, `sayso schema trace` describes it.",
)
@click.option("--html", "page", metavar="FILE", type=click.Path(dir_okay=False), help="Also write one HTML page.")
@click.option("--output", "-o", metavar="FILE", type=click.Path(dir_okay=False), help="Write here, not to the screen.")
@click.option(
    "--color",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="auto: colour in a terminal, unless NO_COLOR is set.",
)
def trace(
    paths: tuple[str, ...],
    folder: str | None,
    claim: str | None,
    struck: tuple[str, ...],
    decided: str | None,
    form: str,
    page: str | None,
    output: str | None,
    color: str,
) -> None:
    """Show which reports carry each claim, who has it from whom, and on how many origins it rests.

    PATH is a text file, an HTML page, a file of JSON lines (id, url, outlet, title, authors,
    published, and text or html), a folder of these, or - for standard input.
    """
    from sayso.stages.decide import settle

    if bool(paths) == (folder is not None):
        raise click.UsageError("name the reports' PATHs, or a --library")
    with stopped_quietly():
        decisions = decisions_in(Path(decided)) if decided else ()
        found = None
        if folder is not None:
            readings, logged, found = in_library(folder, decisions)
            decisions = (*logged, *decisions)
            refused = 0  # known since they were added
        else:
            readings, refused = _read(paths)
        if not readings:
            click.echo("sayso: found no documents there", err=True)
        found = _struck(found or _traced(readings, decisions), struck)
        readings = list(settle(readings, decisions).readings)  # what is shown beside the trace is as decided
        if claim is not None:
            found = nearest_claims(found, claim, readings)
        with output_to(output) as out:
            if form == "json":
                _write_json(found, out)
            else:
                _write_table(found, readings, out, color=color, seen=output is None and sys.stdout.isatty())
        if form != "json":
            _tell_refusals(readings)
            _tell_dates(readings)
        else:
            _tell_orphans(found)
        if page:
            _write_page(found, readings, Path(page))
        if refused or not readings:
            raise SystemExit(REFUSED)


def decisions_in(path: Path) -> tuple[Decision, ...]:
    """Return the decisions that a file holds: JSON lines, or one JSON list.

    Raises:
        InputError: A line holds no decision; the message has the line's number.
    """
    from sayso.model.decision_contract import decisions_from_text

    return decisions_from_text(path.read_bytes(), called=str(path))


def nearest_claims(found: Trace, words: str, readings: Iterable[Reading] = ()) -> Trace:
    """Return a trace with only the claims that share the most content words with the words given.

    A claim has its own text and, where the readings are given, the words of each report that has it.

    Raises:
        InputError: No claim shares a content word with them.
    """
    from sayso.languages.en.function_words import FUNCTION_WORDS
    from sayso.stages.match.claims_phrase import stems_in

    little = frozenset(stem for word in FUNCTION_WORDS for stem in stems_in(word))
    # A text of little words alone is looked for as it stands.
    wanted = set(stems_in(words)) - little or set(stems_in(words))
    texts = {reading.report.id: reading.text for reading in readings}

    def told(claim: TracedClaim) -> Iterator[str]:
        yield claim.text
        yield from (shown(texts[o.report], o.spans, " ") for o in claim.statements if o.report in texts)

    shared = {
        claim.id: max(len(wanted & set(stems_in(text))) for text in dict.fromkeys(told(claim)))
        for claim in found.claims
    }
    most = max(shared.values(), default=0)
    if not most:
        raise InputError(f"no claim in these reports shares a word with “{words}”")
    kept = {id_ for id_, count in shared.items() if count == most}
    return replace(
        found,
        claims=tuple(claim for claim in found.claims if claim.id in kept),
        without_support=tuple(id_ for id_ in found.without_support if id_ in kept),
    )


def in_library(
    folder: str, decisions: Sequence[Decision] = ()
) -> tuple[list[Reading], tuple[Decision, ...], Trace | None]:
    """Return all readings of a library, its log of decisions, and its trace.

    Args:
        folder: Where it is; empty for the library that is meant where none is named.
        decisions: Further ones; the library's own trace knows nothing of them, and None is returned for it.
    """
    from sayso.faces.cli_library import DEFAULT
    from sayso.store import Library

    where = Path(folder or os.environ.get("SAYSO_LIBRARY") or DEFAULT)
    # What was matched when the reports were added is kept there; a folder that can't be written to will do without.
    writable = not where.is_dir() or os.access(where, os.W_OK)
    with Library.open(where, writable=writable) as library:
        found = library.trace() if writable and not decisions else None
        return list(library.readings()), library.decisions(withdrawn=True), found


def _read(paths: Sequence[str]) -> tuple[list[Reading], int]:
    """Return the readings of all reports, refused ones included, and how many were refused."""
    from sayso.stages.admit import AdmitOptions

    readings = Readings(read_paths(paths, AdmitOptions()), paths, watched=sys.stderr.isatty())
    return list(readings), readings.refused


def _traced(readings: Sequence[Reading], decisions: Sequence[Decision]) -> Trace:
    from sayso import pipeline

    return pipeline.trace(readings, decisions)


def _struck(found: Trace, names: Iterable[str]) -> Trace:
    """Strike sources; a name that is not there ends the run, for an answer without it would mislead."""
    from sayso.faces.python import absence
    from sayso.stages.trace import strike

    found, absent = strike(found, names)
    if absent:
        raise InputError("\n".join(for_terminal(absence(one.name, one.nearest)) for one in absent))
    return found


def _tell_refusals(readings: Sequence[Reading]) -> None:
    """Say on standard error what was refused and why: the table only counts it."""
    refused = [reading.report for reading in readings if reading.report.refused]
    for report in refused[:_MOST_REFUSALS]:
        reason = report.refused.reason if report.refused else ""
        click.echo(
            f"sayso: refused {for_terminal(f'{report.path or report.external_id or report.id}: {reason}')}", err=True
        )
    if len(refused) > _MOST_REFUSALS:
        click.echo(f"sayso: refused {len(refused) - _MOST_REFUSALS:,} more; --format json lists all", err=True)


def _tell_orphans(found: Trace) -> None:
    """Say on standard error which decisions fit nothing; the table has them itself."""
    from sayso.faces.on_the_way import decided_and_why

    for outcome in found.outcomes:
        if outcome.state == "orphan":
            words = for_terminal(decided_and_why(outcome))
            click.echo(f"sayso: a decision fits nothing in these reports: {words}", err=True)


def _tell_dates(readings: Sequence[Reading]) -> None:
    """Say on standard error which reports claim to be published later than today: the order rests on it."""
    # Somewhere on earth it may be tomorrow already.
    latest = (datetime.now(UTC) + timedelta(days=1)).date().isoformat()
    late = [r.report for r in readings if r.report.published and r.report.published[:10] > latest]
    if late:
        first = for_terminal(late[0].path or late[0].external_id or late[0].id)
        others = f" and {len(late) - 1:,} more" if len(late) > 1 else ""
        bears = "bear dates that are" if len(late) > 1 else "bears a date that is"
        click.echo(f"sayso: {first}{others} {bears} still to come; who was first may be wrong", err=True)


def _write_json(found: Trace, out: IO[bytes]) -> None:
    from sayso.model.contract import json_text
    from sayso.model.trace_contract import trace_to_plain

    out.write(json_text(trace_to_plain(found, version=__version__), indent=2).encode("utf-8") + b"\n")


def _write_table(found: Trace, readings: Sequence[Reading], out: IO[bytes], *, color: str, seen: bool) -> None:
    from sayso.faces.terminal import console_for
    from sayso.faces.trace_terminal import show_trace

    words = io.TextIOWrapper(out, encoding="utf-8", errors="replace", write_through=True)
    try:
        show_trace(console_for(words, color=color, seen=seen), found, readings)
    finally:
        words.detach()


def _write_page(found: Trace, readings: Sequence[Reading], path: Path) -> None:
    from sayso.faces.trace_page import trace_page

    path.write_text(trace_page(found, readings, version=__version__), encoding="utf-8", errors="replace")
    click.echo(f"sayso: wrote {path}", err=True)
