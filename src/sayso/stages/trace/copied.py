"""How many of the reports that carry a claim have its words from another one."""

from __future__ import annotations

from collections.abc import Iterable

from sayso.model.span import Span
from sayso.model.trace import Passage, TracedClaim


def copies_of(claim: TracedClaim, passages: Iterable[Passage]) -> int:
    """Count the reports that have a claim's words from another one.

    Each set of reports that share a copied passage with the claim in it holds one that is first,
    whether or not anybody can say which.
    """
    where: dict[str, list[Span]] = {}
    for occurrence in claim.statements:
        if occurrence.stance == "asserts":
            where.setdefault(occurrence.report, []).extend(occurrence.spans)
    above = {report: report for report in where}

    def top(report: str) -> str:
        while above[report] != report:
            report = above[report]
        return report

    for passage in passages:
        if passage.kind == "copy" and all(
            side.report in where and any(a.overlaps(b) for a in side.spans for b in where[side.report])
            for side in (passage.a, passage.b)
        ):
            above[top(passage.b.report)] = top(passage.a.report)
    return len(where) - len({top(report) for report in where})
