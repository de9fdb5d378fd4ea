"""Paths to documents: files, folders, JSON lines, standard input; in order, lazily, whatever is broken."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import os
import re
import stat
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, BinaryIO, Literal, TypeAlias

from sayso.model.identity import sha256
from sayso.model.report import Refusal, Report
from sayso.stages.admit.decode import decode
from sayso.stages.admit.document import Told, from_bytes, refused
from sayso.stages.admit.options import AdmitOptions
from sayso.stages.admit.record import from_record

AnyPath: TypeAlias = str | os.PathLike[str]
_Form: TypeAlias = Literal["lines", "json", "document", "unknown"]

STDIN = "-"
_GZIP = b"\x1f\x8b"
_HEAD = 65_536
_COUNTABLE = 500_000_000
_SPACE_OR_COMMA = re.compile(r"[\s,]*")
_UNZIP_ERRORS = (EOFError, gzip.BadGzipFile, zlib.error)


@dataclass(frozen=True, slots=True)
class Admitted:
    """A report with the bytes it was taken from: a file, or one line or item of several.

    None where there are none to keep: the path led to nothing, or to more than the limit allows.
    """

    report: Report
    original: bytes | None = None


@dataclass(frozen=True, slots=True)
class _File:
    path: str
    shown: str


def read_paths(
    paths: Iterable[AnyPath], options: AdmitOptions, stdin: BinaryIO | bytes | None = None
) -> Iterator[Admitted]:
    """Yield a report, or a refusal, for every document behind the paths."""
    for path in paths:
        name = os.fspath(path)
        if name == STDIN:
            stream = io.BytesIO(stdin) if isinstance(stdin, bytes) else stdin
            if stream is None:
                yield Admitted(refused("missing", "There is no standard input to read.", Told(path=STDIN)))
            else:
                yield from _guarded(stream, Told(path=STDIN), options, "unknown")
            continue
        for found in _files(name):
            if isinstance(found, Report):
                yield Admitted(found)
            else:
                yield from _opened(found, options)


def count_documents(paths: Iterable[AnyPath]) -> int | None:
    """Return how many reports and refusals to expect, or None where counting would mean reading all."""
    count = 0
    for path in paths:
        name = os.fspath(path)
        if name == STDIN:
            return None
        for found in _files(name):
            inside = _count_within(found) if isinstance(found, _File) else 1
            if inside is None:
                return None
            count += inside
    return count


def _count_within(file: _File) -> int | None:
    form = _form_by_name(file.path)
    if form == "document":
        return 1
    try:
        if form == "json" or file.path.endswith(".gz") or os.path.getsize(file.path) > _COUNTABLE:
            return None
        with open(file.path, "rb") as stream:
            return sum(1 for line in stream if line.strip())
    except OSError:
        return 1


def shown_path(path: AnyPath) -> str:
    """Return a path that can be printed: names that are not valid UTF-8 have theirs mended."""
    return os.fsencode(path).decode("utf-8", "replace")


def _files(path: str) -> Iterator[_File | Report]:
    told = Told(path=shown_path(path))
    try:
        mode = os.stat(path).st_mode
    except FileNotFoundError:
        yield refused("missing", "There is no such file or folder.", told)
        return
    except (OSError, ValueError) as error:
        yield refused("unreadable", f"It cannot be read: {_reason(error)}.", told)
        return
    if not stat.S_ISDIR(mode):
        yield _File(path, shown_path(path))
        return
    empty = True
    failures: list[OSError] = []
    for folder, folders, files in os.walk(path, onerror=failures.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if name.startswith("."):
                continue
            empty = False
            whole = os.path.join(folder, name)
            # a named pipe or device in a folder would hold everything up; one named by the caller is meant
            with contextlib.suppress(OSError):
                if not stat.S_ISREG(os.stat(whole).st_mode):
                    yield refused("unreadable", "It is not a regular file.", Told(path=shown_path(whole)))
                    continue
            yield _File(whole, shown_path(whole))
        while failures:
            empty = False
            yield _closed_folder(failures.pop(), told)
    for failure in failures:
        empty = False
        yield _closed_folder(failure, told)
    if empty:
        yield refused("empty", "The folder holds no files.", told)


def _closed_folder(error: OSError, told: Told) -> Report:
    where = shown_path(os.fspath(error.filename)) if isinstance(error.filename, str) else told.path
    return refused("unreadable", f"The folder cannot be read: {_reason(error)}.", Told(path=where))


def _reason(error: Exception) -> str:
    return (getattr(error, "strerror", None) or str(error) or type(error).__name__).rstrip(".")


def _form_by_name(path: str) -> _Form:
    name = path.lower().removesuffix(".gz")
    if name.endswith((".jsonl", ".ndjson")):
        return "lines"
    return "json" if name.endswith(".json") else "document"


def _opened(file: _File, options: AdmitOptions) -> Iterator[Admitted]:
    told = Told(path=file.shown)
    try:
        stream = open(file.path, "rb")  # noqa: SIM115 - closed below, after the reports have been taken
    except FileNotFoundError:
        yield Admitted(refused("missing", "There is no such file or folder.", told))
        return
    except OSError as error:
        yield Admitted(refused("unreadable", f"It cannot be read: {_reason(error)}.", told))
        return
    with stream:
        yield from _guarded(stream, told, options, _form_by_name(file.path))


def _guarded(stream: BinaryIO, told: Told, options: AdmitOptions, form: _Form) -> Iterator[Admitted]:
    """Yield what a stream holds; an error in the middle of it ends this input and no other."""
    try:
        yield from _from_stream(stream, told, options, form)
    except _UNZIP_ERRORS:
        yield Admitted(refused("unreadable", "The compressed data is damaged or cut short.", told))
    except OSError as error:
        yield Admitted(refused("unreadable", f"It cannot be read: {_reason(error)}.", told))
    except Exception as error:
        yield Admitted(
            refused("failed", f"Admission broke on it ({type(error).__name__}); this is a fault of Sayso's.", told)
        )


def _from_stream(stream: BinaryIO, told: Told, options: AdmitOptions, form: _Form) -> Iterator[Admitted]:
    head = stream.read(_HEAD)
    stream = _Rejoined(head, stream).buffered()
    if head.startswith(_GZIP):
        stream = _Rejoined(b"", gzip.GzipFile(fileobj=stream, mode="rb")).buffered()
        head = stream.peek(_HEAD)
    if form == "unknown":
        form = _form_by_content(head)
    if form == "lines":
        yield from _lines(stream, told, options)
        return
    data = stream.read(options.max_bytes + 1)
    if len(data) > options.max_bytes:
        hint = " One report a line (.jsonl) has no such limit." if form == "json" else ""
        yield Admitted(refused("too-large", f"It is larger than the limit of {options.max_bytes:,} bytes.{hint}", told))
    elif form == "json":
        yield from _json(data, told, options)
    else:
        yield Admitted(_admitted_bytes(data, told, options), data)


def _form_by_content(head: bytes) -> _Form:
    """Tell what arrives without a name: JSON lines, one JSON value, or a document."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    first = start.split(b"\n", 1)[0]
    if start[:1] not in (b"{", b"["):
        return "document"
    try:
        value = json.loads(first)
    except (ValueError, RecursionError):
        opens_record = start[:1] == b"{" and start[1:].lstrip()[:1] == b'"'
        if opens_record and b"\n" not in start.rstrip():
            return "lines"  # one line, cut in half or longer than what was looked at
        return "json" if opens_record or start[1:].lstrip()[:1] == b"{" else "document"
    return "lines" if isinstance(value, dict) else "json" if isinstance(value, list) else "document"


