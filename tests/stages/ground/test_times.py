"""Times against the day of publication, as TIMEX3 values."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.stages.ground import dates, times
from sayso.stages.ground.words import cut

PUBLISHED = "2023-02-14"  # a Tuesday


def found(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str]]:
    return [(time.span.of(text), time.value) for time in times.find(cut(text), published)]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        # the ten cases at the edge
        ("The harbour was shut, the mayor said Tuesday.", None, [("Tuesday", "XXXX-WXX-2")]),
        ("The ferry sank on Feb. 29.", None, [("Feb. 29", "XXXX-02-29")]),
        ("The ferry sank on 29 February.", "2023-03-10", [("29 February", "2020-02-29")]),
        ("The clock stopped on 29 February 2023.", PUBLISHED, [("29 February 2023", "2023-02")]),
        ("The mill closed last year.", "2023-01-01", [("last year", "2022")]),
        ("It snowed last month and last week.", "2023-01-01", [("last month", "2022-12"), ("last week", "2022-W51")]),
        ("The council will vote Friday.", PUBLISHED, [("Friday", "2023-02-17")]),
        ("The council voted Friday.", PUBLISHED, [("Friday", "2023-02-10")]),
        ("The tower fell yesterday.", "2024-03-01T00:30:00+13:00", [("yesterday", "2024-02-29")]),
        ("Two cranes fell on 3/4/2021.", PUBLISHED, [("3/4/2021", "2021-XX-XX")]),
    ],
)
def test_the_edges(text: str, published: str | None, expected: list[tuple[str, str]]) -> None:
    assert found(text, published) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on 13 February at the quarry.", [("13 February", "2023-02-13")]),
        ("They met on Monday, Feb. 13, at the quarry.", [("Monday, Feb. 13", "2023-02-13")]),
        ("They met on March 3, 2021, at the quarry.", [("March 3, 2021", "2021-03-03")]),
        ("It opened in August of 2022.", [("August of 2022", "2022-08")]),
        ("It opened last August.", [("last August", "2022-08")]),
        ("It opened on 2021-05-06.", [("2021-05-06", "2021-05-06")]),
        ("It opened in 1984.", [("1984", "1984")]),
        ("It opened in early 1984.", [("early 1984", "1984")]),
        ("It opened in the mid-1990s.", [("the mid-1990s", "199")]),
        ("It opened in the '80s.", [("the '80s", "198")]),
        ("It opened in the nineties.", [("the nineties", "199")]),
        ("It opened in the 19th century.", [("the 19th century", "18XX")]),
        ("Sales fell in the third quarter of 2021.", [("the third quarter of 2021", "2021-Q3")]),
        ("Sales fell in the fourth quarter.", [("the fourth quarter", "2022-Q4")]),
        ("Sales fell in the second half of 2021.", [("the second half of 2021", "2021-H2")]),
        ("It opened in the summer of 2020.", [("the summer of 2020", "2020-SU")]),
        ("It opened last summer.", [("last summer", "2022-SU")]),
        ("It opened last weekend.", [("last weekend", "2023-W06-WE")]),
        ("It opened two weeks ago.", [("two weeks ago", "2023-W05")]),
        ("It opened five years ago.", [("five years ago", "2018")]),
        ("It rang Monday morning.", [("Monday morning", "2023-02-13TMO")]),
        ("It rang at 5:30 p.m. Monday.", [("5:30 p.m. Monday", "2023-02-13T17:30")]),
        ("It rang this evening.", [("this evening", "2023-02-14TEV")]),
        ("It is now shut.", [("now", "PRESENT_REF")]),
        ("It opened in nineteen ninety-six.", [("nineteen ninety-six", "1996")]),
        ("It opened in 2016. That year the bridge fell.", [("2016", "2016"), ("That year", "2016")]),
        (
            "Shut in May 2016. The following month it rained.",
            [("May 2016", "2016-05"), ("The following month", "2016-06")],
        ),
        ("It is to be held on May 16.", [("May 16", "2023-05-16")]),
        ("It ends in the year two thousand six.", [("the year two thousand six", "2006")]),
        ("It ran to the end of the month.", [("the end of the month", "2023-02")]),
        ("It will open next March.", [("next March", "2023-03")]),
        ("The deadline is by the end of next year.", [("the end of next year", "2024")]),
    ],
)
def test_the_notation(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march on.",
        "Theresa May spoke.",
        "About 2000 people came.",
        "It cost $2010.",
        "He is in his 40s.",
        "Room 1984 was empty.",
        "The roof could fall in.",
        "They waited for two years.",
        "The Sun sat on it.",
        "Ring 555-1990.",
        "A 2000 year old wall.",
        "Every now and then it rang.",
        "It shuts at weekends, not on the weekends.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert found(text) == []


def test_without_a_publication_date_nothing_is_guessed() -> None:
    text = "Yesterday, last year, this week, the third quarter, in March, on 3 April and next summer."
    assert [value for _, value in found(text, None)] == [
        "XXXX-XX-XX", "XXXX", "XXXX-WXX", "XXXX-Q3", "XXXX-03", "XXXX-04-03", "XXXX-SU",
    ]  # fmt: skip


@pytest.mark.parametrize("published", ["", "soon", "2023-13-40", "2023", "\x00", "9999-12-31", "0001-01-01"])
def test_odd_publication_dates_break_nothing(published: str) -> None:
    text = "Yesterday, tomorrow, last year, next decade, last Friday, next Friday, 900 years ago, last spring."
    assert found(text, published)


def test_no_time_runs_over_a_line_break() -> None:
    assert found("It was shut in March\n2021 people came") == [("March", "2022-03")]


def test_each_time_says_why() -> None:
    (time,) = times.find(cut("It fell yesterday."), PUBLISHED)
    assert time.evidence[0].rule.startswith("times-en/")
    assert PUBLISHED in time.evidence[0].says
    assert time.evidence[0].spans == (time.span,)


WORDS = (
    "last next this the a of in on early mid - , . ' s May March Feb. Monday Sun 29 31 1984 2020 3rd first quarter "
    "year years week weekend month day ago earlier later century half end fiscal now recent fall summer nineteen "
    "ninety today tonight morning p . m 5 : 30 / \n \u00a0 \u200b \u200f 1980s '80s"
)
PIECES = st.sampled_from(WORDS.split(" "))


@given(st.lists(PIECES, max_size=40).map(" ".join) | st.text(), st.none() | st.dates().map(date.isoformat))
def test_spans_are_exact_ordered_and_disjoint(text: str, published: str | None) -> None:
    spans = [time.span for time in times.find(cut(text), published)]
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.end <= two.start for one, two in pairwise(spans))


@given(st.dates(), st.integers(1, 7), st.sampled_from([-1, 1]))
def test_the_nearest_weekday(day: date, weekday: int, toward: int) -> None:
    try:
        near = dates.weekday_near(day, weekday, toward)
    except OverflowError:
        return
    assert near.isoweekday() == weekday
    assert 0 <= (near - day).days * toward < 7


@pytest.mark.parametrize(
    "piece", ["the ", "early ", "2020-", "nineteen ", "5:", "last year ", "'", "mid-", "1,", "May ", "a"]
)
def test_a_long_line_comes_to_an_end(piece: str) -> None:
    assert isinstance(times.find(cut(piece * 100_000), PUBLISHED), tuple)


def test_a_time_of_day_takes_its_day_only_from_its_own_line() -> None:
    assert found("It rang on 3 May 2021 at 5 p.m. and fell.")[1] == ("5 p.m.", "2021-05-03T17:00")
    assert found("It rang on 3 May 2021.\n5 p.m. was late.")[1] == ("5 p.m.", "XXXX-XX-XXT17:00")


def test_a_full_stop_belongs_to_an_abbreviation_only() -> None:
    assert found("It rang in March. Then it fell.") == [("March", "2022-03")]
    assert found("It rang in Nov. and fell.") == [("Nov.", "2022-11")]
