"""The same source in several reports: by name, role, party and company, never by certainty where nameless."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, TypeAlias

from sayso.languages.en.bodies import NAME_WORDS
from sayso.languages.en.roles import CANDIDATES, GOVERNMENT, JUDGES, LAWMAKERS, OFFICERS
from sayso.languages.en.titles import GENDERED, PLAIN
from sayso.model.claim import Reason, Where
from sayso.model.evidence import Evidence
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.model.trace import Decision, SourceMember, TraceSource
from sayso.stages.match.names import (
    BodyName,
    PersonName,
    body_name,
    is_short,
    one_party,
    person_name,
    plain,
    role_words,
)

_RULE: Final = "same-source/1"
_PARTY_RULE: Final = "party-of-body/1"
_OFFICES: Final = OFFICERS | LAWMAKERS | JUDGES | CANDIDATES | GOVERNMENT | PLAIN
_TRADES: Final = frozenset(
    (
        *("professor", "teacher", "farmer", "doctor", "nurse", "student", "fisherman", "driver", "shopkeeper", "baker"),
        *("sailor", "actor", "actress", "singer", "waitress", "waiter", "plumber", "electrician", "carpenter", "cook"),
    )
)
"""Who is called so in one report is seldom an officer in another."""

_APPOSED: Final = re.compile(
    r",\s+(?:an?|the|its|his|her|their)\s+(?P<role>[\w’'-]+(?:[ \u00a0][\w’'-]+){0,2}?)"
    r"(?=,| (?:at|of|in|from|for|with|who|on|and)\b)"
)
"""A role set off by a comma: up to three words, before a comma or a linking word."""

_SHORTENED: Final = 3
"""Letters that a shortened given name keeps at least ("Alex" of Alexander)."""

_Key: TypeAlias = tuple[str, str]
"""A report's id, and a source's id in it."""


def match_sources(readings: Sequence[Reading], decisions: Sequence[Decision] = ()) -> tuple[TraceSource, ...]:
    """Return the sources over all reports, each with its members and why they are one.

    Two sources of one report are never joined here, since reading it found two. An unnamed source,
    a group and an untitled document stay by themselves. Decisions come first, the last
    one about a pair: what is the *same* is one source, what is *different* stays apart together
    with whatever is joined to either. Who would fit two that are apart is joined to neither, unless
    party or role tell.

    Args:
        readings: The reports' readings; one that is given twice counts once.
        decisions: Those about sources are heeded, the others passed over.
    """
    found = [one for reading in {r.report.id: r for r in readings}.values() for one in found_in(reading)]
    return sort_out(found, company_of(found), decisions)


def found_in(reading: Reading) -> tuple[FoundSource, ...]:
    """Return a report's sources as they are compared."""
    return tuple(_found(reading, source) for source in reading.sources)


def sort_out(
    found: Sequence[FoundSource], company: Mapping[str, Mapping[str, str]], decisions: Sequence[Decision] = ()
) -> tuple[TraceSource, ...]:
    """Return sources with each other's members, those with strong names placed first.

    A source is compared only with those that it shares a block with: which sources are one depends on
    nothing but those that are tied to them by blocks (see ``FoundSource.blocks``), in their order.

    Args:
        found: Sources in the order of their reports.
        company: Whom each of these reports names.
        decisions: Those about sources are heeded, the others passed over.
    """
    groups = _Groups(found, company, decisions)
    for strong in (True, False):
        for one in found:
            if one.strong is strong:
                groups.place(one)
    return _speaking_for([(group, group.source()) for group in groups.in_order()])


def _found(reading: Reading, source: Source) -> FoundSource:
    source = _issuing(reading, source)
    body = _body(source)
    return FoundSource(
        (reading.report.id, source.id),
        source,
        _roles(source.role) or _apposed(reading.text, source),
        _shorts(reading.text, source, body) if body else frozenset(),
        lambda: reading.text,
    )


