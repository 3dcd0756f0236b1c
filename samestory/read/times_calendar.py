"""Intervals of the calendar: where a day, week, season or century begins and ends, and the ones beside it.

Knows no text and no language.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from samestory.model import Granularity, Span, When

# How many months each unit of whole months has.
MONTHS: dict[str, int] = {
    "month": 1,
    "season": 3,
    "quarter": 3,
    "half": 6,
    "year": 12,
    "decade": 120,
    "century": 1200,
}
DAYS: dict[str, int] = {"day": 1, "weekend": 7, "week": 7}
# The hours of each part of a day, after its midnight.
PARTS: dict[str, tuple[int, int]] = {
    "small_hours": (0, 6),
    "morning": (6, 12),
    "noon": (12, 13),
    "afternoon": (12, 18),
    "evening": (18, 24),
    "night": (21, 30),
    "midnight": (24, 25),
}
MOVABLE = re.compile(r"(?P<of>easter|orthodox)(?P<days>[+-]\d+)?")
WEEKS = {"1": 1, "2": 2, "3": 3, "4": 4, "0": -1}
# The month each season begins with, as in the northern half of the world.
SEASONS: dict[str, int] = {"spring": 3, "summer": 6, "autumn": 9, "winter": 12}


def start_of(unit: str, moment: datetime) -> datetime:
    """The beginning of the ``unit`` that holds ``moment``; a weekend's is the Saturday of its week."""
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    if unit in MONTHS:
        months = moment.year * 12 + moment.month - 1
        if unit == "season":
            return _month((months + 1) // 3 * 3 - 1)
        return _month(months // MONTHS[unit] * MONTHS[unit])
    if unit in ("week", "weekend"):
        return midnight - timedelta(days=midnight.weekday() - (5 if unit == "weekend" else 0))
    if unit == "day":
        return midnight
    return moment.replace(second=0, microsecond=0, minute=moment.minute if unit == "minute" else 0)


def moved(unit: str, start: datetime, count: int) -> datetime:
    """``start`` moved by ``count`` units; a day of the month that is missing becomes the last one."""
    if unit in MONTHS:
        months = start.year * 12 + start.month - 1 + count * MONTHS[unit]
        first = _month(months)
        return first + timedelta(days=min(start.day, (_month(months + 1) - first).days) - 1)
    if unit in DAYS:
        return start + timedelta(days=count * DAYS[unit])
    return start + timedelta(hours=count) if unit == "hour" else start + timedelta(minutes=count)


def end_of(unit: str, start: datetime) -> datetime:
    """Where the ``unit`` that begins at ``start`` ends."""
    return start + timedelta(days=2) if unit == "weekend" else moved(unit, start, 1)


def whole(unit: Granularity, start: datetime, reason: str, span: Span | None) -> When:
    """The whole of the ``unit`` that begins at ``start``."""
    return When(start=start, end=end_of(unit, start), granularity=unit, reason=reason, span=span)


def part_of(day: datetime, part: str, reason: str, span: Span | None) -> When:
    """The ``part`` of the day that begins at ``day``."""
    first, last = (timedelta(hours=h) for h in PARTS[part])
    return When(start=day + first, end=day + last, granularity="part", reason=reason, span=span)


def _month(months: int) -> datetime:
    return datetime(months // 12, months % 12 + 1, 1)


def holiday_of(key: str, year: int) -> datetime:
    """The day of a holiday: "12-25", "11-4-3" (November's fourth Thursday), "05-0-0" (May's last Monday).

    "easter-2" is two days before Easter. That is the one of the western churches, ``orthodox`` the one of
    the eastern (Meeus, Astronomical Algorithms, chapter 8).
    """
    if found := MOVABLE.fullmatch(key):
        easter = _easter(year) if found["of"] == "easter" else _orthodox(year)
        return easter + timedelta(days=int(found["days"] or 0))
    month, *rest = key.split("-")
    if len(rest) == 1:
        return datetime(year, int(month), int(rest[0]))
    first = datetime(year, int(month), 1)
    count = WEEKS[rest[0]]
    if count < 0:
        last = moved("month", first, 1) - timedelta(days=1)
        return last - timedelta(days=(last.weekday() - int(rest[1])) % 7)
    return first + timedelta(days=(int(rest[1]) - first.weekday()) % 7 + 7 * (count - 1))


def _easter(year: int) -> datetime:
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 19 * m) // 433
    month = (h + m - 7 * n + 90) // 25
    return datetime(year, month, (h + m - 7 * n + 33 * month + 19) % 32)


def _orthodox(year: int) -> datetime:
    d = (19 * (year % 19) + 15) % 30
    month, day = divmod(d + (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7 + 114, 31)
    # The Julian calendar is behind by so many days.
    return datetime(year, month, day + 1) + timedelta(days=year // 100 - year // 400 - 2)
