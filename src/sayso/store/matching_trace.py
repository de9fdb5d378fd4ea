"""Traces out of the library: of everything, of some reports, and of one claim with no more than it rests on."""

from __future__ import annotations

import json
import sqlite3
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sayso.model.claim import Claim, StatementKey
from sayso.model.contract import json_text
from sayso.model.decision import Decision, concerning
from sayso.model.ports import Embedder
from sayso.model.reading import Reading
from sayso.model.trace import Passage, Trace, TracedClaim, TraceSource
from sayso.model.trace_contract import trace_from_plain, trace_to_plain
from sayso.stages import trace as tracing
from sayso.stages.decide import settle
from sayso.stages.decide.settling import Settled
from sayso.stages.match.claims import claim_of, match_statements, points_back, scorer_of
from sayso.stages.match.claims_pairs import Pair
from sayso.stages.match.passages import passages
from sayso.stages.match.sources import FoundSource, company_of, match_sources, sort_out
from sayso.stages.trace.outlets import outlet_key
from sayso.stages.trace.outside import Outside
from sayso.store import log, reports
from sayso.store.matching import Memory, Sheets, StoredSource, vectors_in
from sayso.store.matching_index import PLACES, Ordinals, StoredGroups
from sayso.store.packed import unpack

_ROUNDS: Final = 4
"""How often the reports that a claim rests on are looked for anew, as it takes in others."""

_MOST: Final = 400
"""Reports that are looked at for one claim: beyond these, matching has made a claim of half the library."""


