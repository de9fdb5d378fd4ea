"""THE value over reports: claims with their chains, origins and ties, and what happened on the way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sayso.model.claim import Change, Reason, Stance, Where
from sayso.model.decision import Decision as Decision
from sayso.model.decision import Outcome
from sayso.model.decision import Verb as Verb
from sayso.model.source import SourceKind
from sayso.model.span import Spans
from sayso.model.statement import Voice

PassageKind: TypeAlias = Literal["copy", "shared quotation", "boilerplate"]
"""``copy`` one has it from the other or both from a third · ``shared quotation`` both heard the
same speaker · ``boilerplate`` furniture that many pages share and that says nothing."""

Direction: TypeAlias = Literal["a to b", "b to a", "unknown"]
"""Which way a passage travelled: ``a to b`` means that b has it from a."""

HopKind: TypeAlias = Literal["outlet", "agency", "source", "basis", "unknown"]

OriginKind: TypeAlias = Literal["named", "unnamed", "own reporting", "unknown"]

TieKind: TypeAlias = Literal["certain", "possible"]


@dataclass(frozen=True, slots=True)
class PassageSide:
    """A passage in one of its two reports; ``share`` is how much of the report's words it covers (0–1)."""

    report: str
    spans: Spans
    share: float


@dataclass(frozen=True, slots=True)
class Passage:
    """Text that two reports share, aligned: the nth span of ``a`` is the nth of ``b``."""

    a: PassageSide
    b: PassageSide
    kind: PassageKind
    direction: Direction
    says: str


@dataclass(frozen=True, slots=True)
class SourceMember:
    """A reading's source that is part of a trace source."""

    report: str
    source: str


@dataclass(frozen=True, slots=True)
class TraceSource:
    """One source over all reports: its members, and why they are one.

    An unnamed source is never merged with another one by certainty, so it has the members of
    one report (or those that a decision joined).
    """

    id: str
    name: str
    kind: SourceKind
    party: str | None = None
    members: tuple[SourceMember, ...] = ()
    evidence: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Hop:
    """One step of a chain back: who the one before has it from.

    ``source`` is a trace source's id where the step is a source that a text cites; ``outlet`` is
    the name of an outlet or agency, in the dossier or beyond it; ``certain`` is False where the
    texts leave the step open.
    """

    kind: HopKind
    source: str | None = None
    outlet: str | None = None
    places: tuple[Where, ...] = ()
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One statement of a claim, its stance, and its chain from the nearest step to the origin.

    ``origin`` is the id of the origin where the chain ends; None for statements that don't assert
    the claim, which have a chain and count towards nothing.
    """

    report: str
    statement: str
    voice: Voice
    stance: Stance
    manner: str | None
    spans: Spans
    chain: tuple[Hop, ...] = ()
    origin: str | None = None
    evidence: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where chains of a claim end, with the reports whose statements end there."""

    id: str
    kind: OriginKind
    source: str | None = None
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tie:
    """Why two origins are one (certain), or may be (possible). ``between`` is in the ids' order."""

    id: str
    between: tuple[str, str]
    kind: TieKind
    says: str
    places: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Independence:
    """How many independent origins a claim rests on: a range, and the statements of unknown origin."""

    least: int
    most: int
    unknown: int


@dataclass(frozen=True, slots=True)
class Loss:
    """A claim that is attributed before and asserted after."""

    says: str
    before: Where
    after: Where


@dataclass(frozen=True, slots=True)
class Drift:
    """What changed on the way, in time order where the times are known."""

    what: Change
    says: str
    before: Where
    after: Where


@dataclass(frozen=True, slots=True)
class TracedClaim:
    """A claim with everything that was found about where it comes from.

    Each cycle is a list of reports, each citing the next one and the last one the first.
    """

    id: str
    text: str
    statements: tuple[Occurrence, ...]
    origins: tuple[Origin, ...] = ()
    ties: tuple[Tie, ...] = ()
    independent: Independence = Independence(0, 0, 0)
    lost_attribution: tuple[Loss, ...] = ()
    drift: tuple[Drift, ...] = ()
    cycles: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class ReportHead:
    """What a trace tells of a report; its text stays in its reading. ``refused`` is the reason, or None."""

    id: str
    external_id: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    url: str | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Trace:
    """The dossier's claims and where they rest; ``sayso.trace/1``.

    ``orphans`` are decisions that no longer fit anything: shown, never dropped. ``outcomes`` has what
    became of each decision, in their order.
    """

    reports: tuple[ReportHead, ...] = ()
    sources: tuple[TraceSource, ...] = ()
    claims: tuple[TracedClaim, ...] = ()
    passages: tuple[Passage, ...] = ()
    struck: tuple[str, ...] = ()
    without_support: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    orphans: tuple[Decision, ...] = ()
    models: Mapping[str, str] = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
