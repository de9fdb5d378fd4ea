"""Finds attributions made by form alone: press releases, transcripts, interviews and headlines.

A dash and a name after a quotation, a name and a colon before one, "From the office of …:", "Q:" and
"A:", a headline that ends in ": report". No word does the attributing there, so the cue is empty.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.languages.en import releases as words
from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.identity import finding_id
from sayso.model.report import Block
from sayso.model.span import Span, Spans
from sayso.stages.attribute.quotation import QuotedSpan, quotation_kind

RULE: Final = "release-form/1"

CONFIDENCE: Final = {
    "dash": 0.93,
    "colon-quotation": 0.9,
    "headline": 0.9,
    "transcript": 0.85,
    "interview": 0.85,
    "from": 0.75,
}
"""By form. Of what the forms find in PolNeAR's train and dev parts, annotators have 30 of 32 signed
quotations, 66 of 71 headlines and 5 of 5 names before quotations with the same source; transcripts are
too few there to measure (and marked sentence by sentence), as are statements "from": set with caution."""

_SAYS: Final = {
    "dash": "The quotation is signed: a dash and a name follow it.",
    "from": "The line names who issued what follows.",
    "colon-quotation": "A name and a colon stand before the quotation.",
    "transcript": "The line begins with the speaker's name and a colon, as a transcript's do.",
    "interview": "The line is an answer in an interview (“A:”).",
    "headline": "The headline names its source after or before the claim.",
}
_LINE: Final = re.compile(r"[^\r\n]+")
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_DASH: Final = re.compile(r"[ \t\u00a0]*(?:\r?\n[ \t\u00a0]*){0,3}(?:--|[-–—―])[ \t\u00a0]*")
_FROM: Final = re.compile(
    rf"[ \t]*(?:(?:a |the )?(?:statement|message|remarks|comments?) (?:of|from|by)|from) "
    rf"(?:the (?:{words.SPEAKING_OFFICES}) of )?([^:\n]{{2,90}}):[ \t]*",
    re.IGNORECASE,
)
_LABEL: Final = re.compile(r"[ \t]*([^\W\d_][^:\n“”\"]{0,60}?)[ \t]*:(?=[ \t\u00a0]|[“\"‘]|$)[ \t\u00a0]*")
_ASKS: Final = re.compile(r"[ \t]*(Q|Question|A|Answer)[.:][ \t\u00a0]+")
_NEXT: Final = re.compile(r"[ \t]*(?:(?:Q|Question|A|Answer)[.:]|Q(?=[A-Z][a-z'’]* )|Q\.?[ \t])")
"""How the next turn of an interview may begin, the mark after Q lost in some archives."""
_INTERVIEWEE: Final = re.compile(
    r"(?:[Ii]nterview(?:ed|s)?|[Ss]poke|[Ss]peaks|[Tt]alked|[Ss]at down|[Cc]onversation|Q&A|Q & A)"
    r"(?: (?:with|to))? ((?:[A-Z][\w.'’-]+ ){0,3}[A-Z][\w'’-]+)"
)
_AFTER_COLON: Final = re.compile(
    r"[ \t\u00a0]*(?::|[ \u00a0](?:--|[–—-])[ \u00a0])[ \t\u00a0]*([^:–—]{2,60}?)[\s.\"'”’]*$"
)
_SAYS_WHO: Final = re.compile(
    rf",[ \u00a0](?:(?:says|said|say|warns|claims|according to)[ \u00a0]([^,:]{{2,60}})|"
    rf"([^,:]{{2,60}}?)[ \u00a0](?:{words.HEADLINE_VERBS}))[\s.]*$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Form:
    kind: str
    source: Span
    content: Spans
    shows: Spans
    """The words that the reason rests on."""


def releases(
    text: str, blocks: Sequence[Block], found: Sequence[QuotedSpan], attributions: Sequence[Attribution]
) -> tuple[Attribution, ...]:
    """Return the attributions made by form that are not among the given ones."""
    paragraphs = [b.span for b in blocks if b.kind in {"paragraph", "heading"}] if blocks else _lines(text)
    lines = [line for p in paragraphs for line in _lines(text, p)]
    headline = next((b.span for b in blocks if b.kind == "headline"), None)
    forms: list[_Form] = []
    if headline is not None:
        forms += _headline(text, headline, attributions)
    outer = [q for q in found if q.depth == 0]
    forms += _dashes(text, outer, lines)
    forms += _lines_with_labels(text, lines, outer, headline)
    new: list[Attribution] = []
    near = _Near(attributions)
    for form in forms:
        if not _known(form, near):
            attribution = _attribution(text, form, found)
            new.append(attribution)
            near.add(attribution)
    return tuple(sorted(new, key=lambda a: a.content))


class _Near:
    """Attributions by where their content lies, so that neighbours are found without looking at all."""

    STEP: Final = 200

    def __init__(self, attributions: Iterable[Attribution]) -> None:
        self._cells: dict[int, list[Attribution]] = {}
        for attribution in attributions:
            self.add(attribution)

    def add(self, attribution: Attribution) -> None:
        """Take in one attribution."""
        for cell in {c for s in attribution.content for c in range(s.start // self.STEP, s.end // self.STEP + 1)}:
            self._cells.setdefault(cell, []).append(attribution)

    def to(self, content: Spans) -> Iterable[Attribution]:
        """Return the attributions near some words, each once or more."""
        for cell in {c for s in content for c in range(s.start // self.STEP, s.end // self.STEP + 1)}:
            yield from self._cells.get(cell, ())


def _attribution(text: str, form: _Form, found: Sequence[QuotedSpan]) -> Attribution:
    source = (form.source,)
    return Attribution(
        finding_id("a", (source, (), form.content)),
        source,
        (),
        form.content,
        quotation=quotation_kind(text, form.content, found),
        confidence=CONFIDENCE[form.kind],
        evidence=(Evidence(f"{RULE}:{form.kind}", _SAYS[form.kind], form.shows),),
    )


def _known(form: _Form, near: _Near) -> bool:
    """Say whether an attribution has these words already."""
    size = sum(s.end - s.start for s in form.content)
    for attribution in near.to(form.content):
        shared = sum(
            max(0, min(a.end, b.end) - max(a.start, b.start)) for a in attribution.content for b in form.content
        )
        same_source = any(s.overlaps(form.source) for s in attribution.source)
        if shared * 2 >= size or (shared and same_source):
            return True
    return False


def _lines(text: str, within: Span | None = None) -> list[Span]:
    start, end = within or Span(0, len(text))
    return [Span(*m.span()) for m in _LINE.finditer(text, start, end) if not m.group().isspace()]


def _trimmed(text: str, start: int, end: int, also: str = "") -> Span:
    while start < end and (text[start].isspace() or text[start] in also):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in also):
        end -= 1
    return Span(start, end)


def _name_like(text: str, span: Span, most: int) -> bool:
    """Say whether words look like a name with its titles: capitals, few small words, no verb."""
    found = _WORD.findall(text, *span)
    if not 1 <= len(found) <= most or not text[span.start].isupper():
        return False
    small = [w for w in found if not w[0].isupper() and not w[0].isdigit()]
    if any(w.lower() in words.NOT_A_NAME for w in found):
        return False
    # After a comma a role may stand in small letters: "Ann Roe, mayor of Hilltown".
    head = _WORD.findall(text[span.start : span.end].split(",")[0].split("(")[0])
    return all(w[0].isupper() or w.lower() in words.SMALL_IN_NAMES for w in head) and len(small) <= 8


def _back(outer: Sequence[QuotedSpan], at: int) -> Spans:
    """Return a quotation with the parts before it that it goes on with."""
    first = at
    while first > 0 and outer[first].continues and not outer[first - 1].closed:
        first -= 1
    return tuple(q.span for q in outer[first : at + 1])


def _dashes(text: str, outer: Sequence[QuotedSpan], lines: Sequence[Span]) -> list[_Form]:
    """“…” – Commissioner Ann Roe, on the same line or the next."""
    ends = [line.end for line in lines]
    forms = []
    for at, quotation in enumerate(outer):
        if len(_WORD.findall(text, *quotation.inner)) < 4:
            continue
        stop = quotation.span.end
        while stop < len(text) and text[stop] in ".,":
            stop += 1
        dash = _DASH.match(text, stop)
        if dash is None:
            continue
        number = bisect_left(ends, dash.end())
        if number == len(lines):
            continue
        name = _trimmed(text, dash.end(), lines[number].end, ".")
        if name.start < name.end and name.end - name.start <= 120 and _name_like(text, name, 16):
            forms.append(
                _Form("dash", name, _back(outer, at), (Span(dash.end() - len(dash.group().strip()), name.end),))
            )
    return forms


def _lines_with_labels(
    text: str, lines: Sequence[Span], outer: Sequence[QuotedSpan], headline: Span | None
) -> list[_Form]:
    labels = [_label(text, line) for line in lines]
    counts = Counter(text[label[0].start : label[0].end].casefold() for label in labels if label)
    transcript = sum(counts.values()) >= 3 and max(counts.values(), default=0) >= 2
    starts = [q.span.start for q in outer]
    interviewee = _interviewee(text, lines, headline)
    forms: list[_Form] = []
    for number, line in enumerate(lines):
        asked = _ASKS.match(text, *line)
        issued = _FROM.match(text, *line)
        label = labels[number]
        if asked and _is_interview(counts):
            if asked.group(1) in {"A", "Answer"}:
                content = _turn(text, lines, labels, number, asked.end())
                if content:
                    source = interviewee or Span(*asked.span(1))
                    forms.append(_Form("interview", source, content, (Span(*asked.span(1)),)))
            continue
        if issued:
            name = _trimmed(text, *issued.span(1))
            if _name_like(text, name, 12):
                content = _after(text, lines, outer, starts, number, issued.end())
                if content:
                    forms.append(_Form("from", name, content, (Span(line.start, issued.end()),)))
                continue
        if label is None:
            continue
        name, begin = label
        at = bisect_left(starts, begin)
        quoted = at < len(outer) and starts[at] == begin and begin < line.end
        if not quoted and begin >= line.end and number + 1 < len(lines):
            following = _trimmed(text, *lines[number + 1]).start
            at = bisect_left(starts, following)
            quoted = at < len(outer) and starts[at] == following and not transcript
        if quoted and not transcript:
            forms.append(_Form("colon-quotation", name, _onward(outer, at, line), (name,)))
        elif transcript and (counts[text[name.start : name.end].casefold()] >= 2 or _shouted(text, name)):
            content = _turn(text, lines, labels, number, begin)
            if content:
                forms.append(_Form("transcript", name, content, (name,)))
    return forms


def _is_interview(counts: Counter[str]) -> bool:
    answers = counts["a"] + counts["answer"]
    return answers >= 2 or (answers == 1 and counts["q"] + counts["question"] >= 1)


def _label(text: str, line: Span) -> tuple[Span, int] | None:
    """Return a line's speaker and where the words begin, if it is built that way."""
    match = _LABEL.match(text, *line)
    if match is None:
        return None
    name = Span(*match.span(1))
    shown = text[name.start : name.end].casefold()
    if shown in {"q", "a", "question", "answer"}:
        return name, match.end()
    if shown.replace("’", "'") in words.NO_SPEAKER or not _name_like(text, name, 8):
        return None
    return name, match.end()


