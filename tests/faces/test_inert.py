"""Strangers' characters lose their power and keep their number."""

from __future__ import annotations

import unicodedata

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.faces.inert import for_page, for_terminal

anything = st.text(st.characters(exclude_categories=()))


@settings(deadline=None)
@given(anything)
def test_no_control_reaches_a_terminal(text: str) -> None:
    shown = for_terminal(text)
    assert len(shown) == len(text)
    assert not [c for c in shown if unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t"]
    assert not set(shown) & set("\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")


@settings(deadline=None)
@given(anything)
def test_a_page_can_hold_every_character(text: str) -> None:
    shown = for_page(text)
    assert len(shown) == len(text)
    shown.encode("utf-8")
    assert "\x00" not in shown
