"""The commands over a library: what they print, their exit statuses, and what they leave on disk."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from sayso.model.contract import from_plain
from sayso.store import Library
from tests.conftest import ROOT
from tests.faces.conftest import Run
from tests.store import stand_in

FERRY = "Ilva Marek said the ferry had been held back by fog.\n"
CREW = "Oda Brandt said the crew had refused to sail.\n"


@pytest.fixture(autouse=True)
def cheap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A pipeline without a model, in a folder of its own."""
    monkeypatch.setattr("sayso.pipeline.Pipeline", stand_in.Pipeline)
    monkeypatch.setattr("sayso.store.Library.match", lambda *_: 0)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("SAYSO_LIBRARY", raising=False)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "a.txt").write_text(FERRY)
    (folder / "b.jsonl").write_text(
        json.dumps({"id": "b1", "text": CREW, "outlet": "Tarn Courier", "published": "2031-05-04", "title": "No crew"})
        + "\n"
    )
    return folder


def test_adding_twice_reads_once(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("add", reports) == (0, "added 2 reports; sayso-library now holds 2 reports\n", "")

    def never(*_: object) -> None:
        raise AssertionError("read again")

    monkeypatch.setattr("sayso.pipeline.Pipeline", never)
    assert run("add", reports) == (0, "added 0 reports, 2 were there already; sayso-library now holds 2 reports\n", "")
    assert run("add", reports, "--format", "jsonl")[1].count('"became": "known"') == 2


def test_refusals_are_told_recorded_and_listed(run: Run, reports: Path) -> None:
    (reports / "c.txt").write_bytes(b"\x89PNG\r\n\x00")
    status, out, err = run("add", reports, "none.txt")
    assert status == 3
    assert out == "added 2 reports, 2 were refused; sayso-library now holds 2 reports and 1 refused\n"
    assert "refused none.txt: There is no such file or folder." in err
    assert f"refused {reports / 'c.txt'}: This is a PNG image" in err
    status, out, err = run("add", reports)
    assert status == 3 and "1 was refused" in out
    status, out, _ = run("search", "--refused")
    assert status == 0 and out.startswith("1 report\n") and "PNG" in out


def test_a_mistyped_path_makes_no_library(run: Run, tmp_path: Path) -> None:
    status, out, err = run("add", "nothing-here")
    assert (status, out) == (2, "")
    assert "there is no nothing-here" in err
    assert not (tmp_path / "sayso-library").exists()


@pytest.mark.parametrize(
    "command",
    ["search x", "sources", "export", "reread", "verify", "backup copy", "remove r0", "trace --library"],
)
def test_no_other_command_makes_a_library(run: Run, tmp_path: Path, command: str) -> None:
    status, out, err = run(*command.split())
    assert (status, out) == (2, "")
    assert "there is no library in sayso-library" in err
    assert list(tmp_path.iterdir()) == []


def test_the_variable_names_the_library(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SAYSO_LIBRARY", "cases")
    run("add", reports)
    assert "cases now holds" in run("add", reports)[1]
    assert run("search", "ferry")[1].startswith("1 report\n")
    assert run("search", "ferry", "--library", "elsewhere")[0] == 2


def test_search(run: Run, reports: Path) -> None:
    run("add", reports)
    status, out, err = run("search", "crew", "sail")
    assert (status, err) == (0, "")
    assert "1  No crew  Tarn Courier, 2031-05-04" in out
    assert "Oda Brandt said the crew had refused to sail." in out
    assert run("search", "crew refused")[1].startswith("1 report")
    assert run("search", "refused", "crew had")[1].startswith("1 report")
    assert run("search", "refused", "had crew")[1].startswith("No report holds these words")
    assert run("search", "crew", "--source", "Marek")[1].startswith("No report")
    assert run("search", "--since", "2031-05", "--until", "2031")[1].startswith("1 report")
    status, _, err = run("search", "--since", "May")
    assert status == 2 and "no date" in err
    status, out, err = run("search", "--source", "Marec")
    assert "no source is called “Marec”; the nearest: Ilva Marek" in err


def test_search_as_json_is_anchored(run: Run, reports: Path) -> None:
    run("add", reports)
    found = json.loads(run("search", "fog", "--format", "json")[1])
    (row,) = found["reports"]
    assert (found["schema"], found["total"], found["order"]) == ("sayso.search/1", 1, "best")
    [[start, end]] = row["spans"]
    assert FERRY[start:end] == row["snippet"]
    assert [row["snippet"][a:b] for a, b in row["marks"]] == ["fog"]
    assert found["facets"]["source"] == [{"value": "Ilva Marek", "reports": 1}]


def test_sources_and_a_record(run: Run, reports: Path) -> None:
    run("add", reports)
    status, out, _ = run("sources")
    assert status == 0 and "Ilva Marek" in out and "Oda Brandt" in out
    status, out, _ = run("sources", "brandt")
    assert out.startswith("Oda Brandt (person)\n1 statement in 1 report, 2031-05-04\n")
    assert "says: “the crew had refused to sail.”" in out
    record = json.loads(run("sources", "BRANDT", "--format", "json")[1])
    assert record["schema"] == "sayso.source/1"
    assert record["record"][0]["words"] == "the crew had refused to sail."
    status, out, err = run("sources", "brant")
    assert (status, out) == (2, "") and "the nearest: Oda Brandt" in err


def test_export_is_the_readings(run: Run, reports: Path) -> None:
    run("add", reports)
    lines = run("export")[1].splitlines()
    with Library.open("sayso-library") as library:
        assert [from_plain(json.loads(line)) for line in lines] == list(library.readings())


def test_reread_says_what_changed(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    run("add", reports)
    assert run("reread")[1] == "Everything was read by this version already.\n"

    class Newer(stand_in.Pipeline):
        def __init__(self) -> None:
            super().__init__("2")

        def read(self, report: stand_in.Report) -> stand_in.Reading:
            reading = super().read(report)
            return reading if "ferry" in report.text else type(reading)(report, models=reading.models)

    monkeypatch.setattr("sayso.pipeline.Pipeline", Newer)
    status, out, _ = run("reread")
    assert status == 0
    assert out.startswith("read 2 reports again; 1 changed\n  attributions: 1 gone, 0 new\n")
    assert run("verify")[0] == 0


def test_verify_and_backup(run: Run, reports: Path, tmp_path: Path) -> None:
    run("add", reports)
    assert run("verify") == (0, "2 reports: every span, hash and reference checked\n", "")
    assert run("backup", "copy") == (0, "copied 2 reports to copy, and checked the copy\n", "")
    assert run("verify", "--library", "copy")[0] == 0
    status, out, err = run("backup", "copy")
    assert (status, out) == (2, "") and "not empty" in err
    kept = next(path for path in (tmp_path / "sayso-library" / "originals").rglob("*") if path.is_file())
    kept.write_bytes(b"x")
    status, out, _ = run("verify")
    assert status == 1 and out.startswith("broken (original): r") and out.endswith("1 fault in 2 reports\n")


def test_remove_asks_and_leaves_a_tombstone(run: Run, reports: Path) -> None:
    run("add", reports)
    own = json.loads(run("search", "crew", "--format", "json")[1])["reports"][0]["id"]
    status, _, err = run("remove", own)
    assert status == 2 and "say --yes" in err
    status, out, _ = run("remove", own[:8], "--yes", "--why", "asked for", "--who", "A")
    assert status == 0
    assert "No crew (Tarn Courier, 2031-05-04)" in out and "removed 1 report" in out and "backup" in out
    status, out, err = run("add", reports)
    assert status == 3
    assert "1 had been removed before" in out and "(asked for)" in err
    assert run("add", reports, "--again")[:2] == (
        0,
        "added 1 report, 1 was there already; sayso-library now holds 2 reports\n",
    )
    status, _, err = run("remove", "r00000000", "--yes")
    assert status == 2 and "holds no report" in err
    assert run("remove")[0] == run("remove", own, "--person", "x")[0] == 2


def test_a_person_is_removed(run: Run, reports: Path, tmp_path: Path) -> None:
    run("add", reports)
    status, out, _ = run("remove", "--person", "oda brandt", "--yes")
    assert status == 0 and "is a source in 1 report, and named in 0 more" in out
    left = b"".join(path.read_bytes() for path in (tmp_path / "sayso-library").rglob("*") if path.is_file())
    assert b"Brandt" not in left and b"brandt" not in left
    status, _, err = run("add", reports)
    assert status == 3 and "not added, it was removed on" in err


def test_trace_over_the_library(run: Run, reports: Path) -> None:
    run("add", reports)
    of_library = json.loads(run("trace", "--library", "--format", "json")[1])
    of_paths = json.loads(run("trace", reports, "--format", "json")[1])
    for key in ("claims", "sources", "passages"):
        assert of_library[key] == of_paths[key]
    assert run("trace")[0] == run("trace", reports, "--library", "sayso-library")[0] == 2


def test_adding_matches_what_is_new(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    waiting = [16, 5, 0]
    monkeypatch.setattr("sayso.store.Library.match", lambda *_: waiting.pop(0))
    assert run("add", reports)[0] == 0
    assert waiting == []
    assert run("add", reports)[0] == 0


def test_odd_words_are_shown_harmless(run: Run, reports: Path) -> None:
    (reports / "c.txt").write_text("Ed\x1b[31m Ito said it\u202e fell.\n")
    run("add", reports)
    for command in (["search", "fell"], ["sources"], ["sources", "ito"]):
        out = run(*command)[1]
        assert "\x1b" not in out and "\u202e" not in out


def test_help_lists_the_commands_in_the_order_of_work(run: Run) -> None:
    out = run("--help")[1]
    names = [line.split()[0] for line in out.partition("Commands:")[2].splitlines() if line.strip()]
    order = ["read", "trace", "add", "search", "sources", "export", "reread", "verify", "backup", "remove"]
    assert names[: len(order)] == order


def test_stopped_by_ctrl_c_keeps_what_was_added(tmp_path: Path) -> None:
    code = (
        "import sys, tests.store.stand_in as s, sayso.pipeline, sayso.faces.cli as cli\n"
        "class P(s.Pipeline):\n"
        "    def read(self, report):\n"
        "        if 'boat 3 ' in report.text: raise KeyboardInterrupt\n"
        "        return super().read(report)\n"
        "sayso.pipeline.Pipeline = P\n"
        "sys.argv = ['sayso', 'add', 'r.jsonl']\n"
        "cli.main()\n"
    )
    stand_in.write_reports(tmp_path / "r.jsonl", 9)
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": path},
        capture_output=True,
        text=True,
    )
    assert ran.returncode == 130
    assert ran.stderr == "sayso: stopped; added 3 reports; run it again to go on\n"
    with Library.open(tmp_path / "sayso-library") as library:
        assert library.counts()["reports"] == 3
        assert list(library.verify()) == []


def test_json_is_as_its_schema_says(run: Run, reports: Path) -> None:
    run("add", reports)
    for of, command in (
        ("search", ["search", "crew"]),
        ("search", ["search", "nothing of the kind"]),
        ("search", ["search", "crew", "--source", "brandt"]),
        ("sources", ["sources"]),
        ("source", ["sources", "brandt"]),
    ):
        schema = json.loads(run("schema", of)[1])
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.Draft202012Validator(schema).validate(json.loads(run(*command, "--format", "json")[1]))
