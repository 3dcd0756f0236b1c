"""What expressions of time mean on the calendar, seen from the day of writing and from dates before them.

Takes what the rules read; knows no language. What cannot be placed is told with the reason.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import structs

from samestory.model import Timed, When
from samestory.read import times_days, times_periods
from samestory.read.times_around import Around, Unplaced, count_of, granularity, word_of
from samestory.read.times_rules import Reading

PLACING: dict[str, Callable[[Reading, Around], When]] = {
    "night_before": times_days.night_before,
    "clock": times_days.clock_told,
    "part": times_days.part_told,
    "day": times_days.day_told,
    "off_day": times_days.off_day,
    "weekdays_off": times_days.weekdays_off,
    "day_of_month": times_days.day_of_month,
    "ordinal_day": times_days.ordinal_day,
    "nth_weekday": times_days.nth_weekday,
    "month": times_periods.month_told,
    "season": times_periods.season_told,
    "quarter": times_periods.quarter_or_half,
    "century": times_periods.century,
    "decade": times_periods.decade,
    "ago": times_periods.ago,
    "hence": times_periods.hence,
    "earlier": times_periods.earlier,
    "later": times_periods.later,
    "same": times_periods.same,
    "shifted": times_periods.shifted,
    "known": times_periods.known,
    "step": times_days.step,
    "holiday": times_days.holiday,
    "as_written": times_periods.as_written,
    "vague": times_periods.vague,
}


def timed(reading: Reading, around: Around) -> Timed:
    """The expression's meaning: a date with its place or the reason why it has none, a duration, or a set."""
    if reading.rule in ("lasting", "set") or ("unsure" in reading.said and around.looks == "past"):
        return _untold(reading)
    try:
        when = PLACING[reading.rule](reading, around)
    except Unplaced as why:
        return Timed(span=reading.span, kind="date", reason=str(why))
    except (ValueError, OverflowError):
        return Timed(span=reading.span, kind="date", reason="the calendar has no such time")
    when = structs.replace(when, span=reading.span)
    return Timed(span=reading.span, kind="date", reason=when.reason, when=when)


def _untold(reading: Reading) -> Timed:
    if reading.rule == "set":
        unit = word_of(reading, "unit") or ("week" if "weekday" in reading.said else "day")
        return Timed(
            span=reading.span,
            kind="set",
            reason="says how often",
            count=None if "few" in reading.said else count_of(reading),
            unit=granularity(unit),
        )
    return Timed(
        span=reading.span,
        kind="duration",
        reason="says how long",
        count=None if "few" in reading.said else count_of(reading),
        unit=granularity(word_of(reading, "unit")),
    )
