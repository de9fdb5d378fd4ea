"""Words as people type them, against texts as the world writes them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sayso.model.errors import InputError
from sayso.model.identity import report_id, sha256
from sayso.model.reading import Reading
from sayso.model.report import Report
from sayso.model.span import Span
from sayso.store import Facets, Library
from sayso.store.search import marked, window_around
from sayso.store.words import folded, query_for, unfolded
from tests.store.readings import reading

ODD = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from("aeé́ıİßẞﬁÅÅ漢字кий­​‍؜‮\x00\x01\x02\n\r\u2028\ud800\udfff\U0001f469'\"“”«»*^:()-+~&|"),
    ),
    max_size=80,
)


FORMS = ["Fähre", "Fa\u0308hre", "FÄHRE", "Fä\u00adhre", "Ｆａｅｈｒｅ", "Straße", "eﬃcient"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with Library.open(tmp_path_factory.mktemp("library"), create=True) as opened:
        opened.put(reading())
        yield opened


def told(text: str, title: str | None = None) -> Reading:
    return Reading(Report(report_id(text, None, None, None), text, title=title, text_sha256=sha256(text)))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(words=ODD, form=st.sampled_from(["{}", '"{}', '"{}" fog', "NEAR({})", "{}*", "^{}", "words:{}", "-{}", "{} OR"]))
@example(words="fog", form="{}")
def test_no_query_is_too_odd(library: Library, words: str, form: str) -> None:
    query = form.format(words)
    found = library.search(query)
    assert len(found.rows) == min(found.total, 20)
    library.search(query, Facets(source=words, outlet=words, party=words, since=words, until=words, language=words))
    library.sources(words)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=ODD, after=ODD, data=st.data())
def test_a_word_of_any_text_finds_it_and_is_shown_where_it_stands(
    library: Library, before: str, after: str, data: st.DataObject
) -> None:
    word = data.draw(
        st.sampled_from(["Fähre", "Fa\u0308hre", "FÄHRE", "Fä\u00adhre", "Ｆａｅｈｒｅ", "Straße", "eﬃcient"])
    )
    one = told(f"{before} {word} {after}", title=f"{after} {word}")
    library.put(one)
    for typed in (word, word.upper(), f'"{word}"', f"({word})*"):
        found = library.search(typed, limit=2_000)
        row = next(row for row in found.rows if row.head.id == one.report.id)
        assert row.snippet == row.at[0].of(one.text)
        shown = [mark.of(row.snippet) for mark in row.marks]
        assert any(folded(word) == folded(each) for each in shown)
        assert all(0 <= mark.start <= mark.end <= len(row.snippet) for mark in row.marks)


@given(text=ODD, data=st.data())
def test_folded_ranges_lead_back_to_the_text(text: str, data: st.DataObject) -> None:
    within = folded(text)
    start = data.draw(st.integers(0, len(within)))
    end = data.draw(st.integers(start, len(within)))
    spans = unfolded(text, [(start, end)])
    assert len(spans) == 1
    assert within[start:end] in folded(spans[0].of(text))
    assert 0 <= spans[0].start <= spans[0].end <= len(text)


@given(text=ODD.map(lambda t: t * 8), marks=st.lists(st.tuples(st.integers(0, 600), st.integers(1, 9)), max_size=6))
def test_a_window_holds_whole_marks(text: str, marks: list[tuple[int, int]]) -> None:
    spans = tuple(sorted({Span(a, a + b) for a, b in marks if a + b <= len(text)}))
    apart = tuple(s for i, s in enumerate(spans) if not i or s.start >= spans[i - 1].end)
    window = window_around(text, apart)
    assert 0 <= window.at.start <= window.at.end <= len(text)
    assert bool(window.marks) == bool(apart)
    assert all(window.at.contains(mark) for mark in window.marks)


def test_marks_are_counted_without_themselves() -> None:
    assert marked("a \x01bc\x02 d \x01e\x02") == [(2, 4), (7, 8)]
    assert marked("none") == []


def test_quotation_marks_make_phrases_and_nothing_else_means_anything() -> None:
    assert query_for('fog "held back" sea') == '"fog" "held back" "sea"'
    assert query_for("“held back”") == '"held back"'
    assert query_for('unbalanced "held back') == '"unbalanced" "held" "back"'
    assert query_for("NEAR(a, b) OR c*") == '"near(a," "b)" "or" "c*"'
    assert query_for(' "" * -- ') is None


def test_a_phrase_is_side_by_side(library: Library) -> None:
    one = told("The lighthouse keeper counted gulls by the lantern.")
    library.put(one)
    assert library.search('"lighthouse keeper"').total == 1
    assert library.search('"keeper lighthouse"').total == 0
    assert library.search("keeper lighthouse").total == 1


def test_pages_follow_one_another(library: Library) -> None:
    for number in range(30):
        library.put(told(f"Gannet number {number} was ringed."))
    pages = [library.search("gannet", limit=7, offset=at) for at in range(0, 35, 7)]
    ids = [row.head.id for page in pages for row in page.rows]
    assert len(ids) == len(set(ids)) == 30
    assert {page.total for page in pages} == {30}


def test_words_that_are_everywhere_list_the_newest(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sayso.store.search._MOST", 3)
    ids = []
    for number in range(6):
        one = told(f"Petrel number {number} was ringed.")
        ids.append(one.report.id)
        library.put(one)
    found = library.search("petrel")
    assert (found.order, found.total, found.more) == ("newest", 6, False)
    assert [row.head.id for row in found.rows] == ids[::-1]


def test_half_a_character_is_a_wrong_id(library: Library) -> None:
    for ask in (library.holds, library.reading, library.decided, library.source, library.dossier, library.head):
        with pytest.raises(InputError, match="half a character"):
            ask("r\ud800")
        assert not ask("r\x00")
