"""Removal: text, bytes, index and log entries gone for good, also from the file's free pages; a tombstone left."""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
from collections.abc import Iterable
from typing import Final, NamedTuple

from sayso.model.errors import InputError
from sayso.model.reading import Reading
from sayso.store import log, matching_upkeep, reports
from sayso.store.answers import Tombstone
from sayso.store.database import Database
from sayso.store.originals import Originals
from sayso.store.words import folded, name_key, query_for, unfolded

_COLUMNS: Final = "what, report, text_sha256, removed, who, why"
_INDEXES: Final = ("page_words", "statement_words", "who_words")
_PATIENCE: Final = 20.0
"""Seconds for which a removal waits until nobody reads the library's former state any more."""

_REDACTED: Final = "[removed]"


class Concerned(NamedTuple):
    """What a person's removal concerns: reports in which they are a source, others that name them, decisions."""

    as_source: tuple[str, ...]
    named: tuple[str, ...]
    decisions: int


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


def remove_reports(connection: sqlite3.Connection, report_ids: Iterable[str], *, now: str, who: str, why: str) -> int:
    """Delete reports with all that was made from them; ``finish`` does what a transaction can't.

    Raises:
        InputError: The library holds no such report.
    """
    count = 0
    for report_id in dict.fromkeys(report_ids):
        row = connection.execute(
            "SELECT ordinal, text_sha256, bytes_sha256, original, refused_code FROM report WHERE id = ?", (report_id,)
        ).fetchone()
        if row is None:
            raise InputError(f"the library holds no report {report_id}")
        ordinal, text_sha256, bytes_sha256, original, refused = row
        connection.execute("INSERT INTO removing (report) VALUES (?)", (report_id,))
        log.delete_about(connection, report_id)
        connection.execute("DELETE FROM dossier_report WHERE report = ?", (report_id,))
        matching_upkeep.forget(connection, ordinal)
        reports.delete(connection, ordinal)
        connection.execute(
            "INSERT OR REPLACE INTO tombstone (what, report, text_sha256, bytes_sha256, removed, who, why)"
            " VALUES ('report', ?, ?, ?, ?, ?, ?)",
            # A refused report's text is empty, as that of all others: it identifies none.
            (report_id, None if refused else text_sha256, bytes_sha256, now, who, why),
        )
        if original is not None:
            connection.execute("INSERT OR IGNORE INTO unfinished (what, sha256) VALUES ('original', ?)", (original,))
        count += 1
    connection.execute("INSERT OR IGNORE INTO unfinished (what) VALUES ('scrub')")
    connection.execute("DELETE FROM removing")
    return count


def concerned(connection: sqlite3.Connection, name: str) -> Concerned:
    """Return what the removal of a person by this name would take.

    Raises:
        InputError: The name has no letters to look for.
    """
    query = query_for(f'"{name.replace(chr(34), " ")}"')
    if query is None:
        raise InputError(f"“{name}” is no name that could be looked for")
    as_source = connection.execute(
        "SELECT DISTINCT r.ordinal, r.id FROM who w JOIN source s ON s.who = w.id JOIN report r ON r.ordinal = s.report"
        " WHERE w.id IN (SELECT rowid FROM who_words WHERE who_words MATCH ?) ORDER BY r.ordinal",
        (query,),
    ).fetchall()
    named = connection.execute(
        "SELECT r.ordinal, r.id FROM report r WHERE r.ordinal IN"
        " (SELECT rowid FROM page_words WHERE page_words MATCH ?) ORDER BY r.ordinal",
        (query,),
    ).fetchall()
    sources = {row[1] for row in as_source}
    about = set(_decisions_naming(connection, name))
    for report_id in {row[1] for row in (*as_source, *named)}:
        rows = connection.execute("SELECT decision FROM decision_report WHERE report = ?", (report_id,)).fetchall()
        about.update(row[0] for row in rows)
    return Concerned(
        tuple(row[1] for row in as_source), tuple(row[1] for row in named if row[1] not in sources), len(about)
    )


