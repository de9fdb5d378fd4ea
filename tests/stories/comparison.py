"""What Sayso finds in a dossier held against its truth: fact by fact, claim by claim."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from pathlib import Path
from typing import Any

from sayso.faces.answer import answers
from sayso.model.claim import Where
from sayso.model.reading import Reading
from sayso.model.span import Span, Spans
from sayso.model.trace import Occurrence, Trace, TracedClaim
from sayso.stages.trace import strike
from tests.stories.dossiers import Dossier

ASPECTS = ("carried", "statements", "chains", "origins", "ties", "range", "counts", "lost", "drift", "cycles")
"""What is compared of each claim."""

WHOLE = ("passages", "quotations", "strike")
"""What is compared of a whole dossier."""


@dataclass(frozen=True)
class Fact:
    """One thing that the truth says, or that was found and the truth does not say."""

    dossier: str
    claim: str
    aspect: str
    what: str
    agrees: bool

    def __str__(self) -> str:
        return f"{'ok ' if self.agrees else 'NOT'} {self.dossier} {self.claim} {self.aspect}: {self.what}"


class Comparison:
    """A dossier, its readings, its trace, and the facts in which trace and truth agree or don't."""

    def __init__(self, dossier: Dossier, readings: Sequence[Reading], trace: Trace) -> None:
        self.dossier = dossier
        self.trace = trace
        self.readings = {_file(reading): reading for reading in readings}
        self.file_of = {reading.report.id: file for file, reading in self.readings.items()}
        self.sources = {source["id"]: source for source in dossier.truth["sources"]}

    @cached_property
    def facts(self) -> tuple[Fact, ...]:
        """All facts, in the truth's order."""
        found = [fact for claim in self.dossier.truth["claims"] for fact in self._claim(claim)]
        return (*found, *self._whole())

    def of(self, claim: str, aspect: str) -> list[Fact]:
        """The facts of one claim's one aspect."""
        return [fact for fact in self.facts if (fact.claim, fact.aspect) == (claim, aspect)]

    # places and statements

    def spans(self, place: Mapping[str, Any]) -> list[Span]:
        """Where a quote stands in its report, headlines first."""
        text = self.readings[place["file"]].text
        return [Span(*found.span()) for found in re.finditer(re.escape(place["quote"]), text)]

    def _headline(self, file: str, span: Span) -> bool:
        reading = self.readings[file]
        heads = [block.span for block in reading.report.blocks if block.kind == "headline"]
        return any(head.overlaps(span) for head in heads)

    def _here(self, place: Mapping[str, Any], report: str, spans: Spans) -> bool:
        """Say whether found spans are those of a place in the truth: half of the shorter is common."""
        if self.file_of.get(report) != place["file"]:
            return False
        return any(_half(spans, (span,)) for span in self.spans(place))

    def _is(self, told: Mapping[str, Any], found: Occurrence) -> bool:
        """Say whether an occurrence is a statement of the truth."""
        if self.file_of.get(found.report) != told["file"]:
            return False
        head = bool(told.get("headline"))
        return any(_half(found.spans, (s,)) for s in self.spans(told) if self._headline(told["file"], s) is head)

    # one claim

    def claim_found(self, told: Mapping[str, Any]) -> TracedClaim | None:
        """The traced claim that holds most of the statements that the truth lists."""

        def held(claim: TracedClaim) -> int:
            return sum(any(self._is(s, o) for o in claim.statements) for s in told["statements"])

        best = max(self.trace.claims, key=held, default=None)
        return best if best is not None and held(best) else None

    def _claim(self, told: Mapping[str, Any]) -> Iterator[Fact]:
        claim = self.claim_found(told)
        name = told["id"]

        def fact(aspect: str, what: str, agrees: bool) -> Fact:
            return Fact(self.dossier.name, name, aspect, what, agrees)

        if claim is None:
            for aspect in ASPECTS:
                yield fact(aspect, "no claim was found", False)
            return
        pairs = [(s, self._voices(told, s, claim)) for s in told["statements"]]
        yield from (fact("carried", *one) for one in self._carried(told, claim))
        yield from (fact("statements", *one) for one in self._statements(told, claim, pairs))
        yield from (fact("chains", *one) for one in self._chains(pairs))
        match = self._origins(told, claim, pairs)
        yield from (fact("origins", what, agrees) for what, agrees, *_ in match)
        origin_of = {found: id_ for _, _, id_, found in match if found}
        yield from (fact("ties", *one) for one in self._ties(told, claim, origin_of))
        made = claim.independent
        got = {"least": made.least, "most": made.most, "unknown": made.unknown}
        yield fact("range", f"told {told['independent']}, found {got}", got == told["independent"])
        yield from (fact("counts", *one) for one in self._counts(told, claim))
        lost = [(loss.before, loss.after) for loss in claim.lost_attribution]
        yield from (fact("lost", *one) for one in self._changes(told["lost_attribution"], lost, told.get("open_lost")))
        for kind in ("amount", "hedge", "date", "wording"):
            drift = [(d.before, d.after) for d in claim.drift if d.what == kind]
            mine = [d for d in told["drift"] if d["what"] == kind]
            may = [d for d in told.get("open_drift", ()) if d["what"] == kind]
            yield from (fact("drift", f"{kind}: {what}", agrees) for what, agrees in self._changes(mine, drift, may))
        cycles = sorted(sorted(self.file_of[r] for r in cycle) for cycle in claim.cycles)
        wanted = sorted(sorted(cycle) for cycle in told["cycles"])
        yield fact("cycles", f"told {wanted}, found {cycles}", cycles == wanted)

    def _voices(self, told: Mapping[str, Any], s: Mapping[str, Any], claim: TracedClaim) -> list[Occurrence]:
        """The occurrences of a statement; where several say it in one breath, those of the one who is meant."""
        found = [o for o in claim.statements if self._is(s, o)]
        if sum((one["file"], one["quote"]) == (s["file"], s["quote"]) for one in told["statements"]) < 2:
            return found
        whose = {hop["source"] for hop in s["chain"] if hop["kind"] == "source"}
        return [o for o in found if whose & {self.source_told(hop.source) for hop in o.chain}]

    def _carried(self, told: Mapping[str, Any], claim: TracedClaim) -> Iterator[tuple[str, bool]]:
        wanted = {s["file"] for s in told["statements"] if s["stance"] == "asserts"}
        got = {self.file_of[o.report] for o in claim.statements if o.stance == "asserts" and not self._open(told, o)}
        for file in sorted(wanted | got):
            yield f"{file} {'carries' if file in wanted else 'does not carry'} it", (file in wanted) is (file in got)

    def _open(self, told: Mapping[str, Any], found: Occurrence) -> bool:
        """Say whether the truth leaves it open that this belongs to the claim."""
        return any(self._here(place, found.report, found.spans) for place in told["open"])

    def _statements(
        self, told: Mapping[str, Any], claim: TracedClaim, pairs: Sequence[tuple[Mapping[str, Any], list[Occurrence]]]
    ) -> Iterator[tuple[str, bool]]:
        for s, found in pairs:
            where = f"{s['file']} “{s['quote'][:50]}”"
            if not found:
                yield f"{where} is missing", False
                continue
            yield f"{where} {s['stance']}: {[o.stance for o in found]}", all(o.stance == s["stance"] for o in found)
            yield f"{where} {s['voice']}: {[o.voice for o in found]}", any(o.voice == s["voice"] for o in found)
            if s["manner"] is not None and s["stance"] == "asserts":
                manners = [o.manner for o in found]
                yield f"{where} {s['manner']}: {manners}", s["manner"] in manners
        for o in claim.statements:
            if not any(o in found for _, found in pairs) and not self._open(told, o):
                yield f"{self.file_of[o.report]} “{self._words(o.report, o.spans)}” is not the truth's", False

    def _words(self, report: str, spans: Spans) -> str:
        return " … ".join(s.of(self.readings[self.file_of[report]].text) for s in spans)[:80]

    def _chains(self, pairs: Sequence[tuple[Mapping[str, Any], list[Occurrence]]]) -> Iterator[tuple[str, bool]]:
        """Compare chains step by step. A basis counts where the truth has one; others may show more of them."""
        for s, found in pairs:
            if not found:
                yield f"{s['file']} “{s['quote'][:40]}” is missing", False
                continue
            wanted = [self._told_hop(hop) for hop in s["chain"] if hop["kind"] != "basis"]
            got = [
                [self._found_hop(hop.kind, hop.source, hop.outlet) for hop in o.chain if hop.kind != "basis"]
                for o in found
            ]
            if s["origin"] is not None and wanted and wanted[-1][0] in ("outlet", "agency"):
                # the truth ends a round where it comes back; a trace says that it goes on to nobody
                got = [chain[:-1] if chain and chain[-1][0] == "unknown" else chain for chain in got]
            yield f"{s['file']} “{s['quote'][:40]}” told {wanted}, found {got}", wanted in got
            bases = [hop for hop in s["chain"] if hop["kind"] == "basis"]
            for basis in bases:
                yield (
                    f"{s['file']} “{s['quote'][:40]}” rests on “{basis['name']}”",
                    any(hop.kind == "basis" for o in found for hop in o.chain),
                )

    def _told_hop(self, hop: Mapping[str, Any]) -> tuple[str, str]:
        if hop["kind"] == "source":
            return ("source", hop["source"])
        return ("unknown", "") if hop["kind"] == "unknown" else (hop["kind"], _plain(hop["name"]))

    def _found_hop(self, kind: str, source: str | None, outlet: str | None) -> tuple[str, str]:
        if kind in ("outlet", "agency"):
            return (kind, _plain(outlet or ""))
        return (kind, self.source_told(source)) if kind == "source" else (kind, "")

    def source_told(self, source: str | None) -> str:
        """The truth's id of a traced source: it has its name, or stands in the reports where that one speaks."""
        found = next((s for s in self.trace.sources if s.id == source), None)
        if found is None:
            return "?"
        files = {self.file_of[m.report] for m in found.members}
        called = _plain(found.name)
        fits = [
            told["id"]
            for told in self.sources.values()
            if files <= set(told["reports"]) and called in {_plain(n) for n in (told["name"], *told["also"])}
        ]
        return fits[0] if len(fits) == 1 else f"? {found.name} in {sorted(files)}"

    def _origins(
        self,
        told: Mapping[str, Any],
        claim: TracedClaim,
        pairs: Sequence[tuple[Mapping[str, Any], list[Occurrence]]],
    ) -> list[tuple[str, bool, str, str | None]]:
        """Match each origin of the truth with the one in which its statements end."""
        found = {o.id: o for o in claim.origins}
        out: list[tuple[str, bool, str, str | None]] = []
        taken: set[str] = set()
        for origin in told["origins"]:
            ends = Counter(
                o.origin for s, os in pairs if s["origin"] == origin["id"] for o in os if o.origin is not None
            )
            if not ends:
                out.append((f"{origin['id']}: none of its statements was found", False, origin["id"], None))
                continue
            best = max(ends, key=lambda end: (ends[end], end))
            right = len(ends) == 1 and best not in taken and found[best].kind == origin["kind"]
            if origin["source"] is not None:
                right = right and self.source_told(found[best].source) == origin["source"]
            taken.add(best)
            names = [self._origin_words(found[end].kind, found[end].source) for end in ends]
            out.append((f"{origin['id']} ({origin['kind']}): {names}", right, origin["id"], best))
        out.extend(
            (f"{self._origin_words(o.kind, o.source)} is not the truth's", False, "", None)
            for o in claim.origins
            if o.id not in taken and not self._only_open(told, claim, o.id)
        )
        return out

    def _only_open(self, told: Mapping[str, Any], claim: TracedClaim, origin: str) -> bool:
        return all(self._open(told, o) for o in claim.statements if o.origin == origin)

    def _origin_words(self, kind: str, source: str | None) -> str:
        return f"{kind} {self.source_told(source) if source else ''}".strip()

    def _ties(
        self, told: Mapping[str, Any], claim: TracedClaim, origin_of: Mapping[str, str]
    ) -> Iterator[tuple[str, bool]]:
        """Compare which origins certain ties make one, and which of these groups may be one another."""
        ids = [o["id"] for o in told["origins"]]
        found = [(tie.kind, [origin_of.get(end, end) for end in tie.between]) for tie in claim.ties]
        certain = [_joined(ids, [b for k, b in found if k == "certain"])]
        wanted = _joined(ids, [t["between"] for t in told["ties"] if t["kind"] == "certain"])
        yield f"certainly one: told {sorted(wanted)}, found {sorted(certain[0])}", certain[0] == wanted
        group = {one: number for number, held in enumerate(sorted(wanted)) for one in held}
        may = {tuple(sorted(group[e] for e in t["between"])) for t in told["ties"] if t["kind"] == "possible"}
        got = {tuple(sorted(group.get(e, -1) for e in b)) for k, b in found if k == "possible"}
        got = {pair for pair in got if pair[0] != pair[1]}
        yield f"possibly one: told {sorted(may)}, found {sorted(got)} of {sorted(wanted)}", got == may

    def _counts(self, told: Mapping[str, Any], claim: TracedClaim) -> Iterator[tuple[str, bool]]:
        """Compare the numbers in the sentence that answers for the claim."""
        answer = next(a for a in answers(self.trace) if a.claim.id == claim.id)
        yield (
            f"carried by {told['carried_by']}, found {len(answer.carried)}",
            len(answer.carried) == told["carried_by"],
        )
        yield f"copies {told['copies']}, found {answer.copies}", answer.copies == told["copies"]
        for what, got in (("own_voice", answer.own_voice), ("headline_alone", answer.headline_alone)):
            files = sorted(self.file_of[report] for report in got)
            yield f"{what} {told[what]}, found {files}", files == sorted(told[what])

    def _changes(
        self,
        told: Iterable[Mapping[str, Any]],
        found: Iterable[tuple[Where, Where]],
        may: Iterable[Mapping[str, Any]] | None,
    ) -> Iterator[tuple[str, bool]]:
        """Compare what changed from one place to another; each that is told must be found, and no others."""
        told, found = list(told), list(found)
        edges = {self._edge(one) for one in (*told, *(may or ()))}
        for one in told:
            hit = any(self._near(one["before"], a) and self._near(one["after"], b) for a, b in found)
            yield f"“{one['says']}”", hit
        for a, b in found:
            if (self.file_of[a.report], self.file_of[b.report]) not in edges:
                words = f"“{self._words(a.report, a.spans)}” → “{self._words(b.report, b.spans)}”"
                yield f"{self.file_of[a.report]} → {self.file_of[b.report]} {words} is not the truth's", False

    def _edge(self, change: Mapping[str, Any]) -> tuple[str, str]:
        return change["before"]["file"], change["after"]["file"]

    def _near(self, told: Mapping[str, Any], found: Where) -> bool:
        """Say whether a place found touches the place told."""
        if self.file_of.get(found.report) != told["file"]:
            return False
        return any(one.overlaps(span) for one in found.spans for span in self.spans(told))

    # the whole dossier

    def _whole(self) -> Iterator[Fact]:
        yield from (Fact(self.dossier.name, "", "passages", *one) for one in self._passages())
        drift = [(d.before, d.after) for claim in self.trace.claims for d in claim.drift if d.what == "wording"]
        for one in self.dossier.truth.get("quotations_altered", ()):
            hit = any(self._near(one["before"], a) and self._near(one["after"], b) for a, b in drift)
            what = f"{one['before']['quote'][:60]} → {one['after']['file']}"
            yield Fact(self.dossier.name, "", "quotations", what, hit)
        for one in self.dossier.truth["strike"]:
            yield Fact(self.dossier.name, "", "strike", *self._strike(one))

    def _passages(self) -> Iterator[tuple[str, bool]]:
        found = {(self.file_of[p.a.report], self.file_of[p.b.report]): p for p in self.trace.passages}
        told = set()
        for passage in self.dossier.truth["passages"]:
            a, b = passage["a"], passage["b"]
            told.add(frozenset((a, b)))
            made, direction = found.get((a, b)), passage["direction"]
            if made is None:
                made = found.get((b, a))
                direction = {"a to b": "b to a", "b to a": "a to b"}.get(direction, direction)
            where = f"{a} – {b}"
            if made is None:
                yield f"{where}: {passage['kind']} is missing", False
                continue
            yield f"{where}: told {passage['kind']}, found {made.kind}", made.kind == passage["kind"]
            yield f"{where}: told {direction}, found {made.direction}", made.direction == direction
            sides = {side.report: side.spans for side in (made.a, made.b)}
            for one, other in passage["quotes"]:
                for file, quote in ((a, one), (b, other)):
                    spans = sides[self.readings[file].report.id]
                    whole = self.spans({"file": file, "quote": quote})
                    yield f"{where}: “{quote[:40]}” in {file}", any(_inside(span, spans) for span in whole)
        for group in self.dossier.truth.get("passages_among_copies", ()):
            told |= {frozenset(pair) for pair in combinations(group, 2)}
        for (a, b), made in found.items():
            if frozenset((a, b)) not in told:
                yield f"{a} – {b}: {made.kind} is not the truth's", False

    def _strike(self, told: Mapping[str, Any]) -> tuple[str, bool]:
        """Strike one source, and see which of the truth's claims lose all support."""
        ids = [s.id for s in self.trace.sources if self.source_told(s.id) == told["source"]]
        struck, absent = strike(self.trace, ids)
        fallen = {
            claim["id"]
            for claim in self.dossier.truth["claims"]
            if (made := self.claim_found(claim)) is not None and made.id in struck.without_support
        }
        what = f"{told['source']} ({len(ids)}): told {sorted(told['without_support'])}, found {sorted(fallen)}"
        return what, bool(ids) and not absent and fallen == set(told["without_support"])


def _file(reading: Reading) -> str:
    return reading.report.external_id or Path(reading.report.path or "").name


def _plain(name: str) -> str:
    bare = re.sub(r"\s*\([^()]*\)$", "", " ".join(name.split()))
    return re.sub(r"^(?:the|an?) ", "", bare.casefold())


def _half(one: Spans, other: Spans) -> bool:
    common = sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in other)
    return 2 * common >= min(sum(s.end - s.start for s in one), sum(s.end - s.start for s in other))


def _inside(span: Span, spans: Spans) -> bool:
    """Say whether spans cover nearly all of a quote: marks at its ends may be left."""
    common = sum(max(0, min(span.end, s.end) - max(span.start, s.start)) for s in spans)
    return common >= 0.9 * (span.end - span.start)


def _joined(ids: Sequence[str], pairs: Iterable[Sequence[str]]) -> set[tuple[str, ...]]:
    group = {one: one for one in ids}
    for a, b in pairs:
        if a in group and b in group:
            old, new = group[b], group[a]
            group = {one: new if held == old else held for one, held in group.items()}
    return {tuple(sorted(one for one, held in group.items() if held == lead)) for lead in set(group.values())}


__all__ = ["ASPECTS", "WHOLE", "Comparison", "Fact"]
