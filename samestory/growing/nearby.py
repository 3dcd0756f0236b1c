"""Which articles of a whole dossier are near to some of them: one product with all. Judges nothing.

gather/candidates.py does the same for all articles of a pile at once, in cells where there are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

import numpy as np
import numpy.typing as npt

from samestory.gather.candidates import LEAST_LIKENESS
from samestory.gather.decisions import MOST_DAYS_APART
from samestory.gather.stated import UNDATED
from samestory.gather.unseen import NEIGHBOURS
from samestory.signals import Floats2d, Signals
from samestory.store.grounds import Ground
from samestory.store.vectors import of_plain, plain

Ints = npt.NDArray[np.int64]
AT_ONCE = 64


class Space:
    """Where articles lie: ``ids``, and centres and days in the same order. What is near is found once."""

    def __init__(self, held: Ground, new: Mapping[str, Signals]) -> None:
        """The articles of ``held``, then those that are ``new``, of which there are some."""
        self.ids = (*held.ids, *new)
        # As they are kept: those of new articles are as far from their own.
        more = of_plain(plain(np.stack([one.centre for one in new.values()])))
        self._centres = np.concatenate((held.centres, more), dtype=np.float32)
        self._days = np.array([*held.days, *(day(one.published) for one in new.values())], np.int64)
        self._rows = {id_: row for row, id_ in enumerate(self.ids)}
        self._found: dict[str, list[str]] = {}

    def near(self, asked: Iterable[str]) -> dict[str, list[str]]:
        """The nearest of each of ``asked``, the nearest first: of any day, and of weeks around its own."""
        every = set(asked)
        names = sorted(every - self._found.keys())
        for start in range(0, len(names), AT_ONCE):
            some = names[start : start + AT_ONCE]
            rows = np.array([self._rows[one] for one in some])
            likeness = self._centres[rows] @ self._centres.T
            likeness[np.arange(len(rows)), rows] = -1.0
            for one, row, its in zip(some, rows.tolist(), likeness, strict=True):
                near = sorted(self._nearest(its, row), key=lambda other: (-its[other], self.ids[other]))
                self._found[one] = [self.ids[other] for other in near]
        return {one: self._found[one] for one in sorted(every)}

    def centres_of(self, articles: Iterable[str]) -> Floats2d:
        """The centres of ``articles``, float32 (n, d)."""
        return self._centres[[self._rows[one] for one in articles]]

    def _nearest(self, likeness: npt.NDArray[np.float32], row: int) -> set[int]:
        near = np.flatnonzero(likeness >= LEAST_LIKENESS)
        best = _best(likeness, near)
        if self._days[row] == UNDATED:
            return best
        days = self._days[near]
        soon = near[(days != UNDATED) & (np.abs(days - self._days[row]) <= MOST_DAYS_APART)]
        return best | _best(likeness, soon)


def day(published: date | None) -> int:
    """A day as it is counted here."""
    return UNDATED if published is None else published.toordinal()


def _best(likeness: npt.NDArray[np.float32], among: Ints) -> set[int]:
    if len(among) <= NEIGHBOURS:
        return set(among.tolist())
    best = np.argpartition(likeness[among], -NEIGHBOURS)[-NEIGHBOURS:]
    return set(among[best].tolist())
