"""How alike readers would find two articles, from 0 to 1: three rungs, each telling more than the one before.

A scale of likeness, not a decision: decisions.py tells it beside its own weighing, which does not rest on it.
"""

from __future__ import annotations

from typing import NamedTuple

from samestory.gather import features
from samestory.gather.features import Feature, Pair
from samestory.model import Reason


class Rung(NamedTuple):
    """A feature that counts between two values: up to ``low`` nothing, from ``high`` on all of ``worth``."""

    feature: Feature
    low: float
    high: float
    worth: float
    says: str

    def share(self, value: float) -> float:
        """How much of the way from ``low`` to ``high`` the feature's value is, 0 to 1."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


class Alike(NamedTuple):
    """How alike readers would find a pair, 0 to 1, and what each rung saw."""

    score: float
    reasons: tuple[Reason, ...]


# Fitted by training/stories.py to the likeness that readers saw in pairs of news; told in decisions.md.
STRANGERS = 0.05
RUNGS = (
    Rung(
        features.counterparts,
        -0.2,
        0.0,
        0.20,
        "their sentences are {:.2f} nearer to one another than is usual in the pile",
    ),
    Rung(
        features.first_sentences,
        0.2,
        0.6,
        0.28,
        "one's first sentence and one of the other are {:.2f} alike",
    ),
    Rung(
        features.wholes,
        0.3,
        0.8,
        0.38,
        "as wholes they are {:.2f} nearer to one another than to others of their subject",
    ),
)


def alike(pair: Pair) -> Alike:
    """Climb the rungs: some subject in common, one thing told in both, one happening told as a whole."""
    seen = [(rung, rung.feature(pair)) for rung in RUNGS]
    score = STRANGERS + sum(rung.worth * rung.share(value) for rung, value in seen)
    return Alike(score, tuple(_reason(rung, value) for rung, value in seen if value))


def _reason(rung: Rung, value: float) -> Reason:
    return Reason(name=rung.feature.__name__, value=round(value, 3), says=rung.says.format(value))
