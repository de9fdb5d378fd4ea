"""What changed on the way: amounts, hedges, dates, and the words of a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from sayso.languages.en.reporting import HEDGES
from sayso.languages.en.times import EDGES
from sayso.model.attribution import Attribution
from sayso.model.claim import ClaimMatch, Difference, StatementKey, Where
from sayso.model.ground import Quantity, Time
from sayso.model.span import Span, Spans, shown
from sayso.model.trace import Drift
from sayso.stages.trace.before import Before
from sayso.stages.trace.dossier import Dossier
from sayso.stages.trace.hours import hours_in
from sayso.stages.trace.near import near_same

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_LOWERED = frozenset({"hedged", "distancing"})
_ALTERED = 0.6
"""The share of the shorter quotation's words that two have in common where they are one."""
_GAP = 4
_FEW = 4
_REACH = 30
_OF_A_NOUN = frozenset(
    ("alleged", "apparent", "possible", "suspected", "supposed", "purported", "reported", "rumored", "rumoured")
)
"""Hedges of a thing, not of what is said of it."""
_NUMBER = re.compile(
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|dozens|hundreds|thousands)\Z", re.IGNORECASE
)
_MASKED = re.compile(r"[^\W\d_]+[*_#–—-]{2,}[^\W\d_]*")
_SHORTENED = (("'re", " are"), ("'ve", " have"), ("'ll", " will"), ("'m", " am"), ("'d", " would"), ("n't", " not"))
_MASK = "*"
_SPOKEN = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
_ELISION = re.compile(r"\.\.\.|…|\. \. \.|[\[\]*]")
_MARK = re.compile("[“”\"«»„‘'`]")
_MARKED = re.compile(r"[“\"«„]([^“”\"«»„\n]{8,}?)[”\"»“]")
_DATELINE = re.compile(r"[A-Z][A-Z .’'-]{2,40}(?:,[^–—\n]{1,40}?)?\s*(?:\([^)\n]{2,40}\)\s*)?[–—-]\s")
_EDGE = re.compile(rf"\b({'|'.join(EDGES)})\s+(?:the\s+)?(?:(?:end|start|beginning|middle)\s+of\s+)?\Z", re.IGNORECASE)
_EDGE_LENGTH = 30
_FULL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?$")


def drifts(dossier: Dossier, befores: Sequence[Before], matches: Sequence[ClaimMatch]) -> Iterator[Drift]:
    """Return what each statement has otherwise than the one before it."""
    noted: Mapping[tuple[StatementKey, StatementKey], ClaimMatch] = {(m.a, m.b): m for m in matches}
    for pair in befores:
        found = [*_amounts(dossier, pair), *_dates(dossier, pair), *_hedges(dossier, pair), *_wording(dossier, pair)]
        seen = {drift.what for drift in found}
        match = noted.get((pair.former, pair.later))
        back = noted.get((pair.later, pair.former))
        for difference in (
            *(match.differences if match else ()),
            *(_turned(d) for d in (back.differences if back else ())),
        ):
            if difference.what not in seen and not _same_words(dossier, difference):
                found.append(Drift(difference.what, difference.says, difference.a, difference.b))
        yield from found


def _same_words(dossier: Dossier, difference: Difference) -> bool:
    """Say whether a date differs only by when the report was published ("Friday", and "Friday" a week later)."""
    one, other = (shown(dossier.text(side.report), side.spans).casefold() for side in (difference.a, difference.b))
    return difference.what == "date" and one == other


def _turned(difference: Difference) -> Difference:
    return Difference(difference.what, difference.says, difference.b, difference.a)


def _amounts(dossier: Dossier, pair: Before) -> Iterator[Drift]:
    former = _quantities(dossier, pair.former)
    later = _quantities(dossier, pair.later)
    for unit in dict.fromkeys(_unit(q) for q in former):
        one = [q for q in former if _unit(q) == unit]
        other = [q for q in later if _unit(q) == unit]
        if not other and len(former) == len(later) == 1 and not _unlike(former[0], later[0]):
            other = later  # "60 militants", then "dozens of fighters"
        if len(one) != 1 or len(other) != 1:
            continue
        a, b = one[0], other[0]
        if (a.least, a.most) != (b.least, b.most):
            if pair.relation == "body" and None not in (a.most, b.most) and _overlap(a, b):
                continue  # a headline that rounds its own text
            says = _became(pair, _quoted(dossier, pair.former, a.span), _quoted(dossier, pair.later, b.span))
            yield Drift("amount", says, Where(pair.former.report, (a.span,)), Where(pair.later.report, (b.span,)))


