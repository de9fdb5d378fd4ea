"""Which statements of a claim stand in passages that reports share, and which way those travelled."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sayso.model.claim import StatementKey, Where
from sayso.model.span import Spans
from sayso.model.trace import Passage
from sayso.stages.trace.dossier import Dossier, share_inside
from sayso.stages.trace.order import earlier
from sayso.stages.trace.outlets import outlet_key, page_key

_MOST_OF = 0.5
_ALL = 0.95


@dataclass(frozen=True, slots=True)
class Copy:
    """Two statements of one claim in a passage that both reports have.

    Where ``directed``, ``later`` has it from ``former``; ``says`` tells why, or that nothing tells.
    ``size`` is how many characters the passage has. ``one_text``: the two are one report in two
    places, or two of one outlet: whichever was first, it is one word.
    """

    former: StatementKey
    later: StatementKey
    directed: bool
    says: str
    places: tuple[Where, ...]
    size: int
    one_text: bool = False


def copies_among(dossier: Dossier, keys: Iterable[StatementKey]) -> tuple[Copy, ...]:
    """Return the copies among statements; quotations that two reports both heard are none."""
    by_report: dict[str, list[StatementKey]] = defaultdict(list)
    for key in keys:
        by_report[key.report].append(key)
    found: list[Copy] = []
    for report in by_report:
        for passage in dossier.passages.get(report, ()):
            if passage.kind != "copy" or passage.a.report != report or passage.b.report not in by_report:
                continue
            ours = _inside(dossier, by_report[report], passage.a.spans)
            theirs = _inside(dossier, by_report[passage.b.report], passage.b.spans)
            if ours and theirs:
                found.extend(_copies(dossier, passage, ours, theirs))
    return tuple(found)


def direction(dossier: Dossier, passage: Passage) -> tuple[bool | None, str]:
    """Say whether a passage went from a to b (True), from b to a (False), or that nothing tells (None)."""
    if passage.direction != "unknown":
        return passage.direction == "a to b", passage.says
    a, b = dossier.report(passage.a.report), dossier.report(passage.b.report)
    if dossier.credited(a.id) != dossier.credited(b.id):
        if dossier.credited(b.id) in dossier.outlet_keys(a.id):
            return True, f"{dossier.shown(b.id)} credits {dossier.credits[b.id].name}."
        if dossier.credited(a.id) in dossier.outlet_keys(b.id):
            return False, f"{dossier.shown(a.id)} credits {dossier.credits[a.id].name}."
    a_cites, b_cites = _cites(dossier, a.id, b.id), _cites(dossier, b.id, a.id)
    if a_cites != b_cites:
        citing, cited = (a.id, b.id) if a_cites else (b.id, a.id)
        return b_cites, f"{dossier.shown(citing)} cites {dossier.shown(cited)}."
    first = earlier(a.published, b.published)
    if first is not None:
        later, former = (b.id, a.id) if first else (a.id, b.id)
        return first, f"{dossier.shown(later)} was published after {dossier.shown(former)}."
    return None, "Nothing tells which of the two had it first."


def _cites(dossier: Dossier, citing: str, cited: str) -> bool:
    """Say whether a report names the other's outlet as a source, or links to the other."""
    keys = dossier.outlet_keys(cited) - dossier.outlet_keys(citing)
    if any(s.kind == "outlet" and outlet_key(s.name) in keys for s in dossier.readings[citing].sources):
        return True
    pages = {page for page, reports in dossier.report_at.items() if cited in reports}
    return any(page_key(link.url) in pages for link in dossier.report(citing).links)


def _inside(dossier: Dossier, keys: list[StatementKey], spans: Spans) -> list[StatementKey]:
    return [key for key in keys if share_inside(dossier.statements[key].spans, spans) >= _MOST_OF]


def _copies(dossier: Dossier, passage: Passage, ours: list[StatementKey], theirs: list[StatementKey]) -> Iterable[Copy]:
    forward, why = direction(dossier, passage)
    places = (Where(passage.a.report, passage.a.spans), Where(passage.b.report, passage.b.spans))
    size = sum(span.end - span.start for span in passage.a.spans)
    own_house = bool(dossier.outlet_keys(passage.a.report) & dossier.outlet_keys(passage.b.report))
    one_text = own_house or min(passage.a.share, passage.b.share) >= _ALL
    pairs = dict.fromkeys(
        [
            *((mine, _beside(dossier, mine, theirs)) for mine in ours),
            # one side's sentence may be two statements on the other
            *((_beside(dossier, other, ours), other) for other in theirs),
        ]
    )
    for mine, other in pairs:
        former, later = (other, mine) if forward is False else (mine, other)
        yield Copy(former, later, forward is not None, why, places, size, one_text)


def _beside(dossier: Dossier, mine: StatementKey, theirs: list[StatementKey]) -> StatementKey:
    """Return the other report's statement that stands at the same place of the passage."""
    voice, place = dossier.statements[mine].voice, _place(dossier, mine)
    return min(theirs, key=lambda key: (dossier.statements[key].voice != voice, abs(place - _place(dossier, key)), key))


def _place(dossier: Dossier, key: StatementKey) -> float:
    """Return how far into its report's text a statement stands."""
    spans = dossier.statements[key].spans
    return spans[0].start / max(1, len(dossier.text(key.report)))
