"""What an analyst decided: appended, reversible, and kept apart from what the machine found."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal, TypeAlias

from sayso.model.attribution import Attribution
from sayso.model.errors import InputError
from sayso.model.identity import sha256
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.source import Source, SourceKind
from sayso.model.span import Spans
from sayso.model.statement import Statement

FindingVerb: TypeAlias = Literal["accept", "reject", "reattribute"]
"""About one attribution of one report: it is right · it is none · somebody else says it."""

Verb: TypeAlias = Literal[
    "accept",
    "reject",
    "reattribute",
    "same",
    "different",
    "same claim",
    "different claim",
    "cut",
    "tie",
    "cut step",
    "strike",
    "unstrike",
    "reliability",
    "note",
    "withdraw",
]
"""What an analyst can decide:

``accept``, ``reject``, ``reattribute`` a finding · two sources are the ``same`` or ``different`` ·
two statements make the ``same claim`` or a ``different claim`` · ``cut`` a tie between two origins,
or ``tie`` them · ``cut step``: a statement does not have it from that other one's report · ``strike`` a
source, or ``unstrike`` it · a source's ``reliability``, by a letter · a ``note`` on anything ·
``withdraw`` another decision.
"""

AnchorKind: TypeAlias = Literal["report", "attribution", "statement", "source", "claim"]
"""What an anchor holds on to. A ``claim`` is held by one of its statements."""

Letter: TypeAlias = Literal["A", "B", "C", "D", "E", "F"]
"""The Admiralty scale's letter for a source: a human's judgement, never ours, and never counted."""

State: TypeAlias = Literal["applied", "overruled", "withdrawn", "orphan"]
"""What became of a decision: it holds · a later one counts instead · it was taken back · it fits nothing here."""

RULE = "decision/1"
"""The rule that evidence of a decision carries."""


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a decision is about, by words rather than by ids, so that it outlasts a newer model's reading.

    ``report`` and ``text_sha256`` tell the text; an attribution is held by its ``source``, ``cue``
    and ``content``, a statement (and a claim) by its ``content``, a source by one or more of its
    ``mentions``. ``cue`` and ``source`` of a statement are looked at only where several statements
    share their content, and a source's ``name`` only where it has no mention; it is kept to be shown.
    """

    kind: AnchorKind
    report: str
    text_sha256: str
    source: Spans = ()
    cue: Spans = ()
    content: Spans = ()
    mentions: Spans = ()
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Whose:
    """Who says it, as an analyst decided: somebody, ``nobody``, or somebody who is ``unresolved``.

    Somebody is told by the ``spans`` that name them in the report, by ``name``, or both. ``kind`` and
    ``party`` describe a source that the machine did not find.
    """

    who: Literal["somebody", "nobody", "unresolved"] = "somebody"
    spans: Spans = ()
    name: str | None = None
    kind: SourceKind | None = None
    party: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision: what (``verb``, and what it is about), who, when and why.

    What it is about is told by ``anchors``, which outlast a newer model, or by ids in ``of``, which
    hold as long as the ids do: ``REPORT/FINDING`` for an attribution, a source or a statement, a
    tie's id for ``cut``, two origins' for ``tie``, a decision's for ``withdraw``; a source to strike
    may also be named. Where both are given, the anchors count. ``claim`` narrows ``cut`` and ``tie``
    to one claim, and ``certain`` says whether an added tie is certain. ``source`` is for
    ``reattribute``, ``letter`` for ``reliability``; a note's words are its ``why``.
    """

    verb: Verb
    of: tuple[str, ...] = ()
    claim: str | None = None
    certain: bool = True
    who: str | None = None
    when: str | None = None
    why: str | None = None
    anchors: tuple[Anchor, ...] = ()
    source: Whose | None = None
    letter: Letter | None = None
    id: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a decision, with one plain sentence. An orphan is an outcome whose state is ``orphan``."""

    decision: Decision
    state: State
    says: str


@dataclass(frozen=True, slots=True)
class DecidedReading:
    """A reading with decisions put over it, beside the machine's own, which stays as it was.

    ``outcomes`` has each decision about this report's findings once, in the order of the log.
    """

    reading: Reading
    machine: Reading
    outcomes: tuple[Outcome, ...] = ()

    @property
    def orphans(self) -> tuple[Outcome, ...]:
        """The decisions that fit nothing any more, each with the reason."""
        return tuple(outcome for outcome in self.outcomes if outcome.state == "orphan")


