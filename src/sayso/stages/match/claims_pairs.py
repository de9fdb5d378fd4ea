"""Which statements of a new report say the same as earlier ones: its kin are asked, and only its kin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.model.claim import StatementKey
from sayso.stages.match.claims_phrase import plainly
from sayso.stages.match.claims_reports import Profile, kinship
from sayso.stages.match.claims_score import Scorer, contradicted
from sayso.stages.match.claims_sheet import Said, Sheet, share
from sayso.stages.match.claims_vectors import Nearness, StatementVectors

LOOKED_AT: Final = 48
"""Reports that the index is asked for."""
KIN: Final = 16
"""Reports with which a new one is compared, at most: those nearest to it."""
CANDIDATES: Final = 16
"""Statements with which one is compared, at most."""
_WITHIN_REPORT: Final = 0.5
"""From this score on, two statements of one report are one claim: a report does not often say a thing twice."""
_PASSED_ON: Final = 2 / 3
_NAME: Final = 0.5
_PLACES: Final = 32
_PLACE: Final = (1 << _PLACES) - 1
_LEAST: Final = 3.0
"""Nats that two statements share at least, names at half, before they are compared word by word."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements and their score: ``a`` came first."""

    a: StatementKey
    b: StatementKey
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a new report has in common with those before it.

    ``twins`` are its statements that repeat an earlier one word by word, and which; ``pairs`` those
    that say the same in other words, the surest first.
    """

    twins: Mapping[StatementKey, StatementKey]
    pairs: Sequence[Pair]


def kin_of(profile: Profile, before: Mapping[str, Profile]) -> list[str]:
    """Return which of earlier reports are on the same things, the nearest first; ``before`` are their profiles."""
    close = [(kinship(profile, other), place, report) for place, (report, other) in enumerate(before.items())]
    ranked = sorted(((-near, place, report) for near, place, report in close if near > 0))[:KIN]
    return [report for _, _, report in ranked]


def compare(
    sheet: Sheet, kin: Sequence[Sheet], scorer: Scorer, vectors: StatementVectors | None, least: float
) -> Found:
    """Return what a report's statements have in common with those of its kin and with each other."""
    twins: dict[StatementKey, StatementKey] = {}
    for key, said in sheet.said.items():
        own = sheet.worded[said.phrase.order]
        repeated = ((other, other.worded.get(said.phrase.order)) for other in kin)
        # the same words of another month are another accusation
        same = next((k for other, k in repeated if k and not contradicted(other.said[k].phrase, said.phrase)), own)
        if same != key:
            twins[key] = same
    new = [key for key in sheet.said if key not in twins]
    known = {other.report: other for other in (*kin, sheet)}
    pairs = []
    near = vectors.nearness(sheet.report, [other.report for other in kin]) if vectors is not None and new else None
    for key, others in _candidates(sheet, new, kin, near):
        mine = sheet.said[key]
        for other in others:
            theirs = known[other.report].said[other]
            enough = least
            if other.report == sheet.report:
                if "headline" not in (mine.voice, theirs.voice):
                    enough = max(least, _WITHIN_REPORT)
                if share(theirs.phrase.spans, mine.phrase.spans) > 0:
                    continue
            alike = near.likeness(key, other) if near is not None else None
            if scorer.at_most(theirs.phrase, mine.phrase, (theirs.worth, mine.worth), alike) < enough:
                continue
            score = scorer.value(theirs.phrase, mine.phrase)
            if score >= enough and not _of_another(theirs, mine):
                pairs.append(Pair(other, key, score))
    return Found(twins, sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b)))


def _of_another(a: Said, b: Said) -> bool:
    """Say whether what two statements share is, in one of them alone, another's word that it passes on."""
    if not a.passed_on and not b.passed_on:
        return False
    shared = a.phrase.words & b.phrase.words
    whole = sum(map(plainly, shared))
    ours, theirs = (sum(map(plainly, shared & said.passed_on)) > _PASSED_ON * whole for said in (a, b))
    return ours != theirs


def _candidates(
    sheet: Sheet, new: Sequence[StatementKey], kin: Sequence[Sheet], near: Nearness | None
) -> Iterator[tuple[StatementKey, list[StatementKey]]]:
    """Return with which statements each new one is compared: those that share most of what tells."""
    others = (*kin, sheet)
    known = {other.report: other for other in others}
    wanted = frozenset(new)
    asked = {place: key for place, key in enumerate(sheet.keys) if key in wanted}
    tally: dict[int, dict[int, float]] = {place: {} for place in asked}
    names = [said.phrase.names for said in sheet.said.values()]
    for number, other in enumerate(others):
        base = number << _PLACES
        for word in sheet.holding.keys() & other.holding.keys():
            plain = plainly(word)
            theirs = [base + place for place in other.holding[word]]
            for place in sheet.holding[word]:
                shared = tally.get(place)
                if shared is not None:
                    worth = plain * _NAME if word in names[place] else plain
                    for one in theirs:
                        shared[one] = shared.get(one, 0.0) + worth
    own = len(kin) << _PLACES
    for place, key in asked.items():
        ranked = [
            (-worth, others[one >> _PLACES].keys[one & _PLACE])
            for one, worth in tally[place].items()
            if worth >= _LEAST and one < own + place
        ]
        ranked.sort()
        worded: dict[tuple[str, ...], StatementKey] = {}
        for _, found in ranked:
            # of many copies of one statement, one is enough
            worded.setdefault(known[found.report].said[found].phrase.order, found)
            if len(worded) == CANDIDATES:
                break
        for found in near.nearest(key) if near is not None else ():
            there = known[found.report]
            if found in there.said and (there is not sheet or there.place[found] < place):
                worded.setdefault(there.said[found].phrase.order, found)
        yield key, list(worded.values())
