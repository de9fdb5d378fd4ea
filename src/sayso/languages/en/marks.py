"""Quotation marks and dashes as English-language reports use them: data."""

from __future__ import annotations

from typing import Final

OPENING_DOUBLE: Final = frozenset({"“", "„", "‟", "``"})
"""Marks that open a quotation by their form alone."""

CLOSING_DOUBLE: Final = frozenset({"”"})

NEUTRAL_DOUBLE: Final = frozenset({'"', "＂", "''", "’’", "‘‘"})
"""Marks whose form does not tell whether they open or close; their neighbours do."""

OPENING_ANGLE: Final = frozenset({"«", "‹"})
CLOSING_ANGLE: Final = frozenset({"»", "›"})

OPENING_SINGLE: Final = frozenset({"‘", "‚", "‛", "`"})
DASHES: Final = "-–—―‒_"

OPENERS_BEFORE: Final = frozenset("([{</=*|" + DASHES)
"""What may stand right before an opening mark, besides space."""

CLOSERS_AFTER: Final = frozenset(".,;:!?…)]}>/*|" + DASHES)
"""What may stand right after a closing mark, besides space."""

INVISIBLE: Final = frozenset(
    "\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u00ad"
)
"""Zero-width and direction marks: they stand between characters and mean nothing for a quotation."""

ELIDED: Final = frozenset(
    {"em", "til", "till", "tis", "twas", "twill", "cause", "bout", "round", "cept", "n", "nuff", "neath", "im", "er"}
)
"""Words that begin with an apostrophe, without it."""
