"""Which statements may say the same as this one: those that share its rarest words."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from sayso.model.claim import StatementKey

_TERMS = 12
_SPREAD = 400
"""A word that more statements hold than this finds none of them."""


class MemoryClaimIndex:
    """An index of statements that lives in memory, for a dossier."""

    def __init__(self) -> None:
        self._holding: dict[str, list[StatementKey]] = defaultdict(list)

    def add(self, statement: StatementKey, words: Sequence[str]) -> None:
        """Take in a statement."""
        for word in words:
            self._holding[word].append(statement)

    def candidates(self, words: Sequence[str], limit: int) -> list[StatementKey]:
        """Return the statements that share most of the rarest words, at least two of them."""
        rarest = sorted((w for w in words if w in self._holding), key=lambda w: (len(self._holding[w]), w))[:_TERMS]
        tally: dict[StatementKey, float] = defaultdict(float)
        shares: Counter[StatementKey] = Counter()
        for word in rarest:
            found = self._holding[word]
            if len(found) <= _SPREAD:
                rarity = 1.0 / math.log(2 + len(found))
                for key in found:
                    tally[key] += rarity
                shares.update(found)
        enough = min(2, len(rarest))
        ranked = sorted((-weight, key) for key, weight in tally.items() if shares[key] >= enough)
        return [key for _, key in ranked[:limit]]
