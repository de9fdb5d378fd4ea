"""What analysts decided about sources and ties, put over what was found; what fits nothing is kept as an orphan."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from sayso.model.claim import Reason
from sayso.model.trace import Decision, SourceMember, TraceSource


def decide_sources(sources: Sequence[TraceSource], decisions: Sequence[Decision]) -> tuple[TraceSource, ...]:
    """Return the sources with pairs joined that are to be the same, and parted that are not.

    Matching sources heeds the same decisions, and re-sorts what lies between a parted pair; here
    the second of such a pair stands by itself.
    """
    made = {source.id: source for source in sources}
    for decision in decisions:
        pair = [_member(one) for one in decision.of]
        if decision.verb not in ("same", "different") or len(pair) != 2 or None in pair:
            continue
        of = {(m.report, m.source): source for source in made.values() for m in source.members}
        a, b = (of.get(one or ("", "")) for one in pair)
        if a is None or b is None or (a.id == b.id) is (decision.verb == "same"):
            continue
        who = decision.who or "An analyst"
        why = f": {decision.why}" if decision.why else "."
        if decision.verb == "same":
            reason = Reason("decision/1", f"{who} decided that {a.name} and {b.name} are the same{why}")
            made[a.id] = replace(
                a,
                party=a.party or b.party,
                members=tuple(dict.fromkeys((*a.members, *b.members))),
                evidence=(*a.evidence, *b.evidence, reason),
            )
            del made[b.id]
        else:
            report, own = pair[1] or ("", "")
            moved = SourceMember(report, own)
            reason = Reason("decision/1", f"{who} decided that this is somebody else than {a.name} elsewhere{why}")
            made[a.id] = replace(a, members=tuple(m for m in a.members if m != moved))
            alone = replace(b, id=f"{report}/{own}", members=(moved,), evidence=(reason,))
            made[alone.id] = alone
    return tuple(made.values())


def orphans(
    decisions: Sequence[Decision],
    members: Collection[tuple[str, str]],
    ties: Collection[str],
    origins: Collection[str],
    claims: Collection[str],
) -> tuple[Decision, ...]:
    """Return the decisions that no longer fit anything.

    Args:
        decisions: All of them.
        members: Report and id of each source in the readings.
        ties: The ids of the ties there would be without decisions.
        origins: The ids of all origins.
        claims: The ids of all claims.
    """
    lost = []
    for decision in decisions:
        if decision.verb in ("same", "different"):
            fits = len(decision.of) == 2 and all(_member(one) in members for one in decision.of)
        elif decision.verb == "cut":
            fits = bool(decision.of) and all(one in ties for one in decision.of)
        else:
            fits = len(decision.of) == 2 and all(one in origins for one in decision.of)
        if not fits or (decision.claim is not None and decision.claim not in claims):
            lost.append(decision)
    return tuple(lost)


def _member(written: str) -> tuple[str, str] | None:
    report, slash, source = written.partition("/")
    return (report, source) if slash and report and source else None
