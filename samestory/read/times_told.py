"""Every expression of time in running text with what it means: an interval, a duration, or why there is none.

Joins words, rules and the calendar. Does not decide when an article was published: that is published.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import Literal

from msgspec import structs

from samestory.lang import Language
from samestory.model import Span, Timed, TimeMention, When
from samestory.read.times_around import Around
from samestory.read.times_calendar import moved, whole
from samestory.read.times_entries import Roles
from samestory.read.times_placing import timed
from samestory.read.times_rules import Reading, readings
from samestory.read.times_tense import lies_ahead
from samestory.read.times_words import Words, words

Looks = Literal["past", "future"]
# For so many words the part of a year told last is what "a year ago" is compared with.
COMPARED = 250
# What is read by these rules compares with what was told before, and is not what is compared with next.
COMPARES, PARTS = ("ago", "earlier"), ("quarter", "half")
STATED = "stated"
WEEK = timedelta(days=7)


def told(text: str, language: Language, written: When | None, looks: Looks = "past") -> tuple[Timed, ...]:
    """Every expression of time in ``text``, in order, none overlapping.

    ``written`` is when the text was published, None where not known. ``looks`` says where a weekday or month
    without more lies, unless a word beside it says that it is to come: news looks back.
    """
    listed = words(text, language)
    found: list[Timed] = []
    before: When | None = None
    part: tuple[int, When] | None = None
    verb_last = language.times.verb_last
    for reading in readings(listed, language.code):
        lean: Literal["past", "future", "soon"] = (
            "soon" if looks == "past" and lies_ahead(listed, reading, verb_last=verb_last) else looks
        )
        if reading.rule == "age":
            continue
        near = part[1] if part and reading.first - part[0] <= COMPARED else None
        one = timed(reading, Around(written, before, near, lean))
        one = structs.replace(one, parts=_parts(reading, listed))
        if one.when is not None:
            compared = reading.rule in COMPARES and "year" in reading.said.get("unit", ())
            before = before if compared else one.when
            part = (reading.last, one.when) if one.when.granularity in PARTS and not compared else part
        found.append(one)
    return tuple(_joined(found, listed))


def _parts(reading: Reading, listed: Words) -> tuple[TimeMention, ...]:
    """The dates, weekdays and relative times that it is made of, as written."""
    found: dict[Span, TimeMention] = {}
    for place in range(reading.first, reading.last + 1):
        span = listed.span(place, place)
        for role, value in listed.roles[place].items():
            if isinstance(value, TimeMention):
                found[span] = structs.replace(value, span=span)
            elif role == "weekday" and role in reading.said:
                found[span] = TimeMention(span=span, weekday=int(value))
    return tuple(found.values())


def _joined(found: Sequence[Timed], listed: Words) -> list[Timed]:
    """``found`` with each two dates that open and close a range made one."""
    kept: list[Timed] = []
    for one in found:
        last = kept[-1] if kept else None
        if last is None:
            kept.append(one)
            continue
        places = (*listed.places(last.span), listed.places(one.span)[0])
        opening = _beside(last, one, after=False)
        closing = _closing(opening, _beside(one, last, after=True), listed.roles[places[2]])
        if _is_range(opening, closing, listed, places):
            kept[-1] = _range(opening, closing)
        else:
            kept.append(one)
    return kept


def _beside(one: Timed, other: Timed, *, after: bool) -> Timed:
    """``one`` in the year that ``other`` states, where it states none itself ("May to October 2020").

    Moved so that it lies ``after`` the other one, or before it.
    """
    if one.when is None or other.when is None or other.when.reason != STATED or one.when.reason == STATED:
        return one
    unit = one.when.granularity
    if unit not in ("day", "month"):
        return one
    start, mark = one.when.start, other.when.start
    turned = (start.month, start.day) < (mark.month, mark.day)
    count = mark.year - start.year + (turned if after else turned - 1)
    reason = f"{one.reason}; moved to the year stated beside it"
    when = whole(unit, moved("year", start, count), reason, one.span)
    return structs.replace(one, when=when, reason=reason)


def _closing(left: Timed, right: Timed, first: Roles) -> Timed:
    """``right``, a week later where it is a weekday that may close a range which ``left`` opens."""
    if "weekday" not in first or left.when is None or right.when is None:
        return right
    later = right.when.start + WEEK
    if not right.when.start < left.when.start < later < left.when.start + WEEK:
        return right
    reason = f"{right.reason}; a week later as the end of what begins on {left.when.start:%Y-%m-%d}"
    when = structs.replace(right.when, start=later, end=right.when.end + WEEK, reason=reason)
    return structs.replace(right, when=when, reason=reason)


def _is_range(left: Timed, right: Timed, listed: Words, places: tuple[int, int, int]) -> bool:
    """True for "from Monday to Friday" and "28 May - 3 June": the same fineness, the later one second."""
    if left.when is None or right.when is None or left.when.granularity != right.when.granularity:
        return False
    first, last, second = places
    gap = listed.roles[last + 1 : second]
    between = [roles for roles in gap if roles.keys() & {"dash", "range_words"} or "fillers" not in roles]
    opened = any("range_opens" in roles for roles in listed.roles[max(0, first - 2) : first])
    if len(between) != 1 or left.when.start >= right.when.start:
        return False
    return "dash" in between[0] or (opened and "range_words" in between[0])


def _range(left: Timed, right: Timed) -> Timed:
    assert left.when is not None
    assert right.when is not None
    span = Span(left.span.start, right.span.end)
    reason = left.reason if left.reason == right.reason else f"{left.reason}; {right.reason}"
    return structs.replace(
        left,
        span=span,
        reason=reason,
        parts=(*left.parts, *right.parts),
        when=structs.replace(left.when, end=right.when.end, reason=reason, span=span),
    )
