"""THE value: a report with all that was found in it. Each stage returns a fuller one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sayso.model.attribution import Attribution
from sayso.model.ground import Place, Quantity, Time
from sayso.model.report import Report
from sayso.model.source import Source
from sayso.model.statement import Statement


@dataclass(frozen=True, slots=True)
class Reading:
    """A report and its findings, with the versions of the models that made them."""

    report: Report
    attributions: tuple[Attribution, ...] = ()
    sources: tuple[Source, ...] = ()
    statements: tuple[Statement, ...] = ()
    times: tuple[Time, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    places: tuple[Place, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)

    @property
    def text(self) -> str:
        """The report's text, into which every span points."""
        return self.report.text
