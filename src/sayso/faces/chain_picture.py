"""The picture of who has a claim from whom, over time: an SVG of our own drawing, without scripts."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal, TypeAlias

from markupsafe import Markup, escape

from sayso.faces.answer import Answer, Group, many
from sayso.faces.inert import for_page
from sayso.model.claim import Stance
from sayso.model.trace import Occurrence, ReportHead, Trace

NodeKind: TypeAlias = Literal["group", "origin", "report", "beyond", "against", "more"]
"""``group`` a heading over origins that are one · ``beyond`` an outlet that is cited and not at hand ·
``more`` a line for many reports that have it from the same one and hand it on to nobody."""

COLOURS = 8

_WIDTH = 960
_LEFT = 26
_TOP = 40
_ROW = 26
_GAP = 12
_STEP = 15
_LABELS = 430
# Time begins right of the origins and of what has no date.
_AXIS = _LEFT + 3.6 * _STEP
_LONGEST = 58
_MOST_ROWS = 120
_MOST_ALIKE = 12
_MOST_EXTRA = 8

_STANCES: Mapping[Stance, str] = {
    "asserts": "asserts it",
    "denies": "carries a denial",
    "doubts": "carries a doubt",
    "could not verify": "could not verify",
}


@dataclass(slots=True)
class Node:
    """One row of the picture, with those who have it from this one below it."""

    key: str
    kind: NodeKind
    label: str
    note: str = ""
    report: str | None = None
    published: str | None = None
    occurrence: Occurrence | None = None
    certain: bool = True
    hue: int = 0
    again: bool = False
    below: list[Node] = field(default_factory=list)


def forest(trace: Trace, answer: Answer) -> list[Node]:
    """Return who has the claim from whom: a tree for each group of origins, and one for what is not known."""
    return _Forest(trace, answer).grow()


def rows_of(nodes: Sequence[Node]) -> Iterator[tuple[int, Node]]:
    """Yield every node with its depth, each before those that have it from it."""
    waiting = [(0, node) for node in reversed(nodes)]
    while waiting:
        depth, node = waiting.pop()
        yield depth, node
        waiting += [(depth + 1, below) for below in reversed(node.below)]


def picture(trace: Trace, answer: Answer, *, key: str, anchors: Container[str] | None = None) -> Markup:
    """Return the picture as SVG; ``key`` starts its ids, so that a page may hold several.

    Each report leads to the anchor made of ``key`` and its id, if that is among ``anchors``.

    Time runs to the right, one step for each moment at which something was published; each report
    stands on a row of its own, joined to the one that it has the claim from. The page's style
    sheet colours it.
    """
    return _Drawing(trace, answer, key, anchors).svg()


def _plain(outlet: str) -> str:
    """Return an outlet's name without case or article, which other reports write as they like."""
    return " ".join(outlet.split()).casefold().removeprefix("the ")


