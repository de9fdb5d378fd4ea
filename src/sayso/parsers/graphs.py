"""The files of a model that ships: its card, its tokenizer, its graphs, and clear errors where one is damaged."""

from __future__ import annotations

import json
from importlib.resources import as_file
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING, Any

from sayso.model.errors import WeightsError

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer


def card_of(weights: Traversable, model: str) -> dict[str, Any]:
    """Return the card in a folder of weights; ``model`` is what an error calls it."""
    try:
        card: dict[str, Any] = json.loads((weights / "card.json").read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise WeightsError(f"the {model} model's card cannot be read: {error}") from error
    return card


def tokenizer_of(weights: Traversable, model: str) -> Tokenizer:
    """Return the tokenizer in a folder of weights, loaded once."""
    from sayso.parsers.pieces import tokenizer

    try:
        with as_file(weights / "tokenizer.json") as path:
            return tokenizer(path)
    # the tokenizer's library raises nothing narrower
    except Exception as error:
        raise WeightsError(f"the {model} model's tokenizer cannot be read: {error}") from error


def session_of(weights: Traversable, name: str, model: str, *, threads: int = 1) -> InferenceSession:
    """Return an ONNX session on one of the weights' graphs; 0 threads leave their number to the machine."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    try:
        raw = (weights / name).read_bytes()
        return onnxruntime.InferenceSession(raw, options, providers=["CPUExecutionProvider"])
    except Exception as error:
        raise WeightsError(f"the {model} model's {name} cannot be loaded: {error}") from error
