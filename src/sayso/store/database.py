"""The database file: a connection a thread, one writer at a time, migrations, and errors as sentences."""

from __future__ import annotations

import os
import random
import sqlite3
import threading
import time
import weakref
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

from sayso.model.errors import InputError, LibraryError

FILE: Final = "library.sqlite"

_APPLICATION: Final = 0x53617973
"""What `PRAGMA application_id` says of a Sayso library ("Says")."""

_PATIENCE: Final = 120.0
"""Seconds for which a writer waits for the others before it gives up."""

_BUSY_MS: Final = 30_000

_OLDEST: Final = (3, 35, 0)
"""The first SQLite that understands all that is asked of it here."""


class _Connection(sqlite3.Connection):
    """A connection that a set can hold weakly, and that closes itself with the thread it belonged to."""

    def __del__(self) -> None:
        with suppress(sqlite3.Error):
            self.close()


class Database:
    """The one SQLite file of a library. Safe to share between threads: each has its own connection.

    Args:
        folder: Where the file is.
        create: Make it where it isn't.
        writable: Whether writing is needed; without it a folder that can't be written to will do.
    """

    def __init__(self, folder: Path, *, create: bool, writable: bool) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.writable = writable
        self._create = create
        self._process = os.getpid()
        self._local = threading.local()
        self._parents: list[threading.local] = []
        self._open: weakref.WeakSet[_Connection] = weakref.WeakSet()
        self._guard = threading.Lock()
        self._immutable = False
        self._closed = False
        with self.told():
            self._prepare()

    def connection(self) -> sqlite3.Connection:
        """Return this thread's connection."""
        if self._closed:
            raise LibraryError("the library has been closed")
        if self._process != os.getpid():
            # SQLite's connections don't survive a fork; nor may the child close those of its parent.
            self._parents.append(self._local)
            self._process, self._local = os.getpid(), threading.local()
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            with self.told():
                connection = self._connect()
            self._local.connection = connection
        return connection

    def close(self) -> None:
        """Close the connections of all threads."""
        self._closed = True
        with self._guard:
            for connection in list(self._open):
                connection.close()
            self._open.clear()

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give a connection whose queries all see one state of the library."""
        connection = self.connection()
        with self.told():
            if connection.in_transaction:
                yield connection
                return
            connection.execute("BEGIN")
            try:
                yield connection
            finally:
                with suppress(sqlite3.Error):
                    connection.execute("ROLLBACK")

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give a connection that alone may write: all that is done is kept at the end, or nothing."""
        connection = self.connection()
        with self.told():
            if not self.writable:
                raise LibraryError(f"the library in {self.folder} was opened for reading only")
            _begin(connection)
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    with suppress(sqlite3.Error):
                        connection.execute("ROLLBACK")
                raise

    def rewrite(self) -> None:
        """Write the file anew from what it holds, so that no free page keeps what was deleted."""
        connection = self.connection()
        deadline = time.monotonic() + _PATIENCE
        with self.told():
            while True:
                try:
                    connection.execute("VACUUM")
                    return
                except sqlite3.OperationalError as error:
                    if not _is_busy(error) or time.monotonic() > deadline:
                        raise
                    time.sleep(random.uniform(0.02, 0.2))

    def empty_log(self, patience: float) -> bool:
        """Move the write-ahead log into the file and empty it; False where somebody went on reading from it."""
        connection = self.connection()
        deadline = time.monotonic() + patience
        with self.told():
            connection.execute("PRAGMA busy_timeout = 1000")
            try:
                while connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]:
                    if time.monotonic() > deadline:
                        return False
                    time.sleep(0.05)
            finally:
                connection.execute(f"PRAGMA busy_timeout = {_BUSY_MS}")
        return True

    @contextmanager
    def told(self) -> Iterator[None]:
        """Turn SQLite's errors into sentences."""
        try:
            yield
        except sqlite3.Error as error:
            raise LibraryError(_sentence(error, self.folder)) from error
        except UnicodeEncodeError as error:
            raise InputError(
                "half a character (a lone surrogate) can neither be looked up nor kept as a name"
            ) from error

    def _prepare(self) -> None:
        if sqlite3.sqlite_version_info < _OLDEST:
            oldest = ".".join(map(str, _OLDEST))
            raise LibraryError(f"this Python has SQLite {sqlite3.sqlite_version}; a library needs {oldest} or newer")
        if not self.path.is_file():
            if not self._create:
                raise InputError(
                    f"there is no library in {self.folder}; `sayso add --library {self.folder} PATH` makes one"
                )
            try:
                self.folder.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise LibraryError(f"{self.folder} cannot be made a library: {error.strerror or error}") from error
        if not self._create and not _can_write(self.path):
            if self.writable:
                raise LibraryError(f"the library in {self.folder} can be read, but not written to")
            self._immutable = _at_rest(self.path)
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                self._migrate()
                return
            except sqlite3.OperationalError as error:
                if not _is_busy(error) or time.monotonic() > deadline:
                    raise
                time.sleep(random.uniform(0.02, 0.2))

    def _migrate(self) -> None:
        connection = self._connect(preparing=True)
        try:
            known = migrations()
            latest = known[-1][0]
            version = _version_of(connection, self.folder)
            if version > latest:
                raise InputError(
                    f"the library in {self.folder} was made by a newer Sayso (its schema is {version}, "
                    f"this one knows up to {latest}); bring Sayso up to date"
                )
            if version == latest:
                # A backup is a single file without a log beside it, until somebody works with it.
                if _can_write(self.path) and not self._immutable:
                    connection.execute("PRAGMA journal_mode = WAL").fetchone()
                return
            if not _can_write(self.folder) or self._immutable:
                raise LibraryError(
                    f"the library in {self.folder} was made by an older Sayso and has to be brought up to date, "
                    "but it can't be written to"
                )
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
            _begin(connection)
            try:
                version = _version_of(connection, self.folder)
                for number, script in known:
                    if number > version:
                        for statement in statements_in(script):
                            connection.execute(statement)
                        connection.execute(f"PRAGMA user_version = {number}")
                connection.execute(f"PRAGMA application_id = {_APPLICATION}")
                connection.execute(
                    "INSERT INTO library (id, made, secret) VALUES (1, strftime('%Y-%m-%dT%H:%M:%SZ'), ?) "
                    "ON CONFLICT DO NOTHING",
                    (os.urandom(32),),
                )
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise
        finally:
            connection.close()

    def _connect(self, *, preparing: bool = False) -> _Connection:
        mode = "immutable=1&mode=ro" if self._immutable else "mode=rwc" if self._create else "mode=rw"
        # as_uri asks for an absolute path, and escapes what a URI can't hold
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?{mode}",
            uri=True,
            timeout=_BUSY_MS / 1000,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
            factory=_Connection,
        )
        try:
            for pragma in (
                f"busy_timeout = {_BUSY_MS}",
                "foreign_keys = ON",
                "synchronous = FULL",
                "secure_delete = ON",
                "temp_store = MEMORY",
                "cache_size = -8192",
                "trusted_schema = OFF",
            ):
                connection.execute(f"PRAGMA {pragma}").fetchone()
            if not preparing and not self.writable:
                connection.execute("PRAGMA query_only = ON").fetchone()
        except BaseException:
            connection.close()
            raise
        with self._guard:
            self._open.add(connection)
        return connection


