"""How statements stand to what they speak of, in the report's own voice and by their words."""

from __future__ import annotations

import pytest

from sayso.model.attribution import Attribution
from sayso.model.claim import Claim
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.stages.match.claims import match_claims
from sayso.stages.match.claims_sheet import sheet_of
from sayso.stages.match.claims_stance import about, speaks_of_another, stance_of


def own(said: str) -> tuple[Reading, Statement]:
    statement = Statement("t", "own", (Span(0, len(said)),))
    return Reading(Report("r", said), statements=(statement,)), statement


@pytest.mark.parametrize(
    ("said", "stance"),
    [
        ("Corda was unable to independently verify the agency’s account", "could not verify"),
        ("The league could not confirm the claim", "could not verify"),
        ("Ostrand dismissed claims that it had sunk the ferry", "denies"),
        ("Ostrand has dismissed as fiction the allegation that it sank the ferry", "denies"),
        ("Ostrand denies sinking the ferry", "denies"),
        ("Ostrand did not deny sinking the ferry", "asserts"),
        ("The sailors were denied boarding", "asserts"),
        ("The court rejected the bid", "asserts"),
        ("It is not true that the ferry sank", "denies"),
        ("The ferry sank off Ostrand", "asserts"),
    ],
)
def test_a_report_says_itself_how_a_claim_stands(said: str, stance: str) -> None:
    assert stance_of(*own(said))[0] == stance


@pytest.mark.parametrize(
    "said", ["Corda was unable to independently verify the agency’s account", "The league could not confirm the claim"]
)
def test_what_points_to_a_claim_made_before(said: str) -> None:
    assert speaks_of_another(*own(said))


@pytest.mark.parametrize(
    ("said", "rest"),
    [
        ("fiction the allegation that it sank the ferry", " it sank the ferry"),
        ("the league had so far not been able to confirm that the ferry sank", " the ferry sank"),
        ("it sank the ferry", "it sank the ferry"),
        ("the claim that", "the claim that"),
    ],
)
def test_what_leads_to_a_claim_is_no_part_of_it(said: str, rest: str) -> None:
    reading, statement = own(said)
    assert said[about(reading, statement) :] == rest


def heard(name: str, text: str, *said: tuple[str, str, str, str | None]) -> Reading:
    """Return a reading with attributions (source, cue, content, number of the one around it)."""

    def at(words: str) -> tuple[Span, ...]:
        start = text.index(words)
        return (Span(start, start + len(words)),) if words else ()

    made = [
        Attribution(f"a{number}", at(source), at(cue), at(content), within=within, source_status="named")
        for number, (source, cue, content, within) in enumerate(said)
    ]
    statements = tuple(Statement("t" + a.id, "attributed", a.content, a.id) for a in made)
    return Reading(Report(name, text), tuple(made), statements=statements)


DISPUTED = (
    "he is glad that the bank disputes a Beacon story claiming the mayor of Lunsk ordered divers to sink the ferry"
)
INNER = "the mayor of Lunsk ordered divers to sink the ferry"


def test_what_one_disputes_is_not_ones_word() -> None:
    text = f"The pilot said {DISPUTED}."
    one = heard("one", text, ("The pilot", "said", DISPUTED, None), ("a Beacon story", "claiming", INNER, "a0"))
    text = f"The Beacon said {INNER}."
    other = heard("other", text, ("The Beacon", "said", INNER, None))
    (claim,) = match_claims([one, other], alone=False)
    assert {(m.key.report, m.key.statement) for m in claim.members} == {("one", "ta1"), ("other", "ta0")}


def test_what_is_wholly_anothers_word_is_no_statement_of_its_own() -> None:
    said = "that the league had not been able to confirm that the ferry sank"
    inner = ("the league", "had not been able to confirm", "that the ferry sank", "a0")
    reading = heard("one", f"An envoy said {said}.", ("An envoy", "said", said, None), inner)
    assert [key.statement for key in sheet_of(reading).said] == ["ta1"]


def test_words_that_a_copy_repeats_point_back_too() -> None:
    text = "The ministry said divers sank the ferry at Lunsk. Corda could not verify the ministry’s account."
    readings = []
    for name in ("one", "two"):
        made = heard(name, text, ("The ministry", "said", "divers sank the ferry at Lunsk", None))
        start = text.index("Corda")
        pointing = Statement("p", "own", (Span(start, len(text) - 1),))
        readings.append(Reading(made.report, made.attributions, statements=(*made.statements, pointing)))
    claims: tuple[Claim, ...] = match_claims(readings)
    assert len(claims) == 1
    assert sorted(m.stance for m in claims[0].members) == ["asserts", "asserts", "could not verify", "could not verify"]


def test_an_account_is_all_of_it_and_a_claim_the_nearest_one() -> None:
    for words, meant in (
        ("account", "divers sank the ferry at Lunsk"),
        ("claim", "a bomb was found in its engine room"),
    ):
        readings = []
        for name in ("one", "two"):
            text = (
                "The ministry said divers sank the ferry at Lunsk. It said a bomb was found in its engine room. "
                f"Corda could not verify the ministry’s {words}."
            )
            made = heard(
                name,
                text,
                ("The ministry", "said", "divers sank the ferry at Lunsk", None),
                ("It", "said", "a bomb was found in its engine room", None),
            )
            start = text.index("Corda")
            pointing = Statement("p", "own", (Span(start, len(text) - 1),))
            readings.append(Reading(made.report, made.attributions, statements=(*made.statements, pointing)))
        found = [c for c in match_claims(readings) if any(m.stance == "could not verify" for m in c.members)]
        assert [c.text for c in found] == [meant]


def test_an_accusation_that_is_passed_on_to_reject_it() -> None:
    text = "Velmara rejected Ostrand's accusation that it sank the ferry"

    def spans(words: str) -> tuple[Span, ...]:
        return (Span(text.index(words), text.index(words) + len(words)),)

    outer = Attribution(
        "a", spans("Velmara"), spans("rejected"), spans("Ostrand's accusation that it sank the ferry"), manner="denying"
    )
    inner = Attribution(
        "b", spans("Ostrand's"), spans("accusation"), spans("that it sank the ferry"), within="a", manner="accusing"
    )
    statement = Statement("t", "attributed", inner.content, "b")
    reading = Reading(Report("r", text), attributions=(outer, inner), statements=(statement,))
    assert stance_of(reading, statement)[0] == "denies"
