"""A reader's corrections of who is who: finding an entity, and the decisions that merge, split or rename it.

Pure: pipeline.decide stores what these give and derives again.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches

from samestory.errors import InputError
from samestory.ids import ID_SHOWN
from samestory.model import Decision, Entity, Spelling, Verdict

# Candidates named in an error before the rest is only counted.
NAMED = 6
# Letters of a reader's own name, or of one that a reader gives.
LONGEST_NAME = 200
# Unicode categories of control characters, halves of characters and marks of layout, which no name has.
UNNAMEABLE = frozenset(("Cc", "Cs", "Cf"))
# Marks of layout that many scripts write inside a word: zero-width non-joiner and joiner.
JOINERS = frozenset("\u200c\u200d")
# Blank, though Unicode counts them as letters and symbols: fillers of a syllable, a pattern without dots.
BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")


def find(entities: Sequence[Entity], said: str) -> Entity:
    """The entity that ``said`` names: its id, shown name, any of its spellings, or the beginning of its id.

    In this order; the beginning has ID_SHOWN digits or more; names compare without case and accents. Raises
    InputError, which lists candidates, where none or several are meant.
    """
    meant = folded(said)
    kinds = (
        [one for one in entities if one.id == said],
        [one for one in entities if meant and folded(one.name) == meant],
        [one for one in entities if meant and any(folded(each.written) == meant for each in one.spellings)],
        [one for one in entities if len(said) >= ID_SHOWN and one.id.startswith(said.lower())],
    )
    found = next((kind for kind in kinds if kind), [])
    if len(found) == 1:
        return found[0]
    if found:
        raise InputError(f"{len(found)} names are meant by {said!r}; give the id of one: {_listed(found)}")
    near = list(_near(entities, meant))
    like = f"; near it: {_listed(near)}" if near else ""
    raise InputError(f"no name {said!r} among the {len(entities)} held; list them first{like}")


def find_spellings(entity: Entity, said: str) -> tuple[Spelling, ...]:
    """The spellings of ``entity`` written as ``said``, in any language; or one by "ru:Токаева" or its key.

    As written goes before without case and accents. Raises InputError, which lists the spellings, for none.
    """
    meant = folded(said)
    kinds = (
        [one for one in entity.spellings if said in (one.key, f"{one.lang}:{one.written}")],
        [one for one in entity.spellings if one.written == said],
        [one for one in entity.spellings if meant and folded(one.written) == meant],
    )
    found = next((kind for kind in kinds if kind), [])
    if not found:
        held = [f"{one.lang}:{one.written}" for one in entity.spellings]
        raise InputError(f"{entity.name!r} is not written {said!r}; it is written {_counted(held)}")
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
    return (*_judged(pairs, "same", by), *_named(both if chosen else (), "".join(chosen[:1]), by))


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
    return (*_judged(_pairs(spellings, rest), "different", by), *_named(named, _nameable(usual.written), by))


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


def undoable(entity: Entity, told: Iterable[Decision]) -> frozenset[str]:
    """The keys of ``entity``'s spellings of which readers decided; raises InputError where there are none."""
    keys = {one.key for one in entity.spellings}
    by_readers = [one for one in told if one.made_by != "machine" and one.kind in ("entity", "name")]
    found = {key for one in by_readers for key in (one.left, one.right)} & keys
    if not found:
        raise InputError(f"no reader has decided anything of {entity.name!r}, so there is nothing to undo")
    return frozenset(found)


def check(decision: Decision) -> None:
    """Raise InputError unless ``decision`` is a reader's, and the names that the reader gave can be shown."""
    if not decision.made_by.startswith("user:"):
        raise InputError(f"a decision made by {decision.made_by!r} is no correction; give it as `user:NAME`")
    _check_name("the reader's name", decision.made_by.removeprefix("user:"))
    if decision.kind == "name":
        _check_name("the name to show", decision.right)
    for one in (decision.left, decision.right):
        if any(unicodedata.category(letter) == "Cs" for letter in one):
            raise InputError(f"{one!r}, which is decided of, is held nowhere; take it from the dossier")


def folded(name: str) -> str:
    """``name`` as it compares: without case, accents and repeated spaces, in any script."""
    # Taken apart twice: letters taken apart may have capitals, and folded ones parts.
    apart = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold())
    return " ".join("".join(one for one in apart if not unicodedata.combining(one)).split())


def _check_name(what: str, name: str) -> None:
    if len(name) > LONGEST_NAME:
        raise InputError(f"{what} has {len(name)} characters; give one of {LONGEST_NAME} at most")
    wrong = next((one for one in name if not _is_nameable(one)), None)
    if wrong is not None:
        raise InputError(f"{what}, {name!r}, holds {wrong!r}, which is no letter or sign; give it without")
    if not any(unicodedata.category(one)[0] in "LNPS" and one not in BLANK for one in name):
        raise InputError(f"{what}, {name!r}, has no visible character; give one that can be read")


def _is_nameable(letter: str) -> bool:
    return letter in JOINERS or unicodedata.category(letter) not in UNNAMEABLE


def _nameable(written: str) -> str:
    """A form from an article as a name to show: on one line, without marks of layout."""
    kept = "".join(one for one in written if one.isspace() or _is_nameable(one))
    return " ".join(kept.split())[:LONGEST_NAME]


def _pairs(spellings: Iterable[Spelling], others: Sequence[Spelling]) -> list[tuple[str, str]]:
    """Each key of one side with each of the other, once, the lesser first; never a key with itself."""
    keys = ((one.key, other.key) for one in spellings for other in others if one.key != other.key)
    return list(dict.fromkeys((min(pair), max(pair)) for pair in keys))


def _judged(pairs: Iterable[tuple[str, str]], verdict: Verdict, by: str) -> tuple[Decision, ...]:
    return tuple(
        Decision(kind="entity", left=left, right=right, verdict=verdict, score=1.0, made_by=f"user:{by}")
        for left, right in pairs
    )


def _named(spellings: Iterable[Spelling], name: str, by: str) -> tuple[Decision, ...]:
    return tuple(
        Decision(kind="name", left=one.key, right=name, verdict="same", score=1.0, made_by=f"user:{by}")
        for one in spellings
    )


def _names(told: Iterable[Decision]) -> set[str]:
    return {one.left for one in told if one.kind == "name" and one.made_by != "machine"}


def _near(entities: Sequence[Entity], meant: str) -> Iterator[Entity]:
    """Entities with a spelling that holds ``meant``, else those with one that looks like it."""
    forms: dict[str, list[Entity]] = {}
    for one in entities:
        for form in {folded(each) for each in (one.name, *(each.written for each in one.spellings))}:
            forms.setdefault(form, []).append(one)
    holding = [form for form in forms if meant and meant in form]
    alike = holding or get_close_matches(meant, forms, NAMED)
    yield from {one.id: one for form in alike for one in forms[form]}.values()


def _listed(entities: Sequence[Entity]) -> str:
    return _counted([f"{one.name} ({_called(one)})" for one in entities])


def _called(entity: Entity) -> str:
    mentions = len(entity.mentions)
    return f"{entity.type}, {mentions} mention{'s' * (mentions != 1)}, id {entity.id[:ID_SHOWN]}"


def _counted(said: Sequence[str]) -> str:
    more = f" and {len(said) - NAMED} more" if len(said) > NAMED else ""
    return ", ".join(said[:NAMED]) + more
