"""How fast the workbench's pages are: ``python -m benchmarks.workbench --sizes 1000 10000``.

A library of readings made from the examples, or from a corpus that was read before (see
``benchmarks.crowd``), is asked for every kind of page, in this process and over no network. The
line to hold is 200 ms for a page of 10,000 reports.
"""

from __future__ import annotations

import argparse
import json
import pickle
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import cycle, islice
from pathlib import Path
from typing import Any

from benchmarks.crowd import crowd
from sayso.model.reading import Reading
from sayso.store import Library

ROOT = Path(__file__).resolve().parent.parent
LINE_MS = 200.0
_BATCH = 500


def measure(few: Sequence[Reading], size: int, folder: Path, asked: int = 30) -> dict[str, Any]:
    """Return milliseconds for each kind of page of a library of so many reports.

    Args:
        few: Readings from which the many are made.
        size: How many reports the library holds.
        folder: Where the library is made.
        asked: How often each kind of page is asked for.
    """
    from starlette.testclient import TestClient

    from sayso.faces.web.app import make_app

    with Library.open(folder, create=True) as library:
        began = time.perf_counter()
        for some in _batches(crowd(few, size)):
            library.put_many([(reading, None) for reading in some], received="2026-01-01T00:00:00Z")
        added = time.perf_counter() - began
        began = time.perf_counter()
        library.match()
        matched = time.perf_counter() - began
        dossier = library.save_dossier("twelve", list(islice(library.report_ids(), 12)), who="benchmark")
        with TestClient(make_app(library), base_url="http://127.0.0.1:8017", follow_redirects=False) as client:
            pages = {name: timed(client.get, paths, asked) for name, paths in _paths(library, dossier.id) if paths}
    return {"reports": size, "seconds to add": added, "seconds to match": matched, "pages": pages}


def _batches(readings: Iterator[Reading]) -> Iterator[list[Reading]]:
    while some := list(islice(readings, _BATCH)):
        yield some


def _paths(library: Library, dossier: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each kind of page with some addresses of it."""
    from urllib.parse import quote

    reports = list(islice(library.report_ids(), 0, 4_000, 97))
    texts = [library.reading(report) for report in reports[:20]]
    words = [word for r in texts if r for word in r.text.split() if word.isalpha() and len(word) > 6][::23][:40]
    sources = library.sources(limit=20).rows
    yield "library", ["/", "/?offset=40"]
    yield "search", [f"/?q={quote(word)}" for word in words]
    parties = [source.party for source in sources if source.party]
    pairs = zip(words, cycle(parties), strict=False) if parties else ()
    yield "search, narrowed", [f"/?q={quote(word)}&party={quote(party)}" for word, party in pairs]
    yield "report", [f"/reports/{report}" for report in reports]
    yield "sources", ["/sources", "/sources?offset=25"]
    yield "source", [f"/sources/{quote(source.id, safe='')}" for source in sources]
    yield "decisions", ["/decisions"]
    yield "dossier of twelve", [f"/dossiers/{dossier}"]
    yield "claims", ["/claims", "/claims?offset=25"]
    yield "claim", [f"/claims/{row.id}" for row in library.claims(limit=30, offset=0).rows]


def timed(ask: Callable[[str], Any], paths: Sequence[str], times: int) -> dict[str, float]:
    """Return the median and the 95th of a hundred, in milliseconds, of asking for pages in turn."""
    ask(paths[0])
    took = []
    for path in islice(cycle(paths), times):
        began = time.perf_counter()
        answer = ask(path)
        took.append(1_000 * (time.perf_counter() - began))
        if answer.status_code != 200:
            raise RuntimeError(f"{path}: {answer.status_code}")
    return {"median": statistics.median(took), "p95": sorted(took)[max(0, round(0.95 * len(took)) - 1)]}


def examples() -> list[Reading]:
    """Return the readings of the examples that ship with Sayso."""
    from sayso.pipeline import Pipeline
    from sayso.stages.admit import admit_paths

    return list(Pipeline().read_many(admit_paths([ROOT / "examples"])))


@contextmanager
def _folder(kept: Path | None, size: int) -> Iterator[Path]:
    if kept is not None:
        yield kept / f"library-{size}"
        return
    with tempfile.TemporaryDirectory() as made:
        yield Path(made) / "library"


def main(given: Sequence[str] | None = None) -> int:
    """Measure and print; 1 where a page is above the line and ``--check`` was given."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="*", default=[1_000, 10_000])
    parser.add_argument("--few", type=Path, help="readings to make the many from: a pickled list")
    parser.add_argument("--folder", type=Path, help="make the libraries here, and keep them")
    parser.add_argument("--asked", type=int, default=30)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args(given)
    few = pickle.loads(options.few.read_bytes()) if options.few else examples()
    above = []
    for size in options.sizes:
        with _folder(options.folder, size) as folder:
            found = measure(few, size, folder, options.asked)
        print(json.dumps(found, indent=1))
        above += [name for name, page in found["pages"].items() if page["p95"] > LINE_MS]
    for name in above:
        print(f"above {LINE_MS:g} ms: {name}", file=sys.stderr)
    return 1 if above and options.check else 0


if __name__ == "__main__":
    raise SystemExit(main())
