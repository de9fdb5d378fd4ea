"""Several processes and threads with one library: nobody is told that it is locked."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

from sayso.model.decision import Decision, anchor_report
from sayso.store import Facets, Library
from tests.store.readings import reading
from tests.store.stand_in import write_reports
from tests.store.test_killed import adder, broken


def test_two_processes_add_while_a_third_reads_and_decides(tmp_path: Path) -> None:
    library = tmp_path / "library"
    for story in ("Tarn", "Velm"):
        write_reports(tmp_path / f"{story}.jsonl", 150, story=story)
    # The second story's adder also has the first story's reports: both meet in the middle.
    both = tmp_path / "both.jsonl"
    both.write_bytes((tmp_path / "Velm.jsonl").read_bytes() + (tmp_path / "Tarn.jsonl").read_bytes())
    running = [adder(library, tmp_path / "Tarn.jsonl"), adder(library, both)]
    for one in running:
        assert one.stdout is not None
        assert one.stdout.readline() == "opened\n"
    noted = 0
    with Library.open(library) as opened:
        while any(one.poll() is None for one in running):
            found = opened.search("quay", Facets(outlet="Courier 1"))
            assert len(found.rows) == min(found.total, 20)
            opened.sources("pilot")
            for row in found.rows[:1]:
                whole = opened.reading(row.head.id)
                assert whole is not None
                note = Decision("note", anchors=(anchor_report(whole.report),), who=f"A{noted}", why="seen")
                opened.decide(note)
                noted += 1
        errors = [one.communicate()[1] for one in running]
        assert [(one.returncode, error) for one, error in zip(running, errors, strict=True)] == [(0, ""), (0, "")]
        assert opened.counts()["reports"] == 300
        assert len(opened.decisions()) == noted
    assert broken(library) == []


def test_threads_share_one_library(tmp_path: Path) -> None:
    with Library.open(tmp_path / "library", create=True) as library:
        failed: list[BaseException] = []

        def watched(work: Callable[[], None]) -> Callable[[], None]:
            def run() -> None:
                try:
                    work()
                except BaseException as error:
                    failed.append(error)

            return run

        def write(first: int) -> Callable[[], None]:
            def work() -> None:
                for number in range(first, first + 25):
                    one = reading(f"boat {number} lay at the quay")
                    library.put(one, one.text.encode())

            return work

        def read() -> None:
            for _ in range(40):
                library.search("quay")
                list(library.report_ids())

        threads = [threading.Thread(target=watched(work)) for work in (write(0), write(20), write(100), read, read)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failed == []
        assert library.counts()["reports"] == 70
        assert list(library.verify()) == []
