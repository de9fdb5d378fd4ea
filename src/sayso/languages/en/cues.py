"""The forms of English verbs and nouns, made from lemmas by rule, with the irregular ones as data."""

# ruff: noqa: SIM905 (long word lists are easier to read and to change as text)

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

IRREGULAR: Final = {
    "say": "said", "tell": "told", "write": "wrote written", "think": "thought", "feel": "felt",
    "see": "saw seen", "find": "found", "know": "knew known", "show": "showed shown", "hold": "held",
    "speak": "spoke spoken", "understand": "understood", "mean": "meant", "choose": "chose chosen",
    "forbid": "forbade forbidden", "foresee": "foresaw foreseen", "swear": "swore sworn", "sing": "sang sung",
    "begin": "began begun", "read": "read", "learn": "learned learnt", "dream": "dreamed dreamt",
    "plead": "pleaded pled", "withdraw": "withdrew withdrawn", "forecast": "forecast forecasted",
    "broadcast": "broadcast broadcasted", "bid": "bid bade bidden", "seek": "sought", "prove": "proved proven",
    "give": "gave given", "take": "took taken", "make": "made", "come": "came come", "go": "went gone",
    "leave": "left", "send": "sent", "lay": "laid", "break": "broke broken", "stand": "stood", "tear": "tore torn",
    "shoot": "shot", "hit": "hit", "lash": "lashed", "have": "has had having", "be": "is am are was were been being",
    "spin": "spun", "get": "got gotten", "put": "put", "set": "set", "refer": "referred",
    "admit": "admitted", "infer": "inferred", "commit": "committed", "deter": "deterred", "rebut": "rebutted",
    "turn": "turned", "keep": "kept", "hear": "heard", "quip": "quipped", "mistrust": "mistrusted",
}  # fmt: skip
"""The past forms (and, for two verbs, all forms) that no rule makes."""

DOUBLING: Final = frozenset(
    """admit plan rip rap pan tap tar quip commit refer rebut infer rub brag slam opt plot bar snap chat hum prod
    jab fib spin bid forbid begin put set get hit confer transmit permit omit compel tag dub ban label signal
    counsel travel prefer regret abhor abet quit spot""".split()
)
"""Verbs whose last consonant is doubled before -ed and -ing (in at least one of the spellings in use)."""

_VOWELS: Final = "aeiou"


def verb_forms(lemma: str) -> set[str]:
    """Return a verb's forms: reveal, reveals, revealed, revealing."""
    forms = {lemma, third_person(lemma)}
    past = IRREGULAR.get(lemma)
    forms.update(past.split() if past else [_past(lemma)])
    forms.add(_gerund(lemma))
    if lemma in DOUBLING:
        forms.update({lemma + lemma[-1] + "ing"} | (set() if past else {lemma + lemma[-1] + "ed"}))
    return forms


def noun_forms(lemma: str) -> set[str]:
    """Return a noun's singular and plural."""
    return {lemma, third_person(lemma)}


def third_person(lemma: str) -> str:
    """Return a verb's third person, or a noun's plural: the spelling is the same."""
    if lemma.endswith(("s", "x", "z", "ch", "sh")):
        return lemma + "es"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma == "go" or lemma == "veto" else "s")


def _past(lemma: str) -> str:
    if lemma.endswith("e"):
        return lemma + "d"
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return lemma[:-1] + "ied"
    return lemma + "ed"


def _gerund(lemma: str) -> str:
    if lemma.endswith("ie"):
        return lemma[:-2] + "ying"
    if lemma.endswith("e") and not lemma.endswith(("ee", "oe", "ye")) and lemma != "be":
        return lemma[:-1] + "ing"
    return lemma + "ing"


def form_table(lemmas: Iterable[str], nouns: bool = False) -> dict[str, str]:
    """Return a table from every form to its lemma."""
    table: dict[str, str] = {}
    for lemma in lemmas:
        for form in noun_forms(lemma) if nouns else verb_forms(lemma):
            table.setdefault(form, lemma)
    return table
