"""The terminal's trace answers in its first five lines, and obeys no stranger's character."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from rich.console import Console

from sayso.faces.inert import in_marks
from sayso.faces.trace_terminal import show_trace
from sayso.model.reading import Reading
from sayso.model.trace import ReportHead, Trace
from tests.faces.traces import harbour


def printed(trace: Trace, readings: tuple[Reading, ...], width: int = 100, colour: bool = False) -> str:
    file = io.StringIO()
    console = Console(
        file=file, width=width, no_color=not colour, highlight=False, force_terminal=colour, legacy_windows=False
    )
    show_trace(console, trace, readings)
    return file.getvalue()


def test_the_answer_stands_in_the_first_five_lines() -> None:
    first = " ".join(printed(*harbour()).splitlines()[:5])
    for words in (
        "Carried by 15 reports, 7 of them copies",
        "rests on 1 to 2 origins (Ostrand: Maritime Intelligence Service",
        "nobody outside them has shown evidence",
        "3 assert it in their own voice",
    ):
        assert words in first


def test_a_strike_is_the_first_thing_said() -> None:
    lines = printed(*harbour(("service",))).splitlines()
    assert lines[0].startswith("Struck: Maritime Intelligence Service. Without it, 1 of 5 claims rests on nothing:")
    assert any("no support left" in line for line in lines)


def test_a_strike_that_costs_nothing() -> None:
    assert "Every claim keeps some support without it." in printed(*harbour(("orlo",)))


def test_what_happened_on_the_way_stands_side_by_side() -> None:
    out = printed(*harbour(), width=2000)
    assert "Daily Anchor “dozens of sea mines”  →  Straitwatch “Hundreds of sea mines”" in out
    assert "possible: Maritime Intelligence Service and a person familiar with the intelligence, unnamed:" in out


@pytest.mark.parametrize("width", [20, 40, 80, 200])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    assert all(len(line) <= width for line in printed(*harbour(), width=width).splitlines())


def test_plain_lines_have_no_codes_and_no_trailing_spaces() -> None:
    out = printed(*harbour())
    assert "\x1b" not in out
    assert not [line for line in out.splitlines() if line != line.rstrip()]
    assert "\x1b[" in printed(*harbour(), colour=True)


def test_strangers_text_cannot_move_the_cursor() -> None:
    trace, readings = harbour()
    heads = tuple(replace(h, outlet="\x1b[2J\x07Evil\u202e[bold]") for h in trace.reports)
    claims = tuple(replace(c, text="\x1b]0;title\x07 it") for c in trace.claims)
    sources = tuple(replace(s, name=f"\x9b31m{s.name}") for s in trace.sources)
    out = printed(replace(trace, reports=heads, claims=claims, sources=sources), readings)
    assert not set(out) & {"\x1b", "\x07", "\x9b", "\u202e"}
    assert "[bold]" in out, "markup is words here"


def test_nothing_to_trace_is_said() -> None:
    refused = ReportHead("r", refused="It is not text.")
    assert printed(Trace((refused,)), ()).strip() == "Nothing to trace: 0 reports read, 1 refused."


def test_readings_that_are_missing_cost_only_their_words() -> None:
    trace, _ = harbour()
    assert "amount: dozens become hundreds" in printed(trace, ())


@pytest.mark.parametrize("words", ["“The pier is gone.”", '"The pier is gone."', "«The pier is gone.»"])
def test_a_quotation_gets_no_second_marks(words: str) -> None:
    assert in_marks(words) == words
    made, readings = harbour()
    quoted = replace(made, claims=(replace(made.claims[0], text=words), *made.claims[1:]))
    assert words in printed(quoted, readings).splitlines()
    assert in_marks("The pier is gone") == "“The pier is gone”"
    assert in_marks("“Gone” is the pier") == "““Gone” is the pier”"
