"""What every page and every call of the API works with: the library, the reader, the keys, and who asks."""

from __future__ import annotations

import secrets
import time
from collections import deque
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote, unquote

from starlette.datastructures import FormData
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sayso import __version__
from sayso.faces.templating import template
from sayso.faces.web.adding import Adding
from sayso.faces.web.security import PAGE, WHO, Keys, Limits, cookies
from sayso.model.decision import Decision
from sayso.model.errors import SaysoError
from sayso.model.reading import Reading
from sayso.model.trace import Trace
from sayso.store import Library

_YEAR = 365 * 24 * 3600
_LONGEST_WHO = 80


@dataclass(slots=True)
class Bench:
    """One running workbench."""

    library: Library
    adding: Adding
    keys: Keys = field(default_factory=Keys)
    limits: Limits = field(default_factory=Limits)
    secure: bool = False
    traced: deque[tuple[list[Reading], tuple[Decision, ...], Trace]] = field(default_factory=lambda: deque(maxlen=8))
    """The dossiers that were traced last, each with what its trace was made from."""

    def trace_of(self, library: Library, reports: list[str], readings: list[Reading]) -> Trace:
        """Return the trace of a dossier; one that was made from the very same readings and decisions is kept."""
        log = library.decisions(withdrawn=True)
        for kept in list(self.traced):
            if kept[1] == log and kept[0] == readings:
                return kept[2]
        made = library.trace(reports)
        self.traced.append((readings, log, made))
        return made


def bench_of(request: Request) -> Bench:
    """Return the workbench that a request came to."""
    bench: Bench = request.app.state.bench
    return bench


class BehindError(SaysoError):
    """Many reports are new, and claims are told when they have been compared with the rest."""

    def __init__(self) -> None:
        super().__init__("New reports are being compared with the rest. Claims are told when that is done.")


_FEW = 25
_PEOPLE_WAIT, _PROGRAMS_WAIT = 1.0, 20.0


def are_claims_ready(request: Request) -> bool:
    """Say whether claims can be told at once; a few new reports are compared while somebody waits."""
    bench = bench_of(request)
    if bench.adding.behind:
        return False
    if bench.library.match(_FEW) < _FEW:
        return True
    bench.adding.catch_up()
    return False


def with_claims(request: Request) -> Library:
    """Return the library, its claims brought up to date.

    Raises:
        BehindError: That takes longer than anybody would wait for a page.
    """
    until = time.monotonic() + (_PROGRAMS_WAIT if request.url.path.startswith("/api/") else _PEOPLE_WAIT)
    while not are_claims_ready(request):
        if time.monotonic() > until:
            raise BehindError
        time.sleep(0.05)
    return bench_of(request).library


def who_asks(request: Request) -> str:
    """Return the name that decisions of this browser carry; empty where nobody gave one yet."""
    return unquote(cookies(request.headers).get(WHO, ""))[:_LONGEST_WHO].strip()


def page(request: Request, name: str, *, status: int = 200, at: str = "", **more: object) -> HTMLResponse:
    """Return a page of the workbench.

    Args:
        request: What was asked.
        name: The template, in ``web/templates``.
        status: The answer's status.
        at: Which place of the menu the page belongs to.
        more: What the template needs.
    """
    bench = bench_of(request)
    own = cookies(request.headers).get(PAGE)
    mine = own if own and len(own) == 32 and own.isalnum() else secrets.token_hex(16)
    html = template(f"web/{name}").render(
        at=at,
        who=who_asks(request),
        form=bench.keys.form(mine),
        did=_DID.get(request.query_params.get("did", ""), ""),
        here=request.url.path + (f"?{request.url.query}" if request.url.query else ""),
        locked=bench.keys.token is not None,
        version=__version__,
        static=static_url,
        **more,
    )
    response = HTMLResponse(html.encode("utf-8", "replace"), status)
    if mine != own:
        set_cookie(response, PAGE, mine, secure=bench.secure)
    return response


def set_cookie(response: Response, name: str, value: str, *, secure: bool, age: int | None = None) -> None:
    """Set a cookie that scripts cannot read and other sites' requests don't carry."""
    response.set_cookie(name, value, max_age=age, httponly=True, samesite="strict", secure=secure, path="/")


