"""Values of times that name their own day, month, year, decade or century."""

from __future__ import annotations

import re
from datetime import date

from sayso.languages.en import numbers as en_numbers
from sayso.languages.en import times as en
from sayso.stages.ground import dates
from sayso.stages.ground.page import Focus, Page, direction, word_at

_TAKEN_FOR_GRANTED = 120
"""How many days ahead a bare date may lie."""


def full_date_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the day of "Monday, Feb. 13", "13 February 2023"; without a year, the fitting one."""
    month = en.MONTHS[word_at(page, found, "month") or ""]
    number = int(re.sub(r"\D", "", word_at(page, found, "day") or "") or 0)
    year_word = word_at(page, found, "year")
    if not 1 <= number <= 31:
        return None
    if not dates.day_exists(int(year_word) if year_word else None, month, number):
        # 29 February 2023, 31 April: no such day, so no more than the month can be said.
        return f"{year_word}-{month:02}" if year_word else None
    if year_word:
        return f"{year_word}-{month:02}-{number:02}"
    year = _year_of_day(page, found, month, number)
    return f"{year}-{month:02}-{number:02}"


def _year_of_day(page: Page, found: re.Match[str], month: int, number: int) -> str:
    """Return the year of a day and month: open without a publication date, else the fitting nearest one."""
    day = page.published
    if day is None:
        return "XXXX"
    around = [
        date(year, month, number)
        for year in range(max(1, day.year - 4), min(9999, day.year + 4) + 1)
        if dates.day_exists(year, month, number)
    ]
    toward = direction(page, found)
    weekday_word = found.groupdict().get("weekday") and word_at(page, found, "weekday")
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


def numeric_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the day of "2023-02-13", "13/02/2023"; month and day stay open where either may be which."""
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


def month_year_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the month of "August of 2022", "May nineteen ninety-six"."""
    month = en.MONTHS[word_at(page, found, "month") or ""]
    year = word_at(page, found, "year")
    if year is None:
        year = _spelled_year(page, found.start("spelled"), found.end("spelled"))
    return f"{year}-{month:02}" if year else None


def month_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the month of "March", "last August": of the year that the words around and the publication date set."""
    word = word_at(page, found, "month") or ""
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
    toward = direction(page, found)
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


_COUNTED_AFTER = frozenset(
    {"year", "years", "%", "percent", "per", "people", "feet", "miles", "dollars", "points", "shares", "men"}
)


def year_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the year of "1984", "early 1984"; None where the number counts or names something."""
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


def _counts(page: Page, at: int) -> bool:
    """Say whether the number at a word is followed by a plural, as a count is."""
    after = page.words.lower[at + 1] if at + 1 < len(page.words) else "\n"
    return len(after) > 3 and after.endswith("s") and after[0].isalpha() and page.words.raw(at + 1)[0].islower()


def _spelled_year(page: Page, start: int, end: int) -> str | None:
    """Return the year that "nineteen ninety-six" or "two thousand six" spells."""
    lower = [word for word in page.words.lower[start:end] if word not in ("-", "and")]
    small = {**en_numbers.UNITS_AND_TEENS, **en_numbers.TENS}
    if len(lower) >= 2 and lower[0] in ("nineteen", "twenty", "eighteen") and lower[1] in small:
        low = small[lower[1]]
        if len(lower) > 2 and low >= 20:
            low += small.get(lower[2], 0)
        return str(small[lower[0]] * 100 + low) if low >= 10 else None
    if len(lower) >= 2 and lower[1] == "thousand" and small.get(lower[0]) in (1, 2):
        return str(1000 * small[lower[0]] + sum(small.get(word, 0) for word in lower[2:]))
    return None


def year_spelled_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the year of "nineteen ninety-six"."""
    return _spelled_year(page, found.start("spelled"), found.end("spelled"))


def decade_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the decade of "the 1990s", "the '80s", "the nineties"."""
    year = word_at(page, found, "year")
    if year is not None:
        return year[:3] if year.endswith("0") and page.words.touching(found.end() - 2) else None
    short = word_at(page, found, "short")
    if short is not None:
        if not (short.endswith("0") and len(short) == 2 and page.words.touching(found.end() - 2)):
            return None
        # "in his 40s" and "temperatures in the 40s" are no decades: an apostrophe, or "the" and no "in", tells.
        if "'" not in page.kinds[found.start() : found.end() - 1] or short[0] in "01":
            return None
        tens = int(short[0])
    else:
        tens = en.DECADES[word_at(page, found, "decade") or ""]
    century = _century_of_decade(tens, page.published)
    return f"{century}{tens}"


def _century_of_decade(tens: int, published: date | None) -> str:
    """Return the century of "the '80s": the latest one whose decade has begun; open where no date tells."""
    if published is None:
        return "XX"
    century = published.year // 100
    return f"{century if century * 100 + tens * 10 <= published.year else century - 1:02}"


def century_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the century of "the 19th century"."""
    word = word_at(page, found, "which") or ""
    number = en.ORDINALS.get(word) or int(re.sub(r"\D", "", word) or 0)
    return f"{number - 1:02}XX" if 1 <= number <= 30 else None
