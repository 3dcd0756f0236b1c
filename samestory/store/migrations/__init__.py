"""A dossier of an older version brought up to date, step by step. What cannot be made again is kept.

All steps are one transaction: a run that is killed on the way leaves the dossier as it was.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from samestory.store.migrations import to_7, to_8, to_9

if TYPE_CHECKING:
    from samestory.progress import Progress
    from samestory.store.connection import Database


class Move(NamedTuple):
    """What brings a dossier of any version since the move before to version ``to``."""

    to: int
    step: Callable[[Database, Progress], None]


MOVES = (Move(7, to_7.step), Move(8, to_8.step), Move(9, to_9.step))


def migrate(database: Database, version: int, progress: Progress) -> None:
    """Bring ``database`` from ``version`` to the newest, within a transaction of the caller's."""
    progress("upgrade", 0, 1)
    for move in MOVES:
        if version < move.to:
            move.step(database, progress)
    progress("upgrade", 1, 1)
