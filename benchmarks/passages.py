"""Measure the passages that reports share: ``python -m benchmarks.passages [spans] [natural] [cost]``.

``spans``: texts made from PolNeAR's training part by cutting, reordering, trimming and editing.
``natural``: what its reports share as they are: counts alone, beside all pairs that share a run of
eight words. ``cost``: time and memory for crowds of texts made from it; reading is not part of it.
"""

from __future__ import annotations

import argparse
import json
import multiprocessing
import resource
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from benchmarks import reuse
from benchmarks.corpora import polnear
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.stages.match.passages import passages

ROOT = Path(__file__).resolve().parent.parent


def main(given: list[str] | None = None) -> int:
    """Print the figures that were asked for."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.passages", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", default=["spans", "natural", "cost"])
    parser.add_argument("--data", type=Path, default=ROOT.parent / "shared" / "data")
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000])
    options = parser.parse_args(given)
    for part in options.parts:
        if part == "cost":
            for size in options.sizes:
                print(json.dumps({"cost": cost(options.data, size)}), flush=True)
        else:
            print(json.dumps({part: {"spans": spans, "natural": natural}[part](options.data)}, indent=1), flush=True)
    return 0


def spans(data: Path) -> dict[str, Any]:
    """Return precision and recall of spans on made texts, in percent of words."""
    texts = {report.id: report.text for report in polnear(data, "train")}
    made = reuse.make(texts)
    found: dict[tuple[str, str], list[reuse.Stretch]] = defaultdict(list)
    for passage in passages([_bare(name, text) for name, text in [*texts.items(), *((m.id, m.text) for m in made)]]):
        for a, b in zip(passage.a.spans, passage.b.spans, strict=True):
            found[passage.a.report, passage.b.report].append(((a.start, a.end), (b.start, b.end)))
    total = reuse.score(made, texts, found)
    return {"made": len(made), "all": _figures(total), **{key: _figures(part) for key, part in total.by.items()}}


def natural(data: Path) -> dict[str, Any]:
    """Return counts of what the corpus's reports share: no text of theirs."""
    reports = polnear(data, "train")
    bearers: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for report in reports:
        for run in reuse.runs(report.text):
            bearers[run].append(report.id)
    sharing = {tuple(sorted((a, b))) for held in bearers.values() for a in held for b in held if a < b}
    found = passages(
        [Reading(Report(id=r.id, text=r.text, outlet=r.line.get("publisher"), published=r.published)) for r in reports]
    )
    pairs = Counter(tuple(sorted((p.a.report, p.b.report))) for p in found)
    shares: dict[tuple[str, ...], float] = defaultdict(float)
    for passage in found:
        shares[tuple(sorted((passage.a.report, passage.b.report)))] += max(passage.a.share, passage.b.share)
    return {
        "reports": len(reports),
        "pairs that share 8 words in a row": len(sharing),
        "of them found": len(sharing & pairs.keys()),
        "found beside them": len(pairs.keys() - sharing),
        "kinds of passages": dict(Counter(passage.kind for passage in found)),
        "pairs by the larger share": {
            f"{low:.0%} or more": sum(share >= low for share in shares.values()) for low in (0.02, 0.1, 0.25, 0.5, 0.9)
        },
    }


def cost(data: Path, size: int) -> dict[str, float]:
    """Return seconds and the peak of memory for a crowd of reports, in a process of its own."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_cost, (data, size))


def _cost(data: Path, size: int) -> dict[str, float]:
    readings = [
        _bare(f"r{number}", text)
        for number, text in enumerate(reuse.crowd([r.text for r in polnear(data, "train")], size))
    ]
    before = _most_memory()
    started, worked = time.perf_counter(), time.process_time()
    found = passages(readings)
    seconds, worked = time.perf_counter() - started, time.process_time() - worked
    return {
        "reports": size,
        "seconds": round(seconds, 1),
        "seconds of one core": round(worked, 1),
        "milliseconds a report": round(1000 * worked / size, 2),
        "passages": len(found),
        "pairs": len({(p.a.report, p.b.report) for p in found}),
        "copies": sum(p.kind == "copy" for p in found),
        "gigabytes before": before,
        "gigabytes at most": _most_memory(),
    }


def _most_memory() -> float:
    """Return the most memory that this process has held, in gigabytes."""
    try:
        status = Path("/proc/self/status").read_text(encoding="ascii")
        kilobytes = int(status.partition("VmHWM:")[2].split()[0])
    except (OSError, IndexError, ValueError):
        kilobytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return round(kilobytes / 1e6, 2)


def _bare(name: str, text: str) -> Reading:
    return Reading(Report(id=name, text=text))


def _figures(score: reuse.Score) -> Mapping[str, float]:
    return {
        "precision": round(score.precision, 2),
        "recall": round(score.recall, 2),
        "passages": score.passages,
        "met": score.met,
    }


if __name__ == "__main__":
    sys.exit(main())
