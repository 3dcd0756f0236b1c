"""How reasons are worded of what is read in a text, its times and its quotes: messages for retold.py.

Holds messages alone; they are in use where the text is read.
"""

from __future__ import annotations

from samestory.speech import message

# Why a time is where it is, or nowhere.
TIMES: tuple[str, ...] = (
    message("says how long"),
    message("says how often"),
    message("says only that it is past"),
    message("says only that it is present"),
    message("says only that it is future"),
    message("does not say how many"),
    message("does not say which {unit}"),
    message("counts no whole units"),
    message("no year has so many of them"),
    message("no day of writing is known"),
    message("no date stands before it"),
    message("the calendar has no such day"),
    message("the calendar has no such time"),
    message("the date before it is no day"),
    message("the hour of writing is not known"),
    message("the month has no such day"),
    message("counted from {seen}"),
    message("the year counted from {seen}"),
    message("the nearest to {seen}"),
    message("the nearest to {seen}, that is on that weekday"),
    message("the next one seen from {seen}"),
    message("the last one seen from {seen}"),
    message("the one seen from {seen}"),
    message("in the year of {seen}"),
    message("of the month of {seen}"),
    message("that of {seen}"),
    message("the day told before, {seen}"),
    message("on the day told before, {seen}"),
    message("on the day of writing, {seen}"),
    message("{seen} is a {weekday}"),
    message("the {weekday} before {seen}"),
    message("the {weekday} after {seen}"),
    message("the {weekday} of the week of {seen}"),
    message("the {weekday} of that week, counted from {seen}"),
    message("the night before that day: {reason}"),
    message("moved to the year stated beside it"),
    message("moved to where others tell the same"),
    message("a week later as the end of what begins on {seen}"),
)
# What is said of who says it.
QUOTES: tuple[str, ...] = (
    message("asked or promised"),
    message("clause behind it"),
    message("colon before it"),
    message("goes on"),
    message("last speaker"),
    message("nobody near"),
    message("same sentence"),
    message("sentence before"),
    message("source beside it"),
    message("verb and opening word"),
    message("verb before it"),
    message("verb behind it"),
    message("verb beside it"),
)
UNITS: dict[str, str] = {
    "minute": message("minute"),
    "hour": message("hour"),
    "day": message("day"),
    "week": message("week"),
    "month": message("month"),
    "quarter": message("quarter"),
    "half": message("half"),
    "year": message("year"),
}
