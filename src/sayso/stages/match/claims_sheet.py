"""A report as claim matching sees it: its statements as phrases, their stances, and what it turns on."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal, TypeAlias

from sayso.model.attribution import Attribution
from sayso.model.claim import Reason, Stance, StatementKey
from sayso.model.reading import Reading
from sayso.model.span import Spans, hull
from sayso.model.statement import HALF_CLAUSE, NO_CLAUSE, Statement, Voice
from sayso.stages.match.claims_phrase import Phrase, Usage, passed_on_in, phrase_of, plainly, usage_of
from sayso.stages.match.claims_reports import Profile, profile_of
from sayso.stages.match.claims_score import worth
from sayso.stages.match.claims_stance import about, speaks_of_another, stance_of

Form: TypeAlias = Literal["clause", "half", "thing"]

TELLING = 3.0
"""Nats from which on a word helps to find a statement."""
_NONE: frozenset[str] = frozenset()
_INNER = 0.6
_WHOLLY = 0.85
"""The share of a statement that another's word takes up, with who says it and how, where it only passes that on."""


@dataclass(frozen=True, slots=True)
class Said:
    """One statement of a report: its words, who says it, and how it stands to what it speaks of.

    ``points`` says that it only points to a claim made before it ("denied the allegation"),
    ``worth`` what its words tell by themselves, ``form`` whether they are a clause, half of one, or a thing.
    ``passed_on`` are the stems that stand in it only where it passes on what another one said ("disputes a
    report that claims …").
    """

    phrase: Phrase
    voice: Voice
    stance: Stance
    why: Reason | None
    points: bool
    worth: float
    form: Form = "clause"
    passed_on: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sheet:
    """A report's statements, those left out that only pass on another one, and how it uses its words."""

    report: str
    published: str | None
    usage: Usage
    said: Mapping[StatementKey, Said] = field(repr=False)

    @cached_property
    def profile(self) -> Profile:
        """What the report's words tell of its subject."""
        return profile_of(self.usage)

    @cached_property
    def keys(self) -> Sequence[StatementKey]:
        """The statements in their order."""
        return tuple(self.said)

    @cached_property
    def place(self) -> Mapping[StatementKey, int]:
        """Where each statement is in the order."""
        return {key: place for place, key in enumerate(self.said)}

    @cached_property
    def holding(self) -> Mapping[str, Sequence[int]]:
        """Which statements hold each telling word, by their place in the order."""
        found: dict[str, list[int]] = {}
        for place, said in enumerate(self.said.values()):
            for word in said.phrase.words:
                if plainly(word) > TELLING:
                    found.setdefault(word, []).append(place)
        return found

    @cached_property
    def worded(self) -> Mapping[tuple[str, ...], StatementKey]:
        """The first statement of each wording."""
        found: dict[tuple[str, ...], StatementKey] = {}
        for key, said in self.said.items():
            found.setdefault(said.phrase.order, key)
        return found


def sheet_of(reading: Reading) -> Sheet:
    """Return a reading's sheet."""
    report = reading.report
    said = {}
    within = _within(reading)
    for statement in said_in(reading):
        stance, why = stance_of(reading, statement)
        begin = 0 if stance == "asserts" else about(reading, statement)
        phrase = phrase_of(reading, statement.id, statement.spans, begin)
        points = stance != "asserts" and speaks_of_another(reading, statement)
        inner = within.get(statement.attribution or "", ())
        said[phrase.key] = Said(
            phrase,
            statement.voice,
            stance,
            why,
            points,
            worth(phrase),
            form_of(statement),
            passed_on_in(phrase, reading.text, [a.content for a in inner]) if inner else _NONE,
        )
    return Sheet(report.id, report.published, usage_of(reading.text), said)


def form_of(statement: Statement) -> Form:
    """Return whether a statement's words are a clause, half of one, or a thing, as they were read."""
    if statement.found(NO_CLAUSE):
        return "thing"
    return "half" if statement.found(HALF_CLAUSE) else "clause"


def said_in(reading: Reading) -> Iterator[Statement]:
    """Yield the statements that can be a claim.

    Left out are those that only pass on another one that lies in them, and those below the headline
    that only name what they are about ("the bill").
    """
    quoted = _quoted(reading)
    heads = [block.span for block in reading.report.blocks if block.kind == "headline"]
    for statement in _not_passed_on(_of_its_own(reading, quoted)):
        names_only = (
            statement.voice == "attributed"
            and form_of(statement) == "thing"
            and not any(head.overlaps(span) for head in heads for span in statement.spans)
            and stance_of(reading, statement)[0] == "asserts"
        )
        if not names_only and statement.attribution not in quoted:
            yield statement


def _within(reading: Reading) -> Mapping[str, Sequence[Attribution]]:
    """Return the attributions that lie in each one."""
    found: dict[str, list[Attribution]] = {}
    for attribution in reading.attributions:
        if attribution.within is not None:
            found.setdefault(attribution.within, []).append(attribution)
    return found


def _of_its_own(reading: Reading, quoted: frozenset[str]) -> Sequence[Statement]:
    """Return the statements without those that are wholly another one's word, with who says it and how."""
    within = _within(reading)
    said = {s.attribution for s in reading.statements if not s.found(NO_CLAUSE)} - quoted
    return [
        s
        for s in reading.statements
        if not any(
            a.id in said and a.cue and share(s.spans, (hull((*a.source, *a.cue, *a.content)),)) > _WHOLLY
            for a in within.get(s.attribution or "", ())
        )
    ]


def _quoted(reading: Reading) -> frozenset[str]:
    """Return the attributions within a quotation that give nobody's word: "somebody decided that it could wait"."""
    direct = {a.id for a in reading.attributions if a.quotation == "direct"}
    return frozenset(
        a.id for a in reading.attributions if a.within in direct and a.source_status not in ("named", "unnamed")
    )


def _not_passed_on(statements: Sequence[Statement]) -> Iterator[Statement]:
    """Yield statements without those that only pass on another one that lies in them."""
    placed = [(hull(s.spans), _size(s.spans), s) for s in statements if s.spans]
    in_order = sorted(placed, key=lambda one: one[0])
    starts = [whole.start for whole, _, _ in in_order]
    for whole, size, statement in placed:
        within = in_order[bisect_left(starts, whole.start) : bisect_left(starts, whole.end)]
        if not any(
            part.end <= whole.end
            and _INNER < inner / max(1, size) < 1.0
            and other is not statement
            and share(other.spans, statement.spans) == 1.0
            for part, inner, other in within
        ):
            yield statement


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def share(inner: Spans, outer: Spans) -> float:
    """Return the share of the inner spans' characters that lie in the outer ones."""
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in inner for b in outer)
    return common / max(1, _size(inner))
