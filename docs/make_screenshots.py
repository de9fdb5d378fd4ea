"""Makes the pictures of the workbench from a real run over examples/harbour: one of each kind of page.

The example is added to a library, served on this machine, and looked at with Playwright and Chromium
(``CHROMIUM`` names another executable). Whatever changes what is found, or how a page looks, changes
these: run it again then.

Run from the repository's root, with Sayso installed: ``python docs/make_screenshots.py``. With
``--all FOLDER`` every page is written there in light, dark, narrow and whole, to be looked at.
"""

from __future__ import annotations

import argparse
import os
import shutil
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import uvicorn
from playwright.sync_api import sync_playwright

from sayso.faces.web.app import make_app
from sayso.model.decision import Decision, anchor_attribution, anchor_source
from sayso.pipeline import Pipeline
from sayso.stages.admit import admit_paths
from sayso.store import Library

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
REPORTS = ROOT / "examples" / "harbour" / "reports"


def fill(library: Any) -> dict[str, str]:
    """Add the example and decide a little; return the address of each kind of page."""
    pipeline = Pipeline()
    ids: dict[str, str] = {}
    for path in sorted(REPORTS.iterdir()):
        for reading in pipeline.read_many(admit_paths([path])):
            library.put(reading, path.read_bytes(), received="2026-04-20T08:00:00Z")
            ids[path.stem] = reading.report.id
    gazette = library.reading(ids["11-harbour-gazette"])
    found = gazette.attributions
    hale = next(s for s in gazette.sources if s.name == "Corin Hale")
    for decision in (
        Decision("accept", why="Read against the statement.", anchors=(anchor_attribution(gazette, found[0]),)),
        Decision("reliability", why="Gave a wrong date in May.", letter="C", anchors=(anchor_source(gazette, hale),)),
    ):
        library.decide(
            Decision(
                decision.verb,
                who="Mara Lind",
                when="2026-04-20T09:12:00Z",
                why=decision.why,
                letter=decision.letter,
                anchors=decision.anchors,
            )
        )
    dossier = library.save_dossier(
        "Mines at Port Sorrel", list(ids.values()), note="Who says so, and on whose word?", who="Mara Lind"
    )
    claim = library.claims(limit=1, offset=0).rows[0].id
    service = next(s.id for s in library.claim(claim).sources if "Intelligence Service" in s.name)
    wire, post = ids["02-tidewire"], ids["04-straits-post"]
    return {
        "library": "/?q=mines",
        "report": f"/reports/{gazette.report.id}#f-{found[0].id}",
        "claim": f"/claims/{claim}",
        "struck": f"/claims/{claim}?strike={service}#strike",
        "beside": f"/claims/{claim}?a={wire}&b={post}#beside",
        "decide": f"/claims/{claim}?like=unloaded#decide",
        "claims": "/claims",
        "sources": "/sources",
        "source": "/sources/person%3Acorin%20hale?without=1",
        "dossier": f"/dossiers/{dossier.id}",
        "decisions": "/decisions",
        "add": "/add",
    }


@contextmanager
def served(library: Any) -> Iterator[str]:
    """Serve a library on a free port, and yield its address."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        server = uvicorn.Server(uvicorn.Config(make_app(library), log_level="error", ws="none"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.01)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join()


def main() -> None:
    """Write the README's pictures, or every page in every form."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--all", type=Path, metavar="FOLDER", help="every page, in every form, into this folder")
    folder = parser.parse_args().all
    with tempfile.TemporaryDirectory() as made, Library.open(Path(made) / "library", create=True) as library:
        pages = fill(library)
        with served(library) as address, sync_playwright() as playwright:
            chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for name, path in pages.items():
                if folder is None:
                    if name in ("library", "report", "claim"):
                        shoot(browser, address + path, PICTURES / f"workbench-{name}.png")
                    continue
                folder.mkdir(parents=True, exist_ok=True)
                for form in ("light", "dark", "phone", "print"):
                    shoot(browser, address + path, folder / f"{name}-{form}.png", form)
            browser.close()


def shoot(browser: Any, address: str, to: Path, form: str = "light") -> None:
    """Take one picture."""
    size = {"width": 390, "height": 844} if form == "phone" else {"width": 1280, "height": 900}
    view = browser.new_page(viewport=size, color_scheme="dark" if form == "dark" else "light", reduced_motion="reduce")
    if form == "print":
        view.emulate_media(media="print")
    view.goto(address)
    view.wait_for_load_state("networkidle")
    view.screenshot(path=to, full_page=form in ("phone", "print"))
    view.close()


if __name__ == "__main__":
    main()
