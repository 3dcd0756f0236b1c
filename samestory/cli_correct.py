"""What every command that corrects shares: who decides, and storing it. Knows no command."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from samestory.errors import InputError

if TYPE_CHECKING:
    from samestory.corrections.rows import Correction

By = Annotated[str | None, Parameter(name="--by")]
Because = Annotated[str | None, Parameter(name="--because")]


def reader(by: str | None) -> str:
    """Who decides: ``by``, else the login name; raises InputError where there is none."""
    import getpass  # noqa: PLC0415

    try:
        return by or getpass.getuser()
    except (OSError, KeyError, ImportError) as error:
        raise InputError("this machine does not say who is at work; give your name with --by NAME") from error


def correct(dossier: Path, correction: Correction) -> None:
    """Store ``correction`` in ``dossier`` and derive all that follows, with a bar for each step."""
    # Imported here, as in each command: only what a command needs is loaded.
    from samestory import pipeline  # noqa: PLC0415
    from samestory.bars import bars  # noqa: PLC0415

    with bars() as progress:
        pipeline.decide(dossier, correction.made, progress, correction.forgotten)
