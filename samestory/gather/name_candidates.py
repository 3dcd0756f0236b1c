"""Which pairs of names are worth judging: near by sound or in meaning, initials, brackets. Judges none."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from samestory.gather.name_context import NameContext, NamePairs, Places
from samestory.gather.name_sounds import Ints
from samestory.gather.name_words import pairs
from samestory.signals import Floats2d

NEIGHBOURS = 8
# Names of different things lie near 0; translations seldom below this.
LEAST_MEANING = 0.35
AT_ONCE, IN_A_STRIP = 1024, 64
# Values held in one go.
MOST_AT_ONCE = 8_388_608


def name_pairs(context: NameContext) -> NamePairs:
    """Pairs of names to judge, each once, in order."""
    told = (_codes(found, len(context.names)) for found in (context.aliases, context.initials))
    codes = [pairs(context.names), *told, _near(context.meanings)]
    left, right = np.divmod(np.unique(np.concatenate(codes)), max(1, len(context.names)))
    apart = left != right
    return NamePairs(left[apart], right[apart], context)


def _codes(found: Iterable[Places], names: int) -> Ints:
    return np.array([left * names + right for left, right in found], np.int64)


def _near(meanings: Floats2d) -> Ints:
    """Each name's nearest in meaning, as left * names + right, some of them twice."""
    told = np.flatnonzero(meanings.any(axis=1))
    rows = meanings[told]
    found = [np.zeros(0, np.int64)]
    step = max(1, min(AT_ONCE, MOST_AT_ONCE // max(1, len(rows))))
    for start in range(0, len(rows), step):
        likeness = rows[start : start + step] @ rows.T
        own = np.arange(len(likeness))
        likeness[own, start + own] = -1.0
        one, other = _nearest(likeness)
        one, other = told[start + one], told[other]
        found.append(np.minimum(one, other) * len(meanings) + np.maximum(one, other))
    return np.concatenate(found)


def _nearest(likeness: Floats2d) -> tuple[Ints, Ints]:
    """Places of the NEIGHBOURS highest values of each row that are high enough.

    Columns are cut into strips: no value below the NEIGHBOURS-th highest of the strips' highest can be one.
    """
    strips = likeness.shape[1] // IN_A_STRIP
    least = np.full(len(likeness), LEAST_MEANING, np.float32)
    if strips > NEIGHBOURS:
        highest = likeness[:, : strips * IN_A_STRIP].reshape(len(likeness), IN_A_STRIP, strips).max(axis=1)
        least = np.maximum(least, np.partition(highest, strips - NEIGHBOURS, axis=1)[:, strips - NEIGHBOURS])
    row, column = np.nonzero(likeness >= least[:, None])
    order = np.lexsort((column, -likeness[row, column], row))
    row, column = row[order], column[order]
    rank = np.arange(len(row)) - np.searchsorted(row, row)
    return row[rank < NEIGHBOURS], column[rank < NEIGHBOURS]
