"""The whole of it, with the real models: the examples through the command line and through Python."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import sayso
from sayso.model.contract import spans_in
from tests.conftest import ROOT
from tests.faces.conftest import Run
from tests.faces.readings import EXAMPLES

REPORTS = ["cable.txt", "cable-ledger.html"]


@pytest.mark.parametrize("name", REPORTS)
def test_every_output_keeps_the_schema(run: Run, name: str) -> None:
    status, out, err = run("read", EXAMPLES / name, "--format", "json")
    assert (status, err) == (0, "")
    schema = json.loads((ROOT / "src/sayso/faces/schema/reading-1.json").read_text("utf-8"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(out))
    reading = sayso.from_json(out)
    assert sayso.to_json(reading, indent=2) + "\n" == out
    assert len(reading.attributions) >= 5
    ids = [a.id for a in reading.attributions]
    assert len(ids) == len(set(ids))
    assert {a.within for a in reading.attributions} <= {None, *ids}
    assert {a.source_id for a in reading.attributions} <= {None, *(s.id for s in reading.sources)}
    assert {s.attribution for s in reading.statements} <= {None, *ids}
    assert all(span.start < span.end for span in spans_in(reading))


@pytest.mark.parametrize("name", REPORTS)
def test_python_and_the_command_line_find_the_same(run: Run, name: str) -> None:
    _, out, _ = run("read", EXAMPLES / name, "--format", "jsonl")
    assert sayso.from_json(out) == sayso.read(EXAMPLES / name)


def test_one_by_one_or_together_is_the_same(run: Run) -> None:
    _, out, _ = run("read", *(EXAMPLES / name for name in REPORTS), "--format", "jsonl")
    together = [sayso.from_json(line) for line in out.split("\n")[:-1]]
    assert together == [sayso.read(EXAMPLES / name) for name in REPORTS]


def test_the_table_and_the_page(run: Run, tmp_path: Path) -> None:
    status, out, _ = run("read", EXAMPLES / "cable.txt", "--html", tmp_path / "page.html")
    assert status == 0
    assert " attributions: " in out
    assert "Oda Fenn" in (tmp_path / "page.html").read_text("utf-8")
