"""The log of decisions: appended to, never changed; triggers in the database hold it so."""

from __future__ import annotations

import json
import sqlite3

from sayso.model.contract import json_text
from sayso.model.decision import Decision, reports_of
from sayso.model.decision_contract import decision_from_plain, decision_to_plain
from sayso.model.errors import InputError


def append(connection: sqlite3.Connection, decision: Decision) -> None:
    """Write a signed decision at the end of the log.

    Raises:
        InputError: The log has it already: the same person decided the same at the same time.
    """
    if connection.execute("SELECT 1 FROM decision WHERE id = ?", (decision.id,)).fetchone():
        raise InputError(f"the log has this decision already ({decision.id})")
    ordinal = connection.execute(
        "INSERT INTO decision (id, made, who, verb, json) VALUES (?, ?, ?, ?, ?)",
        (decision.id, decision.when, decision.who, decision.verb, json_text(decision_to_plain(decision))),
    ).lastrowid
    connection.executemany(
        "INSERT OR IGNORE INTO decision_report (decision, report) VALUES (?, ?)",
        [(ordinal, report) for report in reports_of(decision)],
    )


def decisions(connection: sqlite3.Connection, report: str | None = None) -> tuple[Decision, ...]:
    """Return the log in the order of deciding: all of it, or what is about a report and all withdrawals."""
    if report is None:
        rows = connection.execute("SELECT json FROM decision ORDER BY ordinal").fetchall()
    else:
        # A withdrawal names what it takes back, not the report; without it, that would stand again.
        rows = connection.execute(
            "SELECT d.json FROM decision d WHERE d.ordinal IN (SELECT decision FROM decision_report WHERE report = ?"
            " UNION SELECT ordinal FROM decision WHERE verb = 'withdraw') ORDER BY d.ordinal",
            (report,),
        ).fetchall()
    return tuple(decision_from_plain(json.loads(row[0])) for row in rows)


def without_strange_withdrawals(log: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """Return part of a log without withdrawals of what is not in it."""
    kept: list[Decision] = []
    ids: set[str] = set()
    for one in log:
        if one.verb != "withdraw" or ids.intersection(one.of):
            kept.append(one)
            ids.add(one.id)
    return tuple(kept)


def reports_decided_about(connection: sqlite3.Connection) -> tuple[str, ...]:
    """Return the ids of all reports about which something was decided, held or not."""
    rows = connection.execute("SELECT DISTINCT report FROM decision_report ORDER BY report").fetchall()
    return tuple(row[0] for row in rows)


def decision(connection: sqlite3.Connection, decision_id: str) -> Decision | None:
    """Return one decision by its id."""
    row = connection.execute("SELECT json FROM decision WHERE id = ?", (decision_id,)).fetchone()
    return None if row is None else decision_from_plain(json.loads(row[0]))


def delete_about(connection: sqlite3.Connection, report: str) -> int:
    """Delete what was decided about a report that is being removed, withdrawals of it included."""
    about = [row[0] for row in connection.execute("SELECT decision FROM decision_report WHERE report = ?", (report,))]
    return delete(connection, about)


def delete(connection: sqlite3.Connection, ordinals: list[int]) -> int:
    """Delete decisions and their withdrawals; allowed only while something is being removed."""
    rows = connection.execute("SELECT ordinal, json FROM decision").fetchall()
    made = {int(ordinal): json.loads(text) for ordinal, text in rows}
    going = set(ordinals)
    ids = {made[ordinal]["id"] for ordinal in going if ordinal in made}
    # A withdrawal may itself have been withdrawn: follow them all.
    grew = True
    while grew:
        grew = False
        for ordinal, plain in made.items():
            if ordinal not in going and plain["verb"] == "withdraw" and ids & set(plain["of"]):
                going.add(ordinal)
                ids.add(plain["id"])
                grew = True
    connection.executemany("DELETE FROM decision WHERE ordinal = ?", [(ordinal,) for ordinal in going])
    return len(going)
