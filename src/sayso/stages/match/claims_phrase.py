"""A statement as claim matching sees it: its words as stems, its names, amounts and dates."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile
from sys import intern

from sayso.languages.en.marks import INVISIBLE
from sayso.languages.en.statements import BESIDE, TIME_OF_DAY
from sayso.languages.en.stems import stem
from sayso.languages.en.times import EDGES
from sayso.languages.en.word_frequencies import RARE, word_frequencies
from sayso.model.claim import StatementKey
from sayso.model.ground import Quantity, Time
from sayso.model.reading import Reading
from sayso.model.span import Span, Spans
from sayso.stages.match.claims_polarity import ASIDE, only, signs

_BESIDE = re.compile(rf"\b(?:{'|'.join(BESIDE)})\s+(?!{TIME_OF_DAY})[^,;:.“”\"]+", re.IGNORECASE)
_RELATIVE = re.compile(r"[\s“\"]*(?:who|whose|which)\b", re.IGNORECASE)
_WHOM = re.compile(r"[^.;:!?,\n]+(?=,?\s*\Z)")
_SUBJECT_LENGTH = 60
_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+(?:['’][^\W\d_]+)*")
_SENTENCE = re.compile(r"(?<=[.!?”\"])\s+|\n")
_SEVERAL = re.compile(r"[a-z0-9)’”\"][.?!][’”\"]?\s+[“\"‘]?[A-Z]")
_EDGE = re.compile(
    rf"\b(?:{'|'.join(EDGES)})\s+(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+)?\Z", re.IGNORECASE
)
_EDGE_LENGTH = 30
_UNSEEN = dict.fromkeys(map(ord, INVISIBLE))
_LOCAL = 0.2
"""How much of the chance of meeting a word is that of its report rather than of the language."""
_BEYOND = 20
"""Sentences that are thought to follow every report: a short one does not tell how it uses its words."""
_KNOWN = 2.0
"""Nats below which a word tells nothing: "the", "of", and what every sentence of the report repeats."""
_TELLING_NOTHING = math.exp(-_KNOWN)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A statement's words.

    ``order`` keeps their stems as they come, ``written`` how they are written. ``negated`` are the
    stems that stand in a negated clause, and ``aside`` those in a condition or another clause that
    says neither. ``sentences`` counts them; ``only`` is 1 where it says that there is this one alone,
    and -1 where there are others.
    ``beside`` are those that only say after or before what it was ("before the flood"), and ``subject``
    is who "who …" stands for, where the statement begins with that.
    """

    key: StatementKey
    spans: Spans
    order: tuple[str, ...]
    written: tuple[str, ...]
    words: frozenset[str]
    names: frozenset[str]
    negated: frozenset[str]
    quantities: tuple[Quantity, ...]
    times: tuple[Time, ...]
    published: str | None = None
    beside: frozenset[str] = frozenset()
    subject: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    only: int = 0
    sentences: int = 1

    def shown(self, stem: str) -> str:
        """Return a stem as the statement writes it."""
        return self.written[self.order.index(stem)]


@dataclass(frozen=True, slots=True)
class Usage:
    """In how many of a report's sentences each stem stands."""

    counts: Mapping[str, int]
    sentences: int


@lru_cache(maxsize=1 << 17)
def _stem(word: str) -> str:
    word = word.translate(_UNSEEN).casefold().replace("’", "'").removesuffix("'s")
    return word.replace(",", "").rstrip(".") if word[:1].isdigit() else stem(word)


def stems_in(text: str) -> list[str]:
    """Return the stems of a text's words and numbers, in order."""
    return [_stem(word) for word in _WORD.findall(text)]


def usage_of(text: str) -> Usage:
    """Count a report's words by sentences."""
    counts: Counter[str] = Counter()
    number = 0
    for sentence in _SENTENCE.split(text):
        # in the text's order, which is the same in every process
        found = dict.fromkeys(stems_in(sentence))
        if found:
            number += 1
            counts.update(found.keys())
    return Usage(counts, number)


