"""Which decisions count: the later ones, and never two that cannot both be true."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.stages.decide.counting import Pair, last_of_each, without_contradictions

one = st.integers(0, 5)
pairs = st.lists(st.tuples(one, one, st.booleans()).filter(lambda p: p[0] != p[1]), max_size=12).map(
    lambda made: [Pair(place, *pair) for place, pair in enumerate(made)]
)


def test_the_last_about_each_thing_counts() -> None:
    assert last_of_each([(0, "a"), (1, "b"), (2, "a"), (3, "a")]) == {0: 3, 2: 3}
    assert last_of_each([]) == {}


def test_later_pairs_overrule_what_they_contradict() -> None:
    same, apart = Pair(0, "a", "b", True), Pair(1, "b", "a", False)
    assert without_contradictions([same, apart]) == {0: 1}
    chain = [Pair(0, "a", "c", False), Pair(1, "a", "b", True), Pair(2, "b", "c", True)]
    assert without_contradictions(chain) == {0: 2} or without_contradictions(chain) == {0: 1}
    later = [Pair(0, "a", "b", True), Pair(1, "b", "c", True), Pair(2, "a", "c", False)]
    assert without_contradictions(later) == {0: 2}


def joined(kept: list[Pair]) -> dict[object, frozenset[object]]:
    group = {n: frozenset([n]) for n in range(6)}
    for pair in kept:
        if pair.joined:
            both = group[pair.a] | group[pair.b]  # type: ignore[index]
            group.update(dict.fromkeys(both, both))  # type: ignore[arg-type]
    return group  # type: ignore[return-value]


@given(pairs)
def test_what_counts_can_all_be_true(log: list[Pair]) -> None:
    overruled = without_contradictions(log)
    kept = [pair for pair in log if pair.place not in overruled]
    group = joined(kept)
    assert all((group[p.a] is group[p.b] or group[p.a] == group[p.b]) is p.joined for p in kept)
    assert all(by > place and by not in overruled for place, by in overruled.items())
    if log:
        assert log[-1].place not in overruled
    assert without_contradictions(kept) == {}
    for pair in log:  # whatever is overruled could not be true beside what counts, or is said again later
        if pair.place in overruled:
            later = [k for k in kept if k.place > pair.place]
            again = any({k.a, k.b} == {pair.a, pair.b} for k in later)
            one, other = joined(later)[pair.a], joined(later)[pair.b]
            apart = any((k.a in one and k.b in other) or (k.b in one and k.a in other) for k in later if not k.joined)
            assert again or (apart if pair.joined else one == other)
