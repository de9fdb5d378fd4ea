"""Whether two statements say a thing in nearly the same words: then one may well have it from the other."""

from __future__ import annotations

import re

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
_SHARE = 0.45
_SHORT = 0.8


def near_same(dossier: Dossier, a: StatementKey, b: StatementKey) -> bool:
    """Say whether two statements share many of their telling words, and nearly half of the shorter one's."""
    one, other = _telling(dossier, a), _telling(dossier, b)
    shared, least = len(one & other), min(len(one), len(other))
    return shared >= _SHARE * least and shared >= min(_FEW, max(1.0, _SHORT * least))


def _telling(dossier: Dossier, key: StatementKey) -> frozenset[str]:
    words = _WORD.findall(shown(dossier.text(key.report), dossier.statements[key].spans, " "))
    stems = (word if word[0].isdigit() else stem(word.casefold()) for word in words)
    return frozenset(s for s in stems if len(s) > 1 and word_frequencies().get(s, RARE) < _COMMON)
