"""Find the names in a report and say what each is: a person's, a body's, a state's."""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Literal, TypeAlias

from sayso.languages.en.bodies import (
    BODY_ENDS,
    BODY_NOUNS,
    DOCUMENTS,
    LINKED_BODIES,
    MEMBERS,
    NAME_WORDS,
    OUTLET_NOUNS,
    OUTLET_WORDS,
    OUTLETS,
)
from sayso.languages.en.given_names import given_names
from sayso.languages.en.roles import CANDIDATES, GROUPS, JUDGES, LAWMAKERS, OFFICERS, PARTIES, SELF, UNNAMED
from sayso.languages.en.titles import ABBREVIATED, GENDERED, PARTICLES, PLAIN, SUFFIXES
from sayso.languages.places import places
from sayso.languages.places.governments import HOUSES
from sayso.model.parse import Parse
from sayso.stages.identify.page import Page

NameKind: TypeAlias = Literal["person", "body", "place", "people"]

TITLES = PLAIN | GENDERED.keys() | ABBREVIATED.keys()
ROLE_WORDS = TITLES | OFFICERS | LAWMAKERS | JUDGES | CANDIDATES | SELF
MONTHS_AND_DAYS = frozenset(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday jan feb mar apr jun jul aug sep sept oct nov dec mon tue wed".split()
)
Piece: TypeAlias = tuple[int, int, NameKind | None, str]
"""Words ``[lo, hi)``, what the parser takes them for, and the title before them."""

Range: TypeAlias = tuple[int, int, NameKind | None]
"""Words ``[lo, hi)``, and what the parser takes them for."""

SEAT = re.compile(r"[rdi]-[a-z-]+")
"""A lawmaker's party and state ("R-S.C.")."""

ENTITY_KINDS: dict[str, NameKind] = {
    "PERSON": "person",
    "ORG": "body",
    "GPE": "place",
    "NORP": "people",
    "LOC": "place",
    "FAC": "body",
    "PRODUCT": "body",
    "WORK_OF_ART": "body",
}
PARTY_PEOPLE = frozenset("republicans democrats republican democrat conservatives liberals libertarians tories".split())
COMMON = (
    OUTLET_NOUNS | DOCUMENTS | BODY_NOUNS.keys() | GROUPS | UNNAMED | {"county", "local", "federal", "state", "city"}
) - {
    "congress",
    "senate",
    "parliament",
}
"""Nouns that a sentence may open with; no names."""

GEOGRAPHIC = frozenset(
    "island islands county river lake mountain mountains valley province region strait straits sea bay gulf peninsula "
    "desert canal channel district village township beach hills".split()
)
"""A name that ends in one of these is a place's."""

UNIONS = frozenset(("u.n.", "un", "e.u.", "eu", "nato", "united nations", "european union"))
"""Bodies of states, which a parser may take for places."""

SEATS = frozenset(
    "governor mayor sheriff town city village province island port capital emir sultan northern southern eastern "
    "western".split()
)
"""Before "of", these show that a place follows."""

THINGS_KEEPERS = frozenset(
    "operator owner maker manufacturer builder developer supplier contractor insurer publisher provider distributor "
    "producer lender parent".split()
)
"""What a company is to a thing ("the pipeline's operator"); a person is so called far more rarely."""

PERSONAL_OFFICES = frozenset(
    "spokesman spokeswoman spokesperson minister president chairman chairwoman chairperson director secretary mayor "
    "governor ambassador professor lawyer attorney adviser advisor analyst engineer economist researcher historian "
    "commander inspector prosecutor judge senator editor coach captain".split()
)
"""What a person is called right after the name, and a body is not."""

ENDLESS = frozenset(("'s", "’s", "and", "of", "for", "the", "or"))
"""Words with which no name ends."""

RANKS = frozenset(("vice", "prime", "press", "managing", "deputy", "acting", "assistant"))
"""Words before an office that make it another one."""

LINKS = frozenset(("of", "for", "on", "to", "against"))
"""After the noun for a body, these go on with its name."""

_SURE_PERSON = 5
"""Votes that show a name to be a person's: a title before it, an office behind it, or the parser often."""

_LONGEST_FRONT = 3
"""Words before the "and" of a body's name, at most."""

_LONGEST_PAIR = 4
"""Words of a title of which the parser knew one half only, at most."""

JOINERS = frozenset(("of", "the", "and", "for", "&", "-", "to", "on", "in"))


