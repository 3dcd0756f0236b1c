"""What the words of two texts tell without their meaning: runs in common, and lengths of aligned sentences.

Knows no language and decides nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from statistics import median
from typing import NamedTuple

import regex

from samestory.model import Aligned

# Words in a run. Five in a row rarely outlive an editor who changes every third word.
RUN = 3
# What is known of lengths where too little is aligned to tell.
LENGTHS_UNKNOWN = 0.25
# Signs that are words by themselves stand without spaces.
_WORD = regex.compile(r"\p{Ideographic}|[^\W\p{Ideographic}]+")


class Words(NamedTuple):
    """A text's language, the runs of three words of its sentences, and their lengths in characters."""

    lang: str
    runs: frozenset[tuple[str, ...]]
    lengths: tuple[int, ...]


def words(lang: str, sentences: Sequence[str]) -> Words:
    """The words of a text of these ``sentences``; runs in lower case, and across sentences."""
    every = _WORD.findall("\n".join(sentences).casefold())
    runs = frozenset(zip(*(every[i:] for i in range(RUN)), strict=False))
    return Words(lang, runs, tuple(map(len, sentences)))


def in_common(left: Words, right: Words) -> float | None:
    """Share of the runs of the side that has fewer which the other has too, 0..1; None for two languages.

    Broder 1997, the containment of one document in another; of whole sets, without sketches.
    """
    if left.lang != right.lang:
        return None
    fewer = min(len(left.runs), len(right.runs))
    return len(left.runs & right.runs) / fewer if fewer else 0.0


def unevenness(left: Words, right: Words, pairs: Sequence[Aligned]) -> float:
    """How far the lengths of aligned sentences stray from one ratio, 0..1, as a mean of logarithms.

    A translation keeps to the ratio of its languages (Gale and Church 1993); who tells the same in words of
    their own does not.
    """
    if len(pairs) < 2:
        return LENGTHS_UNKNOWN
    ratios = [log(_length(left, p.left) / _length(right, p.right)) for p in pairs]
    middle = median(ratios)
    return min(1.0, sum(abs(ratio - middle) for ratio in ratios) / len(ratios))


def _length(text: Words, places: Sequence[int]) -> int:
    return max(1, sum(text.lengths[place] for place in places))
