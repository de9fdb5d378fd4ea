"""Source, cue and content: who says what, by which words. Attributions may nest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sayso.model.evidence import Evidence
from sayso.model.span import Spans

SourceStatus: TypeAlias = Literal["named", "unnamed", "none", "unresolved", "withheld"]
"""``named`` we know who · ``unnamed`` the report keeps them nameless · ``none`` the report names
nobody ("reportedly") · ``unresolved`` somebody is meant, and we don't know who · ``withheld`` we
have a guess and don't trust it. Counted apart, always."""

Quotation: TypeAlias = Literal["direct", "indirect", "mixed"]

Manner: TypeAlias = Literal["neutral", "factive", "hedged", "distancing", "accusing", "denying", "urging", "thinking"]
"""What the cue does to the content; defined in docs/words.md."""


@dataclass(frozen=True, slots=True)
class Attribution:
    """One attribution relation (Pareti 2012): *source*, *cue* and *content* spans.

    ``source`` is empty where the report gives none, and ``cue`` where no word does the attributing
    (a colon, a dash); ``content`` may be discontinuous and is never empty. ``within`` is the id of
    the attribution in whose content this one lies. ``confidence`` in 0–1 is the share of such
    findings that are right (content and source) on held-out text.
    """

    id: str
    source: Spans
    cue: Spans
    content: Spans
    within: str | None = None
    source_id: str | None = None
    source_status: SourceStatus = "unresolved"
    quotation: Quotation = "indirect"
    manner: Manner = "neutral"
    basis: Spans = ()
    confidence: float = 0.0
    evidence: tuple[Evidence, ...] = ()
