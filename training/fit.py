"""Fit one network: the loss, the schedule, and averaged weights."""

from __future__ import annotations

import copy
import math
import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional as F

from sayso.parsers.pieces import CASES, MASK
from sayso.stages.attribute.decode import CUE_LABELS, INNER_BEGINS, LINK_LABELS
from training.examples import ENTITIES, POS, Example, Window, batches, frame, labels, pack
from training.network import Tagger, load_bert
from training.predict import cue_states, link_inputs, tensors


@dataclass(frozen=True)
class Recipe:
    """Everything that decides how a network is fitted."""

    epochs: int = 10
    batch: int = 16
    room: int = 384
    rate: float = 2e-4
    head_rate: float = 1e-3
    decay: float = 0.01
    warmup: float = 0.08
    layer_decay: float = 0.9
    dropout: float = 0.1
    frozen_layers: int = 0
    still_words: bool = True
    average: float = 0.997
    link_weight: float = 1.0
    flat_weight: float = 0.3
    tags_weight: float = 0.15
    negatives: int = 4
    shift: float = 0.3
    inner: int = 128
    depth: int = 2
    kernel: int = 5
    distil: float = 0.5
    mark_drop: float = 0.0
    word_drop: float = 0.0
    end: float = 0.02
    seed: int = 1


def build(bert: Path, recipe: Recipe) -> Tagger:
    """Return a fresh network on the given encoder checkpoint."""
    torch.manual_seed(recipe.seed)
    return Tagger(load_bert(bert, recipe.dropout), len(POS), 1 + 2 * len(ENTITIES), inner=recipe.inner,
                  depth=recipe.depth, kernel=recipe.kernel, dropout=recipe.dropout)  # fmt: skip


def _groups(model: Tagger, recipe: Recipe) -> list[dict]:
    groups: dict[tuple[float, float], list[Tensor]] = {}
    depth = len(model.encoder.layers)
    for name, p in model.named_parameters():
        if not p.requires_grad:
            continue
        if not name.startswith("encoder."):
            rate = recipe.head_rate
        elif ".layers." in name:
            rate = recipe.rate * recipe.layer_decay ** (depth - 1 - int(name.split(".")[2]))
        elif "case" in name or "quote" in name:
            rate = recipe.rate
        else:
            rate = recipe.rate * recipe.layer_decay**depth
        decay = 0.0 if p.ndim < 2 else recipe.decay
        groups.setdefault((rate, decay), []).append(p)
    return [{"params": ps, "lr": rate, "weight_decay": decay} for (rate, decay), ps in groups.items()]


@dataclass
class Batch:
    """A batch's tensors and labels."""

    windows: list[Window]
    inputs: tuple[Tensor, ...]
    marks: dict[str, Tensor]
    row: Tensor
    begin: Tensor
    end: Tensor
    link: Tensor
    weight: Tensor
    soft_cue: Tensor | None
    soft_link: Tensor | None
    opined: Tensor


