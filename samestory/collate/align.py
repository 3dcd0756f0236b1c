"""Which sentence of one article states what a sentence of another states: one to one, by meaning.

Scores are margins, not bare likeness: a pair must be near and nearer than its rivals. No language is seen.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from samestory.model import Aligned
from samestory.signals import Floats2d, Signals

# Logistic weights fitted on translated documents, twin events and strangers; printed by training/align.py,
# told in align.md: likeness, lead over the nearer rival, lead over the farther one.
LIKENESS, NEAR_LEAD, FAR_LEAD = 6.55, 19.4, 9.92
INTERCEPT = -7.53
# What a pair gains for each neighbour aligned beside it: order is evidence, not a rule.
IN_SEQUENCE = 2.82
# A lead beyond this says only that the articles have little in common.
LEAD_CAP = 0.2
LEAST = 0.5

Places = npt.NDArray[np.intp]
Floats = npt.NDArray[np.float64]


def align(left: Signals, right: Signals) -> tuple[Aligned, ...]:
    """Mutually best pairs of sentences with a probability of at least one half, in left's order."""
    likeness = left.sentences @ right.sentences.T
    if likeness.size == 0:
        return ()
    rows, columns = candidates(likeness)
    odds = features(likeness, rows, columns) @ (LIKENESS, NEAR_LEAD, FAR_LEAD) + INTERCEPT
    odds = odds + IN_SEQUENCE * beside(rows, columns, odds)
    scores = 1.0 / (1.0 + np.exp(-odds))
    return tuple(
        Aligned(left=(int(i),), right=(int(j),), score=round(float(s), 4))
        for i, j, s in zip(rows, columns, scores, strict=True)
        if s >= LEAST
    )


def candidates(likeness: Floats2d) -> tuple[Places, Places]:
    """Rows and columns of the pairs that are each other's best, of float32 (rows, columns), neither empty."""
    best = likeness.argmax(axis=1)
    rows = np.flatnonzero(likeness.argmax(axis=0)[best] == np.arange(len(best)))
    return rows, best[rows]


def features(likeness: Floats2d, rows: Places, columns: Places) -> Floats:
    """What speaks for each pair, float64 (pairs, 3): likeness, its lead over the nearer and farther rival."""
    here = likeness[rows, columns].astype(np.float64)
    by_row = np.minimum(here - _second(likeness, axis=1)[rows], LEAD_CAP)
    by_column = np.minimum(here - _second(likeness, axis=0)[columns], LEAD_CAP)
    return np.stack((here, np.minimum(by_row, by_column), np.maximum(by_row, by_column)), axis=1)


def beside(rows: Places, columns: Places, odds: Floats) -> Floats:
    """For each pair, how many of its two neighbours in sequence are aligned too, float64 (pairs,)."""
    sure = {(i, j) for i, j, o in zip(rows.tolist(), columns.tolist(), odds, strict=True) if o > 0}
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    count = [((i - 1, j - 1) in sure) + ((i + 1, j + 1) in sure) for i, j in pairs]
    return np.array(count, dtype=np.float64)


def _second(likeness: Floats2d, axis: int) -> Floats:
    """The second best likeness along ``axis``; 0, that of strangers, where there is no rival."""
    if likeness.shape[axis] < 2:
        return np.zeros(likeness.shape[1 - axis])
    return np.asarray(np.partition(likeness, -2, axis=axis).take(-2, axis=axis), np.float64)
