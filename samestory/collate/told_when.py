"""Expressions of time in the sentences of a row, and which of them may mean one time.

Compares intervals on the calendar and reads no words. What follows from it is timeline.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from msgspec import structs

from samestory.model import Article, Cell, Dated, Granularity, Timed, When

# How fine a time is, the finest first; decades and centuries are no happenings.
CLOCK, DAY, WEEK, MONTH, SEASON, YEAR = range(6)
FINENESS: Mapping[Granularity, int] = {
    "minute": CLOCK, "hour": CLOCK, "part": DAY, "day": DAY, "weekend": WEEK, "week": WEEK,
    "month": MONTH, "season": SEASON, "quarter": SEASON, "half": SEASON, "year": YEAR,
}  # fmt: skip
# "Yesterday" may be off by so many days, as pages bear the day they were put up; all that hangs on the day of
# writing, where that is the story's and not the article's own.
OFF, OFF_BY_STORY = 1, 2
DAYS_IN_WEEK = 7
# Clocks told to the next five minutes; and hours apart are zones.
ROUND, HOUR = 5, 60
MOMENT = timedelta(microseconds=1)


class Told(NamedTuple):
    """An expression of time in a cell of origin ``origin``, with every time that it may mean, as read first.

    ``stated`` says that it names its month or year itself, ``firm`` that it may speak against another: it
    does, or it is a day counted from that of writing, which the article knows itself, or a clock time.
    """

    origin: int
    cell: Cell
    timed: Timed
    readings: tuple[When, ...]
    stated: bool
    firm: bool

    @property
    def when(self) -> When:
        """What it was read as."""
        return self.readings[0]

    @property
    def fineness(self) -> int:
        """How fine it is, the finest 0."""
        return FINENESS[self.when.granularity]

    def on(self, when: When) -> When:
        """The reading that meets ``when``, with the reason where it was moved; the first where none does."""
        found = next((one for one in self.readings if meet(one, when)), self.when)
        if found is self.when:
            return found
        return structs.replace(found, reason=f"{found.reason}; moved to where others tell the same")


def told_in(cell: Cell, origin: int, article: Article, written: Dated) -> Iterator[Told]:
    """The times placed in ``cell``, in order; ``article.times`` are read from ``written``, its day."""
    sure = written.how in ("stated", "inferred")
    for timed in article.times:
        if timed.when is None or timed.when.granularity not in FINENESS:
            continue
        if cell.span.start <= timed.span.start < cell.span.end:
            stated = any(part.month is not None or part.year is not None for part in timed.parts)
            readings = tuple(dict.fromkeys(_readings(timed, timed.when, sure=sure)))
            yield Told(origin, cell, timed, readings, stated, stated or _firm(timed, timed.when, sure=sure))


def _firm(timed: Timed, when: When, *, sure: bool) -> bool:
    """Whether a time that names no month is a day or clock that may speak against others; no "that day"."""
    counted = any(part.weekday is not None or part.offset is not None for part in timed.parts)
    return when.granularity == "minute" or (sure and counted and FINENESS[when.granularity] == DAY)


def meet(one: When, other: When) -> bool:
    """True where both may be of one time: they have a day in common, and no clock speaks against it."""
    (first, last), (begins, ends) = days(one), days(other)
    if first > ends or begins > last:
        return False
    return one.granularity != "minute" or other.granularity != "minute" or _same_clock(one.start, other.start)


def inside(one: When, other: When) -> bool:
    """True where one of the two is, or lies inside, the other, by days, and no clock speaks against it."""
    (first, last), (begins, ends) = days(one), days(other)
    nested = (first >= begins and last <= ends) or (begins >= first and ends <= last)
    return nested and meet(one, other)


def in_order(when: When) -> tuple[datetime, int, datetime]:
    """What times are ordered by: their start, then the finer first, then the shorter."""
    return when.start, FINENESS[when.granularity], when.end


def agree(one: Told, other: Told) -> bool:
    """True where a reading of the one meets a reading of the other; of one cell, as they were read."""
    if one.cell == other.cell:
        return meet(one.when, other.when)
    return any(meet(here, there) for here in one.readings for there in other.readings)


def days(when: When) -> tuple[date, date]:
    """The first and the last day of a time."""
    return when.start.date(), max(when.start, when.end - MOMENT).date()


def _readings(timed: Timed, when: When, *, sure: bool) -> Iterator[When]:
    """What it was read as, and what else it may mean: another year, week or day, where it names none."""
    yield when
    if any(part.year is not None for part in timed.parts):
        return
    if any(part.month is not None for part in timed.parts):
        yield from (one for by in (-1, 1) if (one := _years_on(when, by)) is not None)
        return
    if FINENESS[when.granularity] <= DAY:
        yield from (_days_on(when, by) for by in sorted(_shifts(timed, when, sure=sure)))


def _shifts(timed: Timed, when: When, *, sure: bool) -> set[int]:
    """By how many days a time that names no month may be off."""
    shifts = set() if sure else {by for by in range(-OFF_BY_STORY, OFF_BY_STORY + 1) if by}
    if any(part.offset is not None for part in timed.parts):
        shifts |= {-OFF, OFF}
    if any(part.weekday is not None for part in timed.parts):
        # Which of the two it is hangs on the tense, which is not read.
        shifts |= {-DAYS_IN_WEEK, DAYS_IN_WEEK}
    if not timed.parts and when.granularity == "minute":
        # Its day is that of a date before.
        shifts |= {by for by in range(-DAYS_IN_WEEK, DAYS_IN_WEEK + 1) if by}
    return shifts


def _days_on(when: When, by: int) -> When:
    return structs.replace(when, start=when.start + timedelta(by), end=when.end + timedelta(by))


def _years_on(when: When, by: int) -> When | None:
    try:
        start, end = (moment.replace(year=moment.year + by) for moment in (when.start, when.end))
    except ValueError:
        return None
    return structs.replace(when, start=start, end=end)


def _same_clock(one: datetime, other: datetime) -> bool:
    gap = (one.hour * HOUR + one.minute - other.hour * HOUR - other.minute) % HOUR
    near = min(gap, HOUR - gap)
    rounded = one.minute % ROUND == 0 or other.minute % ROUND == 0
    return near == 0 or (rounded and near <= ROUND)


def in_place(told: Sequence[Told]) -> list[Told]:
    """The finest first, then the shortest, then those that can mean least, then in the order given."""
    return sorted(told, key=lambda one: (one.fineness, one.when.end - one.when.start, len(one.readings)))


def most_told(told: Sequence[Told]) -> When:
    """What most origins read the finest times of ``told`` as; of two as usual the later.

    A time that was not told whole is taken to lie behind; one that lies ahead was read so for a reason.
    """
    best = min(one.fineness for one in told)
    finest = [one for one in told if one.fineness == best]
    tellers = {
        one.when.start: {other.origin for other in finest if other.when.start == one.when.start}
        for one in finest
    }
    start = max(tellers, key=lambda start: (len(tellers[start]), start))
    return next(one.when for one in finest if one.when.start == start)
