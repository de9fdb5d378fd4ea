"""Run a trained network over reports and decode, as the product does, in torch."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch

from sayso.stages.attribute.decode import CUE_LABELS, LINK_LABELS, Found, Settings, by_word, cues, link, settle
from training.examples import Example, Window, frame, pack
from training.network import Tagger, distance_class


def tensors(windows: list[Window], device: str) -> tuple[torch.Tensor, ...]:
    """Return ids, case, quote, mask and paragraph number as padded tensors."""
    n = -(-max(len(w.ids) for w in windows) // 32) * 32
    ids, case, quote, mask = (np.zeros((len(windows), n), np.int64) for _ in range(4))
    paragraph = np.zeros((len(windows), n), np.int64)
    for i, w in enumerate(windows):
        k = len(w.ids)
        ids[i, :k], case[i, :k], quote[i, :k], mask[i, :k] = w.ids, w.case, w.quote, 1
        number = np.zeros(k, np.int64)
        number[w.place] = w.example.pieces.paragraph[w.begin : w.end]
        # marks belong to the paragraph before them
        number = np.maximum.accumulate(number)
        paragraph[i, :k] = number
    return tuple(torch.from_numpy(x).to(device) for x in (ids, case, quote, mask, paragraph))


def link_inputs(begin: torch.Tensor, end: torch.Tensor, row: torch.Tensor, paragraph: torch.Tensor):
    """Return the classes of distance and nearness for cues at [begin, end) of the given rows."""
    places = torch.arange(paragraph.shape[1], device=paragraph.device)[None]
    distance = distance_class(places, begin[:, None], end[:, None])
    near = (paragraph[row] - paragraph[row, begin][:, None]).clamp(-2, 2) + 2
    return distance, near


def cue_states(states: torch.Tensor, row: torch.Tensor, begin: torch.Tensor, end: torch.Tensor) -> torch.Tensor:
    """Return each cue's mean state."""
    sums = torch.cat([torch.zeros_like(states[:, :1]), states.float().cumsum(1)], 1)
    return (sums[row, end] - sums[row, begin]) / (end - begin)[:, None]


def mean(parts: list[torch.Tensor]) -> np.ndarray:
    """Return the mean of several networks' probabilities."""
    return torch.stack(parts).mean(0).cpu().numpy()


@torch.no_grad()
def predict(models: Sequence[Tagger], examples: list[Example], device: str, room: int, settings: Settings,
            keep: bool = False) -> list[list[Found]]:  # fmt: skip
    """Return each report's attributions in ranges of its words, by the networks' mean opinion.

    ``keep`` keeps what says the same again.
    """
    out: list[list[Found]] = [[] for _ in examples]
    work = [(k, frame(e, a, b)) for k, e in enumerate(examples) for a, b in pack(e, room, None)]
    work.sort(key=lambda kw: len(kw[1].ids))
    for i in range(0, len(work), 32):
        part = work[i : i + 32]
        ws = [w for _, w in part]
        ids, case, quote, mask, paragraph = tensors(ws, device)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            states = [m.encoder(ids, case, quote, mask) for m in models]
            seen = [m.linker.piece(s) for m, s in zip(models, states, strict=True)]
            probability = mean([m.cue(s).float().softmax(-1) for m, s in zip(models, states, strict=True)])
        rows, spans = [], []
        for j, w in enumerate(ws):
            pieces = w.example.pieces
            head = pieces.head[w.begin : w.end].copy()
            head[:1] = True
            firsts = np.append(np.flatnonzero(head), len(head))
            for cue in cues(by_word(probability[j][w.place], head), settings):
                rows.append((j, cue, firsts))
                spans.append((int(w.place[firsts[cue.begin]]), int(w.place[firsts[cue.end] - 1]) + 1))
        for c in range(0, len(rows), 256):
            some, at = rows[c : c + 256], torch.tensor(spans[c : c + 256], device=device)
            row = torch.tensor([r[0] for r in some], device=device)
            distance, near = link_inputs(at[:, 0], at[:, 1], row, paragraph)
            with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
                links = mean([
                    m.linker(p[row], cue_states(s, row, at[:, 0], at[:, 1]), distance, near).float().softmax(-1)
                    for m, s, p in zip(models, states, seen, strict=True)
                ])  # fmt: skip
            for (j, cue, firsts), p in zip(some, links, strict=True):
                w = ws[j]
                pieces = w.example.pieces
                head = pieces.head[w.begin : w.end].copy()
                head[:1] = True
                is_mark = pieces.case[w.begin : w.end][firsts[:-1]] == 4
                found = link(cue, by_word(p[w.place], head), is_mark, settings)
                if found:
                    base = int(pieces.head[: w.begin].sum()) - int(w.begin > 0 and not pieces.head[w.begin])

                    out[part[j][0]].append(found.moved(base))
    if keep:
        return out
    return [settle(f, settings) for f in out]


@torch.no_grad()
def opine(models: Sequence[Tagger], examples: list[Example], device: str, room: int) -> None:
    """Store the networks' mean opinion on the examples, in place: of each piece, and for each link.

    Meant for networks that have not seen these examples: what they learnt by heart is no opinion.
    """
    for e in examples:
        e.soft_cue = np.zeros((len(e.pieces), CUE_LABELS), np.float32)
        ws = [frame(e, a, b) for a, b in pack(e, room, None)]
        ids, case, quote, mask, paragraph = tensors(ws, device)
        with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
            states = [m.encoder(ids, case, quote, mask) for m in models]
            probability = mean([m.cue(s).float().softmax(-1) for m, s in zip(models, states, strict=True)])
        for j, w in enumerate(ws):
            e.soft_cue[w.begin : w.end] = probability[j][w.place]
            links = [k for k in e.links if not k.inner and w.begin <= k.begin and k.end <= w.end]
            if not links:
                continue
            at = torch.tensor(
                [(int(w.place[k.begin - w.begin]), int(w.place[k.end - 1 - w.begin]) + 1) for k in links], device=device
            )
            row = torch.full((len(links),), j, device=device)
            distance, near = link_inputs(at[:, 0], at[:, 1], row, paragraph)
            with torch.autocast(device, torch.bfloat16, enabled=device == "cuda"):
                p = mean([
                    m.linker(m.linker.piece(s)[row], cue_states(s, row, at[:, 0], at[:, 1]), distance, near)
                    .float().softmax(-1)
                    for m, s in zip(models, states, strict=True)
                ])  # fmt: skip
            for k, one in zip(links, p, strict=True):
                k.soft = np.zeros((len(e.pieces), LINK_LABELS), np.float16)
                k.soft[:, 0] = 1
                k.soft[w.begin : w.end] = one[w.place]
