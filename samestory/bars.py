"""Progress bars on the terminal's error stream; nothing where that is no terminal."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

from samestory.progress import Progress

NAMES = {
    "copy": "Copying the dossier of an older version",
    "upgrade": "Bringing it up to date",
    "check": "Checking",
    "rescue": "Reading what can be read",
    "prepare": "Preparing the encoder's weights (once)",
    "read": "Reading",
    "fetch": "Fetching",
    "reread": "Reading again what an older version read",
    "gather": "Gathering stories",
    "collate": "Collating",
    "shards": "Writing shards",
    "join": "Joining windows",
}


@contextmanager
def bars() -> Iterator[Progress]:
    """A Progress that draws one bar a step."""
    console = Console(stderr=True)
    percent = TextColumn("{task.percentage:>3.0f}%")
    columns = (TextColumn("{task.description}"), BarColumn(), percent, TimeRemainingColumn())
    tasks = {}
    with Bars(*columns, console=console, disable=not console.is_terminal) as drawn:

        def tell(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = drawn.add_task(NAMES.get(step, step), total=total or None)
            drawn.update(tasks[step], completed=done, total=total or None)

        yield tell
