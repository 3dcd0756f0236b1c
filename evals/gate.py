"""Compares measured figures with their floors: ``python -m evals.gate [TASK ...] --data ROOT [--update]``.

Floors hold for the data they were set on, known by its hash; on other data nothing is compared.
Every figure counts upwards: more is better.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import cyclopts
import msgspec
from cyclopts import Parameter
from rich.console import Console

from evals.base import DATA_ROOT, DataRoot, Result
from evals.tasks import data_hash, measure, names

FLOORS = Path(__file__).parent / "floors.json"
# Other processors round differently; that moves a figure by a few sentences in two thousand.
TOLERANCE = 0.002


class TaskFloors(msgspec.Struct, frozen=True, kw_only=True):
    """A task's floors by figure, and the hash of the data they hold for."""

    data: str
    floors: dict[str, float]


Floors = dict[str, TaskFloors]


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors on file; none where there is no file."""
    return msgspec.json.decode(path.read_bytes(), type=Floors) if path.exists() else {}


def regressions(result: Result, floors: TaskFloors) -> list[str]:
    """What fell below its floor, or is no longer measured, a sentence each."""
    values = {figure.name: figure.value for figure in result.figures}
    fell = [
        f"{result.task}: {name} is {values[name]:.4f}, its floor {floor:.4f}"
        for name, floor in floors.floors.items()
        if name in values and values[name] < floor - TOLERANCE
    ]
    gone = [f"{result.task}: {name} is no longer measured" for name in floors.floors if name not in values]
    return fell + gone


def raised(result: Result, data: str, old: TaskFloors | None, *, allow_regression: bool) -> TaskFloors:
    """The floors after ``result``: never lower than ``old`` on the same data, unless that is allowed."""
    values = {figure.name: round(figure.value, 4) for figure in result.figures}
    if old is not None and old.data == data and not allow_regression:
        values |= {name: max(floor, values.get(name, floor)) for name, floor in old.floors.items()}
    return TaskFloors(data=data, floors=values)


def update(results: Sequence[Result], data: Path, *, allow_regression: bool, path: Path = FLOORS) -> None:
    """Writes the floors of ``results`` to ``path``; the floors of other tasks stay."""
    floors = read_floors(path)
    for result in results:
        old, digest = floors.get(result.task), data_hash(result, data)
        floors[result.task] = raised(result, digest, old, allow_regression=allow_regression)
    text = msgspec.json.format(msgspec.json.encode(floors, order="sorted"), indent=2)
    path.write_bytes(text + b"\n")


def judged(results: Sequence[Result], data: Path, floors: Floors) -> dict[str, list[str]]:
    """What fell, by task; tasks without floors for this data are left out."""
    return {
        result.task: regressions(result, floors[result.task])
        for result in results
        if result.task in floors and floors[result.task].data == data_hash(result, data)
    }


def main(
    *tasks: str,
    data: DataRoot = DATA_ROOT,
    update_floors: Annotated[bool, Parameter(name="--update", negative="")] = False,
    allow_regression: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Check that no figure fell below its floor; exit 1 where one did.

    Parameters
    ----------
    tasks
        Tasks to run; all when none is named.
    update_floors
        Raise the floors to what was measured; they are never lowered.
    allow_regression
        With --update, lower them too.
    """
    console = Console()
    measured = measure(tasks or names(), data)
    for name, why in measured.skipped.items():
        console.print(f"{name}: skipped, {why}")
    verdicts = judged(measured.results, data, read_floors())
    for result in measured.results:
        fell = verdicts.get(result.task)
        console.print(f"{result.task}: {'no floors for this data' if fell is None else f'{len(fell)} below'}")
    for sentence in (line for fell in verdicts.values() for line in fell):
        console.print(f"  {sentence}")
    if update_floors:
        update(measured.results, data, allow_regression=allow_regression)
    return int(any(verdicts.values()) and not (update_floors and allow_regression))


if __name__ == "__main__":
    sys.exit(cyclopts.run(main))
