"""What reports do that trips readers: namesakes, couples, interviews, borrowed reports; through the whole pipeline."""

from __future__ import annotations

import pytest

from sayso.model.attribution import Attribution
from sayso.model.reading import Reading
from sayso.model.source import Source
from sayso.pipeline import Pipeline
from sayso.stages.admit import admit_text


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    """The models, loaded once."""
    return Pipeline()


def spoken(reading: Reading) -> list[tuple[str, Source | None, Attribution]]:
    """Return each attribution's source words, whom they lead to, and the attribution."""
    sources = {s.id: s for s in reading.sources}
    return [
        (" ".join(s.of(reading.text) for s in a.source), sources.get(a.source_id or ""), a)
        for a in reading.attributions
    ]


def test_two_people_of_one_surname_stay_two_and_the_surname_alone_is_doubted(pipeline: Pipeline) -> None:
    text = (
        "Marta Delling, who owns the mill, said the roof would be mended by June. "
        "Her rival Viktor Delling, a town councillor, said the building should be torn down.\n\n"
        "Marta Delling told the court that she had paid for the repairs.\n\n"
        "Viktor Delling denied that the beams were sound. Mr. Delling said that he had seen them rot.\n\n"
        "Delling said the case would go on."
    )
    found = {words.rstrip(","): (s, a) for words, s, a in spoken(pipeline.read(admit_text(text)))}
    assert {s.name for s, _ in found.values() if s} == {"Marta Delling", "Viktor Delling"}
    mr = found["Mr. Delling"][0]
    assert mr is not None and mr.name == "Viktor Delling"
    assert found["Delling"][1].source_status == "withheld"


def test_man_and_wife_are_told_apart_by_their_titles(pipeline: Pipeline) -> None:
    text = (
        "Henrik Solvang said the boat was too old. His wife, Ingrid Solvang, said the passengers had left.\n\n"
        "Mrs. Solvang told the local council that no buyer had been found. Mr. Solvang said he would miss it."
    )
    found = [s.name for _, s, _ in spoken(pipeline.read(admit_text(text))) if s]
    assert found[-2:] == ["Ingrid Solvang", "Henrik Solvang"]
    assert set(found) == {"Ingrid Solvang", "Henrik Solvang"}


def test_in_a_first_person_interview_i_outside_quotations_is_nobody_named(pipeline: Pipeline) -> None:
    text = (
        "Paula Renn has kept bees above the town of Askel for forty years.\n\n"
        "I met her in her kitchen. “I never wear a veil,” she said. I asked why she still climbs the ladder. "
        "She said that nobody else would."
    )
    for words, source, attribution in spoken(pipeline.read(admit_text(text))):
        if words == "I":
            assert (source, attribution.source_status) == (None, "unresolved")
        elif words:
            assert source is not None and source.name == "Paula Renn"


def test_a_transcripts_q_is_no_name(pipeline: Pipeline) -> None:
    text = (
        "Interview with Tomas Keld, the harbour master of Skarn\n\n"
        "Q: When did you first hear of the leak?\n\nA: We heard of it on Sunday. I told the port authority at once.\n\n"
        "Q: Who closed the lock?\n\nA: My deputy did."
    )
    reading = pipeline.read(admit_text(text))
    assert not {s.name for s in reading.sources} & {"Q", "A"}
    for words, source, _ in spoken(reading):
        if words == "A":
            assert source is not None and source.name == "Tomas Keld"


def test_a_report_that_quotes_a_report_keeps_the_paper_as_one_source(pipeline: Pipeline) -> None:
    text = (
        "The Skarn Courier reported on Tuesday that the bridge at Holm would close for a year.\n\n"
        "The newspaper said that an engineer had told the council in May that the bolts were loose.\n\n"
        "According to the Courier, the council has known since spring."
    )
    outlets = {s.id for words, s, _ in spoken(pipeline.read(admit_text(text))) if s and s.kind == "outlet"}
    assert len(outlets) == 1


def test_they_alone_are_unresolved(pipeline: Pipeline) -> None:
    text = "They said the water was clean.\n\nThey said that nobody had fallen ill."
    found = spoken(pipeline.read(admit_text(text)))
    assert found
    assert {a.source_status for _, _, a in found} == {"unresolved"}


def test_a_tweet_is_its_authors(pipeline: Pipeline) -> None:
    text = (
        "The governor of Askel, Rune Vester, fired his deputy on Thursday.\n\n"
        "“Time for new people. Thanks for nothing! #Askel,” Vester wrote on Twitter."
    )
    found = [s for _, s, _ in spoken(pipeline.read(admit_text(text))) if s]
    assert [(s.name, s.party) for s in found] == [("Rune Vester", "Askel")]


def test_ten_officials_stay_ten(pipeline: Pipeline) -> None:
    text = (
        "An official said the talks had begun. Another official said they had not.\n\n"
        "A third official, who was in the room, said nobody had spoken. "
        "A senior official in the finance ministry said the money was ready.\n\n"
        "A finance ministry official said there was no money. Two officials said they knew nothing.\n\n"
        "A border official said the road was open. A customs official said it was closed.\n\n"
        "The customs official said it would open soon."
    )
    reading = pipeline.read(admit_text(text))
    found = [s for _, s, _ in spoken(reading) if s]
    assert all(s.kind == "unnamed" for s in found)
    assert len({s.id for s in found}) == len(found) - 1  # the customs official speaks twice


def test_who_asked_and_who_said_are_one(pipeline: Pipeline) -> None:
    text = "A senior official, who asked not to be named, said the ship had been told to leave."
    assert len({s.id for _, s, _ in spoken(pipeline.read(admit_text(text))) if s}) == 1
