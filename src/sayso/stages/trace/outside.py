"""What a report tells that matters to others: its outlet, whom it credits and cites, where it links."""

from __future__ import annotations

from collections.abc import Collection, Container, Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from sayso.model.reading import Reading
from sayso.stages.trace.credits import agencies_of, credited_in, credits_of
from sayso.stages.trace.outlets import host_key, outlet_key, page_key

What: TypeAlias = Literal["outlet", "page", "link", "cited", "credited"]


@dataclass(frozen=True, slots=True)
class Outside:
    """What is known of a library beyond the reports that are traced.

    ``outlets`` are the keys of all outlets with reports, ``agencies`` of those that some report
    shows to be agencies.
    """

    outlets: Collection[str] = frozenset()
    agencies: Collection[str] = frozenset()


def names_in(reading: Reading) -> Iterator[tuple[What, str]]:
    """Yield outlets and pages that a report names, by keys that can be compared."""
    head = reading.report
    for key in (outlet_key(head.outlet), host_key(head.url)):
        if key:
            yield "outlet", key
    own = page_key(head.url)
    if own:
        yield "page", own
    for link in head.links:
        page = page_key(link.url)
        if page and page != own:
            yield "link", page
    for source in reading.sources:
        key = outlet_key(source.name) if source.kind in ("outlet", "organisation") else None
        if key:
            yield "cited", key
    for key in credited_in(head):
        yield "credited", key


def agencies_in(reading: Reading, outlets: Container[str]) -> frozenset[str]:
    """Return the outlets that one report shows to be agencies, given those that have reports."""
    one = {reading.report.id: reading}
    return agencies_of(one, credits_of(one, outlets))
