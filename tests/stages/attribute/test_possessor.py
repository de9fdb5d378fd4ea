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
