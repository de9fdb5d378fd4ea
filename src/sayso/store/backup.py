"""A backup: the database as it is at one moment, with the originals that it refers to, verified."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from sayso.model.errors import InputError, LibraryError
from sayso.model.identity import sha256
from sayso.store.database import FILE, Database
from sayso.store.originals import FOLDER, Originals


def backup(database: Database, originals: Originals, target: Path, readme: str) -> None:
    """Write a copy of the library to a folder that isn't there yet, or is empty.

    Others may go on reading and writing; the copy is of the moment in which it begins.

    Raises:
        InputError: The target holds something, or lies inside the library.
        LibraryError: The copy could not be written, or an original is missing or damaged.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(f"{target} exists and is not empty; name a new folder for the backup")
    if target.absolute().is_relative_to(database.folder.absolute()):
        raise InputError("a backup inside the library would be lost with it; name another folder")
    begun = target.with_name(f".{target.name}.begun-{os.getpid()}")
    try:
        shutil.rmtree(begun, ignore_errors=True)
        (begun / FOLDER).mkdir(parents=True)
        _copy_database(database, begun / FILE)
        copies = Originals(begun)
        for digest in _referred(begun / FILE):
            data = originals.get(digest)
            if data is None or sha256(data) != digest:
                raise LibraryError(
                    f"an original is missing or was changed ({originals.path_of(digest)}); nothing was backed up. "
                    "`sayso verify` lists what is broken"
                )
            copies.put(data)
        (begun / "README.txt").write_text(readme, encoding="utf-8")
        if target.exists():
            target.rmdir()
        os.replace(begun, target)
    except (OSError, sqlite3.Error) as error:
        raise LibraryError(f"the backup could not be written: {getattr(error, 'strerror', None) or error}") from error
    finally:
        shutil.rmtree(begun, ignore_errors=True)


def _copy_database(database: Database, path: Path) -> None:
    copy = sqlite3.connect(path)
    try:
        # All in one step: a copy in portions begins anew whenever somebody writes.
        database.connection().backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE").fetchone()
        rows = copy.execute("PRAGMA integrity_check(1)").fetchall()
        if rows != [("ok",)]:
            raise LibraryError(f"the database is damaged, and so would be its copy: {rows[0][0]}")
    finally:
        copy.close()


def _referred(path: Path) -> Iterator[str]:
    copy = sqlite3.connect(path)
    try:
        rows = copy.execute("SELECT DISTINCT original FROM report WHERE original IS NOT NULL ORDER BY 1").fetchall()
    finally:
        copy.close()
    for (digest,) in rows:
        yield digest
