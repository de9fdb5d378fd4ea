"""The public door: what it holds, what it costs, and what it does with what it is given."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
import typing
from pathlib import Path

import pytest

import sayso
from tests.conftest import ROOT
from tests.faces.readings import EXAMPLES, cable

HARBOUR = EXAMPLES / "harbour" / "reports"


def test_the_doors_members() -> None:
    assert sorted(sayso.__all__) == list(sayso.__all__)
    assert set(sayso._HOME) | {"__version__"} == set(sayso.__all__)
    for name in sayso.__all__:
        member = getattr(sayso, name)
        assert member is not None
        assert name in dir(sayso)
        if callable(member):
            assert member.__doc__, name
            assert typing.get_type_hints(member) or isinstance(member, type) or name == "cache"
    with pytest.raises(AttributeError, match="nonsense"):
        sayso.nonsense  # noqa: B018


def test_what_type_checkers_see_is_what_there_is() -> None:
    tree = ast.parse(Path(sayso.__file__).read_text("utf-8"))
    froms = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    seen = {alias.name: node.module for node in froms for alias in node.names}
    for name, home in sayso._HOME.items():
        assert seen[name] == home


def test_importing_the_door_imports_nothing_of_the_house() -> None:
    code = "import sys, sayso; print([m for m in sys.modules if m.startswith('sayso.')])"
    environment = {**os.environ, "PYTHONPATH": f"{ROOT}/src"}
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=environment)
    assert ran.stdout == "[]\n"


@pytest.mark.usefixtures("stubbed")
class TestReading:
    def test_a_file(self) -> None:
        reading = sayso.read(EXAMPLES / "cable.txt", published="2026-03-04", url="https://x.example/1")
        assert reading.attributions == cable().attributions
        assert (reading.report.published, reading.report.url) == ("2026-03-04", "https://x.example/1")
        assert sayso.read(str(EXAMPLES / "cable.txt")).text == reading.text

    def test_text(self) -> None:
        assert sayso.read_text(cable().text, outlet="The Ledger").report.outlet == "The Ledger"

    def test_a_refusal_is_raised_for_one(self, tmp_path: Path) -> None:
        with pytest.raises(sayso.RefusedError, match=r"gone.txt: there is no such file") as refused:
            sayso.read(tmp_path / "gone.txt")
        assert refused.value.refusal.code == "missing"
        with pytest.raises(sayso.RefusedError):
            sayso.read_text(" \n")

    def test_and_kept_as_a_value_among_many(self, tmp_path: Path) -> None:
        readings = list(sayso.read_all([EXAMPLES / "cable.txt", tmp_path / "gone.txt"]))
        assert [r.report.refused is None for r in readings] == [True, False]

    def test_a_path_of_several_is_no_single_report(self, tmp_path: Path) -> None:
        with pytest.raises(sayso.InputError, match="no report"):
            sayso.read(tmp_path)
        (tmp_path / "a.txt").write_text("One.")
        (tmp_path / "b.txt").write_text("Two.")
        with pytest.raises(sayso.InputError, match="read_all"):
            sayso.read(tmp_path)


class TestTracing:
    def test_paths_and_readings_give_the_same(self) -> None:
        paths = [HARBOUR / "01-service-statement.html", HARBOUR / "02-tidewire.html"]
        found = sayso.trace(paths)
        assert isinstance(found, sayso.Trace)
        assert [head.refused for head in found.reports] == [None, None]
        assert found == sayso.trace([paths[0], sayso.read(paths[1])])

    def test_one_path(self, tmp_path: Path) -> None:
        assert len(sayso.trace(str(EXAMPLES / "cable.txt")).reports) == 1
        assert sayso.trace(tmp_path / "gone.txt").reports[0].refused
        assert sayso.trace([]) == sayso.Trace()

    def test_a_source_is_struck_or_its_name_is_said_to_be_unknown(self) -> None:
        readings = list(sayso.read_all([HARBOUR / "01-service-statement.html"]))
        name = sayso.trace(readings).sources[0].name
        assert sayso.trace(readings, strike=[name]).struck
        assert sayso.trace(readings, strike=name) == sayso.trace(readings, strike=[name])
        with pytest.raises(sayso.InputError, match="no source is called “Servce”"):
            sayso.trace(readings, strike=["Servce"])

    def test_a_decision_that_fits_nothing_is_kept_as_an_orphan(self) -> None:
        decision = sayso.Decision("cut", ("t0",), why="a test")
        assert sayso.trace([EXAMPLES / "cable.txt"], decisions=[decision]).orphans == (decision,)
