"""Finds quotations by their marks, says how much of a content is quoted, and fits contents to marks.

One stray mark costs one quotation, never the document: whatever is left open ends with its
paragraph. Everything here takes time linear in the text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.languages.en import marks
from sayso.model.attribution import Quotation
from sayso.model.span import Span, Spans

_LETTER: Final = r"[^\W_]"
# An apostrophe between two letters or digits is never a mark: leaving it to the regular expression
# keeps the scan fast. Runs are cut in pairs, so that '' is one mark and ''' is ' and ''.
# Four and more of one mark in a row are ornament or rubbish, and matched only to be passed over.
_MARK: Final = re.compile(
    rf"([\"'`“”‘’«»])\1{{3,}}|``|'{{3}}(?!')|''|’’|‘‘|[\"＂“”„‟«»‹›‘‚‛`]|(?<!{_LETTER})['’]|['’](?!{_LETTER})"
)
_ELISION: Final = re.compile(rf"(?:\d\ds?\b|({_LETTER}+))")
_LINE: Final = re.compile(r"[^\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]+")
_WORD: Final = re.compile(r"\w+")
_DIRECT: Final = 0.9
"""The share of a content's words that must stand inside marks for a direct quotation."""

_NEARLY: Final = 0.8
"""The share of a quotation's words that a content must cover to be given all of it."""

_MOST_OPEN: Final = 6
"""How deep quotations may nest before further opening marks are ignored."""

_MANY: Final = 5_000
"""A paragraph with more marks than this is prose only if the words outnumber them by far."""

_OPEN, _CLOSE, _EITHER = 1, 2, 3


@dataclass(frozen=True, slots=True)
class QuotedSpan:
    """One quotation: ``span`` with its marks, ``inner`` without.

    ``closed`` is False where no closing mark was found before the paragraph (or the next opening
    mark) ended it. ``depth`` is 0 for a quotation in no other one. ``continues`` says that the
    quotation before this one was left open on purpose, as a quotation of several paragraphs is,
    and that this one goes on with it.
    """

    span: Span
    inner: Span
    closed: bool = True
    depth: int = 0
    continues: bool = False


@dataclass(slots=True)
class _Mark:
    start: int
    end: int
    family: str
    """``d`` double, ``s`` single, ``g`` angle."""
    turn: int
    sure: bool = True
    """Whether an opening that nothing closes still counts as a quotation."""
    real_close: bool = False
    """For a single mark: surely closing, no plural's apostrophe."""


def quotations(text: str, paragraphs: Sequence[Span] = ()) -> tuple[QuotedSpan, ...]:
    """Find all quotations, in order of where they open.

    ``paragraphs`` are the stretches that no single pair of marks crosses; without any, the lines.
    """
    lines = paragraphs or [Span(*m.span()) for m in _LINE.finditer(text)]
    stretches = [(p, head) for p in lines if (head := _first(text, p))]
    found: list[QuotedSpan] = []
    left_open = False
    for number, (paragraph, head) in enumerate(stretches):
        reopens = number + 1 < len(stretches) and stretches[number + 1][1] == head
        here = _in_paragraph(text, paragraph, left_open, reopens)
        found.extend(here)
        outer = [q for q in here if q.depth == 0]
        left_open = bool(outer) and not outer[-1].closed
    return tuple(found)


def inside(length: int, found: Iterable[QuotedSpan]) -> bytearray:
    """Return one byte for each character of the text: 1 inside a quotation (its marks included), else 0."""
    flags = bytearray(length)
    for quotation in found:
        if quotation.depth == 0:
            start, end = quotation.span
            flags[start:end] = b"\x01" * (end - start)
    return flags


def quotation_kind(text: str, content: Spans, found: Sequence[QuotedSpan]) -> Quotation:
    """Say how much of a content is quoted: ``direct`` if all but a few words are, ``mixed`` if some are.

    A single quoted word inside a paraphrase makes it mixed, as annotators have it.
    """
    quoted = words = 0
    for span in content:
        outer = [q.span for q in _overlapping(found, span) if q.depth == 0]
        for word in _WORD.finditer(text, *span):
            words += 1
            quoted += any(q.start <= word.start() < q.end for q in outer)
    if not quoted:
        return "indirect"
    return "direct" if quoted >= _DIRECT * words else "mixed"


