"""Where work runs: in this process or on Dask workers (local, or a cluster by address).

Maps one function over items and gives results as they come; knows nothing of news.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from logging import CRITICAL
from multiprocessing import resource_tracker
from typing import Any, Protocol, TypeVar

from samestory.ahead import ahead
from samestory.errors import InputError, WorkersLost, WorkersUnlike

Item = TypeVar("Item")
Made = TypeVar("Made")

# How many items wait at each worker: enough that none idles, few enough that memory stays flat. While the
# first of them takes long, others go on: so many times as many may be done and wait for it, at workers.
WAITING, AHEAD = 2, 2
# Seconds within which a scheduler answers and the first worker joins.
ANSWERING = 10
JOINING = 60
# A story of many reports is more than Dask would send without a warning.
UNWARNED = {"distributed.admin.large-graph-warning-threshold": "2GB"}


class Engine(Protocol):
    """Runs a function over items."""

    @property
    def threads(self) -> int:
        """How many threads the work on one item may use, so that all together use every core."""
        ...

    def map(
        self, function: Callable[[Item], Made], items: Iterable[Item], most: int | None = None
    ) -> Iterator[Made]:
        """The function's result for each item, in the items' order; its exception where it raises.

        At most so many items are worked on at a time, for large ones; as many more may be done and wait.
        """
        ...


class Here:
    """Runs everything in this process, two items at a time, so that one works while the other waits."""

    def __init__(self) -> None:
        self.threads = _cores()

    def map(
        self, function: Callable[[Item], Made], items: Iterable[Item], most: int | None = None
    ) -> Iterator[Made]:
        """Results in the items' order; no more than two items are out."""
        return ahead(function, items)


class Workers:
    """Runs items on a Dask cluster; a killed worker's items run again elsewhere."""

    def __init__(self, client: Any, workers: int, threads: int = 1) -> None:
        self._client, self.threads = client, threads
        self._window = max(1, workers) * WAITING

    def map(
        self, function: Callable[[Item], Made], items: Iterable[Item], most: int | None = None
    ) -> Iterator[Made]:
        """Results in the items' order, as what is stored first may stand; a window of items is worked on.

        Raises WorkersLost where an item's worker dies time after time, and where the scheduler is gone.
        """
        waiting, window = iter(items), self._window if most is None else min(most, self._window)
        running = deque(self._submit(function, item) for item in islice(waiting, window))
        while running:
            out = [one for one in running if not one.done()]
            room = min(window - len(out), AHEAD * window - len(running))
            more = [self._submit(function, item) for item in islice(waiting, max(0, room))]
            running.extend(more)
            if running[0].done():
                future = running.popleft()
                made = _result(future)
                future.release()
                yield made
            elif not more:
                # Others may have ended since they were last looked at: no worker idles while this waits.
                _wait(out)

    def _submit(self, function: Callable[[Item], Made], item: Item) -> Any:
        # An item may be met twice, and is run twice: Dask would hold results to tell.
        return self._client.submit(function, item, pure=False)


class Lasting:
    """An engine that starts when it is first called for; see ``lasting``."""

    def __init__(self, start: Callable[[], Engine]) -> None:
        self._start = start
        self._engine: Engine | None = None

    def __call__(self) -> Engine:
        """The engine, the same each time."""
        if self._engine is None:
            self._engine = self._start()
        return self._engine

    @property
    def runs(self) -> bool:
        """True from the first call on."""
        return self._engine is not None


@contextmanager
def lasting(starting: AbstractContextManager[Engine]) -> Iterator[Lasting]:
    """Gives an engine that starts when it is first called for, and ends with the block."""
    with ExitStack() as held:
        yield Lasting(lambda: held.enter_context(starting))


def local(jobs: int) -> AbstractContextManager[Engine]:
    """An engine of ``jobs`` processes on this machine; one job runs in this process."""
    return _here() if jobs <= 1 else _local_cluster(jobs)