def _overlap(a: Quantity, b: Quantity) -> bool:
    """Say whether two amounts, each with two ends, may be one."""
    return (a.least or 0) <= (b.most or 0) and (b.least or 0) <= (a.most or 0)


def _became(pair: Before, was: str, now: str, values: tuple[str, str] = ("", "")) -> str:
    """Return a sentence on two wordings; which came of which it says only where that is known."""
    if pair.relation == "unordered":
        return f"One has “{was}”{values[0]}, the other “{now}”{values[1]}; which was first is not known."
    return f"“{was}”{values[0]} became “{now}”{values[1]}."


def _quantities(dossier: Dossier, key: StatementKey) -> list[Quantity]:
    spans = dossier.statements[key].spans
    return [q for q in dossier.readings[key.report].quantities if _lies(q.span, q.statements, key, spans)]


def _times(dossier: Dossier, key: StatementKey) -> list[Time]:
    spans = dossier.statements[key].spans
    text = dossier.text(key.report)
    dated = _DATELINE.match(text, spans[0].start, min(len(text), spans[0].start + 120))
    begin = dated.end() if dated else 0
    return [
        t
        for t in dossier.readings[key.report].times
        if t.span.start >= begin and _lies(t.span, t.statements, key, spans)
    ]


def _lies(span: Span, statements: tuple[str, ...], key: StatementKey, spans: Spans) -> bool:
    return key.statement in statements or any(outer.contains(span) for outer in spans)


def _unit(quantity: Quantity) -> str:
    unit = (quantity.unit or "").casefold()
    return unit[:-1] if unit.endswith("s") and len(unit) > 3 else unit


def _unlike(a: Quantity, b: Quantity) -> bool:
    """Say whether two units measure different things: money or per cent against a count."""
    measures = ("%", "percent", "per cent", "$", "£", "€", "dollar", "pound", "euro", "mile", "kilomet", "ton", "metre")
    return any(m in _unit(a) for m in measures) != any(m in _unit(b) for m in measures)


def _dates(dossier: Dossier, pair: Before) -> Iterator[Drift]:
    yield from _days(dossier, pair)
    former = hours_in(dossier.text(pair.former.report), dossier.statements[pair.former].spans)
    later = hours_in(dossier.text(pair.later.report), dossier.statements[pair.later].spans)
    if len(former) == len(later) == 1 and (former[0].begin, former[0].end) != (later[0].begin, later[0].end):
        a, b = former[0].span, later[0].span
        says = _became(pair, _quoted(dossier, pair.former, a), _quoted(dossier, pair.later, b))
        yield Drift("date", says, Where(pair.former.report, (a,)), Where(pair.later.report, (b,)))


def _days(dossier: Dossier, pair: Before) -> Iterator[Drift]:
    former = {t.value: t for t in _times(dossier, pair.former) if _FULL_DATE.match(t.value)}
    later = {t.value: t for t in _times(dossier, pair.later) if _FULL_DATE.match(t.value)}
    if len(former) != 1 or len(later) != 1:
        return
    (a,), (b,) = former.values(), later.values()
    if a.value.startswith(b.value) or b.value.startswith(a.value):
        return
    if _quoted(dossier, pair.former, a.span).casefold() == _quoted(dossier, pair.later, b.span).casefold():
        return  # "Friday" in a copy of the week after is the first one's Friday
    if _edge(dossier, pair.former, a.span) != _edge(dossier, pair.later, b.span):
        return  # "from 1 June" and "after the end of May" may be one day
    says = _became(
        pair,
        _quoted(dossier, pair.former, a.span),
        _quoted(dossier, pair.later, b.span),
        values=(f" ({a.value})", f" ({b.value})"),
    )
    yield Drift("date", says, Where(pair.former.report, (a.span,)), Where(pair.later.report, (b.span,)))


def _edge(dossier: Dossier, key: StatementKey, span: Span) -> str:
    """Return the word that makes a time an edge ("until Friday"), or nothing."""
    found = _EDGE.search(dossier.text(key.report), max(0, span.start - _EDGE_LENGTH), span.start)
    return found[1].casefold() if found else ""


