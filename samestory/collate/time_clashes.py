"""Which times of a row put one thing at two times, and which only look as if they did.

Rather misses a disagreement than makes one up. Grouping is timeline.py's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from itertools import product

from samestory.collate.told_when import CLOCK, DAY, MONTH, YEAR, Told, agree, days, meet
from samestory.model import Dated, Difference, Span

# Times so fine, or coarser and naming their month or year, can disagree; weeks and seasons are too vague.
DISAGREEING = (CLOCK, DAY, MONTH, YEAR)
# What an article tells so many sentences away of the other's time may not be told otherwise.
NEIGHBOURS = 1
# So far apart, one before publication and one behind, each of two tells of something else; and years.
APART, YEARS_APART = timedelta(31), timedelta(5 * 366)
Group = Sequence[Told]
Place = tuple[str, Span]


class Clashes:
    """The times of a story's rows, for telling which of a row's groups are one thing put at two times."""

    def __init__(
        self, rows: Sequence[Sequence[Told]], dates: Sequence[Dated], differences: Iterable[Difference]
    ) -> None:
        self._written = {one.article: one for one in dates}
        self._found = {pair for one in differences for pair in _places(one)}
        self._beside: dict[tuple[str, int], list[tuple[Told, Sequence[Told]]]] = {}
        for row in rows:
            for told in row:
                for number in range(told.cell.sentence, told.cell.sentence + told.cell.count):
                    self._beside.setdefault((told.cell.article, number), []).append((told, row))

    def rivals(self, one: Group, other: Group, groups: Sequence[Group]) -> bool:
        """True where sentences of two articles have these times, alike in fineness, and no more unmatched.

        So it is where their dates were found to differ. ``groups`` are all of the row.
        """
        fineness = one[0].fineness
        if fineness != other[0].fineness or fineness not in DISAGREEING:
            return False
        if any(self._differ(here, there) for here in one for there in other):
            return True
        if {told.cell.article for told in one} & {told.cell.article for told in other}:
            return False
        alike = [group for group in groups if group[0].fineness == fineness]
        firm, against = ([told for told in group if _speaks(told, fineness)] for group in (one, other))
        return any(self._clash(here, there, alike) for here in firm for there in against)

    def _differ(self, here: Told, there: Told) -> bool:
        return not self._found.isdisjoint(product(_parts(here), _parts(there)))

    def _clash(self, here: Told, there: Told, alike: Sequence[Group]) -> bool:
        mine, theirs = (_held(told.cell.article, alike) for told in (here, there))
        if len(mine - theirs) != 1 or len(theirs - mine) != 1:
            return False
        if self._nearby(here, there) or self._nearby(there, here):
            return False
        return not self._far(here, there)

    def _nearby(self, told: Told, other: Told) -> bool:
        """Whether the article of ``other`` tells the time of ``told`` beside, that of ``told`` not there."""
        cell = other.cell
        numbers = (cell.sentence - NEIGHBOURS, cell.sentence + cell.count - 1 + NEIGHBOURS)
        return any(
            one.fineness <= told.fineness and meet(one.when, told.when) and not _echoed(one, told, row)
            for number in numbers
            for one, row in self._beside.get((cell.article, number), ())
        )

    def _far(self, here: Told, there: Told) -> bool:
        """Whether one was over and the other to come when their articles were written, and far apart."""
        first, then = sorted((days(here.when), days(there.when)))
        known = [self._written[told.cell.article].when for told in (here, there)]
        apart = YEARS_APART if here.fineness == YEAR else APART
        return then[0] - first[1] > apart and any(
            when is not None and first[1] <= when.start.date() < then[0] for when in known
        )


def _places(one: Difference) -> Iterator[tuple[Place, Place]]:
    """Where a difference of dates stands on both sides, either way round."""
    if one.kind == "date":
        left, right = (one.left.article, one.left_span), (one.right.article, one.right_span)
        yield from ((left, right), (right, left))


def _parts(told: Told) -> Iterator[Place]:
    spans = (told.timed.span, *(part.span for part in told.timed.parts))
    yield from ((told.cell.article, span) for span in spans)


def _speaks(told: Told, fineness: int) -> bool:
    """Whether it is as fine as its group and may speak against another; months and years by their names."""
    return told.fineness == fineness and (told.stated if fineness > DAY else told.firm)


def _held(article: str, groups: Sequence[Group]) -> set[int]:
    """The groups that an article has a time in."""
    return {n for n, group in enumerate(groups) if any(told.cell.article == article for told in group)}


def _echoed(one: Told, told: Told, row: Sequence[Told]) -> bool:
    """Whether the article of ``told`` tells the time of ``one`` in ``row``: then it was not moved."""
    return any(other.cell.article == told.cell.article and agree(one, other) for other in row)
