"""The same claim across readings: statements that say the same thing, each with its stance and its reasons.

Reports come one after another. Each is compared with those before it that turn on the same words
(an index finds them), statement by statement; pairs are scored by what their shared words tell, by
their vectors and by what contradicts, and claims grow from the surest pairs on, as long as all their
statements stay alike. All at once is the same as one by one. Precision comes first: without
vectors, a claim told in other words altogether stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from sayso.model.claim import Claim, ClaimMatch, ClaimMember, Reason, Stance, StatementKey, Where
from sayso.model.identity import sha256
from sayso.model.ports import ClaimIndex
from sayso.model.reading import Reading
from sayso.stages.match.claims_growth import Groups, MemoryGroups, grow, some
from sayso.stages.match.claims_index import MemoryClaimIndex
from sayso.stages.match.claims_pairs import LOOKED_AT, Found, Pair, compare, kin_of
from sayso.stages.match.claims_phrase import Phrase, Usage
from sayso.stages.match.claims_reports import Profile, kinship
from sayso.stages.match.claims_score import RULE, Likeness, Scorer, opposed
from sayso.stages.match.claims_sheet import Said, Sheet, sheet_of
from sayso.stages.match.claims_stance import RULE as STANCE_RULE
from sayso.stages.match.claims_vectors import StatementVectors
from sayso.stages.match.claims_words import legibility, words_of

_NAMING = 24
"""Statements of a claim that are asked how well they can be read by themselves, at most."""
_INDEXED = 64
"""Words of a report under which it is found."""

_WHOLE = frozenset(("account", "accounts", "version", "story"))
_TURNED: Mapping[Stance, Stance] = {"asserts": "denies", "denies": "asserts"}


@dataclass(frozen=True, slots=True)
class Matched:
    """What the statements of a dossier say, and which reports are kin: on the same things, as far as was looked."""

    claims: tuple[Claim, ...]
    kin: Mapping[str, frozenset[str]]


def match_claims(
    readings: Sequence[Reading],
    *,
    vectors: StatementVectors | None = None,
    least: float | None = None,
    alone: bool = True,
) -> tuple[Claim, ...]:
    """Return what the statements of a dossier say; for the arguments see ``match_statements``."""
    return match_statements(readings, vectors=vectors, least=least, alone=alone).claims


def match_statements(
    readings: Sequence[Reading],
    *,
    vectors: StatementVectors | None = None,
    least: float | None = None,
    alone: bool = True,
) -> Matched:
    """Return what the statements of a dossier say, and which of its reports are kin.

    Args:
        readings: The dossier's readings, in the order of their coming; one given twice counts once.
        vectors: The statements' vectors; words alone decide about those without one.
        least: The score from which two statements say the same; if not given, the product's own.
        alone: Whether claims that one statement alone makes are returned too.
    """
    kept: dict[str, Reading] = {}
    for reading in readings:
        kept.setdefault(reading.report.id, reading)
    sheets: dict[str, Sheet] = {}
    index, groups = MemoryClaimIndex(), MemoryGroups()
    scorer = scorer_of(sheets, vectors)
    found: dict[StatementKey, list[Pair]] = defaultdict(list)
    kin: dict[str, set[str]] = defaultdict(set)
    for report, reading in kept.items():
        sheets[report] = sheet_of(reading)
        added = add(sheets[report], index, sheets, groups, scorer, vectors, least=least)
        for pair in added.pairs:
            found[pair.b].append(pair)
        for other in added.kin:
            kin[report].add(other)
            kin[other].add(report)
    pointing = {key: meant for sheet in sheets.values() for key, meant in points_back(sheet, groups).items()}
    attached: dict[int, list[StatementKey]] = defaultdict(list)
    for key, meant in pointing.items():
        attached[groups.group_of(meant)].append(key)
    made = []
    for group, members in groups.groups():
        others = attached.get(group, [])
        if members[0] in pointing or (len(members) + len(others) == 1 and not alone):
            continue
        pairs = [pair for key in members for pair in found.get(key, ()) if groups.group_of(pair.a) == group]
        made.append(claim_of(members, others, pairs, sheets, kept, scorer))
    return Matched(tuple(made), {report: frozenset(others) for report, others in kin.items()})


def scorer_of(sheets: Mapping[str, Sheet], likeness: Likeness | None = None) -> Scorer:
    """Return what scores the statements of reports, given their sheets."""
    known: dict[tuple[str, str], float] = {}

    def kin(a: str, b: str) -> float:
        if a == b:
            return 1.0
        pair = (a, b) if a < b else (b, a)
        if pair not in known:
            known[pair] = kinship(profile_in(sheets, pair[0]), profile_in(sheets, pair[1]))
        return known[pair]

    return Scorer(_Usages(sheets), kin, likeness)


class _Usages(Mapping[str, Usage]):
    """How reports use their words, by their sheets."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._sheets = sheets

    def __getitem__(self, report: str) -> Usage:
        return self._sheets[report].usage

    def __iter__(self) -> Iterator[str]:
        return iter(self._sheets)

    def __len__(self) -> int:
        return len(self._sheets)


