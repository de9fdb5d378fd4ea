"""Measure `identify` alone: on marked attributions, so that no error of finding them is mixed in.

usage: identify_gold.py polnear|world|gap|seed|speed [--shared FOLDER]
                        [--parser MODULE:FUNCTION] [--cache FOLDER] [--misses]

polnear, world  turn the marked reports into readings whose attributions are the marked ones (nested ones
                too), let `identify` fill in the sources, and hand the result to tools/score_who.py. Twice:
                outermost attributions only, and with nested ones counted as attributions of their own.
gap             each pronoun resolved among all names found in the snippet; F1 as the corpus's own scorer
                counts it, over all and by the pronoun's gender; then again between the two given names.
seed            the seed report's own expected attributions: who, party, nobody.
speed           words per CPU-second of `identify` alone on polnear-dev, and on a text of 20,000 words.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import importlib
import importlib.util
import json
import pickle
import re
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.model.attribution import Attribution
from sayso.model.identity import report_id
from sayso.model.parse import Parse
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span, spans_of
from sayso.stages.identify import antecedent, identify

ROOT = Path(__file__).resolve().parent.parent


def lines(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a gzipped file of JSON lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            yield json.loads(line)


def shipped() -> Callable[[str], Parse]:
    """Return the parser that ships, on the lines of a text."""
    from sayso.parsers.reader import Reader

    reader = Reader()

    def parse(text: str) -> Parse:
        lines_of = [Span(m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
        return replace(reader.read(text, lines_of), signals=None)

    return parse


class Parses:
    """Parses by text, kept in a folder because the development parser is slow."""

    def __init__(self, parser: str, folder: Path) -> None:
        module, _, function = parser.partition(":")
        self.make: Callable[[str], Parse] | None = None
        self.source = (module, function)
        self.folder = folder / hashlib.sha256(parser.encode()).hexdigest()[:8]
        self.folder.mkdir(parents=True, exist_ok=True)

    def __call__(self, text: str) -> Parse:
        """Return the parse of a text."""
        kept = self.folder / (hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:24] + ".pickle")
        if kept.exists():
            return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]
        if self.make is None:
            self.make = (
                getattr(importlib.import_module(self.source[0]), self.source[1]) if self.source[1] else shipped()
            )
        parse = self.make(text)
        kept.write_bytes(pickle.dumps(parse))
        return parse


def gold_reading(gold: dict[str, Any], nested: bool) -> Reading:
    """Return a reading whose attributions are the marked ones."""
    marked = list(gold["attributions"])
    if "nested" in gold:
        marked += [dict(a, id=f"n{i}") for i, a in enumerate(gold["nested"])] if nested else []
    elif not nested:
        marked = [a for a in marked if not a.get("within")]
    found = tuple(
        Attribution(
            id=a["id"],
            source=spans_of(a["source"] or []),
            cue=spans_of(a["cue"] or []),
            content=spans_of(a["content"]),
            within=a.get("within"),
            confidence=1.0,
        )
        for a in marked
    )
    text = gold["text"]
    report = Report(
        id=report_id(text, None, None, None),
        external_id=gold["id"],
        path=gold["id"] + ".txt",
        text=text,
        outlet=gold.get("publisher"),
        published=gold.get("published"),
    )
    return Reading(report, found)


def as_json(reading: Reading) -> dict[str, Any]:
    """Return as much of a reading's JSON as the referee looks at."""
    return {
        "report": {"id": reading.report.external_id, "text": reading.text, "path": None},
        "attributions": [
            {
                "id": a.id,
                "source": a.source,
                "cue": a.cue,
                "content": a.content,
                "within": a.within,
                "source_id": a.source_id,
                "source_status": a.source_status,
                "manner": a.manner,
                "basis": a.basis,
            }
            for a in reading.attributions
        ],
        "sources": [
            {"id": s.id, "name": s.name, "kind": s.kind, "party": s.party, "role": s.role} for s in reading.sources
        ],
    }


