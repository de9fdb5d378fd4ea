"""Matching in the library: one by one, in batches and all at once give the same trace, also after changes."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model.decision import Decision, anchor_attribution, anchor_source
from sayso.model.reading import Reading
from sayso.model.trace import Trace
from sayso.pipeline import Pipeline, trace
from sayso.stages.admit import admit_paths
from sayso.store import Library
from tests.conftest import ROOT
from tests.stories.dossiers import HARBOUR, STORIES


class Toy:
    """A sentence encoder that counts words: alike sentences have vectors alike, and no model is loaded."""

    name = "toy/1"

    def __call__(self, texts: Sequence[str]) -> list[bytes]:
        return [self._one(text) for text in texts]

    def _one(self, text: str) -> bytes:
        counts = [0] * 64
        for word in text.casefold().split():
            counts[hashlib.sha256(word.encode()).digest()[0] % 64] += 1
        most = max(counts) or 1
        return bytes(round(127 * count / most) for count in counts)


@pytest.fixture(scope="module")
def readings() -> list[Reading]:
    folders = [HARBOUR, *sorted(path.parent for path in STORIES.glob("*/truth.json"))]
    paths = [f / "reports.jsonl" if (f / "reports.jsonl").is_file() else f / "reports" for f in folders]
    return list(Pipeline().read_many(admit_paths(paths)))


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library.open(tmp_path / "library", create=True, embedder=Toy())


def whole(readings: Sequence[Reading]) -> Trace:
    return trace(readings, vectors=Toy())


def same(one: Trace, other: Trace) -> bool:
    for name in ("reports", "sources", "passages", "claims", "decisions", "orphans"):
        assert getattr(one, name) == getattr(other, name), name
    return one == other


def test_one_by_one_is_all_at_once(library: Library, readings: list[Reading]) -> None:
    for reading in readings:
        library.put(reading)
        library.match()
    assert same(library.trace(), whole(readings))


def test_two_batches_are_all_at_once(library: Library, readings: list[Reading]) -> None:
    half = len(readings) // 2
    library.put_many([(reading, None) for reading in readings[:half]])
    library.match()
    library.put_many([(reading, None) for reading in readings[half:]])
    assert same(library.trace(), whole(readings))


def test_a_removal_leaves_what_the_others_make(library: Library, readings: list[Reading]) -> None:
    library.put_many([(reading, None) for reading in readings])
    library.match()
    gone = readings[2]
    library.remove(gone.report.id, who="Vera", why="asked to")
    assert same(library.trace(), whole([reading for reading in readings if reading is not gone]))


def test_a_claim_is_what_it_is_in_the_whole(library: Library, readings: list[Reading]) -> None:
    everything = whole(readings)
    for number, reading in enumerate(readings):
        library.put(reading)
        if number == len(readings) // 2:
            # so that there is something to become stale
            for row in library.claims(limit=50).rows:
                assert library.claim(row.id) is not None
    for claim in everything.claims:
        found = library.claim(claim.id)
        assert found is not None
        assert found.claims == (claim,)
        again = library.claim(claim.id)
        assert again == found
        last = claim.statements[-1]
        assert library.claim_of(last.report, last.statement) == claim.id


def test_some_reports_are_a_dossier(library: Library, readings: list[Reading]) -> None:
    library.put_many([(reading, None) for reading in readings])
    some = readings[3:9]
    assert same(library.trace([reading.report.id for reading in some]), whole(some))


def test_decisions_are_heeded_and_taken_back(library: Library, readings: list[Reading]) -> None:
    library.put_many([(reading, None) for reading in readings])
    before = whole(readings)
    claim = max(before.claims, key=lambda one: len(one.statements))
    assert library.claim(claim.id) is not None
    one = next(r for r in readings if r.report.id == claim.statements[0].report)
    misread = one.attributions[0]
    log = [
        library.decide(Decision("strike", anchors=(anchor_source(one, one.sources[0]),), who="A", why="retracted")),
        library.decide(Decision("reject", anchors=(anchor_attribution(one, misread),), who="A", why="misread")),
    ]
    after = trace(readings, log, vectors=Toy())
    assert after.claims != before.claims or after.struck
    assert same(library.trace(), after)
    for made in after.claims:
        found = library.claim(made.id)
        assert found is not None and found.claims == (made,)
    log += [library.withdraw(decision.id, who="B", why="it was right") for decision in log]
    assert library.trace().claims == before.claims
    found = library.claim(claim.id)
    assert found is not None and found.claims == (claim,)


def test_lists_are_in_pages_and_can_be_narrowed(library: Library, readings: list[Reading]) -> None:
    library.put_many([(reading, None) for reading in readings])
    page = library.claims(limit=5)
    assert len(page.rows) <= 5 < page.total
    assert [row.reports for row in page.rows] == sorted((row.reports for row in page.rows), reverse=True)
    first = page.rows[0]
    assert first.least <= first.most
    carrying = library.claim(first.id)
    assert carrying is not None
    some = carrying.claims[0].statements[0].report
    assert first.id in {row.id for row in library.claims(report=some, limit=100).rows}
    word = max(first.text.split(), key=len).strip(".,’'\"“”")
    assert first.id in {row.id for row in library.claims(words=word, limit=100).rows}
    assert library.claim("c000000000000") is None and library.claim("nonsense") is None


def test_a_reading_that_is_replaced_is_matched_anew(library: Library, readings: list[Reading]) -> None:
    few = readings[:6]
    for reading in few:
        library.put(reading)
    assert same(library.trace(), whole(few))
    poorer = replace(few[0], statements=few[0].statements[:2])
    library.replace(poorer)
    assert same(library.trace(), whole([poorer, *few[1:]]))
    assert list(library.verify()) == []


def test_nothing_of_a_removed_report_is_left_in_what_was_matched(library: Library, readings: list[Reading]) -> None:
    few = readings[:6]
    for reading in few:
        library.put(reading)
    library.trace()
    gone = library.reading(few[2].report.id)
    assert gone is not None
    words = {word for word in re.findall(r"[a-z]{7,}", gone.text.lower())}
    for other in (*few[:2], *few[3:]):
        words -= set(re.findall(r"[a-z]{7,}", " ".join((other.text, str(other))).lower()))
    assert words
    library.remove(gone.report.id, who="A", why="")
    left = b"".join(path.read_bytes() for path in library.folder.rglob("*") if path.is_file()).lower()
    assert {word for word in words if word.encode() in left} == set()
    assert list(library.verify()) == []
    assert same(library.trace(), whole([*few[:2], *few[3:]]))


def test_what_was_matched_is_verified(library: Library, readings: list[Reading]) -> None:
    for reading in readings[:3]:
        library.put(reading)
    library.match()
    assert list(library.verify()) == []
    with library._database.writing() as connection:
        connection.execute("UPDATE matched SET rest = 'x' WHERE report = 2")
    assert [fault.what for fault in library.verify()] == ["matching"]


def test_another_process_finds_what_was_matched_as_it_was(library: Library, readings: list[Reading]) -> None:
    for reading in readings[:4]:
        library.put(reading)
    library.match()
    library.close()
    # sets come in another order there
    for seed in ("1", "2"):
        code = "import sys; from sayso.store import Library; print(list(Library.open(sys.argv[1]).verify()))"
        ran = subprocess.run(
            [sys.executable, "-c", code, str(library.folder)],
            env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
        )
        assert (ran.stdout, ran.stderr) == ("[]\n", "")


def test_removing_one_after_another_leaves_what_the_others_make(library: Library, readings: list[Reading]) -> None:
    library.put_many([(reading, None) for reading in readings])
    library.match()
    left = list(readings)
    for number in (0, 4, 9, 12):
        gone = left.pop(number)
        library.remove(gone.report.id, who="Vera", why="asked to")
    assert same(library.trace(), whole(left))
    for claim in whole(left).claims:
        found = library.claim(claim.id)
        assert found is not None and found.claims == (claim,)


def test_a_finding_rejected_changes_what_hangs_together_with_it(library: Library, readings: list[Reading]) -> None:
    library.put_many([(reading, None) for reading in readings])
    library.match()
    log = []
    for reading in readings[::4]:
        for misread in reading.attributions[:2]:
            anchor = anchor_attribution(reading, misread)
            log.append(library.decide(Decision("reject", anchors=(anchor,), who="A", why="misread")))
    decided = trace(readings, log, vectors=Toy())
    assert same(library.trace(), decided)
    for claim in decided.claims:
        found = library.claim(claim.id)
        assert found is not None and found.claims == (claim,)
