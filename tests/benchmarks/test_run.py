"""A whole run of the benchmark over an invented corpus, with invented readings."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import __main__ as benchmark
from benchmarks import peers, product
from benchmarks.corpora import Annotated

TEXT = "Mayor Ode said the bridge is shut. It will open on Tuesday."
SAID = {"id": "E1", "source": [[0, 9]], "cue": [[10, 14]], "content": [[15, 33]], "within": None, "basis": []}
WHO = {"who": "Ode", "kind": "person", "party": None, "manner": "neutral", "quotation": "indirect"}
REPORT = {"id": "a", "text": TEXT, "published": "2026-03-02", "attributions": [SAID | WHO]}
TIMED = {"id": "t", "text": TEXT, "published": "2026-03-02"} | {
    "times": [{"span": [51, 58], "type": "DATE", "value": "2026-03-03", "mod": None}]
}


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    def readings(reports: list[Annotated], weights: Path | None = None) -> dict[str, Any]:
        found = SAID | {"id": "x", "confidence": 0.9, "source_id": "s", "manner": "neutral"}
        source = {"id": "s", "name": "Ode", "kind": "person", "party": None}
        times = [{"span": [51, 58], "value": "2026-03-03"}]
        reading = {"report": {"text": TEXT}, "attributions": [found], "sources": [source], "times": times}
        return {report.id: reading for report in reports}

    monkeypatch.setattr(product, "readings", readings)
    monkeypatch.setattr(peers, "textacy_quotations", lambda corpus: {})
    for name, line in {
        "polnear-dev": REPORT,
        "polnear-dev-who": REPORT | {"nested": []},
        "worldnews-dev": REPORT,
    }.items():
        (tmp_path / f"{name}.jsonl.gz").write_bytes(_gzipped(line))
    (tmp_path / "timebank.jsonl.gz").write_bytes(_gzipped(TIMED))
    return tmp_path


def _gzipped(line: dict[str, Any]) -> bytes:
    return gzip.compress(json.dumps(line).encode())


def test_tables_are_printed_and_results_kept(
    data: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kept = data / "kept" / "latest.json"
    monkeypatch.setattr(benchmark, "RESULTS", kept)
    monkeypatch.setattr(benchmark, "ROOT", data)
    assert benchmark.main(["attribution", "who", "times", "--data", str(data), "--write"]) == 0
    printed = capsys.readouterr().out
    assert "polnear-dev: sayso" in printed and "two people" in printed
    results = json.loads(kept.read_text(encoding="utf-8"))
    assert results["attribution"]["polnear-dev"]["sayso"]["exact"]["f1"] == 100
    assert results["who"]["polnear-dev-who"]["right_of_all"] == 100
    assert results["times"]["sayso"]["both"]["strict"]["f1"] == 100


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert benchmark.main(["attribution", "times", "--data", str(tmp_path)]) == 0
    printed = capsys.readouterr().out
    assert "--polnear" in printed and "timebank.jsonl.gz" in printed


def test_a_broken_floor_fails_a_check(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    floor = {"at least": {"attribution/polnear-dev/sayso/found/p": 100.5}, "at most": {}}
    monkeypatch.setattr(benchmark.floors, "load", lambda: floor)
    assert benchmark.main(["attribution", "--data", str(data), "--check"]) == 1
    assert benchmark.main(["attribution", "--data", str(data)]) == 0
