"""Spans of source, cue and content: what the model finds, completed by what marks and forms tell."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.identity import finding_id
from sayso.model.parse import Parse
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.stages.attribute.basis import basis
from sayso.stages.attribute.dateline import without_datelines
from sayso.stages.attribute.manner import manner
from sayso.stages.attribute.nobody import hearsay, unsaid
from sayso.stages.attribute.possessor import with_possessor
from sayso.stages.attribute.quotation import (
    QuotedSpan,
    continue_quotation,
    quotation_kind,
    quotations,
    snap_to_marks,
)
from sayso.stages.attribute.releases import releases
from sayso.stages.attribute.statements import statements
from sayso.stages.attribute.tagger import Tagger
from sayso.stages.attribute.within import nest, other_voices

__all__ = ["Tagger", "attribute"]


_REACH = 12
"""How many attributions before and after one may be in the way of its quotation's marks."""


def attribute(reading: Reading, parse: Parse, *, tagger: Tagger, paragraphs: Sequence[Span]) -> Reading:
    """Return the reading with its attributions and statements.

    ``paragraphs`` are the stretches of text that were parsed: no quotation crosses their ends
    without opening again.
    """
    text = reading.text
    marks = quotations(text, paragraphs)
    said = without_datelines(text, tagger.find(text, parse), paragraphs)
    found = _fitted(text, [unsaid(text, with_possessor(text, a)) for a in said], marks)
    found = (*found, *releases(text, reading.report.blocks, marks, found))
    found = tuple(sorted((*found, *hearsay(text, parse, found)), key=_place))
    # again without those left out, so that nothing lies within what is not there
    found = nest(other_voices(text, nest(found)))
    found = tuple(_told(text, a, marks) for a in found)
    return replace(
        reading,
        attributions=found,
        statements=statements(reading.report, found, parse),
        models={**reading.models, tagger.version.partition("/")[0]: tagger.version.partition("/")[2]},
    )


def _place(attribution: Attribution) -> tuple[int, int]:
    first = min(s.start for s in (*attribution.source, *attribution.cue, *attribution.content))
    return (first, attribution.content[0].start)


def _fitted(text: str, found: Sequence[Attribution], marks: Sequence[QuotedSpan]) -> tuple[Attribution, ...]:
    """Complete contents to their quotation marks, and carry quotations on over paragraphs.

    The words of other attributions are never swallowed; of two that would share words, the
    one that comes first keeps them.
    """
    if not marks:
        return tuple(found)
    words = [(*a.source, *a.cue, *a.content) for a in found]
    out: list[Attribution] = []
    for k, a in enumerate(found):
        taken: list[Span] = [*a.source, *a.cue]
        # only attributions near a content can be in its way, and not those that lie within it
        for i in range(max(0, k - _REACH), min(len(found), k + _REACH + 1)):
            if i != k and not _holds(a, found[i]):
                taken += words[i]
        content = snap_to_marks(text, a.content, marks, taken)
        content = continue_quotation(content, marks, taken)
        if content != a.content:
            a = replace(a, id=finding_id("a", (a.source, a.cue, content)), content=content)
        out.append(a)
    return tuple(out)


def _holds(outer: Attribution, inner: Attribution) -> bool:
    return all(any(s.contains(c) for s in outer.content) for c in inner.cue)


def _told(text: str, attribution: Attribution, marks: Sequence[QuotedSpan]) -> Attribution:
    """Return the attribution with its kind of quotation, its manner and its basis."""
    how, why = manner(text, attribution)
    known, because = basis(text, attribution)
    evidence: tuple[Evidence, ...] = (*attribution.evidence, why)
    return replace(
        attribution,
        quotation=quotation_kind(text, attribution.content, marks),
        manner=how,
        basis=known,
        evidence=(*evidence, because) if because else evidence,
    )
