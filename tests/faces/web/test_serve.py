"""`sayso serve` starts only where it is safe, says what it needs, and answers where it says."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from importlib.machinery import ModuleSpec
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.faces.conftest import Run


def test_without_its_packages_it_says_in_one_sentence_what_to_install(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = importlib.util.find_spec

    def find(name: str, package: str | None = None) -> ModuleSpec | None:
        return None if name == "fastapi" else there(name, package)

    monkeypatch.setattr(importlib.util, "find_spec", find)
    status, out, err = run("serve", "--library", tmp_path / "library")
    assert (status, out) == (1, "")
    assert err == "sayso: serve needs a few packages more: pip install 'sayso[serve]'\n"
    assert not (tmp_path / "library").exists()


@pytest.mark.parametrize("token", [None, "short"])
def test_another_address_without_a_good_token_starts_nothing(run: Run, tmp_path: Path, token: str | None) -> None:
    given = ["--token", token] if token else []
    status, _, err = run("serve", "--host", "0.0.0.0", "--library", tmp_path / "library", *given)
    assert status == 2
    assert "16 characters" in err
    assert not (tmp_path / "library").exists()


def test_a_port_that_is_taken_is_told_of(run: Run, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        status, _, err = run("serve", "--port", taken.getsockname()[1], "--library", tmp_path / "library")
    assert status == 2
    assert "--port 0 takes a free one" in err


def test_it_serves_makes_its_folder_and_stops_quietly(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-m", "sayso.faces.cli", "serve", "--port", "0", "--library", str(tmp_path / "library")]
    with subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, text=True) as running:
        try:
            assert running.stderr is not None
            said = running.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+/", said)
            assert address, said
            with urllib.request.urlopen(address[0], timeout=60) as answer:
                assert b"holds nothing yet" in answer.read()
                assert "server" not in {name.lower() for name in answer.headers}
        finally:
            running.send_signal(signal.SIGINT)
        rest = running.stderr.read()
    assert "Traceback" not in rest
    assert running.returncode in (0, 130)
    assert (tmp_path / "library" / "library.sqlite").is_file()
