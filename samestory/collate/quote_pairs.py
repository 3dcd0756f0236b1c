"""Which sayings of two articles are one: what speaks for each pair, weighed.

By vectors, names, figures and sentences aligned; in one language also by words. Groups are quote_groups.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from math import inf, log
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from samestory.collate.figures import same_figure
from samestory.collate.named import alike
from samestory.collate.quote_heard import Heard, Voices
from samestory.model import Aligned
from samestory.signals import Floats2d

Floats = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


class Rule(NamedTuple):
    """A logistic regression on what speaks for a pair; from log-odds of ``least`` on two sayings are one."""

    weights: tuple[float, ...]
    intercept: float
    least: float

    def odds(self, found: Floats) -> Floats:
        """Log-odds of each row of ``found``, float64 (rows,)."""
        return np.asarray(found @ np.array(self.weights) + self.intercept, np.float64)


# Printed by training/quotes.py, told in quotes.md; the features are those of evidence, without the last where
# there are no states.
WITH_STATES = Rule((-6.12, 7.17, 6.25, 2.61, -5.34, -1.84, 18.6), -7.5, -0.75)
WITHOUT_STATES = Rule((1.51, 5.78, 8.1, 3.03, -5.16, -2.03), -2.43, -0.5)
# Log-odds of sayings of one wording in one language.
SURELY = 20.0
# Sayings less alike than this are two; what else agrees is not looked at.
LEAST_LIKENESS = 0.2
# A lead beyond this says only that the articles have little in common.
LEAD_CAP = 0.3
# The place of how surely sentences are aligned, in the evidence.
ROW = 3
# Of so many words or more in one language, this share in the same order is the same wording.
LEAST_WORDS, SAME_WORDING = 3, 0.8
# In two languages a saying of fewer words is one with another only where their sentences are aligned.
FEWEST_WORDS = 4
# So many words are not said by two speakers by chance.
AT_LENGTH = 8
# With fewer sentences aligned the ratio of two texts' lengths is not known.
FEWEST_ALIGNED = 3


class Sides(NamedTuple):
    """Two articles to compare: what is said in them, their sentences' vectors, and how these are aligned."""

    left: Voices
    right: Voices
    left_sentences: Floats2d
    right_sentences: Floats2d
    aligned: Sequence[Aligned]


class Like(NamedTuple):
    """Two sayings that are one, by number, and the log-odds that they are."""

    left: int
    right: int
    odds: float


def sayings(sides: Sides) -> list[Like]:
    """Sayings of two articles that are one, each pair by itself: what excludes another pair is not seen."""
    places, found = evidence(sides)
    rule = WITH_STATES if found.shape[1] == len(WITH_STATES.weights) else WITHOUT_STATES
    odds = dict(zip(map(tuple, places.tolist()), rule.odds(found).tolist(), strict=True))
    rows = dict(zip(odds, found[:, ROW].tolist(), strict=True))
    one_language = sides.left.article.lang == sides.right.article.lang
    likes = []
    for i, one in enumerate(sides.left.heard):
        for j, other in enumerate(sides.right.heard):
            if one_language and _one_wording(one, other):
                likes.append(Like(i, j, SURELY))
            elif odds.get((i, j), -inf) >= rule.least and (rows[i, j] or _long(one, other)):
                likes.append(Like(i, j, round(odds[i, j], 3)))
    return likes


def evidence(sides: Sides) -> tuple[Places, Floats]:
    """Places, int (found, 2), of sayings that are somewhat alike, and what speaks for each, (found, 7).

    Likeness, its lead over the nearer and the farther rival, how surely their sentences are aligned, whether
    they are known to be of two speakers, which share of the shorter's figures and names the other lacks, and,
    where there are states, how well the shorter's tokens are answered by the other's.
    """
    left, right = sides.left, sides.right
    near = (left.vectors @ right.vectors.T).astype(np.float64)
    rows, columns = np.nonzero(near >= LEAST_LIKENESS)
    if not len(rows):
        return np.empty((0, 2), np.intp), np.empty((0, len(WITH_STATES.weights)))
    by_row = near - _rivals(near, left.vectors @ sides.right_sentences[right.free].T, right)
    by_column = near - _rivals(near.T, right.vectors @ sides.left_sentences[left.free].T, left).T
    leads = (np.minimum(by_row, by_column), np.maximum(by_row, by_column))
    pairs = [(left.heard[i], right.heard[j]) for i, j in zip(rows.tolist(), columns.tolist(), strict=True)]
    rest = [(_row(*pair, sides.aligned), differ(*pair), _lacking(*pair)) for pair in pairs]
    each = [near[rows, columns], *(np.clip(lead, -LEAD_CAP, LEAD_CAP)[rows, columns] for lead in leads)]
    places = np.stack((rows, columns), -1)
    return places, np.column_stack((*each, np.array(rest, np.float64), *_answered(places, left, right)))


