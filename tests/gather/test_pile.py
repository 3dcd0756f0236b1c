import numpy as np
import pytest
from makers import article, direction

from samestory.gather.pile import NEAREST, USUAL, pile, rarity

A = [direction(1), direction(0, 1)]


def test_a_pile_of_one_has_what_is_usual_elsewhere() -> None:
    alone = pile({"a": article("a", A)}, [])
    assert alone.usual["a"] == pytest.approx([USUAL, USUAL])


def test_what_is_usual_is_the_mean_of_the_nearest_articles() -> None:
    seen = {name: article(name, A) for name in [f"{number:02}" for number in range(NEAREST + 5)]}
    far = {f"far{number}": article(f"far{number}", [direction(0, 0, 1)]) for number in range(5)}
    every = {**seen, **far}
    near = [("00", other) for other in every if other != "00"]
    to_own_centre = float(seen["00"].centre @ A[0])
    assert pile(every, near).usual["00"] == pytest.approx([to_own_centre] * 2)


def test_marks_have_length_one_and_rare_ones_weigh_more() -> None:
    seen = {str(number): article(str(number), A, names=("usual", f"own{number}")) for number in range(9)}
    marks = pile(seen, []).marks["3"]
    assert np.linalg.norm(list(marks.values())) == pytest.approx(1.0)
    assert marks["own3"] > marks["usual"] > 0
    assert pile({"a": article("a", A)}, []).marks == {"a": {}}


def test_a_small_pile_does_not_make_every_name_rare() -> None:
    assert rarity(1, 2) < rarity(1, 1000)
    assert rarity(1, 100) > rarity(100, 100) > 0
