"""What a claim is called, so that it can be read by itself; and what is no claim by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.model.statement import HALF_CLAUSE, NO_CLAUSE, Statement
from sayso.stages.match.claims import match_claims


def said(source: str, cue: str, content: str, rule: str | None = None, text: str | None = None) -> Reading:
    text = text or f"{source} {cue} {content}."
    spans = [(Span(at, at + len(part)),) for part in (source, cue, content) if (at := text.index(part)) >= 0]
    attribution = Attribution("a", *spans, source_status="named")
    evidence = (Evidence(rule, "As it was read.", spans[2]),) if rule else ()
    statement = Statement("t", "attributed", spans[2], "a", evidence)
    return Reading(Report("r", text), (attribution,), (), (statement,))


def called(reading: Reading) -> list[str]:
    return [claim.text for claim in match_claims([reading])]


@pytest.mark.parametrize(
    ("reading", "wanted"),
    [
        (said("Anna Roe", "said", "that the lock gate at Pell is shut"), "the lock gate at Pell is shut"),
        (said("The board", "said", "it had shut the lock gate"), "The board said it had shut the lock gate"),
        (
            said("The board", "told", "Mr. Hale that the gate is shut"),
            "The board told Mr. Hale that the gate is shut",
        ),
        (
            said(
                "Pell",
                "accused",
                "Velmara of hiding a leak",
                HALF_CLAUSE,
                text="Pell on Monday accused Velmara of hiding a leak.",
            ),
            "Pell on Monday accused Velmara of hiding a leak",
        ),
        (said("Anna Roe", "said", "“We shut the gate at noon,”"), "“We shut the gate at noon,”"),
    ],
)
def test_a_claim_can_be_read_by_itself(reading: Reading, wanted: str) -> None:
    assert called(reading) == [wanted]


def test_a_clause_without_its_subject_is_shown_with_it() -> None:
    text = "The gate was shut. Anna Roe, who kept the keys of the lock, was away."
    start = text.index("who kept")
    span = Span(start, text.index(", was"))
    reading = Reading(Report("r", text), statements=(Statement("t", "own", (span,)),))
    assert called(reading) == ["Anna Roe, who kept the keys of the lock"]


def test_every_piece_is_in_the_text() -> None:
    reading = said(
        "Anna Roe",
        "urged",
        "to shut the gate",
        HALF_CLAUSE,
        "To shut the gate at once, to shut the gate, "
        "was what the harbour board had been asked for a week when Anna Roe urged it.",
    )
    (text,) = called(reading)
    assert all(piece in reading.text for piece in text.split(" … "))


def test_a_thing_is_no_claim() -> None:
    assert called(said("Anna Roe", "backed", "the bill", NO_CLAUSE)) == []


def test_what_a_quotation_puts_on_nobodys_word_is_no_claim_beside_it() -> None:
    reading = said("Anna Roe", "said", "“Somebody decided that the gate could wait,”")
    inner = tuple(
        (Span(at, at + len(part)),)
        for part in ("Somebody", "decided", "that the gate could wait")
        if (at := reading.text.index(part)) >= 0
    )
    within = Attribution("b", *inner, within="a", source_status="unresolved")
    outer = replace(reading.attributions[0], quotation="direct")
    both = replace(
        reading,
        attributions=(outer, within),
        statements=(*reading.statements, Statement("u", "attributed", inner[2], "b")),
    )
    assert called(both) == ["“Somebody decided that the gate could wait,”"]


@pytest.mark.parametrize(
    ("other", "wanted"),
    [
        ("The grain ship Corda was unloaded at Pell on Friday while police closed the road.", None),
        ("The grain ship Corda was unloaded at Pell on Friday because its crane was idle.", "on Friday"),
    ],
)
def test_what_only_one_of_them_says_is_no_part_of_the_claim(other: str, wanted: str | None) -> None:
    text = "The grain ship Corda was unloaded at Pell on Friday while police closed the road."
    readings = []
    for name, words in (("r1", text), ("r2", other)):
        content = (Span(0, len(words) - 1),)
        readings.append(Reading(Report(name, words), (), (), (Statement("t", "own", content, None),)))
    (claim,) = match_claims(readings)
    assert claim.text.endswith(wanted or "while police closed the road")
