from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.links.dates import believed, moment

NOW = datetime(2025, 11, 12, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("Tue, 11 Nov 2025 18:30:00 +0200", "2025-11-11T18:30:00+02:00"),
        ("Tue, 11 Nov 2025 18:30:00 GMT", "2025-11-11T18:30:00+00:00"),
        ("11 Nov 2025 18:30 EST", "2025-11-11T18:30:00-05:00"),
        ("2025-11-11T18:30:00Z", "2025-11-11T18:30:00+00:00"),
        (" 2025-11-11T18:30:00.250+02:00\n", "2025-11-11T18:30:00.250000+02:00"),
        ("2025-11-11", "2025-11-11"),
        ("yesterday", None),
        ("Tue, 41 Nov 2025 18:30:00 GMT", None),
        ("", None),
    ],
)
def test_times_as_feeds_write_them(stated: str, read: str | None):
    assert moment(stated) == read


@given(st.text(max_size=40))
def test_no_words_break_the_reading_of_times(stated: str):
    found = moment(stated)
    assert found is None or believed([found], NOW) in ([found], [None])


@pytest.mark.parametrize(
    ("time", "true"),
    [
        ("2025-11-12T08:59:00+00:00", True),
        ("2025-11-12T23:00:00+00:00", True),
        ("2025-11-13T09:30:00+00:00", False),
        ("2025-11-13T10:30:00+02:00", True),
        ("2026-11-11", False),
        ("1970-01-01T00:00:00+00:00", False),
        ("9999-12-31T23:59:59-11:00", False),
    ],
)
def test_what_is_to_come_was_not_published(time: str, true: bool):
    assert believed([time], NOW) == [time if true else None]


def test_a_list_that_stamps_its_articles_tells_no_times():
    stamp, own = "2025-11-12T08:00:00+00:00", "2025-11-11T08:00:00+00:00"
    assert believed([stamp, stamp, stamp, own], NOW) == [None, None, None, own]
    assert believed([stamp, stamp], NOW) == [stamp, stamp]
    assert believed([stamp, stamp, stamp, own, None, "2025-11-10"], NOW)[0] == stamp
    day = "2025-11-11"
    assert believed([day] * 5, NOW) == [day] * 5


def test_a_day_and_a_bit_is_too_far():
    late = (NOW + timedelta(days=1, seconds=1)).isoformat()
    assert believed([late], NOW) == [None]
