"""What speaks for sentences of two articles stating the same, for all their pairs at once.

Numbers only: it neither weighs them nor decides; that is align.py. No language is seen.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from samestory.signals import Floats2d, Signals

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.intp]
Places = npt.NDArray[np.intp]

# A lead beyond this says only that the articles have little in common.
LEAD_CAP = 0.3
# Names and figures that stand elsewhere count no further than this.
ELSEWHERE_CAP = 2.0
# Two neighbours of which one is less like a sentence, or that lose more by being together, do not state it.
LEAST_HALF, LEAST_GAIN = 0.25, -0.05


def alone(near: Floats, elsewhere: Floats) -> Floats:
    """What each pair says by itself, (rows, columns, 4), of likenesses and ``elsewhere``, (rows, columns).

    Likeness, its lead over the nearer and over the farther of the two best rivals, and what stands elsewhere.
    """
    by_row, by_column = _leads(near)
    nearer, farther = np.minimum(by_row, by_column), np.maximum(by_row, by_column)
    return np.stack((near, nearer, farther, elsewhere), axis=-1)


def around(chances: Floats) -> Floats:
    """What the other pairs say of each, (rows, columns, 2), given the chance of every pair.

    How many of its two neighbours in sequence are aligned, and which share of the shorter article is, its own
    row and column left out.
    """
    padded = np.zeros((chances.shape[0] + 2, chances.shape[1] + 2))
    padded[1:-1, 1:-1] = chances
    sequence = padded[:-2, :-2] + padded[2:, 2:]
    rows, columns = chances.max(axis=1, keepdims=True), chances.max(axis=0, keepdims=True)
    best = np.where((chances >= rows) & (chances >= columns), chances, 0.0)
    others = best.sum() - best.sum(axis=1, keepdims=True) - best.sum(axis=0, keepdims=True) + best
    return np.stack((sequence, others / (min(chances.shape) + 1)), axis=-1)


def joined(near: Floats, beside: Floats, chances: Floats) -> tuple[Places, Floats]:
    """Two neighbouring rows that may state together what a column states, and what speaks for it.

    Places are int (found, 2), the first row and the column, of those that are both somewhat like the column
    and together lead all other columns and neighbours. Float64 (found, 7): likeness of the two together, what
    it gains over the liker of the two, its lead over other rows and columns (nearer, farther), the lesser
    lead of the two over other columns, how likely either belongs to another column, and how many neighbours
    in sequence are aligned. ``beside`` (rows - 1,) is the likeness of each row and the next.
    """
    both = (near[:-1] + near[1:]) / np.sqrt(2.0 + 2.0 * beside)[:, None]
    gains = both - np.maximum(near[:-1], near[1:])
    possible = (np.minimum(near[:-1], near[1:]) >= LEAST_HALF) & (gains > LEAST_GAIN)
    if not possible.any():
        return np.empty((0, 2), np.intp), np.empty((0, 7))
    leads = (both == both.max(axis=1, keepdims=True)) & (both == both.max(axis=0, keepdims=True))
    rows, columns = np.nonzero(leads & possible)
    halves = [_lead(near, rows, columns), _lead(near, rows + 1, columns)]
    taken = [_other(chances[rows], columns), _other(chances[rows + 1], columns)]
    by_row = _capped(both[rows, columns] - _other(both[rows], columns))
    by_column = _capped(both[rows, columns] - _other(near.T[columns], rows, rows + 1))
    padded = np.zeros((len(near) + 2, near.shape[1] + 2))
    padded[1:-1, 1:-1] = chances
    found = (
        both[rows, columns],
        gains[rows, columns],
        np.minimum(by_row, by_column),
        np.maximum(by_row, by_column),
        _capped(np.minimum(*halves)),
        np.maximum(*taken),
        padded[rows, columns] + padded[rows + 3, columns + 2],
    )
    return np.stack((rows, columns), axis=-1), np.stack(found, axis=-1)


def elsewhere(left: Signals, right: Signals) -> Floats:
    """How much of what one sentence names stands in the other article, yet not in the other sentence.

    Float64 (left, right). Figures, days and entities that both articles hold count, the rarer the more. What
    only one article holds counts for nothing: it may be just what the two tell differently.
    """
    held = [mark for mark in left.marked if mark in right.marked]
    shape = len(left.sentences), len(right.sentences)
    if not held:
        return np.zeros(shape)
    rows, columns = _stands(held, left, shape[0]), _stands(held, right, shape[1])
    rarity = 1.0 / (rows.sum(axis=0) * columns.sum(axis=0))
    in_both = (rows * rarity) @ columns.T
    in_either = (rows @ rarity)[:, None] + (columns @ rarity)[None, :]
    return np.asarray(np.minimum(in_either - 2.0 * in_both, ELSEWHERE_CAP), np.float64)


def neighbours(sentences: Floats2d) -> Floats:
    """Likeness of each sentence and the next, float64 (sentences - 1,)."""
    return np.asarray(np.einsum("ij,ij->i", sentences[:-1], sentences[1:]), np.float64)


def _leads(near: Floats) -> tuple[Floats, Floats]:
    return _capped(near - _rivals(near)), _capped(near - _rivals(near.T).T)


def _capped(lead: Floats) -> Floats:
    return np.minimum(np.maximum(lead, -LEAD_CAP), LEAD_CAP)


def _rivals(near: Floats) -> Floats:
    """The best of the others in each cell's row; 0, that of strangers, where there are none."""
    if near.shape[1] < 2:
        return np.zeros(near.shape)
    best = np.partition(near, -2, axis=1)[:, -2:]
    return np.where(near >= best[:, 1:], best[:, :1], best[:, 1:])


def _lead(near: Floats, rows: Ints, columns: Ints) -> Floats:
    return np.asarray(near[rows, columns] - _other(near[rows], columns), np.float64)


def _other(each: Floats, *left_out: Ints) -> Floats:
    """The best of each row but for the places left out; 0, that of strangers, where none are left."""
    if each.shape[1] <= len(left_out):
        return np.zeros(len(each))
    for places in left_out:
        each[np.arange(len(each)), places] = -1.0
    return np.asarray(each.max(axis=1), np.float64)


def _stands(marks: list[object], article: Signals, sentences: int) -> Floats:
    """Which sentence (a row) holds which mark (a column): 1 or 0."""
    found = np.zeros((sentences, len(marks)))
    for column, mark in enumerate(marks):
        found[list(article.marked[mark]), column] = 1.0
    return found
