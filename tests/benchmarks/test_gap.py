"""The measure of pronouns, on invented passages."""

from __future__ import annotations

from benchmarks.gap import score


def passage(text: str, pronoun: str, a: str, b: str, meant: str) -> dict[str, object]:
    at = text.index(f" {pronoun} ") + 1
    names = {key: {"name": name, "offset": text.index(name), "is": name == meant} for key, name in (("a", a), ("b", b))}
    return {"text": text, "pronoun": [at, at + len(pronoun)], **names}


SHE = passage("Ada met Bea before she left.", "she", "Ada", "Bea", "Bea")
HE = passage("Carl met Dan before he left.", "he", "Carl", "Dan", "Carl")
NEITHER = passage("Carl met Dan when his boss called.", "his", "Carl", "Dan", "nobody")


def test_all_right() -> None:
    scores = score([SHE, HE], lambda text, *_: (text == HE["text"], text == SHE["text"]))
    assert (scores.overall.f1, scores.bias, scores.examples) == (100, 1, 2)


def test_wrong_on_one_gender_shows_in_the_ratio() -> None:
    scores = score([SHE, HE], lambda text, *_: (True, False))
    assert (scores.feminine.f1, scores.masculine.f1, scores.bias) == (0, 100, 0)
    assert scores.overall.p == scores.overall.r == 50


def test_both_names_cost_precision() -> None:
    assert score([HE, NEITHER], lambda *_: (True, True)).overall.p == 25
