"""What the library answers with: frozen values, every list in pages with its total."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from sayso.model.source import SourceKind
from sayso.model.span import Span, Spans
from sayso.model.trace import ReportHead

Added: TypeAlias = Literal["new", "known", "removed before", "refused"]
"""What became of a report that was to be added: ``known`` the library holds it already ·
``removed before`` it, its text or a person it names was removed, and it was not taken in again ·
``refused`` it could not be read, and its refusal is recorded."""


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of something that was removed: when, by whom, why, and hashes. Never its words."""

    what: Literal["report", "person"]
    report: str | None
    text_sha256: str | None
    removed: str
    who: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Facets:
    """What a search is narrowed to. ``since`` and ``until`` are dates or their beginnings ("2026-03").

    With ``source``, ``party`` or ``manner``, the words looked for must stand in one statement of
    that source, of someone who speaks for that party, in that manner. ``refused`` True lists only
    refused reports, False leaves them out.
    """

    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    source: str | None = None
    party: str | None = None
    manner: str | None = None
    language: str | None = None
    refused: bool | None = None


@dataclass(frozen=True, slots=True)
class FoundRow:
    """A report that a search found.

    ``snippet`` is text of the report to the character: ``at`` is where it stands (its pieces, where it
    is a statement in pieces, are joined by " … "); ``marks`` are the words found, as spans in the snippet, and
    ``title_marks`` as spans in the title. ``statements`` are the ids of the statements found, where
    the search was for what somebody says.
    """

    head: ReportHead
    language: str | None
    received: str
    attributions: int
    sources: tuple[str, ...]
    snippet: str
    marks: Spans
    at: Spans
    title_marks: Spans = ()
    statements: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of what a search found.

    ``order`` is ``best``, or ``newest`` (last added first) where nothing, or only words that most
    reports hold, were looked for. ``facets`` counts the reports by outlet, party, source, manner and language over
    the first ``counted`` of them: all, unless there are very many. ``more`` says that there are more
    than ``total``, which were not counted.
    """

    rows: tuple[FoundRow, ...]
    total: int
    limit: int
    offset: int
    order: Literal["best", "newest"] = "best"
    facets: Mapping[str, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    counted: int = 0
    more: bool = False


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source over all reports, as it is listed."""

    id: str
    name: str
    kind: SourceKind
    party: str | None
    reports: int
    statements: int
    first: str | None
    last: str | None
    aliases: tuple[str, ...] = ()
    letter: str | None = None


@dataclass(frozen=True, slots=True)
class Sources:
    """A page of sources; ``nearest`` has names to try where none was found."""

    rows: tuple[SourceRow, ...]
    total: int
    limit: int
    offset: int
    nearest: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordRow:
    """One statement that a source is on record for; ``words`` is text of the report at ``spans``."""

    head: ReportHead
    attribution: str
    statement: str
    words: str
    spans: Spans
    manner: str


@dataclass(frozen=True, slots=True)
class SourceRecord:
    """Everything that a source is on record for, by time: a page of it."""

    source: SourceRow
    rows: tuple[RecordRow, ...]
    total: int
    limit: int
    offset: int
    members: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Dossier:
    """A named selection of reports."""

    id: str
    name: str
    note: str
    who: str | None
    when: str
    reports: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it should be. ``harmless`` ones lose nothing: adding or removing puts them right."""

    what: str
    says: str
    report: str | None = None
    harmless: bool = False


@dataclass(frozen=True, slots=True)
class Changed:
    """What a new reading of a report changed: findings by kind, gone and come."""

    report: str
    gone: Mapping[str, int]
    come: Mapping[str, int]

    @property
    def anything(self) -> bool:
        """Whether the two readings differ in any finding."""
        return any(self.gone.values()) or any(self.come.values())


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of a text and the words marked in it."""

    at: Span
    marks: Spans
