"""No reading that the model allows breaks a face."""

from __future__ import annotations

import io
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from sayso.faces.page import page
from sayso.faces.summary import summarise
from sayso.faces.terminal import Overview, console_for, show_reading
from sayso.model.reading import Reading
from sayso.model.source import Source
from tests.model.strategies import readings


@st.composite
def linked(draw: st.DrawFn) -> Reading:
    """A reading whose attributions mostly lead to its sources, and lie in one another, also in circles."""
    reading = draw(readings())
    reading = replace(reading, report=replace(reading.report, refused=None))
    sources = reading.sources or (Source("s", "Somebody", "person"),)
    ids = [a.id for a in reading.attributions]
    return replace(
        reading,
        sources=sources,
        attributions=tuple(
            replace(a, source_id=draw(st.sampled_from(sources)).id, within=draw(st.sampled_from([None, *ids])))
            for a in reading.attributions
        ),
    )


@given(st.one_of(readings(), linked()))
@settings(deadline=None)
def test_every_reading_can_be_shown(reading: Reading) -> None:
    assert summarise(reading).sentence
    for seen in (False, True):
        out = io.StringIO()
        show_reading(console_for(out, color="never", seen=seen), reading)
        overview = Overview()
        overview.add(reading)
        overview.show(console_for(out, color="never", seen=seen))
        assert "\x1b" not in out.getvalue()
        out.getvalue().encode("utf-8")
    page([reading, reading], version="1").encode("utf-8")
