"""Expressions that name a week, month, season, year or more, or count units from a day, on the calendar.

Days and hours of the clock are times_days.py.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import cast

from msgspec import structs

from samestory.model import TimeMention, When
from samestory.read.times_around import (
    NO_DATE,
    Around,
    Unplaced,
    as_seen,
    as_told,
    date_before,
    granularity,
    number_if_any,
    number_of,
    whole_count,
    word_of,
    writing_day,
    year_of,
)
from samestory.read.times_calendar import MONTHS, SEASONS, end_of, moved, start_of, whole
from samestory.read.times_days import dated
from samestory.read.times_rules import Reading

SMALL = ("minute", "hour")
# Parts of a year that are compared with the same part of another one.
OF_A_YEAR = ("month", "quarter", "half", "season")
# Units that news means the last whole one by, where none is told.
LAST_ONE = ("weekend", "quarter", "half")


def month_told(reading: Reading, around: Around) -> When:
    """A month by its name: of the year told beside it, else the nearest where words look."""
    month = number_if_any(reading, "month") or number_of(reading, "bare")
    if {"year", "years"} & reading.said.keys():
        year, says = year_of(reading, around)
        return whole("month", datetime(year, month, 1), says, None)
    if "same" in reading.said:
        return whole(
            "month",
            datetime(date_before(around).start.year, month, 1),
            f"in the year of {as_told(around)}",
            None,
        )
    shift, now = number_if_any(reading, "shift"), start_of("month", writing_day(around))
    this = datetime(now.year, month, 1)
    if shift == 0 or (shift is None and this == now):
        return whole("month", this, f"in the year of {as_seen(around)}", None)
    if shift == 1 or (shift is None and around.looks != "past"):
        start = this if this > now else moved("year", this, 1)
        return whole("month", start, f"the next one seen from {as_seen(around)}", None)
    start = this if this < now else moved("year", this, -1)
    return whole("month", start, f"the last one seen from {as_seen(around)}", None)


def season_told(reading: Reading, around: Around) -> When:
    """A season, of the year told beside it, else the nearest where words look."""
    month = SEASONS[word_of(reading, "season") or word_of(reading, "bare")]
    if "year" in reading.said or "years" in reading.said:
        year, says = year_of(reading, around)
        return whole("season", datetime(year, month, 1), says, None)
    today, shift = writing_day(around), number_if_any(reading, "shift")
    this = datetime(today.year, month, 1)
    if shift == 1 or (shift is None and around.looks != "past"):
        start = this if this > today else moved("year", this, 1)
        return whole("season", start, f"the next one seen from {as_seen(around)}", None)
    if shift == -1:
        start = this if end_of("season", this) <= today else moved("year", this, -1)
        return whole("season", start, f"the last one seen from {as_seen(around)}", None)
    return whole("season", this, f"in the year of {as_seen(around)}", None)


def quarter_or_half(reading: Reading, around: Around) -> When:
    """The third quarter, the first half: of the year told, else of the one of writing."""
    unit, which = word_of(reading, "of"), _which(reading, around)
    if not 1 <= which <= MONTHS["year"] // MONTHS[unit]:
        raise Unplaced("no year has so many of them")
    told = {"year", "years"} & reading.said.keys()
    year, says = (
        year_of(reading, around)
        if told
        else (writing_day(around).year, f"the last one seen from {as_seen(around)}")
    )
    start = moved(unit, datetime(year, 1, 1), which - 1)
    if not told and start > writing_day(around) and around.looks == "past":
        start = moved("year", start, -1)
    return whole(granularity(unit), start, says, None)


def _which(reading: Reading, around: Around) -> int:
    """The number of the quarter or half told; last year's quarter is the same one as that told before."""
    unit = word_of(reading, "of")
    if "which" in reading.said:
        return number_of(reading, "which")
    if "last" in reading.said:
        return MONTHS["year"] // MONTHS[unit]
    if around.part is None or around.part.granularity != unit:
        raise Unplaced(f"does not say which {unit}")
    return (around.part.start.month - 1) // MONTHS[unit] + 1


def century(reading: Reading, around: Around) -> When:
    """A century by its number."""
    return whole("century", datetime((number_of(reading, "which") - 1) * 100, 1, 1), "stated", None)


def decade(reading: Reading, around: Around) -> When:
    """A decade by its first year; of two digits, in this or the last century."""
    tens = number_of(reading, "tens")
    if tens < 100:
        tens += 1900 if tens > 20 else 2000
    return whole("decade", datetime(tens, 1, 1), "stated", None)


