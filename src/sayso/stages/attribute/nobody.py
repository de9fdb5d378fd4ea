"""Attributions on nobody's word: a passive's subject or a "reportedly"'s is what is spoken of, not who speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.identity import finding_id
from sayso.model.parse import Parse
from sayso.model.span import Span, Spans

_HEARSAY = "reportedly|allegedly|purportedly|supposedly|apparently|ostensibly|reputedly"
_ADVERB = re.compile(rf"(?:{_HEARSAY})", re.IGNORECASE)
_SPOKEN_OF = (
    "accused|alleged|announced|asked|believed|blamed|charged|claimed|condemned|considered|credited|criticised|"
    "criticized|declared|deemed|denounced|described|disclosed|estimated|expected|feared|hailed|held|known|"
    "mentioned|portrayed|praised|presumed|projected|regarded|reported|reputed|revealed|rumoured|rumored|said|"
    "seen|suspected|thought|understood|viewed"
)
# PolNeAR's training part gives no such passive a source before its cue (124 of 131 of the commonest), while
# "was worried", "were convinced" are states of a source: only what others do to one stands here.
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|['’]s|['’]re)\s+"
    rf"(?:(?:long|often|also|widely|generally|now|not|never|once|\w+ly)\s+)*(?:{_SPOKEN_OF})\b",
    re.IGNORECASE,
)
# Who was told is who heard it: of PolNeAR's training part, six of the eight such cues have no source.
_HEARD = re.compile(
    r"\b(?:is|are|was|were|be|been|being|got|['’]s|['’]re)\s+(?:(?:also|never|not|\w+ly)\s+)*"
    r"(?:advised|alerted|assured|briefed|informed|notified|reminded|told|warned)\b",
    re.IGNORECASE,
)
_OURSELVES = ("i", "we", "w]e")
# Headlines leave the "is" out: "Guild accused of fixing prices".
_BARE = re.compile(
    r"(?:(?:accused|suspected) of|blamed for|charged with|(?:alleged|believed|expected|feared|known|reported|reputed|"
    r"rumoured|rumored|said|thought|understood) to)\b",
    re.IGNORECASE,
)
_TELLER = re.compile(r"\s+by\s+(?P<who>[^,.;:“”\"\n]{2,60}?)\s+(?=that\b|about\b|of\s+the\b|to\b)")
_AGENT = re.compile(r"\b(?:by|quoted)\b", re.IGNORECASE)

RULE = "on-nobodys-word-en/1"


def unsaid(text: str, attribution: Attribution) -> Attribution:
    """Return the attribution without a source where its grammar names none.

    "The ship reportedly sank", "the army has long been accused of …": the words before such a
    cue belong to the content. A source after the cue, or a "by", is left alone.
    """
    if not attribution.source or not attribution.cue:
        return attribution
    first = attribution.cue[0]
    source = attribution.source[-1]
    rumour = _RUMOUR.match(text, first.start, first.end)
    if rumour and rumour.end() < first.end and _THING.search(source.of(text)) and source.end <= first.start:
        # "the plan reportedly calls for": a plan cannot speak, and what it calls for is part of the hearsay
        return _on_hearsay(text, attribution, Span(*rumour.span()))
    cue = " ".join(s.of(text) for s in attribution.cue)
    hearsay = _ADVERB.fullmatch(cue)
    heard = _HEARD.search(cue)
    passive = heard or _PASSIVE.search(cue) or _BARE.match(cue)
    if not (hearsay or passive) or source.end > first.start or _AGENT.search(cue):
        return attribution
    # the source must stand right before the cue: but for auxiliaries, nothing may part them
    between = text[source.end : first.start]
    if len(between.split()) > 2 or re.search(r"[.;:!?\n]", between):
        return attribution
    if heard and source.of(text).casefold() in _OURSELVES:
        return attribution  # "we have been told": who speaks says how he knows
    after = text[first.end : first.end + 80]
    if heard and (teller := _TELLER.match(after)):
        # "were told by inspectors that …"
        who = Span(first.end + teller.start("who"), first.end + teller.end("who"))
        if not any(who.overlaps(span) for span in attribution.content):
            roles = ((who,), attribution.cue, attribution.content)
            return replace(attribution, id=finding_id("a", roles), source=(who,))
    if passive and re.match(r"\s+by\b", after):
        return attribution
    if heard:
        content = attribution.content
        says = f"“{cue}” is on nobody's word: what stands before it is who heard it, and nobody is named who said it."
    else:
        content = _joined(text, (*attribution.source, *attribution.content))
        why = "“reportedly” and its like name no source" if hearsay else "the passive does not say who"
        says = f"“{cue}” is on nobody's word: {why}, and what stands before it is what is spoken of."
    return replace(
        attribution,
        id=finding_id("a", ((), attribution.cue, content)),
        source=(),
        source_status="none",
        content=content,
        evidence=(*attribution.evidence, Evidence(RULE, says, attribution.cue)),
    )


def _on_hearsay(text: str, attribution: Attribution, adverb: Span) -> Attribution:
    """Return the attribution with the adverb alone for a cue, and all the rest for its content."""
    rest = _trim(text, Span(adverb.end, attribution.cue[0].end))
    content = _joined(text, (*attribution.source, rest, *attribution.content))
    says = f"“{adverb.of(text)}” is on nobody's word: a thing cannot speak, and what stands around it is what is said."
    return replace(
        attribution,
        id=finding_id("a", ((), (adverb,), content)),
        source=(),
        source_status="none",
        cue=(adverb,),
        content=content,
        evidence=(*attribution.evidence, Evidence(RULE, says, (adverb,))),
    )


_THING = re.compile(
    r"\b(?:agreement|attack|bill|campaign|contract|deal|draft|effort|operation|pact|plan|plot|policy|programme|program|"
    r"project|proposal|scheme|ship|strategy|strike|treaty|vessel)s?$",
    re.IGNORECASE,
)
"""What acts in the news and cannot speak."""


def hearsay(text: str, parse: Parse, found: Sequence[Attribution]) -> tuple[Attribution, ...]:
    """Return attributions for each "reportedly" and its like that none of the given ones has.

    The content is the clause that it stands in. Where it only colours a noun ("an allegedly stolen
    car") it is passed over.
    """
    known = [s for a in found for s in (*a.source, *a.cue)]
    held = [s for a in found for s in a.content]
    at = {word.start: k for k, word in enumerate(parse.words)}
    out: list[Attribution] = []
    for m in _RUMOUR.finditer(text):
        cue = Span(*m.span())
        k = at.get(cue.start)
        if k is None or any(s.overlaps(cue) for s in known) or any(s.overlaps(cue) for s in held):
            continue
        if k == 0 or k + 1 >= len(parse.words) or parse.pos[k - 1] in ("DET", "ADJ", "ADP", "NUM"):
            continue
        if parse.pos[k + 1] not in ("VERB", "AUX", "PART", "ADV"):
            continue
        i = bisect_right(parse.sentences, Span(cue.start, len(text) + 1)) - 1
        if i < 0 or cue.start >= parse.sentences[i].end:
            continue
        sentence = parse.sentences[i]
        begin = max((b.end() for b in _BREAK.finditer(text, sentence.start, cue.start)), default=sentence.start)
        stop = _BREAK.search(text, cue.end, sentence.end)
        end = stop.start() if stop else sentence.end
        content = tuple(
            s for s in (_trim(text, Span(begin, cue.start)), _trim(text, Span(cue.end, end))) if s.start < s.end
        )
        if len(content) < 2 or any(s.overlaps(c) for s in (*known, *held) for c in content):
            continue
        says = f"“{m.group()}” names nobody: the clause around it is on no one's word."
        out.append(
            Attribution(
                finding_id("a", ((), (cue,), content)), (), (cue,), content, source_status="none",
                confidence=SURE_OF_HEARSAY, evidence=(Evidence(RULE, says, (cue,)),),
            )
        )  # fmt: skip
    return tuple(out)


_RUMOUR = re.compile(r"\b(?:reportedly|allegedly|purportedly)\b", re.IGNORECASE)
_BREAK = re.compile(
    r"[;:—–]\s|,\s(?:and|but|while|although|though|because|as|which|who)\s|\s(?:because|although|after)\s"
)

SURE_OF_HEARSAY = 0.6
"""Set by hand, for want of cases: PolNeAR's annotators mark these in some reports and pass over them in others."""


def _trim(text: str, span: Span) -> Span:
    start, end = span
    while start < end and not text[start].isalnum() and text[start] not in "“\"'‘$£€(":
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in ",.;:–—"):
        end -= 1
    return Span(start, end)


def _joined(text: str, spans: Spans) -> Spans:
    out: list[Span] = []
    for span in sorted(spans):
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