class Tracing:
    """What tracing asks of the library, in one transaction in which matching is up to date."""

    def __init__(self, connection: sqlite3.Connection, memory: Memory, embedder: Embedder) -> None:
        self.connection = connection
        self.ordinals = Ordinals(connection)
        self.sheets = Sheets(connection, memory)
        self.vectors = vectors_in(connection, memory, embedder.name)
        self.groups = StoredGroups(connection, self.ordinals)
        self.scorer = scorer_of(self.sheets, self.vectors)

    def whole(self) -> Trace:
        """Return the trace of all reports, in the order of adding."""
        rows = self.connection.execute("SELECT id FROM report ORDER BY ordinal").fetchall()
        settled = settle(self._readings(row[0] for row in rows), log.decisions(self.connection))
        decided = settled.readings
        readings = {reading.report.id: reading for reading in decided}
        groups = [row[0] for row in self.connection.execute("SELECT DISTINCT claim FROM match_said ORDER BY claim")]
        shared = [
            passage
            for (blob,) in self.connection.execute("SELECT passages FROM match_passage ORDER BY b, a")
            for passage in unpack(tuple[Passage, ...], blob)
        ]
        return self._traced(
            settled,
            self._claims(groups, readings, self.groups_pointing(readings)),
            match_sources(decided, settled.decisions),
            shared,
            {report: self._kin(report) for report in readings},
            None,
        )

    def some(self, report_ids: Sequence[str]) -> Trace:
        """Return the trace of some reports by themselves, as of a dossier that has no others."""
        wanted = dict.fromkeys(report_ids)
        rows = self.connection.execute("SELECT ordinal, id FROM report ORDER BY ordinal").fetchall()
        readings = self._readings(row[1] for row in rows if row[1] in wanted)
        settled = settle(readings, concerning(log.decisions(self.connection), list(wanted)))
        matched = match_statements(settled.readings, vectors=self.vectors)
        return self._traced(
            settled,
            matched.claims,
            match_sources(settled.readings, settled.decisions),
            passages(settled.readings),
            matched.kin,
            None,
        )

    def _traced(
        self,
        settled: Settled,
        claims: Sequence[Claim],
        sources: Sequence[TraceSource],
        shared: Sequence[Passage],
        kin: Mapping[str, frozenset[str]],
        outside: Outside | None,
    ) -> Trace:
        return settled.of_trace(
            tracing.trace(
                settled.readings,
                claims,
                sources=sources,
                passages=shared,
                decisions=settled.decisions,
                alike=self.vectors,
                kin=kin,
                outside=outside,
            )
        )

    def _readings(self, report_ids: Iterable[str]) -> tuple[Reading, ...]:
        found = (reports.reading_of(self.connection, report) for report in report_ids)
        return tuple(reading for reading in found if reading is not None)

    def _kin(self, report: str) -> frozenset[str]:
        rows = self.connection.execute("SELECT kin FROM match_kin WHERE report = ?", (self.ordinals.of(report),))
        return frozenset(self.ordinals.id(row[0]) for row in rows.fetchall())

    def groups_pointing(self, readings: Iterable[str]) -> dict[StatementKey, StatementKey]:
        """Return the statements of reports that only point to another one, and to which."""
        found: dict[StatementKey, StatementKey] = {}
        for report in readings:
            sheet = self.sheets.get(report)
            if sheet is not None and any(said.points for said in sheet.said.values()):
                found |= points_back(sheet, self.groups)
        return found

    def _claims(
        self, groups: Iterable[int], readings: Mapping[str, Reading], pointing: Mapping[StatementKey, StatementKey]
    ) -> tuple[Claim, ...]:
        """Return claims by their numbers, in that order."""
        attached: dict[int, list[StatementKey]] = defaultdict(list)
        for key, meant in pointing.items():
            attached[self.groups.group_of(meant)].append(key)
        made = []
        for group in groups:
            members = self.groups.members(group)
            if members[0] in pointing:
                continue
            made.append(
                claim_of(members, attached.get(group, []), self._pairs(group), self.sheets, readings, self.scorer)
            )
        return tuple(made)

    def _pairs(self, group: int) -> list[Pair]:
        rows = self.connection.execute(
            "SELECT p.a, x.statement, p.b, y.statement, p.score FROM match_said y JOIN match_pair p ON p.b = y.number"
            " JOIN match_said x ON x.number = p.a WHERE y.claim = ?1 AND x.claim = ?1"
            " ORDER BY p.b / 65536, p.score DESC",
            (group,),
        ).fetchall()
        made = [(b, a, Pair(self.groups.key(a, x), self.groups.key(b, y), score)) for a, x, b, y, score in rows]
        made.sort(key=lambda one: (one[0], -one[2].score, one[2].a))
        return [pair for _, _, pair in made]

    # One claim

    def stored(self, claim: str) -> tuple[bool, Trace | None]:
        """Return whether a claim was traced since anything that it rests on changed, and its trace."""
        row = self.connection.execute("SELECT at, stamps, trace FROM traced WHERE id = ?", (claim,)).fetchone()
        if row is None:
            return False, None
        stamps = json.loads(row[1])
        changed = self.connection.execute(
            f"SELECT 1 FROM match_stamp WHERE at > ? AND key IN ({','.join('?' * len(stamps))}) LIMIT 1",
            (row[0], *stamps),
        ).fetchone()
        if changed is not None:
            return False, None
        return True, None if row[2] is None else trace_from_plain(json.loads(zlib.decompress(row[2])))

    def one(self, claim: str) -> tuple[Trace | None, set[str]]:
        """Trace one claim with all that it rests on, and say what that is."""
        rests = _Rests(self)
        number = self.number_of(claim)
        if number is None:
            return None, set()
        key = self.groups.members(number)[0]
        traced, found = self._around_statement(key, number, rests)
        if found is None or found.id != claim:
            return None, rests.stamps
        return _only(traced, found), rests.stamps

    def holding(self, claim: str, report: str, statement: str) -> str | None:
        """Return the id of the claim that holds a statement which matching put under some claim."""
        number = self.number_of(claim)
        if number is None:
            return None
        _, found = self._around_statement(StatementKey(report, statement), number, _Rests(self))
        return None if found is None else found.id

    def _around_statement(self, key: StatementKey, number: int, rests: _Rests) -> tuple[Trace, TracedClaim | None]:
        """Trace what lies around a claim, and return it with the claim that holds a statement in the end."""
        reached = set(self.groups.reports(number))
        found: TracedClaim | None = None
        traced = Trace()
        for _ in range(_ROUNDS):
            traced = self._around(reached, rests)
            found = next(
                (
                    c
                    for c in traced.claims
                    if any((o.report, o.statement) == (key.report, key.statement) for o in c.statements)
                ),
                None,
            )
            further = {self.ordinals.of(o.report) for o in found.statements} if found is not None else set()
            if further <= reached:
                break
            reached |= further
        return traced, found

    def number_of(self, claim: str) -> int | None:
        """Return the number of a claim, by its id."""
        try:
            digits = int(claim.removeprefix("c"), 16)
        except ValueError:
            return None
        row = self.connection.execute(
            "SELECT number FROM match_said WHERE hash = ? AND claim = number", (digits,)
        ).fetchone()
        return None if row is None else int(row[0])

    def _around(self, reached: set[int], rests: _Rests) -> Trace:
        """Trace the claims that have statements in some reports or in those that they lead to."""
        near = reached | {other for one in reached for other in rests.led(one)}
        groups = self._groups_in(near)
        around = set(near)
        for group in groups:
            around.update(self.groups.reports(group))
        kept = [*sorted(near), *sorted(around - near)][:_MOST]
        rests.stamps |= {f"r:{one}" for one in near}
        ids = [self.ordinals.id(one) for one in sorted(kept)]
        settled = settle(self._readings(ids), concerning(log.decisions(self.connection), ids))
        readings = {reading.report.id: reading for reading in settled.readings}
        groups = [g for g in groups if set(self.groups.reports(g)) <= set(kept)]
        sources = rests.sources(kept, settled.decisions)
        names = rests.names(kept) | {key for source in sources if (key := outlet_key(source.name))}
        outside = Outside(rests.known("outlet", "o", names), rests.known("agency", "g", names))
        return self._traced(
            settled,
            self._claims(groups, readings, self.groups_pointing(self.ordinals.id(one) for one in near)),
            sources,
            self._passages(kept),
            {report: self._kin(report) for report in readings},
            outside,
        )

    def _groups_in(self, ordinals: Iterable[int]) -> list[int]:
        found: set[int] = set()
        for one in ordinals:
            rows = self.connection.execute(
                "SELECT DISTINCT claim FROM match_said WHERE number BETWEEN ? AND ?",
                (one * PLACES, one * PLACES + PLACES - 1),
            )
            found.update(row[0] for row in rows)
        return sorted(found)

    def _passages(self, ordinals: Sequence[int]) -> list[Passage]:
        wanted = set(ordinals)
        found = []
        for b in sorted(wanted):
            rows = self.connection.execute("SELECT a, passages FROM match_passage WHERE b = ? ORDER BY a", (b,))
            found += [p for a, blob in rows if a in wanted for p in unpack(tuple[Passage, ...], blob)]
        return found