def _hedges(dossier: Dossier, pair: Before) -> Iterator[Drift]:
    former, later = _hedge(dossier, pair.former), _hedge(dossier, pair.later)
    if bool(former) == bool(later):
        return
    if pair.relation == "unordered":
        return  # dropped or added: nobody knows
    if pair.relation == "earlier" and not near_same(dossier, pair.former, pair.later):
        return  # neither has it from the other
    bare = pair.later if former else pair.former
    hedges = former or later
    if not any(_weighs(dossier, pair.former if former else pair.later, span, bare) for span in hedges):
        return
    if _accuses(dossier, pair.later if former else pair.former):
        return  # "accused of" leaves it as open as "allegedly" does
    whole = Where(pair.former.report, former or dossier.statements[pair.former].spans)
    after = Where(pair.later.report, later or dossier.statements[pair.later].spans)
    if former:
        says = f"The hedge “{shown(dossier.text(pair.former.report), former)}” was dropped."
    else:
        says = f"The hedge “{shown(dossier.text(pair.later.report), later)}” was added."
    yield Drift("hedge", says, whole, after)


def _hedge(dossier: Dossier, key: StatementKey) -> Spans:
    """Return the words that lower a statement: its cue, or adverbs and modals in it."""
    statement = dossier.statements[key]
    text = dossier.text(key.report)
    attribution = _attribution(dossier, key)
    found = [
        Span(*word.span())
        for span in statement.spans
        for word in _WORD.finditer(text, span.start, span.end)
        if word.group().casefold() in HEDGES and word.group() != "May"
    ]
    if attribution is not None and attribution.manner in _LOWERED:
        found.extend(_lowering(text, attribution.cue))
    return tuple(sorted(set(found)))


def _lowering(text: str, cue: Spans) -> Spans:
    """Return the words of a cue that lower what it brings; all of it where no single one does."""
    words = [Span(*word.span()) for span in cue for word in _WORD.finditer(text, span.start, span.end)]
    return tuple(word for word in words if word.of(text).casefold() in HEDGES) or cue


def _weighs(dossier: Dossier, key: StatementKey, hedge: Span, bare: StatementKey) -> bool:
    """Say whether a hedge lowers what is said, and not one word of it that the other statement does not have."""
    text, word = dossier.text(key.report), hedge.of(dossier.text(key.report)).casefold()
    after = _WORD.search(text, hedge.end, min(len(text), hedge.end + _REACH))
    if word in ("maybe", "perhaps", "possibly") and after and (after.group()[0].isdigit() or _NUMBER.match(after[0])):
        return False  # "maybe four" lowers the four
    if word in _OF_A_NOUN and after:
        other = _cut(dossier, bare, dossier.statements[bare].spans).casefold()
        return after.group().casefold() in other
    return True


def _accuses(dossier: Dossier, key: StatementKey) -> bool:
    attribution = _attribution(dossier, key)
    return attribution is not None and attribution.manner == "accusing"


def _wording(dossier: Dossier, pair: Before) -> Iterator[Drift]:
    for one, other in _quotations(dossier, pair):
        former, later = dossier.text(pair.former.report), dossier.text(pair.later.report)
        was, now = _spoken(former, one), _spoken(later, other)
        changed = _altered([w.folded for w in was], [w.folded for w in now])
        if changed is None:
            continue
        a0, a1, b0, b1 = changed
        if _left_open(former, was, a0, a1) or _left_open(later, now, b0, b1):
            continue
        if "".join(w.folded for w in was[a0:a1]) == "".join(w.folded for w in now[b0:b1]):
            continue  # "work force", "workforce"
        before = former[was[a0].span.start : was[a1 - 1].span.end] if a0 < a1 else ""
        after = later[now[b0].span.start : now[b1 - 1].span.end] if b0 < b1 else ""
        yield Drift(
            "wording",
            _altered_says(pair, before, after),
            Where(pair.former.report, one),
            Where(pair.later.report, other),
        )
        return


def _altered_says(pair: Before, before: str, after: str) -> str:
    """Return a sentence on words of a quotation that are others, or are missing, in another report."""
    if pair.relation == "unordered":
        if before and after:
            return f"The quotation differs: one has “{before}”, the other “{after}”; which was first is not known."
        return f"The quotation differs: one has “{before or after}”, the other leaves it out."
    if not after:
        return f"The quotation was altered: “{before}” was left out."
    if not before:
        return f"The quotation was altered: “{after}” was put in."
    return f"The quotation was altered: “{before}” became “{after}”."


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A word of a quotation; ``part`` counts the stretches between which the reporter speaks."""

    folded: str
    span: Span
    part: int


def _spoken(text: str, spans: Spans) -> list[_Spoken]:
    """Return a quotation's words as they are heard: "&" is "and", and "they're" is "they are"."""
    found: list[_Spoken] = []
    for part, span in enumerate(spans):
        masked = [Span(*m.span()) for m in _MASKED.finditer(text, span.start, span.end)]
        for word in _SPOKEN.finditer(text, span.start, span.end):
            at = Span(*word.span())
            if any(mask.overlaps(at) for mask in masked):
                mask = next(mask for mask in masked if mask.overlaps(at))
                if found and found[-1].span == mask:
                    continue
                found.append(_Spoken(_MASK, mask, part))
                continue
            plain = word.group().casefold().replace("’", "'").replace("&", "and")
            for short, full in _SHORTENED:
                if plain.endswith(short):
                    plain = plain.removesuffix(short) + full
            found.extend(_Spoken(one, at, part) for one in plain.split())
    return found


