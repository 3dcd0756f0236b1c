"""When two figures count the same, also where one is the other rounded. Knows no articles."""

from __future__ import annotations

# A round figure stands for what is nearer to it than half its last digit and than this share.
ROUNDED, LEAST_ROUNDED = 0.055, 13
# How much a figure counts that agrees only as rounded.
ABOUT = 0.7


def lacking(figures: frozenset[float], other: frozenset[float]) -> frozenset[float]:
    """Those of ``figures`` that agree with none of ``other``."""
    return frozenset(one for one in figures - other if not any(agree(one, its) for its in other))


def agree(one: float, other: float) -> float:
    """1 for the same figure, less where one of them is the other rounded, else 0."""
    if one == other:
        return 1.0
    small, large = sorted((abs(one), abs(other)))
    apart = large - small
    if large < LEAST_ROUNDED or one * other <= 0 or apart > ROUNDED * large:
        return 0.0
    return ABOUT if apart <= max(_step(one), _step(other)) / 2 else 0.0


def _step(figure: float) -> int:
    """What one more in the last digit that is no nought would add; 0 for fractions."""
    if not figure.is_integer():
        return 0
    digits = str(int(abs(figure)))
    return int(10 ** (len(digits) - len(digits.rstrip("0"))))


def factor(one: float, other: float) -> float:
    """How many times one figure is the other; beyond any where their signs differ."""
    small, large = sorted((abs(one), abs(other)))
    return large / small if one * other > 0 else float("inf")
