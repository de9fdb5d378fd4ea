"""The same claim across readings: statements that say the same thing, each with its stance and its reasons.

Candidates share rare words (an index finds them) or are near in meaning (their vectors tell), pairs
are scored by what their shared words tell, by their vectors and by what contradicts, and claims grow
from the surest pairs on, as long as all their statements stay alike. Precision comes first: without
vectors, a claim told in other words altogether stays apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sayso.model.claim import Claim, ClaimMatch, ClaimMember, Reason, Stance, StatementKey, Where
from sayso.model.identity import sha256
from sayso.model.ports import ClaimIndex
from sayso.model.reading import Reading
from sayso.model.span import Spans, shown
from sayso.model.statement import Statement
from sayso.stages.match.claims_index import MemoryClaimIndex
from sayso.stages.match.claims_phrase import Phrase, Usage, phrase_of, plainly, usage_of
from sayso.stages.match.claims_reports import Kinship
from sayso.stages.match.claims_score import RULE, Scorer, opposed
from sayso.stages.match.claims_stance import RULE as STANCE_RULE
from sayso.stages.match.claims_stance import speaks_of_another, stance_of
from sayso.stages.match.claims_vectors import StatementVectors, TurningWords

_TELLING = 3.0
_CANDIDATES = 16
_WITHIN_REPORT = 0.5
"""From this score on, two statements of one report are one claim: a report does not often say a thing twice."""
_HELD_TOGETHER = 0.5
"""The share of the least score that the statements of two growing claims must have on average."""
_COMPARED = 16
_INNER = 0.6


@dataclass
class _Growing:
    """A claim as it grows: the phrases that stand for its statements."""

    phrases: list[Phrase] = field(default_factory=list)


def match_claims(
    readings: Sequence[Reading],
    *,
    index: ClaimIndex | None = None,
    vectors: StatementVectors | None = None,
    least: float | None = None,
    alone: bool = True,
) -> tuple[Claim, ...]:
    """Return what the statements of a dossier say.

    Args:
        readings: The dossier's readings; one given twice counts once.
        index: Where candidates are asked for; one in memory if not given.
        vectors: The statements' vectors; words alone decide about those without one.
        least: The score from which two statements say the same; if not given, the product's own.
        alone: Whether claims that one statement alone makes are returned too.
    """
    kept: dict[str, Reading] = {}
    for reading in readings:
        kept.setdefault(reading.report.id, reading)
    statements = {StatementKey(r, s.id): s for r, reading in kept.items() for s in _said(reading)}
    usages = {report: usage_of(reading.text) for report, reading in kept.items()}
    scorer = Scorer(usages, Kinship(usages), vectors)
    least = scorer.same if least is None else least
    phrases = [phrase_of(kept[key.report], key.statement, s.spans) for key, s in statements.items()]

    twins: dict[tuple[str, ...], list[Phrase]] = defaultdict(list)
    for phrase in phrases:
        twins[phrase.order].append(phrase)
    first = {found[0].key: found for found in twins.values()}
    near = _near(vectors.only(first), usages) if vectors is not None else {}
    matches = _matches(
        [found[0] for found in twins.values()], statements, scorer, index or MemoryClaimIndex(), near, least
    )
    groups = _grow([found[0] for found in twins.values()], matches, scorer, least)

    stances = {key: stance_of(kept[key.report], s) for key, s in statements.items()}
    members = [[twin for phrase in group for twin in first[phrase.key]] for group in groups]
    points = _points_back(kept, statements, stances, members)
    attached: dict[int, list[Phrase]] = defaultdict(list)
    for pointing, meant in points.items():
        attached[meant].extend(members[pointing])
    group_of = {phrase.key: number for number, group in enumerate(members) for phrase in group}
    within: dict[int, list[ClaimMatch]] = defaultdict(list)
    for match in matches:
        if group_of[match.a] == group_of[match.b]:
            within[group_of[match.a]].append(match)
    return tuple(
        _claim(kept, statements, stances, group, attached[number], within[number], scorer)
        for number, group in enumerate(members)
        if number not in points and (alone or len(group) + len(attached[number]) > 1)
    )


def _said(reading: Reading) -> Iterable[Statement]:
    """Yield a reading's statements, without those that only pass on another one that lies in them."""
    for statement in reading.statements:
        inner = [
            other
            for other in reading.statements
            if other is not statement
            and _share(other.spans, statement.spans) == 1.0
            and _INNER < _size(other.spans) / max(1, _size(statement.spans)) < 1.0
        ]
        if statement.spans and not inner:
            yield statement


