"""Is the same said of another? Two statements that are alike but for a name in the same place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from rapidfuzz.distance import Levenshtein

from sayso.languages.en.stems import stem
from sayso.languages.en.times import MONTHS, WEEKDAYS
from sayso.languages.en.titles import ABBREVIATED, GENDERED
from sayso.languages.places import places
from sayso.stages.match.claims_phrase import Phrase, plainly

_NO_NAMES: Final = frozenset(
    stem(word.rstrip(".")) for words in (MONTHS, WEEKDAYS, GENDERED, ABBREVIATED) for word in words
)
"""Written like names, and none: another day is drift, and a title is not who bears it."""
_SPELLING: Final = 2
"""Letters by which one name may differ in two spellings."""
_LONG: Final = 6
"""Letters from which on the first may be one of them."""
_TELLING: Final = 3.0
_SHARED: Final = 2
"""Telling words that both have, at least."""


def another(a: Phrase, b: Phrase) -> tuple[str, str] | None:
    """Return the two names by which statements differ that are otherwise alike; None where that isn't so."""
    mine, yours = _own(a, b), _own(b, a)
    if not mine or not yours:
        return None
    shared, found = 0, None
    for edit in Levenshtein.opcodes(a.order, b.order):
        here, there = slice(edit.src_start, edit.src_end), slice(edit.dest_start, edit.dest_end)
        ours, theirs = a.order[here], b.order[there]
        if edit.tag == "equal":
            shared += sum(plainly(word) > _TELLING for word in ours)
        elif ours and theirs and mine.issuperset(ours) and yours.issuperset(theirs):
            if _one_and_the_same(ours, theirs) or _one_state(a.written[here], b.written[there]):
                return None
            found = found or (" ".join(a.written[here]), " ".join(b.written[there]))
        elif any(plainly(word) > _TELLING for word in (*ours, *theirs)):
            return None  # another way to put it, perhaps with another name for the same
    return found if shared >= _SHARED else None


def _own(phrase: Phrase, other: Phrase) -> frozenset[str]:
    """Return the names that the one has and the other does not."""
    return phrase.names - other.words - _NO_NAMES


def _one_and_the_same(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Say whether two names are one: spelt in two ways, or cut short."""
    for one in ours:
        for other in theirs:
            near = one[0] == other[0] or min(len(one), len(other)) >= _LONG
            if near and Levenshtein.distance(one, other) <= _SPELLING:
                return True
            if one.startswith(other) or other.startswith(one):
                return True
    return False


def _one_state(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Say whether both name one state: "British" and "UK"."""
    return bool({*_states(ours)} & {*_states(theirs)})


def _states(words: Sequence[str]) -> Iterator[str]:
    tables = places()
    for name in (" ".join(words), *words):
        for table in (tables.states, tables.demonyms, tables.capitals):
            if name.lower() in table:
                yield table[name.lower()]
