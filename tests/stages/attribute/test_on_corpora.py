"""The rules against marked reports, where those lie beside the checkout: they must not get worse."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sayso.model.attribution import Attribution
from sayso.model.span import Span, spans_of
from sayso.stages.attribute.manner import manner
from sayso.stages.attribute.quotation import continue_quotation, quotation_kind, quotations, snap_to_marks

Marked = tuple[str, Attribution, dict[str, Any]]


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _marked(path: Path) -> Iterator[Marked]:
    for report in _lines(path):
        for number, given in enumerate([*report["attributions"], *report.get("nested", [])]):
            roles = (spans_of(given[role]) for role in ("source", "cue", "content"))
            yield report["text"], Attribution(f"a{number}", *roles), given


def _share(marked: Iterator[Marked]) -> float:
    right = [manner(text, attribution)[0] == given["manner"] for text, attribution, given in marked]
    return sum(right) / len(right)


def test_manner(shared: Path) -> None:
    assert _share(_marked(shared / "data" / "polnear-dev-who.jsonl.gz")) >= 0.95
    assert _share(_marked(shared / "data" / "worldnews-dev.jsonl.gz")) >= 0.95


def test_manner_and_quotation_on_the_first_report(shared: Path) -> None:
    expected = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))
    text = (shared / "seed" / "report.txt").read_bytes().decode("utf-8")
    found = quotations(text)
    manners = kinds = 0
    for given in expected["attributions"]:
        roles = [spans_of(given[role]) for role in ("source", "cue", "content")]
        manners += manner(text, Attribution(given["id"], *roles))[0] == given["manner"]
        kinds += quotation_kind(text, roles[2], found) == given["quotation"]
    assert manners >= 15
    assert kinds >= 15


def test_quotation_kind(shared: Path) -> None:
    right = total = 0
    for report in _lines(shared / "data" / "worldnews-dev.jsonl.gz"):
        text = report["text"]
        found = quotations(text, [Span(0, len(text))])
        for given in report["attributions"]:
            total += 1
            right += quotation_kind(text, spans_of(given["content"]), found) == given["quotation"]
    assert right / total >= 0.95


def test_contents_as_people_mark_them_stay_as_they_are(shared: Path) -> None:
    """Snapping changes next to nothing where a person has drawn the content."""
    changed = total = 0
    for report in _lines(shared / "data" / "polnear-dev.jsonl.gz"):
        text = report["text"]
        found = quotations(text)
        contents = [spans_of(given["content"]) for given in report["attributions"] if given["content"]]
        for content in contents:
            taken = [span for other in contents if other is not content for span in other]
            total += 1
            snapped = snap_to_marks(text, content, found, taken)
            changed += continue_quotation(snapped, found, taken) != content
    assert changed / total <= 0.02
