"""The door to the library: one value that threads share, whose every method is whole or has no effect."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sayso.model.decision import DecidedReading, Decision, Outcome, signed, standing
from sayso.model.errors import InputError, LibraryError
from sayso.model.identity import sha256
from sayso.model.ports import Embedder
from sayso.model.reading import Reading
from sayso.model.trace import ReportHead, Trace
from sayso.stages.decide import decide_reading, settle
from sayso.store import dossiers, log, records, removal, reports
from sayso.store.answers import (
    Added,
    Changed,
    Dossier,
    Facets,
    Fault,
    Found,
    SourceRecord,
    Sources,
    Tombstone,
)
from sayso.store.backup import backup
from sayso.store.claims import ClaimOrder, Claims, ClaimsOfLibrary
from sayso.store.database import Database
from sayso.store.originals import Originals
from sayso.store.removal import Concerned
from sayso.store.search import search
from sayso.store.verify import verify

_PAGE = 1_000

_README = """This folder is a Sayso library.

library.sqlite   the reports' texts, what was read in them, the search index, the log of decisions
originals/       the bytes from which each report was taken, under their SHA-256
library.sqlite-wal, -shm
                 what was written last, and not yet moved into library.sqlite; they belong to it

Copy it with `sayso backup TARGET`, not file by file while something runs. `sayso verify` checks all
of it. What `sayso remove` removes is gone from this folder; a backup made before still holds it.
"""


class Library:
    """Reports with their readings on disk, and what analysts decided about them.

    Open it with ``Library.open``. One value may be shared by all threads of a process; several
    processes may have the same folder open.
    """

    def __init__(self, database: Database, embedder: Embedder | None = None) -> None:
        self._database = database
        self._claims = ClaimsOfLibrary(database, lambda: embedder or _embedder(), sayso_version)
        self._originals = Originals(database.folder)
        self.folder: Path = database.folder

    @classmethod
    def open(
        cls,
        folder: str | os.PathLike[str],
        *,
        create: bool = False,
        writable: bool = True,
        embedder: Embedder | None = None,
    ) -> Self:
        """Open the library in a folder.

        Args:
            folder: Where it is.
            create: Make one where there is none.
            writable: Whether writing is needed; without it, a folder that can't be written to will do.
            embedder: Another sentence encoder than the one that ships, by which claims are matched.

        Raises:
            InputError: There is no library, or a newer Sayso made it.
            LibraryError: It is damaged, or can't be written to.
        """
        path = Path(folder)
        library = cls(Database(path, create=create, writable=writable or create), embedder)
        if library._database.writable:
            library._settle()
        return library

    def close(self) -> None:
        """Close it; whatever was done is on disk already."""
        self._database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()

    # Reports

    def holds(self, report_id: str) -> bool:
        """Say whether the library has this report, be it refused."""
        with self._database.reading() as connection:
            return reports.ordinal_of(connection, report_id) is not None

    def is_removed(self, report_id: str, text_sha256: str | None = None) -> Tombstone | None:
        """Return what is left of a report that was removed, or of one with the same text."""
        with self._database.reading() as connection:
            return removal.tombstone_of(connection, report_id, text_sha256)

    def put(
        self, reading: Reading, original: bytes | None = None, *, received: str | None = None, again: bool = False
    ) -> Added:
        """Take a reading in, with the bytes it came from: all of it, or nothing.

        Args:
            reading: A report with what was found in it, or a refused one.
            original: The bytes from which the report was taken.
            received: When the report arrived (UTC, ISO 8601); now, if not given.
            again: Take it in although it, its text or a person it names was removed before.

        Raises:
            InputError: The bytes are not those whose SHA-256 the report gives.
        """
        return self.put_many([(reading, original)], received=received, again=again)[0]

    def put_many(
        self, readings: list[tuple[Reading, bytes | None]], *, received: str | None = None, again: bool = False
    ) -> list[Added]:
        """Take several readings in together: all of them, or none."""
        now = utc_now()
        version = sayso_version()
        for reading, original in readings:
            named = reading.report.bytes_sha256
            if original is not None and named is not None and sha256(original) != named:
                raise InputError(f"these are not the bytes that report {reading.report.id} was taken from")
        ready = {
            id(reading): reports.prepared(reading, version=version)
            for reading, _ in readings
            if not self.holds(reading.report.id)
        }
        done: list[Added] = []
        with self._database.writing() as connection:
            for reading, original in readings:
                report = reading.report
                if id(reading) not in ready or reports.ordinal_of(connection, report.id) is not None:
                    done.append("known")
                    continue
                if not again and removal.removed_before(connection, reading) is not None:
                    done.append("removed before")
                    continue
                if again:
                    removal.forget(connection, reading)
                # Under the write lock, so that no removal deletes these bytes before the row refers to them.
                kept = self._originals.put(original) if original is not None else None
                reports.insert(connection, ready[id(reading)], original=kept, received=received or now, now=now)
                done.append("refused" if report.refused else "new")
        return done

    def reading(self, report_id: str) -> Reading | None:
        """Return a report's reading as the machine made it."""
        with self._database.reading() as connection:
            return reports.reading_of(connection, report_id)

    def decided(self, report_id: str) -> DecidedReading | None:
        """Return a report's reading with what was decided put over it."""
        with self._database.reading() as connection:
            reading = reports.reading_of(connection, report_id)
            return None if reading is None else decide_reading(reading, log.decisions(connection, report_id))

    def original(self, bytes_sha256: str) -> bytes | None:
        """Return original bytes by their SHA-256, or None where they were not kept."""
        return self._originals.get(bytes_sha256)

    def report_ids(self) -> Iterator[str]:
        """Yield the ids of all reports in the order of adding, refused ones included."""
        last = 0
        while True:
            # In portions: a query left open would hold the library in one state for everyone.
            with self._database.reading() as connection:
                rows = connection.execute(
                    "SELECT ordinal, id FROM report WHERE ordinal > ? ORDER BY ordinal LIMIT ?", (last, _PAGE)
                ).fetchall()
            if not rows:
                return
            for _, report_id in rows:
                yield report_id
            last = rows[-1][0]

    def readings(self) -> Iterator[Reading]:
        """Yield all readings in the order of adding."""
        for report_id in self.report_ids():
            reading = self.reading(report_id)
            if reading is not None:
                yield reading

    def plain_readings(self) -> Iterator[dict[str, Any]]:
        """Yield all readings as plain values of the contract, with the version that made each."""
        for report_id in self.report_ids():
            with self._database.reading() as connection:
                plain = reports.plain_of(connection, report_id)
            if plain is not None:
                yield plain

    def head(self, report_id: str) -> ReportHead | None:
        """Return what a list shows of a report."""
        with self._database.reading() as connection:
            row = connection.execute(f"SELECT {reports.HEAD} FROM report r WHERE r.id = ?", (report_id,)).fetchone()
        return None if row is None else reports.head_of(row)

    def ids_beginning(self, prefix: str, *, limit: int = 20) -> tuple[str, ...]:
        """Return the ids of reports that begin so."""
        with self._database.reading() as connection:
            rows = connection.execute(
                "SELECT id FROM report WHERE id >= ?1 AND substr(id, 1, length(?1)) = ?1 ORDER BY id LIMIT ?2",
                (prefix, limit),
            ).fetchall()
        return tuple(one for (one,) in rows)

    def outdated(self, models: Mapping[str, str]) -> Iterator[str]:
        """Yield the reports whose reading was made by another Sayso, or by other models than these."""
        with self._database.reading() as connection:
            current = reports.versions_id_if_known(connection, models, sayso_version())
        for report_id in self.report_ids():
            with self._database.reading() as connection:
                row = connection.execute(
                    "SELECT n.versions, r.refused_code FROM report r JOIN reading n ON n.report = r.ordinal"
                    " WHERE r.id = ?",
                    (report_id,),
                ).fetchone()
            # What was refused at the door was read by no model, and no model will change that.
            if row is not None and row[0] != current and row[1] in (None, "failed"):
                yield report_id

    def replace(self, reading: Reading) -> Changed:
        """Put a new reading of a report in the place of the old one, and say what changed.

        Raises:
            InputError: The library has no such report, or the new reading is of another text.
        """
        ready = reports.prepared(reading, version=sayso_version())
        with self._database.writing() as connection:
            before = reports.reading_of(connection, reading.report.id)
            ordinal = reports.ordinal_of(connection, reading.report.id)
            if before is None or ordinal is None:
                raise InputError(f"the library holds no report {reading.report.id}")
            if before.text != reading.text:
                raise InputError(f"the text of report {reading.report.id} never changes; this reading is of another")
            reports.replace(connection, ordinal, ready, now=utc_now())
        return reports.changed(before, reading)

    def counts(self) -> Mapping[str, int]:
        """Return how many reports, refused ones among them, sources and decisions there are."""
        with self._database.reading() as connection:
            return {
                name: int(connection.execute(f"SELECT count(*) FROM {query}").fetchone()[0])
                for name, query in (
                    ("reports", "report"),
                    ("refused", "report WHERE refused_code IS NOT NULL"),
                    ("sources", "who"),
                    ("decisions", "decision"),
                )
            }

    # Removal

    def remove(self, report_id: str, *, who: str, why: str) -> bool:
        """Remove a report for good: its text, bytes, index and log entries. A tombstone is left.

        Returns:
            Whether nothing of it is left in the library's files. False where another process kept
            on reading a former state; whoever opens the library next goes on.

        Raises:
            InputError: The library holds no such report.
        """
        return self.remove_many([report_id], who=who, why=why)

    def remove_many(self, report_ids: Sequence[str], *, who: str, why: str) -> bool:
        """Remove several reports for good: all of them, or none. As ``remove``."""
        with self._database.writing() as connection:
            removal.remove_reports(connection, report_ids, now=utc_now(), who=who, why=why)
        return removal.finish(self._database, self._originals)

    def concerned(self, name: str) -> Concerned:
        """Return what ``remove_person`` would remove: reports and decisions that name a person."""
        with self._database.reading() as connection:
            return removal.concerned(connection, name)

    def remove_person(self, name: str, *, who: str, why: str) -> int:
        """Remove every report that names a person, and what was decided about them; return how many reports.

        What the library keeps is a hash of the name, made with a key of its own, so that a report
        in which they are a source isn't taken in again unnoticed.
        """
        with self._database.writing() as connection:
            count = removal.remove_person(connection, name, now=utc_now(), who=who, why=why)
        removal.finish(self._database, self._originals)
        return count

    def settled(self) -> bool:
        """Finish removals that are not finished; say whether nothing is left to do."""
        return removal.finish(self._database, self._originals)

    # Looking up

    def search(self, words: str, facets: Facets = Facets(), *, limit: int = 20, offset: int = 0) -> Found:  # noqa: B008
        """Return a page of the reports that hold all of the words; without words, of all reports.

        What stands in quotation marks is a phrase; no other character has a meaning of its own.
        """
        with self._database.reading() as connection:
            return search(connection, words, facets, limit=limit, offset=offset)

    def sources(self, name: str | None = None, *, limit: int = 20, offset: int = 0) -> Sources:
        """Return a page of the sources, those of most reports first; with a name, those that it may mean."""
        with self._database.reading() as connection:
            letters = records.letters_in(standing(log.decisions(connection)))
            return records.sources(connection, name, letters, limit=limit, offset=offset)

    def source(self, source_id: str, *, limit: int = 50, offset: int = 0) -> SourceRecord | None:
        """Return a page of what a source is on record for, by time; None where there is no such source."""
        with self._database.reading() as connection:
            letters = records.letters_in(standing(log.decisions(connection)))
            return records.source(connection, source_id, letters, limit=limit, offset=offset)

    # Claims

    def match(self, most: int | None = None) -> int:
        """Compare the reports that are new with those before them, and return how many these were.

        Asking for claims does it, too; done right after adding, nobody waits for it then.
        """
        return self._claims.match(most)

    def claims(
        self,
        *,
        words: str | None = None,
        report: str | None = None,
        source: str | None = None,
        order: ClaimOrder = "reports",
        limit: int = 20,
        offset: int = 0,
    ) -> Claims:
        """Return a page of claims: those of several statements, or all that hold words, a report or a source."""
        return self._claims.claims(words=words, report=report, source=source, order=order, limit=limit, offset=offset)

    def claim(self, claim_id: str) -> Trace | None:
        """Return one claim's trace: its reports, sources and passages. None where there is no such claim."""
        return self._claims.claim(claim_id)

    def claim_of(self, report_id: str, statement_id: str) -> str | None:
        """Return the id of the claim that a statement makes; None where it makes none."""
        return self._claims.claim_of(report_id, statement_id)

    def trace(self, report_ids: Sequence[str] | None = None) -> Trace:
        """Return the trace of the whole library, or of some of its reports as if there were no others."""
        return self._claims.trace(report_ids)

    # Dossiers

    def dossiers(self) -> tuple[Dossier, ...]:
        """Return all dossiers, the last changed first."""
        with self._database.reading() as connection:
            return dossiers.dossiers(connection)

    def dossier(self, dossier_id: str) -> Dossier | None:
        """Return a dossier by its id."""
        with self._database.reading() as connection:
            return dossiers.dossier(connection, dossier_id)

    def save_dossier(
        self,
        name: str,
        report_ids: Sequence[str],
        *,
        note: str = "",
        who: str | None = None,
        dossier_id: str | None = None,
    ) -> Dossier:
        """Write a new dossier, or, with its id, one anew.

        Raises:
            InputError: It has no name, there is no such dossier, or the library lacks one of its reports.
        """
        with self._database.writing() as connection:
            return dossiers.save(connection, name, report_ids, note=note, who=who, now=utc_now(), dossier_id=dossier_id)

    def delete_dossier(self, dossier_id: str, *, who: str | None, why: str | None) -> None:
        """Put a dossier away; its reports stay.

        Raises:
            InputError: There is no such dossier.
        """
        with self._database.writing() as connection:
            dossiers.put_away(connection, dossier_id, who=who, why=why, now=utc_now())

    # Decisions

    def decide(self, decision: Decision) -> Decision:
        """Append a decision to the log; return it with its time and its id.

        Raises:
            InputError: It is no whole decision, or it withdraws one that isn't there.
        """
        made = signed(decision, when=decision.when or utc_now())
        with self._database.writing() as connection:
            if made.verb == "withdraw":
                for one in made.of:
                    if log.decision(connection, one) is None:
                        raise InputError(f"there is no decision {one} to withdraw")
            log.append(connection, made)
        return made

    def withdraw(self, decision_id: str, *, who: str | None, why: str | None) -> Decision:
        """Append that a decision no longer stands; nothing is overwritten.

        Raises:
            InputError: There is no such decision.
        """
        return self.decide(Decision("withdraw", (decision_id,), who=who, why=why))

    def decisions(self, *, report: str | None = None, withdrawn: bool = False) -> tuple[Decision, ...]:
        """Return what was decided, in that order: all, or what is about a report.

        Args:
            report: A report's id.
            withdrawn: Return the whole log, with withdrawn decisions and their withdrawals.
        """
        with self._database.reading() as connection:
            found = log.decisions(connection, report)
        if report is not None:
            found = log.without_strange_withdrawals(found)
        return found if withdrawn else standing(found)

    def orphans(self) -> tuple[Outcome, ...]:
        """Return the decisions that fit nothing in the library any more, each with the reason.

        Whether a claim or a tie still fits, only a trace can tell: those are among its outcomes.
        """
        with self._database.reading() as connection:
            decided = log.decisions(connection)
            found = (reports.reading_of(connection, one) for one in log.reports_decided_about(connection))
            readings = [reading for reading in found if reading is not None]
        return tuple(outcome for outcome in settle(readings, decided).outcomes if outcome.state == "orphan")

    # Keeping

    def verify(self, *, deep: bool = True, progress: Callable[[int, int], None] | None = None) -> Iterator[Fault]:
        """Hold every span, hash, column, index and reference against what it should be; yield what isn't so.

        Args:
            deep: Also hash the originals and check the search indexes.
            progress: Told how many reports are done, and how many there are.
        """
        return verify(self._database, self._originals, deep=deep, progress=progress)

    def backup(self, target: str | os.PathLike[str]) -> None:
        """Write a copy of the library as it is now to a new folder, and verify it.

        Raises:
            InputError: The target holds something.
            LibraryError: The copy could not be made, or is not whole.
        """
        folder = Path(target)
        backup(self._database, self._originals, folder, _README)
        with type(self).open(folder) as copy:
            fault = next((fault for fault in copy.verify() if not fault.harmless), None)
        if fault is not None:
            raise LibraryError(f"the backup was written, but is not whole: {fault.says}")

    def sweep(self) -> int:
        """Delete original bytes that no report has, and what was broken off; return how many files."""
        with self._database.writing() as connection:
            rows = connection.execute("SELECT original FROM report WHERE original IS NOT NULL").fetchall()
            referred = {row[0] for row in rows}
            loose = [digest for digest in self._originals.digests() if digest not in referred]
            for digest in loose:
                self._originals.delete(digest)
            return len(loose) + self._originals.sweep()

    def _settle(self) -> None:
        """Write what the folder says of itself, and finish what an earlier process could not."""
        readme = self.folder / "README.txt"
        if not readme.exists():
            readme.write_text(_README, encoding="utf-8")
        removal.finish(self._database, self._originals)


def _embedder() -> Embedder:
    # Who looks nothing up about claims waits for no model.
    from sayso.parsers.embedder import SentenceEmbedder

    return SentenceEmbedder()


def utc_now() -> str:
    """Return the time, UTC, to the second, in ISO 8601."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sayso_version() -> str:
    """Return Sayso's version."""
    # Imported by name: the public door stands above the store, and imports point the other way.
    return str(import_module("sayso").__version__)
