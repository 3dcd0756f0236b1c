"""Searches for bytes that break a reader: ``python -m fuzz TARGET --seconds N``; alone it lists targets."""

from __future__ import annotations

import sys
from pathlib import Path

import cyclopts
from rich.console import Console

from samestory.errors import SamestoryError


def main(target: str | None = None, /, *, seconds: int = 60, folder: Path = Path("fuzz-inputs")) -> int:
    """Try inputs on a target until one breaks it or the time is over.

    Parameters
    ----------
    target
        One of those listed where none is given.
    seconds
        How long.
    folder
        Where inputs are kept from one search to the next, and what broke a target.
    """
    from fuzz.searching import search  # noqa: PLC0415

    if target is None:
        from fuzz.targets import TARGETS  # noqa: PLC0415

        Console().print(" ".join(TARGETS))
        return 0
    try:
        search(target, seconds, folder)
    except SamestoryError as error:
        Console(stderr=True).print(str(error))
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(cyclopts.run(main))
