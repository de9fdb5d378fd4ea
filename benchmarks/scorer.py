"""Score attributions against annotated ones: our own referee, which knows nothing of the product.

Words are what is counted: runs of letters and digits, apostrophes inside them included, so that
quotation marks and full stops at a span's edge cost nothing. In per cent:

- *source*, *cue*, *content*: word by word, is this word part of such a span?
- *found*: a predicted content and an annotated one pair up, one to one, when they share at least
  half of the words that either has.
- *attributed*: found, and the sources share a word, or neither has one.
- *exact*: found, and content and source have the very same words.

Nested attributions count only where the annotation itself nests.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

from benchmarks.corpora import Annotated, Attribution, Pairs

_ALNUM = r"[^\W_]"
_WORD = re.compile(f"{_ALNUM}(?:['’]?{_ALNUM})*")

WordSet = frozenset[int]


@dataclass(frozen=True, slots=True)
class Rate:
    """Precision, recall and their harmonic mean, in per cent."""

    p: float
    r: float
    f1: float

    @classmethod
    def of(cls, hits: int, predicted: int, annotated: int) -> Rate:
        """Make the rates from counts; nothing predicted or annotated gives zero."""
        p = hits / predicted if predicted else 0.0
        r = hits / annotated if annotated else 0.0
        return cls(100 * p, 100 * r, 100 * (2 * p * r / (p + r) if p + r else 0.0))


@dataclass(frozen=True, slots=True)
class Scores:
    """What the referee says of a run."""

    source: Rate
    cue: Rate
    content: Rate
    found: Rate
    attributed: Rate
    exact: Rate
    reports: int
    annotated: int
    predicted: int


class Words:
    """The words of one text, by number, so that spans can be compared as sets of words."""

    def __init__(self, text: str) -> None:
        bounds = [m.span() for m in _WORD.finditer(text)]
        self._starts = [start for start, _ in bounds]
        self._ends = [end for _, end in bounds]

    def __len__(self) -> int:
        return len(self._starts)

    def within(self, spans: Pairs) -> WordSet:
        """Return the numbers of the words that the spans touch."""
        return frozenset(
            chain.from_iterable(
                range(bisect_right(self._ends, start), bisect_left(self._starts, end)) for start, end in spans
            )
        )


@dataclass(frozen=True, slots=True)
class Marked:
    """An attribution as sets of word numbers."""

    source: WordSet
    cue: WordSet
    content: WordSet
    confidence: float

    def same_source(self, other: Marked) -> bool:
        """Say whether the two sources share a word, or neither has one."""
        return bool(self.source & other.source) or not (self.source or other.source)


def overlap(a: WordSet, b: WordSet) -> float:
    """Return the share of the words of either that both have; 0 below one half."""
    shared = len(a & b)
    either = len(a | b)
    return shared / either if shared and 2 * shared >= either else 0.0


def pair(annotated: Sequence[Marked], predicted: Sequence[Marked]) -> list[tuple[int, int]]:
    """Pair annotated and predicted attributions one to one, best overlap first.

    Where overlaps are equal, the pair with the right source goes first, then reading order.
    """
    options = [
        (-share, not g.same_source(p), i, j)
        for i, g in enumerate(annotated)
        for j, p in enumerate(predicted)
        if (share := overlap(g.content, p.content))
    ]
    free_g, free_p = set(range(len(annotated))), set(range(len(predicted)))
    pairs = []
    for _, _, i, j in sorted(options):
        if i in free_g and j in free_p:
            free_g.remove(i)
            free_p.remove(j)
            pairs.append((i, j))
    return pairs


def marked(text: str, attributions: Iterable[Attribution], nested: bool) -> list[Marked]:
    """Turn a report's attributions into word sets; those whose content has no word are left out."""
    words = Words(text)
    made = (
        Marked(words.within(a.source), words.within(a.cue), words.within(a.content), a.confidence)
        for a in attributions
        if nested or not a.within
    )
    return [m for m in made if m.content]


def score(
    annotated: Iterable[Annotated], predicted: Mapping[str, Sequence[Attribution]], nested: bool | None = None
) -> Scores:
    """Score predictions, given by report id.

    Args:
        annotated: the reports as annotated.
        predicted: what was found in each; a report without an entry counts as nothing found.
        nested: whether nested attributions count; by default where the annotation has any.
    """
    reports = list(annotated)
    if nested is None:
        nested = any(a.within for report in reports for a in report.attributions)
    roles = {role: [0, 0, 0] for role in ("source", "cue", "content")}
    found = attributed = exact = n_annotated = n_predicted = 0
    for report in reports:
        gold = marked(report.text, report.attributions, nested)
        mine = marked(report.text, predicted.get(report.id, ()), nested)
        n_annotated += len(gold)
        n_predicted += len(mine)
        for role, counts in roles.items():
            in_gold: WordSet = frozenset().union(*(getattr(m, role) for m in gold))
            in_mine: WordSet = frozenset().union(*(getattr(m, role) for m in mine))
            counts[0] += len(in_gold & in_mine)
            counts[1] += len(in_mine)
            counts[2] += len(in_gold)
        for i, j in pair(gold, mine):
            g, p = gold[i], mine[j]
            found += 1
            attributed += g.same_source(p)
            exact += g.content == p.content and g.source == p.source
    return Scores(
        **{role: Rate.of(*counts) for role, counts in roles.items()},
        found=Rate.of(found, n_predicted, n_annotated),
        attributed=Rate.of(attributed, n_predicted, n_annotated),
        exact=Rate.of(exact, n_predicted, n_annotated),
        reports=len(reports),
        annotated=n_annotated,
        predicted=n_predicted,
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A predicted attribution's confidence and whether it was right."""

    confidence: float
    has_source: bool
    found: bool
    attributed: bool


def judge(
    annotated: Iterable[Annotated], predicted: Mapping[str, Sequence[Attribution]], nested: bool = False
) -> list[Judged]:
    """Say of each predicted attribution whether it was found and attributed rightly."""
    judged = []
    for report in annotated:
        gold = marked(report.text, report.attributions, nested)
        mine = marked(report.text, predicted.get(report.id, ()), nested)
        partner = {j: gold[i] for i, j in pair(gold, mine)}
        for j, m in enumerate(mine):
            g = partner.get(j)
            judged.append(Judged(m.confidence, bool(m.source), g is not None, g is not None and g.same_source(m)))
    return judged
