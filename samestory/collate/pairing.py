"""Marks of two sentences paired off where they agree, so that what is left can be held against each other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

Mark = TypeVar("Mark")


def unmatched(
    left: list[Mark], right: list[Mark], *, agree: Callable[[Mark, Mark], bool]
) -> tuple[list[Mark], list[Mark]]:
    """What is left on each side once agreeing marks are paired off, the nearest in place first."""
    over = list(right)
    alone = []
    for mark in left:
        for place, other in enumerate(over):
            if agree(mark, other):
                del over[place]
                break
        else:
            alone.append(mark)
    return alone, over