def phrase_of(reading: Reading, statement: str, spans: Spans, begin: int = 0) -> Phrase:
    """Return a statement of a reading as a phrase; what stands before ``begin`` only leads to what it says."""
    text = reading.text
    order: list[str] = []
    written: list[str] = []
    names: set[str] = set()
    by_sign: dict[int, set[str]] = {1: set(), -1: set(), ASIDE: set()}
    said = tuple(Span(max(span.start, begin), span.end) for span in spans if span.end > begin)
    sign_at = signs(text, said)
    for span in spans:
        for found in _WORD.finditer(text, max(span.start, begin), span.end):
            word = found.group()
            one = _stem(word)
            if len(one) == 1 and one.isalpha():
                continue  # an initial, or "a" and "I"
            if word[0].isupper() and one not in word_frequencies():
                names.add(one)
            by_sign[sign_at(found.start())].add(one)
            order.append(one)
            written.append(intern(word))
    low, high = (spans[0].start, spans[-1].end) if spans else (0, 0)
    return Phrase(
        key=StatementKey(reading.report.id, statement),
        spans=spans,
        order=tuple(order),
        written=tuple(written),
        words=frozenset(order),
        names=frozenset(names),
        negated=frozenset(by_sign[-1] - by_sign[1]),
        quantities=tuple(q for q in reading.quantities if low <= q.span.start < high and _inside(q.span, spans)),
        times=tuple(
            t
            for t in reading.times
            if low <= t.span.start < high and _inside(t.span, spans) and not _edge(text, t.span)
        ),
        published=reading.report.published,
        aside=frozenset(by_sign[ASIDE] - by_sign[1] - by_sign[-1]),
        only=only(text, said),
        sentences=max(1, len(spans)) + sum(len(_SEVERAL.findall(span.of(text))) for span in spans),
        beside=_beside(text, said, order),
        subject=_subject(text, low, high),
    )


def passed_on_in(phrase: Phrase, text: str, inner: Iterable[Spans]) -> frozenset[str]:
    """Return the stems that stand in a phrase only within what others say in it."""
    spans = [span for spans in inner for span in spans]
    within: set[str] = set()
    beside: set[str] = set()
    for outer in phrase.spans:
        for found in _WORD.finditer(text, outer.start, outer.end):
            stands = any(span.start <= found.start() < span.end for span in spans)
            (within if stands else beside).add(_stem(found.group()))
    return frozenset((within - beside) & phrase.words)


def _beside(text: str, spans: Spans, order: Sequence[str]) -> frozenset[str]:
    """Return the stems that stand only where something else is told of than what is said."""
    stems: Counter[str] = Counter()
    for span in spans:
        for found in _BESIDE.finditer(text, span.start, span.end):
            stems.update(stems_in(found.group()))
    if not stems:
        return frozenset()
    counts = Counter(order)
    within = frozenset(one for one, count in stems.items() if counts[one] <= count)
    return within if len(within) < len(counts) else frozenset()


def _subject(text: str, low: int, high: int) -> frozenset[str]:
    """Return the name right before a clause that begins with "who" or "which"."""
    if not _RELATIVE.match(text, low, high):
        return frozenset()
    found = _WHOM.search(text[max(0, low - _SUBJECT_LENGTH) : low])
    words = _WORD.findall(found.group()) if found else []
    return frozenset(map(_stem, takewhile(lambda word: word[0].isupper(), reversed(words))))


def information(word: str, usages: Collection[Usage]) -> float:
    """Return how much it tells, in nats, that two statements share a word, given the reports they stand in.

    A word is expected as often as the language has it, and as often as these reports repeat it: a
    name on which a whole dossier turns tells two of its statements apart no better than "the".
    """
    chance = word_frequencies().get(word, RARE)
    if usages:
        held = sentences = 0
        for usage in usages:
            count = usage.counts.get(word, 0)
            if count > 1:
                held += count - 1  # but for the statement that is compared
            sentences += usage.sentences + _BEYOND
        chance = (1 - _LOCAL) * chance + _LOCAL * held / sentences
    return -math.log(chance) - _KNOWN if chance < _TELLING_NOTHING else 0.0


@lru_cache(maxsize=1 << 17)
def plainly(word: str) -> float:
    """Return how much a word tells where nothing is known of the reports that have it."""
    return information(word, ())


@lru_cache(maxsize=1 << 17)
def once(word: str) -> float:
    """Return how much a word tells that its reports don't repeat: the most that it can."""
    return information(word, (_SILENT,))


_SILENT = Usage({}, 0)


def _edge(text: str, span: Span) -> bool:
    """Say whether a time is only an edge of what is spoken of: "after the end of May" is not in May."""
    return _EDGE.search(text, max(0, span.start - _EDGE_LENGTH), span.start) is not None


def _inside(span: Span, spans: Spans) -> bool:
    return any(outer.contains(span) for outer in spans)
