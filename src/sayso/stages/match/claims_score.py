"""How surely two statements say the same thing: shared words by what they tell, less what contradicts."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeAlias

from sayso.languages.en.stances import PREVENTING
from sayso.languages.en.stems import stem
from sayso.model.claim import ClaimMatch, Difference, Reason, StatementKey, Where
from sayso.model.ground import Quantity, Time
from sayso.stages.match.claims_another import another
from sayso.stages.match.claims_phrase import Phrase, Usage, information, once, plainly
from sayso.stages.match.claims_roles import turned_round

RULE = "claim-words/1"

SAME = 0.23
"""From this score on, two statements say the same thing, by their words."""
SAME_IN_MEANING = 0.30
"""The same where their vectors have a say too: what is near in meaning has more in common by chance."""

_ENOUGH = 14.0
"""Nats that two statements should share: short ones have little to be alike in."""
_SAID = 8.0
"""Nats that they should share beside names: what is said, and not only whom it is said of."""
_SHORTER = 0.3
"""How much counts that the shorter statement is wholly in the longer one; the rest is what both share."""
_NAME = 0.5
"""What a name tells, beside another word of its rarity: two sentences on one person need not say one thing."""
_BESIDE = 0.4
"""What a shared word loses that only says, in one of two statements, after or before what it was."""
_PARTED = 0.9
"""What is left of the score where one gives another amount, or another name, than the other."""
_OTHER = 0.25
"""What is left of the score where the same is said of another: less than a claim needs."""
_DENIED = 0.45
"""From this score on, a statement that negates what another asserts denies it; below, it speaks of something else."""
_BY_THE_WAY = 0.1
"""What a word counts in a condition, where it is asked whether two statements are opposed."""
_SEVERAL = 3.0
"""How much more must be opposed than alike where one says several sentences."""
_MOST = 0.5
"""The share of the shorter one that must be opposed there."""
_HOPELESS = 0.2
_STRANGE = 0.3
"""What is left of the score where two reports speak of different things."""
_NEARBY = (0.4, 0.8)
"""Likeness at and below which statements tell nothing of their reports, and from which on these are on one thing."""
_LONG_AFTER = 6
_LATER = 0.25
"""What is left of the score where so many months lie between two reports: it may be another occasion."""
_NEAR = 1.5
_LEEWAY = 1.5
"""How much more the shared part of two statements may be when it is seen how their reports repeat their words."""
_PAIRS_KEPT = 1024
"""Pairs of reports for which it is remembered what words tell."""
_MONTH = re.compile(r"(\d{4})-(\d{2})")
_FORTNIGHT = 14
"""Days within which two dates are of one time, though a month ends between them."""
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?$")


CONTRADICTED = -1.0
"""The score of two statements that cannot be one claim: it weighs against whatever else speaks for it."""

_PREVENTING = frozenset(stem(word) for word in PREVENTING)


class Likeness(Protocol):
    """How alike two statements are by other means than their words, such as sentence vectors."""

    @property
    def rule(self) -> str:
        """What a reason calls it: the means, with their version."""
        ...

    def __call__(self, a: StatementKey, b: StatementKey) -> float | None:
        """Return it in 0–1; None where it isn't known."""
        ...


class _Telling(dict[str, float]):
    """What words tell in statements of some reports, each counted when first asked for."""

    def __init__(self, usages: tuple[Usage, ...]) -> None:
        self._usages = usages

    def __missing__(self, word: str) -> float:
        told = self[word] = information(word, self._usages)
        return told


