"""Finds the evaluation tasks and runs them. A task is a folder of evals with a run.py that has ``run(data)``.

It neither judges figures (``gate``) nor shows them (``__main__``).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from importlib import import_module
from pathlib import Path

import msgspec

from evals.base import DataMissing, Result, Task

HERE = Path(__file__).parent


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """What came of running tasks: results in the tasks' order, and why others were skipped."""

    results: tuple[Result, ...]
    skipped: dict[str, str]


def names() -> list[str]:
    """All tasks, sorted."""
    return sorted(file.parent.name for file in HERE.glob("*/run.py"))


def measure(tasks: Iterable[str], data: Path) -> Measured:
    """Runs ``tasks`` on the data sets under ``data``; a task whose data is missing is skipped."""
    results, skipped = [], {}
    for name in tasks:
        run: Task = import_module(f"evals.{name}.run").run
        try:
            results.append(run(data))
        except DataMissing as missing:
            skipped[name] = str(missing)
    return Measured(results=tuple(results), skipped=skipped)


def data_hash(result: Result, data: Path) -> str:
    """SHA-256 of the names and bytes of the files a result was measured on.

    A file's path is absolute, or within ``data``, or within this repository.
    """
    digest = hashlib.sha256()
    for name in sorted(result.files):
        inside = data / name
        file = inside if inside.exists() else HERE.parent / name
        digest.update(file.name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()
