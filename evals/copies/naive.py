"""Naive ways to tell a copy: one likeness of two whole texts, a copy from a threshold on.

The thresholds are best on the half that trains; ``python -m training.copies`` prints them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from evals.copies.cases import Case, grams
from evals.retrieval.naive import likeness

COSINE, SHARED, JACCARD = 0.597, 0.022, 0.023
# What is said of the share of copied sentences by who knows nothing: the middle of the shares made.
MIDDLE_SHARE = 0.6

Way = Callable[[Sequence[Case]], list[float]]


def cosine(cases: Sequence[Case]) -> list[float]:
    """Likeness of the mean directions of both texts."""
    return [float(case.left.seen.centre @ case.right.seen.centre) for case in cases]


def shared(cases: Sequence[Case]) -> list[float]:
    """Cosine of TF-IDF of the numbers and Latin words both texts have, rare ones weighing more."""
    texts = sorted({side.text for case in cases for side in (case.left, case.right)})
    near = likeness(texts, texts)
    place = {text: number for number, text in enumerate(texts)}
    return [float(near[place[case.left.text], place[case.right.text]]) for case in cases]


def jaccard(cases: Sequence[Case]) -> list[float]:
    """Jaccard likeness of the sets of word 5-grams."""
    pairs = [(grams(case.left.text), grams(case.right.text)) for case in cases]
    return [len(one & other) / max(1, len(one | other)) for one, other in pairs]


def best(cases: Sequence[Case], way: Way) -> float:
    """The threshold with the best F1, of all values that cases have."""
    values = np.array(way(cases))
    copied = np.array([case.copied for case in cases])
    order = np.argsort(-values)
    right = np.cumsum(copied[order])
    f1 = 2 * right / (np.arange(1, len(order) + 1) + copied.sum())
    return float(values[order][int(f1.argmax())])
