"""What must hold of every range, whatever the origins and ties."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.trace import Decision, Independence, Origin, Tie, Trace
from sayso.stages.trace.independence import independence
from tests.stages.trace.stories import Story, span_of

KINDS = ("named", "unnamed", "own reporting", "unknown")


@st.composite
def tied(draw: st.DrawFn) -> tuple[list[Origin], list[Tie]]:
    origins = [Origin(f"o{n}", draw(st.sampled_from(KINDS))) for n in range(draw(st.integers(1, 8)))]  # type: ignore[arg-type]
    ends = st.sampled_from([origin.id for origin in origins])
    pairs = draw(st.lists(st.tuples(ends, ends, st.sampled_from(("certain", "possible"))), max_size=12))
    return origins, [Tie(f"t{n}", (a, b), kind, "") for n, (a, b, kind) in enumerate(pairs)]  # type: ignore[arg-type]


@given(tied())
def test_without_ties_every_known_origin_counts(made: tuple[list[Origin], list[Tie]]) -> None:
    origins, _ = made
    known = sum(origin.kind != "unknown" for origin in origins)
    assert independence(origins, [], []) == Independence(known, known, 0)


@given(tied(), st.randoms())
def test_the_range(made: tuple[list[Origin], list[Tie]], chance: random.Random) -> None:
    origins, ties = made
    ends = [origin.id for origin in origins]
    whole = independence(origins, ties, ends)
    known = any(origin.kind != "unknown" for origin in origins)
    assert int(known) <= whole.least <= whole.most <= len(origins) - whole.unknown
    fewer = independence(origins, ties[:-1], ends)
    assert whole.least <= fewer.least and whole.most <= fewer.most
    chance.shuffle(origins)
    chance.shuffle(ties)
    assert independence(origins, ties, ends) == whole


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A dossier of one claim in which anybody may cite, copy, name, or assert."""
    story = Story()
    names = [f"Paper {letter}" for letter in "ABCDEF"[: draw(st.integers(1, 6))]]
    for name in names:
        day = draw(st.sampled_from((None, "2031-05-02", "2031-05-03", "2031-05-04")))
        how = draw(st.sampled_from(("named", "unnamed", "outlet", "own", "saw", "headline", "nobody")))
        other = draw(st.sampled_from(names))
        text = {
            "own": "The dam has burst.",
            "saw": f"The dam has burst, a {name} reporter saw.",
            "headline": "The dam has burst",
        }.get(how, "According to somebody the dam has burst.")
        story.report(name, text, published=day)
        content = "he dam has burst"
        if how in ("own", "saw", "headline"):
            story.own(name, content, voice="headline" if how == "headline" else "own")
        elif how == "nobody":
            story.said(name, "", "According to", content)
        elif how == "named":
            who = draw(st.sampled_from(("Oda Fenn", "Oru Tay")))
            party = draw(st.sampled_from((None, "Tollan")))
            story.said(name, "somebody", "According to", content, who, kind="person", party=party)
        elif how == "unnamed":
            story.said(name, "somebody", "According to", content, "an official", kind="unnamed")
        else:
            story.said(name, "somebody", "According to", content, other, kind="outlet")
    for one, two in draw(st.lists(st.tuples(st.sampled_from(names), st.sampled_from(names)), max_size=4)):
        if one != two:
            story.copy(one, two, "he dam has burst", draw(st.sampled_from(("unknown", "a to b", "b to a"))))
    return story


def facts(made: Trace) -> object:
    (claim,) = made.claims
    return claim.independent, {(o.kind, frozenset(o.reports)) for o in claim.origins}, set(map(frozenset, claim.cycles))


@given(stories(), st.randoms())
def test_the_order_of_reports_does_not_matter(story: Story, chance: random.Random) -> None:
    before = facts(story.trace())
    shuffled = list(story.readings)
    chance.shuffle(shuffled)
    chance.shuffle(story.members)
    chance.shuffle(story.passages)
    assert facts(story.trace(shuffled)) == before


@given(stories())
def test_every_tie_can_be_cut(story: Story) -> None:
    made = story.trace()
    decisions: list[Decision] = []
    for _ in range(4):  # without a certain tie, a possible one may show behind it
        ties = [tie.id for tie in story.trace(decisions=decisions).claims[0].ties]
        decisions += [Decision("cut", (tie,)) for tie in ties]
    (claim,) = story.trace(decisions=decisions).claims
    known = sum(origin.kind != "unknown" for origin in claim.origins)
    assert not claim.ties
    assert (claim.independent.least, claim.independent.most) == (known, known)
    assert claim.origins == made.claims[0].origins


@given(stories())
def test_every_statement_has_its_end(story: Story) -> None:
    (claim,) = story.trace().claims
    ids = {origin.id for origin in claim.origins}
    assert all(o.origin in ids and o.chain for o in claim.statements)
    texts = {reading.report.id: reading.text for reading in story.readings}
    for place in (p for tie in claim.ties for p in tie.places):
        assert all(0 <= s.start < s.end <= len(texts[place.report]) for s in place.spans)


def test_five_hundred_copies() -> None:
    story = Story()
    words = "an official said that the dam has burst and the valley is under water"
    for number in range(500):
        name = f"Paper {number}"
        story.report(name, words, published=f"2031-05-{2 + number % 20:02d}")
        story.said(name, "an official", "said", "the dam has burst", "an official", kind="unnamed")
        if number:
            story.copy("Paper 0", name, words, "a to b")
    assert span_of(story.trace()) == (1, 1, 0)
