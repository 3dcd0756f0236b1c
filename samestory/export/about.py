"""What a story or thread is about in words to read: who, where and when, names as the reader writes them.

Chooses nothing; gather/about.py and gather/occasion.py do.
"""

from __future__ import annotations

from collections.abc import Sequence

from samestory.export.dates import stretch
from samestory.export.index import Index
from samestory.export.reasons import stored
from samestory.model import About, Entity, Occasion
from samestory.speech import UNTRANSLATED, Speech


def name(entity: Entity, held: Index) -> str:
    """The entity's name in the reader's language where it is written in one, else the name it is shown by.

    Of several spellings the fullest, then the most frequent; a name that a reader gave it stands.
    """
    written = {one.written for one in entity.spellings}
    theirs = [one for one in entity.spellings if one.lang == held.reader]
    if not theirs or entity.name not in written or entity.name in {one.written for one in theirs}:
        return entity.name
    return min(theirs, key=lambda one: (-len(one.written.split()), -one.count, one.written)).written


def names(entities: Sequence[str], held: Index) -> str:
    """The names of entities, by id, in a line."""
    return ", ".join(name(held.entities[one], held) for one in entities if one in held.entities)


def when_words(time: Occasion, speech: Speech = UNTRANSLATED) -> str:
    """The time and how it is known: "11 November 2025, named in the leads of 3 of 5 independent reports"."""
    return f"{stretch(time.when, speech)}, {stored(time.when.reason, speech).words}"


def about_lines(about: About, held: Index) -> tuple[tuple[str, str], ...]:
    """What it is about as labels and words: "About", "Where" and "When", those that are known."""
    lines = (
        ("About", names([one.entity for one in about.keys], held)),
        ("Where", "" if about.place is None else names([about.place.entity], held)),
        ("When", "" if about.time is None else when_words(about.time)),
    )
    return tuple(one for one in lines if one[1])
