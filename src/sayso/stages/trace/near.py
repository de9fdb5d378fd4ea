"""Whether two statements say a thing in nearly the same words: then one may well have it from the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from sayso.languages.en.stems import stem
from sayso.languages.en.word_frequencies import RARE, word_frequencies
from sayso.model.claim import StatementKey
from sayso.model.span import shown
from sayso.stages.trace.dossier import Dossier

_WORD = re.compile(r"\d[\d,.]*\d|\d|[^\W\d_]+")
_COMMON = 0.03
"""The share of sentences that have a word from which on it tells nothing."""
_FEW = 6
"""Telling words that both should have; of a short one, so much as the next figure says."""
_RUN = 6
"""Words in a row that nobody puts so by chance."""
_SHARE = 0.45
_SHORT = 0.6


def near_same(dossier: Dossier, a: StatementKey, b: StatementKey) -> bool:
    """Say whether two statements share a run of words, or many telling ones and nearly half of the shorter one's."""
    if _longest_run(_words(dossier, a), _words(dossier, b)) >= _RUN:
        return True
    one, other = _telling(dossier, a), _telling(dossier, b)
    shared, least = len(one & other), min(len(one), len(other))
    return shared >= _SHARE * least and shared >= min(_FEW, max(1.0, _SHORT * least))


def _telling(dossier: Dossier, key: StatementKey) -> frozenset[str]:
    words = _WORD.findall(shown(dossier.text(key.report), dossier.statements[key].spans, " "))
    stems = (word if word[0].isdigit() else stem(word.casefold()) for word in words)
    return frozenset(s for s in stems if len(s) > 1 and word_frequencies().get(s, RARE) < _COMMON)


def _words(dossier: Dossier, key: StatementKey) -> list[str]:
    return _WORD.findall(shown(dossier.text(key.report), dossier.statements[key].spans, " ").casefold())


def _longest_run(a: list[str], b: list[str]) -> int:
    """Return how many words in a row two lists have in common."""
    return SequenceMatcher(None, a, b, autojunk=False).find_longest_match().size
