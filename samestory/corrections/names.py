"""Corrections of who is who: finding an entity, and the decisions that merge, split or rename it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from samestory.corrections.found import Among, counted, folded, meant
from samestory.corrections.rows import judged, showable
from samestory.errors import InputError
from samestory.ids import ID_SHOWN
from samestory.model import Decision, Entity, Spelling


def find(entities: Sequence[Entity], said: str) -> Entity:
    """The entity that ``said`` names: its id, shown name, any of its spellings, or the beginning of its id.

    In this order; the beginning has ID_SHOWN digits or more; names compare without case and accents. Raises
    InputError, which lists candidates, where none or several are meant.
    """
    form = folded(said)
    kinds = (
        [one for one in entities if one.id == said],
        [one for one in entities if form and folded(one.name) == form],
        [one for one in entities if form and any(folded(each.written) == form for each in one.spellings)],
        [one for one in entities if len(said) >= ID_SHOWN and one.id.startswith(said.lower())],
    )
    return meant(said, kinds, Among("name", "names", entities, _listed, _forms))


def may_mean(entities: Iterable[Entity], said: str) -> frozenset[str]:
    """The ids of the entities that ``find`` may take for what is ``said``."""
    form, begin = folded(said), said.lower()
    return frozenset(
        one.id
        for one in entities
        if one.id == said
        or (len(said) >= ID_SHOWN and one.id.startswith(begin))
        or (form and any(folded(each) == form for each in _forms(one)))
    )


def find_spellings(entity: Entity, said: str) -> tuple[Spelling, ...]:
    """The spellings of ``entity`` written as ``said``, in any language; or one by "ru:Токаева" or its key.

    As written goes before without case and accents. Raises InputError, which lists the spellings, for none.
    """
    form = folded(said)
    kinds = (
        [one for one in entity.spellings if said in (one.key, f"{one.lang}:{one.written}")],
        [one for one in entity.spellings if one.written == said],
        [one for one in entity.spellings if form and folded(one.written) == form],
    )
    found = next((kind for kind in kinds if kind), [])
    if not found:
        held = [f"{one.lang}:{one.written}" for one in entity.spellings]
        raise InputError(f"{entity.name!r} is not written {said!r}; it is written {counted(held)}")
    return tuple(found)


def merged(entity: Entity, other: Entity, told: Iterable[Decision], by: str) -> tuple[Decision, ...]:
    """Decisions that ``entity`` and ``other`` are one, made by the reader ``by``.

    ``told`` are the decisions held: where a reader chose a name for either, all of it has that name, that of
    ``entity`` first. Raises InputError for an entity and itself, and for two of one spelling alone.
    """
    if entity.id == other.id:
        raise InputError(f"{entity.name!r} and {other.name!r} are one already ({_called(entity)})")
    # Every pair, so that a former decision to part any two of them is replaced.
    pairs = _pairs(entity.spellings, other.spellings)
    if not pairs:
        raise InputError(
            f"both are written {entity.name!r} alone, and no decision on spellings can join them"
        )
    known = _names(told)
    chosen = [one.name for one in (entity, other) if any(each.key in known for each in one.spellings)]
    both = (*entity.spellings, *other.spellings)
    return (*judged("entity", pairs, "same", by), *_named(both if chosen else (), "".join(chosen[:1]), by))


def parted(
    entity: Entity, spellings: Sequence[Spelling], told: Iterable[Decision], by: str
) -> tuple[Decision, ...]:
    """Decisions that ``spellings`` name another than the rest of ``entity``, made by the reader ``by``.

    ``told`` are the decisions held: what is parted does not keep a name that a reader chose for the whole.
    Raises InputError where no other spelling would be left.
    """
    away = {one.key for one in spellings}
    rest = [one for one in entity.spellings if one.key not in away]
    if not rest:
        raise InputError(f"{entity.name!r} is written in no other way, so nothing would be left of it")
    known = _names(told)
    usual = max(spellings, key=lambda one: one.count)
    named = spellings if any(one.key in known for one in spellings) else ()
    return (
        *judged("entity", _pairs(spellings, rest), "different", by),
        *_named(named, showable(usual.written), by),
    )


def renamed(entity: Entity, name: str, by: str, held: Iterable[Entity] = ()) -> tuple[Decision, ...]:
    """Decisions that ``entity`` is shown as ``name``, made by the reader ``by``.

    One for each spelling, so that the name stays whichever of them later articles use; spellings that another
    of the entities ``held`` goes by too (a bare surname) are left out where any are its own. Raises
    InputError for an empty name.
    """
    if not name.strip():
        raise InputError(f"the new name of {entity.name!r} is empty; give one")
    others = {each.key for one in held if one.id != entity.id for each in one.spellings}
    own = [one for one in entity.spellings if one.key not in others]
    return _named(own or entity.spellings, " ".join(name.split()), by)


def undoable(entity: Entity, told: Iterable[Decision]) -> tuple[Decision, ...]:
    """What readers decided of any of ``entity``'s spellings; raises InputError where that is nothing."""
    keys = {one.key for one in entity.spellings}
    by_readers = [one for one in told if one.made_by != "machine" and one.kind in ("entity", "name")]
    found = tuple(
        one for one in by_readers if one.left in keys or (one.kind == "entity" and one.right in keys)
    )
    if not found:
        raise InputError(f"no reader has decided anything of {entity.name!r}, so there is nothing to undo")
    return found


def _pairs(spellings: Iterable[Spelling], others: Sequence[Spelling]) -> list[tuple[str, str]]:
    return [(one.key, other.key) for one in spellings for other in others if one.key != other.key]


def _named(spellings: Iterable[Spelling], name: str, by: str) -> tuple[Decision, ...]:
    return tuple(
        Decision(kind="name", left=one.key, right=name, verdict="same", score=1.0, made_by=f"user:{by}")
        for one in spellings
    )


def _names(told: Iterable[Decision]) -> set[str]:
    return {one.left for one in told if one.kind == "name" and one.made_by != "machine"}


def _forms(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *(each.written for each in entity.spellings))


def _listed(entity: Entity) -> str:
    return f"{entity.name} ({_called(entity)})"


def _called(entity: Entity) -> str:
    mentions = sum(one.count for one in entity.spellings)
    return f"{entity.type}, {mentions} mention{'s' * (mentions != 1)}, id {entity.id[:ID_SHOWN]}"
