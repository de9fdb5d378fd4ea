"""Houses, departments and services of governments, as reports call them, and the state they speak for.

Compiled by hand; each can be checked in the government's own index of its bodies (for the United
States: usa.gov/agency-index).
Bodies that keep a voice of their own (legislatures, courts, central banks, independent regulators)
are left out on purpose: GUIDELINES' rule of party.
"""

# ruff: noqa: SIM905 - long lists of words are kept more easily as one run of words
from __future__ import annotations

HOUSES = {
    "white house": "United States",
    "oval office": "United States",
    "pentagon": "United States",
    "foggy bottom": "United States",
    "state department": "United States",
    "department of state": "United States",
    "defense department": "United States",
    "department of defense": "United States",
    "justice department": "United States",
    "department of justice": "United States",
    "doj": "United States",
    "treasury department": "United States",
    "department of the treasury": "United States",
    "homeland security": "United States",
    "national intelligence": "United States",
    "department of homeland security": "United States",
    "dhs": "United States",
    "health and human services": "United States",
    "department of health and human services": "United States",
    "hhs": "United States",
    "energy department": "United States",
    "department of energy": "United States",
    "commerce department": "United States",
    "department of commerce": "United States",
    "labor department": "United States",
    "department of labor": "United States",
    "interior department": "United States",
    "department of the interior": "United States",
    "agriculture department": "United States",
    "department of agriculture": "United States",
    "education department": "United States",
    "department of education": "United States",
    "transportation department": "United States",
    "department of transportation": "United States",
    "veterans affairs department": "United States",
    "department of veterans affairs": "United States",
    "central intelligence agency": "United States",
    "cia": "United States",
    "national security agency": "United States",
    "nsa": "United States",
    "national security council": "United States",
    "centcom": "United States",
    "us central command": "United States",
    "u.s. central command": "United States",
    "environmental protection agency": "United States",
    "epa": "United States",
    "federal bureau of investigation": "United States",
    "fbi": "United States",
    "internal revenue service": "United States",
    "irs": "United States",
    "secret service": "United States",
    "office of management and budget": "United States",
    "nypd": "New York City",
    "fdny": "New York City",
    "lapd": "Los Angeles",
    "kremlin": "Russia",
    "downing street": "Britain",
    "10 downing street": "Britain",
    "whitehall": "Britain",
    "foreign office": "Britain",
    "home office": "Britain",
    "ministry of defence": "Britain",
    "treasury": "",
    "elysee": "France",
    "élysée": "France",
    "elysee palace": "France",
    "élysée palace": "France",
    "quai d'orsay": "France",
    "blue house": "South Korea",
    "zhongnanhai": "China",
}
"""Lower-case name, without article, to the state; "" where only the text around can tell."""

MINISTRY_WORDS = frozenset(
    "government administration ministry department embassy consulate cabinet presidency military army navy "
    "forces authorities regime leadership premiership intelligence foreign-ministry air-force".split()
)
"""A nation's demonym or possessive before one of these names that state's government."""
