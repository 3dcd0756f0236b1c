"""Words of names: how alike two are by sound, how much one tells, which names share some. No decision."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import log

import msgspec
from rapidfuzz.distance import Indel

from samestory.gather.spellings import Name

_VOWELS = re.compile(r"[aeiouh]")
# As whole strings they must be so much alike, or nothing else is looked at; an initial says this much.
LEAST_WHOLE, INITIAL = 0.5, 0.8
# Letters of a word, vowels left out, that make names comparable.
LONGEST_BLOCK = 3
# What stands in more names than this brings no pairs up.
MOST_IN_BLOCK = 60


class Rarity(msgspec.Struct, frozen=True):
    """How many names there are, and in how many each block stands."""

    names: int
    counts: dict[str, int]

    def weight(self, word: Sequence[str]) -> float:
        """How much a word tells: rare ones much, those in every name little."""
        if word[0].isdigit():
            return 0.0
        return log((self.names + 1) / (self.counts.get(block(word[0]), 0) + 0.5))


def rarity(pile: Sequence[Name]) -> Rarity:
    """The rarity of words among ``pile``."""
    counts: Counter[str] = Counter()
    for name in pile:
        counts.update(_blocks(name))
    return Rarity(len(pile), dict(counts))


def skeleton(word: str) -> str:
    """The word without vowels, its first letter kept."""
    return word[:1] + _VOWELS.sub("", word[1:])


def block(word: str) -> str:
    """What near words have in common: the first letters of the skeleton; figures as they are."""
    return word if word.isdigit() else skeleton(word)[:LONGEST_BLOCK]


def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two words are at best among their bases, 0 to 1; vowels count half.

    name_sounds.py finds the same for many words at once.
    """
    if not set(one).isdisjoint(other):
        return 1.0
    return max(_alike(a, b) for a in one for b in other)


def _alike(one: str, other: str) -> float:
    if one.isdigit() or other.isdigit():
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return INITIAL if one[0] == other[0] else 0.0
    whole = Indel.normalized_similarity(one, other, score_cutoff=LEAST_WHOLE)
    return 0.5 * (whole + Indel.normalized_similarity(skeleton(one), skeleton(other))) if whole else 0.0


def pairs(pile: Sequence[Name]) -> set[tuple[int, int]]:
    """Places of names that share a block, or two where both have words enough for that; the lower first.

    A block that stands in many names brings none up by itself.
    """
    homes: dict[str, list[tuple[int, bool]]] = {}
    for place, name in enumerate(pile):
        blocks = sorted(_blocks(name))
        several = min(map(len, name.variants), default=0) > 1
        figures = {word[0] for variant in name.variants for word in variant if word[0].isdigit()}
        twos = combinations([*blocks, *sorted(figures)], 2) if several else ()
        for its in (*blocks, *(f"{a} {b}" for a, b in twos)):
            homes.setdefault(its, []).append((place, several and " " not in its))
    found = set()
    for members in homes.values():
        if len(members) <= MOST_IN_BLOCK:
            near = combinations(members, 2)
            found |= {(a, b) for (a, a_half), (b, b_half) in near if not (a_half and b_half)}
    return found


def _blocks(name: Name) -> set[str]:
    words = {block(b) for variant in name.variants for word in variant for b in word if not b.isdigit()}
    together = {block("".join(word[-1] for word in variant)) for variant in name.variants if len(variant) > 1}
    return words | together
