"""Take a source's words apart: what is its head, who owns it, which names stand in it."""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sayso.languages.en.bodies import BODY_NOUNS, DOCUMENTS, ORGANISED, OUTLET_NOUNS
from sayso.languages.en.pronouns import DEMONSTRATIVE, FIRST_PLURAL, PERSONAL, POSSESSIVE, RELATIVE
from sayso.languages.en.roles import CANDIDATES, GROUPS, JOINED, KIN, LAWMAKERS, OFFICERS, SELF, UNNAMED
from sayso.stages.identify.cast import Cast
from sayso.stages.identify.names import ROLE_WORDS, THINGS_KEEPERS, Name, spelled
from sayso.stages.identify.page import Page

PERSON_NOUNS = ROLE_WORDS | UNNAMED | KIN | CANDIDATES | LAWMAKERS | OFFICERS | SELF
BODY_HEADS = BODY_NOUNS.keys() | OUTLET_NOUNS | ORGANISED
PLURAL_WORDS = frozenset(
    "people police women men children media both many some most others few several all those families "
    "percent per-cent majority millions youth clergy faithful".split()
)
SINGULAR_S = frozenset(
    "press congress boss witness campus series news business process access chess actress hostess "
    "princess u.s. headquarters politics economics analysis census this thus".split()
)

OFFICES = frozenset(
    ("secretary", "director", "minister", "president", "governor", "mayor", "administrator", "chancellor")
)
"""Offices that are written with "of" before a name."""

Form = Literal["none", "pronoun", "relative", "name", "several", "joined", "description"]


@dataclass(frozen=True, slots=True)
class Phrase:
    """A source's words ``[lo, hi)``, and what carries them."""

    form: Form
    lo: int
    hi: int
    stop: int
    """Where the first noun phrase ends, without what hangs on it."""
    head: int = -1
    name: Name | None = None
    owner: Name | None = None
    owner_pronoun: int = -1
    before: tuple[Name, ...] = ()
    parts: tuple[Phrase, ...] = ()
    definite: bool = False
    indefinite: bool = False


def singular(word: str) -> str:
    """Return a noun's singular, roughly."""
    if word in SINGULAR_S or len(word) < 4 or not word.endswith("s") or word.endswith("ss"):
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "ches", "shes")) else word[:-1]


def plural(page: Page, phrase: Phrase) -> bool:
    """Say whether a description is of several."""
    word = page.low[phrase.head]
    return word in PLURAL_WORDS or (singular(word) != word)


def head_word(page: Page, phrase: Phrase) -> str:
    """Return the head, joined with the word before it where both make one role."""
    i = phrase.head
    pair = JOINED.get((page.low[i - 1], page.low[i])) if i - 1 >= phrase.lo else None
    return pair or spelled(page.low[i])


def analyse(page: Page, cast: Cast, lo: int, hi: int) -> Phrase:
    """Return a source's words taken apart."""
    while lo < hi and not (page.word[lo][0].isalnum() or page.word[lo][0] == "@"):
        lo += 1
    while lo < hi and not page.word[hi - 1][0].isalnum() and page.word[hi - 1] != "%" and not page.possessive(hi - 1):
        hi -= 1
    while hi - lo > 1 and page.low[lo] in ("by", "from", "to"):
        lo += 1
    if lo >= hi:
        return Phrase("none", lo, hi, lo)
    plain_hi = hi - 1 if hi - lo > 1 and page.possessive(hi - 1) else hi
    if page.low[lo] == "both" and lo + 1 < hi and page.low[lo + 1] in PERSONAL:
        lo += 1
    first = page.low[lo]
    if plain_hi - lo == 1 and first in RELATIVE and not cast.between(lo, hi):
        return Phrase("relative", lo, hi, hi, lo)
    if (
        (
            plain_hi - lo == 1
            or (
                plain_hi - lo == 2
                and page.low[lo + 1] in ("all", "both", "too", "himself", "herself", "themselves", "also")
            )
        )
        and (first in PERSONAL)
        and not (page.cap[lo] and first == "us" and page.word[lo] == "US")
    ):
        return Phrase("pronoun", lo, hi, hi, lo)
    if first in PERSONAL and first not in POSSESSIVE and plain_hi - lo > 1 and page.word[lo] != "US":
        return (
            Phrase("pronoun", lo, hi, hi, lo)
            if page.low[lo + 1] not in ("and", ",")
            else _several_with_pronoun(page, cast, lo, hi)
        )
    if (
        2 < hi - lo < 12
        and page.word[lo + 1] == ","
        and page.low[hi - 1] in PERSON_NOUNS
        and singular(page.low[hi - 1]) != page.low[hi - 1]
        and {"and", "or"} & set(page.low[lo + 2 : hi - 1])
        and not cast.between(lo, hi)
    ):  # "State, county and local officials": what stands before the commas goes with the last noun
        return Phrase("description", lo, hi, hi, hi - 1)
    shown_by = next((i for i in range(lo + 1, hi - 2) if page.low[i : i + 2] == ["such", "as"]), -1)
    if shown_by > 0:  # "critics such as A and B": those who are named, if they are people
        named = _several(page, cast, shown_by + 2, hi) or _one(page, cast, shown_by + 2, hi)
        people = [p.name for p in (named.parts or (named,)) if p.name]
        if people and all(n.kind == "person" for n in people):
            return named
    several = _several(page, cast, lo, hi)
    if several:
        return several
    return _one(page, cast, lo, hi)


