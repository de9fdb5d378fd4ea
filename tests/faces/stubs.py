"""Stand-ins for admission and the pipeline, so that the faces are tested alone and without a model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO

from sayso.model.identity import report_id, sha256
from sayso.model.reading import Reading
from sayso.model.report import Refusal, Report
from tests.faces.readings import cable


@dataclass(frozen=True)
class AdmitOptions:
    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    max_bytes: int = 20_000_000
    languages: tuple[str, ...] = ("en",)


def count_inputs(paths: Iterable[str]) -> int | None:
    return None if "-" in paths else 7


def admit_paths(paths: Iterable[str], options: AdmitOptions, *, stdin: BinaryIO | None = None) -> Iterator[Report]:
    for path in map(Path, paths):
        if str(path) == "-":
            assert stdin is not None
            yield from _admit_bytes(stdin.read(), "-", options)
        elif path.is_dir():
            yield from admit_paths([str(inner) for inner in sorted(path.iterdir())], options)
        elif not path.exists():
            yield _no(str(path), Refusal("missing", "there is no such file"))
        else:
            yield from _admit_bytes(path.read_bytes(), str(path), options)


def _admit_bytes(data: bytes, path: str, options: AdmitOptions) -> Iterator[Report]:
    if len(data) > options.max_bytes:
        yield _no(path, Refusal("too-large", f"it has {len(data)} bytes, and the limit is {options.max_bytes}"))
    elif data.startswith(b"\x89PNG"):
        yield _no(path, Refusal("binary", "the file is not text"))
    elif path.endswith(".jsonl"):
        for line in data.decode("utf-8").splitlines():
            yield replace(_yes(json.loads(line)["text"], options), path=path)
    else:
        yield replace(_yes(data.decode("utf-8"), options), path=path)


def admit_text(text: str, **metadata: str | None) -> Report:
    return _yes(text, AdmitOptions(**metadata)) if text.strip() else _no(None, Refusal("empty", "there is no text"))


def _yes(text: str, options: AdmitOptions) -> Report:
    return Report(
        id=report_id(text, options.url, options.outlet, options.published),
        text=text,
        published=options.published,
        url=options.url,
        outlet=options.outlet,
        title=options.title,
        language="en",
        text_sha256=sha256(text),
    )


def _no(path: str | None, refusal: Refusal) -> Report:
    return Report(id=report_id("", None, None, None), text="", path=path, refused=refusal)


class Pipeline:
    """Finds in examples/cable.txt what is there, and in every other text nothing."""

    def read(self, report: Report) -> Reading:
        known = cable()
        if report.text != known.text:
            return Reading(report)
        blocks, title = known.report.blocks, known.report.title
        return replace(known, report=replace(report, blocks=blocks, title=report.title or title))

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        return map(self.read, reports)
