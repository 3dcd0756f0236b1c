"""A dossier of an older version brought up to date, one step a version. What cannot be made again is kept.

All steps are one transaction: a run that is killed on the way leaves the dossier as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from samestory.store.migrations import to_8

if TYPE_CHECKING:
    from samestory.progress import Progress
    from samestory.store.connection import Database

Step = Callable[["Database", "Progress"], None]
# What brings a dossier of each version to the next.
STEPS: Mapping[int, Step] = {7: to_8.step}
OLDEST = min(STEPS)


def migrate(database: Database, version: int, progress: Progress) -> None:
    """Bring ``database`` from ``version``, one of STEPS, to the newest, within the caller's transaction."""
    last = max(STEPS) + 1
    for one in range(version, last):
        progress("upgrade", one - version, last - version)
        STEPS[one](database, progress)
    progress("upgrade", last - version, last - version)
