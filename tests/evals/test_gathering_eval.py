from __future__ import annotations

import numpy as np
import pytest

from evals import gathering
from evals.gathering import made, measured, naive
from evals.stories.score import b_cubed


def test_a_pile_is_made_the_same_each_time() -> None:
    (seen, home), (again, its) = made(80), made(80)
    assert home == its
    assert seen.keys() == again.keys() == home.keys()
    assert len(seen) == 80
    assert all(np.array_equal(seen[i].sentences, again[i].sentences) for i in seen)
    assert any(one.published is None for one in seen.values())


def test_judging_all_pairs_finds_the_stories_of_a_small_pile() -> None:
    seen, home = made(80)
    found, seconds = naive(seen)
    assert b_cubed(found, home).f1 > 0.9
    assert seconds > 0


def test_what_is_measured_is_of_the_pile_before_more_is_added(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MORE", 20)
    one = measured(80)
    assert one.articles == 80
    assert one.stories <= 80
    assert (one.f1 > 0.9, one.found) == (True, 1.0)
    assert one.memory >= one.given > 0
    assert one.naive_f1 == pytest.approx(one.f1, abs=0.1)
