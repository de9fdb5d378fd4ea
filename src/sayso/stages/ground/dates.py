"""Calendar arithmetic on TIMEX3 values: days, weeks, months, quarters, years, and what is left open."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

OPEN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "weekend": "XXXX-WXX-WE", "month": "XXXX-XX", "quarter": "XXXX-QX",
        "year": "XXXX", "decade": "XXX"}  # fmt: skip
"""What a time of each size is where nothing says which one it is."""

_YEAR = re.compile(r"(\d{4})(.*)")
_LAST_YEAR, _FIRST_YEAR = 9999, 1


def day_of(published: str | None) -> date | None:
    """Return the day of an ISO 8601 date or date-time, as its own zone has it; None where it names no day."""
    if not published:
        return None
    for form in (published.strip(), published.strip()[:10]):
        try:
            return datetime.fromisoformat(form).date()
        except ValueError:
            continue
    return None


def week_value(day: date) -> str:
    """Return the ISO week of a day: 2023-W07."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def day_exists(year: int | None, month: int, number: int) -> bool:
    """Say whether a month has such a day; with an unknown year, 29 February exists."""
    try:
        date(year if year else 2000, month, number)
    except ValueError:
        return False
    return True


def moved_month(year: int, month: int, by: int) -> str:
    """Return the month so many months away: 2022-12."""
    index = year * 12 + month - 1 + by
    return year_value(index // 12) + f"-{index % 12 + 1:02}"


def year_value(year: int) -> str:
    """Return a year's value, open where it leaves the four-digit calendar."""
    return f"{year:04}" if _FIRST_YEAR <= year <= _LAST_YEAR else OPEN["year"]


def quarter_of(day: date) -> tuple[int, int]:
    """Return the year and the number of the quarter in which a day lies."""
    return day.year, (day.month + 2) // 3


def moved_quarter(year: int, quarter: int, by: int) -> str:
    """Return the quarter so many quarters away: 1989-Q3."""
    index = year * 4 + quarter - 1 + by
    return f"{year_value(index // 4)}-Q{index % 4 + 1}"


def moved(day: date | None, unit: str, by: int) -> str:
    """Return the unit of time that lies so many units away from a day, at that unit's own grain."""
    if day is None:
        return OPEN[unit]
    try:
        if unit == "day":
            return (day + timedelta(days=by)).isoformat()
        if unit == "week":
            return week_value(day + timedelta(weeks=by))
        if unit == "weekend":
            return week_value(day + timedelta(weeks=by)) + "-WE"
    except OverflowError:
        return OPEN[unit]
    if unit == "month":
        return moved_month(day.year, day.month, by)
    if unit == "quarter":
        return moved_quarter(*quarter_of(day), by)
    if unit == "decade":
        year = day.year + 10 * by
        return f"{year // 10:03}" if _FIRST_YEAR <= year <= _LAST_YEAR else OPEN["decade"]
    return year_value(day.year + by)


def years_from(value: str, by: int) -> str | None:
    """Return a value moved by whole years, grain kept; None where its year is open."""
    found = _YEAR.fullmatch(value)
    if found is None:
        return None
    moved_to = year_value(int(found.group(1)) + by) + found.group(2)
    # 29 February has no like in most years: the month is all that can be said.
    return moved_to[:7] if moved_to.endswith("-02-29") and not day_exists(int(found.group(1)) + by, 2, 29) else moved_to


def weekday_near(day: date, weekday: int, toward: int) -> date:
    """Return the nearest such weekday (1 Monday … 7 Sunday) at or before (-1), or at or after (1) a day."""
    away = (weekday - day.isoweekday()) % 7
    if toward < 0 and away:
        away -= 7
    return day + timedelta(days=away)
