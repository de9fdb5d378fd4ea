"""The benchmark's scorer: its definition on small cases, and its agreement with the outside referee."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.corpora import Annotated, Attribution, attribution, lines
from benchmarks.scorer import Rate, Words, judge, score
from tests.benchmarks.referees import disturbed, referee

TEXT = "Mayor Ode said the bridge won't open. “It is late,” she added. The port is reportedly shut."
SAID = Attribution("1", ((0, 9),), ((10, 14),), ((15, 36),))
ADDED = Attribution("2", ((52, 55),), ((56, 61),), ((38, 51),))
REPORTEDLY = Attribution("3", (), ((75, 85),), ((63, 74), (86, 90)))
REPORT = Annotated("a", TEXT, None, (SAID, ADDED, REPORTEDLY), {})


def test_the_same_attributions_score_full_marks() -> None:
    scores = score([REPORT], {"a": REPORT.attributions})
    assert scores.attributed == scores.exact == scores.cue == Rate(100, 100, 100)


def test_nothing_found_scores_nothing() -> None:
    scores = score([REPORT], {})
    assert scores.found == Rate(0, 0, 0)
    assert scores.annotated == 3


def test_marks_at_the_edge_cost_nothing() -> None:
    wider = Attribution("x", ((52, 55),), ((56, 62),), ((37, 52),))
    assert score([REPORT], {"a": [wider]}).exact.p == 100


def test_a_source_where_none_is_named_is_found_but_not_attributed() -> None:
    named = Attribution("x", ((63, 66),), (), ((67, 74), (86, 90)))
    scores = score([REPORT], {"a": [named]})
    assert (scores.found.p, scores.attributed.p) == (100, 0)


def test_less_than_half_is_not_found() -> None:
    assert score([REPORT], {"a": [Attribution("x", (), (), ((15, 18),))]}).found.p == 0


def test_nested_predictions_cost_nothing_where_the_annotation_does_not_nest() -> None:
    nested = Attribution("x", ((15, 25),), (), ((26, 36),), within="1")
    scores = score([REPORT], {"a": [*REPORT.attributions, nested]})
    assert scores.predicted == 3
    assert score([REPORT], {"a": [*REPORT.attributions, nested]}, nested=True).predicted == 4


def test_words_keep_their_apostrophes() -> None:
    words = Words("It won't — l’an deux_mots ''x'' ’tis")
    assert len(words) == 7


def test_judged_one_by_one() -> None:
    wrong = Attribution("x", ((63, 66),), (), ((67, 74), (86, 90)), confidence=0.4)
    said, reportedly = judge([REPORT], {"a": [SAID, wrong]})
    assert (said.found, said.attributed) == (True, True)
    assert (reportedly.found, reportedly.attributed, reportedly.confidence) == (True, False, 0.4)


@given(st.text(alphabet="ab'’_ .\n", max_size=30), st.integers(0, 30), st.integers(0, 30))
def test_words_within_a_span_are_those_that_it_touches(text: str, a: int, b: int) -> None:
    start, end = sorted((a, b))
    words = Words(text)
    bounds = list(zip(words._starts, words._ends, strict=True))
    touched = {i for i, (s, e) in enumerate(bounds) if max(s, start) < min(e, end)}
    if start < end:
        assert words.within(((start, end),)) == touched


@pytest.mark.parametrize(("corpus", "seed"), [("polnear-dev", 0), *(("worldnews-dev", seed) for seed in range(4))])
def test_agrees_with_the_outside_referee_to_the_decimal(shared: Path, corpus: str, seed: int) -> None:
    outside = referee(shared, "score_attributions")
    dice = random.Random(seed)
    gold = {line["id"]: line for line in lines(shared / "data" / f"{corpus}.jsonl.gz")}
    heard = [key for key in gold if dice.random() < 0.95]
    predicted = {key: {"id": key, "attributions": disturbed(gold[key], dice)} for key in heard}
    theirs = outside.score(gold, predicted)
    ours = score(
        [Annotated(k, v["text"], None, tuple(map(attribution, v["attributions"])), v) for k, v in gold.items()],
        {k: [attribution(a) for a in v["attributions"]] for k, v in predicted.items()},
    )
    for figure in ("source", "cue", "content", "found", "attributed", "exact"):
        rate = getattr(ours, figure)
        assert {"p": rate.p, "r": rate.r, "f1": rate.f1} == theirs[figure], figure
    assert ours.predicted == theirs["counts"]["predicted"]
    assert 20 < ours.attributed.f1 < 95
