"""Resolve one pronoun anywhere in a text, by the same means as a source's."""

from __future__ import annotations

from dataclasses import dataclass

from sayso.languages.en.pronouns import FEMININE, MASCULINE
from sayso.model.parse import Parse
from sayso.model.span import Span, Spans
from sayso.stages.identify.cast import Cast, roles_of
from sayso.stages.identify.names import Name, find_names, key_of
from sayso.stages.identify.page import Page
from sayso.stages.identify.pronouns import Antecedents


@dataclass(frozen=True, slots=True)
class Antecedent:
    """Whom a pronoun means: the name, all its mentions, and how far ahead of the next it was."""

    name: str
    mentions: Spans
    margin: float


def antecedent(text: str, parse: Parse, pronoun: Span, among: Spans = ()) -> Antecedent | None:
    """Return whom a singular personal pronoun means, or None where nobody fits.

    ``among`` limits the choice to those whose names stand at these spans (which may then be names
    that were not found as such).
    """
    page = Page(text, parse)
    lo, hi = page.at(*pronoun)
    if lo >= hi or page.low[lo] not in MASCULINE | FEMININE:
        return None
    names = find_names(page, parse)
    for span in among:
        names = _with(page, names, *page.at(*span))
    cast = Cast(page, names)
    roles_of(page, cast)
    people = Antecedents(page, cast)
    allowed = None
    if among:
        ranges = [page.at(*span) for span in among]
        allowed = frozenset(
            id(r) for (a, b), r in cast.of.items() for x, y in ranges if a < y and x < b and r.kind == "person"
        )
    people.read_all(frozenset((lo,)))
    choice = people.choose(lo, among=allowed)
    if choice is None:
        return None
    return Antecedent(choice.referent.name, tuple(page.span(a, b) for a, b in choice.referent.mentions), choice.margin)


def _with(page: Page, names: list[Name], lo: int, hi: int) -> list[Name]:
    """Return the names with one at words ``[lo, hi)``, as a person's."""
    touching = [n for n in names if n.lo < hi and lo < n.hi]
    if len(touching) == 1 and touching[0].kind == "person":
        return names
    rest = [n for n in names if n not in touching]
    return sorted([*rest, Name(lo, hi, "person", key_of(page, lo, hi))], key=lambda n: n.lo)
