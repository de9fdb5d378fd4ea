"""Who may be whom where one is nameless; every name is invented."""

from __future__ import annotations

import pytest

from sayso.model.source import SourceKind
from sayso.model.trace import TraceSource
from sayso.stages.trace.nameless import may_be, one_letter_apart


def source(name: str, kind: SourceKind = "unnamed", party: str | None = None) -> TraceSource:
    return TraceSource(id=name, name=name, kind=kind, party=party, members=(), evidence=())


PERSON = source("Ilse Brandt", "person")
MAYOR = source("Ilse Brandt", "person", "Lun")
BODY = source("Harbour Board", "organisation", "Harbour Board")


@pytest.mark.parametrize(
    ("nameless", "other", "may"),
    [
        (source("senior official"), MAYOR, True),
        (source("person familiar with the talks"), MAYOR, True),
        (source("woman who lives by the quay"), PERSON, True),
        (source("several senators", "group"), PERSON, False),
        (source("two officials", "unnamed"), MAYOR, False),
        (source("prosecutors working for Ms. Brandt"), MAYOR, False),
        (source("person who works at the yard"), MAYOR, False),
        (source("one of the officials"), MAYOR, True),
        (source("person who works at the yard"), BODY, False),
        (source("critics", "group"), BODY, False),
        (source("organizations", "group"), BODY, False),
        (source("board official"), BODY, True),
        (source("two officials"), BODY, True),
    ],
)
def test_a_nameless_source_and_a_named_one(nameless: TraceSource, other: TraceSource, may: bool) -> None:
    assert may_be(nameless, other, other_named=True) is may


@pytest.mark.parametrize(
    ("one", "two", "may"),
    [
        (source("official"), source("senior official"), True),
        (source("two officials"), source("officials"), True),
        (source("resident"), source("official"), False),
        (source("critics", "group"), source("critics of the plan", "group"), True),
        (source("critics", "group"), source("voters", "group"), False),
        (source("documents", "document"), source("court documents", "document"), True),
        (source("documents", "document"), source("letter", "document"), False),
    ],
)
def test_two_nameless_sources(one: TraceSource, two: TraceSource, may: bool) -> None:
    assert may_be(one, two, other_named=False) is may
    assert may_be(two, one, other_named=False) is may


def test_one_letter_apart() -> None:
    assert one_letter_apart("ilse brandt", "ilse brand")
    assert one_letter_apart("vinzente", "vizente")
    assert one_letter_apart("marn", "mern")
    assert not one_letter_apart("ilse brandt", "else brand")
