"""A reading as plain JSON values and back again, exactly: the contract ``sayso.reading/1``."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from typing import Any, TypeVar, get_args

from sayso.model.attribution import Attribution, Manner, Quotation, SourceStatus
from sayso.model.errors import InputError
from sayso.model.evidence import Evidence
from sayso.model.ground import Place, Quantity, Time
from sayso.model.reading import Reading
from sayso.model.report import Block, BlockKind, Link, Refusal, RefusalCode, Report
from sayso.model.source import Source, SourceKind
from sayso.model.span import Span, Spans
from sayso.model.statement import Statement, Voice

SCHEMA = "sayso.reading/1"
"""The name and version of the contract; a change that breaks a reader of it raises the number."""

_T = TypeVar("_T")

# What JSON allows raw, and a program downstream may trip over: line ends that only some know
# (U+0085, U+2028, U+2029), control characters that a terminal obeys, and lone surrogates, which
# no UTF-8 can hold. They travel as \uXXXX.
_UNSAFE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")

# Above this, not every whole number is a float of its own.
_EXACT = 2**53


def to_json(reading: Reading, *, version: str, indent: int | None = None) -> str:
    """Return a reading as JSON text: one line, or indented for a person.

    Characters stand for themselves, except those that could do harm on the way: lone surrogates,
    control characters and rare line separators are escaped, so that the result is always UTF-8
    and one line stays one line.

    Args:
        reading: What to write.
        version: Sayso's version, written to ``made_by``.
        indent: Spaces a level; None for one line.
    """
    return json_text(to_plain(reading, version=version), indent=indent)


def json_text(plain: Mapping[str, Any], *, indent: int | None = None) -> str:
    """Return plain values as JSON text, escaped as ``to_json`` escapes a reading."""
    text = json.dumps(plain, ensure_ascii=False, allow_nan=False, indent=indent)
    return _UNSAFE.sub(lambda found: f"\\u{ord(found.group()):04x}", text)


def from_json(text: str | bytes) -> Reading:
    """Return the reading that a JSON text holds.

    Raises:
        InputError: The text is no JSON, or no reading of this contract.
    """
    try:
        data = json.loads(text)
    except ValueError as error:
        raise InputError(f"not JSON: {error}") from None
    return from_plain(data)


def to_plain(reading: Reading, *, version: str) -> dict[str, Any]:
    """Return a reading as dictionaries, lists, strings and numbers, in the contract's order."""
    return {
        "schema": SCHEMA,
        "made_by": {"sayso": version, "models": dict(reading.models)},
        "report": _plain_report(reading.report),
        "attributions": [_plain_attribution(a) for a in reading.attributions],
        "sources": [_plain_source(s) for s in reading.sources],
        "statements": [_plain_statement(s) for s in reading.statements],
        "times": [
            {
                "span": list(t.span),
                "value": t.value,
                "statements": list(t.statements),
                "evidence": _plain_evidence(t.evidence),
            }
            for t in reading.times
        ],
        "quantities": [
            {
                "span": list(q.span),
                "least": _plain_number(q.least),
                "most": _plain_number(q.most),
                "unit": q.unit,
                "statements": list(q.statements),
                "evidence": _plain_evidence(q.evidence),
            }
            for q in reading.quantities
        ],
        "places": [
            {
                "span": list(p.span),
                "name": p.name,
                "country": p.country,
                "statements": list(p.statements),
                "evidence": _plain_evidence(p.evidence),
            }
            for p in reading.places
        ],
    }


def from_plain(data: Mapping[str, Any]) -> Reading:
    """Return the reading that plain values hold; ``from_plain(to_plain(r, …)) == r``.

    Raises:
        InputError: The values are no reading of this contract, or a span lies outside the text.
    """
    try:
        if data["schema"] != SCHEMA:
            raise InputError(f"the schema is {data['schema']!r}, and this version reads {SCHEMA!r}")
        reading = Reading(
            report=_report(data["report"]),
            attributions=_each(data["attributions"], _attribution),
            sources=_each(data["sources"], _source),
            statements=_each(data["statements"], _statement),
            times=_each(data["times"], _time),
            quantities=_each(data["quantities"], _quantity),
            places=_each(data["places"], _place),
            models=dict(data["made_by"]["models"]),
        )
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"not a {SCHEMA}: {type(error).__name__} at {error}") from None
    _check_spans(reading)
    return reading


