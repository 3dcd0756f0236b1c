"""How well roots are told: macro-F1 over roots and over their classes, and the share that is right."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from evals.counts import Counts
from samestory.heads.events import QUADS, Root


class Scored(NamedTuple):
    """``roots`` and ``quads`` are the means of the F1 of each that gold has; ``right`` is a share of all."""

    roots: float
    right: float
    quads: float
    quads_right: float


def scored(wanted: Sequence[Root], told: Sequence[Root]) -> Scored:
    """``told`` judged by ``wanted``, sentence by sentence."""
    classes, told_classes = [QUADS[root] for root in wanted], [QUADS[root] for root in told]
    return Scored(
        _macro(wanted, told),
        _share(wanted, told),
        _macro(classes, told_classes),
        _share(classes, told_classes),
    )


def by_root(wanted: Sequence[Root], told: Sequence[Root]) -> dict[Root, float]:
    """The F1 of each root that gold has."""
    return {root: _f1(wanted, told, root) for root in QUADS if root in wanted}


def _macro(wanted: Sequence[str], told: Sequence[str]) -> float:
    kinds = sorted(set(wanted))
    return sum(_f1(wanted, told, kind) for kind in kinds) / len(kinds)


def _f1(wanted: Sequence[str], told: Sequence[str], kind: str) -> float:
    right = sum(a == b == kind for a, b in zip(wanted, told, strict=True))
    return Counts.one_to_one(right, told.count(kind), wanted.count(kind)).f1


def _share(wanted: Sequence[str], told: Sequence[str]) -> float:
    return sum(a == b for a, b in zip(wanted, told, strict=True)) / len(wanted)
