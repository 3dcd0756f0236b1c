"""Speed of the search as ratios: ``python -m evals.speed_search --data ROOT [--json]``. Not its quality.

Dossiers of news sentences in many languages with vectors drawn by chance, as meaning costs the same whatever
it says. A search is timed beside the product of all vectors with one, storing beside storing without an
index; all on one thread and in processor time, which what else the machine does hardly changes.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated, TypeVar

import apsw
import cyclopts
import msgspec
import numpy as np
from cyclopts import Parameter
from rich.console import Console
from threadpoolctl import threadpool_limits

from evals.base import DATA_ROOT, DataRoot
from evals.corpora import languages, parallel
from evals.search.made import article
from samestory.model import Article
from samestory.search import Search
from samestory.signals import Floats2d
from samestory.store import searched
from samestory.store.view import View
from samestory.store.writer import Batch, Encoded, Sighting, Writer

SIZES = (2_000, 20_000, 100_000)
WIDTH = 384
SENTENCES_AN_ARTICLE = 25
ASKED = 40
MODEL = "drawn"
Value = TypeVar("Value")


class Timed(msgspec.Struct, frozen=True, kw_only=True):
    """Milliseconds at the median and at the 95th percentile."""

    median: float
    late: float


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """One size: storing with and without the index (seconds), the file's bytes an article, and searches.

    ``opening`` and ``loading`` (of vectors, by the first search for meaning) are in milliseconds, so are
    ``product``, all vectors with one and the best hundred, and the searches by words and by both.
    """

    sentences: int
    storing: float
    storing_without: float
    bytes_of_index: float
    bytes_of_article: float
    opening: float
    loading: float
    product: Timed
    words: Timed
    both: Timed


class Drawn:
    """An encoder whose vectors are drawn by chance."""

    model_id = MODEL

    def __init__(self) -> None:
        self._drawn = np.random.default_rng(7)

    def encode(self, texts: Sequence[str]) -> Floats2d:
        """A unit row for each text."""
        rows = self._drawn.standard_normal((len(texts), WIDTH), np.float32)
        return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def speed(data: Path, sentences: int) -> Speed:
    """Figures for a dossier of so many ``sentences``."""
    made = list(_articles(data, sentences))
    encoder = Drawn()
    encoded = [Encoded(one, encoder.encode([""] * len(one.sentences)), MODEL) for one in made]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "made.db"
        without = _storing(Path(folder) / "plain.db", encoded, indexed=False)
        storing = _storing(path, encoded, indexed=True)
        of_index, of_all = _bytes(path)
        with View.open(path) as view:
            opening, search = _once(lambda: Search(view, encoder))
            loading, _ = _once(lambda: search.find("warm", by="meaning"))
            asked = [_asked(one, number) for number, one in enumerate(made[:: max(1, len(made) // ASKED)])]
            return Speed(
                sentences=sentences,
                storing=storing,
                storing_without=without,
                bytes_of_index=of_index / len(made),
                bytes_of_article=of_all / len(made),
                opening=opening,
                loading=loading,
                product=_product(encoder, sentences),
                words=_timed(lambda words: search.find(words, by="words"), asked),
                both=_timed(search.find, asked),
            )


def _articles(data: Path, sentences: int) -> Iterator[Article]:
    """News in turn in every language there is; where it is too little, again with a number before it."""
    known = languages(data)
    held = parallel(data, known)
    count = len(held.documents)
    for start in range(0, sentences, SENTENCES_AN_ARTICLE):
        turn, lang = divmod(start // SENTENCES_AN_ARTICLE, len(known))
        first = turn * SENTENCES_AN_ARTICLE
        numbers = range(first, first + SENTENCES_AN_ARTICLE)
        lines = [f"{number // count + 1}. {held.lines[known[lang]][number % count]}" for number in numbers]
        yield article(f"a{start}", known[lang][:2], lines)


def _asked(one: Article, number: int) -> str:
    """Three words from within a sentence."""
    return " ".join(one.sentences[number % len(one.sentences)].of(one.text).split()[2:5]) or "news"


def _storing(path: Path, encoded: Sequence[Encoded], *, indexed: bool) -> float:
    with Writer.open(path) as writer:
        put = searched.put
        if not indexed:
            searched.put = lambda database, article: None
        started = time.process_time()
        for at in range(0, len(encoded), 32):
            some = tuple(encoded[at : at + 32])
            seen = tuple(Sighting("made", one.article.source, one.article.document_id) for one in some)
            writer.add(Batch(articles=some, sightings=seen))
        took = time.process_time() - started
        searched.put = put
    return took


def _bytes(path: Path) -> tuple[int, int]:
    """Of the index, and of the whole file."""
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    sql = "SELECT name, sum(pgsize) FROM dbstat GROUP BY name"
    sizes = dict(connection.execute(sql))
    connection.close()
    index = sum(size for name, size in sizes.items() if "searched" in name or name.startswith("words"))
    return index, sum(sizes.values())


def _product(encoder: Drawn, rows: int) -> Timed:
    held = encoder.encode([""] * rows)
    asked = encoder.encode([""] * ASKED)
    return _timed(lambda one: np.argpartition(held @ one, -100)[-100:], list(asked))


def _timed(way: Callable[[Value], object], given: Sequence[Value]) -> Timed:
    took = sorted(_once(lambda one=one: way(one))[0] for one in given)  # type: ignore[misc]
    return Timed(median=median(took), late=took[int(0.95 * (len(took) - 1))])


def _once(way: Callable[[], Value]) -> tuple[float, Value]:
    """Milliseconds, and what came of it."""
    started = time.process_time()
    value = way()
    return (time.process_time() - started) * 1000, value


def main(
    *, data: DataRoot = DATA_ROOT, as_json: Annotated[bool, Parameter(name="--json", negative="")] = False
) -> None:
    """Time searches at every size."""
    for size in SIZES:
        with threadpool_limits(1):
            found = speed(data, size)
        if as_json:
            sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
        else:
            Console(highlight=False).print(*_told(found), sep="\n")


def _told(one: Speed) -> Iterator[str]:
    yield f"{one.sentences:,} sentences"
    yield f"  storing {one.storing:.2f} s, without the index {one.storing_without:.2f} s"
    yield f"  an article: {one.bytes_of_article:,.0f} bytes, of them the index {one.bytes_of_index:,.0f}"
    yield f"  opening {one.opening:.0f} ms, vectors {one.loading:.0f} ms"
    for name in ("product", "words", "both"):
        its: Timed = getattr(one, name)
        yield f"  {name}: {its.median:.1f} ms at the median, {its.late:.1f} ms at the 95th percentile"
    yield f"  both is {one.both.median / one.product.median:.1f} times the product alone"


if __name__ == "__main__":
    cyclopts.run(main)
