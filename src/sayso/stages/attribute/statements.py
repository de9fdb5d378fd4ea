"""Lists what a report asserts: each attribution's content, the headline, and what it says in its own voice.

Own voice is a sentence, or the asserting clause that an attribution leaves of it, under nobody's
name: no question, order, fragment, byline, caption, debris or quotation without a speaker.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from sayso.languages.en import statements as words
from sayso.languages.en.furniture import NO_STATEMENT
from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.identity import finding_id
from sayso.model.parse import Parse
from sayso.model.report import Report
from sayso.model.span import Span, Spans, shown
from sayso.model.statement import Statement
from sayso.stages.attribute.clauses import form
from sayso.stages.attribute.quotation import inside, quotations

RULE_OWN: Final = "own-voice-en/1"
RULE_HEADLINE: Final = "headline-en/1"
RULE_CLAIM: Final = "headline-claim-en/1"
RULE_ATTRIBUTED: Final = "attributed/1"

_WORD: Final = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_DATELINE: Final = re.compile(
    r"\s*(?:[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][\w.'’-]*){0,6},? *)?\([A-Z][\w .-]{1,30}\) *[-–—_]+ *"
    r"|\s*[A-Z][A-Z.'’-]+(?:[ ,]+[A-Z][\w.'’]*){0,6} *(?:--|[–—_]|(?<= )-(?= ))+ *"
)
_RELATIVE: Final = re.compile(r", ((?:who|which|whose)\b[^,;()]+)")
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON", "NUM", "DET"})
_EDGE: Final = frozenset({"PUNCT", "SYM", "SPACE", "X"})
_QUOTED: Final = 0.6
"""The share of a sentence's words inside marks from which it counts as somebody's quotation."""
_LEAD: Final = 500
"""How many characters after the headline the first paragraphs take up, which most often say it again."""
_LEADS: Final = 1.3
_SAME: Final = 0.55
"""The share of a headline's content words, rare ones counting more, that an attribution's content must have
to be its claim. Of 28 such matches for 400 unattributed headlines in PolNeAR's training part we read 22 as
right."""


@dataclass(frozen=True, slots=True)
class _Text:
    """What the search for own voice looks at, made once a report."""

    text: str
    parse: Parse
    starts: Sequence[int]
    taken: bytearray
    """1 under an attribution (its source, cue or content)."""
    quoted: bytearray
    sources: Sequence[Span]
    """The sources of all attributions, in order."""

    def sources_in(self, start: int, end: int) -> Sequence[Span]:
        """Return the sources that begin in a range."""
        first = bisect_left(self.sources, (start, 0))
        return self.sources[first : bisect_left(self.sources, (end, 0), lo=first)]


def statements(report: Report, attributions: Sequence[Attribution], parse: Parse) -> tuple[Statement, ...]:
    """Return every statement of a report, in the order of the text."""
    text = report.text
    taken = bytearray(len(text))
    for attribution in attributions:
        for span in (*attribution.source, *attribution.cue, *attribution.content):
            taken[span.start : span.end] = b"\x01" * (span.end - span.start)
    paragraphs = [b.span for b in report.blocks if b.kind == "paragraph"] if report.blocks else [Span(0, len(text))]
    headline = next((b.span for b in report.blocks if b.kind == "headline"), None)
    marks = quotations(text, paragraphs if report.blocks else ())
    seen = _Text(
        text,
        parse,
        [w.start for w in parse.words],
        taken,
        inside(len(text), marks),
        sorted({s for a in attributions for s in a.source}),
    )

    own = _outermost(span for sentence in _sentences(parse, paragraphs) for span in _own(seen, sentence))
    claim = headline_claim(text, headline, attributions, own) if headline else None
    found = [_attributed(seen, a, headline, claim) for a in attributions if a.content]
    found += [
        Statement(
            finding_id("t", ((span,),)),
            "own",
            (span,),
            None,
            (Evidence(RULE_OWN, "The report says this itself, on nobody's word.", (span,)),),
        )
        for span in own
    ]
    if headline:
        found += _headline(seen, headline, attributions, claim)
    return tuple(sorted(found, key=lambda s: (s.spans[0], s.id)))


def _outermost(spans: Iterable[Span]) -> list[Span]:
    """Return spans in order, without those that lie within another: two sources may share a clause."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start, -s.end)):
        if not kept or span.end > kept[-1].end:
            kept.append(span)
    return kept


