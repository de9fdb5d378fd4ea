"""Which decisions count: the last one about a thing, and of pairs that contradict one another the later ones."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Pair:
    """A decision that two things are one (``joined``), or that they are not, by its place in the log."""

    place: int
    a: Hashable
    b: Hashable
    joined: bool


def last_of_each(things: Iterable[tuple[int, Hashable]]) -> dict[int, int]:
    """Return the places that a later one about the same thing overrules, each with the place of the last."""
    last: dict[Hashable, int] = {}
    seen = list(things)
    for place, thing in seen:
        last[thing] = max(place, last.get(thing, place))
    return {place: last[thing] for place, thing in seen if last[thing] != place}


def without_contradictions(pairs: Sequence[Pair]) -> dict[int, int]:
    """Return the places of pairs that later ones overrule, each with the place of a later one.

    What was decided last is looked at first, and whatever contradicts it, by itself or together with
    others that are later too, is overruled. So what is left can all be true at once.
    """
    leader: dict[Hashable, Hashable] = {}
    apart: list[Pair] = []
    joins: list[Pair] = []
    exact: dict[frozenset[Hashable], int] = {}
    overruled: dict[int, int] = {}

    def lead(one: Hashable) -> Hashable:
        while leader.setdefault(one, one) != one:
            one = leader[one]
        return one

    for pair in sorted(pairs, key=lambda p: -p.place):
        both = frozenset((pair.a, pair.b))
        if both in exact:
            overruled[pair.place] = exact[both]
            continue
        groups = {lead(pair.a), lead(pair.b)}
        if pair.joined:
            against = next((p for p in apart if {lead(p.a), lead(p.b)} == groups), None)
        else:
            against = next((p for p in joins if lead(p.a) in groups), None) if len(groups) == 1 else None
        if against is not None:
            overruled[pair.place] = against.place
            continue
        exact[both] = pair.place
        if pair.joined:
            joins.append(pair)
            leader[lead(pair.b)] = lead(pair.a)
        else:
            apart.append(pair)
    return overruled
