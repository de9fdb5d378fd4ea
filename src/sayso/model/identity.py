"""How ids are made: from content, so that the same finding keeps its id when read again."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from sayso.model.span import Spans


def sha256(data: bytes | str) -> str:
    """Return the SHA-256 of bytes, or of a text's UTF-8 form, in hexadecimal.

    Lone surrogates, which JSON can smuggle in, are hashed as they stand.
    """
    raw = data.encode("utf-8", "surrogatepass") if isinstance(data, str) else data
    return hashlib.sha256(raw).hexdigest()


def report_id(text: str, url: str | None, outlet: str | None, published: str | None) -> str:
    """Return a report's id: the same words on another site are another report (a copy)."""
    parts = (text, url or "", outlet or "", published or "")
    return "r" + sha256("\x1f".join(parts))[:16]


def refused_id(code: str, path: str | None, external_id: str | None, bytes_sha256: str | None) -> str:
    """Return the id of a report that could not be read: it has no text to be known by."""
    return "r" + sha256("\x1f".join(("refused", code, path or "", external_id or "", bytes_sha256 or "")))[:16]


def finding_id(prefix: str, roles: Iterable[Spans]) -> str:
    """Return the id of a finding from its role spans, stable over model versions.

    ``prefix`` is one letter for the kind of finding (a attribution, s source, t statement).
    """
    key = "|".join(",".join(f"{s.start}-{s.end}" for s in spans) for spans in roles)
    return prefix + sha256(key)[:12]
