"""Write a trained network as two ONNX graphs, the encoder in eight-bit integers."""

from __future__ import annotations

import math
from pathlib import Path

import numpy as np
import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn
from torch.nn import functional as F

from training.network import Layer, Linker, Tagger

OPSET = 17


class BatchOfOne(nn.Module):
    """A layer for one text without padding; query, key and value in one product, which integers like."""

    def __init__(self, layer: Layer) -> None:
        super().__init__()
        self.layer = layer
        width = layer.query.in_features
        self.size = width // layer.heads
        self.heads = layer.heads
        self.three = nn.Linear(width, 3 * width)
        with torch.no_grad():
            # the logits' scale goes into the query
            scale = 1 / math.sqrt(self.size)
            self.three.weight.copy_(torch.cat([layer.query.weight * scale, layer.key.weight, layer.value.weight]))
            self.three.bias.copy_(torch.cat([layer.query.bias * scale, layer.key.bias, layer.value.bias]))

    def forward(self, x: Tensor) -> Tensor:
        """x: [1, pieces, width]."""
        q, k, v = self.three(x).view(1, -1, 3 * self.heads, self.size).transpose(1, 2).chunk(3, 1)
        mixed = (q @ k.transpose(-1, -2)).softmax(-1) @ v
        mixed = mixed.transpose(1, 2).reshape(1, -1, self.heads * self.size)
        x = self.layer.norm1(x + self.layer.out(mixed))
        return self.layer.norm2(x + self.layer.down(F.gelu(self.layer.up(x))))


class Reader(nn.Module):
    """The encoder and every head that looks at one piece: one reading serves them all."""

    NAMES = ("cue", "pos", "entity", "sentence", "seen", "gate", "ask")

    def __init__(self, model: Tagger) -> None:
        super().__init__()
        self.model = model
        self.layers = nn.ModuleList(BatchOfOne(layer) for layer in model.encoder.layers)

    def forward(self, ids: Tensor, case: Tensor, quote: Tensor) -> tuple[Tensor, ...]:
        """All inputs [pieces]; returns what NAMES says, one row a piece."""
        m, e = self.model, self.model.encoder
        x = e.words(ids) + e.positions.weight[: ids.shape[0]] + e.kind + e.case(case) + e.quote(quote)
        x = e.norm(x)[None]
        for layer in self.layers:
            x = layer(x)
        x = x[0]
        k = m.linker
        # a mean of linear maps is the linear map of the mean: the cue's own vectors can wait
        return (m.cue(x).softmax(-1), m.pos(x), m.entity(x), m.sentence(x), k.piece(x), k.gate(x), k.cue(x))


class Link(nn.Module):
    """The linker, given the reader's vectors: what each piece is to each cue."""

    def __init__(self, linker: Linker) -> None:
        super().__init__()
        self.linker = linker

    def forward(self, seen: Tensor, gate: Tensor, ask: Tensor, distance: Tensor, nearness: Tensor) -> Tensor:
        """seen: [pieces, inner]; gate, ask: [cues, inner]; the rest [cues, pieces]. Returns [cues, pieces, labels]."""
        k = self.linker
        x = seen * (1 + gate)[:, None] + ask[:, None] + k.distance(distance) + k.nearness(nearness)
        x = F.gelu(k.norm(x))
        for step, norm in zip(k.steps, k.norms, strict=True):
            x = x + F.gelu(norm(step(x.transpose(1, 2)).transpose(1, 2)))
        return k.out(x).softmax(-1)


def export(model: Tagger, folder: Path) -> dict[str, Path]:
    """Write ``reader.onnx`` (float), ``reader-int8.onnx`` and ``linker.onnx`` into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    model = model.float().cpu().eval()
    paths = {n: folder / f"{n}.onnx" for n in ("reader", "reader-int8", "linker")}
    n, k = 40, 3
    ids = torch.randint(1000, 2000, (n,))
    few = torch.ones(n, dtype=torch.int64)
    torch.onnx.export(
        Reader(model), (ids, few, few), str(paths["reader"]), input_names=["ids", "case", "quote"],
        output_names=list(Reader.NAMES), opset_version=OPSET, dynamo=False,
        dynamic_axes={x: {0: "pieces"} for x in ("ids", "case", "quote", *Reader.NAMES)},
    )  # fmt: skip
    inner = model.linker.piece.out_features
    pair = torch.ones(k, n, dtype=torch.int64)
    torch.onnx.export(
        Link(model.linker), (torch.randn(n, inner), torch.randn(k, inner), torch.randn(k, inner), pair, pair),
        str(paths["linker"]), input_names=["seen", "gate", "ask", "distance", "nearness"], output_names=["link"],
        opset_version=OPSET, dynamo=False,
        dynamic_axes={"seen": {0: "pieces"}, "gate": {0: "cues"}, "ask": {0: "cues"},
                      "distance": {0: "cues", 1: "pieces"}, "nearness": {0: "cues", 1: "pieces"},
                      "link": {0: "cues", 1: "pieces"}},
    )  # fmt: skip
    quantise(paths["reader"], paths["reader-int8"])
    return paths


def quantise(source: Path, target: Path) -> None:
    """Turn the reader's large products and its word table into eight-bit integers, a scale for each channel.

    One scale for a whole matrix damages this encoder; the heads are small and stay as they are.
    """
    graph = onnx.load(str(source)).graph
    sizes = {t.name: int(np.prod(t.dims)) for t in graph.initializer}
    large = [
        node.name for node in graph.node
        if node.op_type in ("MatMul", "Gather") and any(sizes.get(i, 0) >= 100_000 for i in node.input)
    ]  # fmt: skip
    quantize_dynamic(
        str(source), str(target), op_types_to_quantize=["MatMul", "Gather"], per_channel=True,
        weight_type=QuantType.QInt8, nodes_to_quantize=large,
    )  # fmt: skip
