"""How a statement stands to what it speaks of: it asserts, denies or doubts it, or nobody could verify it."""

from __future__ import annotations

import re

from sayso.languages.en.stances import DENIED_BY, DENYING, DOUBTING, IT, LEADING, NOT_VERIFIED
from sayso.model.attribution import Attribution
from sayso.model.claim import Reason, Stance, Where
from sayso.model.reading import Reading
from sayso.model.span import Span, Spans, hull, shown
from sayso.model.statement import Statement

RULE = "stance/1"

_NOT_VERIFIED = re.compile(NOT_VERIFIED, re.IGNORECASE)
_DOUBTING = re.compile(DOUBTING, re.IGNORECASE)
_DENYING = re.compile(DENYING, re.IGNORECASE)
_DENIED_BY = re.compile(DENIED_BY, re.IGNORECASE)
_LEADING = re.compile(LEADING, re.IGNORECASE | re.DOTALL)
_WORD = re.compile(r"\w")
_IT = re.compile(IT, re.IGNORECASE)


def stance_of(reading: Reading, statement: Statement) -> tuple[Stance, Reason | None]:
    """Return a statement's stance by its cue and its own words, and why it is not a plain assertion."""
    text = reading.text
    attribution = next((a for a in reading.attributions if a.id == statement.attribution), None)
    content = shown(text, statement.spans, " ")
    if attribution is None:
        for stance, pattern, what in (
            ("could not verify", _NOT_VERIFIED, "it says that this was not verified"),
            ("denies", _DENIED_BY, "it says that somebody denies this"),
            ("denies", _DENYING, "it says that this is not so"),
            ("doubts", _DOUBTING, "it questions this"),
        ):
            found = pattern.search(content)
            if found:
                return stance, _why(reading, statement.spans, f"By “{found.group()}” {what}.")  # type: ignore[return-value]
        return "asserts", None
    cue = shown(text, attribution.cue, " ")
    # "could not" may stand outside the cue, between source and content
    whole = hull((*attribution.cue, *attribution.source)) if attribution.cue or attribution.source else Span(0, 0)
    around = Span(max(0, whole.start - 20), min(len(text), whole.end + 30)).of(text) if attribution.cue else cue
    spans = attribution.cue or statement.spans
    if _NOT_VERIFIED.search(around) and not _NOT_VERIFIED.search(content):
        return "could not verify", _why(reading, spans, f"The cue “{cue}” says that it was not verified.")
    if attribution.manner == "denying":
        return "denies", _why(reading, spans, f"The cue “{cue}” denies it.")
    denied = _denied_around(reading, attribution)
    if denied is not None:
        by = shown(text, denied.cue, " ")
        return "denies", _why(reading, denied.cue, f"The claim is passed on to deny it: “{by}”.")
    if _DOUBTING.search(cue):
        return "doubts", _why(reading, spans, f"The cue “{cue}” questions it.")
    for by_content, pattern in (
        ("could not verify", _NOT_VERIFIED),
        ("denies", _DENIED_BY),
        ("denies", _DENYING),
    ):
        found = pattern.search(content)
        if found:
            return by_content, _why(reading, statement.spans, f"“{found.group()}” is said of it.")  # type: ignore[return-value]
    return "asserts", None


def _denied_around(reading: Reading, attribution: Attribution) -> Attribution | None:
    """Return the denial that is about nothing but this: "Ostrand rejected Velmara's accusation that …"."""
    outer = next((a for a in reading.attributions if a.id == attribution.within), None)
    if outer is None or outer.manner != "denying":
        return None
    whole = hull((*attribution.source, *attribution.cue, *attribution.content))
    return outer if hull(outer.content).start >= whole.start and attribution.source else None


def about(reading: Reading, statement: Statement) -> int:
    """Return where what a denial, a doubt or a lack of proof is about begins in the report's text."""
    if not statement.spans:
        return 0
    first = statement.spans[0]
    found = _LEADING.match(first.of(reading.text))
    begin = first.start + found.end() if found else first.start
    return begin if _WORD.search(reading.text, begin, first.end) else first.start


def speaks_of_another(reading: Reading, statement: Statement) -> bool:
    """Say whether a statement only points to a claim made before it ("denied the allegation")."""
    return _IT.search(shown(reading.text, statement.spans, " ")) is not None


def _why(reading: Reading, spans: Spans, says: str) -> Reason:
    return Reason(RULE, says, (Where(reading.report.id, spans),))
