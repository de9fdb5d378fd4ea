"""Makes the docs' pictures from examples/cable.txt, and what README shows that `sayso` prints.

The terminal is an SVG, the page a PNG, light and dark. Whatever changes what is found changes these:
run it again then, and `pytest tests/test_docs.py` afterwards.

Run from the repository's root, with Sayso installed: ``python docs/make_pictures.py``. The page's
pictures need Playwright and Chromium (``CHROMIUM`` names another executable).
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
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
    drawn = console.export_svg(title="sayso read examples/cable.txt", theme=THEME)
    # Rich names a font on somebody's server; a picture fetches nothing.
    return re.sub(r"\s*@font-face\s*\{.*?\}", "", drawn, flags=re.DOTALL)


def readme(text: str) -> str:
    """Return README with the output of each command that its console blocks show."""

    def session(block: re.Match[str]) -> str:
        lines = []
        for command in re.findall(r"^\$ (.+)$", block[1], re.MULTILINE):
            path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
            environment = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
            ran = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=True)
            lines += [f"$ {command}", *(line.rstrip() for line in ran.stdout.strip("\n").splitlines())]
        return "```console\n" + "\n".join(lines) + "\n```"

    return re.sub(r"^```console\n(.*?)^```", session, text, flags=re.MULTILINE | re.DOTALL)


def main() -> None:
    """Write every picture, and README's console blocks."""
    os.chdir(ROOT)
    PICTURES.mkdir(exist_ok=True)
    reading = sayso.read("examples/cable.txt")
    (PICTURES / "terminal.svg").write_text(terminal(reading), encoding="utf-8")
    page_of_project = ROOT / "README.md"
    page_of_project.write_text(readme(page_of_project.read_text(encoding="utf-8")), encoding="utf-8")
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
