"""Expressions that name a day, a part of one or a moment of it, placed on the calendar.

Longer times are times_periods.py.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import cast

from msgspec import structs

from samestory.model import Granularity, TimeMention, When
from samestory.read.times import calendar_day, resolve
from samestory.read.times_around import (
    Around,
    Unplaced,
    as_seen,
    as_told,
    date_before,
    number_if_any,
    number_of,
    whole_count,
    word_of,
    writing_day,
    year_of,
)
from samestory.read.times_calendar import PARTS, holiday_of, moved, part_of, start_of, whole
from samestory.read.times_rules import Reading

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
NOON = 12
LAST_DAY = 31
# So many years before and after are looked at for one in which a date is the weekday beside it.
YEARS_ABOUT = 3
# News without a word of the future names no day so many days ahead.
FAR_AHEAD = 60
# Who means the weekday so long ago says "last"; without that it is tomorrow's.
LONG_AGO = timedelta(6)
# "That day" is one that was told so fine.
OF_A_DAY: frozenset[Granularity] = frozenset({"minute", "hour", "part", "day"})


def named_day(reading: Reading, around: Around) -> When:
    """The day or days that the rule's part DAY names."""
    said = reading.said
    if "date" in said:
        return dated(cast(TimeMention, said["date"][0]), reading, around)
    if "holiday" in said:
        return holiday(reading, around)
    if "same" in said or not {"weekday", "relative"} & said.keys():
        before = date_before(around)
        if before.granularity not in OF_A_DAY:
            raise Unplaced("the date before it is no day")
        return whole("day", start_of("day", before.start), f"the day told before, {as_told(around)}", None)
    if "relative" in said:
        day = moved("day", writing_day(around), cast(TimeMention, said["relative"][0]).offset or 0)
        return whole("day", day, f"counted from {as_seen(around)}", None)
    return _weekday(reading, around)


def dated(mention: TimeMention, reading: Reading, around: Around) -> When:
    """A date as written, its year told beside it or the likeliest; a relative week, month or year."""
    if mention.unit is not None:
        when = resolve(mention, writing_day(around).date())
        assert when is not None
        return structs.replace(when, reason=f"counted from {as_seen(around)}")
    year, says = _its_year(mention, reading, around)
    placed = resolve(structs.replace(mention, year=year), None)
    if placed is None:
        raise Unplaced("the calendar has no such day")
    return structs.replace(placed, reason=says)


def _its_year(mention: TimeMention, reading: Reading, around: Around) -> tuple[int, str]:
    """The year of a date and how it is known; raises Unplaced where it is not."""
    if mention.year is not None:
        return mention.year, "stated"
    if "years" in reading.said:
        return year_of(reading, around)
    today, month = writing_day(around), mention.month or 1
    fitting = _years_fitting(mention, number_if_any(reading, "weekday"), today.date())
    if fitting:
        return fitting[0], f"the nearest to {as_seen(around)}, that is on that weekday"
    if around.looks == "future":
        passed = (month, mention.last_day or mention.day or LAST_DAY) < (today.month, today.day)
        return today.year + passed, f"the next one seen from {as_seen(around)}"
    placed = resolve(mention, today.date())
    if placed is None:
        raise Unplaced("the calendar has no such day")
    # Where nothing says that it is to come, a day far ahead is the one of the year before.
    behind = around.looks == "past" and placed.start > moved("day", today, FAR_AHEAD)
    return placed.start.year - behind, f"the nearest to {as_seen(around)}"


def _years_fitting(mention: TimeMention, weekday: int | None, today: date) -> list[int]:
    """The years about ``today`` in which the date is on that ``weekday``, the nearest first."""
    if weekday is None or mention.month is None or mention.day is None:
        return []
    days = _days_of_years(today.year, mention.month, mention.day)
    near = sorted(days, key=lambda day: abs((day - today).days))
    return [day.year for day in near if day.weekday() == weekday]


def _days_of_years(year: int, month: int, day: int) -> list[date]:
    """The day in the years about ``year``, where the calendar has it."""
    found = (calendar_day(near, month, day) for near in range(year - YEARS_ABOUT, year + YEARS_ABOUT + 1))
    return [one for one in found if one is not None]