def _issuing(reading: Reading, source: Source) -> Source:
    """Return a source by the name of the body that put the report out, where that calls itself "the Trust" in it.

    So it does with one that speaks for it: its party.
    """
    outlet = reading.report.outlet
    whole = body_name(outlet) if outlet else None
    if outlet is None or whole is None or len(whole.words) < 2:
        return source

    def short(name: str | None) -> bool:
        return bool(name) and plain(name or "") in NAME_WORDS and plain(name or "") in whole.words

    if source.kind == "organisation" and source.name[:1].isupper() and short(source.name):
        says = f"“{source.name}” is {outlet}, which put the report out."
        why = Evidence(_RULE, says, source.mentions[:1])
        party = None if short(source.party) else source.party
        return replace(source, name=outlet, party=party, evidence=(*source.evidence, why))
    return replace(source, party=outlet) if short(source.party) else source


def _body(source: Source) -> BodyName | None:
    # of "critics", "Republicans" or "a poll" nothing says that the same ones are meant elsewhere
    body = body_name(source.name) if source.kind in ("organisation", "outlet", "document") else None
    if body is not None and not (body.titled if source.kind == "document" else body.proper):
        return None
    return body


@dataclass(frozen=True, eq=False)
class FoundSource:
    """A source as one report has it.

    ``roles`` are the words of its role, ``shorts`` the short forms of its name that the report gives,
    and ``text`` gives the report's text.
    """

    key: _Key
    its: Source
    roles: frozenset[str]
    shorts: frozenset[str]
    text: Callable[[], str]

    def __post_init__(self) -> None:
        set_ = object.__setattr__
        set_(self, "person", person_name(self.its.name) if self.its.kind == "person" else None)
        set_(self, "body", _body(self.its))

    person: PersonName | None = field(init=False)
    body: BodyName | None = field(init=False)

    @property
    def strong(self) -> bool:
        """Whether the name alone says much: a full name, or a body's name of several words."""
        if self.person is not None:
            return bool(self.person.given) and len(self.person.given[0]) > 1
        return self.body is not None and not is_short(self.its.name)

    @property
    def party(self) -> str | None:
        """The party, as far as it can tell namesakes apart: a candidate's own campaign cannot."""
        party = self.its.party
        if party is None:
            return None
        folded = plain(party)
        if self.person is not None and folded in (f"{self.person.surname} campaign", plain(self.its.name)):
            return None
        if self.body is not None and (folded in (plain(self.its.name), self.body.key) or folded in self.shorts):
            return None
        return party

    @property
    def where(self) -> Where:
        """Where it is first mentioned."""
        return Where(self.key[0], self.its.mentions[:1])

    @property
    def blocks(self) -> Iterator[str]:
        """Under what it is looked for."""
        if self.person is not None:
            yield "p " + self.person.surname
        elif self.body is not None:
            yield "b " + self.body.key
            for short in self.shorts:
                yield "b " + short

    @property
    def asks(self) -> Iterator[str]:
        """Where it is looked up for whom its party speaks."""
        body = body_name(self.its.party) if self.its.party else None
        if body is not None:
            yield "b " + body.key


@dataclass(eq=False)
class _Group:
    """Sources of several reports that are one."""

    members: list[FoundSource]
    reasons: list[Reason] = field(default_factory=list)
    reports: set[str] = field(default_factory=set)
    parties: Counter[str] = field(default_factory=Counter)
    roles: set[str] = field(default_factory=set)
    people: set[PersonName] = field(default_factory=set)
    bodies: set[str] = field(default_factory=set)
    shorts: set[str] = field(default_factory=set)

    def take(self, one: FoundSource) -> None:
        """Count a member's names, party and role in."""
        self.reports.add(one.key[0])
        if one.party:
            self.parties[one.party] += 1
        self.roles |= one.roles
        if one.person:
            self.people.add(one.person)
        if one.body:
            self.bodies.add(one.body.key)
            self.shorts |= one.shorts

    def source(self) -> TraceSource:
        """Return the source by its fullest name."""
        names = Counter(one.its.name for one in self.members)
        fullest = max(names, key=lambda name: (len(name.split()), names[name], name))
        # that a body speaks for itself is only what a report says that does not tell whose it is
        parties = self.parties or Counter(one.its.party for one in self.members if one.its.party)
        kinds = Counter(one.its.kind for one in self.members)
        return TraceSource(
            id="/".join(self.members[0].key),
            name=fullest,
            kind=kinds.most_common(1)[0][0],
            party=parties.most_common(1)[0][0] if parties else None,
            members=tuple(SourceMember(*one.key) for one in self.members),
            evidence=tuple(self.reasons),
        )