def snap_to_marks(text: str, content: Spans, found: Sequence[QuotedSpan], taken: Sequence[Span] = ()) -> Spans:
    """Complete a content that covers nearly all of a quotation to the whole of it, marks included.

    Annotators take both marks in, with the comma or full stop before the closing one: so did
    7,247 of 7,324 contents that cover a whole quotation in PolNeAR's training part. ``taken``
    are words of other attributions; they are never swallowed.
    """
    grown = list(content)
    for span in content:
        for quotation in _overlapping(found, span):
            whole, inner = quotation.span, quotation.inner
            # By length first: counting a long quotation's words for every small content in it takes too long.
            shared = sum(max(0, min(s.end, inner.end) - max(s.start, inner.start)) for s in content)
            if shared * 2 < inner.end - inner.start:
                continue
            words = [w.start() for w in _WORD.finditer(text, *inner)]
            if not words:
                continue
            covered = sum(any(s.start <= at < s.end for s in content) for at in words)
            if covered < _NEARLY * len(words) and covered < len(words) - 1:
                continue
            added = _outside(whole, content)
            if added and not any(piece.overlaps(other) for piece in added for other in taken):
                grown.append(whole)
    return content if len(grown) == len(content) else _merged(grown)


def continue_quotation(content: Spans, found: Sequence[QuotedSpan], taken: Sequence[Span] = ()) -> Spans:
    """Carry a quotation that a paragraph left open on into the paragraphs that go on with it.

    Each part is a span of its own. It stops at words that another attribution has (``taken``).
    """
    if not content:
        return content
    parts = list(content)
    at = bisect_left(found, content[-1].end, key=lambda q: q.span.start) - 1
    while at > 0 and found[at].depth:
        at -= 1
    while 0 <= at < len(found):
        following = at + 1
        while following < len(found) and found[following].depth:
            following += 1
        if following == len(found) or found[at].closed or not found[following].continues:
            break
        after = found[following].span
        if parts[-1].end < found[at].inner.end or any(after.overlaps(other) for other in (*taken, *parts)):
            break
        parts.append(after)
        at = following
    return tuple(parts)


def _overlapping(found: Sequence[QuotedSpan], span: Span) -> list[QuotedSpan]:
    """Return the quotations that share a character with a span, in order."""
    at = bisect_left(found, span.end, key=lambda q: q.span.start) - 1
    hits: list[QuotedSpan] = []
    while at >= 0:
        if found[at].span.end > span.start:
            hits.append(found[at])
        elif found[at].depth == 0:
            break
        at -= 1
    return hits[::-1]


def _outside(whole: Span, content: Spans) -> list[Span]:
    """Return the pieces of a span that no span of the content covers."""
    pieces: list[Span] = []
    at = whole.start
    for span in sorted(content):
        if span.end <= at:
            continue
        if span.start >= whole.end:
            break
        if span.start > at:
            pieces.append(Span(at, span.start))
        at = span.end
    if at < whole.end:
        pieces.append(Span(at, whole.end))
    return pieces


def _merged(spans: Iterable[Span]) -> Spans:
    """Return spans in order, those that touch or overlap made one."""
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return tuple(merged)


def _first(text: str, paragraph: Span) -> str:
    """Return the first character of a paragraph that shows, or nothing for a blank one."""
    for at in range(paragraph.start, paragraph.end):
        if not text[at].isspace() and text[at] not in marks.INVISIBLE:
            return text[at]
    return ""


