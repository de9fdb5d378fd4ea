"""Does the text show reporting of its own: did the outlet see it, or was it told?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from sayso.languages.en.reporting import FIRST_PERSON, SAW, SELF, STAFF
from sayso.model.span import Span, Spans, hull

_FIRST_PERSON = re.compile(FIRST_PERSON)
_SENTENCE_END = re.compile(r"[.!?][\"'”’)\]]*\s+(?=[\"'“‘(]?[A-Z0-9])|\n+")
_NOT_ENDS = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Col|Lt|Capt|Sgt|Gov|Sen|Rep|St|No|[A-Z])\.\s+$")


def sentence_around(text: str, spans: Spans) -> Span:
    """Return the sentence, or sentences, in which the spans lie, as far as full stops and lines tell."""
    inner = hull(spans)
    start, end = 0, len(text)
    # one character more than the text before, so that it can be seen to end a sentence
    for found in _SENTENCE_END.finditer(text, max(0, inner.start - 600), inner.start + 1):
        if found.end() <= inner.start and not _NOT_ENDS.search(text, max(0, found.start() - 8), found.end()):
            start = found.end()
    for found in _SENTENCE_END.finditer(text, max(inner.start, inner.end - 1), min(end, inner.end + 600)):
        if not _NOT_ENDS.search(text, max(0, found.start() - 8), found.end()):
            end = max(found.start() + 1, inner.end)
            break
    return Span(min(start, inner.start), max(min(end, len(text)), inner.end))


def with_next_sentence(text: str, sentence: Span) -> Span:
    """Return the sentence with the one that follows it in its paragraph."""
    line = text.find("\n", sentence.end)
    stop = len(text) if line < 0 else line
    after = text[sentence.end : stop]
    start = sentence.end + len(after) - len(after.lstrip(' .!?"”’)'))
    if start >= stop or "\n" in text[sentence.end : start]:
        return sentence
    return Span(sentence.start, max(sentence.end, min(stop, sentence_around(text, (Span(start, start + 1),)).end)))


_OWN = "\ua66e"
"""Stands for each letter of the outlet's own name: a letter that no text has."""

_NAMED = rf"(?:the )?{_OWN}+"
_ITSELF = (
    "(?:"
    + "|".join(
        (
            *SELF,
            rf"(?:an?|our|two|three|several) {STAFF} (?:for|from|of|with|at) {_NAMED}",
            rf"{_NAMED}(?:['’]s)?(?: {STAFF}\b)?",
        )
    )
    + ")"
)
"""What a report calls itself: "this newspaper", its name, its reporter."""

_TOLD = r"told|shown to|shared with|given to|provided to|spoke to|speaking to|in an interview with"
_MAY_SHOW = re.compile(rf"\b(?:{SAW}|{_TOLD})\b", re.IGNORECASE)
_SHOWS = re.compile(
    rf"\b{_ITSELF} (?:on the (?:scene|ground|spot) |there |has |have |had |also |itself |independently )*{SAW}\b"
    rf"|\b{SAW} by (?:an? )?{_ITSELF}"
    rf"|\b(?:{_TOLD}) {_ITSELF}"
    rf"|\b(?:an?|two|three) {STAFF} (?:on the scene |at the scene |who was there |there )?{SAW}\b",
    re.IGNORECASE,
)
_MEANS_ITSELF = re.compile(rf"(?:an? |the )?{_ITSELF}", re.IGNORECASE)


@lru_cache(maxsize=1 << 12)
def _named(names: tuple[str, ...]) -> re.Pattern[str] | None:
    bare = {re.sub(r"^[Tt]he ", "", name) for name in names if name.strip()}
    longest_first = sorted(bare, key=lambda name: (-len(name), name))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})", re.IGNORECASE) if bare else None


def _with_its_name(words: str, names: Iterable[str]) -> str:
    """Return words with each letter of the outlet's own names replaced, so that one pattern fits all outlets."""
    named = _named(tuple(names))
    return named.sub(lambda found: _OWN * len(found.group()), words) if named is not None else words


def shown_in(text: str, window: Span, names: Iterable[str]) -> Span | None:
    """Return the words in the window by which a report shows that it saw or was told this itself.

    Args:
        text: The report's text.
        window: Where to look: the sentence of a statement.
        names: What the outlet is called, and the agency whose copy the report is.
    """
    words = window.of(text)
    found = _SHOWS.search(_with_its_name(words, names)) if _MAY_SHOW.search(words) else None
    found = found or _FIRST_PERSON.search(words)
    return Span(window.start + found.start(), window.start + found.end()) if found else None


def is_itself(words: str, names: Iterable[str]) -> bool:
    """Say whether a source's words mean the reporting outlet ("a Harbour Post reporter", "this newspaper")."""
    return _MEANS_ITSELF.fullmatch(_with_its_name(" ".join(words.split()), names)) is not None
