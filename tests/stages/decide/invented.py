"""Readings made by hand from invented reports, for decisions to be put over."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

from sayso.model.attribution import Attribution
from sayso.model.decision import Decision, anchor_attribution, anchor_source, anchor_statement
from sayso.model.evidence import Evidence
from sayso.model.ground import Quantity
from sayso.model.identity import finding_id, sha256
from sayso.model.reading import Reading
from sayso.model.report import Block, Report
from sayso.model.source import Source
from sayso.model.span import Span, Spans
from sayso.model.statement import Statement

TEXT = (
    "Weir has failed, ministry says\n\n"
    "The weir at Osk failed at dawn, Dana Rell said. She blamed the frost.\n\n"
    "A spokesman said the harbour master told him that nine boats had sunk. The town is dark."
)


def at(words: str, text: str = TEXT) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@dataclass
class Made:
    """One reading, finding by finding. ``mark`` changes all its ids, as another model's might be."""

    name: str = "r1"
    text: str = TEXT
    mark: str = ""
    reading: Reading = field(init=False)

    def __post_init__(self) -> None:
        head = self.text.index("\n")
        blocks = (Block("headline", Span(0, head)), Block("paragraph", Span(head + 2, len(self.text))))
        report = Report(self.name, self.text, outlet=self.name, text_sha256=sha256(self.text), blocks=blocks)
        self.reading = Reading(report)

    def said(
        self, source: str, cue: str, content: str, whose: str | None, within: str | None = None, **more: Any
    ) -> str:
        """Add an attribution and its statement; ``whose`` is a source's name, known or new."""
        roles: tuple[Spans, ...] = tuple((at(w, self.text),) if w else () for w in (source, cue, content))
        made = Attribution(
            self.mark + finding_id("a", roles), *roles, within=within, source_id=self._source(whose, roles[0]),
            source_status="named", confidence=0.8, evidence=(Evidence("model/1", "So."),),
        )  # fmt: skip
        statement = Statement(self.mark + finding_id("t", roles), "attributed", roles[2], made.id)
        self._add(attributions=made, statements=statement)
        return made.id

    def own(self, words: str, voice: str = "own") -> str:
        spans = (at(words, self.text),)
        made = Statement(self.mark + finding_id("t", (spans,)), voice, spans)  # type: ignore[arg-type]
        self._add(statements=made)
        return made.id

    def amount(self, words: str, *statements: str) -> None:
        self._add(quantities=Quantity(at(words, self.text), 9, 9, "boats", statements))

    def _source(self, name: str, mentions: Spans) -> str:
        known = next((s for s in self.reading.sources if s.name == name), None)
        if known is None:
            known = Source(self.mark + finding_id("s", (mentions,)), name, "person", None, None, mentions)
            self._add(sources=known)
        elif not set(mentions) <= set(known.mentions):
            grown = replace(known, mentions=tuple(sorted((*known.mentions, *mentions))))
            kept = tuple(grown if s is known else s for s in self.reading.sources)
            self.reading = replace(self.reading, sources=kept)
        return known.id

    def _add(self, **more: Any) -> None:
        self.reading = replace(self.reading, **{k: (*getattr(self.reading, k), v) for k, v in more.items()})


def weir(name: str = "r1", mark: str = "") -> Reading:
    """A report with a headline, a pronoun, and a voice within a voice."""
    made = Made(name, mark=mark)
    made.said("ministry", "says", "Weir has failed", "ministry")
    made.said("Dana Rell", "said", "The weir at Osk failed at dawn", "Dana Rell")
    made.said("She", "blamed", "the frost", "Dana Rell")
    outer = made.said("A spokesman", "said the", "the harbour master told him that nine boats had sunk", "A spokesman")
    made.said("the harbour master", "told", "nine boats had sunk", "the harbour master", outer)
    made.own("The town is dark")
    inner = made.reading.statements[4].id
    made.amount("nine boats", made.reading.statements[3].id, inner)
    return made.reading


def finding(reading: Reading, words: str) -> Attribution:
    """Return the attribution of exactly these words."""
    return next(a for a in reading.attributions if " ".join(s.of(reading.text) for s in a.content) == words)


def about(reading: Reading, verb: str, words: str, **more: Any) -> Decision:
    """Return a decision about the attribution of these words."""
    return Decision(verb, anchors=(anchor_attribution(reading, finding(reading, words)),), **more)  # type: ignore[arg-type]


def on_source(verb: str, *named: tuple[Reading, str], **more: Any) -> Decision:
    """Return a decision about sources, each by its reading and name."""
    anchors = tuple(anchor_source(r, next(s for s in r.sources if s.name == name)) for r, name in named)
    return Decision(verb, anchors=anchors, **more)  # type: ignore[arg-type]


def on_words(verb: str, *said: tuple[Reading, str], **more: Any) -> Decision:
    """Return a decision about statements, each by its reading and words."""
    anchors = tuple(
        anchor_statement(r, next(s for s in r.statements if s.spans == (at(words, r.text),))) for r, words in said
    )
    return Decision(verb, anchors=anchors, **more)  # type: ignore[arg-type]
