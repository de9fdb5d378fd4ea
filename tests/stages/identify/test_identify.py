"""Who a source is, for whom it speaks, and where the answer must stay open; every text is invented."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.attribution import Attribution
from sayso.model.parse import Entity, Parse
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.stages.identify import antecedent, identify
from tests.stages.identify.conftest import Who, parse_of, read


def names(found: list[Any]) -> list[str]:
    return [x if isinstance(x, str) else x.name for x in found]


def test_short_forms_are_one_source(who: Who) -> None:
    found = who(
        "<p:Mara Vell> said it rained. Mrs. <p:Vell> said it snowed. <p:Vell> said it stopped.",
        "Mara Vell",
        "Mrs. Vell",
        "Vell",
    )
    assert names(found) == ["Mara Vell"] * 3
    assert len({s.id for s in found}) == 1


def test_a_title_tells_man_from_wife(who: Who) -> None:
    found = who(
        "<p:Robert Crane> met <p:Helen Crane>. Mr. <p:Crane> said no. Mrs. <p:Crane> said yes.",
        "Mr. Crane",
        "Mrs. Crane",
    )
    assert names(found) == ["Robert Crane", "Helen Crane"]


def test_two_people_of_one_surname_stay_two(who: Who) -> None:
    found = who("<p:Anna Holt> said no. <p:Peter Holt> said yes.", "Anna Holt", "Peter Holt")
    assert names(found) == ["Anna Holt", "Peter Holt"]


def test_an_abbreviation_in_brackets_is_the_same_body(who: Who) -> None:
    found = who(
        "The <o:Harbour Safety Board> (<o:HSB>) said no. An <o:HSB> statement reads so.",
        "The Harbour Safety Board",
        "An HSB statement",
    )
    assert names(found) == ["Harbour Safety Board (HSB)"] * 2
    assert found[0].id == found[1].id
    assert found[0].kind == "organisation"


def test_an_envoy_speaks_for_his_state_not_for_where_he_is_sent(who: Who) -> None:
    found = who(
        "<g:Norway>’s ambassador to <g:Chile>, <p:Nils Berg>, said no. The <n:Norwegian> envoy said yes.",
        "Norway’s ambassador to Chile, Nils Berg",
        "The Norwegian envoy",
    )
    assert names(found) == ["Nils Berg"] * 2
    assert [s.party for s in found] == ["Norway", "Norway"]


def test_a_capital_stands_for_its_government(who: Who) -> None:
    (found,) = who("<g:Oslo> said the ships had left.", "Oslo")
    assert (found.name, found.party, found.kind) == ("Norway", "Norway", "organisation")


def test_a_campaign_is_a_name_made_by_rule(who: Who) -> None:
    found = who(
        "Republican presidential nominee <p:Dora Finch> said no. <p:Finch> spokesman <p:Ian Moss> said yes.",
        "Republican presidential nominee Dora Finch",
        "Finch spokesman Ian Moss",
    )
    assert [s.party for s in found] == ["Finch campaign", "Finch campaign"]
    assert "made by rule" in found[0].evidence[0].says


def test_a_lawmaker_speaks_for_himself(who: Who) -> None:
    (found,) = who("Sen. <p:Omar Reed> said no.", "Sen. Omar Reed")
    assert (found.name, found.party, found.kind) == ("Omar Reed", None, "person")


def test_an_officer_speaks_for_the_company(who: Who) -> None:
    found = who(
        "<p:Lena Ortiz>, chief executive of <o:Quill Corp>, said no.", "Lena Ortiz, chief executive of Quill Corp"
    )
    assert found[0].party == "Quill Corp"


def test_pronouns_follow_who_spoke_and_gender(who: Who) -> None:
    found = who(
        "<p:Mary Dunn> met <p:John Frost>. <p:Dunn> said it rained. She said it snowed. He said no.",
        "Dunn",
        "She",
        "He",
    )
    assert names(found) == ["Mary Dunn", "Mary Dunn", "John Frost"]


def test_i_in_a_quotation_is_who_says_it(who: Who) -> None:
    found = who("“I believes it rained,” said <p:Mary Dunn>.", "Mary Dunn|“I believes it rained,”", within=None)
    assert names(found) == ["Mary Dunn"]
    reading = read(
        "<p:Mary Dunn> said: “I believes it rained.”", "Mary Dunn|“I believes it rained.”", "I|it rained", within={1: 0}
    )
    assert reading.attributions[1].source_id == reading.attributions[0].source_id


def test_ten_officials_stay_ten(who: Who) -> None:
    text = " ".join("A senior official said no." for _ in range(10))
    found = who(text, *["A senior official"] * 10)
    assert len({s.id for s in found}) == 10
    assert {s.kind for s in found} == {"unnamed"}


def test_the_official_is_the_one_before(who: Who) -> None:
    found = who("An <n:Iraqi> official said no. The official said yes.", "An Iraqi official", "The official")
    assert found[0].id == found[1].id
    assert found[0].party == "Iraq"


@pytest.mark.parametrize("pronoun", ["they", "They", "he", "it", "we", "I", "you"])
def test_a_lone_pronoun_is_nobody_we_know(who: Who, pronoun: str) -> None:
    assert who(f"Yesterday {pronoun} said no.", pronoun) == ["unresolved"]


def test_no_source_is_none(who: Who) -> None:
    assert who("It reportedly rained.", "|rained") == ["none"]


def test_two_names_together_are_one_source_of_two(who: Who) -> None:
    found = who(
        "<p:Ann Lee> and <p:Bo Marsh> said no. The two leaders said yes.", "Ann Lee and Bo Marsh", "The two leaders"
    )
    assert names(found) == ["Ann Lee and Bo Marsh"] * 2


def test_who_follows_its_name(who: Who) -> None:
    found = who("They asked <p:Ann Lee>, who said no.", "who")
    assert names(found) == ["Ann Lee"]


def test_a_transcript_names_its_speakers_in_capitals(who: Who) -> None:
    found = who("<p:Ann Lee> spoke.\n\nLEE: No.\n\nQ: Why?\n\nA: Because.", "LEE", "Q", "A")
    assert found[0].name == "Ann Lee"


def test_an_interview_keeps_i_with_its_speaker() -> None:
    reading = read(
        "<p:Ann Lee> spoke to us.\n\n“I praised him,” <p:Lee> said. “I warned them.”",
        "Lee|“I praised him,”",
        within=None,
    )
    assert reading.sources[0].name == "Ann Lee"


def test_a_report_that_quotes_a_report_keeps_both(who: Who) -> None:
    found = who(
        "<p:Ann Lee>, the <o:Harbour Times> reported, told aides that it rained.", "Ann Lee", "the Harbour Times"
    )
    assert [s.kind for s in found] == ["person", "outlet"]


def test_a_tweet_is_its_authors(who: Who) -> None:
    found = who("<p:Ann Lee> spoke. Her tweet said so. <p:Lee>’s tweet reads so.", "Her tweet", "Lee’s tweet")
    assert names(found) == ["Ann Lee", "Ann Lee"]


def test_a_vice_presidential_nominee_speaks_for_the_ticket(who: Who) -> None:
    found = who(
        "Republican presidential nominee <p:Dora Finch> left. <p:Finch>'s running mate, Gov. <p:Otto Bell>, said no.",
        "Finch's running mate, Gov. Otto Bell",
    )
    assert (found[0].name, found[0].party) == ("Otto Bell", "Finch campaign")


def test_a_government_in_its_own_houses(who: Who) -> None:
    found = who("The <o:Pentagon> said no. The <o:State Department> said yes.", "The Pentagon", "The State Department")
    assert [s.party for s in found] == ["United States", "United States"]


def test_a_legislature_keeps_its_own_voice(who: Who) -> None:
    (found,) = who("<o:Congress> said no.", "Congress")
    assert found.party == "Congress"


def test_two_who_fit_alike_are_withheld(who: Who) -> None:
    found = who("Senators <p:Ann Lee> and <p:Eve Marsh> met before the senator left.", "the senator")
    assert found == ["withheld"]


def test_every_finding_says_why() -> None:
    reading = read("<p:Ann Lee> said no. She said yes. Critics said so.", "Ann Lee", "She", "Critics")
    for attribution in reading.attributions:
        assert attribution.evidence[-1].says.endswith(".")


def test_ids_last_when_read_again() -> None:
    text, wanted = "<p:Ann Lee> said no. She said yes.", ("Ann Lee", "She")
    assert read(text, *wanted).sources == read(text, *wanted).sources


def test_no_attributions_no_sources() -> None:
    text, parse = parse_of("It rained.")
    assert identify(Reading(Report(id="r", text=text)), parse).sources == ()


def test_antecedent_finds_the_name() -> None:
    text, parse = parse_of("<p:Mary Dunn> met <p:John Frost> before she left.")
    found = antecedent(text, parse, Span(text.index("she"), text.index("she") + 3))
    assert found is not None
    assert found.name == "Mary Dunn"
    assert all(span.of(text) == "Mary Dunn" for span in found.mentions)


PIECES = st.lists(
    st.sampled_from(
        [
            "Ann",
            "Lee",
            "said",
            "he",
            "she",
            "they",
            "the",
            "official",
            "of",
            ",",
            ".",
            "“",
            "”",
            '"',
            "(",
            ")",
            "'s",
            "’",
            "\n\n",
            "U.S.",
            "Sen",
            "who",
            "\u200f",
            "\u00a0",
            "\ud800",
            "and",
            "President",
            "spokesman",
            "1",
            "-",
            "—",
        ]
    ),
    max_size=30,
)


@settings(max_examples=150, deadline=None)
@given(PIECES, st.data())
def test_any_text_and_any_spans_give_a_value(pieces: list[str], data: st.DataObject) -> None:
    text = " ".join(pieces)
    spans = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: Span(min(p), max(p)))
    tokens, at = [], 0
    for piece in pieces:
        tokens.append(Span(at, at + len(piece)))
        at += len(piece) + 1
    tokens = [t for t in tokens if t.of(text).strip()]
    tags = tuple(data.draw(st.sampled_from(["NOUN", "PROPN", "VERB", "ADP", "PRON", "PUNCT", "DET"])) for _ in tokens)
    entities = tuple(
        Entity(s, data.draw(st.sampled_from(["PERSON", "ORG", "GPE", "NORP", "DATE"])))
        for s in data.draw(st.lists(spans, max_size=4))
    )
    found = tuple(
        Attribution(
            f"a{i}",
            tuple(sorted(data.draw(st.lists(spans, max_size=2)))),
            (),
            (data.draw(spans),),
            within=data.draw(st.sampled_from([None, "a0", "a1", "zz"])),
        )
        for i in range(data.draw(st.integers(0, 4)))
    )
    reading = identify(Reading(Report(id="r", text=text), found), Parse(tuple(tokens), tags, tuple(tokens), entities))
    known = {s.id for s in reading.sources}
    assert len(known) == len(reading.sources)
    for attribution in reading.attributions:
        assert (attribution.source_id in known) == (attribution.source_status in ("named", "unnamed"))
    for source in reading.sources:
        assert source.name
        for span in source.mentions:
            assert 0 <= span.start <= span.end <= len(text)


def test_a_surname_that_two_share_alike_is_withheld(who: Who) -> None:
    found = who("<p:Ann Holt> met <p:Eve Holt>. <p:Holt> said no.", "Ann Holt", "Eve Holt", "Holt")
    assert names(found) == ["Ann Holt", "Eve Holt", "withheld"]


def test_an_adviser_is_not_the_one_advised(who: Who) -> None:
    (found,) = who(
        "<p:Omar Reed> left. A senior adviser to President <p:Reed> said no.", "A senior adviser to President Reed"
    )
    assert (found.name, found.kind) == ("senior adviser to President Reed", "unnamed")


def test_people_named_with_their_states_are_two(who: Who) -> None:
    (found,) = who(
        "Sen. <p:Ann Lee> of <g:Ohio> and Sen. <p:Bo Marsh> of <g:Iowa> said no.",
        "Sen. Ann Lee of Ohio and Sen. Bo Marsh of Iowa",
    )
    assert found.name == "Ann Lee and Bo Marsh"


def test_a_long_text_stays_linear() -> None:
    text = "<p:Ann Lee> said no. She said yes. The official left.\n\n" * 300
    reading = read(text, "Ann Lee", "She")
    assert len(reading.sources) == 1


def test_whoever_campaigns_for_a_candidate_speaks_for_the_campaign(who: Who) -> None:
    found = who(
        "<p:Karl Ames> called it mad at a campaign rally in <g:Reno> for his wife <p:Lena Ames>.",
        "Karl Ames",
    )
    assert found[0].party == "Ames campaign"
    assert "campaigns for Lena Ames" in found[0].evidence[0].says


def test_a_letter_is_whose_name_stands_below(who: Who) -> None:
    found = who("I left the party.\n\n<p:Ruth Okafor>.\n\nWe asked about it.", "I", "We")
    assert names(found) == ["Ruth Okafor", "unresolved"]


def test_such_as_leads_to_those_named(who: Who) -> None:
    found = who(
        "Critics such as <p:Lars Holm> and <p:Eva Lund> said no.",
        "Critics such as Lars Holm and Eva Lund",
    )
    assert names(found) == ["Lars Holm and Eva Lund"]


def test_a_council_without_a_name_speaks_for_itself(who: Who) -> None:
    assert who("A fishing council said no.", "A fishing council")[0].party == "fishing council"


def test_a_thing_that_reportedly_does_so_is_no_source() -> None:
    text, parse = parse_of("The scheme reportedly needs a permit.")
    found = Attribution("a", (Span(0, 10),), (Span(11, 27),), (Span(28, 36),))
    reading = identify(Reading(Report(id="r", text=text), (found,)), parse)
    assert (reading.attributions[0].source_status, reading.sources) == ("none", ())


def test_a_bodys_common_noun_with_a_capital_is_the_body_named_before(who: Who) -> None:
    found = who(
        "The <o:Harbour Safety Service> said no. The <o:Service> said yes.",
        "The Harbour Safety Service",
        "The Service",
    )
    assert names(found) == ["Harbour Safety Service"] * 2
    assert found[0].id == found[1].id


def test_a_common_noun_that_two_bodies_share_is_neither(who: Who) -> None:
    found = who(
        "The <o:Harbour Safety Service> and the <o:Weather Service> met. The <o:Service> said yes.", "The Service"
    )
    assert names(found) == ["Service"]


def test_an_office_after_a_name_makes_it_a_persons(who: Who) -> None:
    found = who(
        "<o:Corwen Dask>, the spokesman of the <o:Harbour Board>, said no.",
        "Corwen Dask, the spokesman of the Harbour Board,",
    )
    assert [(x.name, x.kind, x.party) for x in found] == [("Corwen Dask", "person", "Harbour Board")]
    found = who("<o:Dask Brothers>, the owner of the dock, said no.", "Dask Brothers, the owner of the dock,")
    assert [x.kind for x in found] == ["organisation"]


def test_evidence_speaks_for_the_body_that_has_it(who: Who) -> None:
    found = who(
        "Data at the disposal of the <o:Harbour Board> said no. "
        "Documents in the possession of the <o:Quay Post> said yes.",
        "Data at the disposal of the Harbour Board",
        "Documents in the possession of the Quay Post",
    )
    assert [x.kind for x in found] == ["organisation", "document"]
    assert found[0].name == "Harbour Board"


def test_a_bodys_noun_before_of_is_part_of_its_name(who: Who) -> None:
    found = who("The Ministry <o:of Works> said no. The <o:Council of Elders> said yes.", "The Ministry of Works")
    assert names(found) == ["Ministry of Works"]


def test_a_clause_after_a_name_is_whose_name_it_is(who: Who) -> None:
    found = who("<o:Brack Water Company>, which supplies the town, denied it.", "which supplies the town")
    assert names(found) == ["Brack Water Company"]
