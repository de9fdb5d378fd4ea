"""A claim's answer: how many reports carry it, how many origins are left, and whose. Pure: a trace in, values out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePath

from sayso.model.claim import Stance
from sayso.model.reading import Reading
from sayso.model.span import Span, Spans
from sayso.model.trace import Occurrence, Origin, Passage, Trace, TracedClaim

UNKNOWN = "unknown"
"""What an origin is called that nobody knows."""

_NAMED = 4
_PERHAPS = 2
"""Voices that may be those before them, and are named all the same."""
_LEAD = 400
"""Characters with which a report begins: its headline and what it says first."""
_LONGEST_NAME = 70


@dataclass(frozen=True, slots=True)
class Group:
    """Origins that certain ties make one. ``name`` is ready for a sentence; ``whose`` lists its voices.

    ``perhaps`` says that it may be the same as a group before it.
    """

    name: str
    whose: tuple[str, ...]
    origins: tuple[str, ...]
    reports: tuple[str, ...]
    own_reporting: bool
    perhaps: bool = False
    struck: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a claim rests on, counted within the reports given.

    ``copies`` are the reports that have their words from another one: each set of reports that
    share a copied passage holds one that is first, whether or not anybody can say which. ``names``
    say what to call each report of the trace, ``called`` each origin of the claim.
    """

    claim: TracedClaim
    carried: tuple[str, ...]
    copies: int
    groups: tuple[Group, ...]
    unknown: tuple[str, ...]
    own_voice: tuple[str, ...]
    headline_alone: tuple[str, ...]
    against: Mapping[Stance, tuple[str, ...]]
    sentence: str
    names: Mapping[str, str]
    called: Mapping[str, str]


def answers(trace: Trace, readings: Iterable[Reading] = ()) -> tuple[Answer, ...]:
    """Return an answer for each claim: first what most reports carry, then what most of them begin with.

    The readings lend their files' names to reports that have no outlet and no title.
    """
    known = _Known(trace, readings)
    return tuple(sorted((_answer(known, claim) for claim in trace.claims), key=_rank))


def _rank(answer: Answer) -> tuple[int, ...]:
    """Return where a claim stands among others: the least comes first."""
    said = answer.claim.statements
    led = {o.report for o in said if o.voice == "headline" or (o.spans and o.spans[0].start < _LEAD)}
    attributed = {o.report for o in said if o.voice == "attributed"}
    return (-len(answer.carried), -len(led), -len(attributed), -len(answer.against), -len(said))


def answer(trace: Trace, claim: TracedClaim) -> Answer:
    """Count on what one claim rests, and say it in a sentence."""
    return _answer(_Known(trace), claim)


class _Known:
    """What many claims ask of one trace, looked up once."""

    def __init__(self, trace: Trace, readings: Iterable[Reading] = ()) -> None:
        self.sources = {source.id: source for source in trace.sources}
        self.names = report_names(trace, readings)
        self.struck = frozenset(trace.struck)
        self.copies: dict[str, list[Passage]] = {}
        for passage in trace.passages:
            if passage.kind == "copy":
                self.copies.setdefault(passage.a.report, []).append(passage)

    def origin(self, origin: Origin) -> str:
        """Return what to call an origin."""
        source = self.sources.get(origin.source or "")
        match origin.kind:
            case "own reporting":
                return f"own reporting of {_joined([self.names.get(r, r) for r in origin.reports])}"
            case "unknown":
                return UNKNOWN
            case "unnamed":
                return f"{_line(source.name)}, unnamed" if source else "an unnamed source"
            case "named":
                return _line(source.name) if source else "a named source"


def _answer(trace: _Known, claim: TracedClaim) -> Answer:
    asserting = [o for o in claim.statements if o.stance == "asserts"]
    carried = _in_order(o.report for o in asserting)
    own = _in_order(o.report for o in asserting if o.voice == "own")
    headline = _in_order(o.report for o in asserting if o.voice == "headline")
    against: dict[Stance, tuple[str, ...]] = {}
    for stance in ("denies", "doubts", "could not verify"):
        reports = _in_order(o.report for o in claim.statements if o.stance == stance)
        if reports:
            against[stance] = reports
    groups = _groups(trace, claim)
    known = {o.id for o in claim.origins if o.kind != "unknown"}
    unknown = _in_order(o.report for o in asserting if o.origin not in known)
    copies = _copies(trace, asserting)
    alone = tuple(r for r in headline if r not in own)
    sentence = _sentence(trace, claim, carried, copies, groups, own, against)
    called = {origin.id: trace.origin(origin) for origin in claim.origins}
    return Answer(claim, carried, copies, groups, unknown, own, alone, against, sentence, trace.names, called)


