"""A story's happenings in the order of time: rows of its account whose sentences tell when.

Takes rows and placed times as given. What is told of no time, in titles or of decades, is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from samestory.collate.time_clashes import Clashes
from samestory.collate.told_when import Told, agree, in_order, in_place, most_told, told_in
from samestory.model import Article, Cell, Dated, Happening, Statement, TimeTold, When

Group = list[Told]


def timeline(
    rows: Sequence[Statement], dates: Sequence[Dated], articles: Mapping[str, Article]
) -> tuple[Happening, ...]:
    """The happenings of a story, by start, then the finer first, then as its account has them.

    ``articles`` hold the story's, by id, with their times read from the days in ``dates``.
    """
    written = {one.article: one for one in dates}
    told = [list(_told(row, articles, written)) for row in rows]
    clashes = Clashes(told, dates, (one for row in rows for one in row.differences))
    found = [
        _happening(number, rows[number].cells, main, others)
        for number, its in enumerate(told)
        for main, others in _parted(_groups(its), clashes)
    ]
    return tuple(sorted(found, key=lambda one: (*in_order(one.when), one.row)))


def _told(row: Statement, articles: Mapping[str, Article], written: Mapping[str, Dated]) -> Iterator[Told]:
    for origin, cells in enumerate(row.cells):
        for cell in cells:
            yield from told_in(cell, origin, articles[cell.article], written[cell.article])


def _groups(told: Sequence[Told]) -> list[Group]:
    """Expressions of one row by the time they tell: each with the first finer one that it agrees with."""
    groups: list[Group] = []
    for one in in_place(told):
        home = next((group for group in groups if _belongs(one, group)), None)
        if home is None:
            groups.append([one])
        else:
            home.append(one)
    return groups


def _belongs(one: Told, group: Group) -> bool:
    """It agrees with the finest of ``group``, and as read with what its own cell has there."""
    own = (other for other in group if other.cell == one.cell)
    return agree(one, group[0]) and all(agree(one, other) for other in own)


def _parted(groups: Sequence[Group], clashes: Clashes) -> Iterator[tuple[Group, list[Group]]]:
    """Each group that most origins tell with those that put the same elsewhere."""
    left = sorted(groups, key=lambda group: (-_origins(group), -len(group)))
    while left:
        main = left.pop(0)
        others = [group for group in left if clashes.rivals(main, group, groups)]
        left = [group for group in left if group not in others]
        yield main, others


def _origins(group: Group) -> int:
    return len({one.origin for one in group})


def _happening(row: int, cells: Sequence[Sequence[Cell]], main: Group, others: Sequence[Group]) -> Happening:
    when = most_told(main)
    elsewhere = [(told, most_told(group)) for group in others for told in group]
    return Happening(
        when=structs.replace(when, span=None),
        row=row,
        told=_by_origin([(told, when) for told in main], cells),
        otherwise=_by_origin(elsewhere, cells),
    )


def _by_origin(
    told: Sequence[tuple[Told, When]], cells: Sequence[Sequence[Cell]]
) -> tuple[tuple[TimeTold, ...], ...]:
    """One time for each of the cells that have one, its finest."""
    found: dict[Cell, TimeTold] = {}
    for one, when in told:
        found.setdefault(one.cell, TimeTold(cell=one.cell, when=one.on(when)))
    return tuple(tuple(found[cell] for cell in its if cell in found) for its in cells)
