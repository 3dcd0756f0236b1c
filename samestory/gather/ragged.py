"""Rows of unlike length in one array: values end to end, and where each row starts. Knows nothing of news."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Rows = npt.NDArray[np.int32]
Values = npt.NDArray[Any]


class Ragged(NamedTuple):
    """``values`` (m,) of all rows; row i has those from ``starts[i]`` up to ``starts[i + 1]``."""

    values: Values
    starts: Ints

    @property
    def lengths(self) -> Ints:
        """How many values each row has."""
        return np.diff(self.starts)

    def row(self, number: int) -> Values:
        """The values of one row."""
        return self.values[self.starts[number] : self.starts[number + 1]]

    def taken(self, rows: Ints | Rows) -> Ragged:
        """These rows, in this order."""
        starts = bounds(self.lengths[rows])
        return Ragged(self.values[spread(self.starts[rows], starts)], starts)

    def joined(self, other: Ragged) -> Ragged:
        """These rows, then those of ``other``."""
        starts = np.concatenate((self.starts, other.starts[1:] + self.starts[-1]))
        return Ragged(np.concatenate((self.values, other.values)), starts)


def bounds(lengths: Sequence[int] | Ints) -> Ints:
    """Where rows of these ``lengths`` start, and where the last one ends."""
    return np.concatenate(([0], np.cumsum(lengths, dtype=np.int64)))


def spread(firsts: Ints, starts: Ints) -> Ints:
    """Consecutive numbers from each of ``firsts`` on, end to end; ``starts`` as in Ragged."""
    found = np.repeat(firsts - starts[:-1], np.diff(starts))
    found += np.arange(starts[-1])
    return found


def grouped(keys: Ints | Rows, values: Values, count: int) -> Ragged:
    """A row for each key from 0 below ``count``, with the ``values`` that stand beside it, in their order."""
    order = np.argsort(keys, kind="stable")
    return Ragged(values[order], np.searchsorted(keys[order], np.arange(count + 1)))