def report_names(trace: Trace, readings: Iterable[Reading] = ()) -> dict[str, str]:
    """Return what to call each report: its outlet, with a number where one outlet has several.

    Without an outlet it is the caller's id, the title, or the name of the file.
    """
    heads = {head.id: head for head in trace.reports}
    files = {r.report.id: PurePath(r.report.path).name for r in readings if r.report.path}
    plain = {id_: _line(h.outlet or h.external_id or h.title or files.get(id_) or id_) for id_, h in heads.items()}
    names: dict[str, str] = {}
    same: dict[str, list[str]] = {}
    for id_, name in plain.items():
        same.setdefault(name, []).append(id_)
    for name, ids in same.items():
        ids.sort(key=lambda id_: heads[id_].published or "\uffff")
        for number, id_ in enumerate(ids, start=1):
            names[id_] = name if len(ids) == 1 else f"{name} ({number})"
    return names


def origin_names(answer: Answer) -> dict[str, str]:
    """Return what to call each origin of a claim where two of one name must be told apart: by their reports."""
    called = list(answer.called.values())
    told = {}
    for origin in answer.claim.origins:
        name = answer.called[origin.id]
        if origin.kind != "own reporting" and (name == UNKNOWN or called.count(name) > 1):
            where = [answer.names.get(r, r) for r in origin.reports]
            name += f", in {_listed(where)}" if where else ""
        told[origin.id] = name
    return told


