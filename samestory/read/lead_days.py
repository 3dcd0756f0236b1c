"""The days that an article's headline and first sentences name, weekdays among them, on a calendar.

Marks nothing on the article; which of these days its happening was is gather/occasion.py's to choose.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from samestory.lang import fold, load
from samestory.model import Article, Span, When
from samestory.read.edges import LETTER, Bounded, either
from samestory.read.times import on_day, resolve

# How many sentences say what happened when; those after them tell of what was before.
LEAD = 3
WEEK = 7
# "two luni": where one word means Monday and months, a figure before it tells which.
AFTER_FIGURE = 2
SCORE = tuple("-–—:")


def lead_days(article: Article, written: date | None) -> tuple[When, ...]:
    """Each day or range of days named in headline, subtitle and the first three sentences, in order.

    ``written`` is the day of publication; without it only days with their year can be placed. A weekday gives
    two: the last one up to that day, and the one after it.
    """
    heads = [one for one in (article.title, article.subtitle) if one is not None]
    spans = (*heads, *article.sentences[:LEAD])
    found = [resolve(one, written) for one in article.stated_times() if one.unit in (None, "day")]
    days = [one for one in found if one is not None and one.granularity == "day"]
    if written is not None:
        days += [day for span in spans for day in _weekdays(article, span, written)]
    return tuple(sorted((one for one in days if _within(one.span, spans)), key=_place))


def _weekdays(article: Article, within: Span, written: date) -> Iterator[When]:
    language = load(article.lang)
    taken = [one.span for one in article.stated_times()]
    counted = {one.span.end for one in article.numbers if not _scored(article.text, one.span)}
    for match in _pattern(language.code).finditer(fold(within.of(article.text))):
        span = Span(within.start + match.start(), within.start + match.end())
        dated = any(one.start < span.end and span.start < one.end for one in taken)
        if dated or counted & set(range(span.start - AFTER_FIGURE, span.start)):
            continue
        back = (written.weekday() - language.times.weekdays[match[0]]) % WEEK
        reason = f"“{span.of(article.text)}”, counted from {written}"
        yield on_day(written - timedelta(days=back), reason, span)
        yield on_day(written + timedelta(days=WEEK - back), reason, span)


@lru_cache(maxsize=64)
def _pattern(code: str) -> Bounded:
    return Bounded(rf"(?<!{LETTER})(?:{either(load(code).times.weekdays)})(?!{LETTER})")


def _within(span: Span | None, spans: tuple[Span, ...]) -> bool:
    return span is not None and any(one.start <= span.start < one.end for one in spans)


def _scored(text: str, figure: Span) -> bool:
    """Whether it is the second figure of two ("3-0"), which count nothing that follows."""
    return text[max(0, figure.start - 1) : figure.start] in SCORE


def _place(when: When) -> tuple[int, str]:
    return (0 if when.span is None else when.span.start, when.start.isoformat())
