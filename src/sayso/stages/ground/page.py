"""A text as the grammar of times sees it: one letter a word, the day of publication, and what leans which way."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sayso.languages.en import numbers as en_numbers
from sayso.languages.en import times as en
from sayso.stages.ground.words import Words

HORIZON = 14
"""How many words away a verb may stand and still set a weekday or month in past or future."""

# One letter a kind; a word that is in none is "x". First match counts, so order matters.
_KINDS: dict[str, str] = {}
_letter: str
_members: Iterable[str]
for _letter, _members in (
    ("b", {"weekend", "weekends"}),
    ("u", en.UNITS),
    ("q", {"quarter", "quarters"}),
    ("z", {"period"}),
    ("c", {"century"}),
    ("h", {"half"}),
    ("R", en.DAY_WORDS),
    ("P", en.PARTS_OF_DAY),
    ("S", en.SEASONS),
    ("L", en.LAST),
    ("X", en.NEXT),
    ("T", en.THIS),
    ("H", {"that", "same"}),
    ("l", {"latest"}),
    ("e", en.EARLY),
    ("E", {"earlier"}),
    ("F", {"later"}),
    ("G", {"ago"}),
    ("B", en.BOUND),
    ("t", {"the"}),
    ("a", {"a", "an"}),
    ("f", {"of"}),
    ("i", {"in"}),
    ("k", {"fiscal"}),
    ("r", {"recent"}),
    ("K", {"corresponding", "comparable", "equivalent"}),
    ("o", en.ORDINALS),
    ("m", {"more"}),
    ("w", {"thousand"}),
    ("Z", en.ZONES),
    ("O", en.DECADES),
    ("n", en_numbers.UNITS_AND_TEENS),
    ("n", en_numbers.TENS),
    ("V", en.NOW | en.RECENTLY),
    (",", {","}),
    (".", {"."}),
    ("-", {"-", "\u2010", "\u2011", "\u2013"}),
    ("'", {"'", "\u2019", "\u2018"}),
    ("s", {"s"}),
    ("/", {"/"}),
    (":", {":"}),
    ("|", {"\n"}),
):
    for _member in _members:
        _KINDS.setdefault(_member, _letter)


def kind_of(word: str, raw_first: str) -> str:
    """Return the letter for a word's kind."""
    if word[0].isascii() and word[0].isdigit():
        if word.isdigit() and word.isascii():
            if len(word) <= 2 and 1 <= int(word) <= 31:
                return "D"
            if len(word) == 4 and 1000 <= int(word) <= 2199:
                return "Y"
            if len(word) == 2:
                return "N"
            return "0"
        if word[-2:] in ("st", "nd", "rd", "th") and word[:-2].isdigit() and len(word) <= 4:
            return "d"
        return "0"
    if raw_first.isupper():
        if word in en.MONTHS:
            return "M"
        if word in en.WEEKDAYS:
            return "W"
    return _KINDS.get(word, "x")


@dataclass(frozen=True, slots=True)
class Page:
    """What a rule may look at: the words, their kinds, and the day of publication."""

    words: Words
    kinds: str
    published: date | None


@dataclass(slots=True)
class Focus:
    """The time last spoken of, on which "a year earlier" and "that quarter" lean."""

    value: str | None = None
    quarter: str | None = None
    end: int = 0
    leant: bool = False


def word_at(page: Page, found: re.Match[str], group: str) -> str | None:
    """Return the lower-case word at a one-letter group, None where the group took no part."""
    at = found.start(group)
    return page.words.lower[at] if at >= 0 else None


def leaning(page: Page, start: int, end: int) -> int:
    """Return -1 where the words around set this time in the past, 1 in the future, 0 where nothing tells."""
    lower = page.words.lower
    if start and lower[start - 1] == "by" and "had" not in lower[max(0, start - HORIZON) : end + HORIZON]:
        return 1
    steps = ((range(start - 1, max(-1, start - 1 - HORIZON), -1)), (range(end, min(len(lower), end + HORIZON))))
    for direction, indexes in enumerate(steps):
        for at in indexes:
            word = lower[at]
            if word == "\n" or (word == "." and direction == 0 and not abbreviates(page, at)) or word == ";":
                break
            if word == "." and direction == 1 and not abbreviates(page, at):
                break
            if word in en.FUTURE:
                return 1
            # "is to resume Tuesday": an infinitive after a form of to be
            if word == "to" and at and lower[at - 1] in ("is", "are"):
                return 1
            if at and lower[at - 1] == "be":
                # "is to be held": the participle itself says nothing
                continue
            if word in en.PAST or (len(word) > 4 and word.endswith("ed")):
                return -1
    return 0


def abbreviates(page: Page, at: int) -> bool:
    """Say whether the full stop at a word ends an abbreviation rather than a sentence."""
    if not at or at + 1 >= len(page.words) or page.words.ends[at - 1] != page.words.starts[at]:
        return False
    before = page.words.lower[at - 1]
    return (
        (len(before) <= 4 and not page.words.raw(at + 1)[0].isupper()) or page.kinds[at - 1] == "M" or len(before) == 1
    )


def belongs(page: Page, at: int) -> bool:
    """Say whether the full stop that ends a time is part of it ("Nov. in", "p.m.") and no sentence's end."""
    before = page.words.lower[at - 1]
    if page.kinds[at - 1] != "M":
        return len(before) == 1
    after = page.words.raw(at + 1) if at + 1 < len(page.words) else "\n"
    return before not in en.WHOLE_MONTHS and after != "\n" and not after[0].isupper()


def direction(page: Page, found: re.Match[str]) -> int:
    """Return the direction that a modifier or the words around give to a time."""
    groups = found.groupdict()
    for name in ("rel", "rel2"):
        letter = groups.get(name)
        if letter == "L":
            return -1
        if letter == "X":
            return 1
    return leaning(page, found.start(), found.end())
