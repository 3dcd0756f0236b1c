"""What is killed: work on a dossier in a process of its own, which tells each step it takes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from pathlib import Path

from samestory import pipeline
from samestory.dossier.opened import Dossier
from samestory.pipeline import Net, Options
from samestory.web.serve import listen
from samestory.web.serving import Serving

# Loaded once, in the process that all others are forked from; none of it starts a thread when it is loaded.
LOADED = ["evals.killed.children", "samestory.derivation", "samestory.reading", "samestory.follow"]
# A site of one's own on this machine is asked without pauses.
LOOPBACK = Net(allow_private=True, gap=0.0, pause=0.01)
DONE = "done"

Word = tuple[str, int, int]
Work = Callable[[Connection, Path, str], None]


def nothing(tell: Connection, dossier: Path, source: str) -> None:
    """Tell that it is done."""
    tell.send((DONE, 0, 0))


def read(tell: Connection, dossier: Path, source: str) -> None:
    """Run over the folder or address ``source``, a document at a time."""
    pipeline.run(source, dossier, Options(batch=1, net=LOOPBACK), _told(tell))
    tell.send((DONE, 0, 0))


def read_on_workers(tell: Connection, dossier: Path, source: str) -> None:
    """The same on two Dask workers."""
    pipeline.run(source, dossier, Options(batch=1, jobs=2), _told(tell))
    tell.send((DONE, 0, 0))


def upgrade(tell: Connection, dossier: Path, source: str) -> None:
    """Bring an older dossier up to date, and read ``source``."""
    pipeline.upgrade(dossier, Options(batch=1), _told(tell))
    read(tell, dossier, source)


def serve(tell: Connection, dossier: Path, source: str) -> None:
    """Serve the reader; the first word is where."""
    with Dossier(dossier) as held:
        listen(held, Serving(port=0, by=source), lambda said: tell.send((said, 0, 0)))


@contextmanager
def started(work: Work, dossier: Path, source: str) -> Iterator[tuple[ForkServerProcess, Connection]]:
    """A process that does ``work``, and what it tells; killed at the end if it still runs."""
    context = get_context("forkserver")
    context.set_forkserver_preload(LOADED)
    hear, tell = context.Pipe(duplex=False)
    process = context.Process(target=work, args=(tell, dossier, source))
    process.start()
    tell.close()
    try:
        yield process, hear
    finally:
        process.kill()
        process.join()
        hear.close()


def _told(tell: Connection) -> Callable[[str, int, int], None]:
    return lambda step, done, total: tell.send((step, done, total))
