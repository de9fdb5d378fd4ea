"""Our own style sheets, script and icon: a fixed list of files, so that no path can lead anywhere else."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

_KINDS = {"css": "text/css", "js": "text/javascript", "svg": "image/svg+xml"}

_FILES = {
    "page.css": "templates/page.css",
    "trace.css": "templates/trace.css",
    "workbench.css": "web/files/workbench.css",
    "workbench.js": "web/files/workbench.js",
    "icon.svg": "web/files/icon.svg",
}

_NUMBERS = 400
_WORDS = 60


@cache
def _bytes(name: str) -> bytes:
    if name == "marks.css":
        return "\n".join(_together()).encode()
    return files("sayso.faces").joinpath(_FILES[name]).read_bytes()


def _together() -> list[str]:
    """Return the rules by which all pieces of an attribution light up, and one voice's marks stand out."""
    from sayso.faces.page import picking, together

    return [*together(_NUMBERS), *picking(_WORDS)]


@cache
def version_of(name: str) -> str:
    """Return a few letters that change with the file."""
    return hashlib.sha256(_bytes(name)).hexdigest()[:12]


def static(request: Request) -> Response:
    """Answer with one of the files."""
    name = request.path_params["name"]
    if name != "marks.css" and name not in _FILES:
        raise HTTPException(404, "There is no such file.")
    kind = _KINDS[name.rpartition(".")[2]]
    # The address changes with the file, so what is kept never grows old.
    return Response(_bytes(name), media_type=kind, headers={"cache-control": "private, max-age=31536000, immutable"})
