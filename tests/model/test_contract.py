"""A reading travels through JSON and comes back the same, whatever it holds."""

from __future__ import annotations

import json
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given, settings

from sayso.model.contract import SCHEMA, from_json, from_plain, spans_in, to_json, to_plain
from sayso.model.errors import InputError
from sayso.model.ground import Quantity
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from tests.faces.readings import all_of_them, cable
from tests.model.strategies import readings

VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(files("sayso.faces").joinpath("schema", "reading-1.json").read_text("utf-8"))
)


@settings(deadline=None)
@given(readings())
def test_every_reading_comes_back_exactly(reading: Reading) -> None:
    assert from_plain(to_plain(reading, version="1")) == reading
    assert from_json(to_json(reading, version="1")) == reading


@settings(deadline=None)
@given(readings())
def test_every_reading_is_one_line_of_utf8_that_the_schema_allows(reading: Reading) -> None:
    line = to_json(reading, version="1")
    assert len(line.splitlines()) == 1
    assert line.encode("utf-8").decode("utf-8") == line
    VALIDATOR.validate(json.loads(line))


@pytest.mark.parametrize("reading", all_of_them(), ids=lambda r: r.report.path or "blank")
def test_the_hand_made_readings_keep_the_contract(reading: Reading) -> None:
    plain = to_plain(reading, version="1")
    VALIDATOR.validate(plain)
    assert from_plain(json.loads(to_json(reading, version="1", indent=2))) == reading


def test_what_terminals_and_line_readers_trip_over_is_escaped() -> None:
    line = to_json(Reading(Report("r", "a\u2028b\x9bc\x1bd\ud800e\x85f\x7f")), version="1")
    assert line.isprintable()
    assert from_json(line).text == "a\u2028b\x9bc\x1bd\ud800e\x85f\x7f"


def test_numbers_that_json_does_not_have_become_open_ends() -> None:
    reading = Reading(Report("r", "many"), quantities=(Quantity(Span(0, 4), 60.0, float("inf")),))
    assert to_plain(reading, version="1")["quantities"][0] | {"evidence": 0} == {
        "span": [0, 4],
        "least": 60,
        "most": None,
        "unit": None,
        "statements": [],
        "evidence": 0,
    }


def test_every_span_is_checked() -> None:
    plain = to_plain(cable(), version="1")
    end = len(cable().text)
    for place in ("attributions", "statements"):
        broken = json.loads(json.dumps(plain))
        part = broken[place][0]
        part["content" if place == "attributions" else "spans"] = [[0, end + 1]]
        with pytest.raises(InputError, match="outside the text"):
            from_plain(broken)
    assert all(0 <= span.start < span.end <= end for span in spans_in(cable()))


@pytest.mark.parametrize(
    "broken",
    [
        "",
        "{",
        "[]",
        "null",
        "{}",
        '{"schema": "sayso.reading/2"}',
        json.dumps({"schema": SCHEMA}),
        json.dumps(to_plain(cable(), version="1") | {"sources": [{}]}),
        json.dumps(to_plain(cable(), version="1") | {"times": [{"span": [0], "value": "2022", "statements": []}]}),
        json.dumps(to_plain(cable(), version="1") | {"made_by": None}),
    ],
)
def test_what_is_no_reading_is_an_input_error(broken: str) -> None:
    with pytest.raises(InputError):
        from_json(broken)
