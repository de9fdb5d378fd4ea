"""The outside referees, loaded from the folder beside the checkout; and what a middling program might find."""

from __future__ import annotations

import importlib.util
import random
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest


def referee(shared: Path, name: str) -> ModuleType:
    """Load one of the outside referees; the test is skipped where it is absent."""
    path = shared / "tools" / f"{name}.py"
    if not path.is_file():
        pytest.skip(f"the outside referee {name}.py is not beside this checkout")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def disturbed(line: dict[str, Any], dice: random.Random) -> list[dict[str, Any]]:
    """Return a report's attributions as if badly read: some lost, moved, doubled, nested."""
    length = len(line["text"])

    def moved(spans: list[list[int]]) -> list[list[int]]:
        if dice.random() < 0.3:
            return [s for s in spans if dice.random() < 0.7]
        size = dice.choice([0, 0, 4, 15, 60])
        out = []
        for start, end in spans:
            start = min(length, max(0, start + dice.randint(-size, size)))
            out.append([start, min(length, max(start, end + dice.randint(-size, size)))])
        return out

    found: list[dict[str, Any]] = []
    for i, a in enumerate(line["attributions"]):
        if dice.random() < 0.15:
            continue
        within = found[-1]["id"] if found and dice.random() < 0.1 else None
        roles = {role: moved(a[role]) for role in ("source", "cue", "content")}
        found.append({"id": f"p{i}", "within": within, **roles})
        if dice.random() < 0.1:
            found.append({**found[-1], "id": f"q{i}", "source": moved(a["source"])})
    dice.shuffle(found)
    return found
