"""Paths, folders, JSON lines and standard input: all that is broken is refused where it stands, nothing stops."""

from __future__ import annotations

import gzip
import io
import itertools
import json
import os
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.identity import sha256
from sayso.model.report import Report
from sayso.stages.admit import AdmitOptions, admit_originals, admit_paths, admit_record, count_inputs

TEXT = "The clerk said that the bridge would stay closed, and that the mayor had been told of it."
PAGE = (
    "<!DOCTYPE html><html><body><article><h1>Bridge</h1>" + f"<p>{TEXT} {TEXT}</p>" * 4 + "</article></body></html>"
).encode()


def codes(reports: list[Report]) -> list[str | None]:
    return [report.refused.code if report.refused else None for report in reports]


def admitted(*paths: Path | str, options: AdmitOptions | None = None, stdin: Any = None) -> list[Report]:
    return list(admit_paths(paths, options or AdmitOptions(), stdin=stdin))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b" / "deep").mkdir(parents=True)
    (tmp_path / ".hidden").mkdir()
    (tmp_path / ".hidden" / "x.txt").write_text(TEXT)
    (tmp_path / ".DS_Store").write_bytes(b"\0")
    (tmp_path / "b" / "2.txt").write_text(TEXT + " Two.")
    (tmp_path / "b" / "10.html").write_bytes(PAGE)
    (tmp_path / "b" / "deep" / "z").write_text(TEXT + " Three.")
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    return tmp_path


def test_a_folder_is_read_whole_in_a_fixed_order_hidden_files_skipped(folder: Path) -> None:
    reports = admitted(folder)
    names = [os.path.relpath(report.path or "", folder) for report in reports]
    assert names == ["a.txt", "picture.txt", "b/10.html", "b/2.txt", "b/deep/z"]
    assert codes(reports) == [None, "binary", None, None, None]
    assert count_inputs([folder]) == 5
    assert reports == admitted(folder)


def test_reports_come_in_the_order_of_the_paths(folder: Path) -> None:
    reports = admitted(folder / "b" / "2.txt", folder / "nowhere.txt", folder / "a.txt")
    assert codes(reports) == [None, "missing", None]
    assert reports[1].refused and "no such file" in reports[1].refused.reason


@pytest.mark.parametrize("path", ["", "no/such", "a\0b", "x" * 5000])
def test_a_path_that_is_not_there(path: str) -> None:
    assert codes(admitted(path)) in (["missing"], ["unreadable"])


def test_an_unreadable_file_stops_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_open = open

    def guarded(path: Any, *rest: Any, **more: Any) -> Any:
        if str(path).endswith("2.txt"):
            raise PermissionError(13, "Permission denied")
        return true_open(path, *rest, **more)

    monkeypatch.setattr("builtins.open", guarded)
    reports = admitted(folder / "b")
    assert codes(reports) == [None, "unreadable", None]
    assert reports[1].refused and "Permission denied" in reports[1].refused.reason


def test_an_unreadable_folder_stops_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_scan = os.scandir

    def guarded(path: Any) -> Any:
        if str(path).endswith("deep"):
            raise PermissionError(13, "Permission denied", str(path))
        return true_scan(path)

    monkeypatch.setattr("os.scandir", guarded)
    reports = admitted(folder / "b")
    assert codes(reports) == [None, None, "unreadable"]
    assert reports[-1].path == str(folder / "b" / "deep")


def test_a_read_error_in_the_middle_is_refused() -> None:
    class Failing(io.RawIOBase):
        def read(self, size: int = -1) -> bytes:
            raise OSError(5, "Input/output error")

    assert codes(admitted("-", stdin=Failing())) == ["unreadable"]


def test_links_to_nowhere_pipes_and_odd_names(tmp_path: Path) -> None:
    (tmp_path / "dangling.txt").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    with open(os.fsencode(tmp_path) + b"/na\xefve.txt", "w") as stream:
        stream.write(TEXT)
    reports = admitted(tmp_path)
    assert sorted(map(str, codes(reports))) == ["None", "missing", "unreadable"]
    for report in reports:
        str(report.path).encode()


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    (report,) = admitted(tmp_path)
    assert report.refused and report.refused.code == "empty" and "no files" in report.refused.reason


