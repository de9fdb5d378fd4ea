"""What a statement says is not so: its clauses, each with or without a negation.

A clause runs from one mark or joining word to the next. A negation turns round the clause in which it stands,
its subject too, and no other: "if they don't pay" negates nothing that is said. What stands in a condition, or
says when and why, is neither asserted nor negated here.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sayso.languages.en.negation import (
    BEFORE_THAT,
    CLAUSES,
    CONDITIONS,
    NEGATING,
    NOT_NEGATING,
    NOT_ONLY_ONE,
    ONLY_ONE,
    SUBJECTS,
)
from sayso.model.span import Spans

ASIDE = 0
"""The sign of a condition."""

_NEGATING = re.compile(NEGATING, re.IGNORECASE)
_NOT_NEGATING = re.compile(NOT_NEGATING, re.IGNORECASE)
_ONLY_ONE = re.compile(ONLY_ONE, re.IGNORECASE)
_NOT_ONLY_ONE = re.compile(NOT_ONLY_ONE, re.IGNORECASE)
_TOKEN = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*|[,;:()—–.?!]|\s-\s")
_WORD = re.compile(r"\w")
_CONDITIONS = frozenset(CONDITIONS)
_CONDITION = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, sorted(CONDITIONS)))})(?![^\W_])", re.IGNORECASE)
_CLAUSES = frozenset(CLAUSES)
_BEFORE_THAT = frozenset(BEFORE_THAT)
_SUBJECTS = frozenset(SUBJECTS)
_AFTER = " \n\t\u00a0\"'”’»"
_LIST = 3
"""Words that stand between two commas where a list goes on."""


@dataclass(frozen=True, slots=True)
class _Clause:
    start: int
    aside: bool
    words: int
    listed: bool
    """Whether a comma begins it, and no word or other mark."""


def signs(text: str, spans: Spans) -> Callable[[int], int]:
    """Return what tells for a place in a statement whether its clause asserts (1), negates (-1) or neither (0)."""
    starts: list[int] = []
    found: list[int] = []
    for span in spans:
        said = span.of(text)
        if _NEGATING.search(said) is None and _CONDITION.search(said) is None:
            starts.append(span.start)  # nothing to weigh, as in most: cutting clauses would be for nothing
            found.append(1)
            continue
        clauses = _clauses(said)
        spared = [m.span() for m in _NOT_NEGATING.finditer(said)]
        turning = [
            m.start() for m in _NEGATING.finditer(said) if not any(begin <= m.start() < end for begin, end in spared)
        ]
        begins = [clause.start for clause in clauses]
        counts = [0] * len(clauses)
        for at in turning:
            counts[max(0, bisect_right(begins, at) - 1)] += 1
        sign = 1
        for clause, count in zip(clauses, counts, strict=True):
            goes_on = clause.listed and not count and sign < 0 and clause.words <= _LIST
            sign = ASIDE if clause.aside else -1 if count % 2 or goes_on else 1
            starts.append(span.start + clause.start)
            found.append(sign)

    def sign_at(place: int) -> int:
        at = bisect_right(starts, place) - 1
        return found[at] if at >= 0 else 1

    return sign_at


def only(text: str, spans: Spans) -> int:
    """Return 1 where a statement says that there is only this one, -1 where it says that there are others, else 0."""
    said = " ".join(span.of(text) for span in spans)
    if _NOT_ONLY_ONE.search(said):
        return -1
    return 1 if _ONLY_ONE.search(said) else 0


def _clauses(said: str) -> Sequence[_Clause]:
    """Return a text's clauses in their order; the first begins at 0."""
    tokens = list(_TOKEN.finditer(said))
    made: list[_Clause] = []
    start, aside, words, listed = 0, False, 0, False

    def close(at: int, then_aside: bool, then_listed: bool) -> None:
        nonlocal start, aside, words, listed
        if words or made or at > start:
            made.append(_Clause(start, aside, words, listed))
        start, aside, words, listed = at, then_aside, 0, then_listed

    for number, token in enumerate(tokens):
        word = token.group().casefold()
        before = tokens[number - 1].group().casefold() if number else ""
        after = tokens[number + 1].group().casefold() if number + 1 < len(tokens) else ""
        if not _WORD.search(word):
            follows = said[token.end() : token.end() + 1]
            if word == "." and ((follows and follows not in _AFTER) or len(before) == 1):
                continue  # "3.5", "U.S."
            close(token.end(), False, word == ",")
        elif word in _CONDITIONS and not (word == "as" and before == "such"):
            close(token.start(), True, False)
            words += 1
        elif word in _CLAUSES and not (word == "that" and before in _BEFORE_THAT):
            close(token.start(), aside and word not in ("but", "yet", "so"), False)
            words += 1
        elif word == "and" and after in _SUBJECTS:
            close(token.start(), False, False)
            words += 1
        else:
            words += 1
    close(len(said), False, False)
    return made or [_Clause(0, False, 0, False)]
