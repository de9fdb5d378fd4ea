"""Annotated reports as numbered pieces with labels, packed into windows."""

from __future__ import annotations

import gzip
import itertools
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from tokenizers import Tokenizer

from sayso.model.span import Span
from sayso.parsers.pieces import CLS, SEP, Pieces, encode
from sayso.parsers.words import ENTITIES, POS
from sayso.stages.attribute.decode import CUE_BEGINS, CUE_GOES_ON, INNER_BEGINS, INNER_GOES_ON


@dataclass
class Link:
    """One attribution in pieces: its cue's range, and which pieces are its source and its content."""

    begin: int
    end: int
    source: np.ndarray
    content: np.ndarray
    inner: bool = False
    weight: float = 1.0
    soft: np.ndarray | None = None


@dataclass
class Example:
    """One report: its pieces and every label on them (-1: no label)."""

    id: str
    text: str
    paragraphs: list[Span]
    pieces: Pieces
    links: list[Link] = field(default_factory=list)
    pos: np.ndarray | None = None
    entity: np.ndarray | None = None
    sentence: np.ndarray | None = None
    attributions: list[dict] = field(default_factory=list)
    soft_cue: np.ndarray | None = None


def read(path: Path) -> list[dict]:
    """Return the records of a JSON-lines file, compressed or not."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def paragraphs_of(text: str) -> list[Span]:
    """Return the corpus's paragraphs: runs of lines; blank lines part them."""
    out, at = [], 0
    for part in text.split("\n\n"):
        stripped = part.strip()
        if stripped:
            begin = at + part.index(stripped)
            out.append(Span(begin, begin + len(stripped)))
        at += len(part) + 2
    return out


def covered(pieces: Pieces, spans: list) -> np.ndarray:
    """Return the pieces that the spans touch."""
    hit = np.zeros(len(pieces), bool)
    for a, b in spans:
        i = np.searchsorted(pieces.end, a, side="right")
        j = np.searchsorted(pieces.start, b, side="left")
        hit[i:j] = True
    return np.flatnonzero(hit)


def example(record: dict, tokenizer: Tokenizer, silver: dict | None = None) -> Example:
    """Make an example of one annotated report; ``silver`` holds the borrowed tags."""
    text = record["text"]
    paragraphs = paragraphs_of(text)
    pieces = encode(text, paragraphs, tokenizer)
    made = Example(record["id"], text, paragraphs, pieces, attributions=record["attributions"])
    for a in record["attributions"]:
        cue = covered(pieces, a["cue"])
        if len(cue) and a["content"]:
            made.links.append(
                Link(
                    int(cue[0]),
                    int(cue[-1]) + 1,
                    covered(pieces, a["source"]),
                    covered(pieces, a["content"]),
                    inner=bool(a.get("within")),
                )
            )
    if silver:
        made.pos = np.full(len(pieces), -1)
        made.entity = np.full(len(pieces), -1)
        made.sentence = np.full(len(pieces), -1)
        starts = np.array([t[0] for t in silver["tokens"]])
        at = np.searchsorted(starts, pieces.start, side="right") - 1
        for i, k in enumerate(at):
            if k < 0:
                continue
            begin, end, pos, entity, opens = silver["tokens"][k]
            if pieces.start[i] >= end:
                continue
            first = pieces.start[i] == begin
            made.pos[i] = POS.index(pos) if pos in POS else -1
            if entity in ("O", ""):
                made.entity[i] = 0
            else:
                kind = ENTITIES.index(entity[2:])
                made.entity[i] = 1 + 2 * kind + (0 if entity[0] == "B" and first else 1)
            made.sentence[i] = int(bool(opens) and first)
    return made


def pack(made: Example, room: int, rng: np.random.Generator | None) -> list[tuple[int, int]]:
    """Cut an example into windows of whole paragraphs; with ``rng``, at random offsets."""
    from sayso.parsers.pieces import windows

    if rng is None:
        return windows(made.pieces, room)
    bounds = [0, *(np.flatnonzero(np.diff(made.pieces.paragraph)) + 1).tolist(), len(made.pieces)]
    out: list[tuple[int, int]] = []
    begin, first = 0, int(rng.integers(24, room))
    limit = first
    used = 1
    for a, b in itertools.pairwise(bounds):
        if used + b - a + 1 > limit and a > begin:
            out.append((begin, a))
            begin, used, limit = a, 1, room
        while b - begin + 2 > room and begin >= a:
            cut = begin + int(rng.integers(room // 2, room - 2))
            out.append((begin, cut))
            begin = a = cut
        used += b - max(a, begin) + 1
    if begin < len(made.pieces):
        out.append((begin, len(made.pieces)))
    return out


@dataclass
class Window:
    """One window ready for the encoder: framed pieces, and where each of the report's pieces went."""

    example: Example
    begin: int
    end: int
    ids: np.ndarray
    case: np.ndarray
    quote: np.ndarray
    place: np.ndarray


def frame(made: Example, begin: int, end: int) -> Window:
    """Frame a run of pieces: a start mark, and a mark after each paragraph."""
    from sayso.parsers.pieces import frame as framed

    ids, case, quote, place = framed(made.pieces, begin, end)
    return Window(made, begin, end, ids, case, quote, place)


def labels(window: Window) -> dict[str, np.ndarray | list]:
    """Return the labels of a window, by place in the window."""
    p, (a, b), n = window.example, (window.begin, window.end), len(window.ids)
    cue = np.full(n, -1)
    cue[window.place] = 0
    flat = np.full(n, -1)
    flat[window.place] = 0

    def here(xs):
        return window.place[xs[(xs >= a) & (xs < b)] - a]

    links = []
    for link in p.links:
        if link.begin < a or link.end > b:
            continue
        begin, end = int(window.place[link.begin - a]), int(window.place[link.end - 1 - a]) + 1
        cue[begin], cue[begin + 1 : end] = (INNER_BEGINS, INNER_GOES_ON) if link.inner else (CUE_BEGINS, CUE_GOES_ON)
        source, content = here(link.source), here(link.content)
        links.append((begin, end, source, content, link.weight, link.soft))
        if not link.inner:
            flat[source], flat[content] = 1, 2
            flat[np.arange(begin, end)] = 3
            for first, label in ((source[:1], 4), (content[:1], 5)):
                flat[first] = label
    out: dict = {"cue": cue, "flat": flat, "links": links}
    for name in ("pos", "entity", "sentence"):
        row = np.full(n, -1)
        column = getattr(p, name)
        if column is not None:
            row[window.place] = column[a:b]
        out[name] = row
    return out


def batches(windows: list[Window], size: int, rng: np.random.Generator) -> Iterator[list[Window]]:
    """Yield shuffled batches of windows of about one length."""
    order = rng.permutation(len(windows))
    block = size * 20
    groups = []
    for i in range(0, len(order), block):
        part = sorted(order[i : i + block], key=lambda j: len(windows[j].ids))
        groups += [part[k : k + size] for k in range(0, len(part), size)]
    for g in rng.permutation(len(groups)):
        yield [windows[i] for i in groups[g]]


__all__ = [
    "CLS",
    "ENTITIES",
    "POS",
    "SEP",
    "Example",
    "Link",
    "Window",
    "batches",
    "example",
    "frame",
    "labels",
    "pack",
    "read",
]
