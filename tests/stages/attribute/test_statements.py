"""Own voice, headline and attributed statements, on sentences with hand-made parses."""

from __future__ import annotations

import re
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.attribution import Attribution
from sayso.model.parse import Parse
from sayso.model.report import Block, Report
from sayso.model.span import Span
from sayso.stages.attribute.statements import headline_claim, statements

VERBS = {"opened", "said", "fell", "closed", "built", "stands", "read", "reads", "moved", "cost", "pleaded", "joined"}
AUXILIARIES = {"is", "was", "has", "were"}
POS = {
    "the": "DET", "a": "DET", "an": "DET", "and": "CCONJ", "but": "CCONJ", "on": "ADP", "in": "ADP", "of": "ADP",
    "for": "ADP", "to": "PART", "after": "SCONJ", "who": "PRON", "which": "PRON", "it": "PRON", "she": "PRON",
    "more": "ADJ", "why": "ADV", "old": "ADJ",
}  # fmt: skip


def _parse(text: str) -> Parse:
    words, pos, sentences = [], [], []
    for line in re.finditer(r"[^\n]+", text):
        for sentence in re.finditer(r"[^.?!]+[.?!]*[”\"]*\s*", line.group()):
            start = line.start() + sentence.start()
            found = list(re.finditer(r"\w+|[^\w\s]", sentence.group()))
            if not found:
                continue
            sentences.append(Span(start + found[0].start(), start + found[-1].end()))
            for word in found:
                form = word.group().lower()
                words.append(Span(start + word.start(), start + word.end()))
                if not form.isalnum():
                    pos.append("PUNCT")
                else:
                    guess = "VERB" if form in VERBS else "AUX" if form in AUXILIARIES else "NOUN"
                    pos.append(POS.get(form, guess))
    return Parse(tuple(words), tuple(pos), tuple(sentences), ())


def _at(text: str, words: str) -> tuple[Span, ...]:
    if not words:
        return ()
    start = text.index(words)
    return (Span(start, start + len(words)),)


def _report(text: str, headline: bool = False) -> Report:
    blocks = []
    for number, line in enumerate(re.finditer(r"[^\n]+", text)):
        blocks.append(Block("headline" if headline and number == 0 else "paragraph", Span(*line.span())))
    return Report("r1", text, blocks=tuple(blocks))


def _own(text: str, attributions: list[Attribution] | None = None) -> list[str]:
    found = statements(_report(text), attributions or [], _parse(text))
    return [s.spans[0].of(text) for s in found if s.voice == "own"]


def test_own_voice_is_what_nobody_says() -> None:
    text = "The bridge opened in May. Ann Roe said it was safe. Why was it old? Read more. The end."
    said = Attribution("a1", _at(text, "Ann Roe"), _at(text, "said"), _at(text, "it was safe"))
    assert _own(text, [said]) == ["The bridge opened in May"]


def test_a_clause_beside_an_attribution() -> None:
    text = "Hundreds of engineers joined the works after Ann Roe pleaded for help, the bridge was closed."
    plea = Attribution("a1", _at(text, "Ann Roe"), _at(text, "pleaded for"), _at(text, "help"))
    assert _own(text, [plea]) == ["Hundreds of engineers joined the works", "the bridge was closed"]


def test_the_source_is_the_subject_of_both_verbs() -> None:
    text = "The city moved the ferry and said it was safe."
    said = Attribution("a1", _at(text, "The city"), _at(text, "said"), _at(text, "it was safe"))
    assert _own(text, [said]) == ["The city moved the ferry"]


def test_what_is_said_of_a_source() -> None:
    text = "Ann Roe, who built the old bridge, said it was safe."
    source = _at(text, "Ann Roe, who built the old bridge,")
    said = Attribution("a1", source, _at(text, "said"), _at(text, "it was safe"))
    assert _own(text, [said]) == ["who built the old bridge"]
    shorter = replace(said, id="a2", source=_at(text, "Ann Roe, who built the old"))
    assert _own(text, [said, shorter]) == ["who built the old bridge"]


def test_coordinated_clauses_are_two_statements() -> None:
    text = "The bridge opened in May, and the ferry was closed."
    assert _own(text) == ["The bridge opened in May", "the ferry was closed"]


def test_a_quotation_without_a_speaker_is_not_the_reports_voice() -> None:
    assert _own("“The bridge was closed.”") == []


def test_a_dateline_is_no_part_of_the_claim() -> None:
    assert _own("HILLTOWN (NW) — The bridge was closed.") == ["The bridge was closed"]


def test_only_paragraphs_speak() -> None:
    text = "The bridge was closed.\nThe shop was closed."
    report = Report("r1", text, blocks=(Block("caption", Span(0, 22)), Block("paragraph", Span(23, len(text)))))
    assert [s.spans[0].of(text) for s in statements(report, [], _parse(text))] == ["The shop was closed"]


def test_headline_on_the_reports_word_with_the_bodys_source() -> None:
    text = "Old stone bridge closed after crack\nThe old stone bridge was closed after a crack, the mayor said."
    said = Attribution(
        "a1", _at(text, "the mayor"), _at(text, "said"), _at(text, "The old stone bridge was closed after a crack")
    )
    found = statements(_report(text, headline=True), [said], _parse(text))
    (headline,) = [s for s in found if s.voice == "headline"]
    assert headline.spans[0].of(text) == "Old stone bridge closed after crack"
    assert headline.evidence[-1].rule.startswith("headline-claim")
    assert "“the mayor”" in headline.evidence[-1].says
    (attributed,) = [s for s in found if s.voice == "attributed"]
    assert attributed.attribution == "a1"


def test_an_attributed_headline_is_not_the_reports_word() -> None:
    text = "Bridge closed: report\nThe shop stands."
    said = Attribution("a1", _at(text, "report"), (), _at(text, "Bridge closed"))
    found = statements(_report(text, headline=True), [said], _parse(text))
    assert [s.voice for s in found] == ["attributed", "own"]


def test_a_headline_that_the_report_itself_bears_out() -> None:
    text = "Old stone bridge closed today\nThe old stone bridge closed today. The bridge is old, the mayor said."
    said = Attribution("a1", _at(text, "the mayor"), _at(text, "said"), _at(text, "The bridge is old"))
    assert headline_claim(text, Span(0, 29), [said], _at(text, "The old stone bridge closed today")) is None


@given(st.text(alphabet="The bridge was closed, and it “is” old.\n-?", max_size=120), st.data())
def test_spans_hold_and_do_not_overlap_attributions(text: str, data: st.DataObject) -> None:
    attributions = []
    if text:
        start = data.draw(st.integers(0, len(text) - 1))
        end = data.draw(st.integers(start + 1, len(text)))
        attributions = [Attribution("a1", (), (), (Span(start, end),))]
    for found in statements(_report(text), attributions, _parse(text)):
        for span in found.spans:
            assert 0 <= span.start < span.end <= len(text)
        if found.voice == "own":
            assert not found.spans[0].overlaps(attributions[0].content[0]) if attributions else True
