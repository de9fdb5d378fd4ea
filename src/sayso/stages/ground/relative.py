"""Values of times that lean on the day of publication or on the time named before them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from sayso.languages.en import numbers as en_numbers
from sayso.languages.en import times as en
from sayso.stages.ground import dates
from sayso.stages.ground.named import full_date_value
from sayso.stages.ground.page import HORIZON, Focus, Page, direction, leaning, word_at


def anchored_year(page: Page, found: re.Match[str], focus: Focus) -> int | None:
    """Return the year that a quarter, half or season names itself ("of 1989", "last year's")."""
    groups = found.groupdict()
    for name in ("year", "year2"):
        if groups.get(name):
            return int(word_at(page, found, name) or 0)
    if groups.get("yearrel") and page.published:
        return page.published.year + {"L": -1, "T": 0, "X": 1}[groups["yearrel"]]
    return None


def quarter_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the quarter of "the third quarter of 1989", "last year's third quarter", "third-quarter"."""
    number = en.ORDINALS.get(word_at(page, found, "which") or "", 0)
    if not 1 <= number <= 4:
        return None
    year = anchored_year(page, found, focus)
    ago = found.groupdict().get("yearago")
    if year is None:
        if page.published is None:
            return f"XXXX-Q{number}"
        year, now = dates.quarter_of(page.published)
        toward = 1 if leaning(page, found.start(), found.end()) > 0 else -1
        year -= number > now and toward < 0
        year += number < now and toward > 0 and now - number > 1
        year -= 1 if ago else 0
    value = f"{dates.year_value(year)}-Q{number}"
    return value


def quarter_itself_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the quarter of "this quarter", "the quarter", "the 1988 quarter", "last year's quarter"."""
    groups = found.groupdict()
    rel = groups.get("rel")
    if found.end() - found.start() == 1:
        return None
    year = anchored_year(page, found, focus)
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


def year_ago_period_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
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


def relative_unit_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return "last week", "this year", "next month", "the following day", "that year"."""
    if (word_at(page, found, "unit") or "").endswith("s"):
        return None
    if page.words.lower[found.end() : found.end() + 1] == ("of",):
        # "the last year of his term" is no year of the calendar
        return None
    unit = en.UNITS[word_at(page, found, "unit") or ""]
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


def ago_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the time of "five years ago", at its unit's own grain."""
    word = word_at(page, found, "count") or ""
    number = {"a": 1, "an": 1}.get(word) or en_numbers.UNITS_AND_TEENS.get(word) or en_numbers.TENS.get(word)
    if number is None:
        number = int(word) if word.isdigit() else None
    unit = en.UNITS[word_at(page, found, "unit") or ""]
    if number is None or number > 5000:
        return None
    value = dates.moved(page.published, unit, -number)
    return value


def recent_units_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return "recent years", "past weeks": some time back."""
    plural = page.words.lower[found.end() - 1].endswith("s")
    before = page.words.lower[found.start() - 1] if found.start() else "\n"
    return "PAST_REF" if plural and before != "the" else None


def vague_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the present or the past for "now" and "recently"."""
    if page.words.lower[found.end() : found.end() + 2] in (("and", "again"), ("and", "then")):
        return None
    return "PRESENT_REF" if page.words.lower[found.end() - 1] in en.NOW else "PAST_REF"


def _with_part(value: str, found: re.Match[str], page: Page) -> str:
    """Add a part of the day to a day's value: 2023-02-14TEV."""
    part = found.groupdict().get("part") and word_at(page, found, "part")
    return value + en.PARTS_OF_DAY[part] if part else value


def day_word_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the day of "today", "yesterday evening", "tonight"."""
    word = word_at(page, found, "which") or ""
    value = dates.moved(page.published, "day", en.DAY_WORDS[word])
    return value + "TNI" if word == "tonight" else _with_part(value, found, page)


def this_part_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return "this morning", "last night"."""
    by = -1 if found.group("rel") == "L" else 0
    part = word_at(page, found, "part") or ""
    if (by and part != "night") or part in ("noon", "midnight"):
        return None
    return dates.moved(page.published, "day", by) + en.PARTS_OF_DAY[part]