class _Groups:
    """All groups so far, and under which names they are looked for."""

    def __init__(
        self, found: Sequence[FoundSource], company: Mapping[str, Mapping[str, str]], decisions: Sequence[Decision]
    ) -> None:
        self._found = found
        self._of: dict[_Key, _Group] = {}
        self._under: dict[str, dict[_Group, None]] = defaultdict(dict)
        self._company = company
        self._apart: dict[_Key, set[_Key]] = defaultdict(set)
        by_key = {one.key: one for one in found}
        last: dict[frozenset[_Key], Decision] = {}
        for decision in decisions:
            pair = frozenset(_key(written) for written in decision.of)
            if decision.verb in ("same", "different") and len(pair) == 2 and pair <= by_key.keys():
                last[pair] = decision
        for pair, decision in last.items():
            if decision.verb == "different":
                one, other = pair
                self._apart[one].add(other)
                self._apart[other].add(one)
        for decision in last.values():
            if decision.verb == "same":
                self._join(by_key[_key(decision.of[0])], by_key[_key(decision.of[1])], decision)

    def in_order(self) -> Iterable[_Group]:
        """Return the groups in the order of their first members."""
        return dict.fromkeys(self._of[one.key] for one in self._found)

    def place(self, one: FoundSource) -> None:
        """Put a source into the one group that it surely belongs to, or into its own."""
        own = self._of.get(one.key)
        fitting: list[tuple[_Group, str]] = []
        for group in dict.fromkeys(g for block in one.blocks for g in self._under[block]):
            if (
                group is own
                or group.reports & (own.reports if own else {one.key[0]})
                or self._kept_apart(one, own, group)
            ):
                continue
            says = self._says(one, group)
            if says:
                fitting.append((group, says))
        if len(fitting) > 1:
            # a surname alone, or short letters, that would fit two: neither by certainty
            fitting = self._closest(one, fitting)
        if len(fitting) == 1:
            group, says = fitting[0]
            reason = Reason(_RULE, says, (group.members[0].where, one.where))
            self._merge(group, own or _group(one), reason)
        elif own is None:
            self._list(_group(one), [one])

    def _closest(self, one: FoundSource, fitting: list[tuple[_Group, str]]) -> list[tuple[_Group, str]]:
        """Return the one that fits best, or none where two fit alike."""
        fitting = [f for f in fitting if _of_party(one, f[0])] or fitting
        if one.strong and one.person is not None and len(fitting) > 1:
            words = role_words(one.text())
            fitting = sorted(fitting, key=lambda f: -len(f[0].roles & words))
            first, second = (len(group.roles & words) for group, _ in fitting[:2])
            return fitting[:1] if first > second else []
        return fitting[:1] if one.strong or len(fitting) == 1 else []

    def _says(self, one: FoundSource, group: _Group) -> str:
        """Say why a source is the group's, or nothing where that isn't sure."""
        if one.person is not None:
            return self._same_person(one, one.person, group)
        return self._same_body(one, one.body, group) if one.body is not None else ""

    def _same_person(self, one: FoundSource, name: PersonName, group: _Group) -> str:
        fits = [_fit(name, other) for other in group.people]
        if not fits or "no" in fits:
            return ""
        agreed = _agreed(one, group)
        shared = self._shared(one, group)
        if _clash(one, group, bool(shared)):
            return ""
        called = group.members[0].its.name
        if "full" in fits:
            return (
                f"Both reports name {one.its.name}{agreed}."
                if one.its.name == called
                else (f"{one.its.name} and {called} are one name{agreed}.")
            )
        if agreed:
            return f"{one.its.name} fits the name {called}{agreed}."
        fuller = {member.its.name for member in group.members[:64] if " " in member.its.name}
        if "surname" in fits and any(full in one.text() for full in fuller):
            return f"{one.its.name} fits {called}, whose full name stands in both reports."
        if "surname" in fits and shared and len(name.given) == 0 and _only(self._under["p " + name.surname], group):
            return f"{one.its.name} fits {called}, nobody else here is called so, and both reports name {shared}, too."
        return ""

    def _same_body(self, one: FoundSource, name: BodyName, group: _Group) -> str:
        party = _of_party(one, group)
        if not group.bodies or (one.party and group.parties and not party):
            return ""
        agreed = f", for {party}" if party else ""
        called = group.members[0].its.name
        if name.key in group.bodies:
            general = bool(one.party) != bool(group.parties)
            if general and not self._shared(one, group):
                return ""
            return f"Both reports name {one.its.name}{agreed}."
        if name.key in group.shorts or one.shorts & group.bodies:
            return f"{one.its.name} and {called} are one body: a report gives its short name{agreed}."
        return ""

    def _shared(self, one: FoundSource, group: _Group) -> str:
        """Return somebody else whom this report and one of the group's both name."""
        mine = self._company[one.key[0]]
        own = {_called(one)} | {_called(member) for member in group.members[:64]}
        for member in group.members[:64]:
            others = (mine.keys() & self._company[member.key[0]].keys()) - own
            if others:
                return mine[min(others)]
        return ""

    def _kept_apart(self, one: FoundSource, own: _Group | None, group: _Group) -> bool:
        if not self._apart:
            return False
        theirs = {member.key for member in group.members}
        return any(self._apart.get(member.key, set()) & theirs for member in (own.members if own else [one]))

    def _join(self, a: FoundSource, b: FoundSource, decision: Decision) -> None:
        one, two = self._of.get(a.key) or _group(a), self._of.get(b.key) or _group(b)
        self._list(one, one.members)
        if one is two or any(self._apart[x.key] & {y.key for y in two.members} for x in one.members):
            return
        who, why = decision.who or "An analyst", f": {decision.why}" if decision.why else "."
        says = f"{who} decided that {a.its.name} and {b.its.name} are the same{why}"
        self._merge(one, two, Reason("decision/1", says, (a.where, b.where)))

    def _merge(self, group: _Group, other: _Group, reason: Reason) -> None:
        for member in other.members:
            group.members.append(member)
            group.take(member)
        group.reasons += [*other.reasons, reason]
        self._list(group, other.members)

    def _list(self, group: _Group, members: Sequence[FoundSource]) -> None:
        """Keep under which names a group is looked for; a group that was merged into another is looked for no more."""
        for member in members:
            before = self._of.get(member.key)
            self._of[member.key] = group
            for block in member.blocks:
                listed = self._under[block]
                if before is not None and before is not group:
                    listed.pop(before, None)
                listed[group] = None


