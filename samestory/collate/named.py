"""Names of two sentences that state the same: one on each side that the other article never names.

Errs towards silence: a name that may be the other's in another spelling, or its whole or part, is no clash.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain

from rapidfuzz import fuzz

from samestory.collate.marks import Marks, Who
from samestory.model import DifferenceKind, NameType, Span

# Words in Latin letters that are alike to this degree, of 100, may be one word in two spellings.
ALIKE = 70
# Shorter words resemble too many others.
SHORTEST = 3
# How many characters may lie between a name and the words that make it who says it.
NEAR = 25


def clashing_names(
    left: Marks, right: Marks, elsewhere: tuple[Sequence[Who], Sequence[Who]]
) -> Iterator[tuple[DifferenceKind, Span, Span]]:
    """Kind and places of names that clash; ``elsewhere`` are all names of each side's article."""
    types: tuple[NameType, ...] = ("person", "place", "organisation")
    for type_ in types:
        if type_ == "organisation" and left.article.lang != right.article.lang:
            # A body's name is translated, and what it is called alone cannot tell.
            continue
        ones = _alone(left, right, elsewhere[1], type_)
        others = _alone(right, left, elsewhere[0], type_)
        if len(ones) == len(others) == 1 and not alike(ones[0], others[0]):
            yield _kind(left, right, ones[0], others[0]), ones[0].span, others[0].span


def _alone(here: Marks, there: Marks, known: Sequence[Who], type_: NameType) -> list[Who]:
    """Names of ``here`` that neither the other sentence nor its article has, each entity once."""
    found: dict[str, Who] = {}
    for one in here.names:
        if one.type == type_ and not _covered(one, there, known):
            found.setdefault(one.entity or " ".join(one.words), one)
    return list(found.values())


def _covered(one: Who, there: Marks, known: Sequence[Who]) -> bool:
    if one.entity is not None and any(one.entity == other.entity for other in known):
        return True
    telling = _telling(one.words, one.type)
    others = chain(there.latin, *(_telling(other.words, other.type) for other in known))
    return any(_near(word, its) for its in others for word in telling)


def alike(one: Who, other: Who) -> bool:
    """Whether two names are of one entity, or may be one in two spellings."""
    if one.entity is not None and one.entity == other.entity:
        return True
    others = _telling(other.words, other.type)
    return any(_near(a, b) for a in _telling(one.words, one.type) for b in others)


@lru_cache(maxsize=65536)
def _telling(words: tuple[str, ...], type_: NameType) -> tuple[str, ...]:
    """Of a name's words those that tell who is meant: of a person's in full, all but the first."""
    long = tuple(word for word in words if len(word) >= SHORTEST) or words
    return long[1:] if type_ == "person" and len(long) > 1 else long


@lru_cache(maxsize=65536)
def _near(one: str, other: str) -> bool:
    if len(other) < SHORTEST:
        return one == other
    return one[:4] == other[:4] or fuzz.ratio(one, other) >= ALIKE


def _kind(left: Marks, right: Marks, one: Who, other: Who) -> DifferenceKind:
    if one.type != "place" and _says(left, one) and _says(right, other):
        return "attribution"
    return "place" if one.type == "place" else "name"


def _says(marks: Marks, one: Who) -> bool:
    """Whether the name stands beside words that make it who says it, with no other name between."""
    for cue in (c for c in marks.cues if c.kind == "source"):
        start, end = sorted((one.span, cue.span))
        between = Span(start.end, end.start)
        if between.end - between.start <= NEAR and not any(
            between.start <= other.span.start < between.end for other in marks.names
        ):
            return True
    return False
