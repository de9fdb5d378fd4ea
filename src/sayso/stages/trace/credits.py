"""Whose copy a report is, by byline, dateline and credit line; and which outlets the dossier shows to be agencies."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass

from sayso.languages.en.reporting import CREDIT_LINE, NEWS_AGENCY
from sayso.model.claim import Where
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.stages.trace.outlets import is_agency, outlet_key

# A place in capitals, perhaps a state or a date, a name in brackets, and a dash.
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’-]+(?: [A-Z][A-Z.'’-]+){0,3}(?:, [A-Z][\w.]*(?: \w+){0,2}){0,3}"
    r" \((?P<name>[A-Z][\w .&’'-]{1,30})\)\s*(?:[–—_]|--?)\s*(?=\S)"
)
_CREDIT_LINE = re.compile(CREDIT_LINE, re.IGNORECASE)
_NEWS_AGENCY = re.compile(NEWS_AGENCY)
_BYLINE = re.compile(r"(?:by|from)\s+", re.IGNORECASE)
_OPENING = 4


@dataclass(frozen=True, slots=True)
class Credit:
    """The outlet that a report credits. ``wire`` says that it does so as agencies' copy is credited."""

    name: str
    place: Where
    wire: bool

    @property
    def key(self) -> str | None:
        """The outlet as it is compared."""
        return outlet_key(self.name)


def credits_of(readings: Mapping[str, Reading], outlets: Container[str]) -> dict[str, Credit]:
    """Return for each report the outlet that it credits, where it credits one.

    Admission knows the agencies of its list. Here, any outlet that has a report in the dossier may
    be credited, and any name that stands in a dateline as agencies' names do.

    Args:
        readings: The dossier's readings by report.
        outlets: The keys of the outlets that have reports in it.
    """
    found = {}
    for report, reading in readings.items():
        head = reading.report
        if head.credit:
            found[report] = Credit(head.credit, Where(report, _listed(head)), True)
            continue
        own = outlet_key(head.outlet)
        credit = next((c for c in _credits(head) if c.key and c.key != own and (c.wire or c.key in outlets)), None)
        if credit is not None and (credit.key in outlets or _in_dateline(head, credit)):
            found[report] = credit
    return found


def credited_in(head: Report) -> frozenset[str]:
    """Return the keys of all outlets that a report may credit, whatever reports there are."""
    names = [head.credit, *(credit.name for credit in _credits(head))] if head.text else []
    return frozenset(key for key in map(outlet_key, names) if key)


def _listed(head: Report) -> tuple[Span, ...]:
    """Return where admission found a report's credit."""
    for evidence in head.evidence:
        if evidence.rule.startswith("wire-credit") and evidence.spans:
            return evidence.spans
    return tuple(block.span for block in head.blocks if block.kind == "credit")[:1]


def _in_dateline(head: Report, credit: Credit) -> bool:
    return any(_DATELINE.match(head.text, max(0, head.text.rfind("\n", 0, s.start) + 1)) for s in credit.place.spans)


def _credits(head: Report) -> Iterator[Credit]:
    """Yield the names that stand where a credit would: in dateline, byline and credit line."""
    opening = [b.span for b in head.blocks if b.kind in ("paragraph", "dateline")][:_OPENING]
    for span in opening:
        dated = _DATELINE.match(head.text, span.start, min(span.end, span.start + 160))
        if dated:
            yield Credit(dated["name"], Where(head.id, (Span(*dated.span("name")),)), True)
    bylines = tuple(b.span for b in head.blocks if b.kind == "byline")
    for author in head.authors:
        yield Credit(author, Where(head.id, bylines[:1]), True)
    for span in bylines:
        yield Credit(_BYLINE.sub("", span.of(head.text).strip(), count=1), Where(head.id, (span,)), True)
    for block in head.blocks:
        line = _CREDIT_LINE.fullmatch(block.span.of(head.text).strip()) if block.kind == "credit" else None
        if line:
            yield Credit(line["name"], Where(head.id, (block.span,)), False)
    if not head.blocks or all(block.kind != "credit" for block in head.blocks):
        last = head.text.rstrip().rpartition("\n")[2]
        line = _CREDIT_LINE.fullmatch(last.strip())
        if line:
            at = head.text.rindex(last)
            yield Credit(line["name"], Where(head.id, (Span(at, at + len(last)),)), False)


def agencies_of(readings: Mapping[str, Reading], credits: Mapping[str, Credit]) -> frozenset[str]:
    """Return the keys of the outlets that the dossier shows to be agencies: others run their copy, or call them so."""
    keys = {credit.key for credit in credits.values() if credit.wire}
    for reading in readings.values():
        for source in reading.sources:
            if source.kind not in ("outlet", "organisation"):
                continue
            words = [span.of(reading.text) for span in source.mentions]
            if is_agency(source.name) or any(_NEWS_AGENCY.search(one) for one in words):
                keys.add(outlet_key(source.name))
    return frozenset(key for key in keys if key)
