"""Decisions as values and as JSON: they come back as they were, fit their schema, and incomplete ones are refused."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.attribution import Attribution
from sayso.model.decision import (
    Anchor,
    AnchorKind,
    Decision,
    Letter,
    Verb,
    Whose,
    anchor_attribution,
    anchor_report,
    anchor_source,
    anchor_statement,
    check,
    concerning,
    decision_id,
    reports_of,
    signed,
    standing,
    told,
)
from sayso.model.decision_contract import (
    decision_from_plain,
    decision_line,
    decision_to_plain,
    decisions_from_text,
)
from sayso.model.errors import InputError
from sayso.model.identity import sha256
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span
from sayso.model.statement import Statement

SCHEMAS = Path(__file__).resolve().parents[2] / "src/sayso/faces/schema"

words = st.none() | st.text(max_size=8)
ids = st.text("abc123/", min_size=1, max_size=6)
span = st.tuples(st.integers(0, 50), st.integers(1, 9)).map(lambda p: Span(p[0], p[0] + p[1]))
spans = st.lists(span, max_size=2).map(tuple)
some = st.lists(span, min_size=1, max_size=2).map(tuple)
ordered = span.map(lambda s: (s, Span(s.end, s.end + 3)))


@st.composite
def anchors(draw: st.DrawFn, kinds: tuple[str, ...] = get_args(AnchorKind)) -> Anchor:
    kind = draw(st.sampled_from(kinds))
    if kind == "report":
        return Anchor("report", draw(ids), draw(ids))
    if kind == "source":
        return Anchor("source", draw(ids), draw(ids), mentions=draw(some), name=draw(words))
    return Anchor(kind, draw(ids), draw(ids), draw(spans), draw(spans), draw(some))  # type: ignore[arg-type]


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    verb: Verb = draw(st.sampled_from(get_args(Verb)))
    two = verb in ("same", "different", "same claim", "different claim", "cut", "tie", "cut step")
    if verb in ("accept", "reject", "reattribute"):
        kinds: tuple[str, ...] = ("attribution",)
    elif verb in ("same", "different", "strike", "unstrike", "reliability"):
        kinds = ("source",)
    elif verb == "note":
        kinds = get_args(AnchorKind)
    else:
        kinds = ("statement",)
    held = () if verb == "withdraw" else tuple(draw(anchors(kinds)) for _ in range(1 + two))
    whose = st.sampled_from([Whose("nobody"), Whose("unresolved")]) | st.builds(
        Whose, st.just("somebody"), ordered, words, st.none() | st.sampled_from(get_args(SourceKind)), words
    )
    return Decision(
        verb,
        (draw(ids),) if verb == "withdraw" else (),
        draw(words),
        draw(st.booleans()),
        draw(words),
        draw(words),
        draw(st.text(min_size=1).filter(str.strip)),
        held,
        draw(whose) if verb == "reattribute" else None,
        draw(st.sampled_from(get_args(Letter))) if verb == "reliability" else None,
        draw(st.just("") | ids),
    )


@given(decisions())
def test_it_comes_back_as_it_was_and_fits_its_schema(decision: Decision) -> None:
    schema = json.loads((SCHEMAS / "decision-1.json").read_text(encoding="utf-8"))
    check(decision)
    plain = json.loads(json.dumps(decision_to_plain(decision)))
    assert decision_from_plain(plain) == decision
    line = decision_line(decision)
    jsonschema.validate(json.loads(line), schema)
    assert "\n" not in line
    assert decisions_from_text(f"\n{line}\n\n{line}\r\n") == (decision, decision)
    assert decisions_from_text(f" [{line}, {line}]") == (decision, decision)


@given(decisions(), st.text(max_size=5))
def test_its_id_is_made_from_all_that_it_says(decision: Decision, why: str) -> None:
    made = signed(replace(decision, why="first"), when="2031-05-02T08:00:00Z")
    assert made.id == decision_id(made) == signed(made).id
    assert (signed(replace(made, why=why)).id == made.id) is (why == "first") if why.strip() else True
    assert signed(replace(made, when="2031-05-02T08:00:01Z")).id != made.id


def test_the_schemas_say_the_same_of_a_decision() -> None:
    own, trace = (json.loads((SCHEMAS / f"{name}-1.json").read_text("utf-8")) for name in ("decision", "trace"))
    jsonschema.Draft202012Validator.check_schema(own)
    alone = {key: value for key, value in own["properties"].items() if key != "schema"}
    within = trace["$defs"]["decision"]
    assert within["properties"] == alone and set(within["required"]) == set(alone)
    assert trace["$defs"]["anchor"] == own["$defs"]["anchor"]
    assert set(alone["verb"]["enum"]) == set(get_args(Verb))


GOOD: dict[str, Any] = {
    "verb": "accept",
    "anchors": [{"kind": "attribution", "report": "r1", "text_sha256": "ab", "content": [[0, 4]]}],
}


@pytest.mark.parametrize(
    "change",
    [
        {"verb": "forget"},
        {"verb": ["accept"]},
        {"anchors": []},
        {"anchors": {}},
        {"anchors": [3]},
        {"anchors": GOOD["anchors"] * 2},
        {"anchors": [{**GOOD["anchors"][0], "kind": "source"}]},
        {"anchors": [{**GOOD["anchors"][0], "report": ""}]},
        {"anchors": [{**GOOD["anchors"][0], "text_sha256": None}]},
        {"anchors": [{**GOOD["anchors"][0], "content": []}]},
        {"anchors": [{**GOOD["anchors"][0], "content": [[4, 4]]}]},
        {"anchors": [{**GOOD["anchors"][0], "content": [[-1, 4]]}]},
        {"anchors": [{**GOOD["anchors"][0], "content": [[0, True]]}]},
        {"anchors": [{**GOOD["anchors"][0], "content": [[0, 1, 2]]}]},
        {"anchors": [{**GOOD["anchors"][0], "content": ["ab"]}]},
        {"certain": "yes"},
        {"who": 3},
        {"source": "nobody"},
        {"letter": "A"},
        {"verb": "reattribute"},
        {"verb": "reattribute", "source": {}},
        {"verb": "reattribute", "source": {"name": "  "}},
        {"verb": "reattribute", "source": "somebody"},
        {"verb": "reattribute", "source": {"spans": [[4, 8], [0, 5]]}},
        {"verb": "reattribute", "source": {"name": "Oda Fenn", "kind": "spirit"}},
        {"verb": "note"},
        {"verb": "withdraw"},
        {"verb": "reliability", "letter": "G"},
        {"schema": "sayso.trace/1"},
    ],
)
def test_what_is_no_decision_is_refused(change: dict[str, Any]) -> None:
    decision_from_plain(GOOD)
    with pytest.raises(InputError):
        decision_from_plain({**GOOD, **change})


@pytest.mark.parametrize(
    "text", ["3", '"a"', "null", "{", "[3]", "[", "[[]]", '{"verb": "cut"}', "\ud800", "[" * 99999]
)
def test_a_file_with_something_else_is_refused_by_its_place(text: str) -> None:
    with pytest.raises(InputError, match="mine"):
        decisions_from_text(text, called="mine")


def test_files_of_before_go_on_working() -> None:
    line = '{"verb": "same", "of": ["r1/s1", "r2/s2"], "why": "one person, two spellings"}'
    assert decisions_from_text(b"\xef\xbb\xbf" + line.encode()) == (
        Decision("same", ("r1/s1", "r2/s2"), why="one person, two spellings"),
    )


def test_anchors_hold_words() -> None:
    text = "Oda Fenn said it rains. She laughed."
    report = Report("r1", text)
    source = Source("s1", "Oda  Fenn", "person", mentions=(Span(24, 27), Span(0, 8)))
    said = Attribution("a1", (Span(0, 8),), (Span(9, 13),), (Span(14, 22),))
    statement = Statement("t1", "attributed", said.content, "a1")
    reading = Reading(report, (said,), (source,), (statement,))
    assert anchor_report(report) == Anchor("report", "r1", sha256(text))
    assert anchor_source(reading, source).mentions == (Span(0, 8),)
    assert anchor_source(reading, replace(source, name="the mayor")).mentions == (Span(24, 27),)
    assert anchor_source(reading, replace(source, mentions=())).name == "Oda  Fenn"
    assert anchor_attribution(reading, said).content == anchor_statement(reading, statement).content == said.content
    assert anchor_statement(reading, replace(statement, attribution=None)).cue == ()


def test_withdrawals_take_back_what_came_before_them() -> None:
    first = signed(Decision("cut", ("t1",)), when="2031-05-02")
    back = signed(Decision("withdraw", (first.id,)), when="2031-05-03")
    again = signed(Decision("withdraw", (back.id,)), when="2031-05-04")
    assert standing([first]) == (first,) == standing([first, back, again]) == standing([back, first])
    assert standing([first, back]) == () == standing([first, back, back])


def test_what_concerns_some_reports_keeps_its_withdrawals() -> None:
    one = signed(Decision("same", ("r1/s1", "r2/s1")), when="2031-05-01")
    two = signed(Decision("accept", ("r1/a1",)), when="2031-05-02")
    named = signed(Decision("strike", ("Oda Fenn",)), when="2031-05-02")
    back = [signed(Decision("withdraw", (d.id,)), when="2031-05-03") for d in (one, two)]
    again = [signed(Decision("withdraw", (d.id,)), when="2031-05-04") for d in back]
    log = [one, two, named, *back, *again]
    assert concerning(log, {"r1"}) == (two, named, back[1], again[1])
    assert concerning(log, ("r1", "r2")) == tuple(log)
    assert concerning(log, ()) == (named,)


def test_sentences_end_once() -> None:
    assert told(Decision("cut", ("t1",)), "cut it") == "An analyst cut it."
    assert told(Decision("cut", (), who="R. Oum", when="2031-05-02T08:00:00Z", why="why not?"), "cut it") == (
        "R. Oum cut it (2031-05-02): why not?"
    )
    assert told(Decision("cut", (), who=" ", why="not\n so "), "cut it") == "An analyst cut it: not so."
    assert reports_of(Decision("same", ("r1/s1", "r2/s1"))) == ("r1", "r2")
    assert reports_of(Decision("cut", ("t1",))) == ()
