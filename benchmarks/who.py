"""Score who says it, for whom, how firmly and on what evidence, on marked reports.

Of the annotated attributions that were found (contents share half of their words):

- *who*: right, wrong or withheld (no name given where there is one); and right out of all
  annotated ones, found or not, which is what a reader gets.
- *kind*, *party*, *manner*: the share that agree; for party also that none is given where there is none.
- *basis*: word by word, over all attributions.
- *within*: nested attributions, found by their content and lying in the right outer one.

A short form of a name is right where it fits nobody else in the report; a longer one where it adds at
most four words and swallows nobody else's name. Readings come as JSON objects, as ``sayso read
--format json`` writes them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass
from typing import Any

from benchmarks.corpora import Annotated, pairs
from benchmarks.scorer import Rate, Words, WordSet

_WORD = re.compile(r"[^\W_](?:['’]?[^\W_])*")
_SMALL = frozenset(["the", "a", "an", "of", "and", "mr", "mrs", "ms", "dr", "sen", "rep", "gov", "president", "s"])
_ALSO = {
    ("us",): ("united", "states"),
    ("usa",): ("united", "states"),
    ("uk",): ("britain",),
    ("united", "kingdom"): ("britain",),
}
# words of which half must agree, and the last one: for those who are described and not named
_DESCRIBED = frozenset({"unnamed", "group", "document"})


@dataclass(frozen=True, slots=True)
class WhoScores:
    """What the referee says of the sources in a run; shares are in per cent of those found."""

    annotated: int
    found: int
    missing: int
    right_of_all: float
    right: float
    wrong: float
    withheld: float
    kind: float
    party: float
    manner: float
    basis: Rate
    within: Rate


def name_words(name: str | None) -> tuple[str, ...]:
    """Return a name's words for comparing: lower case, no genitive, no titles or articles."""
    said = (word.lower().replace("’", "'").removesuffix("'s") for word in _WORD.findall(name or ""))
    words = tuple(word for word in said if word not in _SMALL)
    return words


def same_name(mine: str | None, theirs: str | None, others: Iterable[str], described: bool = False) -> bool:
    """Say whether two names are one, given the report's other names."""
    own, annotated = (_ALSO.get(words, words) for words in (name_words(mine), name_words(theirs)))
    if not own or not annotated:
        return False
    m, g = set(own), set(annotated)
    if m == g:
        return True
    if described:
        return 2 * len(m & g) >= len(m | g) and (own[-1] in g or annotated[-1] in m)
    rivals = [other for name in others if (other := set(name_words(name))) != g]
    if m < g:
        return not any(m <= rival for rival in rivals)
    if g < m:
        return len(m) - len(g) <= 4 and not any(rival - g and rival <= m for rival in rivals)
    return False


def _half(a: WordSet, b: WordSet) -> bool:
    return bool(a | b) and 2 * len(a & b) >= len(a | b)


def _partners(gold: list[tuple[WordSet, WordSet]], mine: list[tuple[WordSet, WordSet]]) -> dict[int, int]:
    """Pair (content, source) word sets one to one, by falling overlap, then by a shared source word."""
    options = sorted(
        (-len(c & gc) / len(c | gc), not (s & gs), k, i)
        for k, (gc, gs) in enumerate(gold)
        for i, (c, s) in enumerate(mine)
        if _half(c, gc)
    )
    partner: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, k, i in options:
        if k not in partner and i not in taken:
            partner[k] = i
            taken.add(i)
    return partner


def _judged(source: Mapping[str, Any], gold: Mapping[str, Any], names: Set[str]) -> str:
    name = source.get("name")
    if gold["kind"] == "none":
        return "wrong" if name else "right"
    if not name:
        return "withheld"
    return "right" if same_name(name, gold["who"], names, gold["kind"] in _DESCRIBED) else "wrong"


def _same_party(mine: str | None, theirs: str | None) -> bool:
    return same_name(mine, theirs, ()) if mine and theirs else not (mine or theirs)


def score(annotated: Iterable[Annotated], readings: Mapping[str, Mapping[str, Any]]) -> WhoScores:
    """Score readings, given as JSON objects by report id.

    A report may list its nested attributions apart, or among the others with ``within`` set. A
    reading whose text differs from the annotated one counts as missing.
    """
    tally = dict.fromkeys(("annotated", "found", "missing", "right", "wrong", "withheld", "kind", "party", "manner"), 0)
    basis, within = [0, 0, 0], [0, 0, 0]
    for report in annotated:
        gold = [a for a in report.line["attributions"] if "nested" in report.line or not a.get("within")]
        nested = report.line.get("nested")
        if nested is None:
            nested = [a for a in report.line["attributions"] if a.get("within")]
        tally["annotated"] += len(gold)
        within[2] += len(nested)
        reading = readings.get(report.id)
        if reading is None or reading["report"]["text"] != report.text:
            tally["missing"] += 1
            continue
        words = Words(report.text)
        mine = reading["attributions"]
        content = [words.within(pairs(a["content"])) for a in mine]
        sources = {s["id"]: s for s in reading.get("sources", ())}
        partner = _partners(
            [(words.within(pairs(a["content"])), words.within(pairs(a["source"]))) for a in gold],
            [(c, words.within(pairs(a["source"]))) for c, a in zip(content, mine, strict=True)],
        )
        names = {a["who"] for a in gold if a["who"]}
        for k, g in enumerate(gold):
            found = mine[partner[k]] if k in partner else None
            theirs = words.within(pairs(g["basis"]))
            ours = words.within(pairs(found.get("basis"))) if found else frozenset()
            basis = [n + len(part) for n, part in zip(basis, (theirs & ours, ours, theirs), strict=True)]
            if found is None:
                continue
            source = sources.get(found.get("source_id"), {})
            tally["found"] += 1
            tally[_judged(source, g, names)] += 1
            tally["kind"] += (source.get("kind") or "none") == g["kind"]
            tally["party"] += _same_party(source.get("party"), g["party"])
            tally["manner"] += found.get("manner") == g["manner"]
        place = {a["id"]: i for i, a in enumerate(mine)}
        inner = [(content[i], place.get(a["within"])) for i, a in enumerate(mine) if a.get("within")]
        within[1] += len(inner)
        order = {g["id"]: k for k, g in enumerate(gold)}
        free = list(range(len(inner)))
        for n in nested:
            outer = partner.get(order.get(n["within"], -1))
            wanted = words.within(pairs(n["content"]))
            hit = next(
                (j for j in free if outer is not None and inner[j][1] == outer and _half(inner[j][0], wanted)), None
            )
            if hit is not None:
                free.remove(hit)
                within[0] += 1
    of_found = 100 / max(1, tally["found"])
    return WhoScores(
        annotated=tally["annotated"],
        found=tally["found"],
        missing=tally["missing"],
        right_of_all=100 * tally["right"] / max(1, tally["annotated"]),
        **{key: of_found * tally[key] for key in ("right", "wrong", "withheld", "kind", "party", "manner")},
        basis=Rate.of(*basis),
        within=Rate.of(*within),
    )
