"""Whom and what a story or thread is about, and where: the entities that stand out among all that it names.

Takes entities as gathered; joins no names and knows none. When it was is occasion.py's.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from math import log
from typing import NamedTuple, Self

from samestory.gather.overview import HALVED
from samestory.gather.pile import rarity
from samestory.model import Entity, Key, Mention
from samestory.signals import Signals

MOST_KEYS = 5
# What weighs less than this share of the heaviest is not what it is about.
LEAST_SHARE = 0.35


class Naming(NamedTuple):
    """Who is named where: entities by id, each article's mentions of each, and how often and early."""

    entities: Mapping[str, Entity]
    mentions: Mapping[str, Mapping[str, Mention]]
    weights: Mapping[str, Mapping[str, float]]
    counts: Mapping[str, int]

    @classmethod
    def of(cls, entities: Iterable[Entity], seen: Mapping[str, Signals]) -> Self:
        """What ``entities`` and the articles ``seen`` tell; of mentions in one article the first is kept."""
        by_id = {one.id: one for one in entities}
        mentions: dict[str, dict[str, Mention]] = {}
        for entity in by_id.values():
            for one in entity.mentions:
                mentions.setdefault(one.article, {}).setdefault(entity.id, one)
        weights = {i: _weights(article) for i, article in seen.items()}
        counts = Counter(entity for held in weights.values() for entity in held)
        return cls(by_id, mentions, weights, counts)


def keys(parts: Sequence[Sequence[str]], naming: Naming) -> tuple[tuple[Key, ...], Key | None]:
    """The entities that ``parts`` are about, at most five, the weightiest first; and the weightiest place.

    ``parts`` are article ids in groups that count alike: a story's origins, a thread's stories. What many of
    them name, early and often, and the rest of the pile does not, weighs most. The place is no key.
    """
    articles = [one for part in parts for one in part]
    weighed = _weighed(parts, articles, naming)
    for one in _mistaken(articles, naming):
        weighed.pop(one, None)
    best = sorted(weighed, key=lambda one: (-round(weighed[one], 6), one))
    where = next((one for one in best if naming.entities[one].type == "place"), None)
    least = LEAST_SHARE * weighed[best[0]] if best else 0.0
    chosen = [one for one in best if one != where and weighed[one] >= least][:MOST_KEYS]
    made = {one: _key(one, articles, naming) for one in (*chosen, *([where] if where else []))}
    return tuple(made[one] for one in chosen), made[where] if where else None


def _mistaken(articles: Iterable[str], naming: Naming) -> frozenset[str]:
    """Places called like a person of as many of the ``articles``: there a name was taken for a place's."""
    often = Counter(entity for article in articles for entity in naming.mentions.get(article, {}))
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


def _weighed(parts: Sequence[Sequence[str]], articles: Sequence[str], naming: Naming) -> dict[str, float]:
    total: dict[str, float] = {}
    for part in parts:
        for article in part:
            for entity, weight in naming.weights[article].items():
                total[entity] = total.get(entity, 0.0) + weight / len(part)
    inside = Counter(entity for article in articles for entity in naming.weights[article])
    outside = len(naming.weights) - len(articles)
    return {
        entity: weight * rarity(naming.counts[entity] - inside[entity], outside)
        for entity, weight in total.items()
    }


def _key(entity: str, articles: Iterable[str], naming: Naming) -> Key:
    held = (naming.mentions.get(article, {}).get(entity) for article in articles)
    return Key(entity=entity, mentions=tuple(one for one in held if one is not None))


def _weights(article: Signals) -> dict[str, float]:
    found: dict[str, float] = {}
    for place, entities in enumerate(article.entities):
        for entity in entities:
            found[entity] = found.get(entity, 0.0) + 1.0 / (1.0 + place / HALVED)
    return {entity: log(1.0 + 2.0 * often) for entity, often in found.items()}
