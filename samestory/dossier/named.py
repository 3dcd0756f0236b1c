"""Who is named, as far as some articles name them, from records read before.

One who is named everywhere has a record of megabytes, which every page that names them would read again.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from msgspec.structs import replace

from samestory.model import Clue, Entity, Mention
from samestory.store.view import View

# Entities that are kept, those asked for last.
KEPT = 2_000


class _Kept(NamedTuple):
    """An entity without its mentions and clues, its place among all, and those by article.

    ``order`` has the place of each article that names it among those that do.
    """

    place: int
    entity: Entity
    order: dict[str, int]
    mentions: dict[str, list[Mention]]
    clues: dict[str, list[Clue]]


class Named:
    """Entities read before; forgotten once the file has changed. For one thread at a time."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}
        self._changes: int | None = None

    def within(self, view: View, ids: Iterable[str], articles: Iterable[str]) -> tuple[Entity, ...]:
        """The entities ``ids`` as far as ``articles`` name them and tell whose and what they are.

        They come in the order they were derived in.
        """
        found = sorted(self._read(view, list(ids)), key=lambda one: one.place)
        inside = frozenset(articles)
        return tuple(_within(one, inside) for one in found)

    def _read(self, view: View, ids: Sequence[str]) -> list[_Kept]:
        changes = view.changes()
        if changes != self._changes:
            self._kept, self._changes = {}, changes
        for place, one in view.portions().placed_entities(id_ for id_ in ids if id_ not in self._kept):
            self._kept[one.id] = _parted(place, one)
        found = {id_: self._kept.pop(id_) for id_ in ids if id_ in self._kept}
        # Last, as they were asked for last.
        self._kept.update(found)
        for id_ in list(self._kept)[: max(0, len(self._kept) - KEPT)]:
            del self._kept[id_]
        return list(found.values())


def _parted(place: int, one: Entity) -> _Kept:
    mentions, clues = dict[str, list[Mention]](), dict[str, list[Clue]]()
    for mention in one.mentions:
        mentions.setdefault(mention.article, []).append(mention)
    for clue in one.actor.clues:
        clues.setdefault(clue.spot.article, []).append(clue)
    order = {article: at for at, article in enumerate(mentions)}
    return _Kept(place, replace(one, mentions=(), actor=replace(one.actor, clues=())), order, mentions, clues)


def _within(one: _Kept, inside: Iterable[str]) -> Entity:
    naming = sorted((id_ for id_ in inside if id_ in one.order), key=one.order.__getitem__)
    return replace(
        one.entity,
        mentions=tuple(each for id_ in naming for each in one.mentions[id_]),
        actor=replace(
            one.entity.actor, clues=tuple(each for id_ in naming for each in one.clues.get(id_, ()))
        ),
    )