def _speaking_for(made: Sequence[tuple[_Group, TraceSource]]) -> tuple[TraceSource, ...]:
    """Return the sources, those that speak for a body with the party for which that body itself speaks.

    One report names a service's spokesman, another one says whose service it is: the whole dossier
    knows it then. Where two bodies of one name belong to two parties, nothing follows.
    """
    owners: dict[str, dict[str, Reason]] = defaultdict(dict)
    for group, source in made:
        for party in group.parties:
            shown = next(one for one in group.members if one.party == party)
            says = next((e.says for e in shown.its.evidence if e.says.startswith("Speaks for")), "")
            for name in group.bodies | group.shorts:
                reason = Reason(_PARTY_RULE, f"{source.name} is {party}’s, as one report shows. {says}", (shown.where,))
                owners[name].setdefault(party, reason)
    for group, _ in made:
        # "the Security Service (CSS)" of a report that doesn't say whose it is: "CSS" is the owner's, too
        known = {party: why for name in group.bodies for party, why in owners.get(name, {}).items()}
        if not group.parties and len(known) == 1:
            for short in group.shorts:
                for party, why in known.items():
                    owners[short].setdefault(party, why)
    told = []
    for group, source in made:
        body = body_name(source.party) if source.party else None
        known = owners.get(body.key, {}) if body is not None else {}
        if len(known) == 1 and not group.parties.keys() & known.keys():
            party, reason = next(iter(known.items()))
            source = replace(source, party=party, evidence=(*source.evidence, reason))
        told.append(source)
    return tuple(told)


