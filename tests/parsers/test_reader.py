"""The shipped encoder: words, sentences and names with exact spans; clear errors for damaged weights."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sayso.model.errors import WeightsError
from sayso.model.span import Span
from sayso.parsers.reader import Reader

TEXT = (
    "Mayor Ilse Brandt of Norhaven said on Friday that the U.S. plant won't close.\n"
    "She was sure of it. Nobody else was."
)
LINES = [Span(0, TEXT.index("\n")), Span(TEXT.index("\n") + 1, len(TEXT))]


@pytest.fixture(scope="module")
def parse():
    return Reader().read(TEXT, LINES)


def test_words_are_cut_as_treebanks_do(parse) -> None:
    words = [w.of(TEXT) for w in parse.words]
    assert "U.S." in words and "n't" in words and "wo" in words
    assert len(parse.pos) == len(words)


def test_sentences_hold_every_word_and_cross_no_paragraph(parse) -> None:
    assert [s.of(TEXT) for s in parse.sentences] == [
        "Mayor Ilse Brandt of Norhaven said on Friday that the U.S. plant won't close.",
        "She was sure of it.",
        "Nobody else was.",
    ]


def test_names_are_found(parse) -> None:
    assert ("Ilse Brandt", "PERSON") in {(e.span.of(TEXT), e.kind) for e in parse.entities}


def test_nothing_to_read_gives_an_empty_parse() -> None:
    assert Reader().read("", []).words == ()


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="cannot be read"):
        Reader(tmp_path).read("Some words.", [Span(0, 11)])


def test_damaged_weights_are_named(tmp_path: Path) -> None:
    (tmp_path / "card.json").write_text(json.dumps({"settings": {"room": 64, "reader": "reader.onnx"}}))
    (tmp_path / "reader.onnx").write_bytes(b"not a graph")
    with pytest.raises(WeightsError, match=r"reader\.onnx cannot be loaded"):
        Reader(tmp_path).session("reader.onnx")
