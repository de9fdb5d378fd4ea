"""Words as they are searched: without accents, case and marks that don't show; and what a person typed, made inert."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from sayso.model.span import Span, Spans

_PLAIN_RUN: Final = re.compile(r"[\t\n\r\x20-\x7e]+")
_PHRASE: Final = re.compile(r'["“”„«»](?P<phrase>[^"“”„«»]*)["“”„«»]')


class _Folded(dict[int, str]):
    """Each character as it is searched, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        category = unicodedata.category(chr(code))
        if category in ("Cc", "Cs", "Cn", "Co"):
            # What a database or its tokenizer could stumble over stands for nothing but a gap.
            folded = "\n" if code in (10, 13) else " "
        elif category in ("Cf", "Mn", "Me"):
            folded = ""
        else:
            apart = unicodedata.normalize("NFKD", chr(code))
            folded = "".join(c for c in apart if unicodedata.category(c) not in ("Mn", "Me", "Cf")).casefold()
        self[code] = folded
        return folded


_FOLDED: Final = _Folded()


def folded(text: str) -> str:
    """Return a text as it is searched: compatible forms made one, accents, case and invisible marks gone."""
    return text.casefold() if text.isascii() and text.isprintable() else text.translate(_FOLDED)


def unfolded(text: str, spans: list[tuple[int, int]]) -> Spans:
    """Return where in a text the given ranges of its folded form stand."""
    if not spans:
        return ()
    # Plain runs keep their length; only what lies between them has to be counted by the character.
    wanted = iter(sorted(spans))
    marks = [end for pair in wanted for end in pair]
    at: dict[int, int] = {}
    starts: dict[int, int] = {}
    todo = sorted(set(marks))
    place = folded_place = index = 0
    while place < len(text) and index < len(todo):
        run = _PLAIN_RUN.match(text, place)
        length, folded_length = (run.end() - place,) * 2 if run else (1, len(_FOLDED[ord(text[place])]))
        while index < len(todo) and todo[index] < folded_place + folded_length:
            inside = todo[index] - folded_place
            starts[todo[index]] = place + (inside if run else 0)
            at[todo[index]] = place + (inside if run else (1 if inside else 0))
            index += 1
        place, folded_place = place + length, folded_place + folded_length
    for mark in todo[index:]:
        starts[mark] = at[mark] = len(text)
    return tuple(Span(starts[start], max(at[end], starts[start])) for start, end in sorted(spans))


def name_key(name: str) -> str:
    """Return a name as names are compared: folded, one space between words."""
    return " ".join(folded(name).split())


def has_words(text: str) -> bool:
    """Say whether there is anything that a search could look for."""
    return any(c.isalnum() for c in folded(text))


def query_for(words: str) -> str | None:
    """Return a full-text query for what a person typed, or None where it holds no words.

    What stands in quotation marks is a phrase; all else is words, each of which must stand in
    the text. No character has any other meaning.
    """
    parts: list[str] = []
    place = 0
    for found in _PHRASE.finditer(words):
        parts.extend(words[place : found.start()].split())
        parts.append(found["phrase"])
        place = found.end()
    parts.extend(words[place:].split())
    quoted = [" ".join(folded(part).replace('"', " ").split()) for part in parts]
    # Side by side rather than joined by AND: a part in which the tokenizer sees no word is passed over then.
    return " ".join(f'"{part}"' for part in quoted if has_words(part)) or None
