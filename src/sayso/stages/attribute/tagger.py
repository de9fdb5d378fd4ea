"""Finds attributions with the trained model: cues first, then what each cue's source and content are."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.identity import finding_id
from sayso.model.parse import Parse
from sayso.model.span import Span, Spans, shown
from sayso.parsers.pieces import Pieces
from sayso.parsers.reader import Reader, Signals, View
from sayso.stages.attribute.decode import (
    LINK_LABELS,
    NOTHING,
    Cue,
    Floats,
    Found,
    Range,
    Settings,
    by_word,
    cues,
    link,
    settle,
)

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Ints = npt.NDArray[np.int64]

NEAREST = 16
"""Classes of distance on either side of the cue; steps of one up to four pieces, then growing."""

TOGETHER = 5
"""Neighbouring cues linked in one go: they look at about the same paragraphs."""

REACH = 192
"""How many places on either side of its cues the linker looks at, within the next paragraphs."""


@dataclass(frozen=True, slots=True)
class Confidence:
    """Turns a finding's features into the share of such findings that are right (logistic regression)."""

    weights: tuple[float, ...]
    bias: float

    def of(self, features: Sequence[float]) -> float:
        """Return a confidence in 0–1."""
        z = self.bias + sum(w * f for w, f in zip(self.weights, features, strict=True))
        return 1 / (1 + math.exp(-max(-30.0, min(30.0, z))))


def _steps() -> Ints:
    d = np.arange(1, 1025)
    grown = np.floor(2 * np.log2(d) + 0.5).astype(np.int64)
    return np.concatenate([[0], np.minimum(np.where(d < 5, d, grown), NEAREST)])


_STEP = _steps()


def distance_classes(places: int, begin: Ints, end: Ints) -> Ints:
    """Return the class of every place's signed distance from each cue at [begin, end)."""
    at = np.arange(places)[None]
    before = np.clip(begin[:, None] - at, 0, len(_STEP) - 1)
    after = np.clip(at - end[:, None] + 1, 0, len(_STEP) - 1)
    classes: Ints = np.where(before > 0, NEAREST - _STEP[before], NEAREST + _STEP[after])
    return classes


