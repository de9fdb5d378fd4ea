"""The workbench in a real browser: every page and every decision, with keys, without scripts, for everybody."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from sayso.store import Library
from tests.faces.web.conftest import EXAMPLES

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


def watched(context: Any, address: str) -> Any:
    """A page; what it asks others for, what its policy blocks and what breaks is kept in ``wrongs``."""
    shown = context.new_page()
    shown.wrongs = []
    shown.on("request", lambda r: None if r.url.startswith(address) else shown.wrongs.append(r.url))
    shown.on("console", lambda m: shown.wrongs.append(m.text) if m.type == "error" else None)
    shown.on("pageerror", lambda e: shown.wrongs.append(str(e)))
    shown.on("dialog", lambda d: (shown.wrongs.append(d.message), d.dismiss()))
    return shown


@pytest.fixture
def view(browser: Any, served: str) -> Iterator[Any]:
    context = browser.new_context(
        base_url=served, viewport={"width": 1280, "height": 900}, reduced_motion="reduce", bypass_csp=False
    )
    shown = watched(context, served)
    yield shown
    context.close()
    assert shown.wrongs == []


@pytest.fixture
def named(view: Any) -> Any:
    """A browser whose owner has said who they are."""
    view.goto("/")
    view.locator(".who-am-i summary").click()
    view.get_by_label("Your name").fill("Mara Lind")
    view.get_by_role("button", name="Keep it").click()
    assert "Mara Lind" in view.locator(".who-am-i").inner_text()
    return view


@pytest.fixture
def places(library: Any, id_of: Callable[[str], str]) -> dict[str, str]:
    """The address of every kind of page."""
    claim = library.claims(limit=1, offset=0).rows[0].id
    a, b = id_of("Tidewire"), id_of("The Straits Post")
    dossier = library.save_dossier("Mines", [a, b, id_of("North Coast Herald")], note="A first look", who="Mara")
    hostile = next(r.report.id for r in library.readings() if "window.bad" in r.text)
    return {
        "library": "/",
        "search": "/?q=mines&outlet=Tidewire",
        "nothing found": "/?q=zeppelin",
        "add": "/add",
        "report": f"/reports/{id_of('The Harbour Gazette')}",
        "hostile": f"/reports/{hostile}",
        "remove": f"/reports/{a}/remove",
        "claims": "/claims",
        "claim": f"/claims/{claim}?like=unloaded",
        "beside": f"/claims/{claim}?a={a}&b={b}",
        "sources": "/sources",
        "source": "/sources/person%3Acorin%20hale?without=1&like=Ostrand",
        "dossiers": "/dossiers",
        "dossier": f"/dossiers/{dossier.id}",
        "decisions": "/decisions",
        "error": "/nothing/here",
    }


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing(browser: Any, served: str, places: dict[str, str], scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-playwright-python is not installed")
    # axe is a script: the test, not the page, lets it in.
    context = browser.new_context(base_url=served, color_scheme=scheme, bypass_csp=True, reduced_motion="reduce")
    shown = context.new_page()
    wanted = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
    faults = {}
    for name, path in places.items():
        shown.goto(path)
        found = axe.Axe().run(shown, options={"runOnly": wanted})
        told = [(v["id"], [n["html"][:140] for n in v["nodes"]][:3]) for v in found.response["violations"]]
        if told:
            faults[name] = told
    context.close()
    assert faults == {}


def test_no_page_asks_anybody_else_or_breaks_its_policy(view: Any, places: dict[str, str]) -> None:
    for path in places.values():
        if path != places["error"]:
            view.goto(path)
            view.wait_for_load_state("networkidle")
            assert view.evaluate("window.bad") is None
    assert view.locator("iframe, object, embed").count() == 0


@pytest.mark.parametrize("width", [320, 390, 768, 1600])
def test_no_width_needs_sideways_scrolling(view: Any, places: dict[str, str], width: int) -> None:
    view.set_viewport_size({"width": width, "height": 800})
    wide = {}
    for name, path in places.items():
        if name == "error":
            continue
        view.goto(path)
        if view.evaluate("document.documentElement.scrollWidth") > width:
            wide[name] = view.evaluate(
                "w => [...document.querySelectorAll('main *, header *')].filter(e => !e.closest('.wide, .roll') &&"
                " e.getBoundingClientRect().right > w + 1).slice(0, 3).map(e => e.outerHTML.slice(0, 120))",
                width,
            )
    assert wide == {}


def test_every_page_can_be_read_without_scripts(browser: Any, served: str, places: dict[str, str]) -> None:
    context = browser.new_context(base_url=served, java_script_enabled=False)
    shown = context.new_page()
    for path in places.values():
        shown.goto(path)
        assert shown.locator("h1").first.inner_text()
    shown.goto(places["report"])
    assert shown.locator(".content").count() > 3
    entry = shown.locator(".entry").first
    entry.get_by_role("button", name="Accept attribution 1", exact=True).click()
    shown.get_by_label("Your name").last.fill("Ilva Brandt")
    shown.get_by_role("button", name="Go on").click()
    assert "Accepted" in shown.locator(".decided").first.inner_text()
    context.close()


# --- keys on a report


def test_keys_lead_through_the_findings_and_decide(named: Any, library: Library, places: dict[str, str]) -> None:
    named.goto(places["report"])
    report = places["report"].rsplit("/", 1)[1]
    machine = library.reading(report)
    assert machine is not None
    chosen = named.locator("[data-chosen-finding]")
    assert not chosen.is_visible()
    named.keyboard.press("j")
    assert chosen.locator(".num").first.inner_text() == "1"
    named.keyboard.press("j")
    assert chosen.locator(".num").first.inner_text() == "2"
    named.keyboard.press("k")
    assert chosen.locator(".num").first.inner_text() == "1"
    assert named.locator(".content.now").count() >= 1
    with named.expect_navigation():
        named.keyboard.press("a")
    assert "Accepted" in chosen.locator(".decided").inner_text(), "the same finding is chosen still"
    with named.expect_navigation():
        named.keyboard.press("u")
    assert library.decisions() == ()
    named.keyboard.press("j")
    with named.expect_navigation():
        named.keyboard.press("r")
    (rejected,) = library.decisions()
    assert rejected.verb == "reject" and rejected.who == "Mara Lind"
    assert named.locator(".rejected .decided").is_visible()


def test_e_gives_it_to_somebody_else(named: Any, library: Library, places: dict[str, str]) -> None:
    named.goto(places["report"])
    named.keyboard.press("j")
    named.keyboard.press("e")
    assert named.evaluate("document.activeElement.tagName") == "SELECT"
    chosen = named.locator("[data-chosen-finding]")
    chosen.get_by_label("or a name").fill("Ilva Brandt")
    chosen.get_by_role("textbox", name="Why").fill("heard it said")
    with named.expect_navigation():
        chosen.get_by_role("button", name="Re-attribute").click()
    (made,) = library.decisions()
    assert (made.verb, made.source.name, made.why) == ("reattribute", "Ilva Brandt", "heard it said")
    assert "Ilva Brandt" in named.locator("article.text").inner_text() or "Ilva Brandt" in chosen.inner_text()


def test_keys_are_told_and_leave_fields_alone(view: Any, places: dict[str, str]) -> None:
    view.goto(places["report"])
    view.keyboard.press("?")
    assert view.get_by_role("dialog", name="Keys").is_visible()
    view.keyboard.press("Escape")
    view.get_by_label("A note on this report").click()
    view.keyboard.type("jar")
    assert view.get_by_label("A note on this report").input_value() == "jar"
    assert not view.locator("[data-chosen-finding]").is_visible()


def test_the_claims_that_a_report_carries_stand_beside_it(view: Any, places: dict[str, str]) -> None:
    view.goto(places["report"])
    view.locator(".claimlist a").first.click()
    assert "Where it ends" in view.locator("main").inner_text()


def test_the_first_decision_asks_who_decides(view: Any, library: Library, places: dict[str, str]) -> None:
    view.goto(places["report"])
    view.keyboard.press("j")
    with view.expect_navigation():
        view.keyboard.press("a")
    view.wrongs.clear()  # the browser notes that the answer was a question (428)
    view.get_by_label("Your name").last.fill("Orla Venn")
    with view.expect_navigation():
        view.get_by_role("button", name="Go on").click()
    assert library.decisions()[0].who == "Orla Venn"


def test_a_party_is_picked_out(view: Any, places: dict[str, str]) -> None:
    view.goto(places["report"])
    before = view.locator(".entry:visible").count()
    view.locator(".words label.word").nth(1).click()
    assert 0 < view.locator(".entry:visible").count() < before


# --- adding


def test_files_are_chosen_and_their_progress_told(view: Any, library: Library, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("The lamp was lit, the keeper said.", encoding="utf-8")
    (tmp_path / "two.txt").write_text("The lamp was out, the harbour master said.", encoding="utf-8")
    view.goto("/")
    view.get_by_role("link", name="Add reports").click()
    view.get_by_label("Choose files").set_input_files([tmp_path / "one.txt", tmp_path / "two.txt"])
    assert "2 files chosen: one.txt, two.txt" in view.locator("[data-chosen]").inner_text()
    view.get_by_role("button", name="Add the files").click()
    view.get_by_role("heading", name="Added").wait_for(timeout=30_000)
    assert "2 reports added" in view.get_by_role("status").inner_text()
    assert library.counts()["reports"] == 22


def test_a_file_is_dropped(view: Any, library: Library) -> None:
    view.goto("/add")
    view.evaluate(
        """() => {
          const data = new DataTransfer();
          data.items.add(new File(["It rained all day, she said."], "rain.txt", { type: "text/plain" }));
          document.dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
        }"""
    )
    assert "rain.txt" in view.locator("[data-chosen]").inner_text()
    view.get_by_role("button", name="Add the files").click()
    view.get_by_role("heading", name="Added").wait_for(timeout=30_000)
    assert library.counts()["reports"] == 21


def test_a_text_is_pasted(view: Any, library: Library) -> None:
    view.goto("/add")
    view.get_by_label("The text, or the page’s HTML").fill("It rained all day, she said.")
    view.get_by_label("Outlet").last.fill("The Skerry Post")
    view.get_by_role("button", name="Add the text").click()
    view.get_by_role("heading", name="Added").wait_for(timeout=30_000)
    view.get_by_role("link", name="pasted text").click()
    assert "The Skerry Post" in view.locator("main").inner_text()


# --- claims, sources, dossiers


def test_a_source_is_left_out_and_the_numbers_change(named: Any, library: Library, places: dict[str, str]) -> None:
    named.goto(places["claim"].split("?")[0])
    cells = named.locator(".compare tbody tr").nth(1).locator("td")
    assert cells.count() == 1 and cells.first.inner_text() == "1–2"
    with named.expect_navigation():
        named.get_by_role("checkbox", name=re.compile("person familiar")).check()
    assert [cells.nth(n).inner_text() for n in range(2)] == ["1–2", "1"]
    assert library.decisions() == ()
    with named.expect_navigation():
        named.get_by_role("button", name=re.compile("^Strike person familiar")).click()
    assert [d.verb for d in library.decisions()] == ["strike"]
    assert cells.first.inner_text() == "1"


def test_a_statement_is_split_off_and_brought_back(named: Any, library: Library, places: dict[str, str]) -> None:
    named.goto(places["claim"].split("?")[0])
    named.get_by_text("taken for this claim").click()
    with named.expect_navigation():
        named.get_by_role("button", name="This is another claim: The Sunday Review").first.click()
    assert "now stands apart" in named.get_by_role("status").inner_text()
    assert "A different claim" in named.locator("#decide").inner_text()
    with named.expect_navigation():
        named.locator("#decide .undo button").first.click()
    assert library.decisions() == ()


def test_claims_are_merged(named: Any, library: Library, places: dict[str, str]) -> None:
    named.goto(places["claim"])
    named.locator("#decide input[type=radio]").first.check()
    named.locator("#decide").get_by_label("Why").last.fill("one cargo")
    with named.expect_navigation():
        named.get_by_role("button", name="It is the same claim").click()
    assert [d.verb for d in library.decisions()] == ["same claim"]


def test_ties_are_cut_and_added(named: Any, library: Library, places: dict[str, str]) -> None:
    named.goto(places["claim"].split("?")[0])
    named.get_by_text("between its origins").click()
    with named.expect_navigation():
        named.get_by_role("button", name="Cut the tie").first.click()
    with named.expect_navigation():
        named.get_by_role("button", name="Tie them").click()
    assert [d.verb for d in library.decisions()] == ["cut", "tie"]


def test_a_source_is_graded(named: Any, library: Library, places: dict[str, str]) -> None:
    named.goto(places["source"].split("?")[0])
    named.get_by_label("Your judgement").select_option("B")
    with named.expect_navigation():
        named.get_by_role("button", name="Keep the letter").click()
    assert library.sources("Corin Hale").rows[0].letter == "B"
    with named.expect_navigation():
        named.get_by_role("button", name=re.compile("^Undo: Reliability B")).click()
    assert library.sources("Corin Hale").rows[0].letter is None


def test_a_dossier_is_made_of_what_was_ticked_and_prints(named: Any, library: Library) -> None:
    named.goto("/?q=mines")
    for n in range(3):
        named.locator(".row input[type=checkbox]").nth(n).check()
    named.get_by_label("named").fill("Three of them")
    with named.expect_navigation():
        named.get_by_role("button", name="Put there").click()
    assert len(library.dossiers()[0].reports) == 3
    named.emulate_media(media="print")
    assert not named.locator(".bar-top").is_visible()
    assert not named.locator("#edit").is_visible()
    assert named.locator("h1").is_visible()


def test_the_example_is_what_is_served(view: Any) -> None:
    view.goto("/")
    assert len(list((EXAMPLES / "harbour" / "reports").iterdir())) == 19
    assert "20 reports" in view.locator(".lib-head").inner_text()