def collate(windows: list[Window], recipe: Recipe, rng: np.random.Generator, device: str) -> Batch:
    """Pad a batch, and shift some cues' edges, so that the linker bears with inexact cues."""
    inputs = tensors(windows, device)
    n = inputs[0].shape[1]
    marks = {k: np.full((len(windows), n), -1) for k in ("cue", "flat", "pos", "entity", "sentence")}
    row, begin, end, weight, opined, targets, opinions = [], [], [], [], [], [], []
    soft_cue = None
    if recipe.distil and any(w.example.soft_cue is not None for w in windows):
        soft_cue = np.zeros((len(windows), n, CUE_LABELS), np.float32)
    for i, w in enumerate(windows):
        made = labels(w)
        for k in marks:
            marks[k][i, : len(w.ids)] = made[k]
        if soft_cue is not None:
            soft_cue[i, w.place] = w.example.soft_cue[w.begin : w.end]
            # the teachers know no inner cues: there the labels speak alone
            inner = np.flatnonzero(made["cue"] >= INNER_BEGINS)
            soft_cue[i, inner] = np.eye(CUE_LABELS)[made["cue"][inner]]
        for b, e, source, content, importance, soft in made["links"]:
            if rng.random() < recipe.shift:
                b2, e2 = b + int(rng.integers(-1, 3)), e + int(rng.integers(-2, 2))
                if 1 <= b2 < e2 < len(w.ids):
                    b, e = b2, e2
            target = np.full(n, -100)
            target[w.place] = 0
            target[source], target[content] = 1, 2
            row.append(i), begin.append(b), end.append(e), weight.append(importance), targets.append(target)
            if soft_cue is not None:
                opinion = np.zeros((n, LINK_LABELS), np.float32)
                opined.append(soft is not None)
                if soft is not None:
                    opinion[w.place] = soft[w.begin : w.end]
                opinions.append(opinion)
    if recipe.mark_drop:
        # some texts lose their case, some their quotation marks: house styles differ
        for i in range(len(windows)):
            if rng.random() < recipe.mark_drop:
                inputs[1][i] = torch.where(inputs[1][i] < 4, torch.zeros_like(inputs[1][i]), inputs[1][i])
            if rng.random() < recipe.mark_drop:
                inputs[2][i] = torch.where(inputs[2][i] < 3, torch.zeros_like(inputs[2][i]), inputs[2][i])
    if recipe.word_drop:
        hide = (torch.rand(inputs[0].shape, device=device) < recipe.word_drop) & (inputs[1] < CASES)
        inputs[0].masked_fill_(hide, MASK)

    def to(x, kind=np.int64):
        return torch.from_numpy(np.asarray(x, kind)).to(device)

    stacked = np.stack(opinions) if opinions else np.zeros((0, n, LINK_LABELS))
    return Batch(windows, inputs, {k: to(v) for k, v in marks.items()}, to(row), to(begin), to(end),
                 to(np.stack(targets) if targets else np.zeros((0, n))), to(weight, np.float32),
                 None if soft_cue is None else to(soft_cue, np.float32),
                 None if soft_cue is None else to(stacked, np.float32),
                 to(opined, np.bool_))  # fmt: skip


