"""Reports that were handed in: read one after the other beside the server, with progress to look at."""

from __future__ import annotations

import logging
import queue
import secrets
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import Any, Literal, Protocol, TypeAlias

from sayso.model.errors import SaysoError
from sayso.model.identity import sha256
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.store import Library

State: TypeAlias = Literal["waiting", "reading", "new", "known", "removed before", "refused", "failed"]
"""``new`` it is in the library now · ``known`` it was there already · ``removed before`` somebody took
it out, so it is not added again unnoticed · ``refused`` it could not be read, and the library says
why · ``failed`` the library could not keep it."""

_LOG = logging.getLogger(__name__)

_AT_ONCE = 20
_MOST_JOBS = 200
_MOST_WAITING = 200_000_000
_MOST_SHOWN = 500


class Reads(Protocol):
    """What reads reports: the pipeline."""

    def read_many(self, reports: Iterable[Report]) -> Iterator[Reading]:
        """Yield the reports' readings, refused ones included."""
        ...


@dataclass(frozen=True, slots=True)
class Document:
    """Something to add: bytes with a name, and what was said about them."""

    name: str
    data: bytes
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """What became of one report of a document."""

    name: str
    state: State = "waiting"
    report: str | None = None
    title: str | None = None
    says: str = ""


@dataclass(slots=True)
class Job:
    """Some documents that were handed in together, and how far they are."""

    id: str
    documents: int
    begun: str
    size: int
    items: list[Item] = field(default_factory=list)
    at: int = 0
    over: bool = False

    @property
    def counts(self) -> dict[str, int]:
        """How many reports have each state, those that wait included."""
        told: dict[str, int] = {}
        for item in list(self.items):
            told[item.state] = told.get(item.state, 0) + 1
        waiting = self.documents - self.at
        return told | ({"waiting": waiting} if waiting and not self.over else {})

    def plain(self) -> dict[str, Any]:
        """Return the job as JSON has it; of many reports, the last ones."""
        items = list(self.items)
        return {
            "id": self.id,
            "begun": self.begun,
            "over": self.over,
            "documents": self.documents,
            "done": self.at,
            "counts": self.counts,
            "left_out": max(0, len(items) - _MOST_SHOWN),
            "items": [
                {"name": i.name, "state": i.state, "report": i.report, "title": i.title, "says": i.says}
                for i in items[-_MOST_SHOWN:]
            ],
        }


class FullError(SaysoError):
    """Too much is waiting to be read."""


class Adding:
    """One thread that reads what was handed in and puts it into the library."""

    def __init__(self, library: Library, reader: Callable[[], Reads]) -> None:
        self.behind = False
        """Whether reports are in the library that have not been compared with the rest yet."""
        self._library = library
        self._reader = reader
        self._jobs: OrderedDict[str, Job] = OrderedDict()
        self._queue: queue.Queue[tuple[Job, Sequence[Document]] | Literal["match"] | None] = queue.Queue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def start(self, documents: Sequence[Document]) -> Job:
        """Take documents in; they are read as soon as those before them are.

        Raises:
            FullError: Too much is waiting already.
        """
        size = sum(len(document.data) for document in documents)
        job = Job(secrets.token_hex(8), len(documents), _now(), size)
        with self._lock:
            waiting = sum(other.size for other in self._jobs.values() if not other.over)
            if waiting and waiting + size > _MOST_WAITING:
                raise FullError("Too much is waiting to be read; try again in a few minutes.")
            self._jobs[job.id] = job
            for id_ in [id_ for id_, other in self._jobs.items() if other.over][: len(self._jobs) - _MOST_JOBS]:
                del self._jobs[id_]
            self._awake()
        self._queue.put((job, documents))
        return job

    def catch_up(self) -> None:
        """Compare what is new in the library with the rest, beside the server."""
        with self._lock:
            if self.behind:
                return
            self.behind = True
            self._awake()
        self._queue.put("match")

    def _awake(self) -> None:
        if self._thread is None:
            self._thread = threading.Thread(target=self._work, name="sayso-adding", daemon=True)
            self._thread.start()

    def job(self, id_: str) -> Job | None:
        """Return a job by its id."""
        return self._jobs.get(id_)

    def running(self) -> list[Job]:
        """Return the jobs that are not over."""
        return [job for job in list(self._jobs.values()) if not job.over]

    def close(self) -> None:
        """Stop after the report that is being read."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None:
            for job in self.running():
                job.over = True
            self._queue.put(None)
            thread.join(timeout=60)

    def _work(self) -> None:
        while (taken := self._queue.get()) is not None:
            if taken == "match":
                self._match()
                continue
            job, documents = taken
            for document in documents:
                if job.over:
                    break
                self._add(job, document)
                job.at += 1
            job.over = True
            self._match()

    def _match(self) -> None:
        """Compare what is new with the rest, until somebody hands in more: then after that."""
        self.behind = True
        try:
            while self._queue.empty():
                if not self._library.match(_AT_ONCE):
                    self.behind = False
                    return
        except Exception:  # whoever asks for claims next meets the fault, and is told
            _LOG.exception("comparing new reports failed")
            self.behind = False

    def _add(self, job: Job, document: Document) -> None:
        job.items.append(Item(document.name, "reading"))
        found = False
        try:
            for report in _admitted(document):
                if job.over:
                    return
                told = self._put(report, document)
                if found:
                    job.items.append(told)
                else:
                    job.items[-1] = told
                found = True
            if not found:
                job.items[-1] = Item(document.name, "refused", says="It holds no report.")
        except Exception as error:  # one document that breaks us must not stop the rest
            says = f"Sayso failed on it ({type(error).__name__}: {error})"
            job.items[-1] = Item(document.name, "failed", says=says[:500])

    def _put(self, report: Report, document: Document) -> Item:
        title = " ".join((report.title or "").split())[:200] or None
        if report.refused is None and self._library.holds(report.id):
            return Item(document.name, "known", report.id, title)
        reading = next(iter(self._reader().read_many([report])))
        original = document.data if report.bytes_sha256 == sha256(document.data) else None
        state = self._library.put(reading, original, received=_now())
        refused = reading.report.refused
        return Item(document.name, state, report.id, title, refused.reason if refused else "")


def _admitted(document: Document) -> Iterator[Report]:
    """Yield the reports that a document holds: one, or as many as it has JSON lines."""
    from sayso.stages.admit import AdmitOptions, admit_paths

    options = AdmitOptions(published=document.published, url=document.url, outlet=document.outlet, title=document.title)
    for report in admit_paths(["-"], options, stdin=document.data):
        yield replace(report, path=document.name)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
