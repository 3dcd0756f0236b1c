"""How alike two names are word by word, by sound; and which names are worth comparing. No decision here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations
from math import log

import msgspec
from rapidfuzz.distance import Indel

from samestory.gather.spellings import Lemmas, Name

_VOWELS = re.compile(r"[aeiouh]")
# Words less alike than this are different words.
LEAST_ALIKE = 0.75
# Letters of a word, vowels left out, that make names comparable.
LONGEST_BLOCK = 3
# A word in more names than this brings no pairs up by itself, only beside another one.
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


@lru_cache(maxsize=65536)
def skeleton(word: str) -> str:
    """The word without vowels, its first letter kept."""
    return word[:1] + _VOWELS.sub("", word[1:])


def block(word: str) -> str:
    """What near words have in common: the first letters of the skeleton; figures as they are."""
    return word if word.isdigit() else skeleton(word)[:LONGEST_BLOCK]


@lru_cache(maxsize=262144)
def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two words are at best among their bases, 0 to 1; vowels count half."""
    return max(_alike(a, b) for a in one for b in other)


def _alike(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if one.isdigit() or other.isdigit():
        return 0.0
    if len(one) == 1 or len(other) == 1:
        return 0.8 if one[0] == other[0] else 0.0
    whole = Indel.normalized_similarity(one, other)
    return 0.5 * (whole + Indel.normalized_similarity(skeleton(one), skeleton(other))) if whole > 0.5 else 0.0


def matches(one: Lemmas, other: Lemmas) -> list[tuple[int, int, float]]:
    """Words of the two set beside each other, the most alike first: places, and how alike."""
    near = [(alike(a, b), i, j) for i, a in enumerate(one) for j, b in enumerate(other) if a and b]
    taken_one, taken_other, found = set[int](), set[int](), []
    for value, i, j in sorted(near, key=lambda m: (-m[0], abs(m[1] - m[2]), m[1:])):
        if value >= LEAST_ALIKE and i not in taken_one and j not in taken_other:
            taken_one.add(i)
            taken_other.add(j)
            found.append((i, j, value))
    return found


def pairs(pile: Sequence[Name], rare: Rarity) -> set[tuple[str, str]]:
    """Keys of names that share a block; of a word in many names only beside a second shared one."""
    homes: dict[str, list[str]] = {}
    for name in pile:
        for its in _compound(_blocks(name), rare):
            homes.setdefault(its, []).append(name.key)
    found = set()
    for keys in homes.values():
        if len(keys) <= MOST_IN_BLOCK:
            found |= {(min(p), max(p)) for p in combinations(keys, 2)}
    return found


def _compound(blocks: Iterable[str], rare: Rarity) -> Iterator[str]:
    """Rare blocks by themselves, frequent ones by twos."""
    told = sorted(blocks)
    often = [b for b in told if rare.counts[b] > MOST_IN_BLOCK]
    yield from (b for b in told if rare.counts[b] <= MOST_IN_BLOCK)
    yield from (f"{a} {b}" for a, b in combinations(often, 2))


def _blocks(name: Name) -> set[str]:
    words = {block(b) for variant in name.variants for word in variant for b in word if not b.isdigit()}
    together = {block("".join(word[-1] for word in variant)) for variant in name.variants if len(variant) > 1}
    return words | together