def spans_in(reading: Reading) -> Iterable[Span]:
    """Yield every span of a reading, those of its evidence included."""
    report = reading.report
    yield from (block.span for block in report.blocks)
    yield from (link.span for link in report.links)
    for a in reading.attributions:
        for spans in (a.source, a.cue, a.content, a.basis):
            yield from spans
    for source in reading.sources:
        yield from source.mentions
    for statement in reading.statements:
        yield from statement.spans
    grounded: tuple[Time | Quantity | Place, ...] = (*reading.times, *reading.quantities, *reading.places)
    for ground in grounded:
        yield ground.span
    findings: tuple[Report | Attribution | Source | Statement | Time | Quantity | Place, ...] = (
        report,
        *reading.attributions,
        *reading.sources,
        *reading.statements,
        *grounded,
    )
    for finding in findings:
        for evidence in finding.evidence:
            yield from evidence.spans


def _plain_report(report: Report) -> dict[str, Any]:
    refused = report.refused
    return {
        "id": report.id,
        "external_id": report.external_id,
        "path": report.path,
        "url": report.url,
        "outlet": report.outlet,
        "title": report.title,
        "authors": list(report.authors),
        "published": report.published,
        "credit": report.credit,
        "language": report.language,
        "encoding": report.encoding,
        "bytes_sha256": report.bytes_sha256,
        "text_sha256": report.text_sha256,
        "text": report.text,
        "refused": None if refused is None else {"code": refused.code, "reason": refused.reason},
        "blocks": [{"kind": b.kind, "span": list(b.span)} for b in report.blocks],
        "links": [{"span": list(link.span), "url": link.url} for link in report.links],
        "evidence": _plain_evidence(report.evidence),
    }


def _plain_attribution(a: Attribution) -> dict[str, Any]:
    return {
        "id": a.id,
        "source": _plain_spans(a.source),
        "cue": _plain_spans(a.cue),
        "content": _plain_spans(a.content),
        "within": a.within,
        "source_id": a.source_id,
        "source_status": a.source_status,
        "quotation": a.quotation,
        "manner": a.manner,
        "basis": _plain_spans(a.basis),
        "confidence": a.confidence,
        "evidence": _plain_evidence(a.evidence),
    }


def _plain_source(s: Source) -> dict[str, Any]:
    return {
        "id": s.id,
        "name": s.name,
        "kind": s.kind,
        "role": s.role,
        "party": s.party,
        "mentions": _plain_spans(s.mentions),
        "evidence": _plain_evidence(s.evidence),
    }


def _plain_statement(s: Statement) -> dict[str, Any]:
    return {
        "id": s.id,
        "voice": s.voice,
        "attribution": s.attribution,
        "spans": _plain_spans(s.spans),
        "evidence": _plain_evidence(s.evidence),
    }


def _plain_spans(spans: Spans) -> list[list[int]]:
    return [list(span) for span in spans]


def _plain_evidence(evidence: Iterable[Evidence]) -> list[dict[str, Any]]:
    return [{"rule": e.rule, "says": e.says, "spans": _plain_spans(e.spans)} for e in evidence]


