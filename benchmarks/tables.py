"""Write results as tables: in Markdown for the README, and the same on the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from benchmarks.attribution import TWO_PEOPLE

FIGURES = ("source", "cue", "content", "found", "attributed", "exact")


def markdown(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table, its columns padded so that it reads well as plain text too."""
    cells = [list(head), *[list(row) for row in rows]]
    widths = [max(3, *(len(row[i]) for row in cells)) for i in range(len(head))]

    def line(row: Sequence[str]) -> str:
        first, *others = (
            cell.ljust(width) if i == 0 else cell.rjust(width)
            for i, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        return "| " + " | ".join([first, *others]) + " |"

    rule = (
        "|" + "|".join("-" * (width + 2) if i == 0 else "-" * (width + 1) + ":" for i, width in enumerate(widths)) + "|"
    )
    return "\n".join([line(cells[0]), rule, *map(line, cells[1:])])


def _f1(scores: Mapping[str, Any]) -> list[str]:
    return [f"{scores[figure]['f1']:.1f}" for figure in FIGURES]


def attribution(results: Mapping[str, Any]) -> str:
    """Return the table of attributions found, all corpora and peers."""
    rows = []
    for corpus, measured in results["attribution"].items():
        for name, scores in measured.items():
            if name in ("confidence", "floors"):
                continue
            nests = "outermost" in scores
            rows.append([f"{corpus}{', nesting included' if nests else ''}: {name}", *_f1(scores)])
            if nests:
                rows.append([f"{corpus}, outermost only: {name}", *_f1(scores["outermost"])])
        if corpus == "polnear-dev":
            rows.append([f"{corpus}: two people (quoted)", *(f"{TWO_PEOPLE[figure]:.1f}" for figure in FIGURES)])
    return markdown(("F1, %", *FIGURES), rows)


def confidence(results: Mapping[str, Any], corpus: str = "polnear-dev") -> str:
    """Return the table of precision by confidence."""
    rows = [
        [
            f"{band['from']:.1f} to {band['to']:.1f}",
            f"{band['n']:.0f}",
            f"{100 * band['mean']:.0f}",
            f"{band['found']:.0f}",
            f"{band['attributed']:.0f}",
        ]
        for band in results["attribution"][corpus]["confidence"]
    ]
    return markdown(("confidence", "attributions", "mean, %", "content right, %", "and source right, %"), rows)


def floors(results: Mapping[str, Any], corpus: str = "polnear-dev") -> str:
    """Return the table of what a floor under the confidence brings and costs."""
    rows = [
        [
            f"{row['floor']:.1f}",
            f"{row['withheld']:.1f}",
            f"{row['right_of_named']:.1f}",
            f"{row['right_lost']:.1f}",
        ]
        for row in results["attribution"][corpus]["floors"]
    ]
    return markdown(("floor", "sources withheld, %", "of the named, right, %", "right ones withheld too, %"), rows)


def speed(results: Mapping[str, Any]) -> str:
    """Return the table of speed and memory."""
    measured = results["speed"]
    rows = [
        [name, *(f"{measured[name][way]:,.0f}" for way in ("single", "batch"))]
        for name in ("sayso", "spaCy small")
        if name in measured
    ]
    if "share_single" in measured:
        rows.append(["sayso ÷ spaCy", *(f"{measured[f'share_{way}']:.2f}" for way in ("single", "batch"))])
    table = markdown(("words per CPU-second, one core", "one by one", "all at once"), rows)
    peak = (
        f"Peak memory of a process that reads all {measured['words']:,} words: {measured['memory']['peak_mb']:.0f} MB."
    )
    return f"{table}\n\n{peak}"


def who(results: Mapping[str, Any]) -> str:
    """Return the table of sources, parties and manners."""
    keys = ("right_of_all", "right", "wrong", "withheld", "kind", "party", "manner")
    rows = [
        [
            corpus,
            *(f"{scores[key]:.1f}" for key in keys),
            f"{scores['within']['f1']:.1f}",
            f"{scores['basis']['f1']:.1f}",
        ]
        for corpus, scores in results["who"].items()
    ]
    head = (
        "%",
        "who, of all",
        "of found: right",
        "wrong",
        "withheld",
        "kind",
        "party",
        "manner",
        "within F1",
        "basis F1",
    )
    return markdown(head, rows)


def gap(results: Mapping[str, Any]) -> str:
    """Return the table of pronouns."""
    rows = [
        [
            f"sayso, {way}",
            *(f"{scores[key]['f1']:.1f}" for key in ("overall", "feminine", "masculine")),
            f"{scores['bias']:.2f}",
        ]
        for way, scores in results["gap"].items()
    ]
    return markdown(("F1, %", "overall", "feminine", "masculine", "ratio"), rows)


def times(results: Mapping[str, Any]) -> str:
    """Return the table of dates."""
    rows = [
        [f"{name}, {half}", *(f"{scores[key]['f1']:.1f}" for key in ("strict", "overlap"))]
        for name, halves in results["times"].items()
        for half, scores in halves.items()
    ]
    return markdown(("F1, %", "span and value", "overlap and value"), rows)


def pages(results: Mapping[str, Any]) -> str:
    """Return the table of article text taken from pages."""
    rows = [
        [
            name,
            *(f"{scores[key]:.1f}" for key in ("precision", "recall", "f1")),
            f"{scores['pages_per_cpu_second']:.0f}",
        ]
        for name, scores in results["pages"].items()
    ]
    return markdown(("4-grams of the article, %", "precision", "recall", "F1", "pages/CPU-s"), rows)


def claims(results: Mapping[str, Any]) -> str:
    """Return the table of pairs of sentences judged: one claim or not."""
    measured = results["claims"]["pairs"]
    rows = []
    for name, scores in measured.items():
        if not isinstance(scores, Mapping):
            continue
        joined = scores.get("joined", {})
        cells = [scores["average_precision"], scores["recall_at_92"], scores.get("precision"), scores.get("recall")]
        rows.append([name, *_percent([*cells, joined.get("precision"), joined.get("recall")])])
    head = (
        f"{measured['pairs']} pairs, %",
        "average precision",
        "recall at precision 92",
        "own setting: precision",
        "recall",
        "in one claim: precision",
        "recall",
    )
    return markdown(head, rows)


def claims_across(results: Mapping[str, Any]) -> str:
    """Return the table of claims matched over all stories in one run."""
    measured = results["claims"]["stories"]
    rows = [
        [
            name,
            f"{scores['matches']:,}",
            f"{scores['across']:.1f}",
            f"{scores['within']} of {measured['stories']}",
            f"{scores['joined_across']:.1f}",
        ]
        for name, scores in measured.items()
        if isinstance(scores, Mapping)
    ]
    head = (
        f"{measured['reports']} reports",
        "matches between reports",
        "across stories, %",
        "stories with one within",
        "of reports in one claim, across, %",
    )
    return markdown(head, rows)


def paraphrases(results: Mapping[str, Any]) -> str:
    """Return the table of MSRP's pairs."""
    measured = results["claims"]["msrp"]
    rows = [
        [
            name,
            *_percent(
                [scores["average_precision"], scores["recall_at_92"], scores.get("precision"), scores.get("recall")]
            ),
        ]
        for name, scores in measured.items()
        if isinstance(scores, Mapping)
    ]
    rows.append(["every pair taken", *_percent([measured["share"], None, measured["share"], 100.0])])
    head = (
        f"{measured['pairs']:,} pairs, %",
        "average precision",
        "recall at precision 92",
        "own setting: precision",
        "recall",
    )
    return markdown(head, rows)


def fooled(results: Mapping[str, Any]) -> str:
    """Return the table of what still fools the matching of claims."""
    rows = [
        [row["kind"], f"{row['wrong']}", f"{row['right']}", f"{100 * row['wrong'] / (row['wrong'] + row['right']):.0f}"]
        for row in results["claims"]["fooled"]["kinds"]
    ]
    return markdown(("how the two sentences differ", "taken wrongly", "taken rightly", "wrong, %"), rows)


def embedding(results: Mapping[str, Any]) -> str:
    """Return how fast statements are embedded."""
    measured = results["claims"]["embedding"]
    return (
        f"Embedding: {measured['per_cpu_second']:.0f} statements of {measured['characters']:.0f} characters on average "
        "per CPU-second, on one core."
    )


def passages(results: Mapping[str, Any]) -> str:
    """Return the table of passages found in made texts."""
    measured = results["passages"]["spans"]
    rows = [
        [name, f"{scores['passages']:,}", *_percent([scores["precision"], scores["recall"]])]
        for name, scores in measured.items()
        if isinstance(scores, Mapping)
    ]
    table = markdown(("passages of 20 words and up, % of words", "made", "precision", "recall"), rows)
    natural = results["passages"]["natural"]
    kinds = ", ".join(f"{count:,} {kind}" for kind, count in sorted(natural["kinds of passages"].items()))
    return (
        f"{table}\n\nThe corpus as it is: of {natural['pairs that share 8 words in a row']:,} pairs of its "
        f"{natural['reports']:,} reports that share eight words in a row, {natural['of them found']:,} are found; "
        f"{natural['found beside them']:,} are found beside them. Kinds of passages: {kinds}."
    )


def _percent(values: Iterable[float | None]) -> list[str]:
    return ["" if value is None else f"{value:.1f}" for value in values]


def seed(results: Mapping[str, Any]) -> str:
    """Return the table of the first report."""
    rows = [[name, f"{right} of {expected}"] for name, (right, expected) in results["seed"].items()]
    return markdown(("the first report", "right"), rows)


def cost(results: Mapping[str, Any]) -> str:
    """Return the table of what matching and tracing cost as dossiers grow."""
    parts = ("claims", "sources", "passages", "trace", "seconds")
    rows = [
        [f"{row['reports']:,} reports", *(f"{row[part]:.1f}" for part in parts), f"{row['gigabytes']:.2f}"]
        for row in results["cost"]["sizes"]
    ]
    growth = results["cost"]["growth"]
    if growth:
        rows.append([f"power of growth (n log n: {growth['n log n']:.2f})", *(f"{growth[p]:.2f}" for p in parts), ""])
    return markdown(("seconds", *parts[:-1], "in all", "GB"), rows)


def library(results: Mapping[str, Any]) -> str:
    """Return the table of what a library costs as it grows."""
    timed = ("search, ms", "claim page, read, ms", "list of 20 claims, read, ms", "claim, first traced, ms")
    rows = [
        [
            f"{row['reports']:,} reports",
            f"{row['milliseconds to put a report']:.1f}",
            f"{row['milliseconds to match a report']:.1f}",
            *(f"{row[name]['p95']:.1f}" for name in timed),
            f"{row['megabytes on disk']:.0f}",
        ]
        for row in results["library"]["sizes"]
    ]
    asked = ("search, p95", "claim page, p95", "list of claims, p95", "first traced, p95")
    return markdown(("milliseconds", "to store", "to match", *asked, "MB on disk"), rows)


TABLES = {
    "attribution": (attribution, confidence, floors),
    "who": (who,),
    "gap": (gap,),
    "times": (times,),
    "pages": (pages,),
    "seed": (seed,),
    "speed": (speed,),
    "passages": (passages,),
    "claims": (claims, claims_across, paraphrases, fooled, embedding),
    "cost": (cost,),
    "library": (library,),
}
