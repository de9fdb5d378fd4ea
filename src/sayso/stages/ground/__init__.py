"""Sets a report's times, amounts and places on firm ground, each tied to the statements it stands in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeVar

from sayso.model.ground import Place, Quantity, Time
from sayso.model.parse import Parse
from sayso.model.reading import Reading
from sayso.model.statement import Statement
from sayso.stages.ground import places, quantities, times
from sayso.stages.ground.words import cut

__all__ = ["ground"]

_Finding = TypeVar("_Finding", Time, Quantity, Place)


def ground(reading: Reading, parse: Parse) -> Reading:
    """Return the reading with its times, quantities and places; needs statements, adds the three."""
    words = cut(reading.text)
    found_times = times.find(words, reading.report.published)
    found_quantities = quantities.find(words, parse, [time.span for time in found_times])
    found_places = places.find(words, parse)
    return replace(
        reading,
        times=_tied(found_times, reading.statements),
        quantities=_tied(found_quantities, reading.statements),
        places=_tied(found_places, reading.statements),
    )


def _tied(findings: Sequence[_Finding], statements: Sequence[Statement]) -> tuple[_Finding, ...]:
    """Tie each finding to the statements whose spans it overlaps; findings are in order and disjoint."""
    starts = [finding.span.start for finding in findings]
    ends = [finding.span.end for finding in findings]
    ids: list[list[str]] = [[] for _ in findings]
    for statement in statements:
        for span in statement.spans:
            # findings that end after the span starts and start before it ends
            for at in range(bisect_right(ends, span.start), bisect_left(starts, span.end)):
                if not ids[at] or ids[at][-1] != statement.id:
                    ids[at].append(statement.id)
    return tuple(replace(finding, statements=tuple(tied)) for finding, tied in zip(findings, ids, strict=True))
