"""Why two origins of a claim are one (certain), or may be (possible); each reason with its places."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations

from sayso.languages.en.bodies import COMPANY_FORMS
from sayso.languages.en.reporting import ANOTHER
from sayso.model.claim import StatementKey, Where
from sayso.model.trace import Origin, Tie, TieKind
from sayso.stages.trace.chains import Chain
from sayso.stages.trace.copies import Copy
from sayso.stages.trace.decisions import TieDecisions, tie_id
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.independence import groups
from sayso.stages.trace.nameless import may_be, one_letter_apart
from sayso.stages.trace.order import earlier, sort_key
from sayso.stages.trace.origins import Ending
from sayso.stages.trace.outlets import outlet_key
from sayso.stages.trace.standing import Standing

_ALL_PAIRS = 40
"""Above so many groups of origins, only those possible ties are listed that join what no other one
has joined: the range is the same, and 500 nameless officials don't make 125,000 ties."""

_LONG_NAME = 9
"""Letters of a full name in which one may be a slip: "Ann Roe" and "Ann Poe" are two."""


def ties_between(
    dossier: Dossier,
    ends: Sequence[Ending],
    chains: Mapping[StatementKey, Chain],
    standings: Mapping[StatementKey, Standing],
    copies: Sequence[Copy],
    decided: TieDecisions,
) -> tuple[Tie, ...]:
    """Return the ties between a claim's origins, those that a decision cut left out, those it added put in."""
    made: dict[str, Tie] = {}
    for tie in (
        *_same_party(dossier, ends),
        *_same_document(ends, standings),
        *_copied(ends, chains, copies, [[e.origin.id] for e in ends], directed=True),
        *_decided(ends, decided, certain=True),
    ):
        if not decided.cuts(tie):
            made.setdefault(tie.id, tie)
    origins = [ending.origin for ending in ends]
    joined = groups(origins, made.values())
    for tie in (
        *_possible(dossier, ends, joined),
        *_copied(ends, chains, copies, joined, directed=False),
        *_after(dossier, ends, joined),
        *_decided(ends, decided, certain=False),
    ):
        if not decided.cuts(tie):
            made.setdefault(tie.id, tie)
    return tuple(made.values())


def _tie(rule: str, a: Origin, b: Origin, kind: TieKind, says: str, places: Iterable[Where] = ()) -> Tie:
    first, second = sorted((a.id, b.id))
    return Tie(tie_id(rule, first, second), (first, second), kind, says, tuple(places))


def _same_party(dossier: Dossier, ends: Sequence[Ending]) -> Iterator[Tie]:
    """Tie each origin to the first one that speaks for the same party."""
    first: dict[str, Ending] = {}
    for ending in ends:
        for key, name in _parties(dossier, ending).items():
            other = first.setdefault(key, ending)
            if other is not ending:
                called = [_called(dossier, one) for one in (other, ending)]
                others = [one for one in called if one != name]
                says = f"{' and '.join(called)} both speak for {name}."
                if len(others) == 1:
                    says = f"{others[0]} speaks for {name}."
                yield _tie("party", other.origin, ending.origin, "certain", says, _places(dossier, other, ending))


def _parties(dossier: Dossier, ending: Ending) -> dict[str, str]:
    """Return whom an origin speaks for: a key to compare, and the name to show."""
    if ending.origin.kind == "own reporting":
        report = dossier.report(ending.statements[0].report)
        credit = dossier.credits.get(report.id)
        name = credit.name if credit is not None and credit.wire else report.outlet
        key = outlet_key(name)
        return {f"outlet {key}": name} if key and name else {}
    source = ending.source
    if source is None:
        return {}
    if source.kind == "outlet":
        key = outlet_key(source.name)
        return {f"outlet {key}": source.name} if key else {}
    found = {}
    if source.party and not (_described(ending) and _fold(source.party) == _fold(source.name)):
        found[_fold(source.party)] = source.party
    elif source.kind == "organisation" and not _described(ending):
        found[_fold(source.name)] = source.name
    return found


def _same_document(ends: Sequence[Ending], standings: Mapping[StatementKey, Standing]) -> Iterator[Tie]:
    """Tie origins whose source or cue links to one page."""
    first: dict[str, tuple[Ending, Where]] = {}
    for ending in ends:
        for key in ending.statements:
            for page, place in standings[key].links:
                other, there = first.setdefault(page, (ending, place))
                if other is not ending and key not in other.statements:
                    says = f"Both link to the same document, {page}."
                    yield _tie("document", other.origin, ending.origin, "certain", says, (there, place))


