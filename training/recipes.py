"""How each network of the training was fitted: these numbers made the weights that ship."""

from __future__ import annotations

from training.fit import Recipe

FOLDS = 4

TEACHERS: tuple[Recipe, ...] = (
    Recipe(seed=21, epochs=8, batch=12, end=0.2, word_drop=0.1),
    Recipe(seed=22, epochs=8, batch=12, end=0.2, word_drop=0.1, dropout=0.2),
    Recipe(seed=23, epochs=8, batch=12, end=0.2, word_drop=0.2),
    Recipe(seed=24, epochs=8, batch=12, end=0.2),
)
"""One a fold: it learns on the other three quarters, and gives its opinion on the quarter it has not seen."""

STUDENT = Recipe(seed=1, epochs=10, batch=12, end=0.2, word_drop=0.1, distil=0.5)
"""Learns from the labels and, in equal parts, from the teachers' opinions (Hinton et al. 2015)."""

POLISH: tuple[Recipe, ...] = tuple(
    Recipe(seed=seed, epochs=2, batch=8, room=352, rate=1e-4, head_rate=3e-4, end=0.15, warmup=0.03, average=0.99,
           frozen_layers=2, distil=0.0, negatives=3)
    for seed in (101, 102)
)  # fmt: skip
"""Two short runs from the student on whole words, whose weights are averaged (Wortsman et al. 2022)."""

INNER_FROM_TEACHERS = 0.3
INNER_FROM_STUDENT = 0.4
"""How sure a network must be of an attribution that it finds in a content, for it to become an inner label."""
