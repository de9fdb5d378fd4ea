"""Reads the numbers of a text: in figures, in words, with scales ("half a million"), and bare plurals ("hundreds")."""

from __future__ import annotations

import math
from dataclasses import dataclass

from sayso.languages.en import numbers as en
from sayso.stages.ground.words import Words

SMALL = {**en.UNITS_AND_TEENS, **en.TENS}
HYPHENS = frozenset({"-", "\u2010", "\u2011", "\u2013"})


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written: word range, value, and whether it is a bare plural ("hundreds")."""

    start: int
    end: int
    value: float
    vague: bool = False
    currency: int | None = None
    scaled: bool = False


def figure(word: str) -> float | None:
    """Return the value of a number in figures, None for anything else."""
    if not ("0" <= word[0] <= "9"):
        return None
    try:
        value = float(word.replace(",", ""))
    except ValueError:
        return None
    return value if math.isfinite(value) and len(word) < 25 else None


def _scale(words: Words, at: int) -> float | None:
    """Return what "thousand", "million", … multiplies by; also "m" and "bn" joined to figures."""
    if at >= len(words):
        return None
    word = words.lower[at]
    if word in ("m", "bn", "k", "tn") and at and words.touching(at - 1):
        return {"k": 1e3, "m": 1e6, "bn": 1e9, "tn": 1e12}[word]
    return en.SCALES.get(word)


def number_at(words: Words, at: int) -> Number | None:
    """Read the number that starts at a word: figures, words, "a dozen", "tens of thousands"."""
    lower = words.lower
    start, currency = at, None
    if lower[at] in en.CURRENCY_SIGNS or _is_code(words, at):
        currency, at = at, at + 1
        if at >= len(words):
            return None
        if start and lower[start - 1] in en.CURRENCY_PREFIXES and words.touching(start - 1):
            start -= 1
    word = lower[at]
    follows = lower[at + 1] if at + 1 < len(words) else ""
    if word in en.VAGUE or (word == "tens" and follows == "of"):
        return _plural(words, start, at, currency)
    if word in ("a", "half", "several", "few") and follows:
        return _article(words, start, at)
    value = figure(word)
    if value is not None:
        end = at + 1
    else:
        if word not in SMALL:
            return None
        value, end = _spelled(words, at)
    scaled = False
    while (by := _scale(words, end)) is not None and end - at < 12:
        value, end, scaled = value * by, end + 1, True
        if by < 1000 and end < len(words):
            # "two hundred and fifty", "three hundred twelve"
            more = end + 1 if lower[end] == "and" and end + 1 < len(words) else end
            if lower[more] in SMALL:
                low, end = _spelled(words, more)
                value += low
    return Number(start, end, value, False, currency, scaled)


def _is_code(words: Words, at: int) -> bool:
    """Say whether a word is a currency's code before figures: "USD 20"."""
    return words.lower[at] in en.CURRENCY_CODES and at + 1 < len(words) and figure(words.lower[at + 1]) is not None


def _spelled(words: Words, at: int) -> tuple[float, int]:
    """Read "seven", "twenty" or "twenty-five"."""
    lower = words.lower
    value, end = float(SMALL[lower[at]]), at + 1
    if lower[at] in en.TENS and end + 1 < len(words) and lower[end] in HYPHENS and words.touching(at):
        low = en.UNITS_AND_TEENS.get(lower[end + 1], 0)
        if 0 < low < 10:
            return value + low, end + 2
    return value, end


def _plural(words: Words, start: int, at: int, currency: int | None) -> Number | None:
    """Read "hundreds", "tens of thousands", "hundreds of millions"."""
    lower = words.lower
    value = float(en.VAGUE.get(lower[at], 20))
    end = at + 1
    if end + 1 < len(words) and lower[end] == "of" and lower[end + 1] in en.VAGUE:
        by = en.VAGUE[lower[end + 1]] / 2
        return Number(start, end + 2, value * by, True, currency)
    if lower[at] == "tens" or (lower[at] == "scores" and (end >= len(words) or lower[end] != "of")):
        return None
    return Number(start, end, value, True, currency)


def _article(words: Words, start: int, at: int) -> Number | None:
    """Read "a dozen", "a hundred", "half a million", "several hundred", "a few thousand"."""
    lower = words.lower
    first = lower[at]
    ahead = at + 1
    if first == "half":
        if lower[ahead] == "a" and ahead + 1 < len(words):
            ahead += 1
        by = _scale(words, ahead)
        return Number(start, ahead + 1, by / 2, False, None, True) if by else None
    if first == "a" and lower[ahead] == "few" and ahead + 1 < len(words):
        first, ahead = "few", ahead + 1
    by = en.SCALES.get(lower[ahead])
    if by is None:
        return None
    if first == "a":
        if ahead + 1 < len(words) and _scale(words, ahead + 1):
            return Number(start, ahead + 2, by * en.SCALES.get(lower[ahead + 1], 1), False, None, True)
        return Number(start, ahead + 1, by, False, None, True)
    return Number(start, ahead + 1, by * 2, True, None, True)
