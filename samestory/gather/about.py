"""Whom and what a story or thread is about, and where: the entities that stand out among all that it names.

Takes entities as gathered; joins no names and knows none. When it was is occasion.py's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple, Self

import numpy as np

from samestory.gather.linked import Linked
from samestory.gather.overview import HALVED
from samestory.gather.pile import rarity
from samestory.model import Entity, Key, Mention

MOST_KEYS = 5
# What weighs less than this share of the heaviest is not what it is about.
LEAST_SHARE = 0.35


class Naming(NamedTuple):
    """Who is named where: names linked, entities by id, and how many of a pile's ``articles`` name each.

    The articles whose names are ``linked`` may be a part of the pile.
    """

    linked: Linked
    entities: Mapping[str, Entity]
    counts: Mapping[str, int]
    articles: int

    @classmethod
    def of(cls, linked: Linked) -> Self:
        """What the names ``linked`` tell."""
        articles = np.repeat(np.arange(len(linked.names.ids)), np.diff(linked.names.starts))
        entities = len(linked.heads)
        told = np.unique(articles * max(1, entities) + linked.means) % max(1, entities)
        counts = np.bincount(told, minlength=entities).tolist()
        ids = [one.id for one in linked.heads]
        return cls(
            linked,
            dict(zip(ids, linked.heads, strict=True)),
            dict(zip(ids, counts, strict=True)),
            len(linked.names.ids),
        )

    def mentions(self, article: str) -> dict[str, Mention]:
        """The first mention of each entity in an article."""
        found: dict[str, Mention] = {}
        for place, entity in enumerate(self.linked.who(article)):
            if entity not in found:
                found[entity] = Mention(article=article, name=place)
        return found

    def weights(self, article: str) -> dict[str, float]:
        """How often and how early each entity is named in an article; once in a sentence."""
        found: dict[str, float] = {}
        for place, entity in sorted(self.linked.placed(article)):
            found[entity] = found.get(entity, 0.0) + 1.0 / (1.0 + place / HALVED)
        return {entity: log(1.0 + 2.0 * often) for entity, often in found.items()}


def keys(parts: Sequence[Sequence[str]], naming: Naming) -> tuple[tuple[Key, ...], Key | None]:
    """The entities that ``parts`` are about, at most five, the weightiest first; and the weightiest place.

    ``parts`` are article ids in groups that count alike: a story's origins, a thread's stories. What many of
    them name, early and often, and the rest of the pile does not, weighs most. The place is no key.
    """
    named = [naming.mentions(one) for part in parts for one in part]
    weighed = _weighed(parts, naming)
    for one in _mistaken(named, naming):
        weighed.pop(one, None)
    best = sorted(weighed, key=lambda one: (-round(weighed[one], 6), one))
    where = next((one for one in best if naming.entities[one].type == "place"), None)
    least = LEAST_SHARE * weighed[best[0]] if best else 0.0
    chosen = [one for one in best if one != where and weighed[one] >= least][:MOST_KEYS]
    made = {one: _key(one, named) for one in (*chosen, *([where] if where else []))}
    return tuple(made[one] for one in chosen), made[where] if where else None


def _mistaken(named: Iterable[Mapping[str, Mention]], naming: Naming) -> frozenset[str]:
    """Places called like a person that as many articles have ``named``: a name was taken for a place's."""
    often = Counter(entity for its in named for entity in its)
    people: dict[str, int] = {}
    for one, count in often.items():
        if naming.entities[one].type == "person":
            people |= {said: max(people.get(said, 0), count) for said in _spellings(naming.entities[one])}
    return frozenset(
        one
        for one, count in often.items()
        if naming.entities[one].type == "place"
        and any(people.get(said, 0) >= count for said in _spellings(naming.entities[one]))
    )


def _spellings(entity: Entity) -> frozenset[str]:
    return frozenset(one.written.casefold() for one in entity.spellings)


def _weighed(parts: Sequence[Sequence[str]], naming: Naming) -> dict[str, float]:
    total: dict[str, float] = {}
    inside: Counter[str] = Counter()
    for part in parts:
        for weights in map(naming.weights, part):
            inside.update(weights.keys())
            for entity, weight in weights.items():
                total[entity] = total.get(entity, 0.0) + weight / len(part)
    outside = naming.articles - sum(map(len, parts))
    return {
        entity: weight * rarity(naming.counts[entity] - inside[entity], outside)
        for entity, weight in total.items()
    }


def _key(entity: str, named: Iterable[Mapping[str, Mention]]) -> Key:
    held = (its.get(entity) for its in named)
    return Key(entity=entity, mentions=tuple(one for one in held if one is not None))
