"""A web page to an article: its paragraphs, its links with exact spans, what it says of itself."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from sayso.model.evidence import Evidence
from sayso.model.report import Block, BlockKind, Link, Refusal
from sayso.model.span import Span
from sayso.stages.admit.blocks import evidence_of, mark_remains
from sayso.stages.admit.headline import same_words
from sayso.stages.admit.lines import ends_a_sentence, is_blank, kind_of_line
from sayso.stages.admit.metadata import Metadata, absolute, metadata_of

# trafilatura reports what it cannot do through its loggers; without a handler Python prints that.
for _name in ("trafilatura", "htmldate", "courlan"):
    logging.getLogger(_name).addHandler(logging.NullHandler())

_UNREAD = ("script", "style", "svg", "template", "iframe", "object", "noframes")
_MOST_ELEMENTS = 50_000
_MOST_ATTRIBUTES = 1_000
_LONGEST_ATTRIBUTE = 2_000
_MOST_MARKUP = 10_000_000
_MOST_TAGS = 500_000
# libxml2 compares each attribute of a tag with all the others: a tag with 200,000 costs minutes
_TAG = re.compile(r"<[a-zA-Z](?:[^>=]++|=\s*(?:\"[^\"]*+\"|'[^']*+')?)*+")
_VALUE = re.compile(r"=\s*(?:\"[^\"]*\"|'[^']*')")
_BODY_CLASS = re.compile(
    r"(?:article|story|entry|post|content|main)[\w-]*(?:body|content|text|copy)|body[\w-]*(?:text|copy)", re.IGNORECASE
)
_MOST_LINKED_WORDS = 30
_FEWEST_WORDS = 25
_PARAGRAPHS_APART = "\n\n"
_SPACE = re.compile(r"[ \t\r\n\f]+")
_INLINE = frozenset(
    {"ref", "hi", "lb", "del", "graphic", "span", "a", "b", "i", "em", "strong", "code", "u", "sup", "sub"}
)

_NOT_BODY = re.compile(r"comment|reply|related|teaser|promo|card|sidebar|newsletter", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Page:
    """The article of a page: its text, blocks and links, and what the page says of itself."""

    text: str
    blocks: tuple[Block, ...]
    links: tuple[Link, ...]
    about: Metadata
    evidence: tuple[Evidence, ...]


@dataclass(slots=True)
class _Piece:
    """A paragraph in the making; link ranges count from its first character."""

    tag: str
    text: str
    links: list[tuple[int, int, str]] = field(default_factory=list)
    spaced: tuple[bool, bool] = (False, False)
    loose: bool = False


def read_page(source: str, url: str | None = None, title: str | None = None) -> Page | Refusal:
    """Take the article out of a page, or say why there is none.

    Nothing on the page is executed and nothing is fetched. ``url`` is where the caller has the
    page from, ``title`` what the caller calls it.
    """
    tree = _parsed(source)
    if isinstance(tree, Refusal):
        return tree
    about = metadata_of(tree, url)
    refusal = _slim(tree)
    if refusal:
        return refusal
    _join_cut_bodies(tree)
    body = _article(tree)
    pieces = _joined(list(_pieces(body, about.base))) if body is not None else []
    return _assembled(pieces, about, title or about.title)


def _parsed(source: str) -> HtmlElement | Refusal:
    if any(_attributes(tag[0]) > _MOST_ATTRIBUTES for tag in _TAG.finditer(source) if len(tag[0]) > _MOST_ATTRIBUTES):
        return Refusal("too-large", f"A tag on the page has more than {_MOST_ATTRIBUTES:,} attributes.")
    if len(source) > _MOST_MARKUP:
        return Refusal("too-large", f"The page holds {len(source):,} characters; {_MOST_MARKUP:,} is the limit.")
    if source.count("<") > _MOST_TAGS:
        return Refusal("too-large", f"The page has more than {_MOST_TAGS:,} tags.")
    raw = source.replace("\x00", "").encode("utf-8", "replace")
    # Each rule of libxml2's own against bombs (depth, entity size) stays on: huge_tree is False.
    parser = HTMLParser(encoding="utf-8", huge_tree=False, remove_comments=True, remove_pis=True, no_network=True)
    try:
        return document_fromstring(raw, parser=parser)
    except (etree.LxmlError, ValueError, AssertionError):
        return Refusal("no-article", "The page's markup holds no document.")


def _attributes(tag: str) -> int:
    names = _VALUE.sub("=", tag)
    return max(len(names.split()), names.count("="), names.count("/"))


def _slim(tree: HtmlElement) -> Refusal | None:
    """Drop what is never read, so that what is left costs little; refuse what is still too much."""
    for element in list(tree.iter(*_UNREAD)):
        if element.getparent() is not None:
            element.drop_tree()
    elements = 0
    for element in tree.iter():
        elements += 1
        for name, value in element.attrib.items():
            if len(value) > _LONGEST_ATTRIBUTE:
                del element.attrib[name]
    if elements > _MOST_ELEMENTS:
        return Refusal("too-large", f"The page has {elements:,} elements; {_MOST_ELEMENTS:,} is the limit.")
    return None


def _join_cut_bodies(tree: HtmlElement) -> None:
    """Join an article that its page cuts into several boxes of one class, as room for advertisements.

    Extractors take the first box for the whole. Boxes count as one article's only inside the same
    ``article`` element, each with running text of its own.
    """
    for article in tree.iter("article"):
        boxes: dict[str, list[HtmlElement]] = {}
        for box in article.iter("div", "section"):
            kind = " ".join((box.get("class") or "").split())
            if not _BODY_CLASS.search(kind) or _NOT_BODY.search(kind):
                continue
            if sum(len(p.text_content()) for p in box.findall("p")) > 200:
                boxes.setdefault(kind, []).append(box)
        for first, *others in boxes.values():
            for box in others:
                if first not in box.iterancestors() and next(box.iterancestors("article")) is article:
                    first.extend(list(box))


def _article(tree: HtmlElement) -> Any:
    """Return the element that trafilatura keeps of the page, simplified to its own few tags."""
    from trafilatura import bare_extraction

    try:
        document = bare_extraction(
            tree,
            favor_precision=True,
            include_comments=False,
            include_links=True,
            include_tables=True,
            with_metadata=False,
        )
    except (etree.LxmlError, ValueError, TypeError, AttributeError, RecursionError, AssertionError):
        return None  # markup that breaks the extractor holds no article that we could show
    return getattr(document, "body", None)


class _Run:
    """Collects inline text, folding space, and the ranges that links cover."""

    def __init__(self, tag: str) -> None:
        self.tag = tag
        self.parts: list[str] = []
        self.length = 0
        self.breaks = 0
        self.links: list[tuple[int, int, str]] = []

    def add(self, words: str | None) -> None:
        folded = _SPACE.sub(" ", words or "")
        if not folded.strip():
            folded = folded[:1]
        elif self.breaks and self.length:
            self.parts.append("\n")
            self.length += 1
            self.breaks = 0
        if self.parts and self.parts[-1][-1:] in (" ", "\n"):
            folded = folded.lstrip(" ")
        if folded:
            self.parts.append(folded)
            self.length += len(folded)

    def piece(self) -> _Piece | None:
        whole = "".join(self.parts)
        text = whole.strip(" \n")
        lead = len(whole) - len(whole.lstrip(" \n"))
        if is_blank(text):
            return None
        links = []
        for start, end, url in self.links:
            start, end = max(0, start - lead), min(len(text), end - lead)
            words = text[start:end]
            start += len(words) - len(words.lstrip())
            end -= len(words) - len(words.rstrip())
            if start < end:
                links.append((start, end, url))
        return _Piece(self.tag, text, links, (whole[:1] in (" ", "\n"), whole[-1:] in (" ", "\n")))


def _pieces(body: Any, base: str | None) -> Iterator[_Piece]:
    """Walk the article in reading order and yield its paragraphs."""
    done: list[_Piece] = []
    run = _Run("p")

    def flush(tag: str) -> None:
        nonlocal run
        piece = run.piece()
        if piece:
            done.append(piece)
        run = _Run(tag)

    def walk(element: Any, tag: str) -> None:
        nonlocal run
        run.add(element.text)
        for child in element:
            if not isinstance(child.tag, str):
                run.add(child.tail)
                continue
            if child.tag == "lb":
                run.breaks += 1
                if run.breaks > 1 and run.length:
                    flush(tag)
            elif child.tag == "ref":
                start, owner = run.length, run
                walk(child, tag)
                target = _target(child.get("target"), base)
                if target and run is owner:
                    run.links.append((start, run.length, target))
            elif child.tag in _INLINE:
                walk(child, tag)
            else:
                flush(child.tag)
                walk(child, child.tag)
                flush(tag)
            run.add(child.tail)

    walk(body, "p")
    flush("p")
    yield from done


def _joined(pieces: list[_Piece]) -> list[_Piece]:
    """Put sentences together again that the extractor cut at a link between two paragraphs.

    ``<p>as reported by </p><ref>The Gazette</ref><p>, the bridge</p>`` is one sentence: the link
    lies loose between the paragraphs, and the words before it do not end.
    """
    whole: list[_Piece] = []
    for piece in pieces:
        last = whole[-1] if whole else None
        goes_on = last is not None and last.tag in ("p", "div") and not ends_a_sentence(last.text)
        loose = piece.tag == "div" and len(piece.text.split()) <= _MOST_LINKED_WORDS
        cut = piece.tag == "p" and re.match(r"[a-z,.;:)’”]", piece.text) is not None
        if last is not None and goes_on and ((loose and last.tag == "p") or (cut and last.loose)):
            between = " " if last.spaced[1] or piece.spaced[0] else ""
            shift = len(last.text) + len(between)
            links = last.links + [(start + shift, end + shift, url) for start, end, url in piece.links]
            text = last.text + between + piece.text
            whole[-1] = _Piece("p", text, links, (last.spaced[0], piece.spaced[1]), loose=loose)
        else:
            piece.loose = loose
            whole.append(piece)
    return whole


def _target(href: str | None, base: str | None) -> str | None:
    if not href or len(href) > 2_000:
        return None
    if base is None and not re.match(r"\s*(?:[a-z][a-z0-9+.-]*:|#)", href, re.IGNORECASE):
        return href.strip()  # relative, and the page does not tell to what
    return absolute(href, base)


def _assembled(pieces: list[_Piece], about: Metadata, title: str | None) -> Page | Refusal:
    if title:
        pieces = [p for i, p in enumerate(pieces) if not (i < 4 and same_words(p.text, title))]
    kinds: list[BlockKind] = [_kind(piece) for piece in pieces]
    mark_remains([piece.text for piece in pieces], kinds)
    refusal = _no_article(pieces, kinds)
    if refusal:
        return refusal
    if title:
        pieces, kinds = [_Piece("head", title), *pieces], ["headline", *kinds]
    blocks, links, at = [], [], 0
    for piece, kind in zip(pieces, kinds, strict=True):
        blocks.append(Block(kind, Span(at, at + len(piece.text))))
        links += [Link(Span(at + start, at + end), url) for start, end, url in piece.links]
        at += len(piece.text) + len(_PARAGRAPHS_APART)
    text = _PARAGRAPHS_APART.join(piece.text for piece in pieces)
    says = "The article was taken out of the page by trafilatura, set for precision; the headline is the page's own."
    evidence = (Evidence("page/1", says), *about.evidence, *evidence_of(text, blocks))
    return Page(text, tuple(blocks), tuple(sorted(links, key=lambda link: link.span)), about, evidence)


def _kind(piece: _Piece) -> BlockKind:
    linked = sum(end - start for start, end, _ in piece.links)
    if linked >= 0.9 * len(piece.text) and len(piece.text.split()) <= _MOST_LINKED_WORDS:
        return "debris"  # nothing but a link: the way to another story
    kind = kind_of_line(piece.text)
    return "heading" if kind == "paragraph" and piece.tag == "head" else kind


def _no_article(pieces: list[_Piece], kinds: list[BlockKind]) -> Refusal | None:
    body = [piece for piece, kind in zip(pieces, kinds, strict=True) if kind == "paragraph"]
    words = sum(len(piece.text.split()) for piece in body)
    if words < _FEWEST_WORDS or not any(ends_a_sentence(piece.text) for piece in body):
        return Refusal("no-article", "No article was found on the page.")
    linked = sum(end - start for piece in body for start, end, _ in piece.links)
    if linked > 0.6 * sum(len(piece.text) for piece in body):
        return Refusal("no-article", "The page is a list of links, not an article.")
    return None
