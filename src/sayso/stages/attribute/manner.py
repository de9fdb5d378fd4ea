"""Says what a cue does to its content: neutral, factive, hedged, distancing, accusing, denying, urging, thinking.

A lexicon of cue words, and the words around them: negation, passives, modals. Where two manners fit,
the later in the list wins, except that a hedge on the cue makes it hedged.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import Final, cast

from sayso.languages.en import cues
from sayso.languages.en import manner as words
from sayso.model.attribution import Attribution, Manner
from sayso.model.evidence import Evidence
from sayso.model.span import Span, Spans

RULE: Final = "manner-en/1"

_RANK: Final[dict[str, int]] = {
    name: rank
    for rank, name in enumerate(
        ("neutral", "factive", "hedged", "distancing", "accusing", "denying", "urging", "thinking")
    )
}
_SAYS: Final[dict[str, str]] = {
    "neutral": "{} reports the content and does nothing else to it.",
    "factive": "{} takes the content for granted.",
    "hedged": "{} leaves the content open.",
    "distancing": "{} keeps the content at arm's length.",
    "accusing": "{} makes the content an accusation.",
    "denying": "{} turns the content down.",
    "urging": "{} asks for something to be done.",
    "thinking": "{} reports a thought, a wish or a plan.",
}
_TOKEN: Final = re.compile(r"[^\W_]+(?:['’`][^\W_]+)?|[.,;:!?]")
_BE: Final = frozenset({"is", "are", "was", "were", "be", "been", "being", "'s", "'re", "'m"})
_SAID_OF: Final = frozenset({"say", "report", "rumor", "rumour", "allege", "claim"})
_SPOKEN: Final = frozenset(
    {
        "say",
        "comment",
        "discuss",
        "answer",
        "respond",
        "speak",
        "elaborate",
        "confirm",
        "talk",
        "address",
        "specify",
        "disclose",
        "reveal",
    }
)
_BEFORE_NOUNS: Final = frozenset({"alleged", "purported", "reported", "rumored", "rumoured", "supposed"})
_WEAK_FORMS: Final = frozenset({"back", "like", "even", "figure", "figures", "press", "bar", "sense", "value", "mind"})
"""Forms that are cue verbs only at the head of a cue: elsewhere they are adverbs, nouns or prepositions."""


@dataclass(frozen=True, slots=True)
class _Word:
    form: str
    span: Span
    in_cue: bool


@cache
def _verbs() -> tuple[dict[str, str], dict[str, str]]:
    """Return form → lemma and lemma → manner for all verbs."""
    manners: dict[str, str] = {}
    for name, lemmas in (
        ("neutral", words.NEUTRAL_VERBS),
        ("factive", words.FACTIVE_VERBS),
        ("hedged", words.HEDGED_VERBS),
        ("distancing", words.DISTANCING_VERBS),
        ("accusing", words.ACCUSING_VERBS),
        ("denying", words.DENYING_VERBS),
        ("urging", words.URGING_VERBS),
        ("thinking", words.THINKING_VERBS),
    ):
        for lemma in lemmas:
            manners[lemma] = name
    return cues.form_table(manners), manners


@cache
def _nouns() -> dict[str, str]:
    """Return form → manner for nouns and adjectives."""
    table: dict[str, str] = {}
    for name, nouns, adjectives in (
        ("factive", words.FACTIVE_NOUNS, words.FACTIVE_ADJECTIVES),
        ("hedged", words.HEDGED_NOUNS, words.HEDGED_ADJECTIVES),
        ("distancing", words.DISTANCING_NOUNS, []),
        ("accusing", words.ACCUSING_NOUNS, words.ACCUSING_ADJECTIVES),
        ("denying", words.DENYING_NOUNS, words.DENYING_ADJECTIVES),
        ("urging", words.URGING_NOUNS, []),
        ("thinking", words.THINKING_NOUNS, words.THINKING_ADJECTIVES),
    ):
        for form in cues.form_table(nouns, nouns=True):
            table[form] = name
        for form in adjectives:
            table[form] = name
    return table


@cache
def _phrases() -> dict[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """Return the phrases by their first word, the longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for phrase, name in words.PHRASES:
        parts = tuple(phrase.split())
        table.setdefault(parts[0], []).append((parts, name))
    return {head: tuple(sorted(rest, key=lambda p: -len(p[0]))) for head, rest in table.items()}


@cache
def _phrase_forms() -> dict[str, str]:
    """Return form → lemma for the words of phrases."""
    lemmas = {part for phrase, _ in words.PHRASES for part in phrase.split()}
    return cues.form_table(sorted(lemmas & (set(cues.IRREGULAR) | set(_verbs()[1]) | _heads())))


