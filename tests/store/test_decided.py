"""Decisions in a library outlast a newer model: they are put over its reading, or wait as orphans with a reason."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from sayso.model.reading import Reading
from sayso.store import Library
from tests.stages.decide.invented import about, finding, on_source, weir

DAWN = "The weir at Osk failed at dawn"


def newer(mark: str = "x", without: str = "") -> Reading:
    """What another model finds in the same text: other ids, and maybe one finding less."""
    made = weir(mark=mark)
    gone = {a.id for a in made.attributions if without and a == finding(made, without)}
    return replace(
        made,
        attributions=tuple(a for a in made.attributions if a.id not in gone),
        statements=tuple(s for s in made.statements if s.attribution not in gone),
        models={"attribution-en": mark},
    )


def test_decisions_are_put_over_what_a_newer_model_finds(tmp_path: Path) -> None:
    first = weir()
    with Library.open(tmp_path / "library", create=True) as library:
        library.put(first)
        reject = library.decide(about(first, "reject", DAWN, who="R. Oum", why="a caption"))
        letter = library.decide(on_source("reliability", (first, "ministry"), letter="B", who="R. Oum"))
        before = library.decided("r1")
        assert before is not None and before.machine == first
        assert [o.state for o in before.outcomes] == ["applied", "applied"]

        library.replace(newer())
        after = library.decided("r1")
        assert after is not None and after.machine == newer()
        assert [s.id for s in after.reading.statements] == ["x" + s.id for s in before.reading.statements]
        assert [s.evidence for s in after.reading.sources] == [s.evidence for s in before.reading.sources]
        assert library.orphans() == ()

        library.replace(newer("y", without=DAWN))
        (lost,) = library.orphans()
        assert lost.decision == reject and lost.says.startswith("No attribution has exactly these words")
        library.replace(newer("z"))
        assert library.orphans() == ()

        for decision in (reject, letter):
            library.withdraw(decision.id, who="R. Oum", why="all of it was right")
        back = library.decided("r1")
        assert back is not None and back.reading == newer("z")
        assert library.decisions() == () and len(library.decisions(withdrawn=True)) == 4
