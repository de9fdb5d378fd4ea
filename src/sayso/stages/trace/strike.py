"""Distrust or retract a source: which claims lose all support, and which keep some."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches

from sayso.model.trace import Trace, TracedClaim


@dataclass(frozen=True, slots=True)
class Unknown:
    """A source that was to be struck and isn't in the dossier, with the names nearest to it."""

    name: str
    nearest: tuple[str, ...]


def strike(trace: Trace, names: Iterable[str]) -> tuple[Trace, tuple[Unknown, ...]]:
    """Return the trace with the sources struck, and those that are not there.

    A name may be a source's name or id, or a party's, which strikes everyone who speaks for it. A
    claim loses its support when each chain that ended in a known origin leads to or through a
    struck source. What rested on nothing before loses nothing.
    """
    struck = dict.fromkeys(trace.struck)
    absent = []
    for name in names:
        found = struck_by(trace, name)
        struck.update(dict.fromkeys(found))
        if not found:
            absent.append(Unknown(name, nearest(trace, name)))
    without = tuple(claim.id for claim in trace.claims if struck and _falls(claim, frozenset(struck)))
    return replace(trace, struck=tuple(struck), without_support=without), tuple(absent)


def struck_by(trace: Trace, name: str) -> tuple[str, ...]:
    """Return the ids of the sources that a name, an id or a party's name means."""
    if any(s.id == name for s in trace.sources):
        return (name,)
    wanted = _fold(name)
    exact = tuple(s.id for s in trace.sources if _fold(s.name) == wanted)
    if exact:
        # A state is a source ("Ostrand accuses …") and a party: to strike it is to strike all who speak for it.
        party = tuple(s.id for s in trace.sources if s.party and _fold(s.party) == wanted)
        return tuple(dict.fromkeys((*exact, *party)))
    short = tuple(
        s.id for s in trace.sources if f"({wanted})" in _fold(s.name) or _fold(s.name).split(" (")[0] == wanted
    )
    return short or tuple(s.id for s in trace.sources if s.party and _fold(s.party) == wanted)


def nearest(trace: Trace, name: str) -> tuple[str, ...]:
    """Return the names of sources and parties that come nearest to a name."""
    names = {_fold(s.name): s.name for s in trace.sources} | {_fold(s.party): s.party for s in trace.sources if s.party}
    wanted = _fold(name)
    close = get_close_matches(wanted, sorted(names), n=3, cutoff=0.5)
    inside = [key for key in sorted(names) if set(wanted.split()) & set(key.split())]
    return tuple(names[key] for key in dict.fromkeys((*close, *inside)))[:3]


def _falls(claim: TracedClaim, struck: frozenset[str]) -> bool:
    known = {origin.id for origin in claim.origins if origin.kind != "unknown"}
    supported = [s for s in claim.statements if s.origin in known]
    sources = {origin.id: origin.source for origin in claim.origins}
    return bool(supported) and all(
        sources[s.origin or ""] in struck or any(hop.source in struck for hop in s.chain) for s in supported
    )


def _fold(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
