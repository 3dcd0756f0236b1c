"""What gather and collate see of an article: vectors, name keys, figures, days. No language, no words."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from samestory.model import Article, Entity, Span

Floats1d = npt.NDArray[np.float32]
Floats2d = npt.NDArray[np.float32]
Value = TypeVar("Value")
# The entity each name of an article means, None where it is not told, by article id.
Named = Mapping[str, tuple[str | None, ...]]
# One and two are said of everything.
FEWEST_COUNTED = 3
# What an article is about stands in its headline and so many sentences.
OPENING = 2
# Rows made of unit length in one go.
AT_ONCE = 1024


class Day(msgspec.Struct, frozen=True, order=True):
    """A calendar day named in a text; its year may be unknown. ``last`` closes a range."""

    month: int
    day: int
    year: int | None = None
    last: int | None = None


class Signals(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """One article, seen without its language.

    ``headline`` is float32 (0..2, d), ``sentences`` float32 (n, d), unit rows. ``names``, ``numbers``,
    ``days`` and ``entities`` have one set per sentence, and a first one for the headline; there are no
    ``entities`` before names are made one. ``counted`` has for headline and sentences alike the figures of
    ``numbers`` and those written out in words, 3 and more or with a fraction; ``ranks`` the numbers of
    ordinals. ``weekdays`` are those named, Monday 0; ``repeats`` counts the words of headline and first
    sentences that tell of a like happening before, ``ordinals`` those that single out one of its kind.
    """

    id: str
    headline: Floats2d
    sentences: Floats2d
    names: tuple[frozenset[str], ...]
    numbers: tuple[frozenset[float], ...]
    days: tuple[frozenset[Day], ...]
    published: date | None
    clue: tuple[int, int] | None
    ordinals: int
    credits: frozenset[str]
    entities: tuple[frozenset[str], ...] = ()
    counted: tuple[frozenset[float], ...] = ()
    ranks: tuple[frozenset[int], ...] = ()
    weekdays: frozenset[int] = frozenset()
    repeats: int = 0

    @property
    def centre(self) -> Floats1d:
        """The article's mean direction: float32 (d,), unit length; found anew each time, as it is large."""
        return _unit(np.concatenate((self.headline, self.sentences)).mean(axis=0))

    @cached_property
    def all_numbers(self) -> frozenset[float]:
        """Every figure of the article."""
        return frozenset().union(*self.numbers)

    @cached_property
    def all_days(self) -> frozenset[Day]:
        """Every calendar day named in the article."""
        return frozenset().union(*self.days)

    @cached_property
    def marked(self) -> dict[object, tuple[int, ...]]:
        """In which sentences each figure, day and entity stands, the headline left out."""
        found: dict[object, list[int]] = {}
        for marks in (self.numbers, self.days, self.entities):
            for sentence, held in enumerate(marks[1:]):
                for mark in sorted(held, key=repr):
                    found.setdefault(mark, []).append(sentence)
        return {mark: tuple(sentences) for mark, sentences in found.items()}


def signals(article: Article, vectors: Floats2d) -> Signals:
    """What of ``article`` may decide; ``vectors`` float32 (units, d) in the order of ``article.units()``."""
    heads = len(vectors) - len(article.sentences)
    stated = (t for t in article.stated_times() if t.month and t.day)
    days = ((t.span, Day(t.month or 0, t.day or 0, t.year, t.last_day)) for t in stated)
    ranks = [o for o in article.occurrences if o.kind == "ordinal"]
    opening = max((s.end for s in article.sentences[:OPENING]), default=0)
    return Signals(
        id=article.id,
        headline=vectors[:heads],
        sentences=vectors[heads:],
        names=_by_sentence(article, ((n.span, n.key) for n in article.capitals)),
        numbers=_by_sentence(article, ((n.span, n.value) for n in article.numbers if not n.worded)),
        days=_by_sentence(article, days),
        published=article.published.start.date() if article.published else None,
        clue=(article.clue.month, article.clue.day) if article.clue else None,
        ordinals=len(ranks),
        credits=frozenset(article.credits),
        counted=_by_sentence(article, ((n.span, n.value) for n in article.numbers if _counts(n.value))),
        ranks=_by_sentence(article, ((o.span, o.value) for o in ranks)),
        weekdays=frozenset(o.value for o in article.occurrences if o.kind == "weekday"),
        repeats=sum(o.kind == "repeat" and o.span.start < opening for o in article.occurrences),
    )


def named(entities: Sequence[Entity], articles: Mapping[str, Article]) -> Named:
    """Whom each name of each article means: the entity's id, by article id, in the order of its names."""
    found: dict[str, list[str | None]] = {i: [None] * len(article.names) for i, article in articles.items()}
    for entity in entities:
        for mention in entity.mentions:
            found[mention.article][mention.name] = entity.id
    return {i: tuple(ids) for i, ids in found.items()}


def entities_by_sentence(article: Article, ids: Sequence[str | None]) -> tuple[frozenset[str], ...]:
    """The entities named in the headline and in each sentence; ``ids`` are those of ``article.names``."""
    return _by_sentence(article, ((n.span, i) for n, i in zip(article.names, ids, strict=True) if i))


def unit_rows(rows: Floats2d) -> Floats2d:
    """``rows`` float32 (n, d), made of unit length where they are; zero rows stay zero."""
    for start in range(0, len(rows), AT_ONCE):
        some = rows[start : start + AT_ONCE]
        some /= np.maximum(np.linalg.norm(some, axis=1, keepdims=True), 1e-9)
    return rows


def _unit(vector: Floats1d) -> Floats1d:
    return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), dtype=np.float32)


def _counts(value: float) -> bool:
    """False for figures too common to tell anything."""
    return abs(value) >= FEWEST_COUNTED or not value.is_integer()


def _by_sentence(article: Article, marks: Iterable[tuple[Span, Value]]) -> tuple[frozenset[Value], ...]:
    starts = [s.start for s in article.sentences]
    found: list[set[Value]] = [set() for _ in range(len(starts) + 1)]
    for span, value in marks:
        found[bisect_right(starts, span.start)].add(value)
    return tuple(map(frozenset, found))