def _copied(
    ends: Sequence[Ending],
    chains: Mapping[StatementKey, Chain],
    copies: Sequence[Copy],
    joined: Sequence[Sequence[str]],
    *,
    directed: bool,
) -> Iterator[Tie]:
    """Tie origins of statements that stand in one passage: certainly where it is known which way it went.

    Among copies of copies, the steps of the chains come first, and no tie is listed between what
    others have joined: one that is cut parts them for good.
    """
    of: dict[StatementKey, list[Ending]] = defaultdict(list)
    for ending in ends:
        for key in ending.statements:
            of[key].append(ending)
    group_of = {one: number for number, group in enumerate(joined) for one in group}

    def steps_first(copy: Copy) -> tuple[bool, int, StatementKey, StatementKey]:
        return (chains[copy.later].upstream != copy.former, -copy.size, copy.former, copy.later)

    for copy in sorted((c for c in copies if (c.directed or c.one_text) is directed), key=steps_first):
        # of several cited in one breath, each goes with the one in its place
        for a, b in zip(of[copy.former], of[copy.later], strict=False):
            if group_of[a.origin.id] == group_of[b.origin.id]:
                continue
            kept, gone = group_of[a.origin.id], group_of[b.origin.id]
            group_of = {one: kept if group == gone else group for one, group in group_of.items()}
            if copy.directed:
                says = f"The statement is in a passage that one report has from the other: {copy.says}"
                yield _tie("copy", a.origin, b.origin, "certain", says, copy.places)
            elif copy.one_text:
                says = (
                    f"The two reports are one text, or one outlet’s: whichever was first, it is one word. {copy.says}"
                )
                yield _tie("copy", a.origin, b.origin, "certain", says, copy.places)
            else:
                says = f"The statement is in a passage that both reports have. {copy.says}"
                yield _tie("shared", a.origin, b.origin, "possible", says, copy.places)


def _possible(dossier: Dossier, ends: Sequence[Ending], joined: Sequence[Sequence[str]]) -> Iterator[Tie]:
    """Tie groups of known origins that may be one: by a nameless source, or by a conduit."""
    by_id = {ending.origin.id: ending for ending in ends}
    known = [[by_id[one] for one in group if by_id[one].origin.kind != "unknown"] for group in joined]
    known = [group for group in known if group]
    lead = list(range(len(known)))
    for (one, group), (other, rest) in combinations(enumerate(known), 2):
        if len(known) > _ALL_PAIRS and lead[one] == lead[other]:
            continue
        for maybe in (_may_be_one, _conduit, _misspelt):
            tie = next(filter(None, (maybe(dossier, a, b) for a in group for b in rest)), None)
            if tie is not None:
                yield tie
                lead = [lead[one] if at == lead[other] else at for at in lead]


def _may_be_one(dossier: Dossier, a: Ending, b: Ending) -> Tie | None:
    """Return a tie where one is nameless and may be the other."""
    if _described(a) and _described(b) and _called(dossier, a).casefold() == _called(dossier, b).casefold():
        # "police" of two reports: nothing says that these are others
        says = f"Both cite “{_called(dossier, a)}”, and these may be the same."
        return _tie("described", a.origin, b.origin, "possible", says, _places(dossier, a, b))
    if a.origin.kind != "unnamed":
        a, b = b, a
    if a.origin.kind != "unnamed" or a.source is None or b.source is None:
        return None
    if b.origin.kind == "named" and (
        b.source.kind in ("outlet", "document") or set(a.origin.reports) & set(b.origin.reports)
    ):
        return None  # a report that names one and leaves the other nameless tells them apart
    if (a.source.kind == "document") != (b.source.kind == "document"):
        return None  # papers are nobody, and nobody is papers
    if not may_be(a.source, b.source, other_named=b.origin.kind == "named"):
        return None
    if a.source.party and b.source.party and _fold(a.source.party) != _fold(b.source.party):
        return None
    if set(a.origin.reports) & set(b.origin.reports) and ANOTHER & set(_words(a.source.name) + _words(b.source.name)):
        return None
    says = f"{_capital(_called(dossier, a))} is not named, and may be {_called(dossier, b)}."
    return _tie("unnamed", a.origin, b.origin, "possible", says, _places(dossier, a, b))


