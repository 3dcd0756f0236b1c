"""Times that texts tell, in words to read: no finer than they are told.

Publication times are dates.py.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from samestory.model import When

MOMENT = timedelta(microseconds=1)
WEEK = timedelta(7)


def time_words(when: When) -> str:
    """A time in words: "16 May 2024, 03:42", "14–15 May 2024", "week of 8 April 2024", "2027"."""
    first, last = when.start, max(when.start, when.end - MOMENT)
    years = f"{first:%Y}" if first.year == last.year else f"{first:%Y}–{last:%Y}"
    week = f"week of {_day(first)}" if when.end - first <= WEEK else _days(first, last)
    words = {
        "minute": f"{_day(first)}, {first:%H:%M}",
        "hour": f"{_day(first)}, about {first:%H:%M}",
        "part": f"{_days(first, last)}, {first:%H:%M}–{when.end:%H:%M}",
        "day": _days(first, last),
        "week": week,
        "weekend": f"weekend of {_days(first, last)}",
        "year": years,
    }
    return words.get(when.granularity, _months(first, last))


def days(when: When) -> tuple[date, date]:
    """The first and the last day of a time."""
    return when.start.date(), max(when.start, when.end - MOMENT).date()


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"


def _days(first: datetime, last: datetime) -> str:
    if first.date() == last.date():
        return _day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{_day(last)}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {first:%B}{year} – {_day(last)}"


def _months(first: datetime, last: datetime) -> str:
    if (first.year, first.month) == (last.year, last.month):
        return f"{first:%B %Y}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first:%B}{year} – {last:%B %Y}"
