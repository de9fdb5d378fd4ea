"""A library from Python: reading files and folders into it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator

from sayso.pipeline_library import Taken
from sayso.pipeline_library import add as adding
from sayso.stages.admit import admit_originals
from sayso.store import Library


def add(
    library: Library, paths: str | os.PathLike[str] | Iterable[str | os.PathLike[str]], *, again: bool = False
) -> Iterator[Taken]:
    """Read the reports in files and folders into a library, one by one; what it holds isn't read again.

    Lazy. Yields what became of each: its id, ``became`` ("new", "known", "refused" or "removed before"),
    and its reading, where one was made.

    Args:
        library: Where to.
        paths: A file or a folder, or several of them.
        again: Take in what was removed from the library before, too.
    """
    from sayso.faces.python import _pipeline

    several = [paths] if isinstance(paths, str | os.PathLike) else paths
    admitted = admit_originals([os.fspath(path) for path in several])
    return (taken for _, taken in adding(library, admitted, _pipeline, again=again))
