from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, wait
from contextlib import contextmanager
from multiprocessing import resource_tracker
from pathlib import Path
from threading import Event, Thread
from typing import Any

import pytest

from samestory import engine
from samestory.errors import WorkersLost

JOBS = 2
QUIET = """
from samestory import engine
if __name__ == "__main__":
    with engine.local(2) as workers:
        print(sorted(workers.map(abs, range(-20, 0))) == list(range(1, 21)))
        print(list(workers.map(len, [bytes(11_000_000)])))
"""


def doubled(number: int) -> int:
    return number * 2


def refused(number: int) -> int:
    if number == 5:
        raise ValueError("five is refused")
    return number


def killed_once(task: tuple[int, str]) -> int:
    number, marker = task
    if number == 3:
        try:
            Path(marker).touch(exist_ok=False)
        except FileExistsError:
            return number
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def killed_always(number: int) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return number


@pytest.fixture(scope="module")
def engines() -> Iterator[dict[str, engine.Engine]]:
    with engine.local(1) as here, engine.local(JOBS) as workers:
        yield {"here": here, "workers": workers}


@pytest.fixture(params=["here", "workers"])
def made(request: pytest.FixtureRequest, engines: dict[str, engine.Engine]) -> engine.Engine:
    return engines[request.param]


def test_an_engine_that_lasts_starts_once_and_when_it_is_called_for():
    entered: list[str] = []

    @contextmanager
    def starting() -> Iterator[engine.Engine]:
        entered.append("started")
        yield engine.Here()
        entered.append("ended")

    with engine.lasting(starting()) as workers:
        assert not workers.runs
        assert entered == []
        assert workers() is workers()
        assert workers.runs
    assert entered == ["started", "ended"]
    with engine.lasting(starting()):
        pass
    assert entered == ["started", "ended"]


@pytest.mark.parametrize("count", [0, 1, 100])
def test_every_item_comes_back_once(made: engine.Engine, count: int):
    assert sorted(made.map(doubled, range(count))) == [2 * number for number in range(count)]


def later_first(number: int) -> int:
    time.sleep(0.02 * (9 - number))
    return number


def test_results_come_in_the_order_of_the_items_whichever_is_ready_first(made: engine.Engine):
    assert list(made.map(later_first, range(10))) == list(range(10))


def test_what_a_function_raises_surfaces(made: engine.Engine):
    with pytest.raises(ValueError, match="five is refused"):
        list(made.map(refused, range(10)))


def test_equal_items_are_run_each(made: engine.Engine):
    assert list(made.map(doubled, [4, 4, 4])) == [8, 8, 8]


def test_items_are_taken_no_further_ahead_than_the_window(made: engine.Engine):
    taken = 0

    def counting() -> Iterator[int]:
        nonlocal taken
        for number in range(100):
            taken += 1
            yield number

    for done, _ in enumerate(made.map(doubled, counting()), 1):
        assert taken <= done + JOBS * engine.WAITING * engine.AHEAD


def first_waits(task: tuple[int, str]) -> bool:
    number, marker = task
    if number >= JOBS * engine.WAITING:
        Path(marker).touch()
    patience = time.monotonic() + 60
    while number == 0 and not Path(marker).exists() and time.monotonic() < patience:
        time.sleep(0.01)
    return Path(marker).exists()


def test_a_slow_item_does_not_hold_up_others(engines: dict[str, engine.Engine], tmp_path: Path):
    tasks = [(number, str(tmp_path / "later")) for number in range(JOBS * engine.WAITING * engine.AHEAD)]
    assert next(engines["workers"].map(first_waits, tasks))


class AtOnce:
    """Has done all that it is given before it is asked for more, but for the first item."""

    def submit(self, function: Callable[[int], int], item: int, *, pure: bool) -> Future[int]:
        future = Future[int]()
        future.release = lambda: pure  # type: ignore[attr-defined]
        if item == 0:
            Thread(target=lambda: future.set_result(function(item))).start()
        else:
            future.set_result(function(item))
        return future


def test_a_slow_item_does_not_hold_up_others_that_end_at_once(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(engine, "_wait", lambda some: wait(some, return_when="FIRST_COMPLETED"))
    later, waited = Event(), list[bool]()

    def until_later(number: int) -> int:
        if number == 0:
            waited.append(later.wait(10))
        elif number == 2 * engine.WAITING:
            later.set()
        return number

    assert list(engine.Workers(AtOnce(), 2).map(until_later, range(20))) == list(range(20))
    assert waited == [True]


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_a_killed_workers_items_are_not_lost(engines: dict[str, engine.Engine], tmp_path: Path):
    tasks = [(number, str(tmp_path / "killed")) for number in range(12)]
    assert sorted(engines["workers"].map(killed_once, tasks)) == list(range(12))
    assert (tmp_path / "killed").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGKILL")
def test_an_item_that_kills_every_worker_is_an_error_that_says_so(engines: dict[str, engine.Engine]):
    with pytest.raises(WorkersLost, match="fewer --jobs"):
        list(engines["workers"].map(killed_always, [1]))


def test_workers_say_nothing_on_their_way_out(tmp_path: Path, environment: dict[str, Any]):
    script = tmp_path / "quiet.py"
    script.write_text(QUIET, "utf-8")
    done = subprocess.run(
        [sys.executable, str(script)], env=environment, capture_output=True, text=True, check=True, timeout=60
    )
    assert (done.stdout, done.stderr) == ("True\n[11000000]\n", "")


def test_a_worker_that_dies_while_it_starts_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    # It is a process of its own too, and one for all.
    resource_tracker.ensure_running()
    # What every new Python runs first.
    (tmp_path / "sitecustomize.py").write_text("import os\nos._exit(1)\n", "utf-8")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(WorkersLost, match="died while it was starting"), engine.local(2):
        pass