def headline_claim(
    text: str, headline: Span, attributions: Sequence[Attribution], own: Sequence[Span] = ()
) -> tuple[str, Evidence] | None:
    """Find the body's attribution that says what the headline says; return its id and the reason.

    The words that carry meaning are compared, endings cut. ``own`` are the body's own-voice
    statements: where one of them says it better, the headline's claim is the report's own.
    """
    asked = _stems(text, (headline,))
    if len(asked) < 3:
        return None
    common = Counter(_stem_list(text, (Span(headline.end, len(text)),)))
    # What the whole report is about is said everywhere: rarer words tell the claims apart.
    weights: dict[str, float] = {stem: 1.0 / math.sqrt(1 + common[stem]) for stem in asked}
    total = sum(weights.values())
    denied = _denies(text, (headline,))

    def score(spans: Spans) -> float:
        shared = asked & _stems(text, spans)
        if len(shared) < 3 or _denies(text, spans) != denied:
            return 0.0
        led = _LEADS if spans[0].start < headline.end + _LEAD else 1.0
        return led * sum(weights[stem] for stem in shared) / total

    best: tuple[float, int, Attribution] | None = None
    for attribution in attributions:
        if not attribution.content or attribution.content[0].start < headline.end:
            continue
        key = (score(attribution.content), -attribution.content[0].start)
        if best is None or key > best[:2]:
            best = (*key, attribution)
    if best is None or best[0] < _SAME or any(score((span,)) > best[0] for span in own):
        return None
    attribution = best[2]
    whose = f"on the word of “{shown(text, attribution.source)}”" if attribution.source else "on no one's word"
    return attribution.id, Evidence(
        RULE_CLAIM,
        f"The body puts the headline's claim {whose}.",
        tuple(sorted((*attribution.source, *attribution.content))),
    )


def _attributed(
    seen: _Text, attribution: Attribution, headline: Span | None, claim: tuple[str, Evidence] | None
) -> Statement:
    text = seen.text
    whose = f"“{shown(text, attribution.source)}” is the source." if attribution.source else "No source is given."
    evidence = [Evidence(RULE_ATTRIBUTED, whose, attribution.source)]
    if headline and claim and all(headline.contains(s) for s in attribution.content):
        evidence.append(claim[1])
    said = _said(text, attribution)
    lacking = form(text, [token for span in said for token in _tokens(seen, span)], said)
    if lacking:
        evidence.append(lacking)
    roles = (attribution.content, attribution.cue, attribution.source)
    return Statement(finding_id("t", roles), "attributed", said, attribution.id, tuple(evidence))


def _said(text: str, attribution: Attribution) -> Spans:
    """Return a content without the words by which the source says how it knows: they are no part of what it says."""
    left = attribution.content
    for known in attribution.basis:
        cut = [part for span in left for part in _without(text, span, known)]
        if sum(len(_WORD.findall(text, *span)) for span in cut) >= 3:
            left = tuple(cut)
    return left


def _without(text: str, span: Span, gone: Span) -> list[Span]:
    """Return what is left of a span around another one in it, trimmed of the marks that parted them."""
    if not span.contains(gone):
        return [span]
    sides = (Span(span.start, gone.start), Span(gone.end, span.end))
    kept = []
    for side in sides:
        start, end = side
        while end > start and (text[end - 1].isspace() or text[end - 1] in ",;–—-"):
            end -= 1
        while start < end and (text[start].isspace() or text[start] in ",;–—-"):
            start += 1
        if any(c.isalnum() for c in text[start:end]):
            kept.append(Span(start, end))
    return kept


