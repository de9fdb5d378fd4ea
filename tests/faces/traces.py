"""Traces made from a dossier's truth, so that the faces can be tested before and without the tracer."""

from __future__ import annotations

from functools import cache
from typing import Any

from sayso.model.claim import Reason, Where
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span, Spans
from sayso.model.trace import (
    Drift,
    Hop,
    Independence,
    Loss,
    Occurrence,
    Origin,
    Passage,
    PassageSide,
    ReportHead,
    SourceMember,
    Tie,
    Trace,
    TracedClaim,
    TraceSource,
)
from sayso.stages.admit import admit_paths
from tests.stories.dossiers import HARBOUR, STORIES, Dossier, load


@cache
def harbour(struck: tuple[str, ...] = ()) -> tuple[Trace, tuple[Reading, ...]]:
    """Return the example's true trace, and its reports as readings without findings."""
    return traced(load(HARBOUR), struck)


@cache
def story(name: str) -> tuple[Trace, tuple[Reading, ...]]:
    """Return a small story's true trace."""
    return traced(load(STORIES / name))


def traced(dossier: Dossier, struck: tuple[str, ...] = ()) -> tuple[Trace, tuple[Reading, ...]]:
    """Turn a dossier's truth into the values that a tracer would return."""
    reports = {r.external_id or (r.path or "").rsplit("/", 1)[-1]: r for r in admit_paths([dossier.path])}
    maker = _Maker(reports)
    truth = dossier.truth
    strikes = [s for s in truth["strike"] if s["source"] in struck]
    trace = Trace(
        reports=tuple(ReportHead(r.id, r.external_id, r.outlet, r.title, r.published, r.url) for r in reports.values()),
        sources=tuple(
            TraceSource(
                s["id"],
                s["name"],
                s["kind"],
                s["party"],
                tuple(SourceMember(reports[file].id, f"s-{s['id']}") for file in s["reports"]),
            )
            for s in truth["sources"]
        ),
        claims=tuple(maker.claim(claim) for claim in truth["claims"]),
        passages=tuple(maker.passage(p) for p in truth["passages"]),
        struck=struck,
        without_support=tuple(dict.fromkeys(id_ for s in strikes for id_ in s["without_support"])),
        models={"by-hand": "1"},
    )
    return trace, tuple(Reading(report) for report in reports.values())


class _Maker:
    def __init__(self, reports: dict[str, Report]) -> None:
        self.reports = reports

    def where(self, place: dict[str, str]) -> Where:
        return Where(self.reports[place["file"]].id, self.spans(place["file"], place["quote"]))

    def spans(self, file: str, quote: str) -> Spans:
        at = self.reports[file].text.find(quote)
        return (Span(at, at + len(quote)),) if at >= 0 else ()

    def claim(self, claim: dict[str, Any]) -> TracedClaim:
        ends: dict[str, dict[str, None]] = {}
        for s in claim["statements"]:
            ends.setdefault(s["origin"], {})[self.reports[s["file"]].id] = None
        return TracedClaim(
            claim["id"],
            claim["text"],
            tuple(self.occurrence(s, n) for n, s in enumerate(claim["statements"])),
            tuple(Origin(o["id"], o["kind"], o["source"], tuple(ends[o["id"]])) for o in claim["origins"]),
            tuple(
                Tie(f"tie{n}", tuple(t["between"]), t["kind"], t["why"], tuple(self.where(p) for p in t["places"]))
                for n, t in enumerate(claim["ties"], start=1)
            ),
            Independence(**claim["independent"]),
            tuple(Loss(x["says"], self.where(x["before"]), self.where(x["after"])) for x in claim["lost_attribution"]),
            tuple(Drift(x["what"], x["says"], self.where(x["before"]), self.where(x["after"])) for x in claim["drift"]),
            tuple(tuple(self.reports[file].id for file in cycle) for cycle in claim["cycles"]),
        )

    def occurrence(self, s: dict[str, Any], number: int) -> Occurrence:
        return Occurrence(
            self.reports[s["file"]].id,
            f"t{number}",
            s["voice"],
            s["stance"],
            s["manner"],
            self.spans(s["file"], s["quote"]),
            tuple(self.hop(h, s["file"]) for h in s["chain"]),
            s["origin"],
            (Reason("by-hand/1", "It says the same of the same event.", ()),),
        )

    def hop(self, hop: dict[str, Any], file: str) -> Hop:
        places = [Where(self.reports[file].id, self.spans(file, hop["quote"]))] if "quote" in hop else []
        outlet = hop["name"] if hop["kind"] in ("outlet", "agency", "basis") else None
        return Hop(hop["kind"], hop.get("source"), outlet, tuple(p for p in places if p.spans), hop["certain"])

    def passage(self, p: dict[str, Any]) -> Passage:
        sides = []
        for side, file in enumerate((p["a"], p["b"])):
            spans = tuple(span for pair in p["quotes"] for span in self.spans(file, pair[side]))
            share = sum(s.end - s.start for s in spans) / len(self.reports[file].text)
            sides.append(PassageSide(self.reports[file].id, spans, share))
        return Passage(sides[0], sides[1], p["kind"], p["direction"], p["why"])
