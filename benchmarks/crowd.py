"""Make many readings from a few: stories of one to twelve reports that share passages, names and claims (seeded).

What a reading found moves along with its words, so that a hundred thousand reports need no reading.
Each story's words are dealt anew among words of like frequency, names among names, so that stories
share the corpus's turns of phrase and longer passages only inside themselves.
"""

from __future__ import annotations

import hashlib
import random
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Any, Final

from sayso.model.attribution import Attribution
from sayso.model.identity import report_id, sha256
from sayso.model.reading import Reading
from sayso.model.report import Block, Report
from sayso.model.source import Source
from sayso.model.span import Span, Spans
from sayso.model.statement import Statement

_PART: Final = re.compile(r"([^\W_]+(?:['’-][^\W_]+)*)")
_BANDS: Final = (12, 60, 300, 1_500)
_NAME_BANDS: Final = (0, 200)
_ENDINGS: Final = ("", "", "", "a", "en", "er", "ik", "in", "ley", "man", "o", "off", "ski", "son", "sten", "well", "y")
_PAPERS: Final = ("Herald", "Post", "Times", "Gazette", "Courier", "Observer", "Tribune", "Record")
_ALONE: Final = 0.67
"""The share of stories that one report alone tells."""
_COPIES: Final = 0.5
"""Of a story's further reports, those that copy it whole; the others take over a passage."""
_EDITED: Final = 0.03
_EPOCH: Final = datetime(2016, 1, 1, 6, tzinfo=UTC)


