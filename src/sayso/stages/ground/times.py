"""Finds the times that a report speaks of and sets them against its day of publication (TIMEX3 values).

Each word is turned into one letter for its kind (M month, W weekday, Y year, …); the grammar is a
table of regular expressions over these letters, so that it runs in linear time and reads like a
list. What is found is resolved in reading order, because "a year earlier" and "that quarter"
lean on the time before them. Lengths of time ("for two years") are no points in time: left out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from sayso.model.evidence import Evidence
from sayso.model.ground import Time
from sayso.model.span import Span
from sayso.stages.ground import dates
from sayso.stages.ground.named import (
    century_value,
    decade_value,
    full_date_value,
    month_value,
    month_year_value,
    numeric_value,
    year_spelled_value,
    year_value,
)
from sayso.stages.ground.page import Focus, Page, belongs, kind_of
from sayso.stages.ground.relative import (
    ago_value,
    clock_value,
    day_word_value,
    fiscal_value,
    half_value,
    quarter_itself_value,
    quarter_value,
    recent_units_value,
    relative_unit_value,
    season_value,
    this_part_value,
    vague_value,
    weekday_value,
    weekend_value,
    year_ago_period_value,
    year_end_value,
)
from sayso.stages.ground.words import Words

RULE = "times-en/1"


@dataclass(frozen=True, slots=True)
class _Found:
    """One match of the grammar: word range, and the function that tells its value."""

    start: int
    end: int
    match: re.Match[str]
    resolve: Callable[[re.Match[str], Page, Focus], str | None]


# --- the grammar -----------------------------------------------------------------------------
# Letters are the kinds above; spaces are for reading. Every repetition is bounded.

_BOUND = r"(?:t?Bf)?"
_MOD = r"(?:[eEF]-?f?)?"
_OF_YEAR = r"(?:,? [fi]? (?:k)? (?P<year>Y) | f (?P<yearrel>[LTX])u)?"
_GRAMMAR: tuple[tuple[str, Callable[[re.Match[str], Page, Focus], str | None]], ...] = (
    (
        r"(?:(?P<weekday>W)\.?,?)? (?:P,?)? t? (?P<month>M)\.? (?P<day>[Dd]) (?![:/]) (?:,? (?P<year>Y))?",
        full_date_value,
    ),
    (r"(?:(?P<weekday>W)\.?,?)? t? (?P<day>[Dd]) f? (?P<month>M) (?!\.?D) \.? (?:,? (?P<year>Y))?", full_date_value),
    (r"Y-D-D | D/D/Y | D-D-Y | D\.D\.Y", numeric_value),
    (rf"{_BOUND} {_MOD} t? (?P<month>M)\.? (?:,|f)? (?:(?P<year>Y)|(?P<spelled>nn(?:-?n)?))", month_year_value),
    (rf"{_BOUND} {_MOD} (?P<rel>[LXT])? (?P<month>M)\.?", month_value),
    (rf"{_BOUND} {_MOD} (?:t?u(?=Y))? (?P<year>Y)(?!s)", year_value),
    (r"(?P<spelled>nn(?:-?n)?)", year_spelled_value),
    (r"tu(?P<spelled>nw(?:n(?:-?n)?)?)", year_spelled_value),
    (rf"{_BOUND} t? {_MOD} (?: (?P<year>Y)'?s | '?(?P<short>[DN0])'?s | (?P<decade>O) )", decade_value),
    (r"t? (?:[eEF]-?)? (?P<which>[do])-?c", century_value),
    (rf"{_BOUND} (?P<yearrel>[LTX])u's (?:k)? (?P<which>o)-?q", quarter_value),
    (rf"{_BOUND} t? (?P<year2>Y) ('s)? (?:k)?-? (?P<which>o)-?q", quarter_value),
    (rf"{_BOUND} (?:t(?!(?:k-?)?o-q))? K? (?P<yearago>u-?[GE])? (?:k-?)? (?P<which>o)-?q {_OF_YEAR}", quarter_value),
    (r"(?P<yearrel>[LT])u's q | t (?P<year>Y) q", quarter_itself_value),
    (r"t? K? (?P<yearago>u-?[GE]) q", quarter_itself_value),
    (r"tq (?P<yearago>au[GE])", quarter_itself_value),
    (rf"{_MOD} t? (?P<rel>[TLXHl])? (?:k-?)? q", quarter_itself_value),
    (r"au (?P<ago>[GEF])", year_ago_period_value),
    (r"t? u-?(?P<ago>[GE]) z | u-(?P<ago2>[GE])", year_ago_period_value),
    (r"t K [zq] (?P<ago>L)u", year_ago_period_value),
    (rf"{_BOUND} (?:[eEF]-?)? (?:t? (?P<rel>[LXTH])(?P<unit>[ub]))", relative_unit_value),
    (r"(?P<count>[anDN0]) (?P<unit>u) G", ago_value),
    (r"[rL]u (?:xu)?", recent_units_value),
    (r"m?V", vague_value),
    (r"(?:e-?)? (?P<which>R) (?P<part>P)?", day_word_value),
    (r"(?:[eEF])? (?P<rel>[TL])(?P<part>P)", this_part_value),
    (r"(?:e)? t? (?P<rel>[LXT])? (?P<weekday>W) (?P<part>P)?", weekday_value),
    (rf"{_BOUND} (?:e-?)? t? (?P<rel>[LTX])? (?P<season>S) {_OF_YEAR}", season_value),
    (rf"{_BOUND} t? (?:x(?=-?h))? (?P<which>[oL])-?h (?:f (?:(?P<year>Y)|(?P<yearrel>[LTX])u|tu))", half_value),
    (r"(?P<unit>u)(?:-|'s)?B", year_end_value),
    (r"tBft(?P<unit>u)", year_end_value),
    (r"t? (?: k (?:u)? (?P<year>Y) | (?P<rel>[LXTl]) ku)", fiscal_value),
    (r"tb", weekend_value),
    (
        r"(?P<hour>D) (?::(?P<minute>[DN0]))? (?P<half>[ax]) (?:\.x\.?)? Z?,? "
        r"(?: [xi]? (?:(?P<weekday>W),?)? (?:(?P<month>M)\.?(?P<day>D)(?:,?(?P<year>Y))?) | [xi]?(?P<weekday2>W) "
        r"| (?P<dayword>R) )?",
        clock_value,
    ),
    (r"(?P<part>P) (?P<rel>[LXT])? (?P<weekday>W)", weekday_value),
    (r"(?:e-?)? (?P<part>P) (?P<which>R)", day_word_value),
)

_RULES = tuple((re.compile(pattern.replace(" ", "")), resolve) for pattern, resolve in _GRAMMAR)


def find(words: Words, published: str | None) -> tuple[Time, ...]:
    """Find the times in a text, in reading order and without overlap, set against the day of publication."""
    kinds = "".join(map(kind_of, words.lower, (words.text[start] for start in words.starts)))
    page = Page(words, kinds, dates.day_of(published))
    found = [
        _Found(match.start(), match.end(), match, resolve)
        for pattern, resolve in _RULES
        for match in pattern.finditer(kinds)
    ]
    found.sort(key=lambda one: (one.start, -one.end))
    focus = Focus()
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
        while words.lower[end - 1] in (",", "-") or (words.lower[end - 1] == "." and not belongs(page, end - 1)):
            end -= 1
        span = Span(words.starts[one.start], words.ends[end - 1])
        times.append(Time(span, value, evidence=(_why(span, value, page, focus),)))
        reached = one.end
        if one.resolve is not year_ago_period_value and not value.endswith("REF"):
            _remember(focus, one, value, page)
    return tuple(times)


def _remember(focus: Focus, one: _Found, value: str, page: Page) -> None:
    """Let later times lean on this one, unless it only tells when the period in focus ended."""
    closes = one.start > 0 and page.words.lower[one.start - 1] in ("ended", "ending")
    if closes and focus.value is not None and "Q" in focus.value:
        return
    if one.match.groupdict().get("yearago"):
        return
    focus.value, focus.end = value, one.end
    if "Q" in value:
        focus.quarter = value


def _why(span: Span, value: str, page: Page, focus: Focus) -> Evidence:
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
