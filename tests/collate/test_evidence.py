import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from msgspec.structs import replace
from texts import seen

from samestory.collate import evidence
from samestory.collate.align import FITTED, align, pair_odds
from samestory.collate.evidence import LEAD_CAP, Marks, best, best_two, joined, neighbours

NEAR = st.tuples(st.integers(1, 5), st.integers(1, 5)).flatmap(
    lambda shape: arrays(np.float64, shape, elements=st.floats(0, 1, width=32))
)


def alone(near: np.ndarray, apart: np.ndarray) -> np.ndarray:
    return evidence.alone(near, apart, best_two(near.T))


def around(chances: np.ndarray) -> np.ndarray:
    return evidence.around(chances, best(chances), slice(0, len(chances)))


def test_a_pair_leads_its_rivals() -> None:
    near = np.array([[0.9, 0.8], [0.75, 0.5]])
    found = alone(near, np.zeros((2, 2)))
    assert found[0, 0, :3] == pytest.approx([0.9, 0.1, 0.15])
    assert found[1, 1, :3] == pytest.approx([0.5, -0.3, -0.25])


def test_where_there_is_no_rival_strangers_are() -> None:
    assert alone(np.array([[0.2]]), np.zeros((1, 1)))[0, 0].tolist() == [0.2, 0.2, 0.2, 0.0]
    assert alone(np.array([[0.9]]), np.ones((1, 1)))[0, 0].tolist() == [0.9, LEAD_CAP, LEAD_CAP, 1.0]


@given(NEAR)
def test_evidence_of_pairs_is_the_same_from_both_sides(near: np.ndarray) -> None:
    apart = np.zeros(near.shape)
    assert np.array_equal(alone(near, apart), alone(near.T, apart.T).swapaxes(0, 1))
    assert np.allclose(around(near), around(near.T).swapaxes(0, 1))


def test_neighbours_in_sequence_and_the_share_aligned_without_ones_own() -> None:
    found = around(np.eye(3))
    assert found[1, 1].tolist() == [2.0, 0.5]
    assert found[0, 0].tolist() == [1.0, 0.5]
    assert found[0, 2].tolist() == [0.0, 0.25]


def test_two_rows_that_state_a_column_together() -> None:
    near = np.array([[0.7, 0.0], [0.7, 0.1], [0.0, 0.9]])
    chances = np.array([[0.5, 0.1], [0.5, 0.2], [0.0, 0.8]])
    places, found = joined(near, np.zeros(2), chances)
    assert places.tolist() == [[0, 0]]
    together, gain, nearer, farther, lesser, elsewhere, sequence = found[0]
    assert together == pytest.approx(1.4 / 2**0.5)
    assert gain == pytest.approx(together - 0.7)
    assert (nearer, farther, lesser) == (LEAD_CAP, LEAD_CAP, LEAD_CAP)
    assert (elsewhere, sequence) == (0.2, 0.8)


def test_two_rows_of_which_one_is_unlike_the_column_do_not_state_it() -> None:
    places, found = joined(np.array([[0.7, 0.0], [0.1, 0.1]]), np.zeros(1), np.zeros((2, 2)))
    assert (len(places), found.shape) == (0, (0, 7))


@given(NEAR)
def test_what_two_rows_may_state_together_is_best_of_row_and_column(near: np.ndarray) -> None:
    places, found = joined(near, np.zeros(len(near) - 1), np.zeros(near.shape))
    assert len(places) == len(found)
    both = (near[:-1] + near[1:]) / 2**0.5
    assert all(both[i, j] == max(both[i].max(), both[:, j].max()) for i, j in places)


def test_rare_marks_of_both_articles_count_where_they_stand() -> None:
    left = replace(seen("a", [1, 2]), entities=tuple(map(frozenset, ((), ("x", "y"), ("y",)))))
    right = replace(seen("b", [1, 2, 3]), entities=tuple(map(frozenset, (("x",), ("x",), ("y", "z"), ()))))
    assert left.marked == {"x": (0,), "y": (0, 1)}
    # x stands once in both; y twice on the left, so it counts half.
    assert Marks(left, right).elsewhere().tolist() == [[0.5, 1.0, 1.5], [1.5, 0.0, 0.5]]
    assert not Marks(left, seen("c", [1, 2])).elsewhere().any()


def test_likeness_of_each_sentence_and_the_next() -> None:
    assert neighbours(seen("a", [1, 1, 2]).sentences) == pytest.approx([1.0, 0.0])
    assert len(neighbours(seen("a", [1]).sentences)) == 0


@given(NEAR, st.integers(1, 12))
def test_pairs_weighed_some_at_a_time_are_weighed_the_same(near: np.ndarray, at_once: int) -> None:
    apart, beside = np.zeros(near.shape), np.zeros(len(near) - 1)

    def weighed() -> tuple[np.ndarray, ...]:
        columns = best_two(near.T)
        odds = pair_odds(lambda rows: evidence.alone(near[rows], apart[rows], columns), near.shape, FITTED)
        return odds, *joined(near, beside, near)

    whole = weighed()
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(evidence, "AT_ONCE", at_once)
        parts = weighed()
    assert all(np.allclose(one, other) for one, other in zip(whole, parts, strict=True))


def test_long_articles_are_aligned_some_rows_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    named = tuple(frozenset({f"n{n // 2}"}) for n in range(20))
    left = replace(seen("a", list(range(20))), entities=(frozenset(), *named))
    right = replace(seen("b", list(range(5, 25)), blur=0.5), entities=(frozenset(), *named))
    whole = align(left, right)
    assert len(whole) > 10
    monkeypatch.setattr(evidence, "AT_ONCE", 100)
    assert align(left, right) == whole
