"""Which of two statements says that what the other says is not so: by their clauses, and by no others' words."""

from __future__ import annotations

import pytest

from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.stages.match.claims_phrase import Phrase, phrase_of
from sayso.stages.match.claims_score import opposed

OPPOSED = (
    ("The union will pay for the new ferry.", "The union will not pay for the new ferry."),
    ("The union will pay for the new ferry.", "The union wasn't going to pay for that ferry."),
    (
        "He was drafting a decree that would abolish hereditary fishing rights",
        "You cannot end hereditary fishing rights with a decree",
    ),
    (
        "Velmara is the only country that grants fishing rights at birth",
        "Velmara is not the only country that grants fishing rights at birth",
    ),
    (
        "Velmara is the only country that grants fishing rights at birth",
        "At least 30 other countries grant fishing rights at birth",
    ),
    ("Ostrand hid no mines in the harbour", "Ostrand hid mines in the harbour"),
    ("Ostrand refused to pay for the wall", "Ostrand will pay for the wall"),
    ("Nobody was hurt when the crane fell", "Three were hurt when the crane fell"),
    ("The plant never released solvent into the river", "The plant released solvent into the river"),
    ("He said that the plant did not release solvent", "The plant released solvent into the river"),
    ("Neither the mayor nor the clerk signed the budget", "The mayor signed the budget"),
    ("The mayor can't sign the budget by decree", "The mayor will sign the budget by decree"),
    ("The budget will no longer be signed by the mayor", "The budget will be signed by the mayor"),
    ("The firm failed to report the leak to the agency", "The firm reported the leak to the agency"),
    ("The mayor, the clerk and the treasurer did not sign the budget", "The mayor and the clerk signed the budget"),
    ("There is no plan to close the school", "There is a plan to close the school"),
)
OF_ONE_MIND = (
    (
        "If the council doesn't back the plan, the risk of floods will grow.",
        "To back the plan would keep the risk of floods from growing.",
    ),
    ("If they don't mend the dam, the risk of a flood grows.", "Unless they mend the dam the risk of a flood grows"),
    (
        "Velmara isn't the only country granting fishing rights",
        "At least 30 other countries grant fishing rights at birth",
    ),
    ("Ostrand hid no fewer than 30 mines in the harbour", "Ostrand hid mines in the harbour"),
    ("Ostrand did not deny hiding mines in the harbour", "Ostrand hid mines in the harbour"),
    ("Ostrand did not refuse to pay for the wall", "Ostrand will pay for the wall"),
    ("The mines were not found in the harbour but hidden in a barn", "The mines were hidden in a barn"),
    (
        "The mines, which were not found by divers, were hidden by Ostrand in the harbour",
        "The mines were hidden by Ostrand in the harbour",
    ),
    ("Not only mines but rockets were hidden in the harbour", "Mines were hidden in the harbour with rockets"),
    ("The bridge is closed to lorries", "No lorry will cross the bridge"),
    (
        "The minister, who has not resigned, signed the treaty with Ostrand",
        "The minister signed the treaty with Ostrand",
    ),
    ("The minister signed the treaty and did not resign", "The minister signed the treaty"),
    ("The mayor did not resign, and he signed the budget", "The mayor signed the budget"),
    ("Whether or not the mayor signs, the budget stands", "The budget stands"),
    ("The mayor signed because the clerk would not sign the budget", "The mayor signed the budget"),
    ("They don't doubt that the school closes", "The school closes"),
)


def phrase(said: str, name: str) -> Phrase:
    return phrase_of(Reading(Report(name, said)), name, (Span(0, len(said)),))


@pytest.mark.parametrize(("one", "other"), OPPOSED)
def test_what_the_one_asserts_the_other_negates(one: str, other: str) -> None:
    assert opposed(phrase(one, "a"), phrase(other, "b"))
    assert opposed(phrase(other, "b"), phrase(one, "a"))


@pytest.mark.parametrize(("one", "other"), OF_ONE_MIND)
def test_a_negation_elsewhere_opposes_nothing(one: str, other: str) -> None:
    assert not opposed(phrase(one, "a"), phrase(other, "b"))
    assert not opposed(phrase(other, "b"), phrase(one, "a"))


def test_one_of_several_sentences_denies_nothing() -> None:
    one = "He is not welcome in Lunsk. We don't like him. We reject his visit to the harbour."
    other = "He is not welcome in Lunsk. We reject his visit to the harbour."
    assert not opposed(phrase(one, "a"), phrase(other, "b"))
