"""Pronouns to names on GAP (Webster, Recasens, Axelrod and Baldridge, TACL 2018), by its paper's measure.

Each of the corpus's passages has one pronoun and two names, which gives two yes-or-no questions:
does the pronoun mean this name? Precision, recall and F1 are over all those pairs; bias is the
ratio of F1 on feminine pronouns to F1 on masculine ones.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.scorer import Rate

FEMININE = frozenset({"she", "her", "hers", "herself"})

Span = tuple[int, int]
Linked = Callable[[str, Span, Span, Span], tuple[bool, bool]]
"""Given a text, a pronoun and two names: does the pronoun mean the first, the second?"""


@dataclass(frozen=True, slots=True)
class GapScores:
    """F1 over all pronouns, over feminine and masculine ones, and their ratio."""

    overall: Rate
    feminine: Rate
    masculine: Rate
    bias: float
    examples: int


def score(examples: Iterable[Mapping[str, Any]], linked: Linked) -> GapScores:
    """Score a resolver on the corpus's passages."""
    counts = {True: [0, 0, 0], False: [0, 0, 0]}
    n = 0
    for example in examples:
        n += 1
        text = example["text"]
        start, end = example["pronoun"]
        names = [example[key] for key in ("a", "b")]
        first, second = ((name["offset"], name["offset"] + len(name["name"])) for name in names)
        tally = counts[text[start:end].lower() in FEMININE]
        for says, name in zip(linked(text, (start, end), first, second), names, strict=True):
            tally[0] += says and name["is"]
            tally[1] += says
            tally[2] += name["is"]
    feminine, masculine = (Rate.of(*counts[gender]) for gender in (True, False))
    overall = Rate.of(*(f + m for f, m in zip(counts[True], counts[False], strict=True)))
    bias = feminine.f1 / masculine.f1 if masculine.f1 else 0.0
    return GapScores(overall, feminine, masculine, bias, n)
