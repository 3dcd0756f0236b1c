"""``python -m evals.growth make PATH --articles N``: a dossier of many articles made of a few real ones."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import cyclopts

from evals.base import DATA_ROOT, DataRoot
from evals.growth import made, stock

app = cyclopts.App()


@app.command
def read(path: Path, *, data: DataRoot = DATA_ROOT) -> None:
    """Read the real articles, once for all sizes, into a dossier at PATH."""
    stock.read(path, data)


@app.command
def make(
    path: Path, *, articles: int = 1000, stock_at: Path | None = None, data: DataRoot = DATA_ROOT
) -> None:
    """Make a dossier at PATH that is stored and not derived.

    Parameters
    ----------
    articles
        How many articles it has.
    stock_at
        The dossier of real articles they are made of, which `read` makes; read anew where not given.
    """
    with TemporaryDirectory() as work:
        where = stock_at or Path(work) / "stock.db"
        if stock_at is None:
            stock.read(where, data)
        made.make(path, stock.stock(where), articles)


if __name__ == "__main__":
    app()
