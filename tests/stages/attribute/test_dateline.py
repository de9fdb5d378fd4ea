"""Datelines are no part of what is said."""

from __future__ import annotations

import pytest

from sayso.model.attribution import Attribution
from sayso.model.span import Span
from sayso.stages.attribute.dateline import without_datelines


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("PORT CALDER – A ship left, police said.", "A ship left"),
        ("NORHAVEN (Tidewire) -- A ship left, police said.", "A ship left"),
        ("NORHAVEN, Ostrand, March 4 (Tidewire) - A ship left, police said.", "A ship left"),
        ("NATO said a ship left.", "NATO said a ship left"),
    ],
)
def test_a_content_begins_after_its_dateline(line: str, rest: str) -> None:
    end = line.index(" left") + 5
    found = without_datelines(line, [Attribution("a", (), (), (Span(0, end),))], [Span(0, len(line))])
    assert found[0].content[0].of(line) == rest


def test_a_content_that_begins_inside_a_dateline_begins_after_it() -> None:
    line = "NORHAVEN, March 4 (Tidewire) - A ship left, police said."
    begin, end = line.index("Tidewire"), line.index(" left") + 5
    found = without_datelines(line, [Attribution("a", (), (), (Span(begin, end),))], [Span(0, len(line))])
    assert found[0].content[0].of(line) == "A ship left"
