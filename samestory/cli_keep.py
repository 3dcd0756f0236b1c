"""`samestory upgrade`, `check` and `rescue`: thin doors to keeping a dossier whole over the years."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from samestory.console import Json, complain, say, say_json
from samestory.errors import DossierError, SamestoryError

DAMAGED = 1
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


def check(dossier: Path, /, *, as_json: Json = False) -> int:
    """Look whether a dossier is whole: its file, its articles, and what follows from them. Changes nothing.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`.
    as_json
        Print one JSON object instead of text.
    """
    from samestory.bars import bars  # noqa: PLC0415
    from samestory.store.checking import problems  # noqa: PLC0415

    with bars() as progress:
        found = list(problems(dossier, progress))
    if as_json:
        say_json({"dossier": str(dossier), "problems": found})
        return DAMAGED if found else 0
    for one in found:
        say(one)
    if not found:
        say(f"{dossier} is sound.")
        return 0
    complain(
        f"{dossier} is damaged; restore it from a copy, or save what is whole with "
        f"`samestory rescue {dossier} NEW`"
    )
    return DAMAGED


def rescue(dossier: Path, new: Path, /, *, jobs: Jobs = 1) -> int:
    """Put what can be read of a damaged dossier into a new one, and derive its stories anew.

    Parameters
    ----------
    dossier
        A dossier made by `samestory run`; it stays as it is.
    new
        The new dossier.
    jobs
        Worker processes; 1 runs in this process.
    """
    from samestory import pipeline  # noqa: PLC0415
    from samestory.bars import bars  # noqa: PLC0415
    from samestory.store.rescue import rescue as rescued  # noqa: PLC0415

    with bars() as progress:
        found = rescued(dossier, new, progress)
        try:
            pipeline.upgrade(new, pipeline.Options(jobs=jobs), progress)
        except (SamestoryError, OSError, KeyboardInterrupt):
            # What was read is whole; to read it again could take as long as it took.
            complain(f"what could be read is in {new}; `samestory upgrade {new}` goes on from there")
            raise
    say(
        f"{new} holds {found.articles} articles and {found.decisions} decisions of readers; "
        + ("nothing was lost." if not found.lost else f"something could not be read in {found.lost} places.")
    )
    say("Run again over the folders it was made of: what was lost of them is read again.")
    return 0


def damaged(words: Iterable[str]) -> Path | None:
    """The first of the ``words`` of a command line that is a damaged dossier; None where none is."""
    from samestory.store.checking import problems  # noqa: PLC0415

    for path in map(Path, words):
        try:
            if path.is_file() and any(problems(path)):
                return path
        except DossierError:
            continue
    return None


def kept(copy: Path) -> str:
    """What to say of the copy of an older dossier."""
    return f"As it was before, it stands in {copy}; delete that once you do not need it."
