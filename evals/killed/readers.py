"""The reader killed while it carries out a correction that was sent to it as a form, over HTTP."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import NamedTuple
from urllib.parse import urlencode, urlsplit

from evals.killed.children import serve, started
from evals.killed.remains import documents, said, wrong
from evals.killed.trials import Kill, Trial, begun, unlike
from samestory import pipeline
from samestory.corrections.rows import Correction
from samestory.corrections.stories import joined
from samestory.store.view import View

BY = "reader"
NAME = "reader, while it corrects"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}


class Corrected(NamedTuple):
    """The correction without a kill: seconds from sending to its end, and all the dossier says then."""

    seconds: float
    said: Mapping[str, str]


def corrected(dossier: Path, home: Path) -> Corrected:
    """The correction carried out by a reader of a copy of ``dossier`` in the folder ``home``."""
    path = begun(dossier, home)
    with started(serve, path, BY) as (_, hear):
        port, began = _port(hear), time.monotonic()
        assert _sent(port, *_ids(path))
        seconds = time.monotonic() - began
    return Corrected(seconds, said(path))


def interrupted(dossier: Path, whole: Corrected, chance: Random, home: Path) -> Trial:
    """The same, killed on the way; then what was asked for is decided again."""
    path = begun(dossier, home)
    asked, held = correction(path), documents(path)
    with started(serve, path, BY) as (process, hear), ThreadPoolExecutor(1) as sender:
        told: Future[bool] = sender.submit(_sent, _port(hear), *_ids(path))
        time.sleep(chance.uniform(0, whole.seconds))
        os.kill(process.pid or 0, signal.SIGKILL)
    kept = _keeps(path, asked)
    lost = len(held - documents(path)) + (told.result() and not kept)
    where = "after the answer" if told.result() else "decided" if kept else "before it is decided"
    kill = Kill(where=where, wrong=wrong(path), lost=lost)
    pipeline.decide(path, asked.made, forgotten=asked.forgotten)
    return Trial(kind=NAME, kills=(kill,), unlike=unlike(path, whole.said))


def correction(dossier: Path) -> Correction:
    """What is asked for, as decisions."""
    one, other = _ids(dossier)
    with View.open(dossier) as view:
        held = {story.id: story for story in view.portions().stories((one, other))}
    return joined(held[one], held[other], BY)


def _port(hear: Connection) -> int:
    return urlsplit(hear.recv()[0].split()[-1]).port or 0


def _sent(port: int, one: str, other: str) -> bool:
    """Whether an answer said that ``one`` and ``other`` are one story now; false where none came."""
    connection, waiting = HTTPConnection("127.0.0.1", port, timeout=60), ""
    try:
        connection.request("POST", f"/stories/{one}/join", urlencode({"other": other}), FORM)
        while True:
            answer = connection.getresponse()
            answer.read()
            where = answer.getheader("Location", "")
            if "done=" in where or answer.status >= 400:
                return "done=" in where
            # It takes longer than an answer waits: the page of the correction leads on once it is done.
            time.sleep(0.05)
            waiting = where or waiting
            connection.request("GET", waiting)
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _ids(dossier: Path) -> tuple[str, str]:
    """The two stories that a reader says are one."""
    with View.open(dossier) as view:
        one, other, *_ = sorted(story.id for story in view.stories())
    return one, other


def _keeps(dossier: Path, asked: Correction) -> bool:
    with View.open(dossier) as view:
        return set(asked.made) <= set(view.decisions())
