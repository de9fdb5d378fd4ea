"""States that no table knows: the report's own words show them, or nothing does."""

from __future__ import annotations

import pytest

from sayso.model.source import Source
from tests.stages.identify.conftest import Who


def parties(found: list[Source | str]) -> list[str | None]:
    return [x if isinstance(x, str) else x.party for x in found]


def says(source: Source | str) -> str:
    assert isinstance(source, Source)
    return " ".join(e.says for e in source.evidence)


def test_a_ministry_speaks_for_the_state_that_owns_it(who: Who) -> None:
    found = who("<g:Karst>'s <o:Foreign Ministry> said no.", "Karst's Foreign Ministry")
    assert parties(found) == ["Karst"]
    assert "“Karst's Foreign Ministry” names Karst and shows it to be a state" in says(found[0])


@pytest.mark.parametrize("owned", ["Karst's <o:Coastal Intelligence Service>", "The <o:Border Guard> of Karst"])
def test_a_body_that_only_a_state_has_shows_whose_it_is(who: Who, owned: str) -> None:
    marked = owned.replace("Karst", "<o:Karst>")
    found = who(f"{marked} said no. <o:Karst> said yes.", owned.replace("<o:", "").replace(">", ""), "Karst")
    assert parties(found) == ["Karst", "Karst"]


@pytest.mark.parametrize("owner", ["<o:Norvik Steel>'s <o:Market Intelligence>", "<p:Eva Lund>'s <o:Secret Garden>"])
def test_a_body_of_another_kind_shows_no_state(who: Who, owner: str) -> None:
    found = who(f"{owner} said no. <p:Per Dahl> said yes.", "Per Dahl")
    assert parties(found) == [None]


def test_a_state_that_denies_and_its_ambassador_are_one_party(who: Who) -> None:
    found = who(
        "<g:Morvane> denied it. Its ambassador to <g:Karst>, <p:Ilse Torv>, said no.",
        "Morvane",
        "Its ambassador to Karst, Ilse Torv,",
    )
    assert parties(found) == ["Morvane", "Morvane"]
    assert "“Its ambassador to Karst”" in says(found[0])
    assert "“Its” is Morvane, named one sentence before" in says(found[1])


def test_a_word_made_of_a_states_name_names_it(who: Who) -> None:
    found = who(
        "<g:Morvania> denied it. The <g:Morvanian> navy left. The <n:Morvanian> envoy <p:Ilse Torv> said no.",
        "Morvania",
        "The Morvanian envoy Ilse Torv",
    )
    assert parties(found) == ["Morvania", "Morvania"]


@pytest.mark.parametrize("owner", ["<p:Anders Holm>'s government", "<o:Norvik Steel>'s office"])
def test_what_people_and_companies_own_makes_no_state(who: Who, owner: str) -> None:
    found = who(f"{owner} left. <p:Eva Lund> said no.", "Eva Lund")
    assert parties(found) == [None]


def test_an_ambassador_of_somebody_unknown_has_no_party(who: Who) -> None:
    assert parties(who("Its ambassador, <p:Ilse Torv>, said no.", "Its ambassador, Ilse Torv,")) == [None]


def test_a_bare_ministry_is_the_one_named_before(who: Who) -> None:
    found = who(
        "<g:Karst>'s <o:Interior Ministry> said no. Ministry spokesman <p:Piet Aldo> said yes.",
        "Karst's Interior Ministry",
        "Ministry spokesman Piet Aldo",
    )
    assert parties(found)[1] == "Karst"


def test_the_word_for_a_body_right_behind_a_name_belongs_to_it(who: Who) -> None:
    found = who(
        "<g:Norway> waited. <n:Danish> <o:Defense> Ministry spokesman <p:Ole Brandt> said no.",
        "Danish Defense Ministry spokesman Ole Brandt",
    )
    assert parties(found) == ["Denmark"]


def test_a_paper_that_opens_with_a_places_name_is_a_paper(who: Who) -> None:
    found = who("The <o:New York Herald> said no.", "The New York Herald")
    assert [(s.name, s.kind) for s in found if isinstance(s, Source)] == [("New York Herald", "outlet")]


def test_what_operates_a_thing_is_a_company(who: Who) -> None:
    found = who("The pipe's operator, <o:Alder> <p:Flow>, said no.", "operator, Alder Flow,")
    assert [(s.name, s.kind, s.party) for s in found if isinstance(s, Source)] == [
        ("Alder Flow", "organisation", "Alder Flow")
    ]


def test_the_government_of_somebody_is_a_states_unless_a_person_is_called_so(who: Who) -> None:
    found = who("The government of <p:Morvane> said no.", "The government of Morvane")
    assert parties(found) == ["Morvane"]
    found = who("<p:Ilse Morvane> left. The government of <p:Morvane> said no. <p:Per Dahl> said so.", "Per Dahl")
    assert parties(found) == [None]
