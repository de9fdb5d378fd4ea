"""Nesting: the smallest content that holds a cue."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.attribution import Attribution
from sayso.model.span import Span, Spans
from sayso.stages.attribute.within import nest, other_voices


def made(name: str, cue: Spans, content: Spans) -> Attribution:
    return Attribution(name, (), cue, content)


def test_a_cue_inside_a_content_lies_within_it() -> None:
    outer = made("o", (Span(0, 4),), (Span(5, 60),))
    inner = made("i", (Span(20, 24),), (Span(25, 60),))
    alone = made("x", (Span(70, 74),), (Span(75, 90),))
    assert [a.within for a in nest([outer, inner, alone])] == [None, "o", None]


def test_of_several_the_smallest_holds_it() -> None:
    chain = [made(str(k), (Span(k * 10, k * 10 + 3),), (Span(k * 10 + 4, 90),)) for k in range(4)]
    assert [a.within for a in nest(chain)] == [None, "0", "1", "2"]


def test_without_a_cue_the_content_counts() -> None:
    outer = made("o", (Span(0, 4),), (Span(5, 60),))
    inner = made("i", (), (Span(10, 30),))
    assert nest([outer, inner])[1].within == "o"


SPAN = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda p: Span(p[0], p[0] + p[1]))


@given(st.lists(st.tuples(SPAN, SPAN), max_size=12))
def test_nesting_never_goes_in_circles(pairs: list[tuple[Span, Span]]) -> None:
    found = nest([made(f"a{k}", (cue,), (content,)) for k, (cue, content) in enumerate(pairs)])
    outer = {a.id: a.within for a in found}
    for name in outer:
        seen, at = set(), name
        while at is not None:
            assert at not in seen
            seen.add(at)
            at = outer[at]


def test_a_speaker_saying_i_think_adds_no_voice() -> None:
    text = "“I think he wants peace,” Oran said."
    outer = Attribution("o", (Span(26, 30),), (Span(31, 35),), (Span(0, 25),))
    self_ = Attribution("s", (Span(1, 2),), (Span(3, 8),), (Span(9, 23),), within="o")
    other = Attribution("x", (Span(9, 11),), (Span(12, 17),), (Span(18, 23),), within="o")
    assert [a.id for a in other_voices(text, [outer, self_, other])] == ["o", "x"]