@dataclass(frozen=True, slots=True)
class Scorer:
    """Scores pairs of statements.

    ``usages`` tells how each report uses its words, ``kinship`` how close two reports are.
    ``likeness``, where there is one, is averaged with what the words tell, at ``weight``; what
    contradicts stands over both.
    """

    usages: Mapping[str, Usage]
    kinship: Callable[[str, str], float]
    likeness: Likeness | None = None
    weight: float = 0.3
    told: dict[tuple[str, str], _Telling] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def same(self) -> float:
        """The score from which on two statements say the same thing."""
        return SAME if self.likeness is None else SAME_IN_MEANING

    def value(self, a: Phrase, b: Phrase) -> float:
        """Return the score of two statements in 0–1, or that of a contradiction."""
        score, _ = self._words(a, b)
        alike = self.likeness(a.key, b.key) if self.likeness is not None else None
        if alike is not None:
            score = (1 - self.weight) * score + self.weight * alike
        if score < _HOPELESS:
            return round(score * _STRANGE, 4)
        score *= self._together(a, b, alike)
        for compare in _COMPARISONS:
            factor = compare(a, b)[0]
            if factor == 0.0:
                return CONTRADICTED
            score *= factor
        if score < _DENIED and opposed(a, b):
            return CONTRADICTED
        return round(min(1.0, score), 4)

    def score(self, a: Phrase, b: Phrase) -> ClaimMatch:
        """Return the match of two statements, whatever its score, with its reasons."""
        _, told = self._words(a, b)
        best = sorted((w for w in a.words & b.words if told.get(w, 0.0) > 0), key=lambda w: (-told[w], w))[:6]
        here = (Where(a.key.report, a.spans), Where(b.key.report, b.spans))
        says = f"Both have the words {', '.join(map(a.shown, best))}." if best else "They share no telling word."
        reasons = [Reason(RULE, says, here)]
        if self.likeness is not None and (self.likeness(a.key, b.key) or 0.0) > 0:
            reasons.append(Reason(self.likeness.rule, "By their vectors they are near in meaning.", here))
        differences: list[Difference] = []
        for compare in _COMPARISONS:
            _, difference, reason = compare(a, b)
            if difference is not None:
                differences.append(difference)
            if reason is not None:
                reasons.append(Reason(RULE, reason, here))
        if opposed(a, b):
            reasons.append(Reason(RULE, "One negates what the other asserts.", here))
        return ClaimMatch(a.key, b.key, self.value(a, b), tuple(reasons), tuple(differences))

    def at_most(self, a: Phrase, b: Phrase, worths: tuple[float, float], alike: float | None) -> float:
        """Return what two statements hardly exceed, by what the language at large makes of their words.

        Args:
            a: The one.
            b: The other.
            worths: What the words of each tell by themselves (see ``worth``).
            alike: What ``likeness`` says of them.
        """
        shared = a.words & b.words
        names = (a.names | b.names) & shared
        named = sum(map(once, names))
        beside_names = sum(map(once, shared)) - named
        common = beside_names + _NAME * named
        if common <= 0:
            return 0.0
        in_a, in_b = worths
        score = (1 - _SHORTER) * 2 * common / (in_a + in_b) + _SHORTER * common / min(in_a, in_b)
        score = min(1.0, _LEEWAY * score) * min(1.0, common / _ENOUGH) * min(1.0, beside_names / _SAID)
        if alike is not None:
            score = (1 - self.weight) * score + self.weight * alike
        return score * self._together(a, b, alike)

    def _together(self, a: Phrase, b: Phrase, alike: float | None) -> float:
        """Return what is left of a score by how far two statements' reports are on one thing.

        Short reports share few words, though they tell of one event: where meaning is near, that counts too.
        """
        kin = self.kinship(a.key.report, b.key.report)
        if alike is not None:
            kin = max(kin, min(1.0, (alike - _NEARBY[0]) / (_NEARBY[1] - _NEARBY[0])))
        return _STRANGE + (1 - _STRANGE) * kin

    def _telling(self, a: str, b: str) -> _Telling:
        """Return what words tell that stand in statements of two reports."""
        pair = (a, b) if a < b else (b, a)
        found = self.told.get(pair)
        if found is None:
            if len(self.told) >= _PAIRS_KEPT:
                self.told.clear()
            found = self.told[pair] = _Telling(tuple(self.usages[report] for report in sorted({a, b})))
        return found

    def _words(self, a: Phrase, b: Phrase) -> tuple[float, dict[str, float]]:
        """Return what the words alone tell, and how much each of them does."""
        names = a.names | b.names
        shared = a.words & b.words
        # what the language at large makes of the shared words is the most that they can tell
        if sum(map(plainly, shared - names)) < _HOPELESS * _SAID:
            return 0.0, {}
        words = a.words | b.words
        telling = self._telling(a.key.report, b.key.report)
        told = dict(zip(words, map(telling.__getitem__, words), strict=True))
        for name in names:
            told[name] *= _NAME
        common = sum(map(told.__getitem__, shared))
        if common <= 0:
            return 0.0, told
        in_a, in_b = sum(map(told.__getitem__, a.words)), sum(map(told.__getitem__, b.words))
        beside_names = sum(map(told.__getitem__, shared - names))
        beside = (a.beside | b.beside) & shared
        if beside:
            # "before the flood" does not make two things of that time one
            common -= _BESIDE * sum(map(told.__getitem__, beside))
            beside_names -= _BESIDE * sum(map(told.__getitem__, beside - names))
        score = (1 - _SHORTER) * 2 * common / (in_a + in_b) + _SHORTER * common / min(in_a, in_b)
        return score * min(1.0, common / _ENOUGH) * min(1.0, beside_names / _SAID), told


