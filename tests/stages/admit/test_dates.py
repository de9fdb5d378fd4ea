"""Publication dates: what is stated is kept with its zone, what is unclear is not guessed."""

from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sayso.model.errors import InputError
from sayso.stages.admit import AdmitOptions
from sayso.stages.admit.dates import iso_date


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2023-02-14", "2023-02-14"),
        ("20230214", "2023-02-14"),
        ("2023-02-14T09:30:00Z", "2023-02-14T09:30:00+00:00"),
        ("2023-02-14T09:30:00.123+05:30", "2023-02-14T09:30:00+05:30"),
        ("2023-02-14 9:30:00 -0800", "2023-02-14T09:30:00-08:00"),
        ("2023-02-14T09:30+0000", "2023-02-14T09:30:00+00:00"),
        ("2023-02-14T09:30:00", "2023-02-14"),
        ("February 14, 2023", "2023-02-14"),
        ("Feb. 14, 2023", "2023-02-14"),
        ("14 Feb 2023 07:09 GMT", "2023-02-14T07:09:00+00:00"),
        ("Tuesday, 14 February 2023", "2023-02-14"),
        ("February 14, 2023 at 9:30 pm UTC", "2023-02-14T21:30:00+00:00"),
        ("February 14, 2023 13:42", "2023-02-14"),
        ("Tue, 14 Feb 2023 09:30:00 -0600", "2023-02-14T09:30:00-06:00"),
        ("Tue Feb 14 2023 09:30:00 GMT+0000 (Coordinated Universal Time)", "2023-02-14T09:30:00+00:00"),
    ],
)
def test_stated_dates_are_read(stated: str, read: str) -> None:
    assert iso_date(stated) == read


@pytest.mark.parametrize(
    "stated",
    ["", "03/04/2023", "yesterday", "0001-01-01T00:00:00Z", "2023-02-30", "February 30, 2023", "2023", "9" * 90],
)
def test_unclear_dates_are_not_guessed(stated: str) -> None:
    assert iso_date(stated) is None


@given(st.text(max_size=90))
def test_any_words_are_a_date_or_none(words: str) -> None:
    assert iso_date(words) is None or iso_date(words)


_ZONES = st.sampled_from([UTC, timezone(timedelta(hours=5, minutes=30))])


@given(st.datetimes(timezones=_ZONES).filter(lambda t: 1700 < t.year < 2100))
def test_what_is_read_reads_the_same_again(moment: object) -> None:
    first = iso_date(str(moment))
    assert first is None or iso_date(first) == first


def test_a_caller_s_date_must_be_one() -> None:
    assert AdmitOptions(published="14 February 2023").published == "2023-02-14"
    with pytest.raises(InputError):
        AdmitOptions(published="soon")
    with pytest.raises(InputError):
        AdmitOptions(max_bytes=0)
    with pytest.raises(InputError):
        AdmitOptions(languages=())
