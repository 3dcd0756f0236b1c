"""Which rows of an account to show where there is room for only some: those that tell most.

Chooses and never reorders: rows chosen stay in the account's order.
"""

from __future__ import annotations

from collections.abc import Sequence

from samestory.model import RowKind, Statement

# The most telling first.
TELLING: tuple[RowKind, ...] = ("differs", "shared", "alone")


def chosen(rows: Sequence[Statement], most: int | None) -> tuple[int, ...]:
    """The numbers of at most ``most`` of ``rows``, ascending; of all of them where ``most`` is None.

    Rows in which origins differ come before rows that they share, and these before what only one says; among
    equals those of more origins, then of more articles, then the earlier.
    """
    weighed = sorted(range(len(rows)), key=lambda number: (*_rank(rows[number]), number))
    return tuple(sorted(weighed[:most]))


def _rank(row: Statement) -> tuple[int, int, int]:
    return TELLING.index(row.kind), -sum(map(bool, row.cells)), -sum(map(len, row.cells))