@contextmanager
def cluster(address: str) -> Iterator[Engine]:
    """An engine on the Dask cluster whose scheduler listens at ``address``, such as tcp://10.0.0.5:8786.

    Items go to as many threads as its workers have when it is opened, and each keeps to one. Keys and
    certificates for tls:// are those of Dask's own configuration. Raises InputError where no scheduler
    answers or no worker joins, and WorkersUnlike where one of them has not this Samestory.
    """
    from dask import config  # noqa: PLC0415
    from distributed import Client  # noqa: PLC0415
    from distributed.security import Security  # noqa: PLC0415

    # Asked before: a client that finds no keys leaves a thread behind that keeps others from starting.
    if address.startswith("tls:") and not Security().get_connection_args("client").get("ssl_context"):
        raise InputError(
            f"{address} asks for keys, and Dask's configuration has none; name them under "
            "distributed.comm.tls there"
        )
    try:
        _ask(address)
        client = Client(address, timeout=ANSWERING)
    except (OSError, ValueError) as error:
        raise InputError(
            f"no Dask scheduler answers at {address}: {error}; start one with `dask scheduler` and give the "
            "address that it prints"
        ) from error
    with client, config.set(UNWARNED):
        try:
            client.wait_for_workers(1, timeout=JOINING)
        except TimeoutError as error:
            raise InputError(
                f"no worker joined the scheduler at {address} within {JOINING} seconds; start some with "
                f"`dask worker {address}`"
            ) from error
        _check(client)
        yield Workers(client, sum(client.nthreads().values()))


def _ask(address: str) -> None:
    """Raises OSError or ValueError where no scheduler answers.

    Asked before a client is begun: one that finds none is closed when it is collected, and where that comes
    while another begins, both wait for ever.
    """
    from distributed.comm import connect  # noqa: PLC0415
    from distributed.security import Security  # noqa: PLC0415

    async def asked() -> None:
        found = await connect(address, timeout=ANSWERING, **Security().get_connection_args("client"))
        found.abort()

    # On a thread of its own: who calls may be in a loop already, as in a notebook.
    with ThreadPoolExecutor(1) as thread:
        thread.submit(asyncio.run, asked()).result()


def _check(client: Any) -> None:
    # Who has not what it is sent does not say so: a worker ends, and the work waits for another for ever.
    own, found = version("samestory"), dict[str, object]()
    try:
        found["the scheduler"] = client.run_on_scheduler(version, "samestory")
    except PackageNotFoundError as error:
        found["the scheduler"] = error
    workers = client.run(version, "samestory", on_error="return")
    found |= {f"the worker at {where}": its for where, its in workers.items()}
    for who, its in found.items():
        if its != own:
            has = f"Samestory {its}" if isinstance(its, str) else "no Samestory"
            raise WorkersUnlike(f"{who} has {has}, this is {own}; install the same version there")


@contextmanager
def _here() -> Iterator[Engine]:
    yield Here()


@contextmanager
def _local_cluster(jobs: int) -> Iterator[Engine]:
    # Imported here: a run in this process should not pay for loading Dask.
    from dask import config  # noqa: PLC0415
    from distributed import Client  # noqa: PLC0415

    with ExitStack() as starting:
        starting.enter_context(_interrupts_held())
        with _processes(jobs) as cluster, Client(cluster) as client, config.set(UNWARNED):
            starting.close()
            yield Workers(client, jobs, max(1, _cores() // jobs))


def _processes(jobs: int) -> Any:
    """Dask's cluster of so many processes, started; raises WorkersLost where one dies on the way."""
    from distributed import LocalCluster  # noqa: PLC0415

    # Errors are raised here, so Dask need not log them. Its own pages are not wanted either: their server
    # would take a fixed port, open to the network.
    nowhere = {"dashboard": False, "dashboard_address": "127.0.0.1:0"}
    options = {"threads_per_worker": 1, "silence_logs": CRITICAL, "scheduler_kwargs": nowhere}
    try:
        return LocalCluster(n_workers=jobs, **options)
    except RuntimeError as error:
        raise WorkersLost(
            "a worker process died while it was starting; run again, with fewer --jobs if memory is short"
        ) from error


@contextmanager
def _interrupts_held() -> Iterator[None]:
    """Ctrl-C is answered at the end; processes started meanwhile never hear it, and end when told to.

    A terminal sends it to all of them at once, and each worker would complain.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    # It would undo the hold when it starts by itself.
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cores() -> int:
    return os.cpu_count() or 1


def _wait(futures: Sequence[Any]) -> None:
    """Until one of them is done."""
    from distributed import wait  # noqa: PLC0415

    with _told():
        wait(futures, return_when="FIRST_COMPLETED")


def _result(future: Any) -> Any:
    with _told():
        return future.result()


@contextmanager
def _told() -> Iterator[None]:
    """What is wrong with workers and scheduler in the user's terms."""
    from distributed import KilledWorker  # noqa: PLC0415
    from distributed.comm import CommClosedError  # noqa: PLC0415

    try:
        yield
    except (CancelledError, CommClosedError) as error:
        raise WorkersLost(
            "the connection to the Dask scheduler was lost; run again, and what is stored already is kept"
        ) from error
    except KilledWorker as error:
        raise WorkersLost(
            f"workers died {error.allowed_failures + 1} times at the same documents, "
            "most likely for want of memory; run again with fewer --jobs, or workers that have more of it"
        ) from error