class _Rejoined(io.RawIOBase):
    """A stream with the bytes that were already taken from it put back in front."""

    def __init__(self, head: bytes, rest: Any) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if self._head:
            taken, self._head = self._head[: len(buffer)], self._head[len(buffer) :]
        else:
            taken = self._rest.read(len(buffer))
        buffer[: len(taken)] = taken
        return len(taken)

    def buffered(self) -> io.BufferedReader:
        return io.BufferedReader(self, _HEAD)


def _lines(stream: BinaryIO, told: Told, options: AdmitOptions) -> Iterator[Admitted]:
    number = 0
    seen = False
    while line := stream.readline(options.max_bytes + 1):
        number += 1
        here = Told(path=f"{told.path}:{number}")
        if len(line) > options.max_bytes and not line.endswith(b"\n"):
            seen = True
            yield Admitted(
                refused("too-large", f"The line is larger than the limit of {options.max_bytes:,} bytes.", here)
            )
            while (rest := stream.readline(_HEAD)) and not rest.endswith(b"\n"):
                pass
            continue
        if number == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        line = line.strip(b" \t\r\n")
        if line:
            seen = True
            yield Admitted(_admitted_line(line, here, options), line)
    if not seen:
        yield Admitted(refused("empty", "It holds no lines.", told))


