"""One document to one Report: text or page, with what is told of it; or a refusal with its reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sayso.model.evidence import Evidence
from sayso.model.identity import refused_id, report_id, sha256
from sayso.model.report import Block, Refusal, RefusalCode, Report
from sayso.stages.admit.blocks import plain_blocks
from sayso.stages.admit.credit import credit_of
from sayso.stages.admit.dates import iso_date
from sayso.stages.admit.decode import declared_charset, decode
from sayso.stages.admit.language import NAMES, language_of
from sayso.stages.admit.lines import byline_names, is_blank
from sayso.stages.admit.names import split_names
from sayso.stages.admit.options import AdmitOptions

_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_PAGE_OPENS = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
_FEED_OPENS = re.compile(r"\s*(?:<\?xml|<rss\b|<feed\b)", re.IGNORECASE)
_PAGE_TAGS = re.compile(
    r"</?(?:p|div|a|span|br|h[1-6]|meta|link|article|section|table|script)\b[^<>]{0,2000}>", re.IGNORECASE
)
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml")
_PUBLISHED = re.compile(r"^(?:first )?(?:published|posted|date)\b(?: on\b)?\s?[:|]?\s*", re.IGNORECASE)
_HEAD = 65_536


@dataclass(frozen=True, slots=True)
class Told:
    """What is said about a document from outside it: where it lies, and what a record's fields hold."""

    path: str | None = None
    external_id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    encoding: str | None = None
    bytes_sha256: str | None = None
    evidence: tuple[Evidence, ...] = ()

    def overridden_by(self, options: AdmitOptions) -> Told:
        """Return this with the caller's overrides in place."""
        return replace(
            self,
            url=options.url or self.url,
            outlet=options.outlet or self.outlet,
            title=options.title or self.title,
            published=options.published or self.published,
        )


def from_bytes(data: bytes, told: Told, options: AdmitOptions) -> Report:
    """Admit a document's bytes: a page where the content is one, plain text otherwise."""
    told = replace(told, bytes_sha256=told.bytes_sha256 or sha256(data))
    if len(data) > options.max_bytes:
        return refused("too-large", f"It is larger than the limit of {options.max_bytes:,} bytes.", told)
    decoded = decode(data, declared_charset(data))
    if isinstance(decoded, Refusal):
        return refused(decoded.code, decoded.reason, told)
    told = replace(told, encoding=decoded.encoding, evidence=(*told.evidence, *decoded.evidence))
    if is_page(decoded.text, told.path):
        return from_page(decoded.text, told, options)
    if _FEED_OPENS.match(decoded.text):
        return refused("no-article", "It is an XML document or feed, not a page or a text.", told)
    return from_text(decoded.text, told, options)


def is_page(text: str, path: str | None) -> bool:
    """Say whether a text is an HTML page: by how it begins, or by its name together with its tags."""
    head = text[:_HEAD]
    if _PAGE_OPENS.match(head):
        return True
    tags = sum(1 for _ in _PAGE_TAGS.finditer(head))
    named = (path or "").lower().removesuffix(".gz").endswith(_PAGE_NAMES)
    return tags >= (1 if named else 6) and (named or head.lstrip()[:1] == "<")


def from_text(text: str, told: Told, options: AdmitOptions) -> Report:
    """Admit a plain text, kept to the character."""
    told = told.overridden_by(options)
    text, mended = _without_surrogates(text)
    if is_blank(text):
        return refused("empty", "There is nothing in it, or nothing but space.", told)
    if len(text) > options.max_chars:
        return refused("too-large", f"Its text is longer than the limit of {options.max_chars:,} characters.", told)
    blocks, evidence = plain_blocks(text, told.title)
    headline = next((" ".join(b.span.of(text).split()) for b in blocks if b.kind == "headline"), None)
    signed = next((byline_names(b.span.of(text)) for b in blocks if b.kind == "byline"), None)
    dated = _dated(text, blocks) if told.published is None else None
    if dated:
        told, evidence = replace(told, published=dated[0]), (*evidence, dated[1])
    report = Report(
        id="",
        text=text,
        title=told.title or headline,
        authors=told.authors or (split_names(signed) if signed else ()),
        blocks=blocks,
        evidence=(*told.evidence, *mended, *evidence),
    )
    return _finished(report, told, options, publisher=None)


