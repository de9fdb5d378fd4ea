"""The seams: what the pipeline asks of parts that can be exchanged."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from sayso.model.parse import Parse
from sayso.model.reading import Reading


class Stage(Protocol):
    """Takes a reading (and the parse of its text) and returns a fuller one; pure."""

    def __call__(self, reading: Reading, parse: Parse) -> Reading:
        """Return the reading with this stage's findings added."""
        ...


class Parser(Protocol):
    """Turns texts into parses."""

    def __call__(self, texts: Sequence[str]) -> list[Parse]:
        """Return one parse a text, in order."""
        ...