def usual_ratio(sides: Sides) -> float:
    """Logarithm of how much longer left's text is than the same in right's; 0 where too little is aligned."""
    lengths = [(_size(sides.left, pair.left), _size(sides.right, pair.right)) for pair in sides.aligned]
    ratios = sorted(log(one / other) for one, other in lengths if one and other)
    return ratios[len(ratios) // 2] if len(ratios) >= FEWEST_ALIGNED else 0.0


def same_words(one: Heard, other: Heard) -> bool:
    """Whether the words of the shorter stand in the other, in their order, but for a few."""
    shorter, longer = sorted((one.words, other.words), key=len)
    if len(shorter) < LEAST_WORDS:
        return shorter == longer
    if len(set(shorter) & set(longer)) < SAME_WORDING * len(set(shorter)):
        return False
    blocks = SequenceMatcher(None, longer, shorter, autojunk=False).get_matching_blocks()
    return sum(block.size for block in blocks) >= SAME_WORDING * len(shorter)


def differ(one: Heard, other: Heard) -> bool:
    """Whether both are known to be of a speaker, and not of one."""
    return one.speaker is not None and other.speaker is not None and not alike(one.speaker, other.speaker)


def _one_wording(one: Heard, other: Heard) -> bool:
    """The same words, by speakers that may be one, or at such length that one of them is wrong."""
    long = min(len(one.words), len(other.words)) >= AT_LENGTH
    return (long or not differ(one, other)) and same_words(one, other)


def _long(one: Heard, other: Heard) -> bool:
    return min(len(one.words), len(other.words)) >= FEWEST_WORDS


def _size(voices: Voices, numbers: Sequence[int]) -> int:
    return sum(s.end - s.start for s in (voices.article.sentences[n] for n in numbers))


def _rivals(near: Floats, beside: Floats2d, others: Voices) -> Floats:
    """The best other in each cell's row: a saying that does not repeat its column's, or a sentence."""
    floor = beside.max(axis=1) if beside.shape[1] else np.zeros(len(near))
    apart = np.array(
        [[not (one is other or same_words(one, other)) for other in others.heard] for one in others.heard]
    )
    best = np.where(apart[None, :, :], near[:, None, :], -1.0).max(axis=2)
    return np.asarray(np.maximum(best, floor[:, None]), np.float64)


def _answered(places: Places, left: Voices, right: Voices) -> list[Floats]:
    """How well the tokens of the shorter of each two are answered: the mean of their likest, one column."""
    if left.states is None or right.states is None:
        return []
    return [np.array([_covered(left.states[i], right.states[j]) for i, j in places.tolist()], np.float64)]


def _covered(one: Floats2d, other: Floats2d) -> float:
    shorter, longer = sorted((one, other), key=len)
    return float((shorter @ longer.T).max(axis=1).mean()) if len(shorter) else 0.0


def _row(one: Heard, other: Heard, aligned: Sequence[Aligned]) -> float:
    found = (
        pair.score
        for pair in aligned
        if not one.sentences.isdisjoint(pair.left) and not other.sentences.isdisjoint(pair.right)
    )
    return max(found, default=0.0)


def _lacking(one: Heard, other: Heard) -> float:
    """The share of the shorter's figures and names that the other lacks; 0 where it has none."""
    shorter, longer = sorted((one, other), key=lambda heard: len(heard.text))
    mine, theirs = shorter.marks, longer.marks
    found = [any(same_figure(n, m) for m in theirs.numbers) for n in mine.numbers]
    found += [any(alike(n, m) for m in theirs.names) for n in mine.names]
    return 1 - sum(found) / len(found) if found else 0.0
