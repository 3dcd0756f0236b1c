"""Of deeds put into groups: groups per happening, and whether deeds of one group tell one happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple

from samestory.model import Event

# A deed by its article and its place there; what happens, by anything that tells it from others.
Place = tuple[str, int]
Group = frozenset[Place]


class Tally(NamedTuple):
    """Of stories: happenings that deeds tell, and how often one is in a group (once each at best).

    Of pairs of deeds in one group: how many there are, and how many tell one happening. Of groups: how many
    there are, and how many tell something in two ways.
    """

    happenings: int = 0
    coded: int = 0
    pairs: int = 0
    right: int = 0
    groups: int = 0
    disputed: int = 0

    @property
    def redundancy(self) -> float:
        """In how many groups a happening is; 1 at best."""
        return self.coded / self.happenings if self.happenings else 1.0

    @property
    def precision(self) -> float:
        """The share of the pairs that tell one happening; 1 where there is no pair."""
        return self.right / self.pairs if self.pairs else 1.0

    @property
    def peace(self) -> float:
        """The share of the groups in which nothing is told in two ways."""
        return 1 - self.disputed / self.groups if self.groups else 1.0


def tally(groups: Sequence[Group], told: Mapping[Place, object], disputed: int) -> Tally:
    """Of one story; ``told`` gives for each deed the happening that it tells, and there is no other deed."""
    pairs = [(told[a], told[b]) for group in groups for a, b in combinations(sorted(group), 2)]
    return Tally(
        happenings=len(set(told.values())),
        coded=sum(len({told[place] for place in group}) for group in groups),
        pairs=len(pairs),
        right=sum(a == b for a, b in pairs),
        groups=len(groups),
        disputed=disputed,
    )


def summed(tallies: Iterable[Tally]) -> Tally:
    """All of them together."""
    return Tally(*(sum(column) for column in zip(Tally(), *tallies, strict=True)))


def places(events: Iterable[Event]) -> Iterator[Group]:
    """The deeds of each event, those that tell it otherwise among them."""
    for one in events:
        yield frozenset(
            (its.article, its.deed) for side in (one.told, one.otherwise) for told in side for its in told
        )