def remove_person(connection: sqlite3.Connection, name: str, *, now: str, who: str, why: str) -> int:
    """Delete every report that names a person, what was decided about them, and their name in dossiers."""
    concerns = concerned(connection, name)
    count = remove_reports(connection, (*concerns.as_source, *concerns.named), now=now, who=who, why=why)
    connection.execute("INSERT INTO removing (report) VALUES ('')")
    log.delete(connection, _decisions_naming(connection, name))
    connection.execute("DELETE FROM removing")
    for dossier, title, note in connection.execute("SELECT id, name, note FROM dossier").fetchall():
        connection.execute(
            "UPDATE dossier SET name = ?, note = ? WHERE id = ?", (_without(title, name), _without(note, name), dossier)
        )
    connection.execute(
        "INSERT OR REPLACE INTO tombstone (what, name_hmac, removed, who, why) VALUES ('person', ?, ?, ?, ?)",
        (_name_hmac(connection, name), now, who, why),
    )
    return count


def forget(connection: sqlite3.Connection, reading: Reading) -> None:
    """Take the tombstone of a report away, because it is taken in again on purpose."""
    report = reading.report
    connection.execute("DELETE FROM tombstone WHERE report = ? OR text_sha256 = ?", (report.id, report.text_sha256))


def finish(database: Database, originals: Originals) -> bool:
    """Do what a removal leaves to do outside its transaction; say whether nothing is left.

    The original bytes go once no report needs them. Then the index and the file are written anew
    from what is left, and the write-ahead log is emptied, so that no page and no index entry keeps
    anything of what was removed. A process that is killed in the middle leaves a note, and the next
    one to open the library goes on from there.
    """
    with database.reading() as connection:
        todo = connection.execute("SELECT what, sha256 FROM unfinished").fetchall()
    if not todo:
        return True
    for what, digest in todo:
        if what == "original":
            # Under the write lock, so that nobody takes a report in with these bytes meanwhile.
            with database.writing() as connection:
                if connection.execute("SELECT 1 FROM report WHERE original = ?", (digest,)).fetchone() is None:
                    originals.delete(digest)
                connection.execute("DELETE FROM unfinished WHERE what = 'original' AND sha256 = ?", (digest,))
    with database.writing() as connection:
        for index in _INDEXES:
            connection.execute(f"INSERT INTO {index} ({index}) VALUES ('optimize')")
    database.rewrite()
    if not database.empty_log(_PATIENCE):
        return False
    with database.writing() as connection:
        connection.execute("DELETE FROM unfinished WHERE what = 'scrub'")
    return True


def _decisions_naming(connection: sqlite3.Connection, name: str) -> list[int]:
    key = f" {_words_of(name)} "
    rows = connection.execute("SELECT ordinal, json FROM decision").fetchall()
    return [ordinal for ordinal, text in rows if key in f" {_bare(text)} "]


def _bare(text: str) -> str:
    """Return all words in a JSON text, folded, one space between them."""
    words: list[str] = []

    def gather(value: object) -> None:
        if isinstance(value, str):
            words.append(value)
        elif isinstance(value, dict):
            for one in value.values():
                gather(one)
        elif isinstance(value, list):
            for one in value:
                gather(one)

    gather(json.loads(text))
    return _words_of(" ".join(words))


def _words_of(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in folded(text)).split())


def _without(words: str, name: str) -> str:
    """Return words with a name in them blotted out."""
    key, within = name_key(name), folded(words)
    ranges, at = [], 0
    while key and (at := within.find(key, at)) >= 0:
        ranges.append((at, at + len(key)))
        at += len(key)
    for span in reversed(unfolded(words, ranges)):
        words = words[: span.start] + _REDACTED + words[span.end :]
    return words


def _name_hmac(connection: sqlite3.Connection, name: str) -> str:
    secret = connection.execute("SELECT secret FROM library").fetchone()[0]
    return hmac.new(secret, reports.who_key(name).encode("utf-8"), hashlib.sha256).hexdigest()
