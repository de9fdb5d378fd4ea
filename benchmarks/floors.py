"""The quality that was reached once and may not be lost again: ``floors.json`` against a run's results."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

PATH = Path(__file__).with_name("floors.json")


def figure(results: Mapping[str, Any], path: str) -> float | None:
    """Return the figure at a path of keys joined by ``/``, or None where it was not measured."""
    value: Any = results
    for key in path.split("/"):
        if not isinstance(value, Mapping) or key not in value:
            return None
        value = value[key]
    return float(value)


def check(results: Mapping[str, Any], floors: Mapping[str, Mapping[str, float]]) -> tuple[list[str], list[str]]:
    """Return a line for each floor that is broken, and one for each that was not measured."""
    broken, unmeasured = [], []
    for bound, limits in floors.items():
        for path, limit in limits.items():
            value = figure(results, path)
            if value is None:
                unmeasured.append(path)
            elif value < limit if bound == "at least" else value > limit:
                broken.append(f"{path}: {value:.2f}, {bound} {limit}")
    return broken, unmeasured


def raised(results: Mapping[str, Any], floors: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """Return the floors moved to what was measured, to a tenth, never to worse.

    Speed and memory stay as they were set: they differ from machine to machine.
    """
    moved: dict[str, dict[str, float]] = {}
    for bound, limits in floors.items():
        moved[bound] = {}
        for path, limit in limits.items():
            value = figure(results, path)
            if value is None or path.startswith("speed/"):
                moved[bound][path] = limit
            elif bound == "at least":
                moved[bound][path] = max(limit, math.floor(10 * value) / 10)
            else:
                moved[bound][path] = min(limit, math.ceil(10 * value) / 10)
    return moved


def load() -> dict[str, dict[str, float]]:
    """Return the committed floors."""
    floors: dict[str, dict[str, float]] = json.loads(PATH.read_text(encoding="utf-8"))
    return floors


def save(floors: Mapping[str, Mapping[str, float]]) -> None:
    """Write the floors."""
    PATH.write_text(json.dumps(floors, indent=1) + "\n", encoding="utf-8")
