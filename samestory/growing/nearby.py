"""Which articles of a whole dossier are near to some of them: one product with all. Judges nothing.

gather/candidates.py does the same for all articles of a pile at once, in cells where there are many.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple, Self

import numpy as np
import numpy.typing as npt

from samestory.gather.candidates import LEAST_LIKENESS, NEIGHBOURS, UNDATED
from samestory.gather.decisions import MOST_DAYS_APART
from samestory.signals import Floats2d, Signals
from samestory.store.grounds import Ground

Ints = npt.NDArray[np.int64]
AT_ONCE = 64


class Space(NamedTuple):
    """Where articles lie: ``centres`` float32 (n, d), unit rows; ``days`` from year 1; ``rows`` by id."""

    ids: Sequence[str]
    centres: Floats2d
    days: Ints
    rows: Mapping[str, int]

    @classmethod
    def of(cls, held: Ground, new: Mapping[str, Signals]) -> Self:
        """The articles of ``held``, then those that are ``new``."""
        ids = [*held.ids, *new]
        more = [one.centre for one in new.values()]
        centres = (
            np.concatenate((np.asarray(held.centres, np.float32), np.stack(more))) if more else held.centres
        )
        days = np.array([*held.days, *(day(one.published) for one in new.values())], np.int64)
        return cls(ids, np.asarray(centres, np.float32), days, {id_: row for row, id_ in enumerate(ids)})

    def near(self, asked: Iterable[str]) -> dict[str, list[str]]:
        """The nearest of each of ``asked``, the nearest first: of any day, and of weeks around its own."""
        found: dict[str, list[str]] = {}
        names = sorted(asked)
        for start in range(0, len(names), AT_ONCE):
            some = names[start : start + AT_ONCE]
            rows = np.array([self.rows[one] for one in some])
            likeness = self.centres[rows] @ self.centres.T
            likeness[np.arange(len(rows)), rows] = -1.0
            for one, row, its in zip(some, rows.tolist(), likeness, strict=True):
                near = sorted(self._nearest(its, row), key=lambda other: (-its[other], self.ids[other]))
                found[one] = [self.ids[other] for other in near]
        return found

    def centres_of(self, articles: Iterable[str]) -> Floats2d:
        """The centres of ``articles``, float32 (n, d)."""
        return self.centres[[self.rows[one] for one in articles]]

    def _nearest(self, likeness: npt.NDArray[np.float32], row: int) -> set[int]:
        near = np.flatnonzero(likeness >= LEAST_LIKENESS)
        best = _best(likeness, near)
        if self.days[row] == UNDATED:
            return best
        days = self.days[near]
        soon = near[(days != UNDATED) & (np.abs(days - self.days[row]) <= MOST_DAYS_APART)]
        return best | _best(likeness, soon)


def day(published: date | None) -> int:
    """A day as it is counted here."""
    return UNDATED if published is None else published.toordinal()


def _best(likeness: npt.NDArray[np.float32], among: Ints) -> set[int]:
    if len(among) <= NEIGHBOURS:
        return set(among.tolist())
    best = np.argpartition(likeness[among], -NEIGHBOURS)[-NEIGHBOURS:]
    return set(among[best].tolist())
