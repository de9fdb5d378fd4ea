"""Attributions by form: releases, transcripts, interviews, headlines."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.attribution import Attribution
from sayso.model.report import Block
from sayso.model.span import Span
from sayso.stages.attribute.quotation import quotations
from sayso.stages.attribute.releases import releases


def _found(text: str, headline: bool = False, known: tuple[Attribution, ...] = ()) -> list[tuple[str, str]]:
    lines = [Span(*m.span()) for m in re.finditer(r"[^\n]+", text)]
    blocks = [Block("headline" if headline and not n else "paragraph", line) for n, line in enumerate(lines)]
    found = releases(text, blocks, quotations(text, lines), known)
    for attribution in found:
        assert attribution.cue == ()
        assert attribution.evidence[0].rule.startswith("release-form/")
        assert 0 < attribution.confidence <= 1
    return [(a.source[0].of(text), " | ".join(s.of(text) for s in a.content)) for a in found]


@pytest.mark.parametrize("dash", [" – ", " — ", "—", " -- ", " - ", "\n– ", "\n\n— ", "\n-- "])
def test_a_signed_quotation(dash: str) -> None:
    quotation = "“We are proud to open this bridge.”"
    assert _found(f"{quotation}{dash}Commissioner Ann Roe") == [("Commissioner Ann Roe", quotation)]


def test_a_signature_with_a_role() -> None:
    text = "“We are proud to open this bridge.” — Ann Roe, mayor of Hilltown"
    assert _found(text)[0][0] == "Ann Roe, mayor of Hilltown"


@pytest.mark.parametrize(
    "text",
    [
        "“We are proud to open this bridge” — but she did not open it.",
        "“We are proud to open this bridge” — Roe said it twice.",
        "The “bridge” – Ann Roe",
        "She came – Ann Roe",
    ],
)
def test_a_dash_that_signs_nothing(text: str) -> None:
    assert _found(text) == []


@pytest.mark.parametrize(
    ("head", "source"),
    [
        ("From the office of Ann Roe:", "Ann Roe"),
        ("From the desk of Mayor Ann Roe:", "Mayor Ann Roe"),
        ("From Chairwoman Roe:", "Chairwoman Roe"),
        ("Statement of Ann Roe:", "Ann Roe"),
        ("Statement by Mayor Roe:", "Mayor Roe"),
        ("Ann Roe:", "Ann Roe"),
        ("ANN ROE:", "ANN ROE"),
    ],
)
@pytest.mark.parametrize("gap", [" ", "\n", "\n\n"])
def test_a_line_that_names_who_speaks(head: str, source: str, gap: str) -> None:
    assert _found(f"{head}{gap}“The bridge will open in May.”") == [(source, "“The bridge will open in May.”")]


def test_several_paragraphs_from_one_name() -> None:
    text = "Ann Roe: “The bridge will open.\n\n“It will be closed at night.”"
    assert _found(text) == [("Ann Roe", "“The bridge will open. | “It will be closed at night.”")]


def test_a_transcript() -> None:
    text = (
        "HOST: Will the bridge open?\n\nANN ROE: It will open in May.\n\nIt will be free of charge.\n\n"
        "HOST: You promised April before.\n\nANN ROE: We were too hopeful then."
    )
    assert _found(text) == [
        ("ANN ROE", "It will open in May. | It will be free of charge."),
        ("HOST", "You promised April before."),
        ("ANN ROE", "We were too hopeful then."),
    ]


def test_an_interview_names_who_answers() -> None:
    text = "The paper sat down with Ann Roe in May.\n\nQ: Will it open?\n\nA: It will open in May.\n\nQ: Why?\n\n"
    text += "A: We say so."
    assert _found(text) == [("Ann Roe", "It will open in May."), ("Ann Roe", "We say so.")]


def test_an_interview_with_nobody_named() -> None:
    text = "Q: Will it open?\n\nA: It will open in May."
    assert _found(text) == [("A", "It will open in May.")]


def test_a_table_is_no_transcript() -> None:
    assert _found("Roe: 1,204\nPoe: 900\nRoe: 12\nPoe: 14") == []


@pytest.mark.parametrize("label", ["Note", "Photo", "Related", "Where", "Update"])
def test_labels_that_nobody_speaks(label: str) -> None:
    assert _found(f"{label}: “The bridge will open in May.”") == []


@pytest.mark.parametrize(
    ("headline", "expected"),
    [
        ("Town To Close Old Bridge: Report", [("Report", "Town To Close Old Bridge")]),
        ("Report: Town to close old bridge", [("Report", "Town to close old bridge")]),
        ("Town to close old bridge, says mayor", [("mayor", "Town to close old bridge")]),
        ("Town to close old bridge, mayor says", [("mayor", "Town to close old bridge")]),
        ("Town to close old bridge – officials", [("officials", "Town to close old bridge")]),
        ("Hilltown diary: Town closes old bridge", []),
        ("Live: Town closes old bridge", []),
        ("Will the town close the bridge: Report?", []),
        ("Well-known bridge closes in the old town", []),
    ],
)
def test_headlines(headline: str, expected: list[tuple[str, str]]) -> None:
    assert _found(headline + "\nIt rained.", headline=True) == expected


def test_a_headline_name_that_the_body_quotes() -> None:
    text = "Roe: Bridge will open in May\nThe bridge will open, Mayor Ann Roe said."
    start = text.index("Mayor Ann Roe")
    body = Attribution("a1", (Span(start, start + 13),), (), (Span(29, 50),))
    assert _found(text, headline=True, known=(body,)) == [("Roe", "Bridge will open in May")]
    assert _found(text, headline=True) == []


def test_what_the_model_found_is_not_found_twice() -> None:
    text = "“We are proud to open this bridge.” – Ann Roe"
    known = Attribution("a1", (Span(38, 45),), (), (Span(0, 35),))
    assert _found(text, known=(known,)) == []


@given(st.text(alphabet='QA:. –-“”"\nRoeann said,', max_size=120))
def test_spans_hold(text: str) -> None:
    for attribution in releases(text, (), quotations(text), ()):
        for span in (*attribution.source, *attribution.content):
            assert 0 <= span.start < span.end <= len(text)
