"""Is a news agency named here? Agencies by their short names, however a credit writes them."""

from __future__ import annotations

import re

from sayso.languages.en.agencies import AGENCIES

SHORT_NAMES = {written.casefold(): short for short, forms in AGENCIES.items() for written in forms}
"""Each written form, case folded, with the agency's short name."""
FORMS = "|".join(re.escape(form) for form in sorted(SHORT_NAMES, key=len, reverse=True))
"""A pattern's alternatives for all written forms, longer ones first."""
WRITTEN = "|".join(
    re.escape(form) for form in sorted({f for fs in AGENCIES.values() for f in fs}, key=len, reverse=True)
)
"""The same as the agencies write them: in other letters a short form may be anyone's word."""
_SIGNED = re.compile(rf"(?<![\w.])(?P<agency>{FORMS})(?![\w])", re.IGNORECASE)


def agency_named(words: str) -> str | None:
    """Return the agency that a name is ("The Associated Press" → AP), or None."""
    return SHORT_NAMES.get(" ".join(words.split()).casefold().strip(" .,()"))


def agency_within(words: str) -> str | None:
    """Return the agency that a byline or an author's name ends in ("Jane Roe, Associated Press")."""
    for found in _SIGNED.finditer(words):
        written = found["agency"]
        # short forms are ordinary letters in lower case ("ap", "pa"): they count as written only
        if len(written) > 4 or written in AGENCIES[SHORT_NAMES[written.casefold()]]:
            return SHORT_NAMES[written.casefold()]
    return None
