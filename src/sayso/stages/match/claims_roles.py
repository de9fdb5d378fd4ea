"""Who does it, and to whom: "A shelled B" and "B shelled A" have the same words and are two claims."""

from __future__ import annotations

import re

from sayso.languages.en.function_words import FUNCTION_WORDS
from sayso.languages.en.times import MONTHS, WEEKDAYS
from sayso.stages.match.claims_phrase import Phrase, plainly

_TELLING = 2.0
_ACCUSED = re.compile(r"(.{1,80}?) of (?:\w+ly )?\w+ing\b", re.DOTALL)
_NEAR = 5
"""Words between a name and what is done, at most."""
_PREFIX = 4
"""Letters that two forms of one name have in common ("Velmara", "Velmaran")."""


def turned_round(a: Phrase, b: Phrase) -> str:
    """Return a sentence where two statements have the same two names in each other's part; else nothing."""
    ours, theirs = _proper(a), _proper(b)
    if len(ours.keys() & theirs.keys()) > 1:
        swapped = ""
        for word in sorted((a.words & b.words) - ours.keys() - theirs.keys()):
            if plainly(word) < _TELLING or a.order.count(word) != 1 or b.order.count(word) != 1:
                continue
            (doing, done), (other_doing, other_done) = _sides(a, word, ours), _sides(b, word, theirs)
            if doing & other_doing or done & other_done:
                return ""
            if doing & other_done and done & other_doing:
                one, two = min(doing & other_done), min(done & other_doing)
                swapped = (
                    f"In one {a.shown(one)} stands where the other has {b.shown(two)}, and the other way round, "
                    f"beside “{a.shown(word)}”."
                )
        if swapped:
            return swapped
    accused, also = _accused(a), _accused(b)
    if accused and also and not any(x[:_PREFIX] == y[:_PREFIX] for x in accused for y in also):
        return f"One accuses {', '.join(sorted(accused))}, the other {', '.join(sorted(also))}."
    return ""


def _proper(phrase: Phrase) -> dict[str, list[int]]:
    """Return the capitalised words, those of grammar and of the calendar apart, and where they stand."""
    found: dict[str, list[int]] = {}
    for place, (stem, written) in enumerate(zip(phrase.order, phrase.written, strict=True)):
        plain = written.casefold()
        if written[0].isupper() and plain not in FUNCTION_WORDS and plain not in MONTHS and plain not in WEEKDAYS:
            found.setdefault(stem, []).append(place)
    return found


def _sides(phrase: Phrase, word: str, names: dict[str, list[int]]) -> tuple[set[str], set[str]]:
    """Return the name right before a word, who does it, and the one right after it, to whom it is done.

    "Was … by" turns them round.
    """
    at = phrase.order.index(word)
    places = {place: stem for stem, found in names.items() for place in found}
    before = _run(places, range(at - 1, at - 1 - _NEAR, -1), -1)
    passive = at > 0 and phrase.order[at - 1] == "be"
    by = next((i for i in range(at + 1, len(phrase.order)) if phrase.written[i].casefold() == "by"), None)
    if passive and by is not None:
        return _run(places, range(by + 1, by + 1 + _NEAR), 1), before
    return before, _run(places, range(at + 1, at + 1 + _NEAR), 1)


def _run(places: dict[int, str], among: range, step: int) -> set[str]:
    """Return the words of the first name among some places."""
    first = next((place for place in among if place in places), None)
    found: set[str] = set()
    while first is not None and first in places:
        found.add(places[first])
        first += step
    return found


def _accused(phrase: Phrase) -> set[str]:
    """Return the names of whom a statement accuses ("the town of A of burning …"), as they are written."""
    found = _ACCUSED.match(" ".join(phrase.written))
    if not found:
        return set()
    words = found[1].split()
    return {w.casefold() for w in words if w[0].isupper() and w.casefold() not in FUNCTION_WORDS}
