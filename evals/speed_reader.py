"""How fast the reader answers: ``python -m evals.speed_reader [--articles N] [--dossier PATH] [--json]``.

Serves an invented dossier in a process of its own and asks it over HTTP, one page after the other, as a
reader at this machine would. The naive way beside it makes the story's page from all that the dossier holds.
"""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from random import Random
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated
from urllib.parse import quote, urlsplit

import cyclopts
import msgspec
from cyclopts import Parameter
from rich.console import Console

from evals.invented.dossier import write
from samestory.dossier.catalogue import Catalogue
from samestory.dossier.opened import Dossier
from samestory.export.page import story_page
from samestory.store.view import View

# Milliseconds, on two cores, of a dossier of 20,000 articles.
TARGET_MEDIAN, TARGET_LATE = 150, 400
ASKED = 40
LARGE, SMALL = 20, 5
Paths = Mapping[str, Sequence[str]]


class Answered(msgspec.Struct, frozen=True, kw_only=True):
    """One kind of page: milliseconds at the median, at the 95th percentile and at most; its size in kB.

    ``processor`` and ``processor_late`` are the server's own time at the median and the 95th percentile,
    which what else the machine does hardly changes; None where the system does not tell it.
    """

    name: str
    asked: int
    median: float
    late: float
    most: float
    processor: float | None
    processor_late: float | None
    size: float
    failed: int

    @property
    def met(self) -> bool:
        """Whether it is as fast as it should be, and every page was there."""
        return self.median <= TARGET_MEDIAN and self.late <= TARGET_LATE and not self.failed


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """A served dossier: seconds until it answers, its pages, and the most memory it took (MB).

    ``naive`` is how many milliseconds a story's page takes where all of the dossier is read for it, None
    where that was not asked for; ``memory`` is None where the system does not tell.
    """

    articles: int
    stories: int
    megabytes: float
    opening: float
    pages: tuple[Answered, ...]
    memory: float | None
    naive: float | None


def speed(dossier: Path, only: str = "", *, naive: bool = True) -> Speed:
    """Figures for the dossier at ``dossier``; of pages whose name has ``only`` in it."""
    with Dossier(dossier) as opened:
        held = opened.catalogue()
        asked = paths(opened, held, Random(7))
    began = time.perf_counter()
    with _served(dossier) as (port, process):
        opening = time.perf_counter() - began
        pages = tuple(_answered(name, its, port, process) for name, its in asked.items() if only in name)
        memory = _memory(process)
    return Speed(
        articles=len(held.articles),
        stories=len(held.stories),
        megabytes=dossier.stat().st_size / 1e6,
        opening=opening,
        pages=pages,
        memory=memory,
        naive=_naive(dossier) if naive else None,
    )