def _plain_number(value: float | None) -> float | int | None:
    """An end that is open or not finite is null; a whole number is written as one."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() and abs(value) < _EXACT else value


def _report(data: Mapping[str, Any]) -> Report:
    refused = data["refused"]
    return Report(
        id=_text(data["id"]),
        text=_text(data["text"]),
        external_id=data["external_id"],
        path=data["path"],
        url=data["url"],
        outlet=data["outlet"],
        title=data["title"],
        authors=tuple(_text(author) for author in data["authors"]),
        published=data["published"],
        credit=data["credit"],
        language=data["language"],
        encoding=data["encoding"],
        bytes_sha256=data["bytes_sha256"],
        text_sha256=data["text_sha256"],
        refused=None
        if refused is None
        else Refusal(code=_one_of(RefusalCode, refused["code"]), reason=_text(refused["reason"])),
        blocks=_each(data["blocks"], lambda b: Block(kind=_one_of(BlockKind, b["kind"]), span=_span(b["span"]))),
        links=_each(data["links"], lambda link: Link(span=_span(link["span"]), url=_text(link["url"]))),
        evidence=_evidence(data["evidence"]),
    )


def _attribution(data: Mapping[str, Any]) -> Attribution:
    return Attribution(
        id=_text(data["id"]),
        source=_spans(data["source"]),
        cue=_spans(data["cue"]),
        content=_spans(data["content"]),
        within=data["within"],
        source_id=data["source_id"],
        source_status=_one_of(SourceStatus, data["source_status"]),
        quotation=_one_of(Quotation, data["quotation"]),
        manner=_one_of(Manner, data["manner"]),
        basis=_spans(data["basis"]),
        confidence=float(data["confidence"]),
        evidence=_evidence(data["evidence"]),
    )


def _source(data: Mapping[str, Any]) -> Source:
    return Source(
        id=_text(data["id"]),
        name=_text(data["name"]),
        kind=_one_of(SourceKind, data["kind"]),
        role=data["role"],
        party=data["party"],
        mentions=_spans(data["mentions"]),
        evidence=_evidence(data["evidence"]),
    )


def _statement(data: Mapping[str, Any]) -> Statement:
    return Statement(
        id=_text(data["id"]),
        voice=_one_of(Voice, data["voice"]),
        spans=_spans(data["spans"]),
        attribution=data["attribution"],
        evidence=_evidence(data["evidence"]),
    )


def _time(data: Mapping[str, Any]) -> Time:
    return Time(_span(data["span"]), _text(data["value"]), tuple(data["statements"]), _evidence(data["evidence"]))


def _quantity(data: Mapping[str, Any]) -> Quantity:
    return Quantity(
        span=_span(data["span"]),
        least=_number(data["least"]),
        most=_number(data["most"]),
        unit=data["unit"],
        statements=tuple(data["statements"]),
        evidence=_evidence(data["evidence"]),
    )


def _place(data: Mapping[str, Any]) -> Place:
    return Place(
        span=_span(data["span"]),
        name=_text(data["name"]),
        country=data["country"],
        statements=tuple(data["statements"]),
        evidence=_evidence(data["evidence"]),
    )


def _each(items: Iterable[Mapping[str, Any]], make: Callable[[Mapping[str, Any]], _T]) -> tuple[_T, ...]:
    return tuple(make(item) for item in items)


def _evidence(items: Iterable[Mapping[str, Any]]) -> tuple[Evidence, ...]:
    return _each(items, lambda e: Evidence(_text(e["rule"]), _text(e["says"]), _spans(e["spans"])))


def _span(pair: Iterable[int]) -> Span:
    start, end = pair
    if type(start) is not int or type(end) is not int:
        raise TypeError(f"a span is two whole numbers, not {[start, end]}")
    return Span(start, end)


def _spans(pairs: Iterable[Iterable[int]]) -> Spans:
    return tuple(_span(pair) for pair in pairs)


def _number(value: float | None) -> float | None:
    return None if value is None else float(value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError(f"text is wanted, not {value!r}")
    return value


def _one_of(words: Any, value: object) -> Any:
    """Return the value if the closed list has it."""
    if value not in get_args(words):
        raise TypeError(f"{value!r} is none of {', '.join(get_args(words))}")
    return value


def _check_spans(reading: Reading) -> None:
    end = len(reading.text)
    for span in spans_in(reading):
        if not 0 <= span.start <= span.end <= end:
            raise InputError(f"the span {list(span)} lies outside the text, which has {end} characters")
