"""Marks nest, are cut where they cross, and lose no character."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.faces.marks import Mark, numbered, paragraphs
from sayso.model.attribution import Attribution
from sayso.model.reading import Reading
from sayso.model.report import Block, Report
from sayso.model.span import Span
from tests.faces.readings import blank, cable

TEXT = "The mayor said it.\nShe added more.\r\n\r\nThen nothing happened."


def walked(marks: tuple[Mark, ...]) -> Iterator[Mark]:
    for mark in marks:
        yield mark
        yield from walked(mark.inside)


spans = st.tuples(st.integers(0, len(TEXT)), st.integers(0, len(TEXT))).map(lambda p: Span(min(p), max(p)))


@settings(deadline=None)
@given(st.lists(st.tuples(st.lists(spans, min_size=1, max_size=2), st.lists(spans, max_size=1)), max_size=5))
def test_marks_lie_inside_what_holds_them_and_cover_what_they_should(
    parts: list[tuple[list[Span], list[Span]]],
) -> None:
    attributions = tuple(
        Attribution(f"a{n}", source=tuple(source), cue=(), content=tuple(content))
        for n, (content, source) in enumerate(parts)
    )
    reading = replace(blank(TEXT), attributions=attributions)
    covered: dict[str, set[int]] = {a.id: set() for a in attributions}

    def check(marks: tuple[Mark, ...], start: int, end: int) -> None:
        at = start
        for mark in marks:
            assert at <= mark.start < mark.end <= end
            at = mark.end
            if mark.role == "content":
                covered[mark.owner] |= set(range(mark.start, mark.end))
            check(mark.inside, mark.start, mark.end)

    lines = paragraphs(reading)
    for paragraph in lines:
        check(paragraph.marks, *paragraph.span)
    seen = {i for p in lines for i in range(*p.span)}
    for attribution in attributions:
        wanted = {i for s in attribution.content for i in range(*s)} & seen
        assert covered[attribution.id] == wanted


def test_a_nested_attribution_is_marked_inside_its_outer_one() -> None:
    reading = cable()
    numbers = numbered(reading)
    marks = [m for p in paragraphs(reading) for m in walked(p.marks)]
    outer = next(m for m in marks if m.role == "content" and numbers[m.owner] == 3)
    assert [numbers[m.owner] for m in walked(outer.inside) if m.role == "content"] == [4]


def test_numbers_follow_the_text_and_put_the_outer_one_first() -> None:
    reading = cable()
    ordered = sorted(numbered(reading).items(), key=lambda item: item[1])
    starts = [next(a.content[0].start for a in reading.attributions if a.id == id_) for id_, _ in ordered]
    assert starts == sorted(starts)
    assert [number for _, number in ordered] == list(range(1, 17))


def test_one_source_of_two_attributions_is_one_mark() -> None:
    reading = cable()
    doss = [m for p in paragraphs(reading) for m in walked(p.marks) if m.role == "source" and m.also]
    assert len(doss) == 1


def test_a_content_over_two_paragraphs_opens_once_and_closes_once() -> None:
    text = "One “two\n\nthree” said Ann."
    reading = replace(blank(text), attributions=(Attribution("a", (), (), (Span(4, 16),)),))
    pieces = [(m.opens, m.closes) for p in paragraphs(reading) for m in p.marks]
    assert pieces == [(True, False), (False, True)]


def test_words_outside_every_block_are_still_shown() -> None:
    report = Report("r", TEXT, blocks=(Block("paragraph", Span(19, 34)),))
    shown = [(p.kind, p.span.of(TEXT)) for p in paragraphs(Reading(report))]
    assert shown == [
        ("paragraph", "The mayor said it."),
        ("paragraph", "She added more."),
        ("paragraph", "Then nothing happened."),
    ]


def test_marks_in_marks_without_end_stop_somewhere() -> None:
    text = "x" * 4000
    many = tuple(Attribution(f"a{n}", (), (), (Span(n, 4000 - n),)) for n in range(1500))
    assert paragraphs(replace(blank(text), attributions=many))
