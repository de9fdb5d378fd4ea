"""Readings of every shape that the model allows, for tests that try anything."""

from __future__ import annotations

from itertools import pairwise
from typing import Any, get_args

from hypothesis import strategies as st

from sayso.model.attribution import Attribution, Manner, Quotation, SourceStatus
from sayso.model.evidence import Evidence
from sayso.model.ground import Place, Quantity, Time
from sayso.model.reading import Reading
from sayso.model.report import Block, BlockKind, Link, Refusal, RefusalCode, Report
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span
from sayso.model.statement import Statement, Voice

# Lone surrogates are in; a high one straight before a low one is not: JSON reads the two as one character.
texts = st.text(st.characters(exclude_categories=())).filter(
    lambda t: not any("\ud800" <= a < "\udc00" <= b <= "\udfff" for a, b in pairwise(t))
)
maybe = st.none() | texts
ids = st.text("abcdef0123456789", min_size=1, max_size=6)


def one_of(words: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(get_args(words))


@st.composite
def readings(draw: st.DrawFn) -> Reading:
    text = draw(texts)
    span = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    spans = st.lists(span, max_size=3).map(tuple)
    some = st.lists(span, min_size=1, max_size=3).map(tuple)
    evidence = st.lists(st.builds(Evidence, ids, texts, spans), max_size=2).map(tuple)
    names = st.lists(ids, max_size=2).map(tuple)
    numbers = st.none() | st.floats(allow_nan=False, allow_infinity=False)

    def several(one: st.SearchStrategy[Any]) -> Any:
        return draw(st.lists(one, max_size=2).map(tuple))

    sha = st.none() | st.text("0123456789abcdef", min_size=64, max_size=64)
    report = Report(
        id=draw(ids),
        text=text,
        external_id=draw(maybe),
        path=draw(maybe),
        url=draw(maybe),
        outlet=draw(maybe),
        title=draw(maybe),
        authors=several(texts),
        published=draw(st.sampled_from([None, "2026-03-04", "2026-03-04T07:40:00+01:00"])),
        credit=draw(maybe),
        language=draw(maybe),
        encoding=draw(maybe),
        bytes_sha256=draw(sha),
        text_sha256=draw(sha),
        blocks=several(st.builds(Block, one_of(BlockKind), span)),
        links=several(st.builds(Link, span, texts)),
        refused=draw(st.none() | st.builds(Refusal, one_of(RefusalCode), ids)),
        evidence=draw(evidence),
    )
    return Reading(
        report,
        several(
            st.builds(
                Attribution,
                id=ids,
                source=spans,
                cue=spans,
                content=some,
                within=st.none() | ids,
                source_id=st.none() | ids,
                source_status=one_of(SourceStatus),
                quotation=one_of(Quotation),
                manner=one_of(Manner),
                basis=spans,
                confidence=st.floats(0, 1),
                evidence=evidence,
            )
        ),
        several(st.builds(Source, ids, texts, one_of(SourceKind), maybe, maybe, spans, evidence)),
        several(st.builds(Statement, ids, one_of(Voice), some, st.none() | ids, evidence)),
        several(st.builds(Time, span, ids, names, evidence)),
        several(st.builds(Quantity, span, numbers, numbers, maybe, names, evidence)),
        several(st.builds(Place, span, texts, st.sampled_from([None, "SY"]), names, evidence)),
        draw(st.dictionaries(texts, texts, max_size=2)),
    )
