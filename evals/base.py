"""What every evaluation task takes and gives back. Not a framework: a task is a module with ``run(data)``."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import msgspec
from cyclopts import Parameter

DataRoot = Annotated[Path, Parameter(env_var="SAMESTORY_DATA", help="Folder that holds the data sets.")]
DATA_ROOT = Path("data")


class Figure(msgspec.Struct, frozen=True, kw_only=True):
    """One measured figure beside its naive baseline and, where there is one, its peer."""

    name: str
    value: float
    baseline: float | None = None
    peer: float | None = None


class Result(msgspec.Struct, frozen=True, kw_only=True):
    """A task's figures, what baseline and peer are, and the data files they were measured on."""

    task: str
    about: str
    baseline: str
    peer: str | None
    figures: tuple[Figure, ...]
    files: tuple[str, ...]


Task = Callable[[Path], Result]


class DataMissing(Exception):
    """The data root does not hold what the task needs; the message names the pattern looked for."""


def found(root: Path, pattern: str) -> list[Path]:
    """Files under ``root`` matching ``pattern``, sorted; raises DataMissing for none."""
    files = sorted(root.glob(pattern))
    if not files:
        raise DataMissing(f"no file matches {pattern} under {root}")
    return files
