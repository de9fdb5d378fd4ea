"""The trace's page holds every occurrence beside its words, links its parts, and lets nobody's text act."""

from __future__ import annotations

import base64
import hashlib
import html as markup
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from sayso.faces.trace_page import trace_page
from sayso.model.reading import Reading
from sayso.model.trace import ReportHead, Trace
from tests.faces.test_browser import browser, view  # noqa: F401 - fixtures
from tests.faces.traces import harbour, story

VOID = {"meta", "input", "br", "link", "img"}
STORIES = ("namesakes", "heard-twice", "two-stories", "two-addresses", "two-springs")


class Document(HTMLParser):
    """What a page holds."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def values(self, name: str) -> list[str]:
        return [str(attrs[name]) for _, attrs in self.tags if name in attrs]


def hostile() -> tuple[Trace, tuple[Reading, ...]]:
    """The example with everything that a stranger may choose turned against the page."""
    trace, readings = harbour()
    bad = "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>{{ 7*7 }}\x00\u202e"
    return (
        replace(
            trace,
            reports=tuple(replace(h, outlet=bad, title=bad, url="javascript:alert(3)") for h in trace.reports),
            sources=tuple(replace(s, name=bad, party=bad) for s in trace.sources),
            claims=tuple(replace(c, text=bad, ties=tuple(replace(t, says=bad) for t in c.ties)) for c in trace.claims),
            passages=tuple(replace(p, says=bad) for p in trace.passages),
        ),
        readings,
    )


@pytest.mark.parametrize("made", [harbour(), harbour(("service",)), hostile(), *map(story, STORIES)])
def test_the_page_is_well_formed_and_its_links_lead_somewhere(made: tuple[Trace, tuple[Reading, ...]]) -> None:
    document = Document(trace_page(*made, version="1"))
    assert document.open == []
    ids = document.values("id")
    assert len(ids) == len(set(ids))
    for target in document.values("href"):
        assert target[1:] in ids if target.startswith("#") else target.startswith("https://")
    for name in ("aria-labelledby", "aria-describedby"):
        assert all(part in ids for value in document.values(name) for part in value.split())


def test_strangers_text_is_inert() -> None:
    page = trace_page(*hostile(), version="1")
    document = Document(page)
    assert not {tag for tag, _ in document.tags} & {"script", "img", "iframe", "object", "base", "form"}
    assert not [name for _, attrs in document.tags for name in attrs if name.startswith("on")]
    assert "{{ 7*7 }}" in page and "javascript:" not in page
    assert "\x00" not in page and "\u202e" not in page


def test_the_policy_lets_in_our_style_alone() -> None:
    page = trace_page(*harbour(), version="1")
    style = re.search(r"<style>(.*?)</style>", page, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{digest}&#39;" in page.replace("'", "&#39;")
    assert "style=" not in page


def test_every_occurrence_stands_beside_its_words() -> None:
    trace, readings = harbour()
    page = markup.unescape(trace_page(trace, readings, version="1"))
    texts = {r.report.id: r.text for r in readings}
    for claim in trace.claims:
        assert claim.text in page
        for o in claim.statements:
            for span in o.spans:
                assert f"<mark><bdi>{span.of(texts[o.report])}</bdi></mark>" in page


def test_answers_ties_changes_and_circles_are_there() -> None:
    page = markup.unescape(trace_page(*harbour(), version="1"))
    assert "Carried by 15 reports, 7 of them copies; rests on 1 to 2 origins" in page
    assert "Hale speaks for the Service: both speak for Ostrand" in page
    assert "dozens become hundreds" in page
    assert "Straits Monitor → Northlight → Straits Monitor" in page
    assert "shared quotation" in page


def test_a_strike_is_told_on_top_and_beside_the_claim() -> None:
    page = trace_page(*harbour(("service",)), version="1")
    assert page.index("Struck:") < page.index('id="c1"')
    assert page.count("no support left") == 2


def test_readings_that_are_missing_cost_only_their_words() -> None:
    assert "the words are not at hand" in trace_page(harbour()[0], (), version="1")


def test_nothing_to_trace_is_a_page_too() -> None:
    refused = ReportHead("r", external_id="photo.png", refused="It is not text.")
    page = trace_page(Trace((refused,)), (), version="1")
    assert "0 reports, 0 claims" in page and "It is not text." in page
    assert Document(page).open == []


def test_the_browser_fetches_nothing_and_applies_our_style(view: Any) -> None:  # noqa: F811
    view.set_content(trace_page(*hostile(), version="1"))
    view.wait_for_load_state("networkidle")
    assert view.wrongs == []
    assert view.locator(".seen li").first.evaluate("e => getComputedStyle(e).display") == "grid"


@pytest.mark.parametrize("width", [360, 1280])
def test_the_page_never_scrolls_sideways(view: Any, width: int) -> None:  # noqa: F811
    view.set_viewport_size({"width": width, "height": 800})
    view.set_content(trace_page(*harbour(("service",)), version="1"))
    assert view.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(view: Any, scheme: str) -> None:  # noqa: F811
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    view.emulate_media(color_scheme=scheme)
    page = trace_page(*harbour(("service",)), version="1")
    # axe is a script: the test, not the page, lets it in.
    view.set_content(page.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'"))
    tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    found = axe.Axe().run(view, options={"runOnly": tags})
    assert [(v["id"], [n["html"][:140] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []
