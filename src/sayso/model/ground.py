"""Times, amounts and places that a report's statements speak of."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.evidence import Evidence
from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Time:
    """A time expression; ``value`` is a TIMEX3 value (``2023-02-13``, ``2022-08``, ``XXXX-02-13``)."""

    span: Span
    value: str
    statements: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount as a range, both ends included; None where that end is open. ``unit`` as written."""

    span: Span
    least: float | None
    most: float | None
    unit: str | None = None
    statements: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class Place:
    """A place; ``country`` is an ISO 3166-1 alpha-2 code where a gazetteer knows it."""

    span: Span
    name: str
    country: str | None = None
    statements: tuple[str, ...] = ()
    evidence: tuple[Evidence, ...] = ()
