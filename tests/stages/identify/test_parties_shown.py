"""For whom somebody speaks is taken from words that say it, and from no place nearby; all is invented."""

from __future__ import annotations

import pytest

from tests.stages.identify.conftest import Who


@pytest.mark.parametrize(
    ("text", "source", "party"),
    [
        ("<g:Zimbabwe> was warm. <g:Zimbabwe> was dry. The group’s president, <p:Ann Poe>, said no.", "Ann Poe", None),
        ("<g:Peru> was warm. <g:Peru> was dry. The president, <p:Ann Poe>, said no.", "Ann Poe", None),
        ("<p:Ann Poe>, a member of the House budget committee, said no in <g:Peru>.", "Ann Poe", None),
        ("<g:Lima> is far from <g:Cusco>. <g:Lima> is wet. Mayor <p:Ann Poe> said no.", "Ann Poe", None),
        ("<g:Lima> is wet. Mayor <p:Ann Poe> of <g:Cusco> said no.", "Ann Poe", "Cusco"),
        ("<g:Chile>’s president, <p:Ann Poe>, met <p:Bob Ash>. Poe’s lawyer <p:Cy Day> said no.", "Cy Day", None),
        ("The <o:Foreign Ministry> in <g:Lima> said no.", "The Foreign Ministry", None),
        ("<o:Strait> inspectors said no.", "Strait inspectors", None),
        ("<g:Peru>’s <o:Transport Agency> said no.", "Peru’s Transport Agency", "Peru"),
        ("<o:Alder Chemicals> closed. Its chief executive, <p:Ann Poe>, said no.", "Ann Poe", "Alder Chemicals"),
        ("<o:Alder Chemicals> closed on Monday. The firm said no.", "The firm", "Alder Chemicals"),
    ],
)
def test_a_party_is_what_the_words_say(who: Who, text: str, source: str, party: str | None) -> None:
    (found,) = who(text, source)
    assert found.party == party


def test_a_firm_that_nothing_names_is_left_open(who: Who) -> None:
    (found,) = who("The works burned on Monday. The firm said no.", "The firm")
    assert found == "unresolved"


def test_an_investigators_team_is_no_campaign(who: Who) -> None:
    (found,) = who("<p:Ann Poe> looked into it. <p:Poe>’s team said no.", "Poe’s team")
    assert (found.name, found.party) == ("Poe’s team", None)


def test_whoever_sits_once_ran(who: Who) -> None:
    (found,) = who("Congresswoman <p:Ann Poe> said no. <p:Poe>’s campaign of 2010 was small.", "Ann Poe")
    assert found.party is None


def test_an_office_written_out_stands_before_its_holder(who: Who) -> None:
    (found,) = who("Secretary of the <o:Interior> <p:Ann Poe> said no.", "Secretary of the Interior Ann Poe")
    assert (found.name, found.party) == ("Ann Poe", None)


def test_a_dateline_is_no_governors_state(who: Who) -> None:
    (found,) = who("<g:WASHINGTON> -- <g:Arizona> Gov. <p:Ann Poe> said no.", "Arizona Gov. Ann Poe")
    assert found.party == "Arizona"
    (found,) = who("<g:Wash> Gov. <p:Ann Poe> said no.", "Wash Gov. Ann Poe")
    assert found.party == "Washington"


def test_things_are_nobody(who: Who) -> None:
    (found,) = who("The terms of the bill said no.", "The terms of the bill")
    assert found == "withheld"
    (found,) = who("A clerk who works at the port told The <o:Ledger> so.", "A clerk who works at the port")
    assert found.name == "clerk"
    (found,) = who("A person who works at the port told The <o:Ledger> so.", "A person who works at the port")
    assert found.name == "person who works at the port"


def test_the_company_in_its_own_papers(who: Who) -> None:
    found = who("<o:Alder Chemicals Ltd> said no. The <o:Company> said yes.", "Alder Chemicals Ltd", "The Company")
    assert [s.name for s in found] == ["Alder Chemicals Ltd"] * 2
