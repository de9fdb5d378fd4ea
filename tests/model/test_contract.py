"""A reading travels through JSON and comes back the same, whatever it holds."""

from __future__ import annotations

import json
from importlib.resources import files
from itertools import pairwise
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.attribution import Attribution, Manner, Quotation, SourceStatus
from sayso.model.contract import SCHEMA, from_json, from_plain, spans_in, to_json, to_plain
from sayso.model.errors import InputError
from sayso.model.evidence import Evidence
from sayso.model.ground import Place, Quantity, Time
from sayso.model.reading import Reading
from sayso.model.report import Block, BlockKind, Link, Refusal, RefusalCode, Report
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span
from sayso.model.statement import Statement, Voice
from tests.faces.readings import all_of_them, cable

VALIDATOR = jsonschema.Draft202012Validator(
    json.loads(files("sayso.faces").joinpath("schema", "reading-1.json").read_text("utf-8"))
)

# Lone surrogates are in; a high one straight before a low one is not: JSON reads the two as one character.
texts = st.text(st.characters(exclude_categories=())).filter(
    lambda t: not any("\ud800" <= a < "\udc00" <= b <= "\udfff" for a, b in pairwise(t))
)
maybe = st.none() | texts
ids = st.text("abcdef0123456789", min_size=1, max_size=6)


def one_of(words: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(words))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(texts)
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    spans = st.lists(span, max_size=3).map(tuple)
    some = st.lists(span, min_size=1, max_size=3).map(tuple)
    evidence = st.lists(st.builds(Evidence, ids, texts, spans), max_size=2).map(tuple)
    names = st.lists(ids, max_size=2).map(tuple)
    numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)

    def several(one: st.SearchStrategy[Any]) -> Any:
        return draw(st.lists(one, max_size=2).map(tuple))

    sha = st.none() | st.text("0123456789abcdef", min_size=64, max_size=64)
    report = Report(
        id=draw(ids),
        text=text,
        external_id=draw(maybe),
        path=draw(maybe),
        url=draw(maybe),
        outlet=draw(maybe),
        title=draw(maybe),
        authors=several(texts),
        published=draw(st.sampled_from([None, "2026-03-04", "2026-03-04T07:40:00+01:00"])),
        credit=draw(maybe),
        language=draw(maybe),
        encoding=draw(maybe),
        bytes_sha256=draw(sha),
        text_sha256=draw(sha),
        blocks=several(st.builds(Block, one_of(BlockKind), span)),
        links=several(st.builds(Link, span, texts)),
        refused=draw(st.none() | st.builds(Refusal, one_of(RefusalCode), ids)),
        evidence=draw(evidence),
    )
    return Reading(
        report,
        several(
            st.builds(
                Attribution,
                id=ids,
                source=spans,
                cue=spans,
                content=some,
                within=st.none() | ids,
                source_id=st.none() | ids,
                source_status=one_of(SourceStatus),
                quotation=one_of(Quotation),
                manner=one_of(Manner),
                basis=spans,
                confidence=st.floats(0, 1),
                evidence=evidence,
            )
        ),
        several(st.builds(Source, ids, texts, one_of(SourceKind), maybe, maybe, spans, evidence)),
        several(st.builds(Statement, ids, one_of(Voice), some, st.none() | ids, evidence)),
        several(st.builds(Time, span, ids, names, evidence)),
        several(st.builds(Quantity, span, numbers, numbers, maybe, names, evidence)),
        several(st.builds(Place, span, texts, st.sampled_from([None, "SY"]), names, evidence)),
        draw(st.dictionaries(texts, texts, max_size=2)),
    )


@given(readings())
def test_every_reading_comes_back_exactly(reading: Reading) -> None:
    assert from_plain(to_plain(reading, version="1")) == reading
    assert from_json(to_json(reading, version="1")) == reading


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
