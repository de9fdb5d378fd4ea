"""The sentence encoder that ships: the same text has the same vector, and other words are near."""

from __future__ import annotations

import json
import subprocess
import sys
from array import array
from pathlib import Path

import pytest

from sayso.model.errors import WeightsError
from sayso.parsers.embedder import SentenceEmbedder

LANDED = "At least forty barrels were landed at Tollan at night"
ASHORE = "Forty barrels were brought ashore in the dark at Tollan harbour"
OTHER = "The headmaster will not stand for a second term"


@pytest.fixture(scope="module")
def embedder() -> SentenceEmbedder:
    return SentenceEmbedder()


def numbers(vector: bytes) -> list[int]:
    return list(array("b", vector))


def cosine(a: bytes, b: bytes) -> float:
    x, y = numbers(a), numbers(b)
    product = sum(p * q for p, q in zip(x, y, strict=True))
    return product / (sum(p * p for p in x) * sum(q * q for q in y)) ** 0.5


def test_other_words_are_nearer_than_other_things(embedder: SentenceEmbedder) -> None:
    landed, ashore, other = embedder([LANDED, ASHORE, OTHER])
    assert cosine(landed, ashore) > 0.6
    assert cosine(landed, other) < 0.2


def test_a_vector_is_small_whole_numbers_that_fill_their_range(embedder: SentenceEmbedder) -> None:
    (vector,) = embedder([LANDED])
    assert len(vector) == 384
    assert max(abs(n) for n in numbers(vector)) == 127


def test_what_stands_beside_a_text_does_not_matter(embedder: SentenceEmbedder) -> None:
    together = embedder([OTHER, LANDED, ASHORE, LANDED])
    assert together[1] == together[3]
    assert together == [SentenceEmbedder()([text])[0] for text in (OTHER, LANDED, ASHORE, LANDED)]


def test_marks_and_spaces_do_not_matter(embedder: SentenceEmbedder) -> None:
    one, two = embedder(["“We don’t know,” he said.", '"We don\'t\u00a0know,"\n he said. '])
    assert one == two


@pytest.mark.parametrize("text", ["", " ", "\u200b", "💧", "x" * 5_000, "word " * 3_000, "\x00", "مرحبا"])
def test_anything_has_a_vector(embedder: SentenceEmbedder, text: str) -> None:
    assert len(embedder([text])[0]) == 384


def test_nothing_to_embed(embedder: SentenceEmbedder) -> None:
    assert embedder([]) == []


def test_it_has_a_name_with_a_version(embedder: SentenceEmbedder) -> None:
    assert embedder.name == "sentence-en/1"


def test_missing_weights_are_named(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match="sentence model's card cannot be read"):
        SentenceEmbedder(tmp_path)([LANDED])
    (tmp_path / "card.json").write_text(json.dumps({"settings": {"graph": "sentence.onnx", "room": 64}}))
    (tmp_path / "sentence.onnx").write_bytes(b"not a graph")
    with pytest.raises(WeightsError, match=r"sentence\.onnx cannot be loaded"):
        SentenceEmbedder(tmp_path)([LANDED])


def test_reading_a_report_does_not_load_it() -> None:
    code = (
        "import sayso, sys\n"
        "sayso.read_text('The mayor of Tollan said that the bridge was shut.')\n"
        "sys.exit('sayso.parsers.embedder' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code]).returncode == 0
