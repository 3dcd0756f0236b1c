from random import Random

import pytest

from evals.order import naive
from evals.order.run import story, tau


def test_tau_is_one_in_order_and_minus_one_backwards() -> None:
    assert (tau([1, 4, 9]), tau([9, 4, 1])) == (1, -1)
    assert tau([1, 9, 4]) == pytest.approx(1 / 3)


def test_a_made_story_holds_lines_in_order_and_own_sentences() -> None:
    told = story(range(20), 4, 0.0, Random(1))
    for article in "0123":
        places = {
            line: place for line, row in told for name, place in row if name == article and line is not None
        }
        assert sorted(places) == sorted(places, key=places.__getitem__)
    assert {line for line, _ in told} - {None} <= set(range(20))
    assert any(line is None for line, _ in told)


def test_the_naive_order_is_the_mean_place() -> None:
    rows = [{("a", 1), ("b", 2)}, {("a", 0), ("b", 0)}, {("b", 1)}]
    assert naive.ordered(rows) == [1, 2, 0]
