"""Score times against TimeBank: span and value of every TIMEX3 DATE.

Counted are the reports whose publication date is a plain date, and of those the annotated times of
type DATE. A prediction whose value is a duration or has a time of day is of another type and left
out, as the annotated ones are.

- *strict*: a prediction is right where an annotated time has the same first and last character and
  the same value, letter for letter.
- *overlap*: it is right where an annotated time shares a character with it and has the same value;
  each annotated time is given to one prediction at most, in reading order.

Half of the reports (the SHA-256 of the id is even) were looked at while the rules were made; the
other half is held out. The peers find whole days where reports name months, quarters or years, so
their value counts as right where the day lies within the annotated time: kinder than what Sayso gets.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from benchmarks.scorer import Rate

_PLAIN_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TIME_OF_DAY = re.compile(r"[\dX]T")
_DURATION = re.compile(r"P[T\dX]")


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
    """How many times were annotated, predicted and right."""

    gold: int
    predicted: int
    strict: int
    overlap: int

    def rate(self, right: int) -> Rate:
        """Return precision, recall and F1."""
        return Rate.of(right, self.predicted, self.gold)


def is_date(value: str | date) -> bool:
    """Say whether a value is of TIMEX3's type DATE: no duration, and without a time of day."""
    return not (isinstance(value, str) and (_TIME_OF_DAY.search(value) or _DURATION.match(value)))


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
    counts = dict.fromkeys(("gold", "predicted", "strict", "overlap"), 0)
    for report in reports:
        gold = [Dated(one["span"][0], one["span"][1], one["value"]) for one in report["times"] if one["type"] == "DATE"]
        predicted = [one for one in find(report["text"], report["published"]) if is_date(one.value)]
        counts["gold"] += len(gold)
        counts["predicted"] += len(predicted)
        for name, fits in (("strict", _same_span), ("overlap", Dated.overlaps)):
            free = list(gold)
            for one in predicted:
                hit = next((g for g in free if fits(one, g) and same(one.value, str(g.value))), None)
                if hit is not None:
                    free.remove(hit)
                    counts[name] += 1
    return Tally(**counts)


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


def measure(reports: Sequence[dict[str, Any]], find: Finder) -> dict[str, Any]:
    """Return both figures on the reports tuned on, those held out, and both, for tables."""
    measured: dict[str, Any] = {}
    for half, part in halves(reports).items():
        got = tally(part, find)
        measured[half] = {
            "reports": len(part),
            "annotated": got.gold,
            "strict": asdict(got.rate(got.strict)),
            "overlap": asdict(got.rate(got.overlap)),
        }
    return measured
