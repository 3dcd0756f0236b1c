"""Scores of a retrieval between two languages, from the likeness of every sentence to every other.

Row i of one side is the translation of row i of the other; nothing here knows where likeness comes from.
"""

from __future__ import annotations

import msgspec
import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

NEIGHBOURS = 4


class Scores(msgspec.Struct, frozen=True, kw_only=True):
    """``first``: share whose best is right, both directions averaged; the others: of mutual best pairs."""

    first: float
    precision: float
    recall: float


def ratio_margin(likeness: Floats, neighbours: int = NEIGHBOURS) -> Floats:
    """Likeness (n, m) over the mean likeness of both sides' nearest ``neighbours``.

    Artetxe and Schwenk 2019, arXiv 1811.01136, the ratio margin.
    """
    rows = np.sort(likeness, axis=1)[:, -neighbours:].mean(axis=1)
    columns = np.sort(likeness, axis=0)[-neighbours:].mean(axis=0)
    return np.asarray(2 * likeness / (rows[:, None] + columns[None, :]), np.float32)


def scores(likeness: Floats) -> Scores:
    """Scores of a square likeness (n, n) whose diagonal is right; a row of equal values finds nothing."""
    right = np.arange(len(likeness))
    there, back = _best(likeness), _best(likeness.T)
    mutual = (there >= 0) & (back[there] == right)
    correct = int((mutual & (there == right)).sum())
    return Scores(
        first=float(((there == right).mean() + (back == right).mean()) / 2),
        precision=correct / max(1, int(mutual.sum())),
        recall=correct / len(right),
    )


def _best(likeness: Floats) -> npt.NDArray[np.intp]:
    """The best column of each row, -1 where all are equal."""
    best = likeness.argmax(axis=1)
    return np.where(likeness.max(axis=1) > likeness.min(axis=1), best, -1)