@dataclass(frozen=True, slots=True)
class Name:
    """One name in the text: words ``[lo, hi)`` without title or article."""

    lo: int
    hi: int
    kind: NameKind
    key: tuple[str, ...]
    title: str = ""
    gender: str = ""


def key_of(page: Page, lo: int, hi: int) -> tuple[str, ...]:
    """Return the words by which a name is known: lower case, without stops and article."""
    words = tuple(w for w in page.lows(range(lo, hi)) if w[0].isalnum() or w == "&")
    return words[1:] if words[:1] == ("the",) and len(words) > 1 else words


def spelled(word: str) -> str:
    """Return a title's full word ("sen" → "senator")."""
    return ABBREVIATED.get(word.rstrip("."), word.rstrip("."))


def find_names(page: Page, parse: Parse) -> list[Name]:
    """Return the report's names in order, none overlapping another."""
    parsed = _entity_ranges(page, parse)
    fixed = [r for r in _tabled(page) if not _part_of_more(page, r, parsed)]
    taken = {i for lo, hi, _ in fixed for i in range(lo, hi)}
    ranges = [r for r in parsed if not any(i in taken for i in range(r[0], r[1]))]
    ranges += fixed
    ranges += _capital_runs(page, ranges)
    ranges = _bound(page, _completed(page, _joined(page, _headed(page, sorted(ranges, key=lambda r: r[:2])))))
    pieces = [piece for lo, hi, kind in sorted(ranges, key=lambda r: r[:2]) for piece in _split(page, lo, hi, kind)]
    return _typed(page, _unheadlined(page, pieces))


def _trim(page: Page, lo: int, hi: int) -> tuple[int, int]:
    while lo < hi and not (page.word[lo][0].isalnum() or page.word[lo][0] == "@"):
        lo += 1
    while lo < hi and page.low[lo] in ("the", "a", "an", "this", "that", "his", "her", "their", "its", "our", "my"):
        lo += 1
    while (
        lo < hi - 1 and lo == page.first[page.sentence[lo]] and page.pos[lo] in ("ADP", "SCONJ", "CCONJ", "ADV", "PRON")
    ):
        lo += 1
    while lo < hi and (not page.word[hi - 1][0].isalnum() or page.low[hi - 1] in ENDLESS):
        hi -= 1
    while (
        lo < hi - 1
        and not page.cap[lo]
        and page.pos[lo] in ("ADJ", "NOUN", "VERB", "ADV")
        and page.low[lo] not in PARTICLES
    ):
        lo += 1
    while lo < hi - 1 and not page.cap[hi - 1] and page.pos[hi - 1] in ("ADJ", "NOUN", "VERB", "ADV", "AUX"):
        hi -= 1
    return lo, hi


def _tabled(page: Page) -> list[Range]:
    """Return the names of two words and more that the tables of states and of governments know."""
    ranges: list[Range] = []
    i = 0
    while i < page.size:
        found = 0
        if page.cap[i]:
            for length, kind in _openings().get(page.low[i], ()):
                text = " ".join(page.low[i : i + length])
                if length > found and page.cap[min(page.size, i + length) - 1] and _phrases().get(text) == kind:
                    ranges[len(ranges) - (found > 0) :] = [(i, i + length, kind)]
                    found = length
        i += found or 1
    return ranges


def _part_of_more(page: Page, tabled: Range, parsed: list[Range]) -> bool:
    """Say whether a place's tabled name only opens a body's ("New York" in "The New York Times")."""
    lo, hi, kind = tabled
    if kind != "place":
        return False
    if any(a <= lo and hi < b and found == "body" for a, b, found in parsed):
        return True
    return hi < page.size and page.cap[hi] and page.low[hi] in OUTLET_WORDS and _beside(page, hi)


def _beside(page: Page, i: int) -> bool:
    """Say whether nothing but a space parts word i from the word before it."""
    return page.text[page.end[i - 1] : page.start[i]] == " " and page.sentence[i] == page.sentence[i - 1]


def _headed(page: Page, ranges: list[Range]) -> list[Range]:
    """Give a name that a parser began with "of" the body's noun before it ("Ministry" + "of Works")."""
    out: list[Range] = []
    for lo, hi, kind in ranges:
        if page.low[lo] == "of" and hi - lo > 1:
            whole = lo > 0 and page.cap[lo - 1] and page.low[lo - 1] in NAME_WORDS and _beside(page, lo)
            lo += -1 if whole else 1
            kind = "body" if whole else kind
            while out and lo < out[-1][1]:
                out.pop()
        out.append((lo, hi, kind))
    return out


