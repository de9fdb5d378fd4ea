"""What the tests of the faces share: stand-ins, snapshots."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.faces import stubs

SNAPSHOTS = Path(__file__).parent / "snapshots"


@pytest.fixture
def stubbed(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put the stand-ins where the faces look for admission and the pipeline."""
    from sayso.faces import python

    pipeline, admit = ModuleType("sayso.pipeline"), ModuleType("sayso.stages.admit")
    pipeline.Pipeline = stubs.Pipeline  # type: ignore[attr-defined]
    for name in ("AdmitOptions", "admit_paths", "admit_text", "count_inputs"):
        setattr(admit, name, getattr(stubs, name))
    monkeypatch.setitem(sys.modules, "sayso.pipeline", pipeline)
    monkeypatch.setitem(sys.modules, "sayso.stages.admit", admit)
    python._pipeline.cache_clear()
    yield
    python._pipeline.cache_clear()


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
