"""The table of contents: the stages in order, from a report to its reading, from readings to their trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from sayso.model.parse import Parse
from sayso.model.ports import Embedder
from sayso.model.reading import Reading
from sayso.model.report import Refusal, Report
from sayso.model.span import Span
from sayso.model.trace import Decision, Trace
from sayso.parsers.reader import Reader
from sayso.stages.attribute import Tagger, attribute
from sayso.stages.ground import ground
from sayso.stages.identify import identify

READ: frozenset[str] = frozenset({"headline", "paragraph", "heading"})
"""The kinds of block that are read; bylines, credits, captions, datelines and debris assert nothing."""


class Pipeline:
    """Reads reports. The models are loaded with the first report and kept.

    Args:
        weights: Another folder of weights than the one that ships.
        threads: How many processor cores one report may use; 0 for as many as there are.
    """

    def __init__(self, *, weights: Path | None = None, threads: int = 1) -> None:
        self._reader = Reader(weights, threads=threads)
        self._tagger = Tagger(self._reader)

    def parser(self, texts: Sequence[str]) -> list[Parse]:
        """Return the parses of texts that are no reports; every line with words is a paragraph."""
        return [self._reader.read(text, _lines(text)) for text in texts]

    def read(self, report: Report) -> Reading:
        """Return the reading of a report; a refused report's reading has no findings."""
        if report.refused is not None:
            return Reading(report)
        read = paragraphs(report)
        parse = self._reader.read(report.text, read)
        reading = attribute(Reading(report), parse, tagger=self._tagger, paragraphs=read)
        reading = identify(reading, parse)
        return ground(reading, parse)

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Return readings one by one, in the order of the reports.

        Should a stage fail on a report, that report is refused with the reason, and the rest go on.
        """
        for report in reports:
            try:
                yield self.read(report)
            except (ArithmeticError, AttributeError, LookupError, RuntimeError, TypeError, ValueError) as error:
                reason = f"Sayso failed on this report ({type(error).__name__}: {error}); please report it"
                yield Reading(replace(report, refused=Refusal("failed", reason)))


@cache
def embedder() -> Embedder:
    """Return the sentence encoder that ships. It is loaded with the first text and kept, its vectors too."""
    # Reading a report needs none of it.
    from sayso.parsers.embedder import SentenceEmbedder

    return SentenceEmbedder()


def trace(readings: Sequence[Reading], decisions: Sequence[Decision] = (), *, vectors: Embedder | None = None) -> Trace:
    """Return the trace of a dossier: its claims, who has them from whom, and where they rest.

    Args:
        readings: The dossier's reports, read; refused ones have no claims.
        decisions: What analysts decided, in the order of deciding; it is put over what is found.
        vectors: Another sentence encoder than the one that ships.
    """
    # What reads one report does not wait for what compares several.
    from sayso.stages import trace as tracing
    from sayso.stages.decide import settle
    from sayso.stages.match.claims import match_statements
    from sayso.stages.match.claims_vectors import embedded
    from sayso.stages.match.passages import passages
    from sayso.stages.match.sources import match_sources

    settled = settle(readings, decisions)
    decided = settled.readings
    alike = embedded(decided, vectors or embedder())
    matched = match_statements(decided, vectors=alike)
    return settled.of_trace(
        tracing.trace(
            decided,
            matched.claims,
            sources=match_sources(decided, settled.decisions),
            passages=passages(decided),
            decisions=settled.decisions,
            alike=alike,
            kin=matched.kin,
        )
    )


def paragraphs(report: Report) -> tuple[Span, ...]:
    """Return the stretches of a report's text that are read."""
    if not report.blocks:
        return _lines(report.text)
    return tuple(block.span for block in report.blocks if block.kind in READ)


def _lines(text: str) -> tuple[Span, ...]:
    """Return a text's lines, trimmed, those without a character that shows left out."""
    spans: list[Span] = []
    at = 0
    for line in text.splitlines(keepends=True):
        inner = line.strip()
        if inner:
            begin = at + line.index(inner)
            spans.append(Span(begin, begin + len(inner)))
        at += len(line)
    return tuple(spans)
