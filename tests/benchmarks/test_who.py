"""The benchmark's scorer of sources: names that are one, and agreement with the outside referee."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from benchmarks.corpora import Annotated, annotated
from benchmarks.who import same_name, score
from tests.benchmarks.referees import disturbed, referee

NAMES = ("Ines Ode", "Tomas Ode", "Harbour Board")


@pytest.mark.parametrize(
    ("mine", "theirs", "same"),
    [
        ("Mr. Ines Ode", "Ines Ode", True),
        ("Ines", "Ines Ode", True),
        ("Ode", "Ines Ode", False),
        ("Ines Maria Ode", "Ines Ode", True),
        ("the Board of the Harbour", "Harbour Board", True),
        ("Ines Ode and Tomas Ode", "Ines Ode", False),
        ("US", "United States", True),
        ("", "Ines Ode", False),
        (None, "Ines Ode", False),
    ],
)
def test_short_and_long_forms(mine: str | None, theirs: str, same: bool) -> None:
    assert same_name(mine, theirs, NAMES) is same


def test_descriptions_need_half_of_their_words_and_the_last() -> None:
    assert same_name("two officials", "two senior officials", (), described=True)
    assert not same_name("senior aides", "two senior officials", (), described=True)


def test_a_source_where_nobody_is_named_is_wrong() -> None:
    gold = {"id": "E1", "source": [], "cue": [], "content": [[0, 9]], "basis": []}
    gold |= {"who": None, "kind": "none", "party": None, "manner": "hedged"}
    report = Annotated("a", "It rained.", None, (), {"attributions": [gold], "nested": []})
    found = {"id": "x", "source": [], "cue": [], "content": [[0, 9]], "manner": "hedged", "source_id": None}
    reading: dict[str, Any] = {"report": {"text": "It rained."}, "attributions": [found], "sources": []}
    assert (score([report], {"a": reading}).right, score([report], {"a": reading}).manner) == (100, 100)
    found["source_id"] = "s"
    reading["sources"] = [{"id": "s", "name": "Ode", "kind": "person"}]
    assert score([report], {"a": reading}).wrong == 100


def test_another_text_is_missing() -> None:
    report = Annotated("a", "It rained.", None, (), {"attributions": [], "nested": []})
    assert score([report], {"a": {"report": {"text": "It snowed."}, "attributions": []}}).missing == 1


def read_badly(report: Annotated, dice: random.Random) -> dict[str, Any]:
    line = dict(report.line)
    named = [a["who"] for a in line["attributions"] if a["who"]]
    sources: list[dict[str, Any]] = []
    line["attributions"] = line["attributions"] + line["nested"]
    found = disturbed(line, dice)
    for a in found:
        gold = line["attributions"][int(a["id"][1:])]
        outer = gold.get("within")
        if outer and dice.random() < 0.8:
            order = [g["id"] for g in line["attributions"]]
            a["within"] = f"p{order.index(outer)}"
        a["manner"] = gold["manner"] if dice.random() < 0.8 else "neutral"
        a["basis"] = gold["basis"] if dice.random() < 0.8 else [[0, 20]]
        if dice.random() < 0.85:
            name = gold["who"] if dice.random() < 0.8 else dice.choice([*named, None])
            words = (name or "").split()
            if len(words) > 1 and dice.random() < 0.5:
                name = dice.choice([words[-1], words[0], f"Ms. {name} Senior"])
            party = gold["party"] if dice.random() < 0.8 else dice.choice([None, "US", "Congress"])
            kind = gold["kind"] if dice.random() < 0.9 else "person"
            a["source_id"] = f"s{len(sources)}"
            sources.append({"id": a["source_id"], "name": name, "kind": kind, "party": party})
    return {"report": {"id": report.id, "text": report.text}, "attributions": found, "sources": sources}


@pytest.mark.parametrize("seed", range(4))
def test_agrees_with_the_outside_referee_to_the_decimal(shared: Path, seed: int) -> None:
    outside = referee(shared, "score_who")
    dice = random.Random(seed)
    gold = annotated(shared / "data" / "polnear-dev-who.jsonl.gz")
    readings = {report.id: read_badly(report, dice) for report in gold if dice.random() < 0.95}
    theirs = outside.score([dict(report.line) for report in gold], list(readings.values()))
    ours = score(gold, readings)
    named = {"right_of_all": "who_right_of_all", "right": "who_right", "wrong": "who_wrong", "withheld": "who_withheld"}
    named |= {key: key for key in ("annotated", "found", "kind", "party", "manner")} | {"missing": "reports_missing"}
    for own, other in named.items():
        assert getattr(ours, own) == pytest.approx(theirs[other], abs=1e-9), own
    for key in ("basis", "within"):
        rate = getattr(ours, key)
        assert {"p": rate.p, "r": rate.r, "f1": rate.f1} == theirs[key], key
    assert ours.within.f1 > 20