def _negatives(cue: Tensor, marks: Tensor, count: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return spans that look like cues to the network and are none: row, begin, end."""
    looks = 1 - cue.float().softmax(-1)[..., 0]
    looks = looks.masked_fill(marks != 0, 0)
    best, at = looks.topk(min(count, looks.shape[1]), 1)
    keep = best > 0.02
    row = torch.arange(len(cue), device=cue.device)[:, None].expand_as(at)[keep]
    begin = at[keep]
    end = begin + 1 + (torch.rand(len(begin), device=cue.device) < 0.4).long()
    return row, begin, end.clamp(max=cue.shape[1])


def loss_of(model: Tagger, batch: Batch, recipe: Recipe) -> Tensor:
    """Return the batch's loss; where teachers gave their opinion, it is part of it (Hinton et al. 2015)."""
    ids, case, quote, mask, paragraph = batch.inputs
    states = model.encoder(ids, case, quote, mask)
    cue = model.cue(states)

    def flatten(x):
        return x.float().flatten(0, 1)

    def ce(logits, gold, **kw):
        return F.cross_entropy(flatten(logits), gold.flatten(), ignore_index=-1, **kw)

    real = (batch.marks["cue"] >= 0).float()
    cue_loss = ce(cue, batch.marks["cue"]) * 4
    total = recipe.flat_weight * ce(model.flat(states), batch.marks["flat"])
    if recipe.tags_weight and bool((batch.marks["pos"] >= 0).any()):
        total = total + recipe.tags_weight * (
            ce(model.pos(states), batch.marks["pos"]) + ce(model.entity(states), batch.marks["entity"])
            + ce(model.sentence(states), batch.marks["sentence"])
        )  # fmt: skip
    n_row, n_begin, n_end = _negatives(cue.detach(), batch.marks["cue"], recipe.negatives)
    row, begin, end = torch.cat([batch.row, n_row]), torch.cat([batch.begin, n_begin]), torch.cat([batch.end, n_end])
    none = torch.where(batch.marks["cue"][n_row] >= 0, 0, -100)
    gold = torch.cat([batch.link, none])
    weight = torch.cat([batch.weight, torch.full((len(n_row),), 0.5, device=batch.weight.device)])
    if len(row) == 0:
        return total + cue_loss
    distance, near = link_inputs(begin, end, row, paragraph)
    logits = model.linker(
        model.linker.piece(states)[row], cue_states(states, row, begin, end).to(states.dtype), distance, near
    ).float()
    each = F.cross_entropy(logits.transpose(1, 2), gold, ignore_index=-100, reduction="none").sum(1)
    link_loss = (each * weight).sum() / weight.sum() / 12
    if recipe.distil and batch.soft_cue is not None:
        soft = -(batch.soft_cue * cue.float().log_softmax(-1)).sum(-1)
        cue_loss = (1 - recipe.distil) * cue_loss + recipe.distil * 4 * (soft * real).sum() / real.sum()
        k = len(batch.row)
        there = (gold[:k] != -100).float()
        soft_link = (-(batch.soft_link * logits[:k].log_softmax(-1)).sum(-1) * there).sum(1)
        mixed = (1 - recipe.distil) * each[:k] + recipe.distil * soft_link
        each = torch.cat([torch.where(batch.opined, mixed, each[:k]), each[k:]])
        link_loss = (each * weight).sum() / weight.sum() / 12
    return total + cue_loss + recipe.link_weight * link_loss


def fit(
    bert: Path,
    examples: list[Example],
    recipe: Recipe,
    device: str,
    start: dict | None = None,
    say: Callable[[str], None] = print,
) -> Tagger:
    """Fit a network and return it with its averaged weights."""
    random.seed(recipe.seed), np.random.seed(recipe.seed)
    rng = np.random.default_rng(recipe.seed)
    model = build(bert, recipe).to(device)
    if start is not None:
        model.load_state_dict(start)
    if recipe.still_words:
        model.encoder.words.weight.requires_grad_(False)
    if recipe.frozen_layers:
        for p in model.encoder.parameters():
            p.requires_grad_(False)
        for layer in model.encoder.layers[recipe.frozen_layers :]:
            for p in layer.parameters():
                p.requires_grad_(True)
    optimiser = torch.optim.AdamW(_groups(model, recipe), betas=(0.9, 0.98), eps=1e-6, fused=device == "cuda")
    rates = [g["lr"] for g in optimiser.param_groups]
    per_epoch = math.ceil(sum(len(pack(e, recipe.room, rng)) for e in examples) / recipe.batch)
    steps, warm = per_epoch * recipe.epochs, max(1, int(per_epoch * recipe.epochs * recipe.warmup))
    averaged = copy.deepcopy(model)
    for p in averaged.parameters():
        p.requires_grad_(False)
    step = 0
    for epoch in range(recipe.epochs):
        model.train()
        running, seen = torch.zeros((), device=device), 0
        windows = [frame(e, a, b) for e in examples for a, b in pack(e, recipe.room, rng)]
        for ws in batches(windows, recipe.batch, rng):
            batch = collate(ws, recipe, rng, device)
            scale = min(1.0, (step + 1) / warm) * (1 - (1 - recipe.end) * step / steps)
            for g, r in zip(optimiser.param_groups, rates, strict=False):
                g["lr"] = r * scale
            with torch.autocast(device, torch.bfloat16):
                loss = loss_of(model, batch, recipe)
            optimiser.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimiser.step()
            step += 1
            keep = min(recipe.average, (1 + step) / (10 + step))
            with torch.no_grad():
                mine = [p for p in model.parameters() if p.requires_grad]
                theirs = [a for a, p in zip(averaged.parameters(), model.parameters(), strict=False) if p.requires_grad]
                torch._foreach_lerp_(theirs, mine, 1 - keep)
            running += loss.detach()
            seen += 1
        say(f"seed {recipe.seed} epoch {epoch + 1}/{recipe.epochs}: loss {float(running) / max(1, seen):.3f}")
    averaged.eval()
    return averaged