class _Forest:
    """Hangs each report under the one that it has the claim from."""

    def __init__(self, trace: Trace, answer: Answer) -> None:
        self.trace = trace
        self.answer = answer
        self.claim = answer.claim
        self.heads: dict[str, ReportHead] = {head.id: head for head in trace.reports}
        self.names = answer.names
        self.origins = {origin.id: origin for origin in self.claim.origins}
        self.groups = {id_: n for n, group in enumerate(answer.groups) for id_ in group.origins}
        self.nodes: dict[str, Node] = {}
        self.outlets: dict[str, list[str]] = {}

    def grow(self) -> list[Node]:
        """Return the roots, the largest group first."""
        chosen = self._chosen()
        roots = []
        for hue, group in enumerate(self.answer.groups):
            roots.append(self._root(group, hue % COLOURS))
        lost = [o for o in chosen.values() if o.origin not in self.nodes]
        if lost:
            self.nodes[""] = Node("", "group", "Origin unknown", hue=-1)
            roots.append(self.nodes[""])
        for report, occurrence in chosen.items():
            self.nodes[report] = self._report(report, occurrence)
        parents = {report: self._above(report, o, chosen) for report, o in chosen.items()}
        self._break_circles(parents, chosen)
        for report in sorted(chosen, key=self._when):
            self.nodes[parents[report]].below.append(self.nodes[report])
        self._told_elsewhere(roots)
        against = self._against()
        for root in roots:
            # An origin that only a headline names is in the list of origins; here it would be a loose end.
            root.below = [n for n in root.below if n.kind != "origin" or n.below] or root.below
            for _, node in list(rows_of([root])):
                node.hue = root.hue
                node.below = self._folded(node)
        return self._few(roots) + ([against] if against else [])

    def _few(self, roots: list[Node]) -> list[Node]:
        """Return the roots, many that only add to what a report says elsewhere folded into one line."""
        extra = [root for root in roots if all(n.again for _, n in rows_of([root]) if n.kind == "report")]
        if len(extra) <= _MOST_EXTRA:
            return roots
        gone = {root.key for root in extra[_MOST_EXTRA - 2 :]}
        line = Node("more", "more", f"and {many(len(gone), 'more origin')}", "in the same reports", hue=-1)
        return [*(root for root in roots if root.key not in gone), line]

    def _chosen(self) -> dict[str, Occurrence]:
        """Return, for each report, the assertion that speaks for it: in the body before the headline.

        Of several in the body it is the one that leads to the origin on which most reports rest, and
        of these the one with the longest way back.
        """
        chosen: dict[str, tuple[tuple[int, int, int], Occurrence]] = {}
        for o in self.claim.statements:
            if o.stance != "asserts":
                continue
            rank = (int(o.voice == "headline"), self.groups.get(o.origin or "", len(self.groups)), -len(o.chain))
            if o.report not in chosen or rank < chosen[o.report][0]:
                chosen[o.report] = (rank, o)
        return {report: o for report, (_, o) in chosen.items()}

    def _told_elsewhere(self, roots: Sequence[Node]) -> None:
        """Put under an origin that has no report of its own those that name it beside another one."""
        for root, group in zip(roots, self.answer.groups, strict=False):
            if any(node.kind == "report" for _, node in rows_of([root])):
                continue
            said: dict[str, Occurrence] = {}
            for o in self.claim.statements:
                if o.origin in group.origins and o.stance == "asserts":
                    said.setdefault(o.report, o)
            for report in sorted(said, key=self._when):
                node = self._report(report, said[report])
                node.key, node.again = f"{report}@{root.key}", True
                node.note = ", ".join(filter(None, ("also, beside another origin", node.note)))
                root.below.append(node)

    def _folded(self, node: Node) -> list[Node]:
        """Return what hangs below, the last of many that hand it on to nobody folded into one line."""
        ends = [n for n in node.below if n.report and not n.below and n.kind == "report"]
        if len(ends) <= _MOST_ALIKE:
            return node.below
        gone = ends[_MOST_ALIKE - 2 :]
        keys = {n.key for n in gone}
        # In order of time: the first and the last say when all were published.
        dates = [shown_time(n.published[:10]) for n in (gone[0], gone[-1]) if n.published]
        line = Node(f"{node.key}/more", "more", f"and {len(gone):,} more", " to ".join(dict.fromkeys(dates)))
        line.hue = node.hue
        return [*(n for n in node.below if n.key not in keys), line]

    def _root(self, group: Group, hue: int) -> Node:
        if len(group.origins) == 1:
            origin = self.origins[group.origins[0]]
            node = Node(origin.id, "origin", group.name, hue=hue)
            self.nodes[origin.id] = node
            return node
        if len(group.whose) == 1:
            # Several origins of one name are one to whoever looks.
            node = Node(group.origins[0], "origin", group.name, hue=hue)
            self.nodes.update(dict.fromkeys(group.origins, node))
            return node
        root = Node(group.origins[0] + "+", "group", group.name.partition(":")[0], hue=hue)
        named: dict[str, Node] = {}
        for id_ in group.origins:
            name = self.answer.called[id_]
            if name not in named:
                named[name] = Node(id_, "origin", name, hue=hue)
                root.below.append(named[name])
            self.nodes[id_] = named[name]
        return root

    def _report(self, report: str, occurrence: Occurrence) -> Node:
        head = self.heads.get(report)
        notes = []
        if occurrence.voice == "own" and self._kind(occurrence) != "own reporting":
            notes.append("in its own voice")
        elif occurrence.voice == "headline":
            notes.append("headline")
        elif report in self.answer.headline_alone:
            notes.append("plain fact in the headline")
        if occurrence.manner == "hedged":
            notes.append("hedged")
        return Node(
            report,
            "report",
            self.names.get(report, report),
            ", ".join(notes),
            report,
            head.published if head else None,
            occurrence,
        )

    def _kind(self, occurrence: Occurrence) -> str:
        origin = self.origins.get(occurrence.origin or "")
        return origin.kind if origin else "unknown"

    def _above(self, report: str, occurrence: Occurrence, chosen: Mapping[str, Occurrence]) -> str:
        """Return the node that a report has the claim from: another report, an outlet, or the origin."""
        end = occurrence.origin if occurrence.origin in self.nodes else ""
        for hop in occurrence.chain:
            if hop.kind not in ("outlet", "agency") or not hop.outlet:
                continue
            there = self._at_hand(hop.outlet, report, chosen)
            if there:
                return there
            if _plain(hop.outlet) == _plain(self.names.get(report) or ""):
                continue
            key = f"{end}/{hop.outlet.casefold()}"
            if key not in self.nodes:
                self.nodes[key] = Node(key, "beyond", hop.outlet, self._whereabouts(hop.outlet), certain=hop.certain)
                self.nodes[end or ""].below.append(self.nodes[key])
            return key
        return end or ""

    def _at_hand(self, outlet: str, report: str, chosen: Mapping[str, Occurrence]) -> str | None:
        """Return the outlet's report that carries the claim: the last one before, else the first at all."""
        there = [r for r in self._by_outlet(chosen).get(_plain(outlet), ()) if r != report]
        before = [r for r in there if self._when(r) <= self._when(report)]
        return before[-1] if before else there[0] if there else None

    def _whereabouts(self, outlet: str) -> str:
        """Say what there is of an outlet that has no report among those that carry the claim."""
        known = any(head.outlet and _plain(head.outlet) == _plain(outlet) for head in self.trace.reports)
        return "at hand, but not found to carry this claim" if known else "not at hand"

    def _by_outlet(self, chosen: Mapping[str, Occurrence]) -> Mapping[str, list[str]]:
        """Return the reports that carry the claim by their outlet, in order of time."""
        if not self.outlets:
            for report in sorted(chosen, key=self._when):
                head = self.heads.get(report)
                if head is not None and head.outlet:
                    self.outlets.setdefault(_plain(head.outlet), []).append(report)
        return self.outlets

    def _break_circles(self, parents: dict[str, str], chosen: Mapping[str, Occurrence]) -> None:
        """Hang the first report of each circle under the origin instead."""
        clear: set[str] = set()
        for report in chosen:
            way: dict[str, None] = {}
            at: str | None = report
            while at is not None and at not in clear and at not in way:
                way[at] = None
                at = parents.get(at)
            if at in way:
                walked = list(way)
                first = min(walked[walked.index(at) :], key=self._when)
                end = chosen[first].origin or ""
                parents[first] = end if end in self.nodes else ""
            clear.update(way)

    def _against(self) -> Node | None:
        """Return those who carry a denial or a doubt, in order of time; each by the fullest statement of it."""
        found: dict[tuple[str, Stance], Occurrence] = {}
        for o in sorted(self.claim.statements, key=lambda o: sum(span.end - span.start for span in o.spans)):
            if o.stance != "asserts":
                found[o.report, o.stance] = o
        if not found:
            return None
        sources = {s.id: s.name for s in self.trace.sources}
        root = Node("against", "group", "Denied, doubted or not verified", hue=-1)
        for (report, stance), o in sorted(found.items(), key=lambda item: self._when(item[0][0])):
            whose = next((sources[h.source] for h in o.chain if h.source in sources), None)
            note = _STANCES[stance] + (f": {whose}" if whose else "")
            head = self.heads.get(report)
            published = head.published if head else None
            root.below.append(
                Node(
                    f"{report}-{stance}", "against", self.names.get(report, report), note, report, published, o, hue=-1
                )
            )
        return root

    def _when(self, report: str) -> tuple[str, str]:
        head = self.heads.get(report)
        return (moment(head.published) if head and head.published else "\uffff", report)


