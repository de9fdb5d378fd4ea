"""Every dossier with a truth, read and traced by the real pipeline: each count and edge as the truth has it."""

from __future__ import annotations

from functools import cache

import pytest

import sayso
from sayso.pipeline import trace
from tests.stories.comparison import ASPECTS, WHOLE, Comparison
from tests.stories.dossiers import Dossier, dossiers

ALL = {dossier.name: dossier for dossier in dossiers()}

_SAILINGS = (
    "“made her last crossing of the year” shares one telling word with “will not sail again this year”, and their "
    "vectors are far apart; to join what one source says in two reports by nearness alone was right in one of seven "
    "on real reports"
)
_RAMP = (
    "“cracked right through” and “a crack was found” score 0.21 where a claim needs 0.30: the third report is so short "
    "that little shows it to be on the same story; leaving out the witness’s “I have seen it myself” was not enough"
)

SHORT: dict[tuple[str, str], tuple[tuple[str, ...], str]] = {
    ("two-addresses", "sailings"): (("carried", "statements", "chains", "counts"), _SAILINGS),
    ("two-addresses", "ramp"): (("carried", "statements", "chains", "origins", "range", "counts"), _RAMP),
    ("two-addresses", ""): (("strike",), f"follows from the claim of the ramp: {_RAMP}"),
}
"""What falls short, by dossier and claim: in which aspects, and why."""


@cache
def compared(name: str) -> Comparison:
    """Read and trace a dossier, once for all tests."""
    dossier = ALL[name]
    readings = list(sayso.read_all([str(dossier.path)]))
    return Comparison(dossier, readings, trace(readings))


def cases() -> list[object]:
    """One case for each aspect of each claim; what falls short is a strict expected failure with its reason."""
    made = []
    for dossier in ALL.values():
        wanted = [(claim, aspect) for claim in dossier.claims for aspect in ASPECTS]
        for claim, aspect in (*wanted, *(("", aspect) for aspect in WHOLE)):
            short, reason = SHORT.get((dossier.name, claim), ((), ""))
            marks = [pytest.mark.xfail(strict=True, reason=reason)] if aspect in short else []
            made.append(pytest.param(dossier, claim, aspect, marks=marks, id=f"{dossier.name}-{claim}-{aspect}"))
    return made


@pytest.mark.parametrize(("dossier", "claim", "aspect"), cases())
def test_what_is_found_is_what_is_true(dossier: Dossier, claim: str, aspect: str) -> None:
    wrong = [str(fact) for fact in compared(dossier.name).of(claim, aspect) if not fact.agrees]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("dossier", ALL.values(), ids=str)
def test_every_place_of_a_trace_lies_in_its_report(dossier: Dossier) -> None:
    found = compared(dossier.name)
    size = {reading.report.id: len(reading.text) for reading in found.readings.values()}
    for claim in found.trace.claims:
        places = [p for o in claim.statements for hop in o.chain for p in hop.places]
        places += [p for tie in claim.ties for p in tie.places]
        places += [p for change in (*claim.lost_attribution, *claim.drift) for p in (change.before, change.after)]
        assert all(0 <= span.start < span.end <= size[place.report] for place in places for span in place.spans)