def worth(phrase: Phrase) -> float:
    """Return what a statement's words tell by themselves, names at half."""
    # fsum: the words of a set come in another order in another process, and the sum must not differ by it
    return math.fsum(map(once, phrase.words)) - (1 - _NAME) * math.fsum(map(once, phrase.names))


def opposed(a: Phrase, b: Phrase) -> bool:
    """Say whether one asserts what the other negates: most of what tells among the words that they share."""
    if a.only * b.only < 0:
        return True
    if not a.negated and not b.negated:
        return False
    alike = against = 0.0
    aside = a.aside | b.aside
    for word in a.words & b.words:
        told = plainly(word) * (_NAME if word in a.names else 1.0) * (_BY_THE_WAY if word in aside else 1.0)
        if (word in a.negated) == (word in b.negated):
            alike += told
        else:
            against += told
    if against <= alike:
        return False
    if a.sentences + b.sentences > 2 and (against <= _SEVERAL * alike or against < _MOST * min(worth(a), worth(b))):
        return False  # one of several sentences is negated, and the others say what they say
    plain, negating = (b, a) if len(a.negated) > len(b.negated) else (a, b)
    # "closed to lorries" and "no lorry will cross" are of one mind
    return not (plain.words - negating.words) & _PREVENTING


def contradicted(a: Phrase, b: Phrase) -> bool:
    """Say whether two statements cannot be one claim, however alike their words are."""
    return any(compare(a, b)[0] == 0.0 for compare in _COMPARISONS)


_Found: TypeAlias = "tuple[float, Difference | None, str | None]"


def _amounts(a: Phrase, b: Phrase) -> _Found:
    for one, other in _paired(a.quantities, b.quantities):
        if (one.least, one.most) == (other.least, other.most):
            continue
        near = _ratio(one, other) <= _NEAR
        says = "They give different amounts." if not near else "They give amounts that differ a little."
        difference = Difference("amount", says, Where(a.key.report, (one.span,)), Where(b.key.report, (other.span,)))
        return (1.0 if near else _PARTED), difference, says
    return 1.0, None, None


def _paired(ours: tuple[Quantity, ...], theirs: tuple[Quantity, ...]) -> list[tuple[Quantity, Quantity]]:
    """Return the amounts of one unit, where each side has one of them; or the only ones."""
    if len(ours) == len(theirs) == 1:
        return [(ours[0], theirs[0])]
    pairs = []
    for unit in {_unit(q) for q in ours}:
        left, right = [q for q in ours if _unit(q) == unit], [q for q in theirs if _unit(q) == unit]
        if len(left) == len(right) == 1:
            pairs.append((left[0], right[0]))
    return sorted(pairs, key=lambda pair: pair[0].span)