def _heads() -> set[str]:
    return {phrase.split()[0] for phrase, _ in words.PHRASES}


def manner(text: str, attribution: Attribution) -> tuple[Manner, Evidence]:
    """Return the manner of an attribution and the words that show it."""
    if not attribution.cue:
        return "neutral", Evidence(RULE, "No word does the attributing, so nothing colours the content.")
    tokens = _tokens(text, attribution.cue)
    name, spans = _judged(text, tokens, attribution)
    shown = "“" + " ".join(text[s.start : s.end] for s in spans) + "”" if spans else "The cue"
    return name, Evidence(RULE, _SAYS[name].format(shown), spans or attribution.cue)


def _tokens(text: str, cue: Spans) -> list[_Word]:
    """Return the words of the cue and the two after it."""
    tokens = [word for span in cue for word in _split(text, span.start, span.end, True)]
    after = _split(text, cue[-1].end, min(len(text), cue[-1].end + 40), False)
    for word in after[:2]:
        if not word.form[0].isalnum():
            break
        tokens.append(word)
    return tokens


def _split(text: str, start: int, end: int, in_cue: bool) -> list[_Word]:
    tokens = []
    for match in _TOKEN.finditer(text, start, end):
        form = match.group().lower().replace("’", "'").replace("`", "'")
        span = Span(*match.span())
        if not form[0].isalnum() and in_cue:
            continue
        if form.endswith("n't"):
            tokens.append(_Word({"ca": "can", "wo": "will"}.get(form[:-3], form[:-3]), span, in_cue))
            tokens.append(_Word("not", span, in_cue))
        elif "'" in form:
            head, _, tail = form.partition("'")
            tokens.append(_Word(head, span, in_cue))
            tokens.append(_Word("'" + tail, span, in_cue))
        else:
            tokens.append(_Word(form, span, in_cue))
    return tokens


def _before(text: str, start: int) -> list[_Word]:
    """Return up to four words right before a place, back to the nearest mark of punctuation."""
    tokens = _split(text, max(0, start - 48), start, False)
    if tokens and start > 48 and tokens[0].span.start == start - 48:
        tokens = tokens[1:]
    kept: list[_Word] = []
    for word in reversed(tokens):
        if not word.form[0].isalnum() and word.form[0] != "'":
            break
        kept.append(word)
        if len(kept) == 4:
            break
    return kept[::-1]


def _judged(text: str, tokens: list[_Word], attribution: Attribution) -> tuple[Manner, Spans]:
    to_lemma, manners = _verbs()
    before = _before(text, attribution.cue[0].start)
    hedge = _hedge(tokens, before, to_lemma, attribution)
    if hedge:
        return "hedged", hedge
    found: list[tuple[str, Spans, str]] = []
    used = [False] * len(tokens)
    _match_phrases(tokens, used, found)
    plain_verb = False
    for at, word in enumerate(tokens):
        if used[at] or not word.in_cue:
            continue
        lemma = to_lemma.get(word.form)
        if lemma is None or (word.form in _WEAK_FORMS and at and tokens[at - 1].form not in _HEADS_BEFORE):
            continue
        name = manners[lemma]
        if (lemma == "ask" and _asks_to_act(text, attribution, tokens[at:])) or (
            lemma == "tell" and _content_starts(text, attribution, ("to",))
        ):
            name = "urging"
        elif lemma == "indicate" and _from_document(text, attribution):
            name = "factive"
        elif lemma == "express" and _content_starts(text, attribution, tuple(words.THINKING_NOUNS)):
            name = "thinking"
        plain_verb = plain_verb or lemma not in words.LIGHT_VERBS
        found.append((name, (word.span,), lemma))
        used[at] = True
    if not plain_verb:
        nouns = _nouns()
        for at, word in enumerate(tokens):
            if not used[at] and word.in_cue and word.form in nouns:
                found.append((nouns[word.form], (word.span,), word.form))
    refusal = [w for w in before[-2:] if to_lemma.get(w.form) in {"refuse", "decline"}]
    if refusal and before and before[-1].form == "to":
        found.append(("denying", (refusal[0].span,), "refuse"))
    found = _negated(tokens, before, found)
    if not found:
        return "neutral", ()
    name, spans, _ = max(found, key=lambda hit: _RANK[hit[0]])
    return cast(Manner, name), spans


_HEADS_BEFORE: Final = frozenset(
    {"to", "not", "would", "will", "do", "does", "did", "also", "and", "or", "strongly", "fully"}
)


