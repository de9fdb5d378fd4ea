"""The HTML page holds the whole text, links its parts, and lets no stranger's text act."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser

import pytest

from sayso.faces.page import page
from sayso.model.reading import Reading
from tests.faces.readings import all_of_them, cable, hostile, refused

VOID = {"meta", "input", "br", "link", "img", "rect"}


class Document(HTMLParser):
    """What a page holds: its tags, ids, links, and the text of each part."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data

    def values(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.tags if name in attrs]


def without_ours(html: str) -> str:
    """Return the page without what we put into the text: numbers and cards."""
    html = re.sub(r'<span class="tip.*?</span></span>', "", html)
    html = re.sub(r'<span class="tip [^>]*>(?:<span[^>]*>.*?</span>)*</span>', "", html)
    return re.sub(r'<a class="n".*?</a>', "", html)


@pytest.mark.parametrize("reading", all_of_them(), ids=lambda r: r.report.path or "blank")
def test_the_page_is_well_formed_and_its_links_lead_somewhere(reading: Reading) -> None:
    document = Document(page([reading, reading], version="1"))
    assert document.open == []
    ids = document.values("id")
    assert len(ids) == len(set(ids))
    for target in [*document.values("href"), *(f"#{i}" for i in document.values("aria-describedby"))]:
        assert not target.startswith("#") or target[1:] in ids, target


def test_every_word_of_the_text_is_there_in_order() -> None:
    html = page([cable()], version="1")
    body = html[html.index('<h1 class="h1') :]
    head, article = body[: body.index("</h1>")], body[body.index('<div class="p') : body.index("</article>")]
    assert Document(without_ours(head + "</h1>\n" + article)).text.split() == cable().text.split()


def test_nothing_is_fetched_and_nothing_runs() -> None:
    html = page(list(all_of_them()), version="1")
    document = Document(html)
    assert not {"script", "img", "iframe", "object", "embed", "link", "base", "form"} & {t for t, _ in document.tags}
    assert not [
        name for _, attrs in document.tags for name in attrs if name.startswith("on") or name in ("src", "style")
    ]
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style is not None
    assert "url(" not in style.group(1)
    assert "@import" not in style.group(1)
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode()).digest()).decode()
    policy = next(a["content"] for t, a in document.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


def test_hostile_text_stays_text() -> None:
    html = page([hostile()], version="1")
    document = Document(html)
    assert "<script" not in html
    assert "<svg onload" not in html
    assert "{{ 7*7 }}" in html
    assert ">49<" not in html
    assert "\x00" not in html
    html.encode("utf-8")
    assert [h for h in document.values("href") if not h.startswith("#")] == ['https://ok.example/?a=1&b="><script>']
    for name in document.values("id"):
        assert '"' not in name or "script" in name


def test_a_page_of_several_has_contents_and_says_what_was_refused() -> None:
    html = page([cable(), refused()], version="1")
    document = Document(html)
    assert "1 report read, 1 refused" in document.text
    assert "not text: it begins like a PNG image" in document.text
    assert {"#r1", "#r2"} <= set(document.values("href"))


def test_a_page_of_nothing_is_still_a_page() -> None:
    assert "0 reports" in page([], version="1")
