"""Which sentence of one article states what a sentence of another states: one to one, by meaning.

Scores are margins, not bare likeness: a pair must be near and nearer than its rivals. No language is seen.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from samestory.model import Aligned
from samestory.signals import Floats2d, Signals

# Logistic weights fitted on translated documents with sentences left out (training/align.py prints them):
# likeness, lead over the nearer rival, lead over the farther one.
LIKENESS, NEAR_LEAD, FAR_LEAD = 9.59, 18.9, 8.93
# A lead beyond this says only that the articles have little in common.
LEAD_CAP = 0.2
# The fitted intercept (-5.33) holds where nearly every candidate is a translation; two reports of one
# affair share far fewer statements, so the odds start lower.
INTERCEPT = -8.6
# What a pair gains for each neighbour aligned beside it: order is evidence, not a rule.
IN_SEQUENCE = 1.2
LEAST = 0.5


def align(left: Signals, right: Signals) -> tuple[Aligned, ...]:
    """Mutually best pairs of sentences with a probability of at least one half, in left's order."""
    likeness = left.sentences @ right.sentences.T
    if likeness.size == 0:
        return ()
    rows, columns = _mutual(likeness)
    odds = _log_odds(likeness, rows, columns)
    odds = odds + IN_SEQUENCE * _beside(rows, columns, odds)
    scores = 1.0 / (1.0 + np.exp(-odds))
    return tuple(
        Aligned(left=int(i), right=int(j), score=round(float(s), 4))
        for i, j, s in zip(rows, columns, scores, strict=True)
        if s >= LEAST
    )


def _mutual(likeness: Floats2d) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.intp]]:
    """Rows and columns of the pairs that are each other's best."""
    best = likeness.argmax(axis=1)
    rows = np.flatnonzero(likeness.argmax(axis=0)[best] == np.arange(len(best)))
    return rows, best[rows]


def _log_odds(
    likeness: Floats2d, rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp]
) -> npt.NDArray[np.float64]:
    """Log-odds that each pair states the same, from its likeness and its leads over its rivals."""
    here = likeness[rows, columns].astype(np.float64)
    by_row = np.minimum(here - _second(likeness, axis=1)[rows], LEAD_CAP)
    by_column = np.minimum(here - _second(likeness, axis=0)[columns], LEAD_CAP)
    near, far = np.minimum(by_row, by_column), np.maximum(by_row, by_column)
    return LIKENESS * here + NEAR_LEAD * near + FAR_LEAD * far + INTERCEPT


def _second(likeness: Floats2d, axis: int) -> npt.NDArray[np.float64]:
    """The second best likeness along ``axis``; 0, that of strangers, where there is no rival."""
    if likeness.shape[axis] < 2:
        return np.zeros(likeness.shape[1 - axis])
    return np.asarray(np.partition(likeness, -2, axis=axis).take(-2, axis=axis), dtype=np.float64)


def _beside(
    rows: npt.NDArray[np.intp], columns: npt.NDArray[np.intp], odds: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """For each pair, how many of its two neighbours in sequence are aligned by themselves."""
    sure = {(i, j) for i, j, o in zip(rows.tolist(), columns.tolist(), odds, strict=True) if o > 0}
    pairs = zip(rows.tolist(), columns.tolist(), strict=True)
    count = [((i - 1, j - 1) in sure) + ((i + 1, j + 1) in sure) for i, j in pairs]
    return np.array(count, dtype=np.float64)
