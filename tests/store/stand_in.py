"""A pipeline that reads in no time, and a program that adds with it: what the tests kill and run side by side."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from sayso.model.attribution import Attribution
from sayso.model.identity import finding_id
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.source import Source
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.pipeline_library import add
from sayso.stages.admit import admit_originals
from sayso.store import Library


class Pipeline:
    """Finds in a text that begins "NAME said CONTENT." just that."""

    def __init__(self, version: str = "1") -> None:
        self.version = version

    def read(self, report: Report) -> Reading:
        models = {"stand-in": self.version}
        end = report.text.find(" said ")
        if report.refused is not None or end < 0:
            return Reading(report, models=models)
        who, cue, what = (Span(0, end),), (Span(end + 1, end + 5),), (Span(end + 6, len(report.text.rstrip())),)
        found = Attribution(finding_id("a", (who, cue, what)), who, cue, what, source_id=finding_id("s", (who,)))
        return Reading(
            report,
            attributions=(found,),
            sources=(Source(finding_id("s", (who,)), who[0].of(report.text), "person", mentions=who),),
            statements=(Statement(finding_id("t", (what,)), "attributed", what, found.id),),
            models=models,
        )

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        return map(self.read, reports)


def write_reports(path: Path, count: int, *, story: str = "Tarn") -> None:
    """Write reports as JSON lines; all different, with much that is shared."""
    with path.open("w") as out:
        for number in range(count):
            text = f"Pilot {number % 17} of {story} said boat {number} lay at quay {number % 23}." + " Rain fell." * 90
            record = {
                "id": f"{story}-{number}",
                "text": text,
                "outlet": f"Courier {number % 5}",
                "published": f"2031-05-{number % 28 + 1:02}",
            }
            out.write(json.dumps(record) + "\n")


def main(library: str, *paths: str) -> None:
    """Add what the paths hold, and say when it begins, and whenever a report is in."""
    with Library.open(library, create=True) as opened:
        print("opened", flush=True)
        for _, taken in add(opened, admit_originals(paths), Pipeline):
            print(taken.became, flush=True)
    print("done", flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
