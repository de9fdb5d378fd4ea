"""What the library does not do yet: claims, made anew from all of it and kept until it changes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sayso import pipeline
from sayso.faces.answer import answer
from sayso.model.decision import concerning
from sayso.model.trace import Trace, TracedClaim
from sayso.store import Library

_MOST = 300
"""Over more reports than this, claims are traced in dossiers alone: nobody would wait for all of it."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim as a list has it."""

    id: str
    text: str
    reports: int
    copies: int
    least: int
    most: int
    unknown: int
    denied: int = 0


@dataclass(frozen=True, slots=True)
class Claims:
    """A page of claims."""

    rows: tuple[ClaimRow, ...]
    total: int
    limit: int
    offset: int


class Shelf(Library):
    """A library with what is still to come."""

    _kept: tuple[Any, Trace] | None = None

    def trace(self, report_ids: Sequence[str] | None = None) -> Trace:
        """Return the trace of some reports, or of all."""
        if report_ids is None and super().counts()["reports"] > _MOST:
            return Trace()
        ids = tuple(self.report_ids() if report_ids is None else report_ids)
        log = self.decisions(withdrawn=True)
        if report_ids is not None:
            log = concerning(log, set(ids))  # what is about other reports fits nothing among these
        key = (ids, tuple(d.id for d in log))
        if self._kept is None or self._kept[0] != key:
            readings = [r for r in (self.reading(id_) for id_ in ids) if r is not None]
            self._kept = (key, pipeline.trace(readings, log))
        return self._kept[1]

    def claims(
        self,
        *,
        words: str | None = None,
        report: str | None = None,
        source: str | None = None,
        order: str = "reports",
        limit: int = 20,
        offset: int = 0,
    ) -> Claims:
        """Return a page of claims."""
        trace = self.trace()
        named = {
            m for s in trace.sources if source and source in (s.id, f"{s.kind}:{s.name.casefold()}") for m in [s.id]
        }
        rows = [
            self._row(trace, c)
            for c in trace.claims
            if (not report or any(o.report == report for o in c.statements))
            and (not source or any(h.source in named for o in c.statements for h in o.chain))
            and (not words or all(w in c.text.casefold() for w in words.casefold().split()))
        ]
        rows.sort(key=lambda row: -row.reports)
        return Claims(tuple(rows[offset : offset + limit]), len(rows), limit, offset)

    def claim(self, claim_id: str) -> Trace | None:
        """Return one claim's trace."""
        trace = self.trace()
        found = [c for c in trace.claims if c.id == claim_id]
        if not found:
            return None
        reports = {o.report for o in found[0].statements}
        return replace(
            trace,
            claims=tuple(found),
            reports=tuple(h for h in trace.reports if h.id in reports),
            passages=tuple(p for p in trace.passages if p.a.report in reports and p.b.report in reports),
        )

    def claim_of(self, report_id: str, statement_id: str) -> str | None:
        """Return the claim that a statement makes."""
        key = (report_id, statement_id)
        return next((c.id for c in self.trace().claims for o in c.statements if (o.report, o.statement) == key), None)

    def counts(self) -> Mapping[str, int]:
        """Return how much there is."""
        return {**super().counts(), "claims": len(self.trace().claims)}

    @staticmethod
    def _row(trace: Trace, claim: TracedClaim) -> ClaimRow:
        told, range_ = answer(trace, claim), claim.independent
        return ClaimRow(
            claim.id,
            claim.text,
            len(told.carried),
            told.copies,
            range_.least,
            range_.most,
            range_.unknown,
            sum(map(len, told.against.values())),
        )
