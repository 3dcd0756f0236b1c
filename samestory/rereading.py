"""Articles whose marks an older Samestory read are read again from their text. Finds no files."""

from __future__ import annotations

import os
from functools import partial
from typing import TYPE_CHECKING

from samestory import engine
from samestory.intake import Options, model_in
from samestory.model import Article
from samestory.progress import Progress
from samestory.store.writer import Writer

if TYPE_CHECKING:
    from samestory.store.writer import Encoded


def read_again(writer: Writer, options: Options, progress: Progress) -> None:
    """Read again what is outdated still, such as when its file was not among those just read.

    Each batch is stored as it comes: what is cut off goes on from there. Raises WeightsError, WorkersLost or
    DossierError.
    """
    left = writer.outdated()
    if not left:
        return
    model_in(writer, progress)
    size = max(1, options.batch)
    batches = [left[start : start + size] for start in range(0, len(left), size)]
    jobs = options.jobs if len(batches) > 1 else 1
    work = partial(_read_there, threads=max(1, (os.cpu_count() or 1) // jobs))
    done = 0
    progress("reread", done, len(left))
    with engine.local(jobs) as workers:
        for made in workers.map(work, map(writer.articles_of, batches)):
            writer.mark(made)
            done += len(made)
            progress("reread", done, len(left))


def _read_there(articles: tuple[Article, ...], threads: int) -> tuple[Encoded, ...]:
    # Imported here: a run that finds nothing outdated should not pay for loading readers and encoder.
    from samestory.reading import read_again as marked  # noqa: PLC0415

    return marked(articles, threads=threads)
