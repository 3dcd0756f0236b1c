"""Vectors made comparable across languages: the encoder's common lean and its language directions removed.

Raw cosines of this encoder are compressed (strangers .77, translations .91) and higher within a language;
after this, strangers lie near 0 and one scale holds for all pairs of languages.
Method: language subspace removal as in Yang et al. 2021, "A Simple and Effective Method To Eliminate the
Self Language Bias in Multilingual Representations" (EMNLP). Trained by training/neutral.py; see neutral.md.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import as_file, files
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats2d = npt.NDArray[np.float32]


class Lean(NamedTuple):
    """What is removed: the mean vector, float32 (d,), and orthonormal language directions, float32 (k, d)."""

    mean: npt.NDArray[np.float32]
    directions: Floats2d


def neutral(vectors: Floats2d) -> Floats2d:
    """``vectors`` float32 (n, d) without the lean, as unit rows; zero rows stay zero.

    Vectors of another width than the trained one come back as they are: their model has its own lean.
    """
    lean = _trained()
    return without(lean, vectors) if vectors.shape[1] == lean.mean.shape[0] else vectors


def without(lean: Lean, vectors: Floats2d) -> Floats2d:
    """``vectors`` float32 (n, d) less ``lean`` of the same width, as unit rows; zero rows stay zero."""
    centred = vectors - lean.mean
    centred -= (centred @ lean.directions.T) @ lean.directions
    centred[~vectors.any(axis=1)] = 0.0
    norms = np.linalg.norm(centred, axis=1, keepdims=True)
    return np.asarray(centred / np.maximum(norms, 1e-9), dtype=np.float32)


@lru_cache(maxsize=1)
def _trained() -> Lean:
    with as_file(files("samestory.encode").joinpath("neutral.npz")) as path, np.load(path) as held:
        return Lean(held["mean"].astype(np.float32), held["directions"].astype(np.float32))
