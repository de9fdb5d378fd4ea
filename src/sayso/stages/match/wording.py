"""A report's words as numbers made from their content, and where each stands in the text."""

from __future__ import annotations

import re
import unicodedata
from array import array
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from itertools import chain
from typing import Final

import numpy as np

from sayso.languages.en import marks
from sayso.model.report import Report
from sayso.model.span import Span

BARRIER: Final = 0
"""Stands where debris was left out: nothing is matched across it."""

_JOINED: Final = "".join(sorted(marks.INVISIBLE)) + "\u0300-\u036f"
_WORD: Final = re.compile(rf"([^\W_]+(?:[{_JOINED}]+[^\W_]*)*)")
_UNSEEN: Final = dict.fromkeys(map(ord, marks.INVISIBLE))


@dataclass(frozen=True, slots=True)
class Wording:
    """A report's words in order: what each is, and its characters ``[starts[i], ends[i])``.

    ``size`` counts the words without the barriers.
    """

    words: array[int]
    starts: array[int]
    ends: array[int]
    size: int

    def span(self, lo: int, hi: int) -> Span:
        """Return the characters of words ``[lo, hi)``: at least one."""
        return Span(self.starts[lo], self.ends[hi - 1])


@lru_cache(maxsize=1 << 18)
def word_number(word: str) -> int:
    """Return a word's number: the same for every case, accent form and invisible mark, and in every process."""
    plain = unicodedata.normalize("NFKC", word.translate(_UNSEEN)).casefold()
    return int.from_bytes(blake2b(plain.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little") or 1


def wording(report: Report) -> Wording:
    """Return the report's words with their places; debris is left out."""
    words, size = array("Q"), 0
    starts, ends = array("I"), array("I")
    for lo, hi in _pieces(report):
        if words:
            words.append(BARRIER)
            starts.append(lo)
            ends.append(lo)
        # what stands between words, and words, in turn: their lengths give the places
        pieces = _WORD.split(report.text[lo:hi])
        found = pieces[1::2]
        edges = lo + np.cumsum(np.fromiter(map(len, pieces), dtype=np.uint32, count=len(pieces)), dtype=np.uint32)
        words.extend(map(word_number, found))
        starts.frombytes(edges[:-1:2].tobytes())
        ends.frombytes(edges[1::2].tobytes())
        size += len(found)
    return Wording(words, starts, ends, size)


def _pieces(report: Report) -> list[tuple[int, int]]:
    """Return the stretches of text between debris."""
    cuts = [block.span for block in report.blocks if block.kind == "debris"]
    if not cuts:
        return [(0, len(report.text))]
    edges = [0, *chain.from_iterable(cuts), len(report.text)]
    return [(lo, hi) for lo, hi in zip(edges[::2], edges[1::2], strict=True) if lo < hi]


# The double marks, and single ones that cannot be an apostrophe.
_MARK: Final = re.compile(r"``|''|[\"＂“”„‟«»‹›]|(?<![^\W_])[‘‛](?=\S)|’(?![^\W_])|\n")
_OPENING: Final = marks.OPENING_DOUBLE | marks.OPENING_ANGLE | marks.OPENING_SINGLE
_CLOSING: Final = marks.CLOSING_DOUBLE | marks.CLOSING_ANGLE | {"’"}


def quoted(text: str) -> tuple[Span, ...]:
    """Return what stands inside quotation marks, each quotation closed by its paragraph's end at the latest."""
    found: list[Span] = []
    opened: tuple[str, int] | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if opened is None:
            if mark in _OPENING or (mark not in _CLOSING and mark != "\n"):
                opened = (mark, match.end())
            continue
        single = opened[0] in marks.OPENING_SINGLE
        closes = mark == "’" if single else mark in _CLOSING - {"’"} or mark in marks.NEUTRAL_DOUBLE
        if closes or mark == "\n":
            # a single mark that nothing closes was an apostrophe after all
            if closes or not single:
                found.append(Span(opened[1], match.start()))
            opened = None
    if opened is not None and opened[0] not in marks.OPENING_SINGLE:
        found.append(Span(opened[1], len(text)))
    return tuple(found)
