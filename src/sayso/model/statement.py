"""One place in one report where something is asserted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from sayso.model.evidence import Evidence
from sayso.model.span import Spans

Voice: TypeAlias = Literal["attributed", "own", "headline"]

NO_CLAUSE: Final = "no-clause-en/1"
"""The rule by which a statement's words name a thing and assert nothing by themselves ("the bill")."""

HALF_CLAUSE: Final = "half-clause-en/1"
"""The rule by which they lack their subject, which is with the cue ("of hiding it", "to close the bridge")."""


@dataclass(frozen=True, slots=True)
class Statement:
    """An attribution's content, a clause in the report's own voice, or a headline.

    ``attribution`` is the id of the attribution whose content this is; None for what the report
    says on its own word.
    """

    id: str
    voice: Voice
    spans: Spans
    attribution: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def found(self, rule: str) -> bool:
        """Say whether a rule has found something of it."""
        return any(one.rule == rule for one in self.evidence)
