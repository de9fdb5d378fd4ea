"""From tags on word pieces to a parse: words, parts of speech, sentences, names."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from sayso.model.parse import Entity, Parse
from sayso.model.span import Span
from sayso.parsers.pieces import Pieces

POS = (
    "ADJ", "ADP", "ADV", "AUX", "CCONJ", "DET", "INTJ", "NOUN", "NUM", "PART", "PRON", "PROPN", "PUNCT", "SCONJ",
    "SYM", "VERB", "X",
)  # fmt: skip
"""Universal POS tags, in the order of the encoder's head."""

ENTITIES = (
    "CARDINAL", "DATE", "EVENT", "FAC", "GPE", "LANGUAGE", "LAW", "LOC", "MONEY", "NORP", "ORDINAL", "ORG", "PERCENT",
    "PERSON", "PRODUCT", "QUANTITY", "TIME", "WORK_OF_ART",
)  # fmt: skip
"""OntoNotes types, in the order of the head, which has 0 for none and two labels (B, I) for each."""

Labels = npt.NDArray[np.int64]

# Words as English treebanks cut them: initials whole, clitics and marks apart, figures whole.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,}|['’](?:s|S|re|ve|ll|d|m)\b|\d+(?:[.,:]\d+)+|(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|Lt|Col|Sgt|St|Jr|Sr)\."
    r"|[^\W_]+?(?=n['’]t\b)|n['’]t\b|[^\W_]+|``|''|\.{2,}|--+|[^\s\w]|_"
)


def parse_of(
    text: str, paragraphs: Sequence[Span], pieces: Pieces, pos: Labels, entity: Labels, sentence: Labels,
    signals: object | None = None,
) -> Parse:  # fmt: skip
    """Return the parse of a text, given one label a piece from each head.

    A word takes the labels of the piece at its first character. Sentences begin where the head
    says so, and with every paragraph.
    """
    words: list[Span] = []
    opens: list[int] = []
    for paragraph in paragraphs:
        opens.append(len(words))
        words += [Span(*m.span()) for m in _WORD.finditer(text, paragraph.start, paragraph.end)]
    if not words or not len(pieces):
        return Parse((), (), (), (), signals)
    starts = np.array([w[0] for w in words], np.int64)
    at = np.clip(np.searchsorted(pieces.start, starts, side="right") - 1, 0, None)
    begins = (sentence[at] == 1) & (pieces.start[at] == starts)
    begins[[k for k in opens if k < len(words)]] = True
    first = np.flatnonzero(begins).tolist()
    sentences = tuple(
        Span(words[a].start, words[b - 1].end) for a, b in zip(first, [*first[1:], len(words)], strict=True)
    )
    labels = entity[at].tolist()
    return Parse(
        words=tuple(words),
        pos=tuple([POS[k] for k in pos[at].tolist()]),
        sentences=sentences,
        entities=_entities(words, labels, begins.tolist()),
        signals=signals,
    )


def _entities(words: Sequence[Span], labels: Sequence[int], begins: Sequence[bool]) -> tuple[Entity, ...]:
    """Join runs of words with one type; a name neither begins nor ends across a sentence's start."""
    out: list[Entity] = []
    i, n = 0, len(words)
    while i < n:
        if not labels[i]:
            i += 1
            continue
        kind = (labels[i] - 1) // 2
        k = i + 1
        # 2 * kind + 2 is the label for going on
        while k < n and labels[k] == 2 * kind + 2 and not begins[k]:
            k += 1
        out.append(Entity(Span(words[i].start, words[k - 1].end), ENTITIES[kind]))
        i = k
    return tuple(out)
