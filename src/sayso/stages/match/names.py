"""How a source is called, taken apart so that names can be compared over reports."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from sayso.languages.en.agencies import AGENCIES
from sayso.languages.en.bodies import COMPANY_FORMS
from sayso.languages.en.titles import ABBREVIATED, GENDERED, PLAIN, SUFFIXES

_TITLES: Final = PLAIN | GENDERED.keys() | ABBREVIATED.keys()
_AGENCY: Final = {form.casefold(): short for short, forms in AGENCIES.items() for form in forms}
_TOKEN: Final = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*")
_BRACKETED: Final = re.compile(r"^(?P<name>.*\S)\s*\((?P<short>[^()]{2,12})\)\s*$", re.DOTALL)
_LINKING: Final = frozenset(("of", "the", "for", "and", "on", "in", "to", "a", "an", "at", "&"))
_POINTING: Final = frozenset(("this", "that", "these", "those", "it", "one", "some", "many", "others", "both"))
_SAYS_LITTLE: Final = _LINKING | {
    "former",
    "senior",
    "acting",
    "its",
    "his",
    "her",
    "their",
    "s",
    "who",
    "top",
    "deputy",
}


@dataclass(frozen=True, slots=True)
class PersonName:
    """A person's name: words before the surname, the surname, and what follows it (Jr.)."""

    given: tuple[str, ...]
    surname: str
    suffix: str


@dataclass(frozen=True, slots=True)
class BodyName:
    """A body's or a document's name, and short forms of it that the report itself gives.

    ``proper`` says that it has a capital, ``titled`` that all its words have, linking words apart.
    """

    words: tuple[str, ...]
    shorts: frozenset[str]
    proper: bool
    titled: bool

    @property
    def key(self) -> str:
        """The name as it is compared."""
        return " ".join(self.words)

    @property
    def letters(self) -> str:
        """Its words' first letters, linking words left out."""
        return "".join(word[0] for word in self.words if word not in _LINKING)


def plain(words: str) -> str:
    """Return words without accents, case and marks that don't show."""
    apart = unicodedata.normalize("NFKD", words)
    return "".join(c for c in apart if not unicodedata.combining(c) and unicodedata.category(c) != "Cf").casefold()


@lru_cache(maxsize=1 << 16)
def person_name(name: str) -> PersonName | None:
    """Return a person's name taken apart; None where nothing of it is left, or two are named."""
    words = [word.replace("’", "'") for word in _TOKEN.findall(plain(name))]
    suffix = ""
    while len(words) > 1 and words[-1].rstrip(".") in SUFFIXES:
        suffix = words.pop().rstrip(".")
    while len(words) > 1 and words[0].rstrip(".") in _TITLES:
        del words[0]
    if not words or "and" in words:
        return None
    return PersonName(tuple(word.rstrip(".") for word in words[:-1]), words[-1], suffix)


@lru_cache(maxsize=1 << 16)
def body_name(name: str) -> BodyName | None:
    """Return a body's name taken apart; None where nothing of it is left."""
    bracketed = _BRACKETED.match(name)
    shorts = {plain(bracketed["short"])} if bracketed else set()
    full = bracketed["name"] if bracketed else name
    short = _AGENCY.get(" ".join(full.split()).casefold().removeprefix("the "))
    words = tuple(word.replace(".", "") for word in _TOKEN.findall(plain(short or full).replace("’", "'")))
    words = words[1:] if words[:1] == ("the",) and len(words) > 1 else words
    while len(words) > 1 and words[-1] in COMPANY_FORMS:
        words = words[:-1]  # "Quayle Mills Ltd" is Quayle Mills
    if not words or words[0] in _POINTING:
        return None
    capitals = [word[0].isupper() for word in _TOKEN.findall(full) if word.casefold() not in _LINKING]
    return BodyName(words, frozenset(shorts), any(c.isupper() for c in full), len(capitals) > 1 and all(capitals))


def role_words(role: str | None) -> frozenset[str]:
    """Return the words of a role that tell something."""
    words = (w.removesuffix("'s").removesuffix("’s").replace(".", "") for w in _TOKEN.findall(plain(role or "")))
    return frozenset(ABBREVIATED.get(w, w) for w in words) - _SAYS_LITTLE


def one_party(a: str, b: str) -> bool:
    """Say whether two parties are one, or one is the other's name cut short."""
    one, two = (plain(party).replace(".", "").replace("’", "'") for party in (a, b))
    if one == two:
        return True
    one, two = sorted((one, two), key=len)
    return len(one) > 3 and (two.startswith(one) or set(one.split()) <= set(two.split()))


def is_short(name: str) -> bool:
    """Say whether a name is letters standing for words ("SVR")."""
    letters = name.replace(".", "")
    return 2 <= len(letters) <= 6 and letters.isalpha() and letters.isupper()
