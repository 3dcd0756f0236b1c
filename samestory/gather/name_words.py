"""Words of names: how alike two are by sound, how much one tells, which names share some. No decision."""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from math import log

import msgspec
import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel

from samestory.gather.spellings import Name

Ints = npt.NDArray[np.int64]
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


def pairs(pile: Sequence[Name]) -> Ints:
    """Names that share a block, or two where both have words enough for that: lower place * names + higher.

    In order, each once. A block that stands in many names brings none up by itself.
    """
    numbers: dict[str, int] = {"": 0}
    columns = array("q"), array("q"), array("q")
    for place, name in enumerate(pile):
        blocks = sorted(_blocks(name))
        several = min(map(len, name.variants), default=0) > 1
        figures = {word[0] for variant in name.variants for word in variant if word[0].isdigit()}
        its = [numbers.setdefault(one, len(numbers)) for one in (*blocks, *sorted(figures))]
        both = list(combinations(its, 2)) if several else []
        # The first number is 0 for a block alone, and what the block says is half where two are needed.
        columns[0].extend([*its[: len(blocks)], *(one for one, _ in both)])
        columns[1].extend([*([0] * len(blocks)), *(other for _, other in both)])
        columns[2].extend([place * 2 + several] * len(blocks) + [place * 2] * len(both))
    one, other, told = (np.array(column, np.int64) for column in columns)
    return _sharing(one * len(numbers) + other, told, len(pile))


def _sharing(block: Ints, told: Ints, names: int) -> Ints:
    """Pairs of the places in ``told``, twice as high and odd for half, of which the ``block`` is one."""
    order = np.lexsort((told, block))
    told = told[order]
    starts = np.flatnonzero(np.diff(block[order], prepend=-1))
    sizes = np.diff(np.append(starts, len(order)))
    found = [np.zeros(0, np.int64)]
    for size in np.unique(sizes[(sizes > 1) & (sizes <= MOST_IN_BLOCK)]).tolist():
        groups = told[starts[sizes == size][:, None] + np.arange(size)]
        left, right = (groups[:, side].ravel() for side in np.triu_indices(size, 1))
        whole = (left & right & 1) == 0
        found.append(np.unique((left[whole] >> 1) * names + (right[whole] >> 1)))
    return np.unique(np.concatenate(found))


def _blocks(name: Name) -> set[str]:
    words = {block(b) for variant in name.variants for word in variant for b in word if not b.isdigit()}
    together = {block("".join(word[-1] for word in variant)) for variant in name.variants if len(variant) > 1}
    return words | together
