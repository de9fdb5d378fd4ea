"""Which report came first? Only where the publication times tell."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def earlier(a: str | None, b: str | None) -> bool | None:
    """Say whether time ``a`` is before ``b``; None where that is not known.

    Two days, or a day and a time on it, leave open what came first; so does a month that holds the
    day. Times without a zone are compared only with their like.
    """
    if not a or not b:
        return None
    one, other = _moment(a), _moment(b)
    if one is not None and other is not None and (one.tzinfo is None) == (other.tzinfo is None):
        return None if one == other else one < other
    if one is not None and one.tzinfo is not None and other is not None:
        other = other.replace(tzinfo=UTC)
    elif other is not None and other.tzinfo is not None and one is not None:
        one = one.replace(tzinfo=UTC)
    if one is not None and other is not None:
        # a zone is unknown: only more than a day apart is sure
        gap = (other - one).total_seconds()
        return None if abs(gap) <= 86_400 else gap > 0
    length = min(len(a), len(b), 10)
    if a[:length] == b[:length]:
        return None
    return a[:length] < b[:length]


def _moment(written: str) -> datetime | None:
    """Return a date with a time of day; None where there is only a date."""
    if len(written) <= 10 or not _DAY.match(written):
        return None
    try:
        return datetime.fromisoformat(written.replace("Z", "+00:00"))
    except ValueError:
        return None


def sort_key(published: str | None, report: str) -> tuple[bool, str, str]:
    """Return a key that puts reports in time order, those without a time last, equals by their ids."""
    moment = _moment(published) if published else None
    if moment is not None and moment.tzinfo is not None:
        published = moment.astimezone(UTC).isoformat()
    return (published is None, published or "", report)
