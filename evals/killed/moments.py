"""When a process is killed, and what it had told by then. Of dossiers it knows what documents are in them."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import NamedTuple

from evals.killed.children import DONE
from evals.killed.remains import documents

# Seconds within which it is killed after a step was told, where the moment hangs on a step.
SOON = 0.12
Victim = Callable[[int], int | None]


class Moment(NamedTuple):
    """So many ``seconds`` after so many ``words`` were heard, or after the start for none."""

    words: int
    seconds: float


class Heard(NamedTuple):
    """What came of a process: whether it was ``killed`` before it was done, and the last word before that.

    ``seen`` are the documents that were in the file, for another process, when it told of a step.
    """

    killed: bool
    where: str
    seen: frozenset[str]


def drawn(chance: Random, words: int, seconds: float) -> Moment:
    """A moment of work that takes ``seconds`` and tells ``words``: of its time or, as often, of its steps.

    Steps that take no time, such as storing, would hardly be met otherwise.
    """
    if chance.random() < 0.5:
        return Moment(0, chance.uniform(0, seconds))
    return Moment(chance.randint(1, words), chance.uniform(0, SOON))


def itself(process: int) -> int | None:
    """The process."""
    return process


def worker_of(process: int) -> int | None:
    """One of the Dask workers that ``process`` has started; None where there is none yet."""
    for folder in sorted(Path("/proc").glob("[0-9]*")):
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            line = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == process and b"spawn_main" in line:
            return int(folder.name)
    return None


def killed_at(
    moment: Moment | None, process: int, hear: Connection, dossier: Path, victim: Victim = itself
) -> Heard:
    """Listen to ``process`` until it ends; kill it, or the ``victim`` it has, at ``moment`` if any."""
    words, where, seen, killed_after = 0, "start", frozenset[str](), ""
    until = time.monotonic() + moment.seconds if moment and not moment.words else None
    while True:
        if until is not None and time.monotonic() >= until and (its := victim(process)):
            os.kill(its, signal.SIGKILL)
            killed_after, until = where, None
        if not hear.poll(None if until is None else max(0.01, until - time.monotonic())):
            continue
        try:
            step, done, total = hear.recv()
        except EOFError:
            break
        words, where = words + 1, "store" if (step, done) == ("collate", total) else step
        seen |= documents(dossier)
        if moment and words == moment.words:
            until = time.monotonic() + moment.seconds
    return Heard(killed_after not in ("", DONE), killed_after or where, seen)
