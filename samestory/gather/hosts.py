"""A person's name of one word -> the fuller name it is short for, text by text.

The same text speaks first, then the whole dossier where it knows one such person. A first name alone joins
nobody: who is meant by it, only a reader can say.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from samestory.gather.name_words import alike, block
from samestory.gather.spellings import Name

# How alike a bare name and a surname must be, where the text has the fuller name and where it has none; of
# two in one text, the lead that makes one the one meant.
SURNAME, SURNAME_ELSEWHERE = 0.82, 0.95
CLEAR_LEAD = 0.1
# The share of all mentions of fuller names that makes one of several persons the one meant.
DOMINANT = 0.9

Word = tuple[str, ...]


class Host(NamedTuple):
    """The person (its place in the pile) that a bare name stands for in ``articles``.

    ``in_text`` are those of them that name the person in full.
    """

    group: int
    articles: frozenset[str]
    in_text: frozenset[str]


class Full(NamedTuple):
    """A person with fuller names: place in the pile, surnames, articles, how often it is named."""

    group: int
    surnames: frozenset[Word]
    articles: frozenset[str]
    mentions: int


def full(group: int, one: Name) -> Full | None:
    """What of a name may host bare ones; None where it is no fuller name of a person."""
    if one.type != "person" or one.bare:
        return None
    longer = [s for s in one.spellings if len(s.forms.lemmas) > 1]
    # Initials are no surnames.
    surnames = frozenset(word for s in longer for word in s.forms.lemmas[1:] if len(word[-1]) > 1)
    articles = frozenset(article for s in longer for article in s.articles)
    return Full(group, surnames, articles, sum(s.spelling.count for s in longer))


def hosts(bare: Name, persons: Iterable[Full]) -> tuple[Host, ...]:
    """Who ``bare`` stands for, article by article; articles where it may be anybody are left out."""
    words = {word for variant in bare.variants for word in variant}
    near = [(_nearest(words, p), p) for p in persons]
    told = [(value, p) for value, p in near if value >= SURNAME]
    meant = _dominant([p for value, p in told if value >= SURNAME_ELSEWHERE])
    found: dict[int, tuple[set[str], set[str]]] = {}
    for article in sorted(bare.articles):
        here = [(value, p) for value, p in told if article in p.articles]
        group = _clear(here) if here else meant
        if group is not None:
            articles, in_text = found.setdefault(group, (set(), set()))
            articles.add(article)
            in_text |= {article} if here else set()
    return tuple(Host(g, frozenset(a), frozenset(t)) for g, (a, t) in sorted(found.items()))


def blocks(words: Iterable[Word]) -> set[str]:
    """What a bare name and a surname must share to be compared."""
    return {block(base) for word in words for base in word}


def _nearest(words: Iterable[Word], person: Full) -> float:
    return max((alike(a, b) for a in words for b in person.surnames), default=0.0)


def _clear(here: Sequence[tuple[float, Full]]) -> int | None:
    """The one person of a text that is meant: the nearest by a clear lead, else the one mostly named."""
    nearest = max(value for value, _ in here)
    near = [p for value, p in here if value > nearest - CLEAR_LEAD]
    return near[0].group if len(near) == 1 else _dominant(near)


def _dominant(persons: Sequence[Full]) -> int | None:
    """The person nearly all mentions of fuller names are of, None where there are several."""
    total = sum(p.mentions for p in persons)
    best = max(persons, key=lambda p: (p.mentions, -p.group), default=None)
    return best.group if best is not None and best.mentions >= DOMINANT * total else None
