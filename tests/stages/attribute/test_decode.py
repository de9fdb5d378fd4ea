"""Decoding: probabilities into cues, contents and sources."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.stages.attribute.decode import (
    CONTENT,
    CUE_LABELS,
    LINK_LABELS,
    SOURCE,
    Cue,
    Found,
    Settings,
    by_word,
    cues,
    link,
    settle,
)

SETTINGS = Settings()


def test_pieces_average_over_their_word() -> None:
    values = np.array([[1.0], [0.0], [0.5]], np.float32)
    assert by_word(values, np.array([True, False, True])).tolist() == [[0.5], [0.5]]


def test_neighbouring_cue_words_join_until_a_new_one_begins() -> None:
    p = np.full((6, CUE_LABELS), 0.01, np.float32)
    p[1, 1] = p[2, 2] = p[3, 1] = p[5, 1] = 0.9
    assert [(c.begin, c.end) for c in cues(p, SETTINGS)] == [(1, 3), (3, 4), (5, 6)]


def links(n: int, source: tuple[int, int], *contents: tuple[int, int]) -> np.ndarray:
    p = np.full((n, LINK_LABELS), 0.05, np.float32)
    p[slice(*source), SOURCE] = 0.9
    for c in contents:
        p[slice(*c), CONTENT] = 0.9
    return p


def test_a_content_around_its_cue_has_two_pieces() -> None:
    marks = np.zeros(12, bool)
    found = link(Cue(5, 6, 0.9, 0.0), links(12, (6, 7), (0, 5), (8, 12)), marks, SETTINGS)
    assert found is not None
    assert (found.source, found.content) == (((6, 7),), ((0, 5), (8, 12)))


def test_punctuation_does_not_part_a_content() -> None:
    marks = np.zeros(8, bool)
    marks[4] = True
    found = link(Cue(0, 1, 0.9, 0.0), links(8, (7, 8), (1, 4), (5, 7)), marks, SETTINGS)
    assert found is not None and found.content == ((1, 7),)


def test_no_content_is_no_finding() -> None:
    assert link(Cue(0, 1, 0.9, 0.0), links(5, (1, 2)), np.zeros(5, bool), SETTINGS) is None


def test_the_same_content_is_found_once_but_what_lies_within_stays() -> None:
    def one(cue: int, content: tuple[int, int], sure: float) -> Found:
        return Found((cue, cue + 1), (), (content,), (sure, 0.9, 0.9, 0.9, 0.0, 1.0, 0.0, 0.0))

    outer, again, inner = one(0, (3, 20), 0.9), one(1, (3, 20), 0.5), one(4, (5, 20), 0.6)
    assert settle([outer, again, inner], SETTINGS) == [outer, inner]


@given(st.integers(1, 40), st.integers(0, 2**32 - 1))
def test_any_probabilities_give_ranges_inside_the_text(n: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    for cue in cues(rng.dirichlet(np.ones(CUE_LABELS), n).astype(np.float32), SETTINGS):
        assert 0 <= cue.begin < cue.end <= n
        p = rng.dirichlet(np.ones(LINK_LABELS) * 0.3, n).astype(np.float32)
        found = link(cue, p, rng.random(n) < 0.2, SETTINGS)
        if found:
            spans = [*found.source, *found.content]
            assert all(0 <= a < b <= n for a, b in spans)
            assert all(b <= cue.begin or a >= cue.end for a, b in spans)
