"""The naive way to align: the sentences that share the most numbers and Latin words, one to one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.retrieval.naive import likeness

# On the documents that train, F1 is the same for anything up to this, and lower beyond.
LEAST = 0.5


def align(left: Sequence[str], right: Sequence[str]) -> set[tuple[int, int]]:
    """Places of mutually best sentences whose cosine is at least LEAST; neither side is empty."""
    near = likeness(left, right)
    there, back = near.argmax(axis=1), near.argmax(axis=0)
    rows = np.arange(len(left))
    kept = rows[(back[there] == rows) & (near[rows, there] >= LEAST)]
    return {(int(row), int(there[row])) for row in kept}
