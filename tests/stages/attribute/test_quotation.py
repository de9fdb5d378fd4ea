"""Quotation marks: pairs, slips, apostrophes, several paragraphs, rubbish."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.span import Span
from sayso.stages.attribute.quotation import continue_quotation, inside, quotation_kind, quotations, snap_to_marks


def inner(text: str) -> list[str]:
    """Return the words inside each quotation."""
    return [q.inner.of(text) for q in quotations(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('The mayor said "no" and left.', ["no"]),
        ("The mayor said “no” and left.", ["no"]),
        ("The mayor said ``no'' and left.", ["no"]),
        ("The mayor said ''no'' and left.", ["no"]),
        ("The mayor said «no» and left.", ["no"]),
        ("The mayor said „no“ and left.", ["no"]),
        ("The mayor said “no“ and left.", ["no"]),
        ("The mayor said ”no” and left.", ["no"]),
        ("Mayor: 'We won't pay' for the bridge", ["We won't pay"]),
        ("‘The workers’ rights are gone,’ she said.", ["The workers’ rights are gone,"]),
        ("“He told me, ‘Go,’” she said.", ["He told me, ‘Go,’", "Go,"]),
        ("``She told me `go.''' he said.", ["She told me `go.'", "go."]),
        ("“He said “never” to me,” she said.", ["He said “never” to me,", "never"]),
        ('"Hello,"he said. She said,"Bye" and left', ["Hello,", "Bye"]),
        ('("Yes")', ["Yes"]),
        ('“Go—” she said. "And—" he said.', ["Go—", "And—"]),
        ("She said \u200f“yes”\u200f.", ["yes"]),
    ],
)
def test_pairs(text: str, expected: list[str]) -> None:
    """Every house's marks are paired."""
    assert inner(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Don’t blame the ’90s, don't blame the '90s.",
        "The workers' leader and the miners’ leader met.",
        "Rock 'n' roll and 'em all",
        "The 12\" pipe is 6' long; he is 5'10\" tall.",
        "No marks at all.",
        'a stray end" in a line',
        "",
    ],
)
def test_what_is_no_quotation(text: str) -> None:
    """Apostrophes, inches and a lone closing mark open nothing."""
    assert inner(text) == []


def test_several_paragraphs() -> None:
    """Each paragraph opens again, only the last one closes."""
    text = "“One fine day.\n\n“Another day,” she said. “A third.”"
    found = quotations(text)
    assert [(q.span.of(text), q.closed, q.continues) for q in found] == [
        ("“One fine day.", False, False),
        ("“Another day,”", True, True),
        ("“A third.”", True, False),
    ]


def test_a_paragraph_that_does_not_open_again() -> None:
    """A lone closing mark after an open paragraph closes it."""
    text = '"One fine day.\n\nAnother day," she said.'
    assert [q.span.of(text) for q in quotations(text)] == ['"One fine day.', 'Another day,"']


def test_a_stray_mark_costs_one_quotation() -> None:
    """What comes after a stray mark is found all the same."""
    text = 'He said "this is fine. Then "hello" came.\nAnd "bye" went.'
    assert inner(text)[1:] == ["hello", "bye"]
    text = 'fine" he said. Then "hello" came.'
    assert inner(text) == ["hello"]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    """An unclosed quotation never reaches into the next paragraph."""
    text = "She said: “We shall see.  \n\nNobody came."
    (found,) = quotations(text)
    assert found.span.of(text) == "“We shall see."
    assert not found.closed


def test_paragraphs_given() -> None:
    """A quotation may run over a line break inside a given paragraph."""
    text = "“One\ntwo,” she said."
    assert [q.closed for q in quotations(text, [Span(0, len(text))])] == [True]


@pytest.mark.parametrize(
    "unit", ['"', "“", "”", "'", "‘", "’", "`", '" ', '"a ', ' "a', "' 'a", "a' ", "“a ", "«", "''' ", "“‘"]
)
def test_only_marks(unit: str) -> None:
    """Rubbish comes back in good time and with valid spans."""
    text = unit * 20_000
    for q in quotations(text):
        assert 0 <= q.span.start <= q.inner.start <= q.inner.end <= q.span.end <= len(text)


@given(st.text(alphabet="ab s.,\n\r1“”‘’\"'`«»„—\u200b\u00a0", max_size=80))
def test_spans_hold(text: str) -> None:
    """Spans lie in the text, in order; nested ones lie inside the one around them."""
    found = quotations(text)
    flags = inside(len(text), found)
    stack: list[Span] = []
    assert [q.span.start for q in found] == sorted(q.span.start for q in found)
    for q in found:
        assert 0 <= q.span.start <= q.inner.start <= q.inner.end <= q.span.end <= len(text)
        assert q.span.start < q.span.end
        while stack and stack[-1].end <= q.span.start:
            stack.pop()
        assert len(stack) == q.depth
        assert not stack or stack[-1].contains(q.span)
        stack.append(q.span)
        assert all(flags[q.span.start : q.span.end])
    assert sum(flags) == len({i for q in found for i in range(*q.span)})


def _at(text: str, words: str) -> Span:
    start = text.index(words)
    return Span(start, start + len(words))


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("“We shall mend the bridge,” she said.", "“We shall mend the bridge,”", "direct"),
        ("“We shall mend the bridge,” she said.", "We shall mend the bridge", "direct"),
        ("She said that the bridge was “gone.”", "that the bridge was “gone.”", "mixed"),
        ("She said that the bridge was gone.", "that the bridge was gone", "indirect"),
    ],
)
def test_kind(text: str, words: str, kind: str) -> None:
    """Direct, mixed and indirect, by the share of words inside marks."""
    assert quotation_kind(text, (_at(text, words),), quotations(text)) == kind


def test_snapping_takes_both_marks_or_none() -> None:
    """A content that lacks a mark or a word gets them; half a quotation stays half."""
    text = "“We shall mend the old stone bridge by the end of May,” she said."
    found = quotations(text)
    whole = (_at(text, "“We shall mend the old stone bridge by the end of May,”"),)
    assert snap_to_marks(text, (_at(text, "We shall mend the old stone bridge by the end of"),), found) == whole
    half = (_at(text, "We shall mend the old"),)
    assert snap_to_marks(text, half, found) == half
    assert snap_to_marks(text, whole, found) == whole


def test_snapping_never_swallows_another_attribution() -> None:
    """Words that another attribution has stay its own."""
    text = "“We shall mend the old bridge,” she said."
    content = (_at(text, "shall mend the old bridge,”"),)
    assert snap_to_marks(text, content, quotations(text), taken=(_at(text, "We"),)) == content


def test_a_quotation_goes_on_over_paragraphs() -> None:
    """All paragraphs of one quotation belong to its content, each a span of its own."""
    text = "She said: “One day.\n\n“Two days.\n\n“Three days.”\n\n“Four,” he said."
    found = quotations(text)
    content = continue_quotation((_at(text, "“One day."),), found)
    assert [s.of(text) for s in content] == ["“One day.", "“Two days.", "“Three days.”"]
    content = continue_quotation((_at(text, "“One day."),), found, taken=(_at(text, "“Three days.”"),))
    assert [s.of(text) for s in content] == ["“One day.", "“Two days."]
