"""A trace as plain JSON values and back again, exactly: the contract ``sayso.trace/1``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, get_args

from sayso.model.attribution import Manner
from sayso.model.claim import Change, Reason, Stance, Where
from sayso.model.decision import Outcome, State
from sayso.model.decision_contract import decision_from_plain, decision_to_plain
from sayso.model.errors import InputError
from sayso.model.source import SourceKind
from sayso.model.span import Spans, spans_of
from sayso.model.statement import Voice
from sayso.model.trace import (
    Direction,
    Drift,
    Hop,
    HopKind,
    Independence,
    Loss,
    Occurrence,
    Origin,
    OriginKind,
    Passage,
    PassageKind,
    PassageSide,
    ReportHead,
    SourceMember,
    Tie,
    TieKind,
    Trace,
    TracedClaim,
    TraceSource,
)

__all__ = ["SCHEMA", "decision_from_plain", "trace_from_plain", "trace_to_plain"]

SCHEMA = "sayso.trace/1"
"""The name and version of the contract; a change that breaks a reader of it raises the number."""


def trace_to_plain(trace: Trace, *, version: str) -> dict[str, Any]:
    """Return a trace as dictionaries, lists, strings and numbers, in the contract's order."""
    return {
        "schema": SCHEMA,
        "made_by": {"sayso": version, "models": dict(trace.models)},
        "reports": [
            {
                "id": r.id,
                "external_id": r.external_id,
                "outlet": r.outlet,
                "title": r.title,
                "published": r.published,
                "url": r.url,
                "refused": r.refused,
            }
            for r in trace.reports
        ],
        "sources": [
            {
                "id": s.id,
                "name": s.name,
                "kind": s.kind,
                "party": s.party,
                "members": [{"report": m.report, "source": m.source} for m in s.members],
                "evidence": _plain_reasons(s.evidence),
            }
            for s in trace.sources
        ],
        "claims": [_plain_claim(claim) for claim in trace.claims],
        "passages": [
            {
                "a": _plain_side(p.a),
                "b": _plain_side(p.b),
                "kind": p.kind,
                "direction": p.direction,
                "says": p.says,
            }
            for p in trace.passages
        ],
        "struck": list(trace.struck),
        "without_support": list(trace.without_support),
        "decisions": [decision_to_plain(d) for d in trace.decisions],
        "orphans": [decision_to_plain(d) for d in trace.orphans],
        "outcomes": [{"decision": n, "state": o.state, "says": o.says} for n, o in enumerate(trace.outcomes)],
    }


def trace_from_plain(data: Mapping[str, Any]) -> Trace:
    """Return the trace that plain values hold; ``trace_from_plain(trace_to_plain(t, …)) == t``.

    Raises:
        InputError: The values are no trace of this contract.
    """
    try:
        if data["schema"] != SCHEMA:
            raise InputError(f"the schema is {data['schema']!r}, and this version reads {SCHEMA!r}")
        decisions = tuple(decision_from_plain(d, complete=False) for d in data["decisions"])
        return Trace(
            reports=tuple(
                ReportHead(r["id"], r["external_id"], r["outlet"], r["title"], r["published"], r["url"], r["refused"])
                for r in data["reports"]
            ),
            sources=tuple(
                TraceSource(
                    s["id"],
                    s["name"],
                    _one_of(SourceKind, s["kind"]),
                    s["party"],
                    tuple(SourceMember(m["report"], m["source"]) for m in s["members"]),
                    _reasons(s["evidence"]),
                )
                for s in data["sources"]
            ),
            claims=tuple(_claim(claim) for claim in data["claims"]),
            passages=tuple(
                Passage(
                    _side(p["a"]),
                    _side(p["b"]),
                    _one_of(PassageKind, p["kind"]),
                    _one_of(Direction, p["direction"]),
                    p["says"],
                )
                for p in data["passages"]
            ),
            struck=tuple(data["struck"]),
            without_support=tuple(data["without_support"]),
            decisions=decisions,
            orphans=tuple(decision_from_plain(d, complete=False) for d in data["orphans"]),
            models=dict(data["made_by"]["models"]),
            outcomes=tuple(
                Outcome(decisions[o["decision"]], _one_of(State, o["state"]), o["says"])
                for o in data.get("outcomes", ())
            ),
        )
    except InputError:
        raise
    except (LookupError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"not a {SCHEMA}: {type(error).__name__} at {error}") from None