def ago(reading: Reading, around: Around) -> When:
    """So many units before the time of writing."""
    return _off(reading, around, -1)


def hence(reading: Reading, around: Around) -> When:
    """So many units after the time of writing."""
    return _off(reading, around, 1)


def _off(reading: Reading, around: Around, way: int) -> When:
    """So many units before or after the time of writing."""
    unit, count = word_of(reading, "unit"), whole_count(reading)
    if unit == "year" and around.part is not None:
        return _off_date(reading, around.part, way * count)
    if unit in SMALL and around.written is not None and around.written.granularity != "minute":
        raise Unplaced("the hour of writing is not known")
    now = around.written.start if unit in SMALL and around.written else writing_day(around)
    return _placed(unit, now, way * count, f"counted from {as_seen(around)}")


def earlier(reading: Reading, around: Around) -> When:
    """So many units before the date told before."""
    return _beside(reading, around, -1)


def later(reading: Reading, around: Around) -> When:
    """So many units after the date told before."""
    return _beside(reading, around, 1)


def _beside(reading: Reading, around: Around, way: int) -> When:
    """So many units before or after the date told before, else the time of writing."""
    base = (
        around.part if word_of(reading, "unit") == "year" and around.part else around.before or around.written
    )
    if base is None:
        raise Unplaced(NO_DATE)
    return _off_date(reading, base, way * whole_count(reading))


def _off_date(reading: Reading, base: When, count: int) -> When:
    """Years before a quarter or month are the same quarter or month of another year."""
    unit, says = word_of(reading, "unit"), f"counted from {base.start:%Y-%m-%d}"
    if unit == "year" and base.granularity in OF_A_YEAR:
        return whole(base.granularity, moved(unit, base.start, count), says, None)
    return _placed(unit, base.start, count, says)


def _placed(unit: str, start: datetime, count: int, says: str) -> When:
    return whole(granularity(unit), start_of(unit, moved(unit, start, count)), says, None)


def same(reading: Reading, around: Around) -> When:
    """The week, month or year of the date told before."""
    unit = word_of(reading, "unit")
    return whole(
        granularity(unit), start_of(unit, date_before(around).start), f"that of {as_told(around)}", None
    )


def shifted(reading: Reading, around: Around) -> When:
    """Last week, this year; the next day is seen from the date told before."""
    unit, shift = word_of(reading, "unit"), number_of(reading, "shift")
    anaphoric = unit == "day" or "from_told" in reading.said
    if anaphoric and shift and around.before is not None:
        return _placed(
            unit,
            around.before.end - timedelta(days=1) if shift > 0 else around.before.start,
            shift,
            f"counted from {as_told(around)}",
        )
    start = start_of(unit, writing_day(around))
    if unit == "weekend" and shift <= 0 and around.looks == "past":
        shift = -1 if writing_day(around) < start else shift
    return whole(granularity(unit), moved(unit, start, shift), f"counted from {as_seen(around)}", None)


def known(reading: Reading, around: Around) -> When:
    """The weekend, the quarter: the one told before, else the last one or the one to come."""
    unit = word_of(reading, "unit")
    if around.part is not None and around.part.granularity == unit:
        return structs.replace(around.part, reason=f"that of {around.part.start:%Y-%m-%d}")
    start = start_of(unit, writing_day(around))
    if (
        unit in LAST_ONE
        and around.looks == "past"
        and not (unit == "weekend" and start <= writing_day(around))
    ):
        start = moved(unit, start, -1)
    return whole(granularity(unit), start, f"the one seen from {as_seen(around)}", None)


def as_written(reading: Reading, around: Around) -> When:
    """A month or year as stated, or a relative week, month or year."""
    if "high" in reading.said:
        month = number_if_any(reading, "spoken")
        start = datetime(_spelled_year(reading), month or 1, 1)
        return whole("month" if month else "year", start, "stated", None)
    said = next(iter(reading.said.values()))[0]
    if isinstance(said, TimeMention):
        return dated(said, reading, around)
    return whole("year", datetime(int(said), 1, 1), "stated", None)


def _spelled_year(reading: Reading) -> int:
    """A year as it is spoken, its hundreds first ("nineteen ninety-six")."""
    return number_of(reading, "high") * 100 + int(
        sum(float(cast(float, part)) for part in reading.said["low"])
    )


def vague(reading: Reading, around: Around) -> When:
    """Words that name no interval; raises Unplaced."""
    raise Unplaced(f"says only that it is {word_of(reading, 'vague')}")
