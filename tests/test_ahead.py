from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from samestory.ahead import AT_ONCE, ahead


@given(st.lists(st.integers()))
def test_every_result_comes_once_and_in_order(numbers: list[int]):
    assert list(ahead(lambda number: number + 1, numbers)) == [number + 1 for number in numbers]


def test_the_first_runs_alone_and_the_others_together():
    # Each of two waits for the other; one by one they would break.
    both = threading.Barrier(AT_ONCE)

    def where(number: int) -> bool:
        if number:
            both.wait(timeout=10)
        return threading.current_thread() is threading.main_thread()

    assert list(ahead(where, range(1 + 2 * AT_ONCE))) == [True] + [False] * (2 * AT_ONCE)


def test_what_is_raised_comes_in_its_place_and_ends_the_rest():
    def refused(number: int) -> int:
        if number == 3:
            raise ValueError("three is refused")
        return number

    made = ahead(refused, range(100))
    assert [next(made) for _ in range(3)] == [0, 1, 2]
    with pytest.raises(ValueError, match="three is refused"):
        next(made)
    assert list(made) == []


def test_items_are_taken_in_the_callers_thread_and_not_far_ahead():
    taken, threads = 0, set()

    def items() -> Iterator[int]:
        nonlocal taken
        for number in range(20):
            taken += 1
            threads.add(threading.current_thread())
            yield number

    for done, _ in enumerate(ahead(abs, items()), 1):
        assert taken <= done + AT_ONCE
    assert threads == {threading.current_thread()}