def _completed(page: Page, ranges: list[Range]) -> list[Range]:
    """Add to a name the capitalised word for a body right behind it ("Defense" + "Ministry"), which a parser drops."""
    out: list[Range] = []
    tables = places()
    for lo, hi, kind in ranges:
        if out and lo < out[-1][1]:
            lo = out[-1][1]
            if lo >= hi:
                continue
        text = " ".join(page.low[lo:hi])
        end = hi
        while (
            end < page.size
            and page.cap[end]
            and page.low[end] in NAME_WORDS
            and _beside(page, end)
            and not page.titled[page.sentence[lo]]
            and text not in tables.demonyms
            and text not in tables.states
            and text not in PARTIES
            and page.low[end - 1] not in ROLE_WORDS
        ):
            end += 1
        out.append((lo, end, kind if end == hi else "body"))
    return out


def _bound(page: Page, ranges: list[Range]) -> list[Range]:
    """Join what a small word inside one body's name has parted ("Health" and "Safety Executive")."""
    tables = places()
    alone = Counter(" ".join(page.low[lo:hi]) for lo, hi, _ in ranges if page.low[hi : hi + 1] not in (["and"], ["&"]))
    out: list[Range] = []
    for lo, hi, kind in sorted(ranges, key=lambda r: r[:2]):
        before = out[-1] if out else None
        if before is not None and before[1] <= lo and not page.titled[page.sentence[lo]]:
            a, b, was = before
            gap = page.low[b:lo]
            close = all(_beside(page, i) for i in range(b, lo + 1)) and page.cap[b - 1] and page.cap[lo]
            if close and (_and(page, before, (lo, hi, kind), gap, alone) or _linked(page, before, (lo, hi, kind), gap)):
                out[-1] = (a, hi, "body")
                continue
            if (
                close
                and gap == ["and"]
                and was == "body"
                and page.low[a] in NAME_WORDS
                and hi - lo == 1
                and not {page.low[lo]} & (tables.states.keys() | given_names().keys())
                and any(page.word[i] == "," for i in range(a, b))
            ):
                out[-1] = (a, hi, "body")  # "Bureau of Roads, Bridges" and "Tunnels"
                continue
        out.append((lo, hi, kind))
    return out


def _and(page: Page, a: Range, b: Range, gap: list[str], alone: Counter[str]) -> bool:
    """Say whether "and" stands inside a body's name: "the Fish and Wildlife Service", not "the Kremlin and NATO"."""
    if gap not in (["and"], ["&"]) or b[1] - b[0] < 2 or page.low[b[1] - 1] not in BODY_ENDS:
        return False
    tables, text = places(), " ".join(page.low[a[0] : a[1]])
    first = page.low[b[0]]
    owned = a[0] > 0 and (page.low[a[0] - 1] in ("the", "u.s.", "uk", "'s", "’s") or page.possessive(a[0] - 1))
    opens = page.low[a[0]] in ("u.s.", "house", "senate", "national", "royal")
    return (
        (owned or opens)
        and a[1] - a[0] <= _LONGEST_FRONT
        and page.low[a[1] - 1] not in NAME_WORDS | OUTLET_WORDS
        and not any(
            name in table
            for name in (text, first)
            for table in (tables.states, tables.demonyms, tables.us_states, tables.capitals)
        )
        and text not in HOUSES
        and " ".join(page.low[b[0] : b[1]]) not in HOUSES
        and text.replace(" ", "-") not in OUTLETS
        and text not in PARTIES
        and text not in UNIONS
        and not text.isupper()
        and not alone[text]
        and (a[2] != "person" or a[1] - a[0] == 1)
        and first not in given_names()
    )


