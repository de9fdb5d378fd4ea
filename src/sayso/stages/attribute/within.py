"""Which attribution lies within which: one whose words stand inside another's content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from sayso.model.attribution import Attribution
from sayso.model.span import Span


def nest(attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return the attributions with ``within`` set to the smallest content that holds them.

    An attribution lies within another when its cue (or, where it has none, its content) stands
    inside one span of the other's content, and its own content is the smaller.
    """
    size = [sum(b - a for a, b in x.content) for x in attributions]
    anchors = [x.cue or x.content for x in attributions]
    # (start, end, attribution) of every content span, so that each anchor is only held against what is near
    spans = sorted((s.start, s.end, k) for k, x in enumerate(attributions) for s in x.content)
    out: list[Attribution] = []
    order = sorted(range(len(attributions)), key=lambda k: anchors[k][0].start)
    outer_of: dict[int, int] = {}
    live: list[tuple[int, int, int]] = []
    at = 0
    for k in order:
        first = anchors[k][0]
        while at < len(spans) and spans[at][0] <= first.start:
            live.append(spans[at])
            at += 1
        live = [s for s in live if s[1] > first.start]
        holding = {
            o for a, b, o in live
            if o != k and size[o] > size[k] and all(_inside(s, attributions[o]) for s in anchors[k]) and b >= first.end
        }  # fmt: skip
        if holding:
            outer_of[k] = min(holding, key=lambda o: (size[o], o))
    for k, x in enumerate(attributions):
        outer = attributions[outer_of[k]].id if k in outer_of else None
        out.append(x if x.within == outer else replace(x, within=outer))
    return tuple(out)


def other_voices(text: str, attributions: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Leave out what a speaker says of himself: "I think" in his own words adds nobody's word to them."""
    return tuple(
        a for a in attributions
        if a.within is None or " ".join(s.of(text) for s in a.source).strip().casefold() not in _SELF
    )  # fmt: skip


_SELF = frozenset({"i", "we", "i myself", "we ourselves", "us", "me"})


def _inside(span: Span, outer: Attribution) -> bool:
    return any(s.contains(span) for s in outer.content)
