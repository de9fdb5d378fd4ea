"""The same source in several reports: who is one, who stays apart, and what an analyst decides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.source import Source
from sayso.model.span import Span
from sayso.model.trace import Decision, TraceSource
from sayso.stages.match.sources import match_sources


def person(name: str, role: str | None = None, party: str | None = None) -> Source:
    return Source("", name, "person", role, party)


def body(name: str, party: str | None = None) -> Source:
    return Source("", name, "organisation", None, party)


def reports(*sources: tuple[Source, ...]) -> list[Reading]:
    """Readings "r0", "r1", … whose sources are "s0", "s1", …."""
    made = []
    for number, held in enumerate(sources):
        text, own = "", []
        for at, one in enumerate(held):
            own.append(
                Source(f"s{at}", one.name, one.kind, one.role, one.party, (Span(len(text), len(text) + len(one.name)),))
            )
            text += one.name + "\n"
        made.append(Reading(Report(f"r{number}", text), sources=tuple(own)))
    return made


def grouped(readings: list[Reading], *decisions: Decision) -> set[frozenset[str]]:
    return {members(one) for one in match_sources(readings, decisions)}


def members(one: TraceSource) -> frozenset[str]:
    return frozenset(f"{m.report}/{m.source}" for m in one.members)


def joined(a: Source, b: Source, *, company: bool = False) -> bool:
    beside = (person("Odile Quarn"),) if company else ()
    return frozenset(("r0/s0", "r1/s0")) in grouped(reports((a, *beside), (b, *beside)))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (person("Ilse Marn"), person("Ilse Marn")),
        (person("Zoë Brandt"), person("ZOE BRANDT")),
        (person("Ilse Marn", "captain"), person("Captain Ilse Marn", "captain of the dredger")),
        (person("Ilse T. Marn"), person("Ilse Marn")),
        (body("Quayle Mills Ltd", "Quayle Mills Ltd"), body("Quayle Mills", "Quayle Mills")),
        (body("Harbor attorney’s office"), body("Harbor attorney's office")),
        (person("Alexander Roon", party="Velsund"), person("Alex Roon", party="Velsund")),
        (person("I. Marn", "harbour master"), person("Ilse Marn", "harbour master")),
        (person("Marn", party="Dredging Co"), person("Ilse Marn", party="Dredging Co")),
        (person("Marn", "harbour pilot"), person("Ilse Marn", "pilot")),
        (person("Ilse Marn", "mayor", "Marn campaign"), person("Ilse Marn", "mayor", "Velsund")),
        (body("The Port Authority"), body("Port Authority")),
        (body("Port and Harbour Office (PHO)"), body("PHO")),
        (body("P.H.O."), body("PHO")),
        (Source("", "The Associated Press", "outlet"), Source("", "AP", "outlet")),
        (body("Velsund Post"), Source("", "Velsund Post", "outlet")),
        (Source("", "Harbour Inquiry", "document"), Source("", "Harbour Inquiry", "document")),
    ],
)
def test_one_source(a: Source, b: Source) -> None:
    assert joined(a, b) and joined(b, a)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        (person("Ilse Marn"), person("Per Marn")),
        (person("Ilse Marn", "mayor", "Velsund"), person("Per Marn", "mayor", "Velsund")),
        (person("Ilse Marn", "mayor", "Velsund"), person("Ilse Marn", "mayor", "Orsay")),
        (person("Ilse Marn", "spokeswoman", "Dredging Co"), person("Ilse Marn", "mayor", "Velsund")),
        (person("Ilse Marn", "mayor"), person("Ilse Marn", "fisherman")),
        (person("Ilse Marn Jr."), person("Ilse Marn Sr.")),
        (person("Alexander Roon"), person("Alexandra Roon")),
        (person("Alex Roon"), person("Alexander Roon")),
        (person("Marn"), person("Ilse Marn")),
        (person("Marn", party="Orsay"), person("Ilse Marn", party="Velsund")),
        (person("Ilse K. Marn"), person("Ilse T. Marn")),
        (body("Defence Ministry", "Velsund"), body("Defence Ministry", "Orsay")),
        (body("Defence Ministry", "Velsund"), body("Defence Ministry")),
        (body("Port Authority"), body("Port Authority Union")),
        (body("police"), body("police")),
        (person("Port Authority"), body("Port Authority")),
        (person("Ilse Marn and Per Marn"), person("Per Marn")),
        (Source("", "a senior official", "unnamed"), Source("", "a senior official", "unnamed")),
        (
            Source("", "a senior official", "unnamed", None, "Velsund"),
            Source("", "a senior official", "unnamed", None, "Velsund"),
        ),
        (Source("", "Critics", "group"), Source("", "Critics", "group")),
        (Source("", "a survey", "document"), Source("", "a survey", "document")),
    ],
)
def test_two_sources(a: Source, b: Source) -> None:
    assert not joined(a, b) and not joined(b, a)


def test_a_surname_alone_is_enough_in_one_story_with_one_bearer() -> None:
    assert joined(person("Marn"), person("Ilse Marn"), company=True)
    assert not joined(person("Marn", party="Orsay"), person("Ilse Marn", party="Velsund"), company=True)
    two = reports(
        (person("Ilse Marn"), person("Odile Quarn")),
        (person("Per Marn"), person("Odile Quarn")),
        (person("Marn"), person("Odile Quarn")),
    )
    assert frozenset(("r2/s0",)) in grouped(two)


def test_a_surname_that_fits_two_by_party_is_neither() -> None:
    three = reports(
        (person("Ilse Marn", party="Velsund"),),
        (person("Per Marn", party="Velsund"),),
        (person("Marn", party="Velsund"),),
    )
    assert grouped(three) == {frozenset((f"r{i}/s0",)) for i in range(3)}


def told(report_id: str, text: str, name: str) -> Reading:
    start = text.index(name)
    source = Source("s0", name, "person", mentions=(Span(start, start + len(name)),))
    return Reading(Report(report_id, text), sources=(source,))


def test_a_surname_alone_is_enough_where_the_report_has_the_full_name_too() -> None:
    readings = [
        told("r0", "Ilse Marn was aboard.", "Ilse Marn"),
        told("r1", "By Ilse Marn's own account, Marn slept.", "Marn"),
    ]
    assert grouped(readings) == {frozenset(("r0/s0", "r1/s0"))}


def test_namesakes_of_one_full_name_are_told_apart_by_what_follows_the_name() -> None:
    readings = [
        told("r0", "Ilse Marn, the mayor, closed the quay.", "Ilse Marn"),
        told("r1", "Ilse Marn, a structural engineer at Roon & Quarn, measured it.", "Ilse Marn"),
        told("r2", "The mayor's car was late, and Ilse Marn walked.", "Ilse Marn"),
    ]
    assert grouped(readings) == {frozenset(("r0/s0", "r2/s0")), frozenset(("r1/s0",))}
    unclear = [*readings[:2], told("r2", "Ilse Marn walked.", "Ilse Marn")]
    assert len(grouped(unclear)) == 3


def test_a_mention_may_hold_what_follows_the_name() -> None:
    text = "Ilse Marn, a structural engineer at Roon & Quarn, measured it."
    wide = Source("s0", "Ilse Marn", "person", mentions=(Span(0, 47),))
    mayor = told("r0", "Ilse Marn, the mayor, closed the quay.", "Ilse Marn")
    assert len(grouped([mayor, Reading(Report("r1", text), sources=(wide,))])) == 2


def test_letters_that_no_report_explains_stay_apart() -> None:
    assert not joined(body("PHO"), body("Port and Harbour Office"))
    text = "Port and Harbour Office, later the PHO"
    explained = Source("s0", text[:23], "organisation", mentions=(Span(0, 23), Span(35, 38)))
    readings = [Reading(Report("r0", text), sources=(explained,)), reports((), (body("PHO"),))[1]]
    assert grouped(readings) == {frozenset(("r0/s0", "r1/s0"))}


def test_two_sources_of_one_report_are_never_joined_and_who_fits_both_is_neither() -> None:
    assert len(grouped(reports((person("Ilse Marn"), person("Ilse Marn")), (person("Ilse Marn"),)))) == 3


def test_the_source_bears_its_fullest_name_and_says_why() -> None:
    readings = reports(
        (person("Ilse Marn", "pilot"),), (person("Ilse T. Marn", "pilot", "Velsund"),), (person("Marn", "pilot"),)
    )
    one = match_sources(readings)[0]
    assert (one.id, one.name, one.kind, one.party) == ("r0/s0", "Ilse T. Marn", "person", "Velsund")
    assert [reason.says for reason in one.evidence] == [
        "Ilse T. Marn and Ilse Marn are one name, as pilot.",
        "Marn fits the name Ilse Marn, as pilot.",
    ]
    assert [place.report for place in one.evidence[1].places] == ["r0", "r2"]
    for reason in one.evidence:
        for place in reason.places:
            reading = next(r for r in readings if r.report.id == place.report)
            assert all("Marn" in span.of(reading.text) for span in place.spans)


# decisions


def test_a_decision_joins_what_was_apart_even_the_nameless() -> None:
    readings = reports((Source("", "a port official", "unnamed"),), (Source("", "an aide", "unnamed"),))
    same = Decision("same", ("r0/s0", "r1/s0"), who="Vera", why="the desk knows both.")
    one = match_sources(readings, [same])[0]
    assert members(one) == {"r0/s0", "r1/s0"}
    assert one.evidence[0].says == "Vera decided that a port official and an aide are the same: the desk knows both."


def test_a_decision_parts_and_whoever_fits_both_is_joined_where_something_tells() -> None:
    different = Decision("different", ("r0/s0", "r1/s0"))
    assert len(grouped(reports(*[(person("Ilse Marn"),)] * 3), different)) == 3
    parties = reports(*[(person("Ilse Marn", party=party),) for party in ("Velsund", None, "Velsund")])
    assert grouped(parties, different) == {frozenset(("r0/s0", "r2/s0")), frozenset(("r1/s0",))}


def test_the_last_decision_about_a_pair_counts() -> None:
    readings = reports((person("Ilse Marn"),), (person("Ilse Marn"),))
    same, different = (Decision(verb, ("r0/s0", "r1/s0")) for verb in ("same", "different"))  # type: ignore[arg-type]
    assert len(grouped(readings, different, same)) == 1
    assert len(grouped(readings, same, different)) == 2


@pytest.mark.parametrize(
    "of", [(), ("r0/s0",), ("r0/s0", "r0/s0"), ("r0/s0", "r9/s9"), ("", "/"), ("r0/s0", "r1/s0", "r2/s0")]
)
def test_decisions_that_fit_nothing_change_nothing(of: tuple[str, ...]) -> None:
    readings = reports((person("Ilse Marn"),), (person("Per Roon"),), (person("Odile Quarn"),))
    assert grouped(readings, Decision("same", of), Decision("cut", ("tie",))) == grouped(readings)


NAMES = st.sampled_from(
    ["Ilse Marn", "Marn", "Per Marn", "I. Marn", "PHO", "Port and Harbour Office", "", "—", "the", "Dr.", "and"]
)
KINDS = st.sampled_from(["person", "organisation", "outlet", "document", "group", "unnamed"])
SOURCES = st.builds(
    Source,
    st.just(""),
    NAMES,
    KINDS,
    st.sampled_from([None, "mayor", "Mr", "pilot"]),
    st.sampled_from([None, "Velsund", "Orsay"]),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(SOURCES, max_size=4), max_size=5),
    st.lists(st.tuples(st.sampled_from(["same", "different"]), st.integers(0, 4), st.integers(0, 4)), max_size=4),
)
def test_each_source_is_in_one_group_and_decisions_hold(
    held: list[list[Source]], decided: list[tuple[str, int, int]]
) -> None:
    readings = reports(*map(tuple, held))
    decisions = [Decision(verb, (f"r{a}/s0", f"r{b}/s1")) for verb, a, b in decided]  # type: ignore[arg-type]
    groups = match_sources(readings, decisions)
    everyone = sorted(f"{r.report.id}/{s.id}" for r in readings for s in r.sources)
    assert sorted(key for one in groups for key in members(one)) == everyone
    last = {frozenset(d.of): d.verb for d in decisions if len(set(d.of)) == 2}
    for pair, verb in last.items():
        if verb == "different":
            assert not any(pair <= members(one) for one in groups)
    if not decisions:
        for one in groups:
            assert len({m.report for m in one.members}) == len(one.members)
            assert one.kind != "unnamed" or len(one.members) == 1


def test_a_spokesman_speaks_for_whom_his_body_does() -> None:
    spokesman = person("Ilse Marn", "spokesman", "Harbour Intelligence Service")
    made = match_sources(
        reports(
            (body("Harbour Intelligence Service", "Velsund"),),
            (spokesman, body("Harbour Intelligence Service", "Harbour Intelligence Service")),
        )
    )
    assert {(one.name, one.party) for one in made} == {
        ("Harbour Intelligence Service", "Velsund"),
        ("Ilse Marn", "Velsund"),
    }
    (marn,) = (one for one in made if one.name == "Ilse Marn")
    assert "Velsund’s" in marn.evidence[-1].says and marn.evidence[-1].places[0].report == "r0"


def test_a_body_of_two_parties_tells_nothing_of_its_spokesman() -> None:
    made = match_sources(
        reports(
            (body("Foreign Ministry", "Velsund"),),
            (body("Foreign Ministry", "Orsay"),),
            (person("Ilse Marn", "spokesman", "Foreign Ministry"),),
        )
    )
    assert {one.party for one in made if one.name == "Ilse Marn"} == {"Foreign Ministry"}


def test_a_body_that_puts_out_a_report_is_known_by_its_whole_name() -> None:
    made = reports(
        (body("Trust", "Trust"), person("Ilse Marn", "director", "Trust")),
        (body("Velsund Hospital Trust"), body("Bank")),
    )
    issued = replace(made[0], report=replace(made[0].report, outlet="Velsund Hospital Trust"))
    found = match_sources([issued, made[1]])
    assert {(one.name, one.party, len(one.members)) for one in found} == {
        ("Velsund Hospital Trust", None, 2),
        ("Ilse Marn", "Velsund Hospital Trust", 1),
        ("Bank", None, 1),
    }
    assert len(match_sources(made)) == 4


def test_a_short_name_given_elsewhere_leads_to_the_party() -> None:
    made = match_sources(
        reports(
            (body("Coastal Security Service", "Velsund"),),
            (body("Coastal Security Service (CSS)", "Coastal Security Service"),),
            (person("Ilse Marn", "spokesman", "CSS"),),
        )
    )
    assert {one.party for one in made} == {"Velsund"}
