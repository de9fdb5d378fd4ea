"""Text into the encoder's word pieces, each with its characters and the marks around it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from sayso.model.span import Span

if TYPE_CHECKING:
    from tokenizers import Tokenizer

Ints = npt.NDArray[np.int32]

CLS, SEP, MASK = 101, 102, 103
CASES = 5
"""Word shapes: lower, Title, UPPER, with digits, marks."""
QUOTES = 3
"""Where a piece stands: outside quotation marks, inside, or a mark itself."""

_MARKS = re.compile("``|''|[\"“”„«»‟]")
# One character for one character, so that offsets hold: the encoder's vocabulary knows the plain forms.
_PLAIN = str.maketrans({"’": "'", "‘": "'", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\ufeff": " ", "\u200b": " "})
_LONE_DASH = re.compile(r"(?<=\s)_(?=\s)|(?<=\w)_(?=\s)")


@dataclass(frozen=True, slots=True)
class Pieces:
    """Columns over one text's word pieces, in reading order; all arrays have one row a piece.

    ``start`` and ``end`` are characters of the text; ``case`` and ``quote`` are small classes
    (see CASES and QUOTES); ``head`` is true for the first piece of a word; ``paragraph`` counts
    the paragraphs given to ``encode``.
    """

    ids: Ints
    start: Ints
    end: Ints
    case: Ints
    quote: Ints
    head: npt.NDArray[np.bool_]
    paragraph: Ints

    def __len__(self) -> int:
        return len(self.ids)


def plain(text: str) -> tuple[str, list[tuple[int, int, str]]]:
    """Return the text with its quotation marks and odd spaces made plain, and where the marks stand.

    The result has the same length. Each mark is ``(start, end, as written)``; every double mark,
    two backquotes and two apostrophes among them, becomes one ``"``.
    """
    marks = [(m.start(), m.end(), m.group()) for m in _MARKS.finditer(text)]
    if marks:
        parts, last = [], 0
        for start, end, mark in marks:
            parts += [text[last:start], '"' if len(mark) == 1 else '" ']
            last = end
        text = "".join([*parts, text[last:]])
    return _LONE_DASH.sub("-", text.translate(_PLAIN)), marks


def quoted(text: str, marks: Sequence[tuple[int, int, str]], paragraphs: Sequence[Span]) -> npt.NDArray[np.int8]:
    """Say of each character whether it stands outside (0) or inside (1) quotation marks, or is a mark (2).

    Every paragraph starts outside; a mark that is never closed holds to its paragraph's end.
    """
    state = np.zeros(len(text) + 1, np.int8)
    k = 0
    for paragraph in paragraphs:
        opened = -1
        while k < len(marks) and marks[k][0] < paragraph.end:
            start, end, mark = marks[k]
            k += 1
            if start < paragraph.start:
                continue
            state[start:end] = 2
            if mark in "“„«``‟":
                opens = True
            elif mark in "”»":
                opens = False
            else:
                before = text[start - 1] if start > paragraph.start else " "
                opens = opened < 0 and (before.isspace() or before in "([{-–—:,/'‘")
                opens = opens or (opened < 0 and end < paragraph.end and text[end].isalnum())
            if opened >= 0:
                state[opened:start] = 1
                opened = end if opens else -1
            elif opens:
                opened = end
        if opened >= 0:
            inside = state[opened : paragraph.end]
            inside[inside == 0] = 1
    return state


@lru_cache(maxsize=2)
def tokenizer(path: Path) -> Tokenizer:
    """Return the tokenizer stored at the path, loaded once."""
    from tokenizers import Tokenizer

    made = Tokenizer.from_file(str(path))
    made.no_truncation()
    made.no_padding()
    return made


def _case(word: str) -> int:
    if not word[0].isalnum():
        return 4
    if word.islower():
        return 0
    if any(c.isdigit() for c in word):
        return 3
    if word.isupper():
        return 2 if len(word) > 1 else 1
    return 1 if word[0].isupper() else 0


def encode(text: str, paragraphs: Sequence[Span], tokenizer: Tokenizer) -> Pieces:
    """Cut the text's paragraphs into word pieces. What lies between paragraphs is left out."""
    even, marks = plain(text)
    state = quoted(text, marks, paragraphs)
    ids: list[int] = []
    start: list[int] = []
    end: list[int] = []
    head: list[bool] = []
    case: list[int] = []
    para: list[int] = []
    encoded = tokenizer.encode_batch([even[p.start : p.end] for p in paragraphs], add_special_tokens=False)
    for number, (paragraph, pieces) in enumerate(zip(paragraphs, encoded, strict=True)):
        base = paragraph.start
        last: int | None = -1
        shape = 0
        for piece, (a, b), word in zip(pieces.ids, pieces.offsets, pieces.word_ids, strict=True):
            if b <= a:
                continue
            ids.append(piece)
            start.append(base + a)
            end.append(base + b)
            head.append(word != last)
            if word != last:
                last = word
                shape = _case(even[base + a : base + b])
            case.append(shape)
        para += [number] * (len(ids) - len(para))
    starts = np.asarray(start, np.int32)
    return Pieces(
        ids=np.asarray(ids, np.int32),
        start=starts,
        end=np.asarray(end, np.int32),
        case=np.asarray(case, np.int32),
        quote=state[starts].astype(np.int32) if len(starts) else starts,
        head=np.asarray(head, np.bool_),
        paragraph=np.asarray(para, np.int32),
    )


