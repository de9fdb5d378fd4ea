"""What a caller may decide about admission: overrides and limits."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.model.errors import InputError
from sayso.stages.admit.dates import iso_date


@dataclass(frozen=True, slots=True)
class AdmitOptions:
    """Overrides and limits.

    ``published``, ``url``, ``outlet`` and ``title`` stand above what a document says of itself.
    ``max_bytes`` bounds one document (for JSON lines: one line), ``max_chars`` the text that is
    kept of it, so that one report cannot hang the rest. ``languages`` holds the ISO 639-1 codes
    that are read; a text that is surely in another language is refused.
    """

    published: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    max_bytes: int = 20_000_000
    max_chars: int = 1_000_000
    languages: tuple[str, ...] = ("en",)

    def __post_init__(self) -> None:
        """Check what can be checked without a document."""
        if self.max_bytes < 1 or self.max_chars < 1:
            raise InputError("a limit must be 1 or more")
        if not self.languages:
            raise InputError("name at least one language")
        if self.published is not None:
            stated = iso_date(self.published)
            if stated is None:
                raise InputError(f"{self.published!r} is not a date; write it as 2023-02-14")
            object.__setattr__(self, "published", stated)
