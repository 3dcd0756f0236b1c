"""What a made dossier costs: deriving it by step, its file by table, a run with nothing new, adding a few.

Each is measured in a process of its own, so that memory is its own.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path
from random import Random
from typing import Literal

import apsw
import msgspec

from evals.growth.made import files_of, make, reports
from evals.growth.stock import stock
from samestory.model import Article
from samestory.pipeline import run
from samestory.store.view import View

ROOT = Path(__file__).parents[2]
Work = Literal["made", "derived", "again", "added", "encoded"]
# How many are added; half of them tell again what one that is held tells.
ADDED = 10
# Articles that encoding alone is timed on.
ENCODED = 100
SAMPLED_SEED, ADDED_SEED = 23, 29
KILO, MEGA = 1e3, 1e6


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A step of a run: seconds by the clock and of processor, and the peak memory so far in MB."""

    name: str
    seconds: float
    processor: float
    peak: float | None


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """A run in a process of its own, as a ``Step``, by step."""

    seconds: float
    processor: float
    peak: float | None
    steps: tuple[Step, ...] = ()


class File(msgspec.Struct, frozen=True, kw_only=True):
    """A dossier's file: its size in MB; then kB an article: of text, beyond it, and by table or column.

    ``tables`` has the pages of each table with its indexes; ``columns`` what is in those of the articles.
    """

    articles: int
    stories: int
    entities: int
    megabytes: float
    text: float
    beyond: float
    tables: dict[str, float]
    columns: dict[str, float]


class Growth(msgspec.Struct, frozen=True, kw_only=True):
    """One size: deriving what is stored, the file after it, the same run again, and ADDED articles more.

    ``encoding`` is what encoding all of its sentences alone would take, in seconds of processor, from some
    of them: the naive way beside it, which tells no story.
    """

    articles: int
    derived: Cost
    file: File
    again: Cost
    added: Cost
    encoding: float


class Clock:
    """Told how a run gets on; adds up what each step took."""

    def __init__(self) -> None:
        self._began = self._last = time.perf_counter(), time.process_time()
        self._name = "opening"
        self._took = dict[str, Step]()

    def __call__(self, step: str, done: int, total: int) -> None:
        """What went by since the last call belongs to the step told then, unless ``step`` goes on."""
        self._until(step if done and step != self._name else self._name)
        # What comes behind the end of a step and before the next is none that tells of itself.
        self._name = f"after {step}" if done >= total else step

    def cost(self) -> Cost:
        """All of it, once the run is over."""
        self._until(self._name)
        wall, processor = time.perf_counter() - self._began[0], time.process_time() - self._began[1]
        return Cost(seconds=wall, processor=processor, peak=peak(), steps=tuple(self._took.values()))

    def _until(self, name: str) -> None:
        now = time.perf_counter(), time.process_time()
        before = self._took.get(name, Step(name=name, seconds=0, processor=0, peak=None))
        self._took[name] = Step(
            name=name,
            seconds=before.seconds + now[0] - self._last[0],
            processor=before.processor + now[1] - self._last[1],
            peak=peak(),
        )
        self._last = now


def growth(articles: int, stock_at: Path, work: Path) -> Growth:
    """Makes a dossier of so many ``articles`` in the folder ``work`` and measures it there."""
    path = work / f"grown{articles}.db"
    _apart("made", path, stock_at, articles)
    derived = _apart("derived", path, stock_at, articles)
    file = measured(path)
    again = _apart("again", path, stock_at, articles)
    _write_more(path, stock_at)
    added = _apart("added", path, stock_at, articles)
    encoded = _apart("encoded", path, stock_at, articles)
    return Growth(
        articles=articles,
        derived=derived,
        file=file,
        again=again,
        added=added,
        encoding=encoded.processor * articles / min(articles, ENCODED),
    )