class _Rests:
    """On what else a claim rests: reports that cite one another, sources tied by name, outlets that are known."""

    def __init__(self, tracing: Tracing) -> None:
        self._tracing = tracing
        self._connection = tracing.connection
        self.stamps: set[str] = set()

    def names(self, ordinals: Iterable[int]) -> set[str]:
        """Return the outlets that reports cite, credit or are, by their keys."""
        found: set[str] = set()
        for one in ordinals:
            rows = self._connection.execute("SELECT key FROM match_name WHERE report = ? AND what != 'link'", (one,))
            found.update(row[0] for row in rows)
        return found

    def known(self, what: str, mark: str, keys: Iterable[str]) -> frozenset[str]:
        """Return which of some outlets are known as having reports, or as agencies."""
        wanted = sorted(keys)
        self.stamps |= {f"{mark}:{key}" for key in wanted}
        found: set[str] = set()
        for at in range(0, len(wanted), 500):
            some = wanted[at : at + 500]
            rows = self._connection.execute(
                f"SELECT DISTINCT key FROM match_name WHERE what = ? AND key IN ({','.join('?' * len(some))})",
                (what, *some),
            )
            found.update(row[0] for row in rows)
        return frozenset(found)

    def led(self, ordinal: int) -> set[int]:
        """Return the reports to which a report's links or citations may lead, and those that lead to it."""
        found: set[int] = set()
        for own, theirs in (("page", "link"), ("link", "page")):
            rows = self._connection.execute(
                "SELECT y.report FROM match_name x JOIN match_name y ON y.what = ? AND y.key = x.key"
                " WHERE x.report = ? AND x.what = ?",
                (theirs, ordinal, own),
            )
            found.update(row[0] for row in rows)
        kin = [row[0] for row in self._connection.execute("SELECT kin FROM match_kin WHERE report = ?", (ordinal,))]
        for other in kin:
            if self._may_cite(ordinal, other) or self._may_cite(other, ordinal):
                found.add(other)
        return found - {ordinal}

    def _may_cite(self, citing: int, cited: int) -> bool:
        """Say whether a report may cite another one's outlet, by any name that its source has anywhere."""
        outlets = self._keys(cited, "outlet")
        return any(short in long or long in short for short in self._keys(citing, "cited") for long in outlets)

    def _keys(self, ordinal: int, what: str) -> list[str]:
        rows = self._connection.execute("SELECT key FROM match_name WHERE report = ? AND what = ?", (ordinal, what))
        return [row[0] for row in rows.fetchall()]

    def sources(self, ordinals: Sequence[int], decisions: Sequence[Decision]) -> tuple[TraceSource, ...]:
        """Return the sources of some reports as they are in the whole library."""
        placed: dict[tuple[int, int], FoundSource] = {}
        blocks: list[str] = []
        seen: set[str] = set()

        def take(ordinal: int, place: int | None = None) -> None:
            query = "SELECT place, source FROM match_source WHERE report = ?"
            rows = self._connection.execute(query + ("" if place is None else f" AND place = {place}"), (ordinal,))
            for at, blob in rows.fetchall():
                if (ordinal, at) not in placed:
                    one = placed[ordinal, at] = self._found(ordinal, blob)
                    blocks.extend((*one.blocks, *one.asks))

        for ordinal in ordinals:
            take(ordinal)
        for decision in decisions:
            for written in decision.of:
                report = written.partition("/")[0]
                if decision.verb in ("same", "different") and report in self._tracing.sheets:
                    take(self._tracing.ordinals.of(report))
        while blocks:
            block = blocks.pop()
            if block in seen:
                continue
            seen.add(block)
            rows = self._connection.execute(
                "SELECT report, place FROM match_block WHERE block = ?", (block,)
            ).fetchall()
            for ordinal, place in rows:
                take(ordinal, place)
        self.stamps |= {f"s:{block}" for block in seen}
        in_order = [placed[at] for at in sorted(placed)]
        return sort_out(in_order, self._company({ordinal for ordinal, _ in placed}), decisions)

    def _company(self, ordinals: Iterable[int]) -> dict[str, dict[str, str]]:
        found = []
        for ordinal in sorted(ordinals):
            rows = self._connection.execute(
                "SELECT source FROM match_source WHERE report = ? ORDER BY place", (ordinal,)
            )
            found += [self._found(ordinal, blob) for (blob,) in rows.fetchall()]
        return company_of(found)

    def _found(self, ordinal: int, blob: bytes) -> FoundSource:
        stored: StoredSource = unpack(StoredSource, blob)
        report = self._tracing.ordinals.id(ordinal)
        return FoundSource((report, stored.its.id), stored.its, stored.roles, stored.shorts, lambda: self._text(report))

    def _text(self, report: str) -> str:
        reading = reports.reading_of(self._connection, report)
        return "" if reading is None else reading.text


