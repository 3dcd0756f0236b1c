"""What one of the processes that test together makes, for all of them to read."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

# Seconds within which another process has made it, or failed.
LONGEST = 300.0


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of this name that ``make`` has filled, whichever process was the first to ask for it."""
    home, made = _shared(factory) / name, _shared(factory) / f"{name}.made"
    try:
        home.mkdir()
    except FileExistsError:
        _wait(made)
    else:
        make(home)
        made.touch()
    return home


def _shared(factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run; each process that pytest-xdist starts has one of its own within."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own


def _wait(made: Path) -> None:
    end = monotonic() + LONGEST
    while not made.exists():
        if monotonic() > end:
            raise TimeoutError(f"{made.stem} is not there after {LONGEST} s: see what failed in its making")
        sleep(0.05)