def _linked(page: Page, a: Range, b: Range, gap: list[str]) -> bool:
    """Say whether the noun for a body goes on with a small word ("Center for Harbor Studies")."""
    if not gap or gap[0] not in LINKS or gap[1:] not in ([], ["the"]):
        return False
    tables = places()
    head = page.low[a[1] - 1]
    first, text = page.low[b[0]], " ".join(page.low[b[0] : b[1]])
    lone = b[1] - b[0] == 1 or gap[0] != "for"  # "Center for Arizona Policy"
    where = any(
        text in t or (lone and first in t) for t in (tables.states, tables.demonyms, tables.us_states, tables.capitals)
    ) or (b[2] in ("place", "people"))
    return (
        head in LINKED_BODIES
        and " ".join(page.low[a[0] : a[1]]) not in HOUSES
        and b[2] != "person"
        and not where
        and first not in given_names()
        and first not in ROLE_WORDS
        and first not in MONTHS_AND_DAYS
        and text not in HOUSES
        and text not in UNIONS
        and text.replace(" ", "-") not in OUTLETS
        and not (gap[0] == "to" and b[1] - b[0] < 2)
    )


@cache
def _phrases() -> dict[str, NameKind]:
    known: dict[str, NameKind] = dict.fromkeys(
        (n for n in (*places().states, *places().us_states) if " " in n), "place"
    )
    return known | dict.fromkeys((n for n in HOUSES if " " in n), "body")


@cache
def _openings() -> dict[str, tuple[tuple[int, NameKind], ...]]:
    """Return, by first word, how long the tabled names are that it may open, and what they are."""
    out: dict[str, set[tuple[int, NameKind]]] = defaultdict(set)
    for name, kind in _phrases().items():
        out[name.split()[0]].add((len(name.split()), kind))
    return {word: tuple(sorted(lengths)) for word, lengths in out.items()}


def _joined(page: Page, ranges: list[Range]) -> list[Range]:
    """Join pieces of one name that the parser took for two: neighbours, with nothing but a space between."""
    out: list[Range] = []
    for lo, hi, kind in ranges:
        if out and _continues(page, out[-1], (lo, hi, kind)):
            before = out.pop()
            kinds = {before[2], kind}
            out.append((before[0], hi, "body" if "body" in kinds else "person" if "person" in kinds else None))
        else:
            out.append((lo, hi, kind))
    # what is one body's name in one place is one in all: "Alder Chemicals", of which the parser knew "Alder" here
    bodies = {key_of(page, lo, hi) for lo, hi, kind in out if kind == "body" and not page.titled[page.sentence[lo]]}
    again: list[Range] = []
    for lo, hi, kind in out:
        beside = bool(again) and again[-1][1] == lo and page.cap[lo] and _beside(page, lo)
        if beside and key_of(page, again[-1][0], hi) in bodies:
            again[-1] = (again[-1][0], hi, "body")
        else:
            again.append((lo, hi, kind))
    return again


def _continues(page: Page, a: Range, b: Range) -> bool:
    """Say whether two neighbouring pieces are one name."""
    if a[1] != b[0] or page.sentence[a[0]] != page.sentence[b[0]] or page.titled[page.sentence[a[0]]]:
        return False
    between = page.text[page.end[a[1] - 1] : page.start[b[0]]]
    if not between or between.strip() or "\n\n" in between or not (page.cap[a[1] - 1] and page.cap[b[0]]):
        return False
    text, end, first = " ".join(page.low[a[0] : a[1]]), page.low[a[1] - 1], page.low[b[0]]
    if text in PARTIES and b[2] == "body" and NAME_WORDS.intersection(page.low[b[0] : b[1]]):
        return True  # "Republican National Committee"
    tables = places()
    if {text, first} & (
        tables.states.keys() | tables.demonyms.keys() | tables.us_states.keys() | tables.capitals.keys()
    ):
        return False
    if text in HOUSES or end in ROLE_WORDS or first in ROLE_WORDS or first in MONTHS_AND_DAYS:
        return False
    if _called(page, a[0], b[1]):
        return True
    if {a[2], b[2]} == {None, "body"}:  # "Border" + "Herald": a title, half of which the parser knew
        both = " ".join(page.low[b[0] : b[1]])
        return (
            b[1] - a[0] <= _LONGEST_PAIR
            and all(page.pos[i] == "PROPN" for i in range(a[0], b[1]))
            and not ({end, first} - OUTLET_WORDS - NAME_WORDS) & given_names().keys()
            and both not in HOUSES
            and not {text, both} & UNIONS
            and not {text.replace(" ", "-"), both.replace(" ", "-")} & OUTLETS
            and text not in PARTIES
        )
    if {a[2], b[2]} == {"body", "person"}:
        return end not in given_names() and first not in given_names()
    if {a[2], b[2]} == {None, "person"}:  # "Margit" + "Ház": one half of a name is known, the other only capitalised
        whole = range(a[0], b[1])
        return (
            len(whole) <= 3
            and all(page.pos[i] == "PROPN" for i in range(*(a if a[2] is None else b)[:2]))
            and first not in given_names()
            and not NAME_WORDS.intersection(page.low[a[0] : b[1]])
            and not OUTLET_WORDS.intersection(page.low[a[0] : b[1]])
            and text not in PARTIES
            and (a[2] is None or end in given_names() or a[1] - a[0] == 1)
        )
    return a[2] == b[2] and a[2] in ("body", "person") and first not in given_names()


