"""Attributions on nobody's word: a passive's subject or a "reportedly"'s is what is spoken of, not who speaks."""

from __future__ import annotations

import re
from dataclasses import replace

from sayso.model.attribution import Attribution
from sayso.model.evidence import Evidence
from sayso.model.identity import finding_id
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
    cue = " ".join(s.of(text) for s in attribution.cue)
    hearsay = _ADVERB.fullmatch(cue)
    passive = _PASSIVE.search(cue)
    if not (hearsay or passive) or source.end > first.start or _AGENT.search(cue):
        return attribution
    # the source must stand right before the cue: but for auxiliaries, nothing may part them
    between = text[source.end : first.start]
    if len(between.split()) > 2 or re.search(r"[.;:!?\n]", between):
        return attribution
    after = text[first.end : first.end + 60]
    if passive and re.match(r"\s+by\b", after):
        return attribution
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


def _joined(text: str, spans: Spans) -> Spans:
    out: list[Span] = []
    for span in sorted(spans):
        if out and not text[out[-1].end : span.start].strip():
            out[-1] = Span(out[-1].start, max(out[-1].end, span.end))
        else:
            out.append(span)
    return tuple(out)
