"""Expressions of time in running text, as written (TimeMention), and their place on a calendar (When).

One engine; what months, weekdays and relative phrases are called stands in lang/LANG.toml.
Does not decide when an article was published: that is published.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from samestory.lang import Language, Times, fold, load
from samestory.model import Granularity, Span, TimeMention, Unit, When
from samestory.read.edges import LETTER, NOT_AFTER, NOT_BEFORE, Bounded, either

# "1st", "11-го": what may hang on a day; a dot may too, but only before its month.
HANGING = rf"(?:-?{LETTER}{{1,2}}{NOT_BEFORE}|[ºª°])?"
DOTTED = rf"(?:\.|{HANGING})"
DASH = "[-–—]"
YEAR = r"(?P<year>(?:19|20)\d\d)"
ISO = re.compile(rf"(?<![\d-]){YEAR}-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
NUMERIC = re.compile(rf"(?<![\d./])(?P<day>\d{{1,2}})[./](?P<month>\d{{1,2}})[./]{YEAR}(?![\d])")
# A year by itself: no part of a longer figure, a code or a share.
ALONE = rf"{NOT_AFTER}(?<![.,:/+#№-]){YEAR}(?!\d|[.,:/]\d|\s?%)"
IN_BRACKETS = re.compile(rf"\({YEAR}\)")
WITH_ENDING = re.compile(rf"{ALONE}(?=-{LETTER}{{1,3}}{NOT_BEFORE})")
RANGE_OPENS = re.compile(rf"{ALONE}(?={DASH}(?:19|20)\d\d(?![\d-]))")
RANGE_CLOSES = re.compile(rf"(?<![\d-](?:19|20)\d\d{DASH})(?<=(?:19|20)\d\d{DASH}){YEAR}(?![\d-]|[.,]\d)")

Pattern = re.Pattern[str] | Bounded


class Grammar(msgspec.Struct, frozen=True):
    """The compiled patterns of one language; each relative phrase with its unit and offset, or None."""

    dates: tuple[Bounded, ...]
    month_first: Bounded | None
    years: tuple[Bounded, ...]
    opened: Bounded
    months: dict[str, int]
    relative: Bounded | None
    phrases: dict[str, tuple[Unit, int] | None]


def mentions(text: str, language: Language) -> tuple[TimeMention, ...]:
    """Every date, range, month with year, year and relative expression of ``text``, in order.

    None overlap. A four-digit figure is a year only where words or brackets say so (see ``Times``).
    """
    return _mentions(text, language.code, language.times.bare_years)


# A text is asked for more than once, one after the other; two texts at a time.
@lru_cache(maxsize=4)
def _mentions(text: str, code: str, bare_years: bool) -> tuple[TimeMention, ...]:
    grammar = _grammar(code)
    taken: set[int] = set()
    found: list[TimeMention] = []
    for mention in _candidates(text, grammar, bare_years=bare_years):
        place = range(mention.span.start, mention.span.end)
        if taken.isdisjoint(place):
            taken.update(place)
            found.append(mention)
    return tuple(sorted(found, key=lambda m: m.span))


def resolve(mention: TimeMention, anchor: date | None) -> When | None:
    """The mention's interval; None where it needs an anchor (a day of writing) and there is none."""
    if mention.offset is not None and mention.unit is not None:
        return None if anchor is None else _relative(mention, anchor)
    if mention.month is None:
        return (
            None
            if mention.year is None
            else _interval(date(mention.year, 1, 1), "year", "stated", mention.span)
        )
    year = mention.year if mention.year is not None else _nearest_year(mention, anchor)
    if year is None:
        return None
    reason = "stated" if mention.year is not None else f"year taken from {anchor}"
    if mention.day is None:
        return _interval(date(year, mention.month, 1), "month", reason, mention.span)
    first, last = calendar_day(year, mention.month, mention.day), mention.last_day or mention.day
    closing = calendar_day(year, mention.month, last)
    if first is None or closing is None:
        return None
    return _days(first, closing, reason, mention.span)