def _in_paragraph(text: str, paragraph: Span, before_left_open: bool, reopens: bool) -> list[QuotedSpan]:
    """Find the quotations of one paragraph.

    ``before_left_open``: the paragraph before ended inside a quotation. ``reopens``: the next
    paragraph begins with the same character as this one (which matters if it is a single mark).
    """
    tokens = _marks_in(text, paragraph)
    if not tokens:
        return []
    end = paragraph.end
    while end > paragraph.start and (text[end - 1].isspace() or text[end - 1] in marks.INVISIBLE):
        end -= 1
    begin = paragraph.start
    while begin < end and (text[begin].isspace() or text[begin] in marks.INVISIBLE):
        begin += 1
    surplus = _surplus(tokens)
    stack: list[tuple[_Mark, int, bool]] = []
    found: list[QuotedSpan | None] = []

    def finish(opening: _Mark, slot: int, continues: bool, inner_end: int, span_end: int, closed: bool) -> None:
        if not closed and inner_end <= opening.end:
            return
        inner = Span(opening.end, max(opening.end, inner_end))
        found[slot] = QuotedSpan(Span(opening.start, max(span_end, inner.end)), inner, closed, 0, continues)

    for number, mark in enumerate(tokens):
        opened = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][0].family == mark.family), None)
        turn = mark.turn
        if turn == _EITHER:
            turn = _OPEN if opened is None else _CLOSE
        if turn == _CLOSE:
            if opened is None:
                if before_left_open and mark.family == "d" and not found and mark.start > begin:
                    # The paragraph goes on with a quotation without opening it again.
                    found.append(QuotedSpan(Span(begin, mark.end), Span(begin, mark.start), True, 0, True))
                continue
            opening, slot, continues = stack[opened]
            del stack[opened:]
            finish(opening, slot, continues, mark.start, mark.end, True)
            continue
        if len(stack) >= _MOST_OPEN:
            continue
        continues = before_left_open and mark.start == begin and mark.family != "g"
        if opened is not None and mark.family != "s":
            opening, slot, was = stack[opened]
            still_open = sum(1 for other, _, _ in stack if other.family == mark.family)
            if surplus[number] < still_open:
                # More is opened than closed from here on: the one before was left open, and this is its next part.
                stop = mark.start
                while stop > opening.end and (text[stop - 1].isspace() or text[stop - 1] in marks.INVISIBLE):
                    stop -= 1
                del stack[opened:]
                if opening.sure:
                    finish(opening, slot, was, stop, stop, False)
                    continues = True
        stack.append((mark, len(found), continues))
        found.append(None)
    for at in range(len(stack) - 1, -1, -1):
        opening, slot, continues = stack[at]
        del stack[at:]
        single = opening.family == "s"
        if opening.sure and (not single or (opening.start == begin and reopens)):
            finish(opening, slot, continues, end, end, False)
    return _settled([q for q in found if q is not None])


def _settled(found: list[QuotedSpan]) -> list[QuotedSpan]:
    """Order by start, and number the depths anew (a dropped mark may have counted as an outer one)."""
    found.sort(key=lambda q: (q.span.start, -q.span.end))
    ends: list[int] = []
    settled = []
    for q in found:
        while ends and ends[-1] <= q.span.start:
            ends.pop()
        span, inner = q.span, q.inner
        if ends and span.end > ends[-1]:
            continue  # crosses the one around it: a stray mark
        settled.append(QuotedSpan(span, inner, q.closed, len(ends), q.continues))
        ends.append(span.end)
    return settled


def _surplus(tokens: Sequence[_Mark]) -> list[int]:
    """For each mark: how many more marks of its family close than open, from it (included) to the end."""
    counts = {"d": 0, "s": 0, "g": 0}
    surplus = [0] * len(tokens)
    for number in range(len(tokens) - 1, -1, -1):
        mark = tokens[number]
        if mark.turn == _CLOSE:
            counts[mark.family] += 1
        elif mark.turn == _OPEN:
            counts[mark.family] -= 1
        surplus[number] = counts[mark.family]
    return surplus


def _marks_in(text: str, paragraph: Span) -> list[_Mark]:
    tokens: list[_Mark] = []
    start, end = paragraph
    for match in _MARK.finditer(text, start, end):
        glyph = match.group()
        if match.group(1):
            continue
        if glyph == "'''":
            tokens.append(_told(text, start, end, match.start(), "'", match.start() + 1))
            tokens.append(_told(text, start, end, match.start() + 1, "''", match.end()))
        else:
            tokens.append(_told(text, start, end, match.start(), glyph, match.end()))
    tokens = [t for t in tokens if t.turn]
    if len(tokens) > _MANY and len(tokens) * 8 > end - start:
        return []
    if any(t.family == "s" for t in tokens):
        tokens = _without_plurals(text, tokens)
    return tokens


