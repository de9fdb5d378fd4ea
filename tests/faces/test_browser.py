"""The page in a real browser: nothing runs, nothing is fetched, and it can be used without a mouse."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from sayso.faces.page import page
from tests.faces.readings import all_of_them, cable, hostile

playwright = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    if not CHROMIUM:
        pytest.skip("there is no Chromium on this machine")
    with playwright.sync_playwright() as started:
        running = started.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield running
        running.close()


@pytest.fixture
def view(browser: Any) -> Iterator[Any]:
    """Show a page; what it asks the network for and what its policy blocks is kept in ``view.wrongs``."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    shown = context.new_page()
    shown.wrongs = []
    shown.on("request", lambda request: shown.wrongs.append(request.url))
    shown.on("console", lambda message: shown.wrongs.append(message.text))
    shown.on("dialog", lambda dialog: (shown.wrongs.append(dialog.message), dialog.dismiss()))
    yield shown
    context.close()


def test_a_hostile_page_does_nothing(view: Any) -> None:
    view.set_content(page([hostile()], version="1"))
    view.wait_for_load_state("networkidle")
    assert view.wrongs == []
    assert view.locator("script, img, iframe").count() == 0
    assert view.locator(".p").first.evaluate("e => getComputedStyle(e).position") == "relative", "our own style applies"
    assert "{{ 7*7 }}" in view.locator("h1").inner_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("many", [False, True], ids=["one", "several"])
def test_axe_finds_nothing(view: Any, scheme: str, many: bool) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    view.emulate_media(color_scheme=scheme)
    html = page(list(all_of_them()) if many else [cable()], version="1")
    # axe is a script: the test, not the page, lets it in.
    view.set_content(html.replace("default-src 'none'", "default-src 'none'; script-src 'unsafe-inline' 'unsafe-eval'"))
    found = axe.Axe().run(
        view, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    assert [(v["id"], [n["html"][:120] for n in v["nodes"]][:3]) for v in found.response["violations"]] == []


def test_hovering_what_is_said_shows_who_says_it(view: Any) -> None:
    view.set_content(page([cable()], version="1"))
    view.locator("#r1-m4").hover()
    tip = view.locator("#r1-t4")
    assert tip.is_visible()
    assert "coastguard" in tip.inner_text()
    assert "confidence 71 %" in tip.inner_text()
    assert not view.locator("#r1-t3").is_visible(), "only the innermost speaks"


def test_the_keyboard_reaches_every_attribution(view: Any) -> None:
    view.set_content(page([cable()], version="1"))
    reached = []
    for _ in range(60):
        view.keyboard.press("Tab")
        number = view.evaluate("document.activeElement.className === 'n' ? document.activeElement.textContent : ''")
        if number:
            reached.append(number)
            assert view.locator(".tip:visible").count() == 1
    assert [n for n in reached if not n.endswith("…")] == [str(n) for n in range(1, 17)]


def test_picking_a_party_dims_the_others(view: Any) -> None:
    view.set_content(page([cable()], version="1"))

    def ground(number: int) -> str:
        return str(view.locator(f"#r1-m{number}").evaluate("e => getComputedStyle(e).borderBottomColor"))

    before = ground(1), ground(6)
    view.get_by_role("radio", name="Velmara").check(force=True)
    assert ground(6) == before[1]
    assert ground(1) == "rgba(0, 0, 0, 0)" != before[0]
    assert view.locator(".entry:visible").count() == 3


@pytest.mark.parametrize("width", [320, 390, 768, 1600])
def test_no_width_needs_sideways_scrolling(view: Any, width: int) -> None:
    view.set_viewport_size({"width": width, "height": 800})
    view.set_content(page(list(all_of_them()), version="1"))
    assert view.evaluate("document.documentElement.scrollWidth") <= width


def test_it_prints(view: Any) -> None:
    view.set_content(page([cable()], version="1"))
    view.emulate_media(media="print")
    assert view.locator(".tip:visible").count() == 0
    assert view.locator(".entry:visible").count() == 16
