"""What the tests of the faces share: stand-ins, snapshots."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from sayso.faces import cli, python
from tests.faces import stubs

Run = Callable[..., tuple[int, str, str]]

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsysbinary: pytest.CaptureFixture[bytes]) -> Run:
    """Run the command line in this process; return its status, output and errors."""

    def call(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["sayso", *map(str, arguments)])
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as leaving:
            cli.main()
        out, err = capsysbinary.readouterr()
        return int(leaving.value.code or 0), out.decode(), err.decode()

    return call


@pytest.fixture
def stub_pipeline(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put a stand-in where the faces look for the pipeline; admission stays real."""
    pipeline = ModuleType("sayso.pipeline")
    pipeline.Pipeline = stubs.Pipeline  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "sayso.pipeline", pipeline)
    python._pipeline.cache_clear()
    yield
    python._pipeline.cache_clear()


@pytest.fixture
def stubbed(stub_pipeline: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put stand-ins where the faces look for admission and the pipeline."""
    admit = ModuleType("sayso.stages.admit")
    for name in ("AdmitOptions", "admit_paths", "admit_text", "count_inputs"):
        setattr(admit, name, getattr(stubs, name))
    monkeypatch.setitem(sys.modules, "sayso.stages.admit", admit)


@pytest.fixture
def snapshot() -> Callable[[str, str], None]:
    """Hold a text against a file in snapshots/; SAYSO_SNAPSHOTS=write makes the files anew."""

    def check(name: str, text: str) -> None:
        path = SNAPSHOTS / name
        if os.environ.get("SAYSO_SNAPSHOTS") == "write":
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8")
        assert text == path.read_text(encoding="utf-8")

    return check
