"""Attributions within another's content, which the corpus does not mark: taught by reading contents alone.

PolNeAR's labels never nest. But a content is a text, too: read as if it stood alone, a network
that knows only flat attributions finds those inside it. What it finds there with confidence
becomes an *inner* label for the next network, which then needs one reading for both.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from tokenizers import Tokenizer

from sayso.model.span import Span
from sayso.parsers.pieces import encode
from sayso.stages.attribute.decode import Settings
from training.examples import Example, Link, covered
from training.network import Tagger
from training.predict import predict

LEAST_WORDS = 5
"""Shorter contents hold nothing worth the name."""


def _alone(outer: Example, number: int, spans: list, tokenizer: Tokenizer) -> tuple[Example, list[tuple[int, int]]]:
    """Return a content as a report of its own, and for each of its characters' runs where it came from."""
    text, runs = "", []
    for a, b in spans:
        piece = outer.text[a:b]
        while piece and piece[0] in "\"“”'‘`":
            piece, a = piece[1:], a + 1
        piece = piece.rstrip("\"”“'’")
        if piece:
            runs.append((len(text), a))
            text += piece + " "
    text = text.replace("\n", " ")
    paragraph = [Span(0, len(text.rstrip()))]
    return Example(f"{outer.id}#{number}", text, paragraph, encode(text, paragraph, tokenizer)), runs


def add_inner(examples: list[Example], models: Sequence[Tagger], tokenizer: Tokenizer, device: str, room: int,
              least: float = 0.35, weight: float = 0.6) -> int:  # fmt: skip
    """Add inner links to the examples, in place, and return how many."""
    alone, back = [], []
    for outer in examples:
        for number, a in enumerate(outer.attributions):
            if sum(len(outer.text[s:e].split()) for s, e in a["content"]) >= LEAST_WORDS and not a.get("within"):
                made, runs = _alone(outer, number, a["content"], tokenizer)
                if len(made.pieces):
                    alone.append(made), back.append((outer, runs))
    added = 0
    for made, (outer, runs), found in zip(alone, back, predict(models, alone, device, room, Settings()), strict=True):
        firsts = np.flatnonzero(made.pieces.head)
        lasts = np.append(firsts[1:], len(made.pieces)) - 1

        def home(ranges, made=made, runs=runs, firsts=firsts, lasts=lasts):
            spans = []
            for a, b in ranges:
                for w in range(a, b):
                    s, e = int(made.pieces.start[firsts[w]]), int(made.pieces.end[lasts[w]])
                    begin, origin = max(r for r in runs if r[0] <= s)
                    spans.append((s - begin + origin, e - begin + origin))
            return spans

        words = len(firsts)
        for f in found:
            if f.score < least or sum(b - a for a, b in f.content) > 0.9 * words:
                continue
            cue = covered(outer.pieces, home([f.cue]))
            content = covered(outer.pieces, home(f.content))
            if len(cue) == 0 or len(content) == 0 or cue[-1] - cue[0] + 1 != len(cue):
                continue
            source = covered(outer.pieces, home(f.source))
            outer.links.append(Link(int(cue[0]), int(cue[-1]) + 1, source, content, inner=True, weight=weight))
            added += 1
    return added
