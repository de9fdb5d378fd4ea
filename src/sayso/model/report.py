"""One published document, its text fixed at admission; or the reason why it was refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sayso.model.evidence import Evidence
from sayso.model.span import Span

BlockKind: TypeAlias = Literal["headline", "paragraph", "heading", "byline", "credit", "caption", "dateline", "debris"]
"""``heading`` is a crosshead inside the article; ``debris`` is what is not journalism."""

RefusalCode: TypeAlias = Literal[
    "missing", "unreadable", "empty", "binary", "encoding", "malformed", "no-article", "language", "too-large", "failed"
]
"""Why nothing could be read:

``missing`` no such path · ``unreadable`` the system would not let us read it · ``empty`` nothing
but space · ``binary`` not text · ``encoding`` no encoding fits · ``malformed`` a JSON line that is
no report · ``no-article`` a page without an article · ``language`` not English · ``too-large``
beyond the limit that was set · ``failed`` a stage broke on it: our fault, never silent.
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the report's text and what it is. Blocks are in order and don't overlap."""

    kind: BlockKind
    span: Span


@dataclass(frozen=True, slots=True)
class Link:
    """A hyperlink: the words that carry it and where it leads (absolute where the page tells)."""

    span: Span
    url: str


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a document could not be read: a code for programs, a sentence for people."""

    code: RefusalCode
    reason: str


@dataclass(frozen=True, slots=True)
class Report:
    """One published document. ``text`` never changes after admission; every span points into it.

    ``id`` is made from text, URL, outlet and publication date (see ``report_id``); ``external_id``
    is the caller's own and may repeat. ``published`` is ISO 8601 (a date, or a date and time with
    its zone) and None where nothing states it: it is never guessed. ``credit`` is the wire
    credit ("AP", "Reuters") where the document gives one. ``encoding`` is how the bytes were
    decoded, and ``evidence`` says how that and the rest was decided. A refused report has
    ``refused`` set and may have an empty text.
    """

    id: str
    text: str
    external_id: str | None = None
    path: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    credit: str | None = None
    language: str | None = None
    encoding: str | None = None
    bytes_sha256: str | None = None
    text_sha256: str | None = None
    blocks: tuple[Block, ...] = ()
    links: tuple[Link, ...] = ()
    refused: Refusal | None = None
    evidence: tuple[Evidence, ...] = ()
