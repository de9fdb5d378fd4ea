"""Who it is: person, body, document or unnamed; all its mentions in a report are one source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from sayso.model.evidence import Evidence
from sayso.model.span import Spans

SourceKind: TypeAlias = Literal["person", "organisation", "outlet", "document", "group", "unnamed"]


@dataclass(frozen=True, slots=True)
class Source:
    """One source of a report.

    ``name`` is the fullest form the report gives, without title or role; the description for
    unnamed people ("two senior officials"). ``party`` is the state or organisation for which it
    speaks, as far as the report shows it.
    """

    id: str
    name: str
    kind: SourceKind
    role: str | None = None
    party: str | None = None
    mentions: Spans = ()
    evidence: tuple[Evidence, ...] = ()
