"""Dossiers with their truth, read without the product: the texts as a person sees them."""

from __future__ import annotations

import json
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
STORIES = Path(__file__).resolve().parent
HARBOUR = ROOT / "examples" / "harbour"

_SKIPPED = frozenset(("script", "style", "head", "nav", "aside", "footer"))
_LINES = frozenset(("p", "h1", "h2", "li", "div", "article", "ul", "time"))


@dataclass(frozen=True)
class Dossier:
    """The reports' texts by name, and what is true of them."""

    name: str
    path: Path
    texts: dict[str, str]
    truth: dict[str, Any]

    def __str__(self) -> str:
        return self.name

    @property
    def claims(self) -> dict[str, dict[str, Any]]:
        """The claims by their id."""
        return {claim["id"]: claim for claim in self.truth["claims"]}


def dossiers() -> list[Dossier]:
    """Every dossier that has a truth: the example, and the small ones here."""
    folders = [HARBOUR, *sorted(path.parent for path in STORIES.glob("*/truth.json"))]
    return [load(folder) for folder in folders]


def load(folder: Path) -> Dossier:
    """Read a dossier: a folder of files, or one file of JSON lines, beside its ``truth.json``."""
    truth = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    lines = folder / "reports.jsonl"
    path = lines if lines.is_file() else folder / "reports"
    return Dossier(folder.name, path, dict(_texts(path)), truth)


def _texts(path: Path) -> list[tuple[str, str]]:
    if path.is_file():
        records = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        return [(record["id"], f"{record.get('title') or ''}\n\n{record['text']}") for record in records]
    return [(file.name, _seen(file)) for file in sorted(path.iterdir())]


def _seen(file: Path) -> str:
    text = file.read_text(encoding="utf-8")
    if file.suffix != ".html":
        return text
    reader = _Reader()
    reader.feed(text)
    return "".join(reader.parts)


class _Reader(HTMLParser):
    """Keeps the words of a page that stand in its article."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._skipping = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._skipping += tag in _SKIPPED

    def handle_endtag(self, tag: str) -> None:
        self._skipping -= tag in _SKIPPED
        if tag in _LINES:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._skipping:
            self.parts.append(data)
