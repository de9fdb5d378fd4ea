"""How many independent origins are left when the ties have joined them: a range, never a number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sayso.model.trace import Independence, Origin, Tie


def groups(origins: Sequence[Origin], ties: Iterable[Tie]) -> list[list[str]]:
    """Return the ids of origins, those joined by the ties together, in the origins' order."""
    leader = {origin.id: origin.id for origin in origins}

    def lead(one: str) -> str:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for tie in ties:
        a, b = tie.between
        if a in leader and b in leader:
            leader[lead(b)] = lead(a)
    found: dict[str, list[str]] = {}
    for origin in origins:
        found.setdefault(lead(origin.id), []).append(origin.id)
    return list(found.values())


def independence(origins: Sequence[Origin], ties: Sequence[Tie], ends: Iterable[str | None]) -> Independence:
    """Return the range of independent origins.

    *most* counts the groups that certain ties leave and that hold a known origin; *least* those
    left when possible ties join as well. An unknown origin adds to neither, so it is no bridge
    either: that one report may have it from two others does not make those two one.

    Args:
        origins: The origins of a claim.
        ties: Those between them.
        ends: For each statement that asserts the claim, the id of its origin.
    """
    known = {origin.id for origin in origins if origin.kind != "unknown"}
    certain = [tie for tie in ties if tie.kind == "certain"]
    bridging = certain + [tie for tie in ties if tie.kind == "possible" and set(tie.between) <= known]
    most = sum(1 for group in groups(origins, certain) if known.intersection(group))
    least = sum(1 for group in groups(origins, bridging) if known.intersection(group))
    return Independence(least, most, sum(1 for end in ends if end is not None and end not in known))
