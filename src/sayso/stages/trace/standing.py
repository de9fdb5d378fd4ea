"""What one statement shows by itself: whom its own report cites for it, and on what evidence."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sayso.languages.en.reporting import HEADLINE_CUES
from sayso.model.attribution import Attribution
from sayso.model.claim import StatementKey, Where
from sayso.model.source import SourceKind
from sayso.model.span import Spans, hull, shown
from sayso.model.trace import Hop, HopKind, OriginKind
from sayso.stages.trace.dossier import Dossier, share_inside
from sayso.stages.trace.outlets import outlet_key, page_key
from sayso.stages.trace.own_reporting import is_itself, sentence_around, shown_in, with_next_sentence

_MOST_OF = 0.6
_NAMELESS: frozenset[SourceKind] = frozenset({"unnamed", "group"})


@dataclass(frozen=True, slots=True)
class Standing:
    """The chain that a statement's own report gives for it.

    ``kind`` and ``source`` say where it ends. ``cited`` is the key of an outlet where it ends in
    one: that outlet's report may lead further. ``links`` are the pages to which its sentence leads,
    those under the words of source and cue; ``reports_linked`` are reports of the dossier among
    all links of the sentence. ``also`` are the sources that are cited in one breath with ``source``.
    """

    hops: tuple[Hop, ...]
    kind: OriginKind
    source: str | None
    cited: str | None
    links: tuple[tuple[str, Where], ...]
    reports_linked: tuple[tuple[str, Where], ...]
    also: tuple[str, ...] = ()


def stand(dossier: Dossier, key: StatementKey) -> Standing:
    """Return what a statement shows by itself."""
    statement = dossier.statements[key]
    attribution = dossier.attributions.get((key.report, statement.attribution or ""))
    links, reports_linked = _links(dossier, key, attribution)
    issuer = dossier.issuer(key.report)
    if attribution is None and issuer is not None:
        hop = Hop("source", issuer.id, places=(Where(key.report, statement.spans),))
        return Standing((hop,), "named", issuer.id, None, links, reports_linked)
    if attribution is None:
        window = sentence_around(dossier.text(key.report), statement.spans)
        seen = None
        if statement.voice == "own":
            text = dossier.text(key.report)
            # "The ship was unloaded at night. I watched it from the roof."
            window = with_next_sentence(text, window)
            seen = shown_in(text, window, dossier.names_itself(key.report))
        if seen is not None:
            basis = Hop("basis", places=(Where(key.report, (seen,)),))
            return Standing((basis,), "own reporting", None, None, links, reports_linked)
        return Standing((), "unknown", None, None, links, reports_linked)

    hops: list[Hop] = []
    kind: OriginKind = "unknown"
    source: str | None = None
    cited: str | None = None
    also: tuple[str, ...] = ()
    path = _path(dossier, key.report, attribution)
    for step in path:
        words = shown(dossier.text(key.report), step.source, " ") if step.source else ""
        places = (Where(key.report, tuple(sorted((*step.source, *step.cue)))),)
        found = dossier.source(key.report, step)
        person = found is not None and found.kind == "person"
        if words and not person and is_itself(words, dossier.names_itself(key.report)):
            hops.append(Hop("basis", places=places))
            kind, source, cited, also = "own reporting", None, None, ()
            continue
        if found is None:
            if step.source_status in ("unresolved", "withheld"):
                hops.append(Hop("unknown", places=places, certain=False))
            elif _by_the_way(dossier, key.report, step):
                hops.append(Hop("unknown", places=places, certain=False))
                kind, source, cited, also = "unknown", None, None, ()
            continue
        if found.kind == "outlet" and outlet_key(found.name) in dossier.outlet_keys(key.report):
            continue  # it names itself; whom it heard comes next, or nobody
        hop_kind: HopKind = "source"
        if found.kind == "outlet":
            hop_kind = "agency" if dossier.is_agency(found.name) else "outlet"
        if hops and hops[-1].source == found.id:
            hops[-1] = Hop(hop_kind, found.id, hops[-1].outlet, hops[-1].places + places)
        else:
            hops.append(Hop(hop_kind, found.id, found.name if found.kind == "outlet" else None, places))
        kind = "unnamed" if step.source_status == "unnamed" or found.kind in _NAMELESS else "named"
        source, *others = dossier.voices.get((key.report, step.id), (found.id,))
        also = tuple(others)
        hops[-1] = replace(hops[-1], source=source)
        cited = outlet_key(found.name) if found.kind == "outlet" else None
    if source is None and cited is None and kind == "unknown":
        if issuer is not None:
            # it puts out what it says itself: whose word this is was never in doubt
            hop = Hop("source", issuer.id, places=(Where(key.report, statement.spans),))
            return Standing((hop,), "named", issuer.id, None, links, reports_linked)
        if dossier.in_headline(key):
            # a headline that names nobody ("Mayor accused of …") has it from whom the text has it
            return Standing((), "unknown", None, None, links, reports_linked)
    if path[-1].basis:
        hops.append(Hop("basis", places=(Where(key.report, path[-1].basis),)))
    elif source is not None and cited is None:
        elsewhere = _basis_elsewhere(dossier, key.report, path[-1])
        if elsewhere:
            hops.append(Hop("basis", places=(Where(key.report, elsewhere),), certain=False))
    return Standing(tuple(hops), kind, source, cited, links, reports_linked, also)


def attributes_itself(dossier: Dossier, key: StatementKey) -> bool:
    """Say whether a headline puts what it says on somebody's word ("…, ministry says", "Ministry: …")."""
    statement = dossier.statements[key]
    reading = dossier.readings[key.report]
    if any(share_inside(a.content, statement.spans) > _MOST_OF for a in reading.attributions):
        return True
    words = shown(reading.text, statement.spans, " ")
    if ": " in words or words.lstrip()[:1] in "\"“‘'«":
        return True
    return any(word.strip("’',.:;!?").casefold() in HEADLINE_CUES for word in words.split())


