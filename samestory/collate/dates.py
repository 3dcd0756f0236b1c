"""Dates of two sentences that state the same: which agree, and which are left and clash.

Compares what is written, and days that are told otherwise ("on Monday") by where they lie on the calendar. A
date on one side only is an omission, not a disagreement.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from samestory.collate.pairing import unmatched
from samestory.collate.told_when import DAYS_IN_WEEK, days
from samestory.model import Granularity, Span, Timed, TimeMention

DAYS: frozenset[Granularity] = frozenset({"day", "part", "hour", "minute"})


def clashing_dates(left: Sequence[TimeMention], right: Sequence[TimeMention]) -> Iterator[tuple[Span, Span]]:
    """The places of dates that clash, in their order; of years, where each sentence has no other date."""
    for of_days in (True, False):
        ones, others = ([t for t in side if (t.month is not None) == of_days] for side in (left, right))
        if not of_days and len(left) + len(right) > 2:
            return
        alone = unmatched(ones, others, agree=same_day)
        for one, other in zip(*alone, strict=False):
            if not any(same_day(one, t) for t in right) and not any(same_day(other, t) for t in left):
                yield one.span, other.span


def clashing_days(left: Sequence[Timed], right: Sequence[Timed]) -> Iterator[tuple[Span, Span]]:
    """The places of the one day that each sentence has of its own, where one is told by the day of writing.

    Both are ``on_a_day``. Days of the calendar, as written on both sides, are clashing_dates' to compare.
    """
    ones, others = unmatched(list(left), list(right), agree=may_be_one_day)
    if len(ones) == len(others) == 1:
        one, other = ones[0], others[0]
        agreed = any(may_be_one_day(one, t) for t in right) or any(may_be_one_day(t, other) for t in left)
        if not agreed and not (_written(one) and _written(other)):
            yield one.span, other.span


def same_day(one: TimeMention, other: TimeMention) -> bool:
    """Agreeing in every part that both state; a day inside the other's range agrees."""
    if one.year and other.year and one.year != other.year:
        return False
    if one.month is None or other.month is None:
        return one.year is not None and one.year == other.year
    if one.month != other.month:
        return False
    if one.day is None or other.day is None:
        return True
    return one.day <= (other.last_day or other.day) and other.day <= (one.last_day or one.day)


def on_a_day(time: Timed) -> bool:
    """Whether it names a day, or a time within one, that is placed: no mere clock time, no "days ago"."""
    named = any(part.weekday is not None or part.day or part.unit == "day" for part in time.parts)
    return named and time.when is not None and time.when.granularity in DAYS


def may_be_one_day(one: Timed, other: Timed) -> bool:
    """True where both meet on the calendar, or are as far apart as a text may stray.

    A text that is taken over a day later often keeps its "yesterday", and one taken over a week later its
    "Monday". What is not placed may be any day.
    """
    if one.when is None or other.when is None:
        return True
    first, last = days(one.when), days(other.when)
    gap = max((first[0] - last[1]).days, (last[0] - first[1]).days)
    if gap <= (1 if _counted(one) or _counted(other) else 0):
        return True
    same_weekday = (first[0] - last[0]).days % DAYS_IN_WEEK == 0
    return same_weekday and not (_written(one) and _written(other))


def _counted(time: Timed) -> bool:
    """Whether it counts days from that of writing ("tomorrow")."""
    return any(part.offset is not None for part in time.parts)


def _written(time: Timed) -> bool:
    """Whether it states a day of the calendar."""
    return any(part.day is not None for part in time.parts)