def weekday_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the day of "Tuesday", "next Friday": in news the last such day, unless a word looks ahead."""
    word = word_at(page, found, "weekday") or ""
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
    toward = 1 if direction(page, found) > 0 else -1
    base = day
    if rel == "L" or rel == "X":
        base = day + timedelta(days=toward)
    try:
        return _with_part(dates.weekday_near(base, weekday, toward).isoformat(), found, page)
    except OverflowError:
        return f"XXXX-WXX-{weekday}"


def season_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the season of "last summer", "the winter of 1998"."""
    code = en.SEASONS[word_at(page, found, "season") or ""]
    year = anchored_year(page, found, focus)
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
        toward = leaning(page, found.start(), found.end()) if rel in (None, "t") else 0
        if (rel == "X" or toward > 0) or (rel == "T" and code != "WI" and year < day.year):
            year += 1
    return f"{dates.year_value(year)}-{code}"


def half_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the half of "the second half of 1989"."""
    which = word_at(page, found, "which") or ""
    number = {"first": 1, "second": 2, "last": 2, "latter": 2}.get(which)
    if number is None:
        return None
    year = anchored_year(page, found, focus)
    if year is None:
        if page.published is None:
            return f"XXXX-H{number}"
        year = page.published.year
        if number == 2 and page.published.month < 7 and leaning(page, found.start(), found.end()) < 0:
            year -= 1
    return f"{dates.year_value(year)}-H{number}"


def year_end_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the time of "year-end", "the end of the year", "the end of the month"."""
    unit = en.UNITS[word_at(page, found, "unit") or ""]
    if unit != "year":
        return dates.moved(page.published, unit, 0) if unit in ("month", "week", "decade") else None
    year = anchored_year(page, found, focus)
    if year is not None:
        return f"{year:04}"
    return dates.moved(page.published, "year", 0)


def fiscal_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the year of "fiscal 1989", "the last fiscal year"."""
    if found.group("year"):
        return word_at(page, found, "year")
    rel = found.group("rel")
    return dates.moved(page.published, "year", {"L": -1, "X": 1, "l": -1}.get(rel or "", 0))


def weekend_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the weekend of "the weekend": the last one, or the coming one where a word looks ahead."""
    if page.words.lower[found.end() - 1].endswith("s"):
        return None
    day = page.published
    if day is None:
        return dates.OPEN["weekend"]
    future = leaning(page, found.start(), found.end()) > 0
    by = 0 if future or day.isoweekday() >= 6 else -1
    return dates.moved(day, "weekend", by)


def clock_value(found: re.Match[str], page: Page, focus: Focus) -> str | None:
    """Return the time of "5:30 p.m. Friday", "5 p.m. EST Nov. 9"; its day stays open where none is named near it."""
    hour = int(word_at(page, found, "hour") or 0)
    minute_word = word_at(page, found, "minute")
    minute = int(minute_word) if minute_word else 0
    half = page.words.lower[found.start("half")]
    if not 1 <= hour <= 12 or minute > 59 or half not in ("a", "p", "am", "pm"):
        return None
    at = found.start("half")
    if half in ("a", "p") and page.words.lower[at + 1 : at + 3] != (".", "m"):
        # "3 a day"
        return None
    hour = hour % 12 + (12 if half.startswith("p") else 0)
    day = page.published
    weekday = word_at(page, found, "weekday2")
    if word_at(page, found, "month"):
        value = full_date_value(found, page, focus) or dates.OPEN["day"]
    elif weekday and weekday not in en.SHORT_WEEKDAYS:
        toward = 1 if leaning(page, found.start(), found.end()) > 0 else -1
        nearest = dates.weekday_near(day, en.WEEKDAYS[weekday], toward).isoformat() if day else None
        value = nearest or f"XXXX-WXX-{en.WEEKDAYS[weekday]}"
    elif word_at(page, found, "dayword"):
        value = dates.moved(day, "day", en.DAY_WORDS[word_at(page, found, "dayword") or ""])
    else:
        near = found.start() - focus.end <= HORIZON and "|" not in page.kinds[focus.end : found.start()]
        named = near and focus.value is not None and re.fullmatch(r"[\dX]{4}-\d\d-\d\d", focus.value)
        value = str(focus.value) if named else dates.OPEN["day"]
    return f"{value}T{hour:02}:{minute:02}"