def _weekday(reading: Reading, around: Around) -> When:
    number = number_of(reading, "weekday")
    name = WEEKDAYS[number]
    if "from_told" in reading.said and around.before is not None:
        return _weekday_beside(reading, around.before)
    today = writing_day(around)
    back = moved("day", today, -((today.weekday() - number) % 7))
    shift = number_if_any(reading, "shift")
    if "weeks" in reading.said:
        offset = cast(TimeMention, reading.said["weeks"][0]).offset or 0
        day = moved("day", moved("week", start_of("week", today), offset), number)
        return whole("day", day, f"the {name} of that week, counted from {as_seen(around)}", None)
    ahead = around.looks == "future" or (around.looks == "soon" and back != today) or today - back == LONG_AGO
    if shift == 1 or (shift is None and ahead) or (shift == 0 and around.looks != "past"):
        return whole("day", moved("day", back, 7), f"the {name} after {as_seen(around)}", None)
    if shift == -1 and back == today:
        back = moved("day", back, -7)
    if shift == 0:
        back = moved("day", start_of("week", today), number)
    says = f"{as_seen(around)} is a {name}" if back == today else f"the {name} before {as_seen(around)}"
    return whole("day", back, says if shift != 0 else f"the {name} of the week of {as_seen(around)}", None)


def _weekday_beside(reading: Reading, told: When) -> When:
    """The weekday that is the last one before a date told, or the next one after it."""
    number, day = number_of(reading, "weekday"), start_of("day", told.start)
    if number_of(reading, "shift") < 0:
        there = moved("day", day, -((day.weekday() - number) % 7 or 7))
    else:
        there = moved("day", day, (number - day.weekday()) % 7 or 7)
    return whole("day", there, f"counted from {told.start:%Y-%m-%d}", None)


def night_before(reading: Reading, around: Around) -> When:
    """The night that leads to a day."""
    day = named_day(reading, around)
    return part_of(moved("day", day.start, -1), "night", f"the night before that day: {day.reason}", None)


def part_told(reading: Reading, around: Around) -> When:
    """A part of a day, of the day of writing where none is told but "this" or "last"."""
    part = word_of(reading, "part")
    if "of_day" in reading.said:
        near = _near_day(around)
        return part_of(start_of("day", near.start), word_of(reading, "of_day"), near.reason, None)
    if "shift" in reading.said and "weekday" not in reading.said:
        day = moved("day", writing_day(around), number_of(reading, "shift"))
        return part_of(day, part, f"counted from {as_seen(around)}", None)
    day_of = named_day(reading, around)
    return part_of(day_of.start, part, day_of.reason, None)


def day_told(reading: Reading, around: Around) -> When:
    """A day; the part of it that its word names ("tonight")."""
    day = named_day(reading, around)
    relative = reading.said.get("of_part")
    return part_of(day.start, str(relative[0]), day.reason, None) if relative else day