def test_pages_are_told_by_content_whatever_their_name(tmp_path: Path) -> None:
    for name in ("page.txt", "page", "page.html", "page.html.gz"):
        (tmp_path / name).write_bytes(gzip.compress(PAGE) if name.endswith("gz") else PAGE)
    reports = admitted(*sorted(tmp_path.iterdir()))
    assert codes(reports) == [None] * 4
    assert len({report.id for report in reports}) == 1, "the same page admitted twice is one report"
    assert {report.bytes_sha256 for report in reports} == {sha256(PAGE)}


def test_a_text_that_talks_of_tags_is_no_page(tmp_path: Path) -> None:
    text = f"{TEXT} He wrote <b>bold</b> and <html> on the board.\n\nIf x < y then <p> it is."
    (tmp_path / "a.txt").write_text(text)
    assert admitted(tmp_path)[0].text == text


def line(**fields: Any) -> bytes:
    return json.dumps(fields).encode()


def test_json_lines_with_every_kind_of_broken_line(tmp_path: Path) -> None:
    lines = [
        b"\xef\xbb\xbf"
        + line(id="one", text=TEXT, url="https://a.example/1", outlet="A", title="T", authors=["Jane Roe"]),
        line(id="two", text=TEXT)[:40],
        b"",
        b"null",
        b"[1, 2]",
        line(id=3, html=PAGE.decode(), published="2019-05-03T10:00:00Z"),
        line(id="four"),
        line(id="five", text=5),
        line(id="six", text="  "),
        b'{"id": "seven", "text": "' + TEXT.encode() + b' \\ud83d", "outlet": "\\udc00"}',
        b"\x00\x01\x02",
        b'{"id": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        line(id="one", text=TEXT, authors={"name": "John Doe"}, published=20190503, title=["x"]),
    ]
    (tmp_path / "all.jsonl").write_bytes(b"\n".join(lines))
    reports = admitted(tmp_path / "all.jsonl")
    assert codes(reports) == [
        *(None, "malformed", "malformed", "malformed", None, "malformed", "malformed", "empty", None),
        *("binary", "malformed", "malformed", None),
    ]
    assert count_inputs([tmp_path / "all.jsonl"]) == len(reports)
    one, cut, *_ = reports
    assert (one.external_id, one.url, one.outlet, one.title, one.authors) == (
        "one",
        "https://a.example/1",
        "A",
        "T",
        ("Jane Roe",),
    )
    assert one.bytes_sha256 == sha256(lines[0].removeprefix(b"\xef\xbb\xbf")) and one.text == TEXT
    assert cut.path and cut.path.endswith("all.jsonl:2") and cut.refused and "not JSON" in cut.refused.reason
    assert reports[4].external_id == "3" and reports[4].published == "2019-05-03T10:00:00+00:00"
    assert reports[8].text.endswith("\ufffd") and reports[8].outlet == "\ufffd"
    assert reports[-1].authors == ("John Doe",) and reports[-1].published is None
    json.dumps([str(report) for report in reports]).encode()


def test_json_lines_are_read_one_at_a_time(tmp_path: Path) -> None:
    class Endless(io.RawIOBase):
        given = 0

        def read(self, size: int = -1) -> bytes:
            Endless.given += 1
            assert Endless.given < 100, "reads ahead"
            return (line(id="x", text=TEXT) + b"\n") * 100

    reports = list(itertools.islice(admit_paths(["-"], stdin=Endless()), 250))
    assert len(reports) == 250 and {r.external_id for r in reports} == {"x"}


def test_a_line_over_the_limit_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    (tmp_path / "a.ndjson").write_bytes(line(text="x" * 300_000) + b"\n" + line(text=TEXT) + b"\n")
    assert codes(admitted(tmp_path, options=AdmitOptions(max_bytes=2_000))) == ["too-large", None]


def test_compressed_json_lines_cut_short(tmp_path: Path) -> None:
    whole = gzip.compress(b"".join(line(id=n, text=TEXT + str(os.urandom(20))) + b"\n" for n in range(2000)))
    (tmp_path / "a.jsonl.gz").write_bytes(whole)
    assert len(admitted(tmp_path)) == 2000
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    reports = admitted(tmp_path)
    assert len(reports) > 100 and codes(reports)[0] is None and codes(reports)[-1] in ("unreadable", "malformed")
    (tmp_path / "a.jsonl.gz").write_bytes(b"\x1f\x8bnothing of the kind")
    assert codes(admitted(tmp_path)) == ["unreadable"]


