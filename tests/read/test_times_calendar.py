"""Intervals of the calendar begin, end and follow one another without gaps."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.read.times_calendar import end_of, holiday_of, moved, start_of

MOMENTS = st.datetimes(datetime(1700, 1, 1), datetime(2300, 1, 1))


@given(MOMENTS)
@pytest.mark.parametrize(
    "unit", ["minute", "hour", "day", "week", "month", "season", "quarter", "half", "year"]
)
def test_a_unit_holds_its_moment_and_ends_where_the_next_begins(unit: str, moment: datetime) -> None:
    start = start_of(unit, moment)
    end = end_of(unit, start)
    assert start <= moment < end
    assert start_of(unit, end) == end == moved(unit, start, 1)


def test_a_weekend_is_the_saturday_and_sunday_of_its_week() -> None:
    start = start_of("weekend", datetime(2026, 11, 12))
    assert (start, end_of("weekend", start)) == (datetime(2026, 11, 14), datetime(2026, 11, 16))


def test_a_month_before_the_31st_is_the_last_day_of_a_shorter_one() -> None:
    assert moved("month", datetime(2026, 3, 31), -1) == datetime(2026, 2, 28)


def test_winter_begins_in_december() -> None:
    assert start_of("season", datetime(2026, 1, 15)) == datetime(2025, 12, 1)


@pytest.mark.parametrize(
    ("key", "year", "day"),
    [
        ("12-25", 2026, "12-25"),
        ("11-4-3", 2026, "11-26"),
        ("05-0-0", 2026, "05-25"),
        ("easter", 2024, "03-31"),
        ("easter-2", 2026, "04-03"),
        ("orthodox", 2024, "05-05"),
        ("orthodox+1", 2026, "04-13"),
    ],
)
def test_holidays_stand_where_calendars_have_them(key: str, year: int, day: str) -> None:
    assert f"{holiday_of(key, year):%m-%d}" == day
