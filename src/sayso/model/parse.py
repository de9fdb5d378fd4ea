"""What the language model sees in a text: words, sentences, parts of speech, names."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.span import Span


@dataclass(frozen=True, slots=True)
class Entity:
    """A name or figure. ``kind`` is an OntoNotes type: PERSON, ORG, GPE, NORP, LOC, DATE and so on."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Parse:
    """Columns over one text, made once by the pipeline and handed to the stages beside the reading.

    ``words`` are runs of letters and digits and single marks, in order; ``pos`` holds one
    Universal POS tag a word. ``sentences`` cover every word, never cross a paragraph, and are
    in order. ``signals`` is what the encoder leaves for the stage that knows how to use it; None
    where a parse was made by other means. None of this is part of the JSON.
    """

    words: tuple[Span, ...]
    pos: tuple[str, ...]
    sentences: tuple[Span, ...]
    entities: tuple[Entity, ...]
    signals: object | None = None
