"""Write measured figures into the README and docs: ``python -m benchmarks.readme``.

A block between ``<!-- measured: NAME -->`` and ``<!-- end -->`` is replaced by the table NAME, made
from the committed results. Where a part was not measured the block says so. With ``--check``
nothing is written, and the exit status says whether a block is stale.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import tables

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "latest.json"
PAGES = (ROOT / "README.md", ROOT / "docs" / "benchmarks.md")

_BLOCK = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)

WRITERS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "attribution": tables.attribution,
    "confidence": tables.confidence,
    "floors": tables.floors,
    "who": tables.who,
    "gap": tables.gap,
    "times": tables.times,
    "pages": tables.pages,
    "seed": tables.seed,
    "speed": tables.speed,
    "made": lambda results: _made(results["made"]),
}


def _made(made: Mapping[str, Any]) -> str:
    return (
        f"Measured on {made['date']} with Sayso {made['sayso']}, Python {made['python']}, on one core of a"
        f" machine with {made['cores']} ({made['processor']})."
    )


def filled(page: str, results: Mapping[str, Any]) -> str:
    """Return a page with its blocks filled in from the results.

    Raises:
        KeyError: a block names no table that we know.
    """

    def block(found: re.Match[str]) -> str:
        write = WRITERS[found[2]]
        try:
            said = write(results)
        except KeyError:
            said = "(not measured yet)"
        return f"{found[1]}{said}\n{found[3]}"

    return _BLOCK.sub(block, page)


def main(arguments: list[str]) -> int:
    """Fill the pages, or with ``--check`` say which are stale."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    stale = []
    for path in PAGES:
        if not path.is_file():
            continue
        before = path.read_text(encoding="utf-8")
        after = filled(before, results)
        if before != after:
            stale.append(path.name)
            if "--check" not in arguments:
                path.write_text(after, encoding="utf-8")
    if stale:
        print(("stale: " if "--check" in arguments else "written: ") + ", ".join(stale))
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
