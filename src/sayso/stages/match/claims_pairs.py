"""Which statements of a new report say the same as earlier ones: its kin are asked, and only its kin."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.model.claim import StatementKey
from sayso.stages.match.claims_phrase import plainly
from sayso.stages.match.claims_reports import kinship
from sayso.stages.match.claims_score import Scorer
from sayso.stages.match.claims_sheet import Sheet, share
from sayso.stages.match.claims_vectors import Nearness, StatementVectors

LOOKED_AT: Final = 64
"""Reports that the index is asked for."""
KIN: Final = 32
"""Reports with which a new one is compared, at most: those nearest to it."""
CANDIDATES: Final = 16
"""Statements with which one is compared, at most."""
_WITHIN_REPORT: Final = 0.5
"""From this score on, two statements of one report are one claim: a report does not often say a thing twice."""
_NAME: Final = 0.5
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


def kin_of(sheet: Sheet, before: Sequence[Sheet]) -> list[Sheet]:
    """Return which of earlier reports are on the same things, the nearest first."""
    close = [(kinship(sheet.profile, other.profile), place) for place, other in enumerate(before)]
    ranked = sorted(((-near, place) for near, place in close if near > 0))[:KIN]
    return [before[place] for _, place in ranked]


def compare(
    sheet: Sheet, kin: Sequence[Sheet], scorer: Scorer, vectors: StatementVectors | None, least: float
) -> Found:
    """Return what a report's statements have in common with those of its kin and with each other."""
    twins: dict[StatementKey, StatementKey] = {}
    for key, said in sheet.said.items():
        own = sheet.worded[said.phrase.order]
        same = next((other.worded[said.phrase.order] for other in kin if said.phrase.order in other.worded), own)
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
            if scorer.at_most(theirs.phrase, mine.phrase, alike) < enough:
                continue
            score = scorer.value(theirs.phrase, mine.phrase)
            if score >= enough:
                pairs.append(Pair(other, key, score))
    return Found(twins, sorted(pairs, key=lambda pair: (-pair.score, pair.a, pair.b)))


def _candidates(
    sheet: Sheet, new: Sequence[StatementKey], kin: Sequence[Sheet], near: Nearness | None
) -> Iterator[tuple[StatementKey, list[StatementKey]]]:
    """Return with which statements each new one is compared: those that share most of what tells."""
    asked = frozenset(new)
    known = {other.report: other for other in (*kin, sheet)}
    tally: dict[StatementKey, dict[StatementKey, float]] = defaultdict(dict)
    for other in (*kin, sheet):
        for word in sheet.holding.keys() & other.holding.keys():
            theirs = other.holding[word]
            for key in sheet.holding[word]:
                if key not in asked:
                    continue
                names = sheet.said[key].phrase.names
                worth = plainly(word) * (_NAME if word in names else 1.0)
                shared = tally[key]
                for one in theirs:
                    if other is sheet and one >= key:
                        continue
                    shared[one] = shared.get(one, 0.0) + worth
    for key in new:
        worded: dict[tuple[str, ...], StatementKey] = {}
        for _, one in sorted((-worth, one) for one, worth in tally.get(key, {}).items() if worth >= _LEAST):
            # of many copies of one statement, one is enough
            worded.setdefault(known[one.report].said[one].phrase.order, one)
            if len(worded) == CANDIDATES:
                break
        for one in near.nearest(key) if near is not None else ():
            if one in known[one.report].said and (one.report != sheet.report or one < key):
                worded.setdefault(known[one.report].said[one].phrase.order, one)
        yield key, list(worded.values())
