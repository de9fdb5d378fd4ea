"""A body's name is taken whole: over "and", "of" and "for", and where the parser knew half of it."""

from __future__ import annotations

import pytest

from tests.stages.identify.conftest import Who


@pytest.mark.parametrize(
    ("text", "source", "name"),
    [
        ("The <o:Fire> and <o:Rescue Service> said no.", "The Fire and Rescue Service", "Fire and Rescue Service"),
        ("The <o:Fire and> Rescue Service said no.", "The Fire and Rescue Service", "Fire and Rescue Service"),
        ("The <o:Center> for <o:Tidal Studies> said no.", "The Center for Tidal Studies", "Center for Tidal Studies"),
        ("The <o:Farmers’ League> for Water said no.", "The Farmers’ League for Water", "Farmers’ League for Water"),
        ("The Border <o:Courier> said no.", "The Border Courier", "Border Courier"),
        ("<p:Alder> Chemicals Ltd said no.", "Alder Chemicals Ltd", "Alder Chemicals Ltd"),
    ],
)
def test_one_body_is_one_name(who: Who, text: str, source: str, name: str) -> None:
    (found,) = who(text, source)
    assert (found.name, found.party, found.kind) == (name, name, "organisation") or found.kind == "outlet"
    assert found.name == name


def test_two_bodies_stay_two(who: Who) -> None:
    (found,) = who("The <o:Kremlin> and the <o:Trade Council> said no.", "The Kremlin and the Trade Council")
    assert found.name == "Kremlin and Trade Council"
    (found,) = who("<o:NATO> and <o:Harbour Board> said no.", "NATO and Harbour Board")
    assert found.name == "NATO and Harbour Board"


def test_an_office_is_no_body(who: Who) -> None:
    (found,) = who(
        "<p:Jo Bell>, Chief <p:Executive> of <o:Alder Chemicals>, said no.",
        "Jo Bell, Chief Executive of Alder Chemicals",
    )
    assert (found.name, found.party) == ("Jo Bell", "Alder Chemicals")
    (found,) = who("<o:Vice President> <p:Jo Bell> said no.", "Vice President Jo Bell")
    assert (found.name, found.party) == ("Jo Bell", None)


def test_a_surname_that_a_person_bears_is_no_outlet(who: Who) -> None:
    found = who("<p:Anna Fox> said no. <o:Fox> said yes. Mrs. <o:Fox> left.", "Anna Fox", "Fox")
    assert [s.name for s in found] == ["Anna Fox", "Anna Fox"]
    (found_alone,) = who("<o:Fox> said yes.", "Fox")
    assert found_alone.kind == "outlet"


def test_a_president_is_not_his_son(who: Who) -> None:
    found = who(
        "President <p:Crane> said no. <p:Robert Crane Jr> said yes. <p:Crane> said so.",
        "President Crane",
        "Robert Crane Jr",
        "Crane",
    )
    assert found[0].id == found[2].id != found[1].id
