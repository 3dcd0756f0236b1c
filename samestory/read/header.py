"""The date at the head of a text or a page: ``date 2025-11-11``, ``11 November 2025, 14:05`` alone on a line.

Reads lines that hold a date and nothing else; dates inside sentences are times.py's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, time
from functools import lru_cache
from typing import NamedTuple

from msgspec.structs import replace

from samestory.lang import Language, Times, fold
from samestory.model import Record

CLOCK = (
    r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d(?:\.\d+)?)?"
    r"(?:\s*(?:z|utc|gmt|[+-]\d\d:?\d\d))?(?![\d.])"
)
YEAR_FIRST = r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<mark>[-/.])(?P<month>\d\d?)(?P=mark)(?P<day>\d\d?)(?!\d)"
DAY_FIRST = (
    r"(?<!\d)(?P<day>\d\d?)(?P<mark>[./-])\s?(?P<month>\d\d?)(?P=mark)\s?(?P<year>(?:19|20)\d\d)(?!\d)"
)
NUMERIC = (re.compile(YEAR_FIRST), re.compile(DAY_FIRST))
# A date before the text on the same line; the keys are those of file headers, or any one word with a colon.
KEY = re.compile(r"\s*(?:(?:date|published)(?:\s*:|\s)|[^\W\d_]+\s*:)\s*", re.IGNORECASE)
THEN_CLOCK = re.compile(rf"(?:t|,?[ \t]+){CLOCK}(?=\s|$)", re.IGNORECASE)
CLOCK_ANYWHERE = re.compile(rf"(?<![\d.]){CLOCK}")
LABEL_WORD = re.compile(r"[^\W\d_]{2,}")
LONGEST_LINE = 120
PARTS = re.compile(r"\s*[|•·]\s*|\s+[–—]\s+")
LETTER = re.compile(r"[^\W\d_]{2}")
ANY_DIGIT = re.compile(r"\d")
# "Published on ... at": with more words than these beside its date, a line says something else.
MAX_LABEL_SHOWN = 5
MAX_LABEL_AFTER_TITLE = 3


class HeaderDate(Record, frozen=True):
    """A date stated at the head (or foot) of a text, as a calendar day with the clock time where given.

    ``year`` is None where only day and month are stated; ``written`` is what stood there.
    """

    written: str
    year: int | None
    month: int
    day: int
    clock: time | None = None

    @property
    def iso(self) -> str | None:
        """ISO 8601 date, with ``THH:MM`` where the clock time is stated; None without a year."""
        if self.year is None:
            return None
        day = date(self.year, self.month, self.day).isoformat()
        return f"{day}T{self.clock:%H:%M}" if self.clock else day


class Found(NamedTuple):
    """A date in a line: where it stands, and its parts."""

    start: int
    end: int
    year: int | None
    month: int
    day: int


def opening(text: str) -> tuple[HeaderDate, str] | None:
    """The numeric date that stands in front of ``text``, and the text after it; None where none does.

    A year-first date is always taken; a day-first one, which prose may open with, only behind a key
    such as ``Date:``.
    """
    key = KEY.match(text)
    start = key.end() if key else len(text) - len(text.lstrip())
    match = NUMERIC[0].match(text, start) or (NUMERIC[1].match(text, start) if key else None)
    found = _numbers(match) if match else None
    if found is None or (text[found.end : found.end + 1].isalnum() and text[found.end] not in "Tt"):
        return None
    clock = THEN_CLOCK.match(text, found.end)
    end = clock.end() if clock else found.end
    header = _header(text[:end].strip(), found, clock)
    return (header, text[end:]) if header else None


def beside(lines: Iterable[str], language: Language, code: str) -> HeaderDate | None:
    """The first date with its year that makes up one of ``lines``, or a part of one between bars and dots.

    Where no file of ours has the months of the language ``code``, those of Unicode's CLDR serve.
    """
    parts = [part for line in lines for part in PARTS.split(line) if ANY_DIGIT.search(part)]
    if parts and not language.times.months:
        language = replace(language, times=replace(language.times, months=_months(code)))
    dates = (date_line(part, language, after_title=True) for part in parts)
    return next((date for date in dates if date and date.year is not None), None)


def date_line(line: str, language: Language, *, after_title: bool = False) -> HeaderDate | None:
    """The date in a line that holds a date and at most a label and a clock time; else None.

    Words beside the date are a label where a clock time or a colon shows it (``Published on 11 November
    2025 at 14:05``); ``after_title`` trusts a short label without either, the headline being found already.
    """
    if len(line) > LONGEST_LINE or not ANY_DIGIT.search(line):
        return None
    folded = fold(line)
    found = _numeric(folded) or _named(folded, language.times)
    if found is None:
        return None
    around = f"{folded[: found.start]} {folded[found.end :]}"
    clock = CLOCK_ANYWHERE.search(around)
    beside = CLOCK_ANYWHERE.sub(" ", around)
    shown = clock is not None or ":" in folded[: found.start]
    most = MAX_LABEL_SHOWN if shown else MAX_LABEL_AFTER_TITLE if after_title else 0
    if found.year is None and clock is None:
        return None
    if ANY_DIGIT.search(beside) or len(_label(beside, language.times)) > most:
        return None
    return _header(line.strip(), found, clock)


@lru_cache(maxsize=64)
def _months(code: str) -> dict[str, int]:
    """The names of months in the language ``code``, in full and short, by CLDR; none where it has none."""
    # Imported here: it takes long to import, and few texts need it.
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

    try:
        tables = Locale.parse(code).months
    except (UnknownLocaleError, ValueError):
        return {}
    names = {
        (fold(name).rstrip("."), month)
        for use in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for month, name in tables[use][width].items()
    }
    return {name: month for name, month in sorted(names) if LETTER.search(name)}


def _label(beside: str, times: Times) -> list[str]:
    """The words beside a date that are not themselves part of a date."""
    of_dates = times.weekdays.keys() | times.before_year | times.year_words | times.between_day_and_month
    return [word for word in LABEL_WORD.findall(beside) if word not in of_dates]


def _header(written: str, found: Found, clock: re.Match[str] | None) -> HeaderDate | None:
    """The header date; None where the calendar has no such day."""
    try:
        # A leap year stands in for an unknown one.
        date(found.year or 2024, found.month, found.day)
    except ValueError:
        return None
    at = time(int(clock["hour"]), int(clock["minute"])) if clock else None
    return HeaderDate(written=written, year=found.year, month=found.month, day=found.day, clock=at)


def _numeric(folded: str) -> Found | None:
    matches = (pattern.search(folded) for pattern in NUMERIC)
    return next((_numbers(match) for match in matches if match), None)


def _numbers(match: re.Match[str]) -> Found | None:
    year, month, day = int(match["year"]), int(match["month"]), int(match["day"])
    if match["mark"] == "/" and match.start("year") > match.start("day") and month != day:
        # With slashes both orders are in use; only a number over 12 tells which.
        if month <= 12 and day <= 12:
            return None
        month, day = sorted((month, day))
    return Found(match.start(), match.end(), year, month, day)


def _named(folded: str, times: Times) -> Found | None:
    """A date whose month is a word: day before or after it, the year where it stands."""
    if not times.months:
        return None
    month = _any_of(times.months)
    between = _any_of(times.between_day_and_month)
    year = rf"(?:[\s,]+(?:{_any_of(times.before_year)}\.?\s+)?(?P<year>(?:19|20)\d\d)(?!\d))?"
    day = r"(?<!\d)(?P<day>\d\d?)(?:-?[^\W\d_]{1,2}(?!\w))?"
    for pattern in (
        rf"{day}\.?\s*(?:{between}\s*)?(?<!\w)(?P<month>{month})(?!\w)\.?(?:\s*/\s*(?:{month}))?{year}",
        rf"(?<!\w)(?P<month>{month})(?!\w)\.?\s+{day}{year}",
    ):
        match = re.search(pattern, folded)
        if match:
            stated = int(match["year"]) if match["year"] else None
            return Found(match.start(), match.end(), stated, times.months[match["month"]], int(match["day"]))
    return None


def _any_of(words: dict[str, int] | frozenset[str]) -> str:
    """A pattern for any of ``words``, the longest first; matches nothing where there are none."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word))) or r"(?!)"
