"""Is it the same claim? Pairs judged beside plain cosine, false matches across stories, and what it costs.

    PYTHONPATH=src python -m benchmarks.claims ../shared/data

Nothing here is trained: the sentences of a report stand for its statements, so that the figures
say what matching does, whatever was attributed before.
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.stages.match.claims import match_claims
from sayso.stages.match.claims_phrase import Usage, phrase_of, usage_of
from sayso.stages.match.claims_reports import Kinship
from sayso.stages.match.claims_score import SAME, Scorer

SAME_LABELS = ("same", "drift", "denied")
SENTENCE = re.compile(
    r"(?<=[a-z0-9)%][.!?])(?<!\bMr\.)(?<!\bMs\.)(?<!\bMrs\.)(?<!\bDr\.)(?<!\bSen\.)(?<!\bRep\.)(?<!\bGov\.)(?<!\bGen\.)"
    r"[\"”]?\s+|\n|(?<=[.!?][\"”])\s+"
)
SHORTEST = 25


def lines(path: Path) -> list[dict[str, Any]]:
    """Read a corpus."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def average_precision(scored: Sequence[tuple[float, bool]]) -> float:
    """Return the mean, over the pairs that are one claim, of the precision down to each."""
    right, total = 0, 0.0
    for place, (_, same) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        right += same
        total += same * right / place
    return total / max(1, right)


def recall_at(scored: Sequence[tuple[float, bool]], precision: float) -> float:
    """Return the best recall at a precision or better."""
    right, best = 0, 0.0
    whole = sum(same for _, same in scored)
    for place, (_, same) in enumerate(sorted(scored, key=lambda pair: -pair[0]), 1):
        right += same
        if right / place >= precision:
            best = max(best, right / whole)
    return best


def at(scored: Sequence[tuple[float, bool]], least: float) -> tuple[float, float]:
    """Return precision and recall at a score."""
    taken = [same for score, same in scored if score >= least]
    return sum(taken) / max(1, len(taken)), sum(taken) / sum(same for _, same in scored)


def with_sentences(name: str, text: str, published: str | None = None) -> Reading:
    """Return a reading whose sentences are its statements."""
    statements, start = [], 0
    for end, following in [*((m.start(), m.end()) for m in SENTENCE.finditer(text)), (len(text), len(text))]:
        if end - start > SHORTEST:
            statements.append(Statement(f"t{start}", "own", (Span(start, end),)))
        start = following
    return Reading(Report(name, text, published=published), statements=tuple(statements))


def pairs(data: Path) -> dict[str, Any]:
    """Score the pairs of the silver set, and the same pairs by their cosine."""
    texts = {(one["story"], one["outlet"].casefold()): one["text"] for one in lines(data / "basil.jsonl.gz")}
    usages = {"/".join(key): usage_of(text) for key, text in texts.items()}
    scorer = Scorer(usages, Kinship(usages))
    ours, cosine = [], []
    for pair in lines(data / "claim-pairs.jsonl.gz"):
        two = []
        for side in ("a", "b"):
            key = (pair["story"], pair[side]["outlet"])
            two.append(phrase_of(Reading(Report("/".join(key), texts[key])), side, (Span(*pair[side]["span"]),)))
        same = pair["label"] in SAME_LABELS
        ours.append((scorer.score(*two).score, same))
        cosine.append((float(pair["cosine"]), same))
    precision, recall = at(ours, SAME)
    return {
        "average precision": average_precision(ours),
        "precision at the product's setting": precision,
        "recall at the product's setting": recall,
        "recall at precision 92": recall_at(ours, 0.92),
        "cosine: average precision": average_precision(cosine),
        "cosine: recall at precision 92": recall_at(cosine, 0.92),
    }


def stories(data: Path) -> dict[str, Any]:
    """Match all reports in one run: pairs in one claim, within a story and across two."""
    story, readings = {}, []
    for one in lines(data / "basil.jsonl.gz"):
        name = f"{one['story']}/{one['outlet'].casefold()}"
        story[name] = one["story"]
        readings.append(with_sentences(name, one["text"], one["published"]))
    claims = match_claims(readings, alone=False)
    direct = [(m.a.report, m.b.report) for claim in claims for m in claim.matches if m.a.report != m.b.report]
    joined = []
    for claim in claims:
        reports = sorted({member.key.report for member in claim.members})
        joined += [(a, b) for place, a in enumerate(reports) for b in reports[place + 1 :]]
    found: dict[str, Any] = {"reports": len(readings), "statements": sum(len(r.statements) for r in readings)}
    for name, matched in (("matches", direct), ("pairs of reports in a claim", joined)):
        across = sum(story[a] != story[b] for a, b in matched)
        found[name] = len(matched)
        found[f"{name}: across stories"] = across / max(1, len(matched))
        found[f"{name}: stories with one"] = len({story[a] for a, b in matched if story[a] == story[b]})
    return found


def paraphrases(data: Path) -> dict[str, Any]:
    """Score MSRP's pairs: sentences alone, without reports around them."""
    scored = []
    for number, pair in enumerate(lines(data / "msrp.jsonl.gz")):
        two = [Reading(Report(f"{number}{side}", pair[side])) for side in ("a", "b")]
        scorer = Scorer({r.report.id: Usage({}, 0) for r in two}, lambda a, b: 1.0)
        one, other = (phrase_of(r, "t", (Span(0, len(r.text)),)) for r in two)
        scored.append((scorer.score(one, other).score, bool(pair["same"])))
    precision, recall = at(scored, SAME)
    return {
        "share that is the same": sum(same for _, same in scored) / len(scored),
        "average precision": average_precision(scored),
        "precision at the product's setting": precision,
        "recall at the product's setting": recall,
    }


def cost(data: Path, sizes: Sequence[int]) -> dict[str, Any]:
    """Time the matching of more and more reports: the corpus over and over, each time with other names and figures."""
    corpus = [one["text"] for one in lines(data / "basil.jsonl.gz")]
    found = {}
    for size in sizes:
        readings = [
            with_sentences(
                f"r{n}",
                re.sub(
                    r"\b([A-Z][a-z]{3,})\b", rf"\g<1>{'abcdefghij'[n // len(corpus) % 10]}", corpus[n % len(corpus)]
                ),
            )
            for n in range(size)
        ]
        begun = time.perf_counter()
        match_claims(readings)
        found[f"{size} reports, seconds"] = time.perf_counter() - begun
    return found


def main(folder: str, *sizes: str) -> None:
    """Print every figure."""
    data = Path(folder)
    made = {
        "claim-pairs": pairs(data),
        "basil": stories(data),
        "msrp": paraphrases(data),
        "cost": cost(data, [int(size) for size in sizes] or [200, 400, 800]),
    }
    for name, figures in made.items():
        print(name)
        for what, value in figures.items():
            print(f"  {what}: {value:.3f}" if isinstance(value, float) else f"  {what}: {value}")


if __name__ == "__main__":
    main(*sys.argv[1:])
