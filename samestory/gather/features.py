"""What speaks for or against two articles being about one happening: one function per reason.

A feature's docstring is its public explanation. Features see no words and no language; what they add up
to is decisions.py.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date
from math import log
from typing import NamedTuple

import msgspec
import numpy as np

from samestory.gather.dating import nearest_year
from samestory.signals import Day, Signals

# Mutual likeness from which a sentence counts as restated; strangers lie near 0, translations near .65.
RESTATED = 0.6
# Stands in for the articles not in the pile, so that a small pile does not make every name rare.
UNSEEN_ARTICLES = 20
# Figures below this are too common to tell happenings apart.
SMALL_FIGURE = 13


class Context(msgspec.Struct, frozen=True):
    """The pile as the features need it: how many articles there are, and in how many each name stands."""

    articles: int
    name_counts: dict[str, int]

    def weight(self, names: Iterable[str]) -> float:
        """How much these names tell apart: rare ones much, those in every article little."""
        total = self.articles + UNSEEN_ARTICLES
        return sum(log((total + 1) / (self.name_counts.get(n, 0) + 0.5)) for n in names)


class Pair(NamedTuple):
    """Two articles to judge, in the pile they stand in."""

    left: Signals
    right: Signals
    context: Context


Feature = Callable[[Pair], float]


def context(pile: Iterable[Signals]) -> Context:
    """The context that ``pile`` makes."""
    counts: Counter[str] = Counter()
    articles = 0
    for article in pile:
        counts.update(article.all_names)
        articles += 1
    return Context(articles, dict(counts))


def likeness(pair: Pair) -> float:
    """How near the two articles are in meaning as wholes, from -1 to 1."""
    return float(pair.left.centre @ pair.right.centre)


def lead_likeness(pair: Pair) -> float:
    """How near their headlines and first sentences are in meaning, from -1 to 1."""
    return float(pair.left.lead @ pair.right.lead)


def shared_names(pair: Pair) -> float:
    """Which share of the rarer article's names stands in the other, rare names counting more, 0 to 1."""
    left, right = pair.left.all_names, pair.right.all_names
    smaller = min(pair.context.weight(left), pair.context.weight(right))
    return float(pair.context.weight(left & right) / smaller) if smaller else 0.0


def restated(pair: Pair) -> float:
    """Which share of the shorter article's sentences stands almost word for word in the other, 0 to 1."""
    near = pair.left.sentences @ pair.right.sentences.T
    if near.size == 0:
        return 0.0
    best = near.argmax(axis=1)
    rows = np.arange(len(best))
    mutual = (near.argmax(axis=0)[best] == rows) & (near[rows, best] >= RESTATED)
    return float(mutual.sum() / min(near.shape))


def shared_figures(pair: Pair) -> float:
    """How many figures from 13 up stand in both articles."""
    return float(len([f for f in pair.left.all_numbers & pair.right.all_numbers if f >= SMALL_FIGURE]))


def days_apart(pair: Pair) -> float | None:
    """How many days lie between their publication; None where it is not known of both."""
    left, right = pair.left, pair.right
    if left.published and right.published:
        return float(abs((left.published - right.published).days))
    return _by_clue(left, right)


def shared_days(pair: Pair) -> float:
    """How many calendar days are named in both articles (years agreeing where both state them)."""
    return float(sum(any(_same_day(a, b) for b in pair.right.all_days) for a in pair.left.all_days))


def singled_out(pair: Pair) -> float:
    """1 where only one of the articles calls its happening the first, second or last of its kind, else 0."""
    return float((pair.left.ordinals > 0) != (pair.right.ordinals > 0))


def _by_clue(left: Signals, right: Signals) -> float | None:
    """Days apart where one states its day and the other only half-says it, or both half-say it."""
    anchor = left.published or right.published
    clues = [s.clue for s in (left, right) if s.published is None]
    if anchor is None and None not in clues:
        # Any leap year will do to measure between two days of the year.
        first = clues.pop(0)
        anchor = None if first is None else nearest_year(*first, anchor=date(2024, *first))
    placed = None if anchor is None or clues[0] is None else nearest_year(*clues[0], anchor=anchor)
    return None if placed is None or anchor is None else float(abs((placed - anchor).days))


def _same_day(one: Day, other: Day) -> bool:
    if one.month != other.month or (one.year and other.year and one.year != other.year):
        return False
    return one.day <= (other.last or other.day) and other.day <= (one.last or one.day)