def referee(shared: Path) -> Any:
    """Return the referee's module."""
    spec = importlib.util.spec_from_file_location("score_who", shared / "tools" / "score_who.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def marked(name: str, shared: Path, parses: Parses, misses: bool) -> None:
    """Score one of the two marked sets."""
    judge = referee(shared)
    file = {"polnear": "polnear-dev-who.jsonl.gz", "world": "worldnews-dev.jsonl.gz"}[name]
    golds = list(lines(shared / "data" / file))
    for nested in (False, True):
        truth, made = [], []
        for gold in golds:
            inner = gold.get("nested", [])
            flat = [a for a in gold["attributions"] if nested or not a.get("within")] + (list(inner) if nested else [])
            truth.append(dict(gold, attributions=[dict(a, id=str(i)) for i, a in enumerate(flat)], nested=[]))
            reading = identify(gold_reading(gold, nested), parses(gold["text"]))
            made.append(as_json(reading))
            if misses and nested:
                show_misses(judge, gold, flat, reading)
        result = judge.score(truth, made)
        print(
            f"{name}, {'nested ones too' if nested else 'outermost'}: "
            + "  ".join(
                f"{k} {result[k]:.1f}" for k in ("found", "who_right", "who_wrong", "who_withheld", "kind", "party")
            )
        )


def show_misses(judge: Any, gold: dict[str, Any], flat: list[dict[str, Any]], reading: Reading) -> None:
    """Print where a reading differs from what was marked."""
    sources = {s.id: s for s in reading.sources}
    rivals = {a["who"] for a in flat if a["who"]}
    print("=====", gold["id"])
    for mark, a in zip(flat, reading.attributions, strict=True):
        s = sources.get(a.source_id or "")
        name = s.name if s else None
        if mark["kind"] == "none":
            who = "ok" if not name else "WRONG"
        elif not name:
            who = "withheld"
        else:
            who = (
                "ok"
                if judge.same_name(name, mark["who"], rivals, mark["kind"] in ("unnamed", "group", "document"))
                else "WRONG"
            )
        party, kind = (s.party if s else None), (s.kind if s else "none")
        right = (not party and not mark["party"]) or bool(
            party and mark["party"] and judge.same_name(party, mark["party"], set())
        )
        if who != "ok" or not right or kind != mark["kind"]:
            shown = " … ".join(gold["text"][x:y] for x, y in a.source) or "-"
            print(
                f"  {who:8} {'' if kind == mark['kind'] else 'KIND '}{'' if right else 'PARTY '}[{shown}] "
                f"gold {mark['who']!r} {mark['kind']} {mark['party']!r} | mine {name!r} {kind} {party!r} "
                f"{a.source_status} | {a.evidence[-1].says if a.evidence else ''}"
            )


def gap(shared: Path, parses: Parses, limit: int | None) -> None:
    """Score pronouns as the corpus's own scorer does."""
    for given in (False, True):
        counts = {g: [0, 0, 0] for g in "FM"}
        for n, record in enumerate(lines(shared / "data" / "gap.jsonl.gz")):
            if limit and n >= limit:
                break
            text, (start, end) = record["text"], record["pronoun"]
            two = {k: Span(record[k]["offset"], record[k]["offset"] + len(record[k]["name"])) for k in "ab"}
            found = antecedent(text, parses(text), Span(start, end), tuple(two.values()) if given else ())
            gender = "F" if text[start:end].lower() in ("she", "her", "hers") else "M"
            for k, span in two.items():
                mine = found is not None and any(m.overlaps(span) for m in found.mentions)
                truth = record[k]["is"]
                counts[gender][0] += mine and truth
                counts[gender][1] += mine
                counts[gender][2] += truth
        f1 = {}
        for label, groups in (("overall", "FM"), ("feminine", "F"), ("masculine", "M")):
            tp, p, g = (sum(counts[x][i] for x in groups) for i in range(3))
            f1[label] = 200 * tp / (p + g) if p + g else 0.0
            print(
                f"gap, {'between the two given names' if given else 'among all names found'}, {label}: "
                f"P {100 * tp / max(1, p):.1f}  R {100 * tp / max(1, g):.1f}  F1 {f1[label]:.1f}"
            )
        print(f"  feminine/masculine {f1['feminine'] / max(1e-9, f1['masculine']):.3f}")


def seed(shared: Path, parses: Parses) -> None:
    """Score the seed report's own expected attributions."""
    expected = json.loads((shared / "seed" / "expected.json").read_text(encoding="utf-8"))
    text = (shared / "seed" / "report.txt").read_bytes().decode("utf-8")
    reading = identify(
        gold_reading({"id": "seed", "text": text, "attributions": expected["attributions"]}, True), parses(text)
    )
    sources = {s.id: s for s in reading.sources}
    rows = {"who": [0, 0], "party": [0, 0], "nobody": [0, 0]}
    small = {"the", "of", "and", "a"}
    for want, a in zip(expected["attributions"], reading.attributions, strict=True):
        s = sources.get(a.source_id or "")
        mine, gold = (
            set((x or "").lower().replace("(", "").replace(")", "").split()) - small
            for x in (s and s.name, want["resolves_to"])
        )
        checks = {}
        if want["resolves_to"]:
            checks["who"] = bool(mine) and (mine <= gold or gold <= mine)
        if want["kind"] == "none":
            checks["nobody"] = not s
        if want["party"]:
            checks["party"] = bool(s) and s is not None and s.party == want["party"]
        for k, ok in checks.items():
            rows[k][0] += ok
            rows[k][1] += 1
        print(
            f"  {want['id']:4} {checks} {want['resolves_to']} / {want['party']} <- "
            f"{s and (s.name, s.kind, s.role, s.party)}"
        )
        for e in a.evidence[-1:]:
            print("       ", e.says)
    print("seed: " + "  ".join(f"{k} {a}/{b}" for k, (a, b) in rows.items()))


def speed(shared: Path, parses: Parses) -> None:
    """Measure the stage alone on one core."""
    readings = []
    for n, gold in enumerate(lines(shared / "data" / "polnear-dev.jsonl.gz")):
        if n < 30:
            readings.append((gold_reading(dict(gold, nested=[]), True), parses(gold["text"])))
    identify(*readings[0])
    start = time.process_time()
    for pair in readings:
        identify(*pair)
    spent = time.process_time() - start
    words = sum(len(p.words) for _, p in readings)
    print(f"speed: {words / spent:.0f} words per CPU-second over {len(readings)} reports")
    text, columns, found = "", ([], [], [], []), []
    for reading, parse in readings * 2:
        shift = len(text)

        def moved(span: Span, by: int = shift) -> Span:
            return Span(span.start + by, span.end + by)

        text += reading.text + "\n\n"
        columns[0].extend(map(moved, parse.words))
        columns[1].extend(parse.pos)
        columns[2].extend(map(moved, parse.sentences))
        columns[3].extend(replace(e, span=moved(e.span)) for e in parse.entities)
        found += [
            replace(
                a,
                id=f"{shift}{a.id}",
                source=tuple(map(moved, a.source)),
                cue=tuple(map(moved, a.cue)),
                content=tuple(map(moved, a.content)),
            )
            for a in reading.attributions
        ]
    long = Parse(*(tuple(c) for c in columns))
    start = time.process_time()
    identify(Reading(Report(id="r", text=text), tuple(found)), long)
    spent = time.process_time() - start
    print(f"speed: {len(long.words) / spent:.0f} words per CPU-second on one text of {len(long.words)} words")


def main() -> None:
    """Run the measure that is asked for."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("what", choices=["polnear", "world", "gap", "seed", "speed"], nargs="+")
    options.add_argument("--shared", type=Path, default=ROOT.parent / "shared")
    options.add_argument("--parser", default="shipped")
    options.add_argument("--cache", type=Path, default=ROOT / ".work" / "parses")
    options.add_argument("--limit", type=int)
    options.add_argument("--misses", action="store_true")
    given = options.parse_args()
    parses = Parses(given.parser, given.cache)
    for what in given.what:
        if what in ("polnear", "world"):
            marked(what, given.shared, parses, given.misses)
        elif what == "gap":
            gap(given.shared, parses, given.limit)
        elif what == "seed":
            seed(given.shared, parses)
        else:
            speed(given.shared, parses)


if __name__ == "__main__":
    main()
