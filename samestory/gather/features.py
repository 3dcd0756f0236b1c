"""What speaks for or against two articles being about one happening: one function per reason.

A feature's docstring is its public explanation. Features see no words and no language; what they add up
to is decisions.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import cached_property

import msgspec

from samestory.gather.dating import nearest_year
from samestory.gather.figures import lacking
from samestory.gather.pile import Among, Side
from samestory.gather.stated import Dated, Timed
from samestory.signals import Day, Floats1d, Floats2d, Signals

# Mutual likeness from which a sentence counts as restated; strangers lie near 0, translations near .65.
RESTATED = 0.6


class Pair(msgspec.Struct, frozen=True, dict=True):
    """Two articles to judge, in the pile they stand in."""

    sides: tuple[Side, Side]

    @classmethod
    def of(cls, left: Signals, right: Signals, among: Among) -> Pair:
        """Two articles of the pile ``among``."""
        return cls((among.side(left), among.side(right)))

    @property
    def left(self) -> Signals:
        """The first article."""
        return self.sides[0].told

    @property
    def right(self) -> Signals:
        """The other."""
        return self.sides[1].told

    @cached_property
    def near(self) -> Floats2d:
        """How near each unit of left is to each of right, float32 (left's units, right's)."""
        left, right = self.sides
        return left.units @ right.units.T

    @cached_property
    def lead(self) -> float:
        """What ``counterparts`` gives, which two judgements ask for."""
        left, right = self.sides
        lead = 2.0 * self.near - left.usual[:, None] - right.usual[None, :]
        return (_early(lead.max(axis=1), left) + _early(lead.max(axis=0), right)) / 2

    @cached_property
    def first(self) -> float:
        """What ``first_sentences`` gives."""
        return float(max(self.near[0].max(), self.near[:, 0].max()))

    @cached_property
    def share(self) -> float:
        """What ``restated`` gives."""
        near = self.near[len(self.left.headline) :, len(self.right.headline) :]
        if near.size == 0:
            return 0.0
        found = sum(1 for _, _, likeness in _mutual(near) if likeness >= RESTATED)
        return float(found / min(near.shape))

    @cached_property
    def lacking(self) -> tuple[frozenset[float], frozenset[float]]:
        """The figures of either, also those written out in words, that agree with none of the other."""
        left, right = (side.counted for side in self.sides)
        return lacking(left, right), lacking(right, left)

    @cached_property
    def nearest(self) -> list[tuple[int, int, float]]:
        """Units of left and right that are each other's nearest, and how near, in left's order."""
        return _mutual(self.near)


Feature = Callable[[Pair], float]


def counterparts(pair: Pair) -> float:
    """How much nearer each sentence's best counterpart in the other article is than is usual in the pile.

    The mean over both articles' headlines and sentences, those that come first counting more; about 0 for
    articles as alike as any two of one subject, .5 and more for two that tell the same.
    """
    return pair.lead


def first_sentences(pair: Pair) -> float:
    """How near the headline or first sentence of either comes to any sentence of the other, from -1 to 1."""
    return pair.first


def wholes(pair: Pair) -> float:
    """How much nearer the two articles are to one another, as wholes, than to others of their subject.

    What comes first counts more; about 0 for articles as alike as any two of one subject, .8 and more where
    no others of the pile but their own story's are so near.
    """
    left, right = pair.sides
    return 2.0 * float(left.whole @ right.whole) - left.crowd - right.crowd


def likeness(pair: Pair) -> float:
    """How near the two articles are in meaning as wholes, from -1 to 1."""
    left, right = pair.sides
    return float(left.centre @ right.centre)


def shared_marks(pair: Pair) -> float:
    """How much of what they name and count they have in common, 0 to 1.

    Names, the entities behind them and figures from 13 up; rare ones count more, and those that an article
    gives early and often (cosine of tf-idf).
    """
    left, right = (side.marks for side in pair.sides)
    return sum(weight * right[mark] for mark, weight in left.items() if mark in right)


def restated(pair: Pair) -> float:
    """Which share of the shorter article's sentences stands almost word for word in the other, 0 to 1."""
    return pair.share


def figures_agree(pair: Pair) -> float:
    """Which share of the figures of the article with fewer stands in the other, 0 to 1; .5 where it has none.

    Counted as (shared + .5) / (figures + 1), so that one figure says less than many.
    """
    left, right = pair.left.all_numbers, pair.right.all_numbers
    return (len(left & right) + 0.5) / (min(len(left), len(right)) + 1.0)


def days_apart(left: Dated, right: Dated) -> float | None:
    """How many days lie between their publication; None where it is not known of both."""
    if left.published and right.published:
        return float(abs((left.published - right.published).days))
    return _by_clue(left, right)


def shared_days(pair: Pair) -> float:
    """How many calendar days are named in both articles (years agreeing where both state them)."""
    return float(sum(any(same_day(a, b) for b in pair.right.all_days) for a in pair.left.all_days))


def singled_out(left: Timed, right: Timed) -> bool:
    """Whether only one of the articles calls its happening the first, second or last of its kind."""
    return (left.ordinals > 0) != (right.ordinals > 0)


def _early(values: Floats1d, side: Side) -> float:
    """The mean of one value a unit of the side, those of the first units counting more."""
    return float(values @ side.decay) / side.decayed


def _mutual(near: Floats2d) -> list[tuple[int, int, float]]:
    """Rows and columns that are each other's nearest, and how near."""
    best, back = near.argmax(axis=1).tolist(), near.argmax(axis=0).tolist()
    return [(one, other, near[one, other]) for one, other in enumerate(best) if back[other] == one]


def _by_clue(left: Dated, right: Dated) -> float | None:
    """Days apart where one states its day and the other only half-says it, or both half-say it."""
    anchor = left.published or right.published
    clues = [s.clue for s in (left, right) if s.published is None]
    if anchor is None and None not in clues:
        # Any leap year will do to measure between two days of the year.
        first = clues.pop(0)
        anchor = None if first is None else nearest_year(*first, anchor=date(2024, *first))
    placed = None if anchor is None or clues[0] is None else nearest_year(*clues[0], anchor=anchor)
    return None if placed is None or anchor is None else float(abs((placed - anchor).days))


def same_day(one: Day, other: Day) -> bool:
    """Whether two days named may be one: years where both state them, and ranges that meet."""
    if one.month != other.month or (one.year and other.year and one.year != other.year):
        return False
    return one.day <= (other.last or other.day) and other.day <= (one.last or one.day)
