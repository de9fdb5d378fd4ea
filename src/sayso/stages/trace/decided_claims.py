"""Claims joined and parted as analysts decided: what was not decided stays as it was found."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from sayso.model.claim import Claim, ClaimMatch, Reason, StatementKey, Where
from sayso.model.decision import RULE, Decision, told
from sayso.model.identity import sha256
from sayso.model.reading import Reading
from sayso.model.span import shown
from sayso.model.statement import Statement

_Thing = TypeVar("_Thing", int, StatementKey)


def decide_claims(
    claims: Sequence[Claim], readings: Iterable[Reading], decisions: Iterable[Decision]
) -> tuple[Claim, ...]:
    """Return the claims with statements joined that are to be one claim, and parted that are not.

    A claim that is parted is cut where its statements are least alike: each other statement goes
    with the one that it matches best, and what matches neither stays with the statement that gives
    the claim its words. A claim keeps its id as long as it keeps that statement.

    Args:
        claims: What was found.
        readings: The readings that the decisions' statements stand in; others may be left out.
        decisions: Settled ones (see ``settle``): without contradictions, statements by their ids.
    """
    decided = [d for d in decisions if d.verb in ("same claim", "different claim") and len(d.of) == 2]
    if not decided:
        return tuple(claims)
    place_of = {member.key: number for number, claim in enumerate(claims) for member in claim.members}
    pairs = [(d, _key(d.of[0]), _key(d.of[1])) for d in decided]
    # only statements that matching gave a claim can be joined or parted
    pairs = [(d, a, b) for d, a, b in pairs if a in place_of and b in place_of and a != b]
    pools = _Sets(range(len(claims)))
    for decision, a, b in pairs:
        if decision.verb == "same claim":
            pools.join(place_of[a], place_of[b])
    touched = {pools.lead(place_of[a]) for _, a, _ in pairs}
    touched |= {pools.lead(place_of[b]) for _, _, b in pairs}
    pooled: dict[int, list[int]] = defaultdict(list)
    for number in range(len(claims)):
        if pools.lead(number) in touched:
            pooled[pools.lead(number)].append(number)
    laid_out = _Words({reading.report.id: reading for reading in readings})
    made: dict[int, list[Claim]] = defaultdict(list)
    for numbers in pooled.values():
        inside = {member.key for number in numbers for member in claims[number].members}
        ours = [(d, a, b) for d, a, b in pairs if a in inside and b in inside]
        for first, claim in _sorted_out([(n, claims[n]) for n in numbers], ours, laid_out):
            made[first].append(claim)
    whole = {number for numbers in pooled.values() for number in numbers}
    result: list[Claim] = []
    for number, claim in enumerate(claims):
        result.extend(made.get(number, ()) if number in whole else [claim])
    return tuple(result)


class _Sets(Generic[_Thing]):
    """Things joined step by step."""

    def __init__(self, things: Iterable[_Thing]) -> None:
        self._leader: dict[_Thing, _Thing] = {thing: thing for thing in things}

    def lead(self, one: _Thing) -> _Thing:
        while self._leader[one] != one:
            self._leader[one] = self._leader[self._leader[one]]
            one = self._leader[one]
        return one

    def join(self, a: _Thing, b: _Thing) -> None:
        self._leader[self.lead(b)] = self.lead(a)


class _Words:
    """The words of statements, looked up."""

    def __init__(self, readings: Mapping[str, Reading]) -> None:
        self._readings = readings
        self._statements: dict[str, dict[str, Statement]] = {}

    def statement(self, key: StatementKey) -> Statement | None:
        if key.report not in self._statements:
            reading = self._readings.get(key.report)
            self._statements[key.report] = {s.id: s for s in reading.statements} if reading else {}
        return self._statements[key.report].get(key.statement)

    def of(self, key: StatementKey) -> str:
        statement = self.statement(key)
        if statement is None:
            return f"{key.report}/{key.statement}"
        return " ".join(shown(self._readings[key.report].text, statement.spans, " ").split())

    def where(self, key: StatementKey) -> Where:
        statement = self.statement(key)
        return Where(key.report, statement.spans if statement else ())

    def order(self, key: StatementKey) -> tuple[bool, str, str, int, str]:
        reading, statement = self._readings.get(key.report), self.statement(key)
        published = reading.report.published if reading else None
        return (
            published is None,
            published or "",
            key.report,
            statement.spans[0].start if statement else 0,
            key.statement,
        )


def _sorted_out(
    pool: Sequence[tuple[int, Claim]],
    pairs: Sequence[tuple[Decision, StatementKey, StatementKey]],
    words: _Words,
) -> list[tuple[int, Claim]]:
    """Return the claims that a pool of claims makes, each with the place where the first of its own stood."""
    members = {member.key: member for _, claim in pool for member in claim.members}
    from_place = {member.key: place for place, claim in pool for member in claim.members}
    matches = [match for _, claim in pool for match in claim.matches]
    centre_of = {place: _centre(claim) for place, claim in pool}
    parts = _parts(pool, pairs, matches, centre_of, words)
    why: dict[StatementKey, list[Reason]] = defaultdict(list)
    for decision, a, b in pairs:
        says = told(
            decision, f"decided that these make {'one claim' if decision.verb == 'same claim' else 'two claims'}"
        )
        for key in (a, b):
            why[key].append(Reason(RULE, says, (words.where(a), words.where(b))))
    found: list[tuple[int, Claim]] = []
    for part in parts:
        keys = frozenset(part)
        homes = [(place, claim) for place, claim in pool if centre_of[place] in keys]
        inside = tuple(m for m in matches if m.a in keys and m.b in keys)
        decided = tuple(
            ClaimMatch(min(a, b), max(a, b), 1.0, (why[a][0],))
            for d, a, b in pairs
            if d.verb == "same claim" and a in keys and b in keys
        )
        if homes:
            # the claim that brought most statements gives its words, and so its id
            _, home = max(homes, key=lambda one: (sum(m.key in keys for m in one[1].members), -one[0]))
            id_, text = home.id, home.text
        else:
            first = min(part, key=lambda key: (members[key].stance != "asserts", words.order(key)))
            id_, text = "c" + sha256(f"{first.report}/{first.statement}")[:12], words.of(first)
        made = [replace(members[key], reasons=(*members[key].reasons, *why.get(key, ()))) for key in part]
        made.sort(key=lambda member: words.order(member.key))
        known = {(m.a, m.b) for m in inside}
        added = tuple(m for m in decided if (m.a, m.b) not in known)
        found.append((min(from_place[key] for key in part), Claim(id_, text, tuple(made), (*inside, *added))))
    return found


def _parts(
    pool: Sequence[tuple[int, Claim]],
    pairs: Sequence[tuple[Decision, StatementKey, StatementKey]],
    matches: Sequence[ClaimMatch],
    centre_of: Mapping[int, StatementKey],
    words: _Words,
) -> list[list[StatementKey]]:
    """Return the pool's statements in as many parts as decisions ask for."""
    keys = [member.key for _, claim in pool for member in claim.members]
    apart = [(a, b) for d, a, b in pairs if d.verb == "different claim"]
    if not apart:
        return [keys]
    sets = _Sets(keys)

    def join(a: StatementKey, b: StatementKey) -> None:
        one, two = sets.lead(a), sets.lead(b)
        if one != two and not any({sets.lead(x), sets.lead(y)} == {one, two} for x, y in apart):
            sets.join(a, b)

    for decision, a, b in pairs:
        if decision.verb == "same claim":
            join(a, b)
    twins: dict[str, StatementKey] = {}
    for key in keys:
        join(twins.setdefault(words.of(key).casefold(), key), key)
    for match in sorted(matches, key=lambda m: (-m.score, m.a, m.b)):
        join(match.a, match.b)
    for place, claim in pool:
        for member in claim.members:
            join(centre_of[place], member.key)
    parts: dict[StatementKey, list[StatementKey]] = defaultdict(list)
    for key in keys:
        parts[sets.lead(key)].append(key)
    return list(parts.values())


def _centre(claim: Claim) -> StatementKey:
    """Return the statement whose words are the claim's: its id is made from that one."""
    for member in claim.members:
        if claim.id == "c" + sha256(f"{member.key.report}/{member.key.statement}")[:12]:
            return member.key
    return claim.members[0].key


def _key(written: str) -> StatementKey:
    report, _, statement = written.partition("/")
    return StatementKey(report, statement)
