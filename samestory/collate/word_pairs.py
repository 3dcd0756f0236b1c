"""Which words of two sentences answer to one another, and which are forms of one word.

By vectors and by spelling alone: knows no language. What answering words tell is for wording.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

import numpy as np

from samestory.signals import Floats2d

# Forms of one word have this many letters in common at their start, and at most so many after those.
LEAST_COMMON, LONGEST_ENDING = 3, 3


def one_word(one: str, other: str) -> bool:
    """Whether two written forms, in small letters, look like forms of one word."""
    common = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))
    ending = max(len(one), len(other)) - common
    return one == other or (common >= LEAST_COMMON and ending <= min(LONGEST_ENDING, common))


def beginning(form: str) -> str:
    """What forms of one word have in common at least: two of other beginnings are never one word."""
    return form[:LEAST_COMMON]


def in_context(left: Floats2d, right: Floats2d) -> Floats2d:
    """How far words answer to one another, float32 (left, right), of states float32 (words, d).

    Cosines less half of the means of their row and column, as some words are like all others. Words that
    answer to one another need not mean the same (SimAlign: Jalili Sabet et al. 2020, Findings of EMNLP).
    """
    one, other = map(_unit, (left, right))
    near = one @ other.T
    return np.asarray(near - (near.mean(0, keepdims=True) + near.mean(1, keepdims=True)) / 2, np.float32)


def mutual(likeness: Floats2d) -> Iterator[tuple[int, int]]:
    """Places of pairs that are the likest of their row and of their column."""
    if likeness.size:
        best, back = likeness.argmax(axis=1), likeness.argmax(axis=0)
        yield from ((row, int(column)) for row, column in enumerate(best) if back[column] == row)


def _unit(rows: Floats2d) -> Floats2d:
    return np.asarray(rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9), np.float32)
