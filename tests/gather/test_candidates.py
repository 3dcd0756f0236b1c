import numpy as np
from makers import direction

from samestory.gather.candidates import candidates


def test_the_near_are_paired_once_and_strangers_not() -> None:
    centres = np.stack([direction(1), direction(1, 0.3), direction(0, 0, 1)])
    assert candidates(["b", "a", "c"], centres) == [("a", "b")]


def test_one_article_has_no_pair() -> None:
    assert candidates(["a"], np.stack([direction(1)])) == []
