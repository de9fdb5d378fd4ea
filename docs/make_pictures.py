"""Makes README's pictures from examples/cable.txt: the terminal (SVG) and the page (PNG, light and dark).

Run from the repository's root, with Sayso installed: ``python docs/make_pictures.py``. The page's
pictures need Playwright and Chromium (``CHROMIUM`` names another executable).
"""

from __future__ import annotations

import io
import os
import shutil
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme

import sayso
from sayso.faces.page import page
from sayso.faces.terminal import show_reading

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
COLUMNS = 100

THEME = TerminalTheme(
    (21, 23, 27),
    (233, 231, 226),
    [
        (21, 23, 27),
        (225, 29, 72),
        (101, 163, 13),
        (217, 119, 6),
        (59, 130, 246),
        (192, 38, 211),
        (13, 148, 136),
        (233, 231, 226),
    ],
)


def terminal(reading: sayso.Reading) -> str:
    """Return what the terminal shows, as SVG."""
    console = Console(
        record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor", highlight=False
    )
    show_reading(console, reading)
    return console.export_svg(title="sayso read examples/cable.txt", theme=THEME)


def main() -> None:
    """Write every picture."""
    os.chdir(ROOT)
    PICTURES.mkdir(exist_ok=True)
    reading = sayso.read("examples/cable.txt")
    (PICTURES / "terminal.svg").write_text(terminal(reading), encoding="utf-8")
    with sync_playwright() as playwright:
        chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        for scheme in ("light", "dark"):
            view = browser.new_page(viewport={"width": 1280, "height": 960}, color_scheme=scheme)  # type: ignore[arg-type]
            view.set_content(page([reading], version=sayso.__version__))
            marks = view.locator(".content")
            if marks.count() > 2:
                marks.nth(2).hover()
            view.screenshot(path=PICTURES / f"page-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    main()