def windows(pieces: Pieces, room: int) -> list[tuple[int, int]]:
    """Cut the pieces into runs of whole paragraphs that fit the encoder, as ranges of pieces.

    ``room`` counts pieces and the marks that frame each paragraph. A paragraph that is too long
    alone is cut after a full stop near the end of the room, or, where there is none, at a word.
    """
    out: list[tuple[int, int]] = []
    bounds = [0, *(np.flatnonzero(np.diff(pieces.paragraph)) + 1).tolist(), len(pieces)] if len(pieces) else []
    begun, used = 0, 1
    for a, b in itertools.pairwise(bounds):
        if used + (b - a) + 1 > room and a > begun:
            out.append((begun, a))
            begun, used = a, 1
        while b - begun + 2 > room and begun >= a:
            cut = _cut(pieces, begun, begun + room - 2)
            out.append((begun, cut))
            begun, a = cut, cut
        used += b - max(a, begun) + 1
    if begun < len(pieces):
        out.append((begun, len(pieces)))
    return out


FULL_STOP = 1012


def _cut(pieces: Pieces, begun: int, limit: int) -> int:
    """Return where to cut an overlong paragraph, in (begun, limit]."""
    stops = np.flatnonzero(pieces.ids[begun:limit] == FULL_STOP)
    if len(stops) and stops[-1] > (limit - begun) // 2:
        return begun + int(stops[-1]) + 1
    heads = np.flatnonzero(pieces.head[begun + 1 : limit])
    return begun + 1 + int(heads[-1]) if len(heads) else limit


def frame(pieces: Pieces, begin: int, end: int) -> tuple[Ints, Ints, Ints, Ints]:
    """Frame a run of pieces for the encoder: a mark at the start and one after each paragraph.

    Returns ids, case and quote, one row a place (marks have the classes CASES and QUOTES), and
    the place of each piece.
    """
    breaks = np.zeros(end - begin, np.int32)
    breaks[1:] = np.diff(pieces.paragraph[begin:end]) != 0
    place = (1 + np.arange(end - begin) + np.cumsum(breaks)).astype(np.int32)
    n = int(place[-1]) + 2 if end > begin else 2
    ids, case, quote = np.full(n, SEP, np.int32), np.full(n, CASES, np.int32), np.full(n, QUOTES, np.int32)
    ids[0] = CLS
    ids[place], case[place], quote[place] = pieces.ids[begin:end], pieces.case[begin:end], pieces.quote[begin:end]
    return ids, case, quote, place