def _entity_ranges(page: Page, parse: Parse) -> list[Range]:
    taken, ranges = 0, []
    for entity in sorted(parse.entities, key=lambda e: e.span):
        kind = ENTITY_KINDS.get(entity.kind)
        if kind is None:
            continue
        lo, hi = _trim(page, *page.at(*entity.span))
        if lo < taken or lo >= hi or not any(page.cap[i] for i in range(lo, hi)):
            continue
        # what stands in brackets after a name is another name; a dash or a possessive parts names, too
        part = lo
        for i in range(lo, hi + 1):
            if (
                i == hi
                or page.word[i] in '(),;:"“”–—[]'
                or (page.possessive(i) and not _of_members(page, i, hi))
                or "\n" in page.text[page.end[i - 1] : page.start[i]] * (i > lo)
            ):
                a, b = _trim(page, part, i)
                if a < b and any(page.cap[j] for j in range(a, b)):
                    ranges.append(
                        (a, b, kind if (a, b) == (lo, hi) or kind != "body" else None if b - a < hi - lo else kind)
                    )
                part = i if i < hi and page.word[i][0].isalnum() and not page.possessive(i) else i + 1
        taken = hi
    return ranges


def _of_members(page: Page, i: int, hi: int) -> bool:
    """Say whether a possessive inside a name tells whose body it is ("the Lawyers' Committee")."""
    return (
        page.low[i - 1] in MEMBERS
        and page.cap[i - 1]
        and i + 1 < hi
        and page.cap[i + 1]
        and bool(NAME_WORDS.intersection(page.low[i + 1 : hi]))
    )


def _capital_runs(page: Page, ranges: list[Range]) -> list[Range]:
    """Return runs of capitalised words that no entity covers."""
    covered = bytearray(page.size)
    for lo, hi, _ in ranges:
        for i in range(lo, hi):
            covered[i] = 1
    runs: list[Range] = []
    i = 0
    while i < page.size:
        if covered[i] or not _nameword(page, i):
            i += 1
            continue
        lo = i
        while (
            i < page.size
            and not covered[i]
            and (
                _nameword(page, i)
                or (i > lo and page.low[i] in PARTICLES and i + 1 < page.size and page.cap[i + 1])
                or (i > lo and page.word[i] == "." and (len(page.word[i - 1]) == 1 or page.low[i - 1] in ABBREVIATED))
            )
            and (i == lo or page.sentence[i] == page.sentence[lo])
        ):
            i += 1
        a, b = _trim(page, lo, i)
        if a < b:
            runs.append((a, b, None))
        i = max(i, lo + 1)
    return runs


def _nameword(page: Page, i: int) -> bool:
    if not page.cap[i] or page.low[i] in MONTHS_AND_DAYS or page.low[i] in ("i", "i'm", "i've", "i'd", "i'll"):
        return False
    if page.pos[i] in ("PROPN",):
        return True
    initial = i == page.first[page.sentence[i]] or not page.word[i - 1][0].isalnum()
    if page.pos[i] in ("NOUN", "ADJ", "X", "VERB") and not initial and not page.titled[page.sentence[i]]:
        return True
    return page.pos[i] in ("NOUN", "ADJ", "ADV", "X", "INTJ") and page.low[i] in given_names() and len(page.low[i]) > 3


