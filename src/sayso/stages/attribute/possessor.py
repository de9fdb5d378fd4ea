"""A source that was cut gets its beginning back: the noun before its "'s", or the one to whom "and" joins it."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.model.attribution import Attribution
from sayso.model.identity import finding_id
from sayso.model.span import Span

_CLITIC = re.compile(r"(?:['’]s?|(?<=['’])s)\b\s*(?=\S)")
_LAST_PHRASE = re.compile(r"[,;:–—]\s+((?:[\w-]+\s+){0,4}[\w-]+)$")

_JOINED = re.compile(r"[,;:–—]\s+(?:[\w’'-]+\s+){1,4}and(?:\s+(?:the|an?|his|her|its|their))?$")

MOST = 60
"""How far back the noun may begin."""


def with_possessor(text: str, attribution: Attribution) -> Attribution:
    """Return the attribution with a cut possessive made whole.

    In "… three weeks, the cable's operator said", a content that ends in "the cable" has taken what
    belongs to the source: the phrase after the last comma goes back. So it does in "… three weeks, the
    operator and the" with "town's mayor said": no content ends on "and the".
    """
    if not attribution.source:
        return attribution
    first = attribution.source[0]
    mark = first.start - 1 if text[first.start] not in "'’" else first.start
    joined = any(_JOINED.search(text, max(s.start, s.end - MOST), s.end) for s in attribution.content)
    if not joined and not _CLITIC.match(text, first.start):
        return attribution
    owner = [s for s in attribution.content if s.start < mark <= s.end + 1 and s.end <= first.start]
    if not owner:
        return attribution
    held = owner[0]
    begin = max(held.start, held.end - MOST)
    m = _LAST_PHRASE.search(text, begin, min(held.end, mark))
    if not m or m.start() <= held.start:
        return attribution
    source = (Span(m.start(1), first.end), *attribution.source[1:])
    content = tuple(Span(s.start, m.start()) if s == held else s for s in attribution.content)
    made = finding_id("a", (source, attribution.cue, content))
    return replace(attribution, id=made, source=source, content=content)