def _several_with_pronoun(page: Page, cast: Cast, lo: int, hi: int) -> Phrase:
    return Phrase("joined", lo, hi, hi, lo)


def _one(page: Page, cast: Cast, lo: int, hi: int) -> Phrase:
    """Take one noun phrase apart."""
    names = {n.lo: n for n in cast.between(lo, hi)}
    for n in cast.between(max(0, lo - 8), lo):  # a name that began before the source's words
        if n.hi > lo:
            names[lo] = n
    i, head, owner, owner_pronoun = lo, -1, None, -1
    before: list[Name] = []
    last: Name | None = None
    definite = page.low[lo] in ("the", "this", "that", "these", "those") or page.low[lo] in POSSESSIVE
    indefinite = page.low[lo] in (
        "a",
        "an",
        "another",
        "one",
        "some",
        "several",
        "two",
        "three",
        "many",
        "other",
        "no",
        "any",
        "few",
    )
    while i < hi:
        if i in names:
            name = names[i]
            last = name
            head = -1
            before.append(name)
            i = min(name.hi, hi)
            if i < hi and page.possessive(i):
                owner = name
                i += 1
                if i < hi:
                    last = None
                    definite = True
            continue
        low, pos = page.low[i], page.pos[i]
        if low in POSSESSIVE and i < hi - 1:
            owner_pronoun = i
            i += 1
            continue
        if i > lo and (
            low in RELATIVE or page.word[i] in ",():;–—_" or (page.word[i] == "-" and page.end[i - 1] < page.start[i])
        ):
            break
        if page.possessive(i):
            i += 1
            definite = True
            continue
        if (
            pos == "ADP"
            and head < 0
            and last is None
            and low in ("of", "from", "about", "at", "more", "than")
            and i < lo + 3
        ):
            i += 1
            continue
        if (pos == "ADP" or (low in ("to", "for", "of", "by", "from", "in", "on", "with", "who"))) and (
            head >= 0 or last is not None
        ):
            break
        if pos in ("VERB", "AUX") and (head >= 0 or last is not None) and low not in PERSON_NOUNS:
            break
        if low in ("and", "or") and (head >= 0 or last is not None):
            # "law and order officials": the head is what comes last before a stop
            i += 1
            continue
        if _can_head(page, i, head):
            head = i
            last = None if spelled(low) not in ROLE_WORDS or i + 1 >= hi or i + 1 not in names else last
        i += 1
    stop = i
    if owner_pronoun < 0 and stop < hi and page.low[stop] == "of":  # "many of his supporters"
        owner_pronoun = next((j for j in range(stop + 1, min(hi, stop + 3)) if page.low[j] in POSSESSIVE), -1)
    closing = next((n for n in cast.between(lo + 1, hi) if n.hi == hi and n.kind == "person"), None)
    if closing and _office_of(page, lo, closing.lo):
        return Phrase("name", lo, hi, hi, lo, closing, None, -1, tuple(n for n in before if n is not closing), (), True)
    if (
        closing
        and closing is not last
        and not (head >= 0 and spelled(page.low[head]) in PERSON_NOUNS and head < closing.lo - 1)
        and spelled(page.low[closing.lo - 1]) in PERSON_NOUNS
        and not any(
            page.word[j] in ",;"
            or page.low[j] in RELATIVE
            or page.low[j] == "by"
            or (page.pos[j] == "VERB" and page.low[j].endswith("ed"))
            for j in range(lo, closing.lo)
        )
    ):
        return Phrase(
            "name",
            lo,
            hi,
            hi,
            closing.lo - 1,
            closing,
            owner,
            owner_pronoun,
            tuple(n for n in before if n is not closing),
            (),
            definite,
            indefinite,
        )
    opening = names.get(lo)
    if (
        opening
        and head >= 0
        and page.titled[page.sentence[lo]]
        and opening.kind == "person"
        and opening.hi < hi
        and owner is None
        and (
            page.low[opening.hi] not in PERSON_NOUNS
            and page.low[opening.hi] not in BODY_HEADS
            and page.low[opening.hi] not in DOCUMENTS
        )
    ):
        return Phrase("name", lo, hi, opening.hi, -1, opening)
    main = Phrase(
        "description", lo, hi, stop, head, None, owner, owner_pronoun, tuple(before), (), definite, indefinite
    )
    if head < 0 and last is not None:
        rest = tuple(n for n in before if n is not last)
        return Phrase(
            "name",
            lo,
            hi,
            stop,
            -1,
            last,
            owner if owner is not last else None,
            owner_pronoun,
            rest,
            (),
            definite,
            indefinite,
        )
    apposed = _apposed(page, cast, main)
    if apposed:
        return Phrase(
            "name", lo, hi, stop, head, apposed, owner, owner_pronoun, tuple(before), (), definite, indefinite
        )
    if head < 0:
        if page.low[lo] in DEMONSTRATIVE or page.low[lo] in GROUPS:
            return Phrase(
                "description", lo, hi, stop, lo, None, owner, owner_pronoun, tuple(before), (), definite, indefinite
            )
        return Phrase(
            "description",
            lo,
            hi,
            stop,
            max(lo, stop - 1),
            None,
            owner,
            owner_pronoun,
            tuple(before),
            (),
            definite,
            indefinite,
        )
    return main


