"""What cues do to contents, by lexicon and context."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.attribution import Attribution
from sayso.model.span import Span
from sayso.stages.attribute.manner import manner


def _attribution(marked: str) -> tuple[str, Attribution]:
    """Read '{source} [cue] <content>' marks out of a sentence."""
    roles: dict[str, list[Span]] = {"{": [], "[": [], "<": []}
    text = ""
    opened: list[tuple[str, int]] = []
    for char in marked:
        if char in roles:
            opened.append((char, len(text)))
        elif char in "}]>":
            role, start = opened.pop()
            roles[role].append(Span(start, len(text)))
        else:
            text += char
    return text, Attribution("a1", tuple(roles["{"]), tuple(roles["["]), tuple(roles["<"]))


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("{The mayor} [said] <the bridge is safe>.", "neutral"),
        ("[According to] {the mayor}, <the bridge is safe>.", "neutral"),
        ("{Mayor}: <Bridge safe>", "neutral"),
        ("{The mayor} [acknowledged] <that the bridge is closed>.", "factive"),
        ("{The survey} [indicates] <that few cross it>.", "factive"),
        ("{The mayor} [indicated] <that few cross it>.", "neutral"),
        ("{The mayor} [pointed out] <that the bridge is old>.", "factive"),
        ("<The bridge> [reportedly] <sways>.", "hedged"),
        ("{The mayor} [reportedly said] <the bridge sways>.", "hedged"),
        ("{The mayor} [is said to] <want a ferry>.", "hedged"),
        ("{The mayor} [appeared to blame] <the builders>.", "hedged"),
        ("{The mayor} [did not rule out] <a ferry>.", "hedged"),
        ("{The mayor} [could not confirm] <the crack>.", "hedged"),
        ("{The mayor} [claimed] <that the bridge is safe>.", "distancing"),
        ("{The mayor} [made the case] <that the bridge is safe>.", "distancing"),
        ("<The builder> [has long been accused] <of thrift>.", "accusing"),
        ("{The mayor} [charged] <that the builder cheated>.", "accusing"),
        ("{The mayor} [denied] <any fault>.", "denying"),
        ("{The mayor} [refused to say] <who paid>.", "denying"),
        ("{The mayor} refused to [say] <who paid>.", "denying"),
        ("{The mayor} [would not discuss] <the bill>.", "denying"),
        ("{The mayor} [did not deny] <the crack>.", "neutral"),
        ("{The mayor} [didn’t deny] <the crack>.", "neutral"),
        ("{The mayor} [called for] <a ferry>.", "urging"),
        ("{The mayor} [called] <the bridge a disgrace>.", "neutral"),
        ("{The mayor} [asked] <the builder to come back>.", "urging"),
        ("{The mayor} [asked] <whether the bridge sways>.", "neutral"),
        ("{The mayor} [warned] <that the bridge may fall>.", "urging"),
        ("{The mayor} [believes] <that the bridge will stand>.", "thinking"),
        ("{The mayor} [expressed hope] <that the bridge will stand>.", "thinking"),
        ("{The mayor} [is convinced] <that it will stand>.", "thinking"),
    ],
)
def test_manner(marked: str, expected: str) -> None:
    """Each manner by its words and their surroundings."""
    text, attribution = _attribution(marked)
    name, evidence = manner(text, attribution)
    assert name == expected
    assert evidence.rule.startswith("manner-en/")
    for span in evidence.spans:
        assert 0 <= span.start < span.end <= len(text)


@given(st.text(max_size=60), st.integers(0, 60), st.integers(0, 60))
def test_any_cue_has_a_manner(text: str, a: int, b: int) -> None:
    """Whatever the cue, there is an answer and its spans lie in the text."""
    start, end = sorted((min(a, len(text)), min(b, len(text))))
    _, evidence = manner(text, Attribution("a1", (), (Span(start, end),), (Span(0, len(text)),)))
    assert all(0 <= s.start <= s.end <= len(text) for s in evidence.spans)
