"""The measure of dates, on invented reports."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.times import is_date, score

TEXT = "On Tuesday the port closed for three days; it opened in 1998."
REPORT: dict[str, Any] = {
    "text": TEXT,
    "published": "1999-03-03",
    "times": [
        {"span": [3, 10], "type": "DATE", "value": "1999-03-02"},
        {"span": [31, 41], "type": "DURATION", "value": "P3D"},
        {"span": [56, 60], "type": "DATE", "value": "1998"},
    ],
}


def test_all_found() -> None:
    scores = score([REPORT], lambda *_: [((3, 10), "1999-03-02"), ((56, 61), "1998")])
    assert scores.span_and_value.f1 == scores.value.f1 == scores.span.f1 == 100


def test_a_wider_span_keeps_its_value() -> None:
    scores = score([REPORT], lambda *_: [((0, 10), "1999-03-02"), ((56, 60), "1999")])
    assert (scores.span_and_value.f1, scores.value.f1, scores.span.f1) == (0, 50, 50)


def test_durations_cost_nothing() -> None:
    found = [((3, 10), "1999-03-02"), ((31, 41), "1999-03-06"), ((31, 41), "P3D"), ((56, 60), "1998")]
    assert score([REPORT], lambda *_: found).span_and_value.p == 100


def test_reports_without_a_plain_date_are_left_out() -> None:
    assert score([REPORT | {"published": "1999-03-03T10:00:00"}], lambda *_: []).reports == 0


@pytest.mark.parametrize(
    "value", ["1998-02-27", "1998", "XXXX-02-13", "1998-W08", "1998-Q1", "199", "PRESENT_REF", "1998-SU"]
)
def test_dates(value: str) -> None:
    assert is_date(value)


@pytest.mark.parametrize("value", ["P3D", "PT2H", "1998-02-27T10:00", "1998-02-27TMO", "T10:00", ""])
def test_other_than_dates(value: str) -> None:
    assert not is_date(value)
