"""How a source knows, where the report says so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.attribution import Attribution
from sayso.model.span import Span
from sayso.stages.attribute.basis import basis


def _basis(text: str, source: str, cue: str, content: str) -> str:
    spans = []
    for words in (source, cue, content):
        start = text.index(words)
        spans.append((Span(start, start + len(words)),) if words else ())
    found, evidence = basis(text, Attribution("a1", *spans))
    assert bool(found) == (evidence is not None)
    return found[0].of(text) if found else ""


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("two people familiar with the talks", "familiar with the talks"),
        ("an official briefed on the plan", "briefed on the plan"),
        ("a person with direct knowledge of the plan", "with direct knowledge of the plan"),
        ("a man who saw the crash and spoke on condition of anonymity", "who saw the crash"),
        ("documents obtained by the Herald", "obtained by the Herald"),
        ("the mayor, who is familiar with the bridge", ""),
        ("the mayor", ""),
        ("the Bureau of Bridge Statistics", ""),
    ],
)
def test_in_the_source(source: str, expected: str) -> None:
    assert _basis(f"The bridge is safe, said {source}.", source, "said", "The bridge is safe") == expected


def test_cited_beside_the_attribution() -> None:
    text = "The mayor said the bridge is safe, citing an engineer's report."
    assert _basis(text, "The mayor", "said", "the bridge is safe") == "an engineer's report"
    text = "The paper, quoting “secret papers,” said the bridge is safe."
    assert _basis(text, "The paper", "said", "the bridge is safe") == "“secret papers,”"


def test_cited_in_the_sources_own_paper() -> None:
    text = "The bridge is safe, the mayor said in a letter, which cited engineers' records and gave no figures."
    assert _basis(text, "the mayor", "said in a letter", "The bridge is safe") == "engineers' records"
    text = "The bridge is safe, the mayor said in a letter, which cited the cost of a new one."
    assert _basis(text, "the mayor", "said in a letter", "The bridge is safe") == ""


def test_the_evidence_itself() -> None:
    text = "According to data at the disposal of the town, the bridge is safe."
    assert _basis(text, "data at the disposal of the town", "According to", "the bridge is safe") == "data"
    text = "According to credible data received by the town, the bridge is safe."
    assert _basis(text, "credible data received by the town", "According to", "the bridge is safe") == "credible data"


@given(st.text(alphabet="who saw the citing, data.\n“”", max_size=80), st.data())
def test_spans_hold(text: str, data: st.DataObject) -> None:
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), min_size=6, max_size=6)))
    source, cue, content = (((Span(*cuts[i : i + 2])),) if cuts[i] < cuts[i + 1] else () for i in (0, 2, 4))
    found, _ = basis(text, Attribution("a1", source, cue, content))
    assert all(0 <= s.start < s.end <= len(text) for s in found)
