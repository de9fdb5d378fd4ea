"""Wire credit: the agency whose copy this is, where the report says so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sayso.model.evidence import Evidence
from sayso.model.report import Block
from sayso.model.span import Span
from sayso.stages.admit.agency import FORMS, SHORT_NAMES, WRITTEN, agency_named, agency_within

_RULE = "wire-credit/1"
# NEWARK, N.J. (AP) — | MOSCOW, Feb 3 (Reuters) - | MOSCOW, February 13. /TASS/.
_DATELINE = re.compile(
    rf"[^()/]{{0,80}}?(?:\((?P<round>{FORMS})\)\s*(?:-|–|—|―|_|:)|/(?P<slash>{FORMS})/)", re.IGNORECASE
)
# (Reporting by Jane Roe; Editing by Sam Poe): no other agency on the list closes its reports so
_REUTERS_SIGNS = re.compile(
    r"\((?:Additional )?[Rr]eporting by [^()]{3,400}?[;.,] ?(?:[Ee]diting|[Ww]riting) by [^()]{3,200}\)"
)
# … the bridge would stay closed. – Reuters | … “It is closed,” she said. (AFP) | … said the clerk. /PAP/
_CLOSING = re.compile(
    rf"[.!?…][\"”'’)]*\s+(?:[-–—]{{1,2}}\s?(?P<dash>{WRITTEN})|[(\[](?P<round>{WRITTEN})[)\]]|/(?P<slash>{WRITTEN})/)\.?\s*$"
)
_OPENING_BLOCKS = 4


@dataclass(frozen=True, slots=True)
class Credit:
    """The agency's short name, and the evidence for it."""

    agency: str
    evidence: Evidence


def credit_of(
    text: str, blocks: Sequence[Block], authors: Sequence[str], publisher: str | None, outlet: str | None = None
) -> Credit | None:
    """Find the wire credit: in the dateline, a byline or credit line, at the end, by the authors or the publisher.

    The form of a closing line alone is taken for Reuters' only where the page names no other outlet,
    or where the report names Reuters: others have taken up the form.
    """
    seen = 0
    for block in blocks:
        if block.kind not in ("paragraph", "dateline"):
            continue
        found = _DATELINE.match(text, block.span.start, min(block.span.end, block.span.start + 160))
        if found:
            group = "round" if found["round"] else "slash"
            span = Span(*found.span(group))
            agency = SHORT_NAMES[found[group].casefold()]
            return Credit(agency, Evidence(_RULE, f"The dateline names {agency}.", (span,)))
        seen += 1
        if seen == _OPENING_BLOCKS:
            break
    for block in blocks:
        words = block.span.of(text)
        if block.kind not in ("byline", "credit") or re.search(r"\bcontribut", words):
            continue  # "AP contributed to this report" is a share in it, not the report's origin
        signed = agency_within(words)
        if signed:
            return Credit(signed, Evidence(_RULE, f"The {block.kind} names {signed}.", (block.span,)))
        if block.kind == "credit" and _REUTERS_SIGNS.match(words) and _may_be_reuters(text, publisher, outlet):
            says = "It closes with the line in which Reuters signs its reports."
            return Credit("Reuters", Evidence(_RULE, says, (block.span,)))
    closing = next((block for block in reversed(blocks) if block.kind == "paragraph"), None)
    found = _CLOSING.search(text, max(closing.span.start, closing.span.end - 80), closing.span.end) if closing else None
    if found and found.lastgroup:
        agency = SHORT_NAMES[found[found.lastgroup].casefold()]
        says = f"Its last paragraph is signed {agency}."
        return Credit(agency, Evidence(_RULE, says, (Span(*found.span(found.lastgroup)),)))
    for author in authors:
        beside = agency_within(author)
        if beside:
            return Credit(beside, Evidence(_RULE, f"The report names {beside} as or beside its author."))
    issuer = agency_named(publisher) if publisher else None
    return Credit(issuer, Evidence(_RULE, f"The page names {issuer} as its publisher.")) if issuer else None


def _may_be_reuters(text: str, publisher: str | None, outlet: str | None) -> bool:
    """Say whether a report may be Reuters' own, as far as the page's names and its text tell."""
    names = [name for name in (outlet, publisher) if name]
    return not names or any(re.search(r"\breuters\b", words, re.IGNORECASE) for words in (text, *names))
