"""Words that show whatever owns them to be a state: its ambassador, its navy, its foreign ministry."""

from __future__ import annotations

ENVOYS = frozenset(("ambassador", "envoy", "embassy", "consul", "consulate", "foreign minister", "foreign ministry"))
"""Only a state sends these, or has them."""

SENT = frozenset(("ambassador", "ambassadors", "embassy", "consulate", "consul"))
"""Sent to or standing in a state ("ambassador to X", "embassy in X")."""

SURE_ORGANS = ENVOYS | frozenset(
    (
        "interior ministry",
        "defence ministry",
        "defense ministry",
        "finance ministry",
        "justice ministry",
        "health ministry",
        "ministry of foreign affairs",
        "ministry of defence",
        "ministry of defense",
        "foreign office",
        "defence minister",
        "defense minister",
        "interior minister",
        "finance minister",
        "navy",
        "air force",
        "armed forces",
        "border guard",
        "border guards",
        "coast guard",
        "coastguard",
        "republic",
        "kingdom",
        "federation",
    )
)
"""Organs that a state has and a person or company does not."""

ORGANS = SURE_ORGANS | frozenset(
    ("government", "prime minister", "parliament", "military", "army", "ministry", "cabinet", "authorities")
)
"""Organs that a state has, and that are also named after whoever leads them ("Smith's government")."""

SERVICES = frozenset(
    (
        "intelligence service",
        "intelligence services",
        "intelligence agency",
        "intelligence directorate",
        "security service",
        "secret service",
        "foreign ministry",
        "interior ministry",
        "defence ministry",
        "defense ministry",
        "finance ministry",
        "justice ministry",
        "health ministry",
        "border guard",
        "coast guard",
        "armed forces",
        "air force",
    )
)
"""What the names of a state's bodies end in ("X's Maritime Intelligence Service"); capitals show that it is a name."""

ENDINGS = ("n", "an", "ian", "ean", "i", "ish", "ese", "ic", "er", "ch")
"""How words for a state's people and things are made of its name."""

_SHORT = """
ala=Alabama ariz=Arizona ark=Arkansas calif=California colo=Colorado conn=Connecticut del=Delaware fla=Florida
ga=Georgia ill=Illinois ind=Indiana kan=Kansas ky=Kentucky la=Louisiana mass=Massachusetts md=Maryland mich=Michigan
minn=Minnesota miss=Mississippi mo=Missouri mont=Montana neb=Nebraska nev=Nevada okla=Oklahoma ore=Oregon
pa=Pennsylvania tenn=Tennessee tex=Texas va=Virginia vt=Vermont wash=Washington wis=Wisconsin wyo=Wyoming
"""
SHORT_REGIONS = {short: full for short, _, full in (pair.partition("=") for pair in _SHORT.split())}
"""American states as papers shorten them, without the stop."""
