"""Strangers' text made harmless to show: each character that could act is replaced by one that can't.

Every function keeps the length, so that spans still fit.
"""

from __future__ import annotations

# Lone surrogates cannot be written as UTF-8 at all.
_SURROGATES = {code: "\ufffd" for code in range(0xD800, 0xE000)}

# Marks that reorder the text around them: in a terminal they would scramble our own words, too.
_REORDERING = {code: "\ufffd" for code in (0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A))}

# Control characters move a terminal's cursor, ring its bell, rename its window. Tab and line feed stay.
_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)}
_CONTROLS |= {0x0D: " ", 0x7F: "\u2421"} | {code: "\ufffd" for code in range(0x80, 0xA0)}

_FOR_TERMINAL = _SURROGATES | _REORDERING | _CONTROLS

# A browser keeps reordering inside the element that holds it; only the two marks that turn letters
# around against their own direction have no honest use in a report.
_OVERRIDES = {code: "\ufffd" for code in (0x202D, 0x202E)}

_OPENING, _CLOSING = '“"„«', '”"“»'

_FOR_PAGE = _SURROGATES | _OVERRIDES | {code: "\ufffd" for code in range(0x20) if code not in (0x09, 0x0A, 0x0D)}


def in_marks(text: str) -> str:
    """Return the text in quotation marks; one that begins and ends with marks has them already."""
    bare = text.strip()
    if len(bare) > 1 and bare[0] in _OPENING and bare[-1] in _CLOSING:
        return text
    return f"“{text}”"


def for_terminal(text: str) -> str:
    """Return the text with nothing in it that a terminal obeys."""
    return text.translate(_FOR_TERMINAL)


def for_page(text: str) -> str:
    """Return the text with nothing in it that HTML cannot hold; escaping is the template's work."""
    return text.translate(_FOR_PAGE)
