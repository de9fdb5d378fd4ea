"""States that no table knows: shown as states by the report's own words ("X's ambassador", "the X navy")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.languages.en.states import ENDINGS, ENVOYS, ORGANS, SENT, SERVICES, SURE_ORGANS
from sayso.languages.places import Places, places
from sayso.stages.identify.names import Name
from sayso.stages.identify.page import Page

_LONGEST_BODY = 6
"""Words that a body's name has at most."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The tables of states with those added that one report shows, and the words that show each."""

    where: Places
    words: dict[str, str]
    """A state's name, as the report writes it, to the words that show it as one."""


def shown_states(page: Page, names: Sequence[Name]) -> Shown:
    """Return the tables with the states added that only the report's words show."""
    where = places()
    words: dict[str, str] = {}
    unknown = [n for n in names if not _known(n, where)]
    written: dict[str, str] = {}
    for name in unknown:
        if not page.titled[page.sentence[name.lo]]:
            written.setdefault(" ".join(name.key), page.shown(name.lo, name.hi))
    for name in unknown:
        if len(name.key) > 3 or name.title or (name.key[0] not in written and " ".join(name.key) not in written):
            continue
        found = _proof(page, name) or ("" if _surname(name, names) else _governed(page, name))
        if found:
            state = _state_of(" ".join(name.key), written)
            if state:
                words.setdefault(written[state], found)
    for name in names:  # "Velmara denied it. Its ambassador to Ostrand …": whoever sends an ambassador is a state
        text = " ".join(name.key)
        sent = _sends(page, name) if text in written else ""
        if sent and name.kind != "person":
            words.setdefault(written[text], sent)
    if not words:
        return Shown(where, {})
    states = dict(where.states)
    demonyms = dict(where.demonyms)
    for state in words:
        states[state.lower()] = state
        for name in unknown:
            text = " ".join(name.key)
            if text != state.lower() and _demonym(text, state.lower()):
                demonyms[text] = state
    return Shown(replace(where, states=states, demonyms=demonyms), words)


def retyped(names: Sequence[Name], shown: Shown) -> list[Name]:
    """Return the names with the states that the report shows made places, and what is made of them peoples."""
    if not shown.words:
        return list(names)
    where, known = shown.where, places()
    out = []
    for name in names:
        text = " ".join(name.key)
        if text in where.states and text not in known.states:
            name = replace(name, kind="place", gender="")
        elif text in where.demonyms and text not in known.demonyms:
            name = replace(name, kind="people", gender="")
        out.append(name)
    return out


def _known(name: Name, where: Places) -> bool:
    text = " ".join(name.key)
    return text in where.states or text in where.demonyms or text in where.us_states or text in where.capitals


def _demonym(text: str, state: str) -> bool:
    """Say whether a word is made of a state's name ("Velmaran" of "Velmara")."""
    if text.endswith("s") and _demonym(text[:-1], state):
        return True
    stem = re.sub(r"(?:ia|y|a|e|o|i)$", "", state)
    return len(stem) > 2 and any(text == base + end for base in {stem, state} for end in ENDINGS)


def _state_of(text: str, written: dict[str, str]) -> str | None:
    """Return the name that the report uses for the state itself: its own, or that of which the word is made."""
    return next((other for other in written if other != text and _demonym(text, other)), None) or (
        None if any(text.endswith(end) and len(end) > 1 for end in ENDINGS) else text
    )


def _proof(page: Page, name: Name) -> str:
    """Return the words that show a name to be a state's, or nothing."""
    lo, hi = name.lo, name.hi
    organs = SURE_ORGANS if name.kind == "person" else ORGANS
    after = hi
    owns = page.possessive(after)
    if owns:
        after += 1
    elif name.kind == "place":
        pass
    elif not any(page.low[hi - 1].endswith(end) for end in ENDINGS):
        after = page.size
    for length in (1, 2, 3):
        if after + length <= page.size and " ".join(page.low[after : after + length]) in organs:
            return page.shown(lo, after + length)
    if owns:
        end = after
        while end < page.size and end - after < _LONGEST_BODY and page.cap[end]:
            end += 1
        if _service(page, after, end):
            return page.shown(lo, end)
    start = lo - 1
    if start > 0 and page.low[start] == "the":
        start -= 1
    if start > 0 and page.low[start] in ("to", "in") and page.low[start - 1] in SENT:
        return page.shown(start - 1, hi)
    if start > 0 and page.low[start] == "of":
        for length in (1, 2, 3):
            first = start - length
            if first >= 0 and " ".join(page.low[first:start]) in organs:
                return page.shown(first, hi)
        first = start
        while first > 0 and start - first < _LONGEST_BODY and page.cap[first - 1]:
            first -= 1
        if _service(page, first, start):
            return page.shown(first, hi)
    return ""


def _governed(page: Page, name: Name) -> str:
    """Return the words "the government of X", which few say of a person, or nothing."""
    lo = name.lo - 3
    if lo < 0 or name.hi - name.lo > 1 or name.gender or page.low[lo : name.lo] != ["the", "government", "of"]:
        return ""
    return page.shown(lo + 1, name.hi)


def _surname(name: Name, names: Sequence[Name]) -> bool:
    """Say whether a report has a longer name that ends in this one: then it is somebody's."""
    return any(other.kind == "person" and len(other.key) > 1 and other.key[-1:] == name.key for other in names)


def _service(page: Page, lo: int, hi: int) -> bool:
    """Say whether words ``[lo, hi)`` are the name of a body that only a state has."""
    return hi - lo > 1 and " ".join(page.low[hi - 2 : hi]) in SERVICES


def _sends(page: Page, name: Name) -> str:
    """Return the words by which somebody sends an ambassador, where a name opens the sentence before."""
    first, last = page.sentence_range(name.lo)
    opens = name.lo - first <= 1
    if not opens or last + 2 >= page.size or page.low[last] != "its":
        return ""
    for length in (1, 2, 3):
        organ = " ".join(page.low[last + 1 : last + 1 + length])
        if organ in ENVOYS | SURE_ORGANS:
            end = last + 1 + length
            if page.low[end : end + 1] in (["to"], ["in"]):
                end = min(page.size, end + 2)
            return page.shown(last, end)
    return ""