class Hashed:
    """A sentence encoder that counts words: it stands in for the shipped one, whose cost is reading's."""

    name = "hashed words/1"

    def __call__(self, texts: Sequence[str]) -> list[bytes]:
        """Return one vector a text, in order."""
        return list(map(self._one, texts))

    def _one(self, text: str) -> bytes:
        counts = [0] * 384
        for word in text.casefold().split():
            counts[int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=4).digest()) % 384] += 1
        most = max(counts) or 1
        return bytes(127 * count // most for count in counts)


@dataclass(frozen=True)
class _Base:
    """A real reading, its text cut into words and what stands between them."""

    reading: Reading
    parts: Sequence[str]
    starts: Sequence[int]


@dataclass(frozen=True)
class _Piece:
    """Parts ``[lo, hi)`` of a base as a story writes them."""

    base: _Base
    words: Sequence[str]
    lo: int
    hi: int
    dealt: Mapping[str, str]


def crowd(readings: Sequence[Reading], size: int, seed: int = 4) -> Iterator[Reading]:
    """Yield readings made from a few; the same ones for the same seed, and a longer crowd begins as a shorter one."""
    chance = random.Random(seed)
    bases = [_base(reading) for reading in readings if reading.report.refused is None]
    deck = _Deck(bases)
    outlets = [f"The {deck.name(chance)} {chance.choice(_PAPERS)}" for _ in range(300)]
    made = 0
    while made < size:
        first = deck.deal(bases, chance)
        begun = _EPOCH + timedelta(hours=chance.randrange(24 * 700))
        story: list[list[_Piece]] = [[first]]
        for _ in range(0 if chance.random() < _ALONE else chance.randint(1, 11)):
            if chance.random() < _COPIES:
                cut = chance.randint(first.hi // 2, first.hi)
                story.append([replace(_edited(first, deck, chance), hi=cut)])
            else:
                other = deck.deal(bases, chance)
                at, start = chance.randrange(0, other.hi, 2), chance.randrange(0, first.hi, 2)
                end = min(first.hi, start + chance.randint(60, 240))
                story.append([replace(other, hi=at), replace(first, lo=start, hi=end), replace(other, lo=at)])
        for number, pieces in enumerate(story):
            when = begun + timedelta(minutes=chance.randint(0, 180) + 60 * number)
            credit = "AP" if number and chance.random() < 0.1 else None
            yield _reading(pieces, chance.choice(outlets), when, credit, f"{made}")
            made += 1
            if made == size:
                return


class _Deck:
    """The words of all bases by how often they stand, so that each can be dealt another of its rank."""

    def __init__(self, bases: Sequence[_Base]) -> None:
        counts = Counter(word for base in bases for word in base.parts[1::2])
        lower = [w for w, _ in counts.most_common() if w.islower()]
        opening = {w.capitalize() for w in lower[: _BANDS[0]]}
        names = [w for w, _ in counts.most_common() if w[0].isupper() and w not in opening]
        self.lower = lower
        self.ranked: list[tuple[Sequence[str], Mapping[str, int], Sequence[int]]] = [
            (words, {w: n for n, w in enumerate(words)}, [*bands, len(words)])
            for words, bands in ((lower, _BANDS), (names, _NAME_BANDS))
        ]

    def name(self, chance: random.Random) -> str:
        """Return some name."""
        return chance.choice(self.ranked[1][0])

    def deal(self, bases: Sequence[_Base], chance: random.Random) -> _Piece:
        """Return a base with its words dealt anew."""
        base = chance.choice(bases)
        moves = [[chance.randrange(1 << 20) for _ in edges] for _, _, edges in self.ranked]
        ending = chance.choice(_ENDINGS)
        dealt: dict[str, str] = {}
        shift = chance.randrange(1, 10_000)
        for word in dict.fromkeys(base.parts[1::2]):
            if word.isdecimal() and word.isascii():
                dealt[word] = str(int(word) + shift)[-len(word) :]
                continue
            for kind, ((words, rank, edges), move) in enumerate(zip(self.ranked, moves, strict=True)):
                number = rank.get(word)
                if number is None or number < edges[0]:
                    continue
                band = bisect_right(edges, number) - 1
                low, high = edges[band], edges[band + 1]
                dealt[word] = words[low + (number - low + move[band]) % (high - low)] + (ending if kind else "")
        return _Piece(base, [dealt.get(part, part) for part in base.parts], 0, len(base.parts), dealt)


def _edited(piece: _Piece, deck: _Deck, chance: random.Random) -> _Piece:
    """Return a piece with some words changed or dropped."""
    words = list(piece.words)
    for at in range(1, len(words), 2):
        if chance.random() < _EDITED:
            words[at] = chance.choice(("", chance.choice(deck.lower)))
    return replace(piece, words=words)


def _base(reading: Reading) -> _Base:
    parts = _PART.split(reading.text)
    return _Base(reading, parts, [0, *accumulate(map(len, parts))])


def _reading(pieces: Sequence[_Piece], outlet: str, when: datetime, credit: str | None, salt: str) -> Reading:
    text, begin = "", []
    for piece in pieces:
        begin.append(len(text))
        text += "".join(piece.words[piece.lo : piece.hi])
    published = when.isoformat()
    url = f"https://www.{re.sub(r'[^a-z]', '', outlet.lower())}.example/{salt}"
    movers = [_mover(piece, start) for piece, start in zip(pieces, begin, strict=True)]
    blocks = [
        Block(b.kind, span)
        for piece, move in zip(pieces, movers, strict=True)
        for b in piece.base.reading.report.blocks
        for span in move.clipped(b.span)
    ]
    title = next((b.span.of(text) for b in blocks if b.kind == "headline"), None)
    report = Report(
        id=report_id(text, url, outlet, published),
        text=text,
        external_id=salt,
        url=url,
        outlet=outlet,
        title=title,
        published=published,
        credit=credit,
        language="en",
        text_sha256=sha256(text),
        blocks=tuple(blocks),
    )
    found: dict[str, list[Any]] = {
        name: [] for name in ("attributions", "sources", "statements", "times", "quantities")
    }
    for number, (piece, move) in enumerate(zip(pieces, movers, strict=True)):
        _findings(piece, move, f".{number}" if number else "", found)
    return Reading(
        report,
        attributions=tuple(found["attributions"]),
        sources=tuple(found["sources"]),
        statements=tuple(found["statements"]),
        times=tuple(found["times"]),
        quantities=tuple(found["quantities"]),
        models=pieces[0].base.reading.models,
    )


@dataclass(frozen=True)
class _Mover:
    """Takes spans of a base to where a made text has the same words."""

    piece: _Piece
    at: Sequence[int]
    low: int
    high: int

    def _place(self, position: int, end: bool) -> int:
        part = min(bisect_right(self.piece.base.starts, position - end) - 1, len(self.piece.words) - 1)
        offset = position - self.piece.base.starts[part]
        word = self.piece.words[part]
        whole = offset == len(self.piece.base.parts[part])
        return self.at[part - self.piece.lo] + (len(word) if whole else min(offset, len(word)))

    def __call__(self, spans: Spans) -> Spans | None:
        """Return the spans there, or None where one of them was left out or is empty now."""
        moved = []
        for span in spans:
            if span.start < self.low or span.end > self.high or span.start >= span.end:
                return None
            there = Span(self._place(span.start, False), self._place(span.end, True))
            if there.start >= there.end:
                return None
            moved.append(there)
        return tuple(moved)

    def clipped(self, span: Span) -> Spans:
        """Return the part of a span that is there."""
        low, high = max(span.start, self.low), min(span.end, self.high)
        return (self((Span(low, high),)) or ()) if low < high else ()


def _mover(piece: _Piece, start: int) -> _Mover:
    at = [start, *accumulate((len(word) for word in piece.words[piece.lo : piece.hi]), initial=start)][1:]
    return _Mover(piece, at, piece.base.starts[piece.lo], piece.base.starts[piece.hi])


def _findings(piece: _Piece, move: _Mover, mark: str, found: dict[str, list[Any]]) -> None:
    reading = piece.base.reading

    def called(words: str | None) -> str | None:
        if words is None:
            return None
        return "".join(piece.dealt.get(part, part) for part in _PART.split(words))

    sources = {}
    for source in reading.sources:
        mentions = tuple(there for span in source.mentions for there in move((span,)) or ())
        if mentions:
            sources[source.id] = source.id + mark
            found["sources"].append(
                Source(
                    source.id + mark,
                    called(source.name) or "",
                    source.kind,
                    source.role,
                    called(source.party),
                    mentions,
                )
            )
    kept = {}
    for a in reading.attributions:
        roles = [move(spans) for spans in (a.source, a.cue, a.content, a.basis)]
        if None in roles or not roles[2]:
            continue
        kept[a.id] = a.id + mark
        by, cue, content, basis = (spans or () for spans in roles)
        found["attributions"].append(
            Attribution(
                kept[a.id],
                by,
                cue,
                content,
                None if a.within is None else a.within + mark,
                sources.get(a.source_id or ""),
                "unresolved" if a.source_id and a.source_id not in sources else a.source_status,
                a.quotation,
                a.manner,
                basis,
                a.confidence,
            )
        )
    said = {}
    for s in reading.statements:
        spans = move(s.spans)
        if spans and (s.attribution is None or s.attribution in kept):
            said[s.id] = s.id + mark
            found["statements"].append(Statement(s.id + mark, s.voice, spans, kept.get(s.attribution or "")))
    for name, held in (("times", reading.times), ("quantities", reading.quantities)):
        for one in held:
            there = move((one.span,))
            if there:
                of = tuple(said[s] for s in one.statements if s in said)
                found[name].append(replace(one, span=there[0], statements=of, evidence=()))
