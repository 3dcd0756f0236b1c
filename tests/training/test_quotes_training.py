"""Pairs of quotes that train: all that speaks for them, and which are right."""

from __future__ import annotations

import numpy as np

from training.logistic import Fit
from training.quotes import Tried, fit, told


def test_what_is_alike_is_fitted_to_be_one():
    drawn = np.random.default_rng(3)
    right = np.array([True, False] * 40)
    features = np.column_stack([np.where(right, 0.6, 0.2) + drawn.normal(0, 0.05, 80), *[np.zeros(80)] * 5])
    tried = Tried(features, right, int(right.sum()))
    best = fit({"copies": [tried], "few shared": [tried]})
    assert best.weights[0] > 0
    assert told([tried], best, 0.0) == "precision 1.000 recall 1.000"


def test_recall_counts_what_was_never_looked_at():
    one = Tried(np.zeros((2, 6)), np.array([True, False]), 4)
    assert told([one], Fit(np.zeros(6), 1.0), 0.0) == "precision 0.500 recall 0.250"
    assert told([one], Fit(np.zeros(6), 1.0), 2.0) == "precision 0.000 recall 0.000"
