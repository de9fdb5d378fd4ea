"""What the commands share: exit statuses, readings as they come with their progress, and where output goes."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from sayso.model.reading import Reading

if TYPE_CHECKING:
    from sayso.stages.admit import AdmitOptions

# What the exit status says; docs/cli.md and the help say the same.
READ, BROKEN, USAGE, REFUSED, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 3, 130, 141


@contextmanager
def stopped_quietly() -> Iterator[None]:
    """Leave without a word on Ctrl-C, or when nobody reads on (``sayso read … | head``)."""
    try:
        yield
    except KeyboardInterrupt:
        raise SystemExit(INTERRUPTED) from None
    except BrokenPipeError:
        # Python would complain on the way out that it can't flush: let it flush to nowhere.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(PIPE_CLOSED) from None


class Readings:
    """The readings as they come, counted, with progress on standard error where somebody looks."""

    def __init__(self, readings: Iterator[Reading], paths: Sequence[str], *, watched: bool) -> None:
        self._readings = readings
        self._paths = paths
        self._watched = watched
        self.count = 0
        self.refused = 0

    def __iter__(self) -> Iterator[Reading]:
        with self._progress() as tell:
            for reading in self._readings:
                self.count += 1
                self.refused += reading.report.refused is not None
                tell()
                yield reading

    @contextmanager
    def _progress(self) -> Iterator[Callable[[], None]]:
        if not self._watched:
            yield lambda: None
            return
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        from sayso.stages.admit import count_inputs

        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
        bar = Progress(*columns, console=Console(stderr=True), transient=True)
        task = bar.add_task("reading", total=None)

        def tell() -> None:
            # One document needs no progress; the second shows that it may take a while.
            if self.count == 2:
                bar.update(task, total=count_inputs(self._paths))
                bar.start()
            bar.update(task, completed=self.count)

        try:
            yield tell
        finally:
            bar.stop()


def read_paths(paths: Sequence[str], options: AdmitOptions) -> Iterator[Reading]:
    """Read the reports that the paths hold, one by one; ``-`` is standard input."""
    from sayso.pipeline import Pipeline
    from sayso.stages.admit import admit_paths

    yield from Pipeline().read_many(admit_paths(paths, options, stdin=sys.stdin.buffer))


@contextmanager
def output_to(path: str | None) -> Iterator[IO[bytes]]:
    """Open a file for the output, or lead to standard output where none is named."""
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
    else:
        with open(path, "wb") as out:
            yield out