@dataclass(frozen=True, slots=True)
class Added:
    """A new report's kin, the nearest first, and what its statements have in common with theirs."""

    kin: Sequence[str]
    found: Found

    @property
    def pairs(self) -> Sequence[Pair]:
        """The pairs of statements that say the same, the surest first."""
        return self.found.pairs


def add(
    sheet: Sheet,
    index: ClaimIndex,
    sheets: Mapping[str, Sheet],
    groups: Groups,
    scorer: Scorer,
    vectors: StatementVectors | None = None,
    *,
    least: float | None = None,
) -> Added:
    """Take a report's statements into the claims.

    Args:
        sheet: The report, which the index does not hold.
        index: Where kin are asked for.
        sheets: Those of the reports in the index, and this one.
        groups: The claims so far.
        scorer: What scores two statements.
        vectors: Those of the statements, where there are any.
        least: The score from which they say the same; if not given, the product's own.
    """
    least = scorer.same if least is None else least
    added = look_up(sheet, index, sheets, scorer, vectors, least=least)
    grow(sheet.said, added.found, groups, value_in(sheets, scorer), least)
    index.add(sheet.report, indexed(sheet))
    return added


def look_up(
    sheet: Sheet,
    index: ClaimIndex,
    sheets: Mapping[str, Sheet],
    scorer: Scorer,
    vectors: StatementVectors | None = None,
    *,
    least: float | None = None,
) -> Added:
    """Compare a report's statements with those of its kin; for the arguments see ``add``."""
    near = index.near(sheet.profile, LOOKED_AT)
    kin = kin_of(sheet.profile, {report: profile_in(sheets, report) for report in near})
    found = compare(sheet, [sheets[report] for report in kin], scorer, vectors, scorer.same if least is None else least)
    return Added(kin, found)


@runtime_checkable
class Profiles(Protocol):
    """Sheets of which the profiles can be had alone."""

    def profile(self, report: str) -> Profile:
        """Return what a report's words tell of its subject."""
        ...


def profile_in(sheets: Mapping[str, Sheet], report: str) -> Profile:
    """Return what a report's words tell of its subject, without its sheet where that can be."""
    return sheets.profile(report) if isinstance(sheets, Profiles) else sheets[report].profile


def value_in(sheets: Mapping[str, Sheet], scorer: Scorer) -> Callable[[StatementKey, StatementKey], float]:
    """Return what scores two statements by their keys."""

    def value(a: StatementKey, b: StatementKey) -> float:
        return scorer.value(sheets[a.report].said[a].phrase, sheets[b.report].said[b].phrase)

    return value


def indexed(sheet: Sheet) -> list[str]:
    """Return the words under which a report is found."""
    return list(sheet.profile)[:_INDEXED]


def points_back(sheet: Sheet, groups: Groups) -> dict[StatementKey, StatementKey]:
    """Return the statements that only point to another one ("denied the claim"), and to which."""
    found: dict[StatementKey, StatementKey] = {}
    for key, said in sheet.said.items():
        if not said.points or len(groups.voices(groups.group_of(key))) > 1:
            continue
        start = said.phrase.spans[0].start
        before = [
            other
            for other, one in sheet.said.items()
            if one.phrase.spans[-1].end <= start and one.stance == "asserts" and one.voice != "headline"
        ]
        if before:
            # what other reports carry too is likelier meant than what stands last
            shared = [other for other in before if groups.carried_by_several(groups.group_of(other))]
            # "the agency's account" is all of it, from its beginning; "the claim" is the nearest one
            of_it_all = any(word in _WHOLE for word in map(str.casefold, said.phrase.written))
            if of_it_all:
                shared = [other for other in shared if sheet.said[other].voice == "attributed"]
            nearest = min if of_it_all and shared else max
            found[key] = nearest(shared or before, key=lambda other: sheet.said[other].phrase.spans[0].start)
    return found