def test_a_small_file_that_swells_is_refused(tmp_path: Path) -> None:
    (tmp_path / "bomb.txt.gz").write_bytes(gzip.compress(b"a" * 50_000_000))
    assert codes(admitted(tmp_path)) == ["too-large"]


def test_a_json_file_is_one_report_or_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.json").write_bytes(line(id="one", text=TEXT))
    (tmp_path / "b.json").write_text(json.dumps([{"text": TEXT}, {"text": ""}, 7], indent=2))
    (tmp_path / "c.json").write_text("[]")
    (tmp_path / "d.json").write_text('{"text": ')
    (tmp_path / "e.json").write_text(" ")
    reports = admitted(tmp_path)
    assert codes(reports) == [None, None, "empty", "malformed", "empty", "malformed", "empty"]
    assert reports[1].path == f"{tmp_path}/b.json:1"
    assert count_inputs([tmp_path]) is None


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (TEXT.encode(), [None]),
        (PAGE, [None]),
        (line(text=TEXT), [None]),
        (line(text=TEXT) + b"\n" + line(text="") + b"\n", [None, "empty"]),
        (json.dumps([{"text": TEXT}] * 2).encode(), [None, None]),
        (json.dumps({"text": TEXT}, indent=1).encode(), [None]),
        (line(text=TEXT * 2000), [None]),
        (line(text=TEXT)[:30], ["malformed"]),
        (gzip.compress(line(text=TEXT)), [None]),
        (b"[A note to readers] " + TEXT.encode(), [None]),
        (b"{sic} " + TEXT.encode(), [None]),
        (b"", ["empty"]),
    ],
)
def test_standard_input_may_hold_any_of_them(data: bytes, expected: list[str | None]) -> None:
    assert codes(admitted("-", stdin=data)) == expected
    stream: BinaryIO = io.BytesIO(data)
    assert codes(admitted("-", stdin=stream)) == expected


def test_no_standard_input() -> None:
    assert codes(admitted("-")) == ["missing"]


def test_refusals_have_ids_of_their_own(tmp_path: Path) -> None:
    reports = admitted(tmp_path / "a", tmp_path / "b")
    assert reports[0].id != reports[1].id and reports[0].id == admitted(tmp_path / "a")[0].id


def test_a_fault_of_ours_is_a_refusal_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Report:
        raise KeyError("oh")

    monkeypatch.setattr("sayso.stages.admit.inputs.from_bytes", broken)
    (tmp_path / "a.txt").write_text(TEXT)
    assert codes(admitted(tmp_path, tmp_path / "a.txt")) == ["failed", "failed"]


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=8,
)


@given(
    st.fixed_dictionaries(
        {}, optional=dict.fromkeys(["id", "url", "outlet", "title", "authors", "published", "text"], _JSON)
    )
)
def test_any_record_is_a_report_or_a_refusal(record: dict[str, Any]) -> None:
    report = admit_record(record)
    str(report).encode()
    assert report.refused or isinstance(report.text, str)


@given(st.binary(max_size=200))
def test_any_bytes_on_any_road(data: bytes) -> None:
    for report in admitted("-", stdin=data):
        str(report).encode()


def test_each_report_comes_with_the_bytes_it_was_taken_from(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The mast fell, a sailor said.\n")
    (tmp_path / "b.jsonl").write_text('{"text": "The mast fell."}\n\n  {"text": "The mast held."}\n')
    (tmp_path / "c.json").write_text('[ {"text": "One mast fell."} ,\n{"text": "Two masts fell é."}, 3]')
    (tmp_path / "d.json").write_text('{"text": "No mast fell."}')
    (tmp_path / "e.txt.gz").write_bytes(gzip.compress(b"The mast fell, a diver said.\n"))
    (tmp_path / "f.txt").write_bytes(b"\x89PNG\r\n\x00")
    admitted = list(admit_originals([tmp_path, tmp_path / "none.txt"]))
    assert [one.original for one in admitted] == [
        b"The mast fell, a sailor said.\n",
        b'{"text": "The mast fell."}',
        b'{"text": "The mast held."}',
        b'{"text": "One mast fell."}',
        '{"text": "Two masts fell é."}'.encode(),
        b"3",
        b'{"text": "No mast fell."}',
        b"The mast fell, a diver said.\n",
        b"\x89PNG\r\n\x00",
        None,
    ]
    for one in admitted[:-1]:
        assert one.original is not None and one.report.bytes_sha256 == sha256(one.original)