def _only(trace: Trace, claim: TracedClaim) -> Trace:
    """Return the part of a trace that one claim is about."""
    carrying = {one.report for one in claim.statements}
    named = {hop.source for one in claim.statements for hop in one.chain} | {origin.source for origin in claim.origins}
    return Trace(
        reports=tuple(head for head in trace.reports if head.id in carrying),
        sources=tuple(source for source in trace.sources if source.id in named),
        claims=(claim,),
        passages=tuple(p for p in trace.passages if p.a.report in carrying and p.b.report in carrying),
        struck=tuple(one for one in trace.struck if one in named),
        without_support=tuple(one for one in trace.without_support if one == claim.id),
        decisions=trace.decisions,
        orphans=trace.orphans,
        outcomes=trace.outcomes,
        models=trace.models,
    )


def keep(
    connection: sqlite3.Connection, claim: str, trace: Trace | None, stamps: Iterable[str], at: int, version: str
) -> None:
    """Store a claim as it was traced when the clock stood so."""
    plain = None if trace is None else trace_to_plain(trace, version=version)
    blob = None if plain is None else zlib.compress(json_text(plain).encode("utf-8"), 1)
    connection.execute(
        "INSERT OR REPLACE INTO traced (id, at, stamps, trace) VALUES (?, ?, ?, ?)",
        (claim, at, json.dumps(sorted(stamps)), blob),
    )
