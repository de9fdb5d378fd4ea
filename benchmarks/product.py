"""Run Sayso itself over reports, through its public door, and hand back its JSON."""

from __future__ import annotations

import functools
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.corpora import Annotated, Attribution, attribution, plain_date
from benchmarks.gap import Linked
from benchmarks.gap import Span as Pair

if TYPE_CHECKING:
    from sayso.pipeline import Pipeline

Readings = Mapping[str, dict[str, Any]]


@functools.cache
def pipeline(weights: Path | None = None) -> Pipeline:
    """Return the pipeline, loaded once; ``weights`` is another attribution model than the shipped one."""
    from sayso.pipeline import Pipeline

    return Pipeline() if weights is None else Pipeline(weights=weights)


def readings(reports: Iterable[Annotated], weights: Path | None = None) -> Readings:
    """Return the reading of each report as its JSON object, by the corpus's own id."""
    import sayso
    from sayso.stages.admit import admit_text

    listed = list(reports)
    admitted = (admit_text(report.text, published=plain_date(report.published)) for report in listed)
    read = pipeline(weights).read_many(admitted)
    made = {report.id: json.loads(sayso.to_json(reading)) for report, reading in zip(listed, read, strict=True)}
    for report in listed:
        refused = made[report.id]["report"]["refused"]
        if refused:
            print(f"  refused: {report.id}: {refused['reason']}")
    return made


def linked(texts: Sequence[str], given: bool) -> Linked:
    """Return Sayso's reading of pronouns: which of two names does this one mean?

    Args:
        texts: all texts that will be asked about; they are parsed at once.
        given: whether it is told the two names, or finds the names in the text itself.
    """
    from sayso.model.span import Span
    from sayso.stages.identify import antecedent

    parses = dict(zip(texts, pipeline().parser(texts), strict=True))

    def says(text: str, pronoun: Pair, first: Pair, second: Pair) -> tuple[bool, bool]:
        names = (Span(*first), Span(*second))
        found = antecedent(text, parses[text], Span(*pronoun), names if given else ())
        mine = [found is not None and any(m.overlaps(name) for m in found.mentions) for name in names]
        return mine[0], mine[1]

    return says


def attributions(made: Readings) -> dict[str, list[Attribution]]:
    """Return the attributions of readings, for the scorer."""
    return {key: [attribution(a) for a in reading["attributions"]] for key, reading in made.items()}
