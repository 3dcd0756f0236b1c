from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from samestory.accounts import Placed, chains, thread_id

DAYS = st.none() | st.dates(date(2024, 1, 1), date(2024, 1, 9))
STORIES = st.lists(st.tuples(st.integers(0, 3), st.integers(1, 4), DAYS), min_size=1, max_size=12)


def placed(number: int, origins: int, first: date | None) -> Placed:
    return Placed(f"basis{number}", f"{number:02}", origins, first)


@given(STORIES, st.randoms(use_true_random=False))
def test_most_origins_come_first_and_inside_the_earliest_whatever_the_order(told, chance) -> None:
    every = [placed(number, *its) for number, (_, *its) in enumerate(told)]
    groups = [
        [one.id for one, (thread, *_) in zip(every, told, strict=True) if thread == number]
        for number in range(4)
    ]
    given_ = [its for its in groups if its]
    found = chains(every, given_)
    assert sorted(sorted(one.id for one in its) for its in found) == sorted(given_)
    origins = [sum(one.origins for one in its) for its in found]
    assert origins == sorted(origins, reverse=True)
    for its in found:
        days = [one.first for one in its if one.first]
        assert days == sorted(days)
        assert [one.first for one in its] == [*days, *[None] * (len(its) - len(days))]
    for some in (every, given_, *given_):
        chance.shuffle(some)
    assert chains(every, given_) == found


def test_a_thread_is_known_by_its_stories_in_any_order() -> None:
    one, other = placed(1, 1, None), placed(2, 3, date(2024, 1, 1))
    assert thread_id([one, other]) == thread_id([other, one]) != thread_id([one])
