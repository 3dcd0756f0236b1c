"""Two plain ways to tell that quotes say the same: shared numbers and Latin words, and the cosine."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.retrieval.naive import likeness
from samestory.signals import Floats2d

# Each is the one whose F1 is best on the documents to develop on.
LEAST_SHARED, LEAST_COSINE = 0.7, 0.885


def shared(left: Sequence[str], right: Sequence[str]) -> set[tuple[int, int]]:
    """Places of quotes that share numbers and Latin words at a cosine of LEAST_SHARED or more."""
    if not left or not right:
        return set()
    return _over(likeness(left, right), LEAST_SHARED)


def near(left: Floats2d, right: Floats2d) -> set[tuple[int, int]]:
    """Places of quotes whose vectors, as the encoder gives them, have a cosine of LEAST_COSINE or more."""
    return _over(left @ right.T, LEAST_COSINE)


def _over(likenesses: Floats2d, least: float) -> set[tuple[int, int]]:
    rows, columns = np.nonzero(likenesses >= least)
    return set(zip(rows.tolist(), columns.tolist(), strict=True))
