"""What an expression of time means, in one form that gold, program and baseline are all brought to.

A gold value is written as in TimeML (ISO 8601 with its additions): "2026-11-09", "2026-W46", "2026-Q3",
"P3D", "PRESENT_REF"; two joined by a slash are a range with both ends inside. Two meanings are
equal where interval and granularity are, or count and unit of a duration, or past, present or future.
"""

from __future__ import annotations

import re
from datetime import datetime

import msgspec

from samestory.model import Timed, When
from samestory.read.times_calendar import SEASONS, end_of, part_of, whole

SEASON_CODES = {"SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}
PART_CODES = {"MO": "morning", "MI": "noon", "AF": "afternoon", "EV": "evening", "NI": "night"}
UNITS = {"Y": "year", "M": "month", "W": "week", "D": "day", "Q": "quarter", "DE": "decade", "CE": "century"}
SMALL_UNITS = {"H": "hour", "M": "minute"}
REFERENCES = {"PAST_REF": "past", "PRESENT_REF": "present", "FUTURE_REF": "future"}
LENGTH = re.compile(r"P(?P<small>T?)(?P<count>\d+(?:\.\d+)?|X+)(?P<unit>[A-Z]{1,2})")
DAY = re.compile(r"(\d{4}-\d\d-\d\d)(?:T(?:(\d\d)(?::(\d\d))?(?::00)?|(MO|MI|AF|EV|NI)))?")
WEEK = re.compile(r"(\d{4})-W(\d\d?)(-WE)?")
YEAR_PART = re.compile(
    r"(\d{4})-(?:(?P<season>SP|SU|FA|WI)|Q(?P<quarter>[1-4])|H(?P<half>[12])|(?P<month>\d\d))"
)
DIGITS = re.compile(r"(\d{2,4})(X*)")


class Meaning(msgspec.Struct, frozen=True):
    """An interval with its granularity, or a length, or a mere past, present or future."""

    start: datetime | None = None
    end: datetime | None = None
    fineness: str = ""
    count: float | None = None


def of_value(value: str) -> Meaning | None:
    """The meaning of a gold value; None for one that names no interval ("2026-XX", "PXD")."""
    first, _, last = value.partition("/")
    if last:
        one, other = of_value(first), of_value(last)
        return msgspec.structs.replace(one, end=other.end) if one and other else None
    if value in REFERENCES:
        return Meaning(fineness=REFERENCES[value])
    if length := LENGTH.fullmatch(value):
        unit = (SMALL_UNITS if length["small"] else UNITS).get(length["unit"], length["unit"])
        return Meaning(fineness=unit, count=None if "X" in length["count"] else float(length["count"]))
    try:
        when = _when(value)
    except ValueError:
        return None
    return _placed(when) if when else None


def of_timed(timed: Timed) -> Meaning | None:
    """The meaning of what the program tells; None where it has no place."""
    if timed.kind != "date":
        return Meaning(fineness=timed.unit or "", count=timed.count)
    if timed.when is not None:
        return _placed(timed.when)
    vague = timed.reason.rpartition(" ")[2]
    return Meaning(fineness=vague) if vague in REFERENCES.values() else None


def of_interval(start: datetime, grain: str, end: datetime | None = None) -> Meaning:
    """The meaning of a start and a granularity, to the end of that unit unless another ``end`` is given."""
    return Meaning(start=start, end=end or end_of(grain, start), fineness=grain)


def _placed(when: When) -> Meaning:
    return Meaning(start=when.start, end=when.end, fineness=when.granularity)


def _when(value: str) -> When | None:
    if day := DAY.fullmatch(value):
        midnight = datetime.fromisoformat(day[1])
        if day[4]:
            return part_of(midnight, PART_CODES[day[4]], "", None)
        if day[2]:
            return whole("minute", midnight.replace(hour=int(day[2]) % 24, minute=int(day[3] or 0)), "", None)
        return whole("day", midnight, "", None)
    if week := WEEK.fullmatch(value):
        start = datetime.fromisocalendar(int(week[1]), int(week[2]), 6 if week[3] else 1)
        return whole("weekend" if week[3] else "week", start, "", None)
    return _longer(value)


def _longer(value: str) -> When | None:
    if part := YEAR_PART.fullmatch(value):
        return _part_of_year(part)
    if digits := DIGITS.fullmatch(value):
        length = len(digits[1])
        unit = {4: "year", 3: "decade", 2: "century"}[length]
        return whole(unit, datetime(int(digits[1]) * 10 ** (4 - length), 1, 1), "", None)  # type: ignore[arg-type]
    return None


def _part_of_year(part: re.Match[str]) -> When:
    year = int(part[1])
    if part["season"]:
        return whole("season", datetime(year, SEASONS[SEASON_CODES[part["season"]]], 1), "", None)
    if part["quarter"]:
        return whole("quarter", datetime(year, int(part["quarter"]) * 3 - 2, 1), "", None)
    if part["half"]:
        return whole("half", datetime(year, int(part["half"]) * 6 - 5, 1), "", None)
    return whole("month", datetime(year, int(part["month"]), 1), "", None)
