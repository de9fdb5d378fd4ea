"""The stage: what it adds, and how each finding is tied to its statements."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.parse import Entity, Parse
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.stages.ground import ground

NOTHING = Parse((), (), (), ())


def test_each_finding_knows_its_statements() -> None:
    text = "In 2019 at least 60 tonnes left Norway, she said. It rained yesterday."
    outer = Statement("t1", "attributed", (Span(0, 38),))
    inner = Statement("t2", "attributed", (Span(3, 7), Span(30, 38)))
    own = Statement("t3", "own", (Span(50, len(text)),))
    report = Report("r1", text, published="2023-02-14")
    read = ground(Reading(report, statements=(outer, inner, own)), NOTHING)
    assert [(time.value, time.statements) for time in read.times] == [("2019", ("t1", "t2")), ("2023-02-13", ("t3",))]
    assert [(one.least, one.statements) for one in read.quantities] == [(60, ("t1",))]
    assert [(one.name, one.country, one.statements) for one in read.places] == [("Norway", "NO", ("t1", "t2"))]


def test_what_was_in_the_reading_stays() -> None:
    report = Report("r1", "It rained.")
    read = ground(Reading(report, models={"m": "1"}), NOTHING)
    assert (read.report, read.models, read.times, read.quantities, read.places) == (report, {"m": "1"}, (), (), ())


@given(
    st.text(), st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50))), st.sampled_from(["GPE", "LOC", "PERSON"])
)
def test_any_text_and_any_entities(text: str, pairs: list[tuple[int, int]], kind: str) -> None:
    entities = tuple(Entity(Span(min(pair), max(pair)), kind) for pair in pairs if max(pair) <= len(text))
    read = ground(Reading(Report("r1", text, published="2023-02-14")), Parse((), (), (), entities))
    for one in (*read.times, *read.quantities, *read.places):
        assert 0 <= one.span.start < one.span.end <= len(text)
        assert one.evidence
    assert all(place.name == place.span.of(text) for place in read.places)


def test_the_seed_report(shared: Path) -> None:
    text = (shared / "seed" / "report.txt").read_bytes().decode("utf-8")
    expected = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))
    read = ground(Reading(Report("r1", text, published=expected["published"])), NOTHING)
    for time in expected["times"]:
        assert any(one.value == time["value"] and one.span.overlaps(Span(*time["span"])) for one in read.times)
    for amount in expected["quantities"]:
        least = amount.get("least", amount.get("exactly"))
        hits = [one for one in read.quantities if one.span.overlaps(Span(*amount["span"])) and one.least == least]
        assert hits and ("exactly" not in amount or hits[0].most == amount["exactly"])
