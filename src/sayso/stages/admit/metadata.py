"""What a page says of itself: JSON-LD first, then its meta tags, then what stands on it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin, urlsplit

from lxml.html import HtmlElement

from sayso.model.evidence import Evidence
from sayso.stages.admit.dates import iso_date
from sayso.stages.admit.names import split_names

_TITLES = ("og:title", "twitter:title", "dc.title", "headline", "title", "sailthru.title")
_OUTLETS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher")
_AUTHORS = ("author", "byl", "article:author", "sailthru.author", "dc.creator", "parsely-author", "dcsext.author")
_DATES = (
    "article:published_time", "datepublished", "article:published", "og:article:published_time", "og:published_time",
    "parsely-pub-date", "pub_date", "pubdate", "publishdate", "publish_date", "publish-date", "published_at",
    "dc.date.issued", "dc.date.created", "dcterms.created", "dc.date", "date", "sailthru.date",
    "dcsext.articlefirstpublished", "pdate",
)  # fmt: skip
_ARTICLE_TYPES = re.compile(r"Article|Report|BlogPosting|LiveBlog|Review|ClaimReview|WebPage|NewsItem", re.IGNORECASE)
_NOT_NAMES = re.compile(
    r"https?:|www\.|@|^\s*$|^(?:admin|administrator|editor|staff|webmaster|guest|unknown|none|null)\.?$", re.IGNORECASE
)
_MOST_JSON = 2_000_000
_MOST_NODES = 5_000
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Metadata:
    """A page's own statements about itself; None and empty where it makes none."""

    title: str | None = None
    outlet: str | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    canonical: str | None = None
    base: str | None = None
    language: str | None = None
    evidence: tuple[Evidence, ...] = ()


def metadata_of(tree: HtmlElement, url: str | None = None) -> Metadata:
    """Read a page's statements about itself. ``url`` is where the caller has it from."""
    linked = [node for node in _linked_data(tree) if _ARTICLE_TYPES.search(_type_of(node))]
    linked.sort(key=lambda node: _type_of(node) == "WebPage")  # an article's own entry is the better witness
    meta = _meta(tree)
    canonical = _canonical(tree, meta, url)
    published, says = _published(linked, meta, tree)
    publisher = next((n for node in linked for n in _names(node.get("publisher"))), None)
    outlet = next((name.lstrip("@") for key in _OUTLETS if (name := _clean(meta.get(key)))), None)
    evidence = [Evidence("published/1", says)]
    if outlet is None and publisher:
        outlet = publisher
    if outlet is None and (host := _host(canonical or url)):
        outlet = host
        evidence.append(Evidence("outlet/1", "The page names no outlet; this is the host in its address."))
    return Metadata(
        title=_title(linked, meta, tree),
        outlet=outlet,
        publisher=publisher,
        authors=_authors(linked, meta, tree),
        published=published,
        canonical=canonical,
        base=_base(tree, canonical or url),
        language=_clean(tree.get("lang") or next(iter(tree.xpath("//html/@lang")), None)),
        evidence=tuple(evidence),
    )


def _linked_data(tree: HtmlElement) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        kind = (script.get("type") or "").strip().lower()
        body = script.text or ""
        if kind.startswith("application/ld+json") and len(body) <= _MOST_JSON:
            try:
                nodes.extend(_objects(json.loads(body.strip().rstrip(";"), strict=False)))
            except (ValueError, RecursionError):
                continue  # a page's broken JSON-LD is as if it had none
    nodes = nodes[:_MOST_NODES]
    named = {node["@id"]: node for node in nodes if isinstance(node.get("@id"), str) and "name" in node}
    return [_resolved(node, named) for node in nodes]


