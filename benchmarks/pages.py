"""Article text taken from real pages: Sayso beside the library it builds on, same pages, same run.

``python -m benchmarks.pages [--data FOLDER] [--json]``. The measure is that of the Article Extraction
Benchmark: for each page, the multiset of 4-word sequences of the text found against that of the text
that people marked; precision and recall are averaged over pages, and F1 is made of the averages.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

_WORD = re.compile(r"\w+")
_GRAM = 4
ROOT = Path(__file__).resolve().parent.parent
OUTSIDE_THE_BODY = ("headline", "byline", "debris")
"""Kinds of block that the truth does not hold: it is the article's body."""

Extractor = Callable[[bytes], str]


def grams(text: str) -> Counter[tuple[str, ...]]:
    """Return the 4-word sequences of a text with their counts (shorter ones where it has fewer words)."""
    words = _WORD.findall(text)
    starts = range(max(1, len(words) - _GRAM + 1)) if words else range(0)
    return Counter(tuple(words[i : i + _GRAM]) for i in starts)


def page_score(truth: str, found: str) -> tuple[float, float]:
    """Return precision and recall of one page's text."""
    wanted, given = grams(truth), grams(found)
    if not wanted and not given:
        return 1.0, 1.0
    right = sum((wanted & given).values())
    return right / max(1, sum(given.values())), right / max(1, sum(wanted.values()))


def score(truths: Mapping[str, str], found: Mapping[str, str]) -> dict[str, float]:
    """Return precision, recall and F1 in percent; a page without any text found counts for recall only."""
    pages = {key: page_score(truth, found.get(key, "")) for key, truth in truths.items()}
    precisions = [p for key, (p, _) in pages.items() if found.get(key)]
    precision = sum(precisions) / max(1, len(precisions))
    recall = sum(r for _, r in pages.values()) / max(1, len(pages))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"precision": 100 * precision, "recall": 100 * recall, "f1": 100 * f1}


def sayso(page: bytes) -> str:
    """Return the body of the page as Sayso admits it, nothing where it is refused."""
    from sayso.stages.admit import admit_bytes

    report = admit_bytes(page)
    if report.refused:
        return ""
    return "\n".join(b.span.of(report.text) for b in report.blocks if b.kind not in OUTSIDE_THE_BODY)


def _trafilatura(**settings: bool) -> Extractor:
    def extract(page: bytes) -> str:
        import trafilatura

        return trafilatura.extract(page, **settings) or ""

    return extract


EXTRACTORS: dict[str, Extractor] = {
    "Sayso": sayso,
    "trafilatura, precision": _trafilatura(favor_precision=True, include_comments=False),
    "trafilatura, without comments": _trafilatura(include_comments=False),
    "trafilatura, as it comes": _trafilatura(),
    "trafilatura, recall": _trafilatura(favor_recall=True, include_comments=False),
}


def measure(folder: Path, names: Iterable[str] = EXTRACTORS) -> dict[str, dict[str, float]]:
    """Measure the extractors on a folder of ``ID.html.gz`` with its ``truth.json``."""
    truths = {k: str(v["body"]) for k, v in json.loads((folder / "truth.json").read_text(encoding="utf-8")).items()}
    pages = {key: gzip.decompress((folder / f"{key}.html.gz").read_bytes()) for key in truths}
    results = {}
    for name in names:
        EXTRACTORS[name](next(iter(pages.values())))  # imports and tables are made on first use
        began = time.process_time()
        found = {key: EXTRACTORS[name](page) for key, page in pages.items()}
        spent = time.process_time() - began
        results[name] = {**score(truths, found), "pages_per_cpu_second": len(pages) / max(spent, 1e-9)}
    return results


def main() -> None:
    """Print the table, or the results as JSON."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="the folder that holds pages/"
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    results = measure(options.data / "pages")
    if options.json:
        print(json.dumps(results, indent=1))
        return
    print(f"{'4-grams of the article, %':<32}{'precision':>10}{'recall':>10}{'F1':>10}{'pages/s':>10}")
    for name, figures in results.items():
        row = (figures["precision"], figures["recall"], figures["f1"], figures["pages_per_cpu_second"])
        print(f"{name:<32}" + "".join(f"{value:>10.2f}" for value in row))


if __name__ == "__main__":
    main()
