"""Articles whose stated day cannot be right: the text of one from another time, figures and all.

A page may state the day on which it was fetched or moved. Only finds such articles: the day that they have
then is dating.py's, their story stories.py's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import NamedTuple

import msgspec
import numpy as np

from samestory.gather.dating import nearest_year
from samestory.gather.decisions import judge, too_far
from samestory.gather.features import RESTATED, Pair, days_apart, likeness, same_day
from samestory.gather.pile import Side
from samestory.model import Reason
from samestory.signals import Day, Signals

Ids = tuple[str, str]
# Texts that are less alike than this as wholes are not looked at.
LEAST_LIKENESS = 0.6
# So much of both must stand in the other, in so many sentences, with so many figures and days in common.
WHOLE = 0.7
FEWEST_SENTENCES = 3
FEWEST_MARKS = 2
# A day named in a text lies this near to its publication, or tells nothing of it.
NAMED_NEAR = 14


class Doubt(NamedTuple):
    """The article whose text a misdated one has, and how many days lie between what the two state."""

    other: str
    days: int

    @property
    def reason(self) -> Reason:
        """What is said of the two beside why they are one story."""
        says = f"one text, figures and all, though stated {self.days} days apart: one of the days is wrong"
        return Reason(name="misdated", value=float(self.days), says=says)


def misdated(
    alike: Iterable[Ids], side: Callable[[str], Side], beside: Mapping[str, Iterable[str]]
) -> dict[str, Doubt]:
    """The articles whose stated day is wrong, by id; ``alike`` are the pairs that have one text.

    ``side`` gives an article, ``beside`` has what is near to it. Days that the text names decide which of
    the two states its own, then who has more independent reports of its time beside it, else the earlier: no
    text is older than itself. Where the days named fit both, the text comes back each year, and neither is
    wrong.
    """
    found: dict[str, Doubt] = {}
    for left, right in alike:
        pair = Pair((side(left), side(right)))
        wrong = _wrong(pair, lambda one: map(side, beside[one]))
        apart = int(days_apart(pair.left, pair.right) or 0)
        if wrong is not None and apart > found.get(wrong, Doubt("", 0)).days:
            found[wrong] = Doubt(right if wrong == left else left, apart)
    return found


def same_text(pair: Pair) -> bool:
    """Whether both state a day, too far from one another, and the text is one."""
    left, right = pair.left.published, pair.right.published
    if left is None or right is None or not too_far(abs((left - right).days)):
        return False
    return likeness(pair) >= LEAST_LIKENESS and one_text(pair)


def doubted(ids: Ids, doubts: Mapping[str, Doubt]) -> tuple[Reason, ...]:
    """What is said of a pair of which one is misdated and has the other's text."""
    pairs = (ids, ids[::-1])
    return tuple(doubts[one].reason for one, other in pairs if one in doubts and doubts[one].other == other)


def without_day(article: Signals) -> Signals:
    """The article as if it stated no day."""
    return msgspec.structs.replace(article, published=None, clue=None)


def one_text(pair: Pair) -> bool:
    """Whether nearly every sentence of each stands in the other, and no figure or day tells otherwise.

    Without figures or days in common it cannot be told from what is written alike each time.
    """
    near = pair.left.sentences @ pair.right.sentences.T
    best = near.argmax(axis=1)
    rows = np.arange(len(best))
    mutual = (near.argmax(axis=0)[best] == rows) & (near[rows, best] >= RESTATED)
    met = [(int(row) + 1, int(best[row]) + 1) for row in rows[mutual]]
    if len(met) < max(FEWEST_SENTENCES, WHOLE * max(near.shape)):
        return False
    sides = [(_marks(pair.left, left), _marks(pair.right, right)) for left, right in met]
    if any(_clash(one, other) for one, other in sides):
        return False
    common = sum(len(one.figures & other.figures) + _days_common(one, other) for one, other in sides)
    every = sum(len(one.figures | other.figures) for one, other in sides)
    agreed = sum(len(one.figures & other.figures) for one, other in sides)
    return common >= FEWEST_MARKS and agreed >= WHOLE * every


class _Marks(NamedTuple):
    figures: frozenset[float]
    days: frozenset[Day]


def _marks(article: Signals, unit: int) -> _Marks:
    return _Marks(article.counted[unit] if unit < len(article.counted) else frozenset(), article.days[unit])


def _clash(one: _Marks, other: _Marks) -> bool:
    """Whether both count or name days, and not the same."""
    figures = bool(one.figures and other.figures and one.figures != other.figures)
    return figures or bool(one.days and other.days and not _days_common(one, other))


def _days_common(one: _Marks, other: _Marks) -> int:
    return sum(any(same_day(a, b) for b in other.days) for a in one.days)


def _wrong(pair: Pair, beside: Callable[[str], Iterable[Side]]) -> str | None:
    left, right = pair.left, pair.right
    named = left.all_days | right.all_days
    fits = (_fits(left, named), _fits(right, named))
    if all(fits):
        return None
    if any(fits):
        return left.id if fits[1] else right.id
    support = [_support(side, pair, beside(side.told.id)) for side in pair.sides]
    if support[0] != support[1]:
        return left.id if support[0] < support[1] else right.id
    return max((left, right), key=lambda side: (str(side.published), side.id)).id


def _fits(article: Signals, named: Iterable[Day]) -> bool:
    """Whether the text names a day near to the article's publication."""
    own = article.published
    if own is None:
        return False
    placed = (_placed(one, own) for one in named)
    return any(day is not None and abs((day - own).days) <= NAMED_NEAR for day in placed)


def _placed(named: Day, anchor: date) -> date | None:
    day = nearest_year(named.month, named.day, anchor)
    return day if day is None or named.year in (None, day.year) else None


def _support(side: Side, pair: Pair, beside: Iterable[Side]) -> int:
    """How many reports of the same days tell of the happening in words of their own."""
    found = 0
    for third in beside:
        compared = Pair((side, third))
        apart = days_apart(side.told, third.told)
        told = third.told.id not in (pair.left.id, pair.right.id) and apart is not None and not too_far(apart)
        found += told and judge(compared).timeless > 0 and not one_text(compared)
    return found
