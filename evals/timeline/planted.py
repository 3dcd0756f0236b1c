"""Times changed in a sentence, the place of the change known: another day, weekday or year.

The choice hangs on the text alone, so that each run plants the same.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from typing import Literal

import msgspec
from msgspec.structs import replace

from evals.timeline.translated import Both, timed
from samestory.lang import load
from samestory.model import Article, Span, Timed

Kind = Literal["day", "weekday", "year"]
KINDS: tuple[Kind, ...] = ("day", "weekday", "year")
# Every month has so many days, and a week.
DAYS, WEEK = 28, 7
# A year is moved by one to so many.
YEARS = 5
FIGURE = re.compile(r"(?<!\d)\d{1,2}(?!\d)")
YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


class Planted(msgspec.Struct, frozen=True):
    """A document in two languages of which ``article`` was changed at ``span`` of sentence ``number``."""

    kind: Kind
    both: Both
    article: str
    number: int
    span: Span


def planted(both: Both) -> Iterator[Planted]:
    """For each sentence that tells placed times in both languages one change of each kind it allows."""
    for number in range(len(both.left.sentences)):
        if not both.timed(number):
            continue
        for kind in KINDS:
            side = "left" if _chance(both, number, kind) % 2 else "right"
            article: Article = getattr(both, side)
            change = next(_changes(article, number, kind, _chance(both, number, f"{kind} by")), None)
            if change is not None:
                span, words = change
                changed = _changed(article, number, span, words)
                new = Span(span.start, span.start + len(words))
                yield Planted(kind, replace(both, **{side: changed}), article.id, number, new)


def _chance(both: Both, number: int, salt: str) -> int:
    words = both.left.sentences[number].of(both.left.text) + both.right.lang + salt
    return int.from_bytes(hashlib.sha256(words.encode()).digest()[:4], "big")


def _changes(article: Article, number: int, kind: Kind, chance: int) -> Iterator[tuple[Span, str]]:
    """Where in the sentence something of this kind stands, and what it becomes."""
    sentence = article.sentences[number]
    for one in article.times:
        if one.when is None or not sentence.start <= one.span.start < sentence.end:
            continue
        if kind == "weekday":
            yield from _weekday(article, one, chance)
            continue
        pattern, stated = (FIGURE, _days(one)) if kind == "day" else (YEAR, _years(one))
        for match in pattern.finditer(article.text, one.span.start, one.span.end):
            if int(match[0]) in stated:
                by = 1 + chance % (DAYS - 1 if kind == "day" else YEARS)
                moved = (int(match[0]) - 1 + by) % DAYS + 1 if kind == "day" else int(match[0]) - by
                if moved != int(match[0]):
                    yield Span(match.start(), match.end()), str(moved)


def _days(one: Timed) -> set[int]:
    return {part.day for part in one.parts if part.day is not None and part.last_day is None}


def _years(one: Timed) -> set[int]:
    if one.when is None or one.when.granularity != "year":
        return set()
    return {part.year for part in one.parts if part.year is not None and part.month is None}


def _weekday(article: Article, one: Timed, chance: int) -> Iterator[tuple[Span, str]]:
    if any(part.month is not None for part in one.parts):
        return
    known = load(article.lang).times.weekdays
    for part in one.parts:
        if part.weekday is not None:
            other = (part.weekday + 1 + chance % (WEEK - 1)) % WEEK
            word = next(form for form, number in known.items() if number == other and len(form) > 1)
            capital = part.span.of(article.text)[:1].isupper()
            yield part.span, word.capitalize() if capital else word


def _changed(article: Article, number: int, span: Span, words: str) -> Article:
    by = len(words) - (span.end - span.start)
    text = article.text[: span.start] + words + article.text[span.end :]
    moved = tuple(
        Span(one.start + by * (n > number), one.end + by * (n >= number))
        for n, one in enumerate(article.sentences)
    )
    return timed(replace(article, text=text, sentences=moved))
