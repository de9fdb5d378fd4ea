"""The command line: formats, exit statuses, and what it does when something is wrong."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

import sayso
from sayso.faces import cli, cli_streams
from sayso.model.contract import from_json
from tests.conftest import ROOT
from tests.faces.conftest import Run
from tests.faces.readings import EXAMPLES, cable

pytestmark = pytest.mark.usefixtures("stubbed")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with a report, a picture that pretends to be one, and a report with nothing in it."""
    (tmp_path / "a.txt").write_bytes((EXAMPLES / "cable.txt").read_bytes())
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\r\n")
    (tmp_path / "c.txt").write_text("Nothing is said here.\n")
    return tmp_path


def valid(plain: object) -> None:
    schema = json.loads((ROOT / "src/sayso/faces/schema/reading-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(plain)


@pytest.mark.parametrize("of", ["", "reading", "trace", "decision"])
def test_schema_is_what_the_package_holds(run: Run, of: str) -> None:
    status, out, _ = run("schema", *([of] if of else []))
    assert status == 0
    schema = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert schema["properties"]["schema"]["const"] == f"sayso.{of or 'reading'}/1"


def test_one_document_is_one_object(run: Run) -> None:
    status, out, err = run("read", EXAMPLES / "cable.txt", "--format", "json")
    assert (status, err) == (0, "")
    valid(json.loads(out))
    assert from_json(out).attributions == cable().attributions


@pytest.mark.parametrize("several", ["folder", "two", "lines"])
def test_several_documents_are_a_list(run: Run, folder: Path, several: str) -> None:
    lines = folder / "d.jsonl"
    lines.write_text('{"text": "One."}\n{"text": "Two."}\n')
    paths = {"folder": [folder], "two": [folder / "a.txt", folder / "c.txt"], "lines": [lines]}[several]
    _, out, _ = run("read", *paths, "--format", "json")
    found = json.loads(out)
    assert len(found) == {"folder": 5, "two": 2, "lines": 2}[several]
    for reading in found:
        valid(reading)


def test_a_folder_is_a_list_even_with_one_document_or_none(run: Run, tmp_path: Path) -> None:
    status, out, err = run("read", tmp_path, "--format", "json")
    assert (status, json.loads(out)) == (cli.REFUSED, [])
    assert "no documents" in err
    (tmp_path / "c.txt").write_text("Nothing is said here.\n")
    _, out, _ = run("read", tmp_path, "--format", "json")
    assert len(json.loads(out)) == 1


def test_lines_hold_refusals_in_their_place(run: Run, folder: Path) -> None:
    status, out, err = run("read", folder, "missing.txt", "--format", "jsonl")
    assert (status, err) == (cli.REFUSED, "")
    readings = [json.loads(line) for line in out.split("\n")[:-1]]
    for reading in readings:
        valid(reading)
    codes = [r["report"]["refused"] and r["report"]["refused"]["code"] for r in readings]
    assert codes == [None, "binary", None, "missing"]


def test_standard_input(run: Run) -> None:
    given = (EXAMPLES / "cable.txt").read_bytes()
    options = ("--url", "https://x.example/1", "--published", "2026-03-04")
    status, out, _ = run("read", "-", "--format", "json", *options, stdin=given)
    assert status == 0
    report = json.loads(out)["report"]
    assert (report["url"], report["published"]) == ("https://x.example/1", "2026-03-04")
    assert len(json.loads(out)["attributions"]) == 16


def test_a_limit_on_size(run: Run, folder: Path) -> None:
    status, out, _ = run("read", folder / "a.txt", "--max-size", "1kB")
    assert status == cli.REFUSED
    size = (folder / "a.txt").stat().st_size
    assert out == f"refused  {folder}/a.txt  it has {size} bytes, and the limit is 1000 (too-large)\n"
    status, _, err = run("read", folder / "a.txt", "--max-size", "big")
    assert status == cli.USAGE
    assert "no size" in err


def test_table_of_one(run: Run, snapshot: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    status, out, _ = run("read", "examples/cable.txt", "--published", "2026-03-04")
    assert status == 0
    snapshot("cli-one.txt", out)


def test_table_of_several(
    run: Run, folder: Path, snapshot: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    status, out, _ = run("read", ".")
    assert status == cli.REFUSED
    snapshot("cli-several.txt", out)
    _, whole, _ = run("read", ".", "--text")
    assert "PORT CALDER" in whole


def test_output_and_page_go_to_files(run: Run, folder: Path, tmp_path: Path) -> None:
    status, out, err = run("read", folder / "a.txt", "-o", tmp_path / "out.txt", "--html", tmp_path / "out.html")
    assert (status, out) == (0, "")
    assert "out.html" in err
    assert "16 attributions" in (tmp_path / "out.txt").read_text("utf-8")
    assert "16 attributions" in (tmp_path / "out.html").read_text("utf-8")


def test_a_page_that_cannot_be_written_is_said_plainly(run: Run, folder: Path) -> None:
    status, _, err = run("read", folder / "a.txt", "--html", folder / "no" / "page.html")
    assert status == cli.BROKEN
    assert err.startswith("sayso: ")
    assert "Traceback" not in err


@pytest.mark.parametrize("arguments", [["read"], ["read", "x", "--format", "xml"], ["reed"], ["read", "--what"]])
def test_a_wrong_command_is_status_2(run: Run, arguments: list[str]) -> None:
    status, _, err = run(*arguments)
    assert status == cli.USAGE
    assert "Usage:" in err


def test_the_version(run: Run) -> None:
    assert run("--version") == (0, f"sayso {sayso.__version__}\n", "")


def test_help_teaches(run: Run) -> None:
    _, out, _ = run("read", "--help")
    for word in ("Examples:", "Exit status:", "--format", "--published", "jsonl", "refused", "Ctrl-C", "-o, --output"):
        assert word in out
    for status in (cli.READ, cli.BROKEN, cli.USAGE, cli.REFUSED, cli.INTERRUPTED):
        assert f"\n    {status} " in out


def test_every_option_and_status_is_documented(run: Run) -> None:
    page = (ROOT / "docs" / "cli.md").read_text("utf-8")
    for parameter in cli.read.params:
        for name in parameter.opts:
            assert name.startswith("--") is False or f"`{name}" in page, name
    for status in (cli.READ, cli.BROKEN, cli.USAGE, cli.REFUSED, cli.INTERRUPTED, cli_streams.PIPE_CLOSED):
        assert f"| {status} |" in page


def test_progress_is_for_somebody_who_looks(run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []

    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            shown.append(text)
            return len(text)

    monkeypatch.setattr(sys, "stderr", Screen())
    monkeypatch.setenv("TERM", "xterm-256color")
    _, out, _ = run("read", folder, "--format", "jsonl")
    assert len(out.splitlines()) == 3
    assert "3/7" in "".join(shown)
    shown.clear()
    run("read", folder / "a.txt", "--format", "jsonl")
    assert shown == []


def test_interruption_is_quiet(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "read_paths", interrupted)
    assert run("read", EXAMPLES / "cable.txt") == (cli.INTERRUPTED, "", "")


def test_missing_weights_are_our_fault_and_said_plainly(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise sayso.WeightsError("the attribution model is damaged; install Sayso again")

    monkeypatch.setattr(cli, "read_paths", broken)
    said = "sayso: the attribution model is damaged; install Sayso again\n"
    assert run("read", EXAMPLES / "cable.txt") == (cli.BROKEN, "", said)


def test_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    for n in range(200):
        (tmp_path / f"{n:03}.txt").write_bytes((EXAMPLES / "cable.txt").read_bytes())
    program = (
        "import sys; from types import ModuleType; from tests.faces import stubs\n"
        "sys.modules['sayso.pipeline'] = sys.modules['sayso.stages.admit'] = stubs\n"
        "from sayso.faces.cli import main; main()"
    )
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/src:{ROOT}"}
    started = subprocess.Popen(
        [sys.executable, "-c", program, "read", str(tmp_path), "--format", "jsonl"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment,
    )
    assert started.stdout is not None
    assert started.stderr is not None
    started.stdout.readline()
    started.stdout.close()
    assert started.stderr.read() == b""
    started.stderr.close()
    assert started.wait() == cli_streams.PIPE_CLOSED


def test_the_help_keeps_its_lines(run: Run) -> None:
    _, out, _ = run("--help")
    assert "    sayso read report.txt                   who says what\n" in out
    assert "\\b" not in out
