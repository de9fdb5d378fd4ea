"""Sayso from Python: the functions behind the public door.

What they need is imported when they are called, so that ``import sayso`` costs nothing.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from sayso.model import contract
from sayso.model.decision import DecidedReading, Decision
from sayso.model.errors import InputError, RefusedError
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.trace import Trace

if TYPE_CHECKING:
    from sayso.pipeline import Pipeline


def read(
    source: str | os.PathLike[str],
    *,
    published: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> Reading:
    """Read one report from a file: plain text, an HTML page, or one JSON line.

    The model is loaded on the first call and kept.

    Args:
        source: The file's path.
        published: When it was published (ISO 8601); counts before what the file says.
        url: Where it was published.
        outlet: Who published it.
        title: Its headline.

    Raises:
        RefusedError: The file could not be read; ``refusal`` carries the reason.
        InputError: The path holds several reports (use ``read_all``), or an option is unusable.
    """
    from sayso.stages.admit import AdmitOptions, admit_paths

    options = AdmitOptions(published=published, url=url, outlet=outlet, title=title)
    path = os.fspath(source)
    reports = list(_first_two(admit_paths([path], options)))
    if len(reports) != 1:
        held = "several reports; use read_all" if reports else "no report"
        raise InputError(f"{path} holds {held}")
    return _accepted(_pipeline().read(reports[0]))


def read_text(
    text: str,
    *,
    published: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
) -> Reading:
    """Read one report that is already text; every character is kept.

    Args:
        text: The report's text.
        published: When it was published (ISO 8601).
        url: Where it was published.
        outlet: Who published it.
        title: Its headline.

    Raises:
        RefusedError: The text could not be read: it is empty, say, or not English.
        InputError: An option is unusable.
    """
    from sayso.stages.admit import admit_text

    report = admit_text(text, published=published, url=url, outlet=outlet, title=title)
    return _accepted(_pipeline().read(report))


def read_all(paths: Iterable[str | os.PathLike[str]]) -> Iterator[Reading]:
    """Read every report in files and folders, one after the other, in the order given.

    Lazy. What cannot be read is a reading whose ``report.refused`` gives the reason; nothing is
    raised for it.
    """
    from sayso.stages.admit import AdmitOptions, admit_paths

    return _pipeline().read_many(admit_paths([os.fspath(path) for path in paths], AdmitOptions()))


def trace(
    given: str | os.PathLike[str] | Iterable[str | os.PathLike[str] | Reading],
    *,
    decisions: Iterable[Decision] = (),
    strike: Iterable[str] = (),
) -> Trace:
    """Trace a dossier: its claims, which reports carry them, who has them from whom, where they rest.

    Args:
        given: A file or a folder, or several of them, or readings; paths and readings may be mixed.
        decisions: What analysts decided, in the order of deciding.
        strike: Sources to do without, by name, or by the name of a party.

    Raises:
        InputError: A source to strike isn't there; the message has the names that come nearest.
    """
    from sayso import pipeline
    from sayso.stages.trace import strike as without

    readings: list[Reading] = []
    for one in [given] if isinstance(given, str | os.PathLike) else given:
        readings.extend([one] if isinstance(one, Reading) else read_all([one]))
    names = (strike,) if isinstance(strike, str) else strike
    found, absent = without(pipeline.trace(readings, tuple(decisions)), names)
    if absent:
        raise InputError("\n".join(absence(one.name, one.nearest) for one in absent))
    return found


def decide(reading: Reading, decisions: Iterable[Decision]) -> DecidedReading:
    """Put what analysts decided over a reading, which stays as it was beside it.

    Args:
        reading: What the machine found.
        decisions: The whole log, in the order of deciding; what is about other reports is passed over.
    """
    from sayso.stages.decide import decide_reading

    return decide_reading(reading, decisions)


def absence(name: str, nearest: Sequence[str]) -> str:
    """Return what is said of a source that was to be struck and isn't there."""
    return f"no source is called “{name}”" + (f"; the nearest: {', '.join(nearest)}" if nearest else "")


def to_json(reading: Reading, *, indent: int | None = None) -> str:
    """Return a reading as JSON text, as `sayso read` writes it: one line, or indented."""
    from sayso import __version__

    return contract.to_json(reading, version=__version__, indent=indent)


def _first_two(items: Iterable[Report]) -> Iterator[Report]:
    for _, item in zip(range(2), items, strict=False):
        yield item


def _accepted(reading: Reading) -> Reading:
    report = reading.report
    if report.refused is not None:
        raise RefusedError(report.refused, report.path)
    return reading


@cache
def _pipeline() -> Pipeline:
    """The one pipeline of this process; loading its models takes a moment."""
    from sayso.pipeline import Pipeline

    return Pipeline()
