"""The workbench's pages: each module answers for one kind of thing."""

from __future__ import annotations

from fastapi import APIRouter

from sayso.faces.web.pages import adding, library, login, report

ROUTERS: tuple[APIRouter, ...] = (library.router, adding.router, report.router, login.router)
