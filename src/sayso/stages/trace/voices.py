"""Several who are cited in one breath ("police and a witness said"): each of them is a voice of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from sayso.languages.en.bodies import BODY_NOUNS
from sayso.languages.en.reporting import BYSTANDERS, ONE_OF, SPEAKERS
from sayso.model.attribution import Attribution
from sayso.model.claim import Reason, Where
from sayso.model.reading import Reading
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span, shown
from sayso.model.trace import SourceMember, TraceSource

RULE = "voices/1"

_AND = re.compile(r",?\s+and\s+|,\s+")
_WHO = re.compile(r"\b(?:who|which|that|whose|of|for|from|at|between)\b", re.IGNORECASE)
_LONGEST = 6


def voices_in(words: str) -> tuple[str, ...]:
    """Return the descriptions or names that words join by "and", each somebody's who may speak; else nothing.

    "Police and fire officials" may be one group or two, and so stays as it is.
    """
    words = " ".join(words.split()).strip(" ,")
    if words.casefold().count(" and ") != 1 or _WHO.search(words):
        return ()
    parts = tuple(part for part in _AND.split(words) if part)
    if len(parts) < 2 or any(len(part.split()) > _LONGEST for part in parts):
        return ()
    if all(_is_name(part) for part in parts):
        return parts
    first, last = parts[0].split(), parts[-1].split()
    elliptic = (
        len(first) == 1 and len(last) > 1 and _plain(last[0]) not in ONE_OF and _plain(last[-1]) not in BYSTANDERS
    )
    return parts if all(_speaks(part) for part in parts) and not elliptic else ()


def _plain(word: str) -> str:
    return word.strip("’'\",.").casefold()


def _is_name(part: str) -> bool:
    return len(part.split()) > 1 and all(word[:1].isupper() for word in part.split())


def _speaks(part: str) -> bool:
    """Say whether words describe somebody: a head that may speak, with an article, a number or little before it."""
    words = [_plain(word) for word in part.split()]
    if words[0] in ONE_OF:
        return any(word in SPEAKERS for word in words[1:])
    return len(words) < 4 and words[-1] in SPEAKERS


def split_voices(
    readings: Mapping[str, Reading], sources: dict[str, TraceSource], source_of: Mapping[tuple[str, str], str]
) -> dict[str, tuple[str, ...]]:
    """Return, for the sources that are several, the sources that they are; those not yet there are added.

    A name among them is the source of that name, if just one has it.
    """
    named: dict[str, list[str]] = defaultdict(list)
    for one in sources.values():
        if one.kind in ("person", "organisation", "outlet") and one.name[:1].isupper():
            named[one.name.casefold()].append(one.id)
    found: dict[str, tuple[str, ...]] = {}
    for report, reading in readings.items():
        own = {source.id: source for source in reading.sources}
        for attribution in reading.attributions:
            source = own.get(attribution.source_id or "")
            joint = source_of.get((report, source.id)) if source is not None else None
            if source is None or joint is None or joint in found or " and " not in source.name:
                continue
            voices = []
            for name, kind, where in _parts(reading, attribution, source):
                same = named.get(name.casefold(), [])
                if len(same) == 1:
                    voices.append(same[0])
                    continue
                says = f"“{source.name}” are several who are cited together, and this is one of them."
                one = TraceSource(
                    id=f"{joint}+{len(voices) + 1}",
                    name=name,
                    kind=kind,
                    members=(SourceMember(report, source.id),),
                    evidence=(Reason(RULE, says, (where,)),),
                )
                sources[one.id] = one
                voices.append(one.id)
            if len(set(voices)) > 1:
                found[joint] = tuple(dict.fromkeys(voices))
    return found


def _parts(reading: Reading, attribution: Attribution, source: Source) -> Iterator[tuple[str, SourceKind, Where]]:
    """Yield each voice's name, its kind, and where it is cited."""
    for part in voices_in(shown(reading.text, attribution.source, " ")) or voices_in(source.name):
        at = reading.text.find(part, attribution.source[0].start, attribution.source[-1].end)
        spans = (Span(at, at + len(part)),) if at >= 0 else attribution.source
        name = re.sub(r"^(?:the|an?) ", "", part, flags=re.IGNORECASE)
        kind: SourceKind = "unnamed"
        if _is_name(part):
            kind = "organisation" if source.kind == "organisation" else "person"
        elif _plain(part.split()[-1]) in BODY_NOUNS:
            kind = "organisation"
        yield name, kind, Where(reading.report.id, spans)
