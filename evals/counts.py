"""Precision, recall and F1 of anything that is told and can be right. Knows nothing of what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Self

import msgspec


class Counts(msgspec.Struct, frozen=True):
    """How many were told, how many of them rightly, and how many of those there were to tell were told.

    ``right`` of ``given`` are right; ``met`` of ``wanted`` were found.
    """

    right: int = 0
    given: int = 0
    met: int = 0
    wanted: int = 0

    @classmethod
    def one_to_one(cls, right: int, given: int, wanted: int) -> Self:
        """Counts where each right one is one of the wanted."""
        return cls(right, given, right, wanted)

    @property
    def precision(self) -> float:
        """Share of what was told that is right; 1 where nothing was."""
        return self.right / self.given if self.given else 1.0

    @property
    def recall(self) -> float:
        """Share of what was there that was found; 1 where nothing was."""
        return self.met / self.wanted if self.wanted else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def summed(counts: Iterable[Counts]) -> Counts:
    """All of them together."""
    each = [msgspec.structs.astuple(one) for one in counts]
    return Counts(*(sum(column) for column in zip(*each, strict=True))) if each else Counts()
