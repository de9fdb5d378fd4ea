"""Finds the amounts that a report gives, as ranges with their unit.

The ends are what the words say, both included: "at least 60" has no upper end, "up to 20" no lower
one, "hundreds" is 200 or more. "More than 30" is written down as least 30 and "fewer than 20" as
most 20, because reports do not mean the one between. "About 15" is 15 give or take a tenth, and
"nearly 50" from a tenth below 50 up to 50. A plain number is both ends at once.

Years, dates, times of day, ordinals, ages, scores, telephone numbers and numbers that are names
("Chapter 11", "F-16") count nothing and are left out.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from sayso.languages.en import numbers as en
from sayso.model.evidence import Evidence
from sayso.model.ground import Quantity
from sayso.model.parse import Parse
from sayso.model.span import Span
from sayso.stages.ground.figures import HYPHENS, SMALL, Number, figure, number_at
from sayso.stages.ground.words import Words

RULE = "quantities-en/1"

_TENTH_PART = 10
_LONGEST_BOUND = max(map(len, en.BOUNDS))
_NOUN_PHRASE = 7
"""How many words after a number are searched for the noun that it counts."""

_OF_PLACE_TOO = frozenset({"over", "under", "above", "below", "around", "some"})
"""Before a number without a noun these give an age or a place ("voters under 30") as often as an amount."""
_JOINERS = frozenset({"/", ":", "_", "@", "#", "=", "\\", "'", "\u2019"})


def find(words: Words, parse: Parse, taken: Sequence[Span]) -> tuple[Quantity, ...]:
    """Find the amounts in a text, in reading order, outside of the spans taken (times)."""
    pos = {span.start: tag for span, tag in zip(parse.words, parse.pos, strict=False)}
    closed = _closed(words, taken)
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        number = None if closed[at] else number_at(words, at)
        if number is None or any(closed[number.start : number.end]):
            at += 1
            continue
        quantity, at = _quantity(words, pos, number, closed)
        if quantity is not None:
            found.append(quantity)
    return tuple(found)


def _closed(words: Words, taken: Sequence[Span]) -> list[bool]:
    """Say for each word whether it lies in a span that is spoken for."""
    closed = [False] * len(words)
    at = 0
    for span in taken:
        while at < len(words) and words.ends[at] <= span.start:
            at += 1
        while at < len(words) and words.starts[at] < span.end:
            closed[at] = True
            at += 1
    return closed


def _bound(words: Words, start: int) -> tuple[str | None, int]:
    """Return what the words before a number do to it, and where they start."""
    lower = words.lower
    for length in range(min(_LONGEST_BOUND, start), 0, -1):
        kind = en.BOUNDS.get(lower[start - length : start])
        if kind:
            # "up about 15", "down over 3": nothing more to read; "at least about 15": the outer bound rules
            outer, at = _bound(words, start - length) if kind == "about" else (None, start)
            return (outer, at) if outer else (kind, start - length)
    return None, start


def _range_end(words: Words, number: Number, closed: Sequence[bool]) -> tuple[Number | None, bool]:
    """Return the upper number of "40 and 50", "40 to 50", "40-50", and whether "between" or "from" opens it."""
    lower = words.lower
    opener = lower[number.start - 1] if number.start else ""
    at = number.end
    # "40 per cent to 50 per cent": the unit may stand in between
    if at < len(words) and (lower[at] in en.PER_CENT or lower[at : at + 2] == ("per", "cent")):
        at += 2 if lower[at] == "per" else 1
    if at + 1 >= len(words):
        return None, False
    link = lower[at]
    fits = (link == "and" and opener == "between") or link == "to" or (link == "or" and not number.scaled)
    if not fits and link in HYPHENS and words.touching(at) and words.touching(at - 1):
        fits = True
    if not fits or closed[at + 1]:
        return None, False
    upper = number_at(words, at + 1)
    if upper is None or upper.vague:
        return None, False
    return upper, opener in ("between", "from")


def _quantity(
    words: Words, pos: Mapping[int, str], number: Number, closed: Sequence[bool]
) -> tuple[Quantity | None, int]:
    """Make the amount that starts with a number; also return where to read on."""
    lower = words.lower
    if _names_or_joined(words, number):
        return None, _past_figures(words, number.end)
    kind, start = _bound(words, number.start)
    upper, opened = _range_end(words, number, closed)
    low = number.value
    end = number.end
    currency = number.currency
    if upper is not None:
        if upper.scaled and not number.scaled and low < upper.value and low * _size(upper) <= upper.value:
            low *= _size(upper)
        if upper.value <= low or _named_after(words, upper.end):
            upper = None
            if lower[number.end] in HYPHENS:
                # a score or a vote: 3-2, 52-48
                return None, _past_figures(words, number.end)
        else:
            end = upper.end
            currency = currency if currency is not None else upper.currency
            start = number.start - 1 if opened else start
    unit, after = _unit(words, pos, end, number, currency, closed)
    if kind and unit is not None and unit.lower() in en.TIME_NOUNS and lower[start] in ("over", "under", "around"):
        # "over two years" says how long it took
        kind, start = None, number.start
    if unit is None and upper is None and not (number.vague or number.scaled) and lower[start] in _OF_PLACE_TOO:
        return None, end
    hyphened = upper is not None and lower[number.end] in HYPHENS
    if unit is None and not (kind or number.vague or number.scaled or opened or _stands_as_count(words, pos, number)):
        return None, end
    if hyphened and unit is None:
        return None, end
    if after < 0:
        return None, end
    least, most, says = _ends(kind, number, float(low), upper)
    span = Span(words.starts[start], words.ends[after - 1])
    shown = span.of(words.text)
    evidence = Evidence(RULE, f"\u201c{shown}\u201d {says}.", (span,))
    return Quantity(span, least, most, unit, evidence=(evidence,)), after


def _size(number: Number) -> float:
    """Return the power of a thousand that scales a number."""
    return max((by for by in (1e12, 1e9, 1e6, 1e3) if number.value >= by), default=1.0)


def _ends(kind: str | None, number: Number, low: float, upper: Number | None) -> tuple[float | None, float | None, str]:
    """Return both ends of the range and the reason in words."""
    if upper is not None:
        return low, upper.value, "names both ends"
    if number.vague:
        if kind == "most":
            return None, None, "sets an upper end without saying where"
        return low, None, "says at least two of its kind, and no upper end"
    if kind == "least":
        return low, None, "sets a lower end only"
    if kind == "most":
        return None, low, "sets an upper end only"
    if kind == "about":
        return (
            _rounded(low - low / _TENTH_PART, low),
            _rounded(low + low / _TENTH_PART, low),
            "is read as give or take a tenth",
        )
    if kind == "nearly":
        return _rounded(low - low / _TENTH_PART, low), low, "is read as up to a tenth less"
    return low, low, "gives one number"


def _rounded(value: float, like: float) -> float:
    """Round to a whole number where the number itself is whole and large enough."""
    if like == int(like) and like >= 10:
        return float(math.floor(value) if value < like else math.ceil(value))
    return round(value, 6)


def _names_or_joined(words: Words, number: Number) -> bool:
    """Say whether a number is part of a name, a code, an age, a clock time or a telephone number."""
    lower, start, end = words.lower, number.start, number.end
    before = lower[start - 1] if start else "\n"
    after = lower[end] if end < len(words) else "\n"
    if start and words.touching(start - 1):
        if before in _JOINERS or before[0].isalnum() or before == "+":
            return True
        if before in HYPHENS and start > 1 and words.touching(start - 2):
            return True
        if before == "." and start > 1 and words.touching(start - 2) and lower[start - 2][0].isalnum():
            return True
    if before in en.NOT_AMOUNTS_BEFORE or (before == "." and start > 1 and lower[start - 2] in ("no", "nos", "art")):
        return True
    if before == "in" and start > 1 and (lower[start - 2] in SMALL or figure(lower[start - 2]) is not None):
        # "four in ten voters" counts no voters
        return True
    if after == "in" and end + 1 < len(words) and (lower[end + 1] in SMALL or figure(lower[end + 1]) is not None):
        return True
    if end < len(words) and words.touching(end - 1):
        if after in _JOINERS and not (after in ("'", "\u2019") and not (end + 1 < len(words) and words.touching(end))):
            return True
        if after[0].isalnum() and after not in en.PER_CENT:
            return True
        if after in HYPHENS and end + 1 < len(words) and words.touching(end):
            following = lower[end + 1]
            # "two-day", "60-seat" describe; "40-50" is a range, "555-1234" is not
            if figure(following) is None and following not in SMALL and following not in en.CURRENCY_SIGNS:
                return True
    # figures side by side: a telephone number, a table, a score line
    if figure(after) is not None or (before and figure(before) is not None and before != "\n"):
        return figure(lower[start]) is not None
    return before == "(" and end < len(words) and after == ")" and len(lower[start]) == 3


def _named_after(words: Words, end: int) -> bool:
    """Say whether a range goes on as a code or a date does (1-2-3)."""
    return end < len(words) and words.lower[end] in HYPHENS and words.touching(end - 1)


def _past_figures(words: Words, at: int) -> int:
    """Return the first word after a run of figures and marks that belong together."""
    while (
        at < len(words)
        and words.touching(at - 1)
        and (figure(words.lower[at]) is not None or words.lower[at] in HYPHENS or words.lower[at] in _JOINERS)
    ):
        at += 1
    return at


def _is_noun(words: Words, pos: Mapping[int, str], at: int) -> bool:
    """Say whether a word is a noun, by the parse, else by its plural form."""
    word = words.lower[at]
    tag = pos.get(words.starts[at])
    if tag is None:
        return len(word) > 3 and word.endswith("s") and word.isalpha()
    return tag in ("NOUN", "PROPN") and word[0].isalpha()


def _unit(
    words: Words, pos: Mapping[int, str], end: int, number: Number, currency: int | None, closed: Sequence[bool]
) -> tuple[str | None, int]:
    """Return the unit as written and the word after it; the word is -1 for an age, which is no amount."""
    lower = words.lower
    if currency is not None:
        first = currency - 1 if number.currency == currency and number.start < currency else currency
        return words.text[words.starts[first] : words.ends[currency]], end
    if end >= len(words):
        return None, end
    if lower[end] in en.PER_CENT:
        return words.raw(end), end + 1
    if tuple(lower[end : end + 2]) in (("per", "cent"), ("percentage", "points"), ("percentage", "point")):
        return words.text[words.starts[end] : words.ends[end + 1]], end + 2
    if lower[end] in en.CURRENCIES:
        return words.raw(end), end + 1
    if lower[end] in en.ONE_IS_A_PRONOUN_BEFORE and lower[number.start] == "one":
        return None, -1
    at = end
    if lower[at] == "of" and at + 1 < len(words):
        at += 1
        if lower[at] in ("the", "its", "their", "his", "her", "these", "those", "our", "my"):
            at += 1
        elif not number.vague and not number.scaled:
            return None, end
    head = None
    for ahead in range(at, min(at + _NOUN_PHRASE, len(words))):
        if closed[ahead]:
            break
        if _is_noun(words, pos, ahead) and not _hyphen_follows(words, ahead) and not _is_initial(words, ahead):
            head = ahead
            if words.lower[head] in en.TIME_NOUNS:
                # "five years probation" counts the years
                break
        elif head is not None or not _describes(words, pos, ahead):
            break
    if head is None:
        return None, end
    if lower[head] in ("year", "years", "month", "months") and lower[head + 1 : head + 2] == ("old",):
        return None, -1
    return words.raw(head), head + 1


def _is_initial(words: Words, at: int) -> bool:
    """Say whether a word is one of the letters of "U.S."."""
    return words.ends[at] - words.starts[at] == 1 and words.lower[at + 1 : at + 2] == (".",) and words.touching(at)


def _hyphen_follows(words: Words, at: int) -> bool:
    """Say whether a word is the first part of a compound ("law-abiding")."""
    return at + 2 < len(words) and words.lower[at + 1] in HYPHENS and words.touching(at) and words.touching(at + 1)


def _describes(words: Words, pos: Mapping[int, str], at: int) -> bool:
    """Say whether a word may stand between a number and its noun ("60 heavily armed US-trained militants")."""
    word, tag = words.lower[at], pos.get(words.starts[at])
    if word in HYPHENS or word in ("more", "other") or _hyphen_follows(words, at):
        return True
    if _is_initial(words, at) or (word == "." and _is_initial(words, at - 1)):
        return True
    if words.lower[at - 1] in HYPHENS and words.touching(at - 1):
        return True
    if not word[0].isalpha():
        return False
    return tag in ("ADJ", "PROPN", "ADV") or (tag == "VERB" and word.endswith(("ed", "ing")))


def _stands_as_count(words: Words, pos: Mapping[int, str], number: Number) -> bool:
    """Say whether a number without a noun still counts: "killed 12", "12 of the hostages"."""
    lower = words.lower
    if lower[number.start] == "one":
        return False
    if lower[number.end : number.end + 2] in (("of", "the"), ("of", "them"), ("of", "those"), ("of", "whom")):
        return True
    before = number.start - 1
    if before < 0:
        return False
    return pos.get(words.starts[before]) == "VERB" and lower[before].startswith(("kill", "wound", "injur", "arrest"))
