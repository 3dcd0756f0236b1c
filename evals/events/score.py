"""How well answers are told: macro-F1, and the share that is right; roots by their classes too."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evals.counts import Counts
from samestory.model import QUADS, Root


class Scored(NamedTuple):
    """``f1`` is the mean of the F1 of each answer that gold has; ``right`` a share of all."""

    f1: float
    right: float


def scored(wanted: Sequence[str], told: Sequence[str]) -> Scored:
    """``told`` judged by ``wanted``, sentence by sentence."""
    each = by_answer(wanted, told).values()
    right = sum(a == b for a, b in zip(wanted, told, strict=True))
    return Scored(sum(each) / len(each), right / len(wanted))


def quads(wanted: Sequence[Root], told: Sequence[Root]) -> Scored:
    """The same by the four classes of roots."""
    return scored([QUADS[root] for root in wanted], [QUADS[root] for root in told])


def by_answer(wanted: Sequence[str], told: Sequence[str]) -> dict[str, float]:
    """The F1 of each answer that gold has."""
    return {kind: _f1(wanted, told, kind) for kind in sorted(set(wanted))}


def _f1(wanted: Sequence[str], told: Sequence[str], kind: str) -> float:
    right = sum(a == b == kind for a, b in zip(wanted, told, strict=True))
    return Counts.one_to_one(right, told.count(kind), wanted.count(kind)).f1
