"""From the tagger's probabilities to attributions: which words are whose source and content."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Range = tuple[int, int]

OUTSIDE, CUE_BEGINS, CUE_GOES_ON, INNER_BEGINS, INNER_GOES_ON = range(5)
CUE_LABELS = 5
NOTHING, SOURCE, CONTENT = range(3)
LINK_LABELS = 3


@dataclass(frozen=True, slots=True)
class Settings:
    """What the decoder was tuned to on the dev part; see training/README.md."""

    cue_outer: float = 0.3
    cue_inner: float = 0.3
    content: float = 0.5
    source: float = 0.4
    same_content: float = 0.5


@dataclass(frozen=True, slots=True)
class Cue:
    """A candidate cue: a range of words, how sure the tagger is of it, and whether it lies within."""

    begin: int
    end: int
    sure: float
    inner: float


@dataclass(frozen=True, slots=True)
class Found:
    """One attribution as ranges of words, with what the confidence is made from."""

    cue: Range
    source: tuple[Range, ...]
    content: tuple[Range, ...]
    features: tuple[float, ...]

    @property
    def score(self) -> float:
        """A raw score that orders findings; the calibrated confidence is made from the features."""
        return self.features[0] * self.features[1]

    def moved(self, base: int) -> Found:
        """Return the same finding with its words counted from ``base`` words earlier."""
        ranges = [tuple((a + base, b + base) for a, b in r) for r in ((self.cue,), self.source, self.content)]
        return Found(ranges[0][0], ranges[1], ranges[2], self.features)


def by_word(values: Floats, head: npt.NDArray[np.bool_]) -> Floats:
    """Average piece rows (last axis but one) over each word; ``head`` marks words' first pieces."""
    firsts = np.flatnonzero(head)
    sums = np.add.reduceat(values, firsts, axis=-2)
    counts = np.diff(np.append(firsts, len(head)))
    result: Floats = (sums / counts[:, None]).astype(np.float32)
    return result


def cues(probability: Floats, settings: Settings) -> list[Cue]:
    """Return the candidate cues, given one row of CUE_LABELS probabilities a word."""
    outer = probability[:, CUE_BEGINS] + probability[:, CUE_GOES_ON]
    inner = probability[:, INNER_BEGINS] + probability[:, INNER_GOES_ON]
    begins = probability[:, CUE_BEGINS] + probability[:, INNER_BEGINS]
    goes_on = probability[:, CUE_GOES_ON] + probability[:, INNER_GOES_ON]
    is_cue = (outer + inner) > 0
    is_cue &= (outer / settings.cue_outer + inner / settings.cue_inner) >= 1
    out: list[Cue] = []
    n = len(probability)
    positions = np.flatnonzero(is_cue).tolist()
    i = 0
    while i < len(positions):
        k = positions[i]
        end = k + 1
        i += 1
        while i < len(positions) and positions[i] == end and end < n and goes_on[end] >= begins[end]:
            end += 1
            i += 1
        flat, within = float(outer[k:end].mean()), float(inner[k:end].mean())
        out.append(Cue(k, end, flat + within, within / (flat + within)))
    return out


def _runs(mask: npt.NDArray[np.bool_]) -> list[Range]:
    edges = np.flatnonzero(np.diff(np.concatenate(([False], mask, [False])).astype(np.int8)))
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def link(cue: Cue, probability: Floats, is_mark: npt.NDArray[np.bool_], settings: Settings) -> Found | None:
    """Return the attribution of one cue, given LINK_LABELS probabilities a word; None without a content."""
    content = probability[:, CONTENT]
    source = probability[:, SOURCE]
    is_content = content > settings.content
    is_content[cue.begin : cue.end] = False
    runs = _runs(is_content)
    kept: list[Range] = []
    for a, b in runs:
        # pieces parted by nothing but punctuation are one piece
        if kept and not (kept[-1][1] <= cue.begin < a) and is_mark[kept[-1][1] : a].all():
            kept[-1] = (kept[-1][0], b)
        else:
            kept.append((a, b))
    kept = [(a, b) for a, b in kept if not is_mark[a:b].all()]
    if not kept:
        return None
    weights = [float(content[a:b].sum()) for a, b in kept]
    # a stray word far from the rest is noise
    kept = [r for r, w in zip(kept, weights, strict=True) if w >= 0.08 * max(weights)]
    kept = _together(kept, cue, source, is_mark, settings)
    is_source = (source > settings.source) & (source >= content)
    is_source[cue.begin : cue.end] = False
    candidates = [(a, b) for a, b in _runs(is_source) if not is_mark[a:b].all()]
    best = max(candidates, key=lambda r: float(source[r[0] : r[1]].sum()), default=None)
    inside = np.concatenate([content[a:b] for a, b in kept])
    edges = [float(content[a]) for a, _ in kept] + [float(content[b - 1]) for _, b in kept]
    sure_source = float(source[best[0] : best[1]].mean()) if best else 1 - float(source.max())
    return Found(
        cue=(cue.begin, cue.end),
        source=(best,) if best else (),
        content=tuple(kept),
        features=(
            cue.sure,
            float(inside.mean()),
            min(edges),
            sure_source,
            float(bool(best)),
            float(np.log1p(len(inside))),
            float(len(kept) > 1),
            cue.inner,
        ),
    )


def _together(
    kept: list[Range], cue: Cue, source: Floats, is_mark: npt.NDArray[np.bool_], settings: Settings
) -> list[Range]:
    """Leave out a word or two that plain words part from the rest of a content.

    A content is broken by the words that attribute it, hardly ever by plain ones.
    """
    out = kept[:1]
    for a, b in kept[1:]:
        plain = [
            w for w in range(out[-1][1], a)
            if not is_mark[w] and source[w] < settings.source / 2 and not cue.begin <= w < cue.end
        ]  # fmt: skip
        if b - a > STRAY or len(plain) < GAP or any(cue.begin - 1 <= w <= cue.end for w in plain):
            out.append((a, b))
    return out


GAP = 4
"""So many plain words between two pieces show that they may not be one content."""

STRAY = 2
"""A piece of no more words than this is left out then."""


def settle(found: Sequence[Found], settings: Settings) -> list[Found]:
    """Drop what says the same thing again: of two findings with one content, the surer stays.

    One whose cue stands in the other's content says something else, however much they share: it
    lies within.
    """
    order = sorted(range(len(found)), key=lambda i: -found[i].score)
    words = [frozenset(w for a, b in f.content for w in range(a, b)) for f in found]
    holding: dict[int, list[int]] = {}
    kept: list[int] = []
    for i in order:
        near = {k for w in words[i] for k in holding.get(w, ())}
        if all(
            len(words[i] & words[k]) < settings.same_content * len(words[i] | words[k])
            or found[i].cue[0] in words[k]
            or found[k].cue[0] in words[i]
            for k in near
        ):
            kept.append(i)
            for w in words[i]:
                holding.setdefault(w, []).append(i)
    return [found[i] for i in sorted(kept, key=lambda i: found[i].cue)]