def _admitted_line(line: bytes, told: Told, options: AdmitOptions) -> Report:
    told = Told(path=told.path, bytes_sha256=sha256(line))
    decoded = decode(line)
    if isinstance(decoded, Refusal):
        return refused(decoded.code, decoded.reason, told)
    told = Told(path=told.path, bytes_sha256=told.bytes_sha256, encoding=decoded.encoding, evidence=decoded.evidence)
    value = _parsed(decoded.text)
    if isinstance(value, Refusal):
        return refused(value.code, f"The line is not JSON: {value.reason}", told)
    return _admitted_record(value, told, options)


def _json(data: bytes, told: Told, options: AdmitOptions) -> Iterator[Admitted]:
    told = Told(path=told.path, bytes_sha256=sha256(data))
    decoded = decode(data)
    if isinstance(decoded, Refusal):
        yield Admitted(refused(decoded.code, decoded.reason, told), data)
        return
    told = replace(told, encoding=decoded.encoding, evidence=decoded.evidence)
    if not decoded.text.strip():
        yield Admitted(refused("empty", "There is nothing in it, or nothing but space.", told), data)
        return
    value = _parsed(decoded.text)
    if isinstance(value, Refusal):
        yield Admitted(refused(value.code, f"It is not JSON: {value.reason}", told), data)
    elif isinstance(value, list):
        for number, (item, written) in enumerate(_items(decoded.text), start=1):
            at = replace(told, path=f"{told.path}:{number}", bytes_sha256=sha256(written))
            yield Admitted(_admitted_record(item, at, options), written)
        if not value:
            yield Admitted(refused("empty", "The list holds no reports.", told), data)
    else:
        yield Admitted(_admitted_record(value, told, options), data)


def _items(text: str) -> Iterator[tuple[Any, bytes]]:
    """Yield the items of a well-formed JSON list, each with the bytes that it was written as."""
    decoder = json.JSONDecoder()
    at = text.index("[") + 1
    while (at := _SPACE_OR_COMMA.match(text, at).end()) < len(text) and text[at] != "]":  # type: ignore[union-attr]
        value, end = decoder.raw_decode(text, at)
        yield value, text[at:end].encode("utf-8", "surrogatepass")
        at = end


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        return Refusal("malformed", f"{error.msg} at character {error.pos}.")
    except RecursionError:
        return Refusal("malformed", "it is nested too deeply.")
    except ValueError as error:  # a number of thousands of digits
        return Refusal("malformed", f"{_reason(error)}.")


def _admitted_record(value: object, told: Told, options: AdmitOptions) -> Report:
    try:
        return from_record(value, told, options)
    except Exception as error:
        return refused("failed", f"Admission broke on it ({type(error).__name__}); this is a fault of Sayso's.", told)


def _admitted_bytes(data: bytes, told: Told, options: AdmitOptions) -> Report:
    try:
        return from_bytes(data, told, options)
    except Exception as error:
        return refused("failed", f"Admission broke on it ({type(error).__name__}); this is a fault of Sayso's.", told)
