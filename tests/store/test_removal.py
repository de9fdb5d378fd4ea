"""What is removed is gone: from every answer, and from the bytes of every file."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from sayso.model.decision import Decision, anchor_report, anchor_source
from sayso.model.errors import InputError
from sayso.model.identity import sha256
from sayso.store import Library
from tests.store.readings import reading


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


def bytes_in(folder: Path) -> bytes:
    return b"\n".join(path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())


def fill(library: Library) -> list[str]:
    ids = []
    for number in range(40):
        one = reading(f"boat {number} lay at quay {number * 7}", source=f"Pilot Nr{number}", more=" Rain fell." * 50)
        library.put(one, one.text.encode())
        ids.append(one.report.id)
    return ids


def test_nothing_of_a_removed_report_is_left(library: Library) -> None:
    secret = reading("the zyxquorvel was unsafe", source="Wanda Hrubzek", title="Zyxquorvel unsafe", outlet="Qpaper")
    before = fill(library)
    library.put(secret, secret.text.encode())
    library.decide(
        Decision("note", anchors=(anchor_report(secret.report),), who="A", why="Zyxquorvel again; ask about Qpaper")
    )
    noted = library.decisions()[0]
    library.withdraw(noted.id, who="A", why="Zyxquorvel settled")
    dossier = fill(library)
    assert b"zyxquorvel" in bytes_in(library.folder).lower()
    assert library.remove(secret.report.id, who="A", why="asked for")
    left = bytes_in(library.folder)
    for word in (b"zyxquorvel", b"hrubzek", b"wanda", b"qpaper", b"zyxquor"):
        assert word not in left.lower()
    assert zlib.compress(secret.text.encode(), 6) not in left
    assert list(library.report_ids()) == before == dossier
    assert library.search("zyxquorvel").total == 0
    assert library.decisions(withdrawn=True) == ()
    assert library.original(sha256(secret.text)) is None


def test_a_tombstone_keeps_it_from_coming_back_unnoticed(library: Library) -> None:
    one, elsewhere = reading(), reading(outlet="Tarn Evening Post")
    library.put(one)
    library.remove(one.report.id, who="A", why="asked for")
    left = library.is_removed(one.report.id)
    assert left is not None and (left.who, left.why) == ("A", "asked for")
    assert [library.put(r) for r in (one, elsewhere)] == ["removed before", "removed before"]
    assert library.is_removed("r0", one.report.text_sha256) is not None
    assert library.put(one, again=True) == "new"
    assert library.is_removed(one.report.id) is None


def test_bytes_stay_while_another_report_has_them(library: Library) -> None:
    one, elsewhere = reading(), reading(outlet="Tarn Evening Post")
    data = one.text.encode()
    for each in (one, elsewhere):
        library.put(each, data)
    library.remove(one.report.id, who="A", why="")
    assert library.original(sha256(data)) == data
    library.remove(elsewhere.report.id, who="A", why="")
    assert library.original(sha256(data)) is None


def test_a_person_is_removed_from_everything(library: Library) -> None:
    fill(library)
    own = reading(source="Édith Vorkampf")
    told = reading("Edith  Vorkampf had left", source="Oda Brandt")
    for one in (own, told):
        library.put(one, one.text.encode())
    boat = library.reading(next(library.report_ids()))
    assert boat is not None
    library.decide(Decision("note", anchors=(anchor_report(boat.report),), who="A", why="heard from edith vorkampf"))
    kept = library.decide(Decision("strike", anchors=(anchor_source(boat, boat.sources[0]),), who="A", why="x"))
    concerned = library.concerned("edith vorkampf")
    assert concerned == ((own.report.id,), (told.report.id,), 1)
    assert library.remove_person("Edith Vorkampf", who="A", why="asked for") == 2
    left = bytes_in(library.folder)
    for form in ("Vorkampf", "vorkampf", "Édith"):
        assert form.encode() not in left
    assert library.decisions() == (kept,)
    assert library.put(reading("more was known", source="EDITH VORKAMPF")) == "removed before"


def test_what_is_not_there_cannot_be_removed(library: Library) -> None:
    ids = fill(library)
    with pytest.raises(InputError, match="holds no report r0"):
        library.remove_many([ids[0], "r0"], who="A", why="")
    assert list(library.report_ids()) == ids
    with pytest.raises(InputError, match="is no name"):
        library.concerned("“ ”")


def test_a_removal_that_was_broken_off_is_finished_by_the_next_to_open(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = reading("the zyxquorvel was unsafe")
    library.put(one, one.text.encode())
    monkeypatch.setattr("sayso.store.removal.finish", lambda *_: False)
    library.remove(one.report.id, who="A", why="")
    assert library.original(sha256(one.text)) is not None
    monkeypatch.undo()
    with Library.open(library.folder):
        assert b"zyxquorvel" not in bytes_in(library.folder)


def test_nothing_is_left_while_another_program_has_the_library_open(library: Library) -> None:
    one = reading("the zyxquorvel was unsafe")
    library.put(one, one.text.encode())
    with Library.open(library.folder) as other:
        assert other.search("zyxquorvel").total == 1
        assert library.remove(one.report.id, who="A", why="")
        assert b"zyxquorvel" not in bytes_in(library.folder)
        assert other.search("zyxquorvel").total == 0


def test_who_reads_on_from_before_holds_the_removal_up(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.removal._PATIENCE", 0.2)
    one = reading("the zyxquorvel was unsafe")
    library.put(one, one.text.encode())
    with Library.open(library.folder) as other, other._database.reading() as connection:
        assert connection.execute("SELECT count(*) FROM report").fetchone() == (1,)
        assert not library.remove(one.report.id, who="A", why="")
        assert not library.holds(one.report.id)
        assert any("not finished" in fault.says for fault in library.verify())
    assert library.settled()
    assert b"zyxquorvel" not in bytes_in(library.folder)
    assert list(library.verify()) == []
