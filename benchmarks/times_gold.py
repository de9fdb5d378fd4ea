"""Score times against TimeBank: span and value of every TIMEX3 DATE, beside libraries from PyPI.

usage: python -m benchmarks.times_gold [TIMEBANK.jsonl.gz] [--peers]

Counted are the reports whose publication date is a plain date, and of those the annotated times of
type DATE. A prediction with a time of day ("T" in its value) is of type TIME and left out, as the
annotated ones are.

- *strict*: a prediction is right where an annotated time has the same first and last character and
  the same value, letter for letter.
- *overlap*: it is right where an annotated time shares a character with it and has the same value;
  each annotated time is given to one prediction at most, in reading order.

Half of the reports (the SHA-256 of the id is even) were looked at while the rules were made; the
other half is held out. The peers find whole days where reports name months, quarters or years, so
their value counts as right where the day lies within the annotated time: kinder than what Sayso gets.
"""

from __future__ import annotations

import argparse
import hashlib
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from benchmarks.corpora import lines
from sayso.model.parse import Parse
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.stages.ground import ground

DEFAULT = Path(__file__).resolve().parent.parent.parent / "shared" / "data" / "timebank.jsonl.gz"
_PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME_OF_DAY = re.compile(r"[\dX]T")


@dataclass(frozen=True, slots=True)
class Dated:
    """A time in a text: its character range and its value (TIMEX3, or a day where a peer gives one)."""

    start: int
    end: int
    value: str | date

    def overlaps(self, other: Dated) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end


Finder = Callable[[str, str], list[Dated]]


@dataclass(frozen=True, slots=True)
class Tally:
    """How many times were annotated, predicted and right; and the words read and seconds it took."""

    gold: int
    predicted: int
    strict: int
    overlap: int
    words: int
    seconds: float

    def rate(self, right: int) -> tuple[float, float, float]:
        """Return precision, recall and F1 in per cent."""
        precision = 100 * right / self.predicted if self.predicted else 0.0
        recall = 100 * right / self.gold if self.gold else 0.0
        return precision, recall, 200 * right / (self.predicted + self.gold) if self.predicted + self.gold else 0.0


def same(found: str | date, gold: str) -> bool:
    """Say whether a value is the annotated one; a day is, where it lies within it."""
    if isinstance(found, str):
        return found == gold
    year, week, _ = found.isocalendar()
    within = {
        found.isoformat(),
        f"{found:%Y-%m}",
        f"{found:%Y}",
        f"{found:%Y}"[:3],
        f"{found:%Y}"[:2] + "XX",
        f"{found.year}-Q{(found.month + 2) // 3}",
        f"{found.year}-H{(found.month + 5) // 6}",
        f"{year}-W{week:02}",
        f"{year}-WXX",
    }
    return gold in within


def tally(reports: Iterable[dict[str, Any]], find: Finder) -> Tally:
    """Read the reports with a finder and count what is right."""
    counts = dict.fromkeys(("gold", "predicted", "strict", "overlap", "words"), 0)
    seconds = 0.0
    for report in reports:
        gold = [Dated(one["span"][0], one["span"][1], one["value"]) for one in report["times"] if one["type"] == "DATE"]
        began = time.process_time()
        predicted = find(report["text"], report["published"])
        seconds += time.process_time() - began
        counts["gold"] += len(gold)
        counts["predicted"] += len(predicted)
        counts["words"] += len(report["text"].split())
        for name, fits in (("strict", _same_span), ("overlap", Dated.overlaps)):
            free = list(gold)
            for one in predicted:
                hit = next((g for g in free if fits(one, g) and same(one.value, str(g.value))), None)
                if hit is not None:
                    free.remove(hit)
                    counts[name] += 1
    return Tally(seconds=seconds, **counts)


def _same_span(one: Dated, other: Dated) -> bool:
    return (one.start, one.end) == (other.start, other.end)


def halves(reports: Sequence[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    """Part the reports with a plain publication date into the tuned-on half and the one held out."""
    plain = [report for report in reports if _PLAIN_DATE.fullmatch(str(report["published"]))]
    tuned = [report for report in plain if _even(report["id"])]
    return {"tuned on": tuned, "held out": [report for report in plain if not _even(report["id"])], "both": plain}


def _even(name: str) -> bool:
    """Say whether the SHA-256 of a report's id is even."""
    return hashlib.sha256(name.encode()).digest()[-1] % 2 == 0


def sayso_times(text: str, published: str) -> list[Dated]:
    """Find times with the stage itself."""
    read = ground(Reading(Report("r", text, published=published)), Parse((), (), (), ()))
    return [Dated(*t.span, t.value) for t in read.times if not _TIME_OF_DAY.search(t.value)]


def dateparser_times(text: str, published: str) -> list[Dated]:
    """Find times with dateparser.search, a paragraph at a time."""
    from dateparser.search import search_dates

    settings = {"RELATIVE_BASE": datetime.fromisoformat(published), "PREFER_DATES_FROM": "past"}
    found: list[Dated] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        at = paragraph.start()
        for words, moment in search_dates(paragraph.group(), languages=["en"], settings=settings) or ():
            start = text.find(words, at, paragraph.end())
            if start >= 0:
                found.append(Dated(start, start + len(words), moment.date()))
                at = start + len(words)
    return found


def parsedatetime_times(text: str, published: str) -> list[Dated]:
    """Find times with parsedatetime, a paragraph at a time."""
    from parsedatetime import Calendar

    calendar, base = Calendar(), datetime.fromisoformat(published)
    found: list[Dated] = []
    for paragraph in re.finditer(r"[^\n]+", text):
        for moment, kind, start, end, _ in calendar.nlp(paragraph.group(), sourceTime=base) or ():
            if kind != 2:  # 2 is a time of day alone
                found.append(Dated(paragraph.start() + start, paragraph.start() + end, moment.date()))
    return found


PEERS: dict[str, Finder] = {
    "dateparser.search": dateparser_times,
    "parsedatetime": parsedatetime_times,
}


def table(reports: Sequence[dict[str, Any]], finders: dict[str, Finder]) -> str:
    """Return the figures as a table in Markdown, one row a finder and half."""
    rows = [
        "| finder | reports | gold | strict F1 (P / R) | overlap F1 (P / R) | words/s |",
        "|---|---|---|---|---|---|",
    ]
    for name, find in finders.items():
        for half, part in halves(reports).items():
            got = tally(part, find)
            strict, overlap = got.rate(got.strict), got.rate(got.overlap)
            rows.append(
                f"| {name} | {half}, {len(part)} | {got.gold} "
                f"| {strict[2]:.1f} ({strict[0]:.1f} / {strict[1]:.1f}) "
                f"| {overlap[2]:.1f} ({overlap[0]:.1f} / {overlap[1]:.1f}) "
                f"| {got.words / max(got.seconds, 1e-9):,.0f} |"
            )
    return "\n".join(rows)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("path", type=Path, nargs="?", default=DEFAULT)
    parser.add_argument("--peers", action="store_true", help="beside dateparser and parsedatetime")
    asked = parser.parse_args()
    print(table(list(lines(asked.path)), {"Sayso": sayso_times, **(PEERS if asked.peers else {})}))


if __name__ == "__main__":
    main()
