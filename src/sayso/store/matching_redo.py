"""What follows when a report is gone, or reads otherwise than when it was matched: its neighbourhood is made anew.

Every later report that it was kin to is compared again, as it was when it came, and the claims that
hang together with its statements grow again from their beginnings. What limits chose when a later
report came (see ``StoredClaimIndex``) is not asked anew for those that were no kin: only in a library
where a limit bit can the outcome differ from matching all of it at once.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from sayso.model.claim import StatementKey
from sayso.stages.match.claims import indexed, look_up, scorer_of, value_in
from sayso.stages.match.claims_growth import MemoryGroups, grow
from sayso.stages.match.claims_pairs import Found, Pair
from sayso.stages.match.claims_sheet import Sheet
from sayso.stages.match.passages import MANY
from sayso.store.matching import Work, decided_reading, stamp
from sayso.store.matching_index import PLACES, StoredClaimIndex, StoredGroups
from sayso.store.packed import unpack

_ALL: Final = f"BETWEEN ?1 * {PLACES} AND ?1 * {PLACES} + {PLACES - 1}"


class Redo:
    """Makes anew what some reports had a part in.

    Args:
        work: What takes reports in.
        gone: Reports that were removed, by their ordinals.
        other: Reports that read otherwise now.
    """

    def __init__(self, work: Work, gone: Iterable[int], other: Iterable[int]) -> None:
        self._work = work
        self._connection = work.connection
        self._gone = sorted(gone)
        self._other = sorted(other)
        self._changed: set[str] = set()
        self._texts: set[tuple[int, int]] = set()

    def __call__(self) -> None:
        """Do it."""
        both = [*self._gone, *self._other]
        later = {kin for one in both for kin in self._kin(one) if kin > one}
        again = sorted((later | set(self._other)) - set(self._gone))
        for one in (*both, *again):
            self._changed |= {f"r:{near}" for near in (one, *self._kin(one))}
        claims = self._claims_of({*both, *again})
        numbers = self._hanging_together(claims)
        self._take_out(both, again)
        for one in self._other:
            self._note(one)
        for one in again:
            self._compare(one)
        numbers |= self._hanging_together(self._claims_among(numbers) | self._claims_of(again))
        self._regrow(numbers, claims)
        texts = {pair for pair in self._texts if not set(pair) & set(self._gone)}
        self._changed |= self._work.compare_texts(texts)
        stamp(self._connection, self._changed)

    def _kin(self, ordinal: int) -> list[int]:
        rows = self._connection.execute("SELECT kin FROM match_kin WHERE report = ?", (ordinal,)).fetchall()
        return [row[0] for row in rows]

    def _claims_of(self, ordinals: Iterable[int]) -> set[int]:
        found: set[int] = set()
        for one in ordinals:
            rows = self._connection.execute(f"SELECT DISTINCT claim FROM match_said WHERE number {_ALL}", (one,))
            found.update(row[0] for row in rows)
        return found

    def _claims_among(self, numbers: set[int]) -> set[int]:
        found: set[int] = set()
        for number in numbers:
            row = self._connection.execute("SELECT claim FROM match_said WHERE number = ?", (number,)).fetchone()
            if row is not None:
                found.add(row[0])
        return found

    def _hanging_together(self, claims: set[int]) -> set[int]:
        """Return the statements of claims, and of all that pairs tie to them."""
        seen: set[int] = set()
        numbers: set[int] = set()
        waiting = list(claims)
        while waiting:
            claim = waiting.pop()
            if claim in seen:
                continue
            seen.add(claim)
            for (number,) in self._connection.execute(
                "SELECT number FROM match_said WHERE claim = ?", (claim,)
            ).fetchall():
                numbers.add(number)
                rows = self._connection.execute(
                    "SELECT s.claim FROM match_pair p JOIN match_said s ON s.number = p.a WHERE p.b = ?1"
                    " UNION SELECT s.claim FROM match_pair p JOIN match_said s ON s.number = p.b WHERE p.a = ?1",
                    (number,),
                )
                waiting.extend(row[0] for row in rows if row[0] not in seen)
        return numbers

    def _take_out(self, both: list[int], again: list[int]) -> None:
        """Delete what the reports have a part in; ``again`` are compared with those before them anew."""
        run = self._connection.execute
        for one in both:
            sheet, keys = run("SELECT sheet, keys FROM matched WHERE report = ?", (one,)).fetchone()
            run(f"DELETE FROM match_pair WHERE a {_ALL}", (one,))
            run(f"DELETE FROM match_said WHERE number {_ALL}", (one,))
            run(f"DELETE FROM match_pair WHERE b {_ALL}", (one,))
            if one in self._gone:
                self._forget_kin(one, self._kin(one))
            self._changed |= {
                f"s:{row[0]}" for row in run("SELECT block FROM match_block WHERE report = ?", (one,)).fetchall()
            }
            run("DELETE FROM match_source WHERE report = ?", (one,))
            run("DELETE FROM match_block WHERE report = ?", (one,))
            self._forget_names(one)
            if sheet is not None and one in self._gone:
                self._forget_words(one, unpack(Sheet, sheet), keys)
            if one in self._gone:
                run("DELETE FROM matched WHERE report = ?", (one,))
        for one in again:
            run(f"DELETE FROM match_pair WHERE b {_ALL}", (one,))
            self._forget_kin(one, [kin for kin in self._kin(one) if kin < one])
        if self._gone:
            # a trace quotes its reports
            run("DELETE FROM traced")

    def _forget_kin(self, ordinal: int, kin: Iterable[int]) -> None:
        for one in kin:
            self._connection.execute(
                "DELETE FROM match_kin WHERE (report = ?1 AND kin = ?2) OR (report = ?2 AND kin = ?1)", (ordinal, one)
            )

    def _forget_words(self, ordinal: int, sheet: Sheet, keys: bytes) -> None:
        run = self._connection.execute
        for word in indexed(sheet):
            run("DELETE FROM match_word WHERE word = ? AND report = ?", (word, ordinal))
            run("UPDATE match_word_count SET reports = reports - 1 WHERE word = ?", (word,))
            run("DELETE FROM match_word_count WHERE word = ? AND reports = 0", (word,))
        partners = run("SELECT a, b FROM match_passage WHERE a = ?1 OR b = ?1", (ordinal,)).fetchall()
        self._changed |= {f"r:{one}" for pair in partners for one in pair}
        run("DELETE FROM match_passage WHERE a = ?1 OR b = ?1", (ordinal,))
        numbers = array("q")
        numbers.frombytes(keys)
        for key in numbers:
            run("DELETE FROM match_shingle WHERE key = ? AND report = ?", (key, ordinal))
            held = self._work.passages.bearers(key, MANY)
            if len(held) == MANY - 1:
                # what stands in fewer reports now may be no furniture any more
                self._texts |= {(a, b) for b in held for a in held if a < b and self._work.share(a, b)}

    def _forget_names(self, ordinal: int) -> None:
        run = self._connection.execute
        rows = run("SELECT what, key FROM match_name WHERE report = ?", (ordinal,)).fetchall()
        run("DELETE FROM match_name WHERE report = ?", (ordinal,))
        for what, key in rows:
            if what in ("outlet", "agency") and not self._work.is_known(what, key):
                self._changed.add(f"{'o' if what == 'outlet' else 'g'}:{key}")
                if what == "outlet":
                    self._changed |= self._work.agencies(self._work.naming("credited", key))
            other = {"page": "link", "link": "page"}.get(what)
            if other is not None:
                self._changed |= {f"r:{one}" for one in self._work.naming(other, key)}

    def _note(self, ordinal: int) -> None:
        """Store what a report reads now."""
        report = self._work.ordinals.id(ordinal)
        reading = decided_reading(self._connection, report)
        assert reading is not None
        sheet = self._work.note(ordinal, reading)
        if sheet is not None:
            groups = StoredGroups(self._connection, self._work.ordinals)
            groups.know(report, sheet.keys)
            for key in sheet.keys:
                groups.begin(key)
        self._changed |= self._work.sources(ordinal, reading) | self._work.names(ordinal, reading)
        rows = self._connection.execute("SELECT a, b FROM match_passage WHERE a = ?1 OR b = ?1", (ordinal,))
        self._texts |= set(rows.fetchall())

    def _compare(self, ordinal: int) -> None:
        """Compare a report with those before it, as when it came."""
        work, run = self._work, self._connection.execute
        report = work.ordinals.id(ordinal)
        if report not in work.sheets:
            return
        sheet = work.sheets[report]
        index = StoredClaimIndex(self._connection, work.ordinals, before=ordinal)
        scorer = scorer_of(work.sheets, work.vectors)
        added = look_up(sheet, index, work.sheets, scorer, work.vectors)
        groups = StoredGroups(self._connection, work.ordinals)
        groups.know(report, sheet.keys)
        run(f"UPDATE match_said SET repeats = 0 WHERE number {_ALL}", (ordinal,))
        for key, of in added.found.twins.items():
            run("UPDATE match_said SET repeats = ? WHERE number = ?", (groups.number(of), groups.number(key)))
        for pair in added.pairs:
            run(
                "INSERT INTO match_pair (b, a, score) VALUES (?, ?, ?)",
                (groups.number(pair.b), groups.number(pair.a), pair.score),
            )
        for kin in map(work.ordinals.of, added.kin):
            run("INSERT OR IGNORE INTO match_kin (report, kin) VALUES (?1, ?2), (?2, ?1)", (ordinal, kin))
            self._changed.add(f"r:{kin}")

    def _regrow(self, numbers: set[int], claims: set[int]) -> None:
        """Let the claims that hold some statements grow again."""
        run = self._connection.execute
        work = self._work
        stored = StoredGroups(self._connection, work.ordinals)
        key_of: dict[int, StatementKey] = {}
        repeating: dict[StatementKey, int] = {}
        before = set(claims)
        for number in sorted(numbers):
            row = run("SELECT statement, claim, repeats FROM match_said WHERE number = ?", (number,)).fetchone()
            if row is None:
                continue
            key = key_of[number] = stored.key(number, row[0])
            before.add(row[1])
            if row[2]:
                repeating[key] = row[2]
        number_of = {key: number for number, key in key_of.items()}
        by_report: dict[int, list[StatementKey]] = defaultdict(list)
        for number, key in key_of.items():
            by_report[number // PLACES].append(key)
        groups = MemoryGroups()
        scorer = scorer_of(work.sheets, work.vectors)
        value = value_in(work.sheets, scorer)
        for keys in by_report.values():
            pairs = [
                Pair(key_of[a], key, score)
                for key in keys
                for a, score in run("SELECT a, score FROM match_pair WHERE b = ?", (number_of[key],)).fetchall()
            ]
            pairs.sort(key=lambda pair: (-pair.score, pair.a, pair.b))
            twins = {key: key_of[repeating[key]] for key in keys if key in repeating}
            grow(keys, Found(twins, pairs), groups, value, scorer.same)
        for claim in before:
            run("DELETE FROM match_claim WHERE claim = ?", (claim,))
        for _, members in groups.groups():
            held = [number_of[key] for key in members]
            for number in held:
                run("UPDATE match_said SET claim = ? WHERE number = ?", (held[0], number))
            if len(held) > 1:
                carrying = len({number // PLACES for number in held})
                run("INSERT INTO match_claim (claim, reports) VALUES (?, ?)", (held[0], carrying))
        self._changed |= {f"r:{report}" for report in by_report}
