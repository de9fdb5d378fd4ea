"""Read the annotated reports: from JSON lines, or PolNeAR from a checkout of its public repository.

PolNeAR 1.0 (Newell, Margolin and Ruths, LREC 2018) is at github.com/networkdynamics/PolNeAR. Its
``data/{train,dev}/text/NAME.txt`` hold the reports and ``data/{train,dev}/attributions/
NAME_ANNOTATOR.ann`` their attributions in brat's standoff form: ``T`` lines give a role and
character ranges, ``E`` lines tie a source, a cue and a content together. Where several people
annotated one report, the first in alphabetical order counts, so that every run reads the same.
The ``test`` part is never opened here.
"""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

Pairs = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Attribution:
    """An attribution, annotated or predicted: spans of source, cue and content."""

    id: str
    source: Pairs
    cue: Pairs
    content: Pairs
    within: str | None = None
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Annotated:
    """A report and what its annotators found; ``line`` is all that the corpus says of it."""

    id: str
    text: str
    published: str | None
    attributions: tuple[Attribution, ...]
    line: Mapping[str, Any]


def pairs(spans: Any) -> Pairs:
    """Return spans as JSON has them (or None) as tuples."""
    return tuple((int(start), int(end)) for start, end in spans or ())


def attribution(found: Mapping[str, Any]) -> Attribution:
    """Return an attribution from its JSON form: a corpus's or a reading's."""
    return Attribution(
        id=str(found.get("id", "")),
        source=pairs(found.get("source")),
        cue=pairs(found.get("cue")),
        content=pairs(found.get("content")),
        within=found.get("within"),
        confidence=float(found.get("confidence", 1.0)),
    )


def plain_date(published: str | None) -> str | None:
    """Return the publication date where it is a plain one (2016-09-12), else None: some corpora hold times of day."""
    return published[:10] if published and len(published) == 10 else None


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON lines file, gzipped or not."""
    opening = gzip.open if path.suffix == ".gz" else open
    with opening(path, "rt", encoding="utf-8") as file:
        for line in file:
            if line.strip():
                yield json.loads(line)


def annotated(path: Path) -> list[Annotated]:
    """Return the annotated reports of a JSON lines file.

    Attributions listed apart as ``nested`` are not among them; see ``line``.
    """
    return [
        Annotated(
            id=line["id"],
            text=line["text"],
            published=line.get("published"),
            attributions=tuple(attribution(a) for a in line.get("attributions", ())),
            line=line,
        )
        for line in lines(path)
    ]


def polnear(where: Path, part: Literal["train", "dev"]) -> list[Annotated]:
    """Return a part of PolNeAR, from JSON lines (``polnear-PART.jsonl.gz``) or a repository checkout."""
    file = where / f"polnear-{part}.jsonl.gz"
    return annotated(file) if file.is_file() else _from_checkout(where, part)


def _from_checkout(where: Path, part: str) -> list[Annotated]:
    folder = where / "data" / part if (where / "data").is_dir() else where / part
    if not (folder / "text").is_dir():
        raise FileNotFoundError(f"{where} holds neither polnear-{part}.jsonl.gz nor a checkout of PolNeAR")
    reports = []
    for path in sorted((folder / "text").glob("*.txt")):
        marks = sorted((folder / "attributions").glob(f"{path.stem}_*.ann"))
        marks = [m for m in marks if re.fullmatch(r"[0-9a-f]{4}", m.stem[len(path.stem) + 1 :])]
        if not marks:
            continue
        # newline="" keeps carriage returns, which the annotation's offsets count
        with path.open(encoding="utf-8", newline="") as file:
            text = file.read()
        found = brat(marks[0].read_text(encoding="utf-8"))
        dated = re.search(r"_(\d{4}-\d{2}-\d{2})_", path.stem)
        published = dated.group(1) if dated else None
        line = {"id": path.stem, "published": published, "annotator": marks[0].stem[-4:], "text": text}
        reports.append(Annotated(path.stem, text, published, found, line))
    return reports


def brat(standoff: str) -> tuple[Attribution, ...]:
    """Return the attributions of one brat standoff file, in the order of their content.

    Raises:
        ValueError: an event names a span that the file lacks.
    """
    spans: dict[str, tuple[str, Pairs]] = {}
    events: list[tuple[str, list[tuple[str, str]]]] = []
    for line in standoff.splitlines():
        key, _, rest = line.partition("\t")
        if key.startswith("T"):
            role, _, ranges = rest.partition("\t")[0].partition(" ")
            spans[key] = (
                role.lower(),
                tuple((int(start), int(end)) for start, end in (r.split() for r in ranges.split(";"))),
            )
        elif key.startswith("E"):
            named = (word.partition(":") for word in rest.split())
            events.append((key, [(role.lower(), target) for role, _, target in named]))
    return tuple(sorted((_event(key, arguments, spans) for key, arguments in events), key=_reading_order))


def _event(key: str, arguments: list[tuple[str, str]], spans: Mapping[str, tuple[str, Pairs]]) -> Attribution:
    roles: dict[str, set[tuple[int, int]]] = {"source": set(), "cue": set(), "content": set()}
    for named, target in arguments:
        if target not in spans:
            raise ValueError(f"event {key} names {target}, which the file does not define")
        declared, ranges = spans[target]
        # the event's trigger is listed under the event's own type and again, or only there, as the cue
        role = next((r for r in (declared, named.rstrip("0123456789")) if r in roles), "cue")
        roles[role].update(ranges)
    source, cue, content = (tuple(sorted(roles[role])) for role in ("source", "cue", "content"))
    return Attribution(key, source, cue, content)


def _reading_order(found: Attribution) -> tuple[int, str]:
    starts = [start for role in (found.content, found.source, found.cue) for start, _ in role]
    return (min(starts, default=0), found.id)
