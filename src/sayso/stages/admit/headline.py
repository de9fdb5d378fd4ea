"""Does a line read like a headline? By its form and by the little words that headlines leave out."""

from __future__ import annotations

import re
from collections.abc import Sequence

from sayso.stages.admit.lines import ends_a_sentence, plain

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_LONGEST_WORDS = 32
# Headlines drop articles and speak in the present; a report's first sentence has both and the past.
_PROSE = frozenset(
    (
        *("the", "a", "an", "was", "were", "had", "has", "have", "been", "said", "told"),
        *("which", "who", "while", "whose", "where"),
    )
)
_WHEN = re.compile(
    r"\b(?:on (?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|this week|for the first time)\b", re.IGNORECASE
)
_TOLD = re.compile(r"\b(?:said|told|announced that)\b", re.IGNORECASE)
_SPEAKER = re.compile(r"\s*(?:[QA]|Question|Answer)\s*[:.]\s")
_DATELINE = re.compile(r"^[A-Z][A-Z .,'’-]{2,40}(?:,\s[^(–—-]{1,30})?(?:\([^)]{1,30}\))?\s*[-–—_]{1,3}\s")


def same_words(one: str, other: str) -> bool:
    """Say whether two lines are the same but for punctuation, case and space."""
    return (words := _key(one)) != () and words == _key(other)


def _key(line: str) -> tuple[str, ...]:
    return tuple(w.casefold() for w in re.findall(r"[^\W_]+", plain(line)))


def looks_like_headline(line: str, following: Sequence[str]) -> bool:
    """Judge the first line of a text; ``following`` holds the paragraphs after it."""
    parts = line.splitlines()
    if len(parts) in (2, 3) and parts[0].rstrip().endswith(";") and len(_WORD.findall(line)) <= 2 * _LONGEST_WORDS:
        line = parts[0].rstrip().rstrip(";")  # some archives write a headline so, and its deck on the next line
    words = _WORD.findall(line)
    if not 2 <= len(words) <= _LONGEST_WORDS or _DATELINE.match(line):
        return False
    if line.lstrip()[:1] in "“\"‘'«" and ends_a_sentence(line) and line.rstrip()[-1:] in "”\"’'»":
        return False  # a quotation on a line of its own is the report speaking already
    if line.rstrip()[-1:] == ":" or _SPEAKER.match(line):
        return False  # it leads to what follows, or is a turn in a conversation
    if max((len(_WORD.findall(p)) for p in following[:5]), default=0) < min(12, len(words)):
        return False  # a list or a poem, not a title over a text
    if not ends_a_sentence(line):
        return line.rstrip()[-1:] not in ",;" and not line[:1].islower()
    if _is_title_case(words):
        return True
    if _WHEN.search(line) or _TOLD.search(line):
        return False
    prose = sum(w.lower() in _PROSE for w in words)
    return len(words) <= 14 and prose * 5 <= len(words)


def _is_title_case(words: Sequence[str]) -> bool:
    long = [w for w in words[1:] if len(w) >= 4]
    return len(long) >= 2 and sum(w[0].isupper() or w[0].isdigit() for w in long) >= 0.8 * len(long)
