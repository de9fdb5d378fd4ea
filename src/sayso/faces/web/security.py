"""Who may ask what of the workbench: host, token, origin, size and time, and the headers of every answer."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import ipaddress
import secrets
import time
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.model.errors import InputError

SESSION = "sayso_session"
PAGE = "sayso_page"
WHO = "sayso_who"

TOKEN_LEAST = 16
"""A token that guards an open address has at least this many characters."""

_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
_FORMS = ("application/x-www-form-urlencoded", "multipart/form-data")
_HOURS = 12 * 3600
_TRIES, _WITHIN = 10, 60.0

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
)

HEADERS = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Nothing is told to anybody else. "no-referrer" would also hide from ourselves that a form is our own:
    # browsers then send "Origin: null" with it.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
}


@dataclass(frozen=True, slots=True)
class Limits:
    """How much may be sent in one request, and how long that may take."""

    body_bytes: int = 40_000_000
    body_seconds: float = 60.0
    files: int = 500


def is_loopback(host: str) -> bool:
    """Say whether an address is reached from this machine alone."""
    if host.casefold() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def check_address(host: str, token: str | None) -> None:
    """Refuse to serve where others can reach it without a token.

    Raises:
        InputError: The address is not this machine's own and the token is missing or too short.
    """
    if token is not None and len(token) < TOKEN_LEAST:
        raise InputError(f"a token needs {TOKEN_LEAST} characters or more")
    if token is None and not is_loopback(host):
        raise InputError(
            f"{host} can be reached from other machines: give a token of {TOKEN_LEAST} characters or more "
            "(--token, or the variable SAYSO_TOKEN)"
        )


@dataclass(slots=True)
class Keys:
    """What proves that a request comes from somebody who logged in, and a form from our own page.

    The key lives as long as the process: after a restart people log in again.
    """

    token: str | None = None
    _key: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)
    _failed: deque[float] = field(default_factory=deque, repr=False)

    def opens(self, given: str) -> bool:
        """Say whether this is the token, in the same time whatever is given."""
        return self.token is not None and hmac.compare_digest(_digest(given), _digest(self.token))

    def may_try(self) -> bool:
        """Say whether another token may be tried now; a few a minute are enough for a person."""
        now = time.monotonic()
        while self._failed and now - self._failed[0] > _WITHIN:
            self._failed.popleft()
        return len(self._failed) < _TRIES

    def failed(self) -> None:
        """Note that a wrong token was given."""
        self._failed.append(time.monotonic())

    def session(self) -> str:
        """Return the value of a cookie that stands for the token for some hours."""
        until = str(int(time.time()) + _HOURS)
        return f"{until}.{self._sign('session', until)}"

    def in_session(self, value: str | None) -> bool:
        """Say whether a cookie is one that we gave, and not too old."""
        until, _, signature = (value or "").partition(".")
        if not until.isascii() or not until.isdigit() or len(until) > 12:
            return False
        return hmac.compare_digest(_digest(signature), _digest(self._sign("session", until))) and (
            int(until) > time.time()
        )

    def form(self, page: str) -> str:
        """Return what a form of ours carries, for the page cookie of whoever asked for the form."""
        return self._sign("form", page)

    def from_our_form(self, page: str | None, given: str) -> bool:
        """Say whether a form is one that we gave to the same browser."""
        return bool(page) and hmac.compare_digest(_digest(given), _digest(self.form(page or "")))

    def _sign(self, what: str, value: str) -> str:
        return hmac.new(self._key, f"{what}\x1f{value}".encode("utf-8", "replace"), hashlib.sha256).hexdigest()


def _digest(value: str) -> bytes:
    return hashlib.sha256(value.encode("utf-8", "surrogatepass")).digest()


@dataclass(frozen=True, slots=True)
class Hosts:
    """The names under which the workbench answers.

    Another name in the Host header means that somebody's page made its own name lead here (DNS
    rebinding). That needs a name: a bare address is let through where one was opened to others.
    """

    names: frozenset[str]
    any_address: bool = False

    @classmethod
    def of(cls, host: str, also: Iterable[str] = ()) -> Hosts:
        """Return the names for the address that is served, and those that were added."""
        own = {"localhost", "127.0.0.1", "::1", *(name.casefold() for name in also)}
        return cls(frozenset({*own, host.casefold().strip("[]")}), any_address=not is_loopback(host))

    def admit(self, host: str) -> bool:
        """Say whether a Host header names us."""
        name = _name(host)
        if name in self.names:
            return True
        if not self.any_address:
            return False
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def _name(host: str) -> str:
    """Return a Host header's name, without port and brackets; nothing where it is no host."""
    try:
        parts = urlsplit(f"//{host}")
        _ = parts.port
    except ValueError:
        return ""
    if parts.path or parts.query or parts.fragment or "@" in host:
        return ""
    return (parts.hostname or "").casefold()