def many(count: int, noun: str) -> str:
    """Return a count with its noun."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def range_words(least: int, most: int) -> str:
    """Return a range of origins in words: "1 origin", "1 to 2 origins", "no known origin"."""
    if most == 0:
        return "no known origin"
    return many(most, "origin") if least == most else f"{least:,} to {most:,} origins"


def _groups(trace: _Known, claim: TracedClaim) -> tuple[Group, ...]:
    """Join the known origins by the certain ties; the one that most reports rest on comes first."""
    pairs = [tie.between for tie in claim.ties if tie.kind == "certain"]
    joined = _joined_by((origin.id for origin in claim.origins), pairs)
    members: dict[str, list[Origin]] = {}
    for origin in claim.origins:
        if origin.kind != "unknown":
            members.setdefault(joined[origin.id], []).append(origin)
    groups = sorted((_group(trace, found) for found in members.values()), key=lambda g: -len(g.reports))
    possible = [frozenset(tie.between) for tie in claim.ties if tie.kind == "possible"]
    before: set[str] = set()
    told = []
    for group in groups:
        here = set(group.origins)
        told.append(replace(group, perhaps=any(pair & here and pair & before for pair in possible)))
        before |= here
    return tuple(told)


def _group(trace: _Known, origins: Sequence[Origin]) -> Group:
    origins = sorted(origins, key=lambda o: -len(o.reports))
    # "Ministry of Works" and "Ministry of Works (MOW)" are one name to a reader.
    one: dict[str, str] = {}
    for origin in origins:
        one.setdefault(_bare(trace.origin(origin)), trace.origin(origin))
    whose = tuple(one.values())
    parties = {s.party for o in origins if (s := trace.sources.get(o.source or "")) is not None and s.party}
    party = _line(parties.pop()) if len(parties) == 1 else None
    voices = [name for name in whose if _bare(name) != _bare(party or "")]
    if party and not voices:
        name = party
    elif party:
        name = f"{party}: {_listed(voices)}"
    else:
        name = _listed(whose)
    return Group(
        name,
        whose,
        tuple(o.id for o in origins),
        _in_order(r for o in origins for r in o.reports),
        any(o.kind == "own reporting" for o in origins),
        struck=all(o.source in trace.struck for o in origins),
    )


def _sentence(
    trace: _Known,
    claim: TracedClaim,
    carried: Sequence[str],
    copies: int,
    groups: Sequence[Group],
    own: Sequence[str],
    against: Mapping[Stance, tuple[str, ...]],
) -> str:
    parts = []
    if carried:
        copied = "" if not copies else f", {copies:,} of them {'a copy' if copies == 1 else 'copies'}"
        alone = ", in its own voice" if own and len(carried) == 1 and not groups else ""
        parts.append(f"Carried by {many(len(carried), 'report')}{copied}{alone}")
    else:
        parts.append("Asserted by no report")
    if carried:
        parts.append(_rests(claim, groups))
        if claim.cycles:
            round_ = _joined([trace.names.get(r, r) for r in claim.cycles[0]])
            parts.append(f"{round_} have it from each other")
        shown = _evidence(claim, groups)
        if shown:
            parts.append(shown)
    if own and (len(carried) > 1 or groups):
        if len(carried) == 1:
            parts.append("it asserts it in its own voice, too")
        elif len(own) == 1:
            parts.append("1 asserts it in its own voice")
        else:
            parts.append(f"{'all' if len(own) == len(carried) else f'{len(own):,}'} assert it in their own voice")
    for stance, reports in against.items():
        parts.append(f"{len(reports):,} {_STANCE_CLAUSES[stance][len(reports) != 1]}")
    return "; ".join(parts) + "."


_STANCE_CLAUSES: Mapping[str, tuple[str, str]] = {
    "denies": ("carries a denial", "carry a denial"),
    "doubts": ("carries a doubt", "carry a doubt"),
    "could not verify": ("says that somebody could not verify it", "say that somebody could not verify it"),
}


def _rests(claim: TracedClaim, groups: Sequence[Group]) -> str:
    least, most, unknown = claim.independent.least, claim.independent.most, claim.independent.unknown
    alike: dict[str, list[Group]] = {}
    for group in groups:
        alike.setdefault(group.name, []).append(group)
    shown = _some_of([found for found in alike.values() if not found[0].perhaps], _NAMED)
    perhaps = _some_of([found for found in alike.values() if found[0].perhaps], _PERHAPS)
    if perhaps:
        shown.append(f"perhaps the same: {_joined(perhaps)}")
    whose = f" ({'; '.join(shown)})" if shown else ""
    lost = f", with {many(unknown, 'statement')} of unknown origin" if unknown else ""
    return f"rests on {range_words(least, most)}{whose}{lost}"


def _some_of(alike: Sequence[Sequence[Group]], named: int) -> list[str]:
    """Name a few groups, those of one name once, and count the rest."""
    shown = [_same_name(found) for found in alike[:named]]
    left = sum(map(len, alike[named:]))
    return [*shown, many(left, "other")] if left else shown


def _same_name(groups: Sequence[Group]) -> str:
    """Say once what several groups are called, and whether they may be one."""
    if len(groups) == 1:
        return groups[0].name
    return f"{groups[0].name}, {len(groups):,} times{', perhaps one' if groups[-1].perhaps else ''}"


def _evidence(claim: TracedClaim, groups: Sequence[Group]) -> str:
    """Say whether anybody beyond the one who says it has shown the evidence that they speak of."""
    pointed = any(hop.kind == "basis" for o in claim.statements if o.stance == "asserts" for hop in o.chain)
    if not groups or not pointed or any(g.own_reporting for g in groups):
        return ""
    return f"nobody outside {'it' if len(groups) == 1 else 'them'} has shown evidence"


def _copies(trace: _Known, asserting: Sequence[Occurrence]) -> int:
    """Count the reports that have the claim's words from another one."""
    where: dict[str, list[Span]] = {}
    for occurrence in asserting:
        where.setdefault(occurrence.report, []).extend(occurrence.spans)
    pairs = [
        (report, p.b.report)
        for report, spans in where.items()
        for p in trace.copies.get(report, ())
        if p.b.report in where and _touch(p.a.spans, spans) and _touch(p.b.spans, where[p.b.report])
    ]
    joined = _joined_by(where, pairs)
    return len(joined) - len(set(joined.values()))


def _joined_by(names: Iterable[str], pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Return each name with one that stands for its group, where pairs join groups."""
    above = {name: name for name in names}

    def top(name: str) -> str:
        while above[name] != name:
            above[name] = above[above[name]]
            name = above[name]
        return name

    for a, b in pairs:
        if a in above and b in above:
            above[top(b)] = top(a)
    return {name: top(name) for name in above}


def _touch(one: Spans, other: Iterable[Span]) -> bool:
    return any(a.overlaps(b) for b in other for a in one)


def _in_order(reports: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(reports))


def _bare(name: str) -> str:
    """Return a name without case, article, or the short form that stands in brackets behind it."""
    return _line(name).partition(" (")[0].casefold().removeprefix("the ")


def _line(words: str) -> str:
    line = " ".join(words.split())
    return line if len(line) <= _LONGEST_NAME else line[: _LONGEST_NAME - 1].rstrip() + "…"


def _listed(names: Sequence[str]) -> str:
    shown = list(names[:3])
    if len(names) > 3:
        shown.append(f"{len(names) - 3} more")
    return ", ".join(shown)


def _joined(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
