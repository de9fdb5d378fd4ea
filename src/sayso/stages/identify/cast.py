"""Gather a report's names into those who bear them: one referent for all forms of one name."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from dataclasses import dataclass, field

from sayso.languages.en.bodies import BODY_NOUNS
from sayso.languages.en.pronouns import FEMININE, MASCULINE
from sayso.languages.en.roles import JOINED, SAME
from sayso.languages.en.titles import GENDERED, GENDERED_ROLES, SUFFIXES
from sayso.languages.places.governments import HOUSES
from sayso.stages.identify.names import COMMON, ROLE_WORDS, Name, spelled
from sayso.stages.identify.page import Page
from sayso.stages.identify.states import retyped, shown_states


@dataclass(slots=True, eq=False)
class Role:
    """What a report calls somebody: words ``[lo, hi)``, their heads, and all of them."""

    lo: int
    hi: int
    heads: frozenset[str]
    words: frozenset[str]


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something that the report names or describes."""

    kind: str
    """person, body, place, people, described (no name) or several (``members``)."""
    name: str
    mentions: list[tuple[int, int]] = field(default_factory=list)
    keys: list[tuple[str, ...]] = field(default_factory=list)
    gender: str = ""
    leaning: str = ""
    """The gender that most bearers of the given name have."""
    roles: list[Role] = field(default_factory=list)
    alias: str = ""
    members: tuple[Referent, ...] = ()
    source_kind: str = ""
    """For the described: unnamed, group, document or organisation."""
    party: str | None = None
    party_says: str = ""
    plural: bool = False
    issuer: Referent | None = None

    @property
    def heads(self) -> set[str]:
        """The heads of all roles."""
        return {h for role in self.roles for h in role.heads}


LEADING = frozenset(
    [
        "heads",
        "leads",
        "runs",
        "directs",
        "edits",
        "chairs",
        "founded",
        "represents",
        "headed",
        "led",
        "directed",
        "chaired",
        "manages",
    ]
)
"""What somebody does who speaks for a body."""

PLURAL_TITLES = frozenset(
    [
        "presidents",
        "sens",
        "reps",
        "govs",
        "senators",
        "representatives",
        "governors",
        "ministers",
        "judges",
        "justices",
        "generals",
    ]
)

JUNIORS = frozenset(("jr", "jr.", "ii", "iii"))
"""Behind a name, these tell a son from his father."""

CALLED: dict[str, frozenset[str]] = {}
for _line in SAME:
    _first, *_rest = _line.split()
    CALLED[_first] = CALLED.get(_first, frozenset()) | frozenset(_rest)


def joined(words: list[str]) -> list[str]:
    """Return role words with pairs joined ("prime minister" → "prime-minister") and titles spelled out."""
    plain = [spelled(w) for w in words if w[0].isalnum()]
    plain = [w[:-1] if w in PLURAL_TITLES or w in ("sens", "reps", "govs") else w for w in plain]
    out: list[str] = []
    i = 0
    while i < len(plain):
        pair = JOINED.get((plain[i], plain[i + 1])) if i + 1 < len(plain) else None
        out.append(pair or plain[i])
        i += 2 if pair else 1
    return out


