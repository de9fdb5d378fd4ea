"""What the workbench's tests share: a library of the example, a client, a server that a browser can reach."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("fastapi", reason="the workbench needs fastapi")

import uvicorn
from starlette.testclient import TestClient

from sayso.faces.web.app import make_app
from sayso.faces.web.security import Limits
from sayso.pipeline import Pipeline, embedder
from sayso.stages.admit import admit_paths
from sayso.store import Library

EXAMPLES = Path(__file__).resolve().parents[3] / "examples"
HERE = "http://127.0.0.1:8017"
HOSTILE = (
    "</title></style><script>window.bad = 1</script><img src=x onerror=window.bad=2>{{ 7*7 }}\u202e",
    'The keeper said the lamp had been lit. "<script>window.bad = 3</script> & <b onclick=x>", said Orla Venn.',
)


@pytest.fixture(scope="session")
def harbour_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of the example, and of one report that is turned against the page; never written to."""
    folder = tmp_path_factory.mktemp("harbour") / "library"
    pipeline = Pipeline()
    with Library.open(folder, create=True, embedder=embedder()) as library:
        for path in sorted((EXAMPLES / "harbour" / "reports").iterdir()):
            for reading in pipeline.read_many(admit_paths([path])):
                library.put(reading, path.read_bytes(), received="2026-04-20T08:00:00Z")
        hostile = tmp_path_factory.mktemp("hostile") / "page.txt"
        hostile.write_text("\n\n".join(HOSTILE), encoding="utf-8")
        for reading in pipeline.read_many(admit_paths([hostile])):
            library.put(reading, hostile.read_bytes(), received="2026-04-20T09:00:00Z")
        assert library.counts()["reports"] == 20
        assert library.match() > 0
    return folder


@pytest.fixture(scope="session")
def pipeline() -> Pipeline:
    """One reader for all tests."""
    return Pipeline()


@pytest.fixture
def library(harbour_folder: Path, tmp_path: Path) -> Iterator[Library]:
    """The example's library, the test's own to write to."""
    shutil.copytree(harbour_folder, tmp_path / "library")
    with Library.open(tmp_path / "library", embedder=embedder()) as opened:
        yield opened


@pytest.fixture
def client(library: Library, pipeline: Pipeline) -> Iterator[TestClient]:
    """Somebody who asks the workbench, on this machine."""
    with TestClient(make_app(library, pipeline=pipeline), base_url=HERE, follow_redirects=False) as made:
        yield made


@pytest.fixture
def id_of(library: Library) -> Callable[[str], str]:
    """Return the id of an outlet's first report."""

    def find(outlet: str) -> str:
        heads = [reading.report for reading in library.readings()]
        return next(report.id for report in heads if report.outlet == outlet)

    return find


def form_of(page: str) -> str:
    """Return what the forms of a page carry to show that they are ours."""
    found = re.search(r'name="form" value="(\w+)"', page)
    assert found, "the page has no form"
    return found[1]


class Served:
    """The workbench on a port of this machine, in a thread."""

    def __init__(self, library: Library, pipeline: Any, limits: Limits | None = None) -> None:
        self.socket = socket.socket()
        self.socket.bind(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.socket.getsockname()[1]}"
        app = make_app(library, pipeline=pipeline, limits=limits)
        self.server = uvicorn.Server(uvicorn.Config(app, log_level="error", ws="none", http="h11"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [self.socket]}, daemon=True)

    def __enter__(self) -> Served:
        self.thread.start()
        for _ in range(2_000):
            if self.server.started:
                break
            time.sleep(0.005)
        return self

    def __exit__(self, *_: object) -> None:
        self.server.should_exit = True
        self.thread.join(timeout=20)
        self.socket.close()


@pytest.fixture
def served(library: Library, pipeline: Pipeline) -> Iterator[str]:
    """The address of a workbench that a browser can reach."""
    with Served(library, pipeline) as running:
        yield running.address
