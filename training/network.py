"""The network: a small BERT with marks' and letters' features, and its heads."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.parsers.pieces import CASES, QUOTES
from sayso.stages.attribute.decode import CUE_LABELS, LINK_LABELS

DISTANCES = 33
NEARNESS = 5


class Layer(nn.Module):
    """One transformer layer, as in BERT (Devlin et al. 2019): attention, then two dense steps."""

    def __init__(self, width: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads = heads
        self.query, self.key, self.value, self.out = (nn.Linear(width, width) for _ in range(4))
        self.up, self.down = nn.Linear(width, inner), nn.Linear(inner, width)
        self.norm1, self.norm2 = nn.LayerNorm(width, eps=1e-12), nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, x: Tensor, bias: Tensor) -> Tensor:
        """x: [batch, pieces, width]; bias: [batch, 1, 1, pieces], added to the attention's logits."""
        b, t, w = x.shape

        def split(y):
            return y.view(b, t, self.heads, w // self.heads).transpose(1, 2)

        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        mixed = F.scaled_dot_product_attention(q, k, v, bias, self.dropout.p if self.training else 0.0)
        x = self.norm1(x + self.dropout(self.out(mixed.transpose(1, 2).reshape(b, t, w))))
        return self.norm2(x + self.dropout(self.down(F.gelu(self.up(x)))))


class Encoder(nn.Module):
    """BERT with two more input features a piece: its letters' case, and where quotation marks stand."""

    def __init__(self, config: dict, dropout: float = 0.1) -> None:
        super().__init__()
        width = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], width)
        self.positions = nn.Embedding(config["max_position_embeddings"], width)
        self.kind = nn.Parameter(torch.zeros(width))
        self.case, self.quote = nn.Embedding(CASES + 1, width), nn.Embedding(QUOTES + 1, width)
        nn.init.zeros_(self.case.weight), nn.init.zeros_(self.quote.weight)
        self.norm = nn.LayerNorm(width, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(width, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor, mask: Tensor) -> Tensor:
        """All inputs [batch, pieces]; mask is 1 for pieces and 0 for padding. Returns [batch, pieces, width]."""
        places = torch.arange(ids.shape[1], device=ids.device)
        x = self.words(ids) + self.positions(places) + self.kind + self.case(case) + self.quote(quote)
        x = self.dropout(self.norm(x))
        bias = ((1 - mask.to(x.dtype)) * -1e4)[:, None, None, :]
        if torch.is_autocast_enabled(x.device.type):
            bias = bias.to(torch.bfloat16)
        for layer in self.layers:
            x = layer(x, bias)
        return x


def load_bert(folder: Path, dropout: float = 0.1) -> Encoder:
    """Return an encoder with the weights of a BERT checkpoint folder (config.json, model.safetensors)."""
    from safetensors.torch import load_file

    config = json.loads((folder / "config.json").read_text())
    state = {k.removeprefix("bert."): v.float() for k, v in load_file(folder / "model.safetensors").items()}
    made = Encoder(config, dropout)
    ours = {
        "words.weight": state["embeddings.word_embeddings.weight"],
        "positions.weight": state["embeddings.position_embeddings.weight"],
        "kind": state["embeddings.token_type_embeddings.weight"][0],
        "norm.weight": state["embeddings.LayerNorm.weight"],
        "norm.bias": state["embeddings.LayerNorm.bias"],
        "case.weight": made.case.weight.data,
        "quote.weight": made.quote.weight.data,
    }
    names = {
        "query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value",
        "out": "attention.output.dense", "norm1": "attention.output.LayerNorm",
        "up": "intermediate.dense", "down": "output.dense", "norm2": "output.LayerNorm",
    }  # fmt: skip
    for i in range(config["num_hidden_layers"]):
        for mine, theirs in names.items():
            for part in ("weight", "bias"):
                ours[f"layers.{i}.{mine}.{part}"] = state[f"encoder.layer.{i}.{theirs}.{part}"]
    made.load_state_dict(ours)
    return made


def convolve(x: Tensor, step: nn.Conv1d) -> Tensor:
    """Return the convolution of [batch, places, width] along its places, as one matrix product.

    The same as ``step`` itself, but free of the per-shape planning that convolutions cost on a GPU.
    """
    size, n = step.kernel_size[0], x.shape[1]
    padded = F.pad(x, (0, 0, size // 2, size // 2))
    beside = torch.cat([padded[:, k : k + n] for k in range(size)], -1)
    return F.linear(beside, step.weight.permute(0, 2, 1).reshape(step.out_channels, -1), step.bias)


class Linker(nn.Module):
    """For one cue: which pieces are its source, which its content.

    The cue's mean state is held against every piece's, with their distance in pieces and in
    paragraphs; narrow convolutions let neighbours agree on where a span ends.
    """

    def __init__(self, width: int, inner: int = 128, depth: int = 2, kernel: int = 5, dropout: float = 0.1) -> None:
        super().__init__()
        self.piece, self.cue, self.gate = (nn.Linear(width, inner) for _ in range(3))
        self.distance = nn.Embedding(DISTANCES, inner)
        self.nearness = nn.Embedding(NEARNESS, inner)
        self.norm = nn.LayerNorm(inner)
        self.steps = nn.ModuleList(nn.Conv1d(inner, inner, kernel, padding=kernel // 2) for _ in range(depth))
        self.norms = nn.ModuleList(nn.LayerNorm(inner) for _ in range(depth))
        self.out = nn.Linear(inner, LINK_LABELS)
        self.dropout = nn.Dropout(dropout)

    def forward(self, seen: Tensor, cue: Tensor, distance: Tensor, nearness: Tensor) -> Tensor:
        """seen: ``piece`` of the states, [cues or 1, pieces, inner]; cue: [cues, width]; the rest: [cues, pieces]."""
        x = seen * (1 + self.gate(cue))[:, None] + self.cue(cue)[:, None]
        x = x + self.distance(distance) + self.nearness(nearness)
        x = self.dropout(F.gelu(self.norm(x)))
        for step, norm in zip(self.steps, self.norms, strict=True):
            x = x + self.dropout(F.gelu(norm(convolve(x, step))))
        return self.out(x)


class Tagger(nn.Module):
    """Encoder and heads. ``flat`` tells sources and contents apart without cues; it only helps training."""

    def __init__(self, encoder: Encoder, n_pos: int, n_entity: int, **linker: float) -> None:
        super().__init__()
        width = encoder.words.embedding_dim
        self.encoder = encoder
        self.cue = nn.Linear(width, CUE_LABELS)
        self.flat = nn.Linear(width, 6)
        self.pos = nn.Linear(width, n_pos)
        self.entity = nn.Linear(width, n_entity)
        self.sentence = nn.Linear(width, 2)
        self.linker = Linker(width, **linker)


def distance_class(place: Tensor, begin: Tensor, end: Tensor) -> Tensor:
    """Return the class of each place's signed distance from [begin, end), in growing steps."""
    before, after = (begin - place).clamp(min=0), (place - end + 1).clamp(min=0)

    def step(d):
        return torch.where(d < 5, d, (2 * (d.clamp(min=1).float().log2()) + 0.5).floor().long()).clamp(max=16)

    return torch.where(before > 0, 16 - step(before), 16 + step(after))