def _shouted(text: str, name: Span) -> bool:
    letters = [c for c in text[name.start : name.end] if c.isalpha()]
    return len(letters) > 2 and all(c.isupper() for c in letters)


def _onward(outer: Sequence[QuotedSpan], at: int, line: Span) -> Spans:
    """Return a quotation, what follows it on its line, and the paragraphs that go on with it."""
    spans = [outer[at].span]
    while at + 1 < len(outer) and (not outer[at].closed and outer[at + 1].continues):
        at += 1
        spans.append(outer[at].span)
    return tuple(spans)


def _after(
    text: str, lines: Sequence[Span], outer: Sequence[QuotedSpan], starts: Sequence[int], number: int, begin: int
) -> Spans:
    """Return what follows a colon: the rest of the line, or the next line if nothing is left of it."""
    line = lines[number]
    rest = _trimmed(text, begin, line.end)
    if rest.start >= rest.end:
        if number + 1 >= len(lines):
            return ()
        rest = _trimmed(text, *lines[number + 1])
    at = bisect_left(starts, rest.start)
    if at < len(outer) and starts[at] == rest.start:
        return _onward(outer, at, line)
    return (rest,) if len(_WORD.findall(text, *rest)) >= 3 else ()


def _turn(
    text: str,
    lines: Sequence[Span],
    labels: Sequence[tuple[Span, int] | None],
    number: int,
    begin: int,
) -> Spans:
    """Return all that one speaker says before the next one does."""
    spans = []
    first = _trimmed(text, begin, lines[number].end)
    if first.start < first.end:
        spans.append(first)
    for later in range(number + 1, min(len(lines), number + 40)):
        line = lines[later]
        if labels[later] is not None or _NEXT.match(text, *line) or _stage_direction(text, line):
            break
        if len(_WORD.findall(text, *line)) < 3:
            break
        spans.append(_trimmed(text, *line))
    # A table of results ("Roe: 1,204") has the same shape and says nothing.
    if not spans or sum(w[0].isalpha() for w in _WORD.findall(text, *spans[0])) < 2:
        return ()
    # A turn that is only a question claims nothing.
    joined = text[spans[0].start : spans[-1].end]
    if len(spans) == 1 and joined.rstrip("\"'”’").endswith("?") and joined.count(".") == 0:
        return ()
    return tuple(spans)