def text_hash(report: Report) -> str:
    """Return the SHA-256 of a report's text."""
    return report.text_sha256 or sha256(report.text)


def anchor_report(report: Report) -> Anchor:
    """Return the anchor of a whole report, for a note."""
    return Anchor("report", report.id, text_hash(report))


def anchor_attribution(reading: Reading, attribution: Attribution) -> Anchor:
    """Return the anchor of an attribution as the machine found it."""
    report = reading.report
    return Anchor(
        "attribution",
        report.id,
        text_hash(report),
        source=attribution.source,
        cue=attribution.cue,
        content=attribution.content,
    )


def anchor_statement(reading: Reading, statement: Statement, *, kind: AnchorKind = "statement") -> Anchor:
    """Return the anchor of a statement; with ``kind="claim"``, of the claim that it makes."""
    report = reading.report
    its = next((a for a in reading.attributions if a.id == statement.attribution), None)
    return Anchor(
        kind,
        report.id,
        text_hash(report),
        source=its.source if its else (),
        cue=its.cue if its else (),
        content=statement.spans,
    )


def anchor_source(reading: Reading, source: Source) -> Anchor:
    """Return the anchor of a source: the mention that has its name, or else its first one."""
    report = reading.report
    name = " ".join(source.name.split()).casefold()
    named = tuple(m for m in source.mentions if name and name in " ".join(m.of(report.text).split()).casefold())
    return Anchor("source", report.id, text_hash(report), mentions=(named or source.mentions)[:1], name=source.name)


def signed(decision: Decision, *, when: str | None = None) -> Decision:
    """Return the decision with its time, where it has none yet, and with its id.

    Raises:
        InputError: It is not complete: a letter for the reliability is missing, say.
    """
    made = replace(decision, when=decision.when or when)
    check(made)
    return replace(made, id=decision_id(replace(made, id="")))


def decision_id(decision: Decision) -> str:
    """Return a decision's id, made from everything that it says, its time included."""
    if decision.id:
        return decision.id
    whose = decision.source
    content = [
        decision.verb,
        decision.of,
        decision.claim,
        decision.certain,
        decision.who,
        decision.when,
        decision.why,
        [[a.kind, a.report, a.text_sha256, a.source, a.cue, a.content, a.mentions, a.name] for a in decision.anchors],
        [whose.who, whose.spans, whose.name, whose.kind, whose.party] if whose else None,
        decision.letter,
    ]
    return "d" + sha256(json.dumps(content, separators=(",", ":")))[:16]


_ANCHORED: Mapping[Verb, tuple[int, frozenset[AnchorKind]]] = {
    "accept": (1, frozenset({"attribution"})),
    "reject": (1, frozenset({"attribution"})),
    "reattribute": (1, frozenset({"attribution"})),
    "same": (2, frozenset({"source"})),
    "different": (2, frozenset({"source"})),
    "same claim": (2, frozenset({"statement", "claim"})),
    "different claim": (2, frozenset({"statement", "claim"})),
    "cut": (2, frozenset({"statement"})),
    "tie": (2, frozenset({"statement"})),
    "cut step": (2, frozenset({"statement", "report"})),
    "strike": (1, frozenset({"source"})),
    "unstrike": (1, frozenset({"source"})),
    "reliability": (1, frozenset({"source"})),
    "note": (1, frozenset({"report", "attribution", "statement", "source", "claim"})),
}
"""How many anchors a verb needs, and of which kinds."""