def _split(page: Page, lo: int, hi: int, kind: NameKind | None) -> list[Piece]:
    """Part titles and roles from the name that follows them; yields (lo, hi, kind, title)."""
    last_role = -1
    for i in range(lo, hi):
        word = page.low[i]
        if (
            (word in ROLE_WORDS or word in PARTIES)
            and i + 1 < hi
            and not (word in given_names() and word not in TITLES)
        ):
            last_role = i
    title = ""
    before = lo - 1
    if before >= 0 and page.word[before] == "." and page.low[before - 1] in ABBREVIATED.keys() | {"mr", "mrs", "ms"}:
        before -= 1
    if (
        before >= 0
        and page.start[lo] - page.end[before] <= 3
        and page.low[before] in TITLES
        and "\n" not in page.text[page.end[before] : page.start[lo]]
    ):
        title = page.low[before]
    if last_role >= 0:
        start = last_role + 1
        if start < hi and page.word[start] == ".":
            start += 1
        rest = [w for w in page.lows(range(start, hi)) if w[0].isalnum()]
        personal = (
            0 < len(rest) <= 4
            and not any(w in NAME_WORDS or w in ("of", "for", "and") for w in rest)
            and (kind == "person" or len(rest) > 1 or page.low[last_role] in TITLES)
        )
        if personal and rest[0] not in places().states:
            out: list[Piece] = []
            front = last_role
            while front > lo and (
                page.low[front - 1] in ROLE_WORDS
                or page.word[front - 1] == "."
                or page.low[front - 1] in PARTIES
                or page.low[front - 1] in ("presidential", "vice-presidential", "press", "prime", "vice", "former")
            ):
                front -= 1
            if front > lo:
                out.append((*_trim(page, lo, front), None if kind == "person" else kind, ""))
            out.append((start, hi, "person", page.low[last_role]))
            return [piece for piece in out if piece[0] < piece[1]]
    while lo < hi - 1 and page.low[lo] in PARTIES and kind == "person":
        lo += 1
    while (
        hi - lo > 1
        and kind == "body"
        and page.low[hi - 1] in ROLE_WORDS - NAME_WORDS
        and hi < page.size
        and page.cap[hi]
    ):
        hi -= 1  # "Defense Minister", with the minister's name to follow
    return [(lo, hi, kind, title)]


def _unheadlined(page: Page, pieces: list[Piece]) -> list[Piece]:
    """Cut down what a headline's capitals have joined to the names that the text below knows."""
    known: set[tuple[str, ...]] = set()
    for lo, hi, _, _ in pieces:
        if not page.titled[page.sentence[lo]]:
            key = key_of(page, lo, hi)
            known |= {key, key[-1:], key[:1]} if len(key) <= 4 else {key}
    out: list[Piece] = []
    for piece in pieces:
        lo, hi, _, title = piece
        key = key_of(page, lo, hi)
        full = 1 < len(key) < 4 and key[0] in given_names() and key[-1:] in known
        if page.titled[page.sentence[lo]] and hi - lo > 1 and key not in known and not full:
            spans = [
                (b - a, -a, a, b) for a in range(lo, hi) for b in range(a + 1, hi + 1) if key_of(page, a, b) in known
            ]
            spans = [s for s in spans if page.low[s[2]] not in ("the", "and", "of")]
            if spans:
                _, _, a, b = max(spans)
                out.append((a, b, None, title if a == lo else ""))
                continue
        out.append(piece)
    return out


