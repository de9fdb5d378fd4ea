"""Places, with a country only where exactly one is meant."""

from __future__ import annotations

import pytest

from sayso.languages.places.gazetteer import gazetteer
from sayso.model.parse import Entity, Parse
from sayso.model.span import Span
from sayso.stages.ground import places
from sayso.stages.ground.words import cut


def found(text: str, **marked: str) -> list[tuple[str, str | None]]:
    """Return names and countries; each keyword is a kind, its value the names so marked, parted by "|"."""
    entities = []
    for kind, names in marked.items():
        for name in names.split("|"):
            start = -1
            while (start := text.find(name, start + 1)) >= 0:
                entities.append(Entity(Span(start, start + len(name)), kind))
    return [(place.name, place.country) for place in places.find(cut(text), Parse((), (), (), tuple(entities)))]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Rain fell on Norway and the United States.", "", [("Norway", "NO"), ("United States", "US")]),
        ("Rain fell in northern Norway.", "northern Norway", [("Norway", "NO")]),
        ("Rain fell in Aleppo.", "Aleppo", [("Aleppo", "SY")]),
        ("Rain fell in Lower Tarn.", "Lower Tarn", [("Lower Tarn", None)]),
        ("Rain fell in Georgia.", "Georgia", [("Georgia", None)]),
        ("Rain fell on Washington.", "Washington", [("Washington", None)]),
        ("Rain fell in Birmingham.", "Birmingham", [("Birmingham", None)]),
        ("Rain fell in Paris.", "Paris", [("Paris", "FR")]),
        (
            "Rain fell in Paris, Texas, and again in Paris.",
            "Paris|Texas",
            [("Paris", "US"), ("Texas", "US"), ("Paris", "US")],
        ),
        ("Rain fell on Norway’s coast.", "Norway’s", [("Norway", "NO")]),
    ],
)
def test_country(text: str, marked: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, **({"GPE": marked} if marked else {})) == expected


def test_a_country_inside_another_name_is_no_place() -> None:
    assert found("The Bank of Ghana spoke.", ORG="The Bank of Ghana") == []


def test_a_name_that_is_also_a_persons_gets_no_country() -> None:
    assert found("Rain fell in Houston. Whitby Houston spoke.", GPE="Houston.", PERSON="Whitby Houston") == [
        ("Houston", None)
    ]


def test_the_gazetteer_says_one_country_a_name() -> None:
    known = gazetteer()
    assert known.countries["France"] == "FR"
    assert "Georgia" not in known.countries
    assert not known.countries.keys() & known.cities.keys()
    assert all(len(code) == 2 and code.isupper() for code in {*known.countries.values(), *known.cities.values()})


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Rain fell on Tbilisi, Georgia, and later on Georgia.", "Tbilisi|Georgia", ["GE", "GE", "GE"]),
        ("Rain fell on Atlanta, Georgia, and later on Georgia.", "Atlanta|Georgia", ["US", "US", "US"]),
        ("Rain fell on Washington, D.C., at noon.", "Washington|D.C.", ["US", "US"]),
        ("NEW YORK (AP) — Rain fell.", "NEW YORK", ["US"]),
        ("Rain fell on Minsk, Georgia and the coast.", "Minsk|Georgia", ["BY", None]),
        ("Rain fell in South Carolina.", "South Carolina", ["US"]),
        ("Rain fell in Fresno, Calif., at noon.", "Fresno|Calif", ["US", "US"]),
    ],
)
def test_what_the_report_says_beside_it_counts(text: str, marked: str, expected: list[str | None]) -> None:
    assert [country for _, country in found(text, GPE=marked)] == expected


def test_a_name_marked_as_a_person_elsewhere_is_no_place() -> None:
    assert found("Vex fell. Old Tom Vex rose. Then Vex spoke.", GPE="Vex", PERSON="Tom Vex") == []
