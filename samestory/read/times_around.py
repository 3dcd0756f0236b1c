"""What an expression of time is seen from, and its words by name: what all readers of expressions share."""

from __future__ import annotations

from datetime import datetime, time
from typing import Literal, cast

import msgspec

from samestory.model import Granularity, TimeMention, When
from samestory.read.times_rules import Reading

NO_WRITING = "no day of writing is known"
NO_DATE = "no date stands before it"


class Around(msgspec.Struct, frozen=True):
    """What an expression is seen from.

    The time of writing, the last date before it, the part of a year last told not far before it, and where a
    weekday without more lies: before, after, or with today among the days to come.
    """

    written: When | None
    before: When | None
    part: When | None
    looks: Literal["past", "future", "soon"]


class Unplaced(Exception):
    """An expression has no place on the calendar; says why."""


def writing_day(around: Around) -> datetime:
    """The beginning of the day of writing; raises Unplaced where it is not known."""
    if around.written is None:
        raise Unplaced(NO_WRITING)
    return datetime.combine(around.written.start.date(), time())


def date_before(around: Around) -> When:
    """The last date told before; raises Unplaced where none is."""
    if around.before is None:
        raise Unplaced(NO_DATE)
    return around.before


def as_seen(around: Around) -> str:
    """The day of writing in words."""
    return f"{writing_day(around):%Y-%m-%d}, when published"


def as_told(around: Around) -> str:
    """The last date told before, in words."""
    return f"{date_before(around).start:%Y-%m-%d}"


def word_of(reading: Reading, name: str) -> str:
    """The first word of that name; empty for none."""
    return str(reading.said[name][0]) if name in reading.said else ""


def number_if_any(reading: Reading, name: str) -> int | None:
    """The first number of that name; None for none."""
    return int(cast(float, reading.said[name][0])) if name in reading.said else None


def number_of(reading: Reading, name: str) -> int:
    """The first number of that name."""
    return int(cast(float, reading.said[name][0]))


def count_of(reading: Reading) -> float:
    """Number words of one number are added; 1 where none is told."""
    numbers = [float(cast(float, n)) for n in reading.said.get("count", [1])]
    adds = len(numbers) > 1 and numbers[0] % 10 == 0 and numbers[0] > numbers[1]
    return (sum(numbers) if adds else numbers[-1]) + ("halved" in reading.said) / 2


def whole_count(reading: Reading) -> int:
    """How many units are told; raises Unplaced where that is no whole number."""
    if "few" in reading.said:
        raise Unplaced("does not say how many")
    count = count_of(reading)
    if not count.is_integer():
        raise Unplaced("counts no whole units")
    return int(count)


def granularity(name: str) -> Granularity:
    """``name`` as the granularity it is."""
    return cast(Granularity, name)


def year_of(reading: Reading, around: Around) -> tuple[int, str]:
    """The year told beside, and how it is known."""
    if "year" in reading.said:
        year = reading.said["year"][0]
        number = year.year if isinstance(year, TimeMention) else int(float(cast(float, year)))
        return number or 0, "stated"
    offset = cast(TimeMention, reading.said["years"][0]).offset or 0
    return writing_day(around).year + offset, f"the year counted from {as_seen(around)}"