def calendar_day(year: int, month: int, day: int) -> date | None:
    """The date, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def on_day(day: date, reason: str, span: Span | None = None) -> When:
    """The whole of one day, as a When."""
    return _days(day, day, reason, span)


def _candidates(text: str, grammar: Grammar, *, bare_years: bool) -> Iterator[TimeMention]:
    """Longest forms first, so that a shorter reading of the same characters is dropped."""
    folded = fold(text)
    in_figures: tuple[Pattern, ...] = (ISO, NUMERIC)
    for pattern in (*in_figures, *grammar.dates):
        for match in pattern.finditer(folded):
            yield from _dated(match, grammar.months)
    if grammar.month_first is not None:
        for match in grammar.month_first.finditer(folded):
            # "they march 5 miles": where the day follows, the month is known by its capital, if any has one.
            if text[match.start()].isupper() or text.islower():
                yield from _dated(match, grammar.months)
    yield from _relative_ones(folded, grammar)
    yield from _years(text, folded, grammar, bare=bare_years)


def _relative_ones(folded: str, grammar: Grammar) -> Iterator[TimeMention]:
    for match in grammar.relative.finditer(folded) if grammar.relative is not None else ():
        meaning = grammar.phrases[match[0]]
        if meaning is not None:
            yield TimeMention(span=Span(match.start(), match.end()), unit=meaning[0], offset=meaning[1])


def _years(text: str, folded: str, grammar: Grammar, *, bare: bool) -> Iterator[TimeMention]:
    of_any_language: tuple[Pattern, ...] = (RANGE_OPENS, RANGE_CLOSES, WITH_ENDING, IN_BRACKETS)
    for pattern in (*of_any_language, *grammar.years):
        for match in pattern.finditer(folded):
            yield _year(match)
    for match in grammar.opened.finditer(folded):
        if not _counts(match, folded):
            yield _year(match)
    for match in re.finditer(ALONE, text) if bare else ():
        following = text[match.end() :].lstrip(" ")[:1]
        # Where nouns have capitals, "2027 in" is a year and "2027 Bäume" a count.
        if int(match["year"]) % 100 and not following.isupper():
            yield _year(match)


def _counts(match: re.Match[str], folded: str) -> bool:
    """True where a round figure stands before a word: "in 2000 homes"."""
    return int(match["year"]) % 100 == 0 and re.match(rf"\s{LETTER}", folded[match.end() :][:2]) is not None


def _year(match: re.Match[str]) -> TimeMention:
    return TimeMention(span=Span(match.start("year"), match.end("year")), year=int(match["year"]))


def _dated(match: re.Match[str], months: dict[str, int]) -> Iterator[TimeMention]:
    groups = match.groupdict()
    name = groups["month"]
    month = int(name) if name.isdigit() else months[name]
    day = _number(groups.get("day"))
    last = _number(groups.get("last"))
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31) or (last or 1) > 31:
        return
    yield TimeMention(
        span=Span(match.start(), match.end()),
        year=_number(groups.get("year")),
        month=month,
        day=day,
        last_day=last if last is not None and day is not None and last > day else None,
    )


def _number(digits: str | None) -> int | None:
    return None if digits is None else int(digits)


@lru_cache(maxsize=64)
def _grammar(code: str) -> Grammar:
    times = load(code).times
    units: tuple[tuple[Unit, dict[str, int]], ...] = (
        ("day", times.days),
        ("week", times.weeks),
        ("month", times.months_relative),
        ("year", times.years_relative),
    )
    phrases: dict[str, tuple[Unit, int] | None] = dict.fromkeys(times.not_days)
    phrases.update({p: (unit, offset) for unit, table in units for p, offset in table.items()})
    month = rf"{NOT_AFTER}(?P<month>{either(times.months)}){NOT_BEFORE}"
    return Grammar(
        dates=tuple(Bounded(p) for p in _dates(times, month)) if times.months else (),
        month_first=Bounded(_month_first(times, month)) if times.month_first else None,
        years=tuple(Bounded(p) for p in _marked_years(times)),
        opened=Bounded(rf"{NOT_AFTER}(?:{either(times.year_openers)})\.?\s{ALONE}"),
        months=times.months,
        relative=_whole_words(phrases) if phrases else None,
        phrases=phrases,
    )


def _dates(times: Times, month: str) -> Iterator[str]:
    """Patterns for dates with a month in words, those with more parts first."""
    between = rf"(?:\s*(?:{either(times.between_day_and_month)})\s*|\s+)"
    year = _year_behind(times)
    year_before = rf"{YEAR}[\s-]?(?:{either(times.year_words)})"
    in_figures = rf"{NOT_AFTER}(?P<month>{either(times.months)})"
    together = rf"{in_figures}\s?(?P<day>\d{{1,2}})\s?(?:{either(times.day_suffixes)})?"
    last = rf"(?:\s?(?:{DASH}|{either(times.range_words)})\s?(?P<last>\d{{1,2}}))?"
    if times.day_suffixes:
        yield rf"(?:{year_before}\s?)?{together}{last}\s?(?:{either(times.day_suffixes)})"
        yield rf"(?:{year_before}\s?)?{together}"
    yield rf"{year_before}\s+{_days_pattern(times, DOTTED)}{between}{month}"
    yield rf"{_days_pattern(times, DOTTED)}{between}{month}{year}?"
    yield rf"{month}{year}"
    yield rf"{year_before}\s*{month}"


def _month_first(times: Times, month: str) -> str:
    return rf"{month}\.?\s+{_days_pattern(times, HANGING)}(?!\d|[.,]\d){_year_behind(times)}?"


def _year_behind(times: Times) -> str:
    return rf"(?:\.?\s*,?\s+(?:(?:{either(times.before_year)})\s+)?{YEAR}{NOT_BEFORE})"


def _days_pattern(times: Times, hanging: str) -> str:
    """One day or a range of days, each with what may hang on it."""
    joined = rf"\s*{DASH}\s*|\s+(?:{either(times.range_words)})\s+"
    first, last = rf"(?P<day>\d{{1,2}}){hanging}", rf"(?P<last>\d{{1,2}}){hanging}"
    return rf"(?<![\d.,]){NOT_AFTER}{first}(?:(?:{joined}){last})?"


def _marked_years(times: Times) -> Iterator[str]:
    """Years with a word behind them, the word itself left out of the match."""
    if times.year_words:
        yield rf"{ALONE}(?=(?:-{LETTER}{{1,3}})?\.?[\s-]?(?:{either(times.year_words)}){NOT_BEFORE})"


def _whole_words(phrases: dict[str, tuple[Unit, int] | None]) -> Bounded:
    """Phrases bounded by non-letters; scripts written without spaces have no such bounds."""
    return Bounded(rf"(?<!{LETTER})(?:{either(phrases)})(?!{LETTER})")


def _nearest_year(mention: TimeMention, anchor: date | None) -> int | None:
    """The year that puts the day nearest to the anchor: news speaks of days close by."""
    if anchor is None or mention.month is None:
        return None
    month, day = mention.month, mention.day or 15
    placed = [(calendar_day(y, month, day), y) for y in (anchor.year - 1, anchor.year, anchor.year + 1)]
    gaps = [(abs((d - anchor).days), y) for d, y in placed if d is not None]
    return min(gaps)[1] if gaps else None


def _relative(mention: TimeMention, anchor: date) -> When:
    offset, reason = mention.offset or 0, f"counted from {anchor}"
    if mention.unit == "day":
        return _days(anchor + timedelta(days=offset), anchor + timedelta(days=offset), reason, mention.span)
    if mention.unit == "week":
        monday = anchor - timedelta(days=anchor.weekday()) + timedelta(weeks=offset)
        return _interval(monday, "week", reason, mention.span)
    if mention.unit == "month":
        months = anchor.year * 12 + anchor.month - 1 + offset
        return _interval(date(months // 12, months % 12 + 1, 1), "month", reason, mention.span)
    return _interval(date(anchor.year + offset, 1, 1), "year", reason, mention.span)


def _days(first: date, last: date, reason: str, span: Span | None) -> When:
    return When(
        start=_midnight(first),
        end=_midnight(last + timedelta(days=1)),
        granularity="day",
        reason=reason,
        span=span,
    )


def _interval(start: date, granularity: Granularity, reason: str, span: Span | None) -> When:
    if granularity == "week":
        end = start + timedelta(days=7)
    elif granularity == "month":
        end = date(start.year + start.month // 12, start.month % 12 + 1, 1)
    else:
        end = date(start.year + 1, 1, 1)
    return When(start=_midnight(start), end=_midnight(end), granularity=granularity, reason=reason, span=span)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day)