def _size(spans: Spans) -> int:
    return sum(s.end - s.start for s in spans)


def _share(inner: Spans, outer: Spans) -> float:
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in inner for b in outer)
    return common / max(1, _size(inner))


def _near(vectors: StatementVectors, usages: Mapping[str, Usage]) -> dict[StatementKey, list[StatementKey]]:
    """Return, for each statement, those before it that are near in meaning, in reports on the same story."""
    turning = TurningWords()
    found: dict[StatementKey, list[StatementKey]] = defaultdict(list)
    for report in sorted(usages):
        for pair in vectors.nearest(report, [*turning.add(report, usages[report]), report]):
            found[max(pair)].append(min(pair))
    return found


def _matches(
    phrases: Sequence[Phrase],
    statements: dict[StatementKey, Statement],
    scorer: Scorer,
    index: ClaimIndex,
    near: Mapping[StatementKey, Sequence[StatementKey]],
    least: float,
) -> list[ClaimMatch]:
    """Return the pairs that score enough, the best first."""
    by_key = {phrase.key: phrase for phrase in phrases}
    found = []
    for phrase in sorted(phrases, key=lambda p: p.key):
        telling = sorted(word for word in phrase.words if plainly(word) > _TELLING)
        for other in dict.fromkeys((*index.candidates(telling, _CANDIDATES), *near.get(phrase.key, ()))):
            if other not in by_key:
                continue
            enough = least
            if other.report == phrase.key.report:
                headline = "headline" in (statements[other].voice, statements[phrase.key].voice)
                enough = least if headline else max(least, _WITHIN_REPORT)
                if _share(statements[other].spans, statements[phrase.key].spans) > 0:
                    continue
            if scorer.value(by_key[other], phrase) >= enough:
                found.append(scorer.score(by_key[other], phrase))
        index.add(phrase.key, telling)
    return sorted(found, key=lambda m: (-m.score, m.a, m.b))


def _grow(phrases: Sequence[Phrase], matches: Sequence[ClaimMatch], scorer: Scorer, least: float) -> list[list[Phrase]]:
    """Join statements by their matches, the surest first, while all that are joined stay alike."""
    group_of = {phrase.key: _Growing([phrase]) for phrase in phrases}
    known = {(m.a, m.b): m.score for m in matches}

    def alike(a: Phrase, b: Phrase) -> float:
        pair = (a.key, b.key) if a.key < b.key else (b.key, a.key)
        if pair not in known:
            known[pair] = scorer.value(a, b)
        return known[pair]

    for match in matches:
        a, b = group_of[match.a], group_of[match.b]
        if a is b:
            continue
        pairs = [(x, y) for x in _some(a.phrases) for y in _some(b.phrases)]
        scores = [alike(x, y) for x, y in pairs]
        if sum(scores) / len(scores) < _HELD_TOGETHER * least:
            continue
        if len(a.phrases) < len(b.phrases):
            a, b = b, a
        a.phrases.extend(b.phrases)
        for phrase in b.phrases:
            group_of[phrase.key] = a
    order = list(dict.fromkeys(id(group_of[phrase.key]) for phrase in phrases))
    by_id = {id(group): group for group in group_of.values()}
    return [by_id[one].phrases for one in order]


