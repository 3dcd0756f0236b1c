"""What is known of a pile once it is gathered: its stories, and all that gathering goes on from.

Records alone: stories.py makes them, regions.py forms the groups.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from samestory.gather.candidates import Space
from samestory.gather.decisions import Judged, too_far
from samestory.gather.features import Pair, days_apart
from samestory.gather.groups import Joining
from samestory.gather.happening import Told
from samestory.gather.pile import EMPTY, Pile
from samestory.gather.readers import Readers
from samestory.gather.undated import Lent
from samestory.model import Decision
from samestory.signals import Signals

Ids = tuple[str, str]
# A story holds reports on several sides of a happening, so that what joins it need not be like them all; what
# keeps twin stories apart is that each is closer within.
JOINING = Joining(least=-1.2, drop=3.0)


class Stories(NamedTuple):
    """Groups of article ids, and the decisions behind them."""

    groups: tuple[tuple[str, ...], ...]
    decisions: tuple[Decision, ...]
    judged: Mapping[Ids, Judged]


class Gathered(msgspec.Struct, frozen=True, kw_only=True):
    """A pile with its stories and all that gathering goes on from, mostly by article id or pair of ids.

    ``whole`` is how many articles there were when it was last gathered whole, ``told`` what readers decided.
    ``lent`` tells which dated
    article an undated one restates most, ``dated`` are those that have its day. ``beside`` are the articles
    that one was judged with, ``others`` the pairs of look-alikes, ``home`` the story of each article and
    ``rows`` the decisions shown; of pairs that are not shown no reasons are kept.
    """

    whole: int = 0
    told: Readers = Readers()
    seen: Mapping[str, Signals] = {}
    space: Space | None = None
    pile: Pile = EMPTY
    lent: Mapping[str, Lent] = {}
    dated: Mapping[str, Signals] = {}
    judged: Mapping[Ids, Judged] = {}
    others: Mapping[Ids, Told] = {}
    beside: Mapping[str, tuple[str, ...]] = {}
    home: Mapping[str, tuple[str, ...]] = {}
    rows: Mapping[Ids, Decision] = {}

    def with_day(self, article: str) -> Signals:
        """The article, with the day lent to it if any."""
        return self.dated.get(article) or self.seen[article]

    def pair(self, ids: Ids) -> Pair:
        """A pair to judge: a day lent to an article keeps it out of what is far, and brings nothing near."""
        left, right = (self.with_day(i) for i in ids)
        if not too_far(days_apart(left, right)):
            left, right = (self.seen[i] for i in ids)
        return Pair(left, right, self.pile)

    def stories(self) -> Stories:
        """The stories and decisions; groups and their members come sorted."""
        return Stories(tuple(sorted(set(self.home.values()))), tuple(self.rows.values()), self.judged)


NOTHING = Gathered()
