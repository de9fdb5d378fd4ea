"""Several who are cited in one breath ("police and a witness said"): each of them is a voice of its own."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping

from sayso.languages.en.bodies import BODY_NOUNS, ORGANISED
from sayso.languages.en.reporting import BYSTANDERS, ONE_OF, SPEAKERS
from sayso.model.attribution import Attribution
from sayso.model.claim import Reason, Where
from sayso.model.reading import Reading
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span, shown
from sayso.model.trace import SourceMember, TraceSource

RULE = "voices/1"

_AND = re.compile(r",?\s+and\s+")
_WHO = re.compile(r"\b(?:who|which|that|whose|of|for|from|at|between)\b", re.IGNORECASE)
_BODIES = ORGANISED | BODY_NOUNS.keys() | {"brigade", "navy", "coastguard", "crew"}
_LONGEST = 7


def voices_in(words: str) -> tuple[str, ...]:
    """Return the descriptions or names that words join by "and", each somebody's who may speak; else nothing.

    "Police and fire officials" may be one group or two, and so stays as it is.
    """
    words = " ".join(words.split()).strip(" ,")
    if len(_AND.findall(words)) != 1 or _WHO.search(words):
        return ()
    front, last = (_apposed(half.split(", ")) for half in _AND.split(words))
    if len(last) != 1:
        return ()
    parts = (*front, *last)
    if any(len(part.split()) > _LONGEST for part in parts):
        return ()
    if all(_is_name(part) for part in parts):
        return parts
    first, end = parts[0].split(), parts[-1].split()
    elliptic = len(first) == 1 and len(end) > 1 and _plain(end[0]) not in ONE_OF and _plain(end[-1]) not in BYSTANDERS
    return parts if all(_is_name(part) or _speaks(part) for part in parts) and not elliptic else ()


def _apposed(pieces: list[str]) -> list[str]:
    """Return pieces between commas, a name with what it is set beside ("the owner, Ida Vell")."""
    joined: list[str] = []
    for piece in pieces:
        if (
            joined
            and _is_name(piece) != _is_name(joined[-1])
            and _speaks(piece if _is_name(joined[-1]) else joined[-1])
        ):
            joined[-1] += f", {piece}"
        else:
            joined.append(piece)
    return joined


def _plain(word: str) -> str:
    return word.strip("’'\",.").casefold()


def _is_name(part: str) -> bool:
    return len(part.split()) > 1 and all(word[:1].isupper() for word in part.split())


def _speaks(part: str) -> bool:
    """Say whether words describe somebody: a head that may speak, with an article, a number or little before it."""
    words = [_plain(word) for word in part.split()]
    if words[0] in ONE_OF:
        return any(word in SPEAKERS or word in _BODIES for word in words[1:])
    return len(words) < 4 and (words[-1] in SPEAKERS or words[-1] in _BODIES)


def split_voices(
    readings: Mapping[str, Reading], sources: dict[str, TraceSource], source_of: Mapping[tuple[str, str], str]
) -> dict[tuple[str, str], tuple[str, ...]]:
    """Return, for the attributions that cite several, whom they cite; those who are no sources yet are added.

    A name among them is the source of that name, if just one has it.
    """
    named: dict[str, list[str]] = defaultdict(list)
    for one in sources.values():
        if one.kind in ("person", "organisation", "outlet") and one.name[:1].isupper():
            named[one.name.casefold()].append(one.id)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for report, reading in readings.items():
        own = {source.id: source for source in reading.sources}
        for attribution in reading.attributions:
            source = own.get(attribution.source_id or "")
            joint = source_of.get((report, source.id)) if source is not None else None
            if source is None or joint is None:
                continue
            words = shown(reading.text, attribution.source, " ")
            parts = voices_in(words) if " and " in words else ()
            if not parts and " and " in source.name:
                parts = voices_in(source.name)  # "they", of two named before
            voices = []
            for part in parts:
                if source.name in part and " and " not in source.name:
                    voices.append(joint)
                elif len(named.get(part.casefold(), ())) == 1:
                    voices.append(named[part.casefold()][0])
                else:
                    one = _voice(reading, attribution, source, part, f"{joint}+{len(voices) + 1}")
                    sources[one.id] = one
                    voices.append(one.id)
            if len(set(voices)) > 1:
                found[report, attribution.id] = tuple(dict.fromkeys(voices))
    return found


def _voice(reading: Reading, attribution: Attribution, source: Source, part: str, id_: str) -> TraceSource:
    """Return one of several who are cited together as a source that stands by itself."""
    at = -1
    if attribution.source:
        at = reading.text.find(part, attribution.source[0].start, attribution.source[-1].end)
    where = Where(reading.report.id, (Span(at, at + len(part)),) if at >= 0 else attribution.source)
    kind: SourceKind = "unnamed"
    if _is_name(part):
        kind = "organisation" if source.kind == "organisation" else "person"
    elif _plain(part.split()[-1]) in _BODIES:
        kind = "organisation"
    return TraceSource(
        id=id_,
        name=re.sub(r"^(?:the|an?) ", "", part, flags=re.IGNORECASE),
        kind=kind,
        members=(SourceMember(reading.report.id, source.id),),
        evidence=(Reason(RULE, "Several are cited together here, and this is one of them.", (where,)),),
    )
