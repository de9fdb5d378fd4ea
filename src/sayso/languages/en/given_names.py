"""Given names and the gender of their bearers, from a table that names its source."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def given_names() -> dict[str, str]:
    """Return lower-case given names: ``f``, ``m``, ``f?`` and ``m?`` where most do, or "" where both bear it."""
    table = files("sayso.languages.en").joinpath("given_names.txt").read_text(encoding="utf-8")
    rows = [line for line in table.splitlines() if not line.startswith("#")]
    return {name: gender for row, gender in zip(rows, ("f", "m", "f?", "m?", ""), strict=True) for name in row.split()}
