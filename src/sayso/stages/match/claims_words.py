"""What a claim is called: the words of the statement that says it best, so that a reader needs no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from sayso.languages.en.statements import STANDING_FOR
from sayso.model.attribution import Attribution
from sayso.model.reading import Reading
from sayso.model.span import Span, Spans, hull, shown
from sayso.stages.match.claims_phrase import Phrase, plainly, stems_in
from sayso.stages.match.claims_sheet import Said

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_THAT: Final = re.compile(r"[\s,]*that\s+(?=[\w“\"‘$£€])")
_LATER_THAT: Final = re.compile(r"(?:[\w.’'-]+\s+){1,8}?that\s", re.ASCII)
_FURTHER: Final = re.compile(r",?\s+(?:while|because|although|though|whereas)\s.*", re.DOTALL)
_MARKS: Final = '“”"‘'
_ENDS: Final = " \t\n\r\u00a0,;:–—-"
_OPEN: Final = _ENDS + "“‘"
_SHORT, _LONG = 5, 45
"""Words that a claim should have at least, and at most."""
_BETWEEN: Final = 24
"""Characters between who says it, the cue and what is said that are shown with them: "on Tuesday"."""


def words_of(said: Said, reading: Reading, others: Iterable[Said] = ()) -> str:
    """Return what a statement says, each piece as the report has it, with who says it where it needs that.

    A clause at its end that one of the ``others``, which make the same claim, doesn't have ("… while guards
    closed the quay") is left out: nobody shall seem to say what only another one says.
    """
    spans = _shown(said, reading)
    last = spans[-1]
    clause = _FURTHER.search(reading.text, last.start, last.end)
    if clause is not None and not set(_MARKS).intersection(shown(reading.text, spans)):
        tail = {stem for stem in stems_in(clause.group()) if plainly(stem) > 0}
        if any(len(tail & one.phrase.words) < len(tail) / 3 for one in others):
            spans = (*spans[:-1], Span(last.start, clause.start()))
    return " ".join(shown(reading.text, spans).split())


def legibility(said: Said, reading: Reading) -> tuple[int, ...]:
    """Return how badly a statement serves for the name of a claim: the least is the best."""
    text = reading.text
    spans = said.phrase.spans
    words = _WORD.findall(shown(text, _without_that(text, spans), " "))
    torn = len(spans) > 1 or not _balanced(shown(text, spans)) or _addressed(text, spans)
    return (
        {"clause": 0, "half": 1, "thing": 2}[said.form],
        int(said.voice == "headline"),
        int(torn),
        int(not words or words[0].casefold() in STANDING_FOR),
        int(not _SHORT <= len(words) <= _LONG),
    )


def _shown(said: Said, reading: Reading) -> Spans:
    text, spans = reading.text, said.phrase.spans
    of = _attribution(said.phrase, reading)
    attribution = next((a for a in reading.attributions if a.id == of), None) if of is not None else None
    begun = _without_that(text, spans)
    first = _WORD.search(text, begun[0].start, begun[-1].end)
    pronoun = first is not None and first.group().casefold() in STANDING_FOR
    quoted = text[spans[0].start] in '“"‘'
    needs = said.form == "half" or (not quoted and (pronoun or _addressed(text, spans)))
    if needs and attribution is not None and attribution.source and attribution.cue:
        return _with_cue(text, attribution)
    if attribution is None and pronoun:
        return (_with_antecedent(text, spans[0]), *spans[1:])
    return _trimmed(text, begun)


def _without_that(text: str, spans: Spans) -> Spans:
    """Return a content's spans without the "that" which only joins it to its cue."""
    that = _THAT.match(text, *spans[0])
    return (Span(that.end(), spans[0].end), *spans[1:]) if that else spans


def _attribution(phrase: Phrase, reading: Reading) -> str | None:
    return next((s.attribution for s in reading.statements if s.id == phrase.key.statement), None)


def _addressed(text: str, spans: Spans) -> bool:
    """Say whether a content begins with whom it was told: "the council that the bridge will close"."""
    if _THAT.match(text, *spans[0]):
        return False
    found = _LATER_THAT.match(text, *spans[0])
    return found is not None and not any(w[0].islower() and w != "the" for w in found.group().split()[:-1])


def _with_cue(text: str, attribution: Attribution) -> Spans:
    """Return source, cue and content in their order, and what little stands between them."""
    pieces = sorted((*attribution.source, *attribution.cue, *attribution.content))
    joined: list[Span] = []
    for piece in pieces:
        last = joined[-1] if joined else None
        between = text[last.end : piece.start] if last else ""
        if last and piece.start - last.end <= _BETWEEN and not set(between) & set(".;\n"):
            joined[-1] = hull((last, piece))
        else:
            joined.append(piece)
    return _trimmed(text, joined)


def _with_antecedent(text: str, span: Span) -> Span:
    """Return a relative clause with the noun before it: "Ann Roe, who built the bridge"."""
    before = re.search(r"[^.;:!?,“”\"()–—\n]{2,60},?\s*$", text[max(0, span.start - 80) : span.start])
    if before is None or not _WORD.match(text, span.start) or text[span.start : span.start + 2].lower() != "wh":
        return span
    start = max(0, span.start - 80) + before.start()
    while start < span.start and not text[start].isalnum():
        start += 1
    return Span(start, span.end)


def _trimmed(text: str, spans: Iterable[Span]) -> Spans:
    """Return spans without the marks that part them from what is left out."""
    kept = []
    for start, end in spans:
        while end > start and text[end - 1] in _OPEN:
            end -= 1
        while start < end and text[start] in _ENDS:
            start += 1
        if start < end:
            kept.append(Span(start, end))
    return tuple(kept)


def _balanced(words: str) -> bool:
    """Say whether quotation marks that open close, too."""
    return words.count("“") == words.count("”") and words.count('"') % 2 == 0
