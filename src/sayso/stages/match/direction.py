"""Which of two reports that share text has it from the other: credit, link, citation, then time."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Final
from urllib.parse import urlsplit

from sayso.languages.en.agencies import AGENCIES
from sayso.model.report import Report
from sayso.model.trace import Direction

_SHORT: Final = {form.casefold(): short for short, forms in AGENCIES.items() for form in forms}
_SHORTEST: Final = 3
"""A name of fewer letters is no citation: it may be a word."""


@dataclass(frozen=True)
class Provenance:
    """What a report tells of where it comes from, made ready for comparison."""

    report: Report

    @cached_property
    def name(self) -> str:
        """What the report is called in a sentence."""
        report = self.report
        return report.outlet or f"“{report.title or report.external_id or report.path or report.id}”"

    @cached_property
    def called(self) -> str:
        """The report, as a sentence calls it."""
        return f"{self.name}'s report" if self.report.outlet else f"the report {self.name}"

    @cached_property
    def outlet(self) -> str | None:
        """The outlet, as it is compared: its name, else its site."""
        if self.report.outlet:
            return re.sub(r"^the ", "", " ".join(self.report.outlet.casefold().split())) or None
        return self.page.split("/")[0] if self.page else None

    @cached_property
    def page(self) -> str | None:
        """The report's address, as it is compared."""
        return page_of(self.report.url) if self.report.url else None

    @cached_property
    def at_home(self) -> bool:
        """Whether its address is its outlet's own, by name."""
        letters = re.sub(r"\W", "", (self.outlet or "").casefold())
        return bool(letters) and letters in re.sub(r"\W", "", (self.page or "").split("/")[0])

    @cached_property
    def linked(self) -> frozenset[str]:
        """The pages that it links to."""
        return frozenset(page for link in self.report.links if (page := page_of(link.url)))

    @cached_property
    def credit(self) -> str | None:
        """The agency that it credits, by its short name."""
        return agency(self.report.credit)

    @cached_property
    def issuer(self) -> str | None:
        """The agency that published it, where its outlet is one."""
        return agency(self.report.outlet)

    @cached_property
    def names(self) -> tuple[re.Pattern[str], ...]:
        """How other reports would name its outlet."""
        outlet = self.report.outlet
        if not outlet:
            return ()
        forms = {outlet, re.sub(r"^[Tt]he ", "", outlet), *AGENCIES.get(self.issuer or "", ())}
        return tuple(
            re.compile(rf"(?<!\w){re.escape(form)}(?!\w)") for form in sorted(forms) if len(form) >= _SHORTEST
        ) + tuple(re.compile(rf"(?<!\w){form}(?!\w)") for form in sorted(forms) if form in ("AP", "PA"))

    @cached_property
    def time(self) -> datetime | None:
        """When it was published; midnight where only the day is known."""
        try:
            return datetime.fromisoformat(self.report.published) if self.report.published else None
        except ValueError:
            return None

    @cached_property
    def to_the_minute(self) -> bool:
        """Whether a time of day is known."""
        return self.time is not None and len(self.report.published or "") > len("2000-01-01")

    def cites(self, other: Provenance) -> bool:
        """Say whether the text names the other one's outlet, debris apart."""
        if self.outlet == other.outlet:
            return False
        text = self.report.text
        for pattern in other.names:
            for found in pattern.finditer(text):
                if not any(
                    block.kind == "debris" and block.span.start <= found.start() < block.span.end
                    for block in self.report.blocks
                ):
                    return True
        return False


def page_of(url: str) -> str | None:
    """Return a page's address without scheme, "www.", campaign marks and a closing stroke."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    host = parts.netloc.casefold().rpartition("@")[2].removeprefix("www.").removeprefix("m.")
    if not host:
        return None
    query = "&".join(
        pair
        for pair in parts.query.split("&")
        if pair and not pair.casefold().startswith(("utm_", "fbclid", "gclid", "ref=", "src="))
    )
    return host + parts.path.rstrip("/").removesuffix("/amp") + (f"?{query}" if query else "")


def agency(name: str | None) -> str | None:
    """Return the short name of the agency that a credit or an outlet names, else the credit itself."""
    if not name:
        return None
    plain = " ".join(name.split()).strip(" .,()")
    return _SHORT.get(plain.casefold())


def earlier(a: Provenance, b: Provenance) -> int:
    """Return -1 where the first is certainly earlier, 1 where the second is, 0 where that is not known."""
    one, two = a.time, b.time
    if one is None or two is None:
        return 0
    if a.to_the_minute and b.to_the_minute and (one.tzinfo is None) == (two.tzinfo is None):
        return (one > two) - (one < two)
    # a bare day, or a time without its zone: another day tells, the hour doesn't
    return (one.date() > two.date()) - (one.date() < two.date())


def same_outlet(a: Provenance, b: Provenance) -> bool:
    """Say whether both are one outlet's."""
    return a.outlet is not None and a.outlet == b.outlet


def direction(a: Provenance, b: Provenance) -> tuple[Direction, str]:
    """Return which way shared text went, and a sentence that says why."""
    if a.page is not None and a.page == b.page:
        if same_outlet(a, b) or None in (a.report.outlet, b.report.outlet):
            return _by_time(a, b, "Both are versions of one page: an update is not a second source.")
        if a.at_home != b.at_home:
            owner, other = (a, b) if a.at_home else (b, a)
            return ("a to b" if owner is a else "b to a"), f"{other.name} gives {owner.name}'s page as its own address."
    if same_outlet(a, b):
        return _by_time(a, b, f"Both are {a.name}'s: its second version or later report is not a second source.")
    shown = {"a to b": _taken(a, b), "b to a": _taken(b, a)}
    if bool(shown["a to b"]) != bool(shown["b to a"]):
        way: Direction = "a to b" if shown["a to b"] else "b to a"
        against = earlier(a, b) == (1 if way == "a to b" else -1)
        first = a if way == "a to b" else b
        late = f", although {first.called} is dated later" if against else ""
        return way, _sentence(f"{shown[way]}{late}")
    if a.credit is not None and a.credit == b.credit and a.credit not in (a.issuer, b.issuer):
        return "unknown", f"Both credit {a.credit}: they are copies of one agency report."
    mutual = f"{a.name} and {b.name} cite each other." if shown["a to b"] else ""
    return _by_time(a, b, mutual)


def _taken(first: Provenance, second: Provenance) -> str:
    """Say by what the second report shows that it has something from the first, or nothing."""
    if first.issuer is not None and first.issuer == second.credit:
        return f"{second.name} credits {first.issuer}"
    if first.page is not None and first.page in second.linked:
        return f"{second.name} links to {first.called}"
    if second.cites(first):
        return f"{second.name} names {first.name}"
    return ""


def _by_time(a: Provenance, b: Provenance, says: str) -> tuple[Direction, str]:
    order = earlier(a, b)
    if order == 0:
        known = a.time is not None and b.time is not None
        why = "Their dates do not show which came first." if known else "Without both dates, neither is the first."
        return "unknown", f"{says} {why}".strip()
    first, second = (a, b) if order < 0 else (b, a)
    dates = f"({first.report.published}, {second.report.published})"
    when = f"{first.called} is the earlier" if first.name != second.name else "one is earlier"
    when = _sentence(f"{when} {dates}")
    return ("a to b" if order < 0 else "b to a"), f"{says} {when}".strip()


def _sentence(words: str) -> str:
    return f"{words[:1].upper()}{words[1:]}."
