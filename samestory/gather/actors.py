"""Whose and what an entity is, as most of its mentions tell, with the words that tell it.

Counts standings that are read already; knows no words and no language.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby
from typing import Literal

from msgspec import structs

from samestory.model import Actor, Clue, Entity, Span, Spot, Standing

# What fewer of those that tell something say is not said of an actor.
MOST_SAY = 2 / 3


def with_actors(
    entities: Iterable[Entity], standings: Callable[[str], Sequence[Standing]]
) -> Iterator[Entity]:
    """``entities`` with their country and sector; ``standings`` gives those of an article, by its id."""
    for entity in entities:
        told = []
        for article, its in groupby(entity.mentions, key=lambda one: one.article):
            named = {one.name for one in its}
            told += [(article, one) for one in standings(article) if one.name in named]
        yield structs.replace(entity, actor=actor(told))


def actor(told: Iterable[tuple[str, Standing]]) -> Actor:
    """What two thirds of the mentions of one entity tell, of those that tell anything.

    ``told`` has a mention's standing beside the id of its article. Country and sector are counted apart.
    Clues are those of the first mention in each article that tells so, in the order of mentions.
    """
    every = list(told)
    country, sector = _usual(one.country for _, one in every), _usual(one.sector for _, one in every)
    clues: dict[tuple[str, str], Clue] = {}
    for article, one in every:
        if country is not None and one.country == country:
            clues.setdefault((article, "country"), _clue("country", country, article, one.country_span))
        if sector is not None and one.sector == sector:
            clues.setdefault((article, "sector"), _clue("sector", sector, article, one.sector_span))
    return Actor(country=country, sector=sector, clues=tuple(clues.values()))


def _usual(values: Iterable[str | None]) -> str | None:
    counted = Counter(value for value in values if value is not None)
    value, often = max(counted.items(), key=lambda one: (one[1], one[0]), default=(None, 0))
    return value if often >= MOST_SAY * counted.total() else None


def _clue(tells: Literal["country", "sector"], value: str, article: str, span: Span | None) -> Clue:
    return Clue(tells=tells, value=value, spot=Spot(article=article, span=span))
