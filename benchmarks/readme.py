"""Write measured figures into the README and docs: ``python -m benchmarks.readme``.

A block between ``<!-- measured: NAME -->`` and ``<!-- end -->`` is replaced by the table NAME, made
from the committed results. Where a part was not measured the block says so. With ``--check``
nothing is written, and the exit status says whether a block is stale. With ``--sessions`` the
commands in ``console`` blocks are run as well, and their output is written below them.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from benchmarks import tables

ROOT = Path(__file__).resolve().parent.parent
RESULTS = ROOT / "benchmarks" / "results" / "latest.json"
PAGES = (ROOT / "README.md", ROOT / "docs" / "benchmarks.md")

_BLOCK = re.compile(r"(<!-- measured: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)

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
    "passages": tables.passages,
    "claims": tables.claims,
    "claims_across": tables.claims_across,
    "paraphrases": tables.paraphrases,
    "fooled": tables.fooled,
    "embedding": tables.embedding,
    "cost": tables.cost,
    "library": tables.library,
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


def sessions(page: str, run: Callable[[str], str]) -> str:
    """Return a page with the commands of its ``console`` blocks run again, and what they print."""

    def session(found: re.Match[str]) -> str:
        commands = re.findall(r"^\$ (.+)$", found[1], re.MULTILINE)
        return "```console\n" + "".join(f"$ {command}\n{run(command)}" for command in commands) + "```"

    return _CONSOLE.sub(session, page)


def _run(command: str) -> str:
    """Run a command in the repository's root: no colour, one width, this Python's own ``sayso``."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    environment = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
    ran = subprocess.run(command, shell=True, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True, check=True)
    return "".join(line.rstrip() + "\n" for line in ran.stdout.strip("\n").splitlines())


def main(arguments: list[str]) -> int:
    """Fill the pages, or with ``--check`` say which are stale."""
    results = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.is_file() else {}
    stale = []
    for path in PAGES:
        if not path.is_file():
            continue
        before = path.read_text(encoding="utf-8")
        after = filled(before, results)
        if "--sessions" in arguments:
            after = sessions(after, _run)
        if before != after:
            stale.append(path.name)
            if "--check" not in arguments:
                path.write_text(after, encoding="utf-8")
    if stale:
        print(("stale: " if "--check" in arguments else "written: ") + ", ".join(stale))
    return int(bool(stale) and "--check" in arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
