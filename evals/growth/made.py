"""Dossiers of many articles, each a real one varied, stored as a run stores them. Derives nothing.

Happenings share names as news does: the cast of a subject comes again, a new one ever more seldom.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import count, islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import numpy as np

from evals.growth.stock import Member, Stock
from evals.growth.varied import Change, Report, change, turned, varied
from samestory.store.writer import Batch, Encoded, FileStamp, Sighting, Writer

# Happenings of so many reports are as often as one over its square.
MOST_REPORTS = 20
OUTLETS, DATED, LATE = 200, 0.8, 2
FIRST, DAYS = date(2024, 1, 1), 730
# How casts come, as in a Pitman-Yor process: its discount and concentration.
DISCOUNT, CONCENTRATION = 0.65, 0.5
TOGETHER = 200
WEEK = timedelta(weeks=1)
SEED = 11


class Made(NamedTuple):
    """A report, and the number of the happening that it tells."""

    encoded: Encoded
    happening: int


class Happening(NamedTuple):
    """Real articles that tell it, what changes in them, the days from theirs to its own, and its day."""

    number: int
    members: Sequence[Member]
    change: Change
    day: date


def reports(stock: Stock, seed: int = SEED) -> Iterator[Made]:
    """Reports without end, happening by happening; the first of them are the same however many are taken."""
    numbers = count()
    for its in happenings(stock, seed):
        chance = Random(f"{seed}/reports/{its.number}")
        drawn = np.random.default_rng((seed, its.number))
        for member in its.members:
            late = its.day + timedelta(days=chance.randint(0, LATE))
            published = late if chance.random() < DATED else None
            outlet = f"outlet{chance.randrange(OUTLETS):03}.example"
            article = varied(member, its.change, Report(next(numbers), outlet, published))
            rows = turned(member.vectors, stock.mean, its.change, drawn)
            yield Made(Encoded(article, rows, stock.model), its.number)


def happenings(stock: Stock, seed: int) -> Iterator[Happening]:
    """Happenings without end, each of a real story's articles; where it has too few, some twice or more."""
    chance, casts = Random(seed), dict[int, list[int]]()
    sizes = range(1, MOST_REPORTS + 1)
    for number in count():
        size = chance.choices(sizes, [one**-2.0 for one in sizes])[0]
        # Of what is reported much, half are copies at most.
        fit = [place for place, story in enumerate(stock.stories) if 2 * len(story) >= size]
        subject = chance.choice(fit or range(len(stock.stories)))
        story, day = stock.stories[subject], FIRST + timedelta(days=chance.randrange(DAYS))
        cast = f"{seed}/{subject}/{_cast(casts.setdefault(subject, []), chance)}"
        members = [story[at % len(story)] for at in chance.sample(range(max(size, len(story))), size)]
        # Whole weeks, so that weekdays stay true.
        weeks = (day - _day(story)) // WEEK
        its = change(cast, f"{seed}/{number}", 7 * weeks, len(stock.mean))
        yield Happening(number, members, its, _day(story) + weeks * WEEK)


def make(path: Path, stock: Stock, articles: int, seed: int = SEED) -> None:
    """A dossier of so many ``articles`` at ``path``, not derived; their files, empty, are in ``files_of`` it.

    They are stored as they look there, so that a run over the folder has nothing to read.
    """
    folder = files_of(path)
    folder.mkdir(parents=True)
    with Writer.open(path) as writer:
        root = writer.root(folder)
        made = (one.encoded for one in islice(reports(stock, seed), articles))
        while some := tuple(islice(made, TOGETHER)):
            seen = tuple(Sighting(root, one.article.source, one.article.document_id) for one in some)
            writer.add(Batch(articles=some, sightings=seen))
            for one in some:
                name = one.article.source
                writer.finish_file(FileStamp(root, name, 0, _touched(folder / name)), (name,))


def files_of(path: Path) -> Path:
    """The folder of the files of the made dossier at ``path``."""
    return path.with_suffix(".files").absolute()


def _cast(seen: list[int], chance: Random) -> int:
    """Which of the casts ``seen`` so far acts, each with how often it did; or a new one."""
    weights = [one - DISCOUNT for one in seen] + [CONCENTRATION + DISCOUNT * len(seen)]
    cast = chance.choices(range(len(weights)), weights)[0]
    if cast == len(seen):
        seen.append(0)
    seen[cast] += 1
    return cast


def _day(story: Sequence[Member]) -> date:
    """When a real story was: as its articles say, or the last day that they tell."""
    said = [one.article.published.start for one in story if one.article.published]
    told = [time.when.start for one in story for time in one.article.times if time.when]
    return min(said).date() if said else max(told).date() if told else FIRST


def _touched(file: Path) -> int:
    """An empty file at ``file``; when it was made, in nanoseconds."""
    file.parent.mkdir(exist_ok=True)
    file.touch()
    return file.stat().st_mtime_ns