def moment(published: str) -> str:
    """Return a publication time as text that sorts by time: UTC where a zone is given, else as stated."""
    try:
        told = datetime.fromisoformat(published)
    except ValueError:
        return published
    if told.tzinfo is None:
        return published
    return told.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def shown_time(published: str | None) -> str:
    """Return a publication time for a person: as the report states it, without seconds."""
    if not published:
        return "no date"
    date, _, time = published.partition("T")
    clock, zone = time[:5], time[8:].lstrip(".0123456789") if len(time) > 8 else ""
    months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    try:
        year, month, day = (int(part) for part in date.split("-"))
        date = f"{day} {months[month - 1]} {year}"
    except (ValueError, IndexError):
        pass
    zone = {"Z": " UTC", "+00:00": " UTC"}.get(zone, f" {zone}" if zone else "")
    return f"{date}, {clock}{zone}" if clock else date


@dataclass(frozen=True, slots=True)
class _Row:
    node: Node
    above: int | None
    x: float
    y: float


class _Drawing:
    """Places the rows and draws them."""

    def __init__(self, trace: Trace, answer: Answer, key: str, anchors: Container[str] | None) -> None:
        self.trace, self.answer, self.key, self.anchors = trace, answer, key, anchors
        self.heads = {head.id: head for head in trace.reports}
        grown = _Forest(trace, answer)
        roots = grown.grow()
        self.nodes = grown.nodes
        nodes = [node for _, node in rows_of(roots)]
        self.left_out = max(0, len(nodes) - _MOST_ROWS)
        published = [n.published for n in nodes[:_MOST_ROWS] if n.published]
        self.zone = _commonest_zone(published)
        self.axis = _axis(sorted({moment(time) for time in published}), self.zone)
        self.rows = self._rows(roots)
        self.at = {row.node.key: row for row in self.rows}
        self.height = (self.rows[-1].y if self.rows else _TOP) + 26

    def svg(self) -> Markup:
        says = for_page(self.answer.sentence)
        title = f"Who has it from whom: {for_page(self.answer.claim.text)}"
        inside = [*self._days(), *self._edges(), *self._maybe(), *self._circles(), *self._nodes()]
        return Markup(
            f'<svg class="chain" role="group" viewBox="0 0 {_WIDTH} {self.height:g}" '
            f'aria-labelledby="{self.key}-pt" aria-describedby="{self.key}-pd">'
            f'<title id="{self.key}-pt">{escape(title)}</title>'
            f'<desc id="{self.key}-pd">{escape(says)} {escape(self._in_words())}</desc>'
            f"{''.join(inside)}</svg>"
        )

    def _rows(self, roots: Sequence[Node]) -> list[_Row]:
        rows: list[_Row] = []
        y = float(_TOP)
        # The row above and the depth's least place on the right come with each node.
        waiting: list[tuple[Node, int | None, float]] = [(root, None, float(_LEFT)) for root in reversed(roots)]
        while waiting and len(rows) < _MOST_ROWS:
            node, above, least = waiting.pop()
            x = least
            if node.published:
                x = max(least, self.axis[moment(node.published)])
            x = min(x, float(_WIDTH - _LABELS))
            if above is None and rows:
                y += _GAP
            rows.append(_Row(node, above, x, y))
            y += _ROW
            waiting += [(child, len(rows) - 1, x + _STEP) for child in reversed(node.below)]
        return rows

    def _days(self) -> Iterator[str]:
        """Yield a line and a date where each day begins."""
        last, free = "", 0.0
        if any("T" in time for time in self.axis):
            yield f'<text class="when" x="{_LEFT - 6}" y="15">{escape(for_page(_zone_name(self.zone)))}</text>'
        for time, x in self.axis.items():
            day = _at(time, self.zone)[:10]
            if day == last:
                continue
            yield f'<line class="day" x1="{x:g}" x2="{x:g}" y1="22" y2="{self.height - 8:g}"/>'
            if x >= free:
                label = shown_time(day)
                # The first has its year, and each that begins another one.
                label = label.rpartition(" ")[0] if last[:4] == day[:4] and len(day) == 10 else label
                yield f'<text class="when" x="{x:g}" y="15">{escape(for_page(label))}</text>'
                free = x + 6.6 * len(label) + 6
            last = day

    def _edges(self) -> Iterator[str]:
        for row in self.rows:
            if row.above is None:
                continue
            up = self.rows[row.above]
            dashed = " maybe" if not _certain(row.node) else ""
            bend = min(8.0, max(0.0, row.x - up.x))
            yield (
                f'<path class="edge {_hue(row.node)}{dashed}" d="M{up.x:g} {up.y + 6:g}V{row.y - bend:g}'
                f'Q{up.x:g} {row.y:g} {up.x + bend:g} {row.y:g}H{row.x - 6:g}"/>'
            )

    def _maybe(self) -> Iterator[str]:
        """Yield a dashed bow, at the left edge, for each possible tie between what is drawn."""
        drawn: set[tuple[float, float]] = set()
        for tie in self.answer.claim.ties:
            if tie.kind != "possible":
                continue
            ends = sorted(self._end(id_).y for id_ in tie.between if self._end(id_) is not None)  # type: ignore[union-attr]
            if len(ends) < 2 or ends[0] == ends[1] or (ends[0], ends[1]) in drawn:
                continue
            drawn.add((ends[0], ends[1]))
            x = _LEFT - 8
            yield (
                f'<path class="tie maybe" d="M{x} {ends[0]:g}C{x - 20} {ends[0] + 6:g} {x - 20} {ends[1] - 6:g} '
                f'{x} {ends[1]:g}"><title>{escape(for_page(tie.says))}</title></path>'
            )

    def _end(self, origin: str) -> _Row | None:
        node = self.nodes.get(origin) or self.nodes.get("")
        row = self.at.get(node.key) if node else None
        if row is None:
            return None
        return self.rows[row.above] if row.above is not None else row

    def _circles(self) -> Iterator[str]:
        """Yield an arrow back from the last report of a circle to its first."""
        for cycle in self.answer.claim.cycles:
            rows = sorted((self.at[r] for r in cycle if r in self.at), key=lambda row: row.y)
            if len(rows) < 2:
                continue
            a, b = rows[0], rows[-1]
            x = min(a.x, b.x) - 10
            yield (
                f'<path class="circle" d="M{b.x - 7:g} {b.y + 3:g}C{x - 22:g} {b.y + 8:g} {x - 22:g} {a.y - 4:g} '
                f'{a.x - 9:g} {a.y:g}"/><path class="arrow" d="M{a.x - 7:g} {a.y:g}l-7 -4v8z"/>'
            )

    def _nodes(self) -> Iterator[str]:
        for row in self.rows:
            node = row.node
            yield f'<g class="node {node.kind} {_hue(node)}">{_mark(node, row.x, row.y)}'
            room = _WIDTH - row.x - 12
            name = _short(node.label, int(min(_LONGEST, room * 0.62 / 7.6)))
            text = f'<tspan class="name">{escape(for_page(name))}</tspan>'
            extra = [self._when(node.published)] if node.kind in ("report", "against") else []
            extra += [node.note] if node.note else []
            if extra:
                # What the widest letters of the name leave of the row.
                left = int((room - 7.6 * len(name) - 7) / 6.2)
                text += f'<tspan class="more" dx="7">{escape(for_page(_short(" · ".join(extra), left)))}</tspan>'
            label = f'<text x="{row.x + 12:g}" y="{row.y + 4.5:g}">{text}</text>'
            anchor = f"{self.key}-{node.report}"
            if node.report is not None and (self.anchors is None or anchor in self.anchors):
                label = f'<a href="#{escape(for_page(anchor))}">{label}</a>'
            yield f"{label}</g>"
        if self.left_out:
            y = self.height - 6
            yield f'<text class="more" x="{_LEFT}" y="{y:g}">and {self.left_out:,} more, listed below</text>'

    def _when(self, published: str | None) -> str:
        """Return a time by the picture's one clock, without its year where all are of one year: the axis has it."""
        if not published:
            return shown_time(published)
        time = _at(moment(published), self.zone)
        years = {_at(time, self.zone)[:4] for time in self.axis}
        told = shown_time(time[:16])
        return told.replace(f" {time[:4]}", "", 1) if len(years) == 1 else told

    def _in_words(self) -> str:
        """Say the edges one by one, for those who don't see the picture."""
        told = []
        for row in self.rows[:60]:
            if row.above is not None and row.node.kind in ("report", "beyond", "against"):
                told.append(f"{row.node.label} under {self.rows[row.above].node.label}")
        return for_page("In the picture: " + "; ".join(told) + ".") if told else ""