def _office_of(page: Page, lo: int, hi: int) -> bool:
    """Say whether words are an office written out before its holder's name ("Secretary of the Interior Ann Poe")."""
    at = next((i for i in range(lo, min(hi, lo + 4)) if page.low[i] == "of"), -1)
    return (
        at > lo
        and page.cap[at - 1]
        and spelled(page.low[at - 1]) in OFFICES
        and hi - at > 1
        and all(page.cap[i] or page.low[i] in ("the", "of", "and", "for") for i in range(at, hi))
        and page.cap[hi - 1]
    )


def _can_head(page: Page, i: int, head: int) -> bool:
    """Say whether word i can be a noun phrase's head, given the head so far."""
    low, pos = page.low[i], page.pos[i]
    if pos not in ("NOUN", "PROPN", "NUM", "ADJ", "VERB", "X", "PRON", "ADV", "INTJ") or not page.word[i][0].isalnum():
        return False
    known = spelled(low) in PERSON_NOUNS or low in GROUPS or low in BODY_HEADS or low in DOCUMENTS
    return pos in ("NOUN", "PROPN") or known or (head < 0 and pos != "ADV")


def _apposed(page: Page, cast: Cast, phrase: Phrase) -> Name | None:
    """Return the name set beside a description ("a spokesman, Kenneth Bacon,")."""
    head = head_word(page, phrase) if phrase.head >= 0 else ""
    person = head in PERSON_NOUNS or singular(head).endswith(("er", "or", "ist", "ian", "ant", "ate"))
    body = singular(head) in BODY_HEADS or head in THINGS_KEEPERS
    for name in cast.between(phrase.stop, phrase.hi):
        front = name.lo - 1
        if page.word[front] == "." and front - 1 > phrase.stop and spelled(page.low[front - 1]) in ROLE_WORDS:
            front -= 1
        while (front > phrase.stop and page.low[front] in ("the", "a")) or (
            page.pos[front] in ("NOUN", "ADJ", "PROPN") and front > phrase.stop
        ):
            front -= 1
        closes = (
            name.hi >= phrase.hi
            or page.word[name.hi] in ",("
            or page.low[name.hi] in ("who", "or", "of", "from", "with")
        )
        if (
            page.word[front] in ",–—"
            and closes
            and ((person and name.kind == "person") or (body and name.kind in ("body", "person")))
        ):
            return name
    return None


