"""Adding reports: files or a pasted text, and the progress of what is being read."""

from __future__ import annotations

from pathlib import PurePosixPath, PureWindowsPath
from typing import Annotated

from fastapi import APIRouter, Depends
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from sayso.faces.answer import many
from sayso.faces.web.adding import Document, Job, State
from sayso.faces.web.bench import bench_of, own_form, page, words
from sayso.stages.admit.dates import iso_date

router = APIRouter()

Form = Annotated[FormData, Depends(own_form)]

LABELS: dict[State, str] = {
    "waiting": "waiting",
    "reading": "being read",
    "new": "added",
    "known": "here already",
    "removed before": "removed before, so not added again",
    "refused": "not read:",
    "failed": "failed:",
}


@router.get("/add")
def ask(request: Request) -> Response:
    """Ask for reports."""
    limits = bench_of(request).limits
    return page(request, "add.html", at="Library", most_files=limits.files, most_bytes=limits.body_bytes // 1_000_000)


@router.post("/add")
def add(request: Request, form: Form) -> Response:
    """Take files or a text in, and show how far they are."""
    known = {
        "url": words(form, "url") or None,
        "outlet": words(form, "outlet", 200) or None,
        "title": words(form, "title", 500) or None,
        "published": words(form, "published", 40) or None,
    }
    if known["published"] and iso_date(known["published"]) is None:
        raise HTTPException(400, f"{known['published']!r} is not a date; write it as 2026-03-04.")
    documents = [
        Document(_name(file.filename), file.file.read(), **known)
        for file in form.getlist("files")
        if isinstance(file, UploadFile) and file.filename
    ]
    text = form.get("text")
    if isinstance(text, str) and text.strip():
        # Browsers send line ends as CRLF; the text's own are not known, and LF is what a file would have.
        data = text.replace("\r\n", "\n").encode("utf-8", "replace")
        documents.append(Document(known["title"] or "pasted text", data, **known))
    if not documents:
        raise HTTPException(400, "Choose a file, or paste a text.")
    job = bench_of(request).adding.start(documents)
    return RedirectResponse(f"/add/{job.id}", 303)


@router.get("/add/{id_}")
def progress(request: Request, id_: str) -> Response:
    """Show what became of what was handed in."""
    job = bench_of(request).adding.job(id_)
    if job is None:
        raise HTTPException(404, "No such reports were handed in since the workbench was started.")
    items = list(job.items)
    return page(
        request,
        "job.html",
        at="Library",
        job=job,
        line=line_of(job),
        items=items[-500:],
        left_out=max(0, len(items) - 500),
        labels=LABELS,
    )


def line_of(job: Job) -> str:
    """Say in one sentence how far a job is."""
    counts = job.counts
    told = [
        f"{many(counts[state], 'report')} {words_}"
        for state, words_ in (
            ("new", "added"),
            ("known", "here already"),
            ("removed before", "left out, since somebody removed it before"),
            ("refused", "not read"),
            ("failed", "failed"),
        )
        if counts.get(state)
    ]
    begun = f"{many(job.at, 'document')} of {job.documents:,} done" if not job.over else "Done"
    return f"{begun}: {', '.join(told)}." if told else f"{begun}."


def _name(filename: str | None) -> str:
    """Return a file's name without the folders that a browser, or somebody else, put before it."""
    name = PurePosixPath(PureWindowsPath(filename or "").name).name
    return "".join(c if c.isprintable() else "\ufffd" for c in name)[:200] or "file"
