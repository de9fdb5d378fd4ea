"""Passages: exact spans on both sides, kinds, direction, and input that is no dossier at all."""

from __future__ import annotations

import random
import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.model.attribution import Attribution
from sayso.model.reading import Reading
from sayso.model.report import Block, Link, Refusal
from sayso.model.source import Source
from sayso.model.span import Span
from sayso.model.trace import Passage
from sayso.stages.match.passages import Page, between, passages
from sayso.stages.match.shingles import MemoryPassageIndex
from tests.stages.match.invented import CALM, LEAD, OTHER, RATES, SAID, WATCH, report


def only(found: tuple[Passage, ...]) -> Passage:
    assert len(found) == 1, found
    return found[0]


def shown(passage: Passage, a: Reading, b: Reading) -> tuple[list[str], list[str]]:
    assert (passage.a.report, passage.b.report) == (a.report.id, b.report.id)
    return [s.of(a.text) for s in passage.a.spans], [s.of(b.text) for s in passage.b.spans]


def test_a_copied_paragraph_has_exact_spans_on_both_sides() -> None:
    a, b = report(f"{LEAD}\n\n{WATCH}"), report(f"{OTHER}\n\n{WATCH}\n\n{CALM}")
    passage = only(passages([a, b]))
    assert shown(passage, a, b) == ([WATCH[:-1]], [WATCH[:-1]])
    assert passage.kind == "copy"
    assert passage.a.share == pytest.approx(len(WATCH.split()) / len(a.text.split()), abs=0.02)


def test_typography_does_not_matter() -> None:
    plain = LEAD.replace("The dredger Halvorsen", 'The dredger "Halvorsen"')
    other = (
        plain.replace('"', "”")
        .upper()
        .replace(" ", "\u00a0")
        .replace("FUEL", "FU\u00adEL")
        .replace("BERTHS", "BERTHS\u200b")
    )
    a, b = report(plain), report(other, outlet="b")
    mine, theirs = shown(only(passages([a, b])), a, b)
    assert mine == [plain[:-1]]
    assert theirs[0].startswith("THE\u00a0DREDGER") and theirs[0].rstrip(".\u200b").endswith("ON\u00a0BOARD")


def test_decomposed_letters_are_the_same_word() -> None:
    words = "the café owner Zoë Brûlé and her naïve brother kept the wharf's only lantern lit"
    a = report(words)
    b = report(unicodedata.normalize("NFD", words), outlet="b")
    assert shown(only(passages([a, b])), a, b)[1] == [b.text]


def test_a_word_in_ten_may_be_changed() -> None:
    words = WATCH.split()
    for at in range(4, len(words) - 3, 10):
        words[at] = "Velsund"
    edited = " ".join(words)
    a, b = report(f"{LEAD}\n{WATCH}\n{RATES}"), report(f"{OTHER}\n{edited}\n{CALM}")
    mine, theirs = shown(only(passages([a, b])), a, b)
    assert mine == [WATCH[:-1]] and theirs == [edited[:-1]]


def test_a_cut_leaves_one_passage_of_two_pieces() -> None:
    a, b = report(f"{LEAD} {WATCH} {RATES}"), report(f"{LEAD} {RATES}")
    passage = only(passages([a, b]))
    assert shown(passage, a, b)[0] == [LEAD[:-1], RATES[:-1]]
    assert [len(piece) for piece in shown(passage, a, b)[1]] == [len(LEAD) - 1, len(RATES) - 1]
    assert passage.b.share == pytest.approx(1.0)


def test_another_order_makes_two_passages() -> None:
    a, b = report(f"{LEAD} {OTHER} {RATES}"), report(f"{RATES} {CALM} {LEAD}")
    found = passages([a, b])
    assert {shown(passage, a, b)[0][0] for passage in found} == {LEAD[:-1], RATES[:-1]}
    assert all(passage.kind == "copy" for passage in found)


def test_unrelated_reports_share_nothing() -> None:
    assert passages([report(LEAD), report(OTHER), report(CALM)]) == ()


