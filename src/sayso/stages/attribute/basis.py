"""Finds the words that say how a source knows: "familiar with the talks", "citing court papers".

Rare, so precision comes first: only fixed forms inside the source, or right beside the attribution.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from sayso.languages.en import basis as words
from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.span import Span, Spans, hull

RULE: Final = "basis-en/1"

_TAIL: Final = r"\b[^,;.()\n]*"
_KNOWS: Final = re.compile(rf"\b(?:{'|'.join(words.KNOWING)}){_TAIL}")
_SAW: Final = re.compile(rf"\b(?:{'|'.join(words.WITNESSING)}){_TAIL}")
_HELD: Final = re.compile(rf"\b{words.HOLDING}{_TAIL}")
_CITES: Final = re.compile(rf"(?:^|[,;(–—-]|\bsaid)\s*(?:{words.CITING})\s+([^,;.()\n]{{3,120}})")
_WHICH_CITES: Final = re.compile(rf"[,;(–—-]?\s*(?:{words.PAPER_CITING})\s+([^,;.()\n]{{3,120}})")
_WITNESSED: Final = re.compile(words.WITNESSED, re.IGNORECASE)
_GOES_ON: Final = re.compile(
    r"\s(?:and|but)\s(?:\w+\s)?(?:gave|offered|provided|showed|added|did|said|declined|refused)\b"
)
_ITSELF: Final = re.compile(
    r"\b(?:according to|show(?:s|ed|n)?|indicate[sd]?|suggest(?:s|ed)?|found|finds?)\b", re.IGNORECASE
)
_WORD: Final = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")
_STOPS: Final = re.compile(
    r"\s(?:and|but|who|because|while|although|as|when|after) "
    r"|\s(?:by|from|that|conducted|published|received|obtained|seen|released|collected|compiled|gathered"
    r"|at (?:the|its|their) disposal|in (?:the|its|their) possession|available to)\s"
)
_CLOSING: Final = re.compile(r",?(?:\"|”|'')")
_BEYOND: Final = 140
"""How far after an attribution its evidence may be named, in characters."""


def basis(text: str, attribution: Attribution) -> tuple[Spans, Evidence | None]:
    """Return the words that say how the source knows, and the reason; nothing where the report doesn't say."""
    for source in attribution.source:
        found = _in_source(text, source)
        if found:
            return _given(text, found, "The source is described by how it knows")
    for content in attribution.content:
        witnessed = _WITNESSED.search(text, *content)
        if witnessed:
            return _given(text, Span(*witnessed.span()), "The source says how it knows")
    found = _cited(text, attribution)
    if found:
        return _given(text, found, "The source points to its evidence")
    found = _evidence_itself(text, attribution)
    if found:
        return _given(text, found, "The evidence itself is given as the source")
    return (), None


def _given(text: str, span: Span, says: str) -> tuple[Spans, Evidence]:
    return (span,), Evidence(RULE, f"{says}: “{text[span.start : span.end]}”.", (span,))


def _in_source(text: str, source: Span) -> Span | None:
    head = _WORD.findall(text[source.start : min(source.end, source.start + 90)].lower())
    if any(word in words.NAMELESS for word in head[:8]):
        match = _KNOWS.search(text, *source) or _SAW.search(text, *source)
        if match:
            return _tidy(text, match)
    if any(word in words.EVIDENCE for word in head[:8]):
        match = _HELD.search(text, *source)
        if match:
            return _tidy(text, match)
    return None


def _cited(text: str, attribution: Attribution) -> Span | None:
    """Return what is cited beside the attribution: between its parts, or right after them."""
    roles = sorted((*attribution.source, *attribution.cue, *attribution.content))
    if not roles:
        return None
    gaps = [(a.end, b.start) for a, b in pairwise(roles) if 4 < b.start - a.end <= 300]
    whole = hull(tuple(roles))
    end = text.find("\n", whole.end, whole.end + _BEYOND)
    gaps.append((whole.end, end if end >= 0 else min(len(text), whole.end + _BEYOND)))
    for start, stop in gaps:
        match = _CITES.match(text, start, stop)
        if match:
            return _tidy(text, match, 1)
        match = _WHICH_CITES.match(text, start, stop)
        if match and any(word.lower() in words.EVIDENCE for word in _WORD.findall(match.group(1))):
            # "in a statement, which cited photographs": the paper is the source's own
            return _tidy(text, match, 1)
    return None


def _evidence_itself(text: str, attribution: Attribution) -> Span | None:
    """Return a source that is data or documents, without who made or holds them."""
    if not attribution.cue or not attribution.source:
        return None
    if not any(_ITSELF.search(text, *cue) for cue in attribution.cue):
        return None
    source = attribution.source[0]
    first = _STOPS.search(text, source.start, source.end)
    head = Span(source.start, first.start() if first else source.end)
    comma = text.find(",", *head)
    if comma > head.start:
        head = Span(head.start, comma)
    named = _WORD.findall(text, *head)
    if named and len(named) <= 10 and named[-1].lower() in words.EVIDENCE:
        # "the Bureau of Labor Statistics" is a body; a "Poll" or "Survey" with a capital is one all the same.
        body = len(named) > 1 and named[-1][0].isupper() and named[-1].lower() not in words.CAPITALISED
        return None if body else head
    return None


def _tidy(text: str, match: re.Match[str], group: int = 0) -> Span:
    start, end = match.span(group)
    stop = _STOPS.search(text, start + 4, end) if group == 0 else None
    # "who saw the video and spoke on condition …": what follows "and" is another matter.
    if stop and stop.group().strip() in {"and", "but", "who", "because", "while", "although"}:
        rest = text[stop.end() : end].split()
        if rest and rest[0].lower() in {"spoke", "who", "asked", "insisted", "requested", "was", "were", "described"}:
            end = stop.start()
    onward = _GOES_ON.search(text, start, end)
    if onward and group:
        end = onward.start()
    while end > start and (text[end - 1].isspace() or text[end - 1] in "–—-"):
        end -= 1
    marks = _CLOSING.match(text, end)
    shown = text[start:end]
    if marks and (shown.count('"') % 2 or shown.count("“") > shown.count("”") or shown.count("``") > shown.count("''")):
        end = marks.end()
    return Span(start, end)
