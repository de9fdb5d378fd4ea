"""Claims joined and parted by decisions: what was named is so, and nothing else moves without need."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sayso.model.claim import Claim, ClaimMatch, ClaimMember, StatementKey
from sayso.model.decision import Decision
from sayso.model.identity import sha256
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.model.statement import Statement
from sayso.stages.decide.counting import Pair, without_contradictions
from sayso.stages.trace.decided_claims import decide_claims


def reading(number: int, words: str, published: str | None = None) -> Reading:
    statement = Statement("t", "own", (Span(0, len(words)),))
    return Reading(Report(f"r{number}", words, published=published), statements=(statement,))


def key(number: int) -> StatementKey:
    return StatementKey(f"r{number}", "t")


def claim(*numbers: int, matches: tuple[tuple[int, int, float], ...] = (), words: str = "words") -> Claim:
    """A claim whose first statement gives it its words."""
    return Claim(
        "c" + sha256(f"r{numbers[0]}/t")[:12],
        words,
        tuple(ClaimMember(key(n)) for n in numbers),
        tuple(ClaimMatch(key(a), key(b), score) for a, b, score in matches),
    )


def decided(verb: str, a: int, b: int, **more: str) -> Decision:
    return Decision(verb, (f"r{a}/t", f"r{b}/t"), **more)  # type: ignore[arg-type]


def groups(claims: tuple[Claim, ...]) -> list[list[int]]:
    return [[int(m.key.report[1:]) for m in c.members] for c in claims]


READINGS = [reading(n, f"the {n} words") for n in range(9)]


def test_two_claims_become_one_and_keep_the_larger_ones_name() -> None:
    claims = (claim(0), claim(1, 2), claim(3))
    made = decide_claims(claims, READINGS, [decided("same claim", 0, 2, who="R. Oum", why="both mean the weir")])
    assert groups(made) == [[0, 1, 2], [3]]
    assert made[0].id == claims[1].id and made[1] is claims[2]
    says = {m.key: [r.says for r in m.reasons] for m in made[0].members}
    assert says[key(0)] == says[key(2)] == ["R. Oum decided that these make one claim: both mean the weir."]
    assert says[key(1)] == []
    assert [(m.a, m.b, m.score) for m in made[0].matches] == [(key(0), key(2), 1.0)]


def test_members_are_in_the_order_of_publication() -> None:
    readings = [reading(0, "a", "2031-05-03"), reading(1, "b", "2031-05-01"), reading(2, "c")]
    (made,) = decide_claims(
        (claim(0), claim(1), claim(2)), readings, [decided("same claim", 0, 1), decided("same claim", 0, 2)]
    )
    assert groups((made,)) == [[1, 0, 2]]


def test_a_claim_is_cut_where_its_statements_are_least_alike() -> None:
    matches = ((0, 1, 0.9), (1, 2, 0.4), (2, 3, 0.8))
    made = decide_claims((claim(0, 1, 2, 3, 4, matches=matches),), READINGS, [decided("different claim", 0, 3)])
    assert groups(made) == [[0, 1, 4], [2, 3]], "what matches neither stays with the claim's own words"
    assert made[0].id == claim(0).id and made[1].id == claim(2).id and made[1].text == "the 2 words"
    assert [(m.a, m.b) for c in made for m in c.matches] == [(key(0), key(1)), (key(2), key(3))]


def test_the_same_words_stay_together() -> None:
    readings = [reading(0, "the weir broke"), reading(1, "The weir  broke"), reading(2, "it fell")]
    made = decide_claims((claim(2, 0, 1),), readings, [decided("different claim", 2, 0)])
    assert groups(made) == [[2], [0, 1]]


def test_joined_and_parted_at_once() -> None:
    claims = (claim(0, 1), claim(2, 3, matches=((2, 3, 0.9),)))
    made = decide_claims(claims, READINGS, [decided("same claim", 1, 2), decided("different claim", 2, 3)])
    assert groups(made) == [[0, 1, 2], [3]]


def test_what_has_no_claim_changes_nothing() -> None:
    claims = (claim(0), claim(1))
    for a, b in ((0, 7), (0, 0)):
        assert decide_claims(claims, READINGS, [decided("same claim", a, b)]) == claims
    assert decide_claims(claims, READINGS, [Decision("note", ("r0/t",), why="so")]) == claims


@st.composite
def dossiers(draw: st.DrawFn) -> tuple[tuple[Claim, ...], list[Decision]]:
    homes = [draw(st.integers(0, 3)) for _ in range(9)]
    claims = []
    for home in range(4):
        own = [n for n in range(9) if homes[n] == home]
        if own:
            pairs = draw(st.lists(st.tuples(st.sampled_from(own), st.sampled_from(own)), max_size=4))
            found = {(min(p), max(p)) for p in pairs if p[0] != p[1]}
            claims.append(claim(*own, matches=tuple((a, b, draw(st.floats(0, 1))) for a, b in sorted(found))))
    verbs = st.sampled_from(["same claim", "different claim"])
    made = draw(st.lists(st.tuples(verbs, st.integers(0, 8), st.integers(0, 8)), max_size=8))
    log = [(verb, a, b) for verb, a, b in made if a != b]
    overruled = without_contradictions([Pair(n, a, b, v == "same claim") for n, (v, a, b) in enumerate(log)])
    return tuple(claims), [decided(v, a, b) for n, (v, a, b) in enumerate(log) if n not in overruled]


@given(dossiers())
def test_every_statement_keeps_one_claim_and_every_decision_holds(
    made: tuple[tuple[Claim, ...], list[Decision]],
) -> None:
    claims, decisions = made
    after = decide_claims(claims, READINGS, decisions)
    assert sorted(n for group in groups(after) for n in group) == list(range(9))
    assert len({c.id for c in after}) == len(after)
    of = {m.key.report: c.id for c in after for m in c.members}
    for decision in decisions:
        a, b = (of[one.partition("/")[0]] for one in decision.of)
        assert (a == b) is (decision.verb == "same claim")
    touched = {one.partition("/")[0] for d in decisions for one in d.of}
    for before in claims:
        if not touched & {m.key.report for m in before.members}:
            assert before in after
    for one in after:
        keys = {m.key for m in one.members}
        assert all(m.a in keys and m.b in keys for m in one.matches)