@cache
def migrations() -> tuple[tuple[int, str], ...]:
    """Return the schema's changes, numbered, in order; read once."""
    folder = files("sayso.store.migrations")
    found = [
        (int(entry.name.partition("_")[0]), entry.read_text(encoding="utf-8"))
        for entry in folder.iterdir()
        if entry.name.endswith(".sql")
    ]
    return tuple(sorted(found))


def statements_in(script: str) -> Iterator[str]:
    """Yield the statements of a script one by one, triggers whole."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            if held.strip():
                yield held
            held = ""
    if any(line.strip() and not line.strip().startswith("--") for line in held.splitlines()):
        raise ValueError(f"the script ends within a statement: {held[:80]!r}")


def _begin(connection: sqlite3.Connection) -> None:
    """Begin to write, waiting for others with a jitter above SQLite's own patience."""
    deadline = time.monotonic() + _PATIENCE
    while True:
        try:
            connection.execute("BEGIN IMMEDIATE")
            return
        except sqlite3.OperationalError as error:
            if not _is_busy(error) or time.monotonic() > deadline:
                raise
            time.sleep(random.uniform(0.005, 0.1))


def _version_of(connection: sqlite3.Connection, folder: Path) -> int:
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if application == _APPLICATION:
        return version
    holds = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()[0]
    if holds or version or application:
        raise LibraryError(f"{folder / FILE} is a database, but no Sayso library")
    return 0


def _is_busy(error: sqlite3.Error) -> bool:
    return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _can_write(path: Path) -> bool:
    return os.access(path.parent, os.W_OK) and (not path.exists() or os.access(path, os.W_OK))


def _at_rest(path: Path) -> bool:
    """Say whether nothing waits in the write-ahead log, so that the file alone is the whole library."""
    log = path.with_name(f"{path.name}-wal")
    return not log.exists() or log.stat().st_size == 0


def _sentence(error: sqlite3.Error, folder: Path) -> str:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    path = folder / FILE
    match code:
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return f"another program has been writing to the library in {folder} for minutes; try again later"
        case sqlite3.SQLITE_FULL:
            return f"the disk that holds the library in {folder} is full; what was complete is kept"
        case sqlite3.SQLITE_READONLY:
            return f"the library in {folder} can be read, but not written to"
        case sqlite3.SQLITE_NOTADB:
            return f"{path} is no library: it is not a database, or it is damaged at its beginning"
        case sqlite3.SQLITE_CORRUPT:
            return f"{path} is damaged ({error}); restore a backup, or add the reports to a new library"
        case sqlite3.SQLITE_CANTOPEN:
            return f"{path} cannot be opened: no permission, or the folder can't be written to"
        case sqlite3.SQLITE_IOERR:
            return f"the disk that holds the library in {folder} failed ({error})"
        case _ if "fts5" in str(error):
            return "this Python's SQLite has no full-text search (FTS5), and a library needs it"
        case _:
            return f"the library in {folder} failed: {error}"
