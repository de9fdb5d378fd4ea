"""Where each claim comes from: chains, origins, ties, independence, losses, drift, and striking a source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sayso.model.claim import Claim
from sayso.model.reading import Reading
from sayso.model.trace import Decision, Occurrence, Passage, ReportHead, Trace, TracedClaim, TraceSource
from sayso.stages.trace.before import befores
from sayso.stages.trace.chains import chains_of
from sayso.stages.trace.copies import copies_among
from sayso.stages.trace.cycles import cycles_among
from sayso.stages.trace.decided_claims import decide_claims
from sayso.stages.trace.decisions import Heeded, decide_sources
from sayso.stages.trace.dossier import Dossier, lay_out
from sayso.stages.trace.drift import drifts
from sayso.stages.trace.independence import groups, independence
from sayso.stages.trace.joined import Likeness, join_led, nothing_claimed
from sayso.stages.trace.losses import losses
from sayso.stages.trace.origins import each_voice, endings, origin_id
from sayso.stages.trace.outside import Outside
from sayso.stages.trace.standing import stand
from sayso.stages.trace.strike import Unknown, strike
from sayso.stages.trace.ties import ties_between

__all__ = ["Unknown", "groups", "strike", "trace"]


def trace(
    readings: Sequence[Reading],
    claims: Sequence[Claim],
    *,
    sources: Sequence[TraceSource] = (),
    passages: Sequence[Passage] = (),
    decisions: Sequence[Decision] = (),
    alike: Likeness | None = None,
    kin: Mapping[str, frozenset[str]] | None = None,
    outside: Outside | None = None,
) -> Trace:
    """Return the trace of a dossier.

    Args:
        readings: Its reports, read; a report given twice counts once, and one refused has no claims.
        claims: What its statements say, as matching found it.
        sources: Its sources over reports, as matching found them; one that is missing stands by itself.
        passages: The text that its reports share.
        decisions: What analysts decided, settled (see ``stages.decide``), in the order of deciding.
        alike: How alike two statements are by other means than their words, where that is known.
        kin: Which reports are on the same things as each, where that is known.
        outside: What is known beyond these reports, where they are part of a library.
    """
    heeded = Heeded(decisions)
    dossier = lay_out(readings, decide_sources(_complete(readings, sources), decisions), passages, kin, outside)
    claims = decide_claims(join_led(dossier, claims, alike), dossier.readings.values(), decisions)
    traced: list[TracedClaim] = []
    for claim in claims:
        if nothing_claimed(dossier, claim):
            continue
        made = _trace_claim(dossier, claim, heeded)
        if made.statements:
            traced.append(made)
    models: dict[str, str] = {}
    for reading in dossier.readings.values():
        models.update(reading.models)
    found = Trace(
        reports=tuple(_head(reading) for reading in dossier.readings.values()),
        sources=tuple(dossier.sources.values()),
        claims=tuple(traced),
        passages=tuple(passages),
        models=models,
    )
    return heeded.told_in(found, dossier) if decisions else found


def _complete(readings: Sequence[Reading], sources: Sequence[TraceSource]) -> tuple[TraceSource, ...]:
    """Return the sources with those of the readings that matching left out."""
    return tuple(lay_out(readings, sources, ()).sources.values())


def _head(reading: Reading) -> ReportHead:
    report = reading.report
    return ReportHead(
        report.id,
        report.external_id,
        report.outlet,
        report.title,
        report.published,
        report.url,
        report.refused.reason if report.refused else None,
    )


def _trace_claim(dossier: Dossier, claim: Claim, heeded: Heeded) -> TracedClaim:
    """Return a claim traced, with what was decided about its ties and steps."""
    members = {m.key: m for m in claim.members if m.key in dossier.statements}
    standings = {key: stand(dossier, key) for key in members}
    asserting = [key for key, member in members.items() if member.stance == "asserts"]
    copies = heeded.without_cut(copies_among(dossier, members))
    voices = {
        key: each_voice(dossier, chain)
        for key, chain in chains_of(dossier, standings, copies, frozenset(asserting), heeded).items()
    }
    chains = {key: first for key, (first, *_) in voices.items()}
    ends = endings(dossier, voices, asserting)
    origin_of = {key: ending.origin.id for ending in ends for key in ending.statements}
    ties = ties_between(dossier, ends, chains, standings, copies, heeded.ties_of(claim.id, origin_of))
    pairs = befores(dossier, chains, ends, ties, asserting, copies)
    occurrences: list[Occurrence] = []
    for key, member in members.items():
        statement = dossier.statements[key]
        attribution = dossier.attributions.get((key.report, statement.attribution or ""))
        # one entry for each of several who say it in one breath
        occurrences.extend(
            Occurrence(
                report=key.report,
                statement=key.statement,
                voice=statement.voice,
                stance=member.stance,
                manner=attribution.manner if attribution else None,
                spans=statement.spans,
                chain=chain.hops,
                origin=origin_id(chain.end) if key in origin_of else None,
                evidence=member.reasons,
            )
            for chain in voices[key]
        )
    origins = tuple(ending.origin for ending in ends)
    return TracedClaim(
        id=claim.id,
        text=claim.text,
        statements=tuple(occurrences),
        origins=origins,
        ties=ties,
        independent=independence(origins, ties, [o.origin for o in occurrences]),
        lost_attribution=tuple(dict.fromkeys(losses(dossier, standings, pairs, chains))),
        drift=tuple(dict.fromkeys(drifts(dossier, pairs, claim.matches))),
        cycles=cycles_among(dossier, standings),
    )
