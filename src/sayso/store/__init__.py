"""The library: reports kept on disk with their readings, searched, and decided about. `Library` is its door."""

from __future__ import annotations

from sayso.store.answers import (
    Added,
    Changed,
    Dossier,
    Facets,
    Fault,
    Found,
    FoundRow,
    RecordRow,
    SourceRecord,
    SourceRow,
    Sources,
    Tombstone,
)
from sayso.store.claims import ClaimRow, Claims
from sayso.store.library import Library

__all__ = [
    "Added",
    "Changed",
    "ClaimRow",
    "Claims",
    "Dossier",
    "Facets",
    "Fault",
    "Found",
    "FoundRow",
    "Library",
    "RecordRow",
    "SourceRecord",
    "SourceRow",
    "Sources",
    "Tombstone",
]
