"""Entities that readers gave another shown name, or none any more, and the decisions that tell it.

A name is shown and no more: no story, thread or link follows from it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

from msgspec import structs

from samestory.gather.threads import both_about
from samestory.growing.around import Around
from samestory.growing.leaving import still_written
from samestory.growing.threading import in_short
from samestory.model import Decision, Entity
from samestory.store.grounds import Head


class Renamed(NamedTuple):
    """Entities with their new names, and what all that readers named would be called; None for as before."""

    entities: tuple[Entity, ...] = ()
    called: Mapping[str, str] | None = None

    def heads(self) -> dict[str, Head]:
        """The entities without their places, by id."""
        return {
            one.id: Head(id=one.id, name=one.name, type=one.type, spellings=one.spellings)
            for one in self.entities
        }


def renamed(around: Around, keys: Collection[str], told: Sequence[Decision]) -> Renamed | None:
    """The entities of the spellings ``keys``, as readers ``told`` that these are shown.

    None where a spelling that they named is several entities': it has a say in what one of them is called, if
    it is its own, and that is told by no record.
    """
    if not keys:
        return Renamed()
    shown = {one.left: (number, one.right) for number, one in enumerate(told) if one.kind == "name"}
    called, spelled = around.held.called(), around.held.spelled(keys)
    unnamed = _unnamed(around, called, shown)
    entities = around.entities(unnamed.union(*spelled.values()))
    named = {one.key for entity in entities for one in entity.spellings} & {*shown, *keys}
    if any(len(its) > 1 for its in around.held.spelled(named).values()):
        return None
    found = []
    for entity in entities:
        chosen = max((shown[one.key] for one in entity.spellings if one.key in shown), default=None)
        if chosen is None:
            usual = called.pop(entity.id, entity.name)
            # Where a spelling that was named has left, what it was called by may have left too.
            name = usual if {*keys} <= spelled.keys() else still_written(usual, entity.spellings)
            found.append(structs.replace(entity, name=name))
        else:
            called.setdefault(entity.id, entity.name)
            found.append(structs.replace(entity, name=chosen[1]))
    return Renamed(tuple(found), called)


def _unnamed(around: Around, called: Collection[str], shown: Collection[str]) -> set[str]:
    """Entities that readers have ``called`` by spellings that left: none that they have is ``shown``."""
    heads = around.held.heads(called)
    return {id_ for id_, one in heads.items() if not any(each.key in shown for each in one.spellings)}


def rows_named(around: Around, named: Renamed, gone: Collection[str]) -> Iterator[Decision]:
    """The decisions on threads that tell of entities ``named``, but for those on stories ``gone``."""
    articles = {at.article for one in named.entities for at in one.mentions}
    headings = around.headings({*around.held.homes(articles).values()} - {*gone})
    ids = {one.id for one in named.entities}
    about = {id_ for id_, one in headings.items() if not ids.isdisjoint(one.about.entities())}
    rows = [one for one in around.decisions(["thread"], about) if not {one.left, one.right} & {*gone}]
    held = around.headings({end for one in rows for end in (one.left, one.right)})
    for row in rows:
        says = both_about(*(in_short(around, held[end]) for end in (row.left, row.right)))
        reasons = [one for it in row.reasons for one in (says if it.name == "same_names" else (it,))]
        if tuple(reasons) != row.reasons:
            yield structs.replace(row, reasons=tuple(reasons))
