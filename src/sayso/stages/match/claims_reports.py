"""Do two reports speak of the same thing? Their statements then need less to be taken for one claim.

What a report turns on is told by its own words and by how often the language has them, and by no
other report: what is found about a pair holds whatever else is there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from operator import mul
from typing import TypeAlias

from sayso.languages.en.word_frequencies import RARE, word_frequencies
from sayso.stages.match.claims_phrase import Usage

_COMMON = 3.0
_NAME = 0.5
"""What a word that no table has counts beside others: two reports on one person are seldom on one event."""
_UNSEEN = 20_000.0
"""What a report's words would tell beside those that it has: two short ones that share two words need not be kin."""
_APART, _TOGETHER = 0.07, 0.17
"""Cosines at and below which two reports are on different things, and from which on they are on one."""

Profile: TypeAlias = Mapping[str, float]
"""What a report's words tell of its subject: weights whose squares add up to 1 at most, the greatest first."""


def profile_of(usage: Usage) -> Profile:
    """Return what a report's words tell of its subject."""
    general = word_frequencies()
    made = {}
    for word in usage.counts:
        known = general.get(word)
        telling = -math.log(known or RARE) - _COMMON
        if telling > 0:
            made[word] = telling * telling * (1.0 if known else _NAME)
    length = math.sqrt(_UNSEEN + math.fsum(value * value for value in made.values()))
    return {word: value / length for word, value in sorted(made.items(), key=lambda one: (-one[1], one[0]))}


def kinship(a: Profile, b: Profile) -> float:
    """Return 0 for reports on different things to 1 for reports on one."""
    shared = a.keys() & b.keys()
    cosine = math.fsum(map(mul, map(a.__getitem__, shared), map(b.__getitem__, shared)))
    return min(1.0, max(0.0, (cosine - _APART) / (_TOGETHER - _APART)))
