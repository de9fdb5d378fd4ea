"""The picture hangs each report under the one that it has the claim from, whatever the chains hold."""

from __future__ import annotations

from dataclasses import replace
from xml.etree import ElementTree

from sayso.faces.answer import answer
from sayso.faces.chain_picture import Node, forest, moment, picture, rows_of, shown_time
from sayso.model.span import Span
from sayso.model.trace import (
    Hop,
    Independence,
    Occurrence,
    Origin,
    ReportHead,
    Trace,
    TracedClaim,
)
from tests.faces.traces import harbour

SVG = "{http://www.w3.org/2000/svg}"


def tree(id_: str) -> dict[str, str]:
    """Each row's label with that of the row above it."""
    trace, _ = harbour()
    found = answer(trace, next(c for c in trace.claims if c.id == id_))
    above: dict[str, str] = {}

    def walk(nodes: list[Node], parent: str) -> None:
        for node in nodes:
            above[node.label] = parent
            walk(node.below, node.label)

    walk([n for n in forest(trace, found) if n.key != "against"], "")
    return above


def test_who_has_it_from_whom() -> None:
    above = tree("mines")
    assert above["Maritime Intelligence Service"] == "Ostrand"
    assert above["Tidewire"] == "Maritime Intelligence Service"
    assert above["The Morning Ledger"] == above["North Coast Herald"] == "Tidewire"
    assert above["Daily Anchor"] == "North Coast Herald"
    assert above["Straitwatch"] == "Daily Anchor"
    assert above["The Harbour Gazette (2)"] == "The Harbour Gazette (1)"
    assert above["The Sunday Review"] == "Origin unknown"


def test_every_report_that_carries_it_has_one_row() -> None:
    trace, _ = harbour()
    for claim in trace.claims:
        found = answer(trace, claim)
        drawn = [n.report for _, n in rows_of(forest(trace, found)) if n.kind == "report"]
        assert sorted(drawn) == sorted(found.carried)  # type: ignore[type-var]


def test_a_circle_is_cut_once_and_drawn_back() -> None:
    trace, _ = harbour()
    found = answer(trace, next(c for c in trace.claims if c.id == "ashore"))
    assert tree("ashore")["Straits Monitor"] == "Northlight"
    assert 'class="circle"' in picture(trace, found, key="k")


def chained(count: int, *, circle: bool = False, published: str | None = None) -> tuple[Trace, TracedClaim]:
    """Reports each of which cites the next."""
    heads = tuple(ReportHead(f"r{n}", outlet=f"Paper <{n}>", published=published) for n in range(count))
    said = []
    for n in range(count):
        last = n == count - 1
        chain = () if last and not circle else (Hop("outlet", outlet=f"Paper <{(n + 1) % count}>"),)
        said.append(Occurrence(f"r{n}", "t", "own", "asserts", None, (Span(0, 1),), chain, "o"))
    claim = TracedClaim(
        "c", "It & <rained>", tuple(said), (Origin("o", "unknown"),), independent=Independence(0, 0, count)
    )
    return Trace(heads, claims=(claim,)), claim


def test_a_long_chain_and_a_long_circle_end() -> None:
    for circle in (False, True):
        trace, claim = chained(3000, circle=circle)
        rows = list(rows_of(forest(trace, answer(trace, claim))))
        assert sum(n.kind == "report" for _, n in rows) == 3000
        drawn = picture(trace, answer(trace, claim), key="k")
        assert "more, listed below" in drawn


def test_it_is_well_formed_and_says_itself_in_words() -> None:
    trace, _ = harbour()
    for claim in (*trace.claims, chained(4, circle=True)[1]):
        whole = trace if claim in trace.claims else chained(4, circle=True)[0]
        drawn = picture(whole, answer(whole, claim), key="k1")
        root = ElementTree.fromstring(str(drawn).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))
        assert root[0].tag == f"{SVG}title" and root[1].tag == f"{SVG}desc"
        assert root.attrib["aria-labelledby"] == root[0].attrib["id"]
        assert root.attrib["aria-describedby"] == root[1].attrib["id"]
        assert answer(whole, claim).sentence.split(";")[0] in str(root[1].text)
        assert not any("style" in element.attrib or "fill" in element.attrib for element in root.iter())


