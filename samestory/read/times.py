"""Expressions of time in running text, as written (TimeMention), and their place on a calendar (When).

One engine; what months, weekdays and relative phrases are called stands in lang/LANG.toml.
Does not decide when an article was published: that is published.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache

import msgspec

from samestory.lang import Language, fold, load
from samestory.model import Granularity, Span, TimeMention, Unit, When

DAY = r"(?P<day>\d{1,2})(?:-?[^\W\d_]{1,2}\b|[.ºª°])?"
LAST = r"(?P<last>\d{1,2})(?:-?[^\W\d_]{1,2}\b|[.ºª°])?"
ISO = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)(?!\d)")
NUMERIC = re.compile(r"(?<![\d./])(?P<day>\d{1,2})[./](?P<month>\d{1,2})[./](?P<year>(?:19|20)\d\d)(?![\d])")


class Grammar(msgspec.Struct, frozen=True):
    """The compiled patterns of one language; each relative phrase with its unit and offset."""

    dates: tuple[re.Pattern[str], ...]
    months: dict[str, int]
    relative: re.Pattern[str] | None
    phrases: dict[str, tuple[Unit, int]]


def mentions(text: str, language: Language) -> tuple[TimeMention, ...]:
    """Every date, range, month with year and relative expression of ``text``, in order, none overlapping."""
    grammar = _grammar(language.code)
    folded = fold(text)
    found: list[TimeMention] = []
    for mention in _candidates(folded, grammar):
        if all(mention.span.start >= m.span.end or mention.span.end <= m.span.start for m in found):
            found.append(mention)
    return tuple(sorted(found, key=lambda m: m.span))


def resolve(mention: TimeMention, anchor: date | None) -> When | None:
    """The mention's interval; None where it needs an anchor (a day of writing) and there is none."""
    if mention.offset is not None and mention.unit is not None:
        return None if anchor is None else _relative(mention, anchor)
    if mention.month is None:
        return None
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


def _candidates(folded: str, grammar: Grammar) -> Iterator[TimeMention]:
    """Longest forms first, so that a shorter reading of the same characters is dropped."""
    for pattern in (ISO, NUMERIC, *grammar.dates):
        for match in pattern.finditer(folded):
            mention = _dated(match, grammar.months)
            if mention is not None:
                yield mention
    if grammar.relative is not None:
        for match in grammar.relative.finditer(folded):
            unit, offset = grammar.phrases[match[0]]
            yield TimeMention(span=Span(match.start(), match.end()), unit=unit, offset=offset)


def _dated(match: re.Match[str], months: dict[str, int]) -> TimeMention | None:
    groups = match.groupdict()
    name = groups["month"]
    month = int(name) if name.isdigit() else months[name]
    day = _number(groups.get("day"))
    last = _number(groups.get("last"))
    if not 1 <= month <= 12 or (day is not None and not 1 <= day <= 31) or (last or 1) > 31:
        return None
    return TimeMention(
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
    phrases = {fold(p): (unit, offset) for unit, table in units for p, offset in table.items()}
    months = {fold(name): number for name, number in times.months.items()}
    return Grammar(
        dates=_date_patterns(months, language=load(code)),
        months=months,
        relative=_whole_words(phrases) if phrases else None,
        phrases=phrases,
    )


def _date_patterns(months: dict[str, int], *, language: Language) -> tuple[re.Pattern[str], ...]:
    if not months:
        return ()
    times = language.times
    month = rf"(?P<month>{_either(months)})\b\.?"
    between = rf"(?:\s*(?:{_either(times.between_day_and_month)})\s*|\s+)" if times.between_day_and_month else r"\s+"
    before_year = rf"(?:(?:{_either(times.before_year)})\s+)?" if times.before_year else ""
    year = rf"(?:\s*,?\s+{before_year}(?P<year>(?:19|20)\d\d)\b)"
    joined = rf"\s*[-–—]\s*|\s+(?:{_either(times.range_words)})\s+" if times.range_words else r"\s*[-–—]\s*"
    days = rf"(?<![\d.,]){DAY}(?:(?:{joined}){LAST})?"
    patterns = [rf"{days}{between}{month}{year}?"]
    if times.month_first:
        patterns.append(rf"\b{month}\s+{days}(?!\d|[.,]\d){year}?")
    patterns.append(rf"\b{month}{year}")
    return tuple(re.compile(p) for p in patterns)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(fold(w)) for w in sorted(words, key=len, reverse=True))


def _whole_words(phrases: dict[str, tuple[Unit, int]]) -> re.Pattern[str]:
    """Phrases bounded by non-letters; scripts written without spaces have no such bounds."""
    ordered = sorted(phrases, key=len, reverse=True)
    bounded = [rf"(?<!\w){re.escape(p)}(?!\w)" if _spaced(p) else re.escape(p) for p in ordered]
    return re.compile("|".join(bounded))


def _spaced(phrase: str) -> bool:
    return all(ord(c) < 0x2E80 for c in phrase)


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
