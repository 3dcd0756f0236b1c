"""What is known of a pile once it is gathered: its stories, and all that gathering goes on from.

Records alone: stories.py makes them, regions.py forms the groups, rows.py tells of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from samestory.gather.candidates import NOWHERE, Space
from samestory.gather.decisions import Judged, Time, timed
from samestory.gather.groups import Joining
from samestory.gather.misdated import Doubt, without_day
from samestory.gather.pairs import AT_ONCE, Judgements, Pairs
from samestory.gather.pile import EMPTY, Pile, Side
from samestory.gather.ragged import Ints
from samestory.gather.readers import Readers
from samestory.gather.rows import Shown
from samestory.gather.stated import Stated
from samestory.gather.undated import Lent
from samestory.model import Decision
from samestory.signals import Signals

Ids = tuple[str, str]
Mask = npt.NDArray[np.bool_]
# A story holds reports on several sides of a happening, so that what joins it need not be like them all; what
# keeps twin stories apart is that each is closer within.
JOINING = Joining(least=-1.2, drop=3.0)


class Stories(NamedTuple):
    """Groups of article ids, the decisions behind them, and the articles whose stated day is wrong.

    Decisions, in the order of ids, and what is ``judged`` are made when they are asked for, each time anew.
    """

    groups: tuple[tuple[str, ...], ...]
    decisions: Iterable[Decision]
    judged: Mapping[Ids, Judged]
    misdated: frozenset[str] = frozenset()


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """A pile with its stories and all that gathering goes on from.

    ``whole`` is how many articles there were when it was last gathered whole, ``told`` what readers decided.
    Of ``seen`` articles are looked up as they are needed. ``lent`` tells which dated article an undated one
    restates most, ``dated`` the time of those that have its day. ``home`` is the story of each article.
    ``doubts`` are the articles whose stated day is wrong. Rows of ``pairs`` are those of ``space``.
    """

    whole: int = 0
    told: Readers = Readers()
    seen: Mapping[str, Signals] = {}
    space: Space = NOWHERE
    pile: Pile = EMPTY
    lent: Mapping[str, Lent] = {}
    dated: Mapping[str, Stated] = {}
    pairs: Pairs = Pairs()
    home: Mapping[str, tuple[str, ...]] = {}
    doubts: Mapping[str, Doubt] = {}

    def article(self, one: str) -> Signals:
        """The article as it is judged: without a day where the one that it states is wrong."""
        return without_day(self.seen[one]) if one in self.doubts else self.seen[one]

    def side(self, one: str) -> Side:
        """The article as a side of pairs."""
        return self.pile.side(self.article(one))

    def stated(self, one: str) -> Stated:
        """The time that an article states, none where that is wrong."""
        its = self.space.times.row(self.pile.places[one])
        return its._replace(published=None, clue=None) if one in self.doubts else its

    def with_day(self, one: str) -> Stated:
        """The time of the article, with the day lent to it if any."""
        return self.dated.get(one) or self.stated(one)

    def time(self, left: str, right: str) -> Time:
        """What times make of a pair: a day lent keeps out of what is far, and brings nothing near."""
        lent = timed(self.with_day(left), self.with_day(right))
        return lent if lent.apart else timed(self.stated(left), self.stated(right))

    def rows(self, ids: Iterable[str]) -> Mask:
        """Which rows are those of these ids, bool (n,)."""
        found = np.zeros(len(self.space.ids), np.bool_)
        found[np.array([self.pile.places[one] for one in ids], np.int64)] = True
        return found

    def around(self, ids: Iterable[str]) -> Mask:
        """Which pairs have one of these articles, bool (m,)."""
        rows, pairs = self.rows(ids), self.pairs.every
        return np.asarray(rows[pairs["left"]] | rows[pairs["right"]])

    def beside(self, ids: Iterable[str]) -> dict[str, list[str]]:
        """The articles that each of these was judged with."""
        found: dict[str, list[str]] = {one: [] for one in ids}
        for pair in self.named(np.flatnonzero(self.around(found))):
            for one, other in (pair, pair[::-1]):
                if one in found:
                    found[one].append(other)
        return found

    def named(self, places: Ints) -> Iterator[Ids]:
        """The ids of the pairs at these ``places``, some made at a time."""
        ids, pairs = self.space.ids, self.pairs.every
        for start in range(0, len(places), AT_ONCE):
            some = pairs[places[start : start + AT_ONCE]]
            for left, right in zip(some["left"].tolist(), some["right"].tolist(), strict=True):
                yield ids[left], ids[right]

    def stories(self) -> Stories:
        """The stories and decisions; groups and their members come sorted."""
        groups = tuple(sorted(set(self.home.values())))
        judged = Judgements(self.space.ids, self.pairs.every)
        # What is told later needs no vectors, and must not hold them.
        places = msgspec.structs.replace(EMPTY, places=self.pile.places)
        space = NOWHERE._replace(ids=self.space.ids, times=self.space.times)
        told = msgspec.structs.replace(self, seen={}, space=space, pile=places)
        return Stories(groups, Shown(told), judged, frozenset(self.doubts))


NOTHING = Gathered()