def _group(one: FoundSource) -> _Group:
    group = _Group([one])
    group.take(one)
    return group


def _key(written: str) -> _Key:
    report, _, source = written.partition("/")
    return report, source


def _called(one: FoundSource) -> str:
    """Return what somebody is known by: a surname, or a body's name."""
    return one.person.surname if one.person else one.body.key if one.body else ""


def company_of(found: Iterable[FoundSource]) -> dict[str, dict[str, str]]:
    """Return whom each report names: what shows two reports to be of one story."""
    names: dict[str, dict[str, str]] = defaultdict(dict)
    for one in found:
        held = names[one.key[0]]
        if one.person or (one.body and len(one.body.words) > 1):
            held.setdefault(_called(one), one.its.name)
    return names


def _roles(role: str | None) -> frozenset[str]:
    words = (role or "").split()
    if words and words[-1].rstrip(".").casefold() in GENDERED:
        return frozenset()  # "word Mr": no role
    return role_words(role)


def _apposed(text: str, source: Source) -> frozenset[str]:
    """Return the role that stands right after a person's name ("Ann Poe, a structural engineer at …")."""
    if source.kind != "person" or not source.name:
        return frozenset()
    for span in source.mentions:
        # a mention may go on beyond the name, over what is said of its bearer
        at = text.find(source.name, span.start, span.end)
        found = _APPOSED.match(text, at + len(source.name) if at >= 0 else span.end)
        if found:
            return role_words(found["role"])
    return frozenset()


def _shorts(text: str, source: Source, body: BodyName) -> frozenset[str]:
    """Return the short forms of a body's name that the report gives: in brackets, or as a mention of its own."""
    letters = {plain(w) for w in (span.of(text).strip("()[] .") for span in source.mentions) if is_short(w)}
    return body.shorts | {short for short in letters if short.replace(".", "") == body.letters}


def _fit(a: PersonName, b: PersonName) -> str:
    """Say how two names of one surname go together: full, loosely, by the surname alone, or no."""
    if a.surname != b.surname:
        return "no"
    loose = a.suffix != b.suffix
    if a.suffix and b.suffix and loose:
        return "no"
    if not a.given or not b.given:
        return "surname"
    one, two = a.given[0], b.given[0]
    if one != two:
        short, long = sorted((one, two), key=len)
        if not long.startswith(short) or 1 < len(short) < _SHORTENED:
            return "no"
        loose = True
    for one, two in zip(a.given[1:], b.given[1:], strict=False):
        if one[0] != two[0] or (len(one) > 1 and len(two) > 1 and one != two):
            return "no"
    return "loose" if loose else "full"


def _agreed(one: FoundSource, group: _Group) -> str:
    """Say in what role or party a person agrees with a group."""
    if party := _of_party(one, group):
        return f", for {party}"
    roles = one.roles & group.roles
    return f", as {' '.join(sorted(roles))}" if roles and not one.roles <= GENDERED.keys() else ""


def _clash(one: FoundSource, group: _Group, same_story: bool) -> bool:
    """Say whether role or party speak against one person."""
    common = one.roles & group.roles
    if one.party and group.parties and not _of_party(one, group):
        return not common - _OFFICES  # "mayor" of two towns is two people
    if common or not one.roles or not group.roles:
        return False
    if (one.roles & _TRADES and group.roles & _OFFICES) or (one.roles & _OFFICES and group.roles & _TRADES):
        return True
    # people hold one office after another, and a story calls them many things
    return not same_story and not (one.roles & _OFFICES and group.roles & _OFFICES)


def _of_party(one: FoundSource, group: _Group) -> str:
    """Return the party that a source has in common with a group, or nothing."""
    if one.party is None:
        return ""
    return next((party for party in group.parties if one_party(party, one.party)), "")


def _only(listed: Iterable[_Group], group: _Group) -> bool:
    """Say whether a group is the only one of its surname that has a full name."""
    return all(g is group or not any(person.given for person in g.people) for g in listed)
