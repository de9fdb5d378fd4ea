"""Who says what: attributions found, beside a peer's; confidence against truth; small against full weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import pairwise
from pathlib import Path
from typing import Any

from benchmarks import peers, product
from benchmarks.corpora import Annotated, Attribution
from benchmarks.scorer import Judged, judge, score

# Two people annotating the same article, on 470 pairings in PolNeAR's training part, by the same
# definitions. Measured once, with annotations that the corpus's reports carry; not part of a run.
TWO_PEOPLE = {"source": 80.5, "cue": 69.9, "content": 91.2, "found": 79.8, "attributed": 75.4, "exact": 63.8}

BINS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
FLOORS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)

Predicted = Mapping[str, Sequence[Attribution]]


def measure(name: str, corpus: Sequence[Annotated], float_weights: Path | None = None) -> dict[str, Any]:
    """Measure Sayso and its peer on one corpus."""
    mine = product.attributions(product.readings(corpus))
    results: dict[str, Any] = {"sayso": figures(corpus, mine)}
    try:
        results["textacy direct_quotations"] = figures(corpus, peers.textacy_quotations(corpus))
    except (ImportError, OSError) as missing:
        print(f"  {name}: no peer beside it: {missing}")
    results["confidence"] = by_confidence(judge(corpus, mine))
    results["floors"] = by_floor(judge(corpus, mine))
    if float_weights is not None:
        results["sayso, float weights"] = figures(
            corpus, product.attributions(product.readings(corpus, weights=float_weights))
        )
    return results


def figures(corpus: Sequence[Annotated], predicted: Predicted) -> dict[str, Any]:
    """Return the scores of predictions; nesting included and outermost only, where the corpus nests."""
    result = asdict(score(corpus, predicted))
    if any(a.within for report in corpus for a in report.attributions):
        result["outermost"] = asdict(score(corpus, predicted, nested=False))
    return result


def by_confidence(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """Return, for each band of confidence, how many attributions it holds and how many of them were right."""
    rows = []
    for low, high in pairwise(BINS):
        band = [j for j in judged if low <= j.confidence < high or (high == 1.0 and j.confidence >= 1.0)]
        if band:
            rows.append(
                {
                    "from": low,
                    "to": high,
                    "n": len(band),
                    "mean": sum(j.confidence for j in band) / len(band),
                    "found": 100 * sum(j.found for j in band) / len(band),
                    "attributed": 100 * sum(j.attributed for j in band) / len(band),
                }
            )
    return rows


def by_floor(judged: Sequence[Judged]) -> list[dict[str, float]]:
    """Return what a floor under the speaker's confidence costs and brings.

    Of the attributions that name a source: the share withheld below the floor, the share of the
    named that are right, and the share of right ones that are withheld with the wrong.
    """
    named = [j for j in judged if j.has_source]
    right = sum(j.attributed for j in named)
    rows = []
    for floor in FLOORS:
        kept = [j for j in named if j.confidence >= floor]
        rows.append(
            {
                "floor": floor,
                "withheld": 100 * (len(named) - len(kept)) / max(1, len(named)),
                "right_of_named": 100 * sum(j.attributed for j in kept) / max(1, len(kept)),
                "right_lost": 100 * (right - sum(j.attributed for j in kept)) / max(1, right),
            }
        )
    return rows
