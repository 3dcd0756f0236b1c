"""A matrix that lies in a file."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.gather import matrix
from samestory.gather.matrix import Matrix, Named


@pytest.mark.parametrize("small", [0, 1 << 24])
def test_rows_are_given_back_as_they_were_added(small: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "SMALL", small)
    monkeypatch.setattr(matrix, "WRITTEN_AT_ONCE", 2)
    rows = np.random.default_rng(1).normal(size=(7, 3)).astype(np.float32)
    held = Matrix(3)
    held.add(rows[:5])
    assert np.array_equal(held.rows(1, 4), rows[1:4])
    held.add(rows[5:])
    assert len(held) == 7
    assert np.array_equal(np.concatenate([part for _, part in held.blocks(3)]), rows)
    assert [start for start, _ in held.blocks(3)] == [0, 3, 6]
    assert held.rows(6, 9).shape == (1, 3)
    named = Named({"a": 2, "b": 2, "c": 6}, held)
    assert np.array_equal(named["b"], rows[2])
    assert list(named) == ["a", "b", "c"]
    assert ("c" in named, "d" in named, len(named)) == (True, False, 3)


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 8)), max_size=12))
def test_products_of_pairs_do_not_hang_on_portions(pairs: list[tuple[int, int]]) -> None:
    rows = np.random.default_rng(2).normal(size=(9, 5)).astype(np.float32)
    held = Matrix(5)
    held.add(rows)
    left, right = (np.array([pair[side] for pair in pairs], np.int64) for side in (0, 1))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(matrix, "AT_ONCE", 2)
        patched.setattr(matrix, "PAIRS_AT_ONCE", 3)
        found = held.beside(left, right)
    assert np.array_equal(found, np.einsum("ij,ij->i", rows[left], rows[right]))
    assert np.array_equal(found, held.beside(left, right))


def test_nothing_lies_in_an_empty_one() -> None:
    held = Matrix(0)
    assert held.rows(0, 5).shape == (0, 0)
    assert list(held.blocks()) == []
    held.add(np.zeros((2, 0), np.float32))
    assert held.rows(0, 5).shape == (2, 0)
    assert held.beside(np.array([0]), np.array([1])).tolist() == [0.0]


def test_its_file_is_closed_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(matrix, "SMALL", 0)
    held = Matrix(2)
    held.add(np.ones((3, 2), np.float32))
    file = held._file
    assert not file.closed
    del held
    assert file.closed
