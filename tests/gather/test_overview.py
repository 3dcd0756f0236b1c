from __future__ import annotations

from datetime import date, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from makers import JUNE, article, direction
from msgspec.structs import replace

from samestory.gather.overview import overview
from samestory.gather.stated import Stated
from samestory.signals import Signals

DAYS = st.none() | st.dates(date(1800, 1, 1), date(2200, 1, 1))
CLUES = st.none() | st.tuples(st.integers(1, 12), st.integers(1, 31))


def one(name: str, *names: str) -> Signals:
    return article(name, [direction(1), direction(0, 1)], names=names)


@given(st.lists(st.tuples(DAYS, CLUES, st.integers(0, 40)), min_size=1, max_size=5))
def test_what_articles_state_of_their_time_is_read_back(told) -> None:
    seen = {
        str(n): replace(one(str(n)), published=day, clue=clue, ordinals=count)
        for n, (day, clue, count) in enumerate(told)
    }
    found, _ = overview(sorted(seen), seen, {})
    order = np.arange(len(told))[::-1]
    assert [found.times.row(n) for n in range(len(told))] == [Stated(*its) for its in told]
    assert [found.times.taken(order).row(n) for n in range(len(told))] == [Stated(*its) for its in told[::-1]]


def test_articles_are_moved_with_all_that_is_known_of_them() -> None:
    seen = {"a": one("a", "x", "y"), "b": replace(one("b", "y"), published=JUNE), "c": one("c")}
    found, numbers = overview(["a", "b", "c"], seen, {"z": 0})
    assert numbers.keys() == {"x", "y", "z"}
    moved = found.taken(np.array([2, 0, 1]))
    assert moved.ids == ("c", "a", "b")
    assert all(np.array_equal(row, seen[i].centre) for i, row in zip(moved.ids, moved.centres, strict=True))
    assert moved.lengths.tolist() == [2, 2, 2]
    named = [{numbers["x"], numbers["y"]}, {numbers["y"]}]
    assert [set(moved.marks.row(n).tolist()) for n in range(3)] == [set(), *named]
    assert moved.times.row(2).published == JUNE
    assert moved.times.row(1).published is None


def test_marks_stand_in_one_order_whatever_the_order_of_their_set() -> None:
    several = [f"name{n}" for n in range(9)]
    seen = {"a": one("a", *several), "b": one("b", *reversed(several))}
    found, _ = overview(["a", "b"], seen, {})
    assert found.marks.row(0).tolist() == found.marks.row(1).tolist() == list(range(9))


def test_days_far_apart_are_told_from_one_another() -> None:
    seen = {"a": replace(one("a"), published=JUNE), "b": replace(one("b"), published=JUNE + timedelta(1))}
    days = overview(["a", "b"], seen, {})[0].times.days.tolist()
    assert days[1] - days[0] == 1
