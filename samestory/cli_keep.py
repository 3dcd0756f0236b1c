"""`samestory upgrade`: a thin door to keeping a dossier whole over the years."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from samestory.console import say

Jobs = Annotated[int, Parameter(name=["--jobs", "-j"], validator=Number(gte=1))]


def upgrade(dossier: Path, /, *, jobs: Jobs = 1) -> int:
    """Bring a dossier that an older Samestory made up to date, as `samestory run` does on its way.

    It is copied first; nothing that readers decided or that came from the web is lost.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    jobs
        Worker processes that read again what an older version read otherwise; 1 runs in this process.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory import pipeline  # noqa: PLC0415
    from samestory.bars import bars  # noqa: PLC0415

    with bars() as progress:
        copy = pipeline.upgrade(dossier, pipeline.Options(jobs=jobs), progress)
    say(f"{dossier} is up to date." if copy is None else f"{dossier} is up to date now. {kept(copy)}")
    return 0


def kept(copy: Path) -> str:
    """What to say of the copy of an older dossier."""
    return f"As it was before, it stands in {copy}; delete that once you do not need it."
