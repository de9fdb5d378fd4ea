"""Reading annotated reports, on tiny invented ones in both forms."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.corpora import annotated, brat, polnear

TEXT = "Rain fell, the mayor said,\r\nand the river rose.\r\n“Stay in,” she added – it was late.\r\n"
STANDOFF = """T1\tSource 11 20\tthe mayor
T2\tCue 21 25\tsaid
T3\tContent 0 9;28 47\tRain fell and the river rose
E1\tCue:T2 Source:T1 Content:T3
T4\tSource 60 63\tshe
T5\tAttribution 64 69\tadded
T6\tContent 49 59\t“Stay in,”
E2\tAttribution:T5 Source:T4 Content:T6
#1\tAnnotatorNotes E2\tnot sure
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for part in ("train", "dev"):
        for kind in ("text", "attributions"):
            (tmp_path / "data" / part / kind).mkdir(parents=True)
    dev = tmp_path / "data" / "dev"
    name = "paper_2016-01-02_rain"
    (dev / "text" / f"{name}.txt").write_bytes(TEXT.encode("utf-8"))
    (dev / "attributions" / f"{name}_4e07.ann").write_text("", encoding="utf-8")
    (dev / "attributions" / f"{name}_4b22.ann").write_text(STANDOFF, encoding="utf-8")
    (dev / "text" / "paper_2016-01-03_unmarked.txt").write_text("Nobody marked this.", encoding="utf-8")
    return tmp_path


def test_a_checkout_is_read_in_characters(checkout: Path) -> None:
    (report,) = polnear(checkout, "dev")
    first, second = report.attributions
    assert (report.id, report.published, report.line["annotator"]) == ("paper_2016-01-02_rain", "2016-01-02", "4b22")
    assert report.text == TEXT
    assert [report.text[s:e] for s, e in first.content] == ["Rain fell", "and the river rose."]
    assert [report.text[s:e] for s, e in (*second.source, *second.cue, *second.content)] == [
        "she",
        "added",
        "“Stay in,”",
    ]


def test_an_attribution_may_lack_its_source() -> None:
    (found,) = brat("T1\tCue 5 15\treportedly\nT2\tContent 0 4;16 20\tx\nE1\tAttribution:T1 Content:T2\n")
    assert (found.source, found.cue, found.content) == ((), ((5, 15),), ((0, 4), (16, 20)))


def test_several_spans_in_one_role_are_gathered() -> None:
    (found,) = brat("T1\tSource 0 2\tx\nT2\tSource 5 7\ty\nT3\tContent 9 12\tz\nE1\tSource:T1 Source2:T2 Content:T3\n")
    assert found.source == ((0, 2), (5, 7))


def test_an_event_that_names_no_span_is_an_error() -> None:
    with pytest.raises(ValueError, match="T9"):
        brat("E1\tCue:T9\n")


def test_a_folder_that_is_neither_says_so(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="neither"):
        polnear(tmp_path, "dev")


def test_json_lines_are_read(tmp_path: Path) -> None:
    line = {
        "id": "a",
        "text": TEXT,
        "attributions": [{"id": "E1", "source": [[11, 20]], "cue": [], "content": [[0, 9]]}],
    }
    with gzip.open(tmp_path / "polnear-dev.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write(json.dumps(line) + "\n\n")
    (report,) = polnear(tmp_path, "dev")
    assert report == annotated(tmp_path / "polnear-dev.jsonl.gz")[0]
    assert report.attributions[0].source == ((11, 20),)
