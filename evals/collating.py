"""How long collating a story takes, beyond encoding: ``python -m evals.collating [--json]``.

Stories are made of vectors and plain texts, so that nothing is read or encoded. Time alone is measured here.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from typing import Annotated

import cyclopts
import msgspec
import numpy as np
import numpy.typing as npt
from cyclopts import Parameter
from rich.console import Console

from samestory.collate.account import Collated, account
from samestory.collate.statements import statements
from samestory.encode.neutral import Floats2d
from samestory.model import Article, NumberMention, Span
from samestory.signals import Signals, signals

SIZES = (10, 100, 1000)
LENGTH, WIDTH = 20, 384
# Of an origin's own report, the sentences that state what others state too; the statements of a story; the
# articles of one origin; the share of a wire's sentences that an article takes of it.
COMMON, STATEMENTS, CARRIERS, TAKEN = 6, 60, (1, 1, 1, 2, 4, 8), 0.8
# How far a wording or a translation lies from what it states: likeness of two of them is then about .8.
BLUR = 0.5


class Collating(msgspec.Struct, frozen=True, kw_only=True):
    """Seconds by the clock and of processor to collate one story, best of some rounds, and the outcome.

    ``placing`` are the seconds of processor that rows take once copies and origins are known: put together,
    ordered, and their differences found.
    """

    articles: int
    seconds: float
    processor: float
    placing: float
    origins: int
    rows: int
    compared: int


class Made(msgspec.Struct, frozen=True):
    """A story's articles and what is seen of them, by id."""

    articles: dict[str, Article]
    seen: dict[str, Signals]


def story(count: int, seed: int = 7) -> Made:
    """``count`` articles of one happening: texts that several carry and reports of their own."""
    chance, noise = random.Random(seed), np.random.default_rng(seed)
    common = _unit(noise.standard_normal((STATEMENTS, WIDTH)))
    made = Made({}, {})
    while len(made.articles) < count:
        own = _unit(noise.standard_normal((LENGTH, WIDTH)))
        for place, statement in zip(
            sorted(chance.sample(range(LENGTH), COMMON)),
            sorted(chance.sample(range(STATEMENTS), COMMON)),
            strict=True,
        ):
            own[place] = common[statement]
        for _ in range(min(chance.choice(CARRIERS), count - len(made.articles))):
            added = _unit(noise.standard_normal((LENGTH, WIDTH)))
            meant = np.stack([own[i] if chance.random() < TAKEN else added[i] for i in range(LENGTH)])
            blurred = _unit(meant + BLUR * _unit(noise.standard_normal((LENGTH, WIDTH))))
            _add(made, blurred, [chance.randrange(1000) for _ in range(LENGTH)])
    return made


def collating(count: int, rounds: int = 2) -> Collating:
    """Times the account of one story of ``count`` articles."""
    made, walls, processors = story(count), [], []
    for _ in range(rounds):
        wall, processor = time.perf_counter(), time.process_time()
        found = account(sorted(made.articles), made.articles, made.seen)
        walls.append(time.perf_counter() - wall)
        processors.append(time.process_time() - processor)
    return Collating(
        articles=count,
        seconds=min(walls),
        processor=min(processors),
        placing=min(_placing(made, found) for _ in range(rounds)),
        origins=len(found.origins),
        rows=len(found.account.rows),
        compared=len(found.account.copies),
    )


def _placing(made: Made, found: Collated) -> float:
    start = time.process_time()
    statements(made.articles, found.origins, found.account.copies)
    return time.process_time() - start


def _add(made: Made, vectors: Floats2d, figures: Sequence[int]) -> None:
    text, spans, numbers = "", [], []
    for figure in figures:
        start = len(text)
        text += f"They count {figure} of them.\n"
        spans.append(Span(start, len(text) - 1))
        at = start + len("They count ")
        numbers.append(NumberMention(span=Span(at, at + len(str(figure))), value=float(figure)))
    name = f"{len(made.articles):05d}"
    made.articles[name] = Article(
        id=name, document_id=name, source=name, lang="und", text=text, sentences=tuple(spans),
        numbers=tuple(numbers),
    )  # fmt: skip
    made.seen[name] = signals(made.articles[name], vectors)


def _unit(rows: npt.NDArray[np.floating]) -> Floats2d:
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), np.float32)


def main(*, json: Annotated[bool, Parameter(negative="")] = False) -> None:
    """Time the collation of stories of 10, 100 and 1,000 articles of 20 sentences.

    Parameters
    ----------
    json
        Print the figures as JSON.
    """
    timed = [collating(count, rounds=3 if count < 1000 else 1) for count in SIZES]
    if json:
        print(msgspec.json.encode(timed).decode())
        return
    for one in timed:
        Console().print(
            f"{one.articles:,} articles of {LENGTH} sentences: collated in {one.seconds:.2f} s, "
            f"{one.processor:.2f} s of processor, {one.placing:.2f} s of them for rows, "
            f"{one.compared:,} pairs compared, {one.origins:,} origins, {one.rows:,} rows"
        )


if __name__ == "__main__":
    cyclopts.run(main)
