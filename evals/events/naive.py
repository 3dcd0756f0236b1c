"""The naive coder: the root whose gold sentences lie nearest, by the mean of their vectors, actors unseen."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from samestory.encode.neutral import Floats2d
from samestory.heads.events import ROOTS, Root


def means(vectors: Floats2d, roots: Sequence[Root]) -> Floats2d:
    """The mean of each root's unit vectors, float32 (roots, d); zero for a root that none has."""
    told = np.array([ROOTS.index(root) for root in roots])
    rows = [
        vectors[told == k].mean(axis=0) if (told == k).any() else 0 * vectors[0] for k in range(len(ROOTS))
    ]
    return np.asarray(np.stack(rows), np.float32)


def told(vectors: Floats2d, centres: Floats2d) -> list[Root]:
    """The root of the likest centre of each vector."""
    sizes = np.maximum(np.linalg.norm(centres, axis=1), 1e-9)
    return [ROOTS[k] for k in (vectors @ (centres / sizes[:, None]).T).argmax(axis=1)]
