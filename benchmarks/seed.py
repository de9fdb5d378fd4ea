"""The report that the project began with, held against what a careful reader found in it.

The report and its referee stand beside the checkout and not in it; where they are absent, nothing
is measured.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import product
from benchmarks.corpora import Annotated

PUBLISHED = "2023-02-14"

_ROW = re.compile(r"^(\w[\w ]*?)\s+(\d+)/(\d+)$", re.MULTILINE)


def measure(folder: Path) -> dict[str, list[int]]:
    """Return, for each kind of thing expected, how many were right of how many."""
    text = (folder / "seed" / "report.txt").read_bytes().decode("utf-8")
    reading = product.readings([Annotated("seed", text, PUBLISHED, (), {})])["seed"]
    with tempfile.TemporaryDirectory() as held:
        path = Path(held) / "reading.json"
        path.write_text(json.dumps(reading), encoding="utf-8")
        ran = subprocess.run(
            [sys.executable, str(folder / "tools" / "check_seed.py"), str(path)],
            capture_output=True,
            text=True,
            check=True,
        )
    return rows(ran.stdout)


def rows(printed: str) -> dict[str, list[int]]:
    """Return the counts at the end of what the referee prints."""
    return {name: [int(right), int(expected)] for name, right, expected in _ROW.findall(printed)}
