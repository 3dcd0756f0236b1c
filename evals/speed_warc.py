"""Reading a web archive, timed: ``python -m evals.speed_warc [--data FOLDER]``. Quality is for the tasks.

Ours is the pages taken out of the archive and their articles out of the pages, with title and date; beside it
what both are built on, fastwarc and trafilatura, alone. By turns, in processor time of one process.
"""

from __future__ import annotations

import gzip
import json
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import cyclopts
import msgspec
from fastwarc.warc import ArchiveIterator, WarcRecordType
from trafilatura import extract

from evals.base import DATA_ROOT, DataRoot, found
from samestory.errors import UnreadableDocument
from samestory.ingest import documents
from samestory.model import Document
from samestory.read.decode import decode
from samestory.read.html import page

INDEX = "fundus/index.jsonl"
app = cyclopts.App()


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """Pages, seconds of processor for all of them (the best of the rounds), and how often one fits the other.

    ``taken`` is the archive read alone, ``opened`` the same by fastwarc alone; ``read`` with the articles,
    ``alone`` the same by fastwarc and trafilatura; ``ratio`` is ``read`` over ``alone``.
    """

    pages: int
    taken: float
    opened: float
    read: float
    alone: float
    ratio: float


def packed(data: Path, archive: Path, limit: int | None = None) -> int:
    """Write the stored pages under ``data`` as a WARC of their answers; how many they are."""
    rows = [json.loads(line) for file in found(data, INDEX) for line in file.open(encoding="utf-8")][:limit]
    with archive.open("wb") as out:
        for row in rows:
            html = gzip.decompress((data / Path(INDEX).parent / row["html"]).read_bytes())
            out.write(gzip.compress(_record(row["url"], html)))
    return len(rows)


def measured(archive: Path, pages: int, rounds: int = 3) -> Speed:
    """Time the four ways ``rounds`` times, by turns."""
    ways: dict[str, Callable[[Path], int]] = {
        "taken": _taken,
        "opened": _opened,
        "read": _read,
        "alone": _alone,
    }
    timed = [{name: _seconds(way, archive) for name, way in ways.items()} for _ in range(rounds)]
    best = {name: min(one[name] for one in timed) for name in ways}
    return Speed(pages=pages, ratio=best["read"] / best["alone"], **best)


@app.default
def main(data: DataRoot = DATA_ROOT, *, rounds: int = 3) -> None:
    """Print what was measured as JSON."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "pages.warc.gz"
        print(json.dumps(msgspec.to_builtins(measured(archive, packed(data, archive), rounds))))


def _record(url: str, html: bytes) -> bytes:
    answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def _seconds(way: Callable[[Path], int], archive: Path) -> float:
    start = time.process_time()
    way(archive)
    return time.process_time() - start


def _pages(archive: Path) -> Iterator[Document]:
    return (one for one in documents(archive) if isinstance(one, Document))


def _taken(archive: Path) -> int:
    return sum(len(one.data) for one in _pages(archive))


def _read(archive: Path) -> int:
    size = 0
    for one in _pages(archive):
        try:
            size += len(page(decode(one.data, one.media_type), one.fields["url"]).text)
        except UnreadableDocument:
            continue
    return size


def _answers(archive: Path) -> Iterator[tuple[bytes, str]]:
    with archive.open("rb") as stream:
        for record in ArchiveIterator(stream, record_types=WarcRecordType.response):
            yield record.reader.read(), record.headers["WARC-Target-URI"]


def _opened(archive: Path) -> int:
    return sum(len(html) for html, _ in _answers(archive))


def _alone(archive: Path) -> int:
    return sum(len(extract(html, url=url, with_metadata=True) or "") for html, url in _answers(archive))


if __name__ == "__main__":
    app()
