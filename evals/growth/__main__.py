"""How a dossier grows: ``python -m evals.growth [--sizes 1000 --sizes 10000] [--json FILE] [--data FOLDER]``.

``make PATH --articles N`` makes one of N articles to try things on, ``draw FILE PICTURE`` draws the figures
of a file. Articles are real ones varied; none is encoded but those of the stock they are made of.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated

import cyclopts
import msgspec
from cyclopts import Parameter
from rich.console import Console

from evals.base import DATA_ROOT, DataRoot
from evals.growth import made, measured, stock
from evals.growth.drawn import drawn
from evals.growth.measured import Growth, Work

SIZES = (1_000, 10_000, 100_000)
app = cyclopts.App()


@app.default
def main(
    *,
    sizes: tuple[int, ...] = SIZES,
    json: Path | None = None,
    stock_at: Path | None = None,
    data: DataRoot = DATA_ROOT,
) -> None:
    """Measure dossiers of several sizes, one after the other.

    Parameters
    ----------
    sizes
        How many articles each has.
    json
        Write the figures to this file too, size by size.
    stock_at
        The dossier of real articles, which `read` makes; read anew where not given.
    """
    grown: list[Growth] = []
    with _stock(stock_at, data) as where:
        for size in sizes:
            with TemporaryDirectory() as work:
                grown.append(measured.growth(size, where, Path(work)))
            Console().print(told(grown[-1]))
            if json is not None:
                json.write_bytes(msgspec.json.format(msgspec.json.encode(grown)))


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
    with _stock(stock_at, data) as where:
        made.make(path, stock.stock(where), articles)


@app.command
def draw(figures: Path, picture: Path) -> None:
    """Draw the FIGURES of a file that --json wrote as an SVG PICTURE."""
    grown = msgspec.json.decode(figures.read_bytes(), type=list[Growth])
    picture.write_text(drawn(grown), "utf-8")


@app.command(show=False)
def work(what: Annotated[Work, Parameter()], path: Path, stock_at: Path, articles: int) -> None:
    """Do one thing in this process and print what it cost, as JSON."""
    print(msgspec.json.encode(measured.work(what, path, stock_at, articles)).decode())


def told(one: Growth) -> str:
    """The figures of one size in words."""
    steps = ", ".join(
        f"{step.name} {step.processor:.1f} s and {step.peak or 0:,.0f} MB" for step in one.derived.steps
    )
    tables = ", ".join(f"{name} {size:.1f}" for name, size in one.file.tables.items())
    columns = ", ".join(f"{name} {size:.1f}" for name, size in one.file.columns.items())
    return (
        f"{one.articles:,} articles, {one.file.stories:,} stories: derived in {one.derived.seconds:.1f} s, "
        f"{one.derived.processor:.1f} s of processor, peak {one.derived.peak or 0:,.0f} MB (until the end of "
        f"{steps}); "
        f"encoding alone would take {one.encoding:.0f} s. "
        f"File {one.file.megabytes:,.0f} MB, {one.file.beyond:.1f} kB an article beyond {one.file.text:.1f} "
        f"of text (tables: {tables}; of articles: {columns}). Nothing new: {one.again.seconds:.2f} s; "
        f"{measured.ADDED} more: {one.added.seconds:.1f} s, {one.added.processor:.1f} s of processor, "
        f"peak {one.added.peak or 0:,.0f} MB"
    )


@contextmanager
def _stock(given: Path | None, data: Path) -> Iterator[Path]:
    """The dossier of real articles; read into a folder of its own for a while where none is ``given``."""
    if given is not None:
        yield given
        return
    with TemporaryDirectory() as work:
        stock.read(Path(work) / "stock.db", data)
        yield Path(work) / "stock.db"


if __name__ == "__main__":
    app()
