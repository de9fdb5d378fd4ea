"""Small readings of invented reports, made without a model."""

from __future__ import annotations

from sayso.model.attribution import Attribution, Manner
from sayso.model.identity import finding_id, refused_id, report_id, sha256
from sayso.model.reading import Reading
from sayso.model.report import Refusal, Report
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span
from sayso.model.statement import Statement


def reading(
    content: str = "the ferry had been held back by fog",
    *,
    source: str = "Ilva Marek",
    cue: str = "said",
    kind: SourceKind = "person",
    party: str | None = "Port of Tarn",
    manner: Manner = "neutral",
    outlet: str | None = "Tarn Courier",
    published: str | None = "2031-05-04",
    title: str | None = "Ferry held in the harbour",
    url: str | None = None,
    more: str = "",
) -> Reading:
    """A report of one sentence, SOURCE CUE CONTENT, with its attribution found."""
    text = f"{source} {cue} {content}.{more}"
    whose = (Span(0, len(source)),)
    by = (Span(len(source) + 1, len(source) + 1 + len(cue)),)
    what = (Span(by[0].end + 1, by[0].end + 1 + len(content)),)
    said = Attribution(
        finding_id("a", (whose, by, what)),
        whose,
        by,
        what,
        source_id=finding_id("s", (whose,)),
        source_status="named",
        manner=manner,
        confidence=0.9,
    )
    return Reading(
        Report(
            id=report_id(text, url, outlet, published),
            text=text,
            url=url,
            outlet=outlet,
            title=title,
            published=published,
            language="en",
            bytes_sha256=sha256(text),
            text_sha256=sha256(text),
        ),
        attributions=(said,),
        sources=(Source(finding_id("s", (whose,)), source, kind, party=party, mentions=whose),),
        statements=(Statement(finding_id("t", (what,)), "attributed", what, said.id),),
        models={"stand-in": "1"},
    )


def refused(path: str = "a.txt", code: str = "empty") -> Reading:
    """A report that could not be read."""
    return Reading(
        Report(
            refused_id(code, path, None, None),
            "",
            path=path,
            refused=Refusal("empty", "There is nothing in it."),
        )
    )
