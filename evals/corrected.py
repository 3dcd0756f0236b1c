"""What a reader's decision costs: ``python -m evals.corrected DOSSIER [--whole] [--fewest 2000]``.

Each is decided on a copy of a derived dossier, as one of ``evals.growth make``, and taken back, both in a
process of its own, loading and all. The naive way beside it derives all again.
"""

from __future__ import annotations

import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory

import cyclopts
import msgspec
from rich.console import Console

from samestory import pipeline
from samestory.gather.written import form
from samestory.model import Decision, Verdict
from samestory.store.grounds import Bounds
from samestory.store.view import View
from samestory.store.writer import Writer

# Stories of so many reports are decided on.
FEWEST, MOST = 3, 6
BY = "user:reader"
Kind = str
app = cyclopts.App()


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds of processor of deciding, its process with all it loads among them; MB at the most.

    ``parts`` counts what was derived by itself since all was.
    """

    seconds: float
    peak: float
    parts: int


def decisions(view: View, kind: Kind) -> list[Decision]:
    """What a reader may decide of two stories of the dossier, or of the first of them."""
    stories: dict[str, list[str]] = {}
    for article, story in sorted(view.held().every_home().items()):
        stories.setdefault(story, []).append(article)
    some = [its for _, its in sorted(stories.items()) if FEWEST <= len(its) <= MOST]
    one, other = some[0], some[len(some) // 2]
    made: Mapping[Kind, Callable[[], Iterator[Decision]]] = {
        "join": lambda: (_of("story", pair, "same") for pair in product(one, other)),
        "split": lambda: (_of("story", (one[0], its), "different") for its in one[1:]),
        "copy": lambda: (_of("copy", pair, "same") for pair in list(combinations(one, 2))[:1]),
        "thread": lambda: (_of("thread", pair, "related") for pair in product(one, other)),
        "name": lambda: _name(view, one[0]),
    }
    return list(made[kind]())


KINDS = ("join", "split", "copy", "thread", "name")


def _of(kind: str, pair: tuple[str, str], verdict: Verdict) -> Decision:
    left, right = pair
    return Decision(kind=kind, left=left, right=right, verdict=verdict, score=1.0, made_by=BY)  # type: ignore[arg-type]


def _name(view: View, article: str) -> Iterator[Decision]:
    """Another name for the first person or thing that the article names and that no other is written like."""
    held, its = view.held(), view.article(article)
    keys = [form(one, its).key for one in its.names]
    spelled = held.spelled(keys)
    (entity,) = next(spelled[one] for one in keys if len(spelled.get(one, ())) == 1)
    for spelling in held.heads([entity])[entity].spellings:
        if len(held.spelled([spelling.key])[spelling.key]) == 1:
            yield _of("name", (spelling.key, "Another Name"), "same")


@app.command
def one(dossier: Path, kind: str, *, fewest: int) -> None:
    """Decide one thing of DOSSIER, ``back`` takes all back, ``whole`` derives all; prints what it cost."""
    pipeline.BOUNDS = Bounds(fewest=fewest)
    with View.open(dossier) as view:
        told = view.told()
        made = decisions(view, kind) if kind in KINDS else []
    if kind == "whole":
        with Writer.open(dossier) as writer:
            writer.ungrow()
    began = time.process_time()
    pipeline.decide(dossier, made, forgotten=told if kind == "back" else ())
    with View.open(dossier) as view:
        growth = view.held().growth()
    cost = Cost(
        seconds=time.process_time() - began,
        peak=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3,
        parts=growth.decided if growth else 0,
    )
    sys.stdout.write(msgspec.json.encode(cost).decode())


def _cost(dossier: Path, kind: str, fewest: int) -> Cost:
    line = [sys.executable, "-m", "evals.corrected", "one", str(dossier), kind, "--fewest", str(fewest)]
    done = subprocess.run(line, stdout=subprocess.PIPE, check=True)
    return msgspec.json.decode(done.stdout, type=Cost)


def _told(cost: Cost) -> str:
    how = "by itself" if cost.parts else "with all"
    return f"{cost.seconds:.2f} s of processor, {cost.peak:.0f} MB, {how}"


@app.default
def main(dossier: Path, *, whole: bool = False, fewest: int = 2000) -> None:
    """Decide this and that of a copy of DOSSIER, and take each back.

    Parameters
    ----------
    whole
        Derive all again at the end too.
    fewest
        Of how many articles a dossier has what a part is derived from; so many it was derived with.
    """
    with TemporaryDirectory() as work:
        copy = Path(shutil.copy(dossier, work))
        for kind in KINDS:
            there, back = _cost(copy, kind, fewest), _cost(copy, "back", fewest)
            Console().print(f"{kind}: {_told(there)}; taken back: {_told(back)}")
        if whole:
            found = _cost(copy, "whole", fewest)
            Console().print(f"all derived again: {_told(found)}")


if __name__ == "__main__":
    app()