def _described(ending: Ending) -> bool:
    """Say whether a body is only described, and not named: "police", "the harbour office"."""
    source = ending.source
    return source is not None and source.kind == "organisation" and source.name.islower()


def _conduit(dossier: Dossier, a: Ending, b: Ending) -> Tie | None:
    """Return a tie where both come through one outlet, and one of them shows nothing behind it."""
    for bare, other in ((a, b), (b, a)):
        own = outlet_key(bare.source.name) if bare.source is not None and bare.source.kind == "outlet" else None
        if own is not None and own in other.conduits:
            assert bare.source is not None
            says = (
                f"Both come through {bare.source.name}; for one nothing is shown behind it, "
                f"and it may be {_called(dossier, other)}."
            )
            return _tie("conduit", a.origin, b.origin, "possible", says, _places(dossier, a, b))
    return None


def _misspelt(dossier: Dossier, a: Ending, b: Ending) -> Tie | None:
    """Return a tie where two people's names are one letter apart: one report may have it wrong."""
    if a.source is None or b.source is None or {a.source.kind, b.source.kind} != {"person"}:
        return None
    one, two = a.source.name.casefold(), b.source.name.casefold()
    if one == two or min(len(one), len(two)) < _LONG_NAME or " " not in one or " " not in two:
        return None
    if not one_letter_apart(one, two) or set(a.origin.reports) & set(b.origin.reports):
        return None
    says = f"{a.source.name} and {b.source.name} are one letter apart, and may be one person."
    return _tie("spelling", a.origin, b.origin, "possible", says, _places(dossier, a, b))


def _after(dossier: Dossier, ends: Sequence[Ending], joined: Sequence[Sequence[str]]) -> Iterator[Tie]:
    """Tie what a report says on its own word to what others had attributed before it."""
    by_id = {ending.origin.id: ending for ending in ends}
    for ending in ends:
        if ending.origin.kind != "unknown":
            continue
        key = ending.statements[0]
        if dossier.statements[key].voice == "attributed":
            continue
        published = dossier.report(key.report).published
        for group in joined:
            if ending.origin.id in group:
                continue
            before = [
                (sort_key(dossier.report(k.report).published, k.report), by_id[one])
                for one in group
                if by_id[one].origin.kind in ("named", "unnamed")
                for k in by_id[one].statements
                if k.report == key.report or earlier(dossier.report(k.report).published, published)
            ]
            if before:
                _, other = min(before, key=lambda pair: (pair[0], pair[1].origin.id))
                says = (
                    f"{dossier.shown(key.report)} says it on its own word, shows no reporting of its own, and may "
                    f"have it from {_called(dossier, other)}."
                )
                yield _tie("after", ending.origin, other.origin, "possible", says, _places(dossier, ending, other))


def _decided(ends: Sequence[Ending], decided: TieDecisions, *, certain: bool) -> Iterator[Tie]:
    by_id = {ending.origin.id: ending.origin for ending in ends}
    for a, b, says in decided.ties(certain=certain):
        yield _tie("decided", by_id[a], by_id[b], "certain" if certain else "possible", says)


def _called(dossier: Dossier, ending: Ending) -> str:
    """Return what to call an origin in a sentence."""
    if ending.source is not None:
        if ending.origin.kind == "unnamed":
            return f"“{ending.source.name}” in {dossier.shown(ending.statements[0].report)}"
        return ending.source.name
    return dossier.shown(ending.statements[0].report)


def _places(dossier: Dossier, *ends: Ending) -> tuple[Where, ...]:
    """Return one place for each origin: where the first statement that ends there cites it, or stands."""
    places = []
    for ending in ends:
        key = ending.statements[0]
        statement = dossier.statements[key]
        attribution = dossier.attributions.get((key.report, statement.attribution or ""))
        cited = attribution.source if attribution is not None and attribution.source else statement.spans
        places.append(Where(key.report, cited))
    return tuple(places)


def _words(name: str) -> list[str]:
    return [word.strip("’'\",.").casefold() for word in name.split()]


def _fold(name: str) -> str:
    words = " ".join(name.replace("’", "'").split()).casefold().removeprefix("the ").split()
    while len(words) > 1 and words[-1].strip(".,") in COMPANY_FORMS:
        words.pop()
    return " ".join(words).rstrip(",")


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