def _by_the_way(dossier: Dossier, report: str, step: Attribution) -> bool:
    """Say whether somebody speaks of what others claim, who are not named: it is not his own word.

    "He disputes parts of a story claiming …", and not "He said that it had reportedly …".
    """
    outer = dossier.attributions.get((report, step.within or ""))
    if outer is None or not step.cue or step.manner != "distancing":
        return False
    return share_inside(outer.content, (hull((*step.source, *step.cue, *step.content)),)) <= _MOST_OF


def _path(dossier: Dossier, report: str, attribution: Attribution) -> list[Attribution]:
    """Return the attributions from the outermost, which the report itself makes, to the innermost."""
    path = [attribution]
    while path[0].within is not None and len(path) < 20:
        outer = dossier.attributions.get((report, path[0].within))
        if outer is None or outer in path:
            break
        path.insert(0, outer)
    while len(path) < 20:
        # what the source passes on whole ("the agency said the minister told it that …") is the
        # minister's word, though the statement is the agency's
        last = path[-1]
        inner = [
            a
            for a in dossier.within.get((report, last.id), ())
            if a not in path and share_inside(last.content, (hull((*a.source, *a.cue, *a.content)),)) > _MOST_OF
        ]
        if len(inner) != 1:
            break
        path.append(inner[0])
    return path


def _basis_elsewhere(dossier: Dossier, report: str, attribution: Attribution) -> Spans:
    """Return on what evidence the same source rests another thing that it says in the report: it may hold for this."""
    if attribution.source_id is None:
        return ()
    others = dossier.readings[report].attributions
    return next((a.basis for a in others if a.basis and a.source_id == attribution.source_id), ())


def _links(
    dossier: Dossier, key: StatementKey, attribution: Attribution | None
) -> tuple[tuple[tuple[str, Where], ...], tuple[tuple[str, Where], ...]]:
    """Return the pages that source and cue link to, and the dossier's reports that the sentence links to."""
    head = dossier.report(key.report)
    if not head.links:
        return (), ()
    statement = dossier.statements[key]
    whole: Spans = (sentence_around(head.text, statement.spans),)
    citing: Spans = ()
    if attribution is not None:
        citing = (*attribution.source, *attribution.cue, *attribution.basis)
        whole = (*whole, *citing)
    pages: list[tuple[str, Where]] = []
    reports: list[tuple[str, Where]] = []
    own = page_key(head.url)
    for link in head.links:
        page = page_key(link.url)
        if page is None or page == own:
            continue
        place = Where(key.report, (link.span,))
        if any(link.span.overlaps(span) for span in whole):
            reports.extend((other, place) for other in dossier.report_at.get(page, ()) if other != key.report)
        if any(link.span.overlaps(span) for span in citing):
            pages.append((page, place))
    return tuple(pages), tuple(reports)
