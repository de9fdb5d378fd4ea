"""The door: what is put in comes out again, exactly; nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from sayso.model.decision import Decision, anchor_attribution, anchor_source
from sayso.model.errors import InputError
from sayso.model.identity import sha256
from sayso.model.reading import Reading
from sayso.model.span import Span
from sayso.store import Facets, Library
from tests.store.readings import reading, refused


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


def test_what_is_put_in_comes_out(library: Library) -> None:
    one = reading()
    data = one.text.encode()
    assert library.put(one, data) == "new"
    assert library.reading(one.report.id) == one
    assert library.original(sha256(data)) == data
    assert library.holds(one.report.id)
    assert not library.holds("r0000")


def test_a_report_is_held_once_and_bytes_once(library: Library) -> None:
    one, elsewhere = reading(), reading(outlet="Tarn Evening Post")
    data = one.text.encode()
    assert [library.put(r, data) for r in (one, one, elsewhere)] == ["new", "known", "new"]
    assert list(library.report_ids()) == [one.report.id, elsewhere.report.id]
    assert len([p for p in (library.folder / "originals").rglob("*") if p.is_file()]) == 1


def test_bytes_of_another_report_are_not_taken(library: Library) -> None:
    with pytest.raises(InputError, match="not the bytes"):
        library.put(reading(), b"something else")
    assert library.counts()["reports"] == 0


def test_a_refusal_is_recorded(library: Library) -> None:
    assert library.put(refused()) == "refused"
    assert library.put(refused()) == "known"
    found = library.search("", Facets(refused=True))
    assert [row.head.refused for row in found.rows] == ["There is nothing in it."]
    assert library.search("", Facets(refused=False)).total == 0


def test_a_whole_batch_or_none_of_it(library: Library) -> None:
    with pytest.raises(AttributeError):
        library.put_many([(reading(), None), (None, None)])  # type: ignore[list-item]
    assert list(library.report_ids()) == []
    assert library.counts()["sources"] == 0


def test_facets_narrow_what_is_found(library: Library) -> None:
    fog = reading()
    crew = reading("the crew refused to sail", source="Oda Brandt", party="Harbour Union", manner="accusing")
    for one in (fog, crew):
        library.put(one)
    assert library.search("fog").total == 1
    assert library.search("fog", Facets(party="harbour union")).total == 0
    assert library.search("sail", Facets(party="harbour union", manner="accusing")).total == 1
    assert library.search("", Facets(source="brandt")).rows[0].head.id == crew.report.id
    assert library.search("", Facets(since="2031-05", until="2031-05")).total == 2
    assert library.search("", Facets(until="2031-04")).total == 0
    assert dict(library.search("").facets["party"]) == {"Harbour Union": 1, "Port of Tarn": 1}


def test_what_is_shown_is_text_of_the_report(library: Library) -> None:
    one = reading(more=" " + "Nothing else happened. " * 60 + "Then the Fähre sailed.")
    library.put(one)
    row = library.search("fahre").rows[0]
    assert row.snippet == row.at[0].of(one.text)
    assert [mark.of(row.snippet) for mark in row.marks] == ["Fähre"]
    said = library.search("held fog", Facets(source="Ilva Marek")).rows[0]
    assert said.snippet == "the ferry had been held back by fog"
    assert [mark.of(said.snippet) for mark in said.marks] == ["held", "fog"]
    assert said.statements == (one.statements[0].id,)


def test_a_reading_takes_the_place_of_the_one_before(library: Library) -> None:
    one = reading()
    library.put(one)
    assert list(library.outdated({"stand-in": "2"})) == [one.report.id]
    newer = type(one)(one.report, models={"stand-in": "2"})
    changed = library.replace(newer)
    assert (changed.gone["attributions"], changed.come["attributions"]) == (1, 0)
    assert library.reading(one.report.id) == newer
    assert list(library.outdated({"stand-in": "2"})) == []
    assert library.search("", Facets(source="Ilva Marek")).total == 0
    with pytest.raises(InputError, match="no report"):
        library.replace(reading("something else"))


def test_decisions_are_appended_and_withdrawn(library: Library) -> None:
    one = reading()
    library.put(one)
    struck = library.decide(Decision("strike", anchors=(anchor_source(one, one.sources[0]),), who="A", why="retracted"))
    assert struck.id and struck.when
    assert library.decisions(report=one.report.id) == (struck,)
    gone = library.withdraw(struck.id, who="B", why="a mistake")
    assert library.decisions() == ()
    assert library.decisions(withdrawn=True) == (struck, gone)
    with pytest.raises(InputError, match="no decision"):
        library.withdraw("d0", who=None, why=None)


def test_no_library_is_made_unasked(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no library"):
        Library.open(tmp_path / "none")
    assert not (tmp_path / "none").exists()


def test_decisions_are_put_over_readings_and_outlive_them(library: Library) -> None:
    one = reading()
    library.put(one)
    struck = library.decide(
        Decision("reject", anchors=(anchor_attribution(one, one.attributions[0]),), who="A", why="misread")
    )
    decided = library.decided(one.report.id)
    assert decided is not None and decided.reading.attributions == () and decided.machine == one
    assert library.orphans() == ()
    library.replace(type(one)(one.report, models={"stand-in": "2"}))
    assert [(o.decision, o.state) for o in library.orphans()] == [(struck, "orphan")]
    library.replace(one)
    assert library.orphans() == ()
    library.withdraw(struck.id, who="A", why="it was right")
    again = library.decided(one.report.id)
    assert again is not None and again.reading == one
    assert library.decided("r0") is None


def test_sources_are_counted_over_time(library: Library) -> None:
    days = ("2031-05-04", "2031-05-01", "2031-05-09")
    for day in days:
        library.put(reading(f"it was {day}", published=day))
    library.put(reading("it rained", source="ILVA MAREK", published=None))
    other = reading("it snowed", source="Oda Brandt")
    library.put(other)
    found = library.sources()
    assert [(row.name, row.reports, row.statements) for row in found.rows] == [
        ("Ilva Marek", 4, 4),
        ("Oda Brandt", 1, 1),
    ]
    row = library.sources("marek").rows[0]
    assert (row.first, row.last, row.party, row.aliases) == (
        "2031-05-01",
        "2031-05-09",
        "Port of Tarn",
        ("ILVA MAREK",),
    )
    record = library.source(row.id, limit=2)
    assert record is not None and record.total == 4
    assert [(r.head.published, r.words) for r in record.rows] == [
        ("2031-05-01", "it was 2031-05-01"),
        ("2031-05-04", "it was 2031-05-04"),
    ]
    last = library.search("", Facets(since="2031-05-09")).rows[0].head.id
    library.remove(last, who="A", why="")
    library.remove(other.report.id, who="A", why="")
    assert library.sources("marek").rows[0].last == "2031-05-04"
    gone = library.sources("Oda Brand")
    assert (gone.total, gone.nearest) == (0, ())
    assert library.sources("Ilva Marec").nearest == ("Ilva Marek",)
    assert library.source("person:nobody") is None
    assert list(library.verify()) == []


def test_a_letter_that_an_analyst_gave_stands_by_the_source(library: Library) -> None:
    one = reading()
    library.put(one)
    anchor = anchor_source(one, one.sources[0])
    given = library.decide(Decision("reliability", anchors=(anchor,), letter="B", who="A", why="right before"))
    assert library.sources().rows[0].letter == "B"
    library.withdraw(given.id, who="A", why="")
    assert library.sources().rows[0].letter is None


def test_dossiers(library: Library) -> None:
    one, two = reading(), reading("it snowed")
    for each in (one, two):
        library.put(each)
    made = library.save_dossier("Ferry", [two.report.id, one.report.id, two.report.id], note="look", who="A")
    assert library.dossier(made.id) == made
    assert made.reports == (two.report.id, one.report.id)
    again = library.save_dossier("Ferry, 2", [one.report.id], who="B", dossier_id=made.id)
    assert library.dossiers() == (again,)
    library.remove(one.report.id, who="A", why="")
    left = library.dossier(made.id)
    assert left is not None and left.reports == ()
    library.delete_dossier(made.id, who="A", why="done")
    assert library.dossiers() == ()
    for wrong in (lambda: library.save_dossier(" ", []), lambda: library.save_dossier("x", ["r0"])):
        with pytest.raises(InputError):
            wrong()
    with pytest.raises(InputError, match="no dossier"):
        library.delete_dossier(made.id, who="A", why="again")


def test_a_record_in_pages_is_the_whole_record(library: Library) -> None:
    for day in (3, 1, 2):
        library.put(_several(day))
    own = library.sources().rows[0].id
    whole = library.source(own, limit=100)
    assert whole is not None and whole.total == 9
    assert [row.head.published for row in whole.rows] == sorted(row.head.published or "" for row in whole.rows)
    for size in (1, 2, 4, 9):
        pages = [library.source(own, limit=size, offset=at) for at in range(0, 9, size)]
        assert tuple(row for page in pages if page for row in page.rows) == whole.rows
    past = library.source(own, offset=9)
    assert past is not None and past.rows == ()


def _several(day: int) -> Reading:
    """A report with three statements of one source."""
    one = reading(f"it rained on day {day} and it blew and it snowed", published=f"2031-05-0{day}")
    said, stated = one.attributions[0], one.statements[0]
    start, end = said.content[0]
    pieces = [Span(start, start + 9), Span(start + 10, start + 15), Span(start + 16, end)]
    found = [replace(said, id=f"a{n}", content=(piece,)) for n, piece in enumerate(pieces)]
    told = [replace(stated, id=f"t{n}", spans=(p,), attribution=f"a{n}") for n, p in enumerate(pieces)]
    return replace(one, attributions=tuple(found), statements=tuple(told))
