"""Precision, recall and F1 from counts."""

from __future__ import annotations

import pytest

from evals.counts import Counts, summed


def test_shares_of_what_was_told_and_of_what_there_was() -> None:
    counts = Counts(right=2, given=5, met=1, wanted=2)
    assert (counts.precision, counts.recall) == (0.4, 0.5)
    assert counts.f1 == pytest.approx(2 * 0.4 * 0.5 / 0.9)
    assert Counts.one_to_one(3, 4, 6).f1 == pytest.approx(2 * 3 / (4 + 6))


def test_nothing_told_is_never_wrong_and_finds_nothing() -> None:
    silent = Counts.one_to_one(0, 0, 6)
    assert (silent.precision, silent.recall, silent.f1) == (1.0, 0.0, 0.0)
    assert summed([]) == Counts()


def test_sums() -> None:
    assert summed([Counts(1, 2, 1, 3), Counts(0, 1, 2, 2)]) == Counts(1, 3, 3, 5)
