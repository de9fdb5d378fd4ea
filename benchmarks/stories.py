"""How much of the dossiers' truth Sayso finds: a table of facts that agree, claim by claim.

The dossiers are invented and their truths are worked out by hand (``examples/harbour``,
``tests/stories``). Each fact is one carrying report, one stance, one chain, one origin, one count,
one loss, one drift; what was found and is not true counts as a fact that does not agree.

Run it with ``python -m benchmarks.stories``; ``--all`` prints each fact that does not agree.
"""

from __future__ import annotations

import sys
from collections import Counter

import sayso
from sayso.pipeline import trace
from tests.stories.comparison import ASPECTS, WHOLE, Comparison
from tests.stories.dossiers import dossiers


def table(compared: list[Comparison]) -> list[tuple[str, ...]]:
    """Return a row for each claim: for each aspect how many facts agree, of how many."""
    columns = (*ASPECTS, *WHOLE)
    rows: list[tuple[str, ...]] = [("dossier", "claim", *columns)]
    whole: dict[str, Counter[bool]] = {aspect: Counter() for aspect in columns}
    for one in compared:
        for claim in (*one.dossier.claims, ""):
            cells = []
            for aspect in columns:
                facts = one.of(claim, aspect)
                agree = sum(fact.agrees for fact in facts)
                whole[aspect].update(fact.agrees for fact in facts)
                cells.append(f"{agree}/{len(facts)}" if facts else "")
            if any(cells):
                rows.append((one.dossier.name, claim or "(whole)", *cells))
    rows.append(("all", "", *(f"{count[True]}/{count.total()}" for count in whole.values())))
    return rows


def main() -> None:
    """Print the table, and with ``--all`` what does not agree."""
    compared = []
    for dossier in dossiers():
        readings = list(sayso.read_all([str(dossier.path)]))
        compared.append(Comparison(dossier, readings, trace(readings)))
    rows = table(compared)
    widths = [max(len(row[at]) for row in rows) for at in range(len(rows[0]))]
    for row in rows:
        sys.stdout.write("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() + "\n")
    facts = [fact for one in compared for fact in one.facts]
    agree = sum(fact.agrees for fact in facts)
    sys.stdout.write(f"{agree} of {len(facts)} facts agree\n")
    if "--all" in sys.argv[1:]:
        sys.stdout.writelines(f"{fact}\n" for fact in facts if not fact.agrees)


if __name__ == "__main__":
    main()
