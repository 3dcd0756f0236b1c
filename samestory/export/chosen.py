"""Which rows of an account to show where there is room for only some: those that tell most.

Chooses and never reorders: rows chosen stay in the account's order.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from samestory.export.texts import Tellings, tellings
from samestory.model import Account, RowKind, Statement

# The most telling first.
TELLING: tuple[RowKind, ...] = ("differs", "shared", "alone")


def chosen(account: Account, most: int | None) -> tuple[int, ...]:
    """The numbers of at most ``most`` of the account's rows, ascending; of all where ``most`` is None.

    Rows in which origins differ come before rows that they share, and these before what only one says. Among
    the first two, those come first that more texts tell, then more origins, then more articles. Of what only
    one says each origin gives one row in turn, first what more of its articles have. All else equal, the
    earlier row comes first.
    """
    rows = account.rows
    if most is None or most >= len(rows):
        return tuple(range(len(rows)))
    ranks = [_rank(row, told) for row, told in zip(rows, tellings(account), strict=True)]
    weighed = sorted(range(len(rows)), key=lambda number: (ranks[number], number))
    told = [number for number in weighed if rows[number].kind != "alone"]
    lone = [number for number in weighed if rows[number].kind == "alone"]
    return tuple(sorted([*told, *_in_turns(lone, rows)][:most]))


def _rank(row: Statement, told: Tellings) -> tuple[int, int, int, int]:
    return TELLING.index(row.kind), -len(told), -sum(map(bool, row.cells)), -sum(map(len, row.cells))


def _in_turns(lone: Iterable[int], rows: tuple[Statement, ...]) -> list[int]:
    """One row of each origin, then a second of each, and so on; those of one turn in the account's order."""
    turns: Counter[int] = Counter()
    placed = []
    for number in lone:
        origin = next((place for place, cells in enumerate(rows[number].cells) if cells), -1)
        placed.append((turns[origin], number))
        turns[origin] += 1
    return [number for _, number in sorted(placed)]