class Cast:
    """All who are named in a report, with their mentions in order."""

    def __init__(self, page: Page, names: list[Name]) -> None:
        self.page = page
        self.shown = shown_states(page, names)
        self.names = names = retyped(names, self.shown)
        self.of: dict[tuple[int, int], Referent] = {}
        self.referents: list[Referent] = []
        self.rivals: dict[tuple[int, int], tuple[float, Referent]] = {}
        """Of mentions that fit two people: by how much the one taken led, and who the other is."""
        self._starts = [n.lo for n in names]
        self._people()
        self._bodies()
        self._places()
        for referent in self.referents:
            referent.mentions.sort()

    def between(self, lo: int, hi: int) -> list[Name]:
        """Return the names that start in a range of words."""
        return self.names[bisect_left(self._starts, lo) : bisect_left(self._starts, hi)]

    def _add(self, kind: str, name: str) -> Referent:
        referent = Referent(kind, name)
        self.referents.append(referent)
        return referent

    def _give(self, referent: Referent, name: Name) -> None:
        referent.mentions.append((name.lo, name.hi))
        if name.key not in referent.keys:
            referent.keys.append(name.key)
        if name.gender.endswith("?"):
            referent.leaning = name.gender[0]
        elif name.gender and not (referent.gender and not GENDERED.get(name.title)):
            referent.gender = name.gender
        self.of[(name.lo, name.hi)] = referent

    def _people(self) -> None:
        people = [n for n in self.names if n.kind == "person"]
        full: list[tuple[tuple[str, ...], Referent]] = []
        by_surname: dict[str, list[tuple[tuple[str, ...], Referent]]] = defaultdict(list)
        by_given: dict[str, list[Referent]] = defaultdict(list)
        for key in sorted({_plain(n.key) for n in people if len(_plain(n.key)) > 1}, key=lambda k: (-len(k), k)):
            referent = next((r for other, r in by_surname[key[-1]] if _same_person(key, other)), None)
            if referent is None:
                referent = self._add("person", "")
                by_given[key[0]].append(referent)
            by_surname[key[-1]].append((key, referent))
            full.append((key, referent))
        exact = dict(full)
        suffix: dict[tuple[str, ...], list[Referent]] = defaultdict(list)
        for key, referent in full:
            for n in range(1, len(key)):
                if referent not in suffix[key[n:]]:
                    suffix[key[n:]].append(referent)
        for name in people:
            key = _plain(name.key)
            if key in exact and len(key) > 1:
                self._give(exact[key], name)
        counts = {id(r): len(r.mentions) for r in exact.values()}
        firsts = {id(r): min(r.mentions) for r in exact.values() if r.mentions}
        heard = self._heard(people)
        # "President Crane", where only his son Robert Crane Jr. is named in full, is not the son
        titled = {_plain(n.key) for n in people if len(n.key) == 1 and n.title and not GENDERED.get(n.title)}
        sons = {id(exact[_plain(n.key)]) for n in people if n.key[-1] in JUNIORS and _plain(n.key) in exact}
        sons -= {id(exact[_plain(n.key)]) for n in people if n.title and _plain(n.key) in exact}
        latest: dict[tuple[str, ...], Referent] = {}
        single: dict[tuple[str, ...], Referent] = {}
        for name in people:
            key = _plain(name.key)
            if len(key) > 1 and key in exact:
                for n in range(1, len(key)):
                    latest[key[n:]] = exact[key]
                continue
            options = [
                r
                for r in suffix.get(key, [])
                if not (name.gender and GENDERED.get(name.title) and r.gender and r.gender != name.gender)
            ]
            if len(name.key) == 1 and key in titled:
                options = [r for r in options if id(r) not in sons]
            if not options and len(key) == 1:
                options = by_given.get(key[0], [])
            if not options and len(key) == 1:
                options = [r for k, r in full if key[0] in k[:-1] and len(k) > 2]
            if len(options) == 1:
                chosen = options[0]
            elif options:
                ranked = sorted(
                    (
                        (
                            counts[id(r)]
                            + 0.5 * (latest.get(key) is r)
                            + (firsts[id(r)] < (name.lo, 0))
                            + (3 if heard.get(key) and heard.get(key) == (r.gender or r.leaning) else 0),
                            -firsts[id(r)][0],
                            r,
                        )
                        for r in options
                    ),
                    key=lambda t: t[:2],
                    reverse=True,
                )
                chosen = ranked[0][2]
                self.rivals[(name.lo, name.hi)] = (ranked[0][0] - ranked[1][0], ranked[1][2])
            else:
                if key not in single:
                    single[key] = self._add("person", "")
                chosen = single[key]
            self._give(chosen, name)
            if options:
                latest[key] = chosen
        for referent in self.referents:
            best = max(
                referent.mentions,
                key=lambda m: (len(_plain(_letters(self.page, m))), not self.page.word[m[0]].isupper(), -m[0]),
            )
            referent.name = _cased(self.page.shown(*best), self.page, referent)

    def _heard(self, people: list[Name]) -> dict[tuple[str, ...], str]:
        """Return, for names of one word, the gender of the pronouns that follow them, where one prevails."""
        page = self.page
        votes: dict[tuple[str, ...], int] = defaultdict(int)
        for name in people:
            if len(name.key) > 1 or GENDERED.get(name.title):
                continue  # "Mr. Holt … he" tells nothing of whom "Holt" alone is
            _, last = page.sentence_range(name.lo)
            others = self.between(name.hi, last)
            stop = next((n.lo for n in others if n.kind == "person" and n.key != name.key), last)
            for i in range(name.hi, stop):
                if page.low[i] in MASCULINE:
                    votes[name.key] += 1
                elif page.low[i] in FEMININE:
                    votes[name.key] -= 1
        return {key: "m" if vote > 0 else "f" for key, vote in votes.items() if vote}

    def _bodies(self) -> None:
        page = self.page
        bodies = [n for n in self.names if n.kind == "body"]
        keys = sorted({n.key for n in bodies}, key=lambda k: (-len(k), k))
        merged: dict[tuple[str, ...], tuple[str, ...]] = {}
        alias: dict[tuple[str, ...], tuple[str, ...]] = {}
        places_of: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in bodies:
            places_of[name.key].append(name)
        follows = {n.lo: n for n in self.names}
        for name in bodies:
            after = name.hi + (page.possessive(name.hi) if name.hi < page.size else 0)
            if len(name.key) > 1 and after + 2 < page.size and page.word[after] == "(" and page.word[after + 2] == ")":
                short = follows.get(after + 1)
                word = page.word[after + 1]
                if word.isupper() or initials(name.key) == word.lower():
                    alias[name.key] = (word.lower(),)
                    if short and short.kind != "person":
                        merged[short.key] = name.key
        abbreviated: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        tails: dict[tuple[str, ...], list[tuple[str, ...]]] = defaultdict(list)
        for key in keys:
            if len(key) > 1:
                abbreviated[initials(key)].append(key)
            for n in range(1, len(key)):
                tails[key[n:]].append(key)
                if n > 1 or key[n] in ("&", "inc", "corp", "co", "ltd", "plc", "company", "llc", "group"):
                    tails[key[:n]].append(key)
        for key in keys:
            if key in merged:
                continue
            upper = len(key) == 1 and page.word[places_of[key][0].lo].isupper()
            whole = abbreviated.get(key[0].replace(".", ""), []) if upper else []
            longer = [k for k in whole or tails.get(key, []) if k != key and k not in merged]
            longer = [k for k in longer if not any(k != o and k == o[-len(k) :] for o in longer)]
            if len(longer) == 1 and (whole or len(key) > 1 or not (_generic(key[0]) or key[0] in COMMON)):
                merged[key] = longer[0]
            elif len(longer) == 1 and key[0] in BODY_NOUNS and self._defined(places_of[key], places_of[longer[0]][0]):
                merged[key] = longer[0]  # "the Service", once the Maritime Intelligence Service is named
        by_key: dict[tuple[str, ...], Referent] = {}
        for name in bodies:
            key = name.key
            for _ in range(4):
                key = merged.get(key, key)
            if key not in by_key:
                by_key[key] = self._add("body", "")
            self._give(by_key[key], name)
        for key, referent in by_key.items():
            best = max(referent.mentions, key=lambda m: (len(_letters(page, m)), not page.word[m[0]].isupper(), -m[0]))
            referent.name = page.shown(*best)
            if key in alias:
                referent.alias = alias[key][0].upper()

    def _defined(self, short: list[Name], full: Name) -> bool:
        """Say whether a body's common noun alone stands for a full name before it: capitalised, and with "the"."""
        page = self.page
        return all(page.low[n.lo - 1] == "the" and page.cap[n.lo] and full.lo < n.lo for n in short if n.lo) and all(
            n.lo for n in short
        )

    def _places(self) -> None:
        where = self.shown.where
        found: dict[str, Referent] = {}
        for name in self.names:
            if name.kind not in ("place", "people"):
                continue
            text = " ".join(name.key)
            common = (
                where.states.get(text)
                or where.demonyms.get(text)
                or where.us_states.get(text)
                or _cased(self.page.shown(name.lo, name.hi), self.page, Referent("", ""))
            )
            kind = name.kind if text not in where.demonyms else "people"
            if f"{kind} {common}" not in found:
                found[f"{kind} {common}"] = self._add(
                    kind, common if kind == "place" else self.page.shown(name.lo, name.hi)
                )
            self._give(found[f"{kind} {common}"], name)


