"""The ten worked cases by which independence is defined."""

from __future__ import annotations

from sayso.model.trace import Decision
from sayso.stages.trace import strike
from tests.stages.trace.stories import Story, span_of


def test_one_source_twice() -> None:
    story = Story()
    for name, day in (("Harbour Post", "2031-05-02"), ("Quay Times", "2031-05-03")):
        story.report(name, "The Tollan Port Authority said the north crane had failed.", published=day)
        story.said(name, "The Tollan Port Authority", "said", "the north crane had failed", "Tollan Port Authority")
    made = story.trace()
    assert span_of(made) == (1, 1, 0)
    (origin,) = made.claims[0].origins
    assert origin.kind == "named" and origin.reports == ("Harbour Post", "Quay Times")


def test_spokesman_and_ministry() -> None:
    story = Story()
    story.report("Harbour Post", "Ilvo Marn told reporters the pier was mined.")
    story.said("Harbour Post", "Ilvo Marn", "told", "the pier was mined", "Ilvo Marn", kind="person", party="Vessia")
    story.report("Quay Times", "The Defence Ministry said the pier was mined.")
    story.said("Quay Times", "The Defence Ministry", "said", "the pier was mined", "Defence Ministry", party="Vessia")
    made = story.trace()
    assert span_of(made) == (1, 1, 0)
    (tie,) = made.claims[0].ties
    assert tie.kind == "certain" and "Vessia" in tie.says
    assert {place.report for place in tie.places} == {"Harbour Post", "Quay Times"}

    cut = story.trace(decisions=[Decision("cut", (tie.id,), who="R. Oum", why="the ministry disowns him")])
    assert span_of(cut) == (2, 2, 0) and not cut.orphans


def test_two_copies_of_a_wire() -> None:
    words = "two port officials said the north crane had been sabotaged"
    story = Story()
    story.report("Brel Wire", f"TOLLAN: {words}.", published="2031-05-02")
    for name in ("Harbour Post", "Quay Times"):
        story.report(name, f"From our desk. {words}.", published="2031-05-03")
        story.copy("Brel Wire", name, words)
    story.copy("Harbour Post", "Quay Times", words)
    for name in ("Brel Wire", "Harbour Post", "Quay Times"):
        said = ("two port officials", "said", "the north crane had been sabotaged", "two port officials")
        story.said(name, *said, kind="unnamed")
    made = story.trace()
    # the two copies are tied through the wire, though nothing tells which of them was first
    assert span_of(made) == (1, 1, 0)
    chains = {o.report: o.chain for o in made.claims[0].statements}
    assert [hop.kind for hop in chains["Brel Wire"]] == ["source"]
    assert [(hop.kind, hop.outlet) for hop in chains["Quay Times"]] == [("agency", "Brel Wire"), ("source", None)]


def test_a_rewrite_that_drops_the_hedge() -> None:
    story = Story()
    story.report(
        "Harbour Post", "The Vessian spy agency claimed the crane may have been sabotaged.", published="2031-05-02"
    )
    story.said(
        "Harbour Post",
        "The Vessian spy agency",
        "claimed",
        "the crane may have been sabotaged",
        "Vessian spy agency",
        manner="distancing",
    )
    story.report("Quay Times", "The crane was sabotaged, and the port is shut.", published="2031-05-04")
    story.own("Quay Times", "The crane was sabotaged")
    made = story.trace()
    assert span_of(made) == (1, 1, 1)
    (claim,) = made.claims
    (tie,) = claim.ties
    assert tie.kind == "possible"
    (loss,) = claim.lost_attribution
    assert (loss.before.report, loss.after.report) == ("Harbour Post", "Quay Times")
    (drift,) = claim.drift
    assert drift.what == "hedge" and "dropped" in drift.says and "may" in drift.says


def test_two_unnamed_officials() -> None:
    story = Story()
    for name in ("Harbour Post", "Quay Times"):
        story.report(name, "A senior official said the talks had collapsed.")
        story.said(name, "A senior official", "said", "the talks had collapsed", "a senior official", kind="unnamed")
    made = story.trace()
    assert span_of(made) == (1, 2, 0)
    (tie,) = made.claims[0].ties
    assert tie.kind == "possible"
    assert span_of(story.trace(decisions=[Decision("cut", (tie.id,))])) == (2, 2, 0)


def test_a_witness_report_beside_an_officials() -> None:
    story = Story()
    story.report("Harbour Post", "Mayor Oda Fenn said the depot burned down.")
    story.said("Harbour Post", "Mayor Oda Fenn", "said", "the depot burned down", "Oda Fenn", kind="person")
    story.report("Quay Times", "The depot burned to the ground as a Quay Times reporter watched from the quay.")
    story.own("Quay Times", "The depot burned to the ground")
    made = story.trace()
    assert span_of(made) == (2, 2, 0)
    assert {origin.kind for origin in made.claims[0].origins} == {"named", "own reporting"}
    assert not made.claims[0].ties and not made.claims[0].lost_attribution


