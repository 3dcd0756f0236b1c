"""Times that texts tell, in words to read: no finer than they are told.

Publication times are dates.py.
"""

from __future__ import annotations

from datetime import date, timedelta

from samestory.model import When
from samestory.speech import UNTRANSLATED, Speech

MOMENT = timedelta(microseconds=1)
WEEK = timedelta(7)


def time_words(when: When, speech: Speech = UNTRANSLATED) -> str:
    """A time in words: "16 May 2024, 03:42", "14–15 May 2024", "week of 8 April 2024", "2027"."""
    first, last = when.start, max(when.start, when.end - MOMENT)
    days = speech.days(first, last)
    clock = f"{first:%H:%M}"
    clocks = {"minute": clock, "part": f"{clock}–{when.end:%H:%M}"}
    if when.granularity in clocks:
        return speech.say("{day}, {time}", day=days, time=clocks[when.granularity])
    match when.granularity:
        case "hour":
            return speech.say("{day}, about {time}", day=speech.day(first), time=clock)
        case "week" if when.end - first <= WEEK:
            return speech.say("week of {day}", day=speech.day(first))
        case "weekend":
            return speech.say("weekend of {days}", days=days)
        case "year":
            return f"{first:%Y}" if first.year == last.year else f"{first:%Y}–{last:%Y}"
    return days if when.granularity in ("day", "week") else speech.months(first, last)


def days(when: When) -> tuple[date, date]:
    """The first and the last day of a time."""
    return when.start.date(), max(when.start, when.end - MOMENT).date()
