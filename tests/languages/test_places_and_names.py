"""The tables of states, given names and governments: they load, and say what they must."""

from __future__ import annotations

import pytest

from sayso.languages.en.given_names import given_names
from sayso.languages.places import places
from sayso.languages.places.governments import HOUSES


@pytest.mark.parametrize(
    ("name", "state"),
    [("united kingdom", "Britain"), ("u.s.", "United States"), ("russia", "Russia"), ("czechia", "Czech Republic")],
)
def test_every_name_of_a_state_leads_to_its_common_name(name: str, state: str) -> None:
    assert places().states[name] == state


@pytest.mark.parametrize(
    ("name", "state"), [("norwegian", "Norway"), ("dutch", "Netherlands"), ("iraqis", "Iraq"), ("swiss", "Switzerland")]
)
def test_demonyms(name: str, state: str) -> None:
    assert places().demonyms[name] == state


@pytest.mark.parametrize(
    ("name", "state"),
    [("kyiv", "Ukraine"), ("kiev", "Ukraine"), ("london", "Britain"), ("washington", "United States")],
)
def test_capitals(name: str, state: str) -> None:
    assert places().capitals[name] == state


def test_there_are_fifty_states_and_a_district() -> None:
    assert len(places().us_states) == 51


def test_houses_speak_for_states_that_the_table_knows_or_for_cities() -> None:
    common = set(places().states.values())
    assert {s for s in HOUSES.values() if s} - common == {"New York City", "Los Angeles"}


def test_given_names_know_their_doubts() -> None:
    names = given_names()
    assert (names["anna"], names["peter"], names["taylor"]) == ("f", "m", "")
    assert names["lindsey"] == "f?"
