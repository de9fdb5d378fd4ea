"""Reading and keeping: reports into a library, and readings brought up to date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import NamedTuple, Protocol

from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.stages.admit import Admitted
from sayso.store import Added, Changed, Library, Tombstone

_SAMPLE = "It rained, she said."


class Reads(Protocol):
    """What reads reports: ``pipeline.Pipeline``, or a stand-in."""

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Yield the readings of reports, in their order."""
        ...


class Taken(NamedTuple):
    """What became of a report that was to be added. ``reading`` is None where none was made."""

    id: str
    became: Added
    reading: Reading | None = None
    tombstone: Tombstone | None = None


@dataclass(frozen=True, slots=True)
class Reread:
    """A report that was read again: what changed, or why it could not be read now and keeps its old reading."""

    report: str
    changed: Changed | None
    failed: str | None = None


def add(
    library: Library, admitted: Iterable[Admitted], pipeline: Callable[[], Reads], *, again: bool = False
) -> Iterator[tuple[Report, Taken]]:
    """Take reports into a library one by one, reading only what it doesn't hold.

    Args:
        library: Where to.
        admitted: Reports with their original bytes, refused ones included.
        pipeline: Makes what reads them; called when the first report has to be read.
        again: Take in what was removed before.
    """
    reads: Reads | None = None
    for one in admitted:
        if _needs_reading(library, one.report, again):
            reads = reads or pipeline()
        yield one.report, _taken(library, reads, one.report, one.original, again=again)


def add_report(
    library: Library, pipeline: Reads, report: Report, original: bytes | None, *, again: bool = False
) -> Taken:
    """Take one report into a library, reading it if it isn't there."""
    return _taken(library, pipeline, report, original, again=again)


def reread(library: Library, pipeline: Reads) -> Iterator[Reread]:
    """Read again what other versions of Sayso or its models read, and yield what changed.

    A report on which a stage fails now keeps the reading that it has.
    """
    for report_id in library.outdated(models_of(pipeline)):
        before = library.reading(report_id)
        if before is None:
            continue
        after = next(iter(pipeline.read_many([replace(before.report, refused=None)])))
        if after.report.refused is not None and before.report.refused is None:
            yield Reread(report_id, None, after.report.refused.reason)
        else:
            yield Reread(report_id, library.replace(after))


def models_of(pipeline: Reads) -> Mapping[str, str]:
    """Return the models with which a pipeline reads, with their versions."""
    return next(iter(pipeline.read_many([Report(id="", text=_SAMPLE)]))).models


def _needs_reading(library: Library, report: Report, again: bool) -> bool:
    return (
        report.refused is None
        and not library.holds(report.id)
        and (again or library.is_removed(report.id, report.text_sha256) is None)
    )


def _taken(library: Library, pipeline: Reads | None, report: Report, original: bytes | None, *, again: bool) -> Taken:
    if library.holds(report.id):
        return Taken(report.id, "known")
    if report.refused is not None:
        reading = Reading(report)
        # Where there is nothing, there is nothing to keep or to come back to: a path mistyped, mostly.
        if report.refused.code == "missing":
            return Taken(report.id, "refused", reading)
    else:
        tombstone = None if again else library.is_removed(report.id, report.text_sha256)
        if tombstone is not None:
            return Taken(report.id, "removed before", None, tombstone)
        assert pipeline is not None
        reading = next(iter(pipeline.read_many([report])))
    became = library.put(reading, original, again=again)
    return Taken(report.id, became, reading, library.is_removed(report.id) if became == "removed before" else None)
