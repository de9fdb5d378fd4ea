"""Tables, floors and the README's blocks, from invented results."""

from __future__ import annotations

import json

import pytest

from benchmarks import floors, readme, tables
from benchmarks.attribution import by_confidence, by_floor
from benchmarks.scorer import Judged
from benchmarks.seed import rows

RATE = {"p": 80.0, "r": 70.0, "f1": 74.67}
SCORES = dict.fromkeys(tables.FIGURES, RATE)
RESULTS = {"attribution": {"polnear-dev": {"sayso": SCORES, "confidence": [], "floors": []}}}


def test_a_table_is_aligned() -> None:
    made = tables.markdown(("what", "F1"), [["sayso", "74.7"], ["x", "1.0"]])
    assert made.splitlines() == ["| what  |   F1 |", "|-------|-----:|", "| sayso | 74.7 |", "| x     |  1.0 |"]


def test_blocks_are_filled_and_nothing_else_is_touched() -> None:
    page = "A\n<!-- measured: attribution -->\nold\n<!-- end -->\nB\n<!-- measured: speed -->\n<!-- end -->\n"
    made = readme.filled(page, RESULTS)
    assert "74.7" in made and "old" not in made and "(not measured yet)" in made
    assert made.startswith("A\n") and readme.filled(made, RESULTS) == made


def test_sessions_are_run_again() -> None:
    page = "A\n```console\n$ one x\nold\nold\n$ two\n```\nB\n"
    made = readme.sessions(page, lambda command: f"ran {command}\n")
    assert made == "A\n```console\n$ one x\nran one x\n$ two\nran two\n```\nB\n"


def test_an_unknown_block_is_an_error() -> None:
    with pytest.raises(KeyError):
        readme.filled("<!-- measured: beauty -->\n<!-- end -->", {})


def test_floors_only_rise() -> None:
    held = {"at least": {"a/f1": 70.0, "b": 90.0, "c": 1.0, "speed/x": 0.4}, "at most": {"mb": 700.0}}
    results = {"a": {"f1": 75.49}, "b": 80.0, "mb": 512.3, "speed": {"x": 0.9}}
    broken, unmeasured = floors.check(results, held)
    assert broken == ["b: 80.00, at least 90.0"] and unmeasured == ["c"]
    risen = {"a/f1": 75.4, "b": 90.0, "c": 1.0, "speed/x": 0.4}
    assert floors.raised(results, held) == {"at least": risen, "at most": {"mb": 512.3}}


def test_the_committed_results_reach_the_committed_floors() -> None:
    if not readme.RESULTS.is_file():
        pytest.skip("no run has been committed yet")
    broken, unmeasured = floors.check(json.loads(readme.RESULTS.read_text(encoding="utf-8")), floors.load())
    assert (broken, unmeasured) == ([], [])


def test_the_readme_shows_the_committed_results() -> None:
    assert readme.main(["--check"]) == 0


def test_confidence_is_told_in_bands() -> None:
    judged = [Judged(0.95, True, True, True), Judged(1.0, True, True, False), Judged(0.1, True, False, False)]
    low, high = by_confidence(judged)
    assert (low["n"], low["attributed"], high["n"], high["attributed"], high["found"]) == (1, 0, 2, 50, 100)


def test_a_floor_withholds_sources_and_not_their_absence() -> None:
    judged = [Judged(0.9, True, True, True), Judged(0.1, True, True, False), Judged(0.1, False, True, True)]
    none, *_, high = by_floor(judged)
    assert (none["right_of_named"], high["right_of_named"], high["withheld"], high["right_lost"]) == (50, 100, 50, 0)


def test_the_rows_of_the_first_report_are_read() -> None:
    printed = "  ok   found: E1 1/2 of it\nfound       14/16\nfew extras  0/1\nown voice   2/2\n"
    assert rows(printed) == {"found": [14, 16], "few extras": [0, 1], "own voice": [2, 2]}
