"""A trace as JSON: it comes back as it was, fits its schema, and bad values are refused."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sayso.model.claim import Reason, Where
from sayso.model.errors import InputError
from sayso.model.span import Span
from sayso.model.trace import (
    Decision,
    Drift,
    Hop,
    Independence,
    Loss,
    Occurrence,
    Origin,
    Passage,
    PassageSide,
    ReportHead,
    SourceMember,
    Tie,
    Trace,
    TracedClaim,
    TraceSource,
)
from sayso.model.trace_contract import decision_from_plain, trace_from_plain, trace_to_plain

SCHEMA = Path(__file__).resolve().parents[2] / "src/sayso/faces/schema/trace-1.json"


def full() -> Trace:
    place, other = Where("r1", (Span(0, 4), Span(9, 12))), Where("r2", (Span(3, 8),))
    reason = Reason("names/1", "Both are called so.", (place, other))
    claim = TracedClaim(
        "c1",
        "the crane failed",
        (
            Occurrence("r1", "t1", "attributed", "asserts", "neutral", (Span(0, 4),), (Hop("source", "s1"),), "o1"),
            Occurrence(
                "r2",
                "t2",
                "own",
                "denies",
                None,
                (Span(3, 8),),
                (Hop("agency", None, "Brel Wire", (other,)), Hop("unknown", certain=False)),
                None,
                (reason,),
            ),
        ),
        (Origin("o1", "named", "s1", ("r1",)), Origin("o2", "unknown", None, ("r2",))),
        (Tie("t9", ("o1", "o2"), "possible", "It may be.", (place, other)),),
        Independence(1, 1, 1),
        (Loss("Lost on the way.", place, other),),
        (Drift("amount", "“60” became “hundreds”.", place, other),),
        (("r1", "r2"),),
    )
    decision = Decision("cut", ("t9",), "c1", True, "R. Oum", "2031-05-09", "they differ")
    return Trace(
        (
            ReportHead("r1", "a", "Harbour Post", "Crane fails", "2031-05-02", "https://post.example/1"),
            ReportHead("r2"),
        ),
        (TraceSource("s1", "Oda Fenn", "person", "Tollan", (SourceMember("r1", "s7"),), (reason,)),),
        (claim,),
        (
            Passage(
                PassageSide("r1", (Span(0, 4),), 0.5), PassageSide("r2", (Span(3, 8),), 1.0), "copy", "a to b", "So."
            ),
        ),
        ("s1",),
        ("c1",),
        (decision,),
        (Decision("same", ("r1/s7", "r2/s1")),),
        {"attribution-en": "1"},
    )


def test_it_comes_back_as_it_was() -> None:
    for trace in (full(), Trace()):
        plain = json.loads(json.dumps(trace_to_plain(trace, version="0")))
        assert trace_from_plain(plain) == trace


def test_it_fits_the_schema() -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    for trace in (full(), Trace()):
        jsonschema.validate(trace_to_plain(trace, version="0"), schema)


@pytest.mark.parametrize(
    "change",
    [
        {"schema": "sayso.reading/1"},
        {"claims": None},
        {"claims": [{}]},
        {"passages": [{"a": 1}]},
        {"decisions": [{"verb": "forget", "of": []}]},
    ],
)
def test_what_is_no_trace_is_refused(change: dict[str, object]) -> None:
    with pytest.raises(InputError):
        trace_from_plain({**trace_to_plain(full(), version="0"), **change})


def test_a_decision_needs_its_verb_and_what_it_is_of() -> None:
    assert decision_from_plain({"verb": "cut", "of": ["t9"]}) == Decision("cut", ("t9",))
    for bad in (
        {"verb": "cut"},
        {"of": ["t9"]},
        {"verb": "cut", "of": "t9"},
        {"verb": "cut", "of": [1]},
        {"verb": 3, "of": []},
    ):
        with pytest.raises(InputError):
            decision_from_plain(bad)  # type: ignore[arg-type]