def _plain_claim(claim: TracedClaim) -> dict[str, Any]:
    return {
        "id": claim.id,
        "text": claim.text,
        "statements": [
            {
                "report": o.report,
                "statement": o.statement,
                "voice": o.voice,
                "stance": o.stance,
                "manner": o.manner,
                "spans": _plain_spans(o.spans),
                "chain": [
                    {
                        "source": hop.source,
                        "outlet": hop.outlet,
                        "kind": hop.kind,
                        "places": _plain_places(hop.places),
                        "certain": hop.certain,
                    }
                    for hop in o.chain
                ],
                "origin": o.origin,
                "evidence": _plain_reasons(o.evidence),
            }
            for o in claim.statements
        ],
        "origins": [
            {"id": o.id, "source": o.source, "kind": o.kind, "reports": list(o.reports)} for o in claim.origins
        ],
        "ties": [
            {
                "id": t.id,
                "between": list(t.between),
                "kind": t.kind,
                "says": t.says,
                "places": _plain_places(t.places),
            }
            for t in claim.ties
        ],
        "independent": {
            "least": claim.independent.least,
            "most": claim.independent.most,
            "unknown": claim.independent.unknown,
        },
        "lost_attribution": [
            {"says": one.says, "before": _plain_place(one.before), "after": _plain_place(one.after)}
            for one in claim.lost_attribution
        ],
        "drift": [
            {"what": d.what, "says": d.says, "before": _plain_place(d.before), "after": _plain_place(d.after)}
            for d in claim.drift
        ],
        "cycles": [list(cycle) for cycle in claim.cycles],
    }


def _plain_side(side: PassageSide) -> dict[str, Any]:
    return {"report": side.report, "spans": _plain_spans(side.spans), "share": side.share}


def _plain_place(place: Where) -> dict[str, Any]:
    return {"report": place.report, "spans": _plain_spans(place.spans)}


def _plain_places(places: Iterable[Where]) -> list[dict[str, Any]]:
    return [_plain_place(place) for place in places]


def _plain_reasons(reasons: Iterable[Reason]) -> list[dict[str, Any]]:
    return [{"rule": r.rule, "says": r.says, "places": _plain_places(r.places)} for r in reasons]


def _plain_spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def _claim(data: Mapping[str, Any]) -> TracedClaim:
    independent = data["independent"]
    return TracedClaim(
        id=data["id"],
        text=data["text"],
        statements=tuple(
            Occurrence(
                report=o["report"],
                statement=o["statement"],
                voice=_one_of(Voice, o["voice"]),
                stance=_one_of(Stance, o["stance"]),
                manner=None if o["manner"] is None else _one_of(Manner, o["manner"]),
                spans=spans_of(o["spans"]),
                chain=tuple(
                    Hop(_one_of(HopKind, h["kind"]), h["source"], h["outlet"], _places(h["places"]), h["certain"])
                    for h in o["chain"]
                ),
                origin=o["origin"],
                evidence=_reasons(o["evidence"]),
            )
            for o in data["statements"]
        ),
        origins=tuple(
            Origin(o["id"], _one_of(OriginKind, o["kind"]), o["source"], tuple(o["reports"])) for o in data["origins"]
        ),
        ties=tuple(
            Tie(t["id"], _pair(t["between"]), _one_of(TieKind, t["kind"]), t["says"], _places(t["places"]))
            for t in data["ties"]
        ),
        independent=Independence(independent["least"], independent["most"], independent["unknown"]),
        lost_attribution=tuple(
            Loss(one["says"], _place(one["before"]), _place(one["after"])) for one in data["lost_attribution"]
        ),
        drift=tuple(
            Drift(_one_of(Change, d["what"]), d["says"], _place(d["before"]), _place(d["after"])) for d in data["drift"]
        ),
        cycles=tuple(tuple(cycle) for cycle in data["cycles"]),
    )


def _side(data: Mapping[str, Any]) -> PassageSide:
    return PassageSide(data["report"], spans_of(data["spans"]), float(data["share"]))


def _place(data: Mapping[str, Any]) -> Where:
    return Where(data["report"], spans_of(data["spans"]))


def _places(items: Iterable[Mapping[str, Any]]) -> tuple[Where, ...]:
    return tuple(_place(item) for item in items)


def _reasons(items: Iterable[Mapping[str, Any]]) -> tuple[Reason, ...]:
    return tuple(Reason(r["rule"], r["says"], _places(r["places"])) for r in items)


def _pair(two: Iterable[str]) -> tuple[str, str]:
    first, second = two
    return first, second


def _one_of(words: Any, value: object) -> Any:
    """Return the value if the closed list has it."""
    if value not in get_args(words):
        raise TypeError(f"{value!r} is none of {', '.join(get_args(words))}")
    return value
