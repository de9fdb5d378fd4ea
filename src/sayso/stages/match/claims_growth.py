"""How claims grow, report by report: by the surest pairs first, as long as all that is joined stays alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from typing import Final, Protocol, TypeVar

from sayso.model.claim import StatementKey
from sayso.stages.match.claims_pairs import Found

HELD_TOGETHER: Final = 0.5
"""The share of the least score that the statements of two growing claims must have on average."""
_ASKED: Final = 4
"""Statements that speak for a claim when it is asked whether it is another one, too."""

_T = TypeVar("_T")


class Groups(Protocol):
    """Which statements are one claim so far; a number a claim, the lower the earlier it began."""

    def group_of(self, key: StatementKey) -> int:
        """Return the claim of a statement that is there."""
        ...

    def voices(self, group: int) -> Sequence[StatementKey]:
        """Return a claim's statements in the order of their coming, without those that repeat another one."""
        ...

    def size(self, group: int) -> int:
        """Return how many statements a claim has."""
        ...

    def carried_by_several(self, group: int) -> bool:
        """Say whether a claim has statements of more than one report."""
        ...

    def begin(self, key: StatementKey) -> None:
        """Take in a statement as a claim of its own."""
        ...

    def repeat(self, key: StatementKey, of: StatementKey) -> None:
        """Take in a statement that repeats another one word by word."""
        ...

    def join(self, kept: int, gone: int) -> None:
        """Make two claims one."""
        ...


def grow(
    keys: Iterable[StatementKey],
    found: Found,
    groups: Groups,
    value: Callable[[StatementKey, StatementKey], float],
    least: float,
) -> None:
    """Take a new report's statements into the claims."""
    for key in keys:
        if key in found.twins:
            groups.repeat(key, found.twins[key])
        else:
            groups.begin(key)
    known = {(pair.a, pair.b): pair.score for pair in found.pairs}

    def alike(a: StatementKey, b: StatementKey) -> float:
        score = known.get((a, b))
        if score is None:
            score = known.get((b, a))
        if score is None:
            score = known[a, b] = value(a, b)
        return score

    for pair in found.pairs:
        one, other = sorted((groups.group_of(pair.a), groups.group_of(pair.b)))
        if one == other:
            continue
        asked = [(a, b) for a in some(groups.voices(one)) for b in some(groups.voices(other))]
        if sum(alike(a, b) for a, b in asked) / len(asked) >= HELD_TOGETHER * least:
            groups.join(one, other)


def some(many: Sequence[_T], few: int = _ASKED) -> Sequence[_T]:
    """Return a few of many, spread evenly."""
    return many[:: max(1, len(many) // few)][:few] if len(many) > few else many


class MemoryGroups:
    """Claims as they grow in memory, for a dossier."""

    def __init__(self) -> None:
        self._place: dict[StatementKey, int] = {}
        self._group_of: dict[StatementKey, int] = {}
        self._voices: list[list[StatementKey]] = []
        self._members: list[list[StatementKey]] = []

    def group_of(self, key: StatementKey) -> int:
        """Return the claim of a statement that is there."""
        return self._group_of[key]

    def voices(self, group: int) -> Sequence[StatementKey]:
        """Return a claim's statements in the order of their coming, without those that repeat another one."""
        return self._voices[group]

    def size(self, group: int) -> int:
        """Return how many statements a claim has."""
        return len(self._members[group])

    def carried_by_several(self, group: int) -> bool:
        """Say whether a claim has statements of more than one report."""
        first = self._members[group][0].report
        return any(key.report != first for key in self._members[group])

    def begin(self, key: StatementKey) -> None:
        """Take in a statement as a claim of its own."""
        self._place[key] = len(self._place)
        self._group_of[key] = len(self._voices)
        self._voices.append([key])
        self._members.append([key])

    def repeat(self, key: StatementKey, of: StatementKey) -> None:
        """Take in a statement that repeats another one word by word."""
        self._place[key] = len(self._place)
        self._group_of[key] = group = self._group_of[of]
        self._members[group].append(key)

    def join(self, kept: int, gone: int) -> None:
        """Make two claims one."""
        for key in self._members[gone]:
            self._group_of[key] = kept
        for held in (self._voices, self._members):
            held[kept] = list(merge(held[kept], held[gone], key=self._place.__getitem__))
            held[gone] = []

    def groups(self) -> Iterator[tuple[int, Sequence[StatementKey]]]:
        """Yield the claims in the order of their beginnings, each with its statements in the order of their coming."""
        for group, members in enumerate(self._members):
            if members:
                yield group, members
