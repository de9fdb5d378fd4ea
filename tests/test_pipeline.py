"""From a report to its reading; one failure never stops the rest."""

from __future__ import annotations

import pytest

from sayso.model.report import Refusal, Report
from sayso.pipeline import Pipeline, paragraphs
from sayso.stages.admit import admit_text

PIPELINE = Pipeline()
TEXT = (
    "Ferry to stay in port.\n\n"
    "The ferry will stay in port, its owner said on Tuesday. It was built in 1991.\n\n"
    "Read More"
)


def test_a_reading_has_what_the_stages_find() -> None:
    reading = PIPELINE.read(admit_text(TEXT, published="2024-05-02"))
    assert any("owner" in s.of(TEXT) for a in reading.attributions for s in a.source)
    assert {s.voice for s in reading.statements} >= {"attributed"}
    assert "attribution-en" in reading.models


def test_debris_is_not_read() -> None:
    report = admit_text(TEXT)
    assert all("Read More" not in p.of(TEXT) for p in paragraphs(report))


def test_a_refused_report_has_no_findings() -> None:
    report = Report("r1", "", refused=Refusal("empty", "nothing in it"))
    assert PIPELINE.read(report).attributions == ()


def test_a_failing_stage_refuses_its_report_and_the_rest_go_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise ValueError("no such luck")

    good = admit_text(TEXT)
    bad = admit_text("The owner said the ferry was old. " * 3)
    real = Pipeline.read
    monkeypatch.setattr(Pipeline, "read", lambda self, r: broken() if r is bad else real(self, r))
    first, second = PIPELINE.read_many([bad, good])
    assert first.report.refused is not None and first.report.refused.code == "failed"
    assert "no such luck" in first.report.refused.reason
    assert second.attributions


def test_a_report_without_blocks_is_read_line_by_line() -> None:
    text = "\n  One line.\u2028\n\nAnother line.\r\n"
    assert [p.of(text) for p in paragraphs(Report("r", text))] == ["One line.", "Another line."]


def test_a_headlines_report_names_no_one() -> None:
    text = (
        "Ferry Line Paid Harbour Master: Report\n\n"
        "The harbour master took money from a ferry line, according to Ostrand's Port Authority.\n"
    )
    reading = PIPELINE.read(admit_text(text))
    sources = {s.id: s for s in reading.sources}
    report = next(a for a in reading.attributions if not a.cue)
    assert report.source_status == "unnamed"
    assert report.source_id is not None and sources[report.source_id].party is None


@pytest.mark.parametrize(
    "said",
    [
        "In January a helicopter set down more than 120 rifles for the rebels",
        "On Tuesday a helicopter delivered the rifles to the rebels",
        "In 2024 the company sold nine ships",
    ],
)
def test_a_sentence_that_begins_with_time_or_place_is_the_reports_own(said: str) -> None:
    text = f"The ministry gave no details. {said}. Nobody was hurt."
    reading = PIPELINE.read(admit_text(text))
    assert said in {s.spans[0].of(text) for s in reading.statements if s.voice == "own"}
