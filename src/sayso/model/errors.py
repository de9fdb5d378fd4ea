"""One tree of errors; whatever Sayso raises on purpose is a SaysoError.

SaysoError
├── InputError      the caller gave something that cannot be used (a bad option or date)
├── RefusedError    one document was asked for and could not be read; carries the refusal
├── LibraryError    the library on disk cannot be used: damaged, locked, read-only, its disk full
└── WeightsError    the models that ship with the package are missing or damaged
"""

from __future__ import annotations

from sayso.model.report import Refusal


class SaysoError(Exception):
    """The root of everything that Sayso raises on purpose."""


class InputError(SaysoError, ValueError):
    """The caller gave something that cannot be used."""


class RefusedError(SaysoError):
    """A document could not be read."""

    def __init__(self, refusal: Refusal, path: str | None = None) -> None:
        super().__init__(f"{path}: {refusal.reason}" if path else refusal.reason)
        self.refusal = refusal
        self.path = path


class WeightsError(SaysoError):
    """A model that ships with the package is missing or damaged."""


class LibraryError(SaysoError):
    """The library on disk cannot be used, or not in the way that was asked for."""