def _typed(page: Page, pieces: list[Piece]) -> list[Name]:
    """Let all places of one name vote on what it names."""
    given, where = given_names(), places()
    votes: dict[tuple[str, ...], Counter[NameKind]] = defaultdict(Counter)
    keyed = []
    for lo, hi, kind, title in pieces:
        key = key_of(page, lo, hi)
        if not key or all(w.isdigit() or len(w) == 1 for w in key) or SEAT.fullmatch("-".join(key)):
            continue
        keyed.append((lo, hi, title, key))
        vote = votes[key]
        if kind:
            vote[kind] += 2 if not page.titled[page.sentence[lo]] else 1
        if title and (title in TITLES):
            vote["person"] += 6
        after = page.low[hi : hi + 2]
        if (
            not page.titled[page.sentence[lo]]
            and after[:1]
            and (after[0] in ("newspaper", "magazine", "website", "radio", "tv") or after == ["news", "agency"])
        ):
            vote["body"] += 12
        if _called(page, lo, hi) and not (len(key) in (2, 3) and key[0] in given):
            vote["body"] += 12
        elif _in_office(page, lo, hi) and not any(w in NAME_WORDS or w in OUTLET_WORDS for w in key):
            vote["person"] += 12
        if lo > 1 and page.low[lo - 1] == "of" and page.low[lo - 2] in SEATS:
            vote["place"] += 8
    known_people = set()
    for key, vote in votes.items():
        name = " ".join(key)
        if name in where.states or name in where.capitals or name in where.us_states:
            vote["place"] += 50 if vote["person"] < 12 else 4
        if name in where.demonyms:
            vote["people"] += 50
        if name in HOUSES or name.replace(" ", "-") in OUTLETS or (len(key) > 1 and name in PARTIES):
            vote["body"] += 50
        if any(w in NAME_WORDS for w in key[1:]) or (key[-1] in OUTLET_WORDS and len(key) > 1):
            vote["body"] += 20
        elif key[0] in NAME_WORDS or (len(key) == 1 and key[0] in OUTLET_WORDS):
            vote["body"] += 3
        if (
            len(key) in (2, 3, 4)
            and key[0] in given
            and vote["person"] + vote["body"] + vote["place"]
            and not any(w in JOINERS for w in key)
        ):
            vote["person"] += 5
        elif len(key) == 1 and given.get(key[0]) and not page_word(key[0]):
            vote["person"] += 3
        if len(key) > 1 and key[-1] in GEOGRAPHIC:
            vote["place"] += 20
        if name in UNIONS:
            vote["body"] += 80
        if key[0] in PARTY_PEOPLE and len(key) == 1:
            vote["people"] += 50
        if len(key) > 1 and vote.most_common(1) and vote.most_common(1)[0][0] == "person" and len(key) <= 5:
            known_people.add(key)
    tails = {
        key[n:]
        for key, vote in votes.items()
        for n in range(1, len(key) - 1)
        if vote and vote.most_common(1)[0][0] == "body"
    }
    surnames = {key for key, vote in votes.items() if len(key) == 1 and vote["person"] > 5}
    known_people |= {
        key
        for key in votes
        if 1 < len(key) < 4 and key[-1:] in surnames and not any(w in NAME_WORDS or w in OUTLET_WORDS for w in key)
    }
    lower = {page.low[i] for i in range(page.size) if not page.cap[i]}
    surnamed = {
        key[-1:]
        for key in known_people
        if 1 < len(key) < 4 and key[-1] in OUTLETS and (key[0] in given or votes[key]["person"] > _SURE_PERSON)
    }
    endings = {key[-n:] for key in known_people for n in (1, 2) if len(key) > n}
    firsts = {key[:1] for key in known_people}
    names = []
    for lo, hi, title, key in keyed:
        vote = votes[key]
        known = key in known_people or key in endings or (key in firsts and vote["person"] >= vote["place"])
        borne = len(key) == 1 and key in surnamed  # a surname that a person bears is no outlet's name here
        if known and (borne or not page_word(" ".join(key))) and key[0] not in NAME_WORDS:
            vote = Counter(("person",))
        elif (
            len(key) == 1
            and not vote["person"] > 5
            and (key[0] in lower or key[0] in COMMON)
            and _opens(page, lo)
            and not page_word(key[0])
        ):
            continue  # an ordinary word that opens a sentence
        if not vote:
            if key[0] in given and len(key) > 1:
                vote = Counter(("person",))
            elif (len(key) == 1 and page.titled[page.sentence[lo]]) or (
                len(key) == 1 and (page.low[lo] in ROLE_WORDS or page.low[lo] in PARTIES)
            ):
                continue
            else:
                vote = Counter(("body",))
        final = vote.most_common(1)[0][0]
        if final == "person" and len(key) > 1 and key in tails and key[0] not in given:
            final = "body"  # the end of a longer name that is a body's
        if final == "place" and title in TITLES and len(key) == 1 and GENDERED.get(title):
            final = "person"
        if len(key) == 1 and key[0] in ABBREVIATED:
            continue  # "Gov.", of whomever
        if key in (("company",), ("firm",)) and lo and page.low[lo - 1] == "the":
            continue  # "The Company", in a company's own papers
        if title == "chief" and key == ("executive",):
            continue  # "Chief Executive of …": an office
        if all(w in ROLE_WORDS or w in RANKS for w in key) and (
            len(key) > 1 or (key[0] in RANKS and page.low[hi : hi + 1] and page.low[hi] in ROLE_WORDS)
        ):
            continue  # "Vice President", of whomever
        if (
            final == "body"
            and len(key) == 1
            and (key[0] in TITLES or key[0] in JUDGES)
            and page.low[hi : hi + 1]
            and page.cap[hi]
            and page.pos[hi] == "PROPN"
            and _beside(page, hi)
        ):
            continue  # "Justice" before a judge's name
        if final == "person" and (len(key) > 5 or (key[0] in ROLE_WORDS and len(key) == 1 and not title)):
            continue
        names.append(Name(lo, hi, final, key, title, _gender(title, key) if final == "person" else ""))
    return _swept(page, names, endings)


