"""Ties cut and added by decision: by their ids, or by the statements whose origins are meant; the last one counts."""

from __future__ import annotations

from sayso.model.decision import Decision
from sayso.model.trace import Trace
from tests.stages.trace.stories import Story, span_of


def two_of_one_party() -> Story:
    story = Story()
    for name, who in (("Harbour Post", "Oda Fenn"), ("Quay Times", "Oru Tay"), ("Brel Wire", "Ann Roe")):
        story.report(name, f"{who} said the depot burned.")
        party = None if who == "Ann Roe" else "Tollan"
        story.said(name, who, "said", "the depot burned", who, kind="person", party=party)
    return story


def statements(story: Story, *reports: str) -> tuple[str, ...]:
    return tuple(f"{m.key.report}/{m.key.statement}" for name in reports for m in story.members if m.key.report == name)


def states(made: Trace) -> list[str]:
    return [outcome.state for outcome in made.outcomes]


def test_a_tie_between_two_statements_origins_is_cut() -> None:
    story = two_of_one_party()
    assert span_of(story.trace()) == (2, 2, 0)
    made = story.trace(decisions=[Decision("cut", statements(story, "Quay Times", "Harbour Post"))])
    assert span_of(made) == (3, 3, 0) and states(made) == ["applied"]
    none = story.trace(decisions=[Decision("cut", statements(story, "Quay Times", "Brel Wire"))])
    assert span_of(none) == (2, 2, 0) and states(none) == ["orphan"]


def test_two_statements_origins_are_tied() -> None:
    story = two_of_one_party()
    tie = Decision("tie", statements(story, "Quay Times", "Brel Wire"), why="they share a desk")
    made = story.trace(decisions=[tie])
    assert span_of(made) == (1, 1, 0) and states(made) == ["applied"]
    assert any("they share a desk" in tie.says for tie in made.claims[0].ties)
    assert states(story.trace(decisions=[Decision("tie", ("Quay Times/t0", "Brel Wire/t0"))])) == ["orphan"]


def test_what_is_one_origin_already_needs_no_tie_and_has_none_to_cut() -> None:
    story = Story()
    for name in ("Harbour Post", "Quay Times"):
        story.report(name, "Oda Fenn said the depot burned.")
        story.said(name, "Oda Fenn", "said", "the depot burned", "Oda Fenn", kind="person")
    both = statements(story, "Harbour Post", "Quay Times")
    made = story.trace(decisions=[Decision("tie", both), Decision("cut", both)])
    assert span_of(made) == (1, 1, 0) and states(made) == ["applied", "orphan"]


def test_the_last_about_a_tie_counts() -> None:
    story = two_of_one_party()
    pair = statements(story, "Quay Times", "Brel Wire")
    tie, cut = Decision("tie", pair), Decision("cut", pair)
    made = story.trace(decisions=[tie, cut])
    assert span_of(made) == (2, 2, 0) and states(made)[0] == "overruled"
    again = story.trace(decisions=[tie, cut, tie])
    assert span_of(again) == (1, 1, 0) and states(again) == ["overruled", "overruled", "applied"]
    (own,) = (t.id for t in story.trace(decisions=[tie]).claims[0].ties if "decided" in t.says)
    by_id = story.trace(decisions=[tie, Decision("cut", (own,))])
    assert span_of(by_id) == (2, 2, 0) and states(by_id) == ["overruled", "applied"]


def test_a_cut_that_another_cut_uncovered_is_no_orphan() -> None:
    story = Story()
    story.report("Harbour Post", "An official said the depot burned.")
    story.said("Harbour Post", "An official", "said", "the depot burned", "an official", kind="unnamed", party="Tollan")
    story.report("Quay Times", "Oda Fenn said the depot burned.")
    story.said("Quay Times", "Oda Fenn", "said", "the depot burned", "Oda Fenn", kind="person", party="Tollan")
    log: list[Decision] = []
    for _ in range(2):
        log += [Decision("cut", (tie.id,)) for tie in story.trace(decisions=log).claims[0].ties]
    assert len(log) == 2, "without the certain tie, a possible one shows"
    assert states(story.trace(decisions=log)) == ["applied", "applied"]
    both = story.trace(decisions=[Decision("cut", statements(story, "Harbour Post", "Quay Times"))])
    assert span_of(both) == (2, 2, 0) and not both.claims[0].ties


def test_a_decision_narrowed_to_a_claim() -> None:
    story = two_of_one_party()
    tie = story.trace().claims[0].ties[0].id
    assert span_of(story.trace(decisions=[Decision("cut", (tie,), "c1")])) == (3, 3, 0)
    other = story.trace(decisions=[Decision("cut", (tie,), "c2")])
    assert span_of(other) == (2, 2, 0) and other.outcomes[0].says == "No claim has this id (c2)."
