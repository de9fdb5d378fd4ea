"""Blocks of a plain text: headline, byline, paragraphs, and what is not journalism."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from sayso.model.evidence import Evidence
from sayso.model.report import Block, BlockKind
from sayso.model.span import Span
from sayso.stages.admit.agency import agency_within
from sayso.stages.admit.headline import looks_like_headline, same_words
from sayso.stages.admit.lines import (
    begins_comments,
    begins_list,
    debris_rule,
    ends_a_sentence,
    is_blank,
    is_signature,
    kind_of_line,
)

_RULE = "blocks/1"
_BREAK = re.compile(r"\r\n?|[\n\x0b\x0c\x85\u2028\u2029]")
_WIDEST_WRAP = 130
_LONGEST_TITLE_WORDS = 25
_TOP, _BOTTOM = 6, 4


def plain_blocks(text: str, title: str | None = None) -> tuple[tuple[Block, ...], tuple[Evidence, ...]]:
    """Cut a text into blocks, in order and disjoint, that cover all that can be seen in it.

    ``title`` helps to know the headline where the text begins with it.
    """
    spans = [piece for group in _groups(text) for piece in _pieces(text, group)]
    kinds = [kind_of_line(span.of(text)) for span in spans]
    _mark_top(text, spans, kinds, title)
    mark_remains([span.of(text) for span in spans], kinds)
    blocks = tuple(Block(kind, span) for kind, span in zip(kinds, spans, strict=True))
    return blocks, tuple(evidence_of(text, blocks))


def evidence_of(text: str, blocks: Sequence[Block]) -> Iterable[Evidence]:
    """Say why each block of debris was marked, one entry a reason."""
    by_reason: dict[str, list[Span]] = {}
    for block in blocks:
        if block.kind == "debris":
            reason = debris_rule(block.span.of(text)) or "what a page leaves after its article"
            by_reason.setdefault(reason, []).append(block.span)
    for reason, spans in by_reason.items():
        yield Evidence(_RULE, f"Not part of the report: {reason}.", tuple(spans))


def mark_remains(lines: Sequence[str], kinds: list[BlockKind]) -> None:
    """Mark what follows a list's or a comment section's heading, where it reads like their remains."""
    total, before, listing = sum(map(len, lines)), 0, False
    for i, line in enumerate(lines):
        if listing:
            listing = kinds[i] in ("paragraph", "debris", "heading") and _is_title_of_another(line)
            if listing:
                kinds[i] = "debris"
        if kinds[i] == "debris":
            if begins_comments(line) and total - before - len(line) < before:
                kinds[i + 1 :] = ["debris"] * (len(kinds) - i - 1)
                return
            listing = listing or begins_list(line)
        before += len(line)


def _is_title_of_another(line: str) -> bool:
    return all(len(each.split()) <= _LONGEST_TITLE_WORDS and not ends_a_sentence(each) for each in line.split("\n"))


def _mark_top(text: str, spans: Sequence[Span], kinds: list[BlockKind], title: str | None) -> None:
    """Find the headline, and names that sign the report right under it or at its very end."""
    first = next((i for i, kind in enumerate(kinds) if kind not in ("debris", "dateline", "byline", "caption")), None)
    # "WATCH: …" and "Opinion: …" read like links to more, but stand over reports as well
    if first is None or (kinds[0] == "debris" and debris_rule(spans[0].of(text)) == "a link to more"):
        first = 0 if kinds else None
    if first is not None and first < _TOP:
        head = spans[first].of(text)
        titled = bool(title) and same_words(head, title or "")
        rest = [
            span.of(text)
            for span, kind in zip(spans[first + 1 :], kinds[first + 1 :], strict=True)
            if kind == "paragraph"
        ]
        alone = len(spans) > first + 1 and _stands_alone(text, spans[first], spans[first + 1])
        signed = is_signature(head) and agency_within(head) is not None  # "Jane Roe | AFP" heads some wire copy
        if titled or (rest and alone and not signed and looks_like_headline(head, rest)):
            kinds[first] = "headline"
    for i, span in enumerate(spans):
        if kinds[i] == "paragraph" and (i < _TOP or i >= len(spans) - _BOTTOM) and is_signature(span.of(text)):
            kinds[i] = "byline"


def _stands_alone(text: str, head: Span, following: Span) -> bool:
    blank_between = len(_BREAK.findall(text[head.end : following.start])) > 1
    return blank_between or len(following.of(text)) > 1.5 * len(head.of(text))


def _groups(text: str) -> Iterable[list[Span]]:
    """Yield runs of lines between blank lines, each line without the space around it."""
    group: list[Span] = []
    start = 0
    for end, after in [*((m.start(), m.end()) for m in _BREAK.finditer(text)), (len(text), len(text))]:
        line = text[start:end]
        if is_blank(line):
            if group:
                yield group
                group = []
        else:
            lead = len(line) - len(line.lstrip())
            group.append(Span(start + lead, start + len(line.rstrip())))
        start = after
    if group:
        yield group


def _pieces(text: str, lines: list[Span]) -> Iterable[Span]:
    """Yield the paragraphs of a group: each line, or lines joined where they are one wrapped text."""
    if len(lines) == 1 or not _is_wrapped(text, lines):
        yield from lines
        return
    # in wrapped text a line that reads like a byline or a button counts only at the edges
    first, last = 0, len(lines)
    while first < last and _stands_for_itself(lines[first].of(text)):
        first += 1
    while last > first and _stands_for_itself(lines[last - 1].of(text)):
        last -= 1
    yield from lines[:first]
    start = first
    for i in range(first + 1, last + 1):
        if i == last or _is_indented(text, lines[i], lines[i - 1]):
            yield Span(lines[start].start, lines[i - 1].end)
            start = i
    yield from lines[last:]


def _stands_for_itself(line: str) -> bool:
    return kind_of_line(line) != "paragraph"


def _is_wrapped(text: str, lines: list[Span]) -> bool:
    if max(span.end - span.start for span in lines) > _WIDEST_WRAP:
        return False
    ended = sum(ends_a_sentence(span.of(text)) for span in lines[:-1])
    return ended * 2 < len(lines) - 1


def _is_indented(text: str, line: Span, before: Span) -> bool:
    def indent(span: Span) -> int:
        return next((i for i in range(span.start) if text[span.start - i - 1] not in " \t"), span.start)

    return indent(line) >= 2 > indent(before)