class _Cut(Exception):
    """The body was cut off; the answer says why."""


class Guard:
    """Stands before the application and lets in what may come in."""

    def __init__(self, app: ASGIApp, *, keys: Keys, hosts: Hosts, limits: Limits) -> None:
        self.app = app
        self.keys = keys
        self.hosts = hosts
        self.limits = limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await refusal(scope, receive, _with_headers(send))
            return
        await self._bounded(scope, receive, send)

    def _refusal(self, scope: Scope, headers: Headers) -> Response | None:
        hosts = headers.getlist("host")
        if len(hosts) != 1 or not self.hosts.admit(hosts[0]):
            return _no(scope, 421, "This workbench does not answer under that name.")
        method, path = scope["method"], scope["path"]
        if method not in _SAFE and not _same_origin(scope, headers):
            return _no(scope, 403, "Only the workbench's own pages may write to it.")
        open_to_all = path.startswith("/static/") or path == "/login"
        if self.keys.token is not None and not open_to_all and not self._known(headers):
            if path.startswith("/api/") or method not in _SAFE:
                return _no(scope, 401, "Log in first, or send the token as Authorization: Bearer TOKEN.")
            return RedirectResponse("/login", 303)
        if path.startswith("/api/") and method not in _SAFE:
            kind = headers.get("content-type", "").partition(";")[0].strip().casefold()
            # A page of somebody else's can send a form here, but not JSON: that makes the browser ask first.
            if kind != "application/json":
                return _no(scope, 415, "Send JSON, with the header Content-Type: application/json.")
        told = headers.get("content-length", "0")
        if not told.isascii() or not told.isdigit():
            return _no(scope, 400, "The length of what was sent is no number.")
        if int(told[:20]) > self.limits.body_bytes:
            return _no(scope, 413, self._too_large())
        return None

    def _known(self, headers: Headers) -> bool:
        scheme, _, given = headers.get("authorization", "").partition(" ")
        if scheme.casefold() == "bearer" and given:
            if not self.keys.may_try():
                return False
            if self.keys.opens(given.strip()):
                return True
            self.keys.failed()
            return False
        return self.keys.in_session(cookies(headers).get(SESSION))

    async def _bounded(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand a request on, its body bounded in size and time."""
        cut: list[Response] = []
        begun = False
        read = 0
        over = False
        deadline = time.monotonic() + self.limits.body_seconds

        async def bounded_receive() -> Message:
            nonlocal read, over
            if over:
                return await receive()
            try:
                message = await asyncio.wait_for(receive(), max(0.01, deadline - time.monotonic()))
            except TimeoutError:
                cut.append(_no(scope, 408, f"That took longer than {self.limits.body_seconds:g} seconds to arrive."))
                raise _Cut from None
            read += len(message.get("body", b""))
            if read > self.limits.body_bytes:
                cut.append(_no(scope, 413, self._too_large()))
                raise _Cut
            over = not message.get("more_body", False)
            return message

        dressed = _with_headers(send)

        async def bounded_send(message: Message) -> None:
            nonlocal begun
            if cut and not begun:
                # The application made an answer of its own out of the cut: ours says why.
                raise _Cut
            begun = True
            await dressed(message)

        try:
            await self.app(scope, bounded_receive, bounded_send)
        except _Cut:
            if not begun:
                await cut[0](scope, receive, dressed)

    def _too_large(self) -> str:
        return f"That is more than {self.limits.body_bytes // 1_000_000} MB, the most that one request may hold."


def _same_origin(scope: Scope, headers: Headers) -> bool:
    """Say whether a request that writes comes from our own pages, or from no page at all."""
    fetched = headers.get("sec-fetch-site")
    if fetched is not None and fetched != "same-origin":
        return False
    origin = headers.get("origin")
    if origin is None:
        return True
    return origin.casefold() == f"{scope.get('scheme', 'http')}://{headers.get('host', '')}".casefold()


def cookies(headers: Headers) -> dict[str, str]:
    """Return a request's cookies; broken ones are left out."""
    found: SimpleCookie = SimpleCookie()
    try:
        found.load(headers.get("cookie", ""))
    except CookieError:
        return {}
    return {name: morsel.value for name, morsel in found.items()}


def _no(scope: Scope, status: int, says: str) -> Response:
    # What was not read of the body is not waited for.
    headers = {"connection": "close"} if status in (408, 413) else {}
    if scope["path"].startswith("/api/"):
        return JSONResponse({"error": {"status": status, "says": says}}, status, headers)
    return PlainTextResponse(says + "\n", status, headers)


def _with_headers(send: Send) -> Send:
    async def dressed(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in HEADERS.items():
                headers.setdefault(name, value)
            headers.setdefault("cache-control", "no-store")
        await send(message)

    return dressed
