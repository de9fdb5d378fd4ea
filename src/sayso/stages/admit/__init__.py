"""Admission: files, pages and records become Reports whose text never changes, or refusals with a reason.

``admit_paths`` for what a person names, ``admit_bytes``, ``admit_text`` and ``admit_record`` for what
a program holds already. None of them raises on bad input: a report that could not be read has
``refused`` set.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO

from sayso.model.report import Report
from sayso.stages.admit.document import Told, from_bytes
from sayso.stages.admit.inputs import Admitted, AnyPath, count_documents, read_paths, shown_path
from sayso.stages.admit.options import AdmitOptions
from sayso.stages.admit.record import from_record

__all__ = [
    "AdmitOptions",
    "Admitted",
    "admit_bytes",
    "admit_originals",
    "admit_paths",
    "admit_record",
    "admit_text",
    "count_inputs",
]

_DEFAULTS = AdmitOptions()


def admit_paths(
    paths: Iterable[AnyPath], options: AdmitOptions = _DEFAULTS, *, stdin: BinaryIO | bytes | None = None
) -> Iterator[Report]:
    """Yield a report for each document behind the paths, in the order given, one at a time.

    A path is a file, a folder (all files below it, sorted, hidden ones skipped), or ``-`` for
    ``stdin``. ``.jsonl``, ``.ndjson`` and their ``.gz`` hold one report a line, ``.json`` one report
    or a list; whatever else is a page or a plain text, told apart by content. What cannot be read
    is yielded as a refused report and stops nothing.
    """
    return (admitted.report for admitted in read_paths(paths, options, stdin))


def admit_originals(
    paths: Iterable[AnyPath], options: AdmitOptions = _DEFAULTS, *, stdin: BinaryIO | bytes | None = None
) -> Iterator[Admitted]:
    """Yield what ``admit_paths`` does, each report with the bytes it was taken from.

    Of a file of JSON lines these are the line, of a JSON list the item, of a compressed file what
    was in it; ``report.bytes_sha256`` is their SHA-256.
    """
    return read_paths(paths, options, stdin)


def admit_bytes(data: bytes, *, path: AnyPath | None = None, options: AdmitOptions = _DEFAULTS) -> Report:
    """Admit one document's bytes: a page or a plain text, told apart by content."""
    return from_bytes(data, Told(path=shown_path(path) if path is not None else None), options)


def admit_text(
    text: str,
    *,
    id: str | None = None,
    url: str | None = None,
    outlet: str | None = None,
    title: str | None = None,
    authors: Iterable[str] = (),
    published: str | None = None,
    options: AdmitOptions = _DEFAULTS,
) -> Report:
    """Admit a plain text that the caller holds as a string, with what the caller knows of it."""
    known = {"id": id, "url": url, "outlet": outlet, "title": title, "authors": tuple(authors), "published": published}
    return from_record({**known, "text": text}, Told(), options)


def admit_record(
    record: Mapping[str, Any], *, path: AnyPath | None = None, options: AdmitOptions = _DEFAULTS
) -> Report:
    """Admit one record as JSON lines hold it: id, url, outlet, title, authors, published, text or html."""
    return from_record(record, Told(path=shown_path(path) if path is not None else None), options)


def count_inputs(paths: Iterable[AnyPath]) -> int | None:
    """Return how many reports ``admit_paths`` will yield, or None where only reading all would tell."""
    return count_documents(paths)
