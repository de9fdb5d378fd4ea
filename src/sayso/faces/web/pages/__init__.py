"""The workbench's pages: each module answers for one kind of thing."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.faces.web.pages import adding, claim, decisions, dossier, library, login, report, source

ROUTERS: tuple[APIRouter, ...] = (
    library.router,
    adding.router,
    report.router,
    claim.router,
    source.router,
    dossier.router,
    decisions.router,
    login.router,
)
