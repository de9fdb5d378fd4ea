"""The truth of each dossier fits its texts: words stand where it says, and counts follow from what it lists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations
from typing import Any

import pytest

from tests.stories.dossiers import HARBOUR, Dossier, dossiers

ALL = dossiers()
CLAIMS = [pytest.param(d, c, id=f"{d.name}-{c['id']}") for d in ALL for c in d.truth["claims"]]
RUN = 8
STANCES = ("asserts", "denies", "doubts", "could not verify")
HOPS = ("outlet", "agency", "source", "basis", "unknown")
BY = ("attribution", "citation", "link", "canonical", "credit", "copy", "update", "chain", "none")

each = pytest.mark.parametrize("dossier", ALL, ids=str)


def quoted(value: Any, file: str | None = None) -> Iterator[tuple[str, str]]:
    """Every file and words that the truth says stand in it."""
    if isinstance(value, dict):
        file = value.get("file", file)
        if "quote" in value and file:
            if isinstance(value["quote"], str):
                yield file, value["quote"]
            else:
                yield from quoted(value["quote"])
        if value.get("kind") in ("copy", "shared quotation", "boilerplate"):
            for a, b in value["quotes"]:
                yield value["a"], a
                yield value["b"], b
        for held in value.values():
            yield from quoted(held, file)
    elif isinstance(value, list):
        for held in value:
            yield from quoted(held, file)


def assertions(claim: dict[str, Any]) -> list[dict[str, Any]]:
    return [s for s in claim["statements"] if s["stance"] == "asserts"]


def groups(claim: dict[str, Any], kinds: tuple[str, ...], without: frozenset[str] = frozenset()) -> int:
    """How many groups of known origins the ties of some kinds leave."""
    origins = [o["id"] for o in claim["origins"] if o["id"] not in without]
    group = {o: o for o in origins}
    for tie in claim["ties"]:
        a, b = tie["between"]
        if tie["kind"] in kinds and a in group and b in group:
            old, new = group[b], group[a]
            group = {o: new if g == old else g for o, g in group.items()}
    known = {o["id"] for o in claim["origins"] if o["kind"] != "unknown"}
    return len({g for o, g in group.items() if o in known})


@each
def test_every_quoted_string_is_in_its_report(dossier: Dossier) -> None:
    wrong = [(file, words) for file, words in quoted(dossier.truth) if words not in dossier.texts.get(file, "")]
    assert not wrong


@each
def test_the_reports_are_those_at_hand(dossier: Dossier) -> None:
    assert [r["file"] for r in dossier.truth["reports"]] == list(dossier.texts)


@each
def test_sources_are_named_in_their_reports(dossier: Dossier) -> None:
    for source in dossier.truth["sources"]:
        for file in source["reports"]:
            words = [source["name"], *source["also"]]
            assert any(w in dossier.texts[file] for w in words), f"{source['id']} in {file}"


@pytest.mark.parametrize(("dossier", "claim"), CLAIMS)
def test_the_range_follows_from_origins_and_ties(dossier: Dossier, claim: dict[str, Any]) -> None:
    origins = {o["id"]: o for o in claim["origins"]}
    assert {s["origin"] for s in assertions(claim)} == set(origins), "every origin is the end of a chain"
    unknown = sum(origins[s["origin"]]["kind"] == "unknown" for s in assertions(claim))
    assert claim["independent"] == {
        "least": groups(claim, ("certain", "possible")),
        "most": groups(claim, ("certain",)),
        "unknown": unknown,
    }


@pytest.mark.parametrize(("dossier", "claim"), CLAIMS)
def test_counts_follow_from_the_statements_and_passages(dossier: Dossier, claim: dict[str, Any]) -> None:
    carried = {s["file"] for s in assertions(claim)}
    assert claim["carried_by"] == len(carried)
    assert claim["copies"] == sum(len(group) - 1 for group in claim["copied_groups"])
    assert all(set(group) <= carried for group in claim["copied_groups"])
    copies = [p for p in dossier.truth["passages"] if p["kind"] == "copy"]
    pairs = {(p["a"], p["b"]) for p in copies if any(_holds(p, pair, claim) for pair in p["quotes"])}
    told = {pair for group in claim["copied_groups"] for pair in combinations(sorted(group), 2)}
    assert {tuple(sorted(pair)) for pair in pairs} <= told, "a copied statement is in a copied group"
    for group in claim["copied_groups"]:
        first = sorted(group)[0]
        assert all((first, other) in pairs for other in sorted(group)[1:]), "each copy has its passage"
    own = {s["file"] for s in assertions(claim) if s["voice"] == "own"}
    headline = {s["file"] for s in assertions(claim) if s["voice"] == "headline"}
    assert claim["own_voice"] == sorted(own)
    assert set(claim["headline_alone"]) <= headline - own


def _holds(passage: dict[str, Any], pair: list[str], claim: dict[str, Any]) -> bool:
    """Say whether both sides of a passage hold an assertion of the claim, below the headline."""
    found = [(s["file"], s["quote"]) for s in assertions(claim) if not s.get("headline")]
    sides = ((passage["a"], pair[0]), (passage["b"], pair[1]))
    return all(any(file == f and quote in words for f, quote in found) for file, words in sides)


@pytest.mark.parametrize(("dossier", "claim"), CLAIMS)
def test_statements_use_the_words_of_the_contract(dossier: Dossier, claim: dict[str, Any]) -> None:
    sources = {s["id"] for s in dossier.truth["sources"]}
    for statement in claim["statements"]:
        assert statement["voice"] in ("attributed", "own", "headline")
        assert statement["stance"] in STANCES
        assert (statement["origin"] is None) == (statement["stance"] != "asserts"), "only assertions have an origin"
        for hop in statement["chain"]:
            assert hop["kind"] in HOPS and set(hop["by"]) <= set(BY)
            assert hop.get("source", next(iter(sources))) in sources
            assert hop.get("report", statement["file"]) in dossier.texts
            assert "quote" in hop or {"chain", "copy", "none"} & set(hop["by"]), hop
    for kind in ("ties", "drift", "lost_attribution", "cycles"):
        assert isinstance(claim[kind], list)
    for tie in claim["ties"]:
        assert tie["kind"] in ("certain", "possible") and tie["why"]
    for drift in claim["drift"]:
        assert drift["what"] in ("amount", "hedge", "date", "wording") and drift["before"] != drift["after"]


@each
def test_striking_leaves_what_the_origins_leave(dossier: Dossier) -> None:
    for strike in dossier.truth["strike"]:
        for claim in dossier.truth["claims"]:
            known = [o for o in claim["origins"] if o["kind"] != "unknown"]
            left = [o["id"] for o in known if o["source"] != strike["source"]]
            lost = bool(known) and not left
            assert lost == (claim["id"] in strike["without_support"])
            if known and left:
                assert sorted(strike["keep"][claim["id"]]) == sorted(left)


@each
def test_no_reports_share_eight_words_unless_the_truth_says_so(dossier: Dossier) -> None:
    runs = {file: set(_runs(text)) for file, text in dossier.texts.items()}
    told = {frozenset((p["a"], p["b"])) for p in dossier.truth["passages"]}
    for group in dossier.truth.get("passages_among_copies", []):
        told |= {frozenset(pair) for pair in combinations(group, 2)}
    sharing = {frozenset(pair) for pair in combinations(runs, 2) if runs[pair[0]] & runs[pair[1]]}
    assert sharing <= told, [sorted(pair) for pair in sharing - told]
    assert {frozenset((p["a"], p["b"])) for p in dossier.truth["passages"]} <= sharing


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return (tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def test_the_example_holds_what_it_promises() -> None:
    example = next(d for d in ALL if d.path.parent == HARBOUR)
    assert len(example.texts) >= 14
    mines = example.claims["mines"]
    assert {s["stance"] for s in mines["statements"]} == {"asserts", "denies", "could not verify"}
    assert mines["independent"]["most"] < mines["carried_by"]
    assert any(claim["cycles"] for claim in example.claims.values())
    assert {suffix for name in example.texts for suffix in (name.rsplit(".", 1)[1],)} == {"html", "txt"}
