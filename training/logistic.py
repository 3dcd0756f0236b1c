"""Logistic regression with a weight for each example: small, exact, and the same on every run."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

STEPS = 50


class Fit(NamedTuple):
    """Log-odds are ``features @ weights + intercept``; ``weights`` float64 (features,)."""

    weights: Floats
    intercept: float

    def log_odds(self, features: Floats) -> Floats:
        """Log-odds of each row of ``features``, float64 (rows,)."""
        return np.asarray(features @ self.weights + self.intercept, np.float64)


def fitted(features: Floats, right: Floats, share: Floats, penalty: float = 1e-4) -> Fit:
    """The fit by Newton's method to ``right`` (0 or 1 a row), rows weighing ``share``.

    ``penalty`` is on the squares of the weights of features scaled to unit deviation.
    """
    mean, deviation = features.mean(axis=0), features.std(axis=0) + 1e-9
    scaled = np.column_stack(((features - mean) / deviation, np.ones(len(features))))
    ridge = np.diag([*[penalty] * features.shape[1], 0.0])
    share = share / share.sum()
    weights = np.zeros(scaled.shape[1])
    for _ in range(STEPS):
        chance = 1.0 / (1.0 + np.exp(-(scaled @ weights)))
        slope = scaled.T @ (share * (chance - right)) + ridge @ weights
        curve = (scaled * (share * chance * (1.0 - chance))[:, None]).T @ scaled + ridge
        weights = weights - np.linalg.solve(curve, slope)
    plain = weights[:-1] / deviation
    return Fit(plain, float(weights[-1] - plain @ mean))