def _several(page: Page, cast: Cast, lo: int, hi: int) -> Phrase | None:
    """Return a phrase of several parts where the words are names joined by "and"."""
    cut, depth = [], 0
    names = {n.lo: n for n in cast.between(lo, hi)}
    i = lo
    while i < hi:
        if i in names:
            i = names[i].hi
            continue
        if page.word[i] == "(":
            depth += 1
        elif page.word[i] == ")":
            depth -= 1
        elif not depth and page.low[i] in ("and", "&"):
            cut.append(i)
        elif page.low[i] in ("who", "which", "that", "whose") and i > lo:
            break
        i += 1
    if not cut or cut[-1] in (lo, hi - 1):
        return None
    if page.low[cut[-1] + 1] in ("other", "others", "many", "several", "some"):
        return Phrase("description", lo, hi, hi, hi - 1)
    left, right = _one(page, cast, lo, cut[-1]), _one(page, cast, cut[-1] + 1, hi)
    if left.form != "name":
        return None
    parts = [left]
    if right.form == "name" and right.name and left.name:
        if left.name.kind != right.name.kind and "people" in (left.name.kind, right.name.kind):
            return None
        # "Barack Obama, Joe Biden and John Kerry": names between the commas, each at the head of its part
        begin = lo
        for i in range(lo, cut[-1]):
            if page.word[i] == "," and i > begin:
                piece = _one(page, cast, begin, i)
                begin = i + 1
                if (
                    piece.form == "name"
                    and piece.name
                    and piece.name.lo != left.name.lo
                    and piece.name.kind == right.name.kind
                    and (piece.hi - piece.lo < 9 and page.pos[piece.lo] not in ("VERB", "ADP", "DET"))
                ):
                    parts.append(piece)
        if begin > lo:
            piece = _one(page, cast, begin, cut[-1])
            if (
                piece.form == "name"
                and piece.name
                and piece.name.kind == right.name.kind
                and all(p.name is not piece.name for p in parts)
            ):
                parts.append(piece)
        if left.before and left.owner and right.lo > left.name.hi + 6:
            return None
        parts.append(right)
    elif (
        right.form == "description"
        and right.before
        and right.head >= 0
        and page.low[right.head] in ("chain", "newspaper", "network", "agency", "group", "company")
    ):
        parts.append(Phrase("name", right.lo, right.hi, right.stop, -1, right.before[0]))
    else:
        return None
    placed = page.low[left.stop] == "of" and cut[-1] - left.stop <= 4  # "A of Texas and B of Ohio"
    titled = page.word[cut[-1] - 1] == "," and right.form == "name" and right.hi - right.lo > 1 and right.stop >= hi - 3
    if placed or (titled and page.word[left.stop] == "," and all(p.name for p in parts)):
        return Phrase("several", lo, hi, hi, -1, None, None, -1, (), tuple(parts))
    if any(p.name is None for p in parts) or (
        left.name and left.stop < cut[-1] and page.word[left.stop] != "(" and page.word[left.stop] != ","
    ):
        return None
    if (
        len(parts) == 2
        and left.stop < cut[-1]
        and page.word[left.stop] == ","
        and not (page.cap[left.stop + 1] and page.word[cut[-1] - 1] != ",")
    ):
        return None
    return Phrase("several", lo, hi, hi, -1, None, None, -1, (), tuple(parts))


FIRST = FIRST_PLURAL | {"i", "me", "my", "mine", "myself"}
