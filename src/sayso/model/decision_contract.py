"""A decision as plain JSON values and back again, exactly: the contract ``sayso.decision/1``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, get_args

from sayso.model.contract import json_text
from sayso.model.decision import Anchor, AnchorKind, Decision, Letter, Verb, Whose, check
from sayso.model.errors import InputError
from sayso.model.source import SourceKind
from sayso.model.span import Span, Spans

SCHEMA = "sayso.decision/1"
"""The name and version of the contract; a change that breaks a reader of it raises the number."""

_ROLES: Mapping[str, tuple[str, ...]] = {
    "report": (),
    "attribution": ("source", "cue", "content"),
    "statement": ("content", "source", "cue"),
    "claim": ("content", "source", "cue"),
    "source": ("mentions",),
}
"""The roles whose spans an anchor of each kind has."""


def decision_to_plain(decision: Decision) -> dict[str, Any]:
    """Return a decision as dictionaries, lists, strings and numbers, in the contract's order."""
    whose = decision.source
    return {
        "id": decision.id or None,
        "verb": decision.verb,
        "of": list(decision.of),
        "claim": decision.claim,
        "certain": decision.certain,
        "who": decision.who,
        "when": decision.when,
        "why": decision.why,
        "anchors": [_plain_anchor(anchor) for anchor in decision.anchors],
        "source": None if whose is None else _plain_whose(whose),
        "letter": decision.letter,
    }


def decision_from_plain(data: Mapping[str, Any], *, complete: bool = True) -> Decision:
    """Return a decision, as a line of a decisions file or a trace has it.

    The verb is needed, and what it is about: ``of`` or ``anchors``. A trace also keeps those that were
    given incomplete, and fit nothing: they come back with ``complete=False``.

    Raises:
        InputError: The values are no decision.
    """
    try:
        if data.get("schema") not in (None, SCHEMA):
            raise InputError(f"the schema is {data['schema']!r}, and this version reads {SCHEMA!r}")
        of = data["of"] if "anchors" not in data else data.get("of") or ()
        if isinstance(of, str) or not all(isinstance(one, str) for one in of):
            raise TypeError("of is a list of ids")
        certain = data.get("certain", True)
        if not isinstance(certain, bool):
            raise TypeError("certain is true or false")
        source = data.get("source")
        letter = data.get("letter")
        made = Decision(
            verb=_one_of(Verb, data["verb"]),
            of=tuple(of),
            claim=_words(data.get("claim")),
            certain=certain,
            who=_words(data.get("who")),
            when=_words(data.get("when")),
            why=_words(data.get("why")),
            anchors=tuple(_anchor(anchor) for anchor in _list(data.get("anchors") or [])),
            source=None if source is None else _whose(source),
            letter=None if letter is None else _one_of(Letter, letter),
            id=_words(data.get("id")) or "",
        )
    except InputError:
        raise
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError(f"no decision: {type(error).__name__} at {error}") from None
    if complete:
        check(made)
    return made


def decision_line(decision: Decision) -> str:
    """Return a decision as one line of a decisions file, without its line end."""
    return json_text({"schema": SCHEMA, **decision_to_plain(decision)})


def decisions_from_text(text: str | bytes, *, called: str = "decisions") -> tuple[Decision, ...]:
    r"""Return the decisions that a text holds: JSON lines, or one JSON list.

    Lines end at ``\n`` alone, as JSON lines do; empty ones hold none. ``called`` is what errors call it.

    Raises:
        InputError: A line, or an item of the list, holds no decision; the message has its number.
    """
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if raw.lstrip()[:1] == b"[":
        items = _parsed(raw, called)
        return tuple(_numbered(item, f"{called}, decision {number}") for number, item in enumerate(items, start=1))
    found = []
    for number, line in enumerate(raw.split(b"\n"), start=1):
        if line.strip():
            found.append(_numbered(_parsed(line, f"{called}, line {number}"), f"{called}, line {number}"))
    return tuple(found)


def _parsed(raw: bytes, called: str) -> Any:
    try:
        return json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise InputError(f"{called}: no JSON ({error})") from None


def _numbered(item: Any, called: str) -> Decision:
    try:
        return decision_from_plain(item)
    except InputError as error:
        raise InputError(f"{called}: {error}") from None


def _plain_anchor(anchor: Anchor) -> dict[str, Any]:
    plain: dict[str, Any] = {"kind": anchor.kind, "report": anchor.report, "text_sha256": anchor.text_sha256}
    for role in _ROLES[anchor.kind]:
        plain[role] = [list(span) for span in getattr(anchor, role)]
    if anchor.kind == "source":
        plain["name"] = anchor.name
    return plain


def _anchor(data: Mapping[str, Any]) -> Anchor:
    kind: AnchorKind = _one_of(AnchorKind, data["kind"])
    roles = {role: _spans(data.get(role) or []) for role in _ROLES[kind]}
    name = _words(data.get("name")) if kind == "source" else None
    report, text = _words(data["report"]), _words(data["text_sha256"])
    if not report or not text:
        raise TypeError("an anchor names its report, and the SHA-256 of its text")
    return Anchor(kind, report, text, name=name, **roles)


def _plain_whose(whose: Whose) -> dict[str, Any] | str:
    if whose.who != "somebody":
        return whose.who
    return {
        "spans": [list(span) for span in whose.spans],
        "name": whose.name,
        "kind": whose.kind,
        "party": whose.party,
    }


def _whose(data: Mapping[str, Any] | str) -> Whose:
    if data == "nobody" or data == "unresolved":
        return Whose("nobody" if data == "nobody" else "unresolved")
    if isinstance(data, str):
        raise TypeError('source is an object with spans or a name, or "nobody", or "unresolved"')
    kind = data.get("kind")
    return Whose(
        spans=_spans(data.get("spans") or []),
        name=_words(data.get("name")),
        kind=None if kind is None else _one_of(SourceKind, kind),
        party=_words(data.get("party")),
    )


def _spans(pairs: Iterable[Iterable[int]]) -> Spans:
    found: list[Span] = []
    for pair in _list(pairs):
        start, end = _list(pair)
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            raise TypeError(f"a span is two whole numbers, the start before the end, not {[start, end]}")
        found.append(Span(start, end))
    return tuple(found)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list | tuple):
        raise TypeError(f"a list is wanted, not {value!r}")
    return list(value)


def _words(value: object) -> str | None:
    if value is not None and not isinstance(value, str):
        raise TypeError(f"text is wanted, not {value!r}")
    return value


def _one_of(words: Any, value: object) -> Any:
    """Return the value if the closed list has it."""
    if value not in get_args(words):
        raise TypeError(f"{value!r} is none of {', '.join(get_args(words))}")
    return value
