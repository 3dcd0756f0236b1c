"""Articles that left a dossier, as a page that has another text by now: what names lose with them.

Whose and what an entity is stays as long as any of its words tell it, and so does its id.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from samestory.growing.around import Around
from samestory.model import Actor, Decision, Entity, Spelling


class Left(NamedTuple):
    """Entities without the places in articles that left, and those that are no more.

    ``unspelled`` are spellings, each with the entity that has it no more; ``withdrawn`` are decisions on
    spellings that nothing has.
    """

    entities: tuple[Entity, ...] = ()
    nameless: frozenset[str] = frozenset()
    unspelled: tuple[tuple[str, str], ...] = ()
    withdrawn: tuple[Decision, ...] = ()


def left(around: Around, gone: Collection[str], known: Mapping[str, Entity], called: Collection[str]) -> Left:
    """What the articles ``gone``, which are brought, leave behind.

    ``known`` are entities otherwise than they are held, ``called`` those that a reader has named.
    """
    if not gone:
        return Left(tuple(known.values()))
    lost: dict[str, Counter[str]] = {}
    for article in sorted(gone):
        for entity, one in zip(around.whom[article], around.spellings(article), strict=True):
            lost.setdefault(entity or "", Counter())[one.key] += 1
    held = {**{one.id: one for one in around.entities(lost)}, **known}
    found = {id_: _without(one, lost.get(id_, Counter()), gone, called) for id_, one in held.items()}
    pairs = [
        (one.key, id_)
        for id_, its in held.items()
        for one in its.spellings
        if one.key not in {each.key for each in found[id_].spellings}
    ]
    spelled = around.held.spelled(key for key, _ in pairs)
    unspelled = {*pairs}
    away = {key for key, its in spelled.items() if unspelled.issuperset((key, one) for one in its)}
    return Left(
        entities=tuple(one for one in found.values() if one.mentions),
        nameless=frozenset(id_ for id_, one in found.items() if not one.mentions),
        unspelled=tuple(pairs),
        withdrawn=around.decisions(["entity"], away),
    )


def _without(entity: Entity, lost: Counter[str], gone: Collection[str], called: Collection[str]) -> Entity:
    spellings = [structs.replace(one, count=one.count - lost[one.key]) for one in entity.spellings]
    spellings = sorted(
        (one for one in spellings if one.count), key=lambda one: (one.lang, -one.count, one.key)
    )
    clues = tuple(one for one in entity.actor.clues if one.spot.article not in gone)
    told = {one.tells for one in clues}
    return structs.replace(
        entity,
        name=entity.name if entity.id in called else still_written(entity.name, spellings),
        mentions=tuple(one for one in entity.mentions if one.article not in gone),
        spellings=tuple(spellings),
        actor=Actor(
            country=entity.actor.country if "country" in told else None,
            sector=entity.actor.sector if "sector" in told else None,
            clues=clues,
        ),
    )


def still_written(name: str, spellings: Sequence[Spelling]) -> str:
    """``name``, as long as any of ``spellings`` is written so; else what the most frequent one is."""
    if not spellings or any(one.written == name for one in spellings):
        return name
    return max(spellings, key=lambda one: (one.count, one.key)).written
