from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.encode.neutral import Floats2d, Lean, neutral, without
from training.neutral import likeness, trained

WIDTH, SENTENCES, LANGUAGES = 32, 200, 5


@pytest.fixture(scope="module")
def spoken() -> dict[str, Floats2d]:
    """The same meanings in several made languages: a lean all share, one of each language, and noise."""
    rng = np.random.default_rng(0)
    meaning = rng.normal(size=(SENTENCES, WIDTH))
    common = 6 * rng.normal(size=WIDTH)
    vectors = {}
    for language in range(LANGUAGES):
        said = meaning + common + 3 * rng.normal(size=WIDTH) + 0.3 * rng.normal(size=meaning.shape)
        vectors[str(language)] = _unit(said)
    return vectors


def test_strangers_go_to_nought_and_translations_stay_near(spoken: dict[str, Floats2d]):
    lean = trained({name: rows[::2] for name, rows in spoken.items()}, LANGUAGES - 1)
    raw = likeness(spoken["0"][1::2], spoken["1"][1::2])
    after = likeness(*(without(lean, spoken[name][1::2]) for name in "01"))
    assert raw.stranger > 0.6
    assert abs(after.stranger) < 0.05
    assert after.true > 0.8
    assert after.first >= raw.first


def test_strangers_are_as_near_within_a_language_as_across(spoken: dict[str, Floats2d]):
    lean = trained(spoken, LANGUAGES - 1)
    sides = [without(lean, spoken[name]) for name in "01"]
    across, within = likeness(*sides).stranger, likeness(sides[0], sides[0]).stranger
    assert abs(across - within) < 0.02
    centred = [without(Lean(lean.mean, lean.directions[:0]), spoken[name]) for name in "01"]
    assert likeness(centred[0], centred[0]).stranger - likeness(*centred).stranger > 0.1


def test_directions_are_orthonormal(spoken: dict[str, Floats2d]):
    found = trained(spoken, 3).directions
    assert np.allclose(found @ found.T, np.eye(3), atol=1e-5)


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.integers(0, 2**32 - 1))
def test_rows_are_unit_and_zero_rows_stay_zero(filled: list[bool], seed: int):
    vectors = _unit(np.random.default_rng(seed).normal(size=(len(filled), 384)))
    vectors[~np.array(filled)] = 0
    lengths = np.linalg.norm(neutral(vectors), axis=1)
    assert np.allclose(lengths, np.array(filled, float), atol=1e-5)


def test_a_row_does_not_depend_on_its_neighbours():
    vectors = _unit(np.random.default_rng(1).normal(size=(6, 384)))
    assert np.allclose(neutral(vectors)[2:3], neutral(vectors[2:3]), atol=1e-6)


def test_vectors_given_stay_as_they_were():
    vectors = _unit(np.random.default_rng(2).normal(size=(3, 384)))
    before = vectors.copy()
    neutral(vectors)
    assert np.array_equal(vectors, before)


def test_vectors_of_another_model_pass_unchanged():
    vectors = _unit(np.random.default_rng(3).normal(size=(3, 8)))
    assert np.array_equal(neutral(vectors), vectors)


def _unit(rows: np.ndarray) -> Floats2d:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)