def test_time_runs_to_the_right() -> None:
    trace, _ = harbour()
    drawn = picture(trace, answer(trace, trace.claims[0]), key="k")
    root = ElementTree.fromstring(str(drawn).replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1))
    at = {}
    for group in root.iter(f"{SVG}g"):
        text = next(group.iter(f"{SVG}text"))
        at["".join(text.itertext()).split("  ")[0]] = float(text.attrib["x"])
    ledger = next(x for label, x in at.items() if label.startswith("The Morning Ledger"))
    tidewire = next(x for label, x in at.items() if label.startswith("Tidewire"))
    review = next(x for label, x in at.items() if label.startswith("The Sunday Review"))
    assert tidewire < ledger < review


def test_an_outlet_that_is_not_at_hand_is_a_row_all_the_same() -> None:
    trace, claim = chained(1)
    said = replace(claim.statements[0], chain=(Hop("agency", outlet="Faraway Wire"),))
    claim = replace(claim, statements=(said,))
    rows = [n for _, n in rows_of(forest(trace, answer(trace, claim)))]
    assert [(n.kind, n.label) for n in rows] == [
        ("group", "Origin unknown"),
        ("beyond", "Faraway Wire"),
        ("report", "Paper <0>"),
    ]


def test_times_for_people_and_for_sorting() -> None:
    assert shown_time("2026-03-09T09:47:00+01:00") == "9 Mar 2026, 09:47 +01:00"
    assert shown_time("2026-03-10T22:15:00Z") == "10 Mar 2026, 22:15 UTC"
    assert shown_time("2026-03-10") == "10 Mar 2026"
    assert shown_time("one day in May") == "one day in May"
    assert shown_time(None) == "no date"
    assert moment("2026-03-09T18:05:00+02:00") < moment("2026-03-09T17:35:00+01:00")


def test_many_that_have_it_from_one_take_one_line() -> None:
    heads = tuple(ReportHead(f"r{n}", outlet=f"Paper {n}", published=f"2026-03-09T10:{n:02}:00Z") for n in range(40))
    said = tuple(
        Occurrence(h.id, "t", "attributed", "asserts", None, (Span(0, 1),), (Hop("source", source="s"),), "o")
        for h in heads
    )
    claim = TracedClaim("c", "It rained", said, (Origin("o", "named", "s"),), independent=Independence(1, 1, 0))
    trace = Trace(heads, claims=(claim,))
    (root,) = forest(trace, answer(trace, claim))
    assert [n.kind for n in root.below] == ["report"] * 10 + ["more"]
    assert (root.below[-1].label, root.below[-1].note) == ("and 30 more", "9 Mar 2026")


def test_an_origin_that_only_stands_beside_another_keeps_its_reports() -> None:
    trace, claim = chained(1)
    both = tuple(
        replace(claim.statements[0], statement=f"t{n}", voice="attributed", origin=f"o{n}", chain=()) for n in range(20)
    )
    origins = tuple(Origin(f"o{n}", "unnamed", None, ("r0",)) for n in range(20))
    claim = replace(claim, statements=both, origins=origins, independent=Independence(1, 20, 0))
    roots = forest(trace, answer(trace, claim))
    assert [n.note for n in roots[0].below] == [""]
    assert [n.note for n in roots[1].below] == ["also, beside another origin"]
    assert roots[-1].label == "and 13 more origins"


def test_one_clock_for_all() -> None:
    """Most clocks are one hour ahead of UTC; who is elsewhere is told by that clock."""
    times = ("2026-03-09T09:00:00+01:00", "2026-03-09T10:00:00+01:00", "2026-03-09T23:30:00Z")
    trace, claim = chained(3)
    trace = replace(trace, reports=tuple(replace(h, published=t) for h, t in zip(trace.reports, times, strict=True)))
    drawn = picture(trace, answer(trace, claim), key="k")
    assert ">UTC+1</text>" in drawn
    assert ">9 Mar 2026</text>" in drawn and ">10 Mar</text>" in drawn
    assert "10 Mar, 00:30" in drawn