def _headline(
    seen: _Text, headline: Span, attributions: Sequence[Attribution], claim: tuple[str, Evidence] | None
) -> list[Statement]:
    """Return the headline's own claims: all of it, or what its attributions leave."""
    text = seen.text
    spans = [_trimmed(text, headline)]
    if any(headline.overlaps(s) for a in attributions for s in a.content):
        spans = _clauses(seen, spans[0])
    found = []
    for span in spans:
        if text[headline.start : headline.end].rstrip(" \"'”’").endswith("?") or len(_WORD.findall(text, *span)) < 3:
            continue
        evidence = [Evidence(RULE_HEADLINE, "The headline says this without naming anyone for it.", (span,))]
        lacking = form(text, _tokens(seen, span), (span,))
        if lacking:
            evidence.append(lacking)
        if claim:
            evidence.append(claim[1])
        found.append(Statement(finding_id("t", ((span,),)), "headline", (span,), None, tuple(evidence)))
    return found


def _sentences(parse: Parse, paragraphs: Sequence[Span]) -> Iterable[Span]:
    """Return the sentences that lie in the given paragraphs, a sentence over their edge cut to them."""
    at = 0
    for paragraph in paragraphs:
        while at < len(parse.sentences) and parse.sentences[at].end <= paragraph.start:
            at += 1
        here = at
        while here < len(parse.sentences) and parse.sentences[here].start < paragraph.end:
            sentence = parse.sentences[here]
            yield Span(max(sentence.start, paragraph.start), min(sentence.end, paragraph.end))
            here += 1


def _own(seen: _Text, sentence: Span) -> list[Span]:
    """Return what a sentence asserts in the report's own voice."""
    text = seen.text
    start, end = sentence
    dateline = _DATELINE.match(text, start, min(end, start + 120))
    if dateline:
        start = dateline.end()
    whole = _trimmed(text, Span(start, end))
    if whole.start >= whole.end or _asks(text, sentence):
        return []
    plain = text[whole.start : whole.end].casefold()
    if any(phrase in plain for phrase in NO_STATEMENT):
        return []
    spoken = [m.start() for m in _WORD.finditer(text, *whole)]
    if len(spoken) < 3 or sum(seen.quoted[at] for at in spoken) >= _QUOTED * len(spoken):
        return []
    if any(seen.taken[whole.start : whole.end]):
        return _clauses(seen, whole)
    tokens = _tokens(seen, whole)
    if _orders(text, tokens) or not _asserts(text, tokens):
        return []
    return [_trimmed(text, part) for part in _coordinated(text, whole, tokens)]


def _clauses(seen: _Text, whole: Span) -> list[Span]:
    """Return the asserting clauses of a sentence that lie under no attribution."""
    text, taken = seen.text, seen.taken
    found: list[Span] = []
    at = whole.start
    while at < whole.end:
        if taken[at]:
            at += 1
            continue
        stop = taken.find(1, at, whole.end)
        stop = whole.end if stop < 0 else stop
        tokens = _tokens(seen, Span(at, stop))
        after_source = at > whole.start and taken[at - 1]
        found += _from_leftover(seen, tokens, bool(after_source), stop < whole.end)
        at = stop
    for source in seen.sources_in(*whole):
        if source.end <= whole.end:
            found += _relative(text, source)
    return found


def _relative(text: str, source: Span) -> list[Span]:
    """Return what a source's non-restrictive clause says of it: "Ann Roe, who built the bridge, said"."""
    match = _RELATIVE.search(text, source.start, source.end)
    if match is None or len(_WORD.findall(match.group(1))) < 4:
        return []
    return [_trimmed(text, Span(*match.span(1)))]


