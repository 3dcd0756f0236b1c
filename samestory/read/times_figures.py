"""Dates written in figures alone, or with a month between marks ("31-Oct-74").

What only may be a date ("15/2") is told apart; times_rules.py asks for words beside it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Literal, NamedTuple

from samestory.lang import Language, load
from samestory.model import Span, TimeMention
from samestory.read.edges import either

# Each begins with a digit, as that is searched for much faster than what stands before it.
FIRST = r"\d(?<![\d./,-]\d)\d?"
FULL = re.compile(rf"({FIRST})([./-])(\d\d?)\2((?:19|20)\d\d)(?![\d-]|[./]\d)")
YEAR_FIRST = re.compile(r"((?:19|20)(?<![\d./,-]\d\d)\d\d)([./-])(\d\d?)\2(\d\d?)(?![\d-]|[./]\d)")
SHORT = re.compile(rf"({FIRST})([./])(\d\d?)\2(\d\d)(?![\d./]\d|\d)")
DOTTED = re.compile(rf"({FIRST})(\.)(\d\d?)\.(?!\d)")
PAIR = re.compile(rf"({FIRST})(/)(\d\d?)(?![\d/-]|[.,]\d)")
# What is a date where nothing else stands in the text.
ALONE = re.compile(r"(\d\d?) ?([./ -]) ?(\d\d?)(?: ?\2 ?((?:19|20)?\d\d))?")
BEGINS = re.compile(r"\d[./-]\w")
MIDDLE = 50
MONTHS, DAYS = 12, 31


class Figures(NamedTuple):
    """A date in figures: ``sure`` by itself, or ``likely`` where a word for it stands beside."""

    mention: TimeMention
    how: Literal["sure", "likely"]


def in_figures(folded: str, language: Language) -> Iterator[Figures]:
    """The dates in figures of a folded text; they may overlap."""
    alone = ALONE.fullmatch(folded.strip())
    if alone is not None:
        start = len(folded) - len(folded.lstrip())
        yield from _sure(_date(Span(start, start + alone.end()), alone[1], alone[3], alone[4]))
        return
    if BEGINS.search(folded) is None:
        return
    for match in (*FULL.finditer(folded), *SHORT.finditer(folded)):
        yield from _sure(_date(Span(match.start(), match.end()), match[1], match[3], match[4]))
    for match in YEAR_FIRST.finditer(folded):
        yield from _sure(_date(Span(match.start(), match.end()), match[4], match[3], match[1]))
    for match in _named(language.code).finditer(folded):
        month = str(language.times.months[match[3]])
        yield from _sure(_date(Span(match.start(), match.end()), match[1], month, match[4]))
    # A dot behind each marks days and months where no dot marks a decimal.
    for match in DOTTED.finditer(folded) if language.numbers.decimal == "," else ():
        if int(match[3]) <= MONTHS:
            yield from _sure(_date(Span(match.start(), match.end() - 1), match[1], match[3], None))
    for match in PAIR.finditer(folded):
        mention = _date(Span(match.start(), match.end()), match[1], match[3], None)
        # Of "3/4" nobody knows whether it is a part, a score or a date.
        if mention is not None and max(int(match[1]), int(match[3])) > MONTHS:
            yield Figures(mention, "likely")


def _sure(mention: TimeMention | None) -> Iterator[Figures]:
    if mention is not None:
        yield Figures(mention, "sure")


def _date(span: Span, first: str, second: str, year: str | None) -> TimeMention | None:
    """The day comes first unless that makes no month of the second figure; None for what is no date.

    A year of two digits is of this century up to the middle of it.
    """
    day, month = int(first), int(second)
    if month > MONTHS:
        day, month = month, day
    if not (1 <= month <= MONTHS and 1 <= day <= DAYS):
        return None
    number = None if year is None else int(year)
    if number is not None and number < 100:
        number += 2000 if number < MIDDLE else 1900
    return TimeMention(span=span, day=day, month=month, year=number)


@lru_cache(maxsize=64)
def _named(code: str) -> re.Pattern[str]:
    """A day, the name of a month and a year with the same mark between them."""
    months = load(code).times.months
    return re.compile(rf"({FIRST})([/-])({either(months)})\2((?:19|20)?\d\d)(?!\d)" if months else r"(?!)")
