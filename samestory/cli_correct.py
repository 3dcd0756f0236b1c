"""What every command that corrects shares: who decides, and storing it. Knows no command."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from cyclopts import Parameter

from samestory import console
from samestory.console import say
from samestory.errors import InputError

if TYPE_CHECKING:
    from rich.console import RenderableType

    from samestory.corrections.rows import Correction
    from samestory.model import Contents

    Touched = Callable[[Contents, frozenset[str]], RenderableType]

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


def decide(
    dossier: Path,
    said: Iterable[str],
    decided: Callable[[Contents, str], Correction],
    by: str | None,
    touched: Touched,
) -> int:
    """Store what a reader has ``decided`` on what is ``said``, and print what is ``touched`` as it is now."""
    who = reader(by)
    _store(dossier, decided(console.about(dossier, *said), who), touched)
    say(f"Decided by {who}.")
    return 0


def undone(
    dossier: Path, said: Iterable[str], decided: Callable[[Contents], Correction], touched: Touched
) -> int:
    """Take back what is ``decided`` on what is ``said``, and print what is ``touched`` as it is now."""
    _store(dossier, decided(console.about(dossier, *said)), touched)
    return 0


def _store(dossier: Path, correction: Correction, touched: Touched) -> None:
    correct(dossier, correction)
    told = correction.made or correction.forgotten
    articles = frozenset(known for one in told for known in (one.left, one.right))
    say(touched(console.holding(dossier, articles), articles))
