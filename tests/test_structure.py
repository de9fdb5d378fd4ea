"""The house's rules: what imports what, what a module must say first, what importing may cost."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "src" / "sayso"
MODULES = sorted(path for top in ("src", "benchmarks", "training", "tests") for path in (ROOT / top).rglob("*.py"))
FORBIDDEN = {"utils", "util", "helpers", "helper", "manager", "misc", "common", "base", "core", "stuff", "new", "old"}
HEAVY = {"onnxruntime", "numpy", "tokenizers", "trafilatura", "lxml", "jinja2", "rich", "click", "dateparser", "spacy"}

LAYERS = ("model", "languages parsers weights", "stages", "store engines", "pipeline", "pipeline_library", "faces")
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names.split()}


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imports_of(path: Path) -> set[str]:
    """Every module that a file imports, also inside functions, by its full name."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{shown(path)}: relative import"
            found.update({f"{node.module}.{alias.name}" for alias in node.names} | {str(node.module)})
    return found


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_the_first_line_tells_the_purpose(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    said = ast.get_docstring(tree)
    assert said and tree.body[0].lineno == 1, "a module begins with a docstring that says what it is for"
    assert len(said.splitlines()[0]) > 15


@pytest.mark.parametrize("path", MODULES, ids=shown)
def test_no_drawer_for_leftovers(path: Path) -> None:
    assert not FORBIDDEN & {part.removesuffix(".py").strip("_") for part in path.relative_to(ROOT).parts}


@pytest.mark.parametrize("path", sorted(SOURCE.rglob("*.py")), ids=shown)
def test_imports_point_one_way(path: Path) -> None:
    part = path.relative_to(SOURCE).parts[0]
    if part not in LEVEL and path.stem not in LEVEL:
        return  # the public door may see everything
    own = part if part in LEVEL else path.stem
    for name in imports_of(path):
        parts = name.split(".")
        if parts[0] != "sayso" or len(parts) < 2 or parts[1] not in LEVEL:
            continue
        assert LEVEL[parts[1]] < LEVEL[own] or parts[1] == own, f"{own} imports {name}"
        if own == parts[1] == "stages" and len(parts) > 2:
            assert parts[2] == path.relative_to(SOURCE).parts[1], f"a stage imports its sibling {name}"


@pytest.mark.parametrize("path", sorted((SOURCE / "model").rglob("*.py")), ids=shown)
def test_the_model_needs_only_the_standard_library(path: Path) -> None:
    for name in imports_of(path):
        top = name.split(".")[0]
        assert top in sys.stdlib_module_names or name.startswith("sayso.model"), name


@pytest.mark.parametrize("path", sorted((ROOT / "benchmarks").glob("*.py")), ids=shown)
def test_scorers_share_no_code_with_the_product(path: Path) -> None:
    if path.stem in ("scorer", "who", "corpora", "gap", "times"):
        assert not [name for name in imports_of(path) if name.split(".")[0] == "sayso"]


def test_importing_sayso_loads_nothing_heavy() -> None:
    code = "import json, sys; import sayso; print(json.dumps(sorted(sys.modules)))"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = {name.split(".")[0] for name in json.loads(ran.stdout)}
    assert not loaded & HEAVY


def test_importing_sayso_prints_nothing_and_starts_no_thread() -> None:
    code = "import sayso, sys, threading; sys.exit(threading.active_count() != 1)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")


def test_the_library_never_prints_or_exits() -> None:
    faces = SOURCE / "faces"
    for path in SOURCE.rglob("*.py"):
        if path.is_relative_to(faces):
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in (
                "print",
                "sys.exit",
                "exit",
                "logging.basicConfig",
            ):
                pytest.fail(f"{shown(path)}:{node.lineno} calls {ast.unparse(node.func)}")


VERDICTS = {"fake", "hoax", "debunked", "misinformation", "disinformation", "propaganda", "trustworthy", "unreliable"}


def test_no_verdict_words_in_what_is_said_to_readers() -> None:
    for path in [*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.json")]:
        if path.is_relative_to(SOURCE / "languages") or path.is_relative_to(SOURCE / "weights"):
            continue  # words of the reports themselves
        assert not VERDICTS & set(re.findall(r"[a-z]+", path.read_text(encoding="utf-8").lower())), shown(path)


def test_each_model_that_ships_is_small_and_has_its_card() -> None:
    for path in (SOURCE / "weights").rglob("*.onnx"):
        assert path.stat().st_size <= 30_000_000, f"{shown(path)} is larger than 30 MB"
        assert list(path.parent.glob("*.md")), f"{shown(path)} has no card beside it"


NO_NETWORK = """
import socket
def refused(*_, **__):
    raise AssertionError("a connection was opened")
socket.socket.connect = socket.socket.connect_ex = socket.getaddrinfo = refused
import sayso
reading = sayso.read("examples/cable.txt")
assert reading.attributions
"""


def test_reading_needs_no_network() -> None:
    ran = subprocess.run([sys.executable, "-c", NO_NETWORK], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stderr