def _told(text: str, start: int, end: int, at: int, glyph: str, stop: int) -> _Mark:
    """Say which way one mark turns, by its form and its neighbours; turn 0 is no mark at all."""
    before = at - 1
    while before >= start and text[before] in marks.INVISIBLE and at - before < 9:
        before -= 1
    after = stop
    while after < end and text[after] in marks.INVISIBLE and after - stop < 9:
        after += 1
    left = text[before] if before >= start else " "
    right = text[after] if after < end else " "
    space_left, space_right = left.isspace(), right.isspace()
    may_open = not space_right and (space_left or left in marks.OPENERS_BEFORE or left in "“‘«\"'`")
    may_close = not space_left and (space_right or right in marks.CLOSERS_AFTER or right in "”’»\"'")
    if may_open and right in ".,;:!?)]}" and not (right == "." and text[after : after + 2] == ".."):
        may_open = False
    both = _EITHER if may_open == may_close else (_OPEN if may_open else _CLOSE)
    if glyph in marks.OPENING_DOUBLE:
        # “so“ is a common slip: what can only close closes.
        return _Mark(at, stop, "d", _EITHER if may_close and not may_open and glyph != "``" else _OPEN)
    if glyph in marks.CLOSING_DOUBLE:
        return _Mark(at, stop, "d", _EITHER if may_open and not may_close else _CLOSE, sure=False)
    if glyph in marks.NEUTRAL_DOUBLE:
        if left.isdigit() and glyph in {'"', "''"} and _feet_before(text, start, at):
            return _Mark(at, stop, "d", 0)
        if left.isdigit() and both != _CLOSE and not may_open:
            return _Mark(at, stop, "d", 0)
        return _Mark(at, stop, "d", both, sure=both == _OPEN)
    if glyph in marks.OPENING_ANGLE:
        return _Mark(at, stop, "g", _EITHER if may_close and not may_open else _OPEN)
    if glyph in marks.CLOSING_ANGLE:
        return _Mark(at, stop, "g", _EITHER if may_open and not may_close else _CLOSE, sure=False)
    elided = _elided(text, stop, end)
    if glyph in marks.OPENING_SINGLE:
        opens = not space_right and not (elided and glyph in "‘`" and elided != "word")
        return _Mark(at, stop, "s", _OPEN if opens and not left.isalnum() else 0)
    if may_open and not may_close:
        return _Mark(at, stop, "s", 0 if elided else _OPEN)
    if may_close:
        if left in "nN" and at - start > 2 and text[at - 2] in "'‘’" and text[at - 3].isspace():
            return _Mark(at, stop, "s", 0)  # rock 'n' roll
        real = not left.isalnum() or right in marks.CLOSERS_AFTER or after >= end
        return _Mark(at, stop, "s", _CLOSE, real_close=real)
    return _Mark(at, stop, "s", 0)


def _feet_before(text: str, start: int, at: int) -> bool:
    """Say whether the digits before this mark follow a foot mark, as a height in feet and inches does."""
    stop = at
    while stop > start and text[stop - 1].isdigit() and at - stop < 3:
        stop -= 1
    return stop - 1 > start and text[stop - 1] in "'’′" and text[stop - 2].isdigit()


def _elided(text: str, stop: int, end: int) -> str:
    """Say whether an apostrophe here stands for missing letters: ``year`` ('90s), ``word`` ('em) or not."""
    match = _ELISION.match(text, stop, end)
    if match is None:
        return ""
    word = match.group(1)
    if word is None or re.fullmatch(r"\d\ds?", word):
        return "year"
    return "word" if word.lower() in marks.ELIDED else ""


def _without_plurals(text: str, tokens: list[_Mark]) -> list[_Mark]:
    """Drop what may be a plural's apostrophe (workers') where a surer closing mark follows."""
    kept: list[_Mark] = []
    surer = False
    for mark in reversed(tokens):
        if mark.family == "s":
            if mark.turn == _OPEN:
                surer = False
            elif mark.turn == _CLOSE:
                plural = not mark.real_close and text[mark.start - 1] in "sSzx"
                if plural and surer:
                    continue
                surer = surer or mark.real_close or not plural
        kept.append(mark)
    kept.reverse()
    return kept
