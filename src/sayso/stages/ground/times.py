"""Finds the times that a report speaks of and sets them against its day of publication (TIMEX3 values).

Each word is turned into one letter for its kind (M month, W weekday, Y year, …); the grammar is a
table of regular expressions over these letters, so that it runs in linear time and reads like a
list. What is found is resolved in reading order, because "a year earlier" and "that quarter"
lean on the time before them. Lengths of time ("for two years") are no points in time: left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from sayso.languages.en import numbers as en_numbers
from sayso.languages.en import times as en
from sayso.model.evidence import Evidence
from sayso.model.ground import Time
from sayso.model.span import Span
from sayso.stages.ground import dates
from sayso.stages.ground.words import Words

RULE = "times-en/1"

_TAKEN_FOR_GRANTED = 120
"""How many days ahead a bare date may lie."""

_HORIZON = 14
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


def _kind(word: str, raw_first: str) -> str:
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
class _Page:
    """What a rule may look at: the words, their kinds, and the day of publication."""

    words: Words
    kinds: str
    published: date | None


@dataclass(slots=True)
class _Focus:
    """The time last spoken of, on which "a year earlier" and "that quarter" lean."""

    value: str | None = None
    quarter: str | None = None
    end: int = 0
    leant: bool = False


@dataclass(frozen=True, slots=True)
class _Found:
    """One match of the grammar: word range, and the function that tells its value."""

    start: int
    end: int
    match: re.Match[str]
    resolve: Callable[[re.Match[str], _Page, _Focus], str | None]


def _word(page: _Page, found: re.Match[str], group: str) -> str | None:
    """Return the lower-case word at a one-letter group, None where the group took no part."""
    at = found.start(group)
    return page.words.lower[at] if at >= 0 else None


def _leaning(page: _Page, start: int, end: int) -> int:
    """Return -1 where the words around set this time in the past, 1 in the future, 0 where nothing tells."""
    lower = page.words.lower
    steps = ((range(start - 1, max(-1, start - 1 - _HORIZON), -1)), (range(end, min(len(lower), end + _HORIZON))))
    for direction, indexes in enumerate(steps):
        for at in indexes:
            word = lower[at]
            if word == "\n" or (word == "." and direction == 0 and not _abbreviates(page, at)) or word == ";":
                break
            if word == "." and direction == 1 and not _abbreviates(page, at):
                break
            if word in en.FUTURE:
                return 1
            # "is to resume Tuesday": an infinitive after a form of to be
            if word == "to" and at and lower[at - 1] in ("is", "are"):
                return 1
            if word in en.PAST or (len(word) > 4 and word.endswith("ed")):
                return -1
    return 0


def _abbreviates(page: _Page, at: int) -> bool:
    """Say whether the full stop at a word ends an abbreviation rather than a sentence."""
    if not at or at + 1 >= len(page.words) or page.words.ends[at - 1] != page.words.starts[at]:
        return False
    before = page.words.lower[at - 1]
    return (
        (len(before) <= 4 and not page.words.raw(at + 1)[0].isupper()) or page.kinds[at - 1] == "M" or len(before) == 1
    )


def _belongs(page: _Page, at: int) -> bool:
    """Say whether the full stop that ends a time is part of it ("Nov. in", "p.m.") and no sentence's end."""
    before = page.words.lower[at - 1]
    if page.kinds[at - 1] != "M":
        return len(before) == 1
    after = page.words.raw(at + 1) if at + 1 < len(page.words) else "\n"
    return before not in en.WHOLE_MONTHS and after != "\n" and not after[0].isupper()


def _toward(page: _Page, found: re.Match[str]) -> int:
    """Return the direction that a modifier or the words around give to a time."""
    groups = found.groupdict()
    for name in ("rel", "rel2"):
        letter = groups.get(name)
        if letter == "L":
            return -1
        if letter == "X":
            return 1
    return _leaning(page, found.start(), found.end())