def _from_leftover(seen: _Text, tokens: list[tuple[Span, str]], begins_cut: bool, ends_cut: bool) -> list[Span]:
    """Cut the words between two attributed pieces into clauses, and keep those that assert something."""
    text = seen.text
    joined = (
        begins_cut and ends_cut and len(tokens) > 3 and tokens[-1][1] == "CCONJ" and tokens[0][1] in {"VERB", "AUX"}
    )
    if joined:
        # "The state moved its troops and said …": the source is the subject of both verbs.
        verb = tokens[0][0].start
        for source in seen.sources_in(max(0, verb - 200), verb):
            if source.end <= verb and not text[source.end : verb].strip():
                return [_trimmed(text, Span(source.start, tokens[-2][0].end))]
    pieces: list[list[tuple[Span, str]]] = [[]]
    for number, token in enumerate(tokens):
        form = token[0].of(text).lower()
        if form in words.CLAUSE_MARKS and not _inside_word(text, token[0]):
            pieces.append([])
            continue
        starts_clause = form in words.SUBORDINATORS and number and tokens[number - 1][1] not in {"ADP", "PUNCT"}
        rest = tokens[number + 1 : number + 16]
        if starts_clause and pieces[-1] and _asserts(text, pieces[-1]) and _asserts(text, rest):
            pieces.append([])
        pieces[-1].append(token)
    found = []
    for number, piece in enumerate(pieces):
        cut_here = begins_cut and number == 0
        kept = _stripped(text, piece, ends_cut and number == len(pieces) - 1)
        if len(kept) < 4 or (cut_here and kept[0][1] not in _NOMINAL) or not _asserts(text, kept):
            continue
        # A participle's clause hangs on another one; "what …" and "… is" lack their other half.
        if kept[0][1] == "VERB" or kept[-1][1] == "AUX" or kept[0][0].of(text).lower() in words.FREE_RELATIVES:
            continue
        if cut_here and kept[0][0].of(text).lower() not in words.RELATIVES and not _first_is_subject(kept):
            continue
        found.append(_trimmed(text, Span(kept[0][0].start, kept[-1][0].end)))
    return found


def _inside_word(text: str, span: Span) -> bool:
    """Say whether a hyphen joins two words."""
    return text[span.start - 1 : span.start].isalnum() and text[span.end : span.end + 1].isalnum()


def _first_is_subject(piece: list[tuple[Span, str]]) -> bool:
    """Say whether the piece begins with a subject that a finite verb soon follows."""
    return any(pos in {"VERB", "AUX"} for _, pos in piece[1:8])


def _stripped(text: str, piece: list[tuple[Span, str]], ends_cut: bool) -> list[tuple[Span, str]]:
    """Take off what only joins the clause to others."""
    start, end = 0, len(piece)
    while start < end and (
        piece[start][1] in _EDGE or piece[start][1] == "CCONJ" or piece[start][0].of(text).lower() in words.JOINERS
    ):
        start += 1
    while end > start and (
        piece[end - 1][1] in _EDGE
        or (
            ends_cut
            and (
                piece[end - 1][1] in {"CCONJ", "SCONJ", "ADP", "PART"}
                or piece[end - 1][0].of(text).lower() in words.RELATIVES
            )
        )
    ):
        end -= 1
    if ends_cut and end > start and piece[end - 1][0].of(text).lower() in words.TIME_UNITS:
        # "… comes just days [after somebody said]": the time goes with what is cut off.
        end -= 1
        while end > start and piece[end - 1][1] in {"NUM", "ADV", "DET", "ADJ"}:
            end -= 1
    if ends_cut and end - start > 2 and piece[end - 1][1] == "VERB":
        # The verb has lost what it governs: without it there may be a clause left, or not.
        end -= 2 if piece[end - 2][0].of(text).lower() == "to" else end - start
    return piece[start:end]


def _tokens(seen: _Text, span: Span) -> list[tuple[Span, str]]:
    first = bisect_left(seen.starts, span.start)
    last = bisect_left(seen.starts, span.end, lo=first)
    return [(seen.parse.words[i], seen.parse.pos[i]) for i in range(first, last)]


