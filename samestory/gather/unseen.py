"""What pairs count that no search brought up: they speak against, as far as it could have brought them up.

Holds the count alone; candidates.py searches articles, name_candidates.py names.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[Any]


class Search(NamedTuple):
    """A search for pairs: what one that it did not bring up counts, in log-odds, and its ``neighbours``.

    It keeps so many of each member: of a greater group it cannot bring up all pairs, however alike they are,
    so that those it cannot bring up count for nothing.
    """

    unseen: float
    neighbours: float = inf

    def expected(self, pairs: int, size: int) -> float:
        """How many of ``pairs`` within a group of ``size`` members it brings up where all are alike."""
        return pairs if size <= self.neighbours + 1 else pairs * self.neighbours / (size - 1)

    def mean(self, total: float, seen: int, pairs: int, size: int) -> float:
        """The mean log-odds of ``pairs`` within ``size`` members, of which those ``seen`` have ``total``."""
        expected = max(seen, self.expected(pairs, size))
        return (total + self.unseen * (expected - seen)) / expected

    def between(self, odds: Sequence[float], sizes: tuple[int, int]) -> float:
        """The mean over all pairs between groups of these ``sizes``; those brought up have ``odds``."""
        return self.mean(sum(odds), len(odds), sizes[0] * sizes[1], sum(sizes))

    def means(self, total: Floats, seen: Ints, one: Ints, other: Ints) -> Floats:
        """``between`` for many groups at once: the sums of odds, how many they are, and both sizes."""
        share = np.minimum(1.0, self.neighbours / np.maximum(one + other - 1, 1))
        expected = np.maximum(seen, one * other * share)
        return np.asarray((total + self.unseen * (expected - seen)) / expected)


# Log-odds of a pair of articles that no candidate search brought up: unlike, but not forbidden.
UNSEEN = -3.0
# How many of those nearest to an article are judged.
NEIGHBOURS = 50
ARTICLES = Search(UNSEEN, NEIGHBOURS)
