"""Needs torch, which training alone asks for."""

from __future__ import annotations

from itertools import pairwise, product

import numpy as np
import pytest

torch = pytest.importorskip("torch")
names_crf = pytest.importorskip("training.names_crf")

TAGS = 3


def score(said: np.ndarray, row: tuple[int, ...], steps: np.ndarray) -> float:
    return float(
        sum(steps[a, b] for a, b in pairwise((0, *row))) + said[np.arange(len(row)), list(row)].sum()
    )


def test_the_loss_is_that_of_all_rows_with_right_tags_against_all_rows():
    chance = np.random.default_rng(3)
    said, steps = chance.normal(size=(2, 3, TAGS)), chance.normal(size=(TAGS, TAGS))
    right = chance.random((2, 3, TAGS)) < 0.5
    right[..., 1] = True
    lengths = [3, 2]
    lost = 0.0
    for its, ok, length in zip(said, right, lengths, strict=True):
        rows = list(product(range(TAGS), repeat=length))
        every = np.logaddexp.reduce([score(its, row, steps) for row in rows])
        ours = np.logaddexp.reduce(
            [score(its, row, steps) for row in rows if all(ok[i, t] for i, t in enumerate(row))]
        )
        lost += every - ours
    given = [torch.from_numpy(x) for x in (said, right, np.array(lengths), steps)]
    assert float(names_crf.loss(*given)) == pytest.approx(lost / sum(lengths), abs=1e-6)