def _resolved(node: dict[str, Any], named: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Put people and publishers in the place of references to them within the page."""

    def lookup(value: Any) -> Any:
        if isinstance(value, list):
            return [lookup(item) for item in value[:50] if not isinstance(item, list)]
        if isinstance(value, dict) and "name" not in value and isinstance(value.get("@id"), str):
            return named.get(value["@id"], value)
        return value

    return {**node, **{key: lookup(node[key]) for key in ("author", "creator", "publisher") if key in node}}


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield the top-level objects, those of @graph and a page's main entity."""
    if isinstance(value, list):
        for item in value[:_MOST_NODES]:
            if isinstance(item, dict | list):
                yield from _objects(item)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(value.get(key), dict | list):
                yield from _objects(value[key])


def _type_of(node: dict[str, Any]) -> str:
    kind = node.get("@type")
    return " ".join(str(k) for k in kind) if isinstance(kind, list) else str(kind or "")


def _meta(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for attribute in ("property", "name", "itemprop"):
            key = (element.get(attribute) or "").strip().lower()
            if key and content and content.strip():
                found.setdefault(key, content)
    return found


def _clean(words: object) -> str | None:
    if not isinstance(words, str):
        return None
    words = " ".join(re.sub(r"<[^<>]{0,200}>", "", html.unescape(words)).split())
    return words[:_LONGEST] or None


def _title(linked: list[dict[str, Any]], meta: dict[str, str], tree: HtmlElement) -> str | None:
    """Return the headline that the page shows, which may differ from the one it tells to machines."""
    told = [_clean(node.get("headline")) for node in linked] + [_clean(meta.get(key)) for key in _TITLES]
    known = [title for title in told if title]
    shown = [t for t in (_clean(" ".join(h.itertext())) for h in tree.iter("h1")) if t]
    window = next((_clean("".join(t.itertext())) for t in tree.iter("title")), None)
    if window:
        known.append(window)
    for heading in shown:
        if any(_alike(heading, title) for title in known):
            return heading
    if known and known[0] != window:
        return known[0]
    # <title> carries the outlet's name behind a bar or dash
    return re.split(r"\s+[|–—·»-]\s+", window)[0] if window else None


def _alike(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"[^\W_]+", s.casefold())) for s in (one, other))
    return bool(a and b) and len(a & b) >= 0.5 * max(len(a), len(b))


def _names(value: Any) -> list[str]:
    if isinstance(value, str):
        name = _clean(value)
        return [name] if name and not _NOT_NAMES.search(name) else []
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for item in value[:50] if not isinstance(item, list) for name in _names(item)]
    return []


def _authors(linked: list[dict[str, Any]], meta: dict[str, str], tree: HtmlElement) -> tuple[str, ...]:
    for node in linked:
        names = _names(node.get("author")) or _names(node.get("creator"))
        if names:
            return _distinct(name for whole in names for name in split_names(whole))
    for key in _AUTHORS:
        name = _clean(meta.get(key))
        if name and not _NOT_NAMES.search(name):
            return _distinct(split_names(name))
    marked = tree.xpath("//*[@rel='author' or @itemprop='author']")[:5]
    shown = [_clean(" ".join(element.itertext())) for element in marked]
    return _distinct(
        n for whole in shown if whole and len(whole) <= 80 for n in split_names(whole) if not _NOT_NAMES.search(n)
    )


def _distinct(names: Any) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _published(linked: list[dict[str, Any]], meta: dict[str, str], tree: HtmlElement) -> tuple[str | None, str]:
    stated: list[tuple[str, str]] = [
        (str(node["datePublished"]), "JSON-LD") for node in linked if isinstance(node.get("datePublished"), str)
    ]
    stated += [(meta[key], f"its meta tag {key!r}") for key in _DATES if key in meta]
    for element in tree.xpath("//time[@pubdate or @itemprop='datePublished']|//*[@itemprop='datePublished']")[:3]:
        stated.append(
            (element.get("datetime") or element.get("content") or "".join(element.itertext()), "a marked time")
        )
    times = {t.get("datetime") for t in tree.xpath("//article//time[@datetime]|//header//time[@datetime]")[:20]}
    if len(times) == 1:
        stated.append((times.pop() or "", "the only time marked in the article"))
    for words, where in stated:
        value = iso_date(words)
        if value:
            return value, f"The page states its publication date in {where}."
    return None, "The page states no publication date that can be read."


def _canonical(tree: HtmlElement, meta: dict[str, str], url: str | None) -> str | None:
    hrefs = [link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"]
    for href in [*hrefs, meta.get("og:url")]:
        address = absolute(href or "", url)
        if address and urlsplit(address).path.strip("/"):  # some pages call their front page canonical
            return address
    return None


def _base(tree: HtmlElement, url: str | None) -> str | None:
    href = next((element.get("href") for element in tree.iter("base") if element.get("href")), None)
    return absolute(href, url) if href else url


def absolute(href: str, base: str | None) -> str | None:
    """Return a web address made absolute, or None where it is none or cannot be."""
    href = "".join(href.split())
    if not href or href.startswith("#") or len(href) > 2_000:
        return None
    try:
        address = urljoin(base, href) if base else href
        parts = urlsplit(address)
    except ValueError:
        return None
    return address if parts.scheme in ("http", "https") and parts.netloc else None


def _host(url: str | None) -> str | None:
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
