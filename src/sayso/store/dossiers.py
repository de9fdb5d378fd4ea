"""Dossiers: named selections of reports. One that is put away stays in the library, with who did it and why."""

from __future__ import annotations

import secrets
import sqlite3
from collections.abc import Sequence

from sayso.model.errors import InputError
from sayso.store.answers import Dossier

_ROW = "SELECT id, name, note, who, changed FROM dossier WHERE deleted IS NULL"


def dossiers(connection: sqlite3.Connection) -> tuple[Dossier, ...]:
    """Return all dossiers, the last changed first."""
    rows = connection.execute(f"{_ROW} ORDER BY changed DESC, name").fetchall()
    return tuple(_dossier(connection, row) for row in rows)


def dossier(connection: sqlite3.Connection, dossier_id: str) -> Dossier | None:
    """Return one dossier."""
    row = connection.execute(f"{_ROW} AND id = ?", (dossier_id,)).fetchone()
    return None if row is None else _dossier(connection, row)


def save(
    connection: sqlite3.Connection,
    name: str,
    report_ids: Sequence[str],
    *,
    note: str,
    who: str | None,
    now: str,
    dossier_id: str | None,
) -> Dossier:
    """Write a dossier, or write one anew.

    Raises:
        InputError: It has no name, no such dossier exists, or the library lacks one of its reports.
    """
    if not name.strip():
        raise InputError("a dossier needs a name")
    reports = tuple(dict.fromkeys(report_ids))
    for report in reports:
        if connection.execute("SELECT 1 FROM report WHERE id = ?", (report,)).fetchone() is None:
            raise InputError(f"the library holds no report {report}")
    if dossier_id is None:
        dossier_id = "o" + secrets.token_hex(6)
        connection.execute(
            "INSERT INTO dossier (id, name, note, who, changed) VALUES (?, ?, ?, ?, ?)",
            (dossier_id, name, note, who, now),
        )
    else:
        done = connection.execute(
            "UPDATE dossier SET name = ?, note = ?, who = ?, changed = ? WHERE id = ? AND deleted IS NULL",
            (name, note, who, now, dossier_id),
        )
        if not done.rowcount:
            raise InputError(f"there is no dossier {dossier_id}")
        connection.execute("DELETE FROM dossier_report WHERE dossier = ?", (dossier_id,))
    connection.executemany(
        "INSERT INTO dossier_report (dossier, place, report) VALUES (?, ?, ?)",
        [(dossier_id, place, report) for place, report in enumerate(reports)],
    )
    return Dossier(dossier_id, name, note, who, now, reports)


def put_away(connection: sqlite3.Connection, dossier_id: str, *, who: str | None, why: str | None, now: str) -> None:
    """Put a dossier away.

    Raises:
        InputError: There is no such dossier.
    """
    done = connection.execute(
        "UPDATE dossier SET deleted = ?, deleted_by = ?, deleted_why = ? WHERE id = ? AND deleted IS NULL",
        (now, who, why, dossier_id),
    )
    if not done.rowcount:
        raise InputError(f"there is no dossier {dossier_id}")


def _dossier(connection: sqlite3.Connection, row: tuple[str, str, str, str | None, str]) -> Dossier:
    reports = connection.execute(
        "SELECT report FROM dossier_report WHERE dossier = ? ORDER BY place", (row[0],)
    ).fetchall()
    return Dossier(*row, tuple(one for (one,) in reports))
