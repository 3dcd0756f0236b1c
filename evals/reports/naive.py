"""The naive baseline: sentences that share the most numbers and Latin words; what differs by eye.

A report is a copy where the mean directions of both texts are near. Thresholds are those of the other tasks.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.alignment import naive as by_words
from evals.copies.naive import COSINE
from evals.differences.naive import kinds
from samestory.signals import Signals

__all__ = ["align", "copied", "kinds"]


def align(left: Sequence[str], right: Sequence[str]) -> frozenset[tuple[int, int]]:
    """Places of the sentences taken for the same."""
    return frozenset(by_words.align(left, right))


def copied(left: Signals, right: Signals) -> bool:
    """True where the whole texts are as alike as copies are."""
    return float(left.centre @ right.centre) >= COSINE
