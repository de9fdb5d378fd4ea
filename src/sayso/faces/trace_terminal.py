"""A trace for a terminal: the answer in the first lines, then who has it from whom and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console
from rich.padding import Padding
from rich.text import Text
from rich.tree import Tree

from sayso.faces.answer import Answer, answers, many, report_names
from sayso.faces.chain_picture import Node, forest, rows_of, shown_time
from sayso.faces.inert import for_terminal, in_marks
from sayso.faces.on_the_way import bonds, decided_and_why, decisions_told, outcomes, shortened, steps
from sayso.faces.terminal import COLOURS, NOBODY
from sayso.model.claim import Where
from sayso.model.reading import Reading
from sayso.model.span import shown
from sayso.model.trace import Trace

# What a person reads before turning to the page or the JSON.
_MOST_CLAIMS = 5
_MOST_BELOW = 20
_MOST_CHANGES = 12
_MOST_LEVELS = 12
_MOST_LINES = 48
_EXCERPT = 70
_LONGEST = 400
_WIDEST = 100


def show_trace(console: Console, trace: Trace, readings: Sequence[Reading], *, claims: int = _MOST_CLAIMS) -> None:
    """Print a trace: the most carried claim's answer first.

    Args:
        console: Where to; nothing but text reaches it where colour is off.
        trace: What was found over the reports.
        readings: The reports' readings, for the words of what changed.
        claims: How many claims to show in full; the others get their answer in a line.
    """
    view = _View(trace, readings)
    colour = console.color_system is not None and not console.no_color
    width = min(console.width, _WIDEST) if console.width < 1000 else console.width
    for line in view.lines(claims):
        if colour:
            console.print(line, width=width)
            continue
        with console.capture() as captured:
            console.print(line, width=width)
        # Rich fills lines with spaces, which nobody wants in a file.
        for plain in captured.get().removesuffix("\n").split("\n"):
            console.file.write(plain.rstrip() + "\n")


class _View:
    """A trace with what its lines share."""

    def __init__(self, trace: Trace, readings: Sequence[Reading]) -> None:
        self.trace = trace
        self.readings = {reading.report.id: reading for reading in readings}
        self.names = report_names(trace, readings)
        self.answers = answers(trace, readings)
        self.read = sum(head.refused is None for head in trace.reports)
        self.given = sum(reading.report.refused is None for reading in readings)

    def lines(self, most: int) -> Iterator[Text | Padding]:
        if self.trace.struck:
            yield self._struck()
            yield Text()
        shared = [a for a in self.answers if len({o.report for o in a.claim.statements}) > 1]
        full = (shared or list(self.answers))[:most]
        for answer in full:
            yield from self._claim(answer)
            yield Text()
        ids = {a.claim.id for a in full}
        rest = [a for a in self.answers if a.claim.id not in ids]
        yield from self._rest(rest)
        yield from self._decisions()
        yield self._foot()

    def _claim(self, answer: Answer) -> Iterator[Text | Padding]:
        title = Text(in_marks(_line(answer.claim.text)), style="bold")
        if answer.claim.id in self.trace.without_support:
            title.append("  no support left", style="bold red")
        yield title
        yield Text(for_terminal(answer.sentence))
        yield from self._trees(answer)
        changes = list(self._changes(answer))
        if changes:
            yield Text("What happened on the way", style="bold")
            yield from changes
        ties = list(self._ties(answer))
        if ties:
            yield Text("Why origins are counted as one, or may be", style="bold")
            yield from ties

    def _trees(self, answer: Answer) -> Iterator[Padding]:
        roots = forest(self.trace, answer)
        rows = [node for _, node in rows_of(roots)]
        left = max(0, len(rows) - _MOST_LINES)
        shown_ = {node.key for node in rows[:_MOST_LINES]}
        for root in roots:
            if root.key not in shown_:
                continue
            tree = Tree(self._label(root), guide_style="dim")
            waiting = [(root, tree, 1)]
            while waiting:
                node, branch, level = waiting.pop()
                for below in node.below:
                    if below.key in shown_:
                        grown = branch.add(self._label(below))
                        # Deeper than this, the lines would leave no room for words.
                        waiting.append((below, grown if level < _MOST_LEVELS else branch, level + 1))
            yield Padding(tree, (0, 0, 0, 2))
        if left:
            yield Padding(Text(f"and {many(left, 'more line')}: --html FILE draws them.", style="dim"), (0, 0, 0, 2))

    def _label(self, node: Node) -> Text:
        shade = COLOURS[node.hue % len(COLOURS)] if node.hue >= 0 else NOBODY
        if node.kind in ("group", "origin"):
            return Text.assemble((_line(node.label), f"bold {shade}"), (f"  {node.note}" if node.note else "", "dim"))
        facts = [shown_time(node.published)] if node.kind in ("report", "against") else []
        facts += [for_terminal(node.note)] if node.note else []
        own = node.occurrence is not None and node.occurrence.voice != "attributed" and node.kind == "report"
        return Text.assemble(
            (_line(node.label), f"{shade} italic" if own else shade), ("  " + " · ".join(facts), "dim")
        )

    def _changes(self, answer: Answer) -> Iterator[Text | Padding]:
        found = steps(self.trace, answer, self.readings)
        for step in found[:_MOST_CHANGES]:
            yield Padding(Text.assemble((f"{step.what}: ", "bold dim"), _line(step.says, _LONGEST)), (0, 0, 0, 2))
            both = Text.assemble(self._place(step.before), ("  →  ", "dim"), self._place(step.after))
            if step.again:
                alike = [_line(self.names.get(w.report, w.report)) for w in step.again]
                both.append(f"  so too {shortened(list(dict.fromkeys(alike)), 3)}", style="dim")
            yield Padding(both, (0, 0, 0, 4))
        if len(found) > _MOST_CHANGES:
            yield Padding(Text(f"and {len(found) - _MOST_CHANGES:,} more", style="dim"), (0, 0, 0, 2))

    def _place(self, where: Where) -> Text:
        name = _line(self.names.get(where.report, where.report))
        reading = self.readings.get(where.report)
        words = _line(shown(reading.text, where.spans), _EXCERPT) if reading is not None and where.spans else ""
        return Text.assemble((name, "dim"), f" {in_marks(words)}" if words else "")

    def _ties(self, answer: Answer) -> Iterator[Padding]:
        found = bonds(answer)
        for bond in found[:_MOST_CHANGES]:
            says = f"{_line(bond.a)} and {_line(bond.b)}: {_line(bond.tie.says, _LONGEST)}"
            alike = f", and {many(len(bond.ids) - 1, 'tie')} like it" if len(bond.ids) > 1 else ""
            tail = (f"  {bond.tie.id}{alike}", "dim")
            yield Padding(Text.assemble((f"{bond.kind}: ", "bold dim"), says, tail), (0, 0, 0, 2))
        left = len(found) - _MOST_CHANGES
        if left > 0:
            yield Padding(Text(f"and {left:,} more", style="dim"), (0, 0, 0, 2))

    def _rest(self, rest: Sequence[Answer]) -> Iterator[Text]:
        several = [a for a in rest if len(a.carried) > 1]
        for a in several[:_MOST_BELOW]:
            yield Text.assemble((f"{in_marks(_line(a.claim.text, 90))} ", "bold"), for_terminal(a.sentence))
        left = len(rest) - len(several[:_MOST_BELOW])
        if left:
            yield Text(f"{many(left, 'more claim')}: --html FILE and --format json have them all.", style="dim")

    def _struck(self) -> Text:
        names = {source.id: source.name for source in self.trace.sources}
        gone = frozenset(self.trace.without_support)
        struck = ", ".join(_line(names.get(id_, id_)) for id_ in self.trace.struck)
        lost = [in_marks(_line(a.claim.text)) for a in self.answers if a.claim.id in gone]
        line = Text.assemble(("Struck: ", "bold red"), f"{struck}. ")
        if not lost:
            line.append("Every claim keeps some support without it.")
        else:
            rests = "rests" if len(lost) == 1 else "rest"
            line.append(f"Without it, {len(lost):,} of {many(len(self.trace.claims), 'claim')} {rests} on nothing: ")
            line.append("; ".join(lost[:5]) + (f"; and {len(lost) - 5:,} more." if len(lost) > 5 else "."))
        return line

    def _decisions(self) -> Iterator[Text | Padding]:
        if not self.trace.decisions:
            return
        orphans = [outcome for outcome in outcomes(self.trace) if outcome.state == "orphan"]
        lost = [_line(decided_and_why(outcome), _LONGEST) for outcome in orphans[:_MOST_CHANGES]]
        told = decisions_told(self.trace)
        if len(orphans) == 1:
            yield Text(f"{told}: {lost[0]}")
            return
        yield Text(told + (":" if lost else "."))
        yield from (Padding(Text(line), (0, 0, 0, 2)) for line in lost)
        left = len(orphans) - len(lost)
        if left:
            yield Padding(Text(f"and {left:,} more", style="dim"), (0, 0, 0, 2))

    def _foot(self) -> Text:
        refused = len(self.trace.reports) - self.read
        told = f"{many(self.read, 'report')} read"
        if self.given > self.read > 0:
            told += f" ({self.given - self.read:,} more {_are(self.given - self.read)} the same again)"
        told += f", {refused:,} refused" if refused else ""
        if not self.read:
            return Text(f"Nothing to trace: {told}.")
        alone = " One report alone has nothing beside it to be held against." if self.read == 1 else ""
        claims = many(len(self.trace.claims), "claim")
        return Text(f"{told}; {claims}. Counted within the reports given.{alone}", style="dim")


def _are(count: int) -> str:
    return "was" if count == 1 else "were"


def _line(words: str, longest: int = 160) -> str:
    line = for_terminal(" ".join(words.split()))
    if len(line) <= longest:
        return line
    # a quotation that is cut is closed again, lest its one mark be taken for a part of ours
    return (
        line[: longest - 2].rstrip() + "…”"
        if line[:1] == "“" and line[-1:] == "”"
        else line[: longest - 1].rstrip() + "…"
    )
