"""The referee of times: what it calls right, and the floor under the stage's figures."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from benchmarks.corpora import lines
from benchmarks.times import Dated, halves, is_date, same, tally
from sayso.model.parse import Parse
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.stages.ground import ground

FLOOR = 70.0
"""Span and value, strict, on the half that was not looked at."""


def test_a_day_is_right_within_the_annotated_time() -> None:
    assert same(date(2023, 2, 13), "2023-02-13")
    assert same(date(2023, 2, 13), "2023-02")
    assert same(date(2023, 2, 13), "2023-Q1")
    assert same(date(2023, 2, 13), "2023-W07")
    assert not same(date(2023, 2, 13), "2022")
    assert not same("2023", "2023-02")


def test_spans_and_values_are_counted_apart() -> None:
    gold = [{"span": [3, 7], "type": "DATE", "value": "1984"}, {"span": [10, 14], "type": "DURATION", "value": "P2Y"}]
    report = {"id": "r", "published": "2023-02-14", "text": "In 1984, 2 yrs", "times": gold}
    wider = tally([report], lambda text, published: [Dated(0, 7, "1984")])
    assert (wider.gold, wider.predicted, wider.strict, wider.overlap) == (1, 1, 0, 1)
    twice = tally([report], lambda text, published: [Dated(3, 5, "1984"), Dated(3, 7, "1984")])
    assert (twice.strict, twice.overlap) == (1, 1)
    other = tally([report], lambda text, published: [Dated(3, 7, "1985")])
    assert (other.strict, other.overlap, other.rate(0).f1) == (0, 0, 0.0)


def test_durations_and_times_of_day_are_of_another_type() -> None:
    assert is_date("1998-02-27") and is_date("1998-W08") and is_date("PAST_REF") and is_date("XXXX-02-13")
    assert not any(is_date(value) for value in ("P3D", "PT2H", "PXY", "1998-02-27T10:00", "1998-02-27TMO"))


def with_the_stage_alone(text: str, published: str) -> list[Dated]:
    read = ground(Reading(Report("r", text, published=published)), Parse((), (), (), ()))
    return [Dated(*time.span, time.value) for time in read.times]


def test_the_stage_stays_above_its_floor(shared: Path) -> None:
    held_out = halves(list(lines(shared / "data" / "timebank.jsonl.gz")))["held out"]
    got = tally(held_out, with_the_stage_alone)
    assert got.rate(got.strict).f1 >= FLOOR
