"""Which pairs of articles are worth judging: each article's nearest in meaning. Judges nothing itself."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samestory.signals import Floats2d

NEIGHBOURS = 50
# Strangers lie at 0.0 +- 0.1; the least alike reports of one happening that were seen lie above 0.3.
LEAST_LIKENESS = 0.2
AT_ONCE = 2048


def candidates(ids: Sequence[str], centres: Floats2d) -> list[tuple[str, str]]:
    """Pairs of ids whose centres are near, each once, in order; ``centres`` float32 (n, d), unit rows."""
    found: set[tuple[str, str]] = set()
    for start in range(0, len(ids), AT_ONCE):
        near = centres[start : start + AT_ONCE] @ centres.T
        rows = np.arange(len(near))
        near[rows, start + rows] = -1.0
        kept = min(NEIGHBOURS, near.shape[1])
        best = np.argpartition(-near, kept - 1, axis=1)[:, :kept]
        for row, column in zip(np.repeat(rows, kept).tolist(), best.ravel().tolist(), strict=True):
            if near[row, column] >= LEAST_LIKENESS:
                left, right = sorted((ids[start + row], ids[column]))
                found.add((left, right))
    return sorted(found)
