"""What a way of gathering gets right: look-alikes kept apart, and reports of one happening joined."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from evals.lookalikes.cases import Case


class Shares(msgspec.Struct, frozen=True):
    """The share of look-alike pairs kept apart, that of true pairs joined, and that of both that are right.

    False joins are 1 less the first, misses 1 less the second; a share of no pairs is 1.
    """

    apart: float
    joined: float
    right: float


def shares(given: Sequence[Case], joined: Sequence[bool]) -> Shares:
    """The shares where ``joined[i]`` tells whether the articles of ``given[i]`` were put into one story."""
    told = list(zip(given, joined, strict=True))
    return Shares(
        _share([not one for case, one in told if not case.same]),
        _share([one for case, one in told if case.same]),
        _share([one == case.same for case, one in told]),
    )


def _share(held: Sequence[bool]) -> float:
    return sum(held) / len(held) if held else 1.0