def test_a_cites_b_cites_a() -> None:
    story = Story()
    story.report("Harbour Post", "The Quay Times reported that the strike is over.", published="2031-05-02")
    story.said("Harbour Post", "The Quay Times", "reported", "the strike is over", "Quay Times", kind="outlet")
    story.report("Quay Times", "The strike is over, according to the Harbour Post.", published="2031-05-03")
    story.said("Quay Times", "the Harbour Post", "according to", "The strike is over", "Harbour Post", kind="outlet")
    made = story.trace()
    assert span_of(made) == (0, 0, 2)
    (claim,) = made.claims
    (origin,) = claim.origins
    assert origin.kind == "unknown" and set(origin.reports) == {"Harbour Post", "Quay Times"}
    assert [set(cycle) for cycle in claim.cycles] == [{"Harbour Post", "Quay Times"}]


def test_a_cycle_with_a_way_out() -> None:
    story = Story()
    story.report("Harbour Post", "The Quay Times reported that the strike is over.")
    story.said("Harbour Post", "The Quay Times", "reported", "the strike is over", "Quay Times", kind="outlet")
    story.report("Quay Times", "The strike is over, the Harbour Post wrote. The union confirmed that it had ended.")
    story.said("Quay Times", "the Harbour Post", "wrote", "The strike is over", "Harbour Post", kind="outlet")
    story.said("Quay Times", "The union", "confirmed", "it had ended", "Dockers' Union")
    made = story.trace()
    # the citing goes round, and the Quay Times' own word leads out of it
    assert made.claims[0].independent.most == 1
    assert [set(cycle) for cycle in made.claims[0].cycles] == [{"Harbour Post", "Quay Times"}]


def test_no_dates() -> None:
    words = "an aide to the governor said the dam had cracked along its whole length"
    story = Story()
    for name in ("Harbour Post", "Quay Times"):
        story.report(name, f"In short: {words}.")
        said = ("an aide to the governor", "said", "the dam had cracked along its whole length")
        story.said(name, *said, "an aide to the governor", kind="unnamed")
    story.copy("Harbour Post", "Quay Times", words)
    made = story.trace()
    assert span_of(made) == (1, 2, 0)
    assert any("both reports have" in tie.says and tie.kind == "possible" for tie in made.claims[0].ties)
    # nobody is the first: neither chain leads through the other
    assert all(hop.kind == "source" for o in made.claims[0].statements for hop in o.chain)


def test_a_denial_among_assertions() -> None:
    story = Story()
    story.report("Harbour Post", "Vessia said Orm had moved tanks to the border.")
    story.said("Harbour Post", "Vessia", "said", "Orm had moved tanks to the border", "Vessia")
    story.report("Quay Times", "Orm denied that it had moved tanks. The UN could not verify that tanks had moved.")
    story.said("Quay Times", "Orm", "denied", "it had moved tanks", "Orm", stance="denies", manner="denying")
    story.said("Quay Times", "The UN", "could not verify", "tanks had moved", "UN", stance="could not verify")
    made = story.trace()
    assert span_of(made) == (1, 1, 0)
    stances = [(o.stance, o.origin is not None, bool(o.chain)) for o in made.claims[0].statements]
    assert stances == [("asserts", True, True), ("denies", False, True), ("could not verify", False, True)]


def test_the_only_source_struck() -> None:
    story = Story()
    story.report("Harbour Post", "The Vessian spy agency (VSA) said a ship was on its way.", published="2031-05-02")
    story.said(
        "Harbour Post", "The Vessian spy agency (VSA)", "said", "a ship was on its way", "Vessian Spy Agency (VSA)"
    )
    story.report("Quay Times", "A ship is on its way.", published="2031-05-03")
    story.own("Quay Times", "A ship is on its way")
    made, absent = strike(story.trace(), ["VSA"])
    assert made.without_support == ("c1",) and len(made.struck) == 1 and not absent

    story.report("Mole News", "Captain Oru Tay said a ship had left for the strait.")
    story.said("Mole News", "Captain Oru Tay", "said", "a ship had left for the strait", "Oru Tay", kind="person")
    assert strike(story.trace(), ["vsa"])[0].without_support == ()

    same, (unknown,) = strike(story.trace(), ["Vessian spy agencies"])
    assert same.struck == () and unknown.nearest[0] == "Vessian Spy Agency (VSA)"
