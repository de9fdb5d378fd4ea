"""Passives and "reportedly" name no source."""

from __future__ import annotations

import pytest

from sayso.model.attribution import Attribution
from sayso.model.span import Span
from sayso.stages.attribute.nobody import hearsay, unsaid


def given(text: str, source: str, cue: str, content: str) -> Attribution:
    def at(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    return Attribution("a", at(source), at(cue), at(content), source_status="unresolved")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "whole"),
    [
        ("The ferry reportedly carried salt.", "The ferry", "reportedly", "carried salt", "The ferry … carried salt"),
        (
            "The guild has long been accused of fixing prices.", "The guild", "has long been accused of",
            "fixing prices", "The guild … fixing prices",
        ),
        ("Guild accused of fixing prices", "Guild", "accused of", "fixing prices", "Guild … fixing prices"),
    ],
)  # fmt: skip
def test_the_subject_is_what_is_spoken_of(text: str, source: str, cue: str, content: str, whole: str) -> None:
    found = unsaid(text, given(text, source, cue, content))
    assert (found.source, found.source_status) == ((), "none")
    assert " … ".join(s.of(text) for s in found.content) == whole
    assert found.evidence[-1].rule.startswith("on-nobodys-word")


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("The guild was accused by Oran of fixing prices.", "Oran", "was accused by", "fixing prices"),
        ("The miners were worried that pay would fall.", "The miners", "were worried", "that pay would fall"),
        ("Oran said prices would fall.", "Oran", "said", "prices would fall"),
    ],
)
def test_a_source_that_speaks_or_feels_stays(text: str, source: str, cue: str, content: str) -> None:
    attribution = given(text, source, cue, content)
    assert unsaid(text, attribution) == attribution


def read(text: str) -> list[tuple[str, str]]:
    from sayso.parsers.reader import Reader

    parse = Reader().read(text, [Span(0, len(text))])
    return [
        (" ".join(s.of(text) for s in a.cue), " … ".join(s.of(text) for s in a.content))
        for a in hearsay(text, parse, ())
    ]


def test_reportedly_makes_its_clause_an_attribution_on_no_ones_word() -> None:
    assert read("The ship reportedly carried equipment for mapping.") == [
        ("reportedly", "The ship … carried equipment for mapping")
    ]


def test_a_noun_that_is_only_coloured_is_passed_over() -> None:
    assert read("Police returned an allegedly stolen car.") == []


def test_who_was_told_heard_it_and_said_nothing() -> None:
    text = "Residents were told that the dam would hold."
    told = unsaid(text, given(text, "Residents", "were told", "that the dam would hold"))
    assert (told.source, told.source_status) == ((), "none")
    assert [s.of(text) for s in told.content] == ["that the dam would hold"]


def test_who_told_them_is_the_source() -> None:
    text = "Residents were told by two engineers that the dam would hold."
    told = unsaid(text, given(text, "Residents", "were told", "that the dam would hold"))
    assert [s.of(text) for s in told.source] == ["two engineers"]
