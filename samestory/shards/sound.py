"""Whether what was read as an article can be one: that all its marks point to is there, on any calendar.

What the marks say of it is not asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import MAXYEAR
from itertools import chain
from typing import Any

from samestory.model import Article, Span, When


def check(article: Article) -> None:
    """Raises ValueError where a mark of ``article`` points to what is not there."""
    length = len(article.text)
    if not all(0 <= one.start <= one.end <= length for one in _spans(article)):
        raise ValueError(f"{article.id} has marks outside its text")
    if not all(0 <= place < most for place, most in _places(article)):
        raise ValueError(f"{article.id} has marks of what is not in it")
    if not all(low <= number <= high for number, low, high in _numbers(article)):
        raise ValueError(f"{article.id} has a day that is on no calendar")
    # No two could be compared of which one alone tells its zone.
    if any(one.start.tzinfo or one.end.tzinfo or one.end < one.start for one in _times(article)):
        raise ValueError(f"{article.id} has a time that is none")


def _spans(article: Article) -> Iterator[Span]:
    yield from article.units()
    marks: Iterable[Any] = chain(
        article.capitals, article.names, article.numbers, article.cues, article.occurrences, article.times,
        article.quotes, article.bodies,
    )  # fmt: skip
    yield from (one.span for one in marks)
    yield from (part.span for time in article.times for part in time.parts)
    maybe = [article.byline, *(name.post for name in article.names), *(one.span for one in _times(article))]
    maybe += [span for one in article.quotes for span in (one.cue, one.speaker, one.audience)]
    maybe += [] if article.clue is None else [article.clue.span]
    yield from (span for span in maybe if span is not None)


def _places(article: Article) -> Iterator[tuple[int, int]]:
    """Places in lists of the article, each with the length of its list."""
    names, times, units = len(article.names), len(article.times), len(article.units())
    parties = names + len(article.bodies)
    yield from ((one.name, names) for one in article.standings)
    yield from ((one.name, names) for one in article.quotes if one.name is not None)
    for deed in article.deeds:
        yield from ((deed.sentence, units), (deed.source, parties), (deed.target, parties))
        yield from (
            (place, most) for place, most in ((deed.time, times), (deed.place, names)) if place is not None
        )


def _numbers(article: Article) -> Iterator[tuple[int, int, int]]:
    """Numbers of years, months and weekdays, and the least and the greatest that each may be."""
    for part in (part for time in article.times for part in time.parts):
        bounds = ((part.year, 1, MAXYEAR), (part.month, 1, 12), (part.weekday, 0, 6))
        yield from ((number, low, high) for number, low, high in bounds if number is not None)
    if article.clue is not None:
        yield article.clue.month, 1, 12


def _times(article: Article) -> Iterator[When]:
    if article.published is not None:
        yield article.published
    yield from (one.when for one in article.times if one.when is not None)
