"""Claims that matching kept apart, made one where a report itself shows that it speaks of the same thing.

Two texts may put one thing in words so different that their likeness alone proves nothing. Less is
enough where one leads to the other: a headline and the text below it, a denial and what the same
report says is claimed, a report and the one that it cites or links to for this very sentence.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TypeAlias

from sayso.languages.en.function_words import FUNCTION_WORDS
from sayso.languages.en.reporting import EVIDENCE_CUES, NO_CLAIM
from sayso.languages.en.statements import EMPTY_WORDS
from sayso.languages.en.stems import stem
from sayso.model.claim import Claim, ClaimMember, Reason, StatementKey, Where
from sayso.model.span import shown
from sayso.model.statement import NO_CLAUSE
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.order import earlier, sort_key
from sayso.stages.trace.outlets import outlet_key, page_key
from sayso.stages.trace.standing import stand

RULE = "claim-led/1"

_LITTLE = FUNCTION_WORDS | EMPTY_WORDS
_FEWEST = 3
"""Words beside function words that two statements have in common, at least."""
_SHARE = 0.5
"""The share of the shorter one's words that these are, at least."""
_MOST = 0.75
"""The same, for an answer: a report denies and doubts many things."""
_NEAR = 0.45
"""From this likeness on, fewer words in common are enough."""
_RECENT = 31
"""Days within which a report cites another one's news."""
_CLAUSE = re.compile(r"(?:that|any|anyone|having|it|he|she|they|there)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_EVIDENCE = 5
"""Words that name evidence, at most."""
_NO_CLAIM = re.compile("|".join(NO_CLAIM), re.IGNORECASE)
_MONTH = re.compile(r"\d{4}-\d{2}")


def _days(published: str | None) -> int | None:
    try:
        return date.fromisoformat((published or "")[:10]).toordinal()
    except ValueError:
        return None


Likeness: TypeAlias = Callable[[StatementKey, StatementKey], "float | None"]
"""How alike two statements are by other means than their words (sentence vectors), in 0–1."""


@dataclass
class _Growing:
    """A claim as it takes others in."""

    claim: Claim
    members: dict[StatementKey, ClaimMember]


def join_led(dossier: Dossier, claims: Sequence[Claim], alike: Likeness | None = None) -> tuple[Claim, ...]:
    """Return the claims, those made one to which the reports themselves lead; each with its reason.

    Args:
        dossier: The readings, laid out.
        claims: What matching found.
        alike: How alike two statements are by other means than their words, 0–1; None where that isn't known.
    """
    joined = _Joined(dossier, claims, alike)
    for key in list(joined.of):
        joined.headline(key)
    for key in list(joined.of):
        joined.answer(key)
    for key in list(joined.of):
        joined.cited(key)
    return joined.claims()


def nothing_claimed(dossier: Dossier, claim: Claim) -> bool:
    """Say whether all that a claim holds is a thing ("the bill"), or that somebody was asked, or would not be named."""
    return all(_says_nothing(dossier, m.key) for m in claim.members if m.key in dossier.statements)


def _says_nothing(dossier: Dossier, key: StatementKey) -> bool:
    statement, text = dossier.statements[key], dossier.text(key.report)
    if statement.found(NO_CLAUSE):
        return True
    if _NO_CLAIM.fullmatch(" ".join(shown(text, statement.spans).split())):
        return True
    attribution = dossier.attributions.get((key.report, statement.attribution or ""))
    cue = shown(text, attribution.cue, " ").casefold() if attribution is not None else ""
    # "…, citing radar records": what follows is the basis of what stands before
    return cue in EVIDENCE_CUES and len(_WORD.findall(shown(text, statement.spans))) <= _EVIDENCE


class _Joined:
    """The claims, which statement is whose, and what the statements' words are."""

    def __init__(self, dossier: Dossier, claims: Sequence[Claim], alike: Likeness | None) -> None:
        self.dossier = dossier
        self.alike = alike
        self.of: dict[StatementKey, _Growing] = {}
        self.grown = [_Growing(c, {m.key: m for m in c.members if m.key in dossier.statements}) for c in claims]
        self.of_report: dict[str, list[StatementKey]] = defaultdict(list)
        self._known: dict[StatementKey, frozenset[str]] = {}
        self._surnames: dict[str, frozenset[str]] = {}
        self._changed: set[int] = set()
        for grown in self.grown:
            for key in grown.members:
                self.of[key] = grown
                self.of_report[key.report].append(key)

    def claims(self) -> tuple[Claim, ...]:
        """Return what has become of the claims, in their order; those that nothing touched as they were."""
        made = []
        for grown in self.grown:
            if not grown.members:
                continue
            if id(grown) not in self._changed:
                made.append(grown.claim)
                continue
            members = sorted(grown.members.values(), key=self._reading_order)
            made.append(replace(grown.claim, members=tuple(members)))
        return tuple(made)

    def headline(self, key: StatementKey) -> None:
        """Put a headline that stands alone under the claim of the text below it that it sums up."""
        if not self.dossier.in_headline(key):
            return
        if any(not self.dossier.in_headline(other) for other in self.of[key].members):
            return
        body = [other for other in self.of_report[key.report] if not self.dossier.in_headline(other)]
        below = self._nearest(key, body, _SHARE)
        if below is not None:
            self._move(key, below, "It is the headline of a report that says so below.")

    def answer(self, key: StatementKey) -> None:
        """Put a denial or a doubt under what the same report says is claimed."""
        grown = self.of[key]
        if grown.members[key].stance == "asserts" or any(other.report != key.report for other in grown.members):
            return
        if not _CLAUSE.match(shown(self.dossier.text(key.report), self.dossier.statements[key].spans)):
            return  # who "rejected the plan" denies nothing that was said
        claimed = [
            other
            for other in self.of_report[key.report]
            if other not in grown.members and self.of[other].members[other].stance == "asserts"
        ]
        meant = self._nearest(key, [other for other in claimed if not self.dossier.in_headline(other)], _MOST)
        if meant is not None:
            for own in list(grown.members):
                self._move(own, meant, "It answers what the same report says is claimed.")

    def cited(self, key: StatementKey) -> None:
        """Join a statement's claim with that of the statement to which its citation or link leads."""
        if self.dossier.in_headline(key):
            return
        for report, says in self._leads(key):
            there = [other for other in self.of_report[report] if not self.dossier.in_headline(other)]
            if any(other in self.of[key].members for other in there):
                return  # it is together with what it cites
            other = self._nearest(key, there, _SHARE)
            if other is not None and self._in_time(other, key):
                self._merge(key, other, says)
                return

    def _leads(self, key: StatementKey) -> Iterable[tuple[str, str]]:
        """Yield the reports that a statement links to or cites by their outlet's name, and why they are meant."""
        dossier = self.dossier
        statement = dossier.statements[key]
        attribution = dossier.attributions.get((key.report, statement.attribution or ""))
        own = dossier.outlet_keys(key.report)
        if any(page_key(link.url) in dossier.report_at for link in dossier.report(key.report).links):
            for report, _ in stand(dossier, key).reports_linked:
                yield report, f"Its sentence links to the report of {dossier.shown(report)}, where this is said."
        source = dossier.source(key.report, attribution) if attribution is not None else None
        name = outlet_key(source.name) if source is not None and source.kind == "outlet" else None
        if name is not None and name in self._people(key.report):
            return  # "Fox" is somebody here
        if source is not None and name is not None and name not in own:
            for report in filter(partial(dossier.may_cite, key.report), dossier.reports_of.get(name, ())):
                yield report, f"It cites {source.name}, whose report says this."

    def _people(self, report: str) -> frozenset[str]:
        """Return the surnames of the people that a report cites."""
        if report not in self._surnames:
            people = (one.name for one in self.dossier.readings[report].sources if one.kind == "person" and one.name)
            self._surnames[report] = frozenset(name.split()[-1].casefold() for name in people)
        return self._surnames[report]

    def _in_time(self, other: StatementKey, key: StatementKey) -> bool:
        """Say whether what is cited may be this report: it is no later, and not long before."""
        ours, theirs = (self.dossier.report(one.report).published for one in (key, other))
        # of one day, either may have been there first in an earlier version: two may cite each other
        if earlier(ours and ours[:10], theirs and theirs[:10]) is True:
            return False
        days = _days(ours), _days(theirs)
        return days[0] is None or days[1] is None or days[0] - days[1] <= _RECENT

    def _nearest(self, key: StatementKey, among: Iterable[StatementKey], share: float) -> StatementKey | None:
        """Return the statement that has most in common with ours, in words and in meaning, if that is enough.

        Args:
            key: Ours.
            among: Those that may be meant.
            share: The share of the shorter one's words that both have, at least.
        """
        own = self._words(key)
        best: tuple[float, StatementKey] | None = None
        for other in among:
            words = self._words(other)
            common = len(own & words)
            near = (self.alike(key, other) if self.alike is not None else None) or 0.0
            by_words = common >= _FEWEST and common >= share * min(len(own), len(words))
            if share == _MOST and common > 1 and own <= words:
                by_words = True  # an answer that has no word of its own
            fewest = 1 if share == _SHARE else 2
            by_meaning = common >= fewest and near >= _NEAR and min(len(own), len(words)) >= _FEWEST
            if not (by_words or by_meaning) or self._other_time(key, other):
                continue
            rank = common / len(own | words) + near
            if best is None or rank > best[0]:
                best = (rank, other)
        return best[1] if best else None

    def _words(self, key: StatementKey) -> frozenset[str]:
        if key not in self._known:
            reading = self.dossier.readings[key.report]
            # that two statements give one day or year does not make them one
            spans = self.dossier.statements[key].spans
            dated = [time.span for time in reading.times if any(time.span.overlaps(span) for span in spans)]
            found = (
                word.group().casefold().replace("’", "'").removesuffix("'s")
                for span in spans
                for word in _WORD.finditer(reading.text, span.start, span.end)
                if not any(time.start <= word.start() < time.end for time in dated)
            )
            self._known[key] = frozenset(stem(word) for word in found if word not in _LITTLE)
        return self._known[key]

    def _other_time(self, a: StatementKey, b: StatementKey) -> bool:
        """Say whether two statements give months that are not the same."""
        one, other = self._months(a), self._months(b)
        return bool(one) and bool(other) and not one & other

    def _months(self, key: StatementKey) -> set[str]:
        return {
            found.group()
            for time in self.dossier.readings[key.report].times
            if key.statement in time.statements and (found := _MONTH.match(time.value))
        }

    def _move(self, key: StatementKey, to: StatementKey, says: str) -> None:
        """Put one statement under another's claim."""
        here, there = self.of[key], self.of[to]
        if here is there:
            return
        reason = Reason(RULE, says, (self._where(key), self._where(to)))
        member = here.members.pop(key)
        there.members[key] = replace(member, reasons=(*member.reasons, reason))
        self.of[key] = there
        self._changed |= {id(here), id(there)}

    def _merge(self, key: StatementKey, other: StatementKey, says: str) -> None:
        """Make two claims one, called as the one that more reports carry."""
        here, there = self.of[key], self.of[other]
        if here is there:
            return
        reason = Reason(RULE, says, (self._where(key), self._where(other)))
        here.members[key] = replace(here.members[key], reasons=(*here.members[key].reasons, reason))
        if len({k.report for k in here.members}) > len({k.report for k in there.members}):
            here, there = there, here
        there.members |= here.members
        there.claim = replace(there.claim, matches=(*there.claim.matches, *here.claim.matches))
        for moved in here.members:
            self.of[moved] = there
        here.members = {}
        self._changed |= {id(here), id(there)}

    def _where(self, key: StatementKey) -> Where:
        return Where(key.report, self.dossier.statements[key].spans)

    def _reading_order(self, member: ClaimMember) -> tuple[bool, str, str, int]:
        published = self.dossier.report(member.key.report).published
        spans = self.dossier.statements[member.key].spans
        return (*sort_key(published, member.key.report), spans[0].start)
