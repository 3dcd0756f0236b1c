"""Which sentences of one article state what sentences of another state: by meaning, and by what else agrees.

One to one, or two neighbours to one where a sentence was split or two were joined. Scores are margins, not
bare likeness: a pair must be near and nearer than its rivals. No language is seen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from math import exp, log
from typing import NamedTuple

import numpy as np

from samestory.collate.evidence import (
    Floats,
    Marks,
    alone,
    around,
    best,
    best_two,
    joined,
    neighbours,
    strips,
)
from samestory.model import Aligned
from samestory.signals import Signals


class Weights(NamedTuple):
    """A logistic regression: odds are ``features @ each + intercept``."""

    each: tuple[float, ...]
    intercept: float

    def odds(self, features: Floats) -> Floats:
        """Log-odds of (..., features), float64 (...)."""
        return np.asarray(features @ self.each + self.intercept, np.float64)


class Model(NamedTuple):
    """What is weighed: a pair alone, a pair among the others, two neighbours as one (see evidence.py)."""

    alone: Weights
    together: Weights
    joined: Weights


# Fitted on translated documents, independent reports, twin events and strangers; printed by
# training/align.py, told in align.md.
FITTED = Model(
    alone=Weights((7.76, 13.42, 4.9), -5.15),
    together=Weights((4.81, 12.47, 6.54, -0.24, 0.88, 4.94), -6.21),
    joined=Weights((7.06, 33.18, 6.63, -3.46, 2.01, -3.3, 3.13), -9.54),
)
# How often what the chances say of one another is taken in.
ROUNDS = 2
# Who copied whom is told by what is sure, as a wrong alignment makes two origins one. In rows of independent
# reports stands what is clearly likelier than not.
SURE, LIKELY = 0.85, 0.6
# Articles in which no two sentences are liker than this are not looked at further.
SLIGHT = 0.25


def align(left: Signals, right: Signals, model: Model = FITTED) -> tuple[Aligned, ...]:
    """Sentences that state the same with a probability of at least LIKELY, in left's order.

    No sentence stands in two alignments. What is sure is the same as if nothing less were looked for.
    """
    near = (left.sentences @ right.sentences.T).astype(np.float64)
    if near.size == 0 or near.max() < SLIGHT:
        return ()
    columns, marks = best_two(near.T), Marks(left, right)
    odds = pair_odds(lambda rows: alone(near[rows], marks.elsewhere(rows), columns), near.shape, model)
    chances = chance(odds)
    beads = [
        *_pairs(odds),
        *(_Bead(odd, two, one) for odd, two, one in _twos(near, left, chances, model)),
        *(_Bead(odd, one, two) for odd, two, one in _twos(near.T, right, chances.T, model)),
    ]
    return tuple(
        Aligned(left=bead.left, right=bead.right, score=round(1.0 / (1.0 + exp(-bead.odds)), 4))
        for bead in sorted(_each_once(beads), key=lambda bead: bead.left)
    )


def sure(pairs: Iterable[Aligned]) -> tuple[Aligned, ...]:
    """Those that state the same with a probability of at least SURE."""
    return tuple(pair for pair in pairs if pair.score >= SURE)


def pair_odds(
    told: Callable[[slice], Floats], shape: tuple[int, ...], model: Model, rounds: int = ROUNDS
) -> Floats:
    """Log-odds that a sentence states what another does, of ``shape`` (left, right).

    What the pairs of some rows say ``alone`` is ``told``, asked for some at a time. In each of the ``rounds``
    what was thought of the other pairs is taken in; without, each stands alone.
    """
    alone_odds, by_itself = np.empty(shape), np.empty(shape)
    for rows in strips(shape):
        features = told(rows)
        alone_odds[rows] = model.alone.odds(features[..., : len(model.alone.each)])
        own = model.together.each[: features.shape[-1]]
        by_itself[rows] = features @ own + model.together.intercept
    odds = alone_odds
    for _ in range(rounds):
        chances = chance(odds)
        among, odds = best(chances), np.empty(shape)
        for rows in strips(shape):
            others = around(chances, among, rows)
            odds[rows] = by_itself[rows] + others @ model.together.each[-others.shape[-1] :]
    # What is sure alone stays sure: two reports of their own may share one statement and no more.
    return np.maximum(odds, alone_odds)


def chance(odds: Floats) -> Floats:
    """The probability of log-odds."""
    found = np.negative(odds)
    np.exp(found, out=found)
    found += 1.0
    return np.asarray(np.divide(1.0, found, out=found), np.float64)


class _Bead(NamedTuple):
    """Sentences that may state the same, and their log-odds."""

    odds: float
    left: tuple[int, ...]
    right: tuple[int, ...]


def _pairs(odds: Floats) -> Iterator[_Bead]:
    rows, columns = np.nonzero(odds >= _odds(LIKELY))
    for odd, i, j in zip(odds[rows, columns].tolist(), rows.tolist(), columns.tolist(), strict=True):
        yield _Bead(odd, (i,), (j,))


def _twos(
    near: Floats, article: Signals, chances: Floats, model: Model
) -> Iterator[tuple[float, tuple[int, int], tuple[int]]]:
    """Neighbours of ``article``, whose sentences are the rows, that state what a column does; odds first."""
    if len(near) < 2:
        return
    places, found = joined(near, neighbours(article.sentences), chances)
    odds = model.joined.odds(found)
    for odd, (i, j) in zip(odds.tolist(), places.tolist(), strict=True):
        if odd >= _odds(LIKELY):
            yield odd, (i, i + 1), (j,)


def _each_once(beads: Iterable[_Bead]) -> list[_Bead]:
    """Sure ones first; those with two neighbours before others, as their halves look like pairs too."""
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for bead in sorted(beads, key=_rank):
        if taken[0].isdisjoint(bead.left) and taken[1].isdisjoint(bead.right):
            taken[0].update(bead.left)
            taken[1].update(bead.right)
            kept.append(bead)
    return kept


def _rank(bead: _Bead) -> tuple[bool, int, float, tuple[int, ...], tuple[int, ...]]:
    return bead.odds < _odds(SURE), -len(bead.left) - len(bead.right), -bead.odds, bead.left, bead.right


def _odds(chance: float) -> float:
    return log(chance / (1.0 - chance))