def from_page(source: str, told: Told, options: AdmitOptions) -> Report:
    """Admit an HTML page: its article, with what the page says of itself where nothing else is told."""
    from sayso.stages.admit.page import read_page

    told = told.overridden_by(options)
    source, mended = _without_surrogates(source)
    if is_blank(source):
        return refused("empty", "There is nothing in it, or nothing but space.", told)
    page = read_page(source, told.url, told.title)
    if isinstance(page, Refusal):
        return refused(page.code, page.reason, told)
    if len(page.text) > options.max_chars:
        return refused("too-large", f"Its text is longer than the limit of {options.max_chars:,} characters.", told)
    about = page.about
    report = Report(
        id="",
        text=page.text,
        title=told.title or about.title,
        authors=told.authors or about.authors,
        blocks=page.blocks,
        links=page.links,
        evidence=(*told.evidence, *mended, *page.evidence),
    )
    told = replace(
        told,
        url=told.url or about.canonical,
        outlet=told.outlet or about.outlet,
        published=told.published or about.published,
    )
    return _finished(report, told, options, publisher=about.publisher, declared=about.language)


def refused(code: RefusalCode, reason: str, told: Told, text: str = "", language: str | None = None) -> Report:
    """Return the report of a document that could not be read, with the reason."""
    return Report(
        id=refused_id(code, told.path, told.external_id, told.bytes_sha256),
        text=text,
        external_id=told.external_id,
        path=told.path,
        url=told.url,
        outlet=told.outlet,
        title=told.title,
        authors=told.authors,
        published=told.published,
        language=language,
        encoding=told.encoding,
        bytes_sha256=told.bytes_sha256,
        text_sha256=sha256(text) if text else None,
        refused=Refusal(code, reason),
        evidence=told.evidence,
    )


def _finished(
    report: Report, told: Told, options: AdmitOptions, publisher: str | None, declared: str | None = None
) -> Report:
    language = language_of(_words_of(report.text, report.blocks), declared)
    if language.code is not None and language.code not in options.languages:
        reason = f"It is in {language.name}, and only {_listed(options.languages)} is read."
        return replace(
            refused("language", reason, told, report.text, language.code), title=report.title, blocks=report.blocks
        )
    credit = credit_of(report.text, report.blocks, report.authors, publisher, told.outlet)
    evidence = [*report.evidence, Evidence("language/1", language.says)]
    if credit:
        evidence.append(credit.evidence)
    return replace(
        report,
        id=report_id(report.text, told.url, told.outlet, told.published),
        external_id=told.external_id,
        path=told.path,
        url=told.url,
        outlet=told.outlet,
        published=told.published,
        credit=credit.agency if credit else None,
        language=language.code,
        encoding=told.encoding,
        bytes_sha256=told.bytes_sha256 or sha256(report.text),
        text_sha256=sha256(report.text),
        evidence=tuple(evidence),
    )


def _dated(text: str, blocks: Sequence[Block]) -> tuple[str, Evidence] | None:
    """Return the date that a line of its own gives above a plain text's first paragraph, and how it is known."""
    for block in blocks:
        if block.kind == "paragraph":
            return None
        line = block.span.of(text)
        if block.kind == "dateline" and (day := iso_date(_PUBLISHED.sub("", line.strip()))):
            says = f"“{line.strip()}”, a line above the text, gives the date of publication."
            return day, Evidence("date-line/1", says, (block.span,))
    return None


def _words_of(text: str, blocks: Sequence[Block]) -> str:
    kept = [block.span.of(text) for block in blocks if block.kind != "debris"]
    return "\n".join(kept) if kept else text


def _listed(codes: Sequence[str]) -> str:
    return " or ".join(NAMES.get(code, "English" if code == "en" else code) for code in codes)


def _without_surrogates(text: str) -> tuple[str, tuple[Evidence, ...]]:
    """Replace halves of surrogate pairs, which JSON can smuggle in and no file can hold."""
    mended, count = _LONE_SURROGATE.subn("\ufffd", text)
    if not count:
        return text, ()
    says = f"{count} lone surrogates, which stand for no character, were replaced by U+FFFD."
    return mended, (Evidence("surrogates/1", says),)
