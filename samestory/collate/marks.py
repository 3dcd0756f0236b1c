"""What of a sentence can differ from another's: its numbers, dates, names and negations, gathered once.

Compares nothing; that is figures.py, dates.py, named.py and differences.py.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from anyascii import anyascii

from samestory.collate.dates import on_a_day
from samestory.model import (
    Article,
    Cell,
    Cue,
    NameMention,
    NameType,
    NumberMention,
    Record,
    Span,
    Timed,
    TimeMention,
)
from samestory.signals import Named

NOBODY: Named = MappingProxyType({})
WORD = re.compile(r"[a-z0-9]+")


class Who(Record, frozen=True, kw_only=True):
    """A name: its entity (None where not told), type, place, and words in small Latin letters."""

    entity: str | None
    type: NameType
    span: Span
    words: tuple[str, ...]


class Marks(Record, frozen=True, kw_only=True):
    """One article's sentence with all that can differ in it, in the order of the text.

    ``dates`` are those of the calendar as written, ``days`` all days that are placed.
    """

    article: Article
    span: Span
    numbers: tuple[NumberMention, ...]
    dates: tuple[TimeMention, ...]
    days: tuple[Timed, ...]
    names: tuple[Who, ...]
    cues: tuple[Cue, ...]
    latin: frozenset[str]

    @property
    def end(self) -> Span:
        """The empty span at the sentence's end: what a side shows that has nothing to show."""
        return Span(self.span.end, self.span.end)


class Marked:
    """The marks of each cell asked for, made once; ``who`` tells whom each name of each article means."""

    def __init__(self, articles: Mapping[str, Article], who: Named = NOBODY) -> None:
        self._articles, self._who = articles, who
        self._made: dict[Cell, Marks] = {}
        self._named: dict[str, tuple[Who, ...]] = {}

    def of(self, cell: Cell) -> Marks:
        """The marks of one cell."""
        if cell not in self._made:
            article = self._articles[cell.article]
            self._made[cell] = marks(article, cell.span, self.named(article.id))
        return self._made[cell]

    def named(self, article: str) -> tuple[Who, ...]:
        """All names of an article."""
        if article not in self._named:
            held = self._articles[article]
            ids = self._who.get(article, (None,) * len(held.names))
            self._named[article] = tuple(_names(held, ids))
        return self._named[article]


def marks(article: Article, span: Span, names: Sequence[Who]) -> Marks:
    """The marks of the sentence at ``span`` of ``article``, of whose names ``names`` are all."""
    return Marks(
        article=article,
        span=span,
        numbers=tuple(n for n in article.numbers if _within(n.span, span)),
        dates=tuple(t for t in article.stated_times() if _within(t.span, span) and t.offset is None),
        days=tuple(t for t in article.times if _within(t.span, span) and on_a_day(t)),
        names=tuple(n for n in names if _within(n.span, span)),
        cues=tuple(c for c in article.cues if _within(c.span, span)),
        latin=frozenset(latin(span.of(article.text))),
    )


def latin(text: str) -> tuple[str, ...]:
    """The words of ``text`` in small Latin letters."""
    return tuple(WORD.findall(anyascii(text).lower().replace("'", "")))


def _names(article: Article, ids: Sequence[str | None]) -> Iterator[Who]:
    for name, entity in zip(article.names, ids, strict=True):
        written = _spelt(name, article)
        yield Who(entity=entity, type=name.type, span=name.span, words=written)


def _spelt(name: NameMention, article: Article) -> tuple[str, ...]:
    return latin(name.span.of(article.text))


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
