"""What taking in a few at a time costs: ``python -m evals.grown [--half .5] [--batches 8] [--seed 1]``.

Reports of twin events (ECB+): a part is derived whole, the rest comes in batches taken in by themselves. The
naive way beside it derives all again, which a large dossier cannot wait for.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import cyclopts
from rich.console import Console

from evals.base import DATA_ROOT, DataRoot
from evals.corpora import TRAIN_TOPICS, TwinDocument, held_twins, twins
from evals.stories.score import b_cubed, pairwise_f1
from samestory import pipeline
from samestory.store.grounds import Bounds
from samestory.store.view import View

ALWAYS, NEVER = Bounds(fewest=1, share=1000.0, most=1 << 30), Bounds(fewest=1 << 30)


def grown(documents: Sequence[TwinDocument], half: float, batches: int, work: Path) -> Iterator[str]:
    """Figures of ``documents`` taken in in this order, in words; ``work`` is an empty folder."""
    start = round(half * len(documents))
    size = -(-(len(documents) - start) // batches)
    folder, ours, whole = work / "news", work / "grown.db", work / "whole.db"
    folder.mkdir()
    gold = {_file(number): one.story for number, one in enumerate(documents)}
    for first, last in ((0, start), *((at, at + size) for at in range(start, len(documents), size))):
        for number, one in list(enumerate(documents))[first:last]:
            (folder / _file(number)).write_text(one.text(), "utf-8")
        yield f"{last - first} more: {_run(folder, ours, ALWAYS):.1f} s of processor"
    yield f"grown: {_score(ours, gold)}"
    seconds = _run(folder, whole, NEVER)
    yield f"whole, reading and encoding with it: {seconds:.1f} s of processor; {_score(whole, gold)}"


def _file(number: int) -> str:
    return f"{number:04}.txt"


def _run(folder: Path, dossier: Path, bounds: Bounds) -> float:
    """Seconds of processor that a run takes, with ``bounds`` for what is taken in by itself."""
    usual, pipeline.BOUNDS = pipeline.BOUNDS, bounds
    began = time.process_time()
    try:
        pipeline.run(folder, dossier)
    finally:
        pipeline.BOUNDS = usual
    return time.process_time() - began


def _score(dossier: Path, gold: dict[str, str]) -> str:
    with View.open(dossier) as view:
        files, stories = view.files(), view.stories()
    groups = [[files[one][0] for one in story.articles] for story in stories]
    held = {name: gold[name] for its in groups for name in its}
    return (
        f"{len(stories)} stories, B-cubed F1 {b_cubed(groups, held).f1:.3f}, "
        f"pairwise F1 {pairwise_f1(groups, held):.3f}"
    )


def main(
    *, half: float = 0.5, batches: int = 8, seed: int = 1, most: int | None = None, data: DataRoot = DATA_ROOT
) -> None:
    """Grow a dossier and derive it whole.

    Parameters
    ----------
    half
        How large a part is derived whole at first.
    batches
        In how many batches the rest comes.
    seed
        Draws the order.
    most
        So many reports are taken, all if not given.
    """
    documents = [*twins(data, TRAIN_TOPICS), *held_twins(data)]
    Random(seed).shuffle(documents)
    with TemporaryDirectory() as work:
        for line in grown(documents[:most], half, batches, Path(work)):
            Console().print(line)


if __name__ == "__main__":
    cyclopts.run(main)
