"""The trained encoder: one reading of a text, which serves every head that looks at it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from sayso.model.parse import Parse
from sayso.model.span import Span
from sayso.parsers.graphs import card_of, session_of, tokenizer_of
from sayso.parsers.pieces import Pieces, encode, frame, windows
from sayso.parsers.words import parse_of

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

Floats = npt.NDArray[np.float32]

_MODEL = "attribution"


@dataclass(frozen=True, slots=True)
class View:
    """What the encoder saw in one window of a text: one row a place, framing marks included.

    ``begin`` and ``end`` are the window's pieces, ``place`` tells where each of them stands.
    ``cue`` holds the probabilities of each cue label; ``seen``, ``gate`` and ``ask`` are the
    vectors that the linker works on; ``paragraph`` numbers the places' paragraphs.
    """

    begin: int
    end: int
    place: npt.NDArray[np.int32]
    paragraph: npt.NDArray[np.int32]
    cue: Floats
    seen: Floats
    gate: Floats
    ask: Floats


@dataclass(frozen=True, slots=True)
class Signals:
    """What the encoder leaves beside the parse for the stage that finds attributions."""

    pieces: Pieces
    views: tuple[View, ...]


class Reader:
    """The encoder that ships in ``sayso.weights``; loaded on first use and kept.

    ``threads`` is how many processor cores one text may use; 0 leaves it to the machine.
    """

    def __init__(self, weights: Traversable | None = None, *, threads: int = 1) -> None:
        self._weights = weights if weights is not None else files("sayso.weights") / "attribution-en"
        self._threads = threads

    @cached_property
    def card(self) -> dict[str, Any]:
        """The model's card: name, version, settings, and how good it was measured to be."""
        return card_of(self._weights, _MODEL)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return tokenizer_of(self._weights, _MODEL)

    def session(self, name: str) -> InferenceSession:
        """Return an ONNX session on one of the weights' graphs."""
        return session_of(self._weights, name, _MODEL, threads=self._threads)

    @cached_property
    def _session(self) -> InferenceSession:
        return self.session(str(self.card["settings"]["reader"]))

    def read(self, text: str, paragraphs: Sequence[Span]) -> Parse:
        """Read the paragraphs of a text; what lies between them is not looked at."""
        pieces = encode(text, paragraphs, self._tokenizer)
        views: list[View] = []
        rows: dict[str, list[Floats]] = {"pos": [], "entity": [], "sentence": []}
        for begin, end in windows(pieces, int(self.card["settings"]["room"])):
            ids, case, quote, place = frame(pieces, begin, end)
            feed = {"ids": ids.astype(np.int64), "case": case.astype(np.int64), "quote": quote.astype(np.int64)}
            cue, pos, entity, sentence, seen, gate, ask = self._session.run(None, feed)
            paragraph = np.zeros(len(ids), np.int32)
            paragraph[place] = pieces.paragraph[begin:end]
            # a framing mark counts with the paragraph before it
            paragraph = np.maximum.accumulate(paragraph)
            views.append(View(begin, end, place, paragraph, cue, seen, gate, ask))
            for name, row in (("pos", pos), ("entity", entity), ("sentence", sentence)):
                rows[name].append(row[place])
        tags = {
            name: np.concatenate(parts).argmax(1) if parts else np.zeros(0, np.int64) for name, parts in rows.items()
        }
        return parse_of(
            text, paragraphs, pieces, tags["pos"], tags["entity"], tags["sentence"], Signals(pieces, tuple(views))
        )