def _asserts(text: str, tokens: list[tuple[Span, str]]) -> bool:
    """Say whether the words have a subject and, after it, a verb that may be finite."""
    subject = False
    absolute = bool(tokens) and tokens[0][0].of(text).lower() == "with"
    governed = named = False
    for number, (span, pos) in enumerate(tokens):
        if governed and named and (pos in {"DET", "PRON"} or (pos == "ADJ" and not subject)):
            # "In January a ship", "On Tuesday they": what the preposition governs is over
            governed = False
        if pos == "ADP" and not absolute:
            governed, named = not subject, False
        elif pos in {"NOUN", "PROPN", "PRON", "NUM"} or (pos == "DET" and span.of(text).lower() in words.RELATIVES):
            if not governed:
                subject = True
            named = True
        elif pos in {"PUNCT", "CCONJ"}:
            governed = False
        elif pos in {"VERB", "AUX"} and (subject or governed):
            form = span.of(text).lower()
            before = tokens[number - 1][0].of(text).lower() if number else ""
            if before == "to" or (form.endswith("ing") and not absolute):
                continue
            if subject or pos == "AUX":
                return True
    return False


def _orders(text: str, tokens: list[tuple[Span, str]]) -> bool:
    """Say whether a sentence is an order: it begins with a bare verb and has no subject before it."""
    rest = [t for t in tokens if t[1] not in _EDGE]
    if not rest:
        return True
    form = rest[0][0].of(text).lower()
    if form in words.ORDERS and (len(rest) < 2 or rest[1][1] not in {"VERB", "AUX"}):
        return True
    return rest[0][1] == "VERB" and not form.endswith(("ing", "ed", "s"))


def _asks(text: str, sentence: Span) -> bool:
    end = sentence.end
    while end > sentence.start and (text[end - 1].isspace() or text[end - 1] in "\"'”’)]»"):
        end -= 1
    return end > sentence.start and text[end - 1] == "?"


def _coordinated(text: str, whole: Span, tokens: list[tuple[Span, str]]) -> list[Span]:
    """Cut a sentence at a comma with "and" or "but", or a semicolon, where both sides assert something."""
    cuts: list[tuple[int, int]] = []
    begun = 0
    for number in range(1, len(tokens) - 1):
        span, pos = tokens[number]
        if pos != "PUNCT":
            continue
        form = span.of(text)
        joins = form == "," and tokens[number + 1][1] == "CCONJ"
        if not (joins or form == ";"):
            continue
        right = tokens[number + (2 if joins else 1) : number + 14]
        if right and right[0][1] in _NOMINAL and _asserts(text, tokens[begun:number]) and _asserts(text, right):
            cuts.append((span.start, right[0][0].start))
            begun = number + 1
    spans = []
    at = whole.start
    for stop, go in cuts:
        spans.append(Span(at, stop))
        at = go
    return [*spans, Span(at, whole.end)]


def _trimmed(text: str, span: Span) -> Span:
    """Take space and closing punctuation off the ends; marks that belong to a pair stay."""
    start, end = span
    while start < end and (text[start].isspace() or text[start] in ",;:.–—_-"):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",;:.!–—_-"):
        if text[end - 1] == "." and end - start > 3 and _abbreviates(text, start, end):
            break
        end -= 1
    return Span(start, end)


def _abbreviates(text: str, start: int, end: int) -> bool:
    """Say whether the full stop before ``end`` belongs to an abbreviation (U.S., Inc.)."""
    head = text[max(start, end - 12) : end].split()
    return bool(head) and (head[-1].count(".") > 1 or head[-1].lower() in words.ABBREVIATIONS)


def _stems(text: str, spans: Spans) -> set[str]:
    return set(_stem_list(text, spans))


def _stem_list(text: str, spans: Spans) -> Iterable[str]:
    """Return the beginnings of the words that carry meaning, endings cut, in order."""
    for span in spans:
        for match in _WORD.finditer(text, *span):
            word = match.group().lower().replace("’", "'").removesuffix("'s")
            if word in words.EMPTY_WORDS and match.group() != "US":
                continue
            for ending in words.ENDINGS:
                if word.endswith(ending) and len(word) - len(ending) >= 3:
                    word = word.removesuffix(ending)
                    break
            yield word[:7]


def _denies(text: str, spans: Spans) -> bool:
    return any(
        word.lower() in words.DENIALS or word.lower().endswith(("n't", "n’t"))
        for span in spans
        for word in _WORD.findall(text, *span)
    )