def test_a_short_turn_of_phrase_shows_no_copying() -> None:
    phrase = "shortly before dawn and spilled some ninety tonnes of fuel oil"
    passage = only(passages([report(f"{LEAD} {RATES}"), report(f"{OTHER} It sank {phrase}, the mayor wrote. {CALM}")]))
    assert passage.kind == "boilerplate" and "too few" in passage.says


def test_debris_is_left_out_and_nothing_is_matched_across_it() -> None:
    text = f"{LEAD}\n{WATCH}\n{RATES}"
    start = text.index(WATCH)
    debris = (Block("debris", Span(start, start + len(WATCH))),)
    a, b = report(text, blocks=debris), report(text, outlet="b")
    assert WATCH not in "".join(shown(only(passages([a, b])), a, b)[0])
    whole = report(LEAD, blocks=(Block("debris", Span(0, len(LEAD))),))
    assert passages([whole, report(LEAD, outlet="b")]) == ()


# kinds


def quoting(lead: str, close: str, quotation: str = f"“{SAID},”", outlet: str = "x") -> Reading:
    return report(f"{lead}\n\n{quotation} said Captain Ilse Marn.\n\n{close}", outlet=outlet)


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "``{}''", "«{}»", "‘{}’"])
def test_a_quotation_that_both_heard_is_no_copy(marks: str) -> None:
    passage = only(passages([quoting(LEAD, RATES), quoting(OTHER, CALM, marks.format(SAID), "y")]))
    assert passage.kind == "shared quotation" and passage.direction == "unknown"


def test_a_quotation_amid_copied_text_is_part_of_the_copy() -> None:
    found = passages([quoting(LEAD, RATES), quoting(LEAD, CALM, outlet="y")])
    assert {passage.kind for passage in found} == {"copy"}


def test_the_same_words_without_marks_on_one_side_are_a_copy() -> None:
    passage = only(passages([quoting(LEAD, RATES), report(f"{OTHER} {SAID}. {CALM}", outlet="y")]))
    assert passage.kind == "copy"


def spoken(reading: Reading, name: str) -> Reading:
    start = reading.text.index(SAID)
    said = Attribution(
        "a1", (), (), (Span(start, start + len(SAID)),), source_id="s1", source_status="named", quotation="direct"
    )
    return Reading(reading.report, attributions=(said,), sources=(Source("s1", name, "person"),))


def test_the_same_speaker_is_asked_for_where_both_are_known() -> None:
    a, b = quoting(LEAD, RATES), quoting(OTHER, CALM, outlet="y")
    assert only(passages([spoken(a, "Ilse Marn"), spoken(b, "Captain Marn")])).kind == "shared quotation"
    assert only(passages([spoken(a, "Ilse Marn"), spoken(b, "Tove Aldring")])).kind == "copy"


FOOTER = "The Tidewater desk answers letters on Thursdays between nine and noon at the old customs house"


def test_a_footer_that_many_pages_share_is_boilerplate() -> None:
    bodies = [LEAD, WATCH, RATES, OTHER, CALM]
    readings = [report(f"{body} {filling(number)}\n\n{FOOTER}") for number, body in enumerate(bodies)]
    found = passages(readings)
    assert len(found) == 10
    assert {(passage.kind, passage.direction) for passage in found} == {("boilerplate", "unknown")}


def test_a_credit_line_is_boilerplate_though_only_two_share_it() -> None:
    line = "Tove Aldring in Velsund and Per Osmund in Orsay contributed to this report, which was written on the quay"
    passage = only(passages([report(f"{LEAD} {filling(1)}\n{line}"), report(f"{OTHER} {filling(2)}\n{line}")]))
    assert passage.kind == "boilerplate"


