import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from samestory.gather.ragged import Ragged, bounds, grouped

ROWS = st.lists(st.lists(st.integers(0, 99), max_size=4), min_size=1, max_size=6)


def ragged(rows: list[list[int]]) -> Ragged:
    values = np.array([value for row in rows for value in row], np.int64)
    return Ragged(values, bounds([len(row) for row in rows]))


def plain(held: Ragged) -> list[list[int]]:
    return [held.row(number).tolist() for number in range(len(held.starts) - 1)]


@given(ROWS, st.randoms(use_true_random=False))
def test_rows_are_taken_in_any_order_and_more_than_once(rows, chance) -> None:
    order = chance.choices(range(len(rows)), k=len(rows))
    assert plain(ragged(rows).taken(np.array(order))) == [rows[number] for number in order]


@given(ROWS, ROWS)
def test_rows_are_joined_after_one_another(rows, more) -> None:
    both = ragged(rows).joined(ragged(more))
    assert plain(both) == rows + more
    assert both.lengths.tolist() == [len(row) for row in rows + more]


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 99)), max_size=9))
def test_values_are_grouped_by_their_keys_in_their_order(pairs) -> None:
    keys: npt.NDArray[np.int64] = np.array([key for key, _ in pairs], np.int64)
    found = grouped(keys, np.array([value for _, value in pairs], np.int64), 5)
    assert plain(found) == [[value for one, value in pairs if one == key] for key in range(5)]
