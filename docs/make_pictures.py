"""Makes the docs' pictures from the examples, and what README and the docs show that `sayso` prints.

The terminal is an SVG; the pages, of a report and of a trace, are PNGs, light and dark. Whatever
changes what is found changes these: run it again then, and `pytest tests/test_docs.py` afterwards.

Run from the repository's root, with Sayso installed: ``python docs/make_pictures.py``; with
``--words``, only the console blocks are written, which takes seconds. The pages' pictures need
Playwright and Chromium (``CHROMIUM`` names another executable).
"""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

import sayso
from sayso.faces.page import page
from sayso.faces.terminal import show_reading
from sayso.faces.trace_page import trace_page

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
COLUMNS = 100

# The pages whose console blocks hold what is printed today; tests/test_docs.py compares all of them.
SHOWN = ("README.md", "docs/trace.md")

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


def with_output(text: str) -> str:
    """Return a page with the output of each command that its console blocks show."""

    def session(block: re.Match[str]) -> str:
        lines = []
        for command in re.findall(r"^\$ (.+)$", block[1], re.MULTILINE):
            path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
            environment = os.environ | {"PATH": path, "COLUMNS": "100", "NO_COLOR": "1", "PYTHONUTF8": "1"}
            ran = subprocess.run(command, shell=True, env=environment, capture_output=True, text=True, check=True)
            lines += [f"$ {command}", *(line.rstrip() for line in ran.stdout.strip("\n").splitlines())]
        return "```console\n" + "\n".join(lines) + "\n```"

    return re.sub(r"^```console\n(.*?)^```", session, text, flags=re.MULTILINE | re.DOTALL)


def words() -> None:
    """Write the console blocks anew."""
    for name in SHOWN:
        path = ROOT / name
        path.write_text(with_output(path.read_text(encoding="utf-8")), encoding="utf-8")


def pages() -> None:
    """Write the pictures of the pages: a report's, and a trace's first claim."""
    from playwright.sync_api import sync_playwright

    reading = sayso.read("examples/cable.txt")
    dossier = list(sayso.read_all(["examples/harbour/reports"]))
    story = trace_page(sayso.trace(dossier), dossier, version=sayso.__version__)
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
            view.close()
            # A page's policy outlives what is put in its place: each page has a tab of its own.
            view = browser.new_page(viewport={"width": 1180, "height": 900}, color_scheme=scheme)  # type: ignore[arg-type]
            view.set_content(story)
            claim, caption = view.locator("#c1").bounding_box(), view.locator("#c1 figcaption").bounding_box()
            if claim and caption:
                height = caption["y"] + caption["height"] - claim["y"] + 24
                clip = {"x": 0.0, "y": claim["y"], "width": 1180.0, "height": height}
                view.screenshot(path=PICTURES / f"trace-{scheme}.png", clip=clip, full_page=True)  # type: ignore[arg-type]
            view.close()
        browser.close()


def main() -> None:
    """Write every picture, and the console blocks; with ``--words``, these alone."""
    os.chdir(ROOT)
    words()
    if "--words" in sys.argv[1:]:
        return
    PICTURES.mkdir(exist_ok=True)
    (PICTURES / "terminal.svg").write_text(terminal(sayso.read("examples/cable.txt")), encoding="utf-8")
    pages()


if __name__ == "__main__":
    main()
