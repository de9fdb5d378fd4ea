"""What a single line of a report is, judged by its own words: debris, byline, credit, caption, dateline."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TypeAlias

from sayso.model.report import BlockKind

_Rules: TypeAlias = tuple[tuple[str, re.Pattern[str]], ...]

LONGEST_LINE = 240
"""No line longer than this is judged: people write sentences of that length, programs seldom do."""

# Characters that show nothing: zero-width spaces and joiners, direction marks, the soft hyphen,
# a stray byte-order mark. A line of these alone is blank to a reader.
INVISIBLE = (
    "\u00ad\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', **dict.fromkeys(INVISIBLE, "")})
_NOTHING = INVISIBLE + " \t\r\n\x0b\x0c\u00a0"
_SPACE = re.compile(r"\s+")
_STOP = re.compile(r"[.!?…][\"'”’)\]]*$")
_KINDS: tuple[tuple[str, BlockKind], ...] = (
    ("credit", "credit"),
    ("caption", "caption"),
    ("byline", "byline"),
    ("date", "dateline"),
    ("place", "dateline"),
)


@cache
def _rules() -> _Rules:
    """Return (section, pattern) pairs from the language's data, in its order."""
    lines = files("sayso.languages.en").joinpath("lines.txt").read_text(encoding="utf-8").splitlines()
    section, sites, rules = "", [], []
    for line in lines:
        if not line or line.startswith("# "):
            continue
        heading = re.fullmatch(r"\[([a-z][a-z ':]*)\]", line)
        if heading:
            section = heading[1]
        elif section == "sites":
            sites.append(line)
        else:
            pattern = line.replace("{sites}", f"(?:{'|'.join(sites)})")
            rules.append((section, re.compile(pattern, re.IGNORECASE)))
    return tuple(rules)


@cache
def _section(name: str) -> _Rules:
    return tuple((section, pattern) for section, pattern in _rules() if section.startswith(name))


def _fits(name: str, line: str) -> tuple[str, re.Match[str]] | None:
    if len(line) > LONGEST_LINE:
        return None
    words = plain(line)
    for section, pattern in _section(name):
        found = pattern.fullmatch(words)
        if found:
            return section, found
    return None


def is_blank(text: str) -> bool:
    """Say whether a reader would see nothing here."""
    return not text.strip(_NOTHING) or not any(c not in _NOTHING and not c.isspace() for c in text)


def plain(line: str) -> str:
    """Return the line as rules see it: one space between words, straight quotes, nothing invisible."""
    return _SPACE.sub(" ", line.translate(_PLAIN)).strip()


def ends_a_sentence(line: str) -> bool:
    """Say whether the line ends as sentences do."""
    return bool(_STOP.search(line.rstrip(_NOTHING)[-8:]))


def debris_rule(line: str) -> str | None:
    """Return what kind of debris the whole line is, or None."""
    found = _fits("debris: ", line)
    return found[0].removeprefix("debris: ") if found else None


def begins_comments(line: str) -> bool:
    """Say whether a page's comment section begins here."""
    return _fits("comments begin", line) is not None


def begins_list(line: str) -> bool:
    """Say whether a list of other stories begins here."""
    return _fits("lists begin", line) is not None


def byline_names(line: str) -> str | None:
    """Return the names in a byline, or None where the line is none."""
    if len(line) > LONGEST_LINE or (ends_a_sentence(line) and not re.search(r"\b(?:[A-Z]|Jr|Sr)\.$", line.strip())):
        return None
    found = _fits("byline", line)
    return found[1]["names"] if found else None


def is_signature(line: str) -> bool:
    """Say whether the line is a name with an outlet or role: "Jane Roe | Agency"."""
    words = plain(line)
    parts = [p.strip() for p in re.split(r"\s[|/•·]\s", words)]
    return 2 <= len(parts) <= 4 and len(words) <= 100 and all(_looks_like_names(p) for p in parts)


def _looks_like_names(words: str) -> bool:
    parts = words.split()
    return 1 <= len(parts) <= 5 and all(p[0].isupper() or p in ("of", "the", "and", "&", "de", "van") for p in parts)


def kind_of_line(line: str) -> BlockKind:
    """Return what the line is by its own words: ``paragraph`` where nothing else fits."""
    for section, kind in _KINDS:
        if section == "byline":
            if byline_names(line):
                return kind
        elif section == "place":
            if "," in line and not ends_a_sentence(line) and _fits(section, line):
                return kind
        elif _fits(section, line):
            return kind
    return "debris" if debris_rule(line) else "paragraph"
