"""Fits a scale that climbs by rungs: each feature counts between two values, and no feature counts against.

Least squares by search over a grid of such values, the same on every run; knows nothing of news.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np

from training.logistic import Floats

SWEEPS = 5
# Two steps of the grid at least lie between a rung's ends.
STEPS = 2
RIDGE = 1e-3


class Scale(NamedTuple):
    """``ends`` (low, high) and ``worth`` of each feature's rung, and where the scale begins."""

    ends: tuple[tuple[float, float], ...]
    worth: Floats
    start: float

    def of(self, features: Floats) -> Floats:
        """The score of each row of ``features``, float64 (rows,)."""
        return np.asarray(_climbed(features, self.ends) @ self.worth + self.start, np.float64)


def fitted(features: Floats, wanted: Floats, grids: Sequence[Floats]) -> Scale:
    """The scale nearest to ``wanted`` (rows,); ``grids`` has the values where each feature's rung may end.

    Coordinate descent: one rung's ends at a time, all worths anew for each.
    """
    ends = [(float(grid[1]), float(grid[-2])) for grid in grids]
    least = _error(_climbed(features, ends), wanted)
    for _ in range(SWEEPS):
        before = least
        for place, grid in enumerate(grids):
            least, ends[place] = min(_tried(features, wanted, ends, place, grid))
        if least == before:
            break
    worth = _worth(_climbed(features, ends), wanted)
    return Scale(tuple(ends), worth[:-1], float(worth[-1]))


def _tried(
    features: Floats, wanted: Floats, ends: Sequence[tuple[float, float]], place: int, grid: Floats
) -> list[tuple[float, tuple[float, float]]]:
    """The error for each pair of ends that one rung could have."""
    climbed = _climbed(features, ends)
    found = [(_error(climbed, wanted), ends[place])]
    for low, high in combinations(range(len(grid)), 2):
        if high - low >= STEPS:
            one = (float(grid[low]), float(grid[high]))
            climbed[:, place] = _share(features[:, place], one)
            found.append((_error(climbed, wanted), one))
    return found


def _climbed(features: Floats, ends: Sequence[tuple[float, float]]) -> Floats:
    return np.column_stack([_share(column, one) for column, one in zip(features.T, ends, strict=True)])


def _share(values: Floats, ends: tuple[float, float]) -> Floats:
    low, high = ends
    return np.asarray(np.clip((values - low) / (high - low), 0.0, 1.0), np.float64)


def _error(climbed: Floats, wanted: Floats) -> float:
    worth = _worth(climbed, wanted)
    return round(float(np.square(climbed @ worth[:-1] + worth[-1] - wanted).sum()), 9)


def _worth(climbed: Floats, wanted: Floats) -> Floats:
    """Least squares; what would count against is left out, the worst first. The last is the start."""
    kept = list(range(climbed.shape[1]))
    while True:
        rows = np.column_stack((climbed[:, kept], np.ones(len(climbed))))
        found = np.linalg.solve(rows.T @ rows + RIDGE * np.eye(rows.shape[1]), rows.T @ wanted)
        if not kept or found[:-1].min() >= 0.0:
            break
        kept.pop(int(found[:-1].argmin()))
    worth = np.zeros(climbed.shape[1] + 1)
    worth[[*kept, -1]] = found
    return worth