def _unit(quantity: Quantity) -> str:
    return (quantity.unit or "").casefold().removesuffix("s")


def _ratio(a: Quantity, b: Quantity) -> float:
    """Return how many times one amount is the other, by their nearest ends; 1 where they overlap."""
    low, high = (a, b) if (a.least or 0) <= (b.least or 0) else (b, a)
    top = low.most if low.most is not None else low.least
    bottom = high.least if high.least is not None else high.most
    if top is None or bottom is None or bottom <= top:
        return 1.0
    return bottom / top if top > 0 else float("inf")


def _dates(a: Phrase, b: Phrase) -> _Found:
    ours, theirs = _days(a), _days(b)
    if not ours or not theirs:
        return 1.0, None, None
    agree = any(x.startswith(y) or y.startswith(x) for x in ours for y in theirs)
    if agree:
        return 1.0, None, None
    months = {value[:7] for value in ours} & {value[:7] for value in theirs}
    one, other = min(ours.items())[1], min(theirs.items())[1]
    if not months and not _days_apart(ours, theirs) <= _FORTNIGHT:
        return 0.0, None, f"They speak of different times, {min(ours)} and {min(theirs)}."
    says = f"They give different days, {min(ours)} and {min(theirs)}."
    return 1.0, Difference("date", says, Where(a.key.report, (one.span,)), Where(b.key.report, (other.span,))), says


def _days_apart(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """Return how many days lie between the nearest of two sides' full dates; endless where one has none."""
    left, right = ([found for value in values if (found := _date(value))] for values in (ours, theirs))
    return min((abs((x - y).days) for x in left for y in right), default=float("inf"))


def _date(value: str) -> date | None:
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None  # a month, a year, or no day of the calendar


def _days(phrase: Phrase) -> dict[str, Time]:
    return {t.value: t for t in phrase.times if _DATE.match(t.value)}


def _names(a: Phrase, b: Phrase) -> _Found:
    ours, theirs = a.names - b.words, b.names - a.words
    if ours and theirs:
        return _PARTED, None, f"One names {_list(a, ours)}, the other {_list(b, theirs)}."
    return 1.0, None, None


def _another(a: Phrase, b: Phrase) -> _Found:
    """Hold apart what is said of another, where the words are the same: a form that is filled twice."""
    found = another(a, b)
    if found is None:
        return 1.0, None, None
    return _OTHER, None, f"They say it of two different ones, {found[0]} and {found[1]}."


def _subjects(a: Phrase, b: Phrase) -> _Found:
    """Hold apart what is said of two, where a clause has left its subject behind: "who was mayor until …"."""
    for one, other in ((a, b), (b, a)):
        if one.subject and not one.subject & (other.subject or other.words):
            said = ", ".join(sorted(one.subject))
            return (0.0 if other.subject else _OTHER), None, f"One is said of {said}, of whom the other does not speak."
    return 1.0, None, None


def _list(phrase: Phrase, stems: frozenset[str]) -> str:
    return ", ".join(phrase.shown(one) for one in sorted(stems))


def _seasons(a: Phrase, b: Phrase) -> _Found:
    """Hold apart what is told half a year later, where no date says that it is the same time that is meant."""
    months = [_months(phrase.published) for phrase in (a, b)]
    if (
        months[0] is None
        or months[1] is None
        or abs(months[0] - months[1]) < _LONG_AFTER
        or set(_days(a)) & set(_days(b))
    ):
        return 1.0, None, None
    return _LATER, None, "One was published long after the other."


def _months(published: str | None) -> int | None:
    found = _MONTH.match(published or "")
    return int(found[1]) * 12 + int(found[2]) if found else None


def _roles(a: Phrase, b: Phrase) -> _Found:
    says = turned_round(a, b)
    return (0.0, None, says) if says else (1.0, None, None)


_COMPARISONS = (_amounts, _dates, _names, _another, _subjects, _seasons, _roles)
