"""Numbers of two sentences that state the same: which agree, and which are left and clash.

A number on one side only is an omission, not a disagreement; so is what the other article says elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from samestory.collate.pairing import unmatched
from samestory.model import NumberMention, Span

# Two numbers further apart than this do not count the same, unless their digits are the same.
MOST_RATIO = 12.0
# How far a bound reaches: "more than 300" may be 312, not 750; "about 300" may be 270.
REACH, AROUND = 1.5, 0.15
# What rounding may hide, from where on whole numbers are rounded.
ROUNDING, ROUNDED_FROM = 0.05, 100
# Whole numbers like these are years more often than counts.
YEARS, DIGITS = frozenset(range(1900, 2051)), 4
# Two of a thing is often said in passing ("both", "the two sides").
SMALLEST_WORDED = 3


def clashing_numbers(
    left: Sequence[NumberMention], right: Sequence[NumberMention]
) -> Iterator[tuple[Span, Span]]:
    """The places of numbers that clash, once those that agree are paired off, the nearest first."""
    alone = unmatched(list(left), list(right), agree=same_figure)
    ones, others = ([n for n in side if _counts(n)] for side in alone)
    while ones and others:
        one, other = min(product(ones, others), key=lambda pair: (_ratio(*pair), pair[0].span, pair[1].span))
        ones.remove(one)
        others.remove(other)
        if comparable(one, other):
            yield one.span, other.span


def same_figure(one: NumberMention, other: NumberMention) -> bool:
    """True where both may be of one count: equal, rounded, or within what "more than", "about" allow."""
    if one.value == other.value:
        return True
    return _rounded(one, other) or _bounded(one, other) or _bounded(other, one)


def comparable(one: NumberMention, other: NumberMention) -> bool:
    """True where two numbers that do not agree may still count the same thing."""
    if one.unit and other.unit and one.unit != other.unit:
        return False
    if (one.unit is None) != (other.unit is None) and not (one.worded or other.worded):
        return False
    ratio = max(abs(one.value), abs(other.value)) / max(min(abs(one.value), abs(other.value)), 1e-9)
    return _ratio(one, other) <= MOST_RATIO or _is_power_of_ten(ratio)


def _counts(number: NumberMention) -> bool:
    if number.worded:
        return number.value >= SMALLEST_WORDED
    written = number.span.end - number.span.start
    return number.value not in YEARS or written != DIGITS or number.unit is not None


def _ratio(one: NumberMention, other: NumberMention) -> float:
    """How far apart two figures are, as the larger over the smaller."""
    smaller, larger = sorted((abs(one.value), abs(other.value)))
    return (larger + 1) / (smaller + 1)


def _is_power_of_ten(ratio: float) -> bool:
    return any(abs(ratio - power) <= 1e-6 * power for power in (1e3, 1e6))


def _rounded(one: NumberMention, other: NumberMention) -> bool:
    gap, size = abs(one.value - other.value), max(abs(one.value), abs(other.value))
    finer, coarser = sorted((one.step, other.step))
    fine = size >= ROUNDED_FROM or 0 < finer < 1
    return fine and gap <= coarser / 2 and gap <= ROUNDING * size


def _bounded(one: NumberMention, other: NumberMention) -> bool:
    """Whether ``other`` lies where the bound of ``one`` lets it lie."""
    ratio = other.value / one.value if one.value else 0.0
    if one.bound == "over" and other.bound != "over":
        return 1 <= ratio <= REACH
    if one.bound == "under" and other.bound != "under":
        return 1 / REACH <= ratio <= 1
    if one.bound != "about" and max(one.step, other.step) <= 1:
        # "At least 11" and "at least 12" are two counts; only round numbers are loose.
        return False
    return one.bound is not None and abs(ratio - 1) <= AROUND
