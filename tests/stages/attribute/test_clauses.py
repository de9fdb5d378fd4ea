"""What somebody is said to say: a clause, half of one, or a thing."""

from __future__ import annotations

import pytest

from sayso.model.span import Span
from sayso.model.statement import HALF_CLAUSE, NO_CLAUSE
from sayso.stages.attribute.clauses import form

CLAUSES = {
    "the/DET ferry/NOUN was/AUX moved/VERB to/ADP Pell/PROPN",
    "that/SCONJ no/DET pilot/NOUN had/AUX seen/VERB it/PRON",
    "“/PUNCT We/PRON stand/VERB by/ADP the/DET men/NOUN who/PRON were/AUX there/ADV ,/PUNCT ”/PUNCT",
    "the/DET clerk/NOUN who/PRON kept/VERB the/DET keys/NOUN lost/VERB them/PRON",
}
HALVES = {
    "to/PART close/VERB the/DET lock/NOUN",
    "the/DET board/NOUN of/ADP hiding/VERB a/DET leak/NOUN",
    "the/DET pilots/NOUN to/PART keep/VERB out/ADP",
    "not/PART having/AUX looked/VERB",
}
THINGS = {
    "the/DET bill/NOUN",
    "an/DET agreed/VERB plan/NOUN for/ADP the/DET quay/NOUN",
    "a/DET rule/NOUN passed/VERB by/ADP the/DET board/NOUN",
    "the/DET clerk/NOUN who/PRON kept/VERB the/DET keys/NOUN",
    "whether/SCONJ the/DET lock/NOUN had/AUX failed/VERB",
    "“/PUNCT Who/PRON holds/VERB the/DET keys/NOUN ?/PUNCT ”/PUNCT",
    "if/SCONJ the/DET lock/NOUN had/AUX failed/VERB",
}


def found(tagged: str) -> str | None:
    words, tokens, at = [], [], 0
    for one in tagged.split():
        word, pos = one.rsplit("/", 1)
        tokens.append((Span(at, at + len(word)), pos))
        words.append(word)
        at += len(word) + 1
    text = " ".join(words)
    evidence = form(text, tokens, (Span(0, len(text)),))
    return evidence.rule if evidence else None


@pytest.mark.parametrize("tagged", sorted(CLAUSES))
def test_a_clause_can_be_claimed_by_itself(tagged: str) -> None:
    assert found(tagged) is None


@pytest.mark.parametrize("tagged", sorted(HALVES))
def test_half_a_clause_needs_its_cue(tagged: str) -> None:
    assert found(tagged) == HALF_CLAUSE


@pytest.mark.parametrize("tagged", sorted(THINGS))
def test_a_thing_or_a_question_asserts_nothing(tagged: str) -> None:
    assert found(tagged) == NO_CLAUSE


def test_no_words_assert_nothing() -> None:
    assert form("…", [], (Span(0, 1),)) is not None
