"""What a person sees in a terminal, in colour and plain."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from sayso.faces.terminal import Overview, console_for, show_reading
from sayso.model.reading import Reading
from sayso.model.source import Source
from tests.faces.readings import all_of_them, cable, hostile, raw, refused


def shown(reading: Reading, *, color: str = "never", seen: bool = False, text: bool = True) -> str:
    out = io.StringIO()
    show_reading(console_for(out, color=color, seen=seen), reading, text=text)
    return out.getvalue()


def test_plain(snapshot: Callable[[str, str], None]) -> None:
    snapshot("cable.txt", shown(cable()))


def test_plain_without_the_text(snapshot: Callable[[str, str], None]) -> None:
    snapshot("cable-no-text.txt", shown(cable(), text=False))


def test_nothing_identified_yet(snapshot: Callable[[str, str], None]) -> None:
    snapshot("raw.txt", shown(raw()))


def test_several(snapshot: Callable[[str, str], None]) -> None:
    out = io.StringIO()
    overview = Overview()
    for reading in all_of_them():
        overview.add(reading)
    overview.show(console_for(out, color="never", seen=False))
    snapshot("several.txt", out.getvalue())


@pytest.mark.parametrize("reading", all_of_them(), ids=lambda r: r.report.path or "blank")
def test_what_is_piped_has_no_codes_no_trailing_spaces_and_no_wrapped_lines(reading: Reading) -> None:
    plain = shown(reading)
    assert "\x1b" not in plain
    assert not re.search(r"[ \t]+$", plain, re.MULTILINE)
    for paragraph in re.split(r"[\r\n]+", cable().text) if reading == cable() else []:
        stripped = re.sub(r"\[\d+: |\[\d+… |\{|\}\d+(?:,\d+)*| …\]|\]|‹|›", "", plain)
        assert paragraph in stripped


def test_colour_changes_nothing_but_the_marks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    coloured = shown(cable(), color="always", seen=True)
    assert "\x1b[" in coloured
    words = re.sub(r"\x1b\[[\d;]*m", "", coloured)
    assert max(len(line) for line in words.splitlines()) <= 100
    assert "Every" not in words
    assert "“We want to know when the ovens will work again.”" in " ".join(words.split())


def test_no_color_is_obeyed_and_always_wins_over_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm-256color")
    assert not re.search(r"\x1b\[[\d;]*3[0-9]", shown(cable(), color="auto", seen=True))
    assert "\x1b[" in shown(cable(), color="always")


@pytest.mark.parametrize("color", ["never", "always"])
def test_a_hostile_text_moves_nothing(monkeypatch: pytest.MonkeyPatch, color: str) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    out = re.sub(r"\x1b\[[\d;]*m", "", shown(hostile(), color=color))
    for forbidden in "\x1b\x07\x9b\x00\u202e\ud800\r":
        assert forbidden not in out
    assert ":smile:" in out
    assert "[bold]" in out


def test_a_refusal_says_what_and_why() -> None:
    assert shown(refused()) == "refused  notes/photo.txt  the file is not text: it begins like a PNG image (binary)\n"


def test_why_gives_every_sentence_of_evidence() -> None:
    out = io.StringIO()
    show_reading(console_for(out, color="never", seen=False), cable(), text=False, why=True)
    lines = out.getvalue()
    for attribution in cable().attributions:
        for evidence in attribution.evidence:
            assert f"{evidence.says}  {evidence.rule}\n" in lines


def test_many_voices_share_a_line() -> None:
    many = cable()
    speakers = tuple(Source(f"s{n}", f"Speaker {n}", "person") for n in range(20))
    said = tuple(
        replace(many.attributions[0], id=f"a{n}", source_id=s.id, source_status="named") for n, s in enumerate(speakers)
    )
    plain = shown(replace(many, attributions=said, sources=speakers, statements=()), text=False)
    assert "9 others" in plain
    assert all(speaker.name in plain for speaker in speakers)


def test_standard_input_is_named() -> None:
    made = replace(cable(), report=replace(cable().report, path="-", title=None))
    assert shown(made, text=False).startswith("standard input\n")
