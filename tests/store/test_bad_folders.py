"""What a folder, a disk or a file can do to a library: each ends in a sentence, none in a traceback."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from sayso.model.errors import InputError, LibraryError
from sayso.model.identity import sha256
from sayso.store import Library
from sayso.store.database import FILE, migrations, statements_in
from tests.conftest import ROOT
from tests.store.readings import reading


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with three reports."""
    with Library.open(tmp_path / "library", create=True) as library:
        for number in range(3):
            one = reading(f"boat {number} lay at the quay", more=" Rain fell." * 2_000)
            library.put(one, one.text.encode())
    return tmp_path / "library"


def test_a_file_where_a_folder_is_wanted(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryError, match="cannot be made a library"):
        Library.open(tmp_path / "file", create=True)
    with pytest.raises(InputError, match="no library"):
        Library.open(tmp_path / "file")


@pytest.mark.parametrize("data", [b"This is no database, whatever it is called." * 99, b"\x00" * 9_000])
def test_a_file_that_is_no_database(tmp_path: Path, data: bytes) -> None:
    (tmp_path / FILE).write_bytes(data)
    with pytest.raises(LibraryError, match="is no library"):
        Library.open(tmp_path)
    assert (tmp_path / FILE).read_bytes() == data


def test_another_programs_database(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / FILE) as other:
        other.execute("CREATE TABLE bookmark (url TEXT)")
    other.close()
    with pytest.raises(LibraryError, match="no Sayso library"):
        Library.open(tmp_path, create=True)


def test_a_newer_sayso_made_it(folder: Path) -> None:
    latest = migrations()[-1][0]
    with sqlite3.connect(folder / FILE) as newer:
        newer.execute(f"PRAGMA user_version = {latest + 1}")
    newer.close()
    with pytest.raises(InputError, match="made by a newer Sayso"):
        Library.open(folder)


@pytest.mark.parametrize("where", [0, 100, 4_096 * 3, 4_096 * 10, -20_000])
def test_a_damaged_database_is_told_of(folder: Path, where: int) -> None:
    data = bytearray((folder / FILE).read_bytes())
    at = where % len(data)
    data[at : at + 12_000] = b"\xa5" * len(data[at : at + 12_000])
    (folder / FILE).write_bytes(data)
    try:
        with Library.open(folder) as library:
            faults = list(library.verify())
            library.search("quay")
    except LibraryError as error:
        assert "damaged" in str(error) or "is no" in str(error)
    else:
        assert faults


