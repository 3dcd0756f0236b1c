"""The rows of a damaged table by their numbers, as far as anything tells of them.

Makes nothing of what they hold.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from samestory.errors import DossierError
from samestory.progress import Progress
from samestory.store.connection import Database

# So many numbers are tried one by one where nothing lists them all.
MOST = 1_000_000
# No row takes fewer bytes of the file.
LEAST = 20


class Table(NamedTuple):
    """How rows are listed by their numbers, in {order}: by the table, then by indexes; and how one is read.

    An index has the numbers too, and lies in other pages.
    """

    lists: Sequence[str]
    row: str


def rows(old: Database, table: Table, size: int, progress: Progress) -> Iterator[tuple[Any, ...] | None]:
    """The rows one by one, so that those behind one that cannot be read are met; None for that.

    Where nothing lists all of them there is one None for those that nobody knows of. ``size`` is that of the
    file in bytes.
    """
    listed, whole = _listed(old, table.lists)
    last = 0 if whole else min(size // LEAST, MOST)
    beyond = sorted(number for number in listed if number > last)
    total = last + len(beyond)
    for done, number in enumerate(chain(range(1, last + 1), beyond), 1):
        try:
            yield from old.rows(table.row, number)
        except DossierError:
            if number in listed:
                yield None
        progress("rescue", done, total)
    if not whole:
        yield None


def _listed(old: Database, lists: Sequence[str]) -> tuple[set[int], bool]:
    """The numbers of rows, and whether these are all."""
    found = set[int]()
    for sql in lists:
        if any(_taken(old, sql.format(order=order), found) for order in ("ASC", "DESC")):
            return found, True
    return found, False


def _taken(old: Database, sql: str, found: set[int]) -> bool:
    """Add the numbers that ``sql`` lists, up to what cannot be read; whether that was all."""
    try:
        for (number,) in old.rows(sql):
            found.add(number)
    except DossierError:
        return False
    return True
