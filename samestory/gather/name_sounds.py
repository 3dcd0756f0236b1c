"""Which words of two names sound alike, for many pairs of names at once: the words of a pile as columns.

Knows spellings by sound alone. The measure is that of name_words.alike.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import Indel
from rapidfuzz.process import cpdist

from samestory.gather.name_words import INITIAL, LEAST_WHOLE, skeleton
from samestory.gather.spellings import Lemmas, Name

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Bools = npt.NDArray[np.bool_]

# Words less alike than this are different words.
LEAST_ALIKE = 0.75


class Lists(NamedTuple):
    """Lists of numbers end to end: list ``i`` is ``members[starts[i] : starts[i + 1]]``."""

    members: Ints
    starts: Ints

    @property
    def sizes(self) -> Ints:
        """How long each list is."""
        return np.diff(self.starts)


class Crossed(NamedTuple):
    """Members of two lists set beside each other: of which pair of lists, and the two; int64 (rows,)."""

    pair: Ints
    left: Ints
    right: Ints


class Words(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """Words of a pile, each once: ``spelled`` are their bases, ``of_word`` the bases of each word.

    ``of_variant`` has the words of each variant of a name, ``of_name`` the variants of each name of the pile;
    ``together`` the bases of each variant written as one word.
    """

    spelled: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    of_word: Lists
    of_variant: Lists
    of_name: Lists
    together: Lists

    @cached_property
    def figure(self) -> Bools:
        """Which bases are figures, which are no more or less alike than the same or others."""
        return np.array([base.isdigit() for base in self.spelled], np.bool_)

    @cached_property
    def initial(self) -> Bools:
        """Which bases are of one letter."""
        return np.array([len(base) == 1 for base in self.spelled], np.bool_)

    @cached_property
    def short(self) -> Bools:
        """Which words are of one letter in every form."""
        return np.array([max(map(len, word)) == 1 for word in self.words], np.bool_)

    @cached_property
    def opening(self) -> Ints:
        """The first letter of each base."""
        return np.array([ord(base[0]) for base in self.spelled], np.int64)

    @cached_property
    def longest(self) -> Ints:
        """How many words the longest variant of each name has, 0 where it has none."""
        longest = np.zeros(len(self.of_name.sizes), np.int64)
        np.maximum.at(longest, np.repeat(np.arange(len(longest)), self.of_name.sizes), self.of_variant.sizes)
        return longest

    @cached_property
    def skeletons(self) -> tuple[str, ...]:
        """The bases without vowels."""
        return tuple(map(skeleton, self.spelled))


class Matched(NamedTuple):
    """Variants of the two names of each pair set beside each other, and their words that sound alike.

    ``rows`` has places of variants; of each row, words are matched once, the most alike first. ``at`` is the
    row of a match, ``left`` and ``right`` its words, ``value`` how alike they are.
    """

    rows: Crossed
    at: Ints
    left: Ints
    right: Ints
    value: Floats


def words_of(pile: Sequence[Name]) -> Words:
    """The words of the names of ``pile``."""
    variants = [variant for name in pile for variant in name.variants]
    together = [run_together(variant) for variant in variants]
    words = {word: place for place, word in enumerate(dict.fromkeys(w for v in variants for w in v))}
    each = dict.fromkeys(base for bases in (*words, *together) for base in bases)
    bases = {base: place for place, base in enumerate(each)}
    counts = accumulate((len(name.variants) for name in pile), initial=0)
    return Words(
        spelled=tuple(bases),
        words=tuple(words),
        of_word=lists([bases[base] for base in word] for word in words),
        of_variant=lists([words[word] for word in variant] for variant in variants),
        of_name=Lists(np.arange(len(variants)), np.array(list(counts), np.int64)),
        together=lists([bases[base] for base in word] for word in together),
    )


def lists(told: Iterable[Sequence[int]]) -> Lists:
    """The lists, end to end."""
    members, starts = array("q"), array("q", [0])
    for each in told:
        members.extend(each)
        starts.append(len(members))
    return Lists(np.array(members, np.int64), np.array(starts, np.int64))


def crossed(left: Ints, right: Ints, of: Lists) -> Crossed:
    """Every member of list ``left[i]`` beside every member of list ``right[i]``, in order of ``i``."""
    wide = of.sizes[right]
    counts = of.sizes[left] * wide
    pair = np.repeat(np.arange(len(left)), counts)
    step = np.arange(len(pair)) - np.repeat(np.cumsum(counts) - counts, counts)
    first, second = np.divmod(step, wide[pair])
    return Crossed(
        pair, of.members[of.starts[left[pair]] + first], of.members[of.starts[right[pair]] + second]
    )


def matched(left: Ints, right: Ints, words: Words) -> Matched:
    """Names at places ``left`` beside those at places ``right``, word by word."""
    rows = crossed(left, right, words.of_name)
    cells = crossed(rows.left, rows.right, _numbered(words.of_variant))
    members = words.of_variant.members
    value = alike_words(members[cells.left], members[cells.right], words)
    near = value >= LEAST_ALIKE
    cells, value = Crossed(*(part[near] for part in cells)), value[near]
    taken = _each_once(cells, value, words.of_variant.starts[rows.left], words.of_variant.starts[rows.right])
    found = Crossed(*(part[taken] for part in cells))
    return Matched(rows, found.pair, members[found.left], members[found.right], value[taken])


def alike_words(left: Ints, right: Ints, words: Words) -> Floats:
    """How alike the two words of each pair are at best among their bases, float64 (pairs,)."""
    code, back = np.unique(left * len(words.words) + right, return_inverse=True)
    bases = crossed(*np.divmod(code, len(words.words)), words.of_word)
    best = np.zeros(len(code))
    np.maximum.at(best, bases.pair, _alike_bases(bases.left, bases.right, words))
    return np.asarray(best[back], np.float64)


def same_together(left: Ints, right: Ints, words: Words) -> Bools:
    """Which variants are the same where both are written as one word."""
    bases = crossed(left, right, words.together)
    same = np.zeros(len(left), np.bool_)
    same[bases.pair[bases.left == bases.right]] = True
    return same


def run_together(words: Lemmas) -> tuple[str, ...]:
    """The words written as one, with and without its last ending: "Ryan Air" is "Ryanair"."""
    head = "".join(word[-1] for word in words[:-1])
    return tuple(head + last for last in (words[-1] if words else ()))


def _numbered(of: Lists) -> Lists:
    """The same lists with the place of each member for the member."""
    return Lists(np.arange(len(of.members)), of.starts)


def _alike_bases(left: Ints, right: Ints, words: Words) -> Floats:
    value: Floats = (left == right).astype(np.float64)
    spelled = (left != right) & ~words.figure[left] & ~words.figure[right]
    one_letter = words.initial[left] | words.initial[right]
    value[spelled & one_letter & (words.opening[left] == words.opening[right])] = INITIAL
    rest = np.flatnonzero(spelled & ~one_letter)
    whole = _similar(words.spelled, left[rest], right[rest], LEAST_WHOLE)
    rest, whole = rest[whole > 0], whole[whole > 0]
    value[rest] = 0.5 * (whole + _similar(words.skeletons, left[rest], right[rest], 0.0))
    return value


def _similar(spelled: Sequence[str], left: Ints, right: Ints, least: float) -> Floats:
    one, other = ([spelled[place] for place in side.tolist()] for side in (left, right))
    found = cpdist(one, other, scorer=Indel.normalized_similarity, score_cutoff=least, dtype=np.float64)
    return np.asarray(found, np.float64)


def _each_once(cells: Crossed, value: Floats, left_start: Ints, right_start: Ints) -> Ints:
    """Places of cells taken in each row, the most alike first, then those that stand alike in both names."""
    i, j = cells.left - left_start[cells.pair], cells.right - right_start[cells.pair]
    order = np.lexsort((j, i, np.abs(i - j), -value, cells.pair))
    taken = []
    while len(order):
        row = cells.pair[order]
        _, first, of = np.unique(row, return_index=True, return_inverse=True)
        best = order[first]
        taken.append(best)
        order = order[(i[order] != i[best][of]) & (j[order] != j[best][of])]
    return np.sort(np.concatenate(taken)) if taken else np.zeros(0, np.int64)
