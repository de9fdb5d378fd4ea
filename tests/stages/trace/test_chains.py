"""Chains through nested sources, links, credits, copies and outlets; what decisions do; what is lost on the way."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.claim import Claim
from sayso.model.report import Block
from sayso.model.trace import Decision
from sayso.stages.trace import strike, trace
from sayso.stages.trace.own_reporting import sentence_around
from sayso.stages.trace.voices import voices_in
from tests.stages.trace.stories import Story, at, span_of


def hops(story: Story, report: str) -> list[tuple[str, str | None]]:
    made = story.trace()
    names = {source.id: source.name for source in made.sources}
    (occurrence,) = (o for o in made.claims[0].statements if o.report == report)
    return [(hop.kind, names.get(hop.source or "") or hop.outlet) for hop in occurrence.chain]


def test_an_agency_that_passes_on_a_source_and_its_evidence() -> None:
    text = "TASS reported that the spy service, citing letters, said that a fleet had sailed."
    story = Story()
    story.report("Harbour Post", text)
    outer = story.said(
        "Harbour Post", "TASS", "reported", "the spy service, citing letters, said that a fleet had sailed", "TASS",
        kind="outlet", member=False,
    )  # fmt: skip
    basis = (story.readings[0].attributions[0].content[0],)
    story.said(
        "Harbour Post", "the spy service", "said", "a fleet had sailed", "Spy Service", within=outer, basis=basis
    )
    assert hops(story, "Harbour Post") == [("agency", "TASS"), ("source", "Spy Service"), ("basis", None)]


def test_a_chain_through_three_outlets_of_the_dossier() -> None:
    story = Story()
    text = "Mayor Oda Fenn said the depot burned."
    story.report("Brel Wire", text, published="2031-05-02T08:00:00Z", url="https://www.brel.example/1/")
    story.said("Brel Wire", "Mayor Oda Fenn", "said", "the depot burned", "Oda Fenn", kind="person")
    story.report(
        "Harbour Post",
        "The depot burned, and more.",
        published="2031-05-02T09:00:00Z",
        links=[("more", "https://brel.example/1")],
    )
    story.own("Harbour Post", "The depot burned")
    story.report("Quay Times", "The Harbour Post says the depot burned.", published="2031-05-03")
    story.said("Quay Times", "The Harbour Post", "says", "the depot burned", "Harbour Post", kind="organisation")
    assert hops(story, "Quay Times") == [("outlet", "Harbour Post"), ("agency", "Brel Wire"), ("source", "Oda Fenn")]
    (claim,) = story.trace().claims
    assert span_of(story.trace()) == (1, 1, 0)
    assert [(loss.before.report, loss.after.report) for loss in claim.lost_attribution] == [
        ("Brel Wire", "Harbour Post")
    ]


def test_an_outlet_that_is_not_at_hand_is_a_step_all_the_same() -> None:
    story = Story()
    for name in ("Harbour Post", "Quay Times"):
        story.report(name, "The Mole News reports that the depot burned.")
        story.said(name, "The Mole News", "reports", "the depot burned", "Mole News", kind="outlet")
    assert hops(story, "Quay Times") == [("outlet", "Mole News")]
    assert span_of(story.trace()) == (1, 1, 0)


def test_one_conduit_without_its_source_is_a_possible_tie() -> None:
    story = Story()
    story.report("Harbour Post", "Fenn said the depot burned, TASS reported.")
    outer = story.said(
        "Harbour Post", "TASS", "reported", "Fenn said the depot burned", "TASS", kind="outlet", member=False
    )
    story.said("Harbour Post", "Fenn", "said", "the depot burned", "Oda Fenn", kind="person", within=outer)
    story.report("Quay Times", "TASS reported the depot burned.")
    story.said("Quay Times", "TASS", "reported", "the depot burned", "TASS", kind="outlet")
    made = story.trace()
    assert span_of(made) == (1, 2, 0)
    assert "Both come through TASS" in made.claims[0].ties[0].says


def test_a_credited_agency_is_a_step() -> None:
    story = Story()
    story.report("Harbour Post", "An aide said the depot burned.", credit="AP")
    story.said("Harbour Post", "An aide", "said", "the depot burned", "an aide", kind="unnamed")
    assert hops(story, "Harbour Post") == [("agency", "AP"), ("source", "an aide")]


def test_what_a_reporter_says_he_watched_is_the_outlets_own() -> None:
    story = Story()
    story.report("Harbour Post", "The depot burned to the ground. I watched it from the quay.")
    story.own("Harbour Post", "The depot burned to the ground")
    assert [o.kind for o in story.trace().claims[0].origins] == ["own reporting"]


def test_a_bodys_own_statement_is_that_bodys_word() -> None:
    story = Story()
    story.report("Tollan Port Authority", "The north crane has failed.", published="2031-05-02")
    story.own("Tollan Port Authority", "The north crane has failed")
    story.report("Harbour Post", "The Tollan Port Authority said the north crane had failed.", published="2031-05-03")
    said = ("The Tollan Port Authority", "said", "the north crane had failed")
    story.said("Harbour Post", *said, "Tollan Port Authority")
    made = story.trace()
    assert span_of(made) == (1, 1, 0)


def test_a_headline_that_asserts_what_its_text_attributes() -> None:
    story = Story()
    story.report("Harbour Post", "Crane sabotaged in port\nOda Fenn said the crane was sabotaged.")
    story.own("Harbour Post", "Crane sabotaged in port", voice="headline")
    story.said("Harbour Post", "Oda Fenn", "said", "the crane was sabotaged", "Oda Fenn", kind="person")
    (claim,) = story.trace().claims
    assert len(claim.lost_attribution) == 1 and "headline" in claim.lost_attribution[0].says
    assert span_of(story.trace()) == (1, 1, 0)

    told = Story()
    told.report("Harbour Post", "Crane sabotaged, mayor says\nOda Fenn said the crane was sabotaged.")
    told.own("Harbour Post", "Crane sabotaged, mayor says", voice="headline")
    told.said("Harbour Post", "Oda Fenn", "said", "the crane was sabotaged", "Oda Fenn", kind="person")
    assert not told.trace().claims[0].lost_attribution


def test_an_amount_and_a_quotation_that_change_on_the_way() -> None:
    story = Story()
    for name, day, words in (
        ("Harbour Post", "2031-05-02", "“We counted at least 60 boats in the bay”"),
        ("Quay Times", "2031-05-03", "“We counted hundreds of boats in the bay”"),
    ):
        story.report(name, f"{words}, Oda Fenn said.", published=day)
        story.said(name, "Oda Fenn", "said", words, "Oda Fenn", kind="person", quotation="direct")
    story.amount("Harbour Post", "at least 60 boats", 60, None, "boats")
    story.amount("Quay Times", "hundreds of boats", 200, None, "boats")
    (claim,) = story.trace().claims
    assert sorted(d.what for d in claim.drift) == ["amount", "wording"]
    assert all((d.before.report, d.after.report) == ("Harbour Post", "Quay Times") for d in claim.drift)


def test_two_sources_with_two_figures_are_no_drift() -> None:
    story = Story()
    for name, day, who, words in (
        ("Harbour Post", "2031-05-02", "Oda Fenn", "60 boats"),
        ("Quay Times", "2031-05-03", "Oru Tay", "90 boats"),
    ):
        story.report(name, f"{who} counted {words}.", published=day)
        story.said(name, who, "counted", words, who, kind="person")
        story.amount(name, words, float(words[:2]), float(words[:2]), "boats")
    assert not story.trace().claims[0].drift


def test_a_report_given_twice_counts_once() -> None:
    story = Story()
    story.report("Harbour Post", "Oda Fenn said the depot burned.")
    story.said("Harbour Post", "Oda Fenn", "said", "the depot burned", "Oda Fenn", kind="person")
    made = story.trace([*story.readings, *story.readings])
    assert len(made.reports) == 1 and span_of(made) == (1, 1, 0)


def test_sources_joined_and_parted_by_decision() -> None:
    story = Story()
    story.report("Harbour Post", "Fenn said the depot burned.")
    story.said("Harbour Post", "Fenn", "said", "the depot burned", "Fenn", kind="person")
    story.report("Quay Times", "Oda Fenn said the depot burned.")
    story.said("Quay Times", "Oda Fenn", "said", "the depot burned", "Oda Fenn", kind="person")
    assert span_of(story.trace()) == (2, 2, 0)
    pair = ("Harbour Post/s:Fenn", "Quay Times/s:Oda Fenn")
    assert span_of(story.trace(decisions=[Decision("same", pair)])) == (1, 1, 0)
    both = [Decision("same", pair), Decision("different", pair)]
    assert span_of(story.trace(decisions=both)) == (2, 2, 0)


def test_origins_tied_by_decision_and_decisions_that_fit_nothing() -> None:
    story = Story()
    for name, who in (("Harbour Post", "Oda Fenn"), ("Quay Times", "Oru Tay")):
        story.report(name, f"{who} said the depot burned.")
        story.said(name, who, "said", "the depot burned", who, kind="person")
    first, second = (origin.id for origin in story.trace().claims[0].origins)
    tie = Decision("tie", (first, second), who="R. Oum", why="Tay has it from Fenn")
    made = story.trace(decisions=[tie])
    assert span_of(made) == (1, 1, 0) and "Tay has it from Fenn" in made.claims[0].ties[0].says
    maybe = Decision("tie", (first, second), certain=False)
    assert span_of(story.trace(decisions=[maybe])) == (1, 2, 0)
    lost = [Decision("cut", ("t0",)), Decision("tie", (first, "o0")), Decision("same", ("x/y", "z/w"))]
    assert story.trace(decisions=lost).orphans == tuple(lost)


@pytest.mark.parametrize("linked", [False, True])
def test_a_cited_report_that_matching_put_under_another_claim(linked: bool) -> None:
    story = Story()
    words = "dozens of cranes were sabotaged at Tollan under cover of fog"
    story.report("Brel Herald", f"The port says {words}.", published="2031-05-01")
    story.said("Brel Herald", "The port", "says", words, "the port")
    outlet = "The Quay" if linked else "The Quay Times"
    story.report("q", f"{words}.", outlet=outlet, url="https://quay.example/cranes", published="2031-05-02")
    story.own("q", words)
    story.copy("Brel Herald", "q", words)
    other = Claim("c2", words, tuple(story.members))
    story.members.clear()
    content = "Hundreds of cranes were sabotaged at Tollan"
    links = [("Quay Times", "https://www.quay.example/cranes")] if linked else []
    story.report("Pierwatch", f"{content}, the Quay Times reported.", published="2031-05-03", links=links)
    story.said("Pierwatch", "the Quay Times", "reported", content, "Quay Times", kind="outlet")

    (made,) = trace(story.readings, [story.claim(), other], sources=story.sources(), passages=story.passages).claims
    (occurrence,) = (one for one in made.statements if one.report == "Pierwatch")
    assert any("cites" in why.says or "links" in why.says for why in occurrence.evidence)
    assert [hop.outlet for hop in occurrence.chain] == ["Quay Times", "Brel Herald", None]
    (origin,) = made.origins
    assert origin.source == "Brel Herald|the port"


def test_hours_that_change_on_the_way() -> None:
    story = Story()
    story.report("Brel Wire", "Mayor Oda Fenn said the depot burned from one to four in the morning.")
    story.said("Brel Wire", "Mayor Oda Fenn", "said", "the depot burned from one to four in the morning", "Oda Fenn")
    story.report("Quay Times", "The depot burned after midnight, Mayor Oda Fenn said.", published="2031-05-03")
    story.said("Quay Times", "Mayor Oda Fenn", "said", "The depot burned after midnight", "Oda Fenn")
    story.report("Mole News", "The depot burned after 12 hours, Mayor Oda Fenn said.", published="2031-05-04")
    story.said("Mole News", "Mayor Oda Fenn", "said", "The depot burned after 12 hours", "Oda Fenn")
    (drift,) = story.trace().claims[0].drift
    assert drift.what == "date"
    assert drift.says == (
        "One has “after midnight”, the other “from one to four in the morning”; which was first is not known."
    )


def test_a_name_in_a_dateline_or_a_byline_is_an_agencys() -> None:
    story = Story()
    said = ("Mayor Oda Fenn", "said", "the depot burned", "Oda Fenn")
    story.report("Brel Wire", "TOLLAN (Brel Wire) - Mayor Oda Fenn said the depot burned.", published="2031-05-02")
    story.said("Brel Wire", *said)
    story.report("Quay Times", "Mayor Oda Fenn said the depot burned.", published="2031-05-03", authors=("Corda",))
    story.said("Quay Times", *said)
    story.report("Corda", "Mayor Oda Fenn said the depot burned.", published="2031-05-03")
    story.said("Corda", *said)
    story.report("Mole News", "The depot burned.\n\nSource: Quay Times", published="2031-05-04")
    story.own("Mole News", "The depot burned")
    assert hops(story, "Brel Wire") == [("source", "Oda Fenn")]
    assert hops(story, "Quay Times") == [("agency", "Corda"), ("source", "Oda Fenn")]
    assert hops(story, "Mole News") == [("outlet", "Quay Times"), ("agency", "Corda"), ("source", "Oda Fenn")]


def test_a_headline_that_names_nobody_has_it_from_whom_its_text_has_it() -> None:
    story = Story()
    text = "Fenn accused of burning the depot\n\nMayor Oda Fenn burned the depot, the union said."
    head = Block("headline", at(text, "Fenn accused of burning the depot"))
    story.report("Quay Times", text, blocks=(head,))
    story.said("Quay Times", "", "accused of", "burning the depot", None, manner="accusing")
    story.said("Quay Times", "the union", "said", "Mayor Oda Fenn burned the depot", "the union")
    made = story.trace()
    assert span_of(made) == (1, 1, 0)
    assert [[hop.kind for hop in o.chain] for o in made.claims[0].statements] == [["source"], ["source"]]


def test_a_link_to_a_sources_own_statement_is_no_step() -> None:
    story = Story()
    page = "https://dunmore.example/statement"
    story.report("d", "The depot burned, the Authority says.", outlet="Dunmore Harbour Authority", url=page)
    story.said("d", "the Authority", "says", "The depot burned", "Dunmore Harbour Authority (DHA)")
    links = [("a statement", page)]
    story.report("Quay Times", "The depot burned, the Authority said in a statement.", links=links)
    story.said("Quay Times", "the Authority", "said", "The depot burned", "Dunmore Harbour Authority (DHA)")
    assert hops(story, "Quay Times") == [("source", "Dunmore Harbour Authority (DHA)")]


class TestClaimsThatReportsLeadTo:
    def claims(self, story: Story, apart: int, **more: object) -> list[set[str]]:
        """Trace a story whose members from a number on are claims of their own."""
        whole = story.claim()
        parts = [whole.members[:apart], *((member,) for member in whole.members[apart:])]
        given = [Claim(f"c{n}", f"claim {n}", tuple(members)) for n, members in enumerate(parts)]
        made = trace(story.readings, given, sources=story.sources(), passages=story.passages, **more)
        return [{o.report for o in claim.statements} for claim in made.claims]

    def test_a_headline_goes_with_its_text(self) -> None:
        story = Story()
        text = "40 cranes wrecked at Tollan\n\nAt least 40 cranes have been sabotaged at Tollan."
        story.report("Quay Times", text, blocks=(Block("headline", at(text, "40 cranes wrecked at Tollan")),))
        story.own("Quay Times", "At least 40 cranes have been sabotaged at Tollan")
        story.own("Quay Times", "40 cranes wrecked at Tollan", voice="headline")
        (made,) = trace(story.readings, [Claim("c0", "", (m,)) for m in story.members]).claims
        (moved,) = (o for o in made.statements if o.voice == "headline")
        assert "headline" in moved.evidence[-1].says

    def test_a_denial_goes_with_what_the_same_report_says_is_claimed(self) -> None:
        story = Story()
        story.report(
            "Quay Times", "Vessia says cranes were sabotaged at Tollan. Orm denied any Tollan cranes were hurt."
        )
        story.said("Quay Times", "Vessia", "says", "cranes were sabotaged at Tollan", "Vessia")
        story.said("Quay Times", "Orm", "denied", "any Tollan cranes were hurt", "Orm", stance="denies")
        assert self.claims(story, 1) == [{"Quay Times"}, {"Quay Times"}]  # two words are not enough
        assert self.claims(story, 1, alike=lambda a, b: 0.9) == [{"Quay Times"}]

    def test_two_months_are_two_claims_whoever_cites_whom(self) -> None:
        story = Story()
        for name, month in (("Quay Times", "February"), ("Mole News", "May")):
            story.report(name, f"Forty cranes were sabotaged at Tollan in {month}, the Quay Times reports.")
            content = f"Forty cranes were sabotaged at Tollan in {month}"
            story.said(name, "the Quay Times", "reports", content, "Quay Times", kind="outlet")
            story.time(name, month, "2031-02" if month == "February" else "2031-05")
        # the times are tied to their statements as grounding ties them
        for place, reading in enumerate(story.readings):
            own = tuple(replace(t, statements=(reading.statements[0].id,)) for t in reading.times)
            story.readings[place] = replace(reading, times=own)
        assert self.claims(story, 1) == [{"Quay Times"}, {"Mole News"}]


def test_several_in_one_breath_are_an_origin_each() -> None:
    story = Story()
    story.report("Quay Times", "The depot burned, police and a witness said.")
    words = "police and a witness"
    story.said("Quay Times", words, "said", "The depot burned", words, kind="unnamed")
    story.report("Mole News", "The depot burned, the witness told us.")
    story.said("Mole News", "the witness", "told", "The depot burned", "witness", kind="unnamed")
    made = story.trace()
    (claim,) = made.claims
    names = {source.id: (source.name, source.kind) for source in made.sources}
    first = [o for o in claim.statements if o.report == "Quay Times"]
    assert [names[o.chain[0].source or ""] for o in first] == [("police", "organisation"), ("witness", "unnamed")]
    assert len({o.origin for o in first}) == 2 and len({o.statement for o in first}) == 1
    assert span_of(made) == (2, 3, 0)
    (police,) = (source.id for source in made.sources if source.name == "police")
    assert strike(made, [police])[0].without_support == ()


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("Police and a witness", ("Police", "a witness")),
        ("two officials, a farmer and the mayor", ("two officials", "a farmer", "the mayor")),
        ("Oda Fenn and Oru Tay", ("Oda Fenn", "Oru Tay")),
        ("police and fire officials", ()),
        ("police and local residents", ("police", "local residents")),
        ("people who saw and heard it", ()),
        ("the secretary of trade and industry", ()),
        ("the salt and pepper trade", ()),
        ("", ()),
    ],
)
def test_who_speaks_in_one_breath(words: str, parts: tuple[str, ...]) -> None:
    assert voices_in(words) == parts


def test_a_body_that_two_reports_only_describe_may_be_one() -> None:
    story = Story()
    for name in ("Quay Times", "Mole News"):
        story.report(name, "Police said the depot burned.")
        story.said(name, "Police", "said", "the depot burned", "police")
        story.same((name, "police"))
    assert span_of(story.trace()) == (1, 2, 0)


@pytest.mark.parametrize(
    ("before", "after", "says"),
    [
        ("“The heat cracked the bell and all,” Fenn said.", "Fenn said that it “cracked the church and all”.",
         "“bell” became “church”"),
        ("“The heat cracked the bell and all,” Fenn said.", "Fenn said that it “cracked the bell and all”.", ""),
        ("“The heat cracked the bell,” Fenn said.", "“The heat cracked the wall,” Fenn said.", "“bell” became “wall”"),
        ("“The heat cracked the bell,” Fenn said.", "“The heat cracked the bell, and more,” Fenn said.", ""),
    ],
)  # fmt: skip
def test_a_quotation_that_is_altered_in_whole_or_in_part(before: str, after: str, says: str) -> None:
    story = Story()
    for day, text in enumerate((before, after), start=1):
        content = text[: text.index(" Fenn said")] if text.startswith("“") else text.partition("said ")[2]
        story.report(f"r{day}", text, published=f"2031-05-0{day}")
        how = "direct" if text.startswith("“") else "mixed"
        story.said(f"r{day}", "Fenn", "said", content, "Oda Fenn", kind="person", quotation=how)
    (claim,) = story.trace().claims
    assert [says in drift.says for drift in claim.drift if drift.what == "wording"] == ([True] if says else [])


@pytest.mark.parametrize("outlet", ["Quay Times", "Mole News"])
def test_one_text_in_two_places_has_one_origin(outlet: str) -> None:
    story = Story()
    words = "Two aides to the governor said the dam had cracked along its whole length"
    for name, of in (("a", "Quay Times"), ("b", outlet)):
        more = " And more of the kind, at much greater length than that." if outlet == "Quay Times" else ""
        story.report(name, f"{words}.{more}", outlet=of)
        story.said(name, "Two aides to the governor", "said", "the dam had cracked", "two aides", kind="unnamed")
    story.copy("a", "b", words)
    made = story.trace()
    assert span_of(made) == (1, 1, 0)
    assert "one text" in made.claims[0].ties[0].says


@pytest.mark.parametrize(
    ("content", "kept"),
    [
        ("a request for comment", False),
        ("repeated requests for comment from the Quay Times", False),
        ("not to be named because the findings are secret", False),
        ("the depot burned", True),
        ("the request was refused by the council", True),
    ],
)
def test_that_somebody_was_asked_is_no_claim(content: str, kept: bool) -> None:
    story = Story()
    story.report("Quay Times", f"Mayor Oda Fenn did not answer {content}.")
    story.said("Quay Times", "Mayor Oda Fenn", "did not answer", content, "Oda Fenn")
    assert bool(story.trace().claims) is kept


def test_a_sentence_begins_after_the_one_before_it() -> None:
    text = "Two officials told Gull FM so. They were late. Nobody came."
    late = at(text, "They were late")
    assert sentence_around(text, (late,)).of(text).strip() == "They were late."


def test_evidence_after_citing_is_no_claim() -> None:
    story = Story()
    story.report("Quay Times", "The depot burned, Oda Fenn said, citing radar records.")
    story.said("Quay Times", "Oda Fenn", "citing", "radar records", "Oda Fenn")
    story.said("Quay Times", "Oda Fenn", "said", "The depot burned", "Oda Fenn")
    made = trace(story.readings, [Claim(f"c{n}", "", (m,)) for n, m in enumerate(story.members)]).claims
    assert [claim.id for claim in made] == ["c1"]