def _stage_direction(text: str, line: Span) -> bool:
    shown = text[line.start : line.end].strip()
    return shown[:1] in "([*_" and shown[-1:] in ")]*_"


def _interviewee(text: str, lines: Sequence[Span], headline: Span | None) -> Span | None:
    """Return where an interview's text names who answers, before the first question."""
    stop = next((line.start for line in lines if _ASKS.match(text, *line)), None)
    if stop is None:
        return None
    begin = headline.start if headline else (lines[0].start if lines else 0)
    match = _INTERVIEWEE.search(text, begin, min(stop, begin + 20_000))
    return Span(*match.span(1)) if match else None


def _headline(text: str, headline: Span, attributions: Sequence[Attribution]) -> list[_Form]:
    """Claim: Report · X: Claim · Claim – X · Claim, says X."""
    line = _trimmed(text, *headline)
    if text[line.start : line.end].endswith("?") or line.end - line.start > 400:
        return []
    says = _SAYS_WHO.search(text, *line)
    if says:
        name = Span(*says.span(1 if says.group(1) else 2))
        return _claimed(text, name, Span(line.start, says.start()))
    after = _AFTER_COLON.search(text, *line)
    if after:
        name = Span(*after.span(1))
        if _speaks(text, name, attributions) and _shorter(text, name, Span(line.start, after.start())):
            return _claimed(text, name, Span(line.start, after.start()))
    before = _LABEL.match(text, *line)
    if before:
        name = Span(*before.span(1))
        if _speaks(text, name, attributions):
            return _claimed(text, name, Span(before.end(), line.end))
    return []


def _claimed(text: str, name: Span, claim: Span) -> list[_Form]:
    content = _trimmed(text, *claim)
    if len(_WORD.findall(text, *content)) < 3 or name.start >= name.end:
        return []
    return [_Form("headline", name, (content,), (name,))]


def _shorter(text: str, name: Span, claim: Span) -> bool:
    return len(_WORD.findall(text, *name)) < len(_WORD.findall(text, *claim))


def _speaks(text: str, name: Span, attributions: Sequence[Attribution]) -> bool:
    """Say whether a headline's words before or after a colon are a source: by kind, or one that the body quotes."""
    shown = text[name.start : name.end].strip().casefold().replace("’", "'")
    if shown in words.NO_SPEAKER:
        return False
    if shown in words.GENERIC_SOURCES:
        return True
    asked = {w.casefold() for w in _WORD.findall(text, *name) if w[0].isupper()}
    if not asked - words.SMALL_IN_NAMES or len(asked) > 5:
        return False
    for attribution in attributions:
        for span in attribution.source:
            named = {w.casefold().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(text, *span)}
            if span.start >= name.end and asked <= named:
                return True
    return False