def _letters(page: Page, mention: tuple[int, int]) -> tuple[str, ...]:
    return tuple(w for w in page.lows(range(*mention)) if w[0].isalnum())


def _plain(key: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(w for w in key if w not in SUFFIXES) or key


def _generic(word: str) -> bool:
    return word in HOUSES


def _same_person(a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Say whether two full names with one surname can be one person's: equal, or with parts left out."""
    if a == b:
        return True
    x, y = a[:-1], b[:-1]
    if not x or not y:
        return False
    if x[0] == y[0] or set(x) <= set(y) or set(y) <= set(x):
        return True
    return (len(x[0]) == 1 or len(y[0]) == 1) and x[0][0] == y[0][0]


def initials(key: tuple[str, ...]) -> str:
    """Return a name's initials, small words left out."""
    return "".join(w[0] for w in key if w not in ("of", "the", "for", "and", "&", "on", "in", "to"))


def _cased(name: str, page: Page, referent: Referent) -> str:
    """Return a name written all in capitals as another mention writes it, or in title case."""
    if not name.isupper() or len(name) < 3:
        return name
    for mention in referent.mentions:
        shown = page.shown(*mention)
        if not shown.isupper() and len(shown) >= len(name):
            return shown
    return name.title()


def roles_of(page: Page, cast: Cast) -> None:
    """Give each person the roles that stand beside the name, before and after it."""
    for name in cast.names:
        if name.kind != "person":
            continue
        referent = cast.of[(name.lo, name.hi)]
        for lo, hi in role_ranges(page, cast, name):
            add_role(page, referent, lo, hi)
            if (lo < name.lo <= hi and page.low[hi - 1] in PLURAL_TITLES) or (
                hi < page.size and page.word[hi - 1] == "." and page.low[hi - 2] in PLURAL_TITLES
            ):
                for other in cast.between(name.hi, name.hi + 16):  # "Presidents A of X and B of Y"
                    if other.kind == "person" and page.sentence[other.lo] == page.sentence[name.lo]:
                        add_role(page, cast.of[(other.lo, other.hi)], hi - 1, other.lo if other.lo - hi < 3 else hi)
                        cast.of[(other.lo, other.hi)].roles[-1:] = [
                            Role(other.lo - 1, other.lo, r.heads, r.words) for r in referent.roles[-1:]
                        ]


def add_role(page: Page, referent: Referent, lo: int, hi: int) -> None:
    """Add the role in words ``[lo, hi)`` if there is one."""
    words = joined([page.low[i] for i in range(lo, hi)])
    front: list[str] = []
    for i, word in enumerate(words):
        if (
            i
            and word in ("of", "for", "to", "at", "in", "on", "from", "who", "with", "and", "under", "during")
            and front
        ):
            break
        front.append(word)
    heads = frozenset(w for w in front if w in ROLE_WORDS or w in CALLED or w in GENDERED_ROLES or w in JOINED.values())
    if not heads and words[:1] and (words[0] in ("of", "from", "with") or words[:1] == ["who"]):
        heads = frozenset(("member",))
    if heads:
        referent.roles.append(Role(lo, hi, heads, frozenset(words)))
        for head in heads:
            if not referent.gender and head in GENDERED_ROLES:
                referent.gender = GENDERED_ROLES[head]


def role_ranges(page: Page, cast: Cast, name: Name) -> list[tuple[int, int]]:
    """Return the ranges beside a person's name that may tell a role."""
    ranges = []
    first, last = page.sentence_range(name.lo)
    lo = name.lo
    while (
        lo > first
        and name.lo - lo < 14
        and (
            page.pos[lo - 1] in ("NOUN", "PROPN", "ADJ", "NUM", "X")
            or page.possessive(lo - 1)
            or page.low[lo - 1] in ROLE_WORDS
            or page.word[lo - 1] in ("-", "/", "–")
            or (page.word[lo - 1] == "." and (page.low[lo - 2] in ROLE_WORDS or len(page.word[lo - 2]) == 1))
            or (page.low[lo - 1] in ("of", "for") and _of_role(page, lo - 1, first))
        )
        and page.pos[lo - 1] != "ADP"
        and not (page.word[lo - 1][0] in "-–—" and page.end[lo - 2] < page.start[lo - 1])  # a dateline ends there
    ):
        lo -= 1
    if lo < name.lo:
        ranges.append((lo, name.lo))
    if name.lo - 1 > first and page.word[name.lo - 1] == ",":
        start = name.lo - 1
        while (
            start > first
            and name.lo - start < 16
            and page.word[start - 1] not in ',;:"“”'
            and page.pos[start - 1] not in ("VERB", "AUX")
        ):
            start -= 1
        opens = start == first or page.word[start - 1] in ',;:"“”'
        if (
            opens
            and name.lo - 1 - start > 1
            and not any(n.kind == "person" and not page.possessive(n.hi) for n in cast.between(start, name.lo - 1))
        ):
            ranges.append((start, name.lo - 1))
    after = name.hi
    if after < last and page.word[after] == "(":
        close = next((i for i in range(after, min(last, after + 8)) if page.word[i] == ")"), -1)
        if close > 0:
            after = close + 1
    if after + 1 < last and page.word[after] == ",":
        start = after + 1
        if page.low[start] == "who" and start + 2 < last and page.low[start + 1] in LEADING:
            stop = next((i for i in range(start, min(last, start + 14)) if page.word[i] in ",;"), start + 14)
            return [*ranges, (start, min(stop, last))]
        while start < last and (page.pos[start] == "NUM" or page.word[start] == ","):
            start += 1
        stop = start
        while (
            stop < last
            and stop - start < 16
            and page.word[stop] not in ',;:–—“”"()'
            and page.low[stop] not in ("who", "which")
            and not (page.pos[stop] in ("VERB", "AUX") and stop - start < 1)
        ):
            if page.pos[stop] == "AUX" or (
                page.pos[stop] == "VERB" and page.low[stop] not in ROLE_WORDS and stop > start + 1
            ):
                break
            stop += 1
        if (
            start < stop
            and not (page.low[start] == "the" and stop < last and page.pos[stop] in ("VERB", "ADV"))
            and page.pos[start] in ("DET", "NOUN", "PROPN", "ADJ", "PRON", "NUM", "ADV", "ADP", "VERB")
            and not _person_first(cast, start, stop, page)
        ):
            ranges.append((start, stop))
    elif after + 2 < last and page.low[after] in ("of", "from", "with"):
        body = next((n for n in cast.between(after, after + 3) if n.kind == "body"), None)
        where = next((n for n in cast.between(after, after + 3) if n.kind == "place"), None)
        if where and lo < name.lo and page.low[after] == "of":  # "Gov. A of Ohio", "President B of Chad"
            ranges.append((lo, where.hi))
        if body and not set(body.key) & {"university", "college", "institute", "school"}:
            ranges.append((after, body.hi))
    if after + 3 < last and page.word[after] == "," and page.low[after + 1] in ("is", "was"):
        after += 1
    if after + 2 < last and page.low[after] in ("is", "was", "became") and page.low[after + 1] in ("a", "an", "the"):
        stop = after + 2
        while (
            stop < last
            and stop - after < 18
            and page.word[stop] not in ",;:.()"
            and (page.pos[stop] not in ("VERB", "AUX", "PRON", "SCONJ") or page.low[stop] in ("called", "named"))
        ):
            stop += 1
        ranges.append((after + 1, stop))
    return ranges


def _of_role(page: Page, i: int, first: int) -> bool:
    """Say whether "of" at word i joins a role to its bearer ("Prime Minister of Spain Mariano …")."""
    return i - 1 >= first and page.low[i - 1] in ("secretary", "minister", "president", "chief")


def _person_first(cast: Cast, lo: int, hi: int, page: Page) -> bool:
    """Say whether a range begins with a person's name that is no possessor: a list, not an apposition."""
    return any(n.kind == "person" and n.lo <= lo + 1 and not page.possessive(n.hi) for n in cast.between(lo, hi))
