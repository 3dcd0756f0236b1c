"""Which times of a row put one thing at two times, and which only look as if they did.

Rather misses a disagreement than makes one up. Grouping is timeline.py's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import product

from samestory.collate.told_when import CLOCK, DAY, MONTH, YEAR, Told, agree, days, meet
from samestory.model import Dated, Difference, Span

# Times so fine, or coarser and naming their month or year, can disagree; weeks and seasons are too vague.
DISAGREEING = (CLOCK, DAY, MONTH, YEAR)
# What an article tells so many sentences away of the other's time may not be told otherwise.
NEIGHBOURS = 2
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
        if {told.cell.article for told in one} & {told.cell.article for told in other}:
            return False
        held = _held(group for group in groups if group[0].fineness == fineness)
        return any(self._clash(here, there, held) for here in one for there in other)

    def _clash(self, here: Told, there: Told, held: Mapping[str, set[int]]) -> bool:
        if not self._differ(here, there) and (not _sole(here, there, held) or self._far(here, there)):
            return False
        return not (self._nearby(here, there) or self._nearby(there, here))

    def _differ(self, here: Told, there: Told) -> bool:
        return not self._found.isdisjoint(product(_parts(here), _parts(there)))

    def _nearby(self, told: Told, other: Told) -> bool:
        """Whether the article of ``other`` tells the time of ``told`` beside, that of ``told`` not there."""
        cell = other.cell
        last = cell.sentence + cell.count - 1
        numbers = (*range(cell.sentence - NEIGHBOURS, cell.sentence), *range(last + 1, last + 1 + NEIGHBOURS))
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


def _sole(here: Told, there: Told, held: Mapping[str, set[int]]) -> bool:
    """Whether both may speak against another, and each is the one time that its article has of its own."""
    mine, theirs = (held[told.cell.article] for told in (here, there))
    alike = here.fineness == there.fineness and _speaks(here) and _speaks(there)
    return alike and len(mine - theirs) == len(theirs - mine) == 1


def _speaks(told: Told) -> bool:
    """Whether it may speak against another of its fineness; months and years may by their names."""
    return told.stated if told.fineness > DAY else told.firm


def _held(groups: Iterable[Group]) -> dict[str, set[int]]:
    """The numbers of the groups that each article has a time in."""
    found: dict[str, set[int]] = {}
    for number, group in enumerate(groups):
        for told in group:
            found.setdefault(told.cell.article, set()).add(number)
    return found


def _echoed(one: Told, told: Told, row: Sequence[Told]) -> bool:
    """Whether the article of ``told`` tells the time of ``one`` in ``row``: then it was not moved."""
    return any(other.cell.article == told.cell.article and agree(one, other) for other in row)
