"""Bytes to text: every encoding told apart, nothing lost, and what is no text refused."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.report import Refusal
from sayso.stages.admit.decode import Decoded, declared_charset, decode

STORY = "The harbour master said the ferry – “an old lady”, he called her – would sail at 6.\r\nNobody was hurt.\n"
PLAIN = "The harbour master said the ferry would sail at six. " * 5


def text_of(data: bytes) -> str:
    decoded = decode(data)
    assert isinstance(decoded, Decoded), decoded
    return decoded.text


@pytest.mark.parametrize(
    ("codec", "mark", "named"),
    [
        ("utf-8", b"", "utf-8"),
        ("utf-8", b"\xef\xbb\xbf", "utf-8-sig"),
        ("utf-16-le", b"\xff\xfe", "utf-16"),
        ("utf-16-be", b"\xfe\xff", "utf-16"),
        ("utf-16-le", b"", "utf-16-le"),
        ("utf-16-be", b"", "utf-16-be"),
        ("utf-32-le", b"\xff\xfe\x00\x00", "utf-32"),
        ("windows-1252", b"", "windows-1252"),
    ],
)
def test_each_encoding_is_told_and_gives_the_same_text(codec: str, mark: bytes, named: str) -> None:
    decoded = decode(mark + STORY.encode(codec))
    assert isinstance(decoded, Decoded)
    assert decoded.text == STORY
    assert decoded.encoding == named
    assert decoded.evidence and decoded.evidence[0].says


def test_a_damaged_utf8_text_stays_utf8_and_the_damage_is_counted() -> None:
    data = STORY.encode().replace(b"\xe2\x80\x9d", b"\xe2\x80", 1)
    decoded = decode(data)
    assert isinstance(decoded, Decoded)
    assert decoded.encoding == "utf-8"
    assert decoded.text.count("\ufffd") == 1 and "“an old lady" in decoded.text
    assert "1 places" in decoded.evidence[0].says


def test_a_text_cut_inside_a_character_stays_utf8() -> None:
    decoded = decode("Café – naïve – déjà vu –".encode()[:-1])
    assert isinstance(decoded, Decoded) and decoded.encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "PNG"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3", "PDF"),
        (b"PK\x03\x04\x14\x00", "ZIP"),
        (b"{\\rtf1\\ansi Hello}", "rich-text"),
        (b"plain until\x00a NUL", "NUL"),
        (bytes(range(1, 9)) * 40, "control"),
        (bytes([0, 1, 2, 3]) * 500, "NUL"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, word: str) -> None:
    refusal = decode(data)
    assert isinstance(refusal, Refusal)
    assert refusal.code == "binary" and word in refusal.reason


def test_bytes_that_no_encoding_fits_are_refused() -> None:
    refusal = decode(bytes(range(0x80, 0xC0)) * 20)
    assert isinstance(refusal, Refusal) and refusal.code == "encoding"


def test_a_page_may_declare_its_encoding_but_valid_utf8_wins() -> None:
    page = '<html><head><meta charset="windows-1251"></head><body>Москва</body></html>'
    assert declared_charset(page.encode("windows-1251")) == "windows-1251"
    decoded = decode(page.encode("windows-1251"), "windows-1251")
    assert isinstance(decoded, Decoded) and decoded.text == page and decoded.encoding == "windows-1251"
    assert text_of(page.encode()) == page


@pytest.mark.parametrize("declared", ["rot13", "unicode_escape", "zlib", "utf-7", "no such thing", "x" * 500])
def test_only_honest_declarations_are_believed(declared: str) -> None:
    decoded = decode("naïve \\u0041".encode("windows-1252"), declared)
    assert isinstance(decoded, Decoded) and decoded.text == "naïve \\u0041"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_utf8_round_trips(text: str) -> None:
    decoded = decode(text.encode())
    if isinstance(decoded, Decoded):
        assert decoded.text == text.removeprefix("\ufeff")
    else:
        assert decoded.code == "binary"


# é’’ in Windows-1252 happens to be one valid character of UTF-8: such bytes cannot be told apart
@given(st.text("abcdefgh ’“”\n", min_size=1).map(lambda words: PLAIN + words))
def test_wide_and_narrow_encodings_round_trip(text: str) -> None:
    for codec in ("utf-16-le", "utf-16-be", "utf-16", "windows-1252", "utf-8-sig"):
        assert text_of(text.encode(codec)) == text


@given(st.binary(max_size=300))
def test_any_bytes_are_text_or_a_refusal(data: bytes) -> None:
    decoded = decode(data)
    assert isinstance(decoded, Refusal) or decoded.text.encode("utf-8") is not None