# --- what each rule's match is worth ---------------------------------------------------------


def _full_date(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    month = en.MONTHS[_word(page, found, "month") or ""]
    number = int(re.sub(r"\D", "", _word(page, found, "day") or "") or 0)
    year_word = _word(page, found, "year")
    if not 1 <= number <= 31:
        return None
    if not dates.day_exists(int(year_word) if year_word else None, month, number):
        # 29 February 2023, 31 April: no such day, so no more than the month can be said.
        return f"{year_word}-{month:02}" if year_word else None
    if year_word:
        return f"{year_word}-{month:02}-{number:02}"
    year = _year_of_day(page, found, month, number)
    return f"{year}-{month:02}-{number:02}"


def _year_of_day(page: _Page, found: re.Match[str], month: int, number: int) -> str:
    """Return the year of a day and month: open without a publication date, else the fitting nearest one."""
    day = page.published
    if day is None:
        return "XXXX"
    around = [
        date(year, month, number)
        for year in range(max(1, day.year - 4), min(9999, day.year + 4) + 1)
        if dates.day_exists(year, month, number)
    ]
    toward = _toward(page, found)
    weekday_word = found.groupdict().get("weekday") and _word(page, found, "weekday")
    if weekday_word:
        # A weekday beside the date picks among the years.
        around = [one for one in around if one.isoweekday() == en.WEEKDAYS[weekday_word]] or around
    if not around:
        return "XXXX"
    past = [one for one in around if one <= day]
    future = [one for one in around if one >= day]
    if toward < 0 and past:
        # "said", "fell" may govern another clause: a day a few weeks ahead is likelier than one a year back.
        if future and (day - past[-1]).days > 300 and (future[0] - day).days <= 45:
            return f"{future[0].year:04}"
        return f"{past[-1].year:04}"
    if toward > 0 and future:
        if past and (future[0] - day).days > 300 and (day - past[-1]).days <= 62:
            return f"{past[-1].year:04}"
        return f"{future[0].year:04}"
    nearest = min(around, key=lambda one: abs((one - day).days))
    # Without a word for the future, news looks back: a day many months ahead is not taken for granted.
    return f"{(past[-1] if past and (nearest - day).days > _TAKEN_FOR_GRANTED else nearest).year:04}"


def _numeric(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    words = page.words
    if not all(words.touching(at) for at in range(found.start(), found.end() - 1)):
        return None
    numbers = [int(words.lower[at]) for at in range(found.start(), found.end(), 2)]
    if len(str(numbers[0])) == 4:
        year, month, number = numbers
    elif numbers[0] > 12 and numbers[1] <= 12:
        number, month, year = numbers
    elif numbers[1] > 12 or numbers[0] == numbers[1]:
        month, number, year = numbers
    else:
        # 3/4/2023 is March in one country and April in another.
        return f"{numbers[2]}-XX-XX"
    return f"{year}-{month:02}-{number:02}" if month <= 12 and dates.day_exists(year, month, number) else None


def _month_year(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    month = en.MONTHS[_word(page, found, "month") or ""]
    year = _word(page, found, "year")
    if year is None:
        year = _spelled_year(page, found.start("spelled"), found.end("spelled"))
    return f"{year}-{month:02}" if year else None


def _month(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    word = _word(page, found, "month") or ""
    at = found.start("month")
    lower = page.words.lower
    bare = at == found.start()
    before = lower[at - 1] if at else "\n"
    if word in en.MONTHS_THAT_ARE_WORDS and bare and before not in en.PREPOSITIONS:
        return None
    after_is_name = (
        found.end() < len(lower)
        and page.words.raw(found.end())[0].isupper()
        and page.kinds[found.end()] == "x"
        and page.words.lower[found.end() - 1] != "."
    )
    before_is_name = bare and at > 0 and page.words.raw(at - 1)[0].isupper() and before not in en.PREPOSITIONS
    if word in en.MONTHS_THAT_ARE_WORDS and (after_is_name or before_is_name):
        return None
    month = en.MONTHS[word]
    if page.published is None:
        return f"XXXX-{month:02}"
    day = page.published
    rel = found.group("rel")
    toward = _toward(page, found)
    if rel == "L" and month == day.month:
        return f"{dates.year_value(day.year - 1)}-{month:02}"
    if rel == "T":
        return f"{day.year:04}-{month:02}"
    ahead = (month - day.month) % 12
    if toward > 0 and (rel == "X" or ahead <= 9):
        year = day.year + (month < day.month or (rel == "X" and month == day.month))
    elif toward < 0 or rel == "L" or ahead > 2:
        year = day.year - (month > day.month)
    else:
        year = day.year + (month < day.month)
        # Without any word for the future, a month ahead is not taken for granted.
        if toward == 0 and ahead > 1:
            year -= 1
    return f"{dates.year_value(year)}-{month:02}"


_COUNTED_AFTER = frozenset({"%", "percent", "per", "people", "feet", "miles", "dollars", "points", "shares", "men"})


def _year(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    at = found.start("year")
    lower, words = page.words.lower, page.words
    year = lower[at]
    before = lower[at - 1] if at else "\n"
    after = lower[at + 1] if at + 1 < len(lower) else "\n"
    joined = bool(at) and words.touching(at - 1)
    if before in en_numbers.NOT_AMOUNTS_BEFORE and before != "world":
        return None
    if before in en_numbers.CURRENCY_SIGNS or before in ("#", "+") or after in _COUNTED_AFTER:
        return None
    if joined and (page.kinds[at - 1] not in "'-x" or before in (".", "/", ":", "_", "@")):
        return None
    if joined and page.kinds[at - 1] == "-" and at > 1 and page.kinds[at - 2] not in "Ye":
        return None
    if words.touching(at) and after not in ",.-);'\u2019\u2013\u2014\"”:!?]":
        return None
    if words.touching(at) and after == "-" and at + 2 < len(lower) and page.kinds[at + 2] not in "YDNx":
        return None
    placed = before in en.PREPOSITIONS or at > found.start() or before in ("year", "fiscal", "(")
    if int(year) < 1900 or int(year) > 2099:
        sure = before in ("in", "since", "until", "by", "of", "from") or (before in ("year", "(") and int(year) > 1400)
        return year if sure and not _counts(page, at) else None
    if before in ("about", "some", "nearly", "than", "almost", "over", "least", "roughly", "approximately"):
        return None
    return year if placed or not _counts(page, at) else None


def _counts(page: _Page, at: int) -> bool:
    """Say whether the number at a word is followed by a plural, as a count is."""
    after = page.words.lower[at + 1] if at + 1 < len(page.words) else "\n"
    return len(after) > 3 and after.endswith("s") and after[0].isalpha() and page.words.raw(at + 1)[0].islower()


def _spelled_year(page: _Page, start: int, end: int) -> str | None:
    """Return the year that "nineteen ninety-six" or "two thousand six" spells."""
    lower = [word for word in page.words.lower[start:end] if word not in ("-", "and")]
    small = {**en_numbers.UNITS_AND_TEENS, **en_numbers.TENS}
    if len(lower) >= 2 and lower[0] in ("nineteen", "twenty", "eighteen") and lower[1] in small:
        low = small[lower[1]]
        if len(lower) > 2 and low >= 20:
            low += small.get(lower[2], 0)
        return str(small[lower[0]] * 100 + low) if low >= 10 else None
    return None


def _year_spelled(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    return _spelled_year(page, found.start("spelled"), found.end("spelled"))


def _decade(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    year = _word(page, found, "year")
    if year is not None:
        return year[:3] if year.endswith("0") and page.words.touching(found.end() - 2) else None
    short = _word(page, found, "short")
    if short is not None:
        if not (short.endswith("0") and len(short) == 2 and page.words.touching(found.end() - 2)):
            return None
        # "in his 40s" and "temperatures in the 40s" are no decades: an apostrophe, or "the" and no "in", tells.
        if "'" not in page.kinds[found.start() : found.end() - 1] or short[0] in "01":
            return None
        tens = int(short[0])
    else:
        tens = en.DECADES[_word(page, found, "decade") or ""]
    century = _century_of_decade(tens, page.published)
    return f"{century}{tens}"


def _century_of_decade(tens: int, published: date | None) -> str:
    """Return the century of "the '80s": the latest one whose decade has begun; open where no date tells."""
    if published is None:
        return "XX"
    century = published.year // 100
    return f"{century if century * 100 + tens * 10 <= published.year else century - 1:02}"


def _century(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    word = _word(page, found, "which") or ""
    number = en.ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    return f"{number - 1:02}XX" if 1 <= number <= 30 else None


def _anchored_year(page: _Page, found: re.Match[str], focus: _Focus) -> int | None:
    """Return the year that a quarter, half or season names itself ("of 1989", "last year's")."""
    groups = found.groupdict()
    for name in ("year", "year2"):
        if groups.get(name):
            return int(_word(page, found, name) or 0)
    if groups.get("yearrel") and page.published:
        return page.published.year + {"L": -1, "T": 0, "X": 1}[groups["yearrel"]]
    return None


def _quarter(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    number = en.ORDINALS.get(_word(page, found, "which") or "", 0)
    if not 1 <= number <= 4:
        return None
    year = _anchored_year(page, found, focus)
    ago = found.groupdict().get("yearago")
    if year is None:
        if page.published is None:
            return f"XXXX-Q{number}"
        year, now = dates.quarter_of(page.published)
        toward = 1 if _leaning(page, found.start(), found.end()) > 0 else -1
        year -= number > now and toward < 0
        year += number < now and toward > 0 and now - number > 1
        year -= 1 if ago else 0
    value = f"{dates.year_value(year)}-Q{number}"
    return value


def _quarter_itself(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    """Return the quarter of "this quarter", "the quarter", "the 1988 quarter", "last year's quarter"."""
    groups = found.groupdict()
    rel = groups.get("rel")
    if found.end() - found.start() == 1:
        return None
    year = _anchored_year(page, found, focus)
    in_focus = focus.quarter or (_reported_quarter(page.published) if page.published else None)
    if year is not None:
        return f"{year:04}-{in_focus[5:]}" if in_focus else f"{year:04}-QX"
    if groups.get("yearago"):
        return (dates.years_from(in_focus, -1) if in_focus else None) or "XXXX-QX"
    if rel in ("T", "L", "X"):
        at = found.start("rel")
        word = page.words.lower[at]
        if (
            word in ("previous", "following")
            and focus.quarter
            and focus.quarter[:4].isdigit()
            and focus.quarter[6:].isdigit()
        ):
            return dates.moved_quarter(int(focus.quarter[:4]), int(focus.quarter[6:]), -1 if rel == "L" else 1)
        return dates.moved(page.published, "quarter", {"T": 0, "L": -1, "X": 1}[rel])
    if rel == "l":
        return _reported_quarter(page.published) if page.published else "XXXX-QX"
    focus.leant = focus.quarter is not None
    return in_focus or "XXXX-QX"


def _reported_quarter(day: date) -> str:
    """Return the quarter last ended: what results published on a day are about."""
    return dates.moved_quarter(*dates.quarter_of(day), -1)


def _year_ago_period(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    """Return "a year earlier", "the year-ago period": the time last spoken of, a year back."""
    if found.groupdict().get("ago") == "G" and page.published and (focus.value is None or "Q" not in focus.value):
        return dates.year_value(page.published.year - 1)
    toward = 1 if found.groupdict().get("ago") == "F" else -1
    base = focus.quarter if focus.value and "Q" in focus.value else focus.value
    if base is None and page.published is not None:
        base = f"{page.published.year:04}" if toward < 0 else None
    if base is None:
        return "XXXX"
    focus.leant = focus.value is not None
    return dates.years_from(base, toward) or "XXXX"


def _relative_unit(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    """Return "last week", "this year", "next month", "the following day", "that year"."""
    if (_word(page, found, "unit") or "").endswith("s"):
        return None
    if page.words.lower[found.end() : found.end() + 1] == ("of",):
        # "the last year of his term" is no year of the calendar
        return None
    unit = en.UNITS[_word(page, found, "unit") or ""]
    rel = found.group("rel")
    word = page.words.lower[found.start("rel")]
    if rel == "H":
        focus.leant = True
        if word == "same" and unit in ("day", "weekend"):
            return focus.value if focus.value and len(focus.value) == 10 else None
        return _grain(focus.value, unit)
    if word in ("following", "previous") and focus.value:
        base = _day_in(focus.value, unit)
        focus.leant = True
        return dates.moved(base, unit, 1 if word == "following" else -1) if base else dates.OPEN[unit]
    if unit == "day":
        return None
    by = {"T": 0, "L": -1, "X": 1}[rel]
    if unit == "weekend" and page.published and rel == "L" and page.published.isoweekday() >= 6:
        by = -1
    return dates.moved(page.published, unit, by)


def _grain(value: str | None, unit: str) -> str | None:
    """Return the year, month or quarter within which a value lies ("that year")."""
    if not value or not value[:4].isdigit():
        return None
    if unit == "year":
        return value[:4]
    if unit == "month" and len(value) >= 7 and value[5:7].isdigit():
        return value[:7]
    if unit == "day" and len(value) == 10 and value[5:7].isdigit():
        return value
    if unit == "decade":
        return value[:3]
    if unit == "week" and len(value) == 10 and value[5:7].isdigit():
        return dates.week_value(date.fromisoformat(value))
    return value if unit == "week" and len(value) == 8 and value[5] == "W" else None


def _day_in(value: str, unit: str) -> date | None:
    """Return a day by which to count from a value at a unit's grain; None where it is too coarse or open."""
    parts = value.split("T")[0]
    try:
        if unit == "year":
            return date(int(parts[:4]), 1, 1)
        if unit == "month" and len(parts) in (7, 10):
            return date.fromisoformat((parts + "-01")[:10])
        return date.fromisoformat(parts) if len(parts) in (8, 10) else None
    except ValueError:
        return None


def _ago(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    word = _word(page, found, "count") or ""
    number = {"a": 1, "an": 1}.get(word) or en_numbers.UNITS_AND_TEENS.get(word) or en_numbers.TENS.get(word)
    if number is None:
        number = int(word) if word.isdigit() else None
    unit = en.UNITS[_word(page, found, "unit") or ""]
    if number is None or number > 5000:
        return None
    value = dates.moved(page.published, unit, -number)
    return value


def _recent_units(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    """Return "recent years", "past weeks": some time back."""
    plural = page.words.lower[found.end() - 1].endswith("s")
    before = page.words.lower[found.start() - 1] if found.start() else "\n"
    return "PAST_REF" if plural and before != "the" else None


def _vague(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    return "PRESENT_REF" if page.words.lower[found.end() - 1] in en.NOW else "PAST_REF"


def _with_part(value: str, found: re.Match[str], page: _Page) -> str:
    """Add a part of the day to a day's value: 2023-02-14TEV."""
    part = found.groupdict().get("part") and _word(page, found, "part")
    return value + en.PARTS_OF_DAY[part] if part else value


def _day_word(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    word = _word(page, found, "which") or ""
    value = dates.moved(page.published, "day", en.DAY_WORDS[word])
    return value + "TNI" if word == "tonight" else _with_part(value, found, page)


def _this_part(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    """Return "this morning", "last night"."""
    by = -1 if found.group("rel") == "L" else 0
    part = _word(page, found, "part") or ""
    if (by and part != "night") or part in ("noon", "midnight"):
        return None
    return dates.moved(page.published, "day", by) + en.PARTS_OF_DAY[part]


def _weekday(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    word = _word(page, found, "weekday") or ""
    if word in en.SHORT_WEEKDAYS:
        return None
    weekday = en.WEEKDAYS[word]
    day = page.published
    if day is None:
        return _with_part(f"XXXX-WXX-{weekday}", found, page)
    rel = found.group("rel")
    named = page.words.lower[found.start("rel")] if rel else None
    if named in ("previous", "following") and focus.value:
        base = _day_in(focus.value, "day") or day
        focus.leant = True
        step = -1 if named == "previous" else 1
        return _with_part(dates.weekday_near(base + timedelta(days=step), weekday, step).isoformat(), found, page)
    toward = 1 if _toward(page, found) > 0 else -1
    base = day
    if rel == "L" or rel == "X":
        base = day + timedelta(days=toward)
    try:
        return _with_part(dates.weekday_near(base, weekday, toward).isoformat(), found, page)
    except OverflowError:
        return f"XXXX-WXX-{weekday}"


def _season(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    code = en.SEASONS[_word(page, found, "season") or ""]
    year = _anchored_year(page, found, focus)
    before = page.words.lower[found.start() - 1] if found.start() else "\n"
    if year is None and found.end() - found.start() == 1 and before not in ("in", "during", "since", "by", "until"):
        # "could fall through", "spring up": without such a word it may be a verb.
        return None
    if year is None:
        day = page.published
        if day is None:
            return f"XXXX-{code}"
        rel = found.groupdict().get("rel")
        # The month in which each season has begun; winter belongs to the year in which it starts.
        begins = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[code]
        year = day.year - (day.month < begins)
        if rel == "L" and day.month >= begins and day.month < begins + 3:
            year -= 1
        toward = _leaning(page, found.start(), found.end()) if rel in (None, "t") else 0
        if (rel == "X" or toward > 0) or (rel == "T" and code != "WI" and year < day.year):
            year += 1
    return f"{dates.year_value(year)}-{code}"


def _half(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    which = _word(page, found, "which") or ""
    number = {"first": 1, "second": 2, "last": 2, "latter": 2}.get(which)
    if number is None:
        return None
    year = _anchored_year(page, found, focus)
    if year is None:
        if page.published is None:
            return f"XXXX-H{number}"
        year = page.published.year
        if number == 2 and page.published.month < 7 and _leaning(page, found.start(), found.end()) < 0:
            year -= 1
    return f"{dates.year_value(year)}-H{number}"


def _year_end(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    year = _anchored_year(page, found, focus)
    if year is not None:
        return f"{year:04}"
    return dates.moved(page.published, "year", 0)


def _fiscal(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    if found.group("year"):
        return _word(page, found, "year")
    rel = found.group("rel")
    return dates.moved(page.published, "year", {"L": -1, "X": 1, "l": -1}.get(rel or "", 0))


def _weekend(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    day = page.published
    if day is None:
        return dates.OPEN["weekend"]
    future = _leaning(page, found.start(), found.end()) > 0
    by = 0 if future or day.isoweekday() >= 6 else -1
    return dates.moved(day, "weekend", by)


def _clock(found: re.Match[str], page: _Page, focus: _Focus) -> str | None:
    hour = int(_word(page, found, "hour") or 0)
    minute_word = _word(page, found, "minute")
    minute = int(minute_word) if minute_word else 0
    half = page.words.lower[found.start("half")]
    if not 1 <= hour <= 12 or minute > 59 or half not in ("a", "p", "am", "pm"):
        return None
    hour = hour % 12 + (12 if half.startswith("p") else 0)
    day = page.published
    weekday = _word(page, found, "weekday")
    if weekday and weekday not in en.SHORT_WEEKDAYS:
        toward = 1 if _leaning(page, found.start(), found.end()) > 0 else -1
        nearest = dates.weekday_near(day, en.WEEKDAYS[weekday], toward).isoformat() if day else None
        value = nearest or f"XXXX-WXX-{en.WEEKDAYS[weekday]}"
    elif _word(page, found, "dayword"):
        value = dates.moved(day, "day", en.DAY_WORDS[_word(page, found, "dayword") or ""])
    else:
        near = found.start() - focus.end <= _HORIZON and "|" not in page.kinds[focus.end : found.start()]
        named = near and focus.value is not None and re.fullmatch(r"[\dX]{4}-\d\d-\d\d", focus.value)
        value = str(focus.value) if named else dates.OPEN["day"]
    return f"{value}T{hour:02}:{minute:02}"


# --- the grammar -----------------------------------------------------------------------------
# Letters are the kinds above; spaces are for reading. Every repetition is bounded.

_BOUND = r"(?:t?Bf)?"
_MOD = r"(?:[eEF]-?f?)?"
_OF_YEAR = r"(?:,? [fi]? (?:k)? (?P<year>Y) | f (?P<yearrel>[LTX])u)?"
_GRAMMAR: tuple[tuple[str, Callable[[re.Match[str], _Page, _Focus], str | None]], ...] = (
    (r"(?:(?P<weekday>W)\.?,?)? (?:P,?)? t? (?P<month>M)\.? (?P<day>[Dd]) (?![:/]) (?:,? (?P<year>Y))?", _full_date),
    (r"(?:(?P<weekday>W)\.?,?)? t? (?P<day>[Dd]) f? (?P<month>M)\.? (?:,? (?P<year>Y))?", _full_date),
    (r"Y-D-D | D/D/Y | D-D-Y | D\.D\.Y", _numeric),
    (rf"{_BOUND} {_MOD} t? (?P<month>M)\.? (?:,|f)? (?:(?P<year>Y)|(?P<spelled>nn(?:-?n)?))", _month_year),
    (rf"{_BOUND} {_MOD} (?P<rel>[LXT])? (?P<month>M)\.?", _month),
    (rf"{_BOUND} {_MOD} (?:t?u(?=Y))? (?P<year>Y)(?!s)", _year),
    (r"(?P<spelled>nn(?:-?n)?)", _year_spelled),
    (rf"{_BOUND} t? {_MOD} (?: (?P<year>Y)'?s | '?(?P<short>[DN0])'?s | (?P<decade>O) )", _decade),
    (r"t? (?:[eEF]-?)? (?P<which>[do])-?c", _century),
    (rf"{_BOUND} (?P<yearrel>[LTX])u's (?:k)? (?P<which>o)-?q", _quarter),
    (rf"{_BOUND} t? (?P<year2>Y) ('s)? (?:k)?-? (?P<which>o)-?q", _quarter),
    (rf"{_BOUND} (?:t(?!(?:k-?)?o-q))? K? (?P<yearago>u-?[GE])? (?:k-?)? (?P<which>o)-?q {_OF_YEAR}", _quarter),
    (r"(?P<yearrel>[LT])u's q | t (?P<year>Y) q", _quarter_itself),
    (r"t? K? (?P<yearago>u-?[GE]) q", _quarter_itself),
    (r"tq (?P<yearago>au[GE])", _quarter_itself),
    (rf"{_MOD} t? (?P<rel>[TLXHl])? (?:k-?)? q", _quarter_itself),
    (r"au (?P<ago>[GEF])", _year_ago_period),
    (r"(?:t(?=u-?[GE]z))? u-?(?P<ago>[GE]) z?", _year_ago_period),
    (r"t K [zq] (?P<ago>L)u", _year_ago_period),
    (rf"{_BOUND} (?:[eEF]-?)? (?:t? (?P<rel>[LXTH])(?P<unit>[ub]))", _relative_unit),
    (r"(?P<count>[anDN0]) (?P<unit>u) G", _ago),
    (r"[rL]u (?:xu)?", _recent_units),
    (r"m?V", _vague),
    (r"(?:e-?)? (?P<which>R) (?P<part>P)?", _day_word),
    (r"(?:[eEF])? (?P<rel>[TL])(?P<part>P)", _this_part),
    (r"(?:e)? t? (?P<rel>[LXT])? (?P<weekday>W) (?P<part>P)?", _weekday),
    (rf"{_BOUND} (?:e-?)? t? (?P<rel>[LTX])? (?P<season>S) {_OF_YEAR}", _season),
    (rf"{_BOUND} t? (?:x(?=-?h))? (?P<which>[oL])-?h (?:f (?:(?P<year>Y)|(?P<yearrel>[LTX])u|tu))", _half),
    (r"u-?B | u'sB | tBftu", _year_end),
    (r"t? (?: k (?:u)? (?P<year>Y) | (?P<rel>[LXTl]) ku)", _fiscal),
    (r"tb", _weekend),
    (r"(?P<hour>D) (?::(?P<minute>[DN0]))? (?P<half>[ax]) (?:\.x\.?)? (?:[xi]?(?P<weekday>W)|(?P<dayword>R))?", _clock),
)

_RULES = tuple((re.compile(pattern.replace(" ", "")), resolve) for pattern, resolve in _GRAMMAR)


def find(words: Words, published: str | None) -> tuple[Time, ...]:
    """Find the times in a text, in reading order and without overlap, set against the day of publication."""
    kinds = "".join(map(_kind, words.lower, (words.text[start] for start in words.starts)))
    page = _Page(words, kinds, dates.day_of(published))
    found = [
        _Found(match.start(), match.end(), match, resolve)
        for pattern, resolve in _RULES
        for match in pattern.finditer(kinds)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    focus = _Focus()
    times: list[Time] = []
    reached = 0
    for one in found:
        if one.start < reached:
            continue
        focus.leant = False
        try:
            value = one.resolve(one.match, page, focus)
        except OverflowError:
            # a day outside the years 1 to 9999, which only a broken publication date leads to
            value = None
        if value is None:
            continue
        end = one.end
        while words.lower[end - 1] in (",", "-") or (words.lower[end - 1] == "." and not _belongs(page, end - 1)):
            end -= 1
        span = Span(words.starts[one.start], words.ends[end - 1])
        times.append(Time(span, value, evidence=(_why(span, value, page, focus),)))
        reached = one.end
        if one.resolve is not _year_ago_period and not value.endswith("REF"):
            _remember(focus, one, value, page)
    return tuple(times)


def _remember(focus: _Focus, one: _Found, value: str, page: _Page) -> None:
    """Let later times lean on this one, unless it only tells when the period in focus ended."""
    closes = one.start > 0 and page.words.lower[one.start - 1] in ("ended", "ending")
    if closes and focus.value is not None and "Q" in focus.value:
        return
    if one.match.groupdict().get("yearago"):
        return
    focus.value, focus.end = value, one.end
    if "Q" in value:
        focus.quarter = value


def _why(span: Span, value: str, page: _Page, focus: _Focus) -> Evidence:
    """Say in one sentence how a time came by its value."""
    words = span.of(page.words.text)
    if value.endswith("_REF"):
        says = f"\u201c{words}\u201d names no date."
    elif focus.leant:
        says = f"\u201c{words}\u201d leans on the time named before it."
    elif value[:4].isdigit() and value[:4] in words:
        says = f"\u201c{words}\u201d gives its own year."
    elif page.published is None:
        says = f"\u201c{words}\u201d is left open: the report has no day of publication to set it against."
    else:
        says = f"\u201c{words}\u201d is set against the day of publication, {page.published.isoformat()}."
    return Evidence(RULE, says, (span,))
