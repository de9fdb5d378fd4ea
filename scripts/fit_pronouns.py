"""Fit the weights by which `identify` chooses a pronoun's antecedent, on GAP's development part.

usage: fit_pronouns.py GAP.jsonl.gz [--parser MODULE:FUNCTION] [--cache FOLDER] [--folds 5]

A softmax over the people named in a snippet, each scored by his best mention, with a small L2 penalty;
prints F1 by cross-validation, then the weights fitted on everything, to be put into pronoun_weights.py.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "benchmarks"))

from identify_gold import Parses, lines

from sayso.model.span import Span
from sayso.stages.identify.cast import Cast, roles_of
from sayso.stages.identify.named import _with
from sayso.stages.identify.names import find_names
from sayso.stages.identify.page import Page
from sayso.stages.identify.pronoun_weights import WEIGHTS
from sayso.stages.identify.pronouns import Antecedents

ROLES = ("subject", "owner", "object")
PLACES = ("subject", "object", "oblique", "agent", "owner", "other")
NAMES = [
    "same sentence",
    "one back",
    "two back",
    "three back",
    "further",
    "after",
    "after, fronted",
    "log distance",
    "same clause subject of object",
    "first of its sentence",
    "nearest",
    "second",
    "later",
    "nearest subject",
    "named nearby",
    "pronoun",
    "one word",
    "doubtful",
    "often",
    "opens the text",
    "gender known",
    "gender against",
    "gender for",
    "across quotation",
    "list",
    "no comma between",
    "first subject here",
    "after, fronted, subject",
    "subject, then and",
    "subject, then but",
    "subject, then that",
    *(f"has a clause with {a}" for a in ROLES),
    *(f"doubtful {b}" for b in PLACES),
    *(f"{a} from {b}, {c}" for a in ROLES for b in PLACES for c in ("here", "before", "far")),
]


def example(record: dict[str, Any], parses: Parses, weights: dict[str, float]) -> dict[str, Any]:
    """Return the features of everybody whom a record's pronoun may mean, and who is right."""
    parse = parses(record["text"])
    page = Page(record["text"], parse)
    lo, _ = page.at(*record["pronoun"])
    names = find_names(page, parse)
    spans = {k: Span(record[k]["offset"], record[k]["offset"] + len(record[k]["name"])) for k in "ab"}
    if GIVEN:
        for span in spans.values():
            names = _with(page, names, *page.at(*span))
    cast = Cast(page, names)
    roles_of(page, cast)
    people = Antecedents(page, cast, weights)
    people.read_all(frozenset((lo,)))
    female = page.low[lo] in ("she", "her", "hers")
    rows, owners = [], []
    for place, features in people.candidates(lo, "f" if female else "m"):
        rows.append([features.get(n, 0.0) for n in NAMES])
        owners.append(id(place.referent))
    order = {o: i for i, o in enumerate(dict.fromkeys(owners))}
    hits = {
        k: [
            order[id(r)]
            for r in cast.referents
            if id(r) in order and any(page.span(*m).overlaps(s) for m in r.mentions)
        ]
        for k, s in spans.items()
    }
    gold = [i for k in "ab" if record[k]["is"] for i in hits[k]]
    return {
        "x": np.array(rows).reshape(-1, len(NAMES)),
        "who": np.array([order[o] for o in owners], dtype=int),
        "gold": gold,
        "hits": hits,
        "is": {k: record[k]["is"] for k in "ab"},
        "female": female,
    }


def best(e: dict[str, Any], w: Any) -> tuple[Any, Any]:
    """Return each person's score and best mention."""
    scores = e["x"] @ w
    top = np.full(e["who"].max() + 1, -1e9)
    at = np.zeros(len(top), dtype=int)
    for i, (who, s) in enumerate(zip(e["who"], scores, strict=True)):
        if s > top[who]:
            top[who], at[who] = s, i
    return top, at


def fit(examples: list[dict[str, Any]], start: Any, rounds: int = 60) -> Any:
    """Return weights by gradient ascent."""
    w, velocity = start.copy(), np.zeros_like(start)
    usable = [e for e in examples if e["gold"] and len(e["who"])]
    for _ in range(rounds):
        gradient = -0.3 * w / len(usable)
        for e in usable:
            top, at = best(e, w)
            p = np.exp(top - top.max())
            p /= p.sum()
            g = e["gold"][0]
            gradient += (WOMEN if e["female"] else 1.0) * (e["x"][at[g]] - p @ e["x"][at]) / len(usable)
        velocity = 0.9 * velocity + gradient
        w = w + 0.25 * velocity
    return w


def f1(examples: list[dict[str, Any]], w: Any) -> dict[str, float]:
    """Return F1 as the corpus's own scorer counts it."""
    out = {}
    for label, keep in (("all", (True, False)), ("F", (True,)), ("M", (False,))):
        tp = p = g = 0
        for e in examples:
            if e["female"] not in keep:
                continue
            choice = int(best(e, w)[0].argmax()) if len(e["who"]) else -1
            for k in "ab":
                mine = choice in e["hits"][k]
                tp, p, g = tp + (mine and e["is"][k]), p + mine, g + e["is"][k]
        out[label] = 200 * tp / (p + g)
    return out


def main() -> None:
    """Fit and print."""
    global GIVEN
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("gap", type=Path)
    options.add_argument("--parser", default="shipped")
    options.add_argument("--cache", type=Path, default=Path(".work/parses"))
    options.add_argument("--folds", type=int, default=5)
    options.add_argument("--given", action="store_true", help="take the two given names as found")
    options.add_argument("--passes", type=int, default=2)
    given = options.parse_args()
    GIVEN = given.given
    parses = Parses(given.parser, given.cache)
    records = list(lines(given.gap))
    w = np.array([WEIGHTS.get(n, 0.0) for n in NAMES])
    for turn in range(given.passes):
        examples = [example(r, parses, dict(zip(NAMES, w.tolist(), strict=True))) for r in records]
        if turn == 0:
            print(
                "the right one is among those found:",
                sum(bool(e["gold"]) for e in examples) / sum(any(e["is"].values()) for e in examples),
            )
            print("with the weights as they are:", f1(examples, w))
        tested = []
        for fold in range(given.folds):
            kept = fit([e for i, e in enumerate(examples) if i % given.folds != fold], w)
            tested.append(f1([e for i, e in enumerate(examples) if i % given.folds == fold], kept))
        print("cross-validated:", {k: round(float(np.mean([t[k] for t in tested])), 1) for k in tested[0]})
        w = fit(examples, w)
        print("on what it was fitted:", f1(examples, w))
    print("WEIGHTS: dict[str, float] = {")
    for name, value in zip(NAMES, w, strict=True):
        print(f'    "{name}": {value:.2f},')
    print("}")


GIVEN = False
WOMEN = 4.0
"""How much more an example with a feminine pronoun counts, so that both genders come out alike."""

if __name__ == "__main__":
    main()
