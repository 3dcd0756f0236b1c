"""What each article states of its time, for a whole pile in little memory, and read back one by one."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple, Protocol

import numpy as np
import numpy.typing as npt

Clue = tuple[int, int]
UNDATED = 0


class Dated(Protocol):
    """What may have a day of publication, or a month and day that tell of it."""

    @property
    def published(self) -> date | None:
        """The day, if told."""

    @property
    def clue(self) -> Clue | None:
        """Its month and day, if half told."""


class Timed(Dated, Protocol):
    """What may also single out one of its kind."""

    @property
    def ordinals(self) -> int:
        """How many ordinals it tells."""


class Stated(NamedTuple):
    """The time that one article states, as Signals have it."""

    published: date | None
    clue: Clue | None
    ordinals: int


class Times(NamedTuple):
    """The times stated by articles, a row each.

    ``days`` int32 (n,) counted from year 1, UNDATED where not known; ``clues`` int8 (n, 2), noughts for none;
    ``ordinals`` int32 (n,).
    """

    days: npt.NDArray[np.int32]
    clues: npt.NDArray[np.int8]
    ordinals: npt.NDArray[np.int32]

    @classmethod
    def of(cls, numbers: npt.NDArray[np.int32]) -> Times:
        """Those that ``stated`` gives as ``numbers``, end to end."""
        rows = numbers.reshape(-1, 4)
        return cls(rows[:, 0].copy(), rows[:, 1:3].astype(np.int8), rows[:, 3].copy())

    def row(self, row: int) -> Stated:
        """What the article of the ``row`` states."""
        day, (month, of_month) = int(self.days[row]), self.clues[row].tolist()
        published = None if day == UNDATED else date.fromordinal(day)
        return Stated(published, (month, of_month) if month else None, int(self.ordinals[row]))

    def taken(self, rows: npt.NDArray[np.int64]) -> Times:
        """Those of these rows, in this order."""
        return Times(self.days[rows], self.clues[rows], self.ordinals[rows])

    def joined(self, other: Times) -> Times:
        """These, then those of ``other``."""
        return Times(
            np.concatenate((self.days, other.days)),
            np.concatenate((self.clues, other.clues)),
            np.concatenate((self.ordinals, other.ordinals)),
        )


NO_TIMES = Times.of(np.zeros(0, np.int32))


def stated(article: Timed) -> tuple[int, int, int, int]:
    """What the article states of its time, in numbers."""
    month, day = article.clue or (0, 0)
    return article.published.toordinal() if article.published else UNDATED, month, day, article.ordinals
