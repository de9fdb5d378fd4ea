"""The summary counts the five statuses apart and says it in one sentence."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.faces.summary import excerpt, possessive, summarise
from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.reading import Reading
from sayso.model.report import Block
from sayso.model.source import Source
from sayso.model.span import Span
from sayso.model.statement import Statement
from tests.faces.readings import blank, cable, raw, refused

TEXT = "Strike Planned\n\nThe FIA said so. An FIA paper said so. The FIA envoy said so. Reportedly so. They said so."


def attribution(number: int, source_id: str | None = None, status: str = "named") -> Attribution:
    return Attribution(
        f"a{number}",
        source=(Span(16, 23),) if status not in ("none",) else (),
        cue=(),
        content=(Span(29, 31),),
        source_id=source_id,
        source_status=status,  # type: ignore[arg-type]
    )


def reading(*attributions: Attribution, sources: tuple[Source, ...] = (), headline: str | None = "") -> Reading:
    made = replace(blank(TEXT), attributions=attributions, sources=sources)
    if headline == "":
        return made
    return replace(made, statements=(Statement("t", "headline", (Span(0, 14),), headline),))


FIA = Source("fia", "Foreign Intelligence Agency (FIA)", "organisation", party="Velmara")
ENVOY = Source("envoy", "Mirela Doss", "person", party="Velmara")
STATE = Source("state", "Velmara", "organisation", party="Velmara")
BAKER = Source("baker", "Oda Fenn", "person")
LEAK = Source("leak", "two officials", "unnamed")


def test_the_example_in_one_look() -> None:
    assert summarise(cable()).sentence == (
        "16 attributions: 5 on Ostrand’s word (Piet Halloran 2, Interior Ministry 1, coastguard 1, "
        "unnamed: “a senior official” 1), 3 on Velmara’s (Mirela Doss 2, Velmara itself 1), 2 on Tidewire’s, "
        "1 on Brandt & Sorley’s (unnamed: “engineers working for the insurer…”), 1 on Calder Grid’s, "
        "1 on Oda Fenn’s, 1 on an unnamed source’s (“the captain”), 2 on no one’s; "
        "2 statements in the report’s own voice; the headline’s claim is the Interior Ministry’s, "
        "and the headline doesn’t say so."
    )


def test_the_five_statuses_are_counted_apart() -> None:
    summary = summarise(
        reading(
            attribution(1, "baker"),
            attribution(2, "leak", "unnamed"),
            attribution(3, None, "none"),
            attribution(4, None, "unresolved"),
            attribution(5, "baker", "withheld"),
            sources=(BAKER, LEAK),
        )
    )
    assert summary.statuses == {"named": 1, "unnamed": 1, "none": 1, "unresolved": 1, "withheld": 1}
    assert summary.sentence == (
        "5 attributions: 1 on Oda Fenn’s word, 1 on an unnamed source’s (“two officials”), 1 on no one’s, "
        "1 on the word of somebody we could not identify (“The FIA”), 1 withheld (we have a guess and don’t trust it)."
    )


def test_a_withheld_guess_is_said_by_neither_its_name_nor_no_one() -> None:
    summary = summarise(reading(attribution(1, "baker", "withheld"), sources=(BAKER,)))
    assert "Fenn" not in summary.sentence
    assert "no one" not in summary.sentence
    assert summary.words[0].kind == "withheld"


def test_a_partys_voices_gather_and_the_state_is_itself() -> None:
    found = [attribution(n, who) for n, who in enumerate(["fia", "fia", "envoy", "state"])]
    summary = summarise(reading(*found, sources=(FIA, ENVOY, STATE)))
    assert summary.sentence == "4 attributions: 4 on Velmara’s word (FIA 2, Mirela Doss 1, Velmara itself 1)."


def test_many_voices_are_cut_short() -> None:
    voices = tuple(Source(f"s{n}", f"Person {n}", "person", party="Velmara") for n in range(7))
    found = [attribution(n, f"s{n % 7}") for n in range(8)]
    assert summarise(reading(*found, sources=voices)).sentence == (
        "8 attributions: 8 on Velmara’s word (Person 0 2, Person 1 1, Person 2 1, Person 3 1, 3 by 3 others)."
    )


def test_nothing_identified_yet_is_grouped_by_the_sources_words() -> None:
    assert summarise(raw()).sentence == (
        "3 attributions: 3 on the word of somebody we could not identify (“The mayor” 2, “she” 1)."
    )


def test_many_parties_are_cut_short_but_never_those_on_no_ones_word() -> None:
    sources = tuple(Source(f"s{n}", f"Person {n}", "person") for n in range(9))
    found = [attribution(n, f"s{n}") for n in range(9)]
    sentence = summarise(reading(*found, attribution(9, None, "none"), sources=sources)).sentence
    assert sentence.endswith("1 on Person 4’s, 4 on 4 others’, 1 on no one’s.")


@pytest.mark.parametrize(
    ("headline", "says"),
    [
        (None, "the headline’s claim is in the report’s own voice"),
        ("a1", "the headline’s claim is the FIA’s, and the headline doesn’t say so"),
        ("a2", "the headline’s claim is no one’s, and the headline doesn’t say so"),
        ("a3", "the headline’s claim is somebody’s whom we could not identify, and the headline doesn’t say so"),
        ("a4", "we withhold whose claim the headline’s is, and the headline doesn’t say so"),
    ],
)
def test_the_headlines_claim(headline: str | None, says: str) -> None:
    found = (
        attribution(1, "fia"),
        attribution(2, None, "none"),
        attribution(3, None, "unresolved"),
        attribution(4, "fia", "withheld"),
    )
    summary = summarise(reading(*found, sources=(FIA,), headline=headline))
    assert summary.headline is not None
    assert summary.headline.says == says


def test_a_headline_that_names_its_source_says_so() -> None:
    inside = replace(attribution(1, "fia"), content=(Span(0, 14),))
    summary = summarise(reading(inside, sources=(FIA,), headline="a1"))
    assert summary.headline is not None
    assert (summary.headline.told, summary.headline.says) == (True, "the headline’s claim is the FIA’s")


def test_a_headline_that_is_wholly_attributed_rests_on_what_the_body_says() -> None:
    report = Source("report", "report", "document")
    inside = replace(attribution(1, "report", "unnamed"), content=(Span(0, 6),), source=(Span(7, 14),))
    body = attribution(2, "fia")
    claim = Evidence("headline-claim-en/1", "The body says so.", (Span(16, 23), Span(29, 31)))
    made = reading(inside, body, sources=(report, FIA))
    made = replace(made, report=replace(made.report, blocks=(Block("headline", Span(0, 14)),)))
    cases: list[tuple[tuple[Evidence, ...], str]] = [((), "an unnamed report’s"), ((claim,), "the FIA’s")]
    for evidence, says in cases:
        stated = Statement("t", "attributed", inside.content, inside.id, evidence)
        headline = summarise(replace(made, statements=(stated,))).headline
        assert headline is not None
        assert headline.says == f"the headline’s claim is {says}"


def test_a_refusal_says_why() -> None:
    assert summarise(refused()).sentence == "Refused: the file is not text: it begins like a PNG image"


def test_a_text_without_attributions() -> None:
    assert summarise(blank("Nothing is said here.")).sentence == "No attributions."


@pytest.mark.parametrize(
    ("name", "form"),
    [("Russia", "Russia’s"), ("the United States", "the United States’"), ("CBS", "CBS’s"), ("Fenn", "Fenn’s")],
)
def test_possessive(name: str, form: str) -> None:
    assert possessive(name) == form


@pytest.mark.parametrize("limit", range(8, 40))
def test_an_excerpt_keeps_its_limit(limit: int) -> None:
    text = "A fairly\nlong  sentence, with a\u00a0comma and supercalifragilistic words"
    cut = excerpt(text, (Span(0, len(text)),), limit)
    assert len(cut) <= limit
    assert cut.endswith("…")


def test_what_is_written_twice_is_read_once() -> None:
    again = replace(LEAK, id="again")
    summary = summarise(
        reading(attribution(1, "leak", "unnamed"), attribution(2, "again", "unnamed"), sources=(LEAK, again))
    )
    assert summary.sentence == "2 attributions: 2 on unnamed sources’ word (“two officials”)."
    assert [voice.count for voice in summary.words[0].voices] == [1, 1]


def test_a_short_pronoun_is_shown_though_its_letters_stand_elsewhere() -> None:
    somebody = replace(attribution(1, None, "unresolved"), source=(Span(99, 103),))
    text = TEXT[:99] + "I" + TEXT[100:]
    made = reading(replace(somebody, source=(Span(99, 100),)))
    made = replace(made, report=replace(made.report, text=text))
    assert summarise(made).sentence.endswith("somebody we could not identify (“I”).")


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("The federal government offers loans.", "federal government", "the federal government’s"),
        ("Police said so.", "Police", "Police’s"),
        ("A Harbour Committee paper said so.", "Harbour Committee", "the Harbour Committee’s"),
        ("Calder Grid said so.", "Calder Grid", "Calder Grid’s"),
    ],
)
def test_the_article_is_the_one_that_the_name_itself_has(text: str, name: str, says: str) -> None:
    start = text.index(name)
    whole = Span(0 if text.startswith("The ") else start, start + len(name))
    body = Source("b", name, "organisation", mentions=(whole,))
    said = replace(attribution(1, "b"), source=(whole,), content=(Span(len(text) - 3, len(text)),))
    made = reading(said, sources=(body,))
    made = replace(made, report=replace(made.report, text=text))
    assert summarise(made).sentence == f"1 attribution: 1 on {says} word."


def test_the_headline_of_one_among_unnamed_sources() -> None:
    crowd = Source("crowd", "the villagers", "group")
    made = reading(
        attribution(1, "leak", "unnamed"), attribution(2, "crowd", "unnamed"), sources=(LEAK, crowd), headline="a1"
    )
    assert "the headline’s claim is an unnamed source’s (“two officials”)" in summarise(made).sentence
