"""The naive way: mean vectors of whole texts with one threshold for all, by average linkage in a pile.

Vectors know every language, so this is stronger here than words in common. Nothing is known of time.
"""

from __future__ import annotations

from collections.abc import Sequence

from evals.lookalikes.cases import Case, texts
from evals.lookalikes.score import shares
from evals.stories.naive import Floats, grouped

THRESHOLDS = tuple(round(0.01 * step, 2) for step in range(100))


def alone(given: Sequence[Case], near: Floats, threshold: float) -> list[bool]:
    """Whether the two articles of each case are ``threshold`` near; ``near`` is of all ``texts(given)``."""
    return [bool(near[left, right] >= threshold) for left, right in _places(given)]


def in_pile(given: Sequence[Case], near: Floats, threshold: float) -> list[bool]:
    """Whether the two articles of each case share a group; ``near`` is of all ``texts(given)``."""
    groups = grouped(near, threshold)
    home = {place: number for number, group in enumerate(groups) for place in group}
    return [home[left] == home[right] for left, right in _places(given)]


def tuned(given: Sequence[Case], near: Floats) -> tuple[float, float]:
    """The thresholds for ``in_pile`` and ``alone`` at which the two shares have the best mean."""

    def best(way: str) -> float:
        ways = {"pile": in_pile, "alone": alone}
        return max(THRESHOLDS, key=lambda threshold: _mean(given, ways[way](given, near, threshold)))

    return best("pile"), best("alone")


def _mean(given: Sequence[Case], joined: Sequence[bool]) -> float:
    found = shares(given, joined)
    return (found.apart + found.joined) / 2


def _places(given: Sequence[Case]) -> list[tuple[int, int]]:
    place = {text.id: number for number, text in enumerate(texts(given))}
    return [(place[case.left.id], place[case.right.id]) for case in given]
