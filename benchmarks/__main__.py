"""Measure everything in one run: ``python -m benchmarks``.

Prints tables beside peers, and with ``--write`` keeps the results in ``benchmarks/results/latest.json``,
from which ``python -m benchmarks.readme`` fills the README's blocks.
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import platform
import sys
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benchmarks import (
    attribution,
    claims,
    cost,
    floors,
    library,
    pages,
    passages,
    peers,
    product,
    seed,
    speed,
    tables,
    times,
)
from benchmarks.corpora import Annotated, annotated, lines, polnear
from benchmarks.gap import score as score_gap
from benchmarks.readme import RESULTS, ROOT
from benchmarks.times import Dated
from benchmarks.who import score as score_who

PARTS = ("attribution", "who", "gap", "times", "pages", "seed", "passages", "claims", "speed", "cost", "library")


class Absent(Exception):
    """A corpus or a part of the product that a measurement needs is not here; the message says which."""


def main(given: list[str] | None = None) -> int:
    """Measure the parts that were asked for; 1 where a floor is broken and ``--check`` was given."""
    options = _options().parse_args(given)
    results: dict[str, Any] = {"made": _made()}
    if options.write and RESULTS.is_file():
        results = json.loads(RESULTS.read_text(encoding="utf-8")) | results
    for part in options.parts or PARTS:
        print(f"== {part}", flush=True)
        try:
            results[part] = MEASURES[part](options)
        except Absent as reason:
            print(f"  not measured: {reason}")
            continue
        for table in tables.TABLES[part]:
            print(table(results), end="\n\n", flush=True)
    if options.write:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(_rounded(results), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        print(f"written: {RESULTS.relative_to(ROOT)}")
    if options.raise_floors:
        floors.save(floors.raised(results, floors.load()))
    broken, unmeasured = floors.check(results, floors.load())
    for line in broken:
        print(f"below the floor: {line}")
    if options.check:
        for path in unmeasured:
            print(f"not measured: {path}")
    return int(options.check and bool(broken))


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.partition("\n")[0])
    parser.add_argument("parts", nargs="*", choices=[*PARTS, []], help="what to measure; everything by default")
    parser.add_argument(
        "--data", type=Path, default=ROOT.parent / "shared" / "data", help="the folder of corpora as JSON lines"
    )
    parser.add_argument(
        "--polnear", type=Path, help="a checkout of github.com/networkdynamics/PolNeAR, to be read instead"
    )
    parser.add_argument("--float-weights", type=Path, help="a folder with the unquantised model, to be compared")
    parser.add_argument("--turns", type=int, default=3, help="how often each program is timed")
    parser.add_argument("--write", action="store_true", help="keep the results")
    parser.add_argument("--check", action="store_true", help="fail where a figure is below its floor")
    parser.add_argument("--raise-floors", action="store_true", help="raise the floors to what was reached")
    return parser


def _made() -> dict[str, Any]:
    import sayso

    return {
        "date": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "sayso": sayso.__version__,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "processor": _processor(),
    }


def _processor() -> str:
    try:
        described = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2].strip() for line in described.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _file(options: argparse.Namespace, name: str) -> Path:
    path: Path = options.data / name
    if not path.is_file():
        raise Absent(f"{name} is not in {options.data.name}/ (--data)")
    return path


def _polnear(options: argparse.Namespace) -> list[Annotated]:
    try:
        return polnear(options.polnear or options.data, "dev")
    except FileNotFoundError as reason:
        raise Absent(f"PolNeAR: give a checkout of its repository (--polnear): {reason}") from None


def _attribution(options: argparse.Namespace) -> dict[str, Any]:
    weights = options.float_weights
    measured = {"polnear-dev": attribution.measure("polnear-dev", _polnear(options), weights)}
    try:
        corpus = annotated(_file(options, "worldnews-dev.jsonl.gz"))
        measured["worldnews-dev"] = attribution.measure("worldnews-dev", corpus, weights)
    except Absent as reason:
        print(f"  not measured: {reason}")
    return measured


def _who(options: argparse.Namespace) -> dict[str, Any]:
    measured = {}
    for name in ("polnear-dev-who", "worldnews-dev"):
        corpus = annotated(_file(options, f"{name}.jsonl.gz"))
        measured[name] = asdict(score_who(corpus, product.readings(corpus)))
    return measured


def _gap(options: argparse.Namespace) -> dict[str, Any]:
    ambiguous = list(lines(_file(options, "gap.jsonl.gz")))
    texts = list(dict.fromkeys(passage["text"] for passage in ambiguous))
    try:
        return {
            way: asdict(score_gap(ambiguous, product.linked(texts, given)))
            for way, given in (("names found", False), ("names given", True))
        }
    except ImportError as missing:
        raise Absent(f"this version does not resolve pronouns: {missing}") from None


def _times(options: argparse.Namespace) -> dict[str, Any]:
    corpus = annotated(_file(options, "timebank.jsonl.gz"))
    read = product.readings(corpus)
    by_text = {report.text: read[report.id]["times"] for report in corpus}

    def mine(text: str, published: str) -> list[Dated]:
        return [Dated(time["span"][0], time["span"][1], time["value"]) for time in by_text[text]]

    dated = [dict(report.line) for report in corpus]
    measured = {"sayso": times.measure(dated, mine)}
    for name, find in (("dateparser", peers.dateparser_times), ("parsedatetime", peers.parsedatetime_times)):
        try:
            measured[name] = times.measure(dated, find)
        except ImportError as missing:
            print(f"  {name} is not beside it: {missing}")
    return measured


def _pages(options: argparse.Namespace) -> dict[str, Any]:
    return dict(pages.measure(_file(options, "pages/truth.json").parent))


def _seed(options: argparse.Namespace) -> dict[str, Any]:
    folder = options.data.parent
    if not (folder / "seed" / "report.txt").is_file() or not (folder / "tools" / "check_seed.py").is_file():
        raise Absent("the report and its referee are not beside the corpora")
    return dict(seed.measure(folder))


def _passages(options: argparse.Namespace) -> dict[str, Any]:
    _file(options, "polnear-train.jsonl.gz")
    return {"spans": passages.spans(options.data), "natural": passages.natural(options.data)}


def _claims(options: argparse.Namespace) -> dict[str, Any]:
    for name in ("basil", "claim-pairs", "msrp"):
        _file(options, f"{name}.jsonl.gz")
    return claims.measure(options.data)


def _speed(options: argparse.Namespace) -> dict[str, Any]:
    return speed.measure(_polnear(options), options.turns)


def _cost(options: argparse.Namespace) -> dict[str, Any]:
    return cost.measure(_polnear(options))


def _library(options: argparse.Namespace) -> dict[str, Any]:
    return library.measure(_polnear(options))


def _rounded(value: Any) -> Any:
    """Return results with figures to two decimals: more would change with the weather."""
    if isinstance(value, float):
        return round(value, 2)
    if isinstance(value, dict):
        return {key: _rounded(held) for key, held in value.items()}
    return [_rounded(held) for held in value] if isinstance(value, list) else value


MEASURES: dict[str, Callable[[argparse.Namespace], dict[str, Any]]] = {
    "attribution": _attribution,
    "who": _who,
    "gap": _gap,
    "times": _times,
    "pages": _pages,
    "seed": _seed,
    "passages": _passages,
    "claims": _claims,
    "speed": _speed,
    "cost": _cost,
    "library": _library,
}

if __name__ == "__main__":
    sys.exit(main())
