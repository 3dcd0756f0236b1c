"""Which pairs of names are worth judging: near by sound or in meaning, initials, brackets. Judges none."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from samestory.gather.matrix import Matrix
from samestory.gather.name_context import NameContext, NamePairs, Places
from samestory.gather.name_sounds import Ints
from samestory.gather.name_words import pairs
from samestory.signals import Floats1d, Floats2d

NEIGHBOURS = 8
# Names of different things lie near 0; translations seldom below this.
LEAST_MEANING = 0.35
# Rows held, beside so many others at a time.
AT_ONCE, BESIDE, IN_A_STRIP = 2048, 4096, 64


def name_pairs(context: NameContext) -> NamePairs:
    """Pairs of names to judge, each once, in order."""
    told = (_codes(found, len(context.names)) for found in (context.aliases, context.initials))
    codes = [pairs(context.names), *told, _near(context.meanings)]
    left, right = np.divmod(np.unique(np.concatenate(codes)), max(1, len(context.names)))
    apart = left != right
    return NamePairs(left[apart], right[apart], context)


def _codes(found: Iterable[Places], names: int) -> Ints:
    return np.array([left * names + right for left, right in found], np.int64)


def _near(meanings: Matrix) -> Ints:
    """Each name's nearest in meaning, as left * names + right, some of them twice.

    A block of names beside another tells of both.
    """
    count = len(meanings)
    held = Nearest(np.full((count, NEIGHBOURS), -1.0, np.float32), np.full((count, NEIGHBOURS), -1, np.int32))
    # Made once: a large array made anew takes half as long as filling it.
    room = np.empty(AT_ONCE * BESIDE, np.float32)
    for start, rows in meanings.blocks(BESIDE):
        for first in range(0, start + len(rows), AT_ONCE):
            ones = meanings.rows(first, min(first + AT_ONCE, start + len(rows)))
            likeness = room[: len(ones) * len(rows)].reshape(len(ones), len(rows))
            np.matmul(ones, rows.T, out=likeness)
            if first >= start:
                own = np.arange(len(ones))
                likeness[own, first - start + own] = -1.0
            row, column = _high(likeness, held.least(first, len(ones)), 1)
            held.add(first + row, start + column, likeness[row, column])
            if first < start:
                row, column = _high(likeness, held.least(start, len(rows)), 0)
                held.add(start + column, first + row, likeness[row, column])
    row, place = np.nonzero(held.names >= 0)
    other = held.names[row, place].astype(np.int64)
    return np.minimum(row, other) * count + np.maximum(row, other)


class Nearest(NamedTuple):
    """The nearest of each name so far, the nearest first: likeness float32 and places int32, -1 for none."""

    likeness: Floats2d
    names: Ints

    def least(self, start: int, count: int) -> Floats1d:
        """How near another must be to be taken, for so many names from ``start`` on."""
        return np.maximum(self.likeness[start : start + count, -1], np.float32(LEAST_MEANING))

    def add(self, names: Ints, others: Ints, likeness: Floats1d) -> None:
        """Take in how near ``others``, of which none was told before, are to ``names``."""
        mine = np.unique(names)
        row, place = np.nonzero(self.names[mine] >= 0)
        names = np.concatenate((mine[row], names))
        others = np.concatenate((self.names[mine][row, place], others))
        likeness = np.concatenate((self.likeness[mine][row, place], likeness))
        order = np.lexsort((others, -likeness, names))
        names, others, likeness = names[order], others[order], likeness[order]
        rank = np.arange(len(names)) - np.searchsorted(names, names)
        kept = rank < NEIGHBOURS
        at = names[kept], rank[kept]
        self.likeness[at], self.names[at] = likeness[kept], others[kept]


def _high(likeness: Floats2d, least: Floats1d, axis: int) -> tuple[Ints, Ints]:
    """Where the values are that may be among the NEIGHBOURS highest of their row (``axis`` 1) or column (0).

    They are no lower than its ``least``. It is cut into strips: no value below the NEIGHBOURS-th highest of
    the strips' highest can be one.
    """
    length = likeness.shape[axis]
    strips = length // IN_A_STRIP
    if strips > NEIGHBOURS:
        cut = likeness[: strips * IN_A_STRIP] if axis == 0 else likeness[:, : strips * IN_A_STRIP]
        shape = (strips, IN_A_STRIP, -1) if axis == 0 else (-1, strips, IN_A_STRIP)
        highest = cut.reshape(shape).max(axis=axis + 1)
        least = np.maximum(
            least, np.partition(highest, strips - NEIGHBOURS, axis).take(strips - NEIGHBOURS, axis)
        )
    high = likeness >= np.expand_dims(least, axis)
    row, column = np.divmod(np.flatnonzero(high), likeness.shape[1])
    return row, column
