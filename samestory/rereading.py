"""Articles whose marks an older Samestory read are read again from their text. Finds no files."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from samestory.engine import Here
from samestory.intake import Options, Workers, alike_weights, model_in
from samestory.model import Article
from samestory.progress import Progress
from samestory.store.writer import Writer

if TYPE_CHECKING:
    from samestory.store.writer import Encoded


def read_again(writer: Writer, options: Options, progress: Progress, workers: Workers) -> None:
    """Read again what is outdated still, such as when its file was not among those just read.

    Each batch is stored as it comes: what is cut off goes on from there. Raises WeightsError, WorkersLost,
    WorkersUnlike or DossierError.
    """
    left = writer.outdated()
    if not left:
        return
    model = model_in(writer, progress)
    size = max(1, options.batch)
    batches = [left[start : start + size] for start in range(0, len(left), size)]
    running = workers() if len(batches) > 1 else Here()
    work = partial(_read_there, threads=running.threads)
    done = 0
    progress("reread", done, len(left))
    # Imported here: a run that finds nothing outdated should not pay for loading it.
    from threadpoolctl import threadpool_limits  # noqa: PLC0415

    # For all threads of this process, as in intake.py.
    with threadpool_limits(1, user_api="blas"):
        for made in running.map(work, map(writer.articles_of, batches)):
            alike_weights(made, model)
            writer.mark(made)
            done += len(made)
            progress("reread", done, len(left))


def _read_there(articles: tuple[Article, ...], threads: int) -> tuple[Encoded, ...]:
    # Imported here for the same reason, as readers and encoder are loaded with it.
    from samestory.reading import read_again as marked  # noqa: PLC0415

    return marked(articles, threads=threads)
