"""How often English words stand in a sentence of the news: stems, from a table of numbers that names its source."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

RARE = 3e-5
"""The share of sentences in which a word stands that the table doesn't have; names are such words."""


@cache
def word_frequencies() -> dict[str, float]:
    """Return stems with the share of sentences in which they stand."""
    table = files("sayso.languages.en").joinpath("word_frequencies.txt").read_text(encoding="utf-8")
    found = {}
    for line in table.splitlines():
        if not line.startswith("#"):
            level, *stems = line.split()
            found.update(dict.fromkeys(stems, 2.0 ** -float(level)))
    return found
