"""One place in one report where something is asserted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sayso.model.evidence import Evidence
from sayso.model.span import Spans

Voice: TypeAlias = Literal["attributed", "own", "headline"]


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
