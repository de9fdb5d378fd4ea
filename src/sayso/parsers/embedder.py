"""The sentence encoder: sentences into vectors that point alike ways where they say alike things."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Sequence
from functools import cached_property
from importlib.resources import files
from importlib.resources.abc import Traversable
from threading import Lock
from typing import TYPE_CHECKING, Any

import numpy as np

from sayso.parsers.graphs import card_of, session_of, tokenizer_of
from sayso.parsers.pieces import CLS, SEP, plain

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

_KEPT = 1 << 16
"""Vectors that are kept, 384 bytes each, so that tracing a dossier again does not embed it again."""
_MODEL = "sentence"


class SentenceEmbedder:
    """The encoder that ships in ``sayso.weights``; loaded on first use and kept.

    It looks at one text at a time: in small integers, a text's vector would otherwise depend on the
    texts beside it. So the same text has the same vector in a dossier and in a library.

    Args:
        weights: Another folder of weights than the one that ships.
        threads: How many processor cores one text may use; 0 leaves it to the machine.
    """

    def __init__(self, weights: Traversable | None = None, *, threads: int = 1) -> None:
        self._weights = weights if weights is not None else files("sayso.weights") / "sentence-en"
        self._threads = threads
        self._known: OrderedDict[str, bytes] = OrderedDict()
        self._lock = Lock()

    @cached_property
    def card(self) -> dict[str, Any]:
        """The model's card: name, version, settings."""
        return card_of(self._weights, _MODEL)

    @property
    def name(self) -> str:
        """The model's name and version, "sentence-en/1": vectors of two names cannot be compared."""
        return f"{self.card['name']}/{self.card['version']}"

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        # word pieces are those of the model that reads reports; one file serves both
        return tokenizer_of(files("sayso.weights") / "attribution-en", _MODEL)

    @cached_property
    def _session(self) -> InferenceSession:
        return session_of(self._weights, str(self.card["settings"]["graph"]), _MODEL, threads=self._threads)

    def __call__(self, texts: Sequence[str]) -> list[bytes]:
        """Return one vector a text, in order."""
        with self._lock:
            new = [text for text in dict.fromkeys(texts) if text not in self._known]
            made = dict(zip(new, self._embed(new), strict=True))
            found = []
            for text in texts:
                vector = made.get(text) or self._known[text]
                found.append(vector)
            for text in dict.fromkeys(texts):
                self._known[text] = made.get(text) or self._known[text]
                self._known.move_to_end(text)
            while len(self._known) > _KEPT:
                self._known.popitem(last=False)
            return found

    def _embed(self, texts: Sequence[str]) -> list[bytes]:
        if not texts:
            return []
        room = int(self.card["settings"]["room"]) - 2
        evened = [" ".join(plain(text)[0].split()) for text in texts]
        vectors = []
        for pieces in self._tokenizer.encode_batch(evened, add_special_tokens=False):
            ids = np.asarray([CLS, *pieces.ids[:room], SEP], np.int64)
            (vector,) = self._session.run(None, {"ids": ids})
            most = float(np.abs(vector).max())
            vectors.append(np.rint(vector * (127.0 / most)).astype(np.int8).tobytes())
        return vectors