def _hedge(tokens: list[_Word], before: list[_Word], to_lemma: dict[str, str], attribution: Attribution) -> Spans:
    """Return the words that hedge the cue itself, if any do."""
    near = before[-1:] + tokens
    for word in near:
        if word.form in words.HEDGING_ADVERBS and (word.in_cue or word is near[0] or word is near[-1]):
            return (word.span,)
    forms = [w.form for w in tokens]
    for at, word in enumerate(tokens):
        if not word.in_cue:
            continue
        lemma = to_lemma.get(word.form)
        if lemma in {"seem", "appear", "tend"}:
            return (word.span,)
        if lemma in _SAID_OF and word.form.endswith("d"):
            left = before[-2:] + tokens[:at]
            passive = any(w.form in _BE for w in left[-2:])
            to_follows = at + 1 < len(tokens) and forms[at + 1] == "to"
            if passive and (to_follows or not attribution.source) and not any(w.form == "have" for w in left[-1:]):
                return (word.span,)
        if word.form in words.HEDGING_MODALS and at + 1 < len(tokens) and forms[at + 1] not in words.NEGATIONS:
            return (word.span,)
    in_cue = [w for w in tokens if w.in_cue]
    if len(in_cue) == 1 and not attribution.source and in_cue[0].form in _BEFORE_NOUNS:
        return (in_cue[0].span,)
    return ()


def _match_phrases(tokens: list[_Word], used: list[bool], found: list[tuple[str, Spans, str]]) -> None:
    forms = _phrase_forms()
    table = _phrases()
    lemmas = [forms.get(w.form, w.form) for w in tokens]
    for at, word in enumerate(tokens):
        if used[at] or not word.in_cue:
            continue
        for parts, name in table.get(lemmas[at], ()):
            places = _fits(parts, lemmas, [w.form for w in tokens], at)
            if places:
                for place in places:
                    used[place] = True
                found.append((name, tuple(dict.fromkeys(tokens[p].span for p in places)), parts[0]))
                break


def _fits(parts: tuple[str, ...], lemmas: list[str], forms: list[str], at: int) -> list[int]:
    """Return where a phrase's words stand, beginning here, or nothing."""
    places: list[int] = []
    place = at
    gap = 0
    for part in parts:
        if part == "*":
            gap = 3
            continue
        while place < len(lemmas) and part not in (lemmas[place], forms[place]) and gap:
            place += 1
            gap -= 1
        if place >= len(lemmas) or part not in (lemmas[place], forms[place]):
            return []
        places.append(place)
        place += 1
        gap = 0
    return places


def _negated(
    tokens: list[_Word], before: list[_Word], found: list[tuple[str, Spans, str]]
) -> list[tuple[str, Spans, str]]:
    """Turn what a negation on the cue turns: not deny, would not say, could not confirm."""
    row = before[-2:] + [w for w in tokens if w.in_cue]
    places = [at for at, w in enumerate(row) if w.form in words.NEGATIONS]
    if not places:
        return found
    at = places[0]
    would = at > 0 and row[at - 1].form in {"would", "will", "'d", "'ll"}
    after = {w.span.start for w in row[at + 1 : at + 5]}
    turned = []
    for name, spans, lemma in found:
        new = name
        if spans[0].start in after:
            if name == "denying":
                new = "hedged" if lemma == "rule" else "neutral"
            elif lemma in words.LEAVING_OPEN:
                new = "hedged"
            elif lemma in words.NOT_TAKEN or (would and lemma in _SPOKEN):
                new = "denying"
        turned.append((new, (row[at].span, *spans) if new != name else spans, lemma))
    return turned


def _asks_to_act(text: str, attribution: Attribution, tokens: list[_Word]) -> bool:
    """Say whether somebody is asked to do something, and no question is asked."""
    if not attribution.content:
        return False
    start, end = attribution.content[0]
    first = [w.form for w in _split(text, start, min(end, start + 120), True)]
    if not first or first[0] in words.QUESTION_WORDS or "?" in text[start : min(end, start + 600)]:
        return False
    later = [w.form for w in tokens[1:3] if w.in_cue]
    return "to" in later or "that" in later or first[0] in {"for", "that"} or "to" in first[:8]


def _content_starts(text: str, attribution: Attribution, heads: tuple[str, ...]) -> bool:
    if not attribution.content:
        return False
    start, end = attribution.content[0]
    first = _split(text, start, min(end, start + 40), True)
    return bool(first) and first[0].form in heads


def _from_document(text: str, attribution: Attribution) -> bool:
    return any(w.form in words.DOCUMENTS for s in attribution.source for w in _split(text, s.start, s.end, True))
