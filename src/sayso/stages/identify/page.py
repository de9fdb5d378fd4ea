"""A report's words as this stage walks them: one list each for text, part of speech, sentence, quotation.

The stage cuts words itself, so that it does not depend on how a parser cuts them; it asks the parse
only for what covers a word.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from sayso.model.parse import Parse
from sayso.model.span import Span

WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|"  # U.S.
    r"['’](?:s|re|ve|ll|d|m)\b|"
    r"@\w+|"
    r"[^\W_]+(?:[-‐‑'’](?!(?:s|re|ve|ll|d|m)\b)[^\W_]+)*|"  # Har-Shefi, O'Neill
    r"``|''|[^\w\s]|_"
)
OPENING, CLOSING = {"“", "``", "«"}, {"”", "''", "»"}


class Page:
    """Columns over a text's words; indices below are into these columns."""

    def __init__(self, text: str, parse: Parse) -> None:
        self.text = text
        self.start: list[int] = []
        self.end: list[int] = []
        self.word: list[str] = []
        for match in WORD.finditer(text):
            self.start.append(match.start())
            self.end.append(match.end())
            self.word.append(match.group())
        self.low = [w.lower().replace("’", "'") for w in self.word]
        self.cap = [w[0].isupper() for w in self.word]
        self.size = len(self.word)
        self.pos = self._tags(parse)
        self.sentence, self.first = self._sentences(parse)
        self.quoted = self._quoted()
        self.titled = self._titled()
        self.heading = self._heading()

    def _tags(self, parse: Parse) -> list[str]:
        tags, k, count = [], 0, len(parse.words)
        for i in range(self.size):
            last = self.end[i] - 1
            while k < count and parse.words[k].end <= last:
                k += 1
            tags.append(parse.pos[k] if k < count and parse.words[k].start <= last else "X")
            # the next word may lie in the same parsed word, so k stays
        return tags

    def _sentences(self, parse: Parse) -> tuple[list[int], list[int]]:
        """Number the sentences, breaking at paragraphs, too, whatever the parse says."""
        numbers, firsts, number, k = [], [], -1, 0
        starts = [s.start for s in parse.sentences]
        previous = 0
        for i in range(self.size):
            new = i == 0
            while k < len(starts) and starts[k] <= self.start[i]:
                k, new = k + 1, True
            if new or (
                i and "\n" in self.text[previous : self.start[i]] and "\n\n" in self.text[previous : self.start[i]]
            ):
                number += 1
                firsts.append(i)
            numbers.append(number)
            previous = self.end[i]
        return numbers, [*firsts, self.size]

    def _quoted(self) -> list[bool]:
        inside, flags = False, []
        for i, word in enumerate(self.word):
            if (
                i
                and inside
                and "\n\n" in self.text[self.end[i - 1] : self.start[i]]
                and word not in OPENING
                and word != '"'
            ):
                inside = False
            if word in OPENING:
                inside = True
            elif word in CLOSING:
                inside = False
            elif word == '"':
                inside = not inside
            flags.append(inside)
        return flags

    def _titled(self) -> list[bool]:
        """Say of each sentence whether nearly all of its words are capitalised, as headlines have them."""
        flags = []
        for number in range(len(self.first) - 1):
            long = [self.cap[i] for i in range(self.first[number], self.first[number + 1]) if len(self.word[i]) > 3]
            few = 5 if self.word[self.first[number + 1] - 1] == "." else 3
            flags.append(len(long) >= few and sum(long) >= 0.75 * len(long))
        return flags

    def _heading(self) -> list[bool]:
        """Say of each sentence whether it is a headline: short, a paragraph of its own, and first or titled."""
        flags = []
        for number in range(len(self.first) - 1):
            first, last = self.first[number], self.first[number + 1]
            alone = last >= self.size or "\n" in self.text[self.end[last - 1] : self.start[last]]
            flags.append(last - first <= 24 and alone and (number == 0 or self.titled[number]))
        return flags

    def at(self, start: int, end: int) -> tuple[int, int]:
        """Return the range of words that a range of characters touches."""
        return bisect_right(self.end, start), bisect_left(self.start, end)

    def span(self, lo: int, hi: int) -> Span:
        """Return the characters of a range of at least one word."""
        return Span(self.start[lo], self.end[hi - 1])

    def shown(self, lo: int, hi: int) -> str:
        """Return a range's text on one line."""
        return " ".join(self.text[self.start[lo] : self.end[hi - 1]].split()) if lo < hi else ""

    def possessive(self, i: int) -> bool:
        """Say whether word i is a possessive ending ("'s" that is not "is", or an apostrophe after s)."""
        if i >= self.size or i == 0 or self.start[i] != self.end[i - 1]:
            return False
        if self.low[i] == "'s":
            return self.pos[i] not in ("AUX", "VERB")
        return (
            self.word[i] in ("'", "’")
            and self.low[i - 1].endswith("s")
            and not self.quoted[i]
            and (i + 1 < self.size and self.pos[i + 1] in ("NOUN", "ADJ", "PROPN", "NUM", "ADV"))
        )

    def sentence_range(self, i: int) -> tuple[int, int]:
        """Return the range of the sentence that word i stands in."""
        number = self.sentence[i]
        return self.first[number], self.first[number + 1]

    def lows(self, words: Iterable[int]) -> tuple[str, ...]:
        """Return the lower-case forms of words."""
        return tuple(self.low[i] for i in words)
