"""`samestory upgrade` and `samestory check`: thin doors to keeping a dossier whole over the years."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from cyclopts.validators import Number

from samestory.console import Json, complain, say, say_json
from samestory.errors import DossierError

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
    complain(f"{dossier} is damaged; restore it from a copy, or run again into a new file")
    return DAMAGED


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