def test_a_sentence_that_four_reports_end_on_is_copied_where_it_is_somebodys_word() -> None:
    readings = [
        report(f"{body} {filling(number)} {FOOTER}, the harbour master said.", outlet=f"Outlet {number}")
        for number, body in enumerate([LEAD, WATCH, RATES, OTHER])
    ]
    said = []
    for reading in readings:
        start = reading.text.index(FOOTER)
        content = (Span(start, start + len(FOOTER)),)
        said.append(Reading(reading.report, attributions=(Attribution("a1", (), (), content),)))
    assert {passage.kind for passage in passages(said)} == {"copy"}


def filling(seed: int) -> str:
    """Two hundred words that no other report has in this order."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices("aeioubdgklmnrst", k=6)) for _ in range(200)) + "."


# direction


def pair(first: dict[str, object], second: dict[str, object], tail: str = "") -> Passage:
    a, b = report(f"{LEAD} {WATCH}", **first), report(f"{WATCH} {CALM}{tail}", **second)
    return only(passages([a, b]))


def test_the_earlier_came_first() -> None:
    dates = {"published": "2031-03-02"}, {"published": "2031-03-04"}
    assert pair(*dates).direction == "a to b"
    assert pair(*reversed(dates)).direction == "b to a"


@pytest.mark.parametrize(
    ("first", "second", "way"),
    [
        (None, None, "unknown"),
        ("2031-03-02", None, "unknown"),
        ("2031-03-02", "2031-03-02", "unknown"),
        ("2031-03-02", "2031-03-02T10:00:00Z", "unknown"),
        ("2031-03-02T09:00:00", "2031-03-02T10:00:00Z", "unknown"),
        ("2031-03-02T09:00:00Z", "2031-03-02T10:00:00Z", "a to b"),
        ("2031-03-02T12:00:00+03:00", "2031-03-02T10:00:00Z", "a to b"),
        ("2999-03-02", "2031-03-02", "b to a"),
        ("soon", "2031-03-02", "unknown"),
    ],
)
def test_time_tells_only_what_it_tells(first: str | None, second: str | None, way: str) -> None:
    assert pair({"published": first}, {"published": second}).direction == way


def test_a_credit_tells() -> None:
    passage = pair({"outlet": "Reuters"}, {"outlet": "Velsund Post", "credit": "Reuters"})
    assert passage.direction == "a to b" and "credits Reuters" in passage.says


def test_two_that_credit_one_agency_are_copies_of_it() -> None:
    passage = pair({"outlet": "Velsund Post", "credit": "AP"}, {"outlet": "Orsay Herald", "credit": "AP"})
    assert passage.direction == "unknown" and "one agency report" in passage.says


def test_a_link_tells_against_the_date() -> None:
    b_text = f"{WATCH} {CALM}"
    a = report(f"{LEAD} {WATCH}", outlet="Post", url="https://www.post.example/1/?utm_source=x", published="2031-03-05")
    b = report(b_text, outlet="Gull", published="2031-03-04", links=(Link(Span(0, 5), "http://post.example/1"),))
    passage = only(passages([a, b]))
    assert passage.direction == "a to b" and "links to" in passage.says and "dated later" in passage.says


def test_a_citation_tells_and_two_leave_it_to_time() -> None:
    told = {"outlet": "Velsund Post"}, {"outlet": "Orsay Herald"}
    assert pair(*told, tail=" The Velsund Post had it first.").direction == "a to b"
    a = report(f"{LEAD} {WATCH} The Orsay Herald agreed.", **told[0])
    b = report(f"{WATCH} {CALM} The Velsund Post had it first.", **told[1])
    passage = only(passages([a, b]))
    assert passage.direction == "unknown" and "cite each other" in passage.says


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"outlet": "The Velsund Post"}, {"outlet": "Velsund Post"}),
        ({"url": "https://post.example/a"}, {"url": "http://www.post.example/b"}),
        (
            {"url": "https://post.example/a", "outlet": "Post"},
            {"url": "http://www.post.example/a#top", "outlet": "Post"},
        ),
    ],
)
def test_one_outlets_second_version_is_not_a_second_source(first: dict[str, object], second: dict[str, object]) -> None:
    passage = pair(first | {"published": "2031-03-02"}, second | {"published": "2031-03-03"})
    assert passage.direction == "a to b" and "not a second source" in passage.says


def test_anothers_canonical_page_is_a_copy_of_it() -> None:
    page = {"url": "https://velsundpost.example/1"}
    passage = pair(page | {"outlet": "The Velsund Post"}, page | {"outlet": "Orsay Herald"})
    assert passage.direction == "a to b" and "Velsund Post's page as its own address" in passage.says


def test_what_an_outlet_prints_under_everything_is_boilerplate() -> None:
    found = passages([report(f"{body}\n\n{FOOTER}.", outlet="Velsund Post") for body in (LEAD, OTHER)])
    assert only(found).kind == "boilerplate"


# input that is no dossier


def test_one_report_none_and_refused_ones() -> None:
    refused = report("", id="r0", refused=Refusal("empty", "nothing but space"))
    assert passages([]) == passages([report(LEAD)]) == passages([refused, report(LEAD), refused]) == ()
    assert passages([report(""), report("word"), report("\ud800 \n"), report("!!! — …")]) == ()


def test_the_same_report_twice_is_one() -> None:
    assert passages([report(LEAD), report(LEAD)]) == ()


def test_many_copies_hang_together_without_all_being_paired() -> None:
    copies = [report(f"{LEAD} {WATCH} {RATES}", outlet=f"Outlet {i}") for i in range(500)]
    found = passages(copies)
    joined = {copies[0].report.id}
    for passage in found:
        assert passage.a.report in joined and passage.kind == "copy" and passage.b.share == pytest.approx(1)
        joined.add(passage.b.report)
    assert len(joined) == 500 and len(found) < 500 * 9


def test_a_live_blog_of_twenty_thousand_words() -> None:
    chance = random.Random(1)
    words = [f"{a}{b}" for a in ("bran", "dol", "kes", "mir", "tav", "ul") for b in ("da", "gen", "or", "ust", "wick")]
    entries = [" ".join(chance.choices(words, k=100)) for _ in range(200)]
    blog = report("\n\n".join(entries))
    again = report("\n\n".join(reversed(entries)), outlet="b")
    one = report(f"{LEAD} {entries[120]} {CALM}", outlet="c")
    found = passages([blog, again, one])
    assert len([p for p in found if p.b.report == again.report.id]) >= 100
    assert only(tuple(p for p in found if p.a.report == blog.report.id and p.b.report == one.report.id)).a.spans


def test_reports_added_one_by_one_share_the_same() -> None:
    readings = [report(f"{LEAD} {WATCH}"), report(f"{WATCH} {CALM}"), report(f"{CALM} {LEAD} {RATES}"), report(RATES)]
    pages = {r.report.id: Page(r) for r in readings}
    index = MemoryPassageIndex()
    step_by_step = []
    for name, page in pages.items():
        for earlier in index.add(name, page.shingles.indexed):
            step_by_step += between(pages[earlier], page, index.spread)
    assert sorted(step_by_step, key=str) == sorted(passages(readings), key=str)


WORDS = st.sampled_from(
    ["the", "oil", "pilot", "“mole”", "quay,", "said.", "a", "\n\n", "ninety", "\u200b", "'tis", "sea\u0301"]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(WORDS, max_size=60), min_size=2, max_size=4))
def test_whatever_is_shared_has_spans_in_order_inside_its_text(texts: list[list[str]]) -> None:
    readings = [report(" ".join(words), id=f"r{i}") for i, words in enumerate(texts)]
    by_id = {r.report.id: r for r in readings}
    for passage in passages(readings):
        assert len(passage.a.spans) == len(passage.b.spans) > 0
        for side in (passage.a, passage.b):
            text = by_id[side.report].text
            assert 0 < side.share <= 1
            assert all(0 <= s.start < s.end <= len(text) for s in side.spans)
            assert all(one.end <= two.start for one, two in pairwise(side.spans))
            assert all(not s.of(text)[0].isspace() and not s.of(text)[-1].isspace() for s in side.spans)
