"""Tells whether what somebody is said to say is a clause, half of one ("to close the bridge"), or a thing ("the bill").

Only a clause can be asserted by itself. Half a clause says something with its cue ("accused the town of
hiding it"); a thing alone says nothing that another report could say, too.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sayso.languages.en import statements as words
from sayso.model.evidence import Evidence
from sayso.model.span import Span, Spans
from sayso.model.statement import HALF_CLAUSE, NO_CLAUSE

_NOUNS: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_VERBS: Final = frozenset({"VERB", "AUX"})


def form(text: str, tokens: Sequence[tuple[Span, str]], spans: Spans) -> Evidence | None:
    """Return the finding that a content is not a clause; None where it is one.

    Args:
        text: The report's text.
        tokens: The content's words with their parts of speech, in order.
        spans: Where the content stands.
    """
    if _asks(text, tokens, spans):
        return Evidence(NO_CLAUSE, "It asks, and asserts nothing by itself.", spans)
    halves = False
    subject = False
    relative = 0
    for number, (span, pos) in enumerate(tokens):
        word = span.of(text).lower()
        before = tokens[number - 1] if number else None
        if before and any(map(str.isalnum, text[before[0].end : span.start])):
            before = None  # what stands between is no part of it: the cue
        last = before[0].of(text).lower() if before else ""
        if word in words.RELATIVES and before is not None and before[1] in _NOUNS | {"ADP"} and subject:
            relative += 1  # its verb tells of a noun: "the man who was there"
        elif pos in _VERBS:
            if last == "to":
                halves = True
            elif word.endswith("ing"):
                halves = halves or before is None or before[1] in {"ADP", "PUNCT", "SCONJ"} or last == "not"
            elif pos == "VERB" and _participle(text, tokens, number):
                continue
            elif before is not None and before[1] in _VERBS and last not in words.PLAIN_VERBS:
                continue  # "had been taken" is one verb
            elif relative and not _joined(tokens, number):
                relative -= 1
            else:
                return None
        elif pos in _NOUNS:
            subject = True
    if halves:
        return Evidence(HALF_CLAUSE, "It is half a clause: its cue says who does it.", spans)
    return Evidence(NO_CLAUSE, "It names a thing, and asserts nothing of it by itself.", spans)


def _asks(text: str, tokens: Sequence[tuple[Span, str]], spans: Spans) -> bool:
    """Say whether a content is a question, told or quoted, or what is left of one."""
    if text[spans[-1].start : spans[-1].end].rstrip(" \"'”’,").endswith("?"):
        return True
    first = tokens[0][0].of(text) if tokens else ""
    if first == "if":
        return not any(span.of(text) == "," for span, _ in tokens)
    return first in words.ASKING


def _participle(text: str, tokens: Sequence[tuple[Span, str]], number: int) -> bool:
    """Say whether a verb only tells of the noun before it, or of the one after it: "a bill passed by them"."""
    word = tokens[number][0].of(text).lower()
    after = tokens[number + 1] if number + 1 < len(tokens) else None
    before = tokens[number - 1][1] if number else None
    if before in {"DET", "ADJ", "ADP", "NUM", None} and word.endswith(("ed", "en")):
        return True
    return after is not None and after[0].of(text).lower() == "by" and before in {"NOUN", "PROPN"}


def _joined(tokens: Sequence[tuple[Span, str]], number: int) -> bool:
    return number > 1 and tokens[number - 1][1] == "PUNCT"
