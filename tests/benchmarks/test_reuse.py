"""The maker of texts that share passages, and the referee who scores what was found in them."""

from __future__ import annotations

import random

import pytest

from benchmarks import reuse


def invented(seed: int, words: int = 300) -> str:
    chance = random.Random(seed)
    out = [
        "".join(chance.choices("aeioubdgklmnrst", k=chance.randint(2, 8)))
        + chance.choice(("", "", "", ",", ".", ".\n\n"))
        for _ in range(words)
    ]
    return " ".join(out) + "."


TEXTS = {f"t{number}": invented(number) for number in range(24)}


@pytest.fixture(scope="module")
def made() -> list[reuse.Made]:
    return reuse.make(TEXTS)


def perfect(made: list[reuse.Made]) -> dict[tuple[str, str], tuple[reuse.Stretch, ...]]:
    return {(one.donor, one.id): one.shared for one in made}


def test_the_same_seed_makes_the_same_texts(made: list[reuse.Made]) -> None:
    assert reuse.make(TEXTS) == made != reuse.make(TEXTS, seed=5)


def test_every_way_and_share_of_edits_is_made(made: list[reuse.Made]) -> None:
    assert {(one.way, one.edits) for one in made} == {(way, edits) for way in reuse.WAYS for edits in reuse.EDITS}


def test_passages_are_where_they_are_said_to_be(made: list[reuse.Made]) -> None:
    for one in made:
        for (start, end), (at, until) in one.shared:
            passage, copy = TEXTS[one.donor][start:end].split(), one.text[at:until].split()
            assert len(passage) >= 20 and passage[0] == copy[0] and passage[-1] == copy[-1]
            if one.edits == 0:
                assert passage == copy


def test_the_truth_scores_full_marks_and_nothing_scores_none(made: list[reuse.Made]) -> None:
    full = reuse.score(made, TEXTS, perfect(made))
    assert full.precision == full.recall == 100 and full.met == full.passages
    empty = reuse.score(made, TEXTS, {})
    assert empty.precision == empty.recall == empty.met == 0


def test_too_much_costs_precision_and_too_little_recall(made: list[reuse.Made]) -> None:
    wide = {key: [((0, 10**6), (0, 10**6))] for key in perfect(made)}
    assert reuse.score(made, TEXTS, wide).precision < 90
    half = {
        key: [((a, (a + b) // 2), (c, (c + d) // 2)) for (a, b), (c, d) in shared]
        for key, shared in perfect(made).items()
    }
    scored = reuse.score(made, TEXTS, half)
    assert scored.precision == 100 and 35 < scored.recall < 65


def test_the_right_words_at_the_wrong_passage_are_wrong(made: list[reuse.Made]) -> None:
    one = next(one for one in made if len(one.shared) > 1)
    (a, b), (c, d) = one.shared[:2]
    assert reuse.score([one], TEXTS, {(one.donor, one.id): [(a, d), (c, b)]}).recall == 0


def test_a_crowd_has_the_size_that_was_asked_for() -> None:
    crowd = reuse.crowd(list(TEXTS.values()), 50)
    assert len(crowd) == 50 and crowd == reuse.crowd(list(TEXTS.values()), 50)
