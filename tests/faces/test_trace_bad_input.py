"""Dossiers that nobody tidied: each is traced, told in good English, and shown on a page that stays usable."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from sayso.faces.cli_streams import REFUSED
from tests.faces.conftest import Run

BRIDGE = (
    "The bridge at Lun was closed on Friday after an inspector found cracks in two of its piers, the Works Ministry"
    ' said. "We will not open it before the piers are mended," minister Ada Quist told reporters. About 40 lorries'
    " were turned back, according to the harbour office.\n\nResidents of the east bank said they had not been told.\n"
)
SHIPS = (
    "The ferry company Norsund will buy two electric ships for 90 million crowns, director Pia Holt said on Monday."
    " The yard in Orre will build them, she said.\n"
)
FURNITURE = (
    "\n\nSubscribe to our newsletter for the latest stories every morning. By signing up you agree to our terms.\n\n"
    "This material may not be rewritten or redistributed without the written permission of the publisher.\n"
)
ONES = re.compile(
    r"\b1 (?:reports|claims|others|origins|decisions|statements|ties|copies|pairs|changes|carry|assert|say|fit)\b"
    r"|\b(?!1\b)[\d,]+ (?:report|claim|other|origin|decision|statement|tie|copy|pair|change|carries|asserts|fits)\b"
)


class Told:
    """What a run wrote, and its page."""

    def __init__(self, status: int, out: str, err: str, page: str) -> None:
        self.status, self.out, self.err, self.page = status, out, err, page


Tell = Any


@pytest.fixture
def tell(run: Run, tmp_path: Path) -> Tell:
    """Trace reports given as JSON lines or texts; whatever they are, the answer is in good English."""

    def call(*given: dict[str, str] | str, options: tuple[str, ...] = ()) -> Told:
        folder = tmp_path / "given"
        folder.mkdir(exist_ok=True)
        rows = [one for one in given if isinstance(one, dict)]
        if rows:
            (folder / "reports.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
        for number, text in enumerate(one for one in given if isinstance(one, str)):
            (folder / f"{number}.txt").write_text(text)
        page = tmp_path / "page.html"
        status, out, err = run("trace", folder, "--html", page, *options)
        assert not ONES.search(out), out
        # A tag parts what it stands between.
        shown = " ".join(re.sub(r"<[^>]+>", " | ", page.read_text("utf-8").partition("<body>")[2]).split())
        assert not ONES.search(shown), ONES.search(shown)
        return Told(status, out, err.replace(f"sayso: wrote {page}\n", ""), page.read_text("utf-8"))

    return call


def report(number: int, text: str = BRIDGE, **more: str) -> dict[str, str]:
    return {"id": f"n{number}", "outlet": f"Paper {number}", "published": "2026-03-06", "text": text, **more}


def counts(out: str) -> list[tuple[int, int]]:
    """Of each claim's answer: how many reports carry it, and how many of them are copies."""
    found = re.findall(r"Carried by ([\d,]+) reports?(?:, ([\d,]+) of them (?:a copy|copies))?", " ".join(out.split()))
    return [(int(a.replace(",", "")), int(b.replace(",", "") or 0)) for a, b in found]


def test_one_report_is_called_by_its_file(tell: Tell) -> None:
    told = tell(BRIDGE)
    assert (told.status, told.err) == (0, "")
    assert "── 0.txt  no date" in told.out
    assert set(counts(told.out)) == {(1, 0)}
    assert told.out.rstrip().endswith("One report alone has nothing beside it to be held against.")


def test_the_same_report_twice_is_one(tell: Tell) -> None:
    told = tell(BRIDGE, BRIDGE)
    assert set(counts(told.out)) == {(1, 0)}
    assert "1 report read (1 more was the same again);" in told.out


def test_many_copies_take_few_lines(tell: Tell) -> None:
    many = 60
    told = tell(*(report(n, published=f"2026-03-06T10:{n:02}:00Z") for n in range(many)))
    assert counts(told.out)[0] == (many, many - 1)
    assert "and 49 more  6 Mar 2026\n" in told.out
    assert len(told.out.splitlines()) < 150
    assert len(told.page) < 250_000
    assert "59 more reports in the very same words" in told.page


def test_no_dates_at_all_put_nobody_first(tell: Tell) -> None:
    told = tell(*({"id": f"n{n}", "text": BRIDGE + extra} for n, extra in enumerate(("", "It rained, he said.\n"))))
    assert (told.status, told.err) == (0, "")
    assert counts(told.out)[0] == (2, 1)
    assert "no date" in told.out and "no date" in told.page


