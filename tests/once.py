"""What one of the processes that test together makes, for all of them to read."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path
from time import monotonic, sleep

import pytest

# Seconds within which another process has made it.
LONGEST = 300.0


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder of this name that ``make`` has filled, whichever process was the first to ask for it.

    Where it fails the next process tries, so that each fails with the same error.
    """
    home, made = _shared(factory) / name, _shared(factory) / f"{name}.made"
    end = monotonic() + LONGEST
    while not made.exists():
        try:
            home.mkdir()
        except FileExistsError:
            if monotonic() > end:
                raise
            sleep(0.05)
        else:
            _filled(home, make)
            made.touch()
    return home


def _filled(home: Path, make: Callable[[Path], object]) -> None:
    try:
        make(home)
    except BaseException:
        shutil.rmtree(home)
        raise


def _shared(factory: pytest.TempPathFactory) -> Path:
    """A folder of this test run; each process that pytest-xdist starts has one of its own within."""
    own = factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own
