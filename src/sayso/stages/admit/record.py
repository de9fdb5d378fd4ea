"""A JSON object to a Report: id, url, outlet, title, authors, published, and text or html."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from sayso.model.evidence import Evidence
from sayso.model.report import Report
from sayso.stages.admit.dates import iso_date
from sayso.stages.admit.document import Told, from_page, from_text, refused
from sayso.stages.admit.options import AdmitOptions

_RULE = "record/1"
_MOST_AUTHORS = 100
_LONGEST_FIELD = 10_000
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")


def from_record(record: object, told: Told, options: AdmitOptions) -> Report:
    """Admit one JSON object; whatever its fields hold, the answer is a report or a refusal."""
    if not isinstance(record, Mapping):
        return refused("malformed", f"A report is a JSON object; this is {_kind(record)}.", told)
    published, doubt = _date(record.get("published"))
    known = Told(
        path=told.path,
        external_id=_words(record.get("id")),
        url=_words(record.get("url")),
        outlet=_words(record.get("outlet")),
        title=_words(record.get("title")),
        authors=_authors(record.get("authors", record.get("author"))),
        published=published,
        encoding=told.encoding,
        bytes_sha256=told.bytes_sha256,
        evidence=(*told.evidence, *doubt),
    )
    text, page = record.get("text"), record.get("html")
    if text is not None and not isinstance(text, str):
        return refused("malformed", f"Its text is {_kind(text)}, not a string.", known)
    if page is not None and not isinstance(page, str):
        return refused("malformed", f"Its html is {_kind(page)}, not a string.", known)
    if text is None and page is None:
        return refused("malformed", 'The object has neither "text" nor "html".', known)
    if len(text or page or "") > options.max_bytes:
        return refused("too-large", f"It is larger than the limit of {options.max_bytes:,} bytes.", known)
    if page and not (text and text.strip()):
        return from_page(page, known, options)
    return from_text(text or "", known, options)


def _kind(value: object) -> str:
    kinds = {
        dict: "an object",
        list: "a list",
        str: "a string",
        bool: "true or false",
        int: "a number",
        float: "a number",
    }
    return "null" if value is None else kinds.get(type(value), "something else")


def _words(value: Any) -> str | None:
    """Return a field as one clean string; numbers are ids that were written without quotes."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    words = value if isinstance(value, str) else repr(value)
    words = _LONE_SURROGATE.sub("\ufffd", words[:_LONGEST_FIELD]).strip()
    return words or None


def _authors(value: Any) -> tuple[str, ...]:
    many = value if isinstance(value, list | tuple) else [value]
    names = (_words(one.get("name") if isinstance(one, Mapping) else one) for one in many[:_MOST_AUTHORS])
    return tuple(dict.fromkeys(name for name in names if name))


def _date(value: Any) -> tuple[str | None, tuple[Evidence, ...]]:
    if value is None or value == "":
        return None, ()
    stated = value.isoformat() if isinstance(value, date) else _words(value)
    read = iso_date(stated) if stated and not isinstance(value, int | float) else None
    if read:
        return read, ()
    return None, (
        Evidence(_RULE, f"Its publication date, {(stated or _kind(value))[:80]!r}, is none that can be read."),
    )
