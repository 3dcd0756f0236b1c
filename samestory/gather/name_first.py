"""First names of persons: may two full names of one language be one person's? Sees forms alone, no text.

A case ending excuses a difference; where it ends the first name and the surname stays bare, it is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from samestory.model import NameForms

_VOWELS = frozenset("aeiou")
# A vowel that goes where an ending comes leaves no less than this.
SHORTEST = 3


class First(NamedTuple):
    """Readings of the first name of a full name, of all words of that name, and how its ending stands.

    ``words`` hold the first two words written as one as well. ``plain`` is true where it has no ending;
    ``alone`` where it has what could be one, and a surname that could take one has none: then it belongs to
    the name.
    """

    readings: tuple[str, ...]
    words: frozenset[str]
    plain: bool
    alone: bool


def first(forms: NameForms) -> First | None:
    """The first name of a person's full name; None for one word, or where an initial opens it."""
    lemmas = forms.lemmas
    if len(lemmas) < 2 or len(lemmas[0][-1]) < 2:
        return None
    ends, surname = _ends(lemmas[0]), lemmas[-1]
    bare = not _ends(surname) and surname[0][-1] not in _VOWELS
    words = frozenset(reading for word in lemmas for reading in word)
    return First(lemmas[0], words | {lemmas[0][-1] + lemmas[1][-1]}, not ends, ends and bare)


def may_be_one(one: First, other: First) -> bool:
    """Whether two full names of one language may have one first name; a middle name may be missing."""
    if ends_apart(one, other) or ends_apart(other, one):
        return False
    shared = not other.words.isdisjoint(one.readings) or not one.words.isdisjoint(other.readings)
    return shared or _shortened(one, other) or _shortened(other, one)


def ends_apart(one: First, other: First) -> bool:
    """Whether ``other`` is the first name ``one`` but for an ending that is not one of case."""
    return one.plain and other.alone and one.readings[0] == other.readings[0]


def any_one(some: Iterable[First], others: Iterable[First]) -> bool:
    """Whether any two of them may have one first name."""
    held = tuple(others)
    return any(may_be_one(one, other) for one in some for other in held)


def _ends(word: tuple[str, ...]) -> bool:
    """Whether a word may have an ending: a longer reading goes on where its barest stops."""
    return any(reading != word[0] and reading.startswith(word[0]) for reading in word)


def _shortened(one: First, other: First) -> bool:
    """Whether ``other`` is ``one`` with a case ending, for which its last vowel went ("Pavel", "Pavla")."""
    if other.plain or other.alone:
        return False
    return any(
        len(reading) > SHORTEST and reading[-2] in _VOWELS and reading[:-2] + reading[-1] == other.readings[0]
        for reading in one.readings
    )
