"""Runs evaluation tasks: ``python -m evals [TASK ...] --data ROOT [--json]``.

A run of all tasks also writes docs/quality.md. Nothing is judged here; see ``gate``.
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
from rich.table import Table

from evals.base import DATA_ROOT, DataRoot, Result
from evals.gate import Floors, judged, read_floors
from evals.tasks import measure, names

QUALITY = Path(__file__).parents[1] / "docs" / "quality.md"
COLUMNS = ("metric", "value", "naive baseline", "peer", "floor")


def main(
    *tasks: str,
    data: DataRoot = DATA_ROOT,
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Measure quality on gold data.

    Parameters
    ----------
    tasks
        Tasks to run; all when none is named, which also writes docs/quality.md.
    json
        Print the results as JSON and write nothing.
    """
    unknown = sorted(set(tasks) - set(names()))
    if unknown:
        Console(stderr=True).print(f"no task {', '.join(unknown)}; there are {', '.join(names())}")
        return 2
    measured = measure(tasks or names(), data)
    for name, why in measured.skipped.items():
        Console(stderr=True).print(f"{name}: skipped, {why}")
    if json:
        print(msgspec.json.encode(measured.results).decode())
        return 0
    floors = matching(measured.results, data)
    for result in measured.results:
        Console().print(table(result, floors))
    if not tasks and not measured.skipped:
        QUALITY.write_text(markdown(measured.results, floors), "utf-8")
    return 0


def matching(results: Sequence[Result], data: Path) -> Floors:
    """The floors that were set on the very data of these results."""
    floors = read_floors()
    return {task: floors[task] for task in judged(results, data, floors)}


def rows(result: Result, floors: Floors) -> list[tuple[str, ...]]:
    """A result's figures as cells to show, in the order of ``COLUMNS``."""
    floor = floors[result.task].floors if result.task in floors else {}
    return [
        (figure.name, *map(shown, (figure.value, figure.baseline, figure.peer, floor.get(figure.name))))
        for figure in result.figures
    ]


def shown(value: float | None) -> str:
    """A figure with three decimals, nothing for None."""
    return "" if value is None else f"{value:.3f}"


def table(result: Result, floors: Floors) -> Table:
    """A result for the terminal."""
    drawn = Table(title=result.task, caption=result.about)
    for column in COLUMNS:
        drawn.add_column(column, justify="left" if column == "metric" else "right")
    for row in rows(result, floors):
        drawn.add_row(*row)
    return drawn


def markdown(results: Sequence[Result], floors: Floors) -> str:
    """docs/quality.md: one table a task, the same text for the same results."""
    parts = ["# Quality, measured", "Written by `python -m evals --data ROOT`; not edited by hand."]
    for result in results:
        lines = [COLUMNS, ("---", *["---:"] * 4), *rows(result, floors)]
        told = [f"{result.about[:1].upper()}{result.about[1:]}.", f"Naive baseline: {result.baseline}."]
        told += [f"Peer: {result.peer}."] if result.peer else []
        drawn = "\n".join(f"| {' | '.join(cells)} |" for cells in lines)
        parts += [f"## {result.task}", " ".join(told), drawn]
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.exit(cyclopts.run(main))
