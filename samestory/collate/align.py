"""Which sentences of one article state what sentences of another state: by meaning, and by what else agrees.

One to one, or two neighbours to one where a sentence was split or two were joined. Scores are margins, not
bare likeness: a pair must be near and nearer than its rivals. No language is seen.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import exp, log
from typing import NamedTuple

import numpy as np

from samestory.collate.evidence import Floats, alone, around, elsewhere, joined, neighbours
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


# Fitted on translated documents, twin events and strangers; printed by training/align.py, told in align.md.
FITTED = Model(
    alone=Weights((9.3, 16.88, 2.8), -5.97),
    together=Weights((5.25, 16.85, 5.92, -2.22, 1.43, 5.98), -7.51),
    joined=Weights((2.33, 29.32, 8.1, 0.66, 3.54, -1.72, 3.27), -8.79),
)
# How often what the chances say of one another is taken in.
ROUNDS = 2
# A wrong alignment hides a difference or makes two origins one; a missed one leaves a row alone.
LEAST = 0.85
# Articles in which no two sentences are liker than this are not looked at further.
SLIGHT = 0.25


def align(left: Signals, right: Signals, model: Model = FITTED) -> tuple[Aligned, ...]:
    """Sentences that state the same with a probability of at least LEAST, in left's order.

    No sentence stands in two alignments.
    """
    near = (left.sentences @ right.sentences.T).astype(np.float64)
    if near.size == 0 or near.max() < SLIGHT:
        return ()
    odds = pair_odds(alone(near, elsewhere(left, right)), model)
    chances = chance(odds)
    beads = [
        *_pairs(odds),
        *_twos(_joined_odds(near, left, chances, model), turned=False),
        *_twos(_joined_odds(near.T, right, chances.T, model), turned=True),
    ]
    return tuple(
        Aligned(left=bead.left, right=bead.right, score=round(1.0 / (1.0 + exp(-bead.odds)), 4))
        for bead in sorted(_each_once(beads), key=lambda bead: bead.left)
    )


def pair_odds(features: Floats, model: Model, rounds: int = ROUNDS) -> Floats:
    """Log-odds that a sentence states what another does, (left, right), of what each pair says ``alone``.

    In each of the ``rounds`` what was thought of the other pairs is taken in; without, each stands alone.
    """
    alone_odds = odds = model.alone.odds(features[..., : len(model.alone.each)])
    own, others = model.together.each[: features.shape[-1]], model.together.each[features.shape[-1] :]
    by_itself = features @ own + model.together.intercept
    for _ in range(rounds):
        odds = by_itself + around(chance(odds)) @ others
    # What is sure alone stays sure: two reports of their own may share one statement and no more.
    return np.maximum(odds, alone_odds)


def chance(odds: Floats) -> Floats:
    """The probability of log-odds."""
    return np.asarray(1.0 / (1.0 + np.exp(-odds)), np.float64)


def _joined_odds(near: Floats, article: Signals, chances: Floats, model: Model) -> Floats:
    """Log-odds that two neighbours of ``article``, whose sentences are the rows, state what a column does."""
    if len(near) < 2:
        return np.empty((0, near.shape[1]))
    return model.joined.odds(joined(near, neighbours(article.sentences), chances))


class _Bead(NamedTuple):
    """Sentences that may state the same, and their log-odds."""

    odds: float
    left: tuple[int, ...]
    right: tuple[int, ...]


def _pairs(odds: Floats) -> list[_Bead]:
    return [_Bead(odd, (i,), (j,)) for odd, i, j in _likely(odds)]


def _twos(odds: Floats, *, turned: bool) -> list[_Bead]:
    """Two neighbours and one; ``turned`` where the two are right's."""
    found = [(odd, (i, i + 1), (j,)) for odd, i, j in _likely(odds)]
    return [_Bead(odd, one, two) if turned else _Bead(odd, two, one) for odd, two, one in found]


def _likely(odds: Floats) -> Iterable[tuple[float, int, int]]:
    rows, columns = np.nonzero(odds >= log(LEAST / (1.0 - LEAST)))
    return zip(odds[rows, columns].tolist(), rows.tolist(), columns.tolist(), strict=True)


def _each_once(beads: Iterable[_Bead]) -> list[_Bead]:
    """Those with two neighbours first, as their halves look like pairs too; then the surest."""
    taken: tuple[set[int], set[int]] = (set(), set())
    kept = []
    for bead in sorted(beads, key=lambda b: (-len(b.left) - len(b.right), -b.odds, b.left, b.right)):
        if taken[0].isdisjoint(bead.left) and taken[1].isdisjoint(bead.right):
            taken[0].update(bead.left)
            taken[1].update(bead.right)
            kept.append(bead)
    return kept