class Tagger:
    """The attribution model's second half, on what the reader's encoder left in a parse."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    @cached_property
    def _linker(self) -> InferenceSession:
        return self._reader.session("linker.onnx")

    @cached_property
    def _settings(self) -> Settings:
        return Settings(**self._reader.card["settings"]["decoder"])

    @cached_property
    def _confidence(self) -> tuple[Confidence, Confidence]:
        made: Mapping[str, Any] = self._reader.card["settings"]["confidence"]
        flat, inner = (Confidence(tuple(made[k]["weights"]), made[k]["bias"]) for k in ("outer", "inner"))
        return flat, inner

    @property
    def version(self) -> str:
        """The model's name and version, as evidence quotes it."""
        card = self._reader.card
        return f"{card['name']}/{card['version']}"

    @cached_property
    def _floors(self) -> Mapping[str, float]:
        floors: Mapping[str, float] = self._reader.card["settings"]["floors"]
        return floors

    def find(self, text: str, parse: Parse) -> tuple[Attribution, ...]:
        """Return the attributions of a text, in the order of their cues; ``within`` is not yet set.

        What falls under the model's floor is left out; a source under its own floor is marked
        withheld. A parse that the reader did not make has nothing to find.
        """
        signals = parse.signals
        if not isinstance(signals, Signals):
            return ()
        spans = spans_of_words(parse)
        made: list[Attribution] = []
        for found in settle([f for view in signals.views for f in self._in_view(view, signals.pieces)], self._settings):
            inner = found.features[7] > 0.5
            confidence = self._confidence[inner].of(found.features)
            if confidence < self._floors["inner" if inner else "outer"]:
                continue
            doubtful = confidence < self._floors["inner source" if inner else "source"]
            cue, source, content = spans([found.cue]), spans(found.source), spans(found.content)
            who = f"the source “{shown(text, source)}”" if source else "no source"
            says = f"The model reads “{shown(text, cue)}” as a cue with {who}; {confidence:.0%} of such are right."
            made.append(
                Attribution(
                    id=finding_id("a", (source, cue, content)),
                    source=source,
                    cue=cue,
                    content=content,
                    source_status="none" if not source else "withheld" if doubtful else "unresolved",
                    confidence=round(confidence, 3),
                    evidence=(
                        Evidence(self.version, says, cue),
                        *_doubt(self.version, source, doubtful),
                    ),
                )
            )
        return tuple(made)

    def candidates(self, parse: Parse) -> list[Found]:
        """Return everything found, whatever its confidence: what calibration learns from."""
        signals = parse.signals
        if not isinstance(signals, Signals):
            return []
        return settle([f for view in signals.views for f in self._in_view(view, signals.pieces)], self._settings)

    def _in_view(self, view: View, pieces: Pieces) -> list[Found]:
        head = pieces.head[view.begin : view.end].copy()
        head[:1] = True
        firsts = np.append(np.flatnonzero(head), len(head))
        found_cues = cues(by_word(view.cue[view.place], head), self._settings)
        # words before this window, so that ranges count the whole text's words
        base = int(np.count_nonzero(pieces.head[: view.begin]))
        is_mark = pieces.case[view.begin : view.end][firsts[:-1]] == 4
        out: list[Found] = []
        for at in range(0, len(found_cues), TOGETHER):
            some = found_cues[at : at + TOGETHER]
            for cue, probability in zip(some, self._link(view, some, firsts), strict=True):
                found = link(cue, by_word(probability[view.place], head), is_mark, self._settings)
                if found is not None:
                    out.append(found.moved(base))
        return out

    def _link(self, view: View, some: Sequence[Cue], firsts: Ints) -> Floats:
        begin = np.array([view.place[firsts[c.begin]] for c in some], np.int64)
        end = np.array([view.place[firsts[c.end] - 1] + 1 for c in some], np.int64)
        gate = np.stack([view.gate[a:b].mean(0) for a, b in zip(begin, end, strict=True)])
        ask = np.stack([view.ask[a:b].mean(0) for a, b in zip(begin, end, strict=True)])
        # the paragraphs of these cues and their neighbours, no further than the reach
        first, last = view.paragraph[begin[0]] - 1, view.paragraph[end[-1] - 1] + 1
        left = max(int(np.searchsorted(view.paragraph, first, side="left")), int(begin[0]) - REACH, 0)
        right = min(int(np.searchsorted(view.paragraph, last, side="right")), int(end[-1]) + REACH)
        paragraph = view.paragraph[left:right].astype(np.int64)
        nearness = np.clip(paragraph[None] - view.paragraph[begin][:, None], -2, 2) + 2
        feed = {
            "seen": view.seen[left:right], "gate": gate, "ask": ask, "nearness": nearness,
            "distance": distance_classes(right - left, begin - left, end - left),
        }  # fmt: skip
        result = np.zeros((len(some), len(view.paragraph), LINK_LABELS), np.float32)
        result[..., NOTHING] = 1
        result[:, left:right] = self._linker.run(None, feed)[0]
        return result


def _doubt(rule: str, source: Spans, withheld: bool) -> tuple[Evidence, ...]:
    """Say why a source is withheld."""
    if not (source and withheld):
        return ()
    return (Evidence(rule, "The source is withheld: findings as unsure as this are wrong as often as right.", source),)


def spans_of_words(parse: Parse) -> Callable[[Sequence[Range]], Spans]:
    """Return what turns ranges of the encoder's words into spans of characters."""
    if not isinstance(parse.signals, Signals):
        return lambda ranges: ()
    pieces = parse.signals.pieces
    firsts = np.flatnonzero(pieces.head)
    lasts = np.append(firsts[1:], len(pieces)) - 1 if len(pieces) else firsts
    start, end = pieces.start[firsts].tolist(), pieces.end[lasts].tolist()
    return lambda ranges: tuple(Span(start[a], end[b - 1]) for a, b in ranges)
