"""A story's happenings in the order of time: rows of its account whose sentences tell when.

Takes rows and placed times as given. What is told of no time, in titles or of decades, is not in it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from msgspec import structs

from samestory.collate.told_when import (
    CLOCK,
    DAY,
    FINENESS,
    MONTH,
    YEAR,
    Told,
    agree,
    days,
    in_order,
    in_place,
    meet,
    told_in,
)
from samestory.model import Article, Cell, Dated, Happening, Statement, TimeTold, When

# Times so fine, or coarser and naming their month or year, can disagree; weeks and seasons are too vague.
DISAGREEING = (CLOCK, DAY, MONTH, YEAR)
# What an article tells so many sentences away of the other's time was not told otherwise.
NEIGHBOURS = 1
# Of two days this far apart, one before publication and one behind, each tells of something else.
APART = timedelta(31)
Group = list[Told]


def timeline(
    rows: Sequence[Statement], dates: Sequence[Dated], articles: Mapping[str, Article]
) -> tuple[Happening, ...]:
    """The happenings of a story, by start, then the finer first, then as its account has them.

    ``articles`` hold the story's, by id, with their times read from the days in ``dates``.
    """
    written = {one.article: one for one in dates}
    found = [
        _happening(number, row.cells, main, others)
        for number, row in enumerate(rows)
        for main, others in _parted(_groups(_told(row, articles, written)), articles, written)
    ]
    return tuple(sorted(found, key=lambda one: (*in_order(one.when), one.row)))


def _told(row: Statement, articles: Mapping[str, Article], written: Mapping[str, Dated]) -> Group:
    return [
        told
        for origin, cells in enumerate(row.cells)
        for cell in cells
        for told in told_in(cell, origin, articles[cell.article], written[cell.article])
    ]


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


def _parted(
    groups: Sequence[Group], articles: Mapping[str, Article], written: Mapping[str, Dated]
) -> Iterator[tuple[Group, list[Group]]]:
    """Each group that most origins tell with those that put the same elsewhere."""
    held = _Row(groups, articles, written)
    left = sorted(groups, key=lambda group: (-_origins(group), -len(group)))
    while left:
        main = left.pop(0)
        others = [group for group in left if held.rivals(main, group)]
        left = [group for group in left if group not in others]
        yield main, others


def _origins(group: Group) -> int:
    return len({one.origin for one in group})


class _Row:
    """The groups of a row, for telling which of them are one thing put at two times."""

    def __init__(
        self, groups: Sequence[Group], articles: Mapping[str, Article], written: Mapping[str, Dated]
    ) -> None:
        self.groups = groups
        self.articles = articles
        self.written = written

    def rivals(self, one: Group, other: Group) -> bool:
        """True where two sentences have these times, alike in fineness, and nothing else unmatched."""
        fineness = one[0].fineness
        if fineness != other[0].fineness or fineness not in DISAGREEING:
            return False
        if {told.cell.article for told in one} & {told.cell.article for told in other}:
            return False
        firm, against = ([told for told in group if _firm(told, fineness)] for group in (one, other))
        return any(self._clash(here, there) for here in firm for there in against)

    def _clash(self, here: Told, there: Told) -> bool:
        mine, theirs = (self._of(told.cell.article, here.fineness) for told in (here, there))
        if len(mine - theirs) != 1 or len(theirs - mine) != 1:
            return False
        if self._nearby(here, there) or self._nearby(there, here):
            return False
        return not self._far(here, there)

    def _of(self, article: str, fineness: int) -> set[int]:
        """The groups that an article's sentence here has a time in, of this fineness or one finer."""
        return {
            place
            for place, group in enumerate(self.groups)
            if any(told.cell.article == article for told in group) and group[0].fineness == fineness
        }

    def _nearby(self, told: Told, other: Told) -> bool:
        """Whether the article of ``other`` tells the time of ``told`` in a sentence beside."""
        article, cell = self.articles[other.cell.article], other.cell
        first, last = cell.sentence - NEIGHBOURS, cell.sentence + cell.count - 1 + NEIGHBOURS
        spans = article.sentences[max(0, first) : last + 1]
        return any(
            FINENESS.get(one.when.granularity, YEAR + 1) <= told.fineness and meet(one.when, told.when)
            for one in article.times
            if one.when is not None and spans[0].start <= one.span.start < spans[-1].end
        )

    def _far(self, here: Told, there: Told) -> bool:
        """Whether one was over and the other to come when their articles were written, and long apart."""
        first, then = sorted((days(here.when), days(there.when)))
        known = [self.written[told.cell.article].when for told in (here, there)]
        return then[0] - first[1] > APART and any(
            when is not None and first[1] <= when.start.date() < then[0] for when in known
        )


def _firm(told: Told, fineness: int) -> bool:
    """Whether it may speak against another: as fine as its group, and known to be what it was read as."""
    if told.fineness != fineness or not told.sure:
        return False
    return told.stated or fineness in (CLOCK, DAY)


def _happening(row: int, cells: Sequence[Sequence[Cell]], main: Group, others: Sequence[Group]) -> Happening:
    when = _when(main)
    elsewhere = [(told, _when(group)) for group in others for told in group]
    return Happening(
        when=structs.replace(when, span=None),
        row=row,
        told=_by_origin([(told, when) for told in main], cells),
        otherwise=_by_origin(elsewhere, cells),
    )


def _when(group: Group) -> When:
    """What most origins of a group read its finest time as; of two as usual the later.

    A time that was not told whole is taken to lie behind; one that lies ahead was read so for a reason.
    """
    finest = [one for one in group if one.fineness == group[0].fineness]
    tellers = {
        one.when.start: {other.origin for other in finest if other.when.start == one.when.start}
        for one in finest
    }
    best = max(tellers, key=lambda start: (len(tellers[start]), start))
    return next(one.when for one in finest if one.when.start == best)


def _by_origin(
    told: Sequence[tuple[Told, When]], cells: Sequence[Sequence[Cell]]
) -> tuple[tuple[TimeTold, ...], ...]:
    """One time for each of the cells that have one, its finest."""
    found: dict[Cell, TimeTold] = {}
    for one, when in told:
        found.setdefault(one.cell, TimeTold(cell=one.cell, when=one.on(when)))
    return tuple(tuple(found[cell] for cell in its if cell in found) for its in cells)
