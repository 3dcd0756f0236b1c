import numpy as np
import pytest
from makers import article, direction

import samestory.gather.pile
from samestory.gather.pile import NEAREST, OWN_STORY, USUAL, pile, rarity

A = [direction(1), direction(0, 1)]


def test_a_pile_of_one_has_what_is_usual_elsewhere() -> None:
    one = article("a", A)
    alone = pile({"a": one}, []).side(one)
    assert alone.usual == pytest.approx([USUAL, USUAL])
    assert alone.crowd == pytest.approx(USUAL)


def test_what_is_usual_is_the_mean_of_the_nearest_articles() -> None:
    seen = {name: article(name, A) for name in [f"{number:02}" for number in range(NEAREST + 5)]}
    far = {f"far{number}": article(f"far{number}", [direction(0, 0, 1)]) for number in range(5)}
    every = {**seen, **far}
    near = [("00", other) for other in every if other != "00"]
    to_own_centre = float(seen["00"].centre @ A[0])
    assert pile(every, near).side(seen["00"]).usual == pytest.approx([to_own_centre] * 2)


def test_an_article_is_crowded_by_what_comes_after_its_nearest() -> None:
    own = {f"own{number:02}": article(f"own{number:02}", A) for number in range(OWN_STORY)}
    far = {f"far{number:02}": article(f"far{number:02}", [direction(0, 0, 1)]) for number in range(NEAREST)}
    seen = {"a": article("a", A), **own, **far}
    assert pile(seen, [("a", other) for other in (*own, *far)]).side(seen["a"]).crowd == pytest.approx(0.0)
    some = pile(seen, [("a", other) for other in (*own, "far00", "far01")])
    assert some.side(seen["a"]).crowd == pytest.approx(USUAL * (NEAREST - 2) / NEAREST)


def test_the_whole_leans_to_what_comes_first() -> None:
    one = article("a", A)
    found = pile({"a": one}, []).side(one).whole
    assert np.linalg.norm(found) == pytest.approx(1.0)
    assert found @ A[0] > found @ A[1] > 0


def test_marks_have_length_one_and_rare_ones_weigh_more() -> None:
    seen = {str(number): article(str(number), A, names=("usual", f"own{number}")) for number in range(9)}
    among = pile(seen, [])
    marks = among.side(seen["3"]).marks
    assert np.linalg.norm(list(marks.values())) == pytest.approx(1.0)
    assert marks[among.numbers["own3"]] > marks[among.numbers["usual"]] > 0
    bare = article("a", A)
    assert pile({"a": bare}, []).side(bare).marks == {}


def test_marks_weigh_the_same_however_many_articles_are_weighed_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen = {str(n): article(str(n), A, names=("usual", *["own"] * n, f"own{n % 4}")) for n in range(9)}
    whole = pile(seen, []).weights
    monkeypatch.setattr(samestory.gather.pile, "AT_ONCE", 2)
    assert pile(seen, []).weights.tobytes() == whole.tobytes()


def test_a_small_pile_does_not_make_every_name_rare() -> None:
    assert rarity(1, 2) < rarity(1, 1000)
    assert rarity(1, 100) > rarity(100, 100) > 0
