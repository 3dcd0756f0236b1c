"""Which of the pairs that are near are worth judging one by one, with all that decides and reasons.

It adds up the features of decisions.py for one article and many others at once. It judges nothing: a pair
left out counts as one that no search brought up.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.gather import features
from samestory.gather.decisions import ADDED, FITTED, INTERCEPT
from samestory.gather.features import Feature
from samestory.gather.pile import Side, decay
from samestory.gather.ragged import Ints, Ragged, Rows, bounds, spread
from samestory.gather.unseen import UNSEEN
from samestory.gather.windows import Window
from samestory.signals import Day, Floats1d

Mask = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
# Sums over many articles at once differ in their last digits from those of one pair.
ROUNDING = 1e-3
WEIGHTS: dict[Feature, float] = {feature: weight for feature, weight, _ in FITTED}
# So many likenesses of sentences are held at once, besides those of one article with one other.
PRODUCTS = 1 << 21
# What days in common can add.
MOST_ADDED = sum(weight * most for _, weight, most, _ in ADDED)


class _Held(NamedTuple):
    """What ``sides`` hold, numbered, in rows: the marks of each, then its figures, then its days.

    ``weights`` float64 beside the numbers are what each counts for, ``kinds`` how many numbers there are.
    """

    numbers: Ragged
    weights: Floats
    sides: int
    kinds: int

    def rows(self, some: Ints) -> Ints:
        """The rows of these sides: of marks, of figures, of days."""
        return np.concatenate((some, some + self.sides, some + 2 * self.sides))


def hopeful(window: Window) -> Mask:
    """Which pairs of the window ``judge`` may give, time left aside, more than a pair that no search found.

    All that it does are among them: bool (pairs,).
    """
    held = _held(window.sides)
    scratch = np.zeros(held.kinds)
    odds = np.full(len(window.pairs), INTERCEPT)
    ends = np.append(np.flatnonzero(np.diff(window.pairs[:, 0], prepend=-1)), len(odds)).tolist()
    for start, end in pairwise(ends):
        one, others = int(window.pairs[start, 0]), window.pairs[start:end, 1].astype(np.int64)
        odds[start:end] += _told_alike_in_parts(window, one, others)
        odds[start:end] += _named_alike(held, one, others, scratch)
    return odds > UNSEEN - 2 * ROUNDING


def _held(sides: Sequence[Side]) -> _Held:
    marks = _ragged([side.named for side in sides])
    figures = _ragged([list(side.told.all_numbers) for side in sides])
    days = _ragged([list({key for day in side.told.all_days for key in _days(day)}) for side in sides])
    kinds, numbers = 0, []
    for one in (marks, figures, days):
        values, places = np.unique(one.values, return_inverse=True)
        numbers.append(Ragged(places + kinds, one.starts))
        kinds += len(values)
    joined = numbers[0].joined(numbers[1]).joined(numbers[2])
    weights = np.ones(len(joined.values))
    weights[: len(marks.values)] = np.concatenate([side.weights for side in sides])
    return _Held(joined, weights, len(sides), kinds)


def _ragged(rows: Sequence[Sequence[float] | Rows]) -> Ragged:
    return Ragged(np.concatenate([np.asarray(row) for row in rows]), bounds(list(map(len, rows))))


def _days(day: Day) -> Iterator[int]:
    """A number for each day of the year that the day named may be."""
    return (32 * day.month + number for number in range(day.day, (day.last or day.day) + 1))


def _told_alike_in_parts(window: Window, one: int, others: Ints) -> Floats1d:
    """``_told_alike`` for sides by their places; a long article with few others at a time."""
    sides, its = [window.sides[other] for other in others.tolist()], window.sides[one]
    parts = np.cumsum([len(other.usual) for other in sides]) * len(its.usual) // PRODUCTS
    ends = [0, *(np.flatnonzero(np.diff(parts)) + 1).tolist(), len(sides)]
    return np.concatenate([_told_alike(its, sides[start:end]) for start, end in pairwise(ends)])


def _told_alike(one: Side, others: Sequence[Side]) -> Floats1d:
    """What the features of what is told add to the log-odds of ``one`` with each of ``others``."""
    near = one.units @ np.concatenate([other.units for other in others]).T
    usual = [other.usual for other in others]
    lengths = np.array([len(own) for own in usual])
    starts = bounds(lengths)[:-1]
    lead = 2.0 * near - one.usual[:, None] - np.concatenate(usual)[None, :]
    weight = decay(int(lengths.max()))
    each = np.concatenate([other.decay for other in others])
    back = np.add.reduceat(lead.max(axis=0) * each, starts) / np.cumsum(weight)[lengths - 1]
    forth = one.decay @ np.maximum.reduceat(lead, starts, axis=1) / one.decay.sum()
    first = np.maximum(np.maximum.reduceat(near[0], starts), near[:, starts].max(axis=0))
    told = WEIGHTS[features.counterparts] * (forth + back) / 2 + WEIGHTS[features.first_sentences] * first
    return np.asarray(told, np.float32)


def _named_alike(held: _Held, one: int, others: Ints, scratch: Floats) -> Floats:
    """What the features of what is named and counted add, at most; ``scratch`` is noughts, and left so."""
    starts, weights = held.numbers.starts, held.weights
    own, theirs = held.rows(np.array([one])), held.rows(others)
    mine = np.concatenate([np.arange(starts[row], starts[row + 1]) for row in own.tolist()])
    scratch[held.numbers.values[mine]] = weights[mine]
    lengths = starts[theirs + 1] - starts[theirs]
    ends = bounds(lengths)
    places = spread(starts[theirs], ends)
    sums = _sums(scratch[held.numbers.values[places]] * weights[places])
    scratch[held.numbers.values[mine]] = 0.0
    marks, figures, days = np.diff(sums[ends]).reshape(3, -1)
    fewest = np.minimum(lengths[len(others) : 2 * len(others)], starts[own[1] + 1] - starts[own[1]])
    agree = (figures + 0.5) / (fewest + 1.0)
    named = WEIGHTS[features.shared_marks] * marks + WEIGHTS[features.figures_agree] * agree
    return np.asarray(named + (days > 0.5) * MOST_ADDED)


def _sums(values: Floats) -> Floats:
    """The sum of all before each of ``values``, and of all."""
    return np.concatenate(([0.0], np.cumsum(values)))
