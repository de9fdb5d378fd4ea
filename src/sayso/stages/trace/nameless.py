"""May a nameless source be another one? By number, and by what it is called, as far as the words tell."""

from __future__ import annotations

import re
from typing import Final

from sayso.languages.en.reporting import BYSTANDERS, IN_THE_KNOW, MANY, OFFICE_HOLDERS, ONE_OF, PRIVATE
from sayso.model.source import SourceKind
from sayso.model.trace import TraceSource

_WORD: Final = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_FRONT_ENDS: Final = re.compile(
    r"[,;(–—]|\b(?:who|which|that|of|in|at|from|for|with|on|by|close|familiar|near|working|briefed|speaking)\b", re.I
)
_BODIES: Final[frozenset[SourceKind]] = frozenset({"organisation", "outlet"})


def may_be(nameless: TraceSource, other: TraceSource, *, other_named: bool) -> bool:
    """Say whether a nameless source may be another one.

    Several are not one named person, and who is only called a witness, a critic or a person
    speaks for no office and is no body. Of two groups or papers, those may be one that are called alike.
    """
    if {_class(nameless, named=False), _class(other, named=other_named)} == {"office", "private"}:
        return False
    if other_named and other.kind == "person":
        return not _many(nameless)
    if other_named and other.kind in _BODIES:
        # officials of a body, and its papers' readers, may be who speaks for it; the public never is
        return bool(_words(nameless.name) & (OFFICE_HOLDERS | IN_THE_KNOW) or nameless.party)
    if {"group", "document"} & {nameless.kind, other.kind}:
        return bool(_heads(nameless.name) & _heads(other.name))
    return True


def one_letter_apart(one: str, two: str) -> bool:
    """Say whether one letter put in, left out or changed makes one word of the other."""
    if abs(len(one) - len(two)) > 1:
        return False
    at = next((i for i, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))
    return one[at + 1 :] == two[at + 1 :] or one[at + 1 :] == two[at:] or one[at:] == two[at + 1 :]


def _class(source: TraceSource, *, named: bool) -> str:
    """Say whether somebody holds an office or is a private person; nothing where the words don't tell."""
    words = frozenset() if named else _words(source.name)
    if words & BYSTANDERS or (words & PRIVATE and not words & IN_THE_KNOW):
        return "private"
    return "office" if source.party or source.kind in _BODIES or words & OFFICE_HOLDERS else ""


def _many(source: TraceSource) -> bool:
    """Say whether the words are for several."""
    if source.kind == "group":
        return True
    front = _WORD.findall(_front(source.name).casefold())
    if not front or front[0] in ("a", "an", "one", "another"):
        return False
    return bool(MANY.intersection(front)) or _plural(front[-1])


def _heads(name: str) -> frozenset[str]:
    """Return the words by which somebody is called, in the singular, without those that only count them."""
    front = _WORD.findall(_front(name).casefold())
    heads = frozenset(w[:-1] if _plural(w) and w not in MANY else w for w in front if len(w) > 2)
    return frozenset("person" if w == "people" else w for w in heads) - (MANY - {"people"}) - ONE_OF


def _front(name: str) -> str:
    found = _FRONT_ENDS.search(name)
    front = name[: found.start()] if found else name
    return front if front.strip() else name


def _plural(word: str) -> bool:
    return word in MANY or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "'s", "’s")))


def _words(name: str) -> frozenset[str]:
    return frozenset(w.casefold() for w in _WORD.findall(name))
