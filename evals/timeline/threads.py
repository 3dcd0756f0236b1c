"""Own sentences that tell one happening, or another of the same day: which would be one entry of a thread.

Ours: the likeness that a thread's timeline goes by. Naive: a word of letters that both share.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from itertools import combinations, product
from pathlib import Path

import msgspec
from anyascii import anyascii

from evals.counts import Counts
from samestory.encode import Encoder
from samestory.encode.neutral import neutral

HERE = Path(__file__).parent
HALVES = ("develop", "held")
# Shorter words are of grammar more often than of the matter.
LONG = 6
WORD = re.compile(r"[a-z]+")
Sentence = tuple[str, str]


class Pair(msgspec.Struct, frozen=True):
    """Two sentences, each with its language, and whether they tell one happening."""

    left: Sentence
    right: Sentence
    same: bool


def files() -> list[Path]:
    """The files of both halves."""
    return [HERE / f"{half}.toml" for half in HALVES]


def pairs(half: str) -> list[Pair]:
    """All pairs of a half, within each affair: two that are the same, or one that is and one that is not."""
    found = []
    for affair in tomllib.loads((HERE / f"{half}.toml").read_text("utf-8"))["affair"]:
        same, other = ([(lang, words) for lang, words in affair[key]] for key in ("same", "other"))
        found += [Pair(one, two, same=True) for one, two in combinations(same, 2)]
        found += [Pair(one, two, same=False) for one, two in product(same, other)]
    return found


def likeness(given: Sequence[Pair], encoder: Encoder) -> list[float]:
    """How alike the sentences of each pair are, as a thread's timeline measures it."""
    written = list(dict.fromkeys(words for one in given for _, words in (one.left, one.right)))
    rows = dict(zip(written, neutral(encoder.encode(written)), strict=True))
    return [float(rows[one.left[1]] @ rows[one.right[1]]) for one in given]


def counts(given: Sequence[Pair], joined: Sequence[bool]) -> Counts:
    """Of the pairs that are one, those joined; and those joined that are not."""
    right = sum(one.same and is_one for one, is_one in zip(given, joined, strict=True))
    return Counts.one_to_one(right, sum(joined), sum(one.same for one in given))


def naive(pair: Pair) -> bool:
    """Whether the sentences share a long word, in Latin letters."""
    one, other = (set(WORD.findall(anyascii(words).lower())) for _, words in (pair.left, pair.right))
    return any(len(word) >= LONG for word in one & other)
