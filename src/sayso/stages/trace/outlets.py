"""Is it the same outlet? Names as reports, credits, addresses and other reports' texts write them."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from sayso.languages.en.agencies import AGENCIES

_AGENCY = {written.casefold().replace(".", ""): short for short, forms in AGENCIES.items() for written in forms}
_ARTICLE = re.compile(r"^the\s+", re.IGNORECASE)
_TAIL = re.compile(r"\s*(?:\b(?:news agency|newspaper|news service|website|online)|\.(?:com|org|net|co\.uk))$", re.I)
_APART = re.compile(r"[\W_]+")


@lru_cache(maxsize=1 << 16)
def outlet_key(name: str | None) -> str | None:
    """Return what all ways to write one outlet's name share ("The Associated Press", "AP" → "ap")."""
    if not name:
        return None
    bare = _TAIL.sub("", _ARTICLE.sub("", " ".join(name.split())))
    short = _AGENCY.get(bare.casefold().replace(".", "").strip())
    return _APART.sub("", (short or bare).casefold()) or None


def is_agency(name: str | None) -> bool:
    """Say whether a name is a news agency's, as far as the list of agencies or the name itself tells."""
    if not name:
        return False
    bare = _ARTICLE.sub("", " ".join(name.split())).casefold().replace(".", "")
    return bare in _AGENCY or bool(re.search(r"\b(?:news agency|wire|newswire|press agency|agency)$", bare))


@lru_cache(maxsize=1 << 16)
def host_key(url: str | None) -> str | None:
    """Return the outlet key that an address suggests ("https://www.harbour-post.example/a" → "harbourpost")."""
    if not url:
        return None
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return None
    labels = host.removeprefix("www.").split(".")
    return _APART.sub("", labels[0].casefold()) or None if len(labels) > 1 else None


@lru_cache(maxsize=1 << 16)
def page_key(url: str | None) -> str | None:
    """Return what all addresses of one page share: no scheme, www, query for tracking, fragment or last slash."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = (parts.hostname or "").removeprefix("www.")
    if not host:
        return None
    query = "&".join(p for p in parts.query.split("&") if p and not p.casefold().startswith(("utm_", "fbclid", "ref=")))
    return f"{host}{parts.path.rstrip('/')}" + (f"?{query}" if query else "")
