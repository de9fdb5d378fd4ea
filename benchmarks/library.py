"""What a library costs as it grows: adding, searching, a claim's page: ``python -m benchmarks library``.

Reports are made from PolNeAR's development part (see ``benchmarks.crowd``) and added in batches; reading
and embedding are excluded: vectors are made from the statements' words. Each size is a library of its
own, in a process of its own, on one core. A page's first view traces the claim; what is shown from then
on, until something changes that it rests on, is read from one row.
"""

from __future__ import annotations

import argparse
import json
import pickle
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.corpora import Annotated
from benchmarks.cost import each, kept, memory
from benchmarks.crowd import Hashed, crowd

SIZES = (1_000, 10_000)
ASKED = 200
_BATCH = 16


def measure(corpus: Sequence[Annotated], sizes: Sequence[int] = SIZES) -> dict[str, Any]:
    """Return the figures of each size."""
    with tempfile.TemporaryDirectory() as folder:
        return over(kept(corpus, folder), sizes)


def over(few: Path, sizes: Sequence[int]) -> dict[str, Any]:
    """Measure with readings that were made before."""
    return {"sizes": each("benchmarks.library", few, sizes)}


def one(few: Path, size: int) -> dict[str, Any]:
    """Fill a library and ask it."""
    from sayso.store import Library

    chance = random.Random(5)
    made = crowd(pickle.loads(few.read_bytes()), size)
    row: dict[str, Any] = {"reports": size}
    with tempfile.TemporaryDirectory() as folder, Library.open(folder, create=True, embedder=Hashed()) as library:
        spent = {"put": 0.0, "match": 0.0}
        last: list[float] = []
        words: list[str] = []
        while batch := list(islice(made, _BATCH)):
            begun = time.process_time()
            library.put_many([(reading, None) for reading in batch])
            stored = time.process_time()
            library.match()
            done = time.process_time()
            spent["put"] += stored - begun
            spent["match"] += done - stored
            last = [*last[-20:], (done - begun) / len(batch)]
            words += [w for w in chance.choice(batch).text.split() if w.isalpha() and len(w) > 5][:2]
        row |= {f"milliseconds to {part} a report": 1000 * seconds / size for part, seconds in spent.items()}
        row["milliseconds a report, at the end"] = 1000 * sum(last) / len(last)
        row["megabytes on disk"] = (Path(folder) / "library.sqlite").stat().st_size / 1e6
        asked = [" ".join(chance.sample(words, 2)) for _ in range(ASKED)]
        row["search, ms"] = _times(lambda query: library.search(query), asked)
        total = library.claims(limit=0).total
        ids = []
        for _ in range(ASKED // 10):
            # a claim of many reports, of some, of two
            page = library.claims(limit=1, offset=int(total * chance.random() ** 3))
            ids += [one.id for one in page.rows]
        report_ids = list(library.report_ids())
        chosen = chance.sample(report_ids, min(ASKED // 5, size))
        singles = [
            claim
            for report in chosen
            if (reading := library.reading(report)) is not None
            and reading.statements
            and (claim := library.claim_of(report, chance.choice(reading.statements).id)) is not None
        ]
        row["claims of several statements"] = total
        fresh = crowd(pickle.loads(few.read_bytes()), 1, seed=size)
        library.put_many([(reading, None) for reading in fresh])
        library.match()
        row["claim page, read, ms"] = _times(library.claim, [*ids, *singles] * 3)
        untold = [row.id for row in library.claims(order="added", limit=20, offset=total // 2).rows]
        row["list of 20 claims, read, ms"] = _times(
            lambda _: library.claims(order="added", limit=20, offset=total // 2), untold
        )
        others = chance.sample(report_ids, min(30, size))
        cold = []
        for report in others:
            reading = library.reading(report)
            if reading is not None and reading.statements:
                begun = time.perf_counter()
                library.claim_of(report, chance.choice(reading.statements).id)
                cold.append(1000 * (time.perf_counter() - begun))
        row["claim, first traced, ms"] = _spread(cold)
    row["gigabytes"] = memory()
    return row


def _times(ask: Callable[[Any], Any], given: Sequence[Any]) -> dict[str, float]:
    found = []
    for one in given:
        begun = time.perf_counter()
        ask(one)
        found.append(1000 * (time.perf_counter() - begun))
    return _spread(found)


def _spread(found: Sequence[float]) -> dict[str, float]:
    ordered = sorted(found) or [0.0]
    return {"p50": ordered[len(ordered) // 2], "p95": ordered[int(0.95 * (len(ordered) - 1))], "n": len(found)}


def main(given: list[str] | None = None) -> int:
    """Measure one library, or several."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.library", description=__doc__.partition("\n")[0])
    parser.add_argument("few", type=Path, help="the few readings from which crowds are made, pickled")
    parser.add_argument("sizes", type=int, nargs="+")
    parser.add_argument("--one", action="store_true", help="measure in this process")
    options = parser.parse_args(given)
    print(json.dumps(one(options.few, options.sizes[0]) if options.one else over(options.few, options.sizes)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
