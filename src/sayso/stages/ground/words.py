"""Cuts a text into words and marks, once, for the grammars of times and quantities."""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass

# Line breaks are words of their own, so that no time or amount is read across two paragraphs.
# Figures are taken whole (possessive), else "1980s" would be cut before its last digit.
_WORD = re.compile(
    r"\d{1,3}(?:,\d{3})++(?![\d,]\d)(?:\.\d++)?|\d++(?:\.\d++)?(?:(?:st|nd|rd|th)(?![^\W\d_]))?|[^\W\d_]++|\n|[^\s\w]|_"
)


@dataclass(frozen=True, slots=True)
class Words:
    """Columns over one text: where each word starts and ends, and its lower-case form."""

    text: str
    starts: Sequence[int]
    ends: Sequence[int]
    lower: tuple[str, ...]

    def __len__(self) -> int:
        """Return how many words there are."""
        return len(self.lower)

    def touching(self, index: int) -> bool:
        """Say whether this word and the next stand together without a space."""
        return index + 1 < len(self.lower) and self.ends[index] == self.starts[index + 1]

    def raw(self, index: int) -> str:
        """Return the word as written."""
        return self.text[self.starts[index] : self.ends[index]]


def cut(text: str) -> Words:
    """Cut a text into words; every character that is not white space belongs to one."""
    # arrays, since a hostile line of 5 MB holds millions of words
    starts = array("I")
    ends = array("I")
    lower: list[str] = []
    for found in _WORD.finditer(text):
        starts.append(found.start())
        ends.append(found.end())
        lower.append(found.group().lower())
    return Words(text, starts, ends, tuple(lower))
