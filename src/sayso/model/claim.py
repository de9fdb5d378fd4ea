"""What is said, over reports: statements that say the same thing, each with its stance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sayso.model.span import Spans

Stance: TypeAlias = Literal["asserts", "denies", "doubts", "could not verify"]
"""How a statement stands to the claim. Only those that assert it count towards its origins."""

Change: TypeAlias = Literal["amount", "hedge", "date", "wording"]
"""What may drift between two statements of one claim."""


@dataclass(frozen=True, slots=True)
class Where:
    """Spans in one report: what the contract calls a *place* (``model.ground.Place`` is a town)."""

    report: str
    spans: Spans = ()


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something is believed across reports: a rule, one plain sentence, and where it stands.

    What ``Evidence`` is inside one reading; its spans would not say in which report they lie.
    """

    rule: str
    says: str
    places: tuple[Where, ...] = ()


@dataclass(frozen=True, slots=True)
class Difference:
    """What two statements of one claim have differently. ``a`` and ``b`` follow the match's order."""

    what: Change
    says: str
    a: Where
    b: Where


@dataclass(frozen=True, slots=True, order=True)
class StatementKey:
    """One statement among many readings: the report's id and the statement's id in it."""

    report: str
    statement: str


@dataclass(frozen=True, slots=True)
class ClaimMatch:
    """Two statements that say the same thing. ``score`` in 0–1 orders matches; ``reasons`` say why."""

    a: StatementKey
    b: StatementKey
    score: float
    reasons: tuple[Reason, ...] = ()
    differences: tuple[Difference, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimMember:
    """A statement in its claim, with its stance and why it has that stance."""

    key: StatementKey
    stance: Stance = "asserts"
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Claim:
    """What matching hands to tracing: the statements that say one thing, and the matches between them.

    ``text`` is the words of one of its statements, the one that shows best what is claimed.
    A claim may have one member, where one report alone says it.
    """

    id: str
    text: str
    members: tuple[ClaimMember, ...]
    matches: tuple[ClaimMatch, ...] = ()
