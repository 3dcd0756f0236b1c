import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from training.rungs import fitted

GRID = np.arange(0, 11) / 10


def drawn(seed: int, *, columns: int = 2) -> np.ndarray:
    return np.random.default_rng(seed).uniform(0, 1, (400, columns))


def test_rungs_that_made_the_scores_are_found_again() -> None:
    features = drawn(1)
    wanted = 0.1 + 0.5 * np.clip((features[:, 0] - 0.2) / 0.3, 0, 1)
    wanted += 0.3 * np.clip((features[:, 1] - 0.4) / 0.5, 0, 1)
    scale = fitted(features, wanted, (GRID, GRID))
    assert np.allclose(scale.ends, ((0.2, 0.5), (0.4, 0.9)))
    assert scale.worth == pytest.approx([0.5, 0.3], abs=1e-3)
    assert scale.start == pytest.approx(0.1, abs=1e-3)
    assert np.allclose(scale.of(features), wanted, atol=1e-3)


def test_a_feature_that_counts_against_is_worth_nothing() -> None:
    features = drawn(2)
    scale = fitted(features, 0.8 * features[:, 0] - 0.4 * features[:, 1], (GRID, GRID))
    assert scale.worth[0] > 0
    assert scale.worth[1] == 0


# Each example is a whole fit.
@settings(max_examples=20)
@given(st.integers(0, 50))
def test_more_of_a_feature_is_never_worth_less(seed: int) -> None:
    features = drawn(seed, columns=1)
    wanted = np.random.default_rng(seed + 1).uniform(0, 1, len(features))
    scores = fitted(features, wanted, (GRID,)).of(np.linspace(-1, 2, 50)[:, None])
    assert (np.diff(scores) >= -1e-12).all()