def test_a_database_cut_short(folder: Path) -> None:
    data = (folder / FILE).read_bytes()
    (folder / FILE).write_bytes(data[: len(data) // 2])
    with pytest.raises(LibraryError, match="damaged"), Library.open(folder) as library:
        assert list(library.verify())
        raise LibraryError("damaged, as verify says")


def test_an_empty_file_is_made_a_library_only_when_one_is_to_be_made(tmp_path: Path) -> None:
    (tmp_path / FILE).touch()
    with Library.open(tmp_path, create=True) as library:
        assert library.counts()["reports"] == 0


def test_a_full_disk_loses_nothing_that_was_in(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Library.open(folder) as library:
        before = list(library.report_ids())
        connection = library._database.connection()
        pages = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(LibraryError, match="is full"):
            for number in range(400):
                library.put(reading(f"ship {number} sank", more=" Rain fell." * 5_000))
        connection.execute("PRAGMA max_page_count = 1000000")
        assert list(library.report_ids())[:3] == before
        assert [fault for fault in library.verify() if not fault.harmless] == []
        library.put(reading("it went on"))


def test_a_full_disk_for_originals(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    one = reading("ship 1 sank")
    with Library.open(folder) as library:
        with monkeypatch.context() as patched:
            patched.setattr("os.fsync", full)
            with pytest.raises(LibraryError, match="No space left"):
                library.put(one, one.text.encode())
        assert not library.holds(one.report.id)
        assert list(library.verify()) == []
        assert library.put(one, one.text.encode()) == "new"


READ_ONLY = """
import os, sys
from sayso.model.errors import SaysoError
from sayso.store import Library
with Library.open(sys.argv[1], writable=False) as library:
    # what is imported on the way is imported now: nobody may not be allowed to
    library.search("quay").total, list(library.verify())
if os.getuid() == 0:  # root may write anywhere; from here on, this is nobody
    os.setgroups([])
    os.setresgid(65534, 65534, 65534)
    os.setresuid(65534, 65534, 65534)
try:
    with Library.open(sys.argv[1], writable=sys.argv[2] == "write") as library:
        print(library.search("quay").total, len(list(library.verify())))
except SaysoError as error:
    print(error)
"""


@pytest.mark.parametrize("mode", ["read", "write"])
@pytest.mark.parametrize("log", [False, True])
def test_a_folder_that_cannot_be_written_to(folder: Path, mode: str, log: bool) -> None:
    held = Library.open(folder) if log else None
    if held is not None:
        held.put(reading("ship 1 lay at the quay"))  # stands in the write-ahead log while the library is open
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
    for parent in folder.parents:
        if parent.stat().st_uid == os.getuid() and "pytest" in parent.as_posix():
            parent.chmod(parent.stat().st_mode | 0o055)
    try:
        ran = subprocess.run(
            [sys.executable, "-c", READ_ONLY, str(folder), mode],
            env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            cwd="/",
        )
    finally:
        for path in (folder, *folder.rglob("*")):
            path.chmod(0o755 if path.is_dir() else 0o644)
        if held is not None:
            held.close()
    assert (ran.returncode, ran.stderr) == (0, "")
    if mode == "write":
        assert "can be read, but not written to" in ran.stdout
    elif log:
        # SQLite can read beside another program's log, or says that it can't.
        assert ran.stdout.startswith("4 0") or "cannot be opened" in ran.stdout or "written to" in ran.stdout
    else:
        assert ran.stdout == "3 0\n"


def test_a_library_that_is_closed(folder: Path) -> None:
    library = Library.open(folder)
    library.close()
    library.close()
    with pytest.raises(LibraryError, match="closed"):
        library.search("quay")


def test_a_library_for_reading_is_not_written_to(folder: Path) -> None:
    with Library.open(folder, writable=False) as library:
        with pytest.raises(LibraryError, match="opened for reading"):
            library.put(reading("more"))
        assert library.search("quay").total == 3


def test_originals_are_checked(folder: Path) -> None:
    with Library.open(folder) as library:
        ids = list(library.report_ids())
        readings = [library.reading(one) for one in ids]
        first, second = (library._originals.path_of(sha256(one.text)) for one in readings[:2] if one is not None)
        first.unlink()
        second.write_bytes(b"something else")
        stray = library._originals.put(b"nobody's")
        faults = list(library.verify())
        assert [(fault.report, fault.harmless) for fault in faults] == [(ids[0], False), (ids[1], False), (None, True)]
        assert stray[:2] in faults[2].says
        assert library.sweep() == 1


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ("UPDATE statement SET spans = '[[0,3]]' WHERE report = 1", "columns (statements)"),
        ("UPDATE page SET words = 'x' WHERE report = 1", "columns (words)"),
        ("UPDATE report SET title = 'Other' WHERE ordinal = 1", "columns (report)"),
        ("UPDATE report SET text_sha256 = 'x' WHERE ordinal = 1", "columns (report)"),
        ("UPDATE who SET reports = 9", "counted wrongly"),
        ("UPDATE report SET said = ''", "noted wrongly"),
        ("UPDATE statement SET said = 'w1'", "noted wrongly"),
        ("DELETE FROM reading WHERE report = 2", "reading is missing"),
        ("UPDATE reading SET json = x'00' WHERE report = 2", "cannot be read"),
        ("UPDATE reading SET text = (SELECT text FROM reading WHERE report = 1) WHERE report = 2", "SHA-256 differs"),
        ("DELETE FROM source", "refers to nothing"),
        ("INSERT INTO page_words (page_words) VALUES ('delete-all')", "search index page_words"),
    ],
)
def test_verify_finds(folder: Path, change: str, says: str) -> None:
    with sqlite3.connect(folder / FILE) as connection:
        connection.execute(change)
    connection.close()
    with Library.open(folder) as library:
        told = [fault.says for fault in library.verify()]
    assert any(says in one for one in told), told


def test_the_log_can_be_neither_changed_nor_shortened(folder: Path) -> None:
    from sayso.model.decision import Decision, anchor_report

    with Library.open(folder) as library:
        one = library.reading(next(library.report_ids()))
        assert one is not None
        library.decide(Decision("note", anchors=(anchor_report(one.report),), who="A", why="seen"))
    with sqlite3.connect(folder / FILE) as connection:
        for change in ("UPDATE decision SET who = 'B'", "DELETE FROM decision"):
            with pytest.raises(sqlite3.IntegrityError, match="appended, never"):
                connection.execute(change)
    connection.close()


def test_migrations_are_numbered_and_made_of_whole_statements() -> None:
    numbers = [number for number, _ in migrations()]
    assert numbers == list(range(1, len(numbers) + 1))
    for _, script in migrations():
        assert list(statements_in(script))


def test_a_backup_is_a_library(folder: Path, tmp_path: Path) -> None:
    target = tmp_path / "copy"
    with Library.open(folder) as library:
        library.backup(target)
        library.put(reading("something later"))
        with pytest.raises(InputError, match="not empty"):
            library.backup(target)
        with pytest.raises(InputError, match="inside the library"):
            library.backup(folder / "copy")
        ids = list(library.report_ids())
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".")]
    with Library.open(target) as copy:
        assert list(copy.report_ids()) == ids[:3]
        assert copy._database.connection().execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert list(copy.verify()) == []


def test_a_backup_of_a_broken_library_is_not_made(folder: Path, tmp_path: Path) -> None:
    shutil.rmtree(folder / "originals")
    with Library.open(folder) as library, pytest.raises(LibraryError, match="nothing was backed up"):
        library.backup(tmp_path / "copy")
    assert not (tmp_path / "copy").exists()


def test_an_old_sqlite_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sqlite3.sqlite_version_info", (3, 34, 1))
    with pytest.raises(LibraryError, match=r"needs 3\.35\.0 or newer"):
        Library.open(tmp_path / "library", create=True)