def clock_told(reading: Reading, around: Around) -> When:
    """A time of the clock, of the day beside it, else of the one told before."""
    figures = [int("".join(c for c in part if c.isdecimal())) for part in _split(word_of(reading, "clock"))]
    hour, minutes = figures[0], figures[1] if len(figures) > 1 else 0
    part = word_of(reading, "part")
    late = word_of(reading, "meridiem") == "pm" or (part and PARTS[part][0] >= NOON and part != "night")
    if hour < NOON and (late or (part == "night" and hour > NOON // 2)):
        hour += NOON
    elif hour == NOON and (word_of(reading, "meridiem") == "am" or part == "night"):
        hour = 0
    named = {"date", "weekday", "relative", "same"} & reading.said.keys()
    day = named_day(reading, around) if named else _near_day(around)
    start = day.start.replace(hour=0, minute=0) + timedelta(hours=hour, minutes=minutes)
    return whole("minute", start, day.reason, None)


def nth_weekday(reading: Reading, around: Around) -> When:
    """The first Monday of a month, the last one of it; the month of the year told, else the nearest."""
    first = _month_of(reading, around)
    back = (first.start.weekday() - number_of(reading, "weekday")) % 7
    day = moved("day", first.start, (7 - back) % 7 + 7 * ((number_if_any(reading, "which") or 1) - 1))
    if "shift" in reading.said:
        last = moved("day", first.end, -1)
        day = moved("day", last, -((last.weekday() - number_of(reading, "weekday")) % 7))
    if not first.start <= day < first.end:
        raise Unplaced("the month has no such day")
    return whole("day", day, first.reason, None)


def _month_of(reading: Reading, around: Around) -> When:
    """The month told beside a day; where none is, the month of writing."""
    if "month" not in reading.said:
        now = start_of("month", writing_day(around))
        return whole("month", now, f"of the month of {as_seen(around)}", None)
    month = cast(TimeMention | int, reading.said["month"][0])
    mention = month if isinstance(month, TimeMention) else TimeMention(span=reading.span, month=int(month))
    return dated(mention, reading, around)


def day_of_month(reading: Reading, around: Around) -> When:
    """A day by its number in a month told by a word, else in the nearest one where words look."""
    month, weekday = _month_of(reading, around), number_if_any(reading, "weekday")
    if "shift" in reading.said:
        return whole("day", moved("day", month.end, -1), month.reason, None)
    number = number_of(reading, "which")
    ways = range(YEARS_ABOUT * 12) if around.looks == "future" else range(0, -YEARS_ABOUT * 12, -1)
    for count in ways if "month" not in reading.said else (0,):
        first = moved("month", month.start, count)
        day = calendar_day(first.year, first.month, number)
        if day is None or (weekday is not None and day.weekday() != weekday):
            continue
        start = datetime.combine(day, time())
        if "month" in reading.said or (start >= writing_day(around)) == (around.looks == "future"):
            return whole("day", start, month.reason, None)
    raise Unplaced("the month has no such day")


def off_day(reading: Reading, around: Around) -> When:
    """So many units after or before a day told beside."""
    count = whole_count(reading) * (1 if "after" in reading.said else -1)
    seen = structs.replace(around, looks="future") if count > 0 else around
    day = named_day(reading, seen)
    there = moved(word_of(reading, "unit"), day.start, count)
    return whole("day", there, f"counted from {day.start:%Y-%m-%d}", None)


def weekdays_off(reading: Reading, around: Around) -> When:
    """So many of a weekday before or after the day of writing."""
    today, number = writing_day(around), number_of(reading, "weekday")
    ahead, count = "after" in reading.said, whole_count(reading)
    near = (number - today.weekday()) % 7 or 7 if ahead else -((today.weekday() - number) % 7 or 7)
    weeks = (count - 1) * (7 if ahead else -7)
    return whole("day", moved("day", today, near + weeks), f"counted from {as_seen(around)}", None)


def _split(clock: str) -> list[str]:
    parts = "".join(c if c.isdecimal() else " " for c in clock).split()
    return parts[:2]


def _near_day(around: Around) -> When:
    """The day that a clock time by itself is of: the one told before, else that of writing."""
    if around.before is not None and around.before.granularity in ("day", "part", "minute", "hour"):
        return structs.replace(around.before, reason=f"on the day told before, {as_told(around)}")
    return whole("day", writing_day(around), f"on the day of writing, {as_seen(around)}", None)


def ordinal_day(reading: Reading, around: Around) -> When:
    """A day whose number is written out ("the twenty-first of March")."""
    day = int(
        sum(float(cast(float, part)) for part in (*reading.said.get("tens", ()), *reading.said["which"]))
    )
    month = reading.said["month"][0]
    mention = month if isinstance(month, TimeMention) else TimeMention(span=reading.span, month=int(month))
    if "year" in reading.said:
        mention = structs.replace(mention, year=year_of(reading, around)[0])
    return dated(structs.replace(mention, day=day), reading, around)


def step(reading: Reading, around: Around) -> When:
    """The day after or before the date told before it."""
    base, way = date_before(around), number_of(reading, "step")
    last = base.end - timedelta(minutes=1) if way > 0 else base.start
    day, says = moved("day", start_of("day", last), way), f"counted from {as_told(around)}"
    part = word_of(reading, "part")
    return part_of(day, part, says, None) if part else whole("day", day, says, None)


def holiday(reading: Reading, around: Around) -> When:
    """A day known by its name, of the year told beside it, else the nearest where words look."""
    key = word_of(reading, "holiday")
    if {"year", "years"} & reading.said.keys():
        year, says = year_of(reading, around)
        return whole("day", holiday_of(key, year), says, None)
    shift, today = number_if_any(reading, "shift"), writing_day(around)
    this = holiday_of(key, today.year)
    if (shift == 1 or (shift is None and around.looks != "past")) and this < today:
        this = holiday_of(key, today.year + 1)
    elif shift in (-1, None) and this > today and around.looks == "past":
        this = holiday_of(key, today.year - 1)
    return whole("day", this, f"the one seen from {as_seen(around)}", None)