def _some(phrases: list[Phrase]) -> list[Phrase]:
    """Return a few of many, spread evenly."""
    step = max(1, len(phrases) // 4)
    return phrases[::step][:4] if len(phrases) > 4 else phrases


def _points_back(
    kept: dict[str, Reading],
    statements: dict[StatementKey, Statement],
    stances: dict[StatementKey, tuple[Stance, Reason | None]],
    groups: list[list[Phrase]],
) -> dict[int, int]:
    """Return the claims of one statement that only point to another ("denied the claim"), and to which."""
    of = {phrase.key: number for number, group in enumerate(groups) for phrase in group}
    of_report: dict[str, list[StatementKey]] = defaultdict(list)
    for key in of:
        of_report[key.report].append(key)
    found: dict[int, int] = {}
    for number, group in enumerate(groups):
        key = group[0].key
        if len(group) > 1 or stances[key][0] == "asserts":
            continue
        if not speaks_of_another(kept[key.report], statements[key]):
            continue
        before = [
            other
            for other in of_report[key.report]
            if statements[other].spans[-1].end <= statements[key].spans[0].start
            and stances[other][0] == "asserts"
            and statements[other].voice != "headline"
        ]
        # what other reports carry too is likelier meant than what stands last
        shared = [other for other in before if len({p.key.report for p in groups[of[other]]}) > 1]
        if before:
            meant = max(shared or before, key=lambda other: statements[other].spans[0].start)
            found[number] = of[meant]
    return found


def _claim(
    kept: dict[str, Reading],
    statements: dict[StatementKey, Statement],
    stances: dict[StatementKey, tuple[Stance, Reason | None]],
    group: list[Phrase],
    attached: list[Phrase],
    within: Sequence[ClaimMatch],
    scorer: Scorer,
) -> Claim:
    centre = _centre(group, statements, stances, within)
    known = {m.a if m.b == centre.key else m.b: m for m in within if centre.key in (m.a, m.b)}
    members = []
    for phrase in sorted((*group, *attached), key=lambda p: _reading_order(kept, p)):
        stance, why = stances[phrase.key]
        reasons = [why] if why is not None else []
        here = (Where(phrase.key.report, phrase.spans),)
        if phrase in attached:
            says = "It speaks of a claim made before it, and this is the nearest one."
            reasons.append(Reason(STANCE_RULE, says, here))
        elif phrase is not centre:
            match = known.get(phrase.key) or scorer.score(centre, phrase)
            reasons.extend(match.reasons)
            if stance == "asserts" and opposed(centre, phrase):
                # whoever says that it is not so denies it, whatever the cue
                stance = "denies"
        members.append(ClaimMember(phrase.key, stance, tuple(reasons)))
    text = " ".join(shown(kept[centre.key.report].text, centre.spans).split())
    return Claim("c" + sha256(f"{centre.key.report}/{centre.key.statement}")[:12], text, tuple(members), tuple(within))


def _reading_order(kept: dict[str, Reading], phrase: Phrase) -> tuple[bool, str, str, int]:
    published = kept[phrase.key.report].report.published
    return (published is None, published or "", phrase.key.report, phrase.spans[0].start)


def _centre(
    group: list[Phrase],
    statements: dict[StatementKey, Statement],
    stances: dict[StatementKey, tuple[Stance, Reason | None]],
    matches: Sequence[ClaimMatch],
) -> Phrase:
    """Return the statement that shows best what is claimed: asserted, not negated, most like the others."""
    weight: dict[StatementKey, float] = defaultdict(float)
    for match in matches:
        weight[match.a] += match.score
        weight[match.b] += match.score
    twins: dict[tuple[str, ...], int] = defaultdict(int)
    for phrase in group:
        twins[phrase.order] += 1
    return min(
        group,
        key=lambda p: (
            stances[p.key][0] != "asserts",
            statements[p.key].voice == "headline",
            bool(p.negated) and any(not other.negated for other in group),
            -weight[p.key] - twins[p.order],
            p.key,
        ),
    )


__all__ = ["RULE", "match_claims"]
