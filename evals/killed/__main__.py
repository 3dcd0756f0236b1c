"""What is left after a kill: ``python -m evals.killed [--times N] [--seed N] [--only KIND] [--json]``.

Runs, their workers, the reader and reading from the web are killed with SIGKILL at random moments. After each
kill the dossier must be sound and hold all that was told of; at the end, left in peace, it must say what one
says that nothing happened to.
"""

from __future__ import annotations

import shutil
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Annotated

import cyclopts
import msgspec
from cyclopts import Parameter
from rich.console import Console
from rich.table import Table

from evals.killed import children, readers, site
from evals.killed.moments import worker_of
from evals.killed.trials import Kind, Trial, trial, undisturbed

EXAMPLES = Path(__file__).parents[2] / "examples" / "pile"
# So many of the examples, in the order of their names: of several affairs, in three languages.
FILES = 5
# What part of all kills each kind gets.
PARTS = {"run": 0.5, "web": 0.15, "worker": 0.08, "cluster": 0.07, "reader": 0.2}

Tried = Callable[[Random, Path], Trial]


def main(
    *,
    times: int = 200,
    seed: int = 1,
    only: str = "",
    json: Annotated[bool, Parameter(negative="")] = False,
) -> int:
    """Kill what works on dossiers, and look at what is left.

    Parameters
    ----------
    times
        How many kills in all.
    seed
        Of the chance that the moments are drawn by.
    only
        Only this kind: run, web, worker, cluster or reader.
    json
        Print each trial as a line of JSON as soon as it is done.
    """
    with TemporaryDirectory() as home:
        tried = []
        for one in trials(Path(home), times, Random(seed), only):
            tried.append(one)
            if json:
                print(msgspec.json.encode(one).decode(), flush=True)
    if not json:
        Console().print(table(tried))
    return 0 if all(one.whole for one in tried) else 1


def trials(home: Path, times: int, chance: Random, only: str = "") -> Iterator[Trial]:
    """Trials of each kind until there were so many kills, in the empty folder ``home``."""
    folder = home / "pile"
    folder.mkdir()
    for file in sorted(EXAMPLES.iterdir())[:FILES]:
        shutil.copy(file, folder)
    with site.served(folder) as feed:
        kinds = {
            "run": Kind("run", children.read, str(folder)),
            "web": Kind("reading a feed", children.read, feed),
            "worker": Kind("a worker of a run", children.read_on_workers, str(folder), None, worker_of, 1),
            "cluster": Kind("a run with workers", children.read_on_workers, str(folder)),
        }
        for name, part in PARTS.items():
            if only in ("", name):
                to_try = _reading(home, folder) if name == "reader" else _working(home, kinds[name])
                yield from _until(round(times * part), to_try, chance, home)


def table(tried: Sequence[Trial]) -> Table:
    """By kind and step, how often it was killed there; by kind, how many dossiers ended as they should."""
    shown = Table("what was killed", "times", "at which steps", "dossiers", "whole", "wrong")
    for kind in dict.fromkeys(one.kind for one in tried):
        its = [one for one in tried if one.kind == kind]
        kills = [kill for one in its for kill in one.kills]
        where = Counter(kill.where for kill in kills)
        steps = ", ".join(f"{step} {count}" for step, count in where.most_common())
        told = {kill.wrong or f"{kill.lost} lost" for kill in kills if kill.wrong or kill.lost}
        told |= {f"other {part}" for one in its for part in one.unlike}
        whole = sum(one.whole for one in its)
        shown.add_row(kind, str(len(kills)), steps, str(len(its)), str(whole), "; ".join(sorted(told)))
    return shown


def _working(home: Path, kind: Kind) -> Tried:
    whole = undisturbed(kind, home / f"{kind.name}, undisturbed")
    return lambda chance, place: trial(kind, whole, chance, place)


def _reading(home: Path, folder: Path) -> Tried:
    undisturbed(Kind("run", children.read, str(folder)), home / "read")
    dossier = home / "read" / "news.db"
    whole = readers.corrected(dossier, home / "corrected")
    return lambda chance, place: readers.interrupted(dossier, whole, chance, place)


def _until(times: int, to_try: Tried, chance: Random, home: Path) -> Iterator[Trial]:
    kills = 0
    while kills < times:
        done = to_try(chance, home / "killed")
        shutil.rmtree(home / "killed")
        kills += len(done.kills)
        yield done


if __name__ == "__main__":
    sys.exit(cyclopts.run(main))
