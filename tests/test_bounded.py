"""Work ends when its time is over, whatever it catches, and only then."""

from __future__ import annotations

import threading
import time

import pytest

from samestory.bounded import TimeIsUp, _Watch, in_time


def spin() -> None:
    """Works for ever, as a library that takes every error for the page's."""
    while True:
        try:
            while True:
                sum(range(1000))
        except Exception:  # noqa: BLE001
            pass


def wait_until_none_watches() -> None:
    """Other tests' threads may live on; those that watch must not."""
    until = time.monotonic() + 20
    while any(isinstance(one, _Watch) for one in threading.enumerate()):
        assert time.monotonic() < until
        time.sleep(0.01)


def test_work_that_goes_on_for_ever_is_ended_though_it_catches_all():
    with pytest.raises(TimeIsUp, match=r"took longer than 0\.2 s"):
        in_time(spin, 0.2)


def test_work_in_time_gives_what_it_gives_and_raises_what_it_raises():
    assert in_time(lambda: 5, 5) == 5
    with pytest.raises(KeyError):
        in_time(lambda: {}["x"], 5)


def test_time_of_another_document_does_not_count_and_nothing_comes_late():
    for _ in range(3):
        with pytest.raises(TimeIsUp):
            in_time(spin, 0.05)
        assert in_time(lambda: sum(range(10)), 0.05) == 45
    wait_until_none_watches()


@pytest.mark.skipif(not hasattr(time, "pthread_getcpuclockid"), reason="the system tells no such time")
def test_waiting_is_no_work():
    in_time(lambda: time.sleep(0.4), 0.1)


def test_a_thread_that_is_over_at_once_leaves_no_trouble(monkeypatch: pytest.MonkeyPatch):
    trouble: list[object] = []
    monkeypatch.setattr(threading, "excepthook", trouble.append)
    working = [threading.Thread(target=in_time, args=(int, 5)) for _ in range(300)]
    for one in working:
        one.start()
    for one in working:
        one.join(20)
    wait_until_none_watches()
    assert trouble == []


def test_it_ends_work_in_any_thread():
    told = []

    def work() -> None:
        try:
            in_time(spin, 0.1)
        except TimeIsUp as error:
            told.append(str(error))

    thread = threading.Thread(target=work)
    thread.start()
    thread.join(20)
    assert told == ["reading it took longer than 0.1 s"]
