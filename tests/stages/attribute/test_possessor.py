"""A possessive is never cut between its noun and its "'s"."""

from __future__ import annotations

from sayso.model.attribution import Attribution
from sayso.model.span import Span
from sayso.stages.attribute.possessor import with_possessor

TEXT = "Repairs will take three weeks, the cable's operator said."


def at(words: str) -> Span:
    return Span(TEXT.index(words), TEXT.index(words) + len(words))


def test_the_noun_goes_back_to_the_source() -> None:
    cut = Attribution("a", (at("s operator"),), (at("said"),), (at("Repairs will take three weeks, the cable"),))
    whole = with_possessor(TEXT, cut)
    assert [s.of(TEXT) for s in (*whole.source, *whole.content)] == [
        "the cable's operator",
        "Repairs will take three weeks",
    ]


def test_a_whole_source_stays() -> None:
    fine = Attribution("a", (at("the cable's operator"),), (at("said"),), (at("Repairs will take three weeks"),))
    assert with_possessor(TEXT, fine) == fine


def test_one_to_whom_and_joins_the_source_goes_back_to_it() -> None:
    text = "The mill burned down, the fire brigade and the mill's owner said."
    content, source = "The mill burned down, the fire brigade and the", "mill's owner"
    start = text.index(source)
    made = with_possessor(
        text,
        Attribution(
            "a", (Span(start, start + len(source)),), (Span(len(text) - 5, len(text) - 1),), (Span(0, len(content)),)
        ),
    )
    assert made.source[0].of(text) == "the fire brigade and the mill's owner"
    assert made.content[0].of(text) == "The mill burned down"
