"""Windows hold every pair once, with its articles, and no more than fits."""

from __future__ import annotations

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from makers import article, direction

from samestory.gather import windows
from samestory.gather.judging import judgements
from samestory.gather.pile import pile
from samestory.gather.windows import cut, framed, opened

PAIRS = st.sets(st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda p: p[0] < p[1]), max_size=30)
LENGTHS = st.lists(st.integers(1, 6), min_size=10, max_size=10)


def rows(pairs: set[tuple[int, int]]) -> np.ndarray:
    return np.array(sorted(pairs), np.int32).reshape(-1, 2)


@given(PAIRS, LENGTHS, st.integers(1, 30), st.integers(1, 4))
def test_every_pair_is_in_one_window_and_a_window_holds_what_it_may(pairs, lengths, most, pieces) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(windows, "UNITS", most)
        patch.setattr(windows, "MOST_PAIRS", pieces)
        found = list(cut(rows(pairs), np.array(lengths)))
    assert [tuple(pair) for some in found for pair in some.tolist()] == sorted(pairs)
    for some in found:
        units = sum(lengths[row] for row in np.unique(some))
        # One article with one other always stands together.
        assert units <= most or (len(some) <= pieces and units < most + 2 * max(lengths))


def test_a_window_asks_for_each_article_once_and_can_be_sent_elsewhere() -> None:
    seen = {name: article(name, [direction(1), direction(0, 1)]) for name in "abc"}
    among = pile(seen, [("a", "b"), ("b", "c")])
    asked: list[int] = []

    def side(row: int):
        asked.append(row)
        return among.side(seen["cab"[row]])

    window = opened(rows({(0, 1), (0, 2), (1, 2)}), side)
    assert asked == [0, 1, 2]
    here, there = judgements(window), judgements(pickle.loads(pickle.dumps(window)))
    assert here.every.tobytes() == there.every.tobytes()
    named = [("cab"[one], "cab"[other]) for one, other in here.every[["left", "right"]].tolist()]
    assert sorted(named) == [("a", "b"), ("a", "c"), ("b", "c")]


def test_a_window_opened_elsewhere_is_judged_as_here() -> None:
    seen = {name: article(name, [direction(1), direction(0, 1)], names=("bsk", name)) for name in "cab"}
    among = pile(seen, [("a", "b"), ("b", "c")])
    ids = tuple(among.places)
    pairs = rows({(0, 2), (1, 2)})
    frame = pickle.loads(pickle.dumps(framed(pairs, ids, among)))
    assert frame.ids == ids
    there = judgements(frame.opened(seen[one] for one in frame.ids))
    here = judgements(opened(pairs, lambda row: among.side(seen[ids[row]])))
    assert len(here.every) == len(pairs)
    assert here.every.tobytes() == there.every.tobytes()
