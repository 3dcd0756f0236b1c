"""The deeds of a story's articles, each with where its account has it, who its actors are and when it was.

Groups nothing; that is events_groups.py.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from samestory.collate.events_parties import Keys, Party
from samestory.collate.quote_first import Told
from samestory.collate.told_when import Told as Time
from samestory.collate.told_when import told_in
from samestory.model import Cell, Dated, Deed, DeedTold, Mention, Root, Statement

# Of these it makes no difference which of the two is named as acting: "A and B met".
MUTUAL: frozenset[Root] = frozenset(("AGREE", "CONSULT", "COOPERATE"))


class Act(NamedTuple):
    """A deed that an article of origin ``origin`` tells in row ``row``.

    ``whom`` are source and target; ``beside`` are the keys of all in the cell, ``named`` those of all in the
    article. ``time`` is when it was, None where the sentence does not tell. ``day`` is that on which the
    article was written, where it states or implies it.
    """

    told: DeedTold
    deed: Deed
    origin: int
    row: int
    whom: tuple[Party, Party]
    beside: frozenset[str]
    named: frozenset[str]
    time: Time | None
    day: date | None

    @property
    def place(self) -> tuple[str, int]:
        """Its article and its place among the deeds there."""
        return self.told.article, self.told.deed

    @property
    def actors(self) -> tuple[str, str]:
        """The keys of source and target, equal for one actor in all articles."""
        return self.whom[0].key, self.whom[1].key

    @property
    def parties(self) -> tuple[str, ...]:
        """Its actors; in an order of their own where it makes no difference who is named as acting."""
        return tuple(sorted(self.actors)) if self.deed.root in MUTUAL else self.actors


def acts(story: Told, rows: Sequence[Statement], keys: Keys) -> list[Act]:
    """All deeds by article and place, but those in which one actor is named twice."""
    known = {one.article: one for one in story.dates}
    found = [
        act
        for number, row in enumerate(rows)
        for origin, cells in enumerate(row.cells)
        for cell in cells
        for act in _acts(cell, (origin, number), story, keys, known[cell.article])
    ]
    return sorted(found, key=lambda one: one.place)


def _acts(cell: Cell, at: tuple[int, int], story: Told, keys: Keys, written: Dated) -> Iterator[Act]:
    article = story.articles[cell.article]
    sentences = range(cell.sentence, cell.sentence + cell.count)
    deeds = [(place, one) for place, one in enumerate(article.deeds) if one.sentence in sentences]
    if not deeds:
        return
    times: Mapping[object, Time] = {one.timed.span: one for one in told_in(cell, at[0], article, written)}
    beside, named = keys.within(cell), keys.named_in(article.id)
    sure = written.when if written.how in ("stated", "inferred") else None
    for place, deed in deeds:
        source, target = (
            keys.party(Mention(article=article.id, name=name)) for name in (deed.source, deed.target)
        )
        if source.key == target.key:
            continue
        yield Act(
            told=DeedTold(article=article.id, deed=place),
            deed=deed,
            origin=at[0],
            row=at[1],
            whom=(source, target),
            beside=beside,
            named=named,
            time=None if deed.time is None else times.get(article.times[deed.time].span),
            day=None if sure is None else sure.start.date(),
        )
