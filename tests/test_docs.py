"""What the README and the docs show is what happens: commands, output, Python, links."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)|<img[^>]*src=\"([^\"]+)\"")


@dataclass(frozen=True)
class Example:
    page: str
    line: int
    code: str

    def __str__(self) -> str:
        return f"{self.page}:{self.line}"


def examples(language: str) -> list[Example]:
    """The fenced blocks of one language, in all pages."""
    found = []
    for path in PAGES:
        text = path.read_text(encoding="utf-8")
        for block in _FENCE.finditer(text):
            if block[1] == language:
                found.append(
                    Example(path.relative_to(ROOT).as_posix(), text.count("\n", 0, block.start()) + 1, block[2])
                )
    return found


@pytest.fixture
def elsewhere(tmp_path: Path) -> Path:
    """A folder with the examples in it, into which a command may write."""
    shutil.copytree(ROOT / "examples", tmp_path / "examples")
    return tmp_path


def environment() -> dict[str, str]:
    """No colour, one width, and the `sayso` that belongs to this Python first."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    library = os.pathsep.join(os.path.abspath(p) for p in os.environ.get("PYTHONPATH", "").split(os.pathsep) if p)
    return os.environ | {"PATH": path, "PYTHONPATH": library, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}


def exchanges(session: str) -> list[tuple[str, str]]:
    """Each command of a terminal session with the output that is shown for it."""
    parts = re.split(r"^\$ (.+)\n", session, flags=re.MULTILINE)
    return list(zip(parts[1::2], parts[2::2], strict=True))


def matches(shown: str, printed: str) -> bool:
    """Say whether output is as shown; a line that is only … stands for any number of lines."""
    lines = [line.rstrip() for line in shown.strip("\n").splitlines()]
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "…" else re.escape(line) + r"\n" for line in lines)
    tidy = "".join(line.rstrip() + "\n" for line in printed.strip("\n").splitlines())
    return re.fullmatch(pattern, tidy) is not None


@pytest.mark.parametrize("example", examples("console"), ids=str)
def test_a_session_prints_what_is_shown(example: Example, elsewhere: Path) -> None:
    for command, shown in exchanges(example.code):
        if command.startswith("sayso ") and shutil.which("sayso", path=environment()["PATH"]) is None:
            pytest.skip("the sayso command is not installed beside this Python")
        ran = subprocess.run(command, shell=True, cwd=elsewhere, env=environment(), capture_output=True, text=True)
        assert matches(shown, ran.stdout) if shown else ran.returncode == 0, f"$ {command}\n{ran.stdout}{ran.stderr}"


@pytest.mark.parametrize("example", examples("python"), ids=str)
def test_python_runs_as_shown(example: Example, elsewhere: Path) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", example.code], cwd=elsewhere, env=environment(), capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    wanted = re.findall(r"^print\(.*\)  # (.+)$", example.code, re.MULTILINE)
    assert ran.stdout.splitlines()[: len(wanted)] == wanted


@pytest.mark.parametrize("example", [e for e in examples("sh") if e.page != "README.md"], ids=str)
def test_a_command_works_as_shown(example: Example, elsewhere: Path) -> None:
    if shutil.which("sayso", path=environment()["PATH"]) is None:
        pytest.skip("the sayso command is not installed beside this Python")
    for command in example.code.splitlines():
        ran = subprocess.run(command, shell=True, cwd=elsewhere, env=environment(), capture_output=True, text=True)
        assert ran.returncode == 0, f"$ {command}\n{ran.stderr}"


def test_the_readme_begins_with_its_two_commands() -> None:
    commands = [example.code for example in examples("sh") if example.page == "README.md"]
    assert len(commands) == 2, "CI runs the first two blocks; there are no others"
    assert "pip install ." in commands[0] and "sayso trace examples/" in commands[0]
    assert ".[test]" in commands[1] and "pytest" in commands[1]
    named = re.search(r"examples/\S+", commands[0])
    assert named and (ROOT / named[0]).exists()


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.name)
def test_links_lead_somewhere(page: Path) -> None:
    for found in _LINK.finditer(page.read_text(encoding="utf-8")):
        target = (found[1] or found[2]).partition("#")[0]
        if target and "://" not in target and not target.startswith("mailto:"):
            assert (page.parent / target).exists(), target


def test_the_benchmark_has_the_options_that_its_page_names() -> None:
    told = (ROOT / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    source = (ROOT / "benchmarks" / "__main__.py").read_text(encoding="utf-8")
    for option in set(re.findall(r"(?<!pip install )--[a-z][a-z-]+", told)) - {
        "--no-deps",
        "--require-hashes",
        "--sessions",
    }:
        assert f'"{option}"' in source, option
