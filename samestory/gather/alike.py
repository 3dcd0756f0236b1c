"""How alike readers would find two articles, from 0 to 1: three rungs, each telling more than the one before.

A scale of likeness, not a decision: it is told beside what decisions.py weighs, which does not rest on it.
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

    def share(self, value: float) -> float:
        """How much of the way from ``low`` to ``high`` the feature's value is, 0 to 1."""
        return min(1.0, max(0.0, (value - self.low) / (self.high - self.low)))


# Fitted by training/stories.py to the likeness that readers saw in pairs of news; told in decisions.md.
STRANGERS = 0.05
RUNGS = (
    Rung(features.counterparts, -0.2, 0.0, 0.20),
    Rung(features.first_sentences, 0.2, 0.6, 0.28),
    Rung(features.wholes, 0.3, 0.8, 0.38),
)


def alike(pair: Pair) -> float:
    """Climb the rungs: some subject in common, one thing told in both, one happening told as a whole."""
    return STRANGERS + sum(rung.worth * rung.share(rung.feature(pair)) for rung in RUNGS)


def told_alike(found: float) -> Reason:
    """The likeness of a pair in words."""
    return Reason(name="alike", value=round(found, 3), says=f"readers would find them {found:.0%} alike")
