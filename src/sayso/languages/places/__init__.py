"""States: their names, demonyms, capitals and US states, from a table that names its sources.

``states.tsv`` is made by scripts/make_name_data.py; what a government's houses and departments are
called stands in ``governments``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Places:
    """Lookups by lower-case name; the values are common names ("Russia", "Ohio")."""

    states: Mapping[str, str]
    demonyms: Mapping[str, str]
    capitals: Mapping[str, str]
    us_states: Mapping[str, str]


@cache
def places() -> Places:
    """Return the lookups, read once."""
    states: dict[str, str] = {}
    demonyms: dict[str, str] = {}
    capitals: dict[str, str] = {}
    us_states: dict[str, str] = {}
    table = files(__name__).joinpath("states.tsv").read_text(encoding="utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        code, common, others, peoples, cities = line.split("\t")
        if code.startswith("US-"):
            us_states[common.lower()] = common
            continue
        for name in (common, *others.split(";")):
            if name:
                states[name.lower()] = common
        for name in peoples.split(";"):
            if name:
                demonyms.setdefault(name.lower(), common)
                if not name.endswith(("ese", "ish", "ch", "ss")):
                    demonyms.setdefault(name.lower() + "s", common)
        for name in cities.split(";"):
            if name:
                capitals.setdefault(name.lower(), common)
    return Places(states, demonyms, capitals, us_states)


ARTICLED = (
    "United States",
    "United Kingdom",
    "United Nations",
    "United Arab Emirates",
    "Czech Republic",
    "European Union",
    "Netherlands",
    "Philippines",
    "Bahamas",
    "Gambia",
    "Maldives",
    "Seychelles",
    "Comoros",
    "Vatican",
)
"""Names that stand with an article within a sentence."""


def with_article(name: str) -> str:
    """Return a name as it stands within a sentence: "the United States", "Norway"."""
    return f"the {name}" if name in ARTICLED or name.endswith((" campaign", " Islands")) else name
