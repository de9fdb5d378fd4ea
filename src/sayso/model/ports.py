"""The seams: what the pipeline asks of parts that can be exchanged."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple, Protocol

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


class Shingled(NamedTuple):
    """A report's runs of words, as an index keeps them: each run once, where it first stands.

    ``keys`` (unsigned 64-bit) are made from the words' content alone, so that they are the same in
    every process and may be stored; ``places`` (unsigned 32-bit) count words from the report's start.
    """

    report: str
    keys: array[int]
    places: array[int]


class SharedShingles(NamedTuple):
    """Runs that two reports share; ``a`` came first. ``spread`` counts the reports that hold each run."""

    a: str
    b: str
    a_places: array[int]
    b_places: array[int]
    spread: array[int]


class PassageIndex(Protocol):
    """Remembers which report holds which runs of words: in memory for a dossier, in the store for a library."""

    def add(self, shingled: Sequence[Shingled]) -> Iterable[SharedShingles]:
        """Take in reports that it does not hold, and yield what each shares with those before it.

        Pairs come ordered by ``b``, in the order given; pairs that share too little may be left out.
        """
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