def _called(page: Page, lo: int, hi: int) -> bool:
    """Say whether the words before a name call it a body ("the website X", "the line's operator, X,")."""
    if lo < 2:
        return False
    if page.low[lo - 1] in OUTLET_NOUNS - {"press", "media", "radio"} and page.sentence[lo - 1] == page.sentence[lo]:
        return page.low[hi : hi + 1] not in (["reporter"], ["editor"])
    return (
        lo > 2
        and page.word[lo - 1] == ","
        and page.low[lo - 2] in THINGS_KEEPERS
        and (page.low[lo - 3] in ("its", "their") or page.possessive(lo - 3))
        and page.word[hi : hi + 1] in ([","], ["."])
    )


def _in_office(page: Page, lo: int, hi: int) -> bool:
    """Say whether the words after a name give it an office that only a person holds ("X, the spokesman of …")."""
    if not 1 < hi - lo < 4 or page.word[hi : hi + 1] != [","] or page.titled[page.sentence[lo]]:
        return False
    at = hi + 1
    if page.low[at : at + 1] not in (["the"], ["a"], ["an"], ["its"], ["their"]):
        return False
    for i in range(at + 1, min(at + 5, page.size - 1)):
        if page.low[i] in PERSONAL_OFFICES:
            return page.low[i + 1] in ("of", "for", "at", "in", "to", "with", "who", ",")
        if page.pos[i] not in ("ADJ", "NOUN", "PROPN") and not page.possessive(i):
            return False
    return False


def _swept(page: Page, names: list[Name], surnames: set[tuple[str, ...]]) -> list[Name]:
    """Add the places where a known surname stands that neither parser nor capitals made a name of."""
    covered = bytearray(page.size)
    for name in names:
        covered[name.lo : name.hi] = b"\1" * (name.hi - name.lo)
    singles = {key[0] for key in surnames if len(key) == 1 and len(key[0]) > 2} - places().demonyms.keys()
    singles -= places().states.keys() | places().us_states.keys() | NAME_WORDS | ROLE_WORDS
    found = [
        Name(i, i + 1, "person", (page.low[i],))
        for i in range(page.size)
        if not covered[i] and page.cap[i] and page.low[i] in singles and not (i and covered[i - 1] and page.cap[i - 1])
    ]
    return sorted([*names, *found], key=lambda n: n.lo) if found else names


def _opens(page: Page, lo: int) -> bool:
    """Say whether a word is capitalised for where it stands: it opens a sentence, or all words there are."""
    first = page.first[page.sentence[lo]]
    return (
        page.titled[page.sentence[lo]]
        or not any(page.word[i][0].isalnum() for i in range(first, lo))
        or not page.word[lo - 1][0].isalnum()
    )


def _gender(title: str, key: tuple[str, ...]) -> str:
    """Return what a title or a given name tells of gender, and "" where they tell nothing."""
    if GENDERED.get(title):
        return GENDERED[title]
    words = [w for w in key if w not in SUFFIXES and w not in PARTICLES]
    if len(words) > 1:
        for word in words[:-1]:
            found = given_names().get(word) or given_names().get(word.partition("-")[0])
            if found:
                return found
            if len(word) > 1:
                return ""
    return ""


def page_word(word: str) -> bool:
    """Say whether a given name is a place's or a body's name, too."""
    return word in places().states or word in places().us_states or word.replace(" ", "-") in OUTLETS or word in HOUSES


def doubtful(name: Name) -> bool:
    """Say whether a name taken for a body's or a place's may well be a person's.

    A name of one to three words that no table knows, and that holds no word for a body, is typed by
    the parser alone, and a parser errs most on rare surnames.
    """
    where, text = places(), " ".join(name.key)
    return (
        name.kind in ("body", "place")
        and len(name.key) <= 3
        and not any(w in NAME_WORDS or w in OUTLET_WORDS or w in JOINERS for w in name.key)
        and text not in where.states
        and text not in where.demonyms
        and text not in where.capitals
        and text not in where.us_states
        and text not in HOUSES
        and text.replace(" ", "-") not in OUTLETS
    )
