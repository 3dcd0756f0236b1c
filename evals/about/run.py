"""Day, place and key entities of own invented happenings: are they what a reader would say?

The articles of a happening are given; names are found, joined and weighed in one pile of all texts, as the
program does. The texts are those of the look-alikes to develop on; nothing was chosen by the rest of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from evals.about import naive
from evals.about.cases import EXPECTED, TEXTS, Happening, every, happenings, means
from evals.base import Figure, Result
from evals.lookalikes.run import Read, reading
from samestory.collated import Encoding
from samestory.derivation import linked
from samestory.encode.neutral import neutral
from samestory.gather.about import MOST_KEYS, Naming, keys
from samestory.gather.dating import dates
from samestory.gather.occasion import occasion
from samestory.gather.written import written
from samestory.model import Article, Entity, Origin
from samestory.read.lead_days import lead_days
from samestory.reading import vectors
from samestory.signals import signals

HALVES = ("rest", "chosen by")


class Answers(NamedTuple):
    """For each happening asked about: was the day right, the place, one of the key entities, and the first.

    None where the texts name none.
    """

    day: list[bool]
    place: list[bool | None]
    about: list[bool | None]
    first: list[bool | None]


def run(_data: Path) -> Result:
    """Measure both halves."""
    pile = every()
    read = reading(pile)
    given = happenings(pile)
    entities, naming = _named(read)
    figures = []
    for half in HALVES:
        chosen = [one for one in given if one.half == half]
        ours = answers(chosen, read, naming)
        figures += _figures(half, ours, _plain(chosen, read, entities))
    return Result(
        task="about",
        about=(
            f"{len(given)} own happenings with the articles of each given: share whose day and place are "
            "right, whose key entities hold one that was asked for, and whose first is one"
        ),
        baseline="the earliest publication; the place and the five others named most often",
        peer=None,
        figures=tuple(figures),
        files=tuple(str(file.relative_to(Path(__file__).parents[2])) for file in (EXPECTED, TEXTS)),
    )


def answers(given: Sequence[Happening], read: dict[str, Read], naming: Naming) -> Answers:
    """What the program says of each happening, each article an origin of its own."""
    found = Answers([], [], [], [])
    for one in given:
        articles = [read[text.id].article for text in one.texts]
        origins = [Origin(articles=(article.id,)) for article in articles]
        by_id = {article.id: article for article in articles}
        time = occasion(origins, dates(articles, ()), by_id, lead_days)
        about, place = keys([origin.articles for origin in origins], naming)
        found.day.append(time is not None and time.when.start.date() == one.day)
        found.place.append(_right([place.entity] if place else [], one.place, naming.entities))
        found.about.append(_right([key.entity for key in about], one.about, naming.entities))
        found.first.append(_right([key.entity for key in about[:1]], one.about, naming.entities))
    return found


def _plain(given: Sequence[Happening], read: dict[str, Read], entities: Sequence[Entity]) -> Answers:
    by_id = {one.id: one for one in entities}
    found = Answers([], [], [], [])
    for one in given:
        articles = [read[text.id].article for text in one.texts]
        about, place = naive.keys(entities, {article.id for article in articles}, MOST_KEYS)
        found.day.append(naive.day(articles) == one.day)
        found.place.append(_right([place] if place else [], one.place, by_id))
        found.about.append(_right(about, one.about, by_id))
        found.first.append(_right(about[:1], one.about, by_id))
    return found


def _named(read: dict[str, Read]) -> tuple[tuple[Entity, ...], Naming]:
    articles: dict[str, Article] = {one.article.id: one.article for one in read.values()}
    seen = {one.article.id: signals(one.article, neutral(one.vectors)) for one in read.values()}
    # Which terms compete does not matter here.
    where = Encoding(vectors, lambda _: None, lambda texts: (vectors(texts), None))
    found = linked(written(articles[i] for i in sorted(articles)), where, (), seen)
    return tuple(found.entities()), Naming.of(found)


def _right(chosen: Sequence[str], asked: Sequence[str], entities: Mapping[str, Entity]) -> bool | None:
    if not asked:
        return None
    return any(means([each.written for each in entities[one].spellings], asked) for one in chosen)


def _figures(half: str, ours: Answers, plain: Answers) -> list[Figure]:
    parts: dict[str, tuple[Sequence[bool | None], Sequence[bool | None]]] = {
        "day": (ours.day, plain.day),
        "place": (ours.place, plain.place),
        "one of the key entities": (ours.about, plain.about),
        "the first of them": (ours.first, plain.first),
    }
    return [
        Figure(name=f"{name}, {half}", value=_share(mine), baseline=_share(theirs))
        for name, (mine, theirs) in parts.items()
    ]


def _share(told: Sequence[bool | None]) -> float:
    return float(np.mean([one for one in told if one is not None]))