def paths(dossier: Dossier, held: Catalogue, rng: Random) -> Paths:
    """What is asked of each kind of page: some by chance, and of names those in most articles."""
    stories = list(held.stories.values())
    sizes = {
        f"story, {LARGE} reports or more": [one.id for one in stories if len(one.articles) >= LARGE],
        f"story, up to {LARGE}": [one.id for one in stories if SMALL <= len(one.articles) < LARGE],
        f"story, up to {SMALL}": [one.id for one in stories if len(one.articles) < SMALL],
    }
    threads = [id_ for id_, its in held.threads.items() if len(its) > 1]
    widest = sorted(held.entities.values(), key=lambda one: -len(one.articles))
    articles, names = _some(rng, list(held.articles)), _some(rng, [one.id for one in widest])
    words = _words(dossier, articles)
    large = next(iter(sizes.values()))
    return {
        "front": ["/"] * ASKED,
        **{name: [f"/stories/{one}" for one in _some(rng, ids)] for name, ids in sizes.items()},
        "thread": [f"/threads/{one}" for one in _some(rng, threads)],
        "article": [f"/articles/{one}" for one in articles],
        "name": [f"/names/{one}" for one in names],
        "name, in most articles": [f"/names/{one.id}" for one in widest[: ASKED // 2]],
        "names": [f"/names?page={one}" for one in range(1, ASKED + 1)],
        "quotes": [f"/quotes?page={one}" for one in range(1, ASKED // 2 + 1)],
        "events": [f"/events?page={one}" for one in range(1, ASKED // 2 + 1)],
        "search": [f"/search?q={one}" for one in words],
        "API, stories": [f"/api/stories?page={one}" for one in range(1, ASKED + 1)],
        "API, stories by origins": [f"/api/stories?order=origins&page={one}" for one in range(1, 11)],
        "API, account": [f"/api/stories/{one}" for one in _some(rng, [one.id for one in stories])],
        "API, large account": [f"/api/stories/{one}" for one in _some(rng, large)],
        "API, article": [f"/api/articles/{one}" for one in articles],
        "API, name": [f"/api/names/{one}" for one in names],
        "API, search by words": [f"/api/search?by=words&words={one}" for one in words],
        "API, quotes": [f"/api/quotes?page={one}" for one in range(1, ASKED // 2 + 1)],
    }


def _words(dossier: Dossier, articles: Sequence[str]) -> list[str]:
    """Two words of a sentence of each article."""
    with dossier.view() as view:
        found = view.portions().articles(articles)
    texts = [one.sentences[0].of(one.text) if one.sentences else one.text for one in found]
    return [quote(" ".join(text.split()[2:4])) for text in texts]


def _some(rng: Random, ids: Sequence[str]) -> list[str]:
    return rng.sample(ids, min(ASKED, len(ids)))


@contextmanager
def _served(dossier: Path) -> Iterator[tuple[int, int]]:
    """The reader in a process of its own: its port and its process's number."""
    line = [sys.executable, "-m", "samestory", "serve", str(dossier), "--port", "0", "--by", "nobody"]
    with subprocess.Popen(line, stdout=subprocess.PIPE, text=True) as process:
        try:
            said = process.stdout.readline() if process.stdout else ""
            port = urlsplit(said.split()[-1]).port
            if port is None:
                raise ChildProcessError(f"the reader did not start: {said}")
            _first(port)
            yield port, process.pid
        finally:
            process.terminate()


def _first(port: int) -> None:
    """Waits until the reader answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    connection.request("GET", "/static/style.css")
    connection.getresponse().read()
    connection.close()


def _answered(name: str, asked: Sequence[str], port: int, process: int) -> Answered:
    connection = HTTPConnection("127.0.0.1", port, timeout=120)
    took, worked, sizes, failed = list[float](), list[float](), list[int](), 0
    for path in asked:
        before, began = _worked(process), time.perf_counter()
        connection.request("GET", path)
        answer = connection.getresponse()
        sizes.append(len(answer.read()))
        took.append((time.perf_counter() - began) * 1000)
        failed += answer.status != 200
        if before is not None:
            worked.append((_worked(process) or before) - before)
    connection.close()
    return Answered(
        name=name,
        asked=len(asked),
        median=median(took or [0]),
        late=_late(took),
        most=max(took, default=0),
        processor=median(worked) if worked else None,
        processor_late=_late(worked) if worked else None,
        size=median(sizes or [0]) / 1000,
        failed=failed,
    )


def _late(each: Sequence[float]) -> float:
    """The 95th percentile; 0 of nothing."""
    return sorted(each)[int(0.95 * (len(each) - 1))] if each else 0


def _worked(process: int) -> float | None:
    """Milliseconds of processor time that the threads of a process have had."""
    told = list(Path(f"/proc/{process}/task").glob("*/schedstat"))
    return sum(int(one.read_text("utf-8").split()[0]) for one in told) / 1e6 if told else None


def _memory(process: int) -> float | None:
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    told = dict(line.split(":", 1) for line in status.read_text("utf-8").splitlines())
    return int(told["VmHWM"].split()[0]) / 1000


def _naive(dossier: Path) -> float:
    """A story's page from all contents."""
    began = time.perf_counter()
    with View.open(dossier) as view:
        contents = view.contents()
    story_page(contents, contents.stories[0].id, {})
    return (time.perf_counter() - began) * 1000


def main(
    *,
    articles: int = 20_000,
    dossier: Path | None = None,
    only: str = "",
    naive: bool = True,
    as_json: Annotated[bool, Parameter(name="--json", negative="")] = False,
) -> None:
    """Time every page of a served dossier.

    Parameters
    ----------
    articles
        How many articles the invented dossier has.
    dossier
        A dossier to ask in place of an invented one.
    only
        Only pages whose name has this in it.
    naive
        Whether the naive way is timed too, which reads the whole dossier.
    as_json
        Print the figures as JSON.
    """
    with TemporaryDirectory() as folder:
        path = dossier or Path(folder) / "invented.db"
        if dossier is None:
            write(path, articles)
        found = speed(path, only, naive=naive)
    if as_json:
        sys.stdout.write(msgspec.json.encode(found).decode() + "\n")
    else:
        Console(highlight=False, width=140).print(*_told(found), sep="\n")


def _told(one: Speed) -> Iterator[str]:
    yield f"{one.articles:,} articles, {one.stories:,} stories, {one.megabytes:,.0f} MB"
    yield f"answers {one.opening:.1f} s after it was started; targets {TARGET_MEDIAN} and {TARGET_LATE} ms"
    for each in one.pages:
        yield (
            f"{each.name:26} {each.median:6.0f} ms, 95th percentile {each.late:6.0f}, most {each.most:6.0f}; "
            f"processor {each.processor or 0:5.1f}, {each.processor_late or 0:6.1f}; {each.size:4.0f} kB"
            f"{'' if each.met else ' SLOW' if not each.failed else ' FAILED'}"
        )
    if one.memory is not None:
        yield f"memory {one.memory:,.0f} MB at most"
    if one.naive is not None:
        yield f"naive, a story's page from all contents: {one.naive:,.0f} ms"


if __name__ == "__main__":
    cyclopts.run(main)
