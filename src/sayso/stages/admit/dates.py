"""Publication dates as pages and files write them, to ISO 8601; never guessed, None where unclear."""

from __future__ import annotations

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

# The first newspapers are younger than this, and no honest page is dated later: systems that have
# no date write year 1 or year 9999.
_FIRST_YEAR, _LAST_YEAR = 1600, 2200
_LONGEST = 80

_MONTHS = {
    name: number
    for number, names in enumerate(
        ("jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july",
         "aug august", "sep sept september", "oct october", "nov november", "dec december"), start=1)
    for name in names.split()
}  # fmt: skip
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?[.,]?\s+)?"
_CLOCK = (
    r"(?:,?\s+(?:at\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2}))?\s*(?P<half>[ap]\.?m\.?)?)?"
    r"(?:\s*(?P<zone>(?:GMT|UTC)?[+-]\d{2}:?\d{2}|GMT|UTC|Z))?(?:\s*\([^()]*\))?"
)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[ -](?P<month>[a-z]{{3,9}})\.?,?[ -](?P<year>\d{{4}}){_CLOCK}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}(?P<month>[a-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}}){_CLOCK}",
    re.IGNORECASE,
)


def iso_date(stated: str) -> str | None:
    """Return a stated date as ``2023-02-14``, or with its time where it has a zone, or None.

    A time without a zone could mean any hour of two days, so only its date is kept. Forms that
    nations read differently (03/04/2023) are not read at all.
    """
    words = " ".join(stated.split())
    if not words or len(words) > _LONGEST:
        return None
    return _from_iso(words) or _from_words(words) or _from_mail(words)


def _checked(moment: datetime, *, timed: bool) -> str | None:
    if not _FIRST_YEAR <= moment.year <= _LAST_YEAR:
        return None
    if not timed or moment.tzinfo is None:
        return moment.date().isoformat()
    return moment.replace(microsecond=0).isoformat()


def _from_iso(words: str) -> str | None:
    try:
        day = date.fromisoformat(words)
    except ValueError:
        pass
    else:
        return _checked(datetime(day.year, day.month, day.day), timed=False)
    # "2019-11-20 3:15:00 -0800" and "2019-11-19T13:16+0000" are near enough to ISO 8601 to be plain
    near = re.fullmatch(
        r"(\d{4}-\d{2}-\d{2})(?:T|\s)\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(Z|[+-]\d{2}:?\d{2})?",
        words,
        re.IGNORECASE,
    )
    if near is None:
        return None
    day_part, hour, minute, second, zone = near.groups()
    try:
        moment = datetime.fromisoformat(f"{day_part}T{int(hour):02}:{minute}:{second or '00'}{(zone or '').upper()}")
    except ValueError:
        return None
    return _checked(moment, timed=True)


def _from_words(words: str) -> str | None:
    found = _DAY_FIRST.fullmatch(words) or _MONTH_FIRST.fullmatch(words)
    month = _MONTHS.get(found["month"].lower()) if found else None
    if found is None or month is None:
        return None
    hour, half = int(found["hour"] or 0), (found["half"] or "").lower()[:1]
    if half and not 1 <= hour <= 12:
        return None
    hour = hour % 12 + (12 if half == "p" else 0) if half else hour
    zone = re.sub(r"GMT|UTC|Z", "", found["zone"] or "", flags=re.IGNORECASE) or ("+00:00" if found["zone"] else "")
    try:
        moment = datetime.fromisoformat(
            f"{found['year']}-{month:02}-{int(found['day']):02}"
            f"T{hour:02}:{found['minute'] or '00'}:{found['second'] or '00'}{zone}"
        )
    except ValueError:
        return None
    return _checked(moment, timed=found["hour"] is not None)


def _from_mail(words: str) -> str | None:
    # "Mon, 18 Nov 2019 16:07:38 -0600" and the form that JavaScript prints, "Tue Nov 19 2019 03:05:46 GMT+0000"
    printed = re.fullmatch(
        r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{2}) (\d{4}) (\d{2}:\d{2}:\d{2}) GMT([+-]\d{4})(?: \([^()]*\))?", words
    )
    if printed:
        month, day, year, clock, zone = printed.groups()
        words = f"{day} {month} {year} {clock} {zone}"
    elif not re.fullmatch(r"(?:[A-Z][a-z]{2}, )?\d{1,2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}(?::\d{2})? \S+", words):
        return None
    try:
        return _checked(parsedate_to_datetime(words), timed=True)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