def claim_of(
    members: Sequence[StatementKey],
    attached: Sequence[StatementKey],
    pairs: Sequence[Pair],
    sheets: Mapping[str, Sheet],
    readings: Mapping[str, Reading],
    scorer: Scorer,
) -> Claim:
    """Return a claim with the reasons for each of its statements.

    Args:
        members: Its statements in the order of their coming: the first one gives it its id.
        attached: Statements that point to one of them.
        pairs: The pairs that joined them.
        sheets: The sheets of their reports.
        readings: Those reports' readings.
        scorer: What scores two statements.
    """
    said = {key: sheets[key.report].said[key] for key in (*members, *attached)}
    if len(said) == 1:
        return _alone(said[members[0]], readings[members[0].report])
    centre = _centre([said[key] for key in members], pairs)
    matches = [scorer.score(said[pair.a].phrase, said[pair.b].phrase) for pair in pairs]
    known = {m.a if m.b == centre.key else m.b: m for m in matches if centre.key in (m.a, m.b)}
    pointing = set(attached)
    made = []
    for key in sorted(said, key=lambda key: _reading_order(sheets[key.report], said[key])):
        one = said[key]
        stance = one.stance
        reasons = [one.why] if one.why is not None else []
        if key in pointing:
            says = "It speaks of a claim made before it, and this is the nearest one."
            reasons.append(Reason(STANCE_RULE, says, (Where(key.report, one.phrase.spans),)))
        elif key != centre.key:
            match = known.get(key) or _same_words(centre, one.phrase) or scorer.score(centre, one.phrase)
            reasons.extend(match.reasons)
            if stance in _TURNED and opposed(centre, one.phrase):
                # whoever says that it is not so denies it, and whoever denies that it is not so asserts it
                stance = _TURNED[stance]
        made.append(ClaimMember(key, stance, tuple(reasons)))
    return Claim(claim_id(members[0]), _name(made, centre, said, readings, scorer), tuple(made), tuple(matches))


def _alone(said: Said, reading: Reading) -> Claim:
    """Return the claim that one statement alone makes."""
    member = ClaimMember(said.phrase.key, said.stance, (said.why,) if said.why is not None else ())
    return Claim(claim_id(said.phrase.key), words_of(said, reading), (member,))


def claim_id(first: StatementKey) -> str:
    """Return the id of the claim that a statement begins."""
    return "c" + sha256(f"{first.report}/{first.statement}")[:12]


def _name(
    members: Sequence[ClaimMember],
    centre: Phrase,
    said: Mapping[StatementKey, Said],
    readings: Mapping[str, Reading],
    scorer: Scorer,
) -> str:
    """Return the words of the member that can be read by itself: the centre, or the one most like it."""
    of_one_mind = {m.key for m in members}
    if said[centre.key].stance == "asserts":
        of_one_mind = {m.key for m in members if m.stance == "asserts" and said[m.key].stance == "asserts"}
    of_one_mind.add(centre.key)
    ranked = sorted(
        (legibility(said[key], readings[key.report]), key != centre.key, key)
        for key in some(sorted(of_one_mind), _NAMING)
    )
    best = min(
        (key for rank, _, key in ranked if rank == ranked[0][0]),
        key=lambda key: (key != centre.key, -scorer.value(centre, said[key].phrase), key),
    )
    return words_of(said[best], readings[best.report], [said[key] for key in sorted(of_one_mind)])


def _reading_order(sheet: Sheet, said: Said) -> tuple[bool, str, str, int]:
    return (sheet.published is None, sheet.published or "", sheet.report, said.phrase.spans[0].start)


def _centre(members: Sequence[Said], pairs: Sequence[Pair]) -> Phrase:
    """Return the statement that shows best what is claimed: asserted, not negated, most like the others."""
    weight: dict[StatementKey, float] = defaultdict(float)
    for pair in pairs:
        weight[pair.a] += pair.score
        weight[pair.b] += pair.score
    twins: dict[tuple[str, ...], int] = defaultdict(int)
    for said in members:
        twins[said.phrase.order] += 1
    all_negated = all(said.phrase.negated for said in members)
    best = min(
        members,
        key=lambda said: (
            said.stance != "asserts",
            said.voice == "headline",
            bool(said.phrase.negated) and not all_negated,
            -weight[said.phrase.key] - twins[said.phrase.order],
            said.phrase.key,
        ),
    )
    return best.phrase


def _same_words(a: Phrase, b: Phrase) -> ClaimMatch | None:
    """Return the match of two statements that are the same word by word."""
    if a.order != b.order:
        return None
    here = (Where(a.key.report, a.spans), Where(b.key.report, b.spans))
    return ClaimMatch(a.key, b.key, 1.0, (Reason(RULE, "Both say it in the same words.", here),))


__all__ = [
    "RULE",
    "Added",
    "Matched",
    "add",
    "claim_id",
    "claim_of",
    "indexed",
    "look_up",
    "match_claims",
    "match_statements",
    "points_back",
    "scorer_of",
    "value_in",
]