def _commonest_zone(published: Sequence[str]) -> timedelta:
    """Return how far from UTC most of the reports' clocks are, of several equally common the first."""
    told: dict[timedelta, int] = {}
    for time in published:
        try:
            away = datetime.fromisoformat(time).utcoffset()
        except ValueError:
            continue
        if away is not None:
            told[away] = told.get(away, 0) + 1
    return max(told, key=lambda away: told[away], default=timedelta())


def _zone_name(zone: timedelta) -> str:
    minutes = int(zone.total_seconds() // 60)
    sign = "-" if minutes < 0 else "+"
    hours, left = divmod(abs(minutes), 60)
    return f"UTC{sign}{hours}{f':{left:02}' if left else ''}" if minutes else "UTC"


def _at(time: str, zone: timedelta) -> str:
    """Return a moment by one clock; a bare date, or what is no time, as it stands."""
    if not time.endswith("Z"):
        return time
    try:
        told = datetime.fromisoformat(time) + zone
    except (ValueError, OverflowError):
        return time
    return told.strftime("%Y-%m-%dT%H:%M")


def _axis(times: Sequence[str], zone: timedelta) -> dict[str, float]:
    """Return a place for each moment: one step each, and room for a date where a day begins."""
    days = [_at(time, zone)[:10] for time in times]
    begins = [n > 0 and day != days[n - 1] for n, day in enumerate(days)]
    room, wide = _WIDTH - _AXIS - _LABELS, 50.0
    step = min(44.0, (room - wide * sum(begins)) / max(1, len(times) - sum(begins)))
    if step < 6:
        step = wide = min(44.0, room / max(1, len(times)))
    places: dict[str, float] = {}
    x = _AXIS
    for n, time in enumerate(times):
        if n:
            x += max(step, wide) if begins[n] else step
        places[time] = round(x, 1)
    return places


def _certain(node: Node) -> bool:
    if node.kind != "report" or node.occurrence is None:
        return node.certain
    return all(hop.certain for hop in node.occurrence.chain[:1])


def _hue(node: Node) -> str:
    return "cn" if node.hue < 0 else f"c{node.hue}"


def _mark(node: Node, x: float, y: float) -> str:
    """Return the row's mark: shapes differ as well as colours."""
    match node.kind:
        case "group" | "origin":
            # What is unknown, or against it, is no origin: it stands open.
            hollow = " open" if node.hue < 0 else ""
            return f'<path class="mark{hollow}" d="M{x - 6:g} {y:g}l6 -6 6 6 -6 6z"/>'
        case "beyond":
            return f'<rect class="mark open" x="{x - 5:g}" y="{y - 5:g}" width="10" height="10"/>'
        case "against":
            return f'<path class="mark cross" d="M{x - 4.5:g} {y - 4.5:g}l9 9m0 -9l-9 9"/>'
        case "more":
            return "".join(f'<circle class="mark" cx="{x + at}" cy="{y:g}" r="1.6"/>' for at in (-5, 0, 5))
        case "report":
            o = node.occurrence
            plain = " open" if node.again or (o is not None and o.voice != "attributed") else ""
            return f'<circle class="mark{plain}" cx="{x:g}" cy="{y:g}" r="5"/>'


def _short(words: str, longest: int = _LONGEST) -> str:
    line = " ".join(words.split())
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"
