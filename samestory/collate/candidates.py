"""Which articles of a story are worth comparing sentence by sentence. A first look; it decides nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from math import ceil, log2

import numpy as np

from samestory.signals import Floats2d, Signals

# Up to so many articles every two are compared; beyond, each one's nearest: NEAREST times log2 of the number.
FEW, NEAREST = 32, 6.0
# Sentences less alike state different things; what lies above is what speaks for a pair.
LEAST_LIKENESS = 0.4
# Articles whose sentences go into one product, and how many likenesses are held at once, if more than one's.
AT_ONCE, PRODUCTS = 32, 1 << 24

Ids = tuple[str, str]


def compared(seen: Sequence[Signals]) -> list[Ids]:
    """Pairs of ids, each once and in order, of those ``seen``, which stand in the order of ids.

    The nearest articles are those in which most sentences have a counterpart, by one product over all.
    """
    seen = [one for one in seen if len(one.sentences)]
    if len(seen) <= FEW:
        return list(combinations([one.id for one in seen], 2))
    near = _nearness(seen)
    np.fill_diagonal(near, -1.0)
    count = ceil(NEAREST * log2(len(seen)))
    best = np.argpartition(-near, count - 1, axis=1)[:, :count]
    rows = np.repeat(np.arange(len(seen)), count)
    found = {
        (min(i, j), max(i, j))
        for i, j in zip(rows.tolist(), best.ravel().tolist(), strict=True)
        if near[i, j] > 0
    }
    return [(seen[i].id, seen[j].id) for i, j in sorted(found)]


def _nearness(seen: Sequence[Signals]) -> Floats2d:
    """How much of each article has a counterpart in each other one, float32 (articles, articles)."""
    sentences = np.concatenate([one.sentences for one in seen])
    starts = np.cumsum([0, *(len(one.sentences) for one in seen)])
    near, first = [], 0
    while first < len(seen):
        held = int(np.searchsorted(starts, starts[first] + PRODUCTS // len(sentences), side="right")) - 1
        end = max(first + 1, min(held, first + AT_ONCE, len(seen)))
        own, first = starts[first : end + 1], end
        likeness = sentences[own[0] : own[-1]] @ sentences.T
        best = np.maximum.reduceat(likeness, starts[:-1], axis=1)
        near.append(np.add.reduceat(np.maximum(best - LEAST_LIKENESS, 0), own[:-1] - own[0], axis=0))
    return np.concatenate(near)
