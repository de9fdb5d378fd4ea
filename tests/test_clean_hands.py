"""No text of the research corpora stands in this repository: no run of twelve words is in both."""

from __future__ import annotations

import gzip
import json
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parent.parent
RUN = 12
_WORD = re.compile(r"\w+")


def runs(text: str) -> Iterator[int]:
    """The hash of every run of words in a text."""
    words = _WORD.findall(text.lower())
    return (hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1))


def strings(value: Any) -> Iterator[str]:
    """Every string in a JSON value that is long enough to hold a run."""
    if isinstance(value, str):
        if len(value) > 2 * RUN:
            yield value
    elif isinstance(value, dict):
        for held in value.values():
            yield from strings(held)
    elif isinstance(value, list):
        for held in value:
            yield from strings(held)


def corpus_texts(shared: Path) -> Iterator[tuple[str, str]]:
    for path in sorted((shared / "data").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for line in file:
                yield from ((path.name, text) for text in strings(json.loads(line)))
    truth = shared / "data" / "pages" / "truth.json"
    if truth.is_file():
        yield from ((truth.name, text) for text in strings(json.loads(truth.read_text(encoding="utf-8"))))
    for path in (shared / "seed").glob("*"):
        yield path.name, path.read_text(encoding="utf-8")


def test_no_run_of_twelve_words_is_in_both(shared: Path) -> None:
    try:
        listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        paths = [ROOT / name for name in listed.split("\0") if name]
    except (OSError, subprocess.CalledProcessError):
        paths = [path for path in ROOT.rglob("*") if path.is_file() and not {".venv", ".git"} & set(path.parts)]
    ours: dict[int, Path] = {}
    for path in paths:
        if path.is_file() and path.name != "LICENSE" and path.stat().st_size < 5_000_000:
            try:
                text = path.read_text(encoding="utf-8")
            except UnicodeDecodeError:
                continue
            ours.update(dict.fromkeys(runs(text), path))
    found = {
        (ours[key].relative_to(ROOT).as_posix(), corpus)
        for corpus, text in corpus_texts(shared)
        for key in runs(text)
        if key in ours
    }
    if found:
        pytest.fail("text of a corpus stands in the repository: " + ", ".join(f"{a} ({b})" for a, b in sorted(found)))
