"""Where work runs: in this process or on Dask workers (local, or a cluster by address).

Maps one function over items and gives results as they come; knows nothing of news.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from typing import Any, Protocol, TypeVar

Item = TypeVar("Item")
Made = TypeVar("Made")

# How many items wait at each worker: enough that none idles, few enough that memory stays flat.
WAITING = 2


class Engine(Protocol):
    """Runs a function over items."""

    def map(self, function: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
        """The function's result for each item, in the order they are ready."""
        ...


class Here:
    """Runs everything in this process, one item after the other."""

    def map(self, function: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
        """Results in the items' order."""
        return map(function, items)


class Workers:
    """Runs items on a Dask cluster; a killed worker's items run again elsewhere."""

    def __init__(self, client: Any, workers: int) -> None:
        self._client = client
        self._window = max(1, workers) * WAITING

    def map(self, function: Callable[[Item], Made], items: Iterable[Item]) -> Iterator[Made]:
        """Results as they are ready; at most a window of items is out at a time."""
        from distributed import as_completed

        waiting = iter(items)
        first = [self._client.submit(function, item, pure=False) for item in islice(waiting, self._window)]
        running = as_completed(first)
        for future in running:
            made = future.result()
            future.release()
            for item in islice(waiting, 1):
                running.add(self._client.submit(function, item, pure=False))
            yield made


def local(jobs: int) -> AbstractContextManager[Engine]:
    """An engine of ``jobs`` processes on this machine; one job runs in this process."""
    return _here() if jobs <= 1 else _local_cluster(jobs)


@contextmanager
def _here() -> Iterator[Engine]:
    yield Here()


@contextmanager
def _local_cluster(jobs: int) -> Iterator[Engine]:
    # Imported here: a run in this process should not pay for loading Dask.
    from distributed import Client, LocalCluster

    with (
        LocalCluster(  # type: ignore[no-untyped-call]
            n_workers=jobs, threads_per_worker=1, processes=True, dashboard_address=None, silence_logs=40
        ) as cluster,
        Client(cluster) as client,  # type: ignore[no-untyped-call]
    ):
        yield Workers(client, jobs)
