from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from samestory.heads.name_tags import OUTSIDE, TAGS, barred, best_tags

sentences = st.lists(
    st.integers(1, 3).flatmap(
        lambda words: arrays.arrays(np.float32, (words, TAGS), elements=st.floats(-8, 0, width=16))
    ),
    max_size=3,
)
# Little learnt, so that most words are clear, and much.
transitions = st.sampled_from((0.0, 0.25, 4.0)).flatmap(
    lambda most: arrays.arrays(np.float32, (TAGS, TAGS), elements=st.floats(-most, most, width=16))
)


def score(said: np.ndarray, tags: tuple[int, ...], learnt: np.ndarray) -> float:
    steps = learnt.astype(float) + barred()
    before_and_after = sum(float(steps[a, b]) for a, b in pairwise((OUTSIDE, *tags)))
    return before_and_after + float(said[np.arange(len(tags)), list(tags)].astype(float).sum())


@given(sentences, transitions)
def test_each_row_of_tags_is_the_best_of_all_rows(said: list[np.ndarray], learnt: np.ndarray):
    found = best_tags(said, learnt)
    assert len(found) == len(said)
    for its, tags in zip(said, found, strict=True):
        best = max(score(its, row, learnt) for row in product(range(TAGS), repeat=len(its)))
        assert score(its, tuple(tags.tolist()), learnt) == pytest.approx(best, abs=1e-3)


def test_a_name_goes_on_only_after_its_beginning_or_itself():
    allowed = barred() == 0
    person, goes_on, organisation = 1, 2, 3
    assert allowed[[person, goes_on, goes_on], [goes_on, goes_on, person]].all()
    assert not allowed[[OUTSIDE, organisation], [goes_on, goes_on]].any()
    assert allowed[:, OUTSIDE].all()


def test_what_is_learnt_of_tags_in_a_row_decides_between_equals():
    said = [np.zeros((2, TAGS), np.float32)]
    learnt = np.zeros((TAGS, TAGS), np.float32)
    learnt[OUTSIDE, 3] = learnt[3, 4] = 1
    assert best_tags(said, learnt)[0].tolist() == [3, 4]
