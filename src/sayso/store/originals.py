"""The original bytes, each once, under their SHA-256."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Final

from sayso.model.errors import LibraryError
from sayso.model.identity import sha256

FOLDER: Final = "originals"
_BEGUN: Final = ".begun-"


class Originals:
    """The folder of original bytes. Who writes or deletes here holds the library's write lock."""

    def __init__(self, library: Path) -> None:
        self.folder = library / FOLDER

    def path_of(self, digest: str) -> Path:
        """Return where the bytes with this SHA-256 are, if they are here."""
        return self.folder / digest[:2] / digest[2:]

    def put(self, data: bytes) -> str:
        """Keep bytes, whole or not at all, and return their SHA-256."""
        digest = sha256(data)
        path = self.path_of(digest)
        try:
            if path.is_file() and path.stat().st_size == len(data):
                return digest
            path.parent.mkdir(parents=True, exist_ok=True)
            begun = path.parent / f"{_BEGUN}{os.getpid()}-{digest[2:]}"
            try:
                with open(begun, "wb") as out:
                    out.write(data)
                    out.flush()
                    os.fsync(out.fileno())
                os.replace(begun, path)
            except BaseException:
                with suppress(OSError):
                    begun.unlink(missing_ok=True)
                raise
            _sync(path.parent)
        except OSError as error:
            raise LibraryError(f"the original could not be kept: {error.strerror or error} ({path})") from error
        return digest

    def get(self, digest: str) -> bytes | None:
        """Return bytes by their SHA-256, or None where they are not here."""
        if len(digest) != 64 or not all(c in "0123456789abcdef" for c in digest):
            return None
        try:
            return self.path_of(digest).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise LibraryError(f"an original cannot be read: {error.strerror or error} ({error.filename})") from error

    def delete(self, digest: str) -> None:
        """Delete bytes for good."""
        path = self.path_of(digest)
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise LibraryError(f"an original could not be deleted: {error.strerror or error} ({path})") from error
        with suppress(OSError):
            path.parent.rmdir()

    def digests(self) -> Iterator[str]:
        """Yield the SHA-256 of all that is here, in order."""
        if not self.folder.is_dir():
            return
        for folder in sorted(self.folder.iterdir()):
            if folder.is_dir():
                for path in sorted(folder.iterdir()):
                    if not path.name.startswith("."):
                        yield folder.name + path.name

    def begun(self) -> list[Path]:
        """Return files whose writing was broken off."""
        return sorted(self.folder.glob(f"*/{_BEGUN}*"))

    def sweep(self) -> int:
        """Delete what was broken off; return how many files. The caller holds the write lock."""
        found = self.begun()
        for path in found:
            with suppress(OSError):
                path.unlink()
        return len(found)


def _sync(folder: Path) -> None:
    """Make a new name in a folder last, where the system has a way to."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