def _left_open(text: str, words: Sequence[_Spoken], begin: int, end: int) -> bool:
    """Say whether a quotation shows that it is not whole there: by dots, a mask, or where its halves meet."""
    around = words[max(0, begin - 1) : end + 1]
    if not around:
        return False
    whole = Span(around[0].span.start, around[-1].span.end)
    return (
        len({word.part for word in around}) > 1
        or any(word.folded == _MASK for word in around[1:-1] or around)
        or _ELISION.search(text, whole.start, whole.end) is not None
    )


def _altered(was: Sequence[str], now: Sequence[str]) -> tuple[int, int, int, int] | None:
    """Return the first words of a quotation that became others, within what both have of it; None if none did.

    Words left off at either end are a shorter quotation, and no other one.
    """
    if not was or not now:
        return None
    same = [block for block in SequenceMatcher(None, was, now, autojunk=False).get_matching_blocks() if block.size]
    if not same or sum(block.size for block in same) < _ALTERED * min(len(was), len(now)):
        return None
    for left, right in pairwise(same):
        a0, a1, b0, b1 = left.a + left.size, right.a, left.b + left.size, right.b
        if a1 - a0 <= _GAP and b1 - b0 <= _GAP:
            return a0, a1, b0, b1
    # the last word of the shorter one, where the longer one goes on with another
    first, last = same[0], same[-1]
    a0, b0 = last.a + last.size, last.b + last.size
    if a0 < len(was) and b0 < len(now) and min(len(was) - a0, len(now) - b0) == 1:
        return a0, a0 + 1, b0, b0 + 1
    if first.a and first.b and min(first.a, first.b) == 1:
        return first.a - 1, first.a, first.b - 1, first.b
    return None


def _quotations(dossier: Dossier, pair: Before) -> Iterator[tuple[Spans, Spans]]:
    """Yield what may be one quotation in both statements: all of it, or the words of which one quotes a part."""
    a, b = _attribution(dossier, pair.former), _attribution(dossier, pair.later)
    if a is None or b is None or "indirect" in (a.quotation, b.quotation):
        return
    if a.quotation == b.quotation == "direct":
        yield _marked(dossier, pair.former, a.content), _marked(dossier, pair.later, b.content)
        return
    for one in _quoted_parts(dossier, pair.former, a):
        for other in _quoted_parts(dossier, pair.later, b):
            if (
                min(
                    len(_WORD.findall(_cut(dossier, pair.former, one))),
                    len(_WORD.findall(_cut(dossier, pair.later, other))),
                )
                >= _FEW
            ):
                yield one, other


def _marked(dossier: Dossier, key: StatementKey, spans: Spans) -> Spans:
    """Return the spans of a quotation without those between its halves that stand outside of the marks."""
    text = dossier.text(key.report)
    within = tuple(s for s in spans if _MARK.search(text, max(0, s.start - 1), s.start + 2))
    return within or spans


def _quoted_parts(dossier: Dossier, key: StatementKey, attribution: Attribution) -> list[Spans]:
    """Return the stretches of a content that stand within quotation marks."""
    if attribution.quotation == "direct":
        return [attribution.content]
    text = dossier.text(key.report)
    return [
        (Span(*found.span(1)),)
        for span in attribution.content
        for found in _MARKED.finditer(text, span.start, span.end)
    ]


def _cut(dossier: Dossier, key: StatementKey, spans: Spans) -> str:
    return shown(dossier.text(key.report), spans, " ")


def _attribution(dossier: Dossier, key: StatementKey) -> Attribution | None:
    return dossier.attributions.get((key.report, dossier.statements[key].attribution or ""))


def _quoted(dossier: Dossier, key: StatementKey, span: Span) -> str:
    return span.of(dossier.text(key.report))
