"""The model at work on invented sentences: who says what, to the character."""

from __future__ import annotations

import pytest

from sayso.model.parse import Parse
from sayso.model.span import Span, shown
from sayso.parsers.reader import Reader
from sayso.stages.attribute.tagger import Tagger

READER = Reader()
TAGGER = Tagger(READER)


def found(text: str) -> list[tuple[str, str, str]]:
    parse = READER.read(text, [Span(0, len(text))])
    return [(shown(text, a.source), shown(text, a.cue), shown(text, a.content)) for a in TAGGER.find(text, parse)]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        (
            "The dam is safe, according to Petra Lindqvist, the region's chief engineer.", "Petra Lindqvist",
            "The dam is safe",
        ),
        ("Harbour police said two boats had left before dawn.", "Harbour police", "two boats had left before dawn"),
        ("“We never saw the letter,” Mr. Okafor told reporters on Monday.", "Mr. Okafor", "We never saw the letter"),
    ],
)  # fmt: skip
def test_it_finds_who_says_what(text: str, source: str, content: str) -> None:
    hits = [f for f in found(text) if source in f[0] and content in f[2]]
    assert hits, found(text)


def test_a_quotation_in_two_pieces_is_one_content() -> None:
    text = "“The mill will open,” Ms. Varga said, “and it will open in May.”"
    contents = [c for _, cue, c in found(text) if "said" in cue]
    assert any("The mill will open" in c and "in May" in c for c in contents), found(text)


def test_a_parse_made_by_other_means_has_nothing_to_find() -> None:
    assert TAGGER.find("Some words.", Parse((), (), (), ())) == ()


def test_confidence_is_a_share() -> None:
    text = "The council said the bridge would close. Critics say it is too late."
    parse = READER.read(text, [Span(0, len(text))])
    assert all(0 < a.confidence < 1 for a in TAGGER.find(text, parse))
