"""Coming in where a token is needed, and saying who decides."""

from __future__ import annotations

import asyncio
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.faces.web.bench import back_to, bench_of, own_form, page, set_cookie, went, who_decides, words
from sayso.faces.web.security import SESSION

router = APIRouter()

Form = Annotated[FormData, Depends(own_form)]


@router.get("/login")
def ask(request: Request) -> Response:
    """Ask for the token."""
    if bench_of(request).keys.token is None:
        return RedirectResponse("/", 303)
    return page(request, "login.html", says="")


@router.post("/login")
async def come_in(request: Request, form: Form) -> Response:
    """Let in whoever has the token."""
    bench = bench_of(request)
    keys = bench.keys
    if not keys.may_try():
        return page(request, "login.html", status=429, says="Too many wrong tokens. Wait a minute.")
    if not keys.opens(words(form, "token", 500)):
        keys.failed()
        await asyncio.sleep(0.3)
        return page(request, "login.html", status=403, says="That is not the token.")
    response = RedirectResponse("/", 303)
    set_cookie(response, SESSION, keys.session(), secure=bench.secure)
    return response


@router.post("/logout")
def leave(request: Request, form: Form) -> Response:
    """Forget that this browser came in."""
    response = RedirectResponse("/login", 303)
    response.delete_cookie(SESSION, path="/")
    return response


@router.post("/who")
def name_oneself(request: Request, form: Form) -> Response:
    """Keep the name that this browser's decisions carry."""
    return went(request, back_to(form, "/"), did="who", who=who_decides(request, form))