def work(what: Work, path: Path, stock_at: Path, articles: int) -> Cost:
    """Does it in this process."""
    clock = Clock()
    if what == "made":
        make(path, stock(stock_at), articles)
    elif what == "encoded":
        _encoded(path, clock)
    else:
        run(files_of(path), path, progress=clock)
    return clock.cost()


def measured(path: Path) -> File:
    """The size of the dossier at ``path``, and what takes it."""
    with View.open(path) as view:
        articles = sum(1 for _ in view.article_ids())
        stories = view.count_stories()
    connection = apsw.Connection(str(path), flags=apsw.SQLITE_OPEN_READONLY)
    owner = dict(connection.execute("SELECT name, tbl_name FROM sqlite_master"))
    tables: Counter[str] = Counter()
    for name, pages in connection.execute("SELECT name, pgsize FROM dbstat WHERE aggregate = TRUE"):
        tables[owner.get(name, name).split("_")[0]] += pages
    names = [row[1] for row in connection.execute("PRAGMA table_info(articles)")]
    sums = ", ".join(f'sum(octet_length("{name}"))' for name in names)
    held = dict(zip(names, next(connection.execute(f"SELECT {sums} FROM articles")), strict=True))
    entities = next(connection.execute("SELECT count(*) FROM entities"))[0]
    connection.close()
    each, size = KILO * max(1, articles), path.stat().st_size
    return File(
        articles=articles,
        stories=stories,
        entities=entities,
        megabytes=size / MEGA,
        text=held["text"] / each,
        beyond=(size - held["text"]) / each,
        tables={name: pages / each for name, pages in tables.most_common() if pages / each >= 0.01},
        columns={name: (size or 0) / each for name, size in held.items() if (size or 0) / each >= 0.01},
    )


def peak() -> float | None:
    """The most memory that this process has had, in MB; None where the system does not tell."""
    status = Path("/proc/self/status")
    if not status.exists():
        return None
    told = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
    return int(told["VmHWM"].split()[0]) / KILO


def _apart(what: Work, path: Path, stock_at: Path, articles: int) -> Cost:
    """``work`` in a process of its own."""
    line = [sys.executable, "-m", "evals.growth", "work", what, str(path), str(stock_at), str(articles)]
    done = subprocess.run(line, stdout=subprocess.PIPE, cwd=ROOT, check=True)
    return msgspec.json.decode(done.stdout, type=Cost)


def _encoded(path: Path, clock: Clock) -> None:
    """Some of its sentences encoded alone, on all threads; the clock is told before and after."""
    from samestory.encode import Encoder  # noqa: PLC0415 - other work loads no encoder here

    with View.open(path) as view:
        ids = list(view.article_ids())
        chosen = Random(SAMPLED_SEED).sample(ids, min(ENCODED, len(ids)))
        held = [view.article(one) for one in chosen]
    texts = [span.of(one.text) for one in held for span in one.units()]
    encoder = Encoder.open()
    encoder.encode(texts[:8])
    clock("encode", 0, 1)
    encoder.encode(texts)
    clock("encode", 1, 1)


def _write_more(path: Path, stock_at: Path) -> None:
    """ADDED files more: of happenings of their own, and again what some that are held say, but the end."""
    fresh = [one.encoded.article for one in islice(reports(stock(stock_at), ADDED_SEED), ADDED // 2)]
    with View.open(path) as view:
        ids = list(view.article_ids())
        chosen = Random(ADDED_SEED).sample(ids, ADDED - len(fresh))
        again = [view.article(one) for one in chosen]
    folder = files_of(path) / "more"
    folder.mkdir()
    for number, one in enumerate((*fresh, *again)):
        (folder / f"{number:02}.txt").write_text(
            _file(one, len(one.sentences) - (number >= len(fresh))), "utf-8"
        )


def _file(article: Article, sentences: int) -> str:
    day = f"Date: {article.published.start.date()}\n\n" if article.published else ""
    title = article.words(article.title)
    body = " ".join(span.of(article.text) for span in article.sentences[: max(1, sentences)])
    return f"{day}{title}\n\n{body}\n" if title else f"{day}{body}\n"
