"""`samestory upgrade`: a thin door to keeping a dossier whole over the years."""

from __future__ import annotations

from pathlib import Path

from samestory.console import say


def upgrade(dossier: Path, /) -> int:
    """Bring a dossier that an older Samestory made up to date, as `samestory run` does on its way.

    It is copied first; nothing that readers decided or that came from the web is lost.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    """
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory import pipeline  # noqa: PLC0415
    from samestory.bars import bars  # noqa: PLC0415

    with bars() as progress:
        copy = pipeline.upgrade(dossier, progress)
    say(f"{dossier} is up to date." if copy is None else f"{dossier} is up to date now. {kept(copy)}")
    return 0


def kept(copy: Path) -> str:
    """What to say of the copy of an older dossier."""
    return f"As it was before, it stands in {copy}; delete that once you do not need it."
