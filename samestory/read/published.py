"""When an article was published, from what came with it or from evidence inside its text.

Looks at one article alone; what its counterparts tell about its date is gather/dating.py.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median_low
from typing import NamedTuple

from samestory.lang import Language, fold
from samestory.model import DayClue, Span, TimeMention, When
from samestory.read.times import calendar_day, on_day

WORD = re.compile(r"[^\W\d_]{5,}")
STEM = 5
# A shared date and at least two shared content words tie "tomorrow" to "11 November".
SHARED_STEMS = 2
# "today, 19 May" is surer than any number of shared words.
SIDE_BY_SIDE = 1000
BETWEEN_WORD = re.compile(r"[^\W\d_]+")
STOP = re.compile(r"\d|[.!?…;]\s")
LONGEST_JOINING_WORD = 3
# Years that news can be of. What lies outside stands for no day, as 0001-01-01 and 9999-12-31 do in tables.
FIRST_YEAR, LAST_YEAR = 1000, 2999


class Pairing(NamedTuple):
    """A relative day and a date that speak of the same happening, and how many words tie them."""

    ties: int
    relative: TimeMention
    dated: TimeMention


def stated(iso: str, says: str) -> When | None:
    """A publication time given in ISO form outside the text; None where no news can be of it."""
    try:
        moment = datetime.fromisoformat(iso.strip())
    except ValueError:
        return None
    if not FIRST_YEAR <= moment.year <= LAST_YEAR:
        return None
    moment = moment.replace(tzinfo=None)
    if len(iso.strip()) <= len("2025-11-11"):
        return on_day(moment.date(), says)
    minute = moment.replace(second=0, microsecond=0)
    return When(start=minute, end=minute + timedelta(minutes=1), granularity="minute", reason=says)


def inferred(
    text: str, spans: Sequence[Span], times: Sequence[TimeMention], language: Language
) -> When | DayClue | None:
    """The publication day that the text implies: "begins tomorrow" beside "11-12 November" means the 10th.

    ``spans`` are the title and sentences. A date with its year gives a When, one without a DayClue.
    """
    pairings = [
        Pairing(_ties(text, spans, (relative, dated), language), relative, dated)
        for relative in times
        if relative.unit == "day" and relative.offset is not None
        for dated in times
        if dated.day is not None and dated.month is not None
    ]
    most = max((p.ties for p in pairings), default=0)
    if most < SHARED_STEMS:
        return None
    days = [
        _written(text, p, closing=_closing(text, spans, p.relative, language))
        for p in pairings
        if p.ties == most
    ]
    implied = [day for day in days if day is not None]
    # Pairings as strong as one another that lead to different days prove nothing.
    if len({_place(day) for day in implied}) != 1 or (most < SIDE_BY_SIDE and _of_old(implied[0], times)):
        return None
    return implied[0]


def _of_old(day: When | DayClue, times: Sequence[TimeMention]) -> bool:
    """Whether most years named lie later: "today at its lowest since 6 March 2002" tells of the past."""
    years = [time.year for time in times if time.year is not None]
    return isinstance(day, When) and bool(years) and day.start.year < median_low(years)


def _place(day: When | DayClue) -> tuple[int, int]:
    return (day.start.month, day.start.day) if isinstance(day, When) else (day.month, day.day)


def _ties(text: str, spans: Sequence[Span], pair: tuple[TimeMention, TimeMention], language: Language) -> int:
    """How many words tie the two.

    Within one sentence words prove nothing ("signed today, in force on 1 January"): there the two must stand
    side by side, or the date be a happening of several days, or the sentence say that it ends.
    """
    relative, dated = pair
    here, there = _around(spans, relative.span), _around(spans, dated.span)
    if here == there and _side_by_side(text, relative.span, dated.span, language):
        return SIDE_BY_SIDE
    if here == there:
        return SHARED_STEMS if dated.last_day or _closing(text, spans, relative, language) else 0
    return len(_stems(text, here) & _stems(text, there))


def _side_by_side(text: str, one: Span, other: Span, language: Language) -> bool:
    """True for "tomorrow, on Tuesday, 11 November": nothing between but weekdays and short words."""
    first, second = sorted((one, other))
    between = fold(text[first.end : second.start])
    words = [w for w in BETWEEN_WORD.findall(between) if w not in language.times.weekdays]
    return len(words) <= 1 and all(len(w) <= LONGEST_JOINING_WORD for w in words) and not STOP.search(between)


def _around(spans: Sequence[Span], mark: Span) -> Span:
    return next((s for s in spans if s.start <= mark.start < s.end), mark)


def _stems(text: str, span: Span) -> set[str]:
    return {w[:STEM] for w in WORD.findall(fold(span.of(text)))}


def _closing(text: str, spans: Sequence[Span], relative: TimeMention, language: Language) -> bool:
    """True where the relative day is said of the happening's end."""
    sentence = fold(_around(spans, relative.span).of(text))
    return any(re.search(rf"(?<!\w){re.escape(fold(cue))}", sentence) for cue in language.times.ends)


def _written(text: str, pairing: Pairing, *, closing: bool) -> When | DayClue | None:
    relative, dated = pairing.relative, pairing.dated
    if dated.month is None or dated.day is None:
        return None
    day = (dated.last_day or dated.day) if closing else dated.day
    # A leap year stands in for the unknown one; only a step over the end of February could tell.
    happening = calendar_day(dated.year or 2024, dated.month, day)
    if happening is None:
        return None
    written: date = happening - timedelta(days=relative.offset or 0)
    reason = f"“{relative.span.of(text)}” said of “{dated.span.of(text)}”"
    if dated.year is not None:
        return on_day(written, reason, relative.span)
    return DayClue(month=written.month, day=written.day, span=relative.span, reason=reason)
