"""Authors' names out of a byline."""

from __future__ import annotations

import re

_OPENING = re.compile(r"^\s*(?:by|written by|story by|posted by|reported by|from)[\s:]+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s+(?:and|&)\s+|\s*[;|]\s*")


def split_names(words: str) -> tuple[str, ...]:
    """Split "By Jane Roe and John Doe" into names; a name with its agency or role stays one."""
    names = (name.strip(" ,;|") for name in _BETWEEN.split(_OPENING.sub("", words)))
    return tuple(dict.fromkeys(name for name in names if name))