def test_dates_that_are_still_to_come_are_told(tell: Tell) -> None:
    told = tell(report(1, published="2199-01-01"), report(2, published="2199-12-31T23:59:59+14:00"))
    assert told.err.endswith(
        "reports.jsonl:1 and 1 more bear dates that are still to come; who was first may be wrong\n"
    )
    assert "1 Jan 2199" in told.out
    told = tell(report(1, published="9999-12-31"), report(2, published="soon"), report(3, published="0001-01-01"))
    assert (told.err, "no date" in told.out) == ("", True)


def test_furniture_makes_no_copy(tell: Tell) -> None:
    heron = "A heron nested on the town hall of Brack, the parks office said on Tuesday. It may stay, said the mayor.\n"
    told = tell(*(report(n, text + FURNITURE) for n, text in enumerate((BRIDGE, SHIPS, heron))))
    assert all(copies == 0 for _, copies in counts(told.out))
    assert "Words that reports share" not in told.page


def test_one_page_under_two_addresses(tell: Tell) -> None:
    pages = ("https://lun.example/bridge", "https://lun.example/bridge?from=front")
    told = tell(*(report(1, url=url, id=url) for url in pages))
    assert counts(told.out)[0][0] in (1, 2), "one page, or a report and its copy"
    assert sum(counts(told.out)[0]) != 2 or counts(told.out)[0] == (1, 0)


def test_an_update_is_a_copy(tell: Tell) -> None:
    url = "https://lun.example/bridge"
    told = tell(
        report(1, url=url, published="2026-03-06T10:00:00Z"),
        report(1, BRIDGE.replace("40", "60") + "A ferry will run, she said.\n", url=url, published="2026-03-06T15:00Z"),
    )
    assert "Paper 1 (1)" in told.out and "Paper 1 (2)" in told.out
    assert counts(told.out)[0] == (2, 1)


def test_a_long_live_blog(tell: Tell) -> None:
    """A tenth of the length that was tried by hand, for the time that it takes."""
    people = ("Ada Quist", "Bo Lind", "Cara Venn", "Dov Marsh", "Ella Rook")
    things = ("bridge", "ferry", "night train", "toll office", "coast road", "harbour crane", "east pier")
    said = (
        f"{people[n % 5]} said that the {things[n % 7]} had {n + 2} faults, and that {n + 11} people asked about it."
        for n in range(110)
    )
    told = tell("Live: the bridge at Lun\n\n" + "\n\n".join(said), report(2))
    assert told.status == 0
    assert len(told.out.splitlines()) < 300
    assert "more claims" in told.out


def test_two_stories_stay_apart(tell: Tell) -> None:
    told = tell(
        report(1), report(2, BRIDGE.replace("Residents", "People")), report(3, SHIPS), report(4, SHIPS + "Yes.\n")
    )
    assert {pair for pair in counts(told.out)} == {(2, 1)}


def test_half_of_it_refused(tell: Tell, tmp_path: Path) -> None:
    folder = tmp_path / "given"
    folder.mkdir()
    (folder / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    (folder / "b.jsonl").write_text('{"id": 1, \n')
    told = tell(BRIDGE, "")
    assert told.status == REFUSED
    assert "1 report read, 3 refused;" in told.out
    assert len(told.err.splitlines()) == 3
    assert "1 report, " in told.page and "3 reports could not be read" in told.page
    assert "a.png" in told.page


def test_nothing_can_be_read(tell: Tell, run: Run, tmp_path: Path) -> None:
    told = tell("", "\n\n")
    assert (told.status, told.out) == (REFUSED, "Nothing to trace: 0 reports read, 2 refused.\n")
    assert "There is nothing to trace" in told.page
    (tmp_path / "empty").mkdir()
    status, out, err = run("trace", tmp_path / "empty")
    assert (status, out) == (REFUSED, "Nothing to trace: 0 reports read, 1 refused.\n")
    assert err == f"sayso: refused {tmp_path / 'empty'}: The folder holds no files.\n"


def test_decisions_are_counted(tell: Tell, tmp_path: Path) -> None:
    file = tmp_path / "decisions.jsonl"
    file.write_text('{"verb": "cut", "of": ["t0"], "who": "Kim", "why": "<b>met</b>"}\n{"verb": "cut", "of": ["t1"]}\n')
    told = tell(report(1), options=("--decisions", str(file)))
    lines = told.out[told.out.index("2 decisions") :].splitlines()
    assert lines[0] == "2 decisions fit nothing any more:"
    assert lines[1].startswith("  cut t0 (Kim): <b>met</b>. ") and lines[2].startswith("  cut t1. ")
    assert "cut t0 (Kim): &lt;b&gt;met&lt;/b&gt;" in told.page
    assert "Decided by analysts:" in told.page
