from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.gather.decisions import Judged
from samestory.gather.pairs import PAIR, PARTED, Judgements, Pairs

# Rows of articles whose ids are in another order.
IDS = ("d", "a", "c", "b", "e")
RANKS = np.array([3, 0, 2, 1, 4])
KEYS = [(one, other) for one in range(5) for other in range(5) if IDS[one] < IDS[other]]
CHOSEN = st.dictionaries(st.sampled_from(KEYS), st.floats(-6, 6), max_size=8)


def pairs(odds: dict[tuple[int, int], float]) -> Pairs:
    """Those with these log-odds; below nought they are parted."""
    every, parted = np.zeros(len(odds), PAIR), np.zeros(sum(v < 0 for v in odds.values()), PARTED)
    every["left"], every["right"] = [k[0] for k in odds], [k[1] for k in odds]
    every["odds"] = list(odds.values())
    below = [ids for ids, value in odds.items() if value < 0]
    parted["left"], parted["right"] = [k[0] for k in below], [k[1] for k in below]
    return Pairs(every, parted)


@given(CHOSEN, CHOSEN)
def test_what_comes_later_stands_for_the_same_pairs_in_the_order_of_ids(before, later) -> None:
    found = Pairs().replaced([pairs(before)], RANKS).replaced([pairs(later)], RANKS)
    every = {**before, **later}
    by_id = sorted(every, key=lambda ids: (IDS[ids[0]], IDS[ids[1]]))
    assert found.every[["left", "right"]].tolist() == by_id
    assert found.every["odds"].tolist() == [every[ids] for ids in by_id]
    below = [ids for ids in by_id if every[ids] < 0]
    assert found.parted[["left", "right"]].tolist() == below


@given(CHOSEN, st.data())
def test_judged_again_pairs_are_written_where_they_were(before, data) -> None:
    held = Pairs().replaced([pairs(before)], RANKS)
    chosen = data.draw(st.lists(st.sampled_from(sorted(before)), unique=True)) if before else []
    later = {ids: data.draw(st.floats(-6, 6)) for ids in chosen}
    parts = [pairs({ids: odds}) for ids, odds in later.items()]
    expected = held.copied().replaced(parts, RANKS)
    found = held.judged_again(parts, RANKS)
    assert found.every is held.every
    assert [one.tobytes() for one in found] == [one.tobytes() for one in expected]


@given(st.lists(CHOSEN, min_size=2, max_size=4))
def test_parts_give_what_all_at_once_does_and_new_arrays(several) -> None:
    every = {ids: odds for one in several for ids, odds in one.items()}
    parts = [{ids: odds for ids, odds in every.items() if ids[0] == row} for row in range(5)]
    held = Pairs().replaced([pairs(every)], RANKS)
    found = Pairs().replaced(map(pairs, parts), RANKS)
    assert [one.tobytes() for one in found] == [one.tobytes() for one in held]
    assert not any(map(np.shares_memory, held.replaced([], RANKS), held))


@given(CHOSEN)
def test_judgements_are_found_by_ids(odds) -> None:
    held = Judgements(IDS, Pairs().replaced([pairs(odds)], RANKS).every)
    expected = {(IDS[a], IDS[b]): Judged(value, 0.0, False, ()) for (a, b), value in odds.items()}
    assert dict(held.items()) == expected
    assert {ids: held[ids] for ids in held} == expected
    assert len(held) == len(odds)
    with pytest.raises(KeyError):
        held["a", "z"]
