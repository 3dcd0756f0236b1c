"""Naive coders: the root whose gold lies nearest, actors unseen; the mood by negations alone."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from evals.events.gold import Acted
from samestory.encode.neutral import Floats2d
from samestory.heads.events import ROOTS
from samestory.lang import load
from samestory.model import Mood, Root
from samestory.read import cues


def means(vectors: Floats2d, roots: Sequence[Root]) -> Floats2d:
    """The mean of each root's unit vectors, float32 (roots, d); zero for a root that none has."""
    told = np.array([ROOTS.index(root) for root in roots])
    taken = (told == np.arange(len(ROOTS))[:, None]).astype(np.float32)
    return np.asarray(taken @ vectors / np.maximum(taken.sum(axis=1, keepdims=True), 1), np.float32)


def roots(vectors: Floats2d, centres: Floats2d) -> list[Root]:
    """The root of the likest centre of each vector."""
    sizes = np.maximum(np.linalg.norm(centres, axis=1), 1e-9)
    return [ROOTS[k] for k in (vectors @ (centres / sizes[:, None]).T).argmax(axis=1)]


def mood(told: Acted) -> Mood:
    """Denied where a word of the language's negates or denies, else stated."""
    found = {cue.kind for cue in cues.mentions(told.text, load(told.lang))}
    return "denied" if found & {"negation", "denial"} else "stated"
