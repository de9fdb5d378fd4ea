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


@lru_cache(maxsize=1 << 10)
def _itself(names: tuple[str, ...]) -> str:
    """Return a pattern for what the report calls itself: "this newspaper", its name, its reporter."""
    named = [rf"(?:the )?{re.escape(re.sub(r'^[Tt]he ', '', name))}" for name in names]
    with_staff = [rf"{one}(?:['’]s)?(?: {STAFF}\b)?" for one in named]
    staff_of = [rf"(?:an?|our|two|three|several) {STAFF} (?:for|from|of|with|at) {one}" for one in named]
    return "(?:" + "|".join((*SELF, *staff_of, *with_staff)) + ")"


_TOLD = r"told|shown to|shared with|given to|provided to|spoke to|speaking to|in an interview with"
_MAY_SHOW = re.compile(rf"\b(?:{SAW}|{_TOLD})\b", re.IGNORECASE)


@lru_cache(maxsize=1 << 10)
def _shows(names: tuple[str, ...]) -> re.Pattern[str]:
    itself = _itself(names)
    return re.compile(
        rf"\b{itself} (?:on the (?:scene|ground|spot) |there |has |have |had |also |itself |independently )*{SAW}\b"
        rf"|\b{SAW} by (?:an? )?{itself}"
        rf"|\b(?:{_TOLD}) {itself}"
        rf"|\b(?:an?|two|three) {STAFF} (?:on the scene |at the scene |who was there |there )?{SAW}\b",
        re.IGNORECASE,
    )


def shown_in(text: str, window: Span, names: Iterable[str]) -> Span | None:
    """Return the words in the window by which a report shows that it saw or was told this itself.

    Args:
        text: The report's text.
        window: Where to look: the sentence of a statement.
        names: What the outlet is called, and the agency whose copy the report is.
    """
    # a pattern with an outlet's names is dear to make, and few sentences can fit any
    may = _MAY_SHOW.search(text, window.start, window.end)
    found = _shows(tuple(names)).search(text, window.start, window.end) if may else None
    found = found or _FIRST_PERSON.search(text, window.start, window.end)
    return Span(*found.span()) if found else None


def is_itself(words: str, names: Iterable[str]) -> bool:
    """Say whether a source's words mean the reporting outlet ("a Harbour Post reporter", "this newspaper")."""
    return _means_itself(tuple(names)).fullmatch(" ".join(words.split())) is not None


@lru_cache(maxsize=1 << 10)
def _means_itself(names: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"(?:an? |the )?{_itself(names)}", re.IGNORECASE)