def check(decision: Decision) -> None:
    """Say whether a decision is complete.

    Raises:
        InputError: It is not; the message says what is missing or too much.
    """
    verb = decision.verb
    if verb == "withdraw":
        if decision.anchors or len(decision.of) != 1:
            raise InputError("withdraw names one decision, by its id in of")
    elif decision.anchors:
        count, kinds = _ANCHORED[verb]
        if len(decision.anchors) != count:
            raise InputError(f"{verb} needs {count} anchor{'s' * (count > 1)}, not {len(decision.anchors)}")
        for anchor in decision.anchors:
            if anchor.kind not in kinds:
                raise InputError(f"{verb} is about {' or '.join(sorted(kinds))}, not about {anchor.kind}")
            if not _held(anchor):
                raise InputError(f"an anchor of kind {anchor.kind} needs its spans")
        if verb == "cut step" and decision.anchors[0].kind != "statement":
            raise InputError("cut step is about a statement, and then the one, or the report, that it is not from")
    elif not decision.of:
        raise InputError("a decision names what it is about: by anchors, or by ids in of")
    if (decision.source is not None) is not (verb == "reattribute"):
        raise InputError("source, the one who says it, is given for reattribute and for nothing else")
    whose = decision.source
    if whose is not None:
        somebody = bool(whose.spans or (whose.name and whose.name.strip()))
        if somebody is not (whose.who == "somebody"):
            raise InputError("the one who says it is told by spans or a name, or is nobody or unresolved")
        if any(a.end > b.start for a, b in pairwise(whose.spans)):
            raise InputError("the spans of the one who says it are in the text's order, and share no characters")
    if (decision.letter is not None) is not (verb == "reliability"):
        raise InputError("letter, from A to F, is given for reliability and for nothing else")
    if verb == "note" and not (decision.why and decision.why.strip()):
        raise InputError("a note's words stand in why")


def _held(anchor: Anchor) -> bool:
    match anchor.kind:
        case "report":
            return True
        case "source":
            return bool(anchor.mentions or anchor.name)
        case _:
            return bool(anchor.content)


def reports_of(decision: Decision) -> tuple[str, ...]:
    """Return the ids of the reports that a decision's anchors, or its ids, name."""
    named = [anchor.report for anchor in decision.anchors]
    if not named and decision.verb not in ("cut", "tie", "withdraw"):
        named = [written.partition("/")[0] for written in decision.of if "/" in written]
    return tuple(dict.fromkeys(named))


def concerning(decisions: Iterable[Decision], reports: Collection[str]) -> tuple[Decision, ...]:
    """Return what a log says of some reports alone: decisions that name others, too, are left out.

    Decisions that name no report (a tie by its id, a source by its name) stay, and so do the
    withdrawals of all that stays. For a dossier made of some reports of a library.
    """
    log = tuple(decisions)
    kept = [d.verb != "withdraw" and set(reports_of(d)) <= set(reports) for d in log]
    ids = {decision_id(d) for d, is_kept in zip(log, kept, strict=True) if is_kept}
    for place, decision in enumerate(log):  # a withdrawal comes after what it takes back
        if decision.verb == "withdraw" and ids.intersection(decision.of):
            kept[place] = True
            ids.add(decision_id(decision))
    return tuple(d for d, is_kept in zip(log, kept, strict=True) if is_kept)


def withdrawals(decisions: Iterable[Decision]) -> tuple[dict[int, int], frozenset[int]]:
    """Return which decisions of a log are taken back, and which withdrawals take nothing back.

    The first maps the place of a withdrawn decision to the place of its withdrawal. A withdrawal
    can itself be withdrawn; one that names no decision before it stands in the second.
    """
    log = list(decisions)
    by_id: dict[str, list[int]] = {}
    for place, decision in enumerate(log):
        by_id.setdefault(decision_id(decision), []).append(place)
    gone: dict[int, int] = {}
    idle: set[int] = set()
    for place in range(len(log) - 1, -1, -1):
        decision = log[place]
        if decision.verb != "withdraw" or place in gone:
            continue
        meant = [earlier for of in decision.of for earlier in by_id.get(of, ()) if earlier < place]
        for earlier in meant:
            gone.setdefault(earlier, place)
        if not meant:
            idle.add(place)
    return gone, frozenset(idle)


def standing(decisions: Iterable[Decision]) -> tuple[Decision, ...]:
    """Return the decisions that were not taken back, withdrawals left out, in the order of the log."""
    log = tuple(decisions)
    gone, _ = withdrawals(log)
    return tuple(d for place, d in enumerate(log) if place not in gone and d.verb != "withdraw")


def told(decision: Decision, what: str) -> str:
    """Return a sentence on a decision: who did what, when, and why."""
    who = " ".join((decision.who or "").split()) or "An analyst"
    when = f" ({decision.when[:10]})" if decision.when else ""
    why = " ".join((decision.why or "").split())
    if not why:
        return f"{who} {what}{when}."
    return f"{who} {what}{when}: {why}" + ("" if why[-1] in ".!?…" else ".")
