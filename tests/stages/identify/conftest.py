"""Readings and parses for invented reports, tagged by a list of words instead of a model."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from sayso.model.attribution import Attribution
from sayso.model.parse import Entity, Parse
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.source import Source
from sayso.model.span import Span
from sayso.stages.identify import identify

KINDS = {"p": "PERSON", "o": "ORG", "g": "GPE", "n": "NORP"}
TAGS = {
    "DET": ["the", "a", "an", "this", "that", "these", "those", "no", "every", "each", "both", "some", "all"],
    "ADP": [
        "of",
        "for",
        "from",
        "in",
        "at",
        "on",
        "with",
        "to",
        "by",
        "about",
        "after",
        "before",
        "under",
        "over",
        "during",
        "into",
        "as",
    ],
    "PRON": [
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "you",
        "him",
        "her",
        "his",
        "their",
        "its",
        "our",
        "my",
        "who",
        "which",
        "whom",
        "whose",
        "them",
        "us",
        "me",
    ],
    "CCONJ": ["and", "or", "but"],
    "AUX": ["is", "was", "were", "are", "had", "has", "have", "will", "would", "did", "does", "do", "be", "been"],
    "VERB": [
        "said",
        "says",
        "told",
        "wrote",
        "added",
        "adding",
        "saying",
        "warned",
        "argued",
        "insisted",
        "denied",
        "met",
        "asked",
        "left",
        "spoke",
        "reads",
        "believes",
        "wants",
        "visited",
        "called",
        "praised",
        "stood",
        "waited",
        "resigned",
        "returned",
        "signed",
        "released",
    ],
    "ADV": ["not", "also", "later", "earlier", "yesterday", "nearly"],
    "ADJ": [
        "senior",
        "new",
        "russian",
        "former",
        "chief",
        "press",
        "joint",
        "unnamed",
        "presidential",
        "republican",
        "bavarian",
        "second",
    ],
    "SCONJ": ["that", "because", "while", "when", "if", "although"],
    "PART": ["'s", "’s"],
}
POS = {word: tag for tag, words in TAGS.items() for word in words}
MARK = re.compile(r"<([pogn]):([^>]*)>")


def parse_of(marked: str) -> tuple[str, Parse]:
    """Return the text without its marks (``<p:Ann Lee>``), and a parse of it."""
    text, entities, last = "", [], 0
    for match in MARK.finditer(marked):
        text += marked[last : match.start()]
        entities.append(Entity(Span(len(text), len(text) + len(match[2])), KINDS[match[1]]))
        text += match[2]
        last = match.end()
    text += marked[last:]
    words, pos, sentences = [], [], []
    for line in re.finditer(r"[^\n]+", text):
        start = None
        for match in re.finditer(r"['’]s\b|(?:\w\.){2,}|\w+(?:-\w+)*|[^\w\s]", line.group()):
            span = Span(line.start() + match.start(), line.start() + match.end())
            word = match.group()
            tag = POS.get(word.lower()) or (
                "PUNCT"
                if not word[0].isalnum()
                else "NUM"
                if word.isdigit()
                else "PROPN"
                if word[0].isupper()
                else "NOUN"
            )
            words.append(span)
            pos.append(tag)
            start = span.start if start is None else start
            if word in ".?!" and not re.search(r"\b(?:Mr|Mrs|Ms|Sen|Gov|Dr)\.$", text[: span.end]):
                sentences.append(Span(start, span.end))
                start = None
        if start is not None:
            sentences.append(Span(start, line.end()))
    return text, Parse(tuple(words), tuple(pos), tuple(sentences), tuple(entities))


Who = Callable[..., list[Source | str]]


def read(marked: str, *wanted: str | tuple[str, str], within: dict[int, int] | None = None) -> Reading:
    """Return the identified reading of a marked text.

    Each wanted attribution is its source's words, found in order ("" for none), with its content's
    after a bar: ``"he|we lost"``.
    """
    text, parse = parse_of(marked)
    at, found = 0, []
    for n, item in enumerate(wanted):
        source, _, content = str(item).partition("|")
        spans: tuple[Span, ...] = ()
        if source:
            start = text.index(source, at)
            spans = (Span(start, start + len(source)),)
            at = start if within and n + 1 in within else start + len(source)
        begin = text.index(content) if content else (spans[0].end if spans else 0)
        end = begin + len(content) if content else min(len(text), begin + 20)
        outer = f"a{within[n]}" if within and n in within else None
        found.append(Attribution(f"a{n}", spans, (), (Span(begin, max(begin + 1, end)),), within=outer))
    return identify(Reading(Report(id="r", text=text), tuple(found)), parse)


@pytest.fixture
def who() -> Who:
    """Return a function from a marked text and sources to what each is: a Source, or a status."""

    def ask(marked: str, *wanted: str, within: dict[int, int] | None = None) -> list[Source | str]:
        reading = read(marked, *wanted, within=within)
        sources = {s.id: s for s in reading.sources}
        return [sources[a.source_id] if a.source_id else a.source_status for a in reading.attributions]

    return ask
