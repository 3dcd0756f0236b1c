"""What speaks for sentences of two articles stating the same, for all their pairs at once.

Numbers only: it neither weighs them nor decides; that is align.py. No language is seen.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.signals import Floats2d, Signals

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Places = npt.NDArray[np.intp]

EVERY = slice(None)
NOWHERE: tuple[Places, Floats] = (np.empty((0, 2), np.intp), np.empty((0, 7)))
# So many pairs are weighed at once: two articles of 500 sentences.
AT_ONCE = 1 << 18
# A lead beyond this says only that the articles have little in common.
LEAD_CAP = 0.3
# Names and figures that stand elsewhere count no further than this.
ELSEWHERE_CAP = 2.0
# Two neighbours of which one is less like a sentence, or that lose more by being together, do not state it.
LEAST_HALF, LEAST_GAIN = 0.25, -0.05


class Best(NamedTuple):
    """What the best of its row and its column is: the highest of each ``column``, and sums over all such.

    Float64 (columns,), (rows,), (columns,), and the sum of all.
    """

    highest: Floats
    by_row: Floats
    by_column: Floats
    total: float


def strips(shape: tuple[int, ...]) -> list[slice]:
    """All rows, some at a time: what speaks for a pair is many times as large as its likeness."""
    rows, columns = shape
    step = max(1, AT_ONCE // max(1, columns))
    return [slice(start, min(start + step, rows)) for start in range(0, rows, step)]


def best_two(near: Floats) -> Floats:
    """The second best and the best of each row, float64 (rows, 2); 0, that of strangers, for want of two."""
    if near.shape[1] < 2:
        return np.concatenate((np.zeros(near.shape), near), axis=1)
    return np.partition(near, -2, axis=1)[:, -2:].copy()


def alone(near: Floats, elsewhere: Floats, columns: Floats) -> Floats:
    """What each pair says by itself, (rows, columns, 4), of likenesses and ``elsewhere``, (rows, columns).

    Likeness, its lead over the nearer and over the farther of the two best rivals, and what stands elsewhere.
    Rows may be some of all; ``columns`` are the ``best_two`` of each column, of all rows.
    """
    by_row, by_column = _lead_of_each(near, best_two(near)), _lead_of_each(near.T, columns).T
    nearer, farther = np.minimum(by_row, by_column), np.maximum(by_row, by_column)
    return np.stack((near, nearer, farther, elsewhere), axis=-1)


def best(chances: Floats) -> Best:
    """The best of the ``chances`` of all pairs."""
    highest, by_column, total, by_row = chances.max(axis=0), np.zeros(chances.shape[1]), 0.0, []
    for rows in strips(chances.shape):
        its = _best(chances, highest, rows)
        by_row.append(its.sum(axis=1))
        by_column += its.sum(axis=0)
        total += float(its.sum())
    return Best(highest, np.concatenate(by_row), by_column, total)


def around(chances: Floats, among: Best, rows: slice) -> Floats:
    """What the other pairs say of each of ``rows``, (n, columns, 2), given the ``chances`` of every pair.

    How many of its two neighbours in sequence are aligned, and which share of the shorter article is, its own
    row and column left out; ``among`` are the ``best`` of all.
    """
    padded = np.zeros((rows.stop - rows.start + 2, chances.shape[1] + 2))
    first = max(0, rows.start - 1)
    beside = chances[first : rows.stop + 1]
    place = first - rows.start + 1
    padded[place : place + len(beside), 1:-1] = beside
    sequence = padded[:-2, :-2] + padded[2:, 2:]
    own = _best(chances, among.highest, rows)
    others = among.total - among.by_row[rows, None] - among.by_column[None, :] + own
    return np.stack((sequence, others / (min(chances.shape) + 1)), axis=-1)


def joined(near: Floats, beside: Floats, chances: Floats) -> tuple[Places, Floats]:
    """Two neighbouring rows that may state together what a column states, and what speaks for it.

    Places are int (found, 2), the first row and the column, of those that are both somewhat like the column
    and together lead all other columns and neighbours. Float64 (found, 7): likeness of the two together, what
    it gains over the liker of the two, its lead over other rows and columns (nearer, farther), the lesser
    lead of the two over other columns, how likely either belongs to another column, and how many neighbours
    in sequence are aligned. ``beside`` (rows - 1,) is the likeness of each row and the next.
    """
    if len(near) < 2:
        return NOWHERE
    parts = strips((len(near) - 1, near.shape[1]))
    highest = np.max([_together(near, beside, rows).max(axis=0) for rows in parts], axis=0)
    found = [_joined(near, _together(near, beside, rows), highest, chances, rows.start) for rows in parts]
    return np.concatenate([places for places, _ in found]), np.concatenate([its for _, its in found])


class Marks:
    """Which sentences of two articles hold which of the figures, days and entities that both hold."""

    def __init__(self, left: Signals, right: Signals) -> None:
        held = [mark for mark in left.marked if mark in right.marked]
        of_left, of_right = (_stands(held, one) for one in (left, right))
        rarity = 1.0 / (of_left.sum(axis=0) * of_right.sum(axis=0))
        self._right, self._in_left, self._in_right = of_right, of_left @ rarity, of_right @ rarity
        self._left = of_left * rarity

    def elsewhere(self, rows: slice = EVERY) -> Floats:
        """How much of what one sentence names stands in the other article, yet not in the other sentence.

        Float64 (left, right), of ``rows`` of the left. What both articles hold counts, the rarer the more.
        What only one article holds counts for nothing: it may be just what the two tell differently.
        """
        in_both = self._left[rows] @ self._right.T
        in_either = self._in_left[rows, None] + self._in_right[None, :]
        return np.asarray(np.minimum(in_either - 2.0 * in_both, ELSEWHERE_CAP), np.float64)


def neighbours(sentences: Floats2d) -> Floats:
    """Likeness of each sentence and the next, float64 (sentences - 1,)."""
    return np.asarray(np.einsum("ij,ij->i", sentences[:-1], sentences[1:]), np.float64)


def _best(chances: Floats, highest: Floats, rows: slice) -> Floats:
    """Those of ``rows`` that are the best of their row and their column, 0 elsewhere."""
    its = chances[rows]
    return np.where((its >= its.max(axis=1, keepdims=True)) & (its >= highest), its, 0.0)


def _lead_of_each(near: Floats, two: Floats) -> Floats:
    """How far each lies over the best of the others in its row, whose best ``two`` are given."""
    return _capped(near - np.where(near >= two[:, 1:], two[:, :1], two[:, 1:]))


def _capped(lead: Floats) -> Floats:
    return np.minimum(np.maximum(lead, -LEAD_CAP), LEAD_CAP)


def _together(near: Floats, beside: Floats, rows: slice) -> Floats:
    """How like each column each of ``rows`` and the next are together."""
    both = near[rows] + near[rows.start + 1 : rows.stop + 1]
    return np.asarray(both / np.sqrt(2.0 + 2.0 * beside[rows])[:, None])


def _joined(
    near: Floats, both: Floats, highest: Floats, chances: Floats, start: int
) -> tuple[Places, Floats]:
    """``joined`` for rows from ``start`` on, which are ``both`` together; ``highest`` is of all rows."""
    first, second = near[start : start + len(both)], near[start + 1 : start + 1 + len(both)]
    gains = both - np.maximum(first, second)
    possible = (np.minimum(first, second) >= LEAST_HALF) & (gains > LEAST_GAIN)
    if not possible.any():
        return NOWHERE
    leads = (both == both.max(axis=1, keepdims=True)) & (both == highest)
    places, columns = np.nonzero(leads & possible)
    rows = places + start
    halves = [_lead(near, rows, columns), _lead(near, rows + 1, columns)]
    taken = [_other(chances[rows], columns), _other(chances[rows + 1], columns)]
    by_row = _capped(both[places, columns] - _other(both[places], columns))
    by_column = _capped(both[places, columns] - _other(near.T[columns], rows, rows + 1))
    found = (
        both[places, columns],
        gains[places, columns],
        np.minimum(by_row, by_column),
        np.maximum(by_row, by_column),
        _capped(np.minimum(*halves)),
        np.maximum(*taken),
        _at(chances, rows - 1, columns - 1) + _at(chances, rows + 2, columns + 1),
    )
    return np.stack((rows, columns), axis=-1), np.stack(found, axis=-1)


def _at(chances: Floats, rows: Ints, columns: Ints) -> Floats:
    """The chances at these places, 0 where there is none."""
    height, width = chances.shape
    inside = (rows >= 0) & (rows < height) & (columns >= 0) & (columns < width)
    return np.where(inside, chances[rows % height, columns % width], 0.0)


def _lead(near: Floats, rows: Ints, columns: Ints) -> Floats:
    return np.asarray(near[rows, columns] - _other(near[rows], columns), np.float64)


def _other(each: Floats, *left_out: Ints) -> Floats:
    """The best of each row but for the places left out; 0, that of strangers, where none are left."""
    if each.shape[1] <= len(left_out):
        return np.zeros(len(each))
    for places in left_out:
        each[np.arange(len(each)), places] = -1.0
    return np.asarray(each.max(axis=1), np.float64)


def _stands(marks: list[object], article: Signals) -> Floats:
    """Which sentence (a row) holds which mark (a column): 1 or 0."""
    found = np.zeros((len(article.sentences), len(marks)))
    for column, mark in enumerate(marks):
        found[list(article.marked[mark]), column] = 1.0
    return found
