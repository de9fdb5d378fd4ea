"""Word pieces: exact characters, plain marks, windows that hold everything once."""

from __future__ import annotations

from importlib.resources import as_file, files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.span import Span
from sayso.parsers.pieces import Pieces, encode, frame, plain, quoted, tokenizer, windows


@pytest.fixture(scope="module")
def cutter():
    with as_file(files("sayso.weights") / "attribution-en" / "tokenizer.json") as path:
        return tokenizer(path)


TEXTS = st.text(st.sampled_from("aB9 .,'\"“”‘’`\u00a0\u200b\u202e\n—_éß中😀"), max_size=80)


@given(TEXTS)
def test_plain_keeps_every_offset(text: str) -> None:
    even, marks = plain(text)
    assert len(even) == len(text)
    assert all(text[a:b] == mark for a, b, mark in marks)


@given(TEXTS)
def test_pieces_are_in_order_and_inside_their_paragraph(text: str) -> None:
    with as_file(files("sayso.weights") / "attribution-en" / "tokenizer.json") as path:
        pieces = encode(text, [Span(0, len(text))], tokenizer(path))
    assert (pieces.start < pieces.end).all()
    assert (np.diff(pieces.start) >= 0).all()
    assert not len(pieces) or int(pieces.end.max()) <= len(text)


def states(text: str) -> str:
    even, marks = plain(text)
    return "".join(".qM"[k] for k in quoted(even, marks, [Span(0, len(text))])[: len(text)])


def test_a_pair_of_marks_quotes_what_is_between() -> None:
    assert states('He "won" it') == "...MqqqM..."


def test_backquotes_and_apostrophes_are_marks() -> None:
    assert states("``Yes,'' he") == "MMqqqqMM..."


def test_a_mark_never_closed_holds_to_the_paragraphs_end_only() -> None:
    text = "“No.\nHe left."
    even, marks = plain(text)
    state = quoted(even, marks, [Span(0, 4), Span(5, 13)])
    assert state[1:4].tolist() == [1, 1, 1]
    assert not state[5:13].any()


@given(st.lists(st.integers(1, 60), min_size=1, max_size=12), st.integers(8, 64))
def test_windows_hold_every_piece_once_and_fit(lengths: list[int], room: int) -> None:
    n = sum(lengths)
    column = np.zeros(n, np.int32)
    pieces = Pieces(
        ids=column + 2000, start=np.arange(n, dtype=np.int32), end=np.arange(1, n + 1, dtype=np.int32), case=column,
        quote=column, head=np.ones(n, np.bool_), paragraph=np.repeat(np.arange(len(lengths)), lengths).astype(np.int32),
    )  # fmt: skip
    cut = windows(pieces, room)
    assert [b for _, b in cut[:-1]] == [a for a, _ in cut[1:]]
    assert cut[0][0] == 0 and cut[-1][1] == n
    for begin, end in cut:
        ids, _, _, place = frame(pieces, begin, end)
        assert len(ids) <= room
        assert (ids[place] == pieces.ids[begin:end]).all()
        assert len(set(place.tolist())) == end - begin


def test_nothing_gives_no_windows(cutter) -> None:
    assert windows(encode("", [], cutter), 64) == []
