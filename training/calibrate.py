"""What a finding's confidence means: fitted on the dev part, so that 0.8 is right in eight of ten cases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from benchmarks.corpora import Annotated, Attribution, attribution
from benchmarks.scorer import judge
from sayso.model.attribution import Attribution as Finding
from sayso.parsers.reader import Reader
from sayso.pipeline import paragraphs
from sayso.stages.admit import admit_text
from sayso.stages.attribute.decode import Found
from sayso.stages.attribute.tagger import Tagger, spans_of_words
from sayso.stages.attribute.within import nest


@dataclass(frozen=True)
class Candidate:
    """One candidate: its features, whether it lies within another, and whether it is right."""

    features: tuple[float, ...]
    inner: bool
    right: bool


def candidates(corpus: Sequence[Annotated], reader: Reader, nested: bool) -> list[Candidate]:
    """Return everything that the model finds in a corpus, floors aside, judged against its annotation.

    Without ``nested``, what lies within another candidate is left out, as the referee does.
    """
    tagger = Tagger(reader)
    out: list[Candidate] = []
    for report in corpus:
        admitted = admit_text(report.text)
        parse = reader.read(admitted.text, paragraphs(admitted))
        found = tagger.candidates(parse)
        made = nest([_finding(str(k), f, spans_of_words(parse)) for k, f in enumerate(found)])
        predicted = [
            Attribution(a.id, tuple(a.source), tuple(a.cue), tuple(a.content), a.within) for a in made
            if nested or a.within is None
        ]  # fmt: skip
        judged = judge([report], {report.id: predicted}, nested)
        out += [
            Candidate(found[int(a.id)].features, a.within is not None, j.attributed)
            for a, j in zip(predicted, judged, strict=True)
        ]
    return out


def _finding(name: str, found: Found, spans: Any) -> Finding:
    return Finding(name, spans(found.source), spans([found.cue]), spans(found.content))


def with_nested(record: Annotated) -> Annotated:
    """Return a report of the silver set with its nested attributions among the others."""
    more = tuple(attribution({**n, "id": f"n{k}"}) for k, n in enumerate(record.line.get("nested", ())))
    return Annotated(record.id, record.text, record.published, (*record.attributions, *more), record.line)


def fit(found: Sequence[Candidate]) -> dict[str, Any]:
    """Fit a logistic regression of being right on the features."""
    x = np.array([c.features for c in found])
    y = np.array([c.right for c in found])
    model = LogisticRegression(C=1.0, max_iter=2000).fit(x, y)
    return {"weights": [round(float(w), 4) for w in model.coef_[0]], "bias": round(float(model.intercept_[0]), 4)}


def confidence(made: dict[str, Any], features: Sequence[float]) -> float:
    """Return the fitted confidence of a candidate."""
    z = made["bias"] + float(np.dot(made["weights"], features))
    return float(1 / (1 + np.exp(-z)))


def best_floor(
    found: Sequence[Candidate], made: dict[str, Any], annotated: int
) -> tuple[float, list[dict[str, float]]]:
    """Return the confidence under which a candidate is better left out, by F1, and the whole table."""
    sure = np.array([confidence(made, c.features) for c in found])
    right = np.array([c.right for c in found])
    table = []
    for floor in np.arange(0.1, 0.75, 0.025):
        kept = sure >= floor
        p = right[kept].mean() if kept.any() else 0.0
        r = right[kept].sum() / annotated
        table.append({"floor": round(float(floor), 3), "precision": 100 * p, "recall": 100 * r,
                      "f1": 100 * 2 * p * r / max(1e-9, p + r), "kept": int(kept.sum())})  # fmt: skip
    return max(table, key=lambda t: t["f1"])["floor"], table
