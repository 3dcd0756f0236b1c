"""How well expressions of time are found and understood: counts of spans and of meanings."""

from __future__ import annotations

from collections.abc import Sequence

from evals.counts import Counts
from evals.times.gold import Marked
from evals.times.values import Meaning
from samestory.model import Span

Told = Sequence[tuple[Span, Meaning | None]]


def spans(marked: Marked, told: Told) -> Counts:
    """What was told is right where it overlaps with one that is marked (TempEval-3's relaxed match)."""
    pairs = _paired(marked, told)
    return Counts.one_to_one(len(pairs), len(told), len(marked.times))


def values(marked: Marked, told: Told) -> Counts:
    """As ``spans``, but the meaning has to be equal too; where the gold has none, none is to be told."""
    right = sum(wanted == given for wanted, given in _paired(marked, told))
    return Counts.one_to_one(right, len(told), len(marked.times))


def _paired(marked: Marked, told: Told) -> list[tuple[Meaning | None, Meaning | None]]:
    """The meanings of what overlaps, each at most once, in order."""
    left = list(told)
    pairs = []
    for span, meaning in marked.times:
        near = [one for one in left if one[0].start < span.end and span.start < one[0].end]
        if near:
            left.remove(near[0])
            pairs.append((meaning, near[0][1]))
    return pairs