async def own_form(request: Request) -> AsyncIterator[FormData]:
    """Yield the form that was sent, if it is one of our own pages'.

    Raises:
        HTTPException: It is not, or it is no form.
    """
    bench = bench_of(request)
    async with request.form(
        max_files=bench.limits.files, max_fields=5_000, max_part_size=bench.limits.body_bytes
    ) as form:
        given = form.get("form")
        if not isinstance(given, str) or not bench.keys.from_our_form(cookies(request.headers).get(PAGE), given):
            says = "That form is older than the server, or not ours. Load the page again, and then send it."
            raise HTTPException(403, says)
        yield form


def words(form: FormData | Mapping[str, Any], name: str, longest: int = 2_000) -> str:
    """Return a field of a form, trimmed; empty where it is missing.

    Raises:
        HTTPException: It is longer than it may be.
    """
    value = form.get(name)
    told = value.strip() if isinstance(value, str) else ""
    if len(told) > longest:
        raise HTTPException(400, f"{name} may have {longest:,} characters, not more")
    return told


def who_decides(request: Request, form: FormData) -> str:
    """Return the name under which a form decides: the one that it gives, else the one that is kept.

    Raises:
        NamelessError: There is none: it is asked for, and the form sent again with it.
    """
    name = " ".join(words(form, "who", _LONGEST_WHO).split()) or who_asks(request)
    if not name:
        sent = tuple((k, v) for k, v in form.multi_items() if isinstance(v, str) and k not in ("who", "form"))
        raise NamelessError(sent)
    return name


class NamelessError(Exception):
    """Somebody decides who has not said who they are; ``sent`` is their form."""

    def __init__(self, sent: tuple[tuple[str, str], ...]) -> None:
        super().__init__("a decision is kept with a name")
        self.sent = sent


def ask_who(request: Request, error: Any) -> Response:
    """Ask for the name, with the form to be sent again."""
    return page(request, "who.html", status=428, action=request.url.path, sent=error.sent)


def went(request: Request, to: str, *, did: str = "", who: str | None = None) -> Response:
    """Return the way to the page that shows what a form did; ``to`` is a path of our own, with its fragment."""
    path, sharp, fragment = to.partition("#")
    if did:
        path += ("&" if "?" in path else "?") + "did=" + did
    response = RedirectResponse(path + sharp + fragment, 303)
    if who is not None and who != who_asks(request):
        set_cookie(response, WHO, quote(who, safe=""), secure=bench_of(request).secure, age=_YEAR)
    return response


def back_to(form: FormData, otherwise: str) -> str:
    """Return the page of our own that a form wants to go back to."""
    told = words(form, "back", 4_000)
    # One slash: two would lead to somebody else's host; a backslash is a slash to browsers.
    ours = told.startswith("/") and not told.startswith("//") and "\\" not in told and told.isprintable()
    if not ours:
        return otherwise
    path, sharp, fragment = told.partition("#")
    head, mark, query = path.partition("?")
    kept = "&".join(part for part in query.split("&") if part and not part.startswith("did="))
    return head + (f"?{kept}" if mark and kept else "") + sharp + fragment


_DID: Mapping[str, str] = {
    "accept": "Accepted.",
    "reject": "Rejected. The finding is kept, and shown as rejected.",
    "reattribute": "Re-attributed.",
    "withdraw": "Taken back.",
    "same": "The two sources now count as one.",
    "different": "The two sources now count as two.",
    "merge": "The two claims now count as one.",
    "split": "The statement now stands apart.",
    "cut": "The tie is cut.",
    "tie": "The two origins are tied.",
    "step": "The step is cut.",
    "strike": "The source is struck.",
    "unstrike": "The source counts again.",
    "reliability": "The letter is noted.",
    "note": "The note is kept.",
    "who": "Your name is noted.",
    "dossier": "The dossier is saved.",
    "away": "The dossier is put away.",
    "gone": "It is gone for good.",
    "kept": "Nothing was changed.",
}
"""What a page may say was done: words of our own, told by a name in the address."""


def static_url(name: str) -> str:
    """Return the address of one of our own style sheets or scripts, new whenever the file is."""
    from sayso.faces.web.static import version_of

    return f"/static/{name}?{version_of(name)}"


__all__ = [
    "BehindError",
    "Bench",
    "Library",
    "NamelessError",
    "are_claims_ready",
    "ask_who",
    "back_to",
    "bench_of",
    "own_form",
    "page",
    "set_cookie",
    "static_url",
    "went",
    "who_asks",
    "who_decides",
    "with_claims",
    "words",
]
