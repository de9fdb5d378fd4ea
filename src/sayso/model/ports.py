"""The seams: what the pipeline asks of parts that can be exchanged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Protocol


class Embedder(Protocol):
    """Turns sentences into vectors that point alike ways where they say alike things.

    A vector is bytes, one signed byte a number, the largest of them 127 or -127: it may be stored as it
    is, and the cosine of two is their product over their lengths. The same text has the same vector,
    whatever texts are given with it.
    """

    @property
    def name(self) -> str:
        """The model and its version; vectors of two names cannot be compared."""
        ...

    def __call__(self, texts: Sequence[str]) -> list[bytes]:
        """Return one vector a text, in order."""
        ...


class PassageIndex(Protocol):
    """Remembers which report holds which runs of words: in memory for a dossier, in the store for a library."""

    def add(self, report: str, keys: Sequence[int]) -> list[str]:
        """Take in a report that it does not hold, and return those before it that share most with it.

        Args:
            report: The report's id.
            keys: Its runs of words, each once: numbers made from the words' content alone.
        """
        ...

    def spread(self, keys: Sequence[int]) -> Mapping[int, int]:
        """Return how many reports hold each of some runs; those that it doesn't keep are missing."""
        ...


class ClaimIndex(Protocol):
    """Remembers what each report turns on: in memory for a dossier, in the store for a library."""

    def near(self, weights: Mapping[str, float], limit: int) -> list[str]:
        """Return the reports that share most of what tells, the likeliest first, ``limit`` at most.

        Args:
            weights: How much each word tells of the report that is asked for.
            limit: How many reports are wanted.
        """
        ...

    def add(self, report: str, words: Sequence[str]) -> None:
        """Take in a report with the words that tell of its subject."""
        ...
