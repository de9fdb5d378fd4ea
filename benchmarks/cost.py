"""What matching and tracing cost as dossiers grow: ``python -m benchmarks cost``.

A thousand, ten thousand and more reports are made from PolNeAR's development part (see
``benchmarks.crowd``). Reading and embedding are excluded: a statement is read and embedded once,
with its report; here, vectors are made from its words. Each size runs in a process of its own, one
after the other, on one core.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from benchmarks.corpora import Annotated
from benchmarks.crowd import Hashed, crowd
from benchmarks.speed import ONE_THREAD
from sayso.model.reading import Reading

PARTS = ("claims", "sources", "passages", "trace")
SIZES = (1_000, 10_000)


def measure(corpus: Sequence[Annotated], sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Return seconds and memory for each size, and how they grow."""
    with tempfile.TemporaryDirectory() as folder:
        return over(kept(corpus, folder), sizes)


def kept(corpus: Sequence[Annotated], folder: str) -> Path:
    """Read a corpus and keep the readings in a file, for processes of their own."""
    few = Path(folder) / "few.pickle"
    few.write_bytes(pickle.dumps(read(corpus)))
    return few


def over(few: Path, sizes: Sequence[int]) -> dict[str, Any]:
    """Measure with readings that were made before."""
    rows = each("benchmarks.cost", few, sizes)
    return {"sizes": rows, "growth": growth(rows)}


def each(module: str, few: Path, sizes: Sequence[int]) -> list[dict[str, Any]]:
    """Run a module's ``--one`` for each size in a process of its own, and return what it found."""
    rows = []
    for size in sizes:
        ran = subprocess.run(
            [sys.executable, "-m", module, "--one", str(few), str(size)],
            env=os.environ | ONE_THREAD,
            stdout=subprocess.PIPE,
            text=True,
            check=True,
        )
        rows.append(json.loads(ran.stdout.splitlines()[-1]))
        print(json.dumps(rows[-1]), file=sys.stderr, flush=True)
    return rows


def growth(rows: Sequence[dict[str, Any]]) -> dict[str, float]:
    """Return the exponents: seconds grow with the number of reports to this power; n·log n beside them."""
    if len(rows) < 2:
        return {}
    first, last = rows[0], rows[-1]
    span = math.log(last["reports"] / first["reports"])
    found = {part: math.log(max(last[part], 0.01) / max(first[part], 0.01)) / span for part in (*PARTS, "seconds")}
    n, m = first["reports"], last["reports"]
    return {**found, "n log n": math.log(m * math.log(m) / (n * math.log(n))) / span}


def read(corpus: Sequence[Annotated]) -> list[Reading]:
    """Return the readings of a corpus."""
    from benchmarks.corpora import plain_date
    from benchmarks.product import pipeline
    from sayso.stages.admit import admit_text

    admitted = (admit_text(report.text, published=plain_date(report.published)) for report in corpus)
    return list(pipeline().read_many(admitted))


def one(few: Path, size: int) -> dict[str, Any]:
    """Match and trace one crowd; what is measured begins when its readings are there."""
    from sayso.stages import trace as tracing
    from sayso.stages.match.claims import match_statements
    from sayso.stages.match.claims_vectors import embedded
    from sayso.stages.match.passages import passages
    from sayso.stages.match.sources import match_sources

    readings = list(crowd(pickle.loads(few.read_bytes()), size))
    vectors = embedded(readings, Hashed())
    row: dict[str, Any] = {
        "reports": size,
        "statements": sum(len(reading.statements) for reading in readings),
        "gigabytes before": memory(),
    }
    worked = time.process_time()

    def timed(part: str, work: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        found = work()
        row[part] = time.perf_counter() - begun
        return found

    matched = timed("claims", lambda: match_statements(readings, vectors=vectors))
    sources = timed("sources", lambda: match_sources(readings))
    shared = timed("passages", lambda: passages(readings))
    traced = timed(
        "trace",
        lambda: tracing.trace(
            readings, matched.claims, sources=sources, passages=shared, kin=matched.kin, alike=vectors
        ),
    )
    row["seconds"] = sum(row[part] for part in PARTS)
    row["processor seconds"] = time.process_time() - worked
    row["gigabytes"] = memory()
    row["claims of several reports"] = sum(
        len({statement.report for statement in claim.statements}) > 1 for claim in traced.claims
    )
    row["pairs that share a passage"] = len({(p.a.report, p.b.report) for p in shared})
    row["sources of several reports"] = sum(len(source.members) > 1 for source in sources)
    return row


def memory() -> float:
    """Return the most memory that this process has held, in gigabytes."""
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6


def main(given: list[str] | None = None) -> int:
    """Measure one crowd, or several with the readings of a corpus."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cost", description=__doc__.partition("\n")[0])
    parser.add_argument("few", type=Path, help="the few readings from which crowds are made, pickled")
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--one", action="store_true", help="measure in this process")
    options = parser.parse_args(given)
    print(json.dumps(one(options.few, options.sizes[0]) if options.one else over(options.few, options.sizes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
