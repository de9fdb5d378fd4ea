"""Invented reports for the tests of matching: the port of Velsund and its dredger."""

from __future__ import annotations

from typing import Any

from sayso.model.identity import report_id
from sayso.model.reading import Reading
from sayso.model.report import Report

LEAD = (
    "The dredger Halvorsen ran onto the northern mole of Velsund shortly before dawn and spilled some ninety tonnes "
    "of fuel oil into the outer basin, where two ferries lay at their berths with their crews asleep on board."
)
WATCH = (
    "Divers went down twice in the course of the morning but could not reach the torn plate because the current "
    "kept pushing silt across the hull, and the salvage tug waited for slack water until the early afternoon."
)
RATES = (
    "Under the harbour's own tariff a master who leaves the marked channel without a pilot pays for every hour that "
    "the basin stays closed, a rule that was written after a collier sank there in the spring of 1931."
)
SAID = (
    "We had asked for a second pilot three weeks ago and nobody at the port office troubled to answer our letter, "
    "so my crew went out that night with the only chart that we had on board"
)
OTHER = (
    "Grain prices on the Orsay exchange slipped for a fourth day as buyers waited for figures from the autumn census "
    "of barns, which the ministry has promised to publish before the first frost settles on the plain."
)
CALM = (
    "The choir of the fishermen's church will sing on the quay on Sunday whether or not the booms have been taken "
    "away by then, its conductor promised, since nobody in the town can remember a year without it."
)


def report(text: str, **told: Any) -> Reading:
    """A reading of a report in which nothing was found yet."""
    made = report_id(text, told.get("url"), told.get("outlet"), told.get("published"))
    return Reading(Report(id=told.pop("id", made), text=text, **told))
