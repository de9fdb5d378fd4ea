"""Sayso: on whose word each claim rests.

>>> import sayso
>>> reading = sayso.read("page.html")  # doctest: +SKIP
>>> reading.attributions[0].source_status  # doctest: +SKIP
'named'

Importing this package loads nothing else: each name is fetched when it is first used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sayso.faces.python import decide, read, read_all, read_text, to_json, trace
    from sayso.faces.python_library import add
    from sayso.faces.summary import Summary, summarise
    from sayso.model.attribution import Attribution
    from sayso.model.contract import from_json
    from sayso.model.decision import (
        Anchor,
        DecidedReading,
        Decision,
        Outcome,
        Whose,
        anchor_attribution,
        anchor_report,
        anchor_source,
        anchor_statement,
    )
    from sayso.model.decision_contract import decision_line, decisions_from_text
    from sayso.model.errors import InputError, LibraryError, RefusedError, SaysoError, WeightsError
    from sayso.model.evidence import Evidence
    from sayso.model.ground import Place, Quantity, Time
    from sayso.model.reading import Reading
    from sayso.model.report import Block, Link, Refusal, Report
    from sayso.model.source import Source
    from sayso.model.span import Span
    from sayso.model.statement import Statement
    from sayso.model.trace import Trace
    from sayso.store import Facets, Library

__version__ = "0.1.0"

__all__ = [
    "Anchor",
    "Attribution",
    "Block",
    "DecidedReading",
    "Decision",
    "Evidence",
    "Facets",
    "InputError",
    "Library",
    "LibraryError",
    "Link",
    "Outcome",
    "Place",
    "Quantity",
    "Reading",
    "Refusal",
    "RefusedError",
    "Report",
    "SaysoError",
    "Source",
    "Span",
    "Statement",
    "Summary",
    "Time",
    "Trace",
    "WeightsError",
    "Whose",
    "__version__",
    "add",
    "anchor_attribution",
    "anchor_report",
    "anchor_source",
    "anchor_statement",
    "decide",
    "decision_line",
    "decisions_from_text",
    "from_json",
    "read",
    "read_all",
    "read_text",
    "summarise",
    "to_json",
    "trace",
]

_HOME = {
    "Anchor": "sayso.model.decision",
    "Attribution": "sayso.model.attribution",
    "Block": "sayso.model.report",
    "DecidedReading": "sayso.model.decision",
    "Decision": "sayso.model.decision",
    "Evidence": "sayso.model.evidence",
    "Facets": "sayso.store",
    "InputError": "sayso.model.errors",
    "Library": "sayso.store",
    "LibraryError": "sayso.model.errors",
    "Link": "sayso.model.report",
    "Outcome": "sayso.model.decision",
    "Place": "sayso.model.ground",
    "Quantity": "sayso.model.ground",
    "Reading": "sayso.model.reading",
    "Refusal": "sayso.model.report",
    "RefusedError": "sayso.model.errors",
    "Report": "sayso.model.report",
    "SaysoError": "sayso.model.errors",
    "Source": "sayso.model.source",
    "Span": "sayso.model.span",
    "Statement": "sayso.model.statement",
    "Summary": "sayso.faces.summary",
    "Time": "sayso.model.ground",
    "Trace": "sayso.model.trace",
    "WeightsError": "sayso.model.errors",
    "Whose": "sayso.model.decision",
    "add": "sayso.faces.python_library",
    "anchor_attribution": "sayso.model.decision",
    "anchor_report": "sayso.model.decision",
    "anchor_source": "sayso.model.decision",
    "anchor_statement": "sayso.model.decision",
    "decide": "sayso.faces.python",
    "decision_line": "sayso.model.decision_contract",
    "decisions_from_text": "sayso.model.decision_contract",
    "from_json": "sayso.model.contract",
    "read": "sayso.faces.python",
    "read_all": "sayso.faces.python",
    "read_text": "sayso.faces.python",
    "summarise": "sayso.faces.summary",
    "to_json": "sayso.faces.python",
    "trace": "sayso.faces.python",
}


def __getattr__(name: str) -> object:
    """Fetch a public name from the module where it lives, once."""
    home = _HOME.get(name)
    if home is None:
        raise AttributeError(f"module 'sayso' has no attribute {name!r}")
    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    """List the public names, those not yet fetched included."""
    return sorted({*globals(), *__all__})
