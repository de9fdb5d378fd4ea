"""The dateline before a report's first words says where it was filed; it is no part of what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from sayso.model.attribution import Attribution
from sayso.model.identity import finding_id
from sayso.model.span import Span

# A place in capitals, perhaps a state or a date, perhaps an agency in brackets, and a dash.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3})(?:, [A-Z][\w.]*(?: \w+){0,2}){0,3}"
    r"(?: \([A-Z][\w .]{1,24}\))?\s*(?:[–—_]|--?)\s*(?=\S)"
)


def without_datelines(
    text: str, attributions: Sequence[Attribution], paragraphs: Sequence[Span]
) -> tuple[Attribution, ...]:
    """Return the attributions with datelines cut from where a content or source begins its paragraph."""
    found: list[Span] = []
    for paragraph in paragraphs:
        m = _DATELINE.match(text, paragraph.start, min(paragraph.end, paragraph.start + 90))
        if m:
            found.append(Span(*m.span()))
    if not found:
        return tuple(attributions)

    def cut(span: Span) -> Span:
        end = next((line.end for line in found if line.start <= span.start < line.end), span.start)
        return Span(end, span.end) if end < span.end else span

    out: list[Attribution] = []
    for a in attributions:
        content, source = tuple(cut(s) for s in a.content), tuple(cut(s) for s in a.source)
        if (content, source) != (a.content, a.source):
            a = replace(a, id=finding_id("a", (source, a.cue, content)), content=content, source=source)
        out.append(a)
    return tuple(out)
