"""Two workers against one: ``python -m evals.scaled [--articles 300] [--json] [--data FOLDER]``. Time alone.

A real scheduler and workers of one thread each, on this machine, read tables from a folder as from a store.
Articles are real ones varied (see growth), so that they are as long as news is. Results must be the same.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from importlib import import_module
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Any

import cyclopts
import msgspec
import psutil
from cyclopts import Parameter
from rich.console import Console

from evals.base import DATA_ROOT, DataRoot
from evals.growth.made import reports
from evals.growth.stock import read as read_stock
from evals.growth.stock import stock
from samestory.model import Article
from samestory.pipeline import Options, run
from samestory.progress import silent
from samestory.sharded import read
from samestory.store.view import View

DASK = str(Path(sys.executable).with_name("dask"))
# Articles in a table, and so many to begin with, so that all workers load what they need.
TABLE, WARMING = 10, 40


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds by the clock; seconds of processor of this process, and of each worker."""

    wall: float
    own: float
    workers: tuple[float, ...]


class Scaled(msgspec.Struct, frozen=True, kw_only=True):
    """What one worker and two cost: reading into shards, and a whole run into a dossier.

    ``shares`` are seconds of processor of one worker over those of the busier of two: what the clock would
    show of the workers' part if nothing else ran.
    """

    articles: int
    reading: tuple[Cost, ...]
    whole: tuple[Cost, ...]
    same: bool

    @property
    def ratios(self) -> tuple[float, float]:
        """One worker's time over two workers', by the clock: of reading, of the whole."""
        return self.reading[0].wall / self.reading[1].wall, self.whole[0].wall / self.whole[1].wall

    @property
    def shares(self) -> tuple[float, float]:
        """The same by processor time of the workers alone."""
        one, two = ([max(each.workers) for each in (self.reading[k], self.whole[k])] for k in (0, 1))
        return one[0] / two[0], one[1] / two[1]


def scaled(articles: int, stock_at: Path, work: Path) -> Scaled:
    """Reads ``articles`` with one worker and with two."""
    pile, warm = work / "pile", work / "warm"
    told = [one.encoded.article for one in islice(reports(stock(stock_at)), articles)]
    _write(pile, told, TABLE)
    _write(warm, told[:WARMING], TABLE // 2)
    reading, whole, held = [], [], []
    for workers in (1, 2):
        with _cluster(workers, work) as (address, processes):
            options = Options(cluster=address)
            run(f"file://{warm}", work / f"warm{workers}.db", options, silent)
            clock = _Clock(processes)
            read(f"file://{pile}", str(work / f"out{workers}"), options, silent)
            reading.append(clock.cost())
            clock = _Clock(processes)
            run(f"file://{pile}", work / f"pile{workers}.db", options, silent)
            whole.append(clock.cost())
        with View.open(work / f"pile{workers}.db") as view:
            held.append(view.contents())
    return Scaled(articles=articles, reading=tuple(reading), whole=tuple(whole), same=held[0] == held[1])


class _Clock:
    """Begins to count when it is made."""

    def __init__(self, workers: Sequence[subprocess.Popen[bytes]]) -> None:
        self._workers = [psutil.Process(one.pid) for one in workers]
        self._wall, self._own, self._theirs = time.perf_counter(), time.process_time(), self._used()

    def cost(self) -> Cost:
        """What was used since."""
        wall, own = time.perf_counter() - self._wall, time.process_time() - self._own
        used = zip(self._used(), self._theirs, strict=True)
        return Cost(wall=wall, own=own, workers=tuple(now - then for now, then in used))

    def _used(self) -> list[float]:
        return [sum(one.cpu_times()[:2]) for one in self._workers]


@contextmanager
def _cluster(workers: int, work: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A scheduler's address, and its workers."""
    log = work / f"scheduler{workers}"
    line = [DASK, "scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard", "--no-jupyter"]
    with ExitStack() as running, log.open("wb") as out:
        scheduler = running.enter_context(_running(line, out))
        found = None
        while found is None and scheduler.poll() is None:
            time.sleep(0.1)
            found = re.search(r"Scheduler at:\s*(tcp://\S+)", log.read_text("utf-8"))
        if found is None:
            raise SystemExit(f"no scheduler: {log.read_text('utf-8')}")
        one = [DASK, "worker", found[1], "--nthreads", "1", "--no-nanny", "--no-dashboard"]
        yield found[1], [running.enter_context(_running(one, out)) for _ in range(workers)]


@contextmanager
def _running(line: Sequence[str], out: Any) -> Iterator[subprocess.Popen[bytes]]:
    with subprocess.Popen(line, stdout=out, stderr=out) as process:
        try:
            yield process
        finally:
            process.kill()


def _write(folder: Path, articles: Sequence[Article], size: int) -> None:
    """The articles as tables of ``size`` rows."""
    arrow, parquet = import_module("pyarrow"), import_module("pyarrow.parquet")
    folder.mkdir()
    rows = [
        {
            "title": one.words(one.title),
            "text": "\n\n".join(span.of(one.text) for span in one.sentences),
            "published": None if one.published is None else one.published.start.isoformat(),
            "outlet": one.outlet,
        }
        for one in articles
    ]
    for start in range(0, len(rows), size):
        table = arrow.Table.from_pylist(rows[start : start + size])
        parquet.write_table(table, folder / f"{start:06}.parquet")


def main(
    *,
    articles: int = 300,
    stock_at: Path | None = None,
    json: Annotated[bool, Parameter(negative="")] = False,
    data: DataRoot = DATA_ROOT,
) -> None:
    """Time one worker and two.

    Parameters
    ----------
    articles
        How many articles are read.
    stock_at
        The dossier of real articles, which `evals.growth read` makes; read anew where not given.
    json
        Print the figures as JSON.
    """
    with TemporaryDirectory() as work:
        if stock_at is None:
            stock_at = Path(work) / "stock.db"
            read_stock(stock_at, data)
        found = scaled(articles, stock_at, Path(work))
    if json:
        print(msgspec.json.encode(found).decode())
        return
    for name, costs, ratio, share in zip(
        ("reading", "a whole run"), (found.reading, found.whole), found.ratios, found.shares, strict=True
    ):
        Console().print(
            f"{name} of {found.articles} articles: one worker {costs[0].wall:.1f} s, two "
            f"{costs[1].wall:.1f} s; {ratio:.2f} times as fast by the clock, {share:.2f} by processor time "
            f"of the workers (who asked used {costs[0].own:.1f} and {costs[1].own:.1f} s)"
        )
    Console().print(f"The two dossiers are {'the same' if found.same else 'NOT THE SAME'}.")


if __name__ == "__main__":
    cyclopts.run(main)
